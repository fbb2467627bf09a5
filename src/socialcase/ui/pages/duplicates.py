"""Pairs of people who may be one: a list, and both people of one pair side by side."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from socialcase.actions.likely_pairs import LikelyPair, PairView, likely_pairs, pair_view
from socialcase.actions.people import PersonFile
from socialcase.errors import UserError
from socialcase.texts import label, tr, trn
from socialcase.ui.jobs import Job
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.person_fields import FIELDS, PersonField
from socialcase.ui.speech import full_day, joined, with_age
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import IconLabel, Rule, Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.widgets.paint import NAME, QUIET, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

_KINDS = frozenset({"person", "member", "household", "case"})
_WHY: Mapping[str, Callable[[], str]] = {
    "same_name": lambda: tr("the same name"),
    "similar_name": lambda: tr("a name that is nearly the same"),
    "part_of_name": lambda: tr("a part of the name"),
    "same_birth": lambda: tr("born on the same day or in the same year"),
    "near_birth": lambda: tr("born at about the same time"),
    "same_document": lambda: tr("the same document number"),
    "same_phone": lambda: tr("the same telephone"),
    "same_settlement": lambda: tr("the same village or town"),
    "same_etrap": lambda: tr("the same etrap"),
}


def why_words(reasons: tuple[str, ...]) -> str:
    """Why two people may be one, in words; codes of newer programs are left out."""
    return ", ".join(_WHY[code]() for code in reasons if code in _WHY)


class _PairLine(RowDelegate[LikelyPair]):
    """Both names, one beneath the other, and why."""

    height = 64
    shows_choice = True

    def draw(self, painter: QPainter, box: QRect, row: LikelyPair) -> None:
        """Write three lines."""
        inner = box.adjusted(14, 6, -14, -6)
        for place, (words, pen) in enumerate(
            (
                (with_age(row.first.name, row.first.age), NAME),
                (with_age(row.second.name, row.second.age), NAME),
                (why_words(row.reasons), QUIET),
            )
        ):
            line = QRect(inner.left(), inner.top() + place * 18, inner.width(), 18)
            write(painter, line, words, pen)


class DuplicatesPage(Page):
    """Read only: who may be one person, and why. Nothing is joined by itself."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._job: Job | None = None
        self._again = False
        self._pair: LikelyPair | None = None
        self._office = context.workspace.kind == "office"
        came_from = "inbox" if self._office else "people"
        self._crumb = link(then=lambda: context.open(Target(came_from)))
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        self._title = Words(size="title", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self._rows = Rows[LikelyPair](_spoken)
        self.list = RowsView(tr("Pairs"), fitted=True)
        self._line = _PairLine()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._line)
        self.list.opened.connect(self.choose)
        self._list_card = Card(padding=(0, 0, 0, 0))
        self._list_card.put(self.list)
        self._side = QVBoxLayout()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Who may be one person")

    def reread(self, kinds: frozenset[str]) -> None:
        """People may have become more alike, or less."""
        if not kinds or kinds & _KINDS:
            self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._crumb.setText(tr("Inbox") if self._office else tr("People"))
        self._list_card.head(tr("Pairs"), tr("the likeliest first"))
        self._title.setText(self.title())
        self._lead.setText(tr("Looking at everybody who is registered here…"))
        self.load()

    def load(self) -> None:
        """Find the pairs, beside the window: it looks at everybody."""
        if self._job is not None:
            self._again = True
            return
        ws = self.context.workspace
        self._job = self.context.jobs.start(
            lambda _job: likely_pairs(ws),
            done=self._found,
            failed=self._failed,
            stopped=self._ended,
        )

    def choose(self, pair: LikelyPair) -> None:
        """Show both people of a pair."""
        self._pair = pair
        clear(self._side)
        view = self.read(lambda: pair_view(self.context.workspace, pair))
        if view is not None:
            self._side.addWidget(self._compared(pair, view))
            self._side.addStretch(1)

    def _failed(self, error: UserError) -> None:
        self.context.tell(error)
        self._ended()

    def _found(self, pairs: list[LikelyPair]) -> None:
        self._rows.show(pairs)
        self._list_card.setVisible(bool(pairs))
        n = len(pairs)
        words = trn("{n} pair who may be one person", "{n} pairs who may be one person", n)
        self._title.setText(words.format(n=n) if n else self.title())
        self._lead.setText(tr("Nothing is joined by itself."))
        ids = [_ids(pair) for pair in pairs]
        before = ids.index(_ids(self._pair)) if self._pair and _ids(self._pair) in ids else 0
        if pairs:
            self.list.setCurrentIndex(self._rows.index(before, 0))
            self.choose(pairs[before])
        else:
            self._pair = None
            clear(self._side)
            none = tr("Nobody here looks like somebody else.")
            self._side.addWidget(Empty("users", none))
        self._ended()

    def _ended(self) -> None:
        self._job = None
        if self._again:
            self._again = False
            self.load()

    def _compared(self, pair: LikelyPair, view: PairView) -> Card:
        card = Card(padding=(16, 12, 16, 14))
        card.head(tr("Why they may be one"), why_words(pair.reasons), icon_name="users")
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        for place, share in enumerate((2, 4, 4)):
            grid.setColumnStretch(place, share)
        self._heads(grid, view)
        for name, first, second in compared(view):
            line = grid.rowCount()
            grid.addWidget(Words(name, size="small", tone="muted", wrap=True), line, 0)
            same = first == second
            weight = "" if same or not (first and second) else "bold"
            grid.addWidget(Words(first or "–", weight=weight, wrap=True), line, 1)
            grid.addWidget(Words(second or "–", weight=weight, wrap=True), line, 2)
        card.put(grid)
        return card

    def _heads(self, grid: QGridLayout, view: PairView) -> None:
        acts = (tr("Open the first"), tr("Open the second"))
        for place, (file, act) in enumerate(zip((view.first, view.second), acts, strict=True)):
            uid = file.person.uid
            go = Button(act, small=True, then=self._opener(uid))
            go.setAccessibleName(f"{act}: {file.line.name}")
            head = Words(with_age(file.line.name, file.line.age), size="section", weight="bold")
            head.setWordWrap(True)
            sign = IconLabel("user", "accent", 18)
            top = row(sign, head, gap=8)
            top.setStretch(1, 1)
            grid.addLayout(column(top, row(go, None), gap=6), 0, place + 1)
        grid.addWidget(Rule(), 1, 0, 1, 3)

    def _opener(self, uid: str) -> Callable[[], None]:
        return lambda: self.context.open(Target("person", uid))

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        page = page_column(body)
        left = column(self._list_card, None)
        sides = row(left, self._side, gap=16)
        sides.setStretch(0, 2)
        sides.setStretch(1, 5)
        self._list_card.setMinimumWidth(280)
        page.addLayout(column(row(self._crumb, None), self._title, self._lead, gap=2))
        page.addLayout(sides)
        page.addStretch(1)


