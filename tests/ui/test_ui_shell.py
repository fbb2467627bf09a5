"""The window as a person meets it: pages, search, keys, cover, lock, languages, palettes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent, QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.people import add_person, edit_person
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Person
from socialcase.errors import BadValue
from socialcase.texts import explain, use_language
from socialcase.ui.navigation import PAGES, nav_items, owner_page
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.theme.fonts import LETTERS, choose_font
from socialcase.ui.theme.tokens import DARK, LIGHT, current
from socialcase.ui.widgets.labels import Words

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def typed(widget: QWidget, text: str) -> None:
    """Type letters of any alphabet, as an input method sends them."""
    for letter in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def said(widget: QWidget) -> list[str]:
    """Every text that a person can read on `widget` now."""
    labels = widget.findChildren(Words)
    return [label.text() for label in labels if label.isVisibleTo(widget) and label.text()]


@pytest.fixture
def shell(qtbot: QtBot, workspace: Workspace, preferences: Preferences) -> Iterator[Shell]:
    """The window's inside, on the page of the day."""
    made = Shell(workspace, preferences)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.open(Target("today"))
    yield made
    made.jobs.finish()
    use_language("en")


def today_of(qtbot: QtBot, shell: Shell) -> Page:
    """Today, with what it reads beside the window."""
    page = shell.page("today")
    qtbot.waitUntil(lambda: not shell.jobs.busy())
    return page


def test_today_tells_of_visits_and_of_what_is_late(qtbot: QtBot, shell: Shell) -> None:
    page = today_of(qtbot, shell)
    late = "Ring the pension office about the missing paper"
    qtbot.waitUntil(lambda: late in said(page))
    words = said(page)
    assert "Monday 23 November" in words
    assert any(line.startswith("1 visit today") for line in words)


def test_today_never_names_groups_or_reasons(qtbot: QtBot, shell: Shell) -> None:
    page = today_of(qtbot, shell)
    qtbot.waitUntil(lambda: "ring the pension office" in " ".join(said(page)).casefold())
    words = " ".join(said(page)).casefold()
    assert "violence" not in words
    assert "misses school" not in words


