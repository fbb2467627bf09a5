"""What a coordinator said of closures: of a case that was opened again, only since its last one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from socialcase.actions.road import instant
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Case, Comment

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.views import RecordStamp

_MANY = 100_000


def closure_verdicts(reading: "Reading", closed: Sequence[Case]) -> dict[str, str]:
    """The newest verdict ("approve", "return") on each of the `closed` cases that has one."""
    cases = {case.uid: case for case in closed}
    if not cases:
        return {}
    where = {"about": tuple(cases), "kind": ("approve", "return")}
    said = reading.page(Comment, where, limit=_MANY)
    stamps = reading.stamps([one.uid for one in said])
    found: dict[str, str] = {}
    for one in sorted(said, key=lambda one: _day(stamps, one.uid)):
        case = cases[one.about]
        if not case.reopening_date or _day(stamps, one.uid) >= case.closure_date:
            found[one.about] = one.kind
    return found


def _day(stamps: "Mapping[str, RecordStamp]", uid: str) -> str:
    found = stamps.get(uid)
    return instant(found.wall).astimezone(ASHGABAT).isoformat() if found else ""
