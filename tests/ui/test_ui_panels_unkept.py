"""What is written in a panel beneath the head of a case waits there until it is kept."""

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.unkept import written_down
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.ui.page import Target
from socialcase.ui.pages.case.closing_panels import ClosePanel
from socialcase.ui.pages.case.head_panels import RiskPanel
from socialcase.ui.pages.case.header import CaseHead
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SAID = "It is calmer at home.\nWe know whom to call."


def opened(qtbot: QtBot, workspace: Workspace, preferences: Preferences, case: str) -> CaseHead:
    """The head of a case in a new window, as after a crash."""
    shell = Shell(workspace, preferences)
    qtbot.addWidget(shell)
    shell.show()
    shell.open(Target("case", case))
    [head] = shell.page("case").findChildren(CaseHead)
    return head


def closing(head: CaseHead) -> ClosePanel:
    head.open_panel("close")
    panel = head._panels["close"]
    assert isinstance(panel, ClosePanel)
    return panel


@pytest.fixture
def other(workspace: Workspace, case_uid: str) -> str:
    with workspace.store.reading() as reading:
        return next(case.uid for case in reading.page(Case) if case.uid != case_uid)


def test_the_words_of_a_closing_stand_there_again_in_their_own_case_only(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences, case_uid: str, other: str
) -> None:
    panel = closing(opened(qtbot, workspace, preferences, case_uid))
    panel._feedback.setPlainText(SAID)
    panel._outcome.setPlainText("Aýna goes to school")
    elsewhere = closing(opened(qtbot, workspace, preferences, other))
    assert elsewhere._feedback.toPlainText() == ""
    again = closing(opened(qtbot, workspace, preferences, case_uid))
    assert again._feedback.toPlainText() == SAID
    assert again._outcome.toPlainText() == "Aýna goes to school"


def test_a_panel_that_is_left_or_opened_twice_loses_nothing_and_shows_nothing_elsewhere(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences, case_uid: str, other: str
) -> None:
    head = opened(qtbot, workspace, preferences, case_uid)
    panel = closing(head)
    panel._feedback.setPlainText(SAID)
    head.put_away()
    assert closing(head)._feedback.toPlainText() == SAID
    assert closing(head)._feedback.toPlainText() == SAID
    panel._outcome.setPlainText("Aýna goes to school")
    shell = head.window()
    assert isinstance(shell, Shell)
    shell.open(Target("case", other))
    assert closing(head)._feedback.toPlainText() == ""
    shell.open(Target("case", case_uid))
    assert closing(head)._feedback.toPlainText() == SAID
    assert closing(head)._outcome.toPlainText() == "Aýna goes to school"


def test_what_was_kept_waits_no_more(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences, case_uid: str
) -> None:
    head = opened(qtbot, workspace, preferences, case_uid)
    head.open_panel("risk")
    panel = head._panels["risk"]
    assert isinstance(panel, RiskPanel)
    panel._reasons.setPlainText("The aunt is here every day now")
    assert written_down(workspace, f"risk:{case_uid}") is not None
    panel._level = "medium"
    panel.finish()
    assert written_down(workspace, f"risk:{case_uid}") is None
    with workspace.store.reading() as reading:
        case = reading.get(Case, case_uid)
    assert case is not None
    assert case.risk_reasons == "The aunt is here every day now"
