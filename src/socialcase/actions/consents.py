"""Consent: what a person agreed to, who is to know nothing, what a withdrawal has to undo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import (
    FieldValue,
    checked_fields,
    edit,
    not_ahead,
    past_day,
)
from socialcase.actions.family import family_in
from socialcase.actions.finding import fetch, found
from socialcase.actions.kin_words import KinWords
from socialcase.actions.lines import display_name
from socialcase.actions.scope import case_audience, on_no_paper
from socialcase.actions.workspaces import Workspace
from socialcase.cases.agreeing import WITHOUT_CONSENT, leave, outdone
from socialcase.cases.records import (
    Case,
    Consent,
    Disclosure,
    Person,
    Provider,
    Referral,
    Withholding,
)
from socialcase.cases.referring import holds
from socialcase.errors import BadValue
from socialcase.texts import tr
from socialcase.texts.services import service_name

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

_UNDER_WAY = ("sent", "accepted", "waiting", "delivered")
_TELL_WITHIN = timedelta(days=3)
_MANY = 500


@dataclass(frozen=True, slots=True)
class Untold:
    """Somebody who is not to be told something. `name`: in words; `what`: codes of WITHHELD."""

    uid: str
    name: str
    person: str
    provider: str
    what: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class WithdrawalEffects:
    """What a withdrawal of consent leads to.

    `providers`: who was asked for help on its strength and is to be told. `papers`: what left the
    program already and cannot be called back. `allowed`: whether a newer consent of theirs still
    lets services know. `others`: whether somebody else in the case agreed to that for themselves.
    """

    providers: tuple[str, ...]
    papers: int
    allowed: bool
    others: bool = False


def give_consent(
    ws: Workspace,
    case: str,
    scope: str,
    *,
    person: str = "",
    giver: str = "",
    capacity: str = "",
    basis: str = "",
    withhold: str = "",
    given: str = "",
) -> Done:
    """Keep a consent, given today unless `given` says otherwise.

    It takes the place of a narrower one of the same person and day, which is marked as withdrawn.
    Acting without consent (capacity "none") needs a `basis` and, in `giver`, who authorised it.
    Raises NotFound, BadValue.
    """
    the_case = fetch(ws, Case, case)
    if capacity == WITHOUT_CONSENT:
        for field, words in (("basis", basis), ("giver", giver)):
            if not words.strip():
                raise BadValue("consent", field, "text")
    values = checked_fields(
        "consent",
        {
            "case": case,
            "scope": scope,
            "person": person or the_case.person,
            "giver": giver,
            "capacity": capacity,
            "basis": basis,
            "withhold": withhold,
            "given": given or ws.today.isoformat(),
        },
    )
    not_ahead(ws, "consent", values)
    with ws.store.reading() as reading:
        before = replaced_by(reading, the_case, values, ws.today)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("consent", case_audience(the_case), values)
        replace_consents(tx, before, ws.today.isoformat())
    return done(uid, tx)


def replaced_by(
    reading: "Reading", case: Case, values: Mapping[str, FieldValue], today: date
) -> tuple[str, ...]:
    """The consents of a case of which a new one with these `values` takes the place."""
    new = Consent("", **{name: str(value or "") for name, value in values.items()})
    there = reading.page(Consent, {"case": case.uid}, limit=_MANY)
    return outdone(there, new, case.person, today)


def replace_consents(tx: "Transaction", replaced: Iterable[str], on: str) -> None:
    """Mark consents as withdrawn `on` that day (ISO), because something else was said since."""
    for one in replaced:
        tx.set(one, "withdrawn", on)
        tx.set(one, "withdrawn_why", tr("Said otherwise later on the same day"))


def effects_of_withdrawal(ws: Workspace, consent: str) -> WithdrawalEffects:
    """What withdrawing this consent would lead to. Raises NotFound."""
    with ws.store.reading() as reading:
        the_consent = found(reading, Consent, consent)
        case = found(reading, Case, the_consent.case)
        asked = [name for name, _ in _stopped(ws, reading, case, the_consent)]
        papers = reading.count(Disclosure, {"case": case.uid})
        kept = reading.page(Consent, {"case": case.uid}, limit=_MANY)
        about = reading.get(Person, the_consent.person) if the_consent.person else None
    whose = the_consent.person or case.person
    allowed = leave(_without(kept, consent), about, case.person, ws.today).allowed
    others = any(
        one.scope in ("services", "full") and (one.person or case.person) != whose
        for one in kept
        if not one.withdrawn
    )
    return WithdrawalEffects(tuple(asked), papers, allowed, others)


def withdraw_consent(ws: Workspace, consent: str, on: str = "", why: str = "") -> Done:
    """Say that a consent was withdrawn, today unless `on`, and make the tasks that follow.

    Every provider who was asked on its strength is to be told: one task for each, in the same
    save. Who was asked for somebody else, who agreed themselves, is told nothing. Raises NotFound,
    BadValue.
    """
    withdrawn = past_day(ws, "consent", "withdrawn", on)
    with ws.store.reading() as reading:
        the_consent = found(reading, Consent, consent)
        case = found(reading, Case, the_consent.case)
        asked = _openly(reading, _stopped(ws, reading, case, the_consent))
    with ws.store.transaction(ws.person) as tx:
        tx.set(consent, "withdrawn", withdrawn)
        if why.strip():
            tx.set(consent, "withdrawn_why", why.strip())
        for name, referral in asked:
            _ask_to_tell(ws, tx, case, name, referral)
    return done(consent, tx)


def withhold(
    ws: Workspace,
    case: str,
    what: Iterable[str],
    *,
    person: str = "",
    provider: str = "",
    from_whom: str = "",
    consent: str = "",
    note: str = "",
) -> Done:
    """Say that somebody (a person, a provider, or anybody in words) is not to be told `what`.

    The record of the result is the withholding. Raises NotFound, BadValue.
    """
    the_case = fetch(ws, Case, case)
    codes = tuple(what)
    if not (person or provider or from_whom.strip()):
        raise BadValue("withholding", "from_whom", "text")
    if not codes:
        raise BadValue("withholding", "what", "text")
    fields: dict[str, FieldValue] = {
        "case": case,
        "consent": consent,
        "from_whom": from_whom,
        "person": person,
        "provider": provider,
        "what": codes,
        "note": note,
    }
    values = checked_fields("withholding", fields)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("withholding", case_audience(the_case), values)
    return done(uid, tx)


def end_withholding(ws: Workspace, withholding: str, on: str = "") -> Done:
    """Say that somebody may be told again, from today unless `on`. Raises NotFound, BadValue."""
    return edit(ws, "withholding", withholding, "ended", on or ws.today.isoformat())


def untold(reading: "Reading", case: str, today: date, words: str = "") -> list[Untold]:
    """Who is not to be told what, in force in this case.

    Who has no name is called by whose relative they are, in the language `words`.
    """
    kept = reading.page(Withholding, {"case": case}, limit=_MANY)
    return [
        Untold(
            one.uid,
            one.from_whom or _name(reading, one, today, words),
            one.person,
            one.provider,
            one.what,
            one.note,
        )
        for one in kept
        if holds(one, today)
    ]


def untold_in(ws: Workspace, case: str, words: str = "") -> list[Untold]:
    """The same in a snapshot of its own. Raises NotFound."""
    with ws.store.reading() as reading:
        found(reading, Case, case)
        return untold(reading, case, ws.today, words)


def provider_names(ws: Workspace) -> dict[str, str]:
    """The names of all providers by id, in order: those who may be named in a withholding."""
    with ws.store.reading() as reading:
        listed = reading.page(Provider, order="name", limit=_MANY)
    return {one.uid: one.name for one in listed}


def _name(reading: "Reading", one: Withholding, today: date, words: str) -> str:
    person = reading.get(Person, one.person) if one.person else None
    if person is not None and display_name(person):
        return display_name(person)
    if person is not None:
        family = family_in(reading, found(reading, Case, one.case))
        return KinWords(family, today, words).called(person.uid)
    provider = reading.get(Provider, one.provider) if one.provider else None
    return provider.name if provider else ""


def _without(consents: Iterable[Consent], withdrawn: str) -> list[Consent]:
    """The consents as they are once one of them is withdrawn."""
    return [replace(one, withdrawn="now") if one.uid == withdrawn else one for one in consents]


def _stopped(
    ws: Workspace, reading: "Reading", case: Case, consent: Consent
) -> list[tuple[str, Referral]]:
    """Each referral under way that nothing lets go on without this consent, and its provider.

    Of somebody else only what went out on the strength of this very consent, as a child's.
    """
    kept = reading.page(Consent, {"case": case.uid}, limit=_MANY)
    left, whose = _without(kept, consent.uid), consent.person or case.person

    def stops(one: Referral) -> bool:
        about = reading.get(Person, one.person) if one.person else None
        theirs = (one.person or case.person) == whose
        if not theirs and leave(kept, about, case.person, ws.today).consent != consent.uid:
            return False
        return not leave(left, about, case.person, ws.today).allowed

    under_way = reading.page(Referral, {"case": case.uid, "status": _UNDER_WAY}, limit=_MANY)
    named = [(reading.get(Provider, one.provider), one) for one in under_way if stops(one)]
    return [(p.name if p else service_name(one.service), one) for p, one in named]


def _openly(reading: "Reading", asked: Iterable[tuple[str, Referral]]) -> list[tuple[str, str]]:
    """The same by id as everybody may read it who sees the case: tasks stand on papers, too.

    A provider whose address is protected, or who is shown to named people only, is called by what
    was asked of it.
    """
    found: list[tuple[str, str]] = []
    for name, one in asked:
        provider = reading.get(Provider, one.provider)
        closed = provider is None or on_no_paper(reading, provider)
        found.append((service_name(one.service) if closed else name, one.uid))
    return found


def _ask_to_tell(ws: Workspace, tx: "Transaction", case: Case, name: str, referral: str) -> None:
    due = (ws.today + _TELL_WITHIN).isoformat()
    words = tr("Tell {provider} that consent was withdrawn").format(provider=name)
    values: dict[str, FieldValue] = {
        "case": case.uid,
        "owner": case.owner,
        "what": words,
        "due": due,
        "about": referral,
    }
    filled = {field: value for field, value in values.items() if value}
    tx.create("task", case_audience(case), filled)
