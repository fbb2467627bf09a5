"""The window: first start, unlock, the open workspace; the cover and the idle lock over them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.ornament import window_icon

if TYPE_CHECKING:
    from socialcase.actions.opening import Opened
    from socialcase.actions.today import TodayPage as TodayView
    from socialcase.actions.workspaces import Workspace
    from socialcase.ui.shell import Shell
    from socialcase.ui.widgets.cover import Cover

# what needs the database is imported when it is needed: the first screen comes before it
_SOON = 150
"""Milliseconds after which the first page is painted."""
_SIGNS_OF_LIFE = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)
_FIELDS = (QLineEdit, QPlainTextEdit)


class Window(QMainWindow):
    """The program's one window. Its title never names a client."""

    def __init__(self, preferences: Preferences, new_folder: Callable[[], Path]) -> None:
        super().__init__()
        self.setWindowTitle("socialcase")
        self.setMinimumSize(1040, 640)
        self._preferences = preferences
        self._new_folder = new_folder
        self._workspace: Workspace | None = None
        self._field: QWidget | None = None
        self.shell: Shell | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        preferences.language_changed.connect(self._retranslate)
        for keys, act in (("F9", self.cover), ("Ctrl+L", self.lock)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        QTimer.singleShot(_SOON, self, self._settle_in)

    def begin(self, folder: Path | None, opening: Callable[[], Opened] | None = None) -> None:
        """Ask for the passphrase of the workspace in `folder`, or set one up if there is none.

        `opening` waits for a workspace that is being opened already.
        """
        if folder is None:
            from socialcase.ui.pages.first_start import FirstStart

            self._show(FirstStart(self._preferences, self._new_folder, self.enter))
            return
        from socialcase.ui.pages.unlock import Unlock

        unlock = Unlock(folder, self._preferences, self.enter, lambda: self.begin(None))
        self._show(unlock)
        unlock.meanwhile(_read_what_follows)
        if opening is not None:
            unlock.open_by(opening)

    def enter(self, workspace: Workspace, day: TodayView | None = None) -> None:
        """Show an open workspace. `day`: what Today shows first, where it was read already."""
        from socialcase.ui.page import Target
        from socialcase.ui.shell import Shell

        self._workspace = workspace
        self._preferences.remember(workspace.folder)
        self.shell = Shell(workspace, self._preferences, day)
        self.shell.top.cover_asked.connect(self.cover)
        self.shell.top.lock_asked.connect(self.lock)
        self._show(self.shell)
        self.shell.open(Target("today"))
        self._rest()

    def _settle_in(self) -> None:
        """What the first page can do without."""
        self.setWindowIcon(window_icon())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # a filter on the application would be asked about every event of every widget
            app.focusWindowChanged.connect(self._watch)
            app.focusChanged.connect(self._follow)
            self._watch(self.windowHandle())
            self._follow(None, app.focusWidget())

    def _watch(self, window: QWindow | None) -> None:
        """See the keys and the mouse that a window of ours gets."""
        if window is not None:
            window.installEventFilter(self)

    def _follow(self, _before: QWidget | None, field: QWidget | None) -> None:
        """See the keys of the field that has the keyboard."""
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = field if isinstance(field, _FIELDS) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    @cached_property
    def _cover(self) -> Cover:
        """The cover, made when it is first put on."""
        from socialcase.ui.widgets.cover import Cover

        return Cover(self._stack)

    def shown(self) -> QWidget:
        """What fills the window: the first start, the page that unlocks, or the open workspace."""
        return self._stack.currentWidget() or self._stack

    def cover(self) -> None:
        """Hide everything at once; nothing is lost. Asked for again, show it."""
        if self.shell is None:
            return
        if self._cover.isVisible():  # F9 is a shortcut: the cover itself never hears of it
            self._cover.take_off()
        else:
            self._cover.put_on()

    def lock(self) -> None:
        """Close the workspace and ask for the passphrase."""
        folder = self._workspace.folder if self._workspace else None
        self._leave()
        if folder is not None:
            self.begin(folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the workspace before the window goes."""
        self._leave()
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the idle lock off while somebody is there; give Ctrl+Z of empty fields to the page.

        A field claims Ctrl+Z even when there is nothing in it to undo. Then the person means the
        last edit, as in a note that was just kept by Enter.
        """
        if self._workspace is not None and event.type() in _SIGNS_OF_LIFE:
            self._rest()
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Undo) and _nothing_to_undo(watched)
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go as one reads."""
        from socialcase.ui.reading_order import go_on

        return go_on(self._stack, QApplication.focusWidget(), forward=forward)

    def _leave(self) -> None:
        self._idle.stop()
        if self._workspace is None or self.shell is None:
            return
        from socialcase.actions.workspaces import close_workspace

        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # what is being written is kept now
        self.shell.shut()
        if "_cover" in vars(self):
            self._cover.hide()
        workspace, self._workspace, self.shell = self._workspace, None, None
        close_workspace(workspace)

    def _rest(self) -> None:
        self._idle.start(self._preferences.settings.lock_minutes * 60_000)

    def _show(self, screen: QWidget) -> None:
        while (before := self._stack.widget(0)) is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        screen.setFocus()

    def _retranslate(self, _code: str) -> None:
        retranslate = getattr(self._stack.currentWidget(), "retranslate", None)
        if retranslate is not None:
            retranslate()


def _nothing_to_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return not field.isModified() or not field.isUndoAvailable()
    return isinstance(field, QPlainTextEdit) and not field.document().isUndoAvailable()


def read_first_page() -> None:
    """Import what the first page of an open workspace needs. Any thread."""
    import socialcase.ui.pages.today
    import socialcase.ui.shell  # noqa: F401  (for the time that it takes)


def _read_what_follows() -> None:
    import socialcase.actions.opening
    import socialcase.sync.vault  # noqa: F401  (as above)

    read_first_page()
