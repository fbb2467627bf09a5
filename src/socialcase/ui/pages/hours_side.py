"""Beside the hours: the sums of the week, and what would go up of it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from socialcase.actions.hours import Week, minutes_of
from socialcase.cases.records import WorkWeek
from socialcase.texts import label, short_date, tr
from socialcase.ui.pages.case.side_cards import Bar
from socialcase.ui.speech import minutes_words
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import column, row


def totals_card(week: Week) -> Card:
    """The week by kind, and by case."""
    card = Card(padding=(14, 10, 14, 14))
    card.head(tr("This week's sums"), minutes_words(week.minutes))
    named = {label("hours", code): minutes for code, minutes in week.totals.items()}
    for line in _bars(named, week.minutes):
        card.put(line)
    if week.by_case:
        card.put(Rule(), Words(tr("By case"), size="caption", tone="muted"))
        for line in _bars(week.by_case, week.minutes):
            card.put(line)
    if not week.totals:
        card.put(Words(tr("Nothing is entered yet."), size="small", tone="muted"))
    return card


def release_card(week: Week, release: Callable[[], object]) -> Card:
    """Exactly what would go up; nothing does before the button is pressed."""
    card = Card(padding=(14, 10, 14, 14))
    card.head(tr("For the coordinator"), icon_name="export")
    lead = tr("Only these sums go up: no case, no day, no note. Others see them by week.")
    card.put(Words(lead, size="small", wrap=True))
    for code, minutes in week.totals.items():
        card.put(row(Words(label("hours", code), size="small"), None, _time(minutes)))
    released = week.released
    if released is not None and released.on is not None:
        day = short_date(released.on)
        words = (
            tr("Released on {day}; your entries changed since.")
            if released.changed
            else tr("Released on {day}.")
        )
        tone = "warning" if released.changed else "ok"
        card.put(Words(words.format(day=day), size="small", tone=tone, wrap=True))
    if (week.totals and released is None) or (released is not None and released.changed):
        card.put(row(Button(tr("Release this week"), then=release), None))
    return card


def others_card(weeks: Sequence[tuple[WorkWeek, str]]) -> Card | None:
    """What others released of this week, by name: support, no ranking. None where nobody did."""
    if not weeks:
        return None
    card = Card(padding=(14, 10, 14, 14))
    card.head(tr("Released by others"), str(len(weeks)), icon_name="users")
    for place, (week, name) in enumerate(weeks):
        if place:
            card.put(Rule())
        minutes = minutes_of(week)
        card.put(row(Words(name, weight="medium", wrap=True), None, _time(sum(minutes.values()))))
        for code, count in minutes.items():
            card.put(row(Words(label("hours", code), size="small"), None, _time(count)))
        if week.note:
            card.put(Words(week.note, size="small", tone="muted", wrap=True))
    return card


def _bars(minutes: Mapping[str, int], whole: int) -> list[QWidget]:
    lines = []
    for name, count in minutes.items():
        made = QWidget()
        top = row(Words(name, size="small", wrap=True), _time(count))
        top.setStretch(0, 1)
        made.setLayout(column(top, Bar(count / whole if whole else 0), gap=4))
        lines.append(made)
    return lines


def _time(minutes: int) -> Words:
    return Words(minutes_words(minutes), size="small", tone="muted")
