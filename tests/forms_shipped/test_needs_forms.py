"""The needs assessments of groups: what each asks of its own, and what it makes of the answers."""

import re

import pytest

from socialcase.forms import check_form
from socialcase.forms.marks import read_marks
from socialcase.settings import shipped
from tests.forms_shipped.filling import Filled
from tests.forms_shipped.test_filled_to_the_end import inside

ASSESSMENTS = {
    "needs_assessment": 8,
    "needs_families": 3,
    "needs_older": 1,
    "needs_disability": 2,
    "needs_youth": 1,
    "needs_in_confidence": 1,
}
"""Each with the number of groups that it is made for."""


def household(form: str, *people: tuple[str, int, str], page: str = "household") -> Filled:
    """A form with those who live in the home: name, age, whether they have a lasting difficulty."""
    filled = Filled(form)
    session = filled.session
    for number, (name, age, difficulty) in enumerate(people, start=1):
        if number > 1:
            session.add_repeat(f"/data/{page}/member")
        for question, value in (("name", name), ("age", str(age)), ("difficulty", difficulty)):
            session.set(f"/data/{page}/member[{number}]/member_{question}", value)
    return filled


def values(filled: Filled) -> dict[str, str]:
    return {score.name: score.value for score in filled.session.scores()}


def words(filled: Filled) -> list[str]:
    return [need.label for need in filled.session.needs()]


def papers(filled: Filled) -> str:
    """What is said beside the need for papers, the only need there is."""
    (need,) = filled.session.needs()
    assert need.label == "Papers to be got or renewed"
    return need.detail


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_an_assessment_has_its_groups_and_no_more_than_a_hundred_and_ten_questions(
    name: str,
) -> None:
    report = check_form(shipped("forms", f"{name}.xlsx"))
    marks = read_marks(dict(report.marks))
    assert 50 <= report.questions <= 110
    assert len(marks.groups) == ASSESSMENTS[name]
    assert marks.in_case
    assert marks.restricted == (name == "needs_in_confidence")


@pytest.mark.parametrize("name", [name for name in ASSESSMENTS if name != "needs_in_confidence"])
def test_only_a_few_answers_are_needed_to_finish(name: str) -> None:
    page = "home_family" if name == "needs_youth" else "household"
    filled = household(name, ("Aýna", 40, "no"), page=page)
    filled.put(talk_alone="no", told_on="2026-11-22", respondent="self", explained="yes")
    filled.put(alone_now="no", matters_most="That we stay together.")
    if name == "needs_youth":
        filled.put(youth_age="16")
    if name in ("needs_older", "needs_disability"):
        assert filled.asked("whom_first")
        filled.put(health_about="Aýna")
        assert not filled.asked("whom_first")
    assert filled.session.finish().ok, filled.session.finish()
    assert not filled.asked("harm")


def test_somebody_whose_name_has_blanks_can_be_chosen() -> None:
    filled = household("needs_older", ("Ogulgerek eje", 71, "no"))
    filled.put(health_about="Ogulgerek eje")
    assert filled.node("health_about").value == "Ogulgerek eje"
    assert not filled.asked("whom_first")


def test_whoever_cares_for_a_child_with_a_difficulty_is_asked_apart_too() -> None:
    filled = household("needs_families", ("Gözel", 34, "no"), ("Yhlas", 7, "no"))
    assert not filled.asked("carer_daily")
    filled.session.set("/data/household/member[2]/member_difficulty", "yes")
    filled.put(carer_daily="yes", carer_apart="no")
    assert filled.asked("carer_later")
    assert not filled.asked("strain_sleep")
    filled.put(carer_apart="yes", strain_sleep="often", strain_body="often", strain_time="often")
    assert filled.needs() == {"need_carer_rest"}


