"""Today: what was written elsewhere shows there, and the row that is chosen stays chosen."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions.providers import add_provider
from socialcase.actions.visits import plan_visit
from socialcase.actions.workspaces import Workspace
from socialcase.ui.page import Target
from socialcase.ui.pages.today import TodayPage
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.rows import RowsView

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def said(page: TodayPage) -> str:
    QApplication.processEvents()
    return " ".join(w.text() for w in page.findChildren(Words) if w.isVisibleTo(page))


def unsent(workspace: Workspace) -> int:
    with workspace.store.reading() as reading:
        return reading.unsent().changes


def test_a_change_of_any_kind_is_counted_and_leaves_the_chosen_row(
    shell: Shell, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    shell.open(Target("today"))
    page = shell.page("today")
    assert isinstance(page, TodayPage)
    before = unsent(workspace)
    qtbot.waitUntil(lambda: str(before) in said(page))
    (visits,) = page.findChildren(RowsView)
    visits.choose_first()
    chosen = visits.currentIndex().row()
    add_provider(workspace, "Health house", services=("home_care",))
    more = unsent(workspace)
    assert more > before
    qtbot.waitUntil(lambda: str(more) in said(page))
    assert visits.currentIndex().row() == chosen
    rows = visits.model().rowCount()
    plan_visit(workspace, case_uid, "2026-11-23", purpose="Look in at noon")
    qtbot.waitUntil(lambda: visits.model().rowCount() == rows + 1)
