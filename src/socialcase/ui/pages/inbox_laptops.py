"""The laptops of an office: one mark each, and a table of how each stands."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from socialcase.actions.inbox import LaptopMark
from socialcase.texts import label, tr, trn
from socialcase.ui.pages.exchange_words import moment
from socialcase.ui.pages.inbox_words import STATE_MARKS, state_words
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.paint import CENTRE, NAME, QUIET, SECOND, Pen, mark, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

_SIDE, _GAP = 19, 5
_BAD = ("gap", "fork")


class _Marks(QWidget):
    """A square for each laptop; the words are in its tooltip, the table and the legend."""

    def __init__(self) -> None:
        super().__init__()
        self._laptops: tuple[LaptopMark, ...] = ()

    def show_laptops(self, laptops: tuple[LaptopMark, ...]) -> None:
        """Show these laptops."""
        self._laptops = laptops
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the squares as many lines as they need."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Tell in a tooltip whose square the mouse is on."""
        if isinstance(event, QHelpEvent):
            laptop = self._at(event.pos())
            if laptop is not None:
                words = f"{laptop.person_name}: {state_words(laptop)}"
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares: filled, with an exclamation mark, outlined, or pale."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, laptop in enumerate(self._laptops):
            box = QRectF(self._box(place)).adjusted(1, 1, -1, -1)
            fill = {"complete": "accent", "silent": "hover", "waits": "raised"}
            painter.setBrush(tokens.colour(fill.get(laptop.state, "danger")))
            edge = {
                "waits": QPen(tokens.colour("warning"), 2),
                "silent": QPen(tokens.colour("edge")),
            }
            painter.setPen(edge.get(laptop.state, QPen(Qt.PenStyle.NoPen)))
            painter.drawRoundedRect(box, 3, 3)
            if laptop.state in _BAD:
                pen = Pen(12, QFont.Weight.DemiBold, "raised")
                write(painter, box.toRect(), "!", pen, CENTRE)

    def _box(self, place: int) -> QRect:
        across = self._across()
        step = _SIDE + _GAP
        return QRect(place % across * step, place // across * step, _SIDE, _SIDE)

    def _at(self, point: QPoint) -> LaptopMark | None:
        found = (n for n in range(len(self._laptops)) if self._box(n).contains(point))
        place = next(found, None)
        return self._laptops[place] if place is not None else None

    def _across(self) -> int:
        return max(1, (self.width() + _GAP) // (_SIDE + _GAP))

    def _fit(self) -> None:
        lines = -(-len(self._laptops) // self._across())
        self.setFixedHeight(max(1, lines * (_SIDE + _GAP)))


class LaptopMarks(Card):
    """All laptops at a glance, with a legend in words."""

    def __init__(self) -> None:
        super().__init__(padding=(16, 12, 16, 14))
        self._title = Words(weight="bold")
        self._marks = _Marks()
        self._legend = Words(size="caption", tone="muted", wrap=True)
        self.put(self._title, self._marks, self._legend)

    def show_laptops(self, laptops: tuple[LaptopMark, ...]) -> None:
        """Show these laptops."""
        n = len(laptops)
        self._title.setText(trn("{n} laptop", "{n} laptops", n).format(n=n))
        self._marks.show_laptops(laptops)
        legend = self._words(laptops)
        self._legend.setText(legend)
        self._marks.setAccessibleName(legend)
        self.setVisible(bool(laptops))

    def _words(self, laptops: tuple[LaptopMark, ...]) -> str:
        states = [laptop.state for laptop in laptops]
        said = {
            "complete": tr("{n} complete"),
            "gap": tr("{n} with a gap"),
            "fork": tr("{n} restored or copied"),
            "waits": tr("{n} with changes that wait"),
            "silent": tr("{n} not heard of yet"),
        }
        counted = {state: sum(1 for one in states if one == state) for state in said}
        return " · ".join(said[state].format(n=n) for state, n in counted.items() if n)


class _LaptopLine(RowDelegate[LaptopMark]):
    """Whose laptop and their role, where, when the last bundle came, how it stands."""

    height = 48

    def opens(self, row: LaptopMark) -> bool:
        """Nothing is behind a line."""
        return False

    def draw(self, painter: QPainter, box: QRect, row: LaptopMark) -> None:
        """Write the line in four columns."""
        inner = box.adjusted(14, 0, -14, 0)
        share = inner.width() // 20
        places = (0, 4 * share, 9 * share, 12 * share, inner.width())
        columns = [
            QRect(inner.left() + left, inner.top(), right - left - 10, inner.height())
            for left, right in pairwise(places)
        ]
        etraps = ", ".join(label("etrap", etrap) for etrap in row.etraps)
        last = moment(row.last_bundle) if row.last_bundle else "–"
        middle = inner.center().y()
        name, role = QRect(columns[0]), QRect(columns[0])
        name.setRect(name.left(), middle - 19, name.width(), 20)
        role.setRect(role.left(), middle, role.width(), 18)
        write(painter, name, row.person_name, NAME)
        write(painter, role, label("role", row.role), QUIET)
        write(painter, columns[1], etraps or "–", SECOND)
        write(painter, columns[2], last, SECOND)
        icon, tone = STATE_MARKS[row.state]
        sign = QRect(columns[3].left(), columns[3].center().y() - 8, 16, 16)
        mark(painter, sign, icon, tone)
        write(painter, columns[3].adjusted(24, 0, 0, 0), state_words(row), Pen(13))


class LaptopTable(Card):
    """How each laptop stands."""

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self._rows = Rows[LaptopMark](_spoken)
        self._list = RowsView(tr("Laptops"), fitted=True)
        self._list.setModel(self._rows)
        self._line = _LaptopLine()
        self._list.setItemDelegate(self._line)
        self.put(self._list)

    def show_laptops(self, laptops: tuple[LaptopMark, ...]) -> None:
        """Show these laptops, those that need a person first."""
        order = ["fork", "gap", "waits", "silent", "complete"]
        ranked = sorted(laptops, key=lambda one: (order.index(one.state), one.person_name))
        self.head(tr("Laptops"), tr("person, etrap, last bundle, how it stands"))
        self._rows.show(ranked)
        self.setVisible(bool(laptops))


def _spoken(row: LaptopMark) -> str:
    etraps = ", ".join(label("etrap", etrap) for etrap in row.etraps)
    who = ", ".join(part for part in (row.person_name, label("role", row.role), etraps) if part)
    return f"{who}: {state_words(row)}"
