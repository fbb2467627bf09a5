"""Cases: the open ones first, by risk, status and words, found while one types."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from socialcase.actions.cases import cases, find_cases
from socialcase.storage.views import CaseRow
from socialcase.texts import label, short_date, tr, trn, when
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.list_page import PAGE, ListPage
from socialcase.ui.speech import day_of, due_tone, etrap_words, joined, people_words
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.widgets.buttons import Choices, link
from socialcase.ui.widgets.cells import columns
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.paint import (
    MEDIUM,
    PLAIN,
    SECOND,
    Pen,
    mark,
    risk_sign,
    write,
    write_two,
)
from socialcase.ui.widgets.rows import RowDelegate


class CasesPage(ListPage[CaseRow]):
    """The list of cases. Enter or a click opens one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _CaseDelegate(context.workspace.today), _columns)
        self._filter = "open"
        self._choices = Choices(self._choose)
        self.search.setMaximumWidth(380)
        self.says(self.search.setPlaceholderText, lambda: tr("Name, number or who is in it"))
        self.says(self.search.setAccessibleName, lambda: tr("Find cases"))
        self.bring_in = link(then=lambda: context.open(Target("cases_in", "cases")))
        self.says(self.bring_in.setText, lambda: tr("Bring a case list in"))
        self.begin(self.search, self._choices, None, self.count, self.bring_in, stretch=0)

    def title(self) -> str:
        """Cases."""
        return tr("Cases")

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when casework changed."""
        if kinds & {"case", "visit", "person", "member", "household", "staff"} or not kinds:
            self.load()

    def load(self) -> None:
        """Read, and mark the filter that is in force: none while a search looks through all."""
        super().load()
        searched = bool(self.search.text().strip())
        self._choices.offer(self._filters(), "" if searched else self._filter)

    def fitting(self, text: str) -> Sequence[CaseRow]:
        """By title, number or who is in it."""
        return find_cases(self.context.workspace, text)

    def page_after(self, last: CaseRow | None) -> Sequence[CaseRow]:
        """The newest first, as the filter says."""
        return cases(
            self.context.workspace,
            status={"closed": "closed", "all": ""}.get(self._filter, "open"),
            risk="high" if self._filter == "high" else "",
            mine=self._filter == "mine",
            after=(last.opened, last.uid) if last else None,
            limit=PAGE,
        )

    def spoken(self, row: CaseRow) -> str:
        """Who, risk, status."""
        return spoken_case(row)

    def target(self, row: CaseRow) -> Target:
        """The case file."""
        return Target("case", row.uid)

    def names(self) -> Sequence[str]:
        """The names of the columns."""
        return "", tr("Case"), tr("Status"), tr("Next step"), tr("When"), tr("Specialist")

    def count_words(self, count: int, *, searched: bool, complete: bool) -> str:
        """How many there are, once all are read."""
        return trn("{n} case", "{n} cases", count).format(n=count) if complete else ""

    def empty(self, *, searched: bool) -> Empty:
        """No case, and what to do."""
        if searched:
            words = tr("No case found. Try fewer letters, or another part of the name.")
            return Empty("magnifying-glass", words)
        return Empty("folder", tr("No cases here. A case begins with a first contact."))

    def _choose(self, key: str) -> None:
        self._filter = key
        self.search.clear()
        self.load()

    def _filters(self) -> dict[str, str]:
        return {
            "open": tr("Open cases"),
            "mine": tr("Mine"),
            "high": tr("High risk"),
            "closed": tr("Closed"),
            "all": tr("All"),
        }


def spoken_case(row: CaseRow) -> str:
    """What a screen reader says of a case in a list."""
    return joined(
        row.title or row.subject, label("risk", row.risk_level), label("status", row.status)
    )


def _columns(width: int) -> list[tuple[int, int]]:
    return [(14, 20), *columns(width, (0.32, 0.13, 0.28, 0.13, 0.14), left=42)]


class _CaseDelegate(RowDelegate[CaseRow]):
    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def draw(self, painter: QPainter, box: QRect, row: CaseRow) -> None:
        cells = [QRect(box.left() + x, box.top(), w, 48) for x, w in _columns(box.width())]
        sign = QRectF(cells[0].left(), box.top() + 17, 14, 14)
        risk_sign(painter, sign, row.risk_level)
        many = people_words(row.people) if row.people > 1 else ""
        write_two(
            painter,
            cells[1],
            (row.title or row.subject, joined(row.number, many, etrap_words(row.etrap))),
        )
        write(painter, cells[2], label("status", row.status), PLAIN)
        write(painter, cells[3], row.next_act, PLAIN)
        self._when(painter, cells[4], row)
        write(painter, cells[5], row.owner_name, SECOND)
        mark(painter, QRect(box.right() - 28, box.top() + 16, 16, 16), "caret-right")

    def _when(self, painter: QPainter, box: QRect, row: CaseRow) -> None:
        due = day_of(row.next_due)
        if due is not None and row.status != "closed":
            tone = due_tone(due, self._today)
            words = (when(due, self._today), short_date(due))
            write_two(painter, box, words, Pen(SMALL, MEDIUM, tone))
