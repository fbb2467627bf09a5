"""A plan for a whole family, from its first goal to closure and open again, in the real window."""

import subprocess
from pathlib import Path

import pytest

from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact
from socialcase.actions.consents import give_consent
from socialcase.actions.providers import add_provider
from socialcase.actions.registering import register
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.family_lines import read_family
from socialcase.cases.records import Case, Referral, Review
from socialcase.ui.preferences import Preferences
from tests.conftest import PASSPHRASE
from tests.journeys.both_hands import BothHands
from tests.journeys.looks import in_every_language_at_length

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

GOALS = (
    ("Ogulsona goes to school every day", "Ogulsona", "4", "10"),
    ("Maral sleeps through the night", "Maral", "2", "7"),
    ("We eat warm once a day, together", "Maral", "3", "7"),
)
SERVICES = {
    "Support at home for families with children": ("family_support", "Mary family centre"),
    "Counselling by a psychologist or lawyer": ("counselling", "Advice for women"),
    "Support in finding and keeping work": ("work_support", "Etrap labour office"),
    "Short stay, so that carers can rest": ("short_stay", "House on the canal"),
}
WORRY = "The girl misses school"
SAID = "It is calmer at home. We know now whom to call."


@pytest.fixture
def folder(laptop: Workspace) -> Path:
    """A laptop with a mother, her daughter and a grandmother, who agreed; four providers."""
    close_workspace(laptop)
    ws = kept(laptop.folder)
    contact = FirstContact(
        worry=WORRY,
        name={"given": "Maral", "surname": "Hojageldiýewa"},
        birth="1990",
    )
    others = read_family("Ogulsona, 12, daughter\nBibi, 66, mother", ws.today)
    case = register(ws, contact, others)
    give_consent(ws, case.record, "full")
    for service, provider in SERVICES.values():
        add_provider(ws, provider, services=(service,))
    close_workspace(ws)
    return laptop.folder


def kept(folder: Path) -> Workspace:
    """The workspace as the next one who opens it finds it."""
    return open_workspace(folder, PASSPHRASE, anywhere=True)


@in_every_language_at_length
def test_a_plan_for_the_whole_family_until_it_is_closed_and_open_again(
    both: BothHands, preferences: Preferences, folder: Path, tmp_path: Path
) -> None:
    both.unlock(folder, PASSPHRASE)
    both.begin()
    both.press("Ctrl+3")
    both.click_row("Cases", "Hojageldiýewa")
    three_goals(both)
    agreed(both)
    four_services(both)
    on_paper(both, tmp_path)
    first_review(both)
    last_review_and_closure(both, preferences)
    opened_again(both)
    both.window.close()
    look_at_what_is_kept(folder)


def three_goals(both: BothHands) -> None:
    """Goals of two people, each with a count and one action."""
    both.click_part("Plan")
    for place, (words, whose, now, target) in enumerate(GOALS):
        with both.step("A goal: whose, from where to where, by when"):
            if not place:
                both.click("Write the first goal")
            else:
                both.press("G")
            assert both.where() == "Goal, in the person’s own words"
            both.type(words)
            both.choose("Whose", _full(both, whose))
            both.write("How it is now", now)
            both.press("Tab")
            both.type(target)
            both.fill("By", "18.12.2027")
            both.press("Enter")
            both.wait_for("Goal added")
            _wait_at(both, words)
    with both.step("An action of the last goal: what, who, with what, by when"):
        both.press("A")
        both.type("Fetch the food parcel")
        both.press("Tab")
        both.type("Bibi")
        both.press("Tab", "Tab")
        both.type("1.12.2027")
        both.press("Enter")
        both.wait_for("“Fetch the food parcel” added")
    both.press("Esc")


def _wait_at(both: BothHands, words: str) -> None:
    """The keyboard is on the goal that was just added."""
    both.wait(lambda: words in both.where(), "the goal has not the keyboard")


def _full(both: BothHands, given: str) -> str:
    """Somebody of the family as the box offers them."""
    return {"Maral": "Maral Hojageldiýewa"}.get(given, given)


def agreed(both: BothHands) -> None:
    """Two sign: one types the name, one leaves a thumbprint with a witness; a copy goes home."""
    with both.step("The family agrees: a name typed"):
        both.click("Agree and sign…")
        both.click("Maral Hojageldiýewa")
        both.press("Ctrl+Enter")
        both.wait_for("Signature kept")
    with both.step("A thumbprint, with a witness"):
        both.click("Bibi", 1)  # the first shows her goals alone
        both.choose("How", "Thumbprint on paper")
        both.write("Witness", "Sona Durdyýewa")
        both.press("Enter")
        both.wait(lambda: both.sees("witness: Sona Durdyýewa"), "no second signature")
    with both.step("A copy was given"):
        both.click("The copy was given")
        both.wait_for("Copy given")
        both.click("Close")


