"""Today: whom to visit this week by village, what is late, what the office said, what waits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.today import TodayPage as TodayView
from socialcase.actions.today import today
from socialcase.texts import long_date, tr, trn
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.paper_targets import TRIP, paper_target
from socialcase.ui.pages.today_rows import TodayDelegate, Visits, rows_of, spoken
from socialcase.ui.pages.today_side import (
    answer_card,
    late_card,
    unkept_card,
    unsent_card,
    waiting_card,
)
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.widgets.buttons import Button, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, refilling, row
from socialcase.ui.widgets.risk import RiskSign
from socialcase.ui.widgets.rows import Rows, RowsView
from socialcase.ui.widgets.week import Week

if TYPE_CHECKING:
    from socialcase.actions.visits import UnkeptVisit

_SOON = 400
"""Milliseconds after Today comes when it looks for what is not kept yet: first the day itself."""


class TodayPage(Page):
    """The first page of the day. No sensitive word ever stands here."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._title = Words(size="title", weight="bold")
        self._summary = Words(tone="muted", wrap=True)
        self._contact = primary(
            icon_name="plus", then=lambda: context.open(Target("first_contact"))
        )
        self._tasks = Button(icon_name="check-square", then=lambda: context.open(Target("tasks")))
        self._week = Week()
        self._visits_title = Words(size="section", weight="bold")
        self._visits_count = Words(size="small", tone="muted")
        self._legend = QVBoxLayout()
        self._rows: Rows[Visits] = Rows(spoken, first=True)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(TodayDelegate(context.workspace.today))
        self._list.opened.connect(self._open)
        self._card = Card(padding=(0, 0, 0, 0))
        self._empty = QVBoxLayout()
        self._card.put(self._list, self._empty)
        self._side = QVBoxLayout()
        self._unkept = QVBoxLayout()
        self._lay_out()
        self.says(self._title.setText, lambda: long_date(context.workspace.today))
        self._begun = ReadingBeside(context, self._read_begun, self._show_begun)
        self._contact_begun = False
        self._visits_begun: list[UnkeptVisit] = []
        self.says(self._contact.setText, self._contact_words)
        self.says(self._tasks.setText, lambda: tr("To do"))
        self.says(self._visits_title.setText, lambda: tr("Visits due this week"))
        self.says(self._list.setAccessibleName, lambda: tr("Visits due this week"))
        self._view: TodayView | None = None
        self.beside = ReadingBeside(context, lambda: today(context.workspace), self._show)
        if context.day is not None:
            self._show(context.day)
        else:
            self.beside.ask()

    def title(self) -> str:
        """Today."""
        return tr("Today")

    def retranslate(self) -> None:
        """Word everything again."""
        super().retranslate()
        self._show_legend()
        if self._view is not None:
            self._show(self._view)
        self._show_visits_begun()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again: whatever was written counts among what is not sent yet."""
        self.beside.ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether anything was begun and is not kept: a first contact, a visit."""
        super().showEvent(event)
        QTimer.singleShot(_SOON, self, self._look_begun)

    def _look_begun(self) -> None:
        if self.isVisible():  # else the workspace may be closed
            self._begun.ask()

    def _read_begun(self) -> "tuple[bool, list[UnkeptVisit]]":
        from socialcase.actions.registering import contact_begun
        from socialcase.actions.visits import unkept_visits

        ws = self.context.workspace
        return contact_begun(ws), unkept_visits(ws)

    def _show_begun(self, begun: "tuple[bool, list[UnkeptVisit]]") -> None:
        self._contact_begun, self._visits_begun = begun
        self._contact.setText(self._contact_words())
        self._show_visits_begun()

    def _show_visits_begun(self) -> None:
        clear(self._unkept)
        card = unkept_card(self._visits_begun, self.context.open)
        if card is not None:
            self._unkept.addWidget(card)

    def _contact_words(self) -> str:
        begun = self._contact_begun
        return tr("Go on with the first contact") if begun else tr("First contact")

    def _show(self, view: TodayView) -> None:
        before, self._view = self._view, view
        self._summary.setText(_summary(view))
        with refilling(self, self._beside_visits):
            if before is view or before is None or _visits_of(before) != _visits_of(view):
                self._show_day(view)  # else the row that is chosen stays so
            self._show_side(view)

    def _show_day(self, view: TodayView) -> None:
        self._title.setText(long_date(view.day))
        self._week.show_days(view.week, view.day)
        rows = rows_of(view)
        self._week.setVisible(bool(rows) or self._visits_here())
        count = sum(len(village.visits) for village in view.villages)
        self._visits_count.setText(tr("{n}, by village").format(n=count) if count else "")
        self._rows.show(rows)
        self._list.setVisible(bool(rows))
        clear(self._empty)
        if not rows:
            from socialcase.ui.widgets.empty import Empty

            words = (
                tr("No visits are due this week. A new visit is planned in its case file.")
                if self._visits_here()
                else tr("Visits are planned on the laptops. What needs the office is in the Inbox.")
            )
            self._empty.addWidget(Empty("calendar-check", words))

    def _visits_here(self) -> bool:
        """Whether somebody goes out to families from here: an office does not."""
        return self.context.workspace.kind == "laptop"

    def _show_legend(self) -> None:
        clear(self._legend)
        names = {"high": tr("high"), "medium": tr("medium"), "low": tr("low risk")}
        line = row(gap=5)
        for level, words in names.items():
            line.addWidget(RiskSign(level, 12))
            line.addWidget(Words(words, size="caption", tone="muted"))
            line.addSpacing(6)
        self._legend.addLayout(line)

    def _show_side(self, view: TodayView) -> None:
        clear(self._side)
        cards: list[QWidget | None] = [
            answer_card(view, self.context.open),
            late_card(view, self._tick, self.context.open),
            waiting_card(view, self.context.open),
            unsent_card(view, self.context.open) if self._visits_here() else None,
        ]
        for card in cards:
            if card is not None:
                self._side.addWidget(card)
        self._side.addStretch(1)

    def _tick(self, kind: str, record: str) -> None:
        from socialcase.actions.notes import finish_task
        from socialcase.actions.plans import tick_action

        ws = self.context.workspace
        finish = tick_action if kind == "action" else finish_task
        self.undoable(self.keep(lambda: finish(ws, record)), tr("Marked as done"))

    def _open(self, found: Visits) -> None:
        if found.visit is not None:
            part = f"visit:{found.visit.visit}"
            self.context.open(Target("case", found.visit.case, part))
        elif found.village.settlement:
            self.context.open(paper_target(TRIP, found.village.settlement))

    def _lay_out(self) -> None:
        left = column(
            row(self._visits_title, self._visits_count, None, self._legend),
            self._card,
            None,
            gap=8,
        )
        self._show_legend()
        side = self._beside_visits = boxed(column(self._unkept, self._side, gap=14))
        side.setFixedWidth(348)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(14)
        columns = row(left, side, gap=20)
        columns.setStretch(0, 1)
        columns.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        inside = page_column(body, gap=16)
        words = column(self._title, self._summary, gap=2)
        head = row(words, self._tasks, self._contact)
        head.setStretch(0, 1)
        for button in (self._tasks, self._contact):
            head.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        for part in (head, self._week, columns):
            inside.addWidget(part) if isinstance(part, QWidget) else inside.addLayout(part)
        inside.addStretch(1)
        self.setFocusProxy(self._list)


def _summary(view: TodayView) -> str:
    visits = trn("{n} visit today", "{n} visits today", view.visits_today)
    parts = [visits.format(n=view.visits_today) if view.visits_today else tr("No visit today")]
    if view.visits_late:
        late = trn("{n} is late", "{n} are late", view.visits_late)
        parts.append(late.format(n=view.visits_late))
    sentences = [", ".join(parts) + "."]
    if view.answers:
        told = trn("The office answered once.", "The office answered {n} times.", len(view.answers))
        sentences.append(told.format(n=len(view.answers)))
    if view.drafts:
        drafts = trn("{n} form is still open.", "{n} forms are still open.", view.drafts)
        sentences.append(drafts.format(n=view.drafts))
    return " ".join(sentences)


def _visits_of(view: TodayView) -> tuple[object, ...]:
    return view.day, view.week, view.villages
