"""The answers of a form as a file: how many leave, what stays and why, in which kind of file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from socialcase.actions.disclosures import file_name
from socialcase.actions.exporting import (
    FORMATS,
    Export,
    Format,
    ending,
    export_answers,
    gather,
)
from socialcase.actions.form_library import find_form
from socialcase.errors import UserError
from socialcase.texts import tr, trn
from socialcase.ui.jobs import Job, Progress
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button, Choices, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row
from socialcase.ui.widgets.progress import ProgressLine

CODES, WORDS = "codes", "words"


class AnswersOutPage(Page):
    """Says first what would leave; writes only when a person says where."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._form, self._only = "", ""
        self._found: Export | None = None
        self._job: Job | None = None
        self._crumb = link(then=self._back)
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        self._title = Words(size="title", weight="bold", wrap=True)
        self._leaves, self._stays = Words(weight="bold", wrap=True), Words(tone="muted", wrap=True)
        self._kind_words, self._value_words = Words(tone="muted"), Words(tone="muted")
        self.kinds = Choices(self._pick)
        self.values = Choices(self._pick_values)
        self._kind: Format = "xlsx"
        self._values = WORDS
        self._warning = Words(size="small", tone="muted", wrap=True)
        self.write = Button(icon_name="export", kind="primary", then=self.choose_file)
        self.bar = ProgressLine(self._cancel)
        self.banner = Banner()
        self._card = Card(padding=(16, 14, 16, 16))
        self._lay_out()
        self.setFocusProxy(self.write)
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Answers as a file")

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to the form with this name, or to one assessment (`part`) of it alone."""
        self._form, self._only = record, part
        self._kind = "odk" if part else "xlsx"
        self.banner.silence()
        self._word_crumb()
        self._offer()
        self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._word_crumb()
        self._kind_words.setText(tr("Kind of file"))
        self._value_words.setText(tr("Answers that were picked"))
        self.kinds.setAccessibleName(tr("Kind of file"))
        self.values.setAccessibleName(tr("Answers that were picked"))
        self.write.setText(tr("Write the file"))
        self._warning.setText(
            tr(
                "Names of people do not leave, unless an answer has them. The file is not "
                "encrypted, and a record of it is kept here."
            )
        )
        self._offer()
        self.load()

    def load(self) -> None:
        """Count what would leave."""
        if not self._form:
            return
        ws = self.context.workspace
        entry = self.read(lambda: find_form(ws, self._form))
        self._found = self.read(lambda: gather(ws, self._form, self._only))
        if entry is None or self._found is None:
            self.write.setEnabled(False)
            return
        self._title.setText(tr("Answers as a file") + f": {entry.title}")
        n = len(self._found.submissions)
        leaves = trn("{n} filled form", "{n} filled forms", n).format(n=n)
        self._leaves.setText(leaves if n else tr("There is nothing that may leave."))
        self._stays.setText(" ".join(_staying(self._found)))
        self._stays.setVisible(bool(self._stays.text()))
        self.write.setEnabled(n > 0 and self._job is None)

    def choose_file(self) -> None:
        """Ask where the file goes, and write it."""
        if self._found is None:
            return
        end = ending(self.context.workspace, self._found, self._kind)
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Write the file"), file_name(self._form, end), f"*.{end}"
        )
        if name:
            self.write_to(Path(name))

    def write_to(self, file: Path) -> None:
        """Write beside the window; a file that was chosen again is replaced."""
        found, kind, labels = self._found, self._kind, self._values == WORDS
        if found is None:
            return
        self.banner.silence()
        self.write.setEnabled(False)
        self.bar.show_progress(tr("Writing the answers"), 0, 0)
        self._job = self.context.jobs.start(
            lambda job: self._work(job, found, file, kind, labels=labels),
            done=self._written,
            failed=self._failed,
            progress=self._progress,
            stopped=self._ended,
        )

    def _work(self, job: Job, found: Export, file: Path, kind: Format, *, labels: bool) -> Path:
        def told(at: int, of: int) -> None:
            job.check()
            job.report(at, of)

        ws = self.context.workspace
        return export_answers(ws, found, file, kind, labels=labels, replace=True, progress=told)[0]

    def _progress(self, now: Progress) -> None:
        self.bar.show_progress(tr("Writing the answers"), now.done, now.total)

    def _written(self, file: Path) -> None:
        self._ended()
        self.banner.say(
            tr("The answers lie in {file}.").format(file=file.name),
            tr("The file is not encrypted: whoever has it can read it. Delete it after use."),
            tone="ok",
        )

    def _failed(self, error: UserError) -> None:
        self._ended()
        self.context.tell(error)

    def _ended(self) -> None:
        self._job = None
        self.bar.hide()
        self.load()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _back(self) -> None:
        self.context.open(Target("answers", self._only) if self._only else Target("forms"))

    def _word_crumb(self) -> None:
        self._crumb.setText(tr("Answers") if self._only else tr("Forms"))

    def _pick(self, kind: str) -> None:
        self._kind = next(one for one in FORMATS if one == kind)
        self._offer()

    def _pick_values(self, values: str) -> None:
        self._values = values

    def _offer(self) -> None:
        kinds = {
            "xlsx": tr("Spreadsheet (.xlsx)"),
            "csv": tr("Text (.csv)"),
            "parquet": tr("Parquet"),
            "odk": tr("ODK submission") if self._only else tr("ODK submissions"),
        }
        self.kinds.offer(kinds, self._kind)
        self.values.offer({WORDS: tr("as words"), CODES: tr("as codes")}, self._values)
        for part in (self.values, self._value_words):
            part.setVisible(self._kind != "odk")

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        page = page_column(body)
        self._card.put(
            self._leaves,
            self._stays,
            8,
            column(self._kind_words, self.kinds, gap=4),
            column(self._value_words, self.values, gap=4),
            8,
            self._warning,
            row(self.write, None),
            self.bar,
        )
        page.addLayout(column(row(self._crumb, None), self._title, gap=2))
        page.addWidget(self.banner)
        page.addWidget(self._card)
        page.addStretch(1)


def _staying(found: Export) -> list[str]:
    """Why submissions stay here, in words."""
    n, said = found.no_consent, []
    if n:
        stays = trn(
            "{n} stays here: nobody agreed that it leaves.",
            "{n} stay here: nobody agreed that they leave.",
            n,
        )
        said.append(stays.format(n=n))
    n = found.corrected
    if n:
        words = trn(
            "{n} was corrected later and leaves as corrected.",
            "{n} were corrected later and leave as corrected.",
            n,
        )
        said.append(words.format(n=n))
    return said
