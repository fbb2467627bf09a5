"""Receiving: what lies on the stick for this laptop, a preview, and taking it in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from socialcase.actions import bundles
from socialcase.actions.bundles import BundleReport, MergeSummary
from socialcase.actions.form_arrivals import Arrived, arrival_lines, arrived, forms_here
from socialcase.actions.supervision import Answer, answers
from socialcase.actions.workspaces import Workspace
from socialcase.errors import BundleRefused, UserError
from socialcase.texts import explain, tr, trn
from socialcase.ui.jobs import Job, Jobs, Progress
from socialcase.ui.messages import show_error
from socialcase.ui.page import Target
from socialcase.ui.pages.exchange_words import changes, kind_count, made_at, merge_words
from socialcase.ui.pages.stick import Place
from socialcase.ui.pages.today_side import answer_line, plain_line
from socialcase.ui.speech import joined
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.widgets.progress import ProgressLine
from socialcase.ui.widgets.two_lines import Line

_MOST_ANSWERS = 6
_MOST = 20  # bundles looked into; a stick with more is one that nobody ever emptied


@dataclass(frozen=True, slots=True)
class Found:
    """One bundle on the stick: what it is, or why it is refused."""

    file: Path
    report: BundleReport | None
    refused: UserError | None = None

    @property
    def new(self) -> bool:
        """Whether it brings anything."""
        return self.report is not None and not self.report.already_known


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for the person here after a bundle: answers, and fields with two versions."""

    answers: tuple[Answer, ...]
    conflicts: int


def waits_in(workspace: Workspace) -> Waits:
    """What waits now."""
    with workspace.store.reading() as reading:
        conflicts = len(reading.conflicts())
    return Waits(tuple(answers(workspace)), conflicts)


def look_into(workspace: Workspace, folder: Path, job: Job) -> list[Found]:
    """Every bundle in `folder`, verified, oldest first. Files for others are left out."""
    found: list[Found] = []
    files = bundles.bundles_in(folder)[:_MOST]
    for place, file in enumerate(files):
        job.check()
        job.report(place, len(files))
        try:
            found.append(Found(file, bundles.inspect_bundle(workspace, file)))
        except UserError as error:
            if not (isinstance(error, BundleRefused) and error.reason == "not_for_us"):
                found.append(Found(file, None, error))
    return sorted(found, key=lambda one: one.report.made if one.report else 0)


