"""One question on a page: its number, words, place for the answer, and what is said about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from socialcase.forms import NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.answer import INSET, Answer
from socialcase.ui.pages.filler.declining import DeclineRow
from socialcase.ui.pages.filler.kinds import place_for
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.saying import BEFORE, BeforeLabel, Message, RichWords, trouble
from socialcase.ui.pages.filler.showing import Media, has_media
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import column

NUMBER = 46
"""Pixels for the number before a question."""
EDGE = 8
"""Of these, pixels for the edge of the row that the person is in."""
MESSAGE = 5
"""The line of a question's grid in which its message stands; the one before it says why none."""


class Asked(QWidget):
    """Anything on a page that stands for one node of the form.

    It is empty and hidden until its question is first asked: most questions of a long form never
    are. `passed` and `entered` carry the ref; answers go to the form being filled.
    """

    passed = Signal(str)
    entered = Signal(str)

    def __init__(self, filling: Filling, ref: str, number: str, before: str | None) -> None:
        """`before`: the answer of the last time ("" for none), or None to leave the column out."""
        super().__init__()
        self.filling, self.ref, self.number = filling, ref, number
        self.before = before
        self._built = False

    def show_node(self, node: NodeState, *, nag: bool) -> None:
        """Show everything about the node. `nag`: say of an empty required question that it is."""
        if self._asks(node):
            if not self._built:
                self._built = True
                self._build(node)
            self._show(node, nag=nag)
            if self.isHidden():
                self.show()
        elif not self.isHidden():
            self.hide()

    def is_built(self) -> bool:
        """Whether it was ever asked."""
        return self._built

    def flush(self) -> None:
        """Give at once what is typed and not given yet."""

    def follow(self, ref: str) -> None:
        """Stand for another ref: an instance before its own in a list went."""
        self.ref = ref

    def focus_answer(self) -> bool:
        """Take the keyboard to the answer. False where nothing can be answered."""
        return False

    def show_note(self) -> None:
        """Show whether something is noted here for the supervisor."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line under the question."""
        painter = QPainter(self)
        painter.setPen(current().colour("line"))
        bottom = self.height() - 1
        painter.drawLine(0, bottom, self.width(), bottom)
        if self.before is not None:
            left = self.width() - BEFORE
            painter.drawLine(left, 0, left, bottom)

    def _asks(self, node: NodeState) -> bool:
        return node.relevant

    def _build(self, node: NodeState) -> None:
        raise NotImplementedError

    def _show(self, node: NodeState, *, nag: bool) -> None:
        raise NotImplementedError

    def _spoken(self, node: NodeState) -> str:
        return f"{self.number} {plain(node.label) or node.name}".strip()


class NumberMark(Words):
    """A question's number, and a small sign beside it where a note is kept."""

    def __init__(self, number: str) -> None:
        super().__init__(number, size="small", tone="muted")
        self.setFixedWidth(NUMBER - EDGE)
        self._sign: IconLabel | None = None

    def show_note(self, note: str) -> None:
        """Show the sign with the note's words as its tooltip, or take it away."""
        if self._sign is None and note:
            self._sign = IconLabel("chat-text", "accent", 14)
            self._sign.setParent(self)
            self._sign.move(min(24, self.fontMetrics().horizontalAdvance(self.text()) + 2), 0)
        if self._sign is not None:
            self._sign.setVisible(bool(note))
            self._sign.setToolTip(note)


