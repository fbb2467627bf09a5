"""Beside the referrals: whose consent lets services know, and what is not to be told to whom."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from socialcase.actions.service_views import CaseServices, KeptBack
from socialcase.texts import label, tr
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, column, row


def told_cards(services: CaseServices, turn: Callable[[str], None]) -> list[Card]:
    """What may be told, and, where there is such a thing, what may not."""
    cards = [_leave_card(services, turn)]
    if services.kept_back:
        card = Card(padding=(14, 8, 14, 10))
        card.head(tr("Not to be told"), icon_name="eye-slash", tone="danger")
        for one in services.kept_back:
            card.put(_kept_back(one))
        cards.append(card)
    return cards


def _leave_card(services: CaseServices, turn: Callable[[str], None]) -> Card:
    card = Card(padding=(14, 8, 14, 10))
    card.head(tr("What may be told"), icon_name="handshake")
    card.beside_head(link(tr("Consent"), then=lambda: turn("consent")))
    people = [one for one in services.leaves if one.person] or list(services.leaves)
    alike: dict[tuple[bool, str], list[str]] = {}
    for one in people:
        alike.setdefault((one.leave.allowed, one.leave.why), []).append(one.name)
    for (allowed, why), names in alike.items():
        card.put(_leave(", ".join(filter(None, names)), why, allowed=allowed))
    return card


def _leave(names: str, why: str, *, allowed: bool) -> QWidget:
    sign = IconLabel("check" if allowed else "prohibit", "ok" if allowed else "warning", 16)
    who = Words(names or tr("The whole family"), size="small", weight="medium", wrap=True)
    reason = Words(label("leave", why), size="caption", tone="muted", wrap=True)
    line = row(sign, column(who, reason, gap=0), gap=8)
    line.setStretch(1, 1)
    return boxed(line)


def _kept_back(one: KeptBack) -> QWidget:
    what = ", ".join(label("withheld", code) for code in one.what)
    name = Words(one.from_whom or one.note, size="small", weight="medium", wrap=True)
    detail = joined(what, one.note if one.from_whom else "")
    words = column(name, gap=0)
    if detail:
        words.addWidget(Words(detail, size="caption", tone="muted", wrap=True))
    return boxed(words)
