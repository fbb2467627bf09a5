"""What stands beside an answer: an author's words, messages, the answer of the last time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from socialcase.forms import NodeState
from socialcase.forms.titles import language_code
from socialcase.texts import N_, tr, tr_in
from socialcase.ui.pages.filler.limiting import wanted
from socialcase.ui.pages.filler.words import in_words, plain, rich
from socialcase.ui.widgets.labels import IconLabel, Words, restyle
from socialcase.ui.widgets.layout import row

NEEDED = N_("This question needs an answer.")
BEFORE = 150
"""Pixels for the column with the answers of the last time."""


class RichWords(QLabel):
    """A form author's words with their little markup; nothing in them is loaded or opened."""

    def __init__(self, *, size: str = "", weight: str = "", tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setOpenExternalLinks(False)
        self.setWordWrap(True)
        for name, value in (("type", size), ("weight", weight), ("tone", tone)):
            self.setProperty(name, value)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, text: str, mark: str = "") -> None:
        """Show an author's text, and `mark` (our own sign) after it."""
        shown = rich(text) + mark
        marked_up = "<" in shown or "&" in shown
        # a document for each label would be most of the work of building a page
        self.setTextFormat(Qt.TextFormat.RichText if marked_up else Qt.TextFormat.PlainText)
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


def trouble(node: NodeState, language: str, *, nag: bool) -> str:
    """What is to be said about an answer, in the form's language (its name there)."""
    if node.violation == "constraint":
        own = node.message or node.constraint_message
        return plain(own) or wanted(node, language_code(language))
    if node.violation == "required" and nag:
        own = node.message or node.required_message
        return plain(own) or tr_in(language_code(language), NEEDED)
    return ""
