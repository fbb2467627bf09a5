"""What can be said of a field and of a record kind: the terms in which the registry is written."""

from enum import StrEnum

from socialcase.lazy_dataclass import dataclass


class Kind(StrEnum):
    """How a field's value is written (see `canonical`)."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"  # 2026-11-22, a civil date
    PARTIAL_DATE = "partial date"  # 1958, ~1958, 2019-03, 2019-03-07
    INSTANT = "instant"  # 2026-11-22T05:10:00Z
    CODE = "code"  # one of `codes`
    FLAG = "flag"  # "true" or absent
    REFERENCE = "reference"  # id of a record of kind `target`
    GROUP = "group"  # things that belong together, `parts`
    SET = "set"  # one register per element, true wins
    ORDER = "order"  # fractional key of an ordered list
    JSON = "json"  # canonical JSON


class Merge(StrEnum):
    """What happens when a field was changed on two laptops apart."""

    ASK = "ask"  # more than one head goes to a person; the safer value shows until then
    LATEST = "latest"  # notes and the like: the highest lamport shows, no conflict is raised
    UNION = "union"  # sets: an element that anybody added stays


class Sensitivity(StrEnum):
    """How carefully a field is handled in prints, exports and lists."""

    PLAIN = "plain"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field.

    `safer`: codes from the safest on, for the value shown while in conflict; for a group,
    `safer_part` names the part that the order is about. `search`: goes into full text. `past`: a
    day on which something has happened: none that is still ahead is taken from a person.
    """

    record: str
    name: str
    kind: Kind
    merge: Merge = Merge.ASK
    codes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    safer: tuple[str, ...] = ()
    safer_part: str = ""
    target: str = ""
    sensitivity: Sensitivity = Sensitivity.PERSONAL
    search: bool = False
    past: bool = False
    since: int = 1

    @property
    def path(self) -> str:
        """The field's name in the change log: "case.risk"."""
        return f"{self.record}.{self.name}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the typed table: one, or one for each part of a group."""
        if self.kind is Kind.GROUP:
            return tuple(f"{self.name}_{part}" for part in self.parts)
        return (self.name,)


@dataclass(frozen=True, slots=True, eq=False)
class RecordSpec:
    """One record kind. `writers`: roles that may write it on a laptop; () for the office alone.

    Each is itself alone, so that what follows from one can be remembered.
    """

    kind: str
    fields: tuple[FieldSpec, ...]
    writers: tuple[str, ...] = ("specialist", "coordinator", "officer")

    def field(self, name: str) -> FieldSpec:
        """The field `name`. Raises KeyError."""
        return next(f for f in self.fields if f.name == name) if self.has(name) else _missing(name)

    def has(self, name: str) -> bool:
        """Whether this kind has a field `name`."""
        return any(f.name == name for f in self.fields)


AUDIENCE = "audience"
"""Name of the field that every record has: who may see it.

"everyone", "etrap:<code>" (the case's circle: specialists of that etrap, coordinators, officers),
"case:<record id>" (whoever may see that case) or "named:<staff id>,<staff id>" (restricted).
"""


def _missing(name: str) -> FieldSpec:
    raise KeyError(name)
