"""The cards at the right of Today: answers, what is late, what waits, what is not yet sent."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from socialcase.actions.supervision import Answer, Waiting
from socialcase.actions.today import LateItem, TodayPage
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import clock_time, label, short_date, tr, trn
from socialcase.ui.page import Target
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.two_lines import Line, TwoLines

if TYPE_CHECKING:
    from socialcase.actions.visits import UnkeptVisit

Open = Callable[[Target], None]
_MOST = 4
_PARTS = {"plan": "plan", "assessment": "assessments", "visit": "visits"}


def answer_card(view: TodayPage, go: Open) -> Card | None:
    """What the office said; None when it said nothing new."""
    if not view.answers:
        return None
    card = Card(tone="accent", padding=(0, 0, 0, 4))
    card.head(tr("The office answered"), icon_name="envelope")
    _list(card, [answer_line(answer, go) for answer in view.answers[:_MOST]], len(view.answers))
    return card


def unkept_card(visits: "Sequence[UnkeptVisit]", go: Open) -> Card | None:
    """Visits that were begun to be written down; None where all are kept."""
    if not visits:
        return None
    card = Card(tone="warning", padding=(0, 0, 0, 4))
    card.head(tr("Visits not kept yet"), icon_name="pencil-simple", tone="warning")
    lines = []
    for one in visits[:_MOST]:
        at = one.at.astimezone(ASHGABAT)
        written = joined(short_date(at.date()), clock_time(at.hour, at.minute))
        target = Target("case", one.case, f"visit:{one.visit}")
        button = link(tr("Go on"), then=partial(go, target))
        button.setAccessibleName(joined(button.text(), one.subject, written))
        lines.append(plain_line(one.subject, tr("written {when}").format(when=written), button))
    _list(card, lines, len(visits))
    return card


def late_card(view: TodayPage, tick: Callable[[str, str], None], go: Open) -> Card | None:
    """Actions and tasks whose day has passed: the first few, not a red wall."""
    if not view.late:
        return None
    card = Card(padding=(0, 0, 0, 4))
    count = len(view.late)
    detail = trn("{n} thing", "{n} things", count).format(n=count)
    card.head(tr("Late"), detail, icon_name="clock", tone="danger")
    _list(card, [_late(item, tick, go) for item in view.late[:_MOST]], count)
    return card


def waiting_card(view: TodayPage, go: Open) -> Card | None:
    """What waits for a word of the coordinator."""
    if not view.waiting:
        return None
    card = Card(padding=(0, 0, 0, 4))
    card.head(tr("Waiting for the coordinator"), str(len(view.waiting)), icon_name="check-circle")
    most = _MOST if view.villages else 3 * _MOST
    _list(card, [_waiting(item, go) for item in view.waiting[:most]], len(view.waiting))
    return card


def unsent_card(view: TodayPage, go: Open) -> Card:
    """What is only on this laptop."""
    card = Card(padding=(14, 8, 14, 12))
    card.head(tr("Not yet sent"), icon_name="arrows-down-up", tone="warning")
    card.beside_head(Button(tr("Send to office"), small=True, then=lambda: go(Target("exchange"))))
    card.put(Words(_unsent(view), size="small", wrap=True))
    if view.office_has_until is not None:
        at = view.office_has_until.astimezone(ASHGABAT)
        until = tr("The office has everything up to {day}, {time}.")
        words = until.format(day=short_date(at.date()), time=clock_time(at.hour, at.minute))
        card.put(Words(words, size="small", tone="muted", wrap=True))
    return card


def _unsent(view: TodayPage) -> str:
    if view.unsent_changes > view.only_here:
        return _sent_in_part(view)
    if not view.unsent_changes:
        if view.office_has_until is None:
            return tr("There is nothing to send yet.")
        return tr("Everything on this laptop has been sent.")
    changes = trn("{n} change", "{n} changes", view.unsent_changes).format(n=view.unsent_changes)
    cases = trn("in {n} case", "in {n} cases", view.unsent_cases).format(n=view.unsent_cases)
    return tr("{changes} {cases} only on this laptop.").format(changes=changes, cases=cases)


def _sent_in_part(view: TodayPage) -> str:
    """What went off is not with the office before it says so."""
    waits = tr("What was sent waits for the office to say that it has it.")
    if not view.only_here:
        return waits
    n = view.only_here
    here = trn("{n} change only on this laptop.", "{n} changes only on this laptop.", n)
    return f"{here.format(n=n)} {waits}"


def _list(card: Card, lines: list[Line], count: int) -> None:
    for place, line in enumerate(lines):
        line.ruled = place > 0
        card.put(line)
    if count > len(lines):
        more = tr("and {n} more").format(n=count - len(lines))
        words = Words(more, size="small", tone="muted")
        words.setContentsMargins(14, 0, 0, 6)
        card.put(words)
    card.body.setSpacing(0)


def plain_line(first: str, second: str, at_right: QWidget, before: QWidget | None = None) -> Line:
    """Two lines of words, with something to press at the right."""
    words = TwoLines(first, second)
    line = row(before, words, at_right, gap=10) if before else row(words, at_right, gap=10)
    line.setStretch(1 if before else 0, 1)
    line.setContentsMargins(14, 7, 12, 7)
    line.setAlignment(at_right, Qt.AlignmentFlag.AlignVCenter)
    return Line(line)


def answer_line(answer: Answer, go: Open) -> Line:
    """What the coordinator said of what, and the way there."""
    about = label("kind", answer.about_kind)
    said = f"{label('comment_kind', answer.kind)}: {about.lower()}"
    act = tr("Correct") if answer.kind == "return" else tr("Read")
    target = Target("case", answer.case, _PARTS.get(answer.about_kind, "timeline"))
    button = link(act, then=lambda: go(target))
    button.setAccessibleName(f"{act}: {said}, {answer.subject}")
    return plain_line(said, joined(answer.subject, answer.author_name), button)


def _late(item: LateItem, tick: Callable[[str, str], None], go: Open) -> Line:
    days = trn("{n} day late", "{n} days late", item.late).format(n=item.late)
    if item.kind == "next_step" or not item.record:
        target = Target("case", item.case)
        button = link(days, then=lambda: go(target))
        button.setProperty("tone", "danger")
        button.setAccessibleName(f"{item.what}, {item.subject}, {days}")
        return plain_line(_what(item), item.subject, button)
    from socialcase.ui.widgets.check_box import CheckBox

    box = CheckBox()
    box.setAccessibleName(item.what)
    box.clicked.connect(lambda _on: tick(item.kind, item.record))
    return plain_line(_what(item), item.subject, Words(days, size="small", tone="danger"), box)


def _what(item: LateItem) -> str:
    return item.what or tr("The next step")


def _waiting(item: Waiting, go: Open) -> Line:
    kind = label("kind", item.kind)
    version = tr("version {n}").format(n=item.version) if item.version else ""
    words = f"{kind}, {version}" if version else kind
    target = Target("case", item.case, _PARTS.get(item.kind, "timeline"))
    button = link(where_words(item.where), then=lambda: go(target))
    button.setProperty("tone", "muted")
    button.setAccessibleName(joined(words, item.subject, where_words(item.where)))
    return plain_line(words, joined(item.subject, item.author_name), button)


def where_words(where: str) -> str:
    """Where a record is, in words."""
    names = {
        "here": tr("only on this laptop"),
        "sent": tr("on the stick"),
        "office": tr("office has it"),
    }
    return names.get(where, "")
