"""Forms: every version that the office has, and installing, publishing and retiring one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from socialcase.actions import form_publishing as acts
from socialcase.actions.assessments import try_form
from socialcase.actions.done import Done
from socialcase.actions.form_lines import FormLine, Uses, form_lines, form_uses
from socialcase.actions.form_publishing import Inspected
from socialcase.actions.workspaces import Workspace
from socialcase.errors import UserError
from socialcase.forms import CompilingCancelled
from socialcase.texts import tr, trn
from socialcase.ui.jobs import Job, Progress, Stopped
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.form_check import CheckReport
from socialcase.ui.pages.form_detail import FormActs, FormDetail
from socialcase.ui.pages.form_words import STATE_MARKS, state_words, version_words
from socialcase.ui.pages.paper_targets import BLANK, paper_target
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.widgets.paint import NAME, QUIET, mark, write
from socialcase.ui.widgets.progress import ProgressLine
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

_KINDS = frozenset({"form", "form_file", "assessment"})


class _FormRow(RowDelegate[FormLine]):
    """The title, then version and state, with a mark for the state."""

    height = 52
    shows_choice = True

    def draw(self, painter: QPainter, box: QRect, row: FormLine) -> None:
        """Write two lines."""
        icon_name, tone = STATE_MARKS[row.entry.state]
        if row.entry.state == "published" and not row.offered:
            tone = "muted"
        inner = box.adjusted(14, 6, -12, -6)
        mark(painter, QRect(inner.left(), inner.center().y() - 9, 18, 18), icon_name, tone)
        words = inner.adjusted(30, 0, 0, 0)
        top = QRect(words.left(), words.top(), words.width(), 20)
        below = QRect(words.left(), words.top() + 20, words.width(), 18)
        write(painter, top, row.title, NAME)
        write(painter, below, joined(version_words(row.entry), state_words(row)), QUIET)


class FormsPage(Page):
    """A list of versions, one of them beside it, and the report on a file that is chosen."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._job: Job | None = None
        self._counting: Job | None = None
        self._count_again = False
        self._uses: Uses = {}
        self._chosen = ""
        self._lines: list[FormLine] = []
        self.report: CheckReport | None = None
        self.detail: FormDetail | None = None
        self._title = Words(size="title", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self.add = primary(icon_name="file-plus", then=self.choose_file)
        self.bar = ProgressLine(self._cancel)
        self._rows = Rows[FormLine](_spoken)
        self.list = RowsView("", fitted=True)
        self._row = _FormRow()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._row)
        self.list.opened.connect(self.show_line)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self._list_card = Card(padding=(0, 0, 0, 0))
        self._list_card.put(self.list)
        self._report_room, self._side = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Forms")

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to the version with this hash."""
        self._chosen = record or self._chosen
        self.load()

    def reread(self, kinds: frozenset[str]) -> None:
        """Assessments and decisions change what is told of a form."""
        if not kinds or kinds & _KINDS:
            self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self.add.setText(tr("Install a form"))
        self._lead.setText(
            tr(
                "What specialists fill in. A published form goes to every laptop with the next "
                "bundle; a draft ends on the version that it began with."
            )
        )
        self.list.setAccessibleName(tr("Versions of forms"))
        self._put_report(None)
        self.detail = None
        self.load()

    def load(self) -> None:
        """Read all versions again, and show the one that was shown; count their use beside."""
        self._show()
        self._count()

    def _count(self) -> None:
        if self._counting is not None:
            self._count_again = True
            return
        ws = self.context.workspace
        self._counting = self.context.jobs.start(
            lambda _job: form_uses(ws),
            done=self._counted,
            failed=self._not_counted,
            stopped=self._no_count,
        )

    def _counted(self, uses: Uses) -> None:
        self._no_count()
        if uses != self._uses:
            self._uses = uses
            self._show()
        if self._count_again:
            self._count_again = False
            self._count()

    def _not_counted(self, error: UserError) -> None:
        self._no_count()
        self.context.tell(error)

    def _no_count(self) -> None:
        self._counting = None

    def _show(self) -> None:
        found = self.read(lambda: form_lines(self.context.workspace, self._uses))
        if found is None:
            return
        self._lines = found
        n = len({line.entry.form_id for line in found if line.offered})
        self._title.setText(trn("{n} form in use", "{n} forms in use", n).format(n=n))
        self._list_card.head(tr("Versions"), str(len(found)))
        if [_spoken(line) for line in found] != [_spoken(line) for line in self._rows.rows]:
            self._rows.show(found)
        hashes = [line.entry.content_hash for line in found]
        at = hashes.index(self._chosen) if self._chosen in hashes else 0
        if found:
            self.list.setCurrentIndex(self._rows.index(at, 0))
            self.show_line(found[at])

    def show_line(self, line: FormLine) -> None:
        """Show one version beside the list; what is being written there stays."""
        self._chosen = line.entry.content_hash
        if self.detail is not None and self.detail.tells(line):
            self.detail.show_use(line)
            return
        clear(self._side)
        self.detail = FormDetail(
            self,
            line,
            FormActs(
                self.publish,
                self.retire,
                self.try_out,
                self.show_logic,
                lambda one: self.context.open(paper_target(BLANK, one.entry.form_id)),
                lambda one: self.context.open(Target("answers_out", one.entry.form_id)),
            ),
        )
        self._side.addWidget(self.detail)
        self._side.addStretch(1)

    # --- installing ------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a form's file, and look it over."""
        kinds = tr("Forms (*.xlsx *.xls *.xlsm *.csv *.md)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a form"), "", kinds)
        if name:
            self.look_over(Path(name))

    def look_over(self, file: Path) -> None:
        """Look a file over in a job; nothing is changed."""
        if self._job is not None:
            return
        self._put_report(None)
        ws = self.context.workspace
        self._job = self.context.jobs.start(
            lambda job: _inspected(ws, file, job),
            done=self._looked,
            failed=self._failed,
            progress=self._progressed,
            stopped=self._ended,
        )
        self.add.setEnabled(False)

    def install(self, found: Inspected) -> None:
        """Keep the form that was looked over."""
        done = self.keep(lambda: acts.install_form(self.context.workspace, found))
        if done is None:
            return
        if found.package is not None:
            self._chosen = found.package.content_hash
        self._put_report(None)
        self.load()
        self.undoable(done, tr("Installed; publish it when it is to be used"))
        if self.detail is not None:
            self.detail.publish.setFocus()

    def publish(self, line: FormLine, note: str) -> None:
        """Let new assessments begin with this version."""
        ws, key = self.context.workspace, line.entry.content_hash
        self._decided(self._kept(lambda: acts.publish_form(ws, key, note)), tr("Published"))

    def retire(self, line: FormLine, note: str) -> None:
        """Let nobody begin with this version any more."""
        ws, key = self.context.workspace, line.entry.content_hash
        self._decided(self._kept(lambda: acts.retire_form(ws, key, note)), tr("Retired"))

    def _kept(self, act: Callable[[], Done]) -> Done | None:
        """Do an act whose note was written in the card of a version."""
        return self.keep(act) if self.detail is None else self.detail.written.keep(act)

    def try_out(self, line: FormLine) -> None:
        """Fill the version for oneself; nothing is kept."""
        trial = self.read(lambda: try_form(self.context.workspace, line.entry.content_hash))
        if trial is not None:
            self.context.open(Target("filler", trial.draft))

    def show_logic(self, line: FormLine) -> None:
        """Show what shows what in the version."""
        self.context.open(Target("form_logic", line.entry.content_hash))

    def _decided(self, done: Done | None, words: str) -> None:
        if done is not None:
            self.load()
            self.undoable(done, words)
            self.list.setFocus()

    def _looked(self, found: Inspected) -> None:
        self._ended()
        self._put_report(found)

    def _failed(self, error: UserError) -> None:
        self._ended()
        self.context.tell(error)

    def _ended(self) -> None:
        self._job = None
        self.bar.hide()
        self.add.setEnabled(True)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _progressed(self, progress: Progress) -> None:
        words = {
            "reading": tr("Reading the file"),
            "checking": tr("Checking the sheets"),
            "converting": tr("Converting the questions"),
            "writing": tr("Writing the form"),
            "building": tr("Putting the form together"),
        }.get(progress.what, "")
        self.bar.show_progress(words, progress.done, progress.total)

    def _put_report(self, found: Inspected | None) -> None:
        clear(self._report_room)
        self.report = None
        # one filled button at a time: the report has its own
        self.add.make_primary(found is None)
        self.add.set_icon("file-plus")
        if found is not None:
            self.report = CheckReport(found, lambda: self.install(found), self._leave)
            self._report_room.addWidget(self.report)
            first = self.report.install if found.package is not None else self.report.leave
            first.setFocus()

    def _leave(self) -> None:
        self._put_report(None)
        self.add.setFocus()

    def _moved(self) -> None:
        at = self.list.currentIndex().row()
        if 0 <= at < len(self._lines) and self.list.hasFocus():
            self.show_line(self._lines[at])

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        page = page_column(body)
        self._list_card.setMinimumWidth(300)
        head = row(column(self._title, self._lead, gap=2), self.add, gap=20)
        head.setStretch(0, 1)
        left = column(self._list_card, None)
        sides = row(left, self._side, gap=16)
        sides.setStretch(0, 2)
        sides.setStretch(1, 3)
        page.addLayout(head)
        page.addWidget(self.bar)
        page.addLayout(self._report_room)
        page.addLayout(sides)
        page.addStretch(1)


def _inspected(ws: Workspace, file: Path, job: Job) -> Inspected:
    try:
        return acts.inspect_form(
            ws,
            file,
            progress=lambda stage, done, total: job.report(done, total, stage),
            cancelled=job.asked_to_stop,
        )
    except CompilingCancelled:
        raise Stopped from None


def _spoken(line: FormLine) -> str:
    return joined(line.title, version_words(line.entry), state_words(line))
