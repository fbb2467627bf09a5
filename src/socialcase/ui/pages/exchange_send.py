"""Sending: steps, a bar with Cancel, and at the end what is known: the copy was compared."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from socialcase.actions import bundles
from socialcase.actions.bundles import Cancelled, ExchangeView, Outgoing, WrittenBundle
from socialcase.actions.workspaces import Workspace
from socialcase.errors import NothingToSend, UserError
from socialcase.texts import tr, trn
from socialcase.texts.sizes import size_words
from socialcase.ui.jobs import Job, Jobs, Progress, Stopped
from socialcase.ui.messages import show_error
from socialcase.ui.pages.exchange_words import changes
from socialcase.ui.pages.stick import Place, StickChoice
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.progress import ProgressLine, Step, Steps

IDLE = -1
STAGES = ("collect", "seal", "write", "compare")


class SendCard(Card):
    """Writes bundles to the chosen place, one recipient after the other.

    `changed()` is called when sending begins, ends or the place changes.
    """

    def __init__(self, workspace: Workspace, jobs: Jobs, changed: Callable[[], object]) -> None:
        super().__init__(padding=(16, 10, 16, 14))
        self._workspace, self._jobs, self._changed = workspace, jobs, changed
        self._view: ExchangeView | None = None
        self._to: tuple[Outgoing, ...] = ()
        self._stage, self._written = IDLE, 0
        self._job: Job | None = None
        self._pressed = False
        self._keyboard: QWidget | None = None
        self.steps = Steps()
        self.stick = StickChoice(self._place_changed, self._place_changed)
        self.bar = ProgressLine(self._cancel)
        self.banner = Banner()
        self.button = Button(icon_name="arrow-up", kind="primary", then=self.send)
        self.why_not = Words(size="small", tone="muted", wrap=True)
        line = row(self.button, self.why_not, gap=12)
        line.setStretch(1, 1)
        self.put(self.steps, self.bar, self.banner, self.stick, line)

    @property
    def running(self) -> bool:
        """Whether a bundle is being written now."""
        return self._job is not None

    @property
    def done(self) -> bool:
        """Whether the last sending ended with a compared copy."""
        return self._stage == len(STAGES)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back has perhaps more to send: what was sent before is over."""
        super().showEvent(event)
        if self.done and not event.spontaneous():
            self._stage = IDLE
            self.banner.silence()
            self.refresh()

    def show_view(self, view: ExchangeView, to: tuple[Outgoing, ...]) -> None:
        """Show what would go: `to` names the recipients that a press sends to."""
        self._view, self._to = view, to
        self.refresh()

    def refresh(self) -> None:
        """Word everything anew."""
        office = self._workspace.kind == "office"
        title = tr("Send to laptops") if office else tr("Send to office")
        self.head(title, icon_name="arrow-up")
        self.steps.show_steps(self._steps(), self._stage)
        self.button.setText(tr("Send again") if self.done else title)
        self.button.make_primary(not self.done)
        reason = self._reason()
        self.button.setEnabled(self._view is not None and not reason)
        self.button.setVisible(not self.running)
        self.why_not.setText(reason)
        self.stick.setVisible(not self.running)

    def send(self) -> None:
        """Write for every recipient in a job; people can go on working."""
        place = self.stick.place
        if self.running or place is None:
            return
        self.banner.silence()
        self._pressed = self.button.hasFocus()
        self._stage, self._written = 0, 0
        recipients, folder = [o.device for o in self._to], place.folder
        self._job = self._jobs.start(
            lambda job: self._write(job, recipients, folder),
            done=self._ended,
            failed=self._failed,
            progress=self._progressed,
            stopped=self._stopped,
        )
        self.refresh()
        # a button that goes leaves the keyboard to whatever is next; it gets it back
        self._keyboard = QApplication.focusWidget()
        self._changed()

    def _write(self, job: Job, recipients: list[str], folder: Path) -> list[WrittenBundle]:
        """In the job's thread: one bundle for each recipient who lacks something."""
        written: list[WrittenBundle] = []
        for place, device in enumerate(recipients):
            job.check()
            of = f"{place + 1}/{len(recipients)}" if len(recipients) > 1 else ""
            written.extend(self._write_one(job, device, folder, of))
        if not written:
            raise NothingToSend
        return written

    def _write_one(self, job: Job, device: str, folder: Path, of: str) -> list[WrittenBundle]:
        try:
            bundle = bundles.export_bundle(
                self._workspace,
                folder,
                device,
                progress=lambda stage, done, total: job.report(done, total, f"{stage} {of}"),
                cancel=job.asked_to_stop,
            )
        except Cancelled:
            raise Stopped from None
        except NothingToSend:
            return []
        return [bundle]

    def _progressed(self, progress: Progress) -> None:
        stage, _, of = progress.what.partition(" ")
        if stage in STAGES:
            self._stage = STAGES.index(stage)
        if stage in ("write", "compare"):
            self._written = max(self._written, progress.total)
        words = self._amount(stage, progress)
        self.bar.show_progress(f"{of}  {words}".strip(), progress.done, progress.total)
        self.steps.show_steps(self._steps(), self._stage)

    def _amount(self, stage: str, progress: Progress) -> str:
        if not progress.total or stage == "collect":
            return ""
        done, total = size_words(progress.done), size_words(progress.total)
        return tr("{done} of {total}").format(done=done, total=total)

    def _ended(self, written: list[WrittenBundle]) -> None:
        self._stage = len(STAGES)
        self._written = sum(bundle.size for bundle in written)
        files = sum(len(bundle.paths) for bundle in written)
        sent = changes(sum(bundle.changes for bundle in written))
        detail = trn(
            "{n} bundle was written and read back.",
            "{n} bundles were written and read back.",
            files,
        )
        words = tr("{changes}, {size}.").format(changes=sent, size=size_words(self._written))
        self.banner.say(
            tr("You may remove the stick."), f"{detail.format(n=files)} {words}", tone="ok"
        )
        self._finish()

    def _failed(self, error: UserError) -> None:
        self._stage = IDLE
        if isinstance(error, NothingToSend):
            words = tr("Nothing was written; nothing is lost.")
            self.banner.say(self._nothing_to_send(), words)
        else:
            show_error(self.banner, error)
        self._finish()

    def _stopped(self) -> None:
        self._stage = IDLE
        self.banner.say(
            tr("Sending was cancelled."),
            tr("Nothing is lost. You can send again at any time."),
            tone="warning",
        )
        self._finish()

    def _finish(self) -> None:
        self._job = None
        self.bar.hide()
        self.refresh()
        if self._pressed and QApplication.focusWidget() is self._keyboard:
            self.button.setFocus()
        self._changed()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _place_changed(self, _place: Place | None) -> None:
        self.refresh()
        if self.stick.has_keyboard() and self.button.isEnabled():
            self.button.setFocus()  # where to is said: sending comes next
        self._changed()

    def _reason(self) -> str:
        """Why nothing can be sent now, "" when it can."""
        view = self._view
        if view is None:  # is being read
            return ""
        if not view.enrolled:
            return tr("First an office has to accept this laptop.")
        if not self._to:
            return tr("No laptop has been accepted yet.")
        return "" if self.stick.place is not None else tr("First choose where to write.")

    def _nothing_to_send(self) -> str:
        if self._workspace.kind == "office":
            return tr("Every laptop has everything.")
        return tr("There is nothing that the office does not have.")

    def _steps(self) -> list[Step]:
        count = sum(outgoing.changes for outgoing in self._to)
        size = size_words(self._written) if self._written and self._stage > 1 else ""
        only = tr("only they can open it") if self._workspace.kind == "office" else ""
        return [
            Step(
                tr("Collect {changes}").format(changes=changes(count)) if count else tr("Collect")
            ),
            Step(self._seal_words(), only or tr("only the office can open it")),
            Step(tr("Write to the stick"), size),
            Step(tr("Read back and compare")),
            Step(tr("Remove the stick")),
        ]

    def _seal_words(self) -> str:
        if self._workspace.kind == "office":
            return tr("Seal for each laptop")
        name = self._view.office_name if self._view else ""
        return tr("Seal for {office}").format(office=name) if name else tr("Seal")
