"""A first visit: a family of five, what a relative is not to be told, and a kill amid a form."""

from pathlib import Path

import pytest

from socialcase.actions.case_file import case_file
from socialcase.actions.consents import untold_in
from socialcase.actions.kept_answers import kept_answers
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Case, Person
from tests.conftest import PASSPHRASE
from tests.journeys.at_the_form import FORM, GRANDMOTHER
from tests.journeys.both_hands import BothHands
from tests.journeys.killed import killed_while_typing
from tests.journeys.looks import Look, in_every_language

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FAMILY = (
    f"{GRANDMOTHER}, 74, mother",
    "Merdan, 14, son",
    "Aýlar, 9, daughter",
    "Kerim Atdaýew, 45, brother",
)
WORRY = "The money for the children goes away, the boy works at the market"
SECONDS, CLICKS = 60, 6
"""What a first contact may cost (reckoned, with what was written)."""
LETTERS = [40, *(pytest.param(n, marks=pytest.mark.soak) for n in (1, 2, 63, 64, 150))]
"""How many letters are typed before the program is killed; `make soak` kills it at others, too."""


@pytest.fixture
def folder(laptop: Workspace) -> Path:
    """An empty laptop, closed."""
    close_workspace(laptop)
    return laptop.folder


def kept(folder: Path) -> Workspace:
    """The workspace as the next one who opens it finds it."""
    return open_workspace(folder, PASSPHRASE, anywhere=True)


@in_every_language
@pytest.mark.parametrize("letters", LETTERS)
def test_a_first_visit_with_a_kill_amid_the_form(
    both: BothHands, folder: Path, look: Look, letters: int
) -> None:
    both.unlock(folder, PASSPHRASE)
    both.begin()
    five_are_registered(both)
    consent_and_who_is_not_told(both)
    high_risk(both)
    both.press("Ctrl+L")
    typed = killed_while_typing(folder, "form", letters, look)
    both.unlock(folder, PASSPHRASE)
    both.begin()
    gone_on_with(both, typed)
    look_at_the_screen(both)
    both.window.close()
    look_at_what_is_kept(folder, typed)


@in_every_language
def test_a_first_contact_takes_less_than_a_minute(both: BothHands, folder: Path) -> None:
    both.unlock(folder, PASSPHRASE)
    both.begin()
    both.press("F9")
    with both.step("First contact alone: cover off, name, worry, how to call safely"):
        both.press("F9")
        both.click("First contact")
        both.type("Oguljeren")
        both.write("What is the worry?", "Lives alone, does not always eat")
        both.click("We may call")
        both.write("Telephone", "65 12 34 56")
        both.write("When to call", "in the morning")
        both.press("Ctrl+Enter")
        both.wait_for("The case is open")
    (step,) = both.steps
    assert step.count.clicks <= CLICKS
    assert step.reckoned - step.took <= SECONDS
    both.window.close()
    ws = kept(folder)
    with ws.store.reading() as reading:
        (case,) = reading.page(Case)
        (person,) = reading.page(Person)
    close_workspace(ws)
    assert case.worry == "Lives alone, does not always eat"
    assert (person.safe_contact_allowed, person.safe_contact_when) == ("yes", "in the morning")


def five_are_registered(both: BothHands) -> None:
    """The mother with her worry, the four others one in a line."""
    with both.step("First contact with a family of five"):
        both.click("First contact")
        both.type("Gülnar")
        both.press("Tab")
        both.type("Atdaýewa")
        both.fill("Born, or age", "38")
        both.write("What is the worry?", WORRY)
        both.click("Others of the family")
        for line in FAMILY:
            both.type(line)
            both.press("Enter")
        both.wait_for("4 more people")
        both.press("Ctrl+Enter")
        both.wait_for("The case is open")
        both.wait_for_control("Household, 5")


def consent_and_who_is_not_told(both: BothHands) -> None:
    """Named services may know; her brother is to know nothing of where they are and of money."""
    with both.step("Write down a consent"):
        both.click("Consent")
        both.choose("What may be told", "Named services may know what they need")
        both.click("Keep this consent")
        both.wait_for("Consent kept")
    with both.step("Who is not to be told what"):
        both.choose("To whom", "Kerim Atdaýew")
        both.click("Where they are")
        both.click("Income")
        both.click("They are not to be told")
        both.wait_for("Kept: they are not to be told")
    both.click("Assess the needs")
    both.wait(lambda: both.shows("Form", "Needs assessment"), "what the next step asks for")


def high_risk(both: BothHands) -> None:
    """High, with reasons."""
    with both.step("Set the risk to high, with reasons"):
        both.press("Alt+R")
        both.click("High risk")
        both.wait(lambda: both.where() == "Why", both.where())
        both.type("A child works, money is taken from them")
        both.press("Ctrl+Enter")
        both.wait_for("A child works, money is taken from them")


def gone_on_with(both: BothHands, typed: str) -> None:
    """The form opens where it was left, with every letter; it is filled to the end."""
    with both.step("After the kill: from Today to the same question"):
        both.press("Ctrl+4")
        both.wait(lambda: FORM in both.rows("Open forms"), both.rows("Open forms"))
        both.press("Enter")
        both.wait(lambda: "why does the person not answer" in both.where(), both.where())
    with both.step("The six questions, to the end"):
        both.press("Enter")
        for answer in "231124":
            both.press(answer, "Enter")
        for words in ("Steps that hold, a rail", "Gülnar asks the neighbour"):
            both.type(words)
            both.press("Enter")
        both.wait_for("Nothing is missing.")
        both.click("Finish the assessment")
        both.wait_for("The assessment is finished")


def look_at_the_screen(both: BothHands) -> None:
    """The case tells of the five, the risk, who is not told, and of the finished questions."""
    both.press("Ctrl+3")
    both.click_row("Cases", "Atdaýewa")
    both.wait_for("High risk")
    both.wait_for_control("Household, 5")
    both.wait_for_control("Assessments, 1")
    both.click("Consent, 1")
    both.wait_for("Named services may know what they need")
    both.wait_for("Kerim Atdaýew")


def look_at_what_is_kept(folder: Path, typed: str) -> None:
    """Five people, consent and withholding, high risk, and every letter of the form."""
    ws = kept(folder)
    with ws.store.reading() as reading:
        (case,) = reading.page(Case)
    file, untold = case_file(ws, case.uid), untold_in(ws, case.uid)
    (finished,) = file.assessments
    answers = [one.words for one in kept_answers(ws, finished.assessment.uid).answers]
    close_workspace(ws)
    assert file.household is not None
    assert len(file.household.members) == 5
    assert [one.consent.scope for one in file.consents] == ["services"]
    (brother,) = untold
    assert (brother.name, set(brother.what)) == ("Kerim Atdaýew", {"whereabouts", "income"})
    assert case.risk_level == "high"
    assert finished.person_name == GRANDMOTHER
    assert [words for words in answers if words.startswith(typed.strip())]
