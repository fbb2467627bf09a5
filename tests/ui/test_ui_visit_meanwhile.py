"""The log of a visit is open while a bundle, or somebody else, brings something of that visit."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from socialcase.actions.attachments import documents
from socialcase.actions.case_file import case_file
from socialcase.actions.unkept import all_unkept
from socialcase.actions.visits import VisitLog, log_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Visit
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.visit_form import VisitForm
from socialcase.ui.shell import Shell
from tests.ui.visit_log import box, form, note, opened, press

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def visit_of(ws: Workspace, uid: str) -> Visit:
    with ws.store.reading() as reading:
        found = reading.get(Visit, uid)
    assert found is not None
    return found


def reread(qtbot: QtBot, page: CasePage) -> None:
    """Pages read again in a queue."""
    page.reread(frozenset({"visit"}))
    qtbot.wait(1)


def test_a_planned_visit_that_was_logged_elsewhere_meanwhile_keeps_both_logs(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case_uid: str
) -> None:
    planned = next(v.uid for v in case_file(workspace, case_uid).visits if v.outcome == "planned")
    page = opened(shell, case_uid, f"visit:{planned}")
    note(page).setPlainText("The stove smokes")
    log_visit(workspace, case_uid, VisitLog("done", visit=planned, note="No bread", minutes=30))
    reread(qtbot, page)
    press(form(page), "Keep the visit")
    theirs = visit_of(workspace, planned)
    assert (theirs.note, theirs.minutes) == ("No bread", 30)
    notes = {visit.note for visit in case_file(workspace, case_uid).visits}
    assert {"The stove smokes", "No bread"} <= notes
    assert all_unkept(workspace) == []


def test_a_correction_takes_back_nothing_that_came_meanwhile(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case_uid: str
) -> None:
    kept = log_visit(workspace, case_uid, VisitLog("done", note="No bread")).record
    page = opened(shell, case_uid, f"visit:{kept}")
    box(page, "Minutes").setText("55")
    with workspace.store.transaction(workspace.person) as tx:
        tx.set(kept, "met", "the nurse")
    reread(qtbot, page)
    assert box(page, "Minutes").text() == "55"
    press(form(page), "Keep the correction")
    visit = visit_of(workspace, kept)
    assert (visit.minutes, visit.met, visit.note) == (55, "the nurse", "No bread")


def test_a_picture_on_its_way_is_kept_once_though_the_form_is_opened_again(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case_uid: str, tmp_path: Path
) -> None:
    page = opened(shell, case_uid, "visit:")
    (log,) = page.findChildren(VisitForm)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(tmp_path / "stove.png"))
    log.pictures.take([tmp_path / "stove.png"])
    shell.jobs.finish()  # it is in; the window has not heard of it yet
    press(log, "Leave")
    page = opened(shell, case_uid, "visit:")
    qtbot.waitUntil(lambda: not log.pictures.coming)
    assert [one.name for one in log.pictures.files] == ["stove.png"]
    note(page).setPlainText("The stove")
    press(form(page), "Keep the visit")
    assert len(documents(workspace, case_uid)) == 1
