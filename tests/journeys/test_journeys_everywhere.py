"""What holds on every page: languages, palettes, Tab, names for screen readers, cover and lock."""

import re
from collections.abc import Iterator
from dataclasses import astuple
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from socialcase.actions.assessments import start_draft
from socialcase.actions.cases import set_risk
from socialcase.actions.form_library import forms
from socialcase.actions.providers import add_provider
from socialcase.actions.referrals import add_referral, send_referral
from socialcase.actions.resources import add_resource
from socialcase.actions.workspaces import Workspace, close_workspace
from socialcase.cases import records
from socialcase.cases.records import Case
from socialcase.ui.page import Target
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pictures import settle
from socialcase.ui.preferences import Preferences
from socialcase.ui.reading_order import tab_stops
from socialcase.ui.widgets.nav import NARROW
from tests.conftest import PASSPHRASE, Enrolled
from tests.journeys.hands import Hands, name_of
from tests.ui.conftest import fill

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PARTS = (
    *("timeline", "household", "consent", "assessments"),
    *("plan", "visits", "services", "documents", "history"),
)
PAGES = (
    *("today", "people", "cases", "first_contact", "assessments", "exchange"),
    *("directory", "unserved", "resources", "tasks", "hours"),
)
OFFICE = ("inbox", "conflicts", "forms", "norms", "hotlines", "exchange", "today")
KINDS = (
    records.Person,
    records.Household,
    records.Member,
    records.Case,
    records.Plan,
    records.Goal,
    records.Action,
    records.Visit,
    records.Note,
    records.Task,
    records.Consent,
    records.Staff,
    records.Provider,
    records.Resource,
)
ROOM = 1093 - NARROW - 9
"""Pixels that a page has on a screen of 1366 at 125 %, beside navigation and scroll bar."""
OURS = {
    "Home",
    "visit",
    "needs",
    "assessment",
    "GAD",
    "gad",
    "xlsx",
    "socialcase",
    "Ctrl",
    "Enter",
    "Esc",
    "English",
    "Türkmençe",
    "Turkmen",
    "Türkmen",
    "was",
}


class World:
    """A laptop with a family and a draft, and an office where one conflict waits; both closed."""

    def __init__(self, enrolled: Enrolled) -> None:
        laptop, office = enrolled.maral, enrolled.office
        fill(laptop)
        with laptop.store.reading() as reading:
            self.case = next(c for c in reading.page(Case) if c.title)
        self.provider = helped(laptop, self.case.uid)
        enrolled.up(laptop)
        set_risk(laptop, self.case.uid, "medium", "Jeren")
        set_risk(office, self.case.uid, "low", "Jeren")
        enrolled.up(laptop)
        form = next(one for one in forms(laptop) if one.form_id == "home_visit")
        russian = next(n for n in form.languages if "(ru)" in n)
        case = self.case
        self.draft = start_draft(laptop, case.uid, case.person, form.form_id, russian).draft
        self.known = words_in(laptop) | words_in(office)
        self.laptop, self.office = laptop.folder, office.folder
        for ws in (laptop, office, enrolled.oraz, enrolled.coordinator):
            close_workspace(ws)

    def targets(self, *, office: bool) -> list[Target]:
        """Every page, and every part of the family's case."""
        found = [Target("case", self.case.uid, part) for part in PARTS]
        found += [Target(page) for page in (OFFICE if office else PAGES)]
        found.append(Target("person", self.case.person))
        found.append(Target("provider", self.provider))
        return found if office else [*found, Target("filler", self.draft)]


def helped(ws: Workspace, case: str) -> str:
    """A provider with a referral that is being written and one that was sent; a resource."""
    provider = add_provider(ws, "Gündiz", services=("home_care",), protected=True).record
    for service in ("home_care", "counselling"):
        uid = add_referral(ws, case, service, provider=provider).record
    send_referral(ws, uid)
    add_resource(ws, case, "Somun", value="340", from_whom="Goňşy", status="promised")
    return provider


def words_in(ws: Workspace) -> set[str]:
    """Every word that people have written: names, notes, villages."""
    with ws.store.reading() as reading:
        rows = [row for kind in KINDS for row in reading.page(kind, limit=2000)]
    texts = [str(value) for row in rows for value in values(row)] + [ws.label]
    return {word for text in texts for word in latin(text)}


def values(row: Any) -> tuple[Any, ...]:
    """Everything in one record."""
    return astuple(row)


def latin(text: str) -> list[str]:
    """Words of Latin letters; signs, numbers and marks of rich text aside."""
    bare = re.sub(r"<[^>]*>", " ", text)
    return re.findall(r"[A-Za-zÇÄŽŇÖŞÜÝçäžňöşüý]{3,}", bare)


@pytest.fixture
def world(enrolled: Enrolled) -> World:
    return World(enrolled)


class Guard(QObject):
    """Notes every window that shows itself besides the program's own."""

    def __init__(self) -> None:
        super().__init__()
        self.strangers: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.strangers.append(f"{watched!r} {name_of(watched)}")
        return False


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[Guard]:
    made = Guard()
    yield made
    qapp.removeEventFilter(made)


