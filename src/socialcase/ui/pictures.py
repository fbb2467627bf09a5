"""Pictures of the main pages, for the demo and for people who look before they install."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from socialcase.actions.assessments import drafts
from socialcase.actions.cases import cases
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import CASE_STATUSES
from socialcase.errors import CannotWrite
from socialcase.settings import Settings
from socialcase.storage.views import CaseRow
from socialcase.ui.page import Target
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell

_PARTS = ("timeline", "household", "assessments", "plan", "visits", "documents", "history")
"""The parts of a case file that are drawn."""


def take_pictures(
    app: QApplication,
    workspace: Workspace,
    folder: Path,
    palettes: Sequence[str],
    languages: Sequence[str],
    sizes: Sequence[tuple[int, int]],
) -> list[Path]:
    """Draw every main page in every palette, language and size. Raises CannotWrite."""
    folder.mkdir(parents=True, exist_ok=True)
    preferences = Preferences(app, Settings(language="en", palette="light"), _kept_nowhere)
    made: list[Path] = []
    for language in languages:
        for palette in palettes:
            preferences.choose_language(language)
            preferences.choose_palette(palette)
            shell = Shell(workspace, preferences)
            for width, height in sizes:
                shell.resize(width, height)
                ending = f"{language}-{palette}-{width}x{height}.png"
                made.extend(_pages(app, shell, workspace, folder, ending))
            shell.jobs.finish()
            shell.hide()
            shell.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return made


def main_targets(workspace: Workspace) -> list[tuple[str, Target]]:
    """The pages worth a picture, and what to open on them: the newest open case with most in it."""
    found = cases(workspace, limit=50)
    targets = [("today", Target("today")), ("people", Target("people")), ("cases", Target("cases"))]
    if found:
        case = max(found, key=_interest).uid
        targets += [(f"case-{part}", Target("case", case, part)) for part in _PARTS]
    office = [(name, Target(name)) for name in ("inbox", "conflicts", "laptops", "forms")]
    targets += [("filler", Target("filler", line.draft)) for line in drafts(workspace)[:1]]
    targets.append(("exchange", Target("exchange")))
    return targets + (office if workspace.kind == "office" else [])


def _interest(row: CaseRow) -> tuple[bool, bool, int, int]:
    """Cases with much to see come last: at risk, far on their way, of many people."""
    way = CASE_STATUSES.index(row.status) if row.status in CASE_STATUSES else 0
    return row.risk_level == "high", bool(row.last_visit), way, row.people


def _pages(
    app: QApplication, shell: Shell, workspace: Workspace, folder: Path, ending: str
) -> Iterator[Path]:
    for name, target in main_targets(workspace):
        shell.open(target)
        shell.show()
        settle(app, shell)
        file = folder / f"{name}-{ending}"
        if not shell.grab().save(str(file)):
            raise CannotWrite(file)
        yield file


def settle(app: QApplication, shell: Shell) -> None:
    """Let what is being read, layouts and queued signals come to rest before a picture is taken."""
    for _ in range(4):  # the first painting begins jobs of its own
        app.processEvents()
    while shell.jobs.busy():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _ in range(4):
        app.processEvents()
    shell.ensurePolished()


def _kept_nowhere(_settings: Settings) -> None:
    """Choices made for pictures are not the person’s."""
