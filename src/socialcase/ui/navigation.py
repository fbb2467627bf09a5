"""Which pages there are, which of them stand in the navigation, and what each is made of."""

from collections.abc import Callable, Mapping

from socialcase.actions.status import WorkspaceStatus
from socialcase.texts import tr
from socialcase.ui.page import Page, PageContext
from socialcase.ui.pages.assessments import AssessmentsPage
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.cases import CasesPage
from socialcase.ui.pages.conflicts import ConflictsPage
from socialcase.ui.pages.exchange import ExchangePage
from socialcase.ui.pages.filler.page import FillerPage
from socialcase.ui.pages.first_contact import FirstContactPage
from socialcase.ui.pages.inbox import InboxPage
from socialcase.ui.pages.people import PeoplePage
from socialcase.ui.pages.person import PersonPage
from socialcase.ui.pages.today import TodayPage
from socialcase.ui.widgets.nav import NavItem

PAGES: Mapping[str, Callable[[PageContext], Page]] = {
    "today": TodayPage,
    "people": PeoplePage,
    "person": PersonPage,
    "cases": CasesPage,
    "case": CasePage,
    "first_contact": FirstContactPage,
    "assessments": AssessmentsPage,
    "filler": FillerPage,
    "exchange": ExchangePage,
    "inbox": InboxPage,
    "conflicts": ConflictsPage,
}
"""Every page by the name that a `Target` gives."""

_OWNERS = {"person": "people", "case": "cases", "first_contact": "today", "filler": "assessments"}


def owner_page(page: str) -> str:
    """The page of the navigation to which `page` belongs."""
    return _OWNERS.get(page, page)


def nav_items(kind: str, found: WorkspaceStatus | None) -> list[NavItem]:
    """The navigation of a laptop or an office; with `found`, its counts."""
    items = [
        NavItem("today", tr("Today"), "calendar-check"),
        NavItem("people", tr("People"), "users", found.people if found else 0),
        NavItem("cases", tr("Cases"), "folder", found.open_cases if found else 0),
        NavItem("assessments", tr("Assessments"), "clipboard-text", found.drafts if found else 0),
        NavItem("exchange", tr("Exchange"), "arrows-down-up", _unsent(kind, found)),
    ]
    if kind == "office":
        items.append(NavItem("inbox", tr("Inbox"), "tray", found.held if found else 0))
    if kind == "office" or (found and found.conflicts):
        count = found.conflicts if found else 0
        items.append(NavItem("conflicts", tr("Conflicts"), "git-fork", count, new=count > 0))
    return items


def _unsent(kind: str, found: WorkspaceStatus | None) -> int:
    return found.unsent_changes if found and kind == "laptop" else 0
