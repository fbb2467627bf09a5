"""What of a case has left the program, on paper or as a file, in words for the person."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.finding import found
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import instant
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Case, Disclosure
from socialcase.texts import label, tr

if TYPE_CHECKING:
    from socialcase.storage.views import RecordStamp

_MANY = 5000


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that left. `what`: a code of `DISCLOSURES`; `form`: print, pdf, csv; `by`: who."""

    on: date
    what: str
    form: str
    by: str

    @property
    def words(self) -> str:
        """What it was and how it left: "A referral letter, printed"."""
        ways = {"print": tr("{what}, printed"), "pdf": tr("{what}, as PDF")}
        return ways.get(self.form, "{what}").format(what=label("disclosure", self.what))


def what_left(ws: Workspace, case: str) -> list[Left]:
    """Everything of which it was kept that it left, the newest first. Raises NotFound."""
    with ws.store.reading() as reading:
        found(reading, Case, case)
        kept = reading.page(Disclosure, {"case": case}, limit=_MANY)
        stamps = reading.stamps([one.uid for one in kept])
        names = StaffNames(ws, reading)
        made = [(_left(one, stamps[one.uid], names), one.made) for one in kept if one.uid in stamps]
    return [left for left, _ in sorted(made, key=lambda pair: pair[1], reverse=True)]


def _left(one: Disclosure, stamp: "RecordStamp", names: StaffNames) -> Left:
    on = instant(stamp.wall).astimezone(ASHGABAT).date()
    return Left(on, one.what, one.format, names.name(stamp.author))
