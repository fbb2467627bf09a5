"""The parts around the questions: the column with the outline, the heading, the footer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QProgressBar, QSizePolicy, QWidget

from socialcase.texts import tr
from socialcase.ui.pages.filler.finder import Finder
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.outline import Entry, Outline
from socialcase.ui.pages.filler.saying import BEFORE
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.labels import Rule, Words, key_hint
from socialcase.ui.widgets.layout import boxed, column, row


def _key(name: str) -> Words:
    made = key_hint(name)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class LeftColumn(QWidget):
    """Whose assessment it is, how far it is, its pages, and the ways to find a question.

    `left`: leave the form. `missing`: go to the next missing answer.
    """

    left = Signal()
    missing = Signal()

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self.setFixedWidth(300)
        self._back = link(icon_name="caret-left", then=self.left.emit)
        self._title = Words(size="section", weight="bold", wrap=True)
        self._detail = Words(size="small", tone="muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._count = Words(size="caption", tone="muted")
        self.outline = Outline()
        self._next_key = _key("F8")
        self._next = Button(small=True, then=self.missing.emit)
        self.finder = Finder(filling)
        self.finder.filled.connect(lambda there: self.outline.setHidden(there))
        self._leave_key = _key("Esc")
        self._leave = Words(size="small", tone="muted", wrap=True)
        leave = row(self._leave_key, self._leave, gap=8)
        leave.setStretch(1, 1)
        head = column(self._title, self._detail, gap=2)
        inset = column(head, 6, self._bar, self._count, gap=4, margins=(8, 0, 8, 0))
        inset = column(row(self._back, None), inset, gap=2)
        foot = column(
            self.finder, row(self._next_key, self._next, None), leave, gap=10, margins=(4, 0, 4, 16)
        )
        foot.setStretch(0, 1)
        layout = column(inset, self.outline, foot, gap=8, margins=(10, 14, 12, 0))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def word(self, back: str, title: str, detail: str, leave: str = "") -> None:
        """Set the words: where leaving goes, the form's title, whom it is about, what Esc does."""
        self._back.setText(back or tr("Back to the case"))
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._next.setText(tr("Next missing answer"))
        self.finder.retranslate()
        self._leave.setText(leave or tr("Leave; every answer is kept"))
        self.outline.setAccessibleName(tr("Pages of the form"))

    def show_entries(self, entries: list[Entry], here: int) -> None:
        """Show the pages with their counts, and the whole form's."""
        answered = sum(entry.answered for entry in entries)
        total = sum(entry.total for entry in entries)
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(answered)
        words = tr("{answered} of {total} answered").format(answered=answered, total=total)
        self._count.setText(words)
        self._bar.setAccessibleName(words)
        self.outline.show_entries(entries, here)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line at the right edge."""
        painter = QPainter(self)
        painter.setPen(current().colour("line"))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())


class LanguageButton(Button):
    """In which of its languages the form is asked. `picked` is called with another one."""

    def __init__(self, picked: Callable[[str], object]) -> None:
        super().__init__(icon_name="globe", kind="quiet", small=True, tone="muted")
        self._menu = QMenu(self)
        self._picked = picked
        self.setMenu(self._menu)

    def offer(self, languages: Sequence[str], current_one: str) -> None:
        """Show the languages; hide the button when there is no choice."""
        self.setVisible(len(languages) > 1)
        self.setText(tr("Asked in {language}").format(language=bare(current_one)))
        self._menu.clear()
        for name in languages:
            action = self._menu.addAction(bare(name))
            action.setCheckable(True)
            action.setChecked(name == current_one)
            action.triggered.connect(lambda _on=False, chosen=name: self._picked(chosen))


def bare(language: str) -> str:
    """A language's name without the code that form authors add: "Türkmen (tk)" is "Türkmen"."""
    return language.partition("(")[0].strip() or language


class Heading(QWidget):
    """The page's number and name, the language, and the heading of the column of last answers."""

    def __init__(self, picked: Callable[[str], object], *, with_before: bool) -> None:
        super().__init__()
        self._words = Words(size="title", weight="bold", wrap=True)
        self.language = LanguageButton(picked)
        self._legend = Words(size="small", tone="muted")
        self._last = Words(size="small", tone="muted")
        self._last.setFixedWidth(BEFORE - 2)
        if not with_before:
            self._last.hide()
        top = row(self._words, self.language)
        top.setStretch(0, 1)
        top.setAlignment(self.language, Qt.AlignmentFlag.AlignTop)
        self._under = boxed(row(self._legend, None, self._last))
        self.setLayout(column(top, self._under, Rule(), gap=6, margins=(0, 16, 0, 0)))

    def word(self, words: str, *, questions: bool, last: str = "") -> None:
        """Set the heading; the legend only over questions. `last`: the day of the last time."""
        self._words.setText(words)
        self._legend.setText(tr("* needs an answer"))
        self._last.setText(last or tr("Last time"))
        self._under.setVisible(questions)


class Footer(QFrame):
    """The page before, what the keys do, the page after."""

    def __init__(self, back: Callable[[], object], onward: Callable[[], object]) -> None:
        super().__init__()
        self._back = Button(icon_name="caret-left", then=back)
        self._onward = Button(icon_name="caret-right", kind="primary", then=onward)
        self._onward.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        words = [Words(size="small", tone="muted") for _ in range(4)]
        self._enter, self._choose, self._note, self._all = words
        hints = zip(("Enter", "1 – 9", "F2", "F1"), words, strict=True)
        self._hints = [boxed(row(_key(key), said, gap=5)) for key, said in hints]
        keys = boxed(row(*self._hints, None, gap=12))
        # neither hints nor long names may make the window wider than it is
        keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words: dict[Button, str] = {}
        self._questions = True
        for button in (self._back, self._onward):
            button.setMinimumWidth(1)
        line = row(self._back, keys, self._onward, gap=14, margins=(0, 13, 0, 13))
        line.setStretch(1, 1)
        self.setLayout(column(Rule(), line, gap=0))

    def word(self, before: str, after: str, *, questions: bool = True) -> None:
        """Set the names of the pages before and after; "" hides a button.

        `questions`: whether the page asks any; else only the key that shows all keys is told.
        """
        self._questions = questions
        self._enter.setText(tr("next"))
        self._choose.setText(tr("choose"))
        self._note.setText(tr("note"))
        self._all.setText(tr("all keys"))
        for button, words in ((self._back, before), (self._onward, after)):
            self._words[button] = words
            button.setVisible(bool(words))
            button.setToolTip(words)
        self._squeeze()

    def focus_onward(self) -> None:
        """Take the keyboard to the button for the next page."""
        self._onward.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the key hints out where there is no room for them."""
        super().resizeEvent(event)
        self._squeeze()

    def _squeeze(self) -> None:
        for button, words in self._words.items():
            button.setText(words)
        for button in self._words:  # the page before gives way first: its number is enough
            if self._room() < 0:
                button.setText(self._words[button].partition("  ")[0])
        room = self._room()
        for hint in (self._hints[3], *self._hints[:3]):  # the key that shows all keys goes last
            room -= hint.sizeHint().width() + 12
            hint.setVisible(room > 0 and (self._questions or hint is self._hints[3]))

    def _room(self) -> int:
        taken = (b.sizeHint().width() for b in self._words if not b.isHidden())
        return self.width() - 40 - sum(taken)
