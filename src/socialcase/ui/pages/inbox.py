"""Inbox: the office reads what came from its laptops and sees what needs a person."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from socialcase.actions import bundles
from socialcase.actions import inbox as acts
from socialcase.actions.bundles import MergeSummary
from socialcase.actions.inbox import InboxView, NeedsPerson
from socialcase.actions.workspaces import Workspace
from socialcase.errors import BundleRefused, UserError
from socialcase.texts import explain, tr, trn
from socialcase.ui.jobs import Job, Progress
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.exchange_words import KIND_ICONS, kind_count, made_at, merge_words
from socialcase.ui.pages.inbox_laptops import LaptopMarks, LaptopTable
from socialcase.ui.pages.inbox_words import need_words
from socialcase.ui.pages.stick import Place, StickChoice
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import IconLabel, Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.progress import ProgressLine


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one bundle file."""

    file: str
    summary: MergeSummary | None
    refused: UserError | None = None


def read_all(workspace: Workspace, folder: Path, job: Job) -> list[Read]:
    """Take in every bundle of a folder, the oldest first. Each is all or nothing by itself."""
    files = list(reversed(bundles.bundles_in(folder)))
    done: list[Read] = []
    for place, file in enumerate(files):
        if job.asked_to_stop():
            break
        job.report(place, len(files))
        try:
            done.append(Read(file.name, bundles.merge_bundle(workspace, file)))
        except BundleRefused as error:
            # what this office wrote for its laptops lies on the same stick
            if error.reason != "not_for_us":
                done.append(Read(file.name, None, error))
        except UserError as error:
            done.append(Read(file.name, None, error))
    return done


