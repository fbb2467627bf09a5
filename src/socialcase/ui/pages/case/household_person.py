"""The card beside the drawing: who was clicked, and what can be done with them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from socialcase.actions.kin_words import PersonCard
from socialcase.cases.home_roles import is_unknown
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import tr
from socialcase.ui.widgets.buttons import Button, icon_button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.flow import Flow
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row
from socialcase.ui.widgets.scrolling import show_whole


@dataclass(frozen=True, slots=True)
class PersonActs:
    """What the card's buttons do."""

    open: Callable[[], object]
    relative: Callable[[], object]
    relation: Callable[[], object]
    move: Callable[[], object]
    life: Callable[[], object]
    end: Callable[[str], object]
    back: Callable[[], object]


class PersonPanel(Card):
    """Name, kin, where they live, whom they care for; relatives and relations are added here."""

    def __init__(self, acts: PersonActs) -> None:
        super().__init__(padding=(16, 12, 16, 14))
        self._acts = acts
        self._card: PersonCard | None = None
        self._title = Words(size="section", weight="bold", wrap=True)
        self._kin = Words(size="small", tone="muted", wrap=True)
        self._open = link(then=acts.open)
        self._names = [Words(size="small", tone="muted") for _ in range(4)]
        self._facts = [Words(size="small", weight="medium", wrap=True) for _ in range(4)]
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (name, fact) in enumerate(zip(self._names, self._facts, strict=True)):
            grid.addWidget(name, at, 0)
            grid.addWidget(fact, at, 1)
        self._relations = QVBoxLayout()
        self._relations.setSpacing(2)
        self.relative = Button(icon_name="plus", small=True, then=acts.relative)
        self.relation = Button(icon_name="link-simple", small=True, then=acts.relation)
        self.move_ = Button(small=True, then=acts.move)
        self.life = Button(small=True, then=acts.life)
        self.write_down = Button(icon_name="plus", small=True, then=acts.relative)
        buttons = Flow(across=8, down=8)
        for button in (self.relative, self.relation, self.life, self.move_, self.write_down):
            buttons.addWidget(button)
        top = row(self._title, self._open, gap=8)
        top.setStretch(0, 1)
        self.put(top, self._kin, grid, self._relations, 2, buttons)
        self.body.addStretch(1)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._open.setText(tr("Open person"))
        self.relative.setText(tr("Relative"))
        self.relation.setText(tr("Relation"))
        self.life.setText(tr("Role at home"))
        self.write_down.setText(tr("Write down who this is"))
        names = (tr("Lives here"), tr("Cares for"), tr("Close to"), tr("To know"))
        for label, words in zip(self._names, names, strict=True):
            label.setText(words)

    def show_person(self, card: PersonCard) -> None:
        """Show somebody."""
        self._card = card
        unknown = is_unknown(card.uid)
        self._title.setText(card.title)
        self._kin.setText(card.kin)
        self._kin.setVisible(bool(card.kin))
        facts = (card.lives, card.cares_for or tr("nobody"), card.close_to, card.to_know)
        for at, words in enumerate(facts):
            self._facts[at].setText(words)
            for part in (self._names[at], self._facts[at]):
                part.setVisible(bool(words) and not unknown)
        self.move_.setText(tr("Moves out …") if card.member else tr("Moves in …"))
        for button in (self._open, self.relative, self.relation, self.move_):
            button.setVisible(not unknown)
        self.life.setVisible(card.member != "" and not unknown)
        self.write_down.setVisible(unknown)
        self._show_relations(card)

    def begin(self) -> None:
        """Bring the keyboard to the first thing that can be done."""
        first = self.relative if self.relative.isVisible() else self.write_down
        first.setFocus(Qt.FocusReason.TabFocusReason)
        show_whole(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the drawing."""
        if event.key() == Qt.Key.Key_Escape:
            self._acts.back()
        else:
            super().keyPressEvent(event)

    def _show_relations(self, card: PersonCard) -> None:
        lines: Sequence[tuple[str, str]] = [(one.uid, one.words) for one in card.relations]
        clear(self._relations)
        for uid, words in lines:
            spoken = tr("Take out: {relation}").format(relation=words)
            away = icon_button("x", spoken, then=partial(self._acts.end, uid))
            line = row(Words(words, size="small", wrap=True), away, gap=4)
            line.setStretch(0, 1)
            self._relations.addLayout(line)
