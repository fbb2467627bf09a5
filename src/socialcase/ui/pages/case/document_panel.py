"""One document opened in the case file: the picture, what it shows, a copy out, taking it out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from socialcase.actions import attachments
from socialcase.actions.attachments import DocumentLine
from socialcase.actions.copies_out import save_copy
from socialcase.texts import tr
from socialcase.texts.sizes import size_words
from socialcase.ui import picture_files
from socialcase.ui.page import Page
from socialcase.ui.pages.case.document_erasing import Erasing
from socialcase.ui.speech import joined
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.picture_view import PictureView
from socialcase.ui.widgets.scrolling import show_whole

_ROOM = QSize(640, 420)
_LARGEST = 2400
_ICONS = {"image": "image", "audio": "microphone", "video": "film-strip", "text": "file-text"}


def kind_icon(media: str) -> str:
    """The icon of a kind of file."""
    if media == "application/pdf":
        return "file-text"
    return _ICONS.get(media.partition("/")[0], "file")


class DocumentPanel(Card):
    """Hidden until a document is opened. Pictures are shown here; the rest can be copied out."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._line: DocumentLine | None = None
        self._image = QImage()
        self._view = PictureView(page)
        self._picture = _Picture(self._enlarge)
        self._told = Words(size="small", tone="muted", wrap=True)
        self._caption = TextBox(kept=self._describe)
        self._field = Field("", self._caption)
        self._unkept = UnkeptFields(page, {"caption": self._caption})
        self._large = Button(icon_name="magnifying-glass-plus", small=True, then=self._enlarge)
        self._copy = Button(icon_name="download-simple", small=True, then=self._save_copy)
        self._remove = Button(icon_name="trash", small=True, then=self._take_out)
        self._close = link(then=self.put_away)
        self._warning = Words(size="caption", tone="muted", wrap=True)
        self.head("", icon_name="file")
        self.beside_head(self._close)
        buttons = row(self._large, self._copy, self._remove, None)
        self._erasing = Erasing(page, self._erase)
        self.put(self._picture, self._told, self._unkept.apart, self._field, buttons)
        self.put(self._warning, self._erasing)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._field.set_words(tr("What it shows"))
        self._large.setText(tr("Enlarge"))
        self._copy.setText(tr("Save a copy…"))
        self._remove.setText(tr("Take out"))
        self._close.setText(tr("Close"))
        self._erasing.retranslate()
        self._unkept.retranslate()
        self._warning.setText(
            tr("A copy lies outside: whoever has it can read it. Delete it after use.")
        )

    def open(self, line: DocumentLine) -> None:
        """Show a document."""
        document = line.document
        self._unkept.turn_from(f"document:{document.uid}")
        self._line = line
        self.head(document.name or tr("Content erased"))
        size = size_words(document.size) if document.size is not None else ""
        self.detail.setText(joined(size, line.stamp.author_name))
        self._caption.show_value(document.caption)
        self._unkept.turn_to(f"document:{document.uid}")
        here = line.state == "here"
        self._erasing.show_document(document.uid)
        may = attachments.may_erase(self._page.context.workspace)
        self._erasing.setVisible(may and line.state != "erased")
        self._picture.hide()
        self._large.hide()
        for button in (self._copy, self._warning):
            button.setVisible(here)
        self._told.setText(_state_words(line))
        self._told.setVisible(bool(self._told.text()))
        self.show()
        self._caption.setFocus()
        if here and document.media.startswith("image/"):
            self._load(document.uid)

    def follow(self, lines: Sequence[DocumentLine]) -> None:
        """After the list was read again: go where the document is no longer in it."""
        if self._line is None:
            return
        uid = self._line.document.uid
        found = next((line for line in lines if line.document.uid == uid), None)
        if found is None:
            self.put_away()
        elif found.state != self._line.state:
            self.open(found)
        else:
            self._line = found
            self._caption.show_value(found.document.caption)

    def put_away(self) -> None:
        """Close the document and let go of its picture."""
        self._line = None
        self._image = QImage()
        self._picture.clear()
        self.hide()

    def _load(self, uid: str) -> None:
        ws = self._page.context.workspace

        def work(_job: object) -> tuple[str, QImage]:
            return uid, picture_files.decoded(attachments.content(ws, uid), _LARGEST)

        self._page.context.jobs.start(work, done=self._show, failed=self._page.context.tell)

    def _show(self, found: tuple[str, QImage]) -> None:
        uid, image = found
        if self._line is None or self._line.document.uid != uid:
            return
        self._image = image
        self._picture.setPixmap(QPixmap.fromImage(picture_files.fitted(image, _ROOM)))
        self._picture.setAccessibleName(self._words())
        self._picture.show()
        self._large.show()
        show_whole(self)

    def _enlarge(self) -> None:
        if not self._image.isNull():
            self._view.show_picture(self._image, self._words())

    def _words(self) -> str:
        document = self._line.document if self._line else None
        return (document.caption or document.name) if document else ""

    def _describe(self, caption: str) -> bool:
        if self._line is None or caption.strip() == self._line.document.caption:
            return self._line is not None
        ws, uid = self._page.context.workspace, self._line.document.uid
        return self._page.keep(lambda: attachments.describe(ws, uid, caption.strip())) is not None

    def _save_copy(self) -> None:
        if self._line is None:
            return
        document = self._line.document
        name = attachments.safe_name(document.name)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save a copy…"), str(Path.home() / name))
        if not chosen:
            return
        ws = self._page.context.workspace
        copy = self._page.read(lambda: save_copy(ws, document.uid, Path(chosen), replace=True))
        if copy is not None:
            words = tr("The copy is outside now. Delete it when it is no longer needed.")
            self._page.context.toast(words, None)

    def _erase(self, reason: str) -> None:
        if self._line is None:
            return
        ws, uid = self._page.context.workspace, self._line.document.uid
        if self._page.keep(lambda: attachments.erase(ws, uid, reason)) is not None:
            self._page.context.toast(tr("The content is erased."), None)

    def _take_out(self) -> None:
        if self._line is None:
            return
        ws, uid = self._page.context.workspace, self._line.document.uid
        done = self._page.keep(lambda: attachments.remove(ws, uid))
        self._page.undoable(done, tr("The file is taken out of the case"))


class _Picture(QLabel):
    """The picture; a click enlarges it."""

    def __init__(self, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._pressed = pressed
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed()
        event.accept()


def _state_words(line: DocumentLine) -> str:
    if line.state == "awaited":
        return tr("The content is not here yet. It comes with one of the next bundles.")
    if line.state == "erased":
        return tr("The content was erased for good. Who added it and when stays.")
    if not line.document.media.startswith("image/"):
        return tr("This kind of file is not shown inside the program.")
    return ""
