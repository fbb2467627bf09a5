"""What goes home in the family's copy, and above all what does not."""

import pytest

from socialcase.actions import needs, plans, signing
from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact, first_contact, restrict_case
from socialcase.actions.consents import give_consent, withhold
from socialcase.actions.finding import fetch
from socialcase.actions.papers import given_out
from socialcase.actions.people import add_family_member
from socialcase.actions.plan_papers import comparison_paper, plan_for_family, plan_for_file
from socialcase.actions.plan_versions import new_version, set_plan
from socialcase.actions.providers import add_provider
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Disclosure, Member


class Family:
    """An invented family: Jeren, her mother-in-law, and a plan with something of everything."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        contact = FirstContact(worry="w", name={"given": "Jeren", "surname": "Invented"})
        self.case = first_contact(ws, contact).record
        add_family_member(ws, self.case, {"given": "Ogulgerek"}, "in_law", sex="female")
        self.jeren = fetch(ws, Case, self.case).person
        with ws.store.reading() as reading:
            people = [one.person for one in reading.page(Member)]
        self.mother_in_law = next(uid for uid in people if uid != self.jeren)
        danger = needs.add_need(
            ws, self.case, "He shouts", what="safety", domain="safety", person=self.jeren
        ).record
        needs.add_need(ws, self.case, "A warm mother", what="strength", domain="care")
        add = plans.add_goal
        self.school = add(ws, self.case, "SCHOOL every day", domain="education").record
        add(ws, self.case, "HEADACHES are looked at", person=self.jeren, domain="health")
        add(ws, self.case, "WALKS to the gate", person=self.mother_in_law, domain="health")
        add(ws, self.case, "A way OUT at night", person=self.jeren, domain="safety")
        add(ws, self.case, "Somebody to RING", person=self.jeren, needs=(danger,))
        plans.add_action(ws, self.school, "Lessons at home", who="Head teacher")
        plan = case_file(ws, self.case).plan
        assert plan is not None
        self.plan = plan.plan.uid
        set_plan(ws, self.plan, "crisis", "Selbi takes the children for the NIGHT")

    def copy(self, reader: str = "", words: str = "en") -> str:
        """Everything that stands on the family's copy."""
        return str(plan_for_family(self.ws, self.plan, words, reader).sheet.data)


@pytest.fixture
def family(laptop: Workspace) -> Family:
    return Family(laptop)


def test_the_file_has_everything_and_the_family_no_danger(family: Family) -> None:
    whole = str(plan_for_file(family.ws, family.plan, "en").sheet.data)
    for words in ("SCHOOL", "HEADACHES", "WALKS", "OUT", "RING", "He shouts", "NIGHT"):
        assert words in whole
    home = family.copy()
    for words in ("SCHOOL", "HEADACHES", "WALKS", "NIGHT", "A warm mother", "Lessons at home"):
        assert words in home
    for words in ("OUT", "RING", "He shouts", "Safety"):
        assert words not in home
    asides = plan_for_family(family.ws, family.plan, "en").asides
    assert "2 goals are left out:" in asides[0]


def test_what_somebody_asked_not_to_be_told_at_home_is_nowhere(family: Family) -> None:
    ws = family.ws
    consent = give_consent(ws, family.case, "services", person=family.jeren).record
    withhold(ws, family.case, ("health",), person=family.mother_in_law, consent=consent)
    home = family.copy()
    assert "HEADACHES" not in home
    assert "WALKS" in home, "what she said herself stays"
    assert "HEADACHES" in family.copy(family.jeren), "on her own copy it stands"
    assert "HEADACHES" not in family.copy(family.mother_in_law)
    assert "NIGHT" in home
    withhold(ws, family.case, ("safety",), from_whom="the brother-in-law", consent=consent)
    assert "NIGHT" not in family.copy(), "what to do at night is not told either"


def test_a_provider_who_is_told_nothing_changes_nothing_at_home(family: Family) -> None:
    provider = add_provider(family.ws, "Health house", what="public").record
    withhold(family.ws, family.case, ("health",), provider=provider)
    assert "HEADACHES" in family.copy()


def test_of_a_restricted_case_only_lines_go_home(family: Family) -> None:
    restrict_case(family.ws, family.case, ())
    made = plan_for_family(family.ws, family.plan, "en")
    for words in ("SCHOOL", "HEADACHES", "WALKS", "NIGHT", "A warm mother", "Lessons"):
        assert words not in str(made.sheet.data)
    assert made.sheet.data["lines"]
    assert "by hand" in made.asides[0]


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
def test_every_paper_is_set_in_three_languages(family: Family, words: str) -> None:
    strokes = [[(10, 10), (500, 300)], [(20, 400)]]
    signing.sign(family.ws, family.plan, "drawn", name="Jeren", strokes=strokes)
    new_version(family.ws, family.case)
    plans.add_goal(family.ws, family.case, "A warm room")
    for made in (
        plan_for_file(family.ws, family.plan, words),
        plan_for_family(family.ws, family.plan, words),
        comparison_paper(family.ws, family.case, "1", "2", words),
    ):
        assert made.pdf().startswith(b"%PDF-1.7")
        assert made.sheet.data["language"] == words
        assert made.pages(40)


def test_what_leaves_is_remembered(family: Family) -> None:
    given_out(family.ws, plan_for_family(family.ws, family.plan), "print")
    with family.ws.store.reading() as reading:
        kept = reading.page(Disclosure, {"case": family.case})
    assert [(one.what, one.form_id) for one in kept] == [("plan", "family-plan")]


def test_letters_of_a_person_never_become_a_command_of_the_paper(family: Family) -> None:
    plans.add_goal(family.ws, family.case, '#panic("x") $ [ \\ " } %')
    assert plan_for_family(family.ws, family.plan, "en").pages(40)


def test_two_copies_at_home_are_told_apart_and_a_draft_is_called_one(family: Family) -> None:
    ws = family.ws
    plans.change_goal(ws, family.school, {"baseline": "4 of 10", "of": 10, "measure": "days"})
    plans.set_goal(ws, family.school, "done", 6)
    draft = plan_for_family(ws, family.plan, "en").sheet.data
    assert draft["facts"] == [["Version", "1"]]
    assert "Nothing is settled before you agree" in str(draft["greeting"])
    signing.sign(ws, family.plan, "typed", name="Jeren", signed="2026-11-23")
    copy = plan_for_family(ws, family.plan, "en").sheet.data
    assert copy["facts"] == [["Version", "1"], ["Agreed on", "23.11.2026"]]
    assert "we agreed on together" in str(copy["greeting"])
    goals = copy["goals"]
    assert isinstance(goals, list)
    assert goals[0]["way"] == "It was: 4 of 10 · Now: 6 (days) · We want: 10"