def four_services(both: BothHands) -> None:
    """Four referrals, each sent to its provider."""
    both.click_part("Services")
    for place, (service, (_code, provider)) in enumerate(SERVICES.items()):
        with both.step("A referral: service, provider, why, sent"):
            both.click("Write the first referral" if not place else "Refer to a service")
            both.choose("Service", service)
            both.press("Ctrl+Enter")
            both.wait_for("A referral is begun")
            both.wait_for(provider)  # nobody else offers it
            both.write("Why", "They ask for it themselves")
            both.click("It is sent")
            sent_to(both, place + 1)


def sent_to(both: BothHands, many: int) -> None:
    """So many referrals say that they were sent."""
    both.wait(lambda: both.said().count("Sent") == many, f"{many} sent")


def on_paper(both: BothHands, folder: Path) -> None:
    """The copy for the family in two languages: looked at, and kept as a file."""
    both.click_part("Plan")
    both.click("Copy for the family")
    for language, code in (("Русский", "ru"), ("Türkmençe", "tk")):
        file = folder / f"plan-{code}.pdf"
        with both.step("The copy for the family in one language, kept as PDF"):
            both.click(language)
            both.wait_for_control("Save as PDF")
            both.choose_folder(file, "Save as PDF")
            both.wait(file.exists, f"no {file.name}")
        read_as_the_family_would(file)
    both.click("Back")


def read_as_the_family_would(file: Path) -> None:
    """Every goal and the action stand on the paper; nothing of how the case came to us."""
    read = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    words = " ".join(read.stdout.decode().split())
    assert all(goal in words for goal, *_ in GOALS), words
    assert "Fetch the food parcel" in words
    assert WORRY not in words


def first_review(both: BothHands) -> None:
    """Goal by goal: how far, how they rate it; the plan goes on."""
    with both.step("A review of three goals; the plan goes on"):
        both.click("Start review")
        both.wait_for("What follows")
        assert both.where() == "With whom"
        both.type("Maral, Bibi")
        for place, reached in enumerate(("6", "4", "5")):
            both.click("Reached", place)
            both.type(reached)
            both.press("Tab")
            both.type("6")
        both.write("What they say of it, in their own words", "It goes better")
        assert both.sees("was 4, goal 10")
        both.click("End the review")
        both.wait_for("The review is kept")


def last_review_and_closure(both: BothHands, preferences: Preferences) -> None:
    """The second review ends in closing: why, what came of it, what they say."""
    with both.step("A second review, which ends in closing"):
        both.click("Start review")
        both.wait_for("What follows")
        for place, reached in enumerate(("10", "7", "7")):
            both.click("Reached", place)
            both.type(reached)
        both.click("Close the case")
        both.click("End the review")
        both.wait_for("What came of it")
    with both.step("Close: why, what came of it, what they say"):
        assert both.where() == "Why"
        both.write("What came of it", "The girl goes to school, they eat together")
        both.press("Tab")
        both.type(SAID)
        turned_while_writing(both, preferences)
        both.press("Ctrl+Enter")
        both.wait_for("Closed on")


def turned_while_writing(both: BothHands, preferences: Preferences) -> None:
    """Another language and back: the panel speaks it, and what was written stays."""
    before = preferences.settings.language
    other = "ru" if before == "en" else "en"
    preferences.choose_language(other)
    shown = {str(line) for line in both.said()}
    preferences.choose_language(before)
    assert {"Why", "What came of it"} <= shown if other == "en" else "What came of it" not in shown


def opened_again(both: BothHands) -> None:
    """The mother calls again."""
    with both.step("Open the case again, saying why"):
        both.click("Open the case again…")
        assert both.where() == "Why"
        both.type("The grandmother fell ill")
        both.press("Ctrl+Enter")
        both.wait_for("The case is open again")


def look_at_what_is_kept(folder: Path) -> None:
    """Goals and whose they are, signatures, referrals, reviews; the case at intake again."""
    ws = kept(folder)
    with ws.store.reading() as reading:
        (case,) = reading.page(Case)
        referrals, reviews = reading.page(Referral), reading.page(Review)
    file = case_file(ws, case.uid)
    close_workspace(ws)
    assert file.plan is not None
    goals = [(goal.words, goal.person_name.split()[0], goal.done) for goal in file.plan.goals]
    assert goals == [
        (words, whose, done) for (words, whose, *_), done in zip(GOALS, (10, 7, 7), strict=True)
    ]
    assert {one.how for one in file.plan.signatures} == {"typed", "thumbprint"}
    assert sorted(one.service for one in referrals) == sorted(code for code, _ in SERVICES.values())
    assert {one.status for one in referrals} == {"sent"}
    assert {one.decision for one in reviews} == {"go_on", "close"}
    assert case.status == "intake"
    assert case.reopening_reason == "The grandmother fell ill"