@pytest.mark.parametrize("language", ["English (en)", "Русский (ru)", "Türkmençe (tk)"])
@pytest.mark.parametrize("name", ASSESSMENTS)
def test_a_blank_form_leaves_room_for_a_name_where_one_is_said(name: str, language: str) -> None:
    session = Filled(name, language).session
    asked = [
        session.node(ref).label
        for page in session.pages()
        for item in page.items
        for ref in inside(item)
    ]
    assert any("……" in label for label in asked) == (name != "needs_in_confidence")
    assert not [said for said in asked if re.search(r"^\s*[:–]|  | [?,]|^\s", said)]


# --- papers and carers, which several forms share -------------------------------------------------


def test_what_helps_with_a_table_and_why_it_is_asked_is_shown_with_it() -> None:
    filled = household("needs_families", ("Jeren", 34, "no"), ("Aýna", 4, "no"))
    assert filled.node("day_hint").label.startswith("For all children together")
    assert filled.node("day_meals").guidance.startswith("It is about what the children need")
    assert filled.node("day_sleep").guidance == ""


def paper(filled: Filled, number: int, **answers: str) -> None:
    if number > 1:
        filled.session.add_repeat("/data/health/paper")
    for name, value in answers.items():
        filled.session.set(f"/data/health/paper[{number}]/{name}", value)


def test_a_paper_that_runs_out_within_sixty_days_is_a_need() -> None:
    filled = household("needs_assessment", ("Ogulgerek", 71, "yes"))
    filled.put(health_about="Ogulgerek")
    paper(filled, 1, paper_kind="disability", paper_state="valid", paper_until="2027-01-23")
    assert filled.needs() == set(), "61 days ahead"
    paper(filled, 1, paper_until="2027-01-22")
    assert papers(filled) == "Lacking or run out: 0; running out within 60 days: 1."
    paper(filled, 1, paper_until="2026-11-22")
    assert papers(filled) == "Lacking or run out: 1; running out within 60 days: 0."
    paper(filled, 2, paper_kind="passport", paper_state="lost")
    paper(filled, 3, paper_kind="pension", paper_state="asked")
    assert papers(filled) == "Lacking or run out: 2; running out within 60 days: 0."
    paper(filled, 1, paper_until="")
    assert papers(filled) == "Lacking or run out: 1; running out within 60 days: 0."


@pytest.mark.parametrize("name", ["needs_assessment", "needs_older", "needs_disability"])
def test_the_carer_is_asked_apart_and_counted_by_what_is_often(name: str) -> None:
    filled = household(name, ("Ogulgerek", 71, "yes"), ("Gözel", 45, "no"))
    filled.put(carer_daily="yes", carer_apart="no")
    assert filled.asked("carer_later")
    assert not filled.asked("strain_sleep")
    filled.put(carer_apart="yes")
    assert values(filled)["score_carer"] == ""
    filled.put(strain_sleep="often", strain_body="often", strain_time="sometimes")
    assert values(filled)["score_carer"] == "2"
    assert filled.detail("score_carer").startswith("of 6, 3 answered.")
    assert filled.needs() == set()
    filled.put(strain_alone="often", carer_relief="no")
    assert values(filled)["score_carer"] == "3"
    assert filled.needs() == {"need_carer_rest", "need_carer_relief"}


def test_a_doctor_who_cannot_be_reached_is_a_need_with_its_reasons() -> None:
    filled = household("needs_older", ("Ogulgerek", 71, "yes"))
    assert not filled.asked("doctor_barrier")
    filled.put(doctor_reached="no", doctor_barrier="far money")
    assert filled.needs() == {"need_doctor"}


# --- families with children -----------------------------------------------------------------------


def test_a_family_without_children_skips_what_is_about_them() -> None:
    filled = household("needs_families", ("Jeren", 34, "no"))
    assert filled.pages().isdisjoint({"school", "together", "difficulty"})
    assert not filled.asked("left_alone")
    filled.put(children_away="yes")
    assert "together" in filled.pages()
    assert filled.asked("away_contact")


