"""Pictures on their way into a visit: small, without place, time, device and thumbnail."""

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QImageReader
from pytestqt.qtbot import QtBot

from socialcase.actions.attachments import content_of
from socialcase.actions.case_file import case_file
from socialcase.actions.unkept import all_unkept
from socialcase.actions.workspaces import Workspace
from socialcase.texts import explain
from socialcase.ui.page import Target
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.visit_form import VisitForm
from socialcase.ui.pages.case.visit_pictures import VisitPictures
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.field import TextArea
from socialcase.ui.widgets.labels import Words

# the platform without a screen says so once for each window, Qt what is wrong with a picture
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "JPEG datastream contains no image")

PLACE, DEVICE = b"37.5942N 62.1503E", b"Galaxy of Maral"


@pytest.fixture
def pictures(shell: Shell, workspace: Workspace, case_uid: str) -> VisitPictures:
    """The place for pictures in the log of a visit."""
    shell.open(Target("case", case_uid, "visit:"))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    (form,) = page.findChildren(VisitForm)
    assert case_file(workspace, case_uid).visits
    return form.pictures


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(thumbnail: bytes) -> bytes:
    """As a telephone writes it: device, the way up, where it was, and a small picture of it all."""
    entries = (
        (0x010F, 2, len(DEVICE) + 1, 62),
        (0x0112, 3, 1, 6),
        (0x8825, 4, 1, 62 + len(DEVICE) + 1),
    )
    packed = b"".join(struct.pack("<HHII", *one) for one in entries)
    gps = struct.pack("<H", 0) + bytes(4) + PLACE
    first = b"II*\0" + struct.pack("<IH", 8, 3) + packed + bytes(4)
    body = first.ljust(62, b"\0") + DEVICE + b"\0" + gps + thumbnail
    return segment(0xE1, b"Exif\0\0" + body)


def photo(file: Path, size: tuple[int, int]) -> Path:
    """A photograph as a telephone keeps it: EXIF with a thumbnail, XMP, IPTC, a comment."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("steelblue"))
    small = file.with_name("small.jpg")
    assert image.scaled(160, 120).save(str(small), "JPEG")  # type: ignore[call-overload]
    assert image.save(str(file), "JPEG", 60)  # type: ignore[call-overload]
    telling = (
        exif(small.read_bytes()),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + PLACE),
        segment(0xED, b"Photoshop 3.0\0" + PLACE + DEVICE),
        segment(0xFE, DEVICE + b" at " + PLACE),
    )
    data = file.read_bytes()
    file.write_bytes(data[:2] + b"".join(telling) + data[2:] + PLACE)
    small.unlink()
    return file


def drawing(file: Path) -> Path:
    """A PNG with texts, a time and an EXIF chunk."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    assert image.save(str(file), "PNG")  # type: ignore[call-overload]
    chunks = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"tEXt", b"Author\0" + DEVICE),
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + PLACE),
            (b"eXIf", b"II*\0" + PLACE),
            (b"tIME", bytes((7, 234, 11, 22, 10, 30, 0))),
        )
    )
    data = file.read_bytes()
    file.write_bytes(data[:33] + chunks + data[33:])
    return file


def taken(qtbot: QtBot, pictures: VisitPictures, *files: Path) -> list[bytes]:
    """What is kept of files, as it would be shown."""
    ws = pictures._page.context.workspace
    pictures.take(files)
    qtbot.waitUntil(lambda: not pictures.coming, timeout=60_000)
    return [content_of(ws, one.kept) for kept in all_unkept(ws) for one in kept.files]


def test_nothing_of_what_a_camera_noted_is_kept(
    qtbot: QtBot, pictures: VisitPictures, tmp_path: Path
) -> None:
    yard, plan = photo(tmp_path / "yard.jpg", (1200, 900)), drawing(tmp_path / "plan.png")
    both = taken(qtbot, pictures, yard, plan)
    assert len(both) == 2
    for original, data in zip((yard, plan), both, strict=True):
        assert DEVICE in original.read_bytes()
        for told in (PLACE, DEVICE, b"xmpmeta", b"Photoshop", b"tIME", b"eXIf", b"tEXt"):
            assert told not in data
    assert both[0].count(b"\xff\xd8\xff") == 1, "no second, small picture in it"
    upright = QImage.fromData(both[0])
    assert (upright.width(), upright.height()) == (900, 1200), "it is turned as it was seen"


