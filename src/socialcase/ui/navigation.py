"""Which pages there are, which of them stand in the navigation, and what each is made of.

A page is imported when somebody goes there: the window is to be up before all of them are read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from socialcase.texts import tr
from socialcase.ui.widgets.nav import NavItem

if TYPE_CHECKING:
    from socialcase.actions.status import WorkspaceStatus
    from socialcase.ui.page import Page, PageContext

    Made = Callable[[PageContext], Page]


def _today() -> Made:
    from socialcase.ui.pages.today import TodayPage

    return TodayPage


def _people() -> Made:
    from socialcase.ui.pages.people import PeoplePage

    return PeoplePage


def _person() -> Made:
    from socialcase.ui.pages.person import PersonPage

    return PersonPage


def _cases() -> Made:
    from socialcase.ui.pages.cases import CasesPage

    return CasesPage


def _case() -> Made:
    from socialcase.ui.pages.case.page import CasePage

    return CasePage


def _first_contact() -> Made:
    from socialcase.ui.pages.first_contact import FirstContactPage

    return FirstContactPage


def _assessments() -> Made:
    from socialcase.ui.pages.assessments import AssessmentsPage

    return AssessmentsPage


def _filler() -> Made:
    from socialcase.ui.pages.filler.page import FillerPage

    return FillerPage


def _tasks() -> Made:
    from socialcase.ui.pages.tasks import TasksPage

    return TasksPage


def _hours() -> Made:
    from socialcase.ui.pages.hours import HoursPage

    return HoursPage


def _exchange() -> Made:
    from socialcase.ui.pages.exchange import ExchangePage

    return ExchangePage


def _inbox() -> Made:
    from socialcase.ui.pages.inbox import InboxPage

    return InboxPage


def _conflicts() -> Made:
    from socialcase.ui.pages.conflicts import ConflictsPage

    return ConflictsPage


def _laptops() -> Made:
    from socialcase.ui.pages.laptops import LaptopsPage

    return LaptopsPage


def _duplicates() -> Made:
    from socialcase.ui.pages.duplicates import DuplicatesPage

    return DuplicatesPage


def _held() -> Made:
    from socialcase.ui.pages.inbox_held import HeldPage

    return HeldPage


def _answers() -> Made:
    from socialcase.ui.pages.answers import AnswersPage

    return AnswersPage


def _paper() -> Made:
    from socialcase.ui.pages.paper import PaperPage

    return PaperPage


def _answers_out() -> Made:
    from socialcase.ui.pages.answers_out import AnswersOutPage

    return AnswersOutPage


def _bring_in() -> Made:
    from socialcase.ui.pages.bring_in import BringInPage

    return BringInPage


def _forms() -> Made:
    from socialcase.ui.pages.forms import FormsPage

    return FormsPage


def _form_logic() -> Made:
    from socialcase.ui.pages.form_logic import FormLogicPage

    return FormLogicPage


def _norms() -> Made:
    from socialcase.ui.pages.norms import NormsPage

    return NormsPage


def _hotlines() -> Made:
    from socialcase.ui.pages.hotlines import HotlinesPage

    return HotlinesPage


def _directory() -> Made:
    from socialcase.ui.pages.directory import DirectoryPage

    return DirectoryPage


def _provider() -> Made:
    from socialcase.ui.pages.provider import ProviderPage

    return ProviderPage


def _unserved() -> Made:
    from socialcase.ui.pages.unserved import UnservedPage

    return UnservedPage


def _resources() -> Made:
    from socialcase.ui.pages.resources import ResourcesPage

    return ResourcesPage


PAGES: Mapping[str, Callable[[], Made]] = {
    "today": _today,
    "people": _people,
    "person": _person,
    "cases": _cases,
    "case": _case,
    "first_contact": _first_contact,
    "assessments": _assessments,
    "filler": _filler,
    "tasks": _tasks,
    "hours": _hours,
    "exchange": _exchange,
    "inbox": _inbox,
    "conflicts": _conflicts,
    "laptops": _laptops,
    "duplicates": _duplicates,
    "held": _held,
    "answers": _answers,
    "paper": _paper,
    "answers_out": _answers_out,
    "answers_in": _bring_in,
    "cases_in": _bring_in,
    "forms": _forms,
    "form_logic": _form_logic,
    "directory": _directory,
    "provider": _provider,
    "unserved": _unserved,
    "resources": _resources,
    "norms": _norms,
    "hotlines": _hotlines,
}
"""What gives the class of every page, by the name that a `Target` gives."""


def make_page(name: str, context: PageContext) -> Page:
    """A new page. Raises KeyError for a name that is none."""
    return PAGES[name]()(context)


def read_pages() -> None:
    """Import all pages, so that none keeps a person waiting who goes there for the first time."""
    from socialcase.ui.pages.case.parts import read_parts

    for read in PAGES.values():
        read()
    read_parts()


_OWNERS = {
    "provider": "directory",
    "unserved": "directory",
    "resources": "directory",
    "person": "people",
    "case": "cases",
    "first_contact": "today",
    "tasks": "today",
    "hours": "today",
    "filler": "assessments",
    "duplicates": "inbox",
    "held": "inbox",
    "form_logic": "forms",
    "answers": "cases",
    "paper": "cases",
    "answers_out": "forms",
    "answers_in": "assessments",
    "cases_in": "cases",
}


_ON_LAPTOP = {"duplicates": "people", "inbox": "exchange", "forms": "assessments"}
"""Where pages belong on a laptop, whose navigation lacks those to which they belong else."""


def owner_page(page: str, kind: str) -> str:
    """The page of the navigation, of a laptop or an office, to which `page` belongs."""
    owner = _OWNERS.get(page, page)
    if kind == "office":
        return owner
    return _ON_LAPTOP.get(page) or _ON_LAPTOP.get(owner, owner)


def nav_items(kind: str, found: WorkspaceStatus | None) -> list[NavItem]:
    """The navigation of a laptop or an office; with `found`, its counts."""
    items = [
        NavItem("today", tr("Today"), "calendar-check"),
        NavItem("people", tr("People"), "users", found.people if found else 0),
        NavItem("cases", tr("Cases"), "folder", found.open_cases if found else 0),
        NavItem("assessments", tr("Assessments"), "clipboard-text", found.drafts if found else 0),
        NavItem("directory", tr("Directory"), "map-pin"),
        NavItem("exchange", tr("Exchange"), "arrows-down-up", _unsent(kind, found)),
    ]
    if kind == "office":
        items.append(NavItem("inbox", tr("Inbox"), "tray", found.held if found else 0))
    if kind == "office" or (found and found.conflicts):
        count = found.conflicts if found else 0
        items.append(NavItem("conflicts", tr("Conflicts"), "git-fork", count, new=count > 0))
    if kind == "office":
        items.append(NavItem("laptops", tr("Laptops"), "laptop"))
        items.append(NavItem("forms", tr("Forms"), "file-text"))
        items.append(NavItem("norms", tr("Deadlines"), "hourglass"))
        items.append(NavItem("hotlines", tr("Emergency numbers"), "first-aid"))
    return items


def _unsent(kind: str, found: WorkspaceStatus | None) -> int:
    return found.only_here if found and kind == "laptop" else 0
