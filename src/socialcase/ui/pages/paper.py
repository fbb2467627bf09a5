"""A document as it will lie on paper: looked at first, then printed or saved as PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from socialcase.actions.papers import Paper, given_out, save_paper, save_tables
from socialcase.errors import UserError
from socialcase.texts import language, tr
from socialcase.ui.jobs import Job
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.paper_makers import made_paper
from socialcase.ui.pages.paper_shown import PaperShown
from socialcase.ui.pages.paper_targets import (
    BLANK,
    CASE,
    CHANGE,
    CHANGE_FILE,
    CLOSURE,
    CLOSURE_FILE,
    COMPARE,
    CONSENT,
    FAMILY,
    FILLED,
    HOUSEHOLD,
    LISTS,
    PLAN,
    REFERRAL,
    SUMMARY,
    TRIP,
    VISIT,
)
from socialcase.ui.pages.paper_told import PaperTold
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button, Choices, link
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.widgets.top_bar import LANGUAGE_NAMES

_WIDEST = 780
_SCREEN_DOTS = 130.0
_PRINTER_DOTS = 220.0


class Leaf(QWidget):
    """One page of paper, as wide as there is room."""

    def __init__(self, picture: QImage, words: str) -> None:
        super().__init__()
        self._picture = picture
        self.setAccessibleName(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape of the paper."""
        super().resizeEvent(event)
        self.setFixedHeight(self._place().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper is white in the dark, too."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        painter.drawImage(place, self._picture)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(place)
        painter.end()

    def _place(self) -> QRect:
        width = min(self.width() - 2, _WIDEST)
        size = self._picture.size().scaled(
            QSize(width, 10 * width), Qt.AspectRatioMode.KeepAspectRatio
        )
        return QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())


