"""The records of a case: its file, consent, visits, notes and comments."""

from typing import ClassVar

from socialcase.lazy_dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """Work with one person or a whole family, from first contact to closure."""

    KIND: ClassVar[str] = "case"

    uid: str
    audience: str = ""
    number: str = ""
    title: str = ""
    household: str = ""
    person: str = ""
    owner: str = ""
    etrap: str = ""
    source: str = ""
    worry: str = ""
    groups: tuple[str, ...] = ()
    status: str = ""
    risk_level: str = ""
    risk_reasons: str = ""
    risk_since: str = ""
    opened: str = ""
    closure_date: str = ""
    closure_reason: str = ""
    closure_outcome: str = ""
    closure_feedback: str = ""
    closure_unheard: str = ""
    next_step_act: str = ""
    next_step_due: str = ""
    not_to_be_told: str = ""
    worker_safety: str = ""
    safety_marks: tuple[str, ...] = ()
    return_call_who: str = ""
    return_call_phone: str = ""
    return_call_after: str = ""
    told_by: str = ""
    services: tuple[str, ...] = ()
    urgent_what: str = ""
    urgent_since: str = ""
    reopening_date: str = ""
    reopening_reason: str = ""
    handover_to: str = ""
    handover_reason: str = ""
    handover_asked: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to, in which scope, and what is to be withheld from whom."""

    KIND: ClassVar[str] = "consent"

    uid: str
    audience: str = ""
    case: str = ""
    person: str = ""
    scope: str = ""
    giver: str = ""
    withhold: str = ""
    given: str = ""
    withdrawn: str = ""
    capacity: str = ""
    withdrawn_why: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit or contact, planned or done. `told_on`: the day it took place."""

    KIND: ClassVar[str] = "visit"

    uid: str
    audience: str = ""
    case: str = ""
    kind: str = ""
    outcome: str = ""
    planned: str = ""
    told_on: str = ""
    minutes: int | None = None
    met: str = ""
    purpose: str = ""
    note: str = ""
    met_people: tuple[str, ...] = ()
    alone: str = ""
    travel_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the case file."""

    KIND: ClassVar[str] = "note"

    uid: str
    audience: str = ""
    case: str = ""
    told_on: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a coordinator said of a case, a plan or an assessment."""

    KIND: ClassVar[str] = "comment"

    uid: str
    audience: str = ""
    case: str = ""
    about: str = ""
    kind: str = ""
    text: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, from a person or from a meeting."""

    KIND: ClassVar[str] = "task"

    uid: str
    audience: str = ""
    case: str = ""
    owner: str = ""
    what: str = ""
    due: str = ""
    done_on: str = ""
    about: str = ""
    waiting_for: str = ""


@dataclass(frozen=True, slots=True)
class Snooze:
    """That something due was put off to a day, and why. `about` a task, an action or a case.

    `due`: the day on which it was due then; of another day it says nothing.
    """

    KIND: ClassVar[str] = "snooze"

    uid: str
    audience: str = ""
    case: str = ""
    about: str = ""
    what: str = ""
    until: str = ""
    reason: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a record. Its content lies encrypted beside the database.

    `about`: that record; `question`: in an assessment, the ref of the question that it answers.
    `size`, `sha256`: of the plain content in bytes. `file`: name of the encrypted file, its own
    SHA-256; `key`: the age identity that opens it. Either empty: the content was erased.
    """

    KIND: ClassVar[str] = "attachment"

    uid: str
    audience: str = ""
    case: str = ""
    about: str = ""
    question: str = ""
    name: str = ""
    caption: str = ""
    media: str = ""
    size: int | None = None
    sha256: str = ""
    file: str = ""
    key: str = field(default="", repr=False)
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Viewing:
    """That somebody, its author, read a case file: between which days, and how often.

    `person`: not the file itself, but the page of that person in it.
    """

    KIND: ClassVar[str] = "viewing"

    uid: str
    audience: str = ""
    case: str = ""
    person: str = ""
    first: str = ""
    last: str = ""
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Something that was written out of the program, where it is protected no longer.

    `what`: a code of `DISCLOSURES`; `rows`: how many submissions; `case`: "" for those of many.
    """

    KIND: ClassVar[str] = "disclosure"

    uid: str
    audience: str = ""
    case: str = ""
    what: str = ""
    form_id: str = ""
    format: str = ""
    rows: int | None = None
    made: str = ""


@dataclass(frozen=True, slots=True)
class Withholding:
    """What somebody is not to be told. `from_whom` in words, or a person or a provider."""

    KIND: ClassVar[str] = "withholding"

    uid: str
    audience: str = ""
    case: str = ""
    consent: str = ""
    from_whom: str = ""
    person: str = ""
    provider: str = ""
    what: tuple[str, ...] = ()
    note: str = ""
    ended: str = ""
