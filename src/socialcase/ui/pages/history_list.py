"""The history of fields: what was written, by whom, when, what it replaced; and Undo."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.history import HistoryLine, undo
from socialcase.actions.history_words import change_words, field_words, told
from socialcase.cases.changes import Held
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import clock_time, label, short_date, tr
from socialcase.ui.page import Page
from socialcase.ui.speech import joined
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.paint import MEDIUM, QUIET, SECOND, Pen, mark, write, write_wrapped
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

_WORDS = Pen(SMALL)
_MIDDLE = 118
"""Where the words begin, right of day and time."""


class HistoryList(QWidget):
    """Changes, newest first. Undo takes the whole save of the chosen line back, by a new save."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._head = Words(weight="bold")
        self._hint = Words(size="small", tone="muted")
        self._rows: Rows[HistoryLine] = Rows(_spoken)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._drawn = _LineDelegate()
        self._list.setItemDelegate(self._drawn)
        self._list.setUniformItemSizes(True)  # until one is chosen
        self._undo = Button(icon_name="arrow-u-up-left", small=True, then=self._take_back)
        self._undo.setParent(self._list)
        self._list.selectionModel().currentChanged.connect(lambda _now, _old: self._choose())
        top = row(self._head, self._hint, None, margins=(14, 8, 10, 8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._list)

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show these changes."""
        self._head.setText(tr("History"))
        self._hint.setText(tr("choose a line to read it whole or to take its edit back"))
        self._undo.setText(tr("Undo this edit"))
        self._list.setAccessibleName(tr("History"))
        self._drawn.year = self._page.context.workspace.today.year
        self._open(None)
        self._rows.show([line for line in lines if told(line)])
        self._place_undo()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button in the chosen line."""
        super().resizeEvent(event)
        self._place_undo()

    def _choose(self) -> None:
        """Open the chosen line: all of its words, and the way to take it back."""
        index = self._list.currentIndex()
        self._open(self._rows.rows[index.row()] if index.isValid() else None)
        self._list.measure_again()
        self._place_undo()

    def _open(self, line: HistoryLine | None) -> None:
        """Have one line drawn whole; as long as none is, all are of one height."""
        self._drawn.chosen = line
        self._list.setUniformItemSizes(line is None)

    def _place_undo(self) -> None:
        index = self._list.currentIndex()
        self._undo.setVisible(index.isValid())
        if index.isValid():
            box, size = self._list.visualRect(index), self._undo.sizeHint()
            self._undo.setGeometry(
                QRect(QPoint(box.left() + _MIDDLE, box.bottom() - size.height() - 7), size)
            )

    def _take_back(self) -> None:
        index = self._list.currentIndex()
        if not index.isValid():
            return
        save = self._rows.rows[index.row()].save
        page = self._page
        done = page.keep(lambda: undo(page.context.workspace, save))
        page.undoable(done, tr("The edit was taken back"))


class _LineDelegate(RowDelegate[HistoryLine]):
    shows_choice = True
    chosen: HistoryLine | None = None
    """The line that is shown whole."""
    year = 0
    """The year of today, which days in it need not say."""

    def opens(self, row: HistoryLine) -> bool:
        """A line is chosen, not opened."""
        return False

    def height_of(self, row: HistoryLine, width: int) -> int:
        """One line, and below it by whom; the chosen one as high as its words and its button."""
        if row is not self.chosen:
            return self.height
        return self.height + _WORDS.height(change_words(row), width - _MIDDLE - 40) + 40

    def height_of_all(self, rows: Sequence[HistoryLine], width: int) -> int:
        """As `height_of` of each."""
        chosen = self.chosen
        more = self.height_of(chosen, width) - self.height if chosen is not None else 0
        return self.height * len(rows) + more

    def draw(self, painter: QPainter, box: QRect, row: HistoryLine) -> None:
        at = row.at.astimezone(ASHGABAT)
        left = box.left() + 14
        day = short_date(at.date()) if at.year == self.year else f"{at:%d.%m.%Y}"
        write(painter, QRect(left, box.top() + 6, 92, 19), day, SECOND)
        write(painter, QRect(left, box.top() + 25, 92, 17), clock_time(at.hour, at.minute), QUIET)
        middle = box.left() + _MIDDLE
        upper = QRect(middle, box.top() + 6, box.width() - _MIDDLE - 40, 19)
        used, words = write(painter, upper, field_words(row), Pen(SMALL, MEDIUM)), change_words(row)
        high = 0
        if row is self.chosen:
            whole = QRect(middle, box.top() + 25, upper.width(), box.height())
            write_wrapped(painter, whole, words, _WORDS)
            high = _WORDS.height(words, whole.width())
        else:
            write(painter, upper.adjusted(used + 10, 0, 0, 0), words, _WORDS)
        held = "" if row.held is Held.ADMITTED else label("held", row.held.name.lower())
        lower = QRect(middle, box.top() + 25 + high, upper.width(), 17)
        write(painter, lower, joined(*_whose(row), held), QUIET)
        if row.counts:
            mark(painter, QRect(box.right() - 28, box.top() + 16, 16, 16), "check", "ok")


def _whose(line: HistoryLine) -> tuple[str, ...]:
    same = line.device_label == line.author_name
    return (line.author_name,) if same else (line.author_name, line.device_label)


def _spoken(line: HistoryLine) -> str:
    at = line.at.astimezone(ASHGABAT)
    return joined(field_words(line), change_words(line), line.author_name, f"{at:%d.%m.%Y}")