class InboxPage(Page):
    """What came, what was held and why, what needs a person, how each laptop stands."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._job: Job | None = None
        self._last: list[Read] = []
        self._view: InboxView | None = None
        ws = context.workspace
        self.beside = ReadingBeside(context, lambda: acts.inbox(ws), self._came)
        self._heading = Words(size="title", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self.button = primary(icon_name="arrow-down", then=self.read_bundles)
        self.stick = StickChoice(self._place_changed)
        self.bar = ProgressLine(self._cancel)
        self.banner = Banner()
        self._needs_card, self._needs_lines = _lines_card()
        self._report_card, self._report_lines = _lines_card()
        self._came_card, self._came_lines = _lines_card()
        self.marks, self.table = LaptopMarks(), LaptopTable()
        self._lay_out()
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Inbox")

    def reread(self, kinds: frozenset[str]) -> None:
        """Any change may need a person, or settle what did."""
        if self._job is None:
            self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self.stick.retranslate()
        self.load()

    def load(self) -> None:
        """Read what needs a person and how the laptops stand, beside the window."""
        self._show()
        self.beside.ask()

    def read_bundles(self) -> None:
        """Take in all bundles at the chosen place, in a job."""
        place = self.stick.place
        if self._job is not None or place is None:
            return
        ws, folder = self.context.workspace, place.folder
        self.banner.silence()
        self._job = self.context.jobs.start(
            lambda job: read_all(ws, folder, job),
            done=self._ended,
            failed=self._failed,
            progress=self._progressed,
        )
        self._show_head()

    def _came(self, view: InboxView) -> None:
        self._view = view
        self._show()

    def _show(self) -> None:
        self._show_head()
        self._show_report()
        self._show_came()
        if self._view is not None:
            self._show_needs(self._view)
            self.marks.show_laptops(self._view.laptops)
            self.table.show_laptops(self._view.laptops)

    def _show_head(self) -> None:
        merged = sum(1 for o in self._last if o.summary and not o.summary.already_merged)
        if self._last:
            read = trn("{n} bundle read", "{n} bundles read", len(self._last))
            took = trn("{n} was new", "{n} were new", merged).format(n=merged)
            self._heading.setText(f"{read.format(n=len(self._last))}, {took}")
        else:
            self._heading.setText(tr("Inbox"))
        self._lead.setText(_lead(self._view) if self._view is not None else "")
        self.button.setText(tr("Read bundles"))
        self.button.setEnabled(self._job is None and self.stick.place is not None)
        self.stick.setVisible(self._job is None)

    def _show_needs(self, view: InboxView) -> None:
        self._needs_card.head(tr("Needs a person"), tr("most urgent first") if view.needs else "")
        clear(self._needs_lines)
        if not view.needs:
            words = Words(tr("Nothing. What does will stand here."), tone="muted", wrap=True)
            self._needs_lines.addLayout(column(words, margins=(14, 14, 14, 14)))
        for place, need in enumerate(view.needs):
            if place:
                self._needs_lines.addWidget(Rule())
            self._needs_lines.addWidget(self._need_line(need))

    def _need_line(self, need: NeedsPerson) -> QWidget:
        said = need_words(need)
        words = column(
            Words(said.bold, weight="bold", wrap=True),
            Words(said.detail, size="small", tone="muted", wrap=True),
            gap=0,
        )
        line = row(IconLabel(said.icon, said.tone, 20), words, gap=14, margins=(14, 10, 14, 10))
        line.setStretch(1, 1)
        if said.act:
            go = Button(said.act, small=True, then=lambda: self.context.open(Target(said.page)))
            go.setAccessibleName(f"{said.act}: {said.bold}")
            line.addWidget(go)
        return boxed(line)

    def _show_report(self) -> None:
        self._report_card.setVisible(bool(self._last))
        self._report_card.head(tr("What happened"), tr("one line for each bundle"))
        clear(self._report_lines)
        for place, one in enumerate(self._last):
            if place:
                self._report_lines.addWidget(Rule())
            self._report_lines.addWidget(_report_line(one))

    def _show_came(self) -> None:
        counted: dict[str, int] = {}
        for one in self._last:
            fresh = one.summary is not None and not one.summary.already_merged
            for kind, n in one.summary.by_kind if one.summary and fresh else ():
                counted[kind] = counted.get(kind, 0) + n
        self._came_card.setVisible(bool(counted))
        self._came_card.head(tr("What came"))
        clear(self._came_lines)
        grid = QGridLayout()
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setVerticalSpacing(7)
        for place, (kind, n) in enumerate(counted.items()):
            icon = IconLabel(KIND_ICONS.get(kind, "file-text"), "muted", 16)
            line = row(icon, Words(kind_count(kind, n), size="small"), None)
            grid.addLayout(line, place // 2, place % 2)
        self._came_lines.addLayout(grid)

    def _progressed(self, progress: Progress) -> None:
        words = tr("bundle {done} of {total}")
        now = min(progress.done + 1, progress.total)
        self.bar.show_progress(
            words.format(done=now, total=progress.total), progress.done, progress.total
        )

    def _ended(self, read: list[Read]) -> None:
        self._job = None
        self._last = read
        self.bar.hide()
        if read:
            self.context.kept()
        else:
            self.banner.say(
                tr("There is no bundle here."),
                tr("Choose the stick or the folder that the laptops wrote to."),
                tone="warning",
            )
        self.load()

    def _failed(self, error: UserError) -> None:
        self._job = None
        self.bar.hide()
        self.context.tell(error)
        self.load()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _place_changed(self, _place: Place | None) -> None:
        self._show_head()

    def _lay_out(self) -> None:
        body = QWidget()
        page = page_column(body)
        top = row(column(self._heading, self._lead, gap=2), self.button)
        top.setStretch(0, 1)
        sides = QGridLayout()
        sides.setSpacing(16)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.marks)
        right.addWidget(self._came_card)
        right.addStretch(1)
        left = column(self._needs_card, self._report_card, None, gap=14)
        sides.addLayout(left, 0, 0)
        sides.addLayout(right, 0, 1)
        sides.setColumnStretch(0, 5)
        sides.setColumnStretch(1, 3)
        page.addLayout(top)
        for part in (self.stick, self.bar, self.banner):
            page.addWidget(part)
        page.addLayout(sides)
        page.addWidget(self.table)
        page.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(body))


def _lead(view: InboxView) -> str:
    count = sum(need.count for need in view.needs)
    if not count:
        return tr("Nothing needs a person.")
    words = trn("{n} thing needs a person.", "{n} things need a person.", count)
    return " ".join((words.format(n=count), tr("Everything else is in its place.")))


def _lines_card() -> tuple[Card, QVBoxLayout]:
    card = Card(padding=(0, 0, 0, 0))
    card.body.setSpacing(0)
    lines = QVBoxLayout()
    lines.setSpacing(0)
    card.put(lines)
    return card, lines


def _report_line(one: Read) -> QWidget:
    if one.summary is not None:
        summary = one.summary
        bold = f"{summary.sender_name}, {made_at(summary.made)}"
        icon, tone, said = "check", "ok", merge_words(summary)
        if any(summary.held.values()) or summary.notices:
            icon, tone = "warning", "warning"
    else:
        words = explain(one.refused) if one.refused else None
        bold = words.happened if words else one.file
        icon, tone, said = "warning", "danger", f"{words.safe} {words.do}" if words else ""
    lines = column(
        Words(bold, weight="medium", wrap=True),
        Words(said, size="small", tone="muted", wrap=True),
        gap=0,
    )
    line = row(IconLabel(icon, tone, 18), lines, gap=12, margins=(14, 9, 14, 9))
    line.setStretch(1, 1)
    return boxed(line)