def test_the_page_on_a_difficulty_offers_only_the_children_who_have_one() -> None:
    filled = household("needs_families", ("Jeren", 34, "yes"), ("Aýna", 9, "yes"), ("Kerim", 5, ""))
    assert "difficulty" in filled.pages()
    assert [one.label for one in filled.node("health_about").choices or ()] == ["Aýna"]
    filled.put(health_about="Aýna", rehab="no")
    assert words(filled) == ["Aýna gets no exercises or other help"]


def test_the_childrens_day_counts_what_is_hard_among_what_was_answered() -> None:
    filled = household("needs_families", ("Jeren", 34, "no"), ("Aýna", 4, "no"))
    assert values(filled)["score_day"] == ""
    filled.put(day_meals="well", day_sleep="hard", day_clothes="not_yet")
    assert values(filled)["score_day"] == "1"
    assert filled.detail("score_day").startswith("of 6 things, 2 answered.")
    assert filled.needs() == set()
    filled.put(day_doctor="hard", left_alone="often", birth_papers="no")
    assert values(filled)["score_day"] == "2"
    assert filled.needs() == {"need_day", "need_watch", "need_birth_paper"}
    assert filled.asked("day_who")


def test_hitting_points_to_support_and_not_to_a_verdict() -> None:
    filled = household("needs_families", ("Jeren", 34, "no"), ("Aýna", 4, "no"))
    filled.put(up_ways="talk hit")
    assert words(filled) == ["Support in bringing up the children"]
    filled.put(up_ways="skip talk")
    assert filled.node("up_ways").violation == "constraint"


def test_talk_of_parting_asks_the_child_and_what_would_prevent_it() -> None:
    filled = household("needs_families", ("Jeren", 34, "no"), ("Aýna", 9, "no"))
    filled.put(apart_talk="yes", apart_why="care money")
    assert filled.asked("apart_child")
    assert filled.asked("stay_help")
    filled.put(parents="works_away", care_right="no")
    assert filled.needs() == {"need_together", "need_care_right"}


# --- older people ---------------------------------------------------------------------------------


def test_an_older_persons_falls_meals_money_and_company_become_needs() -> None:
    filled = household("needs_older", ("Ogulgerek", 71, "no"))
    filled.put(falls="1", meals_eaten="mostly", money_decides="family", lonely="sometimes")
    assert filled.needs() == set()
    filled.put(falls="2", meals_eaten="rarely", money_decides="taken", lonely="often")
    filled.put(forgets="yes")
    found = {"need_falls", "need_meals", "need_own_money", "need_lonely", "need_memory"}
    assert filled.needs() == found
    filled.put(falls="-1")
    assert filled.node("falls").violation == "constraint"


# --- people with disabilities ---------------------------------------------------------------------


def test_places_out_of_reach_are_counted_and_one_is_a_need() -> None:
    filled = household("needs_disability", ("Merdan", 27, "yes"))
    filled.put(health_about="Merdan", reach_yard="yes", reach_bath="partly")
    assert values(filled)["score_reach"] == "0"
    assert not filled.asked("reach_change")
    filled.put(reach_clinic="no", occupied="wants", who_decides="not_asked")
    assert values(filled)["score_reach"] == "1"
    assert filled.detail("score_reach").startswith("of 6 things, 3 answered.")
    assert filled.needs() == {"need_reach", "need_occupied", "need_own_say"}
    assert "Others decide without asking Merdan" in words(filled)


# --- young people ---------------------------------------------------------------------------------


def test_a_young_person_is_asked_about_work_only_where_there_is_some() -> None:
    filled = Filled("needs_youth", youth_age="16", occupation="seeks")
    assert filled.asked("left_school")
    assert not filled.asked("week_hours")
    assert filled.needs() == {"need_learning_work"}
    filled.put(occupation="work", week_hours="36", work_risk="none")
    assert filled.needs() == set()
    filled.put(week_hours="37")
    assert filled.needs() == {"need_fair_work"}
    filled.put(youth_age="20")
    assert filled.needs() == set()
    filled.put(work_risk="night papers")
    assert filled.needs() == {"need_fair_work"}
    filled.put(youth_age="9")
    assert filled.node("youth_age").violation == "constraint"


