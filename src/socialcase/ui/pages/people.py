"""People: everybody who is known here, found while one types."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from socialcase.actions.people import find_people, people
from socialcase.cases.dates import age_on
from socialcase.storage.views import PersonRow
from socialcase.texts import tr, trn
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.list_page import PAGE, ListPage
from socialcase.ui.speech import age_words, etrap_words, place_words
from socialcase.ui.widgets.cells import columns
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.paint import NAME, PLAIN, SECOND, mark, write
from socialcase.ui.widgets.rows import RowDelegate


class PeoplePage(ListPage[PersonRow]):
    """The list of people. Enter or a click opens one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _PersonDelegate(context.workspace.today), _columns)
        self.search.setFixedWidth(430)
        self.says(self.search.setPlaceholderText, lambda: tr("Name, alias, telephone or document"))
        self.says(self.search.setAccessibleName, lambda: tr("Find people"))
        self.begin(self.search, self.count, None)

    def title(self) -> str:
        """People."""
        return tr("People")

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when people or households changed."""
        if kinds & {"person", "member", "household", "case"} or not kinds:
            self.load()

    def fitting(self, text: str) -> Sequence[PersonRow]:
        """By name, alias, telephone or document."""
        return find_people(self.context.workspace, text)

    def page_after(self, last: PersonRow | None) -> Sequence[PersonRow]:
        """In the order of the alphabet."""
        after = (last.sort, last.uid) if last else None
        return people(self.context.workspace, after, PAGE)

    def spoken(self, row: PersonRow) -> str:
        """Name, age, place."""
        age = age_words(age_on(row.birth, self.context.workspace.today))
        return ", ".join(part for part in (row.display, age, row.settlement) if part)

    def target(self, row: PersonRow) -> Target:
        """The person's page."""
        return Target("person", row.uid)

    def names(self) -> Sequence[str]:
        """The names of the columns."""
        return "", tr("Name"), tr("Age"), tr("Place"), tr("Household"), tr("Open cases")

    def count_words(self, count: int, *, searched: bool, complete: bool) -> str:
        """How many were found."""
        return trn("{n} found", "{n} found", count).format(n=count) if searched else ""

    def empty(self, *, searched: bool) -> Empty:
        """Nobody, and what to do."""
        if searched:
            words = tr("Nobody found. Try fewer letters, or another part of the name.")
            return Empty("magnifying-glass", words)
        return Empty(
            "users", tr("Nobody is registered yet. A person comes in with a first contact.")
        )


def _columns(width: int) -> list[tuple[int, int]]:
    return [(14, 26), *columns(width, (0.28, 0.13, 0.23, 0.24, 0.12), left=48)]


class _PersonDelegate(RowDelegate[PersonRow]):
    height = 40

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def draw(self, painter: QPainter, box: QRect, row: PersonRow) -> None:
        places = _columns(box.width())
        cells = [QRect(box.left() + x, box.top(), w, box.height()) for x, w in places]
        first = cells[0]
        mark(painter, QRect(first.left(), box.top() + 11, 18, 18), "user")
        place = place_words(row.settlement, etrap_words(row.etrap))
        texts = (
            (row.display or tr("Name not known"), NAME),
            (age_words(age_on(row.birth, self._today)), PLAIN),
            (place, SECOND),
            (row.household_label, SECOND),
            (str(row.open_cases) if row.open_cases else "", PLAIN),
        )
        for cell, (words, pen) in zip(cells[1:], texts, strict=True):
            write(painter, cell, words, pen)
        mark(painter, QRect(box.right() - 28, box.top() + 12, 16, 16), "caret-right")
