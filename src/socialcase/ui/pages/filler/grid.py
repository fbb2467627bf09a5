"""Questions that share their answers, as real rows of a table: one row a question."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.answer import INSET
from socialcase.ui.pages.filler.choice import PressedAnswer
from socialcase.ui.pages.filler.marks import RoundMark, SquareMark
from socialcase.ui.pages.filler.picking import keys_of
from socialcase.ui.pages.filler.question import (
    EDGE,
    MESSAGE,
    NUMBER,
    Asked,
    NumberMark,
    QuestionBlock,
)
from socialcase.ui.pages.filler.saying import BEFORE, BeforeLabel, Message, RichWords, trouble
from socialcase.ui.pages.filler.tables import line_of
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.theme.fonts import typeface
from socialcase.ui.theme.tokens import CAPTION, current
from socialcase.ui.widgets.labels import Words, key_hint
from socialcase.ui.widgets.layout import boxed, column, row

_LEAST, _MOST = 68, 124
_ROOM, _WORDS = 655, 120
"""Pixels of a page on a screen of 1366, and the fewest for the words of a row."""
_FIELD = 240
"""Pixels for what is typed in a row."""
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def cell_widths(choices: tuple[Choice, ...]) -> list[int]:
    """How wide the column of each answer is: its longest word has to stand in it unbroken."""
    metrics = QFontMetrics(typeface(CAPTION))
    words = [(plain(choice.label) or choice.value).split() or [""] for choice in choices]
    longest = [max(metrics.horizontalAdvance(word) for word in each) for each in words]
    return [max(_LEAST, min(_MOST, width + 12)) for width in longest]


def fits(choices: tuple[Choice, ...], *, with_before: bool) -> bool:
    """Whether the columns leave room for the words of the rows on the smallest screen."""
    words = _WORDS + (BEFORE if with_before else 0)
    return NUMBER + words + sum(cell_widths(choices)) <= _ROOM


class MarksAnswer(PressedAnswer):
    """A row of marks, each under its heading: round for one answer, square for several.

    `moved` carries by how many rows (-1 or 1), and the column to come to there.
    """

    moved = Signal(int, int)

    def __init__(self, choices: tuple[Choice, ...], *, several: bool = False) -> None:
        super().__init__()
        self.several = several
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        marks = [SquareMark(self) if several else RoundMark(self) for _ in choices]
        for mark in marks:
            line.addWidget(mark)
        self.wire(marks, choices)
        self._fit(choices)

    def take_key(self, press: object, event: QKeyEvent) -> bool:
        """Up and Down go to the rows beside; everything else as among pills."""
        by = _ROWS.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return super().take_key(press, event)
        places: list[object] = list(self.presses)
        self.moved.emit(by, places.index(press))
        return True

    def focus_column(self, at: int) -> None:
        """Take the keyboard to the mark in the column `at`."""
        if at < len(self.presses):
            self.presses[at].setFocus(Qt.FocusReason.TabFocusReason)

    def show_node(self, node: NodeState) -> None:
        """Show which mark is chosen."""
        self._fit(node.choices or ())
        self.show_value(node)

    def _fit(self, choices: tuple[Choice, ...]) -> None:
        widths = cell_widths(choices)
        self._keys = keys_of(choices)
        for press, choice, width in zip(self.presses, choices, widths, strict=False):
            press.setToolTip(plain(choice.label))
            press.setFixedWidth(width)
        self.setFixedWidth(sum(widths))


class GridHead(QWidget):
    """The headings over the marks, with the digit that chooses each."""

    def __init__(self, choices: tuple[Choice, ...], *, with_before: bool) -> None:
        super().__init__()
        self._label = RichWords(weight="bold")
        self._words = [Words(size="caption", tone="muted", wrap=True) for _ in choices]
        self._digits = [key_hint(key) for key in keys_of(choices)]
        self._cells = [_column(*each) for each in zip(self._digits, self._words, strict=True)]
        line = row(self._label, *self._cells, gap=0, margins=(EDGE, 8, 0, 7))
        line.setStretch(0, 1)
        line.setAlignment(self._label, Qt.AlignmentFlag.AlignBottom)
        if with_before:
            line.addSpacing(BEFORE)
        self._with_before = with_before
        self.setLayout(line)

    def show_words(self, label: str, choices: tuple[Choice, ...]) -> None:
        """Show the heading and the words of the answers."""
        self._label.setText(plain(label))
        for words, choice in zip(self._words, choices, strict=False):
            words.setText(plain(choice.label) or choice.value)
        for digit, key in zip(self._digits, keys_of(choices), strict=False):
            digit.setText(key)
            digit.setVisible(bool(key))
        for cell, width in zip(self._cells, cell_widths(choices), strict=False):
            cell.setFixedWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line under the headings."""
        painter = QPainter(self)
        painter.setPen(current().colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self._with_before:
            painter.drawLine(self.width() - BEFORE, 0, self.width() - BEFORE, self.height())


def _column(digit: Words, words: Words) -> QWidget:
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    return boxed(column(None, row(None, digit, None), words, gap=3, margins=(3, 0, 3, 0)))


class GridRow(Asked):
    """One question of the table. `moved` is as that of its marks, with the ref before it.

    `column`: its label names the column of a matrix, too, which stands above the table.
    """

    moved = Signal(str, int, int)
    marks: MarksAnswer
    column = False

    def _build(self, node: NodeState) -> None:
        self._number = NumberMark(self.number)
        self._label = RichWords()
        self._label.setContentsMargins(INSET, 0, 0, 0)
        self._message = Message()
        self._message.indent = INSET
        self.marks = MarksAnswer(node.choices or (), several=node.control == "select")
        self._before = BeforeLabel() if self.before is not None else None
        self._wire()
        head = column(self._label, self._message, gap=0, margins=(0, 7, 8, 7))
        margins = (EDGE, 0, 0, 0)
        line = row(self._number, head, self.marks, self._before or 0, gap=0, margins=margins)
        line.setStretch(1, 1)
        self.setLayout(line)

    def _show(self, node: NodeState, *, nag: bool) -> None:
        words = trouble(node, self.filling.session.language, nag=nag)
        label = (line_of(node.label) if self.column else "") or node.label or node.name
        self._label.show_words(label, " *" if node.required else "")
        self._message.say(words)
        self.marks.show_node(node)
        needed = tr("needs an answer") if node.required else ""
        self.marks.describe(self._spoken(node), words or plain(node.hint) or needed)
        if self._before is not None and self.before is not None:
            self._before.show_before(node, self.before)
            self.marks.show_before(self.before)
        self.show_note()

    def show_note(self) -> None:
        """Show whether something is noted here for the supervisor."""
        if self._built:
            self._number.show_note(self.filling.beside.notes.get(self.ref, ""))

    def focus_answer(self) -> bool:
        """Take the keyboard to the marks."""
        if self._built:
            self.marks.target().setFocus(Qt.FocusReason.TabFocusReason)
        return self._built

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row the person is in on the soft accent, with an edge at the left."""
        if self._has_focus():
            painter = QPainter(self)
            painter.fillRect(self.rect(), current().colour("accent_soft"))
            painter.fillRect(QRectF(0, 0, 3, self.height()), current().colour("accent"))
            painter.end()
        super().paintEvent(event)

    def _has_focus(self) -> bool:
        return self._built and any(mark.hasFocus() for mark in self.marks.presses)

    def _wire(self) -> None:
        self.marks.given.connect(lambda value: self.filling.answer(self.ref, value))
        self.marks.passed.connect(lambda: self.passed.emit(self.ref))
        self.marks.entered.connect(lambda: self.entered.emit(self.ref))
        self.marks.entered.connect(self.update)
        self.marks.left.connect(self.update)
        self.marks.moved.connect(lambda by, at: self.moved.emit(self.ref, by, at))


class FieldRow(QuestionBlock):
    """One line of a matrix that is typed: its words, and the field beside them."""

    def _asked_in(self, node: NodeState) -> str:
        return line_of(node.label) or node.name

    def _lay_out(self) -> None:
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(EDGE, 5, 0, 6)
        grid.setSpacing(0)
        grid.setColumnMinimumWidth(0, NUMBER - EDGE - INSET)
        grid.setColumnStretch(1, 1)
        self._label.setProperty("type", "")
        self._label.setProperty("weight", "")
        self._label.setContentsMargins(INSET, 0, 12, 0)
        self.answer.setFixedWidth(min(_FIELD, self.answer.target().maximumWidth() + INSET))
        grid.addWidget(self._number, 0, 0)
        grid.addWidget(self._label, 0, 1)
        grid.addWidget(self.answer, 0, 2)
        grid.addWidget(self._hint, 1, 1)
        grid.addWidget(self._message, MESSAGE, 1, 1, 2)
        grid.setColumnMinimumWidth(3, 14)
        if self._before is not None:
            grid.addWidget(self._before, 0, 4)
