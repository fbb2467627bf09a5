"""Repeats as cards: one card for each child, income or room, and a button for another.

A card that is folded shows what it is about in one line; its questions are built when it is first
opened, so that a list of five hundred is there as quickly as a list of two.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from socialcase.forms import RepeatBlock
from socialcase.texts import tr
from socialcase.ui.pages.filler.pressing import leave_enter
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row

OPEN = 2
"""Up to so many cards are open from the start."""


class _CardTitle(Button):
    """Opens and folds a card; Delete removes it."""

    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes."""
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class RepeatCard(QFrame):
    """One instance of a repeat. `removes` and `opens` carry its ref."""

    removes = Signal(str)
    opens = Signal(str)

    def __init__(self, ref: str, *, fixed: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self.ref = ref
        self._fixed = fixed
        self._title = _CardTitle(icon_name="caret-right", kind="quiet", small=True, tone="text")
        self._title.clicked.connect(lambda _on=False: self._toggle())
        self._title.deleted.connect(self._remove_it)
        self._summary = Words(size="small", tone="muted", wrap=True)
        self._remove = Button(icon_name="trash", kind="quiet", small=True, tone="muted")
        self._remove.clicked.connect(lambda _on=False: self._remove_it())
        leave_enter(self._remove)
        if fixed:
            self._remove.hide()  # never show: without a parent yet, it would be a window
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._inside.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 6, 14, 6)
        outer.setSpacing(0)
        head = row(self._title, self._summary, self._remove, gap=10)
        head.setStretch(1, 1)
        outer.addLayout(head)
        outer.addWidget(self._inside)

    def is_open(self) -> bool:
        """Whether its questions are in sight."""
        return not self._inside.isHidden()

    def set_open(self, opened: bool) -> None:
        """Open the card or fold it. Its questions have been built before it is opened."""
        self._inside.setVisible(opened)
        self._title.set_icon("caret-down" if opened else "caret-right")

    def reword(self, label: str, number: int, of: int, summary: str) -> None:
        """Show the card's place in the list and what it is about."""
        words = tr("{number} of {all}").format(number=number, all=of)
        self._title.setText(f"{plain(label)} {words}".strip())
        self._title.setAccessibleName(self._title.text())
        self._title.setAccessibleDescription(summary)
        self._summary.setText(summary)
        self._remove.setText(tr("Remove"))
        self._remove.setAccessibleName(tr("Remove") + f": {self._title.text()}")

    def focus_title(self) -> None:
        """Take the keyboard to the card's heading."""
        self._title.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle(self) -> None:
        if self.is_open():
            self.set_open(False)
        else:
            self.opens.emit(self.ref)

    def _remove_it(self) -> None:
        if not self._fixed:
            self.removes.emit(self.ref)


class RepeatBox(QWidget):
    """All cards of one repeat. `adds` carries the repeat's ref."""

    adds = Signal(str)

    def __init__(self, block: RepeatBlock) -> None:
        super().__init__()
        self.fixed, self.ref = block.fixed, block.ref
        self.cards: list[RepeatCard] = []
        self.block = block
        self._none = Words(size="small", tone="muted")
        self._add = Button(icon_name="plus", then=lambda: self.adds.emit(self.ref))
        if block.fixed:
            self._add.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 12)
        self._column.setSpacing(8)
        self._column.addWidget(self._none)
        self._column.addLayout(row(self._add, None))

    def put(self, card: RepeatCard) -> None:
        """Append a card."""
        self._column.insertWidget(1 + len(self.cards), card)
        self.cards.append(card)

    def take(self, card: RepeatCard) -> None:
        """Take a card away."""
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def show_block(self, block: RepeatBlock) -> None:
        """Show words in the languages in force; hide what is not asked."""
        self.block = block
        name = plain(block.label)
        words = tr("Add: {name}").format(name=name) if name else tr("Add another")
        self._add.setText(words)
        self._none.setText(tr("None yet."))
        self._none.setVisible(not block.instances)
        if self.isHidden() == block.relevant:
            self.setVisible(block.relevant)

    def show_card(self, at: int, summary: str) -> None:
        """Show the place of card `at` (from 0) and what it is about."""
        of = len(self.block.instances)
        self.cards[at].reword(self.block.label, at + 1, of, summary)

    def focus_add(self) -> bool:
        """Take the keyboard to the button for another. False where there is none."""
        if not self.fixed:
            self._add.setFocus(Qt.FocusReason.TabFocusReason)
        return not self.fixed