class QuestionBlock(Asked):
    """A question with its place for the answer beneath its words."""

    answer: Answer

    def follow(self, ref: str) -> None:
        """Stand for another ref, as its answer does."""
        super().follow(ref)
        if self._built:
            self.answer.follow(ref)

    def flush(self) -> None:
        """Give at once what is typed and not given yet."""
        if self._built:
            self.answer.flush()

    def focus_answer(self) -> bool:
        """Take the keyboard to the answer."""
        if self._built:
            self.answer.target().setFocus(Qt.FocusReason.TabFocusReason)
        return self._built

    def show_note(self) -> None:
        """Show whether something is noted here for the supervisor."""
        if self._built:
            self._number.show_note(self.filling.beside.notes.get(self.ref, ""))

    def message(self) -> str:
        """What is said beneath the answer now."""
        return self._message.words() if self._built and not self._message.isHidden() else ""

    def decline(self) -> bool:
        """Go on to the next reason for having no answer. False where the form keeps none."""
        why = self.filling.why_none(self.ref) if self._built else None
        if why is None or self._why_none is None:
            return False
        self._decline(self._why_none.next_reason())
        return True

    def _asks(self, node: NodeState) -> bool:
        return node.relevant and "hidden" not in node.appearance.split()

    def _build(self, node: NodeState) -> None:
        self._unread, self._nag = "", False
        self._number = NumberMark(self.number)
        self._label = RichWords(size="question", weight="medium")
        self._hint = RichWords(size="small", tone="muted")
        self._message = Message()
        self._picture = _media_of(node, self.filling, INSET)
        self._why_none: DeclineRow | None = None
        self.answer = place_for(node, self.filling)
        for words in (self._label, self._hint):
            words.setContentsMargins(INSET, 0, 0, 4)
        self._message.indent = INSET
        self._before = BeforeLabel() if self.before is not None else None
        self._lay_out()
        self._wire()
        typed = self.filling.beside.typing.get(self.ref)
        if typed is not None:
            self.answer.show_node(node)
            self.answer.restore(typed)

    def _lay_out(self) -> None:
        # one layout for all of it: a page has many questions, and each nested one costs
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(EDGE, 12, 0, 13)
        grid.setSpacing(0)  # a hidden line would keep its distance, too
        grid.setColumnMinimumWidth(0, NUMBER - EDGE - INSET)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignTop)
        for line, part in enumerate((self._label, self._hint, self._picture, self.answer)):
            if part is not None:
                grid.addWidget(part, line, 1)
        grid.addWidget(self._message, MESSAGE, 1)
        grid.setColumnMinimumWidth(2, 14)
        if self._before is not None:
            grid.addWidget(self._before, 0, 3, MESSAGE + 1, 1, Qt.AlignmentFlag.AlignTop)

    def _show(self, node: NodeState, *, nag: bool) -> None:
        self._nag = nag
        mark = " *" if node.required and not node.readonly else ""
        self._label.show_words(self._asked_in(node), mark)
        self._hint.show_words(node.hint)
        if self._picture is not None:
            self._picture.show_node(node)
        self.answer.show_node(node)
        self._show_why_none()
        self._say(node, nag=nag)
        if self._before is not None and self.before is not None:
            self._before.show_before(node, self.before)
            self.answer.show_before(self.before)
        self.show_note()

    def _asked_in(self, node: NodeState) -> str:
        """The words that stand for the question here."""
        return node.label if plain(node.label) else node.name

    def _show_why_none(self) -> None:
        why = self.filling.why_none(self.ref)
        if why is None or not why.relevant:
            return
        if self._why_none is None:
            self._why_none = DeclineRow()
            self._why_none.declined.connect(self._decline)
            self._why_none.passed.connect(lambda: self.passed.emit(self.ref))
            self._why_none.entered.connect(lambda: self.entered.emit(self.ref))
            self._grid.addWidget(self._why_none, MESSAGE - 1, 1)
        self._why_none.show_node(why)
        self._why_none.describe(tr("No answer, because"), "")

    def _decline(self, why: str) -> None:
        self.answer.flush()  # what is being typed goes with the answer
        self.filling.decline(self.ref, why)
        self._show_why_none()

    def _wire(self) -> None:
        self.answer.given.connect(self._give)
        self.answer.typing.connect(lambda text: self.filling.type(self.ref, text))
        self.answer.passed.connect(lambda: self.passed.emit(self.ref))
        self.answer.entered.connect(lambda: self.entered.emit(self.ref))
        self.answer.unread.connect(self._cannot_read)

    def _give(self, value: str) -> None:
        self._unread = ""
        self.filling.answer(self.ref, value)

    def _cannot_read(self, expected: str) -> None:
        if expected or self._unread:
            self._unread = tr(expected) if expected else ""
            # at once: an answer that is the same as before is not shown anew
            self._say(self.filling.node(self.ref), nag=self._nag)

    def _say(self, node: NodeState, *, nag: bool) -> None:
        words = self._unread or trouble(node, self.filling.session.language, nag=nag)
        self._message.say(words)
        self.answer.mark(wrong=bool(words))
        needed = tr("needs an answer") if node.required else ""
        self.answer.describe(self._spoken(node), words or plain(node.hint) or needed)


class NoteBlock(Asked):
    """Words of the form that ask nothing."""

    def _asks(self, node: NodeState) -> bool:
        hidden = "hidden" in node.appearance.split()
        return node.relevant and not hidden and bool(plain(node.label) or node.media)

    def _build(self, node: NodeState) -> None:
        self._label = RichWords()
        self._hint = RichWords(size="small", tone="muted")
        self._picture = _media_of(node, self.filling, 0)
        right = (BEFORE if self.before is not None else 0) + 14
        self.setLayout(
            column(
                self._label,
                self._picture or 0,
                self._hint,
                gap=4,
                margins=(NUMBER, 12, right, 13),
            )
        )

    def _show(self, node: NodeState, *, nag: bool) -> None:
        self._label.show_words(node.label)
        self._hint.show_words(node.hint)
        if self._picture is not None:
            self._picture.show_node(node)


def _media_of(node: NodeState, filling: Filling, inset: int) -> Media | None:
    """The place for what goes with a question beside its words; None for most."""
    if not has_media(node):
        return None
    return Media(filling.beside.files, inset, filling.beside.attached)


def block_for(filling: Filling, node: NodeState, number: str, before: str | None) -> Asked:
    """The block that stands for a node on a page."""
    if node.kind == "note":
        return NoteBlock(filling, node.ref, "", before)
    return QuestionBlock(filling, node.ref, number, before)
