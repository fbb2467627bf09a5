"""Conflicts: one field with several values. Both are safe until a person chooses."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from socialcase.actions import conflicts as acts
from socialcase.actions.case_views import TimelineEntry
from socialcase.actions.conflicts import ConflictRow, ConflictView
from socialcase.actions.done import Done
from socialcase.actions.wording import entry_title
from socialcase.texts import label, short_date, tr, trn
from socialcase.ui.page import Page, PageContext, Target, scrolled
from socialcase.ui.pages.conflict_edit import CombineCard
from socialcase.ui.pages.conflict_names import with_names
from socialcase.ui.pages.conflict_parts import ForkDrawing, VersionCard, Ways, card_row
from socialcase.ui.pages.conflict_words import brief
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.buttons import Button, link, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import IconLabel, Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.paint import NAME, QUIET, RIGHT, SECOND, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

COMBINE, ASK = "combine", "ask"


class _ConflictLine(RowDelegate[ConflictRow]):
    """Whose record, which field, how many versions."""

    height = 52
    chosen: ConflictRow | None = None

    def ground(self, painter: QPainter, box: QRect, row: ConflictRow, *, hover: bool) -> None:
        """The chosen line on the soft accent, with an edge at the left."""
        if row == self.chosen:
            painter.fillRect(box, current().colour("accent_soft"))
            painter.fillRect(
                QRect(box.left(), box.top(), 3, box.height()), current().colour("accent")
            )
        else:
            super().ground(painter, box, row, hover=hover)

    def draw(self, painter: QPainter, box: QRect, row: ConflictRow) -> None:
        """Write the line."""
        count = trn("{n} version", "{n} versions", row.versions).format(n=row.versions)
        inner = box.adjusted(14, 7, -14, -7)
        used = QUIET.width(count) + 10
        words = inner.adjusted(0, 0, -used, 0)
        upper = QRect(words.left(), words.top(), words.width(), words.height() // 2)
        write(painter, upper, row.subject, NAME)
        write(painter, upper.translated(0, upper.height()), label("field", row.field), SECOND)
        write(painter, inner, count, QUIET, RIGHT)


def _spoken(row: ConflictRow) -> str:
    count = trn("{n} version", "{n} versions", row.versions).format(n=row.versions)
    return f"{row.subject}, {label('field', row.field)}, {count}"


class ConflictsPage(Page):
    """The list of conflicts at the left, one of them side by side at the right."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rows = Rows[ConflictRow](_spoken)
        self._line = _ConflictLine()
        self.list = RowsView(tr("Conflicts"))
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._line)
        self.list.opened.connect(self._choose)
        self._count = Words(size="small", tone="muted")
        self._side = self._left()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(boxed(self._body))
        self._none = QWidget()
        self._stack.addWidget(self._none)
        self._none_layout = QVBoxLayout(self._none)
        self.panel: ConflictPanel | None = None
        layout = row(self._side, self._stack, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._say_none()
        self.load()

    def title(self) -> str:
        """The page's name."""
        return tr("Conflicts")

    def show_record(self, record: str, part: str = "") -> None:
        """Show the conflict of field `part` of a record, or its first one."""
        fits = (r for r in self._rows.rows if r.record == record and part in ("", r.field))
        found = next(fits, None)
        if found is not None:
            self._choose(found)

    def reread(self, kinds: frozenset[str]) -> None:
        """Any change may open or settle a conflict."""
        self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._say_none()
        self.load()

    def load(self) -> None:
        """Read the list, and keep the chosen conflict where it is still there."""
        rows = self.read(lambda: acts.conflicts(self.context.workspace)) or []
        self._rows.show(rows)
        words = trn("{n} waits for a person", "{n} wait for a person", len(rows))
        self._count.setText(words.format(n=len(rows)) if rows else tr("nothing waits"))
        before = self._line.chosen
        same = (r for r in rows if before and (r.record, r.field) == (before.record, before.field))
        self._choose(next(same, rows[0] if rows else None))

    def _left(self) -> QWidget:
        heading, under = Words(size="section", weight="bold"), Words(size="small", tone="muted")
        under.setWordWrap(True)
        self.says(heading.setText, lambda: tr("Conflicts"))
        self.says(under.setText, lambda: tr("Every version is safe until you choose."))
        head = column(heading, self._count, under, gap=2, margins=(14, 20, 14, 10))
        layout = column(head, self.list, gap=0)
        layout.setStretch(1, 1)
        made = _Edged(layout)
        made.setFixedWidth(284)
        return made

    def _say_none(self) -> None:
        clear(self._none_layout)
        words = tr(
            "No field has two versions. When two people change the same thing apart, it comes here."
        )
        self._none_layout.addStretch(1)
        self._none_layout.addWidget(Empty("check-circle", words))
        self._none_layout.addStretch(2)

    def _choose(self, chosen: ConflictRow | None) -> None:
        self._line.chosen = chosen
        self.list.viewport().update()
        view = None
        if chosen is not None:
            ws = self.context.workspace
            view = self.read(lambda: acts.conflict(ws, chosen.record, chosen.field))
        clear(self._body)
        named = with_names(self.context.workspace, view) if view is not None else None
        self.panel = ConflictPanel(self, named) if named is not None else None
        if self.panel is not None:
            self._body.addWidget(self.panel)
        self._stack.setCurrentIndex(0 if self.panel is not None else 1)

    def settle(self, act: Callable[[], Done], words: str) -> None:
        """Do one of the ways to settle; offer to undo it."""
        done = self.keep(act)
        if done is None:
            return
        self.undoable(done, words)
        self.load()

    def later(self) -> None:
        """Leave this one and show the next."""
        rows, chosen = self._rows.rows, self._line.chosen
        if chosen in rows and len(rows) > 1:
            self._choose(rows[(rows.index(chosen) + 1) % len(rows)])


class ConflictPanel(QWidget):
    """One conflict: what happened, both versions, the ways to settle it."""

    def __init__(self, page: ConflictsPage, view: ConflictView) -> None:
        super().__init__()
        self._page, self.view = page, view
        showing = next((v.number for v in view.versions if v.showing), 1)
        self._key = str(showing)
        self._fork = ForkDrawing(view, showing)
        self._cards = {v.number: VersionCard(view, v) for v in view.versions}
        self.ways = Ways()
        self.ways.offer(self._offers())
        self.ways.picked.connect(self.pick)
        self.ways.done.connect(self._settle)
        self._edit = CombineCard(page, view)
        self.button = primary(then=self._settle)
        later = Button(tr("Decide later"), then=page.later)
        content = column(
            self._head(),
            self._drawing(),
            card_row(list(self._cards.values())),
            *self._around(),
            self.ways,
            self._edit,
            None,
            gap=12,
            margins=(28, 16, 28, 14),
        )
        foot = row(self.button, later, self._undo_note(), gap=10, margins=(28, 12, 28, 12))
        foot.setStretch(2, 1)
        self.setLayout(column(scrolled(boxed(content)), Rule(), foot, gap=0))
        for card in self._cards.values():
            card.pressed.connect(lambda number: self.pick(str(number)))
        self.pick(self._key if self._edit.unkept is None else COMBINE)

    def pick(self, key: str) -> None:
        """Choose one of the ways: a version's number, "combine" or "ask"."""
        self._key = key
        self.ways.choose(key)
        number = int(key) if key.isdecimal() else 0
        self._fork.choose(number)
        for each, card in self._cards.items():
            card.choose(chosen=each == number)
        self._edit.setVisible(key == COMBINE)
        self.button.setText(self._act_words())

    def _act_words(self) -> str:
        if self._key == COMBINE:
            return tr("Keep the combined value")
        if self._key == ASK:
            return tr("Ask them")
        return self._keep_words(int(self._key))

    def _keep_words(self, number: int) -> str:
        view = self.view
        version = next(v for v in view.versions if v.number == number)
        same_name = [v for v in view.versions if v.author_name == version.author_name]
        if len(same_name) > 1:
            return tr("Keep version {n}").format(n=number)
        return tr("Keep the version of {name}").format(name=version.author_name)

    def _offers(self) -> list[tuple[str, str, str]]:
        view = self.view
        offers = [
            (str(v.number), self._keep_words(v.number), brief(view.field, v.parts))
            for v in view.versions
        ]
        if view.combined is not None:
            words = tr("from all versions; you can edit it before it is kept")
            offers.append((COMBINE, tr("Combine"), words))
        words = tr("a task goes to each of them; until then the safer value shows")
        offers.append((ASK, tr("Ask them"), words))
        return offers

    def _settle(self) -> None:
        ws, view, key = self._page.context.workspace, self.view, self._key
        forgetting = self._edit.written.forgetting
        if key == ASK:
            self._page.settle(
                lambda: acts.ask_authors(ws, view.record, view.field), tr("A task goes to each.")
            )
        elif key == COMBINE:
            value = self._edit.value()
            self._page.settle(
                forgetting(lambda: acts.settle(ws, view.record, view.field, value)),
                tr("The combined value is kept."),
            )
        else:
            number = int(key)
            self._page.settle(
                forgetting(lambda: acts.keep_version(ws, view.record, view.field, number)),
                tr("This version is kept. The others stay in the history."),
            )

    def _head(self) -> QWidget:
        view = self.view
        etrap = label("etrap", view.etrap) if view.etrap else ""
        crumb = " · ".join(part for part in (view.subject, etrap, view.case_number) if part)
        where = Target("case", view.case)
        go = link(tr("Open the case"), then=lambda: self._page.context.open(where))
        if not view.case:
            go.hide()  # never show: without a parent yet, it would be a window
        top = row(Words(crumb, size="small", tone="muted", wrap=True), go)
        top.setStretch(0, 1)
        count = len(view.versions)
        title = trn("{n} version: {field}", "{n} versions: {field}", count)
        return boxed(
            column(
                top,
                Words(
                    title.format(n=count, field=label("field", view.field)),
                    size="title",
                    weight="bold",
                    wrap=True,
                ),
                Words(self._what_happened(), tone="muted", wrap=True),
                gap=4,
            )
        )

    def _what_happened(self) -> str:
        names = list(dict.fromkeys(v.author_name for v in self.view.versions))
        words = tr("{names} changed it without seeing each other's change. Nothing is lost.")
        return words.format(names=", ".join(names))

    def _drawing(self) -> QWidget:
        card = Card(padding=(14, 8, 14, 8))
        card.put(self._fork)
        return card

    def _around(self) -> list[QWidget]:
        if not self.view.around:
            return []
        parts = [_act(e) for e in self.view.around[:4]]
        around = tr("Around it: {acts}").format(acts=" · ".join(parts))
        words = Words(around, size="small", wrap=True)
        line = row(IconLabel("clock", "muted", 16), words)
        line.setStretch(1, 1)
        return [boxed(line)]

    def _undo_note(self) -> Words:
        words = tr("All versions stay in the history. You can undo this at any time.")
        return Words(words, size="small", tone="muted", wrap=True)


def _act(entry: TimelineEntry) -> str:
    words = f"{short_date(entry.day)} {entry_title(entry)}"
    return f"{words} ({entry.who})" if entry.who else words


class _Edged(QWidget):
    """A column with a line at its right edge."""

    def __init__(self, layout: QVBoxLayout) -> None:
        super().__init__()
        self.setLayout(layout)

    def paintEvent(self, event: object) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), current().colour("line"))
        painter.end()
