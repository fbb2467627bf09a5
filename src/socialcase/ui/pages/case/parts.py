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


class Parts(dict[str, CasePart]):
    """The parts that were made, by name. Asked for another of `NAMES`, it makes that one.

    `turn` shows another part, or a record of it.
    """

    def __init__(self, page: Page, turn: Callable[[str], None]) -> None:
        super().__init__()
        self._page, self._turn = page, turn

    def __missing__(self, name: str) -> CasePart:
        """Make a part. Raises KeyError for what is none."""
        turning = {"timeline": _timeline, "services": _services}.get(name)
        made = turning(self._page, self._turn) if turning else _MAKE[name](self._page)
        self[name] = made
        return made


def _timeline(page: Page, turn: Callable[[str], None]) -> CasePart:
    from socialcase.ui.pages.case.timeline import TimelinePart

    return TimelinePart(page, turn)


def _services(page: Page, turn: Callable[[str], None]) -> CasePart:
    from socialcase.ui.pages.case.services import ServicesPart

    return ServicesPart(page, turn)


def _household(page: Page) -> CasePart:
    from socialcase.ui.pages.case.household import HouseholdPart

    return HouseholdPart(page)


def _consent(page: Page) -> CasePart:
    from socialcase.ui.pages.case.consent import ConsentPart

    return ConsentPart(page)


def _assessments(page: Page) -> CasePart:
    from socialcase.ui.pages.case.assessments import AssessmentsPart

    return AssessmentsPart(page)


def _plan(page: Page) -> CasePart:
    from socialcase.ui.pages.case.plan import PlanPart

    return PlanPart(page)


def _visits(page: Page) -> CasePart:
    from socialcase.ui.pages.case.visits import VisitsPart

    return VisitsPart(page)


def _documents(page: Page) -> CasePart:
    from socialcase.ui.pages.case.documents import DocumentsPart

    return DocumentsPart(page)


def _history(page: Page) -> CasePart:
    from socialcase.ui.pages.case.history import HistoryPart

    return HistoryPart(page)


_MAKE: dict[str, Callable[[Page], CasePart]] = {
    "household": _household,
    "consent": _consent,
    "assessments": _assessments,
    "plan": _plan,
    "visits": _visits,
    "documents": _documents,
    "history": _history,
}
