"""What the records are called that values speak of: people, staff, providers, needs, goals."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from socialcase.actions.lines import StaffNames, display_name
from socialcase.actions.version_names import version_names
from socialcase.cases import records
from socialcase.cases.canonical import parts_of
from socialcase.cases.fields import AUDIENCE, FieldSpec, Kind
from socialcase.cases.registry import field_at

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 5000
_ELEMENTS = {"visit.met_people": "person", "goal.needs": "need"}
"""Sets whose elements are ids, and of what."""


def names_in(
    reading: "Reading", values: Iterable[tuple[str, str | None]], staff: StaffNames
) -> dict[str, str]:
    """The names of all records that `values`, each with its path, point at, by id.

    What the person here may not see is not among them, nor what has no name people would know.
    """
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for path, value in values:
        spec = field_at(path)
        if spec is not None and value:
            for kind, uid in _pointed_at(spec, path.partition("/")[2], value):
                wanted[kind].add(uid)
    found = {uid: staff.name(uid) for uid in wanted.pop("staff", ())}
    for kind, uids in wanted.items():
        found |= _names(reading, kind, uids)
    return {uid: name for uid, name in found.items() if name}


def _pointed_at(spec: FieldSpec, element: str, value: str) -> Iterable[tuple[str, str]]:
    if spec.name == AUDIENCE:
        what, _, whom = value.partition(":")
        return [("staff", uid) for uid in whom.split(",")] if what == "named" else ()
    if spec.kind is Kind.REFERENCE:
        return ((spec.target, value),)
    if spec.path in _ELEMENTS:
        return ((_ELEMENTS[spec.path], element),)
    return _handed_to(value) if spec.path == "case.handover" else ()


def _handed_to(value: str) -> Iterable[tuple[str, str]]:
    to = parts_of(value).get("to", "")  # of a redaction there are none
    return (("staff", to),) if to else ()


def _names(reading: "Reading", kind: str, uids: set[str]) -> dict[str, str]:
    these = {"uid": sorted(uids)}
    if kind == "person":
        found = reading.page(records.Person, these, limit=_MANY)
        return {person.uid: display_name(person) for person in found}
    if kind == "provider":
        return {one.uid: one.name for one in reading.page(records.Provider, these, limit=_MANY)}
    if kind == "need":
        return {one.uid: one.words for one in reading.page(records.Need, these, limit=_MANY)}
    if kind == "goal":
        return {one.uid: one.words for one in reading.page(records.Goal, these, limit=_MANY)}
    if kind == "plan":
        plans = reading.page(records.Plan, these, limit=_MANY)
        return version_names(reading, plans)
    return {}