class PaperPage(Page):
    """Made in memory; nothing lies on the disk until a person saves it."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kind, self._record, self._case = "", "", ""
        self._words = ""
        self._made: Paper | None = None
        self._asked = 0
        self._crumb = link(then=self._back)
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        self._title = Words(size="title", weight="bold", wrap=True)
        self._about = Words(tone="muted", wrap=True)
        self.kinds = Choices(self._turn)
        self.languages = Choices(self._speak)
        self.print = Button(icon_name="printer", then=self.choose_printer)
        self.save = Button(icon_name="floppy-disk", then=self.choose_file)
        self.table = Button(icon_name="table", then=self.choose_table)
        self.banner = Banner()
        self.told = PaperTold(self, self.load)
        self.shown = PaperShown(self._show_besides)
        self._leaves = QVBoxLayout()
        self._leaves.setSpacing(14)
        self._lay_out()
        self.setFocusProxy(self.print)
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Document")

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to a document that `paper_target` named."""
        self._kind, _, self._record = record.partition(":")
        self._case, self._words = part, language()
        self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._crumb.setText(tr("Back"))
        self._title.setText(tr("Document"))
        self._about.setText(
            tr(
                "A printer and its queue may keep what they print, and a saved file is not "
                "encrypted: the program protects neither."
            )
        )
        self.print.setText(tr("Print"))
        self.save.setText(tr("Save as PDF"))
        self.table.setText(tr("Save as a spreadsheet"))
        self.kinds.setAccessibleName(tr("Which document"))
        self.languages.setAccessibleName(tr("Language of the paper"))
        self._offer()

    def load(self) -> None:
        """Set the document beside the window; it shows page by page when it is there."""
        self._offer()
        self._let_go()
        self._asked += 1
        asked = self._asked
        self.banner.say(tr("The document is being made."), tone="accent")
        self.context.jobs.start(
            self._work,
            done=lambda made: self._show(asked, *made),
            failed=lambda error: self._refused(asked, error),
        )

    def choose_printer(self) -> None:
        """Ask for a printer and print."""
        if self._made is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._made.name)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print all pages on `printer`, a page in each turn of the window."""
        made = self._made
        if made is not None:
            self.context.jobs.start(
                lambda job: made.pages(_PRINTER_DOTS),
                done=lambda pages: self._print(printer, made, pages),
                failed=self.context.tell,
            )

    def choose_file(self) -> None:
        """Ask where the PDF goes, and write it."""
        if self._made is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save as PDF"), self._made.file, tr("Documents (*.pdf)")
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, file: Path) -> None:
        """Write the PDF; a file that was chosen again is replaced."""
        self._save(save_paper, file)

    def choose_table(self) -> None:
        """Ask where the list goes as a workbook, and write it."""
        if self._made is None:
            return
        file = str(Path(self._made.file).with_suffix(".xlsx"))
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save as a spreadsheet"), file, tr("Workbooks (*.xlsx)")
        )
        if name:
            self.save_table_to(Path(name))

    def save_table_to(self, file: Path) -> None:
        """Write the workbook; a file that was chosen again is replaced."""
        self._save(save_tables, file)

    def _save(self, write: Callable[..., Path], file: Path) -> None:
        made, ws = self._made, self.context.workspace
        if made is None:
            return
        written = self.read(lambda: write(ws, made, file, replace=True))
        if written is not None:
            words = tr("Saved. Delete the file when it is not needed any more.")
            self.context.toast(words, None)

    def _work(self, job: Job) -> tuple[Paper, list[QImage]]:
        made = made_paper(self.context.workspace, self._kind, self._record, self._case, self._words)
        job.check()
        return made, [QImage.fromData(page) for page in made.pages(_SCREEN_DOTS)]

    def _show(self, asked: int, made: Paper, pictures: list[QImage]) -> None:
        if asked != self._asked:  # another was asked for meanwhile
            return
        self._made = made
        self.banner.silence()
        if made.asides:
            self.banner.say(made.asides[0], " ".join(made.asides[1:]), tone="warning")
        self.print.setEnabled(True)
        self.save.setEnabled(True)
        self.table.setEnabled(bool(made.tables))
        for at, picture in enumerate(pictures, 1):
            words = tr("Page {page} of {pages}").format(page=at, pages=len(pictures))
            self._leaves.addWidget(Leaf(picture, words))

    def _refused(self, asked: int, error: UserError) -> None:
        if asked == self._asked:
            self.banner.silence()
            self.context.tell(error)

    def _print(self, printer: QPrinter, made: Paper, pages: list[bytes]) -> None:
        painter = QPainter()
        if not painter.begin(printer):
            self.banner.say(
                tr("The printer did not answer."),
                tr("Nothing was printed. Look whether it is switched on, or save the PDF."),
                tone="warning",
            )
            return
        if self.read(lambda: self._remembered(made)):
            self._print_next(printer, painter, list(pages))
        else:  # nothing leaves of which no record can be kept
            printer.abort()
            painter.end()

    def _remembered(self, made: Paper) -> bool:
        given_out(self.context.workspace, made, "print")
        return True

    def _print_next(self, printer: QPrinter, painter: QPainter, left: list[bytes]) -> None:
        whole = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        picture = QImage.fromData(left.pop(0))
        size = picture.size().scaled(whole.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(-whole.topLeft(), size), picture)
        if left:
            printer.newPage()
            QTimer.singleShot(0, self, lambda: self._print_next(printer, painter, left))
        else:
            painter.end()
            self.context.toast(tr("Sent to the printer."), None)

    def _turn(self, kind: str) -> None:
        self._kind = kind
        self.load()

    def _show_besides(self, record: str) -> None:
        self._record = record
        self.load()

    def _speak(self, words: str) -> None:
        self._words = words
        self.load()

    def _offer(self) -> None:
        options = {FILLED: tr("The form as answered"), SUMMARY: tr("For the person to keep")}
        if self._kind in (PLAN, FAMILY):
            options = {FAMILY: tr("For the family to keep"), PLAN: tr("For the file")}
        if self._kind in (CHANGE, CHANGE_FILE):
            options = {CHANGE: tr("For the person to keep"), CHANGE_FILE: tr("For the file")}
        if self._kind in (CLOSURE, CLOSURE_FILE):
            options = {CLOSURE: tr("For the person to keep"), CLOSURE_FILE: tr("For the file")}
        self.kinds.setVisible(self._kind in options)
        if self._kind in options:
            self.kinds.offer(options, self._kind)
        self.languages.offer(LANGUAGE_NAMES, self._words)
        self.table.setVisible(self._kind in LISTS)
        self.told.show_document(self._kind, self._record)
        self.shown.show_document(self._kind, self._record)

    def _let_go(self) -> None:
        self._made = None
        self.print.setEnabled(False)
        self.save.setEnabled(False)
        self.table.setEnabled(False)
        clear(self._leaves)

    def _back(self) -> None:
        if self._kind in (BLANK, CONSENT):
            self.context.open(Target("case", self._case) if self._case else Target("forms"))
        elif self._kind == HOUSEHOLD:
            self.context.open(Target("case", self._case, "household"))
        elif self._kind in (PLAN, FAMILY, COMPARE):
            self.context.open(Target("case", self._case, "plan"))
        elif self._kind in (CASE, CLOSURE, CLOSURE_FILE):
            self.context.open(Target("case", self._record))
        elif self._kind == VISIT:
            self.context.open(Target("case", self._case, "visits"))
        elif self._kind == TRIP:
            self.context.open(Target("today"))
        elif self._kind in LISTS:
            self.context.open(Target(LISTS[self._kind]))
        elif self._kind == REFERRAL:
            self.context.open(Target("case", self._case, "services"))
        elif self._kind in (CHANGE, CHANGE_FILE):
            self.context.open(Target("answers", self._record.partition(":")[0], "changes"))
        else:
            self.context.open(Target("answers", self._record))

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        page = page_column(body)
        page.addLayout(column(row(self._crumb, None), self._title, self._about, gap=2))
        page.addLayout(
            row(self.kinds, self.languages, None, self.print, self.save, self.table, gap=14)
        )
        page.addWidget(self.told)
        page.addWidget(self.shown)
        page.addWidget(self.banner)
        page.addLayout(self._leaves)
        page.addStretch(1)
