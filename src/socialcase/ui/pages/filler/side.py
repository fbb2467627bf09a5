"""The panel at the right: scores so far and needs found, as things to discuss, and why asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.forms import NodeState, Score
from socialcase.texts import tr
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.noting import NoteCard
from socialcase.ui.pages.filler.saying import RichWords
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import clear, column, row

Lines = tuple[tuple[str, str, str], ...]


class _ListCard(Card):
    """A card with a heading, a remark under it and lines that are rebuilt when they change."""

    def __init__(self) -> None:
        super().__init__(padding=(16, 13, 16, 14))
        self._title = Words(weight="bold")
        self._remark = Words(size="caption", tone="muted", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self._shown: Lines | None = None
        self.put(column(self._title, self._remark, gap=0), self._lines)

    def word(self, title: str, remark: str) -> None:
        """Set heading and remark."""
        self._title.setText(title)
        self._remark.setText(remark)

    def show_lines(self, lines: Lines) -> None:
        """Show other lines; hide the card when there are none."""
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._lines)
        for line in lines:
            self._lines.addLayout(self._line(*line))

    def _line(self, label: str, value: str, detail: str) -> QVBoxLayout:
        raise NotImplementedError


class ScoresCard(_ListCard):
    """Scores: what they are about, how far they are, what they are made of."""

    def show_scores(self, scores: list[Score]) -> None:
        """Show them as they are now."""
        self.word(tr("Things to discuss"), tr("They change as you answer."))
        self.show_lines(_lines(scores))

    def _line(self, label: str, value: str, detail: str) -> QVBoxLayout:
        number = Words(value or "–", size="section", weight="bold")
        words = Words(label, size="small", wrap=True)
        head = row(words, number)
        head.setStretch(0, 1)
        head.setAlignment(number, Qt.AlignmentFlag.AlignTop)
        made = column(head, gap=1)
        if detail:
            made.addWidget(Words(detail, size="caption", tone="muted", wrap=True))
        return made


class NeedsCard(_ListCard):
    """Needs that the answers point to."""

    def show_needs(self, needs: list[Score]) -> None:
        """Show them as they are now."""
        self.word(tr("Needs found"), tr("Each can become a goal at the end."))
        self.show_lines(_lines(needs))

    def _line(self, label: str, value: str, detail: str) -> QVBoxLayout:
        sign = IconLabel("flag", "warning", 16)
        words = column(Words(label, size="small", wrap=True), gap=0)
        if detail:
            words.addWidget(Words(detail, size="caption", tone="muted", wrap=True))
        line = row(sign, words)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return column(line, gap=0)


class WhyCard(Card):
    """Why the question with the keyboard is asked, as the form's author says."""

    def __init__(self) -> None:
        super().__init__(padding=(16, 12, 16, 12))
        self._title = Words(size="small", weight="medium", wrap=True)
        self._words = RichWords(size="small", tone="muted")
        head = row(IconLabel("question", "accent", 18), self._title)
        head.setStretch(1, 1)
        self.put(column(head, self._words, gap=4))

    def show_question(self, node: NodeState | None, number: str) -> None:
        """Show the guidance of a question; hide where there is none."""
        text = node.guidance if node is not None else ""
        if number:
            self._title.setText(tr("Why is {number} asked?").format(number=number))
        else:
            self._title.setText(tr("Why is this asked?"))
        self._words.show_words(text)
        self.setVisible(bool(text.strip()))


class SidePanel(QWidget):
    """Scores, needs, the reason for the question in hand, and what is noted on it."""

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self.scores, self.needs, self.why = ScoresCard(), NeedsCard(), WhyCard()
        self.note = NoteCard(filling)
        parts = (self.scores, self.needs, self.why, self.note, None)
        self.setLayout(column(*parts, gap=12, margins=(0, 18, 16, 16)))
        self._asked: tuple[NodeState, str] | None = None
        self.why.show_question(None, "")

    def show_question(self, node: NodeState, number: str) -> None:
        """Show why the question in hand is asked, and what is noted on it."""
        self._asked = (node, number)
        self.why.show_question(node, number)
        self.note.show_question(node.ref)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        if self._asked is not None:
            self.show_question(*self._asked)

    def show_results(self, scores: list[Score], needs: list[Score]) -> None:
        """Show what the answers add up to so far."""
        self.scores.show_scores(scores)
        self.needs.show_needs(needs)


def _lines(results: list[Score]) -> Lines:
    return tuple(
        (plain(one.label) or one.name, one.value.strip(), plain(one.detail) if one.value else "")
        for one in results
    )
