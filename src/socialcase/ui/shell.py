"""The inside of the window while a workspace is open: navigation, top bar, pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from socialcase.actions.workspaces import Workspace, make_ready_to_write, me
from socialcase.cases.clock import ASHGABAT
from socialcase.errors import UserError
from socialcase.texts import label, tr
from socialcase.ui.jobs import Jobs
from socialcase.ui.navigation import make_page, nav_items, owner_page, read_pages
from socialcase.ui.page import Page, PageContext, Target
from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.layout import boxed, column, row
from socialcase.ui.widgets.nav import Navigation
from socialcase.ui.widgets.search_box import Found, SearchBox
from socialcase.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from socialcase.actions.status import WorkspaceStatus
    from socialcase.actions.today import TodayPage as TodayView
    from socialcase.ui.widgets.toast import Toast

# acts are imported when a person does them: the first page is to be there before all that is read
_QUIET = 300
"""Milliseconds after the first painting when the other pages are read, and what writes."""
_SETTLED = 20_000
"""Milliseconds after it when the day's backup begins: nobody is waiting for a page then."""
_SMALL = 1280
"""Pixels of width beneath which the navigation shows its icons alone."""


class Shell(QWidget):
    """One open workspace on the screen."""

    changed = Signal(frozenset)

    def __init__(
        self, workspace: Workspace, preferences: Preferences, day: TodayView | None = None
    ) -> None:
        """`day`: what Today shows first, where it was read already."""
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        self._preferences = preferences
        self.jobs = Jobs(self)
        self.jobs.defect.connect(self._tell_defect)
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self._touched: frozenset[str] = frozenset()
        self._page = ""
        self._open = True
        self.nav = Navigation()
        self.top = TopBar(SearchBox(self._find))
        self._stack = QStackedWidget()
        self._banner = Banner()
        self._lay_out()
        self.top.search.attach(self)
        self._connect()
        self._context = PageContext(
            workspace=workspace,
            jobs=self.jobs,
            open=self.open,
            kept=self.say_kept,
            toast=lambda words, undo: self._toast.say(words, undo),
            tell=self.tell,
            day=day,
            room=self._stack,
        )
        self._dress_top()
        self._painted = False

    @cached_property
    def _toast(self) -> Toast:
        """What says for a moment what was done; made when there is something to say."""
        from socialcase.ui.widgets.toast import Toast

        return Toast(self, self.nav.list)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; after the first time begin what nobody is to wait for."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._count)
            QTimer.singleShot(_QUIET, self, self._read_ahead)
            QTimer.singleShot(_SETTLED, self, self._back_up)

    def _read_ahead(self) -> None:
        if self._open:
            self.jobs.start(lambda _job: self._read_the_rest())

    def _read_the_rest(self) -> None:
        make_ready_to_write(self._workspace)
        read_pages()

    def _back_up(self) -> None:
        from socialcase.actions.form_readying import ready_forms
        from socialcase.actions.maintenance import backup_if_due

        if self._open:
            self.jobs.start(lambda job: ready_forms(self._workspace, job.asked_to_stop))
            self.jobs.start(lambda _job: backup_if_due(self._workspace))

    # --- going somewhere -------------------------------------------------------------------------

    def open(self, target: Target) -> None:
        """Go to a page, a record on it, a part of that record's page."""
        page = self._pages.get(target.page) or self._make(target.page)
        self._banner.silence()
        self._page = target.page
        self._stack.setCurrentWidget(page)
        self.nav.show_page(owner_page(target.page, self._workspace.kind))
        self._make_room()
        stale = self._stale.pop(target.page, frozenset())
        self._enter_page()  # first: a page that shows a record may know a better place
        if target.record or target.part:
            page.show_record(target.record, target.part)
        elif stale:
            self._read_again(page, stale)

    def shut(self) -> None:
        """End all work and read nothing any more: the workspace is about to be closed."""
        self._open = False
        self._settle.stop()
        self.jobs.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the page has the room that the names in the navigation take."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self.nav.make_narrow(self._page == "filler" or self.width() < _SMALL)

    def page(self, name: str) -> Page:
        """The page called `name`, made if nobody has been there yet."""
        return self._pages.get(name) or self._make(name)

    def _make(self, name: str) -> Page:
        page = make_page(name, self._context)
        self._pages[name] = page
        self._stack.addWidget(page)
        return page

    def _open_number(self, number: int) -> None:
        items = nav_items(self._workspace.kind, None)
        if number < len(items):
            self.open(Target(items[number].page))

    # --- what pages are lent ---------------------------------------------------------------------

    def say_kept(self) -> None:
        """Say in the top bar that an edit is on the disk."""
        self.top.kept(self._workspace.clock.now().astimezone(ASHGABAT))

    def tell(self, error: UserError) -> None:
        """Explain a fault over the page."""
        from socialcase.ui.messages import show_error

        show_error(self._banner, error)

    def _tell_defect(self, _where: str) -> None:
        self._banner.say(
            tr("The program made a mistake of its own."),
            tr("Your work is kept. Try again; if it happens again, tell the office."),
            tone="danger",
            act=tr("Close"),
            then=self._banner.silence,
        )

    def _find(self, text: str) -> list[Found]:
        from socialcase.ui.found_things import found_things

        try:
            return found_things(self._workspace, text)
        except UserError as error:
            self.tell(error)
            return []

    def _undo_last(self) -> None:
        if self._page and self.page(self._page).takes_back():
            return
        from socialcase.actions.history import recent_saves, undo

        try:
            saves = recent_saves(self._workspace, 1)
            if not saves:
                return
            undo(self._workspace, saves[0].save)
        except UserError as error:
            self.tell(error)
            return
        self.say_kept()
        self._toast.say(tr("The last edit was taken back"))

    # --- following the database ------------------------------------------------------------------

    def _note_change(self, kinds: frozenset[str]) -> None:
        """Called after a commit, in any thread."""
        self.changed.emit(kinds)

    def _gather(self, kinds: frozenset[str]) -> None:
        if self._open:
            self._touched |= kinds
            self._settle.start()

    def _reread(self) -> None:
        kinds, self._touched = self._touched, frozenset()
        for name, page in self._pages.items():
            if name == self._page:
                self._read_again(page, kinds)
            else:
                self._stale[name] = self._stale.get(name, frozenset()) | kinds
        self._count()

    def _read_again(self, page: Page, kinds: frozenset[str]) -> None:
        """Read again; where what the page is about is gone, go to where such are listed."""
        missed = page.reads_again(kinds)
        if any(one.kind == self._page for one in missed):
            QTimer.singleShot(0, self, self._leave_what_is_gone)  # pages are being gone through
        elif missed:
            self.tell(missed[0])

    def _leave_what_is_gone(self) -> None:
        self.open(Target(owner_page(self._page, self._workspace.kind)))
        self._toast.say(tr("What was shown there is not here any more."))

    def _count(self) -> None:
        if not self._open:
            return
        self.jobs.start(lambda _job: self._status(), done=self._show_counts)

    def _status(self) -> WorkspaceStatus:
        from socialcase.actions.status import status

        return status(self._workspace)

    def _show_counts(self, found: WorkspaceStatus) -> None:
        with QSignalBlocker(self.nav):
            self.nav.show_items(nav_items(self._workspace.kind, found))
            self.nav.show_page(owner_page(self._page, self._workspace.kind))
        if self._workspace.kind != "office":  # an office has nobody to send to by itself
            waiting = found.unsent_changes > found.only_here
            self.top.show_unsent(found.only_here, joined=found.enrolled, waiting=waiting)
        self._show_me(found)

    def _show_me(self, found: WorkspaceStatus) -> None:
        places = [label("etrap", etrap) for etrap in found.me.etraps]
        words = [label("role", found.me.role), *places[:2]]
        self.nav.show_person(found.me.name, ", ".join(words))

    # --- language, palette, keys -----------------------------------------------------------------

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        self._dress_top()
        for page in self._pages.values():
            page.retranslate()
        self._count()

    def _follow_palette(self, _choice: str) -> None:
        self._dress_top()

    def _dress_top(self) -> None:
        settings = self._preferences.settings
        self.top.retranslate(settings.language)
        self.top.mark_choices(settings.language, settings.palette)
        self.nav.show_items(nav_items(self._workspace.kind, None))
        person = me(self._workspace)
        self.nav.show_person(person.name, label("role", person.role))

    def _connect(self) -> None:
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._reread)
        self.changed.connect(self._gather, Qt.ConnectionType.QueuedConnection)
        self._workspace.store.listen(self._note_change)
        self.nav.chosen.connect(lambda page: self.open(Target(page)))
        self.top.search.chosen.connect(lambda found: self.open(Target(found.page, found.record)))
        self.top.unsent_asked.connect(lambda: self.open(Target("exchange")))
        self.top.language_chosen.connect(self._preferences.choose_language)
        self.top.palette_chosen.connect(self._preferences.choose_palette)
        # a method, not a lambda: Qt forgets it when a locked workspace takes its shell away
        self._preferences.palette_changed.connect(self._follow_palette)
        for number in range(9):
            self._key(f"Ctrl+{number + 1}", partial(self._open_number, number))
        self._key("Ctrl+K", self._go_to_search)
        self._key("Ctrl+Z", self._undo_last)
        self._key("F6", self._next_area)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(act)

    def _go_to_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _next_area(self) -> None:
        areas: list[QWidget] = [self.nav.list, self.top.search, self._stack]
        focused = self.focusWidget()
        inside = [a for a in areas if focused and (a is focused or a.isAncestorOf(focused))]
        following = areas[(areas.index(inside[0]) + 1) % 3] if inside else areas[0]
        if following is self._stack:
            self._enter_page()
        else:
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter_page(self) -> None:
        page = self._stack.currentWidget()
        if page is None:
            return
        proxy = page.focusProxy()
        if proxy is not None and proxy.isVisibleTo(page):
            proxy.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        from socialcase.ui.reading_order import tab_stops

        first = next(iter(tab_stops(page)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self.top, self._banner_room(), self._stack):
            right.addWidget(part)
        right.setStretch(2, 1)
        whole = row(self.nav, right, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _banner_room(self) -> QWidget:
        room = boxed(column(self._banner, margins=(28, 0, 28, 0)), name="page")
        self._banner.setProperty("over", True)
        room.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return room
