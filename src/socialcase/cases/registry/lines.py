"""How a line of the registry is written: one short function for each usual shape of a field.

`since`: the version of the registry that brings the field.
"""

from socialcase.cases.codes import ROLES
from socialcase.cases.fields import AUDIENCE, FieldSpec, Kind, Merge, RecordSpec, Sensitivity

OFFICE = ("officer",)
"""Writers of what the office alone decides."""


def record(kind: str, *fields: FieldSpec, writers: tuple[str, ...] = ROLES) -> RecordSpec:
    """A record kind: its audience first, as every record has one, then `fields`."""
    audience = FieldSpec(kind, AUDIENCE, Kind.TEXT, sensitivity=Sensitivity.PLAIN)
    return RecordSpec(kind, (audience, *fields), writers)


def text(
    kind: str, name: str, *, search: bool = False, note: bool = False, since: int = 1
) -> FieldSpec:
    """A text. A `note` is no fact to ask a person about: of two the later one shows."""
    merge = Merge.LATEST if note else Merge.ASK
    return FieldSpec(kind, name, Kind.TEXT, merge, search=search, since=since)


def machine(kind: str, name: str, sensitivity: Sensitivity) -> FieldSpec:
    """A text that the program writes and nobody reads."""
    return FieldSpec(kind, name, Kind.TEXT, Merge.LATEST, sensitivity=sensitivity)


def code(
    kind: str, name: str, codes: tuple[str, ...], safer: tuple[str, ...] = (), *, since: int = 1
) -> FieldSpec:
    """One of `codes`; `safer`: from the safest on, for the value shown while in conflict."""
    return FieldSpec(kind, name, Kind.CODE, codes=codes, safer=safer, since=since)


def date(kind: str, name: str, *, since: int = 1) -> FieldSpec:
    """A civil date."""
    return FieldSpec(kind, name, Kind.DATE, since=since)


def past(kind: str, name: str, *, since: int = 1) -> FieldSpec:
    """The day on which something happened."""
    return FieldSpec(kind, name, Kind.DATE, past=True, since=since)


def number(kind: str, name: str, *, since: int = 1) -> FieldSpec:
    """A whole number."""
    return FieldSpec(kind, name, Kind.INTEGER, since=since)


def link(kind: str, name: str, target: str, *, since: int = 1) -> FieldSpec:
    """The record of kind `target` that this one belongs to or speaks of."""
    plain_id = Sensitivity.PLAIN
    return FieldSpec(kind, name, Kind.REFERENCE, target=target, sensitivity=plain_id, since=since)


def plain(kind: str, name: str) -> FieldSpec:
    """A text that tells nothing about a person."""
    return FieldSpec(kind, name, Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2)


def group(kind: str, name: str, *parts: str, search: bool = False, since: int = 1) -> FieldSpec:
    """Things that belong together and are decided together."""
    return FieldSpec(kind, name, Kind.GROUP, parts=parts, search=search, since=since)


def many(kind: str, name: str, codes: tuple[str, ...] = (), *, since: int = 1) -> FieldSpec:
    """A set: what anybody added stays."""
    return FieldSpec(kind, name, Kind.SET, Merge.UNION, codes=codes, since=since)


def order(kind: str) -> FieldSpec:
    """The place in an ordered list."""
    return FieldSpec(kind, "position", Kind.ORDER, Merge.LATEST, sensitivity=Sensitivity.PLAIN)
