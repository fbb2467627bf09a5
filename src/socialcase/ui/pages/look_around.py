"""Looking around without setting anything up: the demo is played through, then its laptop opens."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.demo import DemoOutcome, run_demo
from socialcase.actions.demo.cast import PASSPHRASE
from socialcase.actions.workspaces import Workspace, open_workspace
from socialcase.cases.clock import Clock, SystemClock
from socialcase.errors import UserError
from socialcase.texts import tr
from socialcase.ui.jobs import Job, Jobs, Progress, Stopped
from socialcase.ui.messages import show_error
from socialcase.ui.pages.gate import fact
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import link, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.progress import ProgressLine

Play = Callable[..., DemoOutcome]
"""What plays the demo through: `run_demo`, or in tests one whose passphrase costs less."""

STEPS = 9
"""How many steps the story of the demo has."""


def demo_folder(workspace: Path) -> Path:
    """A new folder for a demo, beside the folder in which `workspace` would be made."""
    root = workspace.parent.parent
    taken = {path.name for path in root.iterdir()} if root.is_dir() else set()
    number = next(n for n in range(1, len(taken) + 2) if f"demo-{n}" not in taken)
    return root / f"demo-{number}"


def build_demo(folder: Path, job: Job, play: Play = run_demo) -> Workspace:
    """Play the demo through in a new `folder` and open the specialist's laptop.

    Tells `job` the step and the last line. Nothing stays behind when the job is cancelled
    (Stopped) or something is refused. Raises WorkspaceExists, CannotWrite, DiskFull.
    """
    telling = _Telling(job)
    try:
        clock = _PatientClock(SystemClock(), job)
        outcome = play(folder, say=telling.say, clock=clock)
        return open_workspace(outcome.open_first, outcome.passphrase)
    except (UserError, Stopped):
        shutil.rmtree(folder, ignore_errors=True)
        raise


@dataclass(slots=True)
class _Telling:
    """Turns what the demo says into progress: the number of the step, its title, the last line."""

    job: Job
    step: int = 0
    title: str = ""

    def say(self, line: str) -> None:
        self.job.check()
        if not line:
            return
        number, _, title = line.partition("  ")
        if number.isdigit():
            self.step, self.title = int(number), title
            line = ""
        self.job.report(self.step - 1, STEPS, f"{self.title}\n{line.strip()}")


@dataclass(slots=True)
class _PatientClock:
    """The real clock. The story looks at it between two acts: there a cancelled job ends."""

    real: Clock
    job: Job

    def now(self) -> datetime:
        self.job.check()
        return self.real.now()

    def today(self) -> date:
        return self.real.today()


class LookAround(QWidget):
    """What the demo is, how it is opened and deleted; one button begins it."""

    def __init__(
        self,
        jobs: Jobs,
        folder: Callable[[], Path],
        entered: Callable[[Workspace], object],
        leave: Callable[[], object],
        play: Play = run_demo,
    ) -> None:
        super().__init__()
        self._jobs, self._folder, self._entered, self.play = jobs, folder, entered, play
        self._job: Job | None = None
        self._where = folder()
        self._title = Words(size="welcome", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self._banner = Banner()
        self._facts = [
            (Words(weight="medium", wrap=True), Words(size="small", tone="muted", wrap=True))
            for _ in range(3)
        ]
        for _bold, detail in self._facts:
            detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.go = primary(icon_name="arrow-right", then=self.begin)
        self._back = link(then=leave)
        self._bar = ProgressLine(self.cancel)
        self._step = Words(weight="medium", wrap=True)
        self._line = Words(size="small", tone="muted", wrap=True)
        self._lay_out()
        self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the button."""
        self.go.setFocus()
        super().focusInEvent(event)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("Look around with invented families"))
        self._lead.setText(
            tr(
                "A month of casework is played through on this computer: an office, a "
                "coordinator and two specialists. Then the laptop of one specialist opens. "
                "It takes about a minute."
            )
        )
        words = (
            (
                tr("All people in it are invented"),
                tr("Try everything. Write nothing about real people into it."),
            ),
            (
                tr("Its passphrase: {passphrase}").format(passphrase=PASSPHRASE),
                tr("It opens the laptops and the office of the demo; everybody knows it."),
            ),
            (
                tr("To delete it, delete one folder"),
                tr("{folder}. Your own work never lies there.").format(folder=self._where),
            ),
        )
        for (bold, detail), (what, why) in zip(self._facts, words, strict=True):
            bold.setText(what)
            detail.setText(why)
        self.go.setText(tr("Look around"))
        self._back.setText(tr("Back to setting up"))

    def begin(self) -> None:
        """Play the demo through, beside the window."""
        if self._job is not None:
            return
        where = self._where = self._folder()
        self.retranslate()
        self._banner.silence()
        play = self.play
        self._job = self._jobs.start(
            lambda job: build_demo(where, job, play),
            done=self._built,
            failed=self._refused,
            progress=self._progressed,
            stopped=self._stopped,
        )
        self._bar.show_progress("", 0, STEPS)
        self._show_state()

    def cancel(self) -> None:
        """Ask the demo to end at its next safe place."""
        if self._job is not None:
            self._job.cancel()
            self._line.setText(tr("Ending, and taking away what was made…"))

    def _progressed(self, progress: Progress) -> None:
        if self._job is None or self._job.asked_to_stop():
            return
        title, _, line = progress.what.partition("\n")
        at = tr("step {n} of {total}").format(n=progress.done + 1, total=progress.total)
        self._bar.show_progress(at, progress.done, progress.total)
        self._step.setText(title)
        self._line.setText(line)

    def _built(self, workspace: Workspace) -> None:
        self._end()
        self._entered(workspace)

    def _refused(self, error: UserError) -> None:
        self._end()
        show_error(self._banner, error)

    def _stopped(self) -> None:
        self._end()
        self._banner.say(tr("The demo was stopped."), tr("Nothing of it is left."))

    def _end(self) -> None:
        self._job = None
        self._show_state()

    def _show_state(self) -> None:
        busy = self._job is not None
        self._bar.setVisible(busy)
        for part in (self._step, self._line):
            part.setText("")
            part.setVisible(busy)
        self.go.setVisible(not busy)
        self._back.setVisible(not busy)
        if not busy and self.isVisible():
            self.go.setFocus()

    def _lay_out(self) -> None:
        card = Card(padding=(22, 18, 22, 20))
        card.body.setSpacing(14)
        for icon_name, (bold, detail) in zip(("users", "key", "trash"), self._facts, strict=True):
            card.put(fact(icon_name, bold, detail, "accent"))
        card.put(row(self.go, self._back, None, gap=12), self._bar, self._step, self._line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self._title, self._lead, self._banner, card):
            layout.addWidget(part)
        self._show_state()
