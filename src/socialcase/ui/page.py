"""What every page is and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from socialcase.errors import NotFound, UserError
from socialcase.lazy_dataclass import dataclass
from socialcase.ui.widgets.scrolling import page_column as page_column
from socialcase.ui.widgets.scrolling import scrolled as scrolled

if TYPE_CHECKING:
    from socialcase.actions.done import Done
    from socialcase.actions.today import TodayPage as TodayView
    from socialcase.actions.workspaces import Workspace
    from socialcase.ui.jobs import Jobs

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Target:
    """Where to go: a page by its name, a record on it, and a part of that record's page.

    Names: today, people, person, cases, case, assessments, filler, exchange, inbox, conflicts.
    """

    page: str
    record: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the window lends to its pages.

    `open(target)` goes somewhere. `kept()` says in the top bar that an edit is on the disk; call
    it after the act returned, never before. `toast(words, undo)` tells what was done; `undo` takes
    it back. `tell(error)` explains a `UserError` over the page. `changed(kinds)` makes every page
    that is open read again; acts do that by themselves through the store. `day`: what Today shows
    first, where it was read before the window stood. `room`: what pages stand in; a page that is
    made there need not be moved there, which would style all its parts once more.
    """

    workspace: Workspace
    jobs: Jobs
    open: Callable[[Target], None]
    kept: Callable[[], None]
    toast: Callable[[str, Callable[[], object] | None], None]
    tell: Callable[[UserError], None]
    day: TodayView | None = None
    room: QWidget | None = None


class Page(QWidget):
    """A page of the window. It reads through acts and keeps every edit at once through acts."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.room)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self.rereading = False
        self.missed: list[NotFound] = []
        self._page_words: list[tuple[Callable[[str], object], Callable[[], str]]] = []

    def title(self) -> str:
        """The page's name for the window's title and for search. Never a client's name."""
        raise NotImplementedError

    def ground(self) -> QWidget:
        """What parts are made on that are made later: whatever moves is styled once more."""
        return self

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to another record (a person, a case, a draft), or to a part of its page."""

    def takes_back(self) -> bool:
        """Take back the last thing done on the page that is no change of the log yet.

        False where there is none: Ctrl+Z then takes the last change of the log back.
        """
        return False

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again what the page shows, if records of one of `kinds` are on it."""

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        for setter, words in self._page_words:
            setter(words())

    def says(self, setter: Callable[[str], object], words: Callable[[], str]) -> None:
        """Set words now and again whenever the language changes.

        For parts that live as long as the page: `self.says(label.setText, lambda: tr("Today"))`.
        """
        self._page_words.append((setter, words))
        setter(words())

    def keep(self, act: Callable[[], Result]) -> Result | None:
        """Do an act and say "kept"; a `UserError` is explained over the page and gives None."""
        try:
            result = act()
        except UserError as error:
            self.context.tell(error)
            return None
        self.context.kept()
        return result

    def undoable(self, done: Done | None, words: str) -> None:
        """Say what was done and offer to take it back; nothing where nothing was written."""
        if done is not None and done.save:
            self.context.toast(words, lambda: self._take_back(done.save))

    def _take_back(self, save: str) -> None:
        from socialcase.actions.history import undo

        self.keep(lambda: undo(self.context.workspace, save))

    def read(self, act: Callable[[], Result]) -> Result | None:
        """Read through an act; a `UserError` is explained over the page and gives None."""
        try:
            return act()
        except NotFound as error:
            self.missed.append(error)
            if not self.rereading:
                self.context.tell(error)
            return None
        except UserError as error:
            self.context.tell(error)
            return None

    def reads_again(self, kinds: frozenset[str]) -> tuple[NotFound, ...]:
        """`reread`; gives what was here before and is no more, as after an undo."""
        self.missed, self.rereading = [], True
        try:
            self.reread(kinds)
        finally:
            self.rereading = False
        return tuple(self.missed)
