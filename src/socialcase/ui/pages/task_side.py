"""Beside what is to be done: what was put off, and what waits for a provider or the office."""

from collections.abc import Callable, Sequence
from functools import partial

from socialcase.actions.service_views import OpenReferral
from socialcase.actions.supervision import Waiting
from socialcase.actions.tasks import Todo
from socialcase.texts import label, short_date, tr
from socialcase.texts.services import service_name
from socialcase.ui.page import Target
from socialcase.ui.pages.task_lines import Acts, todo_words
from socialcase.ui.pages.today_side import where_words
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.two_lines import Line, TwoLines

Open = Callable[[Target], object]
_MOST = 5


def put_off_card(some: Sequence[Todo], acts: Acts) -> Card | None:
    """What comes back on its day; None where nothing was put off."""
    lines = []
    for todo in some[:_MOST]:
        day = short_date(todo.put_off_until) if todo.put_off_until else ""
        back = tr("until {day}").format(day=day)
        button = link(tr("Now"), then=partial(acts.take_up, todo))
        button.setAccessibleName(tr("Do now: {what}").format(what=todo_words(todo)))
        lines.append(_line(todo_words(todo), joined(todo.subject, back, todo.put_off_why), button))
    return _card(tr("Put off"), "clock", lines, len(some))


def provider_card(some: Sequence[OpenReferral], go: Open) -> Card | None:
    """Referrals that wait for a provider; None where none does."""
    lines = []
    for one in some[:_MOST]:
        target = Target("case", one.referral.case, f"referral:{one.referral.uid}")
        service = service_name(one.referral.service)
        who, about = one.provider_name or service, (one.person_name or one.subject, service)
        if one.quiet:
            who, about = label("kind", "referral"), (one.subject, "")
        button = link(tr("Open it"), then=partial(go, target))
        button.setAccessibleName(joined(tr("Open it"), who, one.subject))
        ask = ""
        if one.late is not None and one.late >= 0:
            ask = tr("ask again")
        elif one.ask_on is not None:
            ask = tr("ask on {day}").format(day=short_date(one.ask_on))
        lines.append(_line(who, joined(*about, ask), button))
    return _card(tr("Waiting for a provider"), "hourglass", lines, len(some))


def office_card(some: Sequence[Waiting], go: Open) -> Card | None:
    """What waits for a word of the coordinator; None where nothing does."""
    lines = []
    for one in some[:_MOST]:
        kind = label("kind", one.kind)
        version = tr("version {n}").format(n=one.version) if one.version else ""
        target = Target("case", one.case)
        button = link(where_words(one.where), then=partial(go, target))
        button.setAccessibleName(joined(kind, one.subject, where_words(one.where)))
        lines.append(_line(joined(kind, version), one.subject, button))
    return _card(tr("Waiting for the office"), "check-circle", lines, len(some))


def hours_link(go: Open) -> Card:
    """The way to one's own hours."""
    card = Card(padding=(14, 8, 10, 8))
    words = Words(tr("What did the day take? Only you see it."), size="small", wrap=True)
    button = Button(tr("My hours"), small=True, icon_name="clock", then=lambda: go(Target("hours")))
    line = row(words, button)
    line.setStretch(0, 1)
    card.put(line)
    return card


def _card(name: str, icon_name: str, lines: Sequence[Line], count: int) -> Card | None:
    if not lines:
        return None
    card = Card(padding=(0, 0, 0, 4))
    card.body.setSpacing(0)
    card.head(name, str(count), icon_name=icon_name)
    for place, line in enumerate(lines):
        line.ruled = place > 0
        card.put(line)
    if count > len(lines):
        words = Words(tr("and {n} more").format(n=count - len(lines)), size="small")
        words.setContentsMargins(14, 2, 0, 6)
        card.put(words)
    return card


def _line(first: str, second: str, button: Button) -> Line:
    line = row(TwoLines(first, second), button, gap=10, margins=(14, 7, 12, 7))
    line.setStretch(0, 1)
    return Line(line)
