"""Questions that share their answers, as real rows of a table: one row a question."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.choice import PressedAnswer
from socialcase.ui.pages.filler.marks import RoundMark
from socialcase.ui.pages.filler.question import (
    BEFORE,
    EDGE,
    NUMBER,
    Asked,
    BeforeLabel,
    Message,
    RichWords,
    trouble,
)
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.labels import Words, key_hint
from socialcase.ui.widgets.layout import boxed, column, row

_WIDE, _NARROW = 92, 70


def _cell(choices: int) -> int:
    return _WIDE if choices <= 5 else _NARROW


class MarksAnswer(PressedAnswer):
    """A row of round marks, each under its heading."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        marks = [RoundMark(self) for _ in choices]
        for mark, choice in zip(marks, choices, strict=True):
            mark.setFixedWidth(_cell(len(choices)))
            mark.setToolTip(plain(choice.label))
            line.addWidget(mark)
        self.setFixedWidth(_cell(len(choices)) * len(choices))
        self.wire(marks, [choice.value for choice in choices])

    def show_node(self, node: NodeState) -> None:
        """Show which mark is chosen."""
        for press, choice in zip(self.presses, node.choices or (), strict=False):
            press.setToolTip(plain(choice.label))
        self.show_value(node)


class GridHead(QWidget):
    """The headings over the marks, with the digit that chooses each."""

    def __init__(self, choices: tuple[Choice, ...], *, with_before: bool) -> None:
        super().__init__()
        self._label = RichWords(weight="bold")
        self._words = [Words(size="caption", tone="muted", wrap=True) for _ in choices]
        cells = [self._column(at, words) for at, words in enumerate(self._words)]
        line = row(self._label, *cells, gap=0, margins=(0, 8, 0, 7))
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
        head = boxed(column(None, row(None, digit, None), words, gap=3, margins=(3, 0, 3, 0)))
        head.setFixedWidth(_cell(len(self._words)))
        return head


class GridRow(Asked):
    """One question of the table."""

    def __init__(self, node: NodeState, number: str, before: str | None) -> None:
        super().__init__(node.ref, number, before)
        self._number = Words(number, size="small", tone="muted")
        self._number.setFixedWidth(NUMBER - EDGE)
        self._label = RichWords()
        self._message = Message()
        self.marks = MarksAnswer(node.choices or ())
        self._before = BeforeLabel() if before is not None else None
        self._wire()
        head = column(self._label, self._message, gap=0, margins=(0, 7, 8, 7))
        margins = (EDGE, 0, 0, 0)
        line = row(self._number, head, self.marks, self._before or 0, gap=0, margins=margins)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_node(self, node: NodeState, *, nag: bool) -> None:
        """Show words and mark; hide what is not asked."""
        words = trouble(node, nag=nag)
        self._label.show_words(node.label or node.name, " <span>*</span>" if node.required else "")
        self._message.say(words)
        self.marks.show_node(node)
        needed = tr("needs an answer") if node.required else ""
        name = f"{self.number} {plain(node.label or node.name)}".strip()
        self.marks.describe(name, words or plain(node.hint) or needed)
        if self._before is not None and self.before is not None:
            self._before.show_before(node, self.before)
        self.setVisible(node.relevant)

    def focus_answer(self) -> bool:
        """Take the keyboard to the marks."""
        self.marks.target().setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row the person is in on the soft accent, with an edge at the left."""
        if self._has_focus():
            painter = QPainter(self)
            painter.fillRect(self.rect(), current().colour("accent_soft"))
            painter.fillRect(QRectF(0, 0, 3, self.height()), current().colour("accent"))
            painter.end()
        super().paintEvent(event)

    def _has_focus(self) -> bool:
        return any(mark.hasFocus() for mark in self.marks.presses)

    def _wire(self) -> None:
        self.marks.given.connect(lambda value: self.given.emit(self.ref, value))
        self.marks.passed.connect(lambda: self.passed.emit(self.ref))
        self.marks.entered.connect(lambda: self.entered.emit(self.ref))
        for mark in self.marks.presses:
            mark.entered.connect(self.update)
