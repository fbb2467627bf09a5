"""Whose consent counts: for a service, and for answers that leave as a file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases.agreeing import answers_may_leave, leave, outdone
from socialcase.cases.codes import CONSENT_SCOPES
from socialcase.cases.records import Consent, Person

TODAY = date(2026, 11, 23)
JEREN = Person("jeren", birth="1992")
AYNA = Person("ayna", birth="2014-02-11")
GRANDMOTHER = Person("ogulgerek", birth="~1955")


def consent(person: str, scope: str, given: str = "2026-10-01", **more: str) -> Consent:
    return Consent(f"{person}{scope}{given}", person=person, scope=scope, given=given, **more)


def test_an_adult_is_asked_themselves_and_a_child_may_go_by_the_familys_consent() -> None:
    family = (consent("jeren", "services"),)
    assert leave(family, JEREN, "jeren", TODAY).allowed
    assert leave(family, AYNA, "jeren", TODAY).allowed
    assert leave(family, None, "jeren", TODAY).allowed
    assert leave(family, GRANDMOTHER, "jeren", TODAY).why == "none_given"
    assert leave(family, Person("unknown"), "jeren", TODAY).why == "none_given"


def test_the_newest_consent_counts_and_a_withdrawn_one_gives_nothing() -> None:
    older, newer = consent("jeren", "full"), consent("jeren", "office", "2026-11-01")
    assert leave((older, newer), JEREN, "jeren", TODAY).why == "narrower"
    withdrawn = consent("jeren", "full", "2026-11-01", withdrawn="2026-11-20")
    assert leave((older, withdrawn), JEREN, "jeren", TODAY).why == "withdrawn"
    again = consent("jeren", "services", "2026-11-22")
    assert leave((withdrawn, again), JEREN, "jeren", TODAY).allowed
    ground = consent("jeren", "services", "2026-11-22", capacity="none")
    assert leave((newer, ground), JEREN, "jeren", TODAY).why == "ground"


def test_a_day_that_is_still_ahead_outweighs_nothing_that_is_said_until_then() -> None:
    ahead, refused = (
        consent("jeren", "services", "2030-01-01"),
        consent("jeren", "none", "2026-11-23"),
    )
    assert leave((ahead, refused), JEREN, "jeren", TODAY).why == "narrower"
    agreed = consent("jeren", "full", "2026-11-23")
    assert outdone((consent("jeren", "none", "2030-01-01"),), agreed, "jeren", TODAY)
    assert not answers_may_leave((ahead, refused), JEREN, "jeren", TODAY)


@given(st.permutations([consent("jeren", scope) for scope in CONSENT_SCOPES]))
def test_of_two_on_one_day_the_narrowest_counts_in_any_order(ones: list[Consent]) -> None:
    assert not leave(ones, JEREN, "jeren", TODAY).allowed


def test_a_mistaken_consent_does_not_outweigh_the_right_one_of_the_same_day() -> None:
    mistaken = consent("jeren", "none", withdrawn="2026-10-02")
    assert leave((mistaken, consent("jeren", "services")), JEREN, "jeren", TODAY).allowed


def test_a_ground_named_on_the_day_of_a_refusal_counts_and_is_no_agreement() -> None:
    refused = consent("jeren", "none")
    ground = consent("jeren", "services", capacity="none")
    assert leave((refused, ground), JEREN, "jeren", TODAY).why == "ground"
    assert not answers_may_leave((refused, ground), JEREN, "jeren", TODAY)
    assert outdone((refused,), ground, "jeren", TODAY) == ()


def test_what_is_said_later_on_one_day_takes_the_place_of_what_was_narrower() -> None:
    refused, wider = consent("", "none"), consent("jeren", "full")
    assert outdone((refused,), wider, "jeren", TODAY) == (refused.uid,)
    assert outdone((wider,), refused, "jeren", TODAY) == ()
    assert outdone((refused,), consent("jeren", "full", "2026-10-02"), "jeren", TODAY) == ()
    assert outdone((refused,), consent("ayna", "full"), "jeren", TODAY) == ()


HERS, YES = consent("jeren", "full"), consent("ogulgerek", "office")
TAKEN_BACK = consent("ogulgerek", "full", "2026-11-01", withdrawn="2026-11-20")
REFUSED = consent("ogulgerek", "none", "2026-11-01")
ON_A_GROUND = consent("ogulgerek", "services", "2026-11-10", capacity="none")
FATHER_REFUSED = consent("father", "none")


@pytest.mark.parametrize(
    ("said", "about", "may"),
    [
        ((), None, False),
        ((HERS,), JEREN, True),
        ((HERS,), None, True),
        ((HERS,), AYNA, True),
        ((HERS,), GRANDMOTHER, False),
        ((HERS,), Person("age unknown"), False),
        ((HERS, YES), GRANDMOTHER, True),
        ((HERS, YES, TAKEN_BACK), GRANDMOTHER, False),
        ((HERS, YES, REFUSED), GRANDMOTHER, False),
        ((HERS, REFUSED, consent("ogulgerek", "office", "2026-11-02")), GRANDMOTHER, True),
        ((HERS, ON_A_GROUND), GRANDMOTHER, False),
        ((HERS, REFUSED, ON_A_GROUND), GRANDMOTHER, False),
        ((HERS, YES, TAKEN_BACK), None, False),
        ((HERS, YES, TAKEN_BACK), JEREN, True),
        ((HERS, FATHER_REFUSED), AYNA, False),
        ((HERS, FATHER_REFUSED), JEREN, True),
        ((consent("", "office"),), JEREN, True),
        ((consent("", "of a newer program"),), JEREN, False),
    ],
)
def test_answers_leave_only_of_whoever_agreed(
    said: tuple[Consent, ...], about: Person | None, may: bool
) -> None:
    assert answers_may_leave(said, about, "jeren", TODAY) is may
