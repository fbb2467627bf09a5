"""People: everybody who is known here, found while one types."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from socialcase.actions.people import find_people, people
from socialcase.cases.dates import age_on
from socialcase.storage.views import PersonRow
from socialcase.texts import tr, trn
from socialcase.ui.page import Page, PageContext, Target, page_column
from socialcase.ui.speech import age_words, etrap_words, place_words
from socialcase.ui.theme.icons import icon
from socialcase.ui.widgets.buttons import primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row
from socialcase.ui.widgets.list_head import ListHead
from socialcase.ui.widgets.paint import NAME, PLAIN, SECOND, mark, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

_PAGE = 200


class PeoplePage(Page):
    """The list of people. Enter or a click opens one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._title = Words(size="title", weight="bold")
        self._count = Words(size="small", tone="muted")
        self._search = QLineEdit()
        self._search.setFixedWidth(430)
        self._search.setClearButtonEnabled(True)
        self._search.addAction(
            icon("magnifying-glass", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._new = primary(icon_name="plus", then=lambda: context.open(Target("first_contact")))
        self._rows: Rows[PersonRow] = Rows(self._say, self._after)
        self._list = RowsView("")
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_PersonDelegate(context.workspace.today))
        self._list.opened.connect(lambda found: context.open(Target("person", found.uid)))
        self._head = ListHead(_columns)
        self._empty = QVBoxLayout()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._read)
        self._search.textChanged.connect(lambda _text: self._timer.start())
        self._search.returnPressed.connect(self._list.setFocus)
        self._lay_out()
        self.says(self._title.setText, lambda: tr("People"))
        self.says(self._new.setText, lambda: tr("First contact"))
        self.says(self._search.setPlaceholderText, lambda: tr("Name, alias, telephone or document"))
        self.says(self._search.setAccessibleName, lambda: tr("Find people"))
        self.says(self._list.setAccessibleName, lambda: tr("People"))
        self._read()

    def title(self) -> str:
        """People."""
        return tr("People")

    def retranslate(self) -> None:
        """Word everything again."""
        super().retranslate()
        self._read()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when people or households changed."""
        if kinds & {"person", "member", "household", "case"} or not kinds:
            self._read()

    def _read(self) -> None:
        self._timer.stop()
        text = self._search.text().strip()
        ws = self.context.workspace
        found = self.read(lambda: find_people(ws, text) if text else people(ws, limit=_PAGE))
        self._show(found or [], searched=bool(text))

    def _show(self, found: Sequence[PersonRow], *, searched: bool) -> None:
        self._head.show_names(
            ("", tr("Name"), tr("Age"), tr("Place"), tr("Household"), tr("Open cases"))
        )
        self._rows.show(found, complete=searched or len(found) < _PAGE)
        n = len(found)
        words = trn("{n} found", "{n} found", n).format(n=n) if searched else ""
        self._count.setText(words)
        clear(self._empty)
        for part in (self._list, self._head):
            part.setVisible(bool(found))
        if not found and searched:
            words = tr("Nobody found. Try fewer letters, or another part of the name.")
            self._empty.addWidget(Empty("magnifying-glass", words))
        elif not found:
            words = tr("Nobody is registered yet. A person comes in with a first contact.")
            self._empty.addWidget(Empty("users", words))

    def _after(self, last: PersonRow) -> list[PersonRow]:
        ws = self.context.workspace
        return self.read(lambda: people(ws, (last.sort, last.uid), _PAGE)) or []

    def _say(self, row: PersonRow) -> str:
        age = age_words(age_on(row.birth, self.context.workspace.today))
        return ", ".join(part for part in (row.display, age, row.settlement) if part)

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
        layout.addLayout(row(self._search, self._count, None, gap=12))
        layout.addWidget(card, 1)
        self.setFocusProxy(self._search)


def _columns(width: int) -> list[tuple[int, int]]:
    shares = (0.0, 0.30, 0.09, 0.24, 0.25, 0.12)
    room = width - 14 - 34 - 40
    left = 14
    places = [(left, 26)]
    left += 34
    for share in shares[1:]:
        places.append((left, round(room * share) - 12))
        left += round(room * share)
    return places


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
