"""The rows of the Today list: a village, then the visits that are due there."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from socialcase.actions.today import DueVisit, TodayPage, Village
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import label, short_date, tr, trn, when
from socialcase.ui.speech import act_words, due_tone, etrap_words, joined, people_words, with_age
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.widgets.paint import (
    BOLD,
    MEDIUM,
    NAME,
    PLAIN,
    QUIET,
    SECOND,
    Pen,
    fill,
    mark,
    risk_sign,
    write,
    write_two,
    write_wrapped,
)
from socialcase.ui.widgets.rows import RowDelegate

_DAYS = 118


@dataclass(frozen=True, slots=True)
class Visits:
    """One row: the head of a village (`visit` is None) or a visit in it."""

    village: Village
    visit: DueVisit | None


def rows_of(view: TodayPage) -> list[Visits]:
    """The rows of the page, village by village."""
    rows: list[Visits] = []
    for village in view.villages:
        rows.append(Visits(village, None))
        rows.extend(Visits(village, visit) for visit in village.visits)
    return rows


def spoken(row: Visits) -> str:
    """What a screen reader says of a row."""
    if row.visit is None:
        return _place(row.village)
    visit = row.visit
    risk = label("risk", visit.risk_level)
    who, about = _who(visit)
    return joined(who, about, risk, _purpose(visit), short_date(visit.due))


class TodayDelegate(RowDelegate[Visits]):
    """Paints who, then why, then when in words with the date beneath."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._widths: dict[str, int] = {}

    def height_of(self, row: Visits, width: int) -> int:
        """36 for a village; 48 for a visit, more where its purpose needs a second line."""
        if row.visit is None:
            return 36
        _left, _names, room = _columns(width)
        return 48 if self._width(_purpose(row.visit)) <= room else 66

    def height_of_all(self, rows: Sequence[Visits], width: int) -> int:
        """As `height_of` of each; most visits of a thousand share a few purposes."""
        known: dict[tuple[str, str] | None, int] = {}
        total = 0
        for row in rows:
            asked = None if row.visit is None else (row.visit.purpose, row.visit.act)
            if asked not in known:
                known[asked] = self.height_of(row, width)
            total += known[asked]
        return total

    def opens(self, row: Visits) -> bool:
        """A visit opens its case, a village what is to be taken along."""
        return True

    def ground(self, painter: QPainter, box: QRect, row: Visits, *, hover: bool) -> None:
        """A village stands on the page's ground."""
        if row.visit is None:
            fill(painter, box, "surface")
        else:
            super().ground(painter, box, row, hover=hover)

    def draw(self, painter: QPainter, box: QRect, row: Visits) -> None:
        """Paint one row."""
        if row.visit is None:
            self._village(painter, box, row.village)
        else:
            self._visit(painter, box, row.visit)

    def _village(self, painter: QPainter, box: QRect, village: Village) -> None:
        mark(painter, QRect(box.left() + 14, box.top() + 9, 18, 18), "map-pin", "accent")
        left = box.adjusted(40, 0, -14, 0)
        used = write(painter, left, _place(village), Pen(weight=BOLD))
        count = len(village.visits)
        words = trn("{n} visit", "{n} visits", count).format(n=count)
        write(painter, left.adjusted(used + 8, 0, 0, 0), words, SECOND)
        if village.settlement:
            trip, link = tr("Print the trip"), Pen(SMALL, MEDIUM, "accent")
            edge = QRect(box.right() - 14 - link.width(trip), box.top(), link.width(trip) + 2, 36)
            mark(painter, QRect(edge.left() - 24, box.top() + 10, 16, 16), "printer", "accent")
            write(painter, edge, trip, link)

    def _visit(self, painter: QPainter, box: QRect, visit: DueVisit) -> None:
        middle = box.center().y()
        risk_sign(painter, QRectF(box.left() + 15, middle - 7, 14, 14), visit.risk_level)
        left, names, room = _columns(box.width())
        first = box.left() + left
        second = first + names + 12
        write_two(painter, QRect(first, middle - 24, names, 48), _who(visit), NAME)
        self._why(painter, QRect(second, box.top(), room, box.height()), visit)
        tone = due_tone(visit.due, self._today)
        day = (when(visit.due, self._today), short_date(visit.due))
        third = QRect(box.right() - 34 - _DAYS, middle - 24, _DAYS, 48)
        write_two(painter, third, day, Pen(SMALL, MEDIUM, tone))
        mark(painter, QRect(box.right() - 28, middle - 8, 16, 16), "caret-right")

    def _why(self, painter: QPainter, box: QRect, visit: DueVisit) -> None:
        purpose = _purpose(visit)
        if self._width(purpose) <= box.width():
            write_two(painter, box, (purpose, visit.safe_contact_how), PLAIN)
            return
        write_wrapped(painter, QRect(box.left(), box.top() + 6, box.width(), 37), purpose)
        low = QRect(box.left(), box.top() + 44, box.width(), 17)
        write(painter, low, visit.safe_contact_how, QUIET)

    def _width(self, purpose: str) -> int:
        """How wide a purpose is; most visits share a few, and a list asks for every row."""
        if purpose not in self._widths:
            self._widths[purpose] = PLAIN.width(purpose)
        return self._widths[purpose]


def _place(village: Village) -> str:
    return village.settlement or etrap_words(village.etrap) or tr("Place not known")


def _purpose(visit: DueVisit) -> str:
    return visit.purpose or act_words(visit.act)


def _who(visit: DueVisit) -> tuple[str, str]:
    met = tr("last met {day}").format(day=short_date(visit.last_met)) if visit.last_met else ""
    many = people_words(visit.people) if visit.people > 1 else ""
    return with_age(visit.subject, visit.age), joined(many, met)


def _columns(width: int) -> tuple[int, int, int]:
    """Left edge of the names, their width, and the width of the purpose."""
    names = max(180, int(width * 0.30))
    return 42, names, width - 42 - names - 12 - 34 - _DAYS - 8
