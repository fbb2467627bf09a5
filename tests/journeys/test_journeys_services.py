"""Referring with the keyboard alone: asked, refused, and what was found besides."""

from pathlib import Path

import pytest

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.consents import give_consent
from socialcase.actions.providers import add_provider
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Referral, Resource
from tests.conftest import PASSPHRASE
from tests.journeys.hands import Hands

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folder(laptop: Workspace) -> Path:
    """A laptop with a case, a consent and one provider; closed."""
    contact = FirstContact(worry="Alone", name={"given": "Ogulgerek"}, etrap="wekilbazar")
    case = first_contact(laptop, contact).record
    give_consent(laptop, case, "services")
    add_provider(laptop, "Day care", services=("home_care",))
    close_workspace(laptop)
    return laptop.folder


def test_refer_answer_and_enter_what_was_found(hands: Hands, folder: Path) -> None:
    hands.unlock(folder, PASSPHRASE)
    open_services(hands)
    refer(hands)
    counts = [str(hands.count)]
    refused(hands)
    counts.append(str(hands.count))
    found(hands)
    counts.append(str(hands.count))
    print(counts)
    hands.window.close()
    ws = open_workspace(folder, PASSPHRASE, anywhere=True)
    with ws.store.reading() as reading:
        [asked] = reading.page(Referral)
        [frame] = reading.page(Resource)
    close_workspace(ws)
    assert (asked.status, asked.answer, asked.service) == ("refused", "No place", "home_care")
    assert (frame.what, frame.value, frame.from_whom) == ("Frame", 34050, "Red Crescent")


def open_services(hands: Hands) -> None:
    """From Today to the Services of the one case there is."""
    hands.press("Ctrl+3")
    hands.press("Down", "Enter")
    hands.turn_to("Services")


def refer(hands: Hands) -> None:
    """Begin a referral, choose the provider, say that it is sent."""
    hands.begin()
    hands.push("Refer to a service")
    hands.fill("Or another, in words", "Care at home")
    hands.press("Enter")
    hands.wait(lambda: hands.where() == "Provider", "the keyboard on the new referral")
    hands.type("d")
    hands.wait(lambda: not hands.sees("Still needed: a provider"))
    hands.push("It is sent")
    hands.wait_for_control("Refused")


def refused(hands: Hands) -> None:
    """Keep a refusal with its reason: the need stands without a service again."""
    hands.begin()
    hands.push("Refused")
    hands.type("No place")
    hands.press("Enter")
    hands.wait_for_control("Ask another provider")
    hands.wait_for("Needs without a service")


def found(hands: Hands) -> None:
    """Enter a thing with its value."""
    hands.begin()
    hands.push("Something was found")
    hands.type("Frame")
    hands.fill("From whom", "Red Crescent")
    hands.fill("Value in manat", "340,50")
    hands.press("Enter")
    hands.wait(lambda: "340.50 manat" in hands.rows("Found for the family"))
