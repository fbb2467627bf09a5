"""The records of the office: staff, decisions and the beginning of each laptop's log."""

from typing import ClassVar

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Staff:
    """A specialist, coordinator or officer and the etraps they work in."""

    KIND: ClassVar[str] = "staff"

    uid: str
    audience: str = ""
    name: str = ""
    role: str = ""
    etraps: tuple[str, ...] = ()
    age_key: str = ""
    age_keys: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    left_on: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision to set a save aside or to release it again."""

    KIND: ClassVar[str] = "decision"

    uid: str
    audience: str = ""
    subject: str = ""
    verb: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Norm:
    """How many days a risk level gives for something here, and by what source."""

    KIND: ClassVar[str] = "norm"

    uid: str
    audience: str = ""
    what: str = ""
    risk: str = ""
    days: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number to call when it cannot wait, as the office set it, and by what source.

    `code`: of a usual number, "" for one that was added; `etrap`: where alone it holds.
    """

    KIND: ClassVar[str] = "hotline"

    uid: str
    audience: str = ""
    code: str = ""
    name: str = ""
    number: str = ""
    etrap: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """Hours of one week that a worker released: minutes by code, JSON. No case, no day."""

    KIND: ClassVar[str] = "workweek"

    uid: str
    audience: str = ""
    staff: str = ""
    monday: str = ""
    minutes: str = ""
    released: str = ""
    note: str = ""
