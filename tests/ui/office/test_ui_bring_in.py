"""Answers and a case list are brought in by the page: looked at, ticked, taken, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment, Case
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext
from socialcase.ui.pages.bring_in import ANSWERS, CASES, BringInPage
from socialcase.ui.pages.bring_in_kinds import FORM, WHO
from tests.actions.arrivals import HOME, opened
from tests.actions.form_sources import published, written

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("preferences"),
]


class Heard:
    """What the window was told."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.undo: list[Callable[[], object]] = []

    def toast(self, words: str, undo: Callable[[], object] | None) -> None:
        self.words.append(words)
        if undo is not None:
            self.undo.append(undo)


def shown(office: Workspace, qtbot: QtBot, heard: Heard, what: str) -> BringInPage:
    jobs = Jobs()
    page = BringInPage(
        PageContext(
            workspace=office,
            jobs=jobs,
            open=lambda _target: None,
            kept=lambda: None,
            toast=heard.toast,
            tell=lambda _error: None,
        )
    )
    jobs.setParent(page)
    qtbot.addWidget(page)
    page.show_record(what)
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def pick(page: BringInPage, qtbot: QtBot, slot: str, value: str) -> None:
    box = page.slots[slot]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def looked_at(page: BringInPage, qtbot: QtBot, rows: int) -> None:
    qtbot.waitUntil(lambda: page.choose.isEnabled() and len(page.rows.rows) == rows)


def test_answers_are_looked_at_ticked_taken_and_taken_back(
    office: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    published(office, written(tmp_path / "form", HOME, "house.md"))
    opened(office)
    file = tmp_path / "rows.csv"
    file.write_text(
        "client,heating,rooms,told_on,shoes\nJeren Orazgulyýewa,gas,2,2026-11-20,\n"
        "Nobody,gas,2,2026-11-20,\nMaral Annaýewa,gas,3,2026-11-21,42\n"
    )
    heard = Heard()
    page = shown(office, qtbot, heard, ANSWERS)
    assert not page.choose.isEnabled()
    assert page.focusProxy() is page.slots[FORM], "what is chosen first has the keyboard"
    pick(page, qtbot, FORM, "house")
    assert page.choose.isEnabled()
    page.look_at(file)
    looked_at(page, qtbot, 3)
    assert not page.take.isEnabled()
    pick(page, qtbot, WHO, "client")
    looked_at(page, qtbot, 3)
    assert page.take.text() == "Take 1 row"
    assert "There is no such person here." in str(page.rows.rows[1].reasons)
    page.list.setFocus()
    page.list.setCurrentIndex(page.rows.index(2, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.take.text() == "Take 2 rows"
    page.list.setCurrentIndex(page.rows.index(1, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.take.text() == "Take 2 rows", "what cannot be taken is not ticked"
    page.take.click()
    qtbot.waitUntil(lambda: bool(heard.words))
    assert heard.words == ["2 filled forms came in."]
    with office.store.reading() as reading:
        assert reading.count(Assessment) == 2
    heard.undo[0]()
    with office.store.reading() as reading:
        assert reading.count(Assessment) == 0


def test_a_case_list_asks_what_each_column_holds(
    office: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Client;Year\nOrazgulyýewa Jeren;1958\nAnnaýewa Maral;2001\n")
    heard = Heard()
    page = shown(office, qtbot, heard, CASES)
    page.look_at(file)
    qtbot.waitUntil(lambda: list(page.slots) == ["Client", "Year"])
    assert not page.rows.rows
    pick(page, qtbot, "Client", "name")
    looked_at(page, qtbot, 2)
    pick(page, qtbot, "Year", "birth")
    qtbot.waitUntil(lambda: page.choose.isEnabled() and "1958" in page.rows.rows[0].about)
    page.take.click()
    qtbot.waitUntil(lambda: bool(heard.words))
    assert heard.words == ["2 cases were opened."]
    with office.store.reading() as reading:
        assert reading.count(Case) == 2
    heard.undo[0]()
    with office.store.reading() as reading:
        assert reading.count(Case) == 0


def test_a_file_of_another_kind_is_told_in_words(
    office: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"\x00\x01\x02")
    page = shown(office, qtbot, Heard(), CASES)
    page.look_at(file)
    qtbot.waitUntil(page.banner.isVisible)
    assert page.choose.isEnabled()


def test_a_column_chosen_while_the_rows_are_looked_at_counts_and_keeps_the_keyboard(
    office: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    rows = "\n".join(f"Surname{n} Given{n};{1930 + n % 80}" for n in range(300))
    file.write_text(f"Client;Year\n{rows}\n")
    page = shown(office, qtbot, Heard(), CASES)
    page.look_at(file)
    qtbot.waitUntil(lambda: list(page.slots) == ["Client", "Year"])
    page.slots["Year"].setFocus()
    pick(page, qtbot, "Client", "name")
    pick(page, qtbot, "Year", "birth")
    qtbot.waitUntil(lambda: len(page.rows.rows) == 300 and page.rows.rows[0].about.endswith("1930"))
    assert page.slots["Year"].hasFocus()