class ReceiveCard(Card):
    """Shows what came and takes it in. `changed()` is called when something was taken in."""

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        changed: Callable[[], object],
        go: Callable[[Target], None],
    ) -> None:
        super().__init__(padding=(16, 12, 16, 14))
        self._go = go
        self._waits: Waits | None = None
        self._workspace, self._jobs, self._changed = workspace, jobs, changed
        self._found: list[Found] = []
        self._folder: Path | None = None
        self._job: Job | None = None
        self._chip = Chip(tone="accent")
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self._next = QVBoxLayout()
        self._next.setSpacing(0)
        self.banner = Banner()
        self.bar = ProgressLine()
        self.button = Button(icon_name="arrow-down", then=self.receive)
        self._why_not = Words(size="small", tone="muted", wrap=True)
        line = row(self.button, self._why_not, gap=12)
        line.setStretch(1, 1)
        self.head(tr("Receive from office"), icon_name="arrow-down")
        self.beside_head(self._chip)
        self.put(self.banner, self._next, self._body, self.bar, line)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back has perhaps corrected what came."""
        super().showEvent(event)
        if self._waits is not None:
            self._jobs.start(lambda _job: waits_in(self._workspace), done=self._show_next)

    def look(self, place: Place | None) -> None:
        """Look into the bundles at a place, in a job."""
        self._folder = place.folder if place else None
        self._found = []
        self.refresh()
        if self._folder is None or self._job is not None:
            return
        folder = self._folder
        self._job = self._jobs.start(
            lambda job: look_into(self._workspace, folder, job),
            done=self._looked,
            failed=self._failed,
        )

    def receive(self) -> None:
        """Take every new bundle in, in a job."""
        files = [one.file for one in self._found if one.new]
        if self._job is not None or not files:
            return
        self.banner.silence()
        self._show_next(None)
        self._job = self._jobs.start(
            lambda job: self._merge(job, files),
            done=self._received,
            failed=self._failed,
            progress=self._progressed,
        )
        self.refresh()

    def refresh(self) -> None:
        """Word everything anew."""
        self.head(tr("Receive from office"))
        new = [one for one in self._found if one.new]
        refused = [one for one in self._found if one.refused]
        words = trn("{n} bundle on the stick", "{n} bundles on the stick", len(new))
        self._chip.show_fact(words.format(n=len(new)), tone="accent")
        self._chip.setVisible(bool(new))
        self.button.setText(tr("Receive"))
        self.button.setEnabled(bool(new) and self._job is None)
        self._why_not.setText("" if new else self._reason())
        clear(self._body)
        for one in new:
            self._body.addWidget(_Preview(one))
        for one in refused:
            self._body.addWidget(_refusal(one))
        self._show_next(self._waits)

    def _reason(self) -> str:
        if self._folder is None:
            return tr("Put the stick from the office in.")
        return tr("There is nothing new from the office here.")

    def _show_next(self, waits: "Waits | None") -> None:
        """What the office answered and what has two versions now, each with the way there."""
        self._waits = waits
        clear(self._next)
        if waits is None:
            return
        for one in waits.answers[:_MOST_ANSWERS]:
            self._next.addWidget(answer_line(one, self._go))
        if waits.conflicts:
            self._next.addWidget(self._conflict_line(waits.conflicts))

    def _conflict_line(self, count: int) -> Line:
        words = trn("{n} field with two versions", "{n} fields with two versions", count)
        settle = link(tr("Decide…"), then=lambda: self._go(Target("conflicts")))
        settle.setAccessibleName(joined(settle.text(), words.format(n=count)))
        safe = tr("Until somebody decides, the safer one shows.")
        return plain_line(words.format(n=count), safe, settle)

    def _merge(self, job: Job, files: list[Path]) -> tuple[list[MergeSummary], Arrived, Waits]:
        before = forms_here(self._workspace)
        summaries = [
            bundles.merge_bundle(
                self._workspace,
                file,
                progress=lambda stage, done, total: job.report(done, total, stage),
            )
            for file in files
        ]
        return summaries, arrived(self._workspace, before), waits_in(self._workspace)

    def _progressed(self, progress: Progress) -> None:
        words = {
            "check": tr("Checking seal and sender"),
            "read": tr("Reading"),
            "merge": tr("Taking in"),
        }.get(progress.what, "")
        self.bar.show_progress(words, progress.done, progress.total)

    def _looked(self, found: list[Found]) -> None:
        self._job = None
        self._found = found
        self.refresh()

    def _received(self, came_in: tuple[list[MergeSummary], Arrived, Waits]) -> None:
        summaries, forms, self._waits = came_in
        self._job = None
        self.bar.hide()
        self._found = [one for one in self._found if not one.new]
        self.refresh()
        said = " ".join(merge_words(summary) for summary in summaries)
        came = _sum_kinds(summaries)
        if came:
            said = f"{said} {came}."
        said = " ".join((said, *arrival_lines(forms)))
        self.banner.say(tr("Everything was taken in."), said, tone="ok")
        self._changed()

    def _failed(self, error: UserError) -> None:
        self._job = None
        self.bar.hide()
        show_error(self.banner, error)
        self.refresh()


class _Preview(Card):
    """What one bundle brings; nothing is changed yet."""

    def __init__(self, found: Found) -> None:
        super().__init__(padding=(12, 10, 12, 10))
        report = found.report
        if report is None:
            return
        who = Words(f"{report.sender_name}, {made_at(report.made)}", weight="bold", wrap=True)
        seal = Words(tr("Seal and sender verified"), size="small", tone="ok")
        head = row(who, IconLabel("shield-check", "ok", 16), seal, gap=6)
        head.setStretch(0, 1)
        note = Words(tr("Preview; nothing is changed yet."), size="small", tone="muted", wrap=True)
        self.put(column(head, note, gap=2), self._kinds(report))
        if report.missing:
            words = tr("An earlier bundle is missing; until it comes, some changes wait.")
            self.put(Words(words, size="small", tone="warning", wrap=True))

    def _kinds(self, report: BundleReport) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        words = [kind_count(kind, n) for kind, n in report.by_kind] or [changes(report.changes)]
        if report.sealed:
            n = report.sealed
            sealed = trn("{n} restricted change", "{n} restricted changes", n)
            words.append(sealed.format(n=n))
        for place, one in enumerate(words):
            grid.addWidget(Words(one, wrap=True), place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        return grid


def _refusal(found: Found) -> Banner:
    banner = Banner()
    if found.refused is not None:
        said = explain(found.refused)
        banner.say(said.happened, f"{said.safe} {said.do}", tone="warning")
    return banner


def _sum_kinds(summaries: list[MergeSummary]) -> str:
    counted: dict[str, int] = {}
    for summary in summaries:
        for kind, n in summary.by_kind:
            counted[kind] = counted.get(kind, 0) + n
    return ", ".join(kind_count(kind, n) for kind, n in counted.items())
