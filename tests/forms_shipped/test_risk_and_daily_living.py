"""Rapid risk screening and the daily-living checklist, against answers counted by hand."""

import pytest

from tests.forms_shipped.filling import Filled

RISK = {"alone_now": "yes", "told_on": "2026-11-22", "known_from": "seen"}
SIGNS = (
    *("danger", "afraid", "return", "self", "child_hurt", "child_alone"),
    *("neglect", "no_carer", "food", "heat", "medicine", "worker"),
)
TODAY = set(SIGNS) - {"no_carer", "worker"}
"""The signs of which one alone cannot wait."""
DONE = {"done_today": "called", "coordinator_knows": "yes"}
VIEW = {"risk_view": "high", "next_talk": "2026-11-24"}


def risk(**signs: str) -> Filled:
    return Filled("rapid_risk", **RISK, **{f"sign_{name}": given for name, given in signs.items()})


def all_signs(given: str) -> Filled:
    return risk(**dict.fromkeys(SIGNS, given))


@pytest.mark.parametrize("sign", SIGNS)
def test_one_sign_is_enough_to_act_today_where_it_cannot_wait(sign: str) -> None:
    form = risk(**{sign: "yes"})

    assert form.score("score_rapid_risk") == "1"
    assert form.needs() == {"need_act_today" if sign in TODAY else "need_soon"}
    assert "today" in form.pages()


@pytest.mark.parametrize(
    ("signs", "score", "needs"),
    [
        ({}, "", set[str]()),
        (dict.fromkeys(SIGNS, "no"), "0", set[str]()),
        (dict.fromkeys(SIGNS, "yes"), "12", {"need_act_today"}),
        (dict.fromkeys(SIGNS, "unsure"), "0", {"need_soon"}),
        ({"afraid": "yes", "return": "no"}, "1", {"need_soon"}),
        ({"afraid": "yes", "return": "unsure"}, "1", {"need_act_today"}),
        ({"food": "yes", "worker": "yes", "self": "no"}, "2", {"need_act_today"}),
    ],
)
def test_signs_are_counted_and_what_was_not_found_out_is_not_forgotten(
    signs: dict[str, str], score: str, needs: set[str]
) -> None:
    form = risk(**signs)

    assert form.score("score_rapid_risk") == score
    assert form.needs() == needs
    assert ("today" in form.pages()) == bool(needs)


@pytest.mark.parametrize("given", ["yes", "no", "unsure"])
def test_thoughts_of_ending_ones_life_open_the_safety_step_and_nothing_else_does(
    given: str,
) -> None:
    others = dict.fromkeys(SIGNS, "yes") | {"self": given}
    form = risk(**others)

    assert ("safety_step" in form.pages()) == (given == "yes")
    assert form.asked("stays_now") == form.asked("called_whom") == (given == "yes")


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ({"worker": "yes"}, {"do_worker"}),
        ({"return": "yes"}, {"do_afraid"}),
        ({"child_alone": "yes"}, {"do_child"}),
        ({"no_carer": "yes"}, {"do_neglect"}),
        ({"heat": "yes"}, {"do_food"}),
        ({"danger": "yes", "child_hurt": "yes"}, {"do_danger", "do_child"}),
        ({"neglect": "unsure"}, {"do_unsure"}),
    ],
)
def test_each_sign_says_what_to_do_today(signs: dict[str, str], said: set[str]) -> None:
    form = risk(**signs)

    assert {name for name in form.names("do_") if form.asked(name)} == said


def test_a_person_sets_the_risk_and_is_asked_why_it_is_low_beside_a_sign_for_today() -> None:
    form = risk(food="yes")
    form.put(**DONE, **VIEW)
    assert not form.asked("low_all_the_same")
    assert form.session.finish().ok

    form.put(risk_view="low")

    assert form.asked("low_all_the_same")
    assert form.session.finish().ok


def test_without_signs_the_screening_ends_at_ones_own_view() -> None:
    form = all_signs("no")
    form.put(risk_view="low", next_talk="2026-12-01")

    assert form.pages() == {"before", "signs", "your_view"}
    assert form.session.finish().ok


def test_what_was_done_and_that_the_coordinator_knows_must_be_written_down() -> None:
    form = risk(danger="yes")
    form.put(**VIEW)
    missing = {one.ref.rsplit("/", 1)[-1] for one in form.session.finish().missing}
    assert missing == {"done_today", "coordinator_knows"}

    form.put(done_today="none called")
    assert form.node("done_today").violation == "constraint"
    form.put(done_today="none", coordinator_knows="no")
    assert form.asked("tell_now")


DAILY = {"told_on": "2026-11-22", "health_about": "Ogulgerek", "respondent": "self"}


@pytest.mark.parametrize(
    ("given", "helped"),
    [
        ("aaaaaaaaaaaaaa", "0"),
        ("dddddddddddddd", "0"),  # with difficulty is still alone
        ("hhhhhhhhhhhhhh", "14"),
        ("cccccccccccccc", "14"),
        ("adhcadhcadhcad", "6"),
        ("-------------h", "1"),
        ("aaaaaaa-------", "0"),
        ("--------------", ""),
    ],
)
def test_daily_living_counts_what_needs_help_and_says_how_much_was_answered(
    given: str, helped: str
) -> None:
    form = Filled("daily_living", **DAILY)
    words = {"a": "alone", "d": "difficulty", "h": "help", "c": "cannot"}
    items = form.names("adl_d")
    form.put(**{n: words[g] for n, g in zip(items, given, strict=True) if g != "-"})

    assert form.score("score_daily_living") == helped
    assert form.asked("daily_helper") == (helped not in ("", "0"))
    if helped:
        assert f"{14 - given.count('-')} answered" in form.detail("score_daily_living")


def test_the_daily_living_checklist_carries_its_icf_codes_and_no_protected_name() -> None:
    form = Filled("daily_living", **DAILY)
    codes = {name.split("_")[1] for name in form.names("adl_d")}
    told = " ".join(f"{form.node(n).label} {form.node(n).hint}" for n in form.names(""))

    assert codes >= {
        *("d510", "d540", "d530", "d420", "d550", "d450"),
        *("d620", "d630", "d640", "d470", "d570", "d860", "d360"),
    }
    assert "not a validated scale" in told
    assert not [name for name in ("Katz", "Lawton", "Barthel") if name.lower() in told.lower()]
