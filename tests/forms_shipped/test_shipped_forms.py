import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from socialcase.actions.demo.filling import refs
from socialcase.cases.clock import ASHGABAT
from socialcase.forms import Form, Session, check_form, compile_form, open_session
from socialcase.settings import shipped

FORMS = sorted(file.stem for file in shipped("forms").glob("*.xlsx"))
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ASHGABAT)
RUSSIAN = "Русский (ru)"
WORDS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")


def file_of(form: str) -> Path:
    return shipped("forms", f"{form}.xlsx")


@pytest.mark.parametrize("name", FORMS)
def test_a_shipped_form_has_a_title_in_every_language(name: str) -> None:
    report = check_form(file_of(name))
    titles = dict(report.titles)
    assert titles.keys() == {"ru", "tk"}
    assert len({report.title, *titles.values()}) == 3


def cells(form: str, sheet: str) -> Iterator[dict[str, str]]:
    rows = openpyxl.load_workbook(file_of(form))[sheet].iter_rows(values_only=True)
    columns = [str(cell) for cell in next(rows)]
    for row in rows:
        yield {c: str(v) for c, v in zip(columns, row, strict=True) if v is not None}


@pytest.fixture(scope="module")
def form() -> Form:
    return compile_form(file_of("needs_assessment"))


@pytest.fixture
def session(form: Form) -> Session:
    return open_session(form, now=NOW)


