"""Days as people type them: without a year, with a short one, as a word of any language."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.ui.page import Target
from socialcase.ui.pages.case.head_panels import NextStepPanel
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.typed_days import complete_days, whole_day

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("25.11", "25.11.2026"),
        ("5.1", "05.01.2027"),
        ("28.12.", "28.12.2026"),
        ("1.6", "01.06.2026"),
        ("25.11.26", "25.11.2026"),
        ("7.3.58", "07.03.1958"),
        ("25 11", "25.11.2026"),
        ("25/11/26", "25.11.2026"),
        ("+7", "30.11.2026"),
        ("+ 14", "07.12.2026"),
        ("+1000", "+1000"),
        ("today", "23.11.2026"),
        ("Сегодня", "23.11.2026"),
        ("Şu  gün", "23.11.2026"),
        ("ertir", "24.11.2026"),
        ("вчера", "22.11.2026"),
        ("29.2", "29.2"),
        ("31.11", "31.11"),
        ("2026-11-25", "2026-11-25"),
        ("1958", "1958"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_a_day_is_completed_or_left_as_it_is(typed: str, whole: str) -> None:
    assert whole_day(typed, MONDAY) == whole


def test_the_nearest_day_is_meant_over_the_turn_of_the_year() -> None:
    assert whole_day("28.12", date(2027, 1, 4)) == "28.12.2026"
    assert whole_day("29.2", date(2028, 1, 4)) == "29.02.2028"


def test_enter_completes_before_anybody_reads(qtbot: QtBot) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    complete_days(box, lambda: MONDAY)
    read: list[str] = []
    box.returnPressed.connect(lambda: read.append(box.text()))
    QTest.keyClicks(box, "25.11")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert read == ["25.11.2026"]
    assert box.isModified()


def test_a_shortcut_with_enter_reads_the_whole_day(qtbot: QtBot) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    complete_days(box, lambda: MONDAY)
    read: list[str] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Return"), box)
    shortcut.activated.connect(lambda: read.append(box.text()))
    box.show()
    qtbot.waitUntil(box.isVisible)
    box.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    QTest.keyClicks(box, "25.11")
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert read == ["25.11.2026"]


def test_the_next_step_takes_a_day_without_a_year(
    qtbot: QtBot, workspace: Workspace, case_uid: str, preferences: Preferences
) -> None:
    shell = Shell(workspace, preferences)
    qtbot.addWidget(shell)
    shell.show()
    shell.open(Target("case", case_uid))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    page._head.open_panel("next")
    panel = page._head._panels["next"]
    assert isinstance(panel, NextStepPanel)
    panel._due.clear()
    QTest.keyClicks(panel._due, "2.12")
    QTest.keyClick(panel._due, Qt.Key.Key_Return)
    with workspace.store.reading() as reading:
        case = reading.get(Case, case_uid)
    assert case is not None
    assert case.next_step_due == "2026-12-02"
    shell.shut()
