"""The rules of referrals: steps, what sending needs, what is withheld."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases.codes import REFERRAL_STATES, WITHHELD
from socialcase.cases.money import manat, tenge
from socialcase.cases.records import Provider, Referral, Withholding
from socialcase.cases.referring import (
    OPEN,
    TOLD,
    Before,
    ask_again_on,
    fits,
    may_be_told,
    needs_for,
    needs_to_send,
    quarter_of,
    standing_of,
    steps_after,
    to_check,
    withheld_from,
)

TODAY = date(2026, 11, 23)
READY = Before(provider=True, service=True, consent=True)


def test_every_step_leads_on_or_ends() -> None:
    for state in REFERRAL_STATES:
        assert set(steps_after(state)) <= set(REFERRAL_STATES)
        assert bool(steps_after(state)) is (state in OPEN)


def test_what_is_urgent_waits_for_no_approval() -> None:
    draft = Before(provider=True, service=True, consent=True, plan="draft")
    assert needs_to_send(draft) == ("approval",)
    urgent = Before(provider=True, service=True, consent=True, plan="draft", urgent=True)
    assert needs_to_send(urgent) == ()
    assert needs_to_send(READY) == ()
    assert needs_to_send(Before(withheld=True)) == (
        "provider",
        "service",
        "consent",
        "not_withheld",
    )


def test_a_refusal_and_an_end_need_words() -> None:
    assert needs_for("refused", " ") == ("reason",)
    assert needs_for("ended", "") == ("result",)
    assert needs_for("accepted", "") == needs_for("refused", "No place") == ()


def test_what_is_withheld_from_a_provider_by_link_or_by_name() -> None:
    clinic = Provider("clinic", name="Saglyk öýi, Garaýap")
    linked = Withholding("w", provider="clinic", what=("health",))
    assert withheld_from(clinic, (linked,), TODAY) == {"health"}
    named = Withholding("w", from_whom="Саглык өйи")
    assert withheld_from(clinic, (named,), TODAY) == {"everything"}
    ended = Withholding("w", provider="clinic", ended="2026-11-01")
    assert withheld_from(clinic, (ended,), TODAY) == frozenset()
    other = Withholding("w", provider="elsewhere", from_whom="Saglyk öýi")
    assert withheld_from(clinic, (other,), TODAY) == frozenset()
    assert withheld_from(None, (linked,), TODAY) == frozenset()


@given(st.sets(st.sampled_from(TOLD)), st.sets(st.sampled_from(WITHHELD)))
def test_nothing_withheld_is_ever_told(told: set[str], withheld: set[str]) -> None:
    left = may_be_told(told, withheld)
    assert not set(left) & withheld
    assert set(left) <= told
    assert not ("everything" in withheld and left)


def test_a_provider_is_asked_again_after_a_time_and_on_the_expected_day() -> None:
    sent = Referral("r", status="sent", sent="2026-11-01")
    assert ask_again_on(sent) == date(2026, 11, 15)
    urgent = Referral("r", status="sent", sent="2026-11-01", urgent=True)
    assert ask_again_on(urgent) == date(2026, 11, 3)
    waiting = Referral("r", status="waiting", sent="2026-11-01", expected="2027-02-01")
    assert ask_again_on(waiting) == date(2027, 2, 1)
    assert ask_again_on(Referral("r", status="ended", sent="2026-11-01")) is None
    assert ask_again_on(Referral("r", status="draft")) is None


def test_providers_stand_and_are_checked_by_their_days() -> None:
    assert standing_of(Provider("p"), TODAY) == "valid"
    assert standing_of(Provider("p", valid_until="2026-11-22"), TODAY) == "ended"
    assert standing_of(Provider("p", valid_until="2026-11-23"), TODAY) == "valid"
    assert standing_of(Provider("p", valid_from="2027-01-01"), TODAY) == "not_yet"
    assert standing_of(Provider("p", capacity=0), TODAY) == "full"
    half_a_year = (TODAY - timedelta(days=183)).isoformat()
    assert not to_check(Provider("p", asked=half_a_year), TODAY)
    assert to_check(Provider("p", asked="2026-05-01"), TODAY)
    assert to_check(Provider("p"), TODAY)


def test_who_fits_a_service_a_group_and_an_etrap_fits_best() -> None:
    near = Provider("p", services=("home_care",), groups=("older_person",), etraps=("mary",))
    assert fits(near, "home_care", ("older_person",), "mary") == 3
    assert fits(near, "home_care", ("child_at_risk",), "tejen") == 1
    assert fits(near, "counselling", ("older_person",), "mary") == 0


def test_a_quarter_begins_on_its_first_day() -> None:
    assert [quarter_of(date(2026, m, 9)).month for m in (1, 3, 4, 11)] == [1, 1, 4, 10]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("340", 34000), ("340,50", 34050), ("340.5", 34050), ("1 200 manat", 120000), ("0,05", 5)],
)
def test_manat_are_read_as_people_type_them(typed: str, kept: int) -> None:
    assert tenge(typed) == kept


@pytest.mark.parametrize("typed", ["", "-5", "12,345", "abc", "1.2.3", "٣", "9" * 13])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        tenge(typed)


@given(st.integers(0, 10**14 - 1))
def test_an_amount_shown_reads_back_the_same(amount: int) -> None:
    assert tenge(manat(amount)) == amount
    assert tenge(manat(amount, ".")) == amount