def test_a_visit_on_today_opens_its_log(qtbot: QtBot, shell: Shell) -> None:
    today = today_of(qtbot, shell)
    rows = today._list  # type: ignore[attr-defined]
    rows.setFocus()
    place = next(n for n, row in enumerate(rows.model().rows) if row.visit is not None)
    rows.setCurrentIndex(rows.model().index(place, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    case = shell.page("case")
    assert isinstance(case, CasePage)
    assert "What came of the visit?" in said(case)


def test_ctrl_number_goes_to_a_page_and_search_finds_while_typing(
    qtbot: QtBot, shell: Shell
) -> None:
    QTest.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell._page == "people"
    QTest.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    search = shell.top.search
    assert search.hasFocus()
    typed(search, "muhamm")
    popup = search._popup
    qtbot.waitUntil(popup.isVisible)
    assert any("Muhammedow" in found.words for found in popup._rows.rows)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert shell._page in ("person", "case")
    assert any("Muhammedow" in words for words in said(shell.page(shell._page)))


def test_f6_goes_from_area_to_area(qtbot: QtBot, shell: Shell) -> None:
    shell.nav.list.setFocus()
    QTest.keyClick(shell, Qt.Key.Key_F6)
    assert shell.top.search.hasFocus()
    QTest.keyClick(shell, Qt.Key.Key_F6)
    focused = shell.focusWidget()
    assert focused is not None
    assert shell.page("today").isAncestorOf(focused)
    QTest.keyClick(shell, Qt.Key.Key_F6)
    assert shell.nav.list.hasFocus()


def test_an_edit_elsewhere_reaches_the_open_page(
    qtbot: QtBot, shell: Shell, workspace: Workspace
) -> None:
    shell.open(Target("people"))
    with workspace.store.reading() as reading:
        person = next(p for p in reading.page(Person) if p.name_given == "Merdan")
    edit_person(workspace, person.uid, "name", {"given": "Myrat", "surname": "Orazgulyýew"})
    rows = shell.page("people").rows  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: any("Myrat" in row.display for row in rows.rows))


def test_ctrl_z_takes_the_last_edit_back(qtbot: QtBot, shell: Shell, workspace: Workspace) -> None:
    with workspace.store.reading() as reading:
        person = next(p for p in reading.page(Person) if p.name_given == "Merdan")
    edit_person(workspace, person.uid, "phone", "+993 65 000000")
    QTest.keyClick(shell.nav.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with workspace.store.reading() as reading:
        again = reading.get(Person, person.uid)
    assert again is not None
    assert again.phone == ""


def test_what_was_done_is_told_where_no_button_of_a_page_is(shell: Shell) -> None:
    shell.open(Target("today"))
    words = "The next meeting of the family with the school was planned for Thursday"
    shell._toast.say(words, lambda: None)
    lies = shell._toast.geometry()
    pages = QRect(shell.nav.list.mapTo(shell, QPoint(0, 0)), shell.nav.list.size())
    assert pages.contains(lies)
    assert shell._toast._words.height() >= shell._toast._words.heightForWidth(lies.width() - 28)
    shell.nav.make_narrow(True)  # a form is filled
    QApplication.processEvents()
    lies = shell._toast.geometry()
    assert shell.rect().contains(lies)
    assert lies.left() > shell.nav.width()
    assert lies.width() > shell._toast._words.sizeHint().width()  # in one line


def test_a_fault_is_explained_in_three_parts(shell: Shell) -> None:
    error = BadValue("person", "birth", "date")
    shell.tell(error)
    words = explain(error)
    assert words.happened in said(shell)
    assert any(words.do in line for line in said(shell))


def test_language_and_palette_change_while_open(shell: Shell, preferences: Preferences) -> None:
    shell.open(Target("cases"))
    preferences.choose_language("ru")
    shell.retranslate()
    assert shell.page("today") is not None
    shell.open(Target("today"))
    assert any(line.startswith("Понедельник") for line in said(shell.page("today")))
    preferences.choose_palette("dark")
    assert current() is DARK
    preferences.choose_palette("light")
    assert current() is LIGHT


def test_every_control_of_every_page_has_a_name(shell: Shell, case_uid: str) -> None:
    parts = ("timeline", "household", "consent", "assessments", "plan", "visits", "history")
    targets = [Target("case", case_uid, part) for part in parts]
    targets += [Target(page) for page in ("today", "people", "cases", "first_contact")]
    for target in targets:
        shell.open(target)
        page = shell.page(target.page)
        for widget in page.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(page):
                assert _name(widget), (target, widget.metaObject().className())


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = text() if callable(text) and not isinstance(widget, QLineEdit) else ""
    return widget.accessibleName() or words


def test_titles_never_name_a_client(shell: Shell, case_uid: str) -> None:
    shell.open(Target("case", case_uid))
    assert "Orazguly" not in shell.page("case").title()


def test_the_typeface_draws_turkmen_and_russian(qapp: QApplication) -> None:
    font = choose_font()
    assert font.family() in QFontDatabase.families()
    raw = QRawFont.fromFont(font)
    assert all(raw.supportsCharacter(ord(letter)) for letter in LETTERS)


def test_a_page_whose_record_was_taken_back_is_left_for_the_list(
    qtbot: QtBot, shell: Shell, workspace: Workspace
) -> None:
    case = first_contact(workspace, FirstContact(worry="Alone", name={"given": "Ata"})).record
    shell.open(Target("case", case))
    assert shell._page == "case"
    shell._undo_last()
    qtbot.waitUntil(lambda: shell._page == "cases")
    assert not shell._banner.isVisible()
    person = add_person(workspace, {"given": "Sona"}).record
    shell.open(Target("person", person))
    shell._undo_last()
    qtbot.waitUntil(lambda: shell._page == "people")
    assert not shell._banner.isVisible()


@pytest.mark.parametrize("kind", ["laptop", "office"])
def test_every_page_marks_where_it_belongs_in_the_navigation(kind: str) -> None:
    shown = {item.page for item in nav_items(kind, None)}
    of_office = {"laptops", "norms", "hotlines", "conflicts"} if kind == "laptop" else set()
    assert {page for page in PAGES if owner_page(page, kind) not in shown} == of_office
    assert owner_page("duplicates", kind) == {"laptop": "people", "office": "inbox"}[kind]


def test_a_laptop_that_no_office_has_accepted_does_not_say_that_everything_is_sent(
    qtbot: QtBot, laptop: Workspace, preferences: Preferences
) -> None:
    shell = Shell(laptop, preferences)
    qtbot.addWidget(shell)
    shell.show()
    shell.open(Target("people"))
    told = shell.top._unsent
    qtbot.waitUntil(lambda: told.text() == "No office has accepted this laptop")
    shell.retranslate()
    assert told.text() == "No office has accepted this laptop"
    add_person(laptop, {"given": "Jeren"})
    qtbot.waitUntil(lambda: told.text().endswith("changes not yet sent"))
    shell.top.show_unsent(0, waiting=True)
    shell.retranslate()
    assert told.text() == "Sent, not confirmed yet"
    shell.shut()
