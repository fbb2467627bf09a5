"""Pictures, recordings and signatures as answers, in the real filler."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions import answer_files, assessments, attachments
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.form_publishing import inspect_form, install_form, publish_form
from socialcase.actions.workspaces import Workspace, close_workspace, create_office
from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.ui.page import Target
from socialcase.ui.pages.answers import AnswersPage
from socialcase.ui.pages.case.documents import DocumentsPart
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.filler.attached import AnswerFiles
from socialcase.ui.pages.filler.drawing import DrawnAnswer, MarkedAnswer, SignatureAnswer
from socialcase.ui.pages.filler.files import FileAnswer
from socialcase.ui.pages.filler.page import FillerPage
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from tests.ui.conftest import CHEAP, PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FORM = """| survey |       |         |          |
|        | type  | name    | label    | appearance |
|        | image | photo   | A photo of the room |  |
|        | image | sign    | Signature | signature |
|        | image | plan    | Plan of the house | draw |
|        | image | harm    | Show where it is damp | annotate |
|        | audio | told    | Recording |  |
|        | file  | paper   | A paper |  |
|        | text  | last    | Anything else |  |
| settings |     |         |          |
|        | form_id | form_title | version |
|        | rooms | Rooms | 1 |
"""


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    ws = create_office(
        tmp_path / "office",
        PASSPHRASE,
        "Mary office",
        "Döwran Hydyrow",
        cost=CHEAP,
        clock=clock,
        chance=SeededChance(3),
        anywhere=True,
    )
    form = tmp_path / "rooms.md"
    form.write_text(FORM, encoding="utf-8")
    found = inspect_form(ws, form)
    assert found.package is not None
    install_form(ws, found)
    publish_form(ws, found.package.content_hash)
    yield ws
    close_workspace(ws)


@pytest.fixture
def page(qtbot: QtBot, office: Workspace, preferences: Preferences) -> Iterator[FillerPage]:
    contact = FirstContact(worry="Damp walls", name={"given": "Jeren"})
    case = first_contact(office, contact).record
    draft = assessments.start_draft(office, case, "", "rooms").draft
    shell = Shell(office, preferences)
    qtbot.addWidget(shell)
    shell.resize(1366, 900)
    shell.show()
    qtbot.waitExposed(shell)
    shell.open(Target("filler", draft))
    made = shell.page("filler")
    assert isinstance(made, FillerPage)
    qtbot.waitUntil(lambda: made.desk is not None)
    yield made
    shell.jobs.finish()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    image = QImage(2600, 1300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    file = tmp_path / "IMG 7.jpg"
    assert image.save(str(file))
    return file


def place(page: FillerPage, name: str) -> QWidget:
    """The place for the answer of the question `name`."""
    assert page.desk is not None
    ref = next(p.ref for p in page.desk.filling.places if p.ref.endswith(f"/{name}"))
    page.desk.go_to(ref)
    sheet = page.desk.sheet()
    assert sheet is not None
    block = sheet.reveal(ref)
    assert isinstance(block, QuestionBlock)
    return block.answer


def value(page: FillerPage, name: str) -> str:
    assert page.desk is not None
    found = page.desk.filling.session.answers()
    return next((v for ref, v in found.items() if ref.endswith(f"/{name}")), "")


def content(page: FillerPage, name: str) -> bytes:
    opened = page._opened
    assert opened is not None
    ws = page.context.workspace
    kept = answer_files.answer_file(ws, opened.draft, value(page, name))
    return attachments.content_of(ws, kept)


def test_a_photo_is_kept_at_once_and_can_be_removed_and_put_back(
    qtbot: QtBot, page: FillerPage, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = place(page, "photo")
    assert type(answer) is FileAnswer
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(photo), ""))
    QTest.mouseClick(answer._choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: answer._picture.isVisible())
    kept = QImage.fromData(content(page, "photo"))
    assert (kept.width(), kept.height()) == (2000, 1000)
    assert "kB" in answer._told.text()
    first = value(page, "photo")
    assert first.startswith("IMG 7-")
    QTest.mouseClick(answer._large, Qt.MouseButton.LeftButton)
    view = answer._files._view
    assert view is not None
    assert view.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseClick(answer._remove, Qt.MouseButton.LeftButton)
    assert value(page, "photo") == ""
    assert answer._back.isVisible()
    QTest.mouseClick(answer._back, Qt.MouseButton.LeftButton)
    assert value(page, "photo") == first


def test_a_signature_is_drawn_cleared_and_kept_as_a_picture(qtbot: QtBot, page: FillerPage) -> None:
    answer = place(page, "sign")
    assert isinstance(answer, SignatureAnswer)
    assert not answer._keep.isEnabled()
    stroke(answer.canvas)
    QTest.keyClick(answer.canvas, Qt.Key.Key_Delete)
    assert answer.canvas.strokes == 0
    stroke(answer.canvas)
    QTest.mouseClick(answer._keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: answer._picture.isVisible())
    assert value(page, "sign").startswith("signature-")
    drawn = QImage.fromData(content(page, "sign"))
    assert drawn.width() == 2 * answer.canvas.width()
    dark = sum(drawn.pixelColor(x, drawn.height() // 2).lightness() < 128 for x in range(200))
    assert dark > 100, "the stroke is on it"
    assert answer.canvas.isHidden() or not answer.canvas.isVisible()


def stroke(canvas: QWidget) -> None:
    middle = canvas.height() // 2
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=QPoint(10, middle))
    for x in range(20, 200, 10):
        QTest.mouseMove(canvas, QPoint(x, middle))
    QTest.mouseRelease(canvas, left, pos=QPoint(200, middle))


def test_by_keyboard_alone_a_signature_on_paper_is_told_by_its_name(
    qtbot: QtBot, page: FillerPage
) -> None:
    answer = place(page, "sign")
    assert isinstance(answer, SignatureAnswer)
    answer._name_box.setFocus()
    QTest.keyClicks(answer._name_box, "Ogulgerek")
    QTest.keyClick(answer._name_box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(page, "sign").startswith("signed-on-paper-"))
    assert not QImage.fromData(content(page, "sign")).isNull()


def test_the_keyboard_stays_with_a_file_while_it_comes_and_when_it_goes(
    qtbot: QtBot, page: FillerPage, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = place(page, "photo")
    assert isinstance(answer, FileAnswer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(photo), ""))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    answer.target().setFocus()
    QTest.keyClick(answer._choose, Qt.Key.Key_Space)
    assert answer._choose.hasFocus()
    qtbot.waitUntil(answer._picture.isVisible)
    assert answer._remove.hasFocus()
    QTest.keyClick(answer._remove, Qt.Key.Key_Space)
    assert value(page, "photo") == ""
    assert answer._choose.hasFocus()


def test_enter_goes_on_from_a_file_as_from_any_question(page: FillerPage) -> None:
    answer = place(page, "told")
    assert isinstance(answer, FileAnswer)
    assert page.desk is not None
    assert page.desk.place().endswith("/told")
    QTest.keyClick(answer._choose, Qt.Key.Key_Return)
    assert page.desk.place().endswith("/paper")


def test_a_sketch_is_drawn(qtbot: QtBot, page: FillerPage) -> None:
    answer = place(page, "plan")
    assert isinstance(answer, DrawnAnswer)
    stroke(answer.canvas)
    stroke(answer.canvas)
    QTest.keyClick(answer.canvas, Qt.Key.Key_Backspace)
    assert answer.canvas.strokes == 1
    QTest.mouseClick(answer._keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: value(page, "plan").startswith("drawing-"))


def test_marks_are_drawn_on_a_photo(qtbot: QtBot, page: FillerPage, photo: Path) -> None:
    answer = place(page, "harm")
    assert isinstance(answer, MarkedAnswer)
    answer.take(photo, photo.name)
    qtbot.waitUntil(lambda: not answer._image.isNull())
    first = value(page, "harm")
    QTest.mouseClick(answer._begin, Qt.MouseButton.LeftButton)
    assert answer.canvas.isVisible()
    stroke(answer.canvas)
    QTest.mouseClick(answer._keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: value(page, "harm") not in ("", first))
    marked = QImage.fromData(content(page, "harm"))
    assert (marked.width(), marked.height()) == (2000, 1000)
    assert not answer.canvas.isVisible()


def test_a_recording_and_a_paper_are_dropped_and_copied_out(
    qtbot: QtBot, page: FillerPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, copy = tmp_path / "talk.mp3", tmp_path / "copy.mp3"
    sound.write_bytes(b"ID3 a talk" * 999)
    answer = place(page, "told")
    assert isinstance(answer, FileAnswer)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sound))])
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    answer.dropEvent(QDropEvent(QPointF(3, 3), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: "kB" in answer._told.text())
    assert not answer._large.isVisible()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    QTest.mouseClick(answer._copy, Qt.MouseButton.LeftButton)
    assert copy.read_bytes() == sound.read_bytes()
    assert "Choose a file" in getattr(place(page, "paper"), "_choose").text()  # noqa: B009


def test_a_file_that_cannot_be_kept_leaves_the_question_open(
    qtbot: QtBot, page: FillerPage, tmp_path: Path
) -> None:
    broken = tmp_path / "x.png"
    broken.write_bytes(b"no picture")
    answer = place(page, "photo")
    assert isinstance(answer, FileAnswer)
    answer.take(broken, broken.name)
    assert answer._drop.text() == "Encrypting"
    qtbot.waitUntil(lambda: answer._drop.text() != "Encrypting")
    assert value(page, "photo") == ""
    assert not answer._files.coming


def test_a_draft_is_opened_again_with_the_file_that_was_on_its_way(
    qtbot: QtBot, page: FillerPage, photo: Path
) -> None:
    answer = place(page, "photo")
    assert isinstance(answer, FileAnswer)
    opened = page._opened
    assert opened is not None
    answer.take(photo, photo.name)
    page._let_go()  # as when another draft was opened
    page.show_record(opened.draft)
    qtbot.waitUntil(lambda: page._opened is not None and page.desk is not None)
    assert page._opened is not opened
    assert value(page, "photo") != ""


def test_a_file_on_its_way_follows_its_card(qtbot: QtBot, page: FillerPage) -> None:
    files = AnswerFiles(page, page._opened)  # type: ignore[arg-type]  # open since the fixture
    answered: list[str] = []
    files.answer = lambda ref, _value: answered.append(ref)
    for ref in ("/data/child[1]/photo", "/data/child[2]/photo", "/data/child[3]/photo"):
        files.take(ref, b"a recording", "told.ogg", page, lambda: None)
    files.instance_removed("/data/child[2]")
    qtbot.waitUntil(lambda: not files.coming)
    assert sorted(answered) == ["/data/child[1]/photo", "/data/child[2]/photo"]


def test_what_was_chosen_is_kept_even_if_its_page_is_gone(
    qtbot: QtBot, page: FillerPage, photo: Path
) -> None:
    answer = place(page, "photo")
    assert isinstance(answer, FileAnswer)
    answer.take(photo, photo.name)
    assert page.desk is not None
    page.desk.retranslate()  # every sheet is built anew
    qtbot.waitUntil(lambda: value(page, "photo") != "")


def test_nothing_is_finished_while_a_file_is_on_its_way_in(
    qtbot: QtBot, page: FillerPage, photo: Path
) -> None:
    answer = place(page, "photo")
    assert isinstance(answer, FileAnswer)
    opened = page._opened
    assert opened is not None
    answer.take(photo, photo.name)
    page._finish("")
    assert page._opened is opened
    qtbot.waitUntil(lambda: value(page, "photo") != "")
    page._finish("")
    [line] = attachments.documents(page.context.workspace, opened.case)
    assert line.document.question.endswith("/photo")


def test_a_finished_assessment_has_its_files_among_the_documents(
    qtbot: QtBot, page: FillerPage, photo: Path
) -> None:
    answer = place(page, "photo")
    assert isinstance(answer, FileAnswer)
    answer.take(photo, photo.name)
    qtbot.waitUntil(lambda: value(page, "photo") != "")
    opened = page._opened
    assert opened is not None
    page._finish("")
    [line] = attachments.documents(page.context.workspace, opened.case)
    assert line.document.name.startswith("IMG 7-")
    assert line.document.question.endswith("/photo")
    page.context.open(Target("answers", line.document.about))
    answers = shell_of(page).page("answers")
    assert isinstance(answers, AnswersPage)
    answers.list.setFocus()
    answers.list.choose_first()
    QTest.keyClick(answers.list, Qt.Key.Key_Return)
    case = shell_of(page).page("case")
    assert isinstance(case, CasePage)
    part = case._parts["documents"]
    assert isinstance(part, DocumentsPart)
    qtbot.waitUntil(part.panel._picture.isVisible)


def test_an_officer_erases_a_document_after_being_asked_twice(
    qtbot: QtBot, page: FillerPage, photo: Path
) -> None:
    opened = page._opened
    assert opened is not None
    ws, case = page.context.workspace, opened.case
    uid = attachments.add_document(ws, case, photo).record
    page.context.open(Target("case", case, f"document:{uid}"))
    shown = shell_of(page).page("case")
    assert isinstance(shown, CasePage)
    part = shown._parts["documents"]
    assert isinstance(part, DocumentsPart)
    erasing = part.panel._erasing
    assert not erasing.erase_button.isVisible()
    QTest.mouseClick(erasing.begin_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(erasing.reason, "not for the file")
    QTest.mouseClick(erasing.erase_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part._rows.rows[0].state == "erased")
    assert ws.store.attachments.names() == []
    assert "erased for good" in part.panel._told.text()
    assert erasing.isHidden()


def shell_of(page: FillerPage) -> Shell:
    shell = page.window()
    assert isinstance(shell, Shell)
    return shell
