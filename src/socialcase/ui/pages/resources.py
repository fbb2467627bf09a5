"""Resources: what was found for all families that one may see, with totals by kind and source."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from socialcase.actions.resources import Ledger, Period, ResourceLine, Total, ledger, period_of
from socialcase.texts import label, tr, trn
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.directory_ways import DirectoryWays, to_paper
from socialcase.ui.pages.list_page import ListPage
from socialcase.ui.pages.paper_targets import LEDGER
from socialcase.ui.pages.service_words import resource_days
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.speech import joined, money_words
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.widgets.buttons import Choices
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.cells import columns
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, row
from socialcase.ui.widgets.paint import MEDIUM, PLAIN, RIGHT, Pen, mark, write, write_two
from socialcase.ui.widgets.rows import RowDelegate

_MOST = 5
"""Kinds and sources that a card of totals shows; the rest stands in one line."""
_TONES = {"promised": "warning", "received": "ok"}


class ResourcesPage(ListPage[ResourceLine]):
    """The ledger. Enter or a click opens the case."""

    numbers = (4,)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _LineDelegate(context.workspace.today), _columns)
        self._period: Period = "quarter"
        self._words = ""
        self._ledger = Ledger((), (), (), Total("", 0, 0, 0, 0))
        self.beside = ReadingBeside(context, self._read, self._show)
        self.ways = DirectoryWays(context, "resources")
        self.paper = to_paper(context, LEDGER, lambda: self._period)
        self.periods = Choices(self._choose)
        self.by_kind, self.by_source = Card(), Card()
        cards = row(self.by_kind, self.by_source, gap=14)
        for place, card in enumerate((self.by_kind, self.by_source)):
            cards.setStretch(place, 1)
            cards.setAlignment(card, Qt.AlignmentFlag.AlignTop)  # each as high as what is in it
        totals = boxed(cards)  # they have their place before they are shown
        self.search.setMaximumWidth(360)
        self.says(self.search.setPlaceholderText, lambda: tr("What, from whom or for whom"))
        self.says(self.paper.setText, lambda: tr("Print"))
        self.says(self.search.setAccessibleName, lambda: tr("Find resources"))
        self.begin(self.search, self.periods, None, self.count, self.paper, stretch=0)
        self.new.hide()
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.ways)
            layout.insertWidget(3, totals)

    def title(self) -> str:
        """Resources."""
        return tr("Resources")

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when resources changed."""
        if kinds & {"resource", "case", "provider", "person"} or not kinds:
            self.load()

    def load(self) -> None:
        """Read the period beside the window; what stood there stays until it has come."""
        self.ways.retranslate()
        names = {"quarter": tr("This quarter"), "year": tr("This year"), "all": tr("All")}
        self.periods.offer(names, self._period)
        self.periods.setAccessibleName(tr("Period"))
        self._words = self.search.text().strip()
        self.beside.ask()

    def _read(self) -> Ledger:
        return ledger(self.context.workspace, self._period, self._words)

    def _show(self, read: Ledger) -> None:
        """The rows and their totals."""
        self._ledger = read
        super().load()
        self.by_kind.head(tr("By kind"), _whole(self._ledger.whole))
        self.by_source.head(tr("By source"))
        kinds = [(label("resource_kind", t.key), t) for t in self._ledger.by_kind]
        sources = [(t.key or tr("not said"), t) for t in self._ledger.by_source]
        _show_totals(self.by_kind, kinds)
        _show_totals(self.by_source, sources)
        for card in (self.by_kind, self.by_source):
            card.setVisible(bool(self._ledger.lines))

    def fitting(self, text: str) -> Sequence[ResourceLine]:
        """By what, from whom, for whom."""
        return self._ledger.lines

    def page_after(self, last: ResourceLine | None) -> Sequence[ResourceLine]:
        """The whole period, at once."""
        return () if last else self.fitting("")

    def spoken(self, row: ResourceLine) -> str:
        """What, worth what, for whom."""
        state = label("resource_state", row.resource.status)
        return joined(row.resource.what, money_words(row.resource.value), row.subject, state)

    def target(self, row: ResourceLine) -> Target:
        """The services of the case."""
        return Target("case", row.resource.case, "services")

    def names(self) -> Sequence[str]:
        """The names of the columns."""
        return tr("What"), tr("For whom"), tr("Kind"), tr("How it stands"), tr("Value")

    def count_words(self, count: int, *, searched: bool, complete: bool) -> str:
        """How many there are."""
        return trn("{n} entry", "{n} entries", count).format(n=count)

    def empty(self, *, searched: bool) -> Empty:
        """None, and where they are entered."""
        if searched:
            return Empty("magnifying-glass", tr("Nothing found. Try fewer words."))
        words = tr("Nothing in this period. What is found is entered in a case, under Services.")
        return Empty("gift", words)

    def _choose(self, key: str) -> None:
        self._period = period_of(key)
        self.load()


def _whole(total: Total) -> str:
    promised = ""
    if total.promised:
        promised = tr("promised: {value}").format(
            value=money_words(total.promised_value) or str(total.promised)
        )
    return joined(tr("received: {value}").format(value=money_words(total.value)), promised)


def _show_totals(card: Card, totals: Sequence[tuple[str, Total]]) -> None:
    """Name, how many, worth what; numbers at the right."""
    clear(card.body)
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for line, (name, total) in enumerate(totals[:_MOST]):
        came = trn("{n} received", "{n} received", total.count).format(n=total.count)
        due = trn("{n} promised", "{n} promised", total.promised).format(n=total.promised)
        worth = money_words(total.promised_value or None)
        due = f"{due} ({worth})" if worth else due
        many = joined(came if total.count else "", due if total.promised else "")
        value = Words(money_words(total.value or None), size="small", weight="medium")
        grid.addWidget(Words(name, size="small", wrap=True), line, 0)
        grid.addWidget(Words(many, size="small", tone="muted"), line, 1)
        grid.addWidget(value, line, 2, RIGHT)
    card.put(grid)
    rest = len(totals) - _MOST
    if rest > 0:
        words = trn("and {n} more", "and {n} more", rest).format(n=rest)
        card.put(Words(words, size="small", tone="muted"))


def _columns(width: int) -> list[tuple[int, int]]:
    return columns(width, (0.25, 0.175, 0.20, 0.26, 0.115))


class _LineDelegate(RowDelegate[ResourceLine]):
    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def draw(self, painter: QPainter, box: QRect, row: ResourceLine) -> None:
        cells = [QRect(box.left() + x, box.top(), w, 48) for x, w in _columns(box.width())]
        resource = row.resource
        source = tr("from {who}").format(who=row.source) if row.source else ""
        write_two(painter, cells[0], (resource.what, source))
        write_two(painter, cells[1], (row.subject, row.person_name), PLAIN)
        write(painter, cells[2], label("resource_kind", resource.kind), PLAIN)
        late = resource.status == "promised" and row.late is not None and row.late > 0
        tone = "danger" if late else _TONES.get(resource.status, "muted")
        state = label("resource_state", resource.status) if resource.status else ""
        days = resource_days(row, self._today)
        write_two(painter, cells[3], (state, days), Pen(SMALL, MEDIUM, tone))
        write(painter, cells[4], money_words(resource.value), PLAIN, RIGHT)
        mark(painter, QRect(box.right() - 28, box.top() + 16, 16, 16), "caret-right")