class Answers:
    """Answers by question name instead of ref."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.refs = refs(item for page in session.pages() for item in page.items)

    def put(self, **answers: str) -> None:
        for name, value in answers.items():
            self.session.set(self.refs[name], value)

    def people(self, *people: tuple[str, int]) -> None:
        for number, (name, age) in enumerate(people, start=1):
            if number > 1:
                self.session.add_repeat("/data/household/member")
            self.session.set(f"/data/household/member[{number}]/member_name", name)
            self.session.set(f"/data/household/member[{number}]/member_age", str(age))

    def asked(self, name: str) -> bool:
        return self.session.node(self.refs[name]).relevant

    def refusal(self, name: str) -> str:
        node = self.session.node(self.refs[name])
        return node.message if node.violation == "constraint" else ""


@pytest.fixture
def answers(session: Session) -> Answers:
    return Answers(session)


def scores(session: Session) -> dict[str, str]:
    return {score.name: score.value for score in session.scores()}


@pytest.mark.parametrize("name", FORMS)
def test_a_shipped_form_has_neither_errors_nor_warnings(name: str) -> None:
    report = check_form(file_of(name))

    assert report.errors == ()
    assert report.warnings == ()
    assert report.repairs == ()
    assert report.lacking == ()
    assert report.untranslated == ()


def test_the_forms_are_built_from_their_sources() -> None:
    script = shipped("forms").parent / "scripts" / "build_forms.py"
    ran = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("sheet", ["survey", "choices"])
def test_english_and_russian_are_complete_and_differ(name: str, sheet: str) -> None:
    for row in cells(name, sheet):
        for word in WORDS:
            english = row.get(f"{word}::English (en)", "")
            russian = row.get(f"{word}::{RUSSIAN}", "")
            assert bool(english) == bool(russian), row.get("name")
            if english and row.get("list_name") not in ("welayat", "etrap"):
                assert any("а" <= letter <= "я" for letter in russian.lower()), row.get("name")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("sheet", ["survey", "choices"])
def test_every_word_is_there_in_turkmen_and_is_not_left_in_russian(name: str, sheet: str) -> None:
    for row in cells(name, sheet):
        for word in WORDS:
            turkmen = row.get(f"{word}::Türkmençe (tk)", "")
            assert bool(turkmen) == bool(row.get(f"{word}::English (en)", "")), row["name"]
            assert not any("а" <= letter <= "я" for letter in turkmen.lower()), row["name"]


def test_a_name_asks_for_the_same_kind_of_answer_in_every_form() -> None:
    kinds: dict[str, set[str]] = {}
    for form in FORMS:
        for row in cells(form, "survey"):
            if row["type"].startswith(("select_", "text", "integer", "decimal", "date", "time")):
                kinds.setdefault(row["name"], set()).add(row["type"])
    differing = {name: found for name, found in kinds.items() if len(found) > 1}
    # a name is chosen where the household is listed, and written where it is not
    assert differing == {"health_about": {"text", "select_one ${member_name}"}}


def test_ten_pages_hold_between_sixty_and_a_hundred_and_ten_questions(session: Session) -> None:
    asked = refs(i for p in session.pages() for i in p.items)
    questions = [row for row in cells("needs_assessment", "survey") if _question(row)]

    assert [page.label for page in session.pages()] == [
        "Who answers",
        "Household and care",
        "Strengths",
        "Income and housing",
        "Health and daily living",
        "Who cares for others",
        "School and learning",
        "Safety",
        "People around",
        "What matters most",
    ]
    assert 60 <= len(questions) <= 110
    assert len(asked) >= 60


def _question(row: dict[str, str]) -> bool:
    kinds = ("select_one", "select_multiple", "text", "integer", "date", "range")
    return row["type"].startswith(kinds)


def test_the_own_checklists_say_that_they_are_no_validated_scale(session: Session) -> None:
    daily = next(s for s in session.scores() if s.name == "score_daily_living")

    assert "not a validated scale" in daily.detail


def test_an_unpaid_benefit_brings_up_its_questions(answers: Answers) -> None:
    assert not answers.asked("benefit_which")

    answers.put(benefit_due="yes")

    assert all(answers.asked(name) for name in ("benefit_which", "benefit_why"))


def test_the_school_page_is_there_only_with_a_child(session: Session, answers: Answers) -> None:
    answers.people(("Jeren", 34))
    assert [p.label for p in session.pages() if not p.relevant] == ["School and learning"]

    session.set("/data/household/member[1]/member_age", "12")
    assert all(page.relevant for page in session.pages())


def test_only_children_of_the_household_are_offered_on_the_school_page(
    session: Session, answers: Answers
) -> None:
    answers.people(("Jeren", 34), ("Aýna", 12), ("Leýla", 2))

    offered = session.node(answers.refs["school_about"]).choices or ()

    assert [choice.label for choice in offered] == ["Aýna"]


def test_only_etraps_of_the_chosen_welayat_are_offered(session: Session, answers: Answers) -> None:
    answers.put(welayat="mary")

    offered = {choice.value for choice in session.node(answers.refs["etrap"]).choices or ()}

    assert {"wekilbazar", "bayramaly"} <= offered
    assert "tejen" not in offered


def test_more_days_than_the_month_has_are_refused_in_words(answers: Answers) -> None:
    answers.people(("Ogulgerek", 71))
    answers.put(health_about="Ogulgerek", days_alone="42")

    assert answers.refusal("days_alone") == "The question is about 30 days, so 30 is the most."

    answers.session.set_language(RUSSIAN)
    assert answers.refusal("days_alone") == "Вопрос о 30 днях, поэтому самое большее 30."


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("told_on", "2026-11-24"),
        ("income_from", "wage none"),
        ("food_days", "8"),
        ("income_from", "none pension"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(answers: Answers, name: str, given: str) -> None:
    answers.put(**{name: given})

    assert answers.refusal(name)


def test_fewer_people_than_were_listed_are_refused_with_their_number(answers: Answers) -> None:
    answers.people(("Jeren", 34), ("Aýna", 12))
    answers.put(people_total="1")

    assert answers.refusal("people_total").startswith("You listed 2 people above")


def test_help_in_daily_living_is_counted_as_it_is_answered(
    session: Session, answers: Answers
) -> None:
    answers.people(("Ogulgerek", 71))
    answers.put(health_about="Ogulgerek")
    assert scores(session)["score_daily_living"] == ""

    answers.put(
        adl_d510_washing="difficulty", adl_d420_getting_up="help", adl_d620_shopping="cannot"
    )

    assert scores(session)["score_daily_living"] == "2"
    assert answers.asked("daily_helper")


def test_days_a_child_cares_become_a_score_and_a_need(session: Session, answers: Answers) -> None:
    answers.people(("Ogulgerek", 71), ("Aýna", 12))
    session.set("/data/household/member[2]/member_cares", "yes")
    answers.put(care_days="6")

    assert scores(session)["score_child_care"] == "6"
    assert "A child looks after somebody on 6 days a week" in [n.label for n in session.needs()]


def test_safety_is_asked_only_when_nobody_can_hear(session: Session, answers: Answers) -> None:
    answers.put(alone_now="no")
    assert answers.asked("come_back")
    assert not answers.asked("harm")

    answers.put(alone_now="yes", afraid="yes", harm="words hurt")
    assert answers.asked("danger_now")

    answers.put(danger_now="yes")
    assert answers.asked("act_now")
    assert scores(session)["score_safety"] == "4"
    assert "need_safety" in {need.name for need in session.needs()}


def test_preferring_not_to_say_counts_as_no_sign(session: Session, answers: Answers) -> None:
    answers.put(alone_now="yes", harm="skip")

    assert scores(session)["score_safety"] == "0"
    assert "need_safety" not in {need.name for need in session.needs()}


def test_an_empty_form_says_what_is_missing_and_a_short_one_finishes(
    session: Session, answers: Answers
) -> None:
    assert not session.finish().ok

    answers.people(("Baýram", 78))
    answers.put(talk_alone="yes", told_on="2026-11-22", respondent="self", explained="yes")
    answers.put(alone_now="no", matters_most="To stay in my house.")

    assert session.finish().ok, session.finish()


def test_a_home_visit_asks_what_became_worse_only_if_something_did() -> None:
    session = open_session(compile_form(file_of("home_visit")), now=NOW)
    answers = Answers(session)
    answers.put(visit_day="2026-11-20", outcome="done", now_home="same")
    assert not answers.asked("what_worse")

    answers.put(now_health="worse")

    assert answers.asked("what_worse")
    assert scores(session) == {"score_worse": "1"}
