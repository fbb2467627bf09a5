"""What stands around a document: its title, who prints it and when, whom and what it is about."""

from collections.abc import Mapping, Sequence

from socialcase.actions.finding import fetch
from socialcase.actions.lines import StaffNames, display_name
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of
from socialcase.cases.records import Assessment, Case, Person
from socialcase.forms import Session
from socialcase.reports.form_paper import Printing
from socialcase.texts import N_, tr_in


def title_of(ws: Workspace, content_hash: str, session: Session, words: str) -> str:
    """The form's title in a language, else the one that it was made with."""
    card = ws.store.form_sources.card(content_hash)
    return (card.titles.get(words) if card else "") or session.form.title


def printed(
    ws: Workspace,
    words: str,
    facts: Sequence[tuple[str, str]],
    notes: Mapping[str, str] | None = None,
    *,
    blank: bool = False,
) -> Printing:
    """A document of now, by whoever is at work here; see `Printing`."""
    with ws.store.reading() as reading:
        by = StaffNames(ws, reading).name(ws.person)
    now = ws.clock.now().astimezone(ASHGABAT)
    return Printing(words, by, now, tuple(facts), notes or {}, blank)


def facts_of(ws: Workspace, kept: Assessment, words: str) -> list[tuple[str, str]]:
    """The case, the person and the day of an assessment. Raises NotFound."""
    case = fetch(ws, Case, kept.case) if kept.case else None
    facts = case_facts(words, case.number if case else "")
    if kept.person:
        facts.append((tr_in(words, N_("Person")), display_name(fetch(ws, Person, kept.person))))
    return [*facts, (tr_in(words, N_("Told on")), told_day(kept))]


def case_facts(words: str, number: str) -> list[tuple[str, str]]:
    """The number of a case; nothing where it has none."""
    return [(tr_in(words, N_("Case")), number)] if number else []


def person_facts(ws: Workspace, kept: Assessment, words: str) -> list[tuple[str, str]]:
    """For whom a paper is that goes home: the name and nothing else. Raises NotFound."""
    person = fetch(ws, Person, kept.person) if kept.person else None
    return [(tr_in(words, N_("For")), display_name(person))] if person else []


def told_day(kept: Assessment) -> str:
    """The day of the conversation as one writes it."""
    day = day_of(kept.told_on)
    return f"{day:%d.%m.%Y}" if day else kept.told_on
