"""The records of help from outside."""

from typing import ClassVar

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    """Who offers services. `asked`: the day when that was last checked.

    `protected`: its address is told nobody on paper (a shelter).
    """

    KIND: ClassVar[str] = "provider"

    uid: str
    audience: str = ""
    name: str = ""
    what: str = ""
    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    etraps: tuple[str, ...] = ()
    address_etrap: str = ""
    address_settlement: str = ""
    address_street: str = ""
    address_landmark: str = ""
    phone: str = ""
    contact: str = ""
    hours: str = ""
    terms: str = ""
    capacity: int | None = None
    waiting: int | None = None
    valid_from: str = ""
    valid_until: str = ""
    asked: str = ""
    note: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Referral:
    """Asking a provider for a service for somebody, and what came of it."""

    KIND: ClassVar[str] = "referral"

    uid: str
    audience: str = ""
    case: str = ""
    person: str = ""
    provider: str = ""
    service: str = ""
    reason: str = ""
    urgent: bool = False
    status: str = ""
    told: tuple[str, ...] = ()
    sent: str = ""
    answered: str = ""
    answer: str = ""
    place_in_line: int | None = None
    expected: str = ""
    started: str = ""
    ended: str = ""
    result: str = ""
    goal: str = ""
    action: str = ""
    need: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """What was found for a family, from whom and worth what. `value` in tenge (1/100 manat)."""

    KIND: ClassVar[str] = "resource"

    uid: str
    audience: str = ""
    case: str = ""
    person: str = ""
    what: str = ""
    kind: str = ""
    from_whom: str = ""
    provider: str = ""
    value: int | None = None
    status: str = ""
    found: str = ""
    until: str = ""
    note: str = ""
    goal: str = ""
    action: str = ""
