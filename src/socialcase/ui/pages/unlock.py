"""Unlocking: the passphrase opens the workspace; a wrong one says so under the field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase import __version__
from socialcase.errors import UserError, WrongPassphrase
from socialcase.texts import explain, tr
from socialcase.ui.jobs import Jobs
from socialcase.ui.messages import show_error
from socialcase.ui.pages.gate import brand, fact, fixed_column, ground
from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import link, primary
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.language_choice import LanguageChoice
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from socialcase.actions.opening import Opened
    from socialcase.actions.today import TodayPage as TodayView
    from socialcase.actions.workspaces import Workspace, WorkspaceLabel


class Unlock(QWidget):
    """Asks for the passphrase of one workspace."""

    def __init__(
        self,
        folder: Path,
        preferences: Preferences,
        entered: Callable[[Workspace, TodayView | None], None],
        another: Callable[[], None],
    ) -> None:
        super().__init__()
        self._folder = folder
        self._entered = entered
        self._jobs = Jobs(self)
        self._title = Words(size="welcome", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self._field = PassphraseField("", large=True)
        self._banner = Banner()
        self._open = primary(then=self._unlock)
        self._open.setProperty("tall", True)
        self._other = link(then=another)
        self._only = Words(size="small", weight="bold")
        self._only_detail = Words(size="small", tone="muted", wrap=True)
        self._laptop = Words(size="small", weight="bold", wrap=True)
        self._laptop_detail = Words(size="small", tone="muted", wrap=True)
        self._version = Words(size="small", tone="muted")
        self._field.box.returnPressed.connect(self._unlock)
        self._kind, self._name, self._demo = "", "", ""
        self._painted = False
        self._meanwhile: Callable[[], object] | None = None
        self._lay_out(LanguageChoice(preferences))
        self.retranslate()

    def meanwhile(self, work: Callable[[], object]) -> None:
        """Do some work in the background while the passphrase is being typed."""
        self._meanwhile = work

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; after the first time find whose workspace it is, and read what follows."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self._find_label()
        work = self._meanwhile
        if work is not None:
            self._jobs.start(lambda _job: work())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin in the field."""
        self._field.box.setFocus()
        super().focusInEvent(event)

    def retranslate(self) -> None:
        """Word the screen in the language in force."""
        self._title.setText(_greeting(datetime.now().astimezone().hour))
        self._lead.setText(tr("Everything you wrote is kept."))
        self._field.set_words(tr("Passphrase"))
        self._open.setText(tr("Unlock"))
        self._other.setText(tr("Set up another workspace"))
        self._only.setText(tr("Only this passphrase opens the files."))
        self._only_detail.setText(
            tr("It is kept nowhere else. Keep the paper with the words in a safe place.")
        )
        if self._demo:
            self._only.setText(tr("Its passphrase: {passphrase}").format(passphrase=self._demo))
            self._only_detail.setText(tr("All people in it are invented"))
        self._laptop.setText(self._label())
        self._laptop_detail.setText(tr("Works without internet."))
        self._version.setText(tr("Version {version}").format(version=__version__))

    def open_by(self, opening: Callable[[], Opened]) -> None:
        """Wait, beside the window, for a workspace that is being opened."""
        self._open.setEnabled(False)
        self._open.setText(tr("Opening…"))
        self._field.complain("")
        self._jobs.start(lambda _job: opening(), done=self._opened, failed=self._refused)

    def _find_label(self) -> None:
        """Read whose workspace it is, beside the window: the database's code loads meanwhile."""
        folder = self._folder

        def work(_job: object) -> tuple[WorkspaceLabel, str]:
            from socialcase.actions.workspaces import describe_workspace

            found = describe_workspace(folder)
            return found, _demo_passphrase(folder)

        self._jobs.start(work, done=self._show_label, failed=self._refused)

    def _show_label(self, found: tuple[WorkspaceLabel, str]) -> None:
        named, self._demo = found
        self._kind, self._name = named.kind, named.label
        self.retranslate()

    def _label(self) -> str:
        if self._kind == "office":
            return self._name
        return tr("Laptop of {name}").format(name=self._name) if self._name else ""

    def _unlock(self) -> None:
        passphrase = self._field.text()
        if not passphrase or not self._open.isEnabled():
            return
        folder = self._folder

        def opening() -> Opened:
            from socialcase.actions.opening import open_day

            return open_day(folder, passphrase)

        self.open_by(opening)

    def _opened(self, opened: Opened) -> None:
        self._field.forget()
        self._entered(opened.workspace, opened.day)

    def _refused(self, error: UserError) -> None:
        self._open.setEnabled(True)
        self._open.setText(tr("Unlock"))
        if isinstance(error, WrongPassphrase):
            self._field.complain(explain(error).happened)
            self._field.box.selectAll()
            self._field.box.setFocus()
        else:
            show_error(self._banner, error)

    def _lay_out(self, languages: QWidget) -> None:
        form = fixed_column(
            440,
            brand(),
            24,
            self._title,
            self._lead,
            20,
            self._banner,
            self._field,
            12,
            row(self._open, self._other, None, gap=12),
            22,
            Rule(),
            10,
            fact("shield", self._only, self._only_detail),
            4,
            fact("laptop", self._laptop, self._laptop_detail),
            gap=4,
        )
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(28, 20, 28, 20)
        layout.addLayout(row(None, languages))
        layout.addStretch(2)
        line = row(None, form, None)
        line.setStretch(1, 4)
        layout.addLayout(line)
        layout.addStretch(3)
        layout.addWidget(self._version, 0, Qt.AlignmentFlag.AlignRight)
        ground(self, content)


def _demo_passphrase(folder: Path) -> str:
    """The passphrase that everybody knows, if the workspace is of a demo; else ""."""
    from socialcase.actions.demo.cast import PASSPHRASE, Places

    places = Places(folder.parent)
    return PASSPHRASE if places.stick.is_dir() and places.office.is_dir() else ""


def _greeting(hour: int) -> str:
    if hour < 12:
        return tr("Good morning")
    return tr("Good afternoon") if hour < 18 else tr("Good evening")
