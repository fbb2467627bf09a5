"""Places for what is drawn as an answer: a signature, a sketch, marks on a photograph."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from socialcase.forms import NodeState
from socialcase.texts import tr
from socialcase.ui import picture_files
from socialcase.ui.pages.filler.attached import AnswerFiles
from socialcase.ui.pages.filler.files import FileAnswer
from socialcase.ui.pages.filler.pressing import leave_enter
from socialcase.ui.theme.fonts import typeface
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.canvas import Canvas
from socialcase.ui.widgets.field import TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, column, row

_SIGNATURE, _SKETCH, _PHOTO = QSize(480, 160), QSize(500, 340), QSize(500, 400)
_PAPER = QSize(900, 240)


class DrawnAnswer(FileAnswer):
    """A sketch on white ground. A picture from the disk does as well."""

    room = _SKETCH

    def __init__(self, node: NodeState, files: AnswerFiles) -> None:
        super().__init__(node, files)
        self.canvas = Canvas(self.room)
        self._hint = Words(size="small", tone="muted", wrap=True)
        self._keep = Button(icon_name="check", small=True, then=self._kept)
        self._clear = link(icon_name="eraser", then=self.canvas.clear)
        leave_enter(self._keep, self._clear)
        self._board = boxed(
            column(self._hint, self.canvas, row(self._keep, self._clear, None), gap=6)
        )
        self.heed(self.canvas, self._keep)
        self.canvas.changed.connect(self._show_state)
        self.column.insertWidget(0, self._board)

    def target(self) -> QWidget:
        """The canvas while nothing is kept."""
        return super().target() if self._value else self.canvas

    def _word(self) -> None:
        super()._word()
        self._hint.setText(tr("Draw with mouse, pen or finger. Backspace takes a stroke away."))
        self._keep.setText(tr("Keep the drawing"))
        self._clear.setText(tr("Clear"))

    def _show_state(self) -> None:
        super()._show_state()
        self._board.setVisible(not self._value)
        drawn = self.canvas.strokes > 0 and not self._busy
        self._keep.setEnabled(drawn)
        self._clear.setEnabled(drawn)

    def _kept(self) -> None:
        if self.canvas.strokes:
            self.take(picture_files.png(self.canvas.image()), f"{self._name()}.png")

    def _name(self) -> str:
        return "drawing"

    def show_node(self, node: NodeState) -> None:
        """Show the drawing that is kept, or a place to draw."""
        if node.value and node.value != self._value:
            self.canvas.clear()
        super().show_node(node)


class SignatureAnswer(DrawnAnswer):
    """A signature: drawn, or given on paper, which the name of the person tells."""

    room = _SIGNATURE

    def __init__(self, node: NodeState, files: AnswerFiles) -> None:
        super().__init__(node, files)
        self._name_box = TextBox()
        self._name_box.setFixedWidth(280)
        self._name_box.textChanged.connect(self._show_state)
        self._name_box.returnPressed.connect(self._on_paper)
        self._paper = Button(icon_name="file-text", small=True, then=self._on_paper)
        leave_enter(self._paper)
        self._paper_row = boxed(row(self._name_box, self._paper, None))
        self.heed(self._name_box, self._paper)
        self.column.insertWidget(1, self._paper_row)

    def _word(self) -> None:
        super()._word()
        self._hint.setText(tr("Sign with mouse, pen or finger. Backspace takes a stroke away."))
        self._keep.setText(tr("Keep the signature"))
        self._name_box.setPlaceholderText(tr("or the name, if signed on paper"))
        self._name_box.setAccessibleName(tr("Name of who signed on paper"))
        self._paper.setText(tr("Signed on paper"))

    def _show_state(self) -> None:
        super()._show_state()
        self._paper_row.setVisible(not self._value)
        self._paper.setEnabled(bool(self._name_box.text().strip()) and not self._busy)

    def _on_paper(self) -> None:
        name = self._name_box.text().strip()
        if name and not self._value and not self._busy:
            self.take(picture_files.png(paper_note(name)), "signed-on-paper.png")

    def _name(self) -> str:
        return "signature"


class MarkedAnswer(FileAnswer):
    """A photograph with marks drawn on it."""

    def __init__(self, node: NodeState, files: AnswerFiles) -> None:
        super().__init__(node, files)
        self.canvas = Canvas(_PHOTO)
        self._begin = link(icon_name="pencil", then=self._draw_on)
        self._keep = Button(icon_name="check", small=True, then=self._kept)
        self._drop_marks = link(icon_name="eraser", then=self._put_away)
        leave_enter(self._begin, self._keep, self._drop_marks)
        self._board = boxed(column(self.canvas, row(self._keep, self._drop_marks, None), gap=6))
        self.column.addWidget(self._begin)
        self.column.addWidget(self._board)
        self._board.hide()

    def _word(self) -> None:
        super()._word()
        self._begin.setText(tr("Draw on it"))
        self._keep.setText(tr("Keep the marks"))
        self._drop_marks.setText(tr("Leave it as it was"))

    def _show_state(self) -> None:
        super()._show_state()
        self._begin.setVisible(bool(self._value) and not self._board.isVisibleTo(self))
        if not self._value:
            self._board.hide()

    def _draw_on(self) -> None:
        if not self._image.isNull():
            self.canvas.draw_on(self._image)
            self._board.show()
            self._begin.hide()
            self.canvas.setFocus()

    def _put_away(self) -> None:
        self._board.hide()
        self._show_state()

    def _kept(self) -> None:
        self._board.hide()
        if self.canvas.strokes:
            self.take(picture_files.jpeg(self.canvas.image()), "marked.jpg")


def paper_note(name: str) -> QImage:
    """A picture that says who signed on paper: the answer has to be a picture, as ODK has it."""
    made = QImage(_PAPER, QImage.Format.Format_RGB32)
    made.fill(QColor(255, 255, 255))
    painter = QPainter(made)
    painter.setPen(QColor(20, 24, 60))
    painter.setFont(typeface(44))
    upper = QRect(30, 30, _PAPER.width() - 60, 110)
    painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
    painter.setFont(typeface(24))
    lower = upper.translated(0, 100)
    painter.drawText(lower, Qt.AlignmentFlag.AlignLeft, tr("Signed on paper"))
    painter.end()
    return made