def texts_of(root: QWidget) -> set[str]:
    """Every text in sight and every name that a screen reader says."""
    found: set[str] = set()
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        found.add(widget.accessibleName())
        if isinstance(widget, QLabel | QAbstractButton):
            found |= {widget.text(), widget.toolTip()}
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    return found - {""}


@pytest.mark.parametrize("kind", ["laptop", "office"])
def test_languages_and_palettes_change_on_every_page(
    hands: Hands,
    world: World,
    preferences: Preferences,
    guard: Guard,
    qapp: QApplication,
    kind: str,
) -> None:
    hands.unlock(getattr(world, kind), PASSPHRASE)
    shell = hands.window.shell
    assert shell is not None
    qapp.installEventFilter(guard)
    preferences.choose_language("ru")
    left: dict[str, str] = {}
    wide: dict[str, int] = {}
    for place, target in enumerate(world.targets(office=kind == "office")):
        shell.open(target)
        if place % 6 == 3:
            preferences.choose_palette(
                "light" if preferences.settings.palette == "dark" else "dark"
            )
        settle(qapp, shell)  # some pages read beside the window
        for text in texts_of(shell):
            strange = [w for w in latin(text) if w not in world.known | OURS]
            if strange:
                left[text] = f"{target.page} {target.part}"
        if (needed := least_width(shell.page(target.page))) > ROOM:
            wide[f"{target.page} {target.part}"] = needed
    for language in ("tk", "en"):
        preferences.choose_language(language)
        qapp.processEvents()
    assert shell.top._language.text() == "English"
    assert not guard.strangers
    assert not left, left
    assert not wide, wide


def least_width(page: QWidget) -> int:
    """Pixels beneath which what stands on a page is cut or has to be moved sideways."""
    areas = [one for one in page.findChildren(QScrollArea) if one.isVisible()]
    bodies = [one.widget() for one in areas if one.objectName() == "page"]
    return max((body.minimumSizeHint().width() for body in bodies if body), default=0)


@pytest.mark.parametrize("kind", ["laptop", "office"])
def test_tab_comes_to_every_control_and_each_has_a_name(
    hands: Hands, world: World, kind: str, qapp: QApplication
) -> None:
    hands.unlock(getattr(world, kind), PASSPHRASE)
    shell = hands.window.shell
    assert shell is not None
    for target in world.targets(office=kind == "office"):
        shell.open(target)
        settle(qapp, shell)  # some pages read beside the window
        page = shell.page(target.page)
        reached = walk(hands, len(tab_stops(shell)))
        if not set(controls(page)) <= reached:  # some come when the keyboard is in their list
            reached |= walk(hands, len(tab_stops(shell)))
        for widget in controls(page):
            assert name_of(widget).strip(), (target, widget)
            assert widget in reached, (target, name_of(widget))


def controls(page: QWidget) -> list[QWidget]:
    """Everything on a page that takes the keyboard."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    ]


def walk(hands: Hands, most: int) -> set[QWidget | None]:
    """Where Tab leads, once around."""
    reached: set[QWidget | None] = set()
    for _ in range(most + 1):
        hands.press("Tab")
        reached.add(QApplication.focusWidget())
    return reached


def test_cover_and_lock_keep_what_is_being_written(
    hands: Hands, world: World, qapp: QApplication
) -> None:
    hands.unlock(world.laptop, PASSPHRASE)
    open_draft(hands)
    hands.press("Tab")
    where = hands.where()
    hands.press("F9")
    assert hands.sees("Press any key to go on")
    hands.press("Space")
    assert not hands.sees("Press any key to go on")
    hands.press("Ctrl+L")
    assert hands.where() == "Passphrase"
    assert not hands.sees("Orazguly")
    hands.unlock(world.laptop, PASSPHRASE)
    open_draft(hands)
    assert hands.where() == where


def test_what_is_typed_in_a_form_outlives_cover_and_lock(hands: Hands, world: World) -> None:
    hands.unlock(world.laptop, PASSPHRASE)
    open_draft(hands)
    field = first_text(hands)
    hands.type("20.11.2026")
    hands.press("F9", "Space", "Ctrl+L")
    hands.unlock(world.laptop, PASSPHRASE)
    open_draft(hands)
    assert first_text(hands) == field
    place = QApplication.focusWidget()
    assert isinstance(place, QLineEdit)
    assert place.text() == "20.11.2026"


def open_draft(hands: Hands) -> None:
    """Go to the assessments and take up the draft, which is read beside the window."""
    hands.press("Ctrl+4", "Enter")

    def begun() -> bool:
        desks = [desk for desk in hands.window.findChildren(Desk) if desk.isVisible()]
        sheet = desks[0].sheet() if desks and desks[0].place() else None
        return sheet is not None and not sheet.is_building()

    hands.wait(begun)


def first_text(hands: Hands) -> str:
    """Go to the first typed answer of the form."""
    for _ in range(40):
        place = QApplication.focusWidget()
        if isinstance(place, QLineEdit) and "day" in place.placeholderText():
            return hands.where()
        hands.press("Tab")
    raise AssertionError(hands.where())
