"""Correcting a visit that was kept; and the pictures that are kept with one, in the same save."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QTextCursor
from pytestqt.qtbot import QtBot

from socialcase.actions.attachments import content, documents
from socialcase.actions.case_file import case_file
from socialcase.actions.editing import edit
from socialcase.actions.history import recent_saves, undo
from socialcase.actions.unkept import all_unkept
from socialcase.actions.visits import VisitLog, log_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Task, Visit
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from tests.ui.visit_log import box, form, note, opened, press, shown, standing, ticks_of

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def planned(workspace: Workspace, case_uid: str) -> str:
    """The visit that is planned with the family."""
    return next(v.uid for v in case_file(workspace, case_uid).visits if v.outcome == "planned")


@pytest.fixture
def page(shell: Shell, case_uid: str, planned: str) -> CasePage:
    """The log of the planned visit."""
    return opened(shell, case_uid, f"visit:{planned}")


@pytest.fixture
def kept(workspace: Workspace, case_uid: str) -> str:
    """A visit that was kept before."""
    log = VisitLog(
        "done",
        told_on="2026-11-22",
        minutes=40,
        travel_minutes=15,
        met="the nurse",
        met_people=(leýla(workspace, case_uid),),
        alone="alone",
        note="The stove smokes.\n→ Ring the housing office",
    )
    return log_visit(workspace, case_uid, log).record


def leýla(ws: Workspace, case: str) -> str:
    household = case_file(ws, case).household
    assert household is not None
    return next(m.person.uid for m in household.members if m.person.given == "Leýla")


def test_a_visit_that_was_kept_is_corrected_and_what_was_emptied_is_taken_back(
    shell: Shell, workspace: Workspace, case_uid: str, kept: str
) -> None:
    page = opened(shell, case_uid, f"visit:{kept}")
    before = standing(page)
    assert (before["Day"], before["Minutes"], before["ticks"]) == ("22.11.2026", "40", "Leýla")
    assert all_unkept(workspace) == [], "nothing was changed yet"
    ticks_of(page)[0].click()
    box(page, "Others who were met").setText("")
    box(page, "Minutes").setText("55")
    note(page).moveCursor(QTextCursor.MoveOperation.End)
    note(page).insertPlainText("\n→ Ask the neighbour")
    press(form(page), "Leave")
    other = opened(shell, case_uid, f"visit:{kept}")
    assert box(other, "Others who were met").text() == ""
    assert box(other, "Minutes").text() == "55"
    press(form(page), "Keep the correction")
    with workspace.store.reading() as reading:
        visit = reading.get(Visit, kept)
        tasks = sorted(task.what for task in reading.page(Task, {"about": kept}))
    assert visit is not None
    assert (visit.minutes, visit.met, visit.alone, visit.told_on) == (55, "", "alone", "2026-11-22")
    assert len(visit.met_people) == 2
    assert tasks == ["Ask the neighbour", "Ring the housing office"]
    assert all_unkept(workspace) == []
    press(page.window(), "Undo")
    with workspace.store.reading() as reading:
        visit = reading.get(Visit, kept)
    assert visit is not None
    assert (visit.minutes, visit.met) == (40, "the nurse")


def test_whoever_was_met_and_has_left_since_is_still_named(
    shell: Shell, workspace: Workspace, case_uid: str, kept: str
) -> None:
    household = case_file(workspace, case_uid).household
    assert household is not None
    member = next(m for m in household.members if m.person.given == "Leýla")
    edit(workspace, "member", member.uid, "until", "2026-11-22")
    page = opened(shell, case_uid, f"visit:{kept}")
    assert "Leýla Orazgulyýewa" in [tick.text() for tick in ticks_of(page)]
    press(form(page), "Keep the correction")
    with workspace.store.reading() as reading:
        visit = reading.get(Visit, kept)
    assert visit is not None
    assert visit.met_people == (member.person.uid,)


def test_a_kept_visit_is_printed_from_its_form(shell: Shell, case_uid: str, kept: str) -> None:
    page = opened(shell, case_uid, f"visit:{kept}")
    press(form(page), "On paper")
    assert shell.page("paper").isVisible()
    shell.jobs.finish()


def test_pictures_are_taken_in_at_once_and_kept_with_the_visit_in_one_save(
    page: CasePage, workspace: Workspace, case_uid: str, planned: str, tmp_path: Path, qtbot: QtBot
) -> None:
    photo, letter, iphone = tmp_path / "yard.jpg", tmp_path / "letter.pdf", tmp_path / "IMG_1.HEIC"
    picture = QImage(3000, 2000, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    assert picture.save(str(photo))
    letter.write_bytes(b"%PDF-1.7 a letter")
    iphone.write_bytes(b"\0\0\0\x24ftypheic\0\0\0\0" + b"37.5942 N 62.1503 E")
    pictures = form(page).pictures
    pictures.take([photo, letter, iphone])
    assert pictures.coming
    form(page)._finish()  # pressed before all is in: it waits
    qtbot.waitUntil(lambda: not pictures.coming)
    assert "IMG_1.HEIC: The file is no picture that this program can read." in shown(page)
    assert "Kept as it is, with what its maker wrote into it: letter.pdf" in shown(page)
    (unkept,) = all_unkept(workspace)
    assert [file.name for file in unkept.files] == ["yard.jpg", "letter.pdf"]
    note(page).insertPlainText("The stove smokes.")
    press(form(page), "Keep the visit")
    lines = documents(workspace, case_uid)
    about = {line.document.name: line.document.about for line in lines}
    assert about == {"yard.jpg": planned, "letter.pdf": planned}
    image = QImage.fromData(next(content(workspace, x.document.uid) for x in lines
                                 if x.document.name == "yard.jpg"))  # fmt: skip
    assert max(image.width(), image.height()) == 2000
    assert all_unkept(workspace) == []
    (entry,) = [v for v in case_file(workspace, case_uid).visits if v.uid == planned]
    assert entry.pictures == 2
    undo(workspace, recent_saves(workspace, 1)[0].save)
    assert documents(workspace, case_uid) == []


def test_a_file_that_was_left_out_is_not_kept(
    page: CasePage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 a letter")
    pictures = form(page).pictures
    pictures.take([letter])
    qtbot.waitUntil(lambda: not pictures.coming)
    away = next(b for b in pictures.findChildren(Button) if "letter.pdf" in b.accessibleName())
    away.click()
    assert all_unkept(workspace) == []
    press(page.window(), "Undo")
    assert [file.name for one in all_unkept(workspace) for file in one.files] == ["letter.pdf"]
