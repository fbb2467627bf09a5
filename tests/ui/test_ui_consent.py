"""Consent on the screen: capacity and ground, what is withheld, what a withdrawal leads to."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions import consents, readership
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Consent
from socialcase.ui.page import Target
from socialcase.ui.pages.case.consent import ConsentPart
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.withdraw_panel import WithdrawPanel
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import TextBox
from socialcase.ui.widgets.labels import Words

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def part(shell: Shell, case_uid: str) -> ConsentPart:
    """The tab of the family's case."""
    shell.open(Target("case", case_uid, "consent"))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    (found,) = page.findChildren(ConsentPart)
    return found


def press(part: ConsentPart, words: str) -> None:
    QApplication.processEvents()  # what was put on the page shows then
    (button,) = [b for b in part.findChildren(Button) if b.text() == words and b.isVisibleTo(part)]
    button.click()


def said(part: ConsentPart) -> str:
    QApplication.processEvents()
    return "\n".join(w.text() for w in part.findChildren(Words) if w.isVisibleTo(part))


def box(part: ConsentPart, name: str) -> TextBox:
    (found,) = [
        b for b in part.findChildren(TextBox) if b.accessibleName() == name and b.isVisibleTo(part)
    ]
    return found


def test_somebody_is_not_to_be_told(
    part: ConsentPart, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    box(part, "Who it is").setText("the neighbour on the left")
    (income,) = [b for b in part.findChildren(CheckBox) if b.text() == "Income"]
    income.click()
    press(part, "They are not to be told")
    (one,) = consents.untold_in(workspace, case_uid)
    assert (one.name, one.what) == ("the neighbour on the left", ("income",))
    qtbot.waitUntil(lambda: "the neighbour on the left" in said(part))
    press(part, "May be told again")
    qtbot.waitUntil(lambda: not consents.untold_in(workspace, case_uid))


def test_what_follows_from_a_withdrawal_is_said_before_it_is_done(
    part: ConsentPart, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    press(part, "Withdraw…")
    (panel,) = part.findChildren(WithdrawPanel)
    assert "What follows when it is withdrawn" in said(part)
    with workspace.store.reading() as reading:
        assert all(not one.withdrawn for one in reading.page(Consent, {"case": case_uid}))
    panel.why.setText("She thought it over")
    press(part, "Withdraw the consent")
    with workspace.store.reading() as reading:
        (kept,) = reading.page(Consent, {"case": case_uid})
    assert kept.withdrawn_why == "She thought it over"
    qtbot.waitUntil(lambda: "She thought it over" in said(part))


def test_the_file_says_who_has_seen_it(
    part: ConsentPart, workspace: Workspace, case_uid: str, shell: Shell
) -> None:
    assert shell.jobs.finish()
    (seen,) = readership.who_has_seen(workspace, case_uid)
    assert (seen.name, seen.times) == ("Maral Annaýewa", 1)
    assert "Maral Annaýewa" in said(part)
    assert "What we must report" in said(part)
