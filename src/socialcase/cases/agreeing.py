"""Whose consent counts, and for what: telling a service, or answers that leave as a file."""

from collections.abc import Iterable
from datetime import date

from socialcase.cases.codes import CONSENT_SCOPES
from socialcase.cases.dates import age_on
from socialcase.cases.records import Consent, Person
from socialcase.lazy_dataclass import dataclass

WITHOUT_CONSENT = "none"
"""The capacity of whoever acts without consent: on a ground, authorised by somebody."""
_OF_AGE = 18


@dataclass(frozen=True, slots=True)
class Leave:
    """What allows a referral to go out, or why nothing does.

    `consent`: the one that counts, "" for none; `why`: a code of texts ("allowed", "ground",
    "none_given", "narrower", "withdrawn").
    """

    allowed: bool
    consent: str
    why: str


def leave(consents: Iterable[Consent], about: Person | None, main: str, today: date) -> Leave:
    """Whether a provider may be told: by the newest consent of whom the referral is about.

    Somebody under age, or the whole family (`about` None), may go by a consent of anybody else in
    the case; an adult's own word always counts first. `main`: the case's person, whom a consent
    without a person means.
    """
    by_person = _newest(consents, main, today)
    own = by_person.get(about.uid if about else main)
    if own is not None:
        return _judged(own)
    if about is None or _under_age(about, today):
        judged = sorted(map(_judged, by_person.values()), key=lambda one: not one.allowed)
        return judged[0] if judged else Leave(False, "", "none_given")
    return Leave(False, "", "none_given")


def answers_may_leave(
    consents: Iterable[Consent], about: Person | None, main: str, today: date
) -> bool:
    """Whether what was answered about somebody may leave the program as a file.

    Each person's newest word counts, and an adult's own word before all others. For somebody under
    age who said nothing, and for the whole family (`about` None), nobody who spoke may have refused
    or taken it back. Acting without consent is no consent. `main`: as for `leave`.
    """
    said = _newest((one for one in consents if one.capacity != WITHOUT_CONSENT), main, today)
    own = said.get(about.uid) if about is not None else None
    if own is not None:
        return _agreed(own)
    shared = about is None or _under_age(about, today)
    return shared and bool(said) and all(map(_agreed, said.values()))


def outdone(before: Iterable[Consent], new: Consent, main: str, today: date) -> tuple[str, ...]:
    """Which consents the `new` one takes the place of: narrower ones of that person and that day.

    They would count in its stead for ever. Acting without consent takes the place of nothing.
    """
    if new.capacity == WITHOUT_CONSENT:
        return ()
    return tuple(
        one.uid
        for one in before
        if not one.withdrawn
        and one.capacity != WITHOUT_CONSENT
        and (one.person or main, _given(one, today)) == (new.person or main, _given(new, today))
        and _width(one.scope) < _width(new.scope)
    )


def _newest(consents: Iterable[Consent], main: str, today: date) -> dict[str, Consent]:
    """The newest consent of each person; of several given on one day the first by `_first`."""
    found: dict[str, Consent] = {}
    for one in sorted(consents, key=_first):
        whose = one.person or main
        if whose not in found or _given(one, today) > _given(found[whose], today):
            found[whose] = one
    return found


def _given(one: Consent, today: date) -> str:
    """The day that counts: none that is still ahead, as a wrong clock elsewhere may have written.

    It would count before whatever is said until then.
    """
    return min(one.given, today.isoformat())


def _first(one: Consent) -> tuple[bool, bool, int, str]:
    """On one day: one that stands; a ground, which is named only against a refusal; the narrower.

    Two laptops may have written them apart, and then nobody knows which was said last. What was
    written later in one place takes the place of the narrower ones before it: see `outdone`.
    """
    return bool(one.withdrawn), one.capacity != WITHOUT_CONSENT, _width(one.scope), one.uid


def _width(scope: str) -> int:
    return CONSENT_SCOPES.index(scope) if scope in CONSENT_SCOPES else 0


def _judged(one: Consent) -> Leave:
    if one.withdrawn:
        return Leave(False, one.uid, "withdrawn")
    if one.scope not in ("services", "full"):
        return Leave(False, one.uid, "narrower")
    return Leave(True, one.uid, "ground" if one.capacity == WITHOUT_CONSENT else "allowed")


def _agreed(one: Consent) -> bool:
    return not one.withdrawn and one.scope in CONSENT_SCOPES and one.scope != "none"


def _under_age(person: Person, today: date) -> bool:
    age = age_on(person.birth, today)
    return age is not None and age.years < _OF_AGE
