"""Repeats as cards: one card for each child, income or room, and a button for another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from socialcase.forms import RepeatBlock
from socialcase.texts import tr
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row


class RepeatCard(QFrame):
    """One instance of a repeat. `removes` carries its ref, after the person pressed twice."""

    removes = Signal(str)

    def __init__(self, ref: str, *, fixed: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self.ref = ref
        self._asked = False
        self._title = Words(weight="bold")
        self._remove = Button(icon_name="trash", kind="quiet", small=True, tone="muted")
        self._remove.clicked.connect(self._press)
        if fixed:
            self._remove.hide()  # never show: without a parent yet, it would be a window
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 8, 14, 6)
        outer.setSpacing(0)
        outer.addLayout(row(self._title, None, self._remove))
        outer.addLayout(self.body)

    def reword(self, label: str, number: int) -> None:
        """Show the card's number and words in the language in force."""
        self._title.setText(f"{plain(label)} {number}".strip())
        self._asked = False
        self._word_button()

    def _word_button(self) -> None:
        words = tr("Press again to remove these answers") if self._asked else tr("Remove")
        self._remove.setText(words)
        self._remove.setAccessibleName(f"{words}: {self._title.text()}")

    def _press(self) -> None:
        if self._asked:
            self.removes.emit(self.ref)
            return
        self._asked = True
        self._word_button()


class RepeatBox(QWidget):
    """All cards of one repeat. `adds` carries the repeat's ref."""

    adds = Signal(str)

    def __init__(self, block: RepeatBlock) -> None:
        super().__init__()
        self.fixed = block.fixed
        self._ref = block.ref
        self._cards: list[RepeatCard] = []
        self._none = Words(size="small", tone="muted")
        self._add = Button(icon_name="plus", then=lambda: self.adds.emit(self._ref))
        if block.fixed:
            self._add.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 12)
        self._column.setSpacing(10)
        self._column.addWidget(self._none)
        self._column.addLayout(row(self._add, None))

    def put(self, card: RepeatCard) -> None:
        """Append a card."""
        self._column.insertWidget(1 + len(self._cards), card)
        self._cards.append(card)

    def drop(self, keep: int) -> list[str]:
        """Take away all cards after the first `keep`; their refs."""
        gone, self._cards = self._cards[keep:], self._cards[:keep]
        for card in gone:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        return [card.ref for card in gone]

    def count(self) -> int:
        """How many cards there are."""
        return len(self._cards)

    def show_block(self, block: RepeatBlock) -> None:
        """Show numbers and words in the languages in force; hide what is not asked."""
        name = plain(block.label)
        words = tr("Add: {name}").format(name=name) if name else tr("Add another")
        self._add.setText(words)
        self._none.setText(tr("None yet."))
        self._none.setVisible(not self._cards)
        for number, card in enumerate(self._cards, start=1):
            card.reword(block.label, number)
        self.setVisible(block.relevant)
