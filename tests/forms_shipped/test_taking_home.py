"""Of each suggestion of the program's forms somebody has decided whether it may lie at home."""

import pytest

from socialcase.forms.scales import TAKE_HOME
from socialcase.forms.taking_home import questions_to_take_home
from socialcase.settings import shipped
from tests.forms_shipped.filling import compiled

FORMS = sorted(file.stem for file in shipped("forms").glob("*.xlsx"))

STAYING = {
    # a danger, to somebody's life or to a child, or what is to be done about it today
    *("need_safety", "need_not_safe", "need_safe_first", "need_safe_self", "need_same_day"),
    *("need_children_safe", "need_children_help", "need_act_today", "need_soon", "need_urgent"),
    *("need_doctor_now", "need_bag", "need_watch", "need_look_again"),
    # who may be its cause may read it: who hits or locks in, keeps papers, presses, decides
    # without asking, makes somebody work, disputes the children
    *("need_bringing", "need_papers", "need_passport", "need_own_money", "need_own_say"),
    *("need_pressure", "need_fair_work", "need_care_right", "need_guardian"),
    # told in trust and apart: by a young person, by whoever cares
    *("need_inner", "need_uses", "need_home_youth", "need_lawyer", "need_carer_rest"),
    # for the specialist and the office
    *("need_complaint", "need_act_review", "need_file_safety", "need_harm_service"),
}


def needs(form: str) -> set[str]:
    plans = compiled(form).model.plans.values()
    return {plan.name for plan in plans if plan.name.startswith("need_")}


def test_of_each_suggestion_it_is_decided_whether_it_may_go_home() -> None:
    every = {need for form in FORMS for need in needs(form)}
    assert every - TAKE_HOME == STAYING, "a new one: decide, here or in forms/scales.py"
    assert every >= TAKE_HOME, "one that no form has any more"


@pytest.mark.parametrize("form", FORMS)
def test_no_question_of_a_danger_goes_home(form: str) -> None:
    going = {ref.rpartition("/")[2] for ref in questions_to_take_home(compiled(form), TAKE_HOME)}
    named = ("harm", "hurt_", "sign_", "danger_", "afraid", "feels_safe", "risk_", "safe_", "up_")
    assert not [name for name in going if name.startswith(named)]
    assert not going & {"phq_9", "not_wanted", "talk_alone", "held_back", "never_told"}


def test_most_of_what_was_answered_about_daily_life_does() -> None:
    for form, many in {"needs_families": 30, "needs_older": 40, "wg_ss": 6, "gad7": 7}.items():
        assert len(questions_to_take_home(compiled(form), TAKE_HOME)) >= many
