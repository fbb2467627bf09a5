"""What every panel beneath the head of a case is: it opens in place, does one act, and goes."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from socialcase.actions.case_views import CaseHeader
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.written_form import WrittenForm

Result = TypeVar("Result")


def panel_keys(panel: QWidget, finish: Callable[[], object], leave: Callable[[], object]) -> None:
    """Ctrl+Enter, on the keypad, too, does what a panel is for; Esc puts it away."""
    for keys, then in (("Ctrl+Return", finish), ("Ctrl+Enter", finish), ("Esc", leave)):
        shortcut = QShortcut(QKeySequence(keys), panel)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(then)


class Panel(Card):
    """A card that opens in place; its button (or Ctrl+Enter) does the act and closes it."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(padding=(18, 14, 18, 16))
        self.page = page
        self._leave = leave
        self._written: WrittenForm | None = None
        self._place_name = ""
        self.uid = ""
        self.title = Words(size="section", weight="bold")
        self.act = Button(then=self.finish)
        self.cancel = Button(kind="quiet", then=leave)
        panel_keys(self, self.finish, leave)
        self.put(self.title)

    def writes(self, what: str, **editors: QWidget) -> None:
        """What is written in these is written down, for each case by itself, until it is kept.

        `what`: a name for the panel that lasts, as those of the editors do.
        """
        self._place_name, self._written = what, WrittenForm(self.page, editors)
        self.body.insertWidget(self.body.indexOf(self.title) + 1, self._written.since)

    def go_on(self) -> None:
        """Show what was written here for the case and not kept; write down from now on."""
        if self._written is not None:
            self._written.begin(f"{self._place_name}:{self.uid}")

    def stop(self) -> None:
        """The panel goes away, or turns to another case: what was written waits for its own."""
        if self._written is not None:
            self._written.blank()

    def keep(self, act: Callable[[], Result]) -> Result | None:
        """Do the act of the panel, as `Page.keep`; what was written for it is forgotten with it."""
        return self.page.keep(act) if self._written is None else self._written.keep(act)

    def leave(self) -> None:
        """The act was done: go away, with nothing left to be kept."""
        if self._written is not None:
            self._written.end()
        self._leave()

    def end(self) -> None:
        """Put the buttons at the end."""
        self.put(row(self.act, self.cancel, None))

    def show_header(self, header: CaseHeader) -> None:
        """Take over what is known."""
        self.uid = header.case.uid

    def begin(self) -> None:
        """Put the keyboard into the first field."""

    def finish(self) -> None:
        """Do the act."""

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.cancel.setText(tr("Leave as it is"))
        if self._written is not None:
            self._written.retranslate()