def test_thoughts_of_hurting_oneself_are_asked_alone_and_call_for_a_step_today() -> None:
    filled = Filled("needs_youth", talk_alone="no")
    assert not filled.asked("hurt_self")
    filled.put(talk_alone="yes", hurt_self="yes")
    assert filled.asked("hurt_self_now")
    assert filled.needs() == {"need_safe_self"}
    missing = {one.ref.rpartition("/")[2] for one in filled.session.finish().missing}
    assert "hurt_self_called" in missing


def test_what_burdens_a_young_person_is_counted_and_wishing_less_is_their_own_word() -> None:
    filled = Filled("needs_youth", inner_sleep="often", inner_sad="never")
    assert values(filled)["score_inner"] == "1"
    filled.put(inner_alone="often", uses_tobacco="sometimes")
    assert values(filled)["score_inner"] == "2"
    assert filled.needs() == {"need_inner"}
    assert not filled.asked("less_wished")
    filled.put(uses_tobacco="often", less_wished="yes")
    assert filled.needs() == {"need_inner", "need_uses"}


def test_pressure_and_a_court_without_company_become_needs() -> None:
    filled = Filled("needs_youth", pressed="none", police="no")
    assert filled.needs() == set()
    filled.put(pressed="marry", police="yes", police_help="no")
    assert filled.needs() == {"need_pressure", "need_lawyer"}


# --- in confidence --------------------------------------------------------------------------------


def test_nothing_opens_until_nobody_can_hear() -> None:
    filled = Filled("needs_in_confidence", talk_alone="no", told_on="2026-11-22")
    assert filled.pages() == {"alone"}
    assert filled.asked("talk_other")
    assert filled.session.finish().ok
    filled.put(talk_alone="yes")
    assert {"now", "touch", "plan", "matters"} <= filled.pages()
    first = [page.ref.rpartition("/")[2] for page in filled.session.pages()]
    assert first[:3] == ["alone", "now", "touch"]


def test_signs_are_counted_and_one_is_enough_for_a_safety_plan() -> None:
    filled = Filled("needs_in_confidence", talk_alone="yes")
    assert values(filled)["score_signs"] == ""
    filled.put(sign_worse="no", sign_life="skip", sign_watch="unsure")
    assert values(filled)["score_signs"] == "0"
    assert filled.needs() == set()
    filled.put(sign_neck="yes")
    assert values(filled)["score_signs"] == "1"
    assert filled.detail("score_signs").startswith("of 8, 4 asked.")
    assert filled.needs() == {"need_safety"}


def test_danger_today_asks_whom_she_called_before_the_form_can_end() -> None:
    filled = Filled("needs_in_confidence", talk_alone="yes", danger_now="yes")
    assert filled.asked("act_now")
    missing = {one.ref.rpartition("/")[2] for one in filled.session.finish().missing}
    assert missing == {"told_on", "explained", "calls_made", "safe_way", "matters_most"}
    filled.put(danger_now="no")
    assert not filled.asked("calls_made")


def test_papers_and_money_that_are_kept_from_her_become_needs() -> None:
    filled = Filled("needs_in_confidence", talk_alone="yes", held_back="passport money")
    assert filled.needs() == {"need_papers", "need_own_money"}
    filled.put(held_back="none skip")
    assert filled.node("held_back").violation == "constraint"
    filled.put(held_back="skip", bag_papers="no", bag_money="can", bag_phone="no")
    assert filled.needs() == {"need_bag"}


@pytest.mark.parametrize("language", ["en", "ru", "tk"])
def test_the_title_of_the_form_in_confidence_says_nothing_of_its_subject(language: str) -> None:
    report = check_form(shipped("forms", "needs_in_confidence.xlsx"))
    title = {"en": report.title, **dict(report.titles)}[language].lower()
    words = ("violen", "abus", "woman", "danger", "насили", "женщин", "опасн", "zorluk", "zenan")
    assert not any(word in title for word in words)
