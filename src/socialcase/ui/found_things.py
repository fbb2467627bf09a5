"""What the search at the top offers: people, cases, providers, and the pages of the program."""

import re
from collections.abc import Iterator

from socialcase.actions.searching import search
from socialcase.actions.workspaces import Workspace
from socialcase.cases.names import fold
from socialcase.texts import label, tr
from socialcase.ui.navigation import nav_items
from socialcase.ui.speech import etrap_words, full_day, joined
from socialcase.ui.widgets.search_box import Found

_BIRTH = re.compile(r"~?\d{4}(-\d\d){0,2}")
_ICONS = {"person": "user", "case": "folder", "provider": "map-pin"}


def found_things(ws: Workspace, text: str) -> list[Found]:
    """What fits `text`, people first, pages last. Raises a `UserError` of the database."""
    hits = [
        Found(
            _ICONS[hit.kind],
            hit.title or tr("Name not known"),
            _detail(hit.kind, hit.detail),
            hit.kind,
            hit.uid,
        )
        for hit in search(ws, text)
    ]
    return [*hits, *_pages(ws.kind, text)]


def _pages(kind: str, text: str) -> Iterator[Found]:
    """Pages with words that begin as those of `text` do, in the language in force."""
    asked = fold(text).split()
    for icon_name, words, page in (*_in_navigation(kind), *_beyond(kind)):
        named = fold(words).split()
        if asked and all(any(one.startswith(word) for one in named) for word in asked):
            yield Found(icon_name, words, tr("Page"), page)


def _in_navigation(kind: str) -> Iterator[tuple[str, str, str]]:
    for item in nav_items(kind, None):
        yield item.icon_name, item.words, item.page


def _beyond(kind: str) -> Iterator[tuple[str, str, str]]:
    """Pages that stand in no navigation."""
    yield "plus", tr("First contact"), "first_contact"
    yield "check-square", tr("To do"), "tasks"
    yield "clock", tr("My hours"), "hours"
    yield "map-pin", tr("Needs without a service"), "unserved"
    yield "map-pin", tr("Resources"), "resources"
    yield "users", tr("Who may be one person"), "duplicates"
    if kind == "office":
        yield "tray", tr("Held changes"), "held"


def _detail(kind: str, detail: str) -> str:
    """What is found beside a name, with kinds, etraps and days in the person's words."""
    if kind == "provider":
        return joined(tr("Provider"), label("provider_kind", detail) if detail else "")
    return joined(*(_part(part) for part in detail.split(" · ")))


def _part(part: str) -> str:
    if _BIRTH.fullmatch(part):
        return full_day(part)
    # a code is in small letters, unlike the names of villages
    return etrap_words(part) if part.isalpha() and part.islower() else part
