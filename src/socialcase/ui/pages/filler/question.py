"""One question on a page: its number, words, place for the answer, and what is said about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from socialcase.forms import NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.answer import INSET
from socialcase.ui.pages.filler.kinds import place_for
from socialcase.ui.pages.filler.words import in_words, plain, rich
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.labels import IconLabel, Words, restyle
from socialcase.ui.widgets.layout import column, row

NUMBER = 46
"""Pixels for the number before a question."""
EDGE = 8
"""Of these, pixels for the edge of the row that the person is in."""
BEFORE = 150
"""Pixels for the column with the answers of the last time."""


class Asked(QWidget):
    """Anything on a page that stands for one node of the form.

    `given` carries ref and value, `passed` and `entered` the ref.
    """

    given = Signal(str, str)
    passed = Signal(str)
    entered = Signal(str)

    def __init__(self, ref: str, number: str, before: str | None) -> None:
        """`before`: the answer of the last time ("" for none), or None to leave the column out."""
        super().__init__()
        self.ref, self.number = ref, number
        self.before = before

    def show_node(self, node: NodeState, *, nag: bool) -> None:
        """Show everything about the node. `nag`: say of an empty required question that it is."""
        raise NotImplementedError

    def flush(self) -> None:
        """Give at once what is typed and not given yet."""

    def focus_answer(self) -> bool:
        """Take the keyboard to the answer. False where nothing can be answered."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line under the question."""
        painter = QPainter(self)
        painter.setPen(current().colour("line"))
        bottom = self.height() - 1
        painter.drawLine(0, bottom, self.width(), bottom)
        if self.before is not None:
            left = self.width() - BEFORE
            painter.drawLine(left, 0, left, bottom)


class RichWords(QLabel):
    """A form author's words with their little markup; nothing in them is loaded or opened."""

    def __init__(self, *, size: str = "", weight: str = "", tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setOpenExternalLinks(False)
        self.setWordWrap(True)
        for name, value in (("size", size), ("weight", weight), ("tone", tone)):
            self.setProperty(name, value)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, text: str, mark: str = "") -> None:
        """Show an author's text, and `mark` (our own sign) after it."""
        shown = rich(text) + mark
        if self.text() != shown:
            self.setText(shown)
        if self.isHidden() == bool(text.strip()):
            self.setVisible(bool(text.strip()))


class Message(QWidget):
    """What is to be said about an answer: a sign and words beneath the field."""

    indent = 0

    def __init__(self) -> None:
        super().__init__()
        self._words: Words | None = None
        self.hide()

    def say(self, words: str) -> None:
        """Say `words`, or nothing when they are empty."""
        if words and self._words is None:
            self._words = self._build()
        if self._words is not None and self._words.text() != words:
            self._words.setText(words)
        if self.isHidden() == bool(words):
            self.setVisible(bool(words))

    def words(self) -> str:
        """What is said now."""
        return self._words.text() if self._words is not None else ""

    def _build(self) -> Words:
        # only where something is said: most questions never need it
        words = Words(size="small", tone="danger", wrap=True)
        sign = IconLabel("warning", "danger", 16)
        line = row(sign, words, gap=6, margins=(self.indent, 4, 0, 0))
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        self.setLayout(line)
        return words


class BeforeLabel(QWidget):
    """The answer of the last time: pale while it stands, → with "was" where it has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(BEFORE)
        self._sign = IconLabel("arrow-right", "warning", 14)
        self._words = Words(size="small", tone="muted", wrap=True)
        line = row(self._sign, self._words, gap=5, margins=(12, 0, 6, 0))
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_before(self, node: NodeState, before: str) -> None:
        """Set the last answer beside the present one."""
        changed = bool(before and node.value and before != node.value)
        same = bool(before and before == node.value)
        words = in_words(node, before) if before else ""
        if changed:
            words = tr("was: {answer}").format(answer=words)
        self._sign.setVisible(changed)
        self._words.setText(tr("the same") if same else words)
        self._words.setProperty("tone", "" if changed else "muted")
        self._words.setProperty("weight", "medium" if changed else "")
        restyle(self._words)


def trouble(node: NodeState, *, nag: bool) -> str:
    """What is to be said about an answer, in the form's language where its author wrote it."""
    if node.violation == "constraint":
        own = node.message or node.constraint_message
        return plain(own) or tr("This answer does not fit. It is kept until you correct it.")
    if node.violation == "required" and nag:
        own = node.message or node.required_message
        return plain(own) or tr("This question needs an answer.")
    return ""


