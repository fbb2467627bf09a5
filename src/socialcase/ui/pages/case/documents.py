"""Documents of a case: pictures, letters, recordings; chosen or dropped, shown inside."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from socialcase.actions import attachments
from socialcase.actions.attachments import DocumentLine
from socialcase.actions.case_views import CaseFile
from socialcase.actions.done import Done
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.errors import UserError
from socialcase.texts import short_date, tr, trn
from socialcase.texts.sizes import size_words
from socialcase.ui import picture_files
from socialcase.ui.dropped_files import dropped_files
from socialcase.ui.page import Page
from socialcase.ui.pages.case.document_panel import DocumentPanel, kind_icon
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.speech import joined
from socialcase.ui.theme.tokens import SMALL, current
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.layout import clear
from socialcase.ui.widgets.paint import MEDIUM, QUIET, Pen, mark, round_box, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView
from socialcase.ui.widgets.scrolling import show_whole
from socialcase.ui.widgets.timeline import draw_where

_SIDE = 40
_THUMBNAILS = 200
"""Small pictures that are held in memory at most."""

Added = tuple[list[Done], UserError | None]


class DocumentsPart(CasePart):
    """The files of a case, newest first. Enter on one opens it beneath the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setAcceptDrops(True)
        self._thumbnails: dict[str, QImage] = {}
        self._asked: set[str] = set()
        self._rows: Rows[DocumentLine] = Rows(_spoken)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_DocumentDelegate(self._thumbnails))
        self._list.opened.connect(lambda line: self.show_part(line.document.uid))
        self._add = Button(icon_name="plus", small=True, then=self._choose)
        self.panel = DocumentPanel(page)
        self._card = Card(padding=(0, 0, 0, 0))
        self._empty = QVBoxLayout()
        self._card.head("", icon_name="paperclip")
        self._card.beside_head(self._add)
        self._card.put(self._list, self._empty)
        self.layout_.addWidget(self._card)
        self.layout_.addWidget(self.panel)
        self.panel.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._card.head(tr("Documents"), tr("encrypted one by one; drop a file here to add it"))
        self._add.setText(tr("Add a file"))
        self._add.setToolTip(
            tr(
                "Pictures lose place, time and device. Other files (PDF, film, sound, office "
                "documents) are kept as they are, with what their makers wrote into them."
            )
        )
        self._list.setAccessibleName(tr("Documents"))
        self.panel.retranslate()

    def show_file(self, file: CaseFile) -> None:
        """Show the documents of a case."""
        if file.header.case.uid != self.case:
            self.panel.hide()
            self._thumbnails.clear()
            self._asked.clear()
        super().show_file(file)
        lines = self.page.read(lambda: attachments.documents(self.workspace, self.case)) or []
        for line in lines:
            if line.state == "erased":
                self._thumbnails.pop(line.document.uid, None)
        self._rows.show(lines)
        for widget in (self._list, self._add):  # while there is none, the empty place has a button
            widget.setVisible(bool(lines))
        clear(self._empty)
        if not lines:
            words = tr("No document yet: a letter, a photograph, a certificate, a recording.")
            self._empty.addWidget(Empty("paperclip", words, tr("Add a file"), self._choose))
        self.panel.follow(lines)
        self._look_at(lines)

    def show_part(self, record: str) -> None:
        """Open one document."""
        line = next((one for one in self._rows.rows if one.document.uid == record), None)
        if line is not None:
            self.panel.open(line)
            show_whole(self.panel)

    def take(self, paths: Sequence[Path]) -> None:
        """Add files to the case, one after the other, beside the window's thread."""
        ws, case = self.workspace, self.case
        if not paths or not case:
            return
        self._add.setEnabled(False)
        self._add.setText(tr("Encrypting"))

        self.page.context.jobs.start(
            lambda _job: all_added(ws, case, paths), done=self._added, failed=self._failed
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.take(dropped_files(event))
        event.acceptProposedAction()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Add a file"))
        self.take([Path(name) for name in chosen])

    def _added(self, added: Added) -> None:
        done, fault = added
        self._ready()
        if done:
            self.page.context.kept()
        if fault is not None:  # of one file; the others are kept all the same
            self.page.context.tell(fault)
        if len(done) == 1:
            self.page.undoable(done[0], tr("The file is kept in the case"))
        elif done:
            words = trn("{n} file is kept in the case", "{n} files are kept in the case", len(done))
            self.page.context.toast(words.format(n=len(done)), None)

    def _failed(self, fault: UserError) -> None:
        self._ready()
        self.page.context.tell(fault)

    def _ready(self) -> None:
        self._add.setEnabled(True)
        self.retranslate()

    def _look_at(self, lines: Sequence[DocumentLine]) -> None:
        """Have small pictures made of those that are pictures, in memory, one job for all."""
        ws = self.workspace
        pictures = [line.document for line in lines if _shows(line)]
        wanted = [one for one in pictures if one.uid not in self._asked][:_THUMBNAILS]
        self._asked |= {document.uid for document in wanted}
        if not wanted:
            return

        def work(_job: object) -> dict[str, QImage]:
            return {one.uid: made for one in wanted if (made := _small(ws, one.uid)) is not None}

        self.page.context.jobs.start(work, done=self._show_small)

    def _show_small(self, made: dict[str, QImage]) -> None:
        self._thumbnails.update(made)
        self._list.viewport().update()


class _DocumentDelegate(RowDelegate[DocumentLine]):
    def __init__(self, thumbnails: dict[str, QImage]) -> None:
        super().__init__()
        self._thumbnails = thumbnails

    def opens(self, row: DocumentLine) -> bool:
        """Every document opens."""
        return True

    def height_of(self, row: DocumentLine, width: int) -> int:
        """The small picture and its edges."""
        return _SIDE + 16

    def draw(self, painter: QPainter, box: QRect, row: DocumentLine) -> None:
        document, stamp = row.document, row.stamp
        self._sign(painter, QRect(box.left() + 14, box.top() + 8, _SIDE, _SIDE), row)
        left = box.left() + 14 + _SIDE + 12
        room = box.right() - 44 - left
        title = document.caption or document.name or tr("Content erased")
        write(painter, QRect(left, box.top() + 8, room, 20), title, Pen(weight=MEDIUM))
        lower = QRect(left, box.top() + 28, room, 18)
        used = write(painter, lower, _beneath(row), QUIET)
        if row.state == "awaited":
            beside = lower.adjusted(used + 10, 0, 0, 0)
            write(painter, beside, tr("not here yet"), Pen(SMALL, tone="warning"))
        draw_where(painter, QRect(box.right() - 28, box.top() + 20, 16, 16), stamp.where)

    def _sign(self, painter: QPainter, box: QRect, row: DocumentLine) -> None:
        image = self._thumbnails.get(row.document.uid)
        if image is None:
            tokens = current()
            round_box(painter, QRectF(box), tokens.colour("surface"), tokens.colour("line"), 6)
            mark(painter, box.adjusted(10, 10, -10, -10), kind_icon(row.document.media))
            return
        place = QRect(0, 0, image.width(), image.height())
        place.moveCenter(box.center())
        painter.drawImage(place, image)


def all_added(ws: Workspace, case: str, paths: Sequence[Path]) -> Added:
    """What was added, and the first fault of a file that was not."""
    done: list[Done] = []
    first: UserError | None = None
    for path in paths:
        try:
            done.append(_added(ws, case, path))
        except UserError as fault:
            first = first or fault
    return done, first


def _added(ws: Workspace, case: str, path: Path) -> Done:
    source, name = picture_files.made_small(path)
    return attachments.add_document(ws, case, source, name=name)


def _small(ws: Workspace, uid: str) -> QImage | None:
    """The small picture of a document; None where there is none to be made."""
    try:
        image = picture_files.decoded(attachments.content(ws, uid), 4 * _SIDE)
    except UserError:
        return None
    return picture_files.fitted(image, QSize(_SIDE, _SIDE))


def _shows(line: DocumentLine) -> bool:
    return line.state == "here" and line.document.media.startswith("image/")


def _beneath(row: DocumentLine) -> str:
    document, stamp = row.document, row.stamp
    name = document.name if document.caption else ""
    size = size_words(document.size) if document.size is not None else ""
    day = short_date(stamp.at.astimezone(ASHGABAT).date())
    return joined(name, size, stamp.author_name, day)


def _spoken(row: DocumentLine) -> str:
    state = tr("not here yet") if row.state == "awaited" else ""
    return joined(row.document.caption or row.document.name, _beneath(row), state)
