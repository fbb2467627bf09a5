"""The parts of a case file, each made when somebody first turns to it.

Most openings of a case look at the timeline alone: what the other tabs are made of would hold the
window up for nothing.
"""

from collections.abc import Callable

from socialcase.ui.page import Page
from socialcase.ui.pages.case.part import CasePart

NAMES = (
    *("timeline", "household", "consent", "assessments"),
    *("plan", "visits", "services", "documents", "history"),
)

Turn = Callable[[str], None]
Maker = Callable[[Page, Turn], CasePart]


class Parts(dict[str, CasePart]):
    """The parts that were made, by name. Asked for another of `NAMES`, it makes that one.

    `turn` shows another part, or a record of it.
    """

    def __init__(self, page: Page, turn: Turn) -> None:
        super().__init__()
        self._page, self._turn = page, turn

    def __missing__(self, name: str) -> CasePart:
        """Make a part. Raises KeyError for what is none."""
        made = self[name] = _READ[name]()(self._page, self._turn)
        return made


def read_parts() -> None:
    """Import all parts, so that none keeps a person waiting who turns to it for the first time."""
    for read in _READ.values():
        read()


def _timeline() -> Maker:
    from socialcase.ui.pages.case.timeline import TimelinePart

    return TimelinePart


def _services() -> Maker:
    from socialcase.ui.pages.case.services import ServicesPart

    return ServicesPart


def _household() -> Maker:
    from socialcase.ui.pages.case.household import HouseholdPart

    return lambda page, _turn: HouseholdPart(page)


def _consent() -> Maker:
    from socialcase.ui.pages.case.consent import ConsentPart

    return lambda page, _turn: ConsentPart(page)


def _assessments() -> Maker:
    from socialcase.ui.pages.case.assessments import AssessmentsPart

    return lambda page, _turn: AssessmentsPart(page)


def _plan() -> Maker:
    from socialcase.ui.pages.case.plan import PlanPart

    return lambda page, _turn: PlanPart(page)


def _visits() -> Maker:
    from socialcase.ui.pages.case.visits import VisitsPart

    return lambda page, _turn: VisitsPart(page)


def _documents() -> Maker:
    from socialcase.ui.pages.case.documents import DocumentsPart

    return lambda page, _turn: DocumentsPart(page)


def _history() -> Maker:
    from socialcase.ui.pages.case.history import HistoryPart

    return lambda page, _turn: HistoryPart(page)


_READ: dict[str, Callable[[], Maker]] = {
    "timeline": _timeline,
    "household": _household,
    "consent": _consent,
    "assessments": _assessments,
    "plan": _plan,
    "visits": _visits,
    "services": _services,
    "documents": _documents,
    "history": _history,
}
"""What gives the maker of every part."""
