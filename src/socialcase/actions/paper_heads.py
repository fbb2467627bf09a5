"""What stands around a document: its title, who prints it and when, whom and what it is about."""

from collections.abc import Mapping, Sequence

from socialcase.actions.finding import fetch
from socialcase.actions.lines import StaffNames, display_name
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of, parse_partial
from socialcase.cases.records import Assessment, Case, Person
from socialcase.forms import Session
from socialcase.reports.form_paper import Printing
from socialcase.texts import N_, tr_in

_ABOUT = N_("about {age}")


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
    return written(kept.told_on)


def written(iso: str) -> str:
    """A kept day as it is read on paper: "20.11.2026"; whatever else was typed, as it is."""
    day = day_of(iso)
    return f"{day:%d.%m.%Y}" if day else iso


def birth_words(words: str, birth: str) -> str:
    """A birth date, often only partly known: "07.03.2019", "06.2022", "about 1955"."""
    try:
        born = parse_partial(birth)
    except ValueError:
        return birth
    if born.day is not None:
        return f"{born.earliest:%d.%m.%Y}"
    known = str(born.year) if born.month is None else f"{born.month:02}.{born.year}"
    return tr_in(words, _ABOUT).format(age=known) if born.about else known
