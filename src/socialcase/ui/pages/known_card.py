"""Who may be meant: people already known, shown beside the fields while somebody types."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.registering import KnownOne, known_ones
from socialcase.cases.likeness import Described
from socialcase.texts import tr
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.duplicates import why_words
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.speech import joined, with_age
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.flow import Flow
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column

PAUSE = 150
"""Milliseconds without a key after which it is looked: a person types on meanwhile."""
Looked = tuple[Described, tuple[KnownOne, ...]]


class KnownCard(Card):
    """Up to three people who may be the one described, each with why. Read beside the window.

    `described` says what is typed now; `chosen(known)` is called when a person says who it is.
    Nobody out of a restricted file is among them, and nothing tells whether there is one.
    """

    def __init__(
        self,
        context: PageContext,
        described: Callable[[], Described],
        chosen: Callable[[KnownOne], object],
    ) -> None:
        super().__init__(padding=(14, 8, 14, 10))
        self._context = context
        self._described = described
        self._chosen = chosen
        self._wanted = Described("")
        self._shown: tuple[KnownOne, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.put(self._lines)
        self.beside = ReadingBeside(context, self._look, self._show)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether it is still to be looked, or shown."""
        return self._pause.isActive() or self.beside.busy

    def typed(self, _text: str = "") -> None:
        """Somebody types: look when they pause."""
        self._pause.start()

    def forget(self) -> None:
        """Show nobody."""
        self._pause.stop()
        self._show((self._described(), ()))

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        self.head(tr("Perhaps known already"), icon_name="users", tone="warning")
        self._lay_out()

    def _ask(self) -> None:
        self._wanted = self._described()  # here: fields belong to the window's thread
        self.beside.ask()

    def _look(self) -> Looked:
        wanted = self._wanted
        return wanted, known_ones(self._context.workspace, wanted)

    def _show(self, looked: Looked) -> None:
        wanted, found = looked
        if wanted != self._described():
            return  # typed on meanwhile: it is looked again
        if found != self._shown:
            self._shown = found
            self._lay_out()
        self.setVisible(bool(found))

    def _lay_out(self) -> None:
        clear(self._lines)
        for place, known in enumerate(self._shown):
            if place:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(known))

    def _line(self, known: KnownOne) -> QWidget:
        name = with_age(known.person.name, known.person.age)
        numbers = ", ".join(number for _uid, number in known.cases)
        case = tr("Open case {number}").format(number=numbers) if numbers else ""
        take = Button(tr("This is them"), small=True, then=lambda: self._chosen(known))
        take.setAccessibleName(joined(take.text(), name))
        look = link(tr("Look at the file"), then=lambda: self._open(known))
        look.setAccessibleName(joined(look.text(), name))
        facts = joined(known.settlement, case)
        parts: list[QWidget] = [Words(name, weight="medium", wrap=True)]
        parts.append(Words(why_words(known.reasons), size="small", tone="muted", wrap=True))
        parts += [Words(facts, size="small", wrap=True)] if facts else []
        acts = Flow(across=8, down=4)  # two words of a language may be too long for one line
        for act in (take, look):
            acts.addWidget(act)
        return boxed(column(*parts, acts, gap=3))

    def _open(self, known: KnownOne) -> None:
        self._context.open(Target("person", known.person.uid))


class ChosenOne(QWidget):
    """Who the case is for, when it is somebody known. `again()` when it is somebody else."""

    def __init__(self, context: PageContext, again: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        self._known: KnownOne | None = None
        self._name = Words(size="section", weight="bold", wrap=True)
        self._case = Words(size="small", tone="warning", wrap=True)
        self._to_case = Button(small=True, then=self._open_case)
        self._again = link(then=again)
        facts = column(self._name, self._case, gap=3)
        acts = Flow(across=8, down=4)
        for act in (self._to_case, self._again):
            acts.addWidget(act)
        self.setLayout(column(facts, acts, gap=6))

    def show_known(self, known: KnownOne | None) -> None:
        """Show somebody, or nobody."""
        self._known = known
        self.retranslate()
        self.setVisible(known is not None)

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        self._again.setText(tr("Somebody else after all"))
        self._to_case.setText(tr("Go to the open case"))
        known = self._known
        if known is None:
            return
        self._name.setText(with_age(known.person.name, known.person.age))
        words = tr("There is an open case about this person. Perhaps it belongs there.")
        self._case.setText(words if known.cases else "")
        self._case.setVisible(bool(known.cases))
        self._to_case.setVisible(bool(known.cases))

    def _open_case(self) -> None:
        if self._known is not None and self._known.cases:
            self._context.open(Target("case", self._known.cases[0][0]))
