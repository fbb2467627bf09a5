"""One's own working hours: entered by hand, for oneself; weekly totals go up once released."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.hours import (
    Entry,
    Proposed,
    Week,
    add_hours,
    drop_hours,
    hours_of,
    own_cases,
    put_back,
    release_week,
    released_weeks,
    take_over,
)
from socialcase.texts import label, short_date, tr, vocabulary
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.hours_side import others_card, release_card, totals_card
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.speech import joined, minutes_words
from socialcase.ui.unkept import WrittenDown
from socialcase.ui.widgets.buttons import Button, icon_button, link, name_button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row

_WEEK = timedelta(days=7)


class HoursPage(Page):
    """A week at a time: one line to enter, the days with their entries, the sums at the side."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._day = context.workspace.today
        self._taken: list[Entry] = []
        self._heading = Words(size="title", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self._of_week = Words(weight="medium")
        self._before = icon_button("caret-left", "", then=lambda: self._turn(-_WEEK))
        self._after = icon_button("caret-right", "", then=lambda: self._turn(_WEEK))
        self._now = link(then=self._this_week)
        self._on, self._what, self._case = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.time, self._note = TextBox(), TextBox()
        editors = (self._on, self._what, self._case, self.time, self._note)
        self._fields = [Field("", editor) for editor in editors]
        self._add = Button(icon_name="plus", then=self._keep)
        self._hint = Words(size="small", tone="muted")
        for box in (self.time, self._note):
            box.returnPressed.connect(self._keep)
        typed = {"time": self.time, "note": self._note}
        self._written = WrittenDown(self, lambda: {name: box.text() for name, box in typed.items()})
        self._written.hear(*typed.values())
        self._written.resume("hours", typed)
        self._days, self._side = QVBoxLayout(), QVBoxLayout()
        ws = context.workspace
        self.cases = ReadingBeside(context, lambda: own_cases(ws), self._offer_cases)
        self._lay_out()
        self.setFocusProxy(self.time)
        self.retranslate()

    def title(self) -> str:
        """My hours."""
        return tr("My hours")

    def retranslate(self) -> None:
        """Word everything, and read the week."""
        super().retranslate()
        self._heading.setText(self.title())
        self._lead.setText(
            tr("Only you see this. No timer runs; write what you know, rounded to a quarter hour.")
        )
        name_button(self._before, tr("The week before"))
        name_button(self._after, tr("The week after"))
        self._now.setText(tr("This week"))
        words = (tr("Day"), tr("What for"), tr("Case"), tr("Time"), tr("Note"))
        for field, name in zip(self._fields, words, strict=True):
            field.set_words(name)
        self._hint.setText(joined(tr("Time"), tr("1:30, 1.5 or 90 min")))
        self.time.setAccessibleDescription(tr("1:30, 1.5 or 90 min"))
        kinds = {code: label("hours", code) for code in vocabulary("hours")}
        self._what.offer(kinds, self._what.value() or "case")
        self._add.setText(tr("Keep"))
        self._read()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when visits, cases or released weeks changed."""
        if not kinds or kinds & {"visit", "case", "workweek"}:
            self._read()

    def takes_back(self) -> bool:
        """Put the entry back that was taken away last."""
        if not self._taken:
            return False
        put_back(self.context.workspace, self._taken.pop())
        self._read()
        return True

    def _read(self) -> None:
        ws = self.context.workspace
        week = self.read(lambda: hours_of(ws, self._day))
        if week is None:
            return
        self._offer(week)
        last = week.monday + timedelta(days=6)
        self._of_week.setText(f"{short_date(week.monday)} – {short_date(last)}")
        clear(self._days)
        for day in sorted({e.day for e in week.entries} | {p.day for p in week.proposed}):
            self._days.addWidget(self._of_day(week, day))
        if not (week.entries or week.proposed):
            self._days.addWidget(Empty("clock", tr("Nothing is entered in this week yet.")))
        clear(self._side)
        self._side.addWidget(totals_card(week))
        self._side.addWidget(release_card(week, self._release))
        others = others_card(
            [one for one in released_weeks(ws, week.monday) if one[0].staff != ws.person]
        )
        if others is not None:
            self._side.addWidget(others)

    def _offer(self, week: Week) -> None:
        days = (week.monday + timedelta(days=place) for place in range(7))
        chosen = self._on.value()
        offered = {day.isoformat(): short_date(day) for day in days}
        self._on.offer(offered, chosen if chosen in offered else self._day.isoformat())
        self.cases.ask()

    def _offer_cases(self, cases: dict[str, str]) -> None:
        self._case.offer({"": tr("no case"), **cases}, self._case.value())

    def _of_day(self, week: Week, day: date) -> QWidget:
        entries = [entry for entry in week.entries if entry.day == day]
        proposed = [one for one in week.proposed if one.day == day]
        card = Card(padding=(0, 0, 0, 4))
        card.body.setSpacing(0)
        total = minutes_words(sum(entry.minutes for entry in entries))
        card.head(short_date(day), total)
        if len(proposed) > 1:
            every = link(tr("Take all over"), then=partial(self._take, *proposed))
            every.setAccessibleName(joined(every.text(), short_date(day)))
            card.beside_head(every)
        lines = [*(self._entry(e) for e in entries), *(self._proposed(p) for p in proposed)]
        for place, line in enumerate(lines):
            if place:
                card.put(Rule())
            card.put(line)
        return card

    def _entry(self, entry: Entry) -> QWidget:
        what = Words(label("hours", entry.what), size="small", weight="medium")
        about = Words(joined(entry.subject, entry.note), size="small", tone="muted", wrap=True)
        time = Words(minutes_words(entry.minutes), size="small")
        spoken = tr("Take away: {entry}").format(entry=f"{what.text()}, {time.text()}")
        away = icon_button("x", spoken, then=partial(self._drop, entry.uid))
        line = row(what, about, time, away, gap=10, margins=(14, 5, 8, 5))
        line.setStretch(1, 1)
        return boxed(line)

    def _proposed(self, one: Proposed) -> QWidget:
        words = tr("From your visits: {what}, {time}").format(
            what=label("hours", one.what).lower(), time=minutes_words(one.minutes)
        )
        about = Words(joined(words, one.subject), size="small", tone="muted", wrap=True)
        take = link(tr("Take over"), then=partial(self._take, one))
        take.setAccessibleName(joined(take.text(), words))
        line = row(about, take, gap=10, margins=(14, 5, 8, 5))
        line.setStretch(0, 1)
        return boxed(line)

    def _keep(self) -> None:
        ws, on, what, case = (
            self.context.workspace,
            self._on.value(),
            self._what.value(),
            self._case.value(),
        )
        time, note = self.time.text(), self._note.text()
        if not time.strip():
            self._fields[3].complain(tr("How long was it?"))
            self.time.setFocus()
            return
        self._fields[3].complain("")
        if self.keep(lambda: add_hours(ws, on, what, time, case=case, note=note)) is not None:
            self.time.setText("")
            self._note.setText("")
            self.time.setFocus()
            self._read()

    def _take(self, *proposed: Proposed) -> None:
        ws = self.context.workspace
        self.keep(lambda: take_over(ws, proposed))
        self._read()  # some may be entered where not all found room

    def _drop(self, uid: str) -> None:
        ws = self.context.workspace
        entry = self.keep(lambda: drop_hours(ws, uid))
        if entry is not None:
            self._taken.append(entry)
            self.context.toast(tr("The entry is taken away"), self.takes_back)
            self._read()

    def _release(self) -> None:
        ws, day = self.context.workspace, self._day
        done = self.keep(lambda: release_week(ws, day))
        self.undoable(done, tr("The week's totals go with the next bundle"))
        self._read()

    def _turn(self, by: timedelta) -> None:
        self._day += by
        self._read()

    def _this_week(self) -> None:
        self._day = self.context.workspace.today
        self._read()

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        inside = page_column(body, gap=14)
        back = link(then=lambda: self.context.open(Target("today")))
        back.setProperty("crumb", True)
        self.says(back.setText, lambda: tr("Today"))
        inside.addLayout(column(row(back, None), self._heading, self._lead, gap=2))
        inside.addLayout(row(self._before, self._of_week, self._after, self._now, None))
        form = Card(padding=(16, 12, 16, 14))
        *facts, note = self._fields
        line = row(*facts, gap=12)
        for place, share in enumerate((2, 3, 4, 2)):
            line.setStretch(place, share)
        form.put(line, note, row(self._add, self._hint, None, gap=14))
        self._days.setSpacing(8)
        left = column(form, self._days, None, gap=12)
        side = boxed(self._side)
        side.setFixedWidth(316)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(12)
        columns = row(left, side, gap=20)
        columns.setStretch(0, 1)
        columns.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(columns)
        inside.addStretch(1)
