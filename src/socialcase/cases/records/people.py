"""The records about people and who they live with."""

from typing import ClassVar

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A person known to the service."""

    KIND: ClassVar[str] = "person"

    uid: str
    audience: str = ""
    name_given: str = ""
    name_patronymic: str = ""
    name_surname: str = ""
    name_other: str = ""
    alias: str = ""
    sex: str = ""
    birth: str = ""
    died: str = ""
    document_type: str = ""
    document_number: str = ""
    phone: str = ""
    safe_contact_allowed: str = ""
    safe_contact_when: str = ""
    safe_contact_how: str = ""
    safe_contact_say: str = ""
    address_etrap: str = ""
    address_settlement: str = ""
    address_street: str = ""
    address_landmark: str = ""
    languages: tuple[str, ...] = ()
    disability: str = ""
    disability_note: str = ""
    strengths: str = ""
    note: str = ""
    communication: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """People who live together."""

    KIND: ClassVar[str] = "household"

    uid: str
    audience: str = ""
    label: str = ""
    address_etrap: str = ""
    address_settlement: str = ""
    address_street: str = ""
    address_landmark: str = ""
    strengths: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """That a person lives in a household, in which role, from when to when."""

    KIND: ClassVar[str] = "member"

    uid: str
    audience: str = ""
    household: str = ""
    person: str = ""
    role: str = ""
    role_note: str = ""
    carer_of: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A paper that somebody has or needs, most of them until a day."""

    KIND: ClassVar[str] = "certificate"

    uid: str
    audience: str = ""
    person: str = ""
    what: str = ""
    number: str = ""
    issued: str = ""
    valid_until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """What joins two people in a family's drawing; of a parent, `other` is the child.

    Months and years may be known in part (`since`, `until`).
    """

    KIND: ClassVar[str] = "relation"

    uid: str
    audience: str = ""
    person: str = ""
    other: str = ""
    what: str = ""
    how: str = ""
    since: str = ""
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Who or what is around a household, how strong it is and which way help goes.

    `person`: whose tie it is, "" for the whole household.
    """

    KIND: ClassVar[str] = "tie"

    uid: str
    audience: str = ""
    household: str = ""
    person: str = ""
    what: str = ""
    name: str = ""
    provider: str = ""
    strength: str = ""
    flow: str = ""
    note: str = ""
