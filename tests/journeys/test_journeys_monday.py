"""A busy Monday: twelve visits in four villages, two refusals, a gift, off to the office."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.consents import give_consent
from socialcase.actions.providers import add_provider
from socialcase.actions.referrals import add_referral, send_referral
from socialcase.actions.visits import plan_visit
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Referral, Resource, Visit
from tests.conftest import PASSPHRASE, Enrolled
from tests.journeys.both_hands import BothHands
from tests.journeys.looks import in_every_language_at_length

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DUE = "Visits due this week"
VILLAGES = ("Soltanabat", "Täze oba", "Garagum", "Zähmet")
PEOPLE = (
    *("Aýna", "Bahar", "Çynar", "Durdy"),
    *("Ejegyz", "Gözel", "Hajat", "Jemal"),
    *("Kakaly", "Läle", "Myrat", "Nabat"),
)
REFUSED = {"Aýna": "No place before spring", "Bahar": "She lives in another etrap"}
SECONDS = 90
"""What one visit may cost (reckoned, with what was written)."""


@pytest.fixture
def monday(enrolled: Enrolled) -> Enrolled:
    """Twelve people who are visited today, three in each village; two wait for a provider."""
    for ws in (enrolled.office, enrolled.maral, enrolled.oraz, enrolled.coordinator):
        close_workspace(ws)
    ws = kept(enrolled.maral.folder)
    provider = add_provider(ws, "Mary home help", services=("home_care",)).record
    for place, name in enumerate(PEOPLE):
        contact = FirstContact(
            worry="Lives alone",
            name={"given": name, "surname": "Nuryýewa"},
            address={"settlement": VILLAGES[place % len(VILLAGES)]},
        )
        case = first_contact(ws, contact).record
        plan_visit(ws, case, ws.today.isoformat(), purpose="How the week was")
        if name in REFUSED:
            give_consent(ws, case, "services")
            asked = add_referral(ws, case, "home_care", provider=provider, urgent=True).record
            send_referral(ws, asked)
    close_workspace(ws)
    return enrolled


def kept(folder: Path) -> Workspace:
    """The workspace as the next one who opens it finds it."""
    return open_workspace(folder, PASSPHRASE, anywhere=True)


def in_days(days: int) -> str:
    """A day from today on as people type it: day and month."""
    day = datetime.now(ASHGABAT).date() + timedelta(days=days)
    return f"{day.day}.{day.month}"


@in_every_language_at_length
def test_a_busy_monday_and_all_of_it_reaches_the_office(
    both: BothHands, at_window: Callable[[], BothHands], monday: Enrolled
) -> None:
    both.unlock(monday.maral.folder, PASSPHRASE)
    both.begin()
    both.wait_for("12 visits today")
    heads = [line for line in both.rows(DUE).splitlines() if line.split(",")[0] in VILLAGES]
    assert len(heads) == 4
    two_refusals(both)
    something_found(both)
    twelve_visits(both)
    to_the_office(both, monday.stick)
    both.window.close()
    at_the_office(at_window(), monday)
    office = kept(monday.office.folder)
    with office.store.reading() as reading:
        visits, found = reading.page(Visit, limit=99), reading.page(Resource)
        answers = sorted(one.answer for one in reading.page(Referral) if one.status == "refused")
    close_workspace(office)
    assert [visit.outcome for visit in visits].count("done") == 12
    assert [visit.outcome for visit in visits].count("planned") == 12
    assert answers == sorted(REFUSED.values())
    assert [(one.what, one.value) for one in found] == [("Two sacks of flour", 18000)]


def two_refusals(both: BothHands) -> None:
    """From what waits for a provider to the referral, and why it was refused."""
    for name, why in REFUSED.items():
        with both.step("Write down why a provider refused, from Today"):
            both.press("Ctrl+1")
            both.click("To do")
            both.click(f"Open it · Mary home help · {name} Nuryýewa")
            both.wait_for("Care at home")
            assert both.where() == "Accepted"
            both.click("Refused")
            assert both.where() == "Why they refused"
            both.type(why)
            both.press("Enter")
            both.wait_for("Refused")


def something_found(both: BothHands) -> None:
    """In the case that is open: a neighbour gave something."""
    with both.step("Enter what was found for a family, with its value"):
        both.click("Something was found")
        assert both.where() == "What was found"
        both.type("Two sacks of flour")
        both.write("From whom", "The mill")
        both.write("Value in manat", "180")
        both.press("Enter")
        both.wait_for("Entered")


def twelve_visits(both: BothHands) -> None:
    """From Today through all of them, one key from each to the next."""
    both.press("Ctrl+1")
    both.wait_for(DUE)
    for place in range(len(PEOPLE)):
        with both.step("A visit: a line about it, and when the next one is"):
            if place:
                both.press("Enter")
            else:
                both.click_row(DUE, "Nuryýewa")
            both.wait_for("What came of the visit?")
            both.type("She is well, the pension came")
            both.write("Next visit on", in_days(14))
            both.press("Ctrl+Enter")
            last = place == len(PEOPLE) - 1
            both.wait(lambda end=last: ready(both, end=end), f"{place}: {both.where()}")  # type: ignore[misc]
    assert max(step.reckoned - step.took for step in both.steps) <= SECONDS


def at_the_office(officer: BothHands, monday: Enrolled) -> None:
    """The officer reads what lies on the stick; the twelve are there, and the referral's end."""
    officer.unlock(monday.office.folder, PASSPHRASE)
    officer.begin()
    with officer.step("At the office: read what lies on the stick"):
        officer.press("Ctrl+7")
        officer.choose_folder(monday.stick)
        officer.click("Read bundles")
        officer.wait_for("1 was new")
    officer.press("Ctrl+3")
    officer.wait(lambda: officer.rows("Cases").count("Nuryýewa") == len(PEOPLE))
    officer.click_row("Cases", "Aýna")
    officer.wait_for_control("Services, 1")
    officer.click("Services, 1")
    officer.wait_for(REFUSED["Aýna"])
    officer.window.close()


def ready(both: BothHands, *, end: bool) -> bool:
    """Whether the visit is kept and the next one is under the keyboard, at the end none."""
    onward = both.where().startswith("Write it down · ")
    return both.sees("Visit kept") and not both.sees("What came of the visit?") and onward != end


def to_the_office(both: BothHands, stick: Path) -> None:
    """Everything onto the stick."""
    with both.step("Send to the office (the stick is chosen by hand)"):
        both.press("Ctrl+6")
        both.choose_folder(stick)
        both.click("Send to office")
        both.wait_for("You may remove the stick.")