def test_a_picture_of_fifty_megapixels_becomes_small(
    qtbot: QtBot, pictures: VisitPictures, tmp_path: Path
) -> None:
    (data,) = taken(qtbot, pictures, photo(tmp_path / "huge.jpg", (8660, 5774)))
    image = QImage.fromData(data)
    assert max(image.width(), image.height()) == 2000
    assert len(data) < 1 << 20


@pytest.mark.parametrize("name", ["IMG_0001", "yard.jpg.jfif", "YARD.JPE"])
def test_a_picture_is_known_by_what_is_in_it(
    qtbot: QtBot, pictures: VisitPictures, tmp_path: Path, name: str
) -> None:
    (data,) = taken(qtbot, pictures, photo(tmp_path / name, (2400, 1800)))
    assert PLACE not in data
    assert max(QImage.fromData(data).width(), QImage.fromData(data).height()) == 2000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("IMG_1.HEIC", b"\0\0\0\x24ftypheic" + PLACE),
        ("scan.tiff", b"II*\0" + PLACE),
        ("broken.jpg", b"\xff\xd8\xff\xe0 nothing follows"),
        ("broken.png", b"\x89PNG\r\n\x1a\n nothing follows"),
        ("words.jpg", b"This is no picture"),
        ("empty.jpg", b""),
    ],
)
def test_what_cannot_be_taken_is_named_with_what_to_do(
    qtbot: QtBot, pictures: VisitPictures, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    good = photo(tmp_path / "good.jpg", (100, 80))
    assert len(taken(qtbot, pictures, file, good, tmp_path / "gone.jpg")) == 1
    ((first, fault), (second, missing)) = pictures._refused
    assert (first, second) == (name, "gone.jpg")
    assert "JPEG" in explain(fault).do
    assert "cannot be read" in explain(missing).happened
    words = pictures._faults.text()
    assert words.startswith(f"{name}: ")
    assert pictures._faults.isVisibleTo(pictures)


def test_a_scan_as_pdf_is_kept_whole_and_that_it_goes_on_telling_is_said(
    qtbot: QtBot, pictures: VisitPictures, tmp_path: Path
) -> None:
    scan = tmp_path / "certificate.pdf"
    scan.write_bytes(b"%PDF-1.7\n/Author (Office)\n%%EOF")
    assert taken(qtbot, pictures, scan) == [scan.read_bytes()]
    assert pictures._as_it_is.text().endswith("wrote into it: certificate.pdf")


def test_the_fixture_tells_what_a_camera_tells(tmp_path: Path) -> None:
    reader = QImageReader(str(photo(tmp_path / "yard.jpg", (120, 90))))
    assert int(reader.transformation().value) != 0
    assert (tmp_path / "yard.jpg").read_bytes().count(b"\xff\xd8\xff") == 2


def test_pictures_are_dropped_onto_the_form(
    qtbot: QtBot, pictures: VisitPictures, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo(tmp_path / "yard.jpg", (120, 90))))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    form = next(one for one in pictures.window().findChildren(VisitForm))
    entered = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    form.dragEnterEvent(entered)
    assert entered.isAccepted()
    form.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    qtbot.waitUntil(lambda: [one.name for one in pictures.files] == ["yard.jpg"])
    assert not form.findChildren(TextArea)[0].acceptDrops()


def test_a_long_name_widens_nothing(qtbot: QtBot, pictures: VisitPictures, tmp_path: Path) -> None:
    named = photo(tmp_path / f"{'the yard behind the house ' * 6}.jpg", (120, 90))
    assert len(taken(qtbot, pictures, named)) == 1
    said = [w.text() for w in pictures.findChildren(Words) if w.toolTip().startswith("the yard")]
    assert said
    assert all(words.startswith("the yard behind the house th…") for words in said)
    assert all(".jpg · " in words for words in said)
    assert pictures.minimumSizeHint().width() < 600
