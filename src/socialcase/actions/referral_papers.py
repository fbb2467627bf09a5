"""The letter of a referral: with what the consent lets the provider know, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from socialcase.actions.ages import age_in
from socialcase.actions.consents import untold
from socialcase.actions.finding import found
from socialcase.actions.lines import display_name
from socialcase.actions.paper_heads import birth_words, case_facts, printed
from socialcase.actions.papers import Paper
from socialcase.actions.referrals import Ready, readiness
from socialcase.actions.service_views import people_of
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import age_on, day_of
from socialcase.cases.records import Case, Household, Member, Person, Provider, Referral
from socialcase.cases.referring import ANSWER_WITHIN, TOLD, URGENT_ANSWER_WITHIN
from socialcase.errors import NotYetReferred
from socialcase.reports.referral_paper import Letter, referral_sheet
from socialcase.sync.membership import membership
from socialcase.texts import N_, label, language, tr, tr_in
from socialcase.texts.labels import english
from socialcase.texts.places import etrap_name
from socialcase.texts.services import service_name

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_STOPS = ("provider", "service", "consent", "not_withheld")
"""Without these nothing goes on paper; an approval may still be waited for."""
Fact = tuple[str, str]


def referral_letter(ws: Workspace, referral: str, words: str = "") -> Paper:
    """The letter in the language `words` ("" for the one in force).

    Raises NotFound, and NotYetReferred without a consent that allows it, or for a provider from
    whom everything is withheld.
    """
    spoken = words or language()
    with ws.store.reading() as reading:
        kept = found(reading, Referral, referral)
        ready = readiness(ws, reading, kept)
        stops = tuple(need for need in ready.needs if need in _STOPS)
        if stops:
            raise NotYetReferred("sent", stops)
        case = found(reading, Case, kept.case)
        facts = list(_facts(ws, reading, kept, case, ready, spoken))
        provider = found(reading, Provider, kept.provider)
    letter = _letter(ws, kept, provider, case, facts, spoken)
    day = day_of(kept.sent) or ws.today
    head = [*case_facts(spoken, case.number), (tr_in(spoken, N_("Date")), f"{day:%d.%m.%Y}")]
    sheet = referral_sheet(letter, printed(ws, spoken, head))
    return Paper("referral", sheet, "referral", kept.case, _asides(kept, ready))


def _letter(
    ws: Workspace, kept: Referral, provider: Provider, case: Case, facts: list[Fact], words: str
) -> Letter:
    days = URGENT_ANSWER_WITHIN if kept.urgent else ANSWER_WITHIN
    asked = day_of(kept.sent) or ws.today
    by = asked + timedelta(days=days)
    return Letter(
        provider=provider.name,
        service=service_name(kept.service, words),
        reason=kept.reason,
        urgent=kept.urgent,
        facts=facts,
        reference=f"{case.number}, {asked:%d.%m.%Y}",
        answer_to=_sender(ws, printed(ws, words, ()).by),
        answer_by=f"{by:%d.%m.%Y}",
    )


def _sender(ws: Workspace, name: str) -> str:
    """Who asks, and of which office, once there is one."""
    joined = membership(ws.store)
    office = ws.label if ws.kind == "office" else joined.office_name if joined else ""
    return ", ".join(filter(None, (name, office)))


def _asides(kept: Referral, ready: Ready) -> tuple[str, ...]:
    """What whoever prints it should know; it never stands on the paper."""
    told: list[str] = []
    left_out = [label("told", one) for one in kept.told if one not in ready.told]
    if left_out:
        what = ", ".join(left_out)
        told.append(tr("Left out, because it is withheld: {what}.").format(what=what))
    if ready.leave.why == "ground":
        told.append(tr("This goes out without consent, on the ground that is named there."))
    if "approval" in ready.needs:
        told.append(tr("The coordinator has not approved the plan yet."))
    return tuple(told)


def _facts(
    ws: Workspace, reading: "Reading", kept: Referral, case: Case, ready: Ready, words: str
) -> Iterator[Fact]:
    people = people_of(reading, case)
    person = reading.get(Person, kept.person) if kept.person else None
    about = person or (people[0] if people else None)
    for one in TOLD:
        if one in ready.told and about is not None:
            yield from _told(ws, reading, one, about, case, words)


def _told(
    ws: Workspace, reading: "Reading", what: str, person: Person, case: Case, words: str
) -> Iterator[Fact]:
    def fact(name: str, value: str) -> Iterator[Fact]:
        if value.strip():
            yield tr_in(words, name), value

    if what == "name":
        yield from fact(N_("Name"), display_name(person))
        yield from fact(N_("Born"), birth_words(words, person.birth))
    elif what == "contact":
        yield from fact(
            N_("How to call safely"), _contact(_reached(ws, reading, person, case), words)
        )
    elif what == "whereabouts":
        yield from fact(N_("Address"), _address(reading, person, case, words))
    elif what == "family":
        yield from fact(N_("Who lives together"), _family(ws, reading, case, words))
    else:
        yield from fact(N_("Disability and health"), _health(person, words))


def _contact(person: Person, words: str) -> str:
    """How to call: never a number where the person said that calling is not safe."""
    if person.safe_contact_allowed == "no":
        return tr_in(words, N_("only through the specialist, who wrote this letter"))
    parts = (person.phone, person.safe_contact_how, person.safe_contact_when)
    said = ", ".join(part for part in parts if part)
    say = person.safe_contact_say
    if say:
        note = tr_in(words, N_("If somebody else answers, say: {words}")).format(words=say)
        said = f"{said}. {note}" if said else note
    return said


def _reached(ws: Workspace, reading: "Reading", person: Person, case: Case) -> Person:
    """Who is called: the person, or the main person for somebody of whom no way is known.

    Never a main person who is not to be told something: then nobody is called.
    """
    known = person.phone or person.safe_contact_allowed or person.safe_contact_how
    main = reading.get(Person, case.person) if case.person and not known else None
    if main is None or main.uid == person.uid:
        return person
    silent = any(one.person == main.uid for one in untold(reading, case.uid, ws.today))
    return replace(person, safe_contact_allowed="no") if silent else main


def _address(reading: "Reading", person: Person, case: Case, words: str) -> str:
    home = reading.get(Household, case.household) if case.household else None
    source: Person | Household = person
    if home is not None and not (person.address_settlement or person.address_street):
        source = home
    parts = (
        etrap_name(source.address_etrap or case.etrap, words),
        source.address_settlement,
        source.address_street,
        source.address_landmark,
    )
    return ", ".join(part for part in parts if part)


def _family(ws: Workspace, reading: "Reading", case: Case, words: str) -> str:
    """Roles and ages of who lives together, without their names.

    Nobody who is for fewer eyes than the case: that somebody lives there tells enough.
    """
    living = {"household": case.household, "until": ""}
    members = reading.page(Member, living, order="since", limit=200) if case.household else []
    closed = reading.restricted(case.uid)
    told = (one for one in members if closed or not reading.restricted(one.person))
    return ", ".join(_member(ws, reading, one, words) for one in told)


def _member(ws: Workspace, reading: "Reading", member: Member, words: str) -> str:
    role = tr_in(words, english("role_at_home", member.role))
    person = reading.get(Person, member.person)
    age = age_in(words, age_on(person.birth, ws.today)) if person else ""
    return f"{role} ({age})" if age else role


def _health(person: Person, words: str) -> str:
    state = person.disability if person.disability in ("suspected", "certified") else ""
    said = tr_in(words, english("disability", state)) if state else ""
    return ": ".join(part for part in (said, person.disability_note) if part)
