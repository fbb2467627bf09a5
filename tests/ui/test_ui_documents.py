"""Documents of a case on the screen: added, shown inside, copied out, taken out and put back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from socialcase.actions import attachments
from socialcase.actions.workspaces import Workspace
from socialcase.errors import CannotRead, PictureUnreadable
from socialcase.ui import picture_files
from socialcase.ui.page import Target
from socialcase.ui.pages.case.documents import DocumentsPart
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.shell import Shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def part(shell: Shell, case_uid: str) -> DocumentsPart:
    shell.open(Target("case", case_uid, "documents"))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    found = page._parts["documents"]
    assert isinstance(found, DocumentsPart)
    return found


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    image = QImage(4000, 3000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    file = tmp_path / "yard.jpg"
    assert image.save(str(file))
    return file


def wait_for(qtbot: QtBot, part: DocumentsPart, count: int) -> None:
    qtbot.waitUntil(lambda: len(part._rows.rows) == count and part._add.isEnabled())


def test_a_photo_is_made_small_kept_and_shown(
    qtbot: QtBot, shell: Shell, part: DocumentsPart, workspace: Workspace, photo: Path
) -> None:
    assert part._list.isHidden()
    part.take([photo])
    wait_for(qtbot, part, 1)
    [line] = part._rows.rows
    kept = QImage.fromData(attachments.content(workspace, line.document.uid))
    assert (kept.width(), kept.height()) == (2000, 1500)
    assert line.document.name == "yard.jpg"
    qtbot.waitUntil(lambda: line.document.uid in part._thumbnails)
    part._list.setFocus()
    part._list.choose_first()
    QTest.keyClick(part._list, Qt.Key.Key_Return)
    qtbot.waitUntil(part.panel._picture.isVisible)
    QTest.mouseClick(part.panel._large, Qt.MouseButton.LeftButton)
    view = part.panel._view
    assert view.isVisible()
    assert view.width() == part.page.width()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert shell.top._kept.isVisibleTo(shell)


def test_what_a_document_shows_is_kept_and_taking_it_out_can_be_undone(
    qtbot: QtBot, shell: Shell, part: DocumentsPart, workspace: Workspace, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("She may stay at school.")
    part.take([letter])
    wait_for(qtbot, part, 1)
    uid = part._rows.rows[0].document.uid
    part.show_part(uid)
    assert not part.panel._picture.isVisible()
    assert "not shown inside" in part.panel._told.text()
    part.panel._caption.setText("From the teacher")
    QTest.keyClick(part.panel._caption, Qt.Key.Key_Return)
    assert attachments.documents(workspace, part.case)[0].document.caption == "From the teacher"
    QTest.mouseClick(part.panel._remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part._rows.rows == [])
    assert part.panel.isHidden()
    shell._toast._undo.click()
    wait_for(qtbot, part, 1)
    assert part._rows.rows[0].document.uid == uid


def test_a_copy_goes_where_the_person_says(
    qtbot: QtBot,
    part: DocumentsPart,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("She may stay at school.")
    part.take([letter])
    wait_for(qtbot, part, 1)
    part.show_part(part._rows.rows[0].document.uid)
    copy = tmp_path / "copy.txt"
    copy.write_text("an older copy, which the dialog asked about")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    assert "whoever has it can read it" in part.panel._warning.text()
    QTest.mouseClick(part.panel._copy, Qt.MouseButton.LeftButton)
    assert copy.read_text() == "She may stay at school."


def test_files_can_be_dropped(qtbot: QtBot, part: DocumentsPart, photo: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo)), QUrl("https://example.org/x.png")])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    part.dragEnterEvent(entered)
    assert entered.isAccepted()
    part.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    wait_for(qtbot, part, 1)


def test_a_file_that_cannot_be_taken_is_explained_and_the_button_comes_back(
    qtbot: QtBot, shell: Shell, part: DocumentsPart, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    part.take([broken])
    qtbot.waitUntil(part._add.isEnabled)
    assert part._rows.rows == []
    assert shell._banner.isVisible()


def test_one_file_that_cannot_be_taken_hides_none_of_the_others(
    qtbot: QtBot, part: DocumentsPart, shell: Shell, tmp_path: Path, photo: Path
) -> None:
    part.take([photo, tmp_path / "gone.pdf", photo])
    wait_for(qtbot, part, 2)
    assert shell._banner.isVisible()
    assert "2 files" in shell._toast._words.text()


def test_of_an_erased_picture_nothing_is_shown_any_more(
    qtbot: QtBot, part: DocumentsPart, workspace: Workspace, photo: Path
) -> None:
    part.take([photo])
    wait_for(qtbot, part, 1)
    uid = part._rows.rows[0].document.uid
    qtbot.waitUntil(lambda: uid in part._thumbnails)
    with workspace.store.transaction(workspace.person) as tx:
        for name in ("key", "file"):
            tx.redact(uid, name, "")
    part.page.reread(frozenset(("attachment",)))
    qtbot.waitUntil(lambda: part._rows.rows[0].state == "erased")
    assert uid not in part._thumbnails


def test_a_document_that_is_not_here_yet_says_so(
    qtbot: QtBot, part: DocumentsPart, workspace: Workspace, photo: Path
) -> None:
    part.take([photo])
    wait_for(qtbot, part, 1)
    [file] = workspace.store.attachments.folder.iterdir()
    file.unlink()
    part.page.reread(frozenset())
    [line] = part._rows.rows
    assert line.state == "awaited"
    part.show_part(line.document.uid)
    assert "next bundles" in part.panel._told.text()
    assert part.panel._copy.isHidden()


def test_a_key_leads_to_the_documents(qtbot: QtBot, shell: Shell, case_uid: str) -> None:
    shell.open(Target("case", case_uid, "plan"))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    page._tabs.take_keyboard()
    qtbot.waitUntil(lambda: page.isAncestorOf(shell.focusWidget()))
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_D)
    qtbot.waitUntil(page._parts["documents"].isVisible)


def test_a_specialist_is_not_offered_to_erase(
    qtbot: QtBot, part: DocumentsPart, photo: Path
) -> None:
    part.take([photo])
    wait_for(qtbot, part, 1)
    part.show_part(part._rows.rows[0].document.uid)
    assert part.panel._erasing.isHidden()


def test_pictures_become_small_and_keep_what_they_show(tmp_path: Path) -> None:
    small = QImage(300, 200, QImage.Format.Format_ARGB32)
    small.fill(Qt.GlobalColor.transparent)
    file = tmp_path / "scan.png"
    small.setText("Comment", "taken at the shelter")
    assert small.save(str(file))
    data, name = picture_files.reduced(file)
    assert name == "scan.png"
    assert b"shelter" not in data
    file = tmp_path / "photo.gif"
    (tmp_path / "scan.png").rename(file)
    data, name = picture_files.reduced(file)
    assert name == "photo.jpg"
    assert data.startswith(b"\xff\xd8\xff")
    assert QImage.fromData(data).pixelColor(5, 5).lightness() > 250, "what was clear is white"


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.jpg"
    file.write_bytes(b"no picture")
    with pytest.raises(PictureUnreadable):
        picture_files.reduced(file)
    with pytest.raises(CannotRead):
        picture_files.reduced(tmp_path / "nowhere.jpg")
    file.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
    with pytest.raises(PictureUnreadable):
        picture_files.reduced(file)
    # a header that promises more than a computer holds
    bomb = b"BM" + (1 << 30).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little")
    bomb += (40).to_bytes(4, "little") + (60_000).to_bytes(4, "little") * 2
    bomb += (1).to_bytes(2, "little") + (24).to_bytes(2, "little") + bytes(24)
    file.write_bytes(bomb)
    with pytest.raises(PictureUnreadable):
        picture_files.reduced(file)
