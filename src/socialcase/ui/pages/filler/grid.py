"""Questions that share their answers, as real rows of a table: one row a question."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.choice import PressedAnswer
from socialcase.ui.pages.filler.marks import RoundMark
from socialcase.ui.pages.filler.question import EDGE, Asked, NumberMark
from socialcase.ui.pages.filler.saying import BEFORE, BeforeLabel, Message, RichWords, trouble
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.theme.fonts import typeface
from socialcase.ui.theme.tokens import CAPTION, current
from socialcase.ui.widgets.labels import Words, key_hint
from socialcase.ui.widgets.layout import boxed, column, row

_LEAST, _MOST = 68, 124


def cell_widths(choices: tuple[Choice, ...]) -> list[int]:
    """How wide the column of each answer is: its longest word has to stand in it unbroken."""
    metrics = QFontMetrics(typeface(CAPTION))
    words = [(plain(choice.label) or choice.value).split() or [""] for choice in choices]
    longest = [max(metrics.horizontalAdvance(word) for word in each) for each in words]
    return [max(_LEAST, min(_MOST, width + 12)) for width in longest]


class MarksAnswer(PressedAnswer):
    """A row of round marks, each under its heading."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        marks = [RoundMark(self) for _ in choices]
        for mark in marks:
            line.addWidget(mark)
        self.wire(marks, [choice.value for choice in choices])
        self._fit(choices)

    def show_node(self, node: NodeState) -> None:
        """Show which mark is chosen."""
        self._fit(node.choices or ())
        self.show_value(node)

    def _fit(self, choices: tuple[Choice, ...]) -> None:
        widths = cell_widths(choices)
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
        self._cells = [self._column(at, words) for at, words in enumerate(self._words)]
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
        for cell, width in zip(self._cells, cell_widths(choices), strict=False):
            cell.setFixedWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line under the headings."""
        painter = QPainter(self)
        painter.setPen(current().colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self._with_before:
            painter.drawLine(self.width() - BEFORE, 0, self.width() - BEFORE, self.height())

    def _column(self, at: int, words: Words) -> QWidget:
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        digit = key_hint(str(at + 1))
        return boxed(column(None, row(None, digit, None), words, gap=3, margins=(3, 0, 3, 0)))


class GridRow(Asked):
    """One question of the table."""

    marks: MarksAnswer

    def _build(self, node: NodeState) -> None:
        self._number = NumberMark(self.number)
        self._label = RichWords()
        self._message = Message()
        self.marks = MarksAnswer(node.choices or ())
        self._before = BeforeLabel() if self.before is not None else None
        self._wire()
        head = column(self._label, self._message, gap=0, margins=(0, 7, 8, 7))
        margins = (EDGE, 0, 0, 0)
        line = row(self._number, head, self.marks, self._before or 0, gap=0, margins=margins)
        line.setStretch(1, 1)
        self.setLayout(line)

    def _show(self, node: NodeState, *, nag: bool) -> None:
        words = trouble(node, nag=nag)
        self._label.show_words(node.label or node.name, " *" if node.required else "")
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
