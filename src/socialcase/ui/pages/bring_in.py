"""Bring in: a file is looked at, what fits is ticked, and the rows come in as one act."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from socialcase.actions.done import Done
from socialcase.errors import UserError
from socialcase.texts import explain, tr, trn
from socialcase.ui.jobs import Job, Progress
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.bring_in_kinds import AnswersIn, CasesIn, Kind, Line, Telling, fitting
from socialcase.ui.speech import joined
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import draw_check
from socialcase.ui.widgets.field import ChoiceBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.widgets.paint import NAME, QUIET, SECOND, mark, write, write_wrapped
from socialcase.ui.widgets.progress import ProgressLine
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

ANSWERS, CASES = "answers", "cases"
_ACROSS = 2
_GAP = 20


class TickList(RowsView):
    """A list whose rows are ticked: the space bar does what Enter does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.opened.emit(self.model().data(index, int(Qt.ItemDataRole.UserRole)))
        else:
            super().keyPressEvent(event)


class _LineDelegate(RowDelegate[Line]):
    """Box, who and what; below it each reason."""

    def __init__(self, chosen: set[int]) -> None:
        super().__init__()
        self._chosen = chosen

    def opens(self, row: Line) -> bool:
        """What cannot be taken is not ticked."""
        return not row.stopped

    def height_of(self, row: Line, width: int) -> int:
        """Two lines, and the reasons."""
        said = "\n".join(row.reasons)
        return 48 + (SECOND.height(said, width - 76) + 8 if said else 0)

    def draw(self, painter: QPainter, box: QRect, row: Line) -> None:
        """Write who it is, where it stands, and why not."""
        sign = QRect(box.left() + 14, box.top() + 16, 16, 16)
        if row.stopped:
            mark(painter, sign, "x-circle", "danger")
        else:
            draw_check(painter, sign, ticked=row.at in self._chosen)
        words = box.adjusted(48, 6, -14, 0)
        write(painter, QRect(words.left(), words.top(), words.width(), 19), row.name, NAME)
        write(painter, QRect(words.left(), words.top() + 19, words.width(), 17), row.about, QUIET)
        below = QRect(words.left() + 14, box.top() + 48, box.width() - 76, box.height() - 48)
        if row.reasons:
            write_wrapped(painter, below, "\n".join(row.reasons), SECOND)


