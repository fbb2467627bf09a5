"""Who needs what: people and parts of life, with goals, needs, strengths and worries for safety."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from socialcase.cases.planning import Cell, Matrix
from socialcase.texts import label, tr
from socialcase.ui.theme.icons import draw_icon
from socialcase.ui.theme.tokens import CAPTION, current
from socialcase.ui.widgets.paint import BOLD, CENTRE, SECOND, Pen, round_box, write

Index = QModelIndex | QPersistentModelIndex
_LINE = 20
_ROW, _NAME, _LEVEL, _HIGHEST, _LEANS = 32, 88, 26, 118, 58
_CELL = Qt.ItemDataRole.UserRole


class MatrixTable(QTableWidget):
    """The table. `chosen(person, domain)` when somebody presses a cell or Enter on it."""

    def __init__(self, chosen: Callable[[str, str], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._people: tuple[str, ...] = ()
        self._domains: tuple[str, ...] = ()
        self._heads = _Heads(self)
        self.setHorizontalHeader(self._heads)
        self.setItemDelegate(_Signs(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setAccessibleName(tr("Who needs what"))
        self.cellClicked.connect(self._tell)

    def show_matrix(self, found: Matrix, people: Mapping[str, str]) -> None:
        """Show these people ("" is the whole family) and the parts of life that are in use."""
        here = self._place()
        whole = any(person == "" for person, _ in found.cells)
        self._people = (*(("",) if whole else ()), *people)
        self._domains = found.domains
        self.clear()
        self.setRowCount(len(self._people))
        self.setColumnCount(1 + len(self._domains))
        heads = [label("domain", one) if one else tr("Other") for one in self._domains]
        self.setHorizontalHeaderLabels(["", *heads])
        for at, person in enumerate(self._people):
            name = people.get(person, "") or tr("Whole family")
            first = QTableWidgetItem(name)
            first.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.setItem(at, 0, first)
            for place, domain in enumerate(self._domains, 1):
                self.setItem(at, place, _item(found.of(person, domain), name, domain))
            self.setRowHeight(at, _ROW)
        self._return_to(here)
        self._fit()
        self._heads.setFixedHeight(self._heads.wanted())
        self.setFixedHeight(_ROW * len(self._people) + self._heads.wanted() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open what stands in a cell."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if Qt.Key(event.key()) in keys and self.currentColumn() > 0:
            self._tell(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def _place(self) -> tuple[str, str] | None:
        """Whom and which part of life the keyboard is on."""
        at, place = self.currentRow(), self.currentColumn()
        if 0 <= at < len(self._people) and 0 < place <= len(self._domains):
            return self._people[at], self._domains[place - 1]
        return None

    def _return_to(self, here: tuple[str, str] | None) -> None:
        if here is not None and here[0] in self._people and here[1] in self._domains:
            self.setCurrentCell(self._people.index(here[0]), 1 + self._domains.index(here[1]))

    def _fit(self) -> None:
        room = self.viewport().width()
        self.setColumnWidth(0, _NAME)
        count = max(1, len(self._domains))
        whole = (room - _NAME) // count
        for place in range(1, count + 1):
            self.setColumnWidth(place, whole)
        if not self._heads.level():  # the last one leans over the edge
            for place in range(1, count + 1):
                self.setColumnWidth(place, (room - _NAME - _LEANS) // count)

    def _tell(self, at: int, place: int) -> None:
        if place > 0 and at < len(self._people):
            self._chosen(self._people[at], self._domains[place - 1])


class _Heads(QHeaderView):
    """Headings side by side where they have room, else slanted."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(12)

    def wanted(self) -> int:
        """How high the headings are."""
        if self.level():
            return _LEVEL
        widest = max(
            (Pen(CAPTION).width(self._words(n)) for n in range(1, self.count())), default=0
        )
        return min(_HIGHEST, round(widest * 0.87) + 18)

    def sizeHint(self) -> QSize:
        """As high as the headings need."""
        return QSize(super().sizeHint().width(), self.wanted())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  (Qt's name)
        """Write one heading."""
        words = self._words(logicalIndex)
        painter.save()
        if self.level():
            write(painter, rect, words, Pen(CAPTION, tone="muted"), CENTRE)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(QPointF(rect.center().x() + 2, rect.bottom() - 4))
            painter.rotate(-60)
            room = QRect(0, -12, round((self.height() - 10) / 0.85), 16)
            write(painter, room, words, Pen(CAPTION, tone="muted"))
        painter.restore()

    def level(self) -> bool:
        """Whether every heading has room beside the others."""
        pen = Pen(CAPTION)
        places = range(1, self.count())
        return all(pen.width(self._words(n)) + 4 <= self.sectionSize(n) for n in places)

    def _words(self, place: int) -> str:
        return str(self.model().headerData(place, Qt.Orientation.Horizontal) or "")


class _Signs(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the signs of one place."""
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colour("line"), 1))
        painter.drawLine(box.topLeft(), box.topRight())
        cell = index.data(_CELL)
        if isinstance(cell, Cell):
            _draw(painter, box, cell)
        else:
            write(painter, box, str(index.data()), SECOND)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(current().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 2, -1, -1), 5, 5)
        painter.restore()


class Legend(QWidget):
    """What the signs mean, in as many lines as it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the lines that the words need."""
        super().resizeEvent(event)
        self.retranslate()

    def retranslate(self) -> None:
        """Be as high as the words of the language in force need."""
        self.setFixedHeight(self._lines()[-1][0].bottom() + 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each sign and its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, cell, words in self._lines():
            _draw(painter, QRect(box.x(), box.y(), 18, _LINE), cell)
            write(painter, box.adjusted(22, 0, 0, 0), words, Pen(CAPTION, tone="muted"))
        painter.end()

    def _lines(self) -> list[tuple[QRect, Cell, str]]:
        signs = (
            (Cell(goals=(1,)), tr("goal")),
            (Cell(needs=("",)), tr("need, no goal")),
            (Cell(strength=True), tr("strength")),
            (Cell(safety=True), tr("safety")),
        )
        found: list[tuple[QRect, Cell, str]] = []
        x = y = 0
        for cell, words in signs:
            wide = 24 + Pen(CAPTION).width(words)
            if x and x + wide > self.width():
                x, y = 0, y + _LINE
            found.append((QRect(x, y, wide, _LINE), cell, words))
            x += wide + 8
        return found


def _item(cell: Cell, name: str, domain: str) -> QTableWidgetItem:
    item = QTableWidgetItem()
    item.setData(_CELL, cell)
    words = cell_words(cell)
    where = label("domain", domain) if domain else tr("Other")
    told = f"{name}, {where}: {words}" if words else f"{name}, {where}"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
    if words:
        item.setToolTip(told)
    return item


def cell_words(cell: Cell) -> str:
    """What stands in a place, in words."""
    goals = ", ".join(str(number) for number in cell.goals)
    parts = (
        tr("goal {numbers}").format(numbers=goals) if goals else "",
        tr("need, no goal") if cell.needs and not cell.safety else "",
        tr("strength") if cell.strength else "",
        tr("safety") if cell.safety else "",
    )
    return ", ".join(part for part in parts if part)


def _draw(painter: QPainter, box: QRect, cell: Cell) -> None:
    """Signs side by side: goals, then a need without one, a worry, a strength."""
    signs = [str(number) for number in cell.goals]
    signs += ["need"] if cell.needs and not cell.safety else []
    signs += ["safety"] if cell.safety else []
    signs += ["strength"] if cell.strength else []
    side, step = 18, 19
    shown = signs[: max(1, box.width() // step)]
    x = box.center().x() - (step * len(shown) - 1) / 2 + 1
    for sign in shown:
        _sign(painter, QRectF(x, box.center().y() - side / 2 + 1, side, side), sign)
        x += step


def _sign(painter: QPainter, box: QRectF, sign: str) -> None:
    tokens = current()
    if sign == "need":
        painter.setPen(QPen(tokens.colour("warning"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(3, 3, -3, -3))
    elif sign in ("strength", "safety"):
        name, tone = ("star", "ok") if sign == "strength" else ("warning", "danger")
        draw_icon(painter, name, box.toRect(), tokens.colour(tone))
    else:
        round_box(painter, box, tokens.colour("accent"), None, 9)
        write(painter, box.toRect(), sign, Pen(CAPTION, BOLD, "accent_text"), CENTRE)
