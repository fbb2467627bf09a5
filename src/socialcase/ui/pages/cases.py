"""Cases: the open ones first, by risk, status and words, found while one types."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from socialcase.actions.cases import cases, find_cases
from socialcase.storage.views import CaseRow
from socialcase.texts import label, short_date, tr, trn, when
from socialcase.ui.page import Page, PageContext, Target, page_column
from socialcase.ui.speech import day_of, due_tone, etrap_words, joined, people_words
from socialcase.ui.theme.icons import icon
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.widgets.buttons import Choices, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row
from socialcase.ui.widgets.list_head import ListHead
from socialcase.ui.widgets.paint import (
    MEDIUM,
    NAME,
    PLAIN,
    QUIET,
    SECOND,
    Pen,
    mark,
    risk_sign,
    write,
)
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

_PAGE = 200
_FILTERS = ("open", "mine", "high", "closed", "all")


class CasesPage(Page):
    """The list of cases. Enter or a click opens one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._filter = "open"
        self._title = Words(size="title", weight="bold")
        self._count = Words(size="small", tone="muted")
        self._search = QLineEdit()
        self._search.setMaximumWidth(380)
        self._search.setClearButtonEnabled(True)
        self._search.addAction(
            icon("magnifying-glass", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._new = primary(icon_name="plus", then=lambda: context.open(Target("first_contact")))
        self._choices = Choices(self._choose)
        self._rows: Rows[CaseRow] = Rows(spoken_case, self._after)
        self._list = RowsView("")
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_CaseDelegate(context.workspace.today))
        self._list.opened.connect(lambda found: context.open(Target("case", found.uid)))
        self._head = ListHead(_columns)
        self._empty = QVBoxLayout()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._read)
        self._search.textChanged.connect(lambda _text: self._timer.start())
        self._search.returnPressed.connect(self._list.setFocus)
        self._lay_out()
        self.says(self._title.setText, lambda: tr("Cases"))
        self.says(self._new.setText, lambda: tr("First contact"))
        self.says(self._search.setPlaceholderText, lambda: tr("Name, number or who is in it"))
        self.says(self._search.setAccessibleName, lambda: tr("Find cases"))
        self.says(self._list.setAccessibleName, lambda: tr("Cases"))
        self._read()

    def title(self) -> str:
        """Cases."""
        return tr("Cases")

    def retranslate(self) -> None:
        """Word everything again."""
        super().retranslate()
        self._read()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when casework changed."""
        if kinds & {"case", "visit", "person", "member", "household", "staff"} or not kinds:
            self._read()

    def _choose(self, key: str) -> None:
        self._filter = key
        self._search.clear()
        self._read()

    def _read(self) -> None:
        self._timer.stop()
        text = self._search.text().strip()
        ws = self.context.workspace
        if text:
            found = self.read(lambda: find_cases(ws, text))
        else:
            found = self.read(lambda: self._page(None))
        self._show(found or [], searched=bool(text))

    def _page(self, after: tuple[str, str] | None) -> list[CaseRow]:
        status = {"closed": "closed", "all": ""}.get(self._filter, "open")
        return cases(
            self.context.workspace,
            status=status,
            risk="high" if self._filter == "high" else "",
            mine=self._filter == "mine",
            after=after,
            limit=_PAGE,
        )

    def _show(self, found: Sequence[CaseRow], *, searched: bool) -> None:
        names = {
            "open": tr("Open cases"),
            "mine": tr("Mine"),
            "high": tr("High risk"),
            "closed": tr("Closed"),
            "all": tr("All"),
        }
        self._choices.offer(names, "" if searched else self._filter)
        self._head.show_names(
            ("", tr("Case"), tr("Status"), tr("Next step"), tr("When"), tr("Specialist"))
        )
        complete = searched or len(found) < _PAGE
        self._rows.show(found, complete=complete)
        words = trn("{n} case", "{n} cases", len(found)).format(n=len(found))
        self._count.setText(words if complete else "")
        clear(self._empty)
        for part in (self._list, self._head):
            part.setVisible(bool(found))
        if not found:
            self._show_empty(searched=searched)

    def _show_empty(self, *, searched: bool) -> None:
        if searched:
            words = tr("No case found. Try fewer letters, or another part of the name.")
            self._empty.addWidget(Empty("magnifying-glass", words))
        else:
            words = tr("No cases here. A case begins with a first contact.")
            self._empty.addWidget(Empty("folder", words))

    def _after(self, last: CaseRow) -> list[CaseRow]:
        return self.read(lambda: self._page((last.opened, last.uid))) or []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search into what was found."""
        if event.key() == Qt.Key.Key_Down and self._list.isVisibleTo(self):
            self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        card = Card(padding=(0, 0, 0, 0))
        card.body.setSpacing(0)
        card.put(self._head, self._list, self._empty)
        layout = page_column(self)
        layout.addLayout(row(self._title, None, self._new))
        line = row(self._search, self._choices, None, self._count, gap=12)
        line.setStretch(0, 1)
        layout.addLayout(line)
        layout.addWidget(card, 1)
        self.setFocusProxy(self._search)


def spoken_case(row: CaseRow) -> str:
    """What a screen reader says of a case in a list."""
    return joined(
        row.title or row.subject, label("risk", row.risk_level), label("status", row.status)
    )


def _columns(width: int) -> list[tuple[int, int]]:
    shares = (0.32, 0.13, 0.28, 0.13, 0.14)
    room = width - 42 - 40
    places = [(14, 20)]
    left = 42
    for share in shares:
        places.append((left, round(room * share) - 12))
        left += round(room * share)
    return places


class _CaseDelegate(RowDelegate[CaseRow]):
    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def draw(self, painter: QPainter, box: QRect, row: CaseRow) -> None:
        cells = [QRect(box.left() + x, box.top(), w, 48) for x, w in _columns(box.width())]
        sign = QRectF(cells[0].left(), box.top() + 17, 14, 14)
        risk_sign(painter, sign, row.risk_level)
        many = people_words(row.people) if row.people > 1 else ""
        pair(
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
            pair(painter, box, words, Pen(SMALL, MEDIUM, tone))


def pair(painter: QPainter, box: QRect, words: tuple[str, str], pen: Pen = NAME) -> None:
    """Two lines: what matters, and beneath it what helps to tell it apart."""
    upper, lower = words
    if not lower:
        write(painter, box, upper, pen)
        return
    write(painter, QRect(box.left(), box.top() + 6, box.width(), 19), upper, pen)
    write(painter, QRect(box.left(), box.top() + 25, box.width(), 17), lower, QUIET)
