"""The risk as somebody judged it within an assessment, offered where the risk of a case is set."""

from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.finding import found
from socialcase.actions.kept_answers import name_of, superseded, told
from socialcase.actions.lines import StaffNames
from socialcase.actions.workspaces import Workspace
from socialcase.cases.changes import Held
from socialcase.cases.codes import RISKS
from socialcase.cases.dates import day_of
from socialcase.cases.records import Assessment, Case
from socialcase.forms.marks import read_marks
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_LEVEL, _WHY = "risk_view", "risk_why"
"""The questions that ask for it, in the programme's forms and in whatever form names them so."""
_MANY = 500


@dataclass(frozen=True, slots=True)
class ToldRisk:
    """A level (of `RISKS`) with its reasons, and where it was said: form, day, whose words.

    `reasons` is "" where the form is for named people only: they stay in it.
    """

    level: str
    reasons: str
    form: str
    day: date | None
    author_name: str


def told_risk(ws: Workspace, case: str) -> ToldRisk | None:
    """What the newest assessment that speaks of the risk says; None where it was set since then.

    Raises NotFound.
    """
    with ws.store.reading() as reading:
        found(reading, Case, case)
        kept = list(reading.page(Assessment, {"case": case}, order="told_on", limit=_MANY))
        newest = _speaking(kept)
        if newest is None:
            return None
        answers = _answers(newest)
        stamp = reading.stamps((newest.uid,)).get(newest.uid)
        if stamp is None or _turn(reading, newest.uid) < _turn(reading, case, "case.risk"):
            return None
        author = StaffNames(ws, reading).name(stamp.author)
    reasons = "" if _restricted(ws, newest) else answers.get(_WHY, "")
    form = newest.form_title or newest.form_id
    return ToldRisk(answers[_LEVEL], reasons.strip(), form, day_of(newest.told_on), author)


def _turn(reading: "Reading", record: str, field: str | None = None) -> int:
    """When the newest change came in the order of what was known, which needs no clock."""
    entries = reading.history(record, field)
    return max((e.change.lamport for e in entries if e.held is Held.ADMITTED), default=0)


def _speaking(kept: list[Assessment]) -> Assessment | None:
    gone = superseded(kept)
    for one in sorted(kept, key=lambda a: (a.told_on, a.finished), reverse=True):
        if one.uid not in gone and _answers(one).get(_LEVEL) in RISKS:
            return one
    return None


def _answers(kept: Assessment) -> dict[str, str]:
    found_ones = ((name_of(ref), value) for ref, value in told(kept).items())
    return {name: value for name, value in found_ones if name in (_LEVEL, _WHY)}


def _restricted(ws: Workspace, kept: Assessment) -> bool:
    card = ws.store.form_sources.card(kept.form_hash)
    return card is not None and read_marks(card.marks).restricted