class BringInPage(Page):
    """`show_record` says what is brought in: ANSWERS or CASES."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kind: Kind = AnswersIn(context.workspace)
        self._file: Path | None = None
        self._job: Job | None = None
        self._words = ""
        self._taking = self._again = False
        self._lines: list[Line] = []
        self._chosen: set[int] = set()
        self._crumb = link(then=lambda: self.context.open(Target(self._kind.page)))
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        self._title = Words(size="title", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self.choose = Button(icon_name="folder", then=self.choose_file)
        self._name = Words(tone="muted", wrap=True)
        self.bar = ProgressLine(self._cancel)
        self.banner = Banner()
        self.slots: dict[str, ChoiceBox] = {}
        self._slot_grid = QGridLayout()
        self._slot_card = Card(padding=(16, 12, 16, 14))
        self.rows: Rows[Line] = Rows(self._spoken)
        self.list = TickList("", fitted=True)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_LineDelegate(self._chosen))
        self.list.opened.connect(self._tick)
        self._list_card = Card(padding=(0, 0, 0, 0))
        self.take = Button(icon_name="check-bold", kind="primary", then=self.take_chosen)
        self._count = Words(tone="muted", wrap=True)
        self._lay_out()
        self.setFocusProxy(self.choose)
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return self._kind.title()

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to answers or to a case list, from the beginning."""
        if self._job is not None:
            return
        ws = self.context.workspace
        self._kind = CasesIn(ws) if record == CASES else AnswersIn(ws)
        self._file = None
        self.banner.silence()
        self._show([])
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        back = {ANSWERS: tr("Assessments"), CASES: tr("Cases")}
        self._crumb.setText(back[CASES if self._kind.page == "cases" else ANSWERS])
        self._title.setText(self._kind.title())
        self._lead.setText(self._kind.lead())
        self.choose.setText(tr("Choose a file"))
        self.list.setAccessibleName(tr("Rows of the file"))
        self._slot_card.head(tr("What stands where"))
        self._offer()
        self._tell()

    def choose_file(self) -> None:
        """Ask for a file and look at it."""
        kinds = tr("Files to bring in ({endings})").format(endings="*.xml *.zip *.csv *.xlsx")
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a file"), "", kinds)
        if name:
            self.look_at(Path(name))

    def look_at(self, file: Path) -> None:
        """Look at a file beside the window; nothing is changed."""
        if self._job is not None:
            return
        self._file = file
        self.banner.silence()
        kind = self._kind
        self._begin(
            lambda job: kind.read(file, _telling(job)), self._show, tr("Looking at the rows")
        )

    def take_chosen(self) -> None:
        """Take the ticked rows, in one save."""
        chosen, kind = set(self._chosen), self._kind
        if chosen and self._job is None:
            self._taking = True
            self._begin(
                lambda job: kind.take(chosen, _telling(job)), self._taken, tr("Taking the rows in")
            )

    def _begin(
        self, work: Callable[[Job], object], done: Callable[..., object], words: str
    ) -> None:
        self._words = words
        self.bar.show_progress(words, 0, 0)
        self._job = self.context.jobs.start(
            work,
            done=done,
            failed=self._failed,
            progress=self._progress,
            stopped=self._stopped,
        )
        self._tell()

    def _show(self, lines: list[Line]) -> None:
        self._ended()
        self._lines = lines
        self._chosen.clear()
        self._chosen.update(fitting(lines))
        self.rows.show(lines)
        self._offer()
        self._tell()
        if self._again:
            self._look_again()
        elif lines and not any(box.hasFocus() for box in self.slots.values()):
            self.list.setFocus()

    def _taken(self, done: Done) -> None:
        self._show([])
        self._file = None
        self._tell()
        self.context.kept()
        self.undoable(done, self._kind.taken(done))
        if not done.save:
            self.banner.say(tr("Nothing was taken: all of it is here already."), tone="accent")

    def _tick(self, line: Line) -> None:
        if line.stopped or self._job is not None:
            return
        self._chosen ^= {line.at}
        self.rows.show_again()
        self._tell()

    def _pick(self, key: str, value: str) -> None:
        self._kind.pick(key, value)
        if self._job is not None:  # with what was chosen before
            self._again = True
            self._job.cancel()
        else:
            self._look_again()

    def _look_again(self) -> None:
        self._again = False
        if self._file is not None and not self._kind.missing():
            self.look_at(self._file)
        else:
            self._show([])

    def _tell(self) -> None:
        """Say what is chosen and what is lacking."""
        busy, lacks = self._job is not None, self._kind.missing()
        self._name.setText(lacks or (self._file.name if self._file else ""))
        self.choose.setEnabled(not busy and (not lacks or isinstance(self._kind, CasesIn)))
        for box in self.slots.values():
            box.setEnabled(not self._taking)
        n, out = len(self._chosen), len(self._lines) - len(self._chosen)
        self.take.setText(trn("Take {n} row", "Take {n} rows", n).format(n=n))
        self.take.setEnabled(n > 0 and not busy)
        self._count.setText(trn("{n} row stays out.", "{n} rows stay out.", out).format(n=out))
        for part in (self._list_card, self.take, self._count):
            part.setVisible(bool(self._lines))

    def _offer(self) -> None:
        """The choices before the list."""
        slots = self._kind.slots()
        if [one.key for one in slots] != list(self.slots):
            clear(self._slot_grid)
            self.slots = {one.key: self._slot(at, one.key) for at, one in enumerate(slots)}
        for at, one in enumerate(slots):
            item = self._slot_grid.itemAtPosition(at // _ACROSS, 2 * (at % _ACROSS))
            words = item.widget() if item is not None else None
            if isinstance(words, Words):
                words.setText(one.label)
            self.slots[one.key].offer(one.options, one.value)
            self.slots[one.key].setAccessibleName(one.label)
        self._slot_card.setVisible(bool(slots))
        first = self.slots[slots[0].key] if slots and self._kind.missing() else self.choose
        self.setFocusProxy(first)

    def _slot(self, at: int, key: str) -> ChoiceBox:
        box = ChoiceBox(kept=lambda value: self._pick(key, value))
        self._slot_grid.addWidget(Words(wrap=True), at // _ACROSS, 2 * (at % _ACROSS))
        self._slot_grid.addWidget(box, at // _ACROSS, 2 * (at % _ACROSS) + 1)
        return box

    def _spoken(self, line: Line) -> str:
        ticked = tr("ticked") if line.at in self._chosen else tr("not ticked")
        return joined(line.name, line.about, ticked, *line.reasons)

    def _progress(self, now: Progress) -> None:
        self.bar.show_progress(self._words, now.done, now.total)

    def _failed(self, error: UserError) -> None:
        self._file = None
        self._show([])
        said = explain(error)
        self.banner.say(said.happened, f"{said.safe} {said.do}", tone="warning")

    def _stopped(self) -> None:
        self._ended()
        if self._again:
            self._look_again()

    def _ended(self) -> None:
        self._job, self._taking = None, False
        self.bar.hide()
        self._tell()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _lay_out(self) -> None:
        for side in range(_ACROSS):
            self._slot_grid.setColumnStretch(2 * side, 1)
            self._slot_grid.setColumnStretch(2 * side + 1, 2)
        self._slot_grid.setHorizontalSpacing(_GAP)
        self._slot_card.put(self._slot_grid)
        self._list_card.put(self.list)
        chosen = row(self.choose, self._name, gap=12)
        chosen.setStretch(1, 1)
        ending = row(self.take, self._count, gap=12)
        ending.setStretch(1, 1)
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        page = page_column(body)
        page.addLayout(column(row(self._crumb, None), self._title, self._lead, gap=2))
        page.addWidget(self._slot_card)
        page.addLayout(chosen)
        page.addWidget(self.bar)
        page.addWidget(self.banner)
        page.addLayout(ending)
        page.addWidget(self._list_card)
        page.addStretch(1)


def _telling(job: Job) -> Telling:
    """Progress that ends the work when Cancel was pressed."""

    def told(at: int, of: int) -> None:
        job.check()
        job.report(at, of)

    return told