def compared(view: PairView) -> list[tuple[str, str, str]]:
    """(field in words, what the first says, what the second says), without empty fields."""
    lines = [(spec.words(), _said(spec, view.first), _said(spec, view.second)) for spec in FIELDS]
    lines.append((tr("Languages"), _languages(view.first), _languages(view.second)))
    lines.append((tr("Lives in"), _homes(view.first), _homes(view.second)))
    lines.append((tr("Cases"), _cases(view.first), _cases(view.second)))
    return [line for line in lines if line[1] or line[2]]


def _said(spec: PersonField, file: PersonFile) -> str:
    value = str(getattr(file.person, spec.attribute) or "")
    if value and spec.vocabulary:
        return spec.word(value)
    return full_day(value) if spec.attribute == "birth" else value


def _languages(file: PersonFile) -> str:
    return ", ".join(label("language", code) for code in file.person.languages)


def _homes(file: PersonFile) -> str:
    return ", ".join(home.household.label for home in file.homes if not home.member.until)


def _cases(file: PersonFile) -> str:
    return ", ".join(joined(case.number, case.title) for case in file.cases)


def _ids(pair: LikelyPair) -> tuple[str, str]:
    return pair.first.uid, pair.second.uid


def _spoken(pair: LikelyPair) -> str:
    names = "; ".join(with_age(one.name, one.age) for one in (pair.first, pair.second))
    return f"{names}: {why_words(pair.reasons)}"
