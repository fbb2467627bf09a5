"""Who lives in the household, as a table: for whoever would rather read than look."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from socialcase.actions.case_views import MemberLine
from socialcase.actions.kin_words import PersonCard
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import label, tr
from socialcase.ui.speech import age_words, day_words, joined, with_age
from socialcase.ui.widgets.list_head import HEAD
from socialcase.ui.widgets.paint import NAME, PLAIN, SECOND, Pen, mark, write
from socialcase.ui.widgets.rows import RowDelegate


@dataclass(frozen=True, slots=True)
class HomeRow:
    """Somebody at home: the membership, and the person in words."""

    member: MemberLine
    card: PersonCard | None

    @property
    def name(self) -> str:
        """The name; of somebody nameless, whose relative they are."""
        nameless = self.card is not None and self.card.nameless
        return self.card.called if self.card and nameless else self.member.person.name


class Columns:
    """As wide as what is in them; the last has what is left, and never less than its share.

    Where there is too little room the names go on standing whole as long as the others can shrink.
    A column in which nobody has anything takes no room.
    """

    _LAST_SHARE = 0.2
    _NAME_SHARE = 0.35
    _GAP = 24

    def __init__(self) -> None:
        self._widths: tuple[int, ...] = ()

    def fit(self, names: Sequence[str], rows: Sequence[HomeRow]) -> tuple[str, ...]:
        """Measure the columns and what the members have in them; the names of those not empty."""
        lines = [[pen.width(words) for words, pen in cells(one)] for one in rows]
        filled = (
            [any(column) for column in zip(*lines, strict=True)] if rows else [True] * len(names)
        )
        shown = tuple(name if some else "" for name, some in zip(names, filled, strict=True))
        head = [HEAD.width(name) if name else 0 for name in shown]
        self._widths = tuple(max(column) for column in zip(head, *lines, strict=True))
        return shown

    def __call__(self, width: int) -> list[tuple[int, int]]:
        """The left edge and width of each column in a list of `width` pixels."""
        room, left = width - 14 - 34, 14
        wanted = [each + self._GAP if each else 0 for each in self._widths[:-1]]
        most = round(room * (1 - self._LAST_SHARE))
        name = min(wanted[0], round(room * self._NAME_SHARE))
        shrink = min(1.0, (most - name) / max(1, sum(wanted[1:])))
        places = []
        for each in (name, *(round(one * shrink) for one in wanted[1:])):
            places.append((left, max(0, each - 12)))
            left += each
        return [*places, (left, max(0, 14 + room - left))]


class MemberDelegate(RowDelegate[HomeRow]):
    """Paints one member."""

    height = 38

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self._columns = columns

    def draw(self, painter: QPainter, box: QRect, row: HomeRow) -> None:
        """The cells, and the mark that the row opens."""
        places = self._columns(box.width())
        for (left, width), (words, pen) in zip(places, cells(row), strict=True):
            cell = QRect(box.left() + left, box.top(), width, box.height())
            write(painter, cell, words, pen)
        mark(painter, QRect(box.right() - 26, box.top() + 11, 16, 16), "caret-right")


def cells(row: HomeRow) -> tuple[tuple[str, Pen], ...]:
    """What stands in each column."""
    member = row.member
    since = tr("since {day}").format(day=day_words(member.since)) if member.since else ""
    cares = row.card.cares_for if row.card else ", ".join(member.cares_for)
    return (
        (row.name, NAME),
        (age_words(member.person.age), PLAIN),
        (member.role_note or label("role_at_home", member.role), PLAIN),
        (since, SECOND),
        (cares or tr("nobody"), PLAIN if cares else SECOND),
        (_to_know(member), SECOND),
    )


def column_names() -> tuple[str, ...]:
    """The heads of the columns."""
    return (tr("Name"), tr("Age"), tr("Role at home"), tr("Here"), tr("Cares for"), tr("To know"))


def spoken(row: HomeRow) -> str:
    """What a screen reader says of a row."""
    role = row.member.role_note or label("role_at_home", row.member.role)
    return joined(with_age(row.name, row.member.person.age), role, _to_know(row.member))


def _to_know(member: MemberLine) -> str:
    plain = member.disability in ("", "none", "unknown")
    return member.disability_note or ("" if plain else label("disability", member.disability))