class QuestionBlock(Asked):
    """A question with its place for the answer beneath its words."""

    def __init__(self, node: NodeState, number: str, before: str | None) -> None:
        super().__init__(node.ref, number, before)
        self._number = Words(number, size="small", tone="muted")
        self._number.setFixedWidth(NUMBER - EDGE)
        self._label = RichWords(size="question", weight="medium")
        self._hint = RichWords(size="small", tone="muted")
        self._message = Message()
        self._unread = ""
        self.answer = place_for(node)
        self._wire()
        self._hint.setContentsMargins(INSET, 0, 0, 0)
        self._message.indent = INSET
        left = NUMBER - INSET
        under = column(self._hint, self.answer, self._message, gap=4, margins=(left, 0, 0, 0))
        head = row(self._number, self._label, gap=0, margins=(EDGE, 0, 0, 0))
        head.setAlignment(self._number, Qt.AlignmentFlag.AlignTop)
        head.setStretch(1, 1)
        self._before = BeforeLabel() if before is not None else None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 12, 0, 13)
        outer.setSpacing(0)
        outer.addLayout(column(head, under, gap=4, margins=(0, 0, 14, 0)), 1)
        if self._before is not None:
            outer.addWidget(self._before, 0, Qt.AlignmentFlag.AlignTop)

    def show_node(self, node: NodeState, *, nag: bool) -> None:
        """Show words, answer and message; hide what is not asked."""
        mark = " <span>*</span>" if node.required and not node.readonly else ""
        self._label.show_words(node.label or node.name, mark)
        self._hint.show_words(node.hint)
        self.answer.show_node(node)
        self._say(node, nag=nag)
        if self._before is not None and self.before is not None:
            self._before.show_before(node, self.before)
        self.setVisible(node.relevant)

    def flush(self) -> None:
        """Give at once what is typed and not given yet."""
        self.answer.flush()

    def focus_answer(self) -> bool:
        """Take the keyboard to the answer."""
        self.answer.target().setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def message(self) -> str:
        """What is said beneath the answer now."""
        return self._message.words() if not self._message.isHidden() else ""

    def _wire(self) -> None:
        self.answer.given.connect(self._give)
        self.answer.passed.connect(lambda: self.passed.emit(self.ref))
        self.answer.entered.connect(lambda: self.entered.emit(self.ref))
        self.answer.unread.connect(self._cannot_read)

    def _give(self, value: str) -> None:
        self._unread = ""
        self.given.emit(self.ref, value)

    def _cannot_read(self, expected: str) -> None:
        self._unread = tr(expected)
        if expected:
            self._message.say(self._unread)
            self.answer.mark(wrong=True)

    def _say(self, node: NodeState, *, nag: bool) -> None:
        words = self._unread or trouble(node, nag=nag)
        self._message.say(words)
        self.answer.mark(wrong=bool(words))
        needed = tr("needs an answer") if node.required else ""
        name = f"{self.number} {plain(node.label or node.name)}".strip()
        self.answer.describe(name, words or plain(node.hint) or needed)


class NoteBlock(Asked):
    """Words of the form that ask nothing."""

    def __init__(self, node: NodeState, before: str | None) -> None:
        super().__init__(node.ref, "", before)
        self._label = RichWords()
        self._hint = RichWords(size="small", tone="muted")
        right = (BEFORE if before is not None else 0) + 14
        self.setLayout(column(self._label, self._hint, gap=4, margins=(NUMBER, 12, right, 13)))

    def show_node(self, node: NodeState, *, nag: bool) -> None:
        """Show the words, or hide what is not said now."""
        self._label.show_words(node.label)
        self._hint.show_words(node.hint)
        self.setVisible(node.relevant and bool(node.label.strip()))


def block_for(node: NodeState, number: str, before: str | None) -> Asked:
    """The block that stands for a node on a page."""
    if node.kind == "note":
        return NoteBlock(node, before)
    return QuestionBlock(node, number, before)
