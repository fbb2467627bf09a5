"""Bringing a backup back: the file, the passphrase of that day, and the workspace opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from socialcase.actions.maintenance import SUFFIX, restore
from socialcase.actions.workspaces import Workspace, open_workspace
from socialcase.errors import UserError, WrongPassphrase
from socialcase.texts import explain, tr
from socialcase.ui.jobs import Jobs
from socialcase.ui.messages import show_error
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button, link, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.passphrase_field import PassphraseField


class BringBack(QWidget):
    """Asks for a backup file and its passphrase, and makes a workspace of it."""

    def __init__(
        self,
        jobs: Jobs,
        folder: Callable[[], Path],
        entered: Callable[[Workspace], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._jobs, self._folder, self._entered = jobs, folder, entered
        self.file: Path | None = None
        self._busy = False
        self._title = Words(size="welcome", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self._banner = Banner()
        self._choose = Button(icon_name="folder-open", then=self._ask)
        self._name = Words(tone="muted", wrap=True)
        self.field = PassphraseField("")
        self.go = primary(icon_name="arrow-counter-clockwise", then=self.begin)
        self._back = link(then=leave)
        self._consequence = Words(size="small", tone="muted", wrap=True)
        self.field.box.returnPressed.connect(self.begin)
        self._lay_out()
        self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the file."""
        self._choose.setFocus()
        super().focusInEvent(event)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("Bring back a backup"))
        self._lead.setText(
            tr(
                "A workspace is made on this computer as it was on the day of the backup. "
                "The backup file stays as it is."
            )
        )
        self._choose.setText(tr("Choose the backup file"))
        self._name.setText(self.file.name if self.file else tr("No file is chosen yet."))
        self.field.set_words(
            tr("Passphrase"), tr("the one that was in force when the backup was made")
        )
        self._consequence.setText(
            tr(
                "What was written after that day is not in it; the office sends back what it has "
                "received. Where the old workspace still opens, do not go on working in both."
            )
        )
        self._back.setText(tr("Back to setting up"))
        self._show_state()

    def use(self, file: Path) -> None:
        """Choose a backup file."""
        self.file = file
        self._banner.silence()
        self.retranslate()
        self.field.box.setFocus()

    def begin(self) -> None:
        """Make the workspace of the backup and open it."""
        file, passphrase = self.file, self.field.text()
        if file is None:
            self._choose.setFocus()
            return
        if not passphrase or self._busy:
            self.field.box.setFocus()
            return
        folder = self._folder()
        self.field.complain("")
        self._set_busy(busy=True)

        def work(_job: object) -> Workspace:
            return open_workspace(restore(file, folder, passphrase), passphrase)

        self._jobs.start(work, done=self._restored, failed=self._refused)

    def _restored(self, workspace: Workspace) -> None:
        self.field.forget()
        self._set_busy(busy=False)
        self._entered(workspace)

    def _refused(self, error: UserError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, WrongPassphrase):
            self.field.complain(explain(error).happened)
            self.field.box.selectAll()
            self.field.box.setFocus()
        else:
            show_error(self._banner, error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._show_state()

    def _show_state(self) -> None:
        self.go.setText(tr("Bringing it back…") if self._busy else tr("Bring it back"))
        for part in (self.go, self._choose, self._back):
            part.setEnabled(not self._busy)

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self._choose.text(), "", f"*{SUFFIX}")
        if name:
            self.use(Path(name))

    def _lay_out(self) -> None:
        card = Card(padding=(22, 18, 22, 20))
        card.body.setSpacing(12)
        self.field.setMaximumWidth(440)
        file = row(self._choose, self._name, gap=12)
        file.setStretch(1, 1)
        card.put(file, self.field, self._consequence, row(self.go, self._back, None, gap=12))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self._title, self._lead, self._banner, card):
            layout.addWidget(part)
