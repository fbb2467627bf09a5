"""The letter of a referral tells what the consent allows, and nothing else."""

from pathlib import Path

import pytest

from socialcase.actions import cases, consents, people
from socialcase.actions.cases import FirstContact
from socialcase.actions.consents import withhold
from socialcase.actions.editing import edit
from socialcase.actions.finding import fetch
from socialcase.actions.papers import save_paper
from socialcase.actions.providers import add_provider
from socialcase.actions.referral_papers import referral_letter
from socialcase.actions.referrals import add_referral, send_referral, set_referral
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Disclosure
from socialcase.cases.referring import TOLD
from socialcase.errors import NotYetReferred
from tests.conftest import Enrolled

CONTACT = FirstContact(
    worry="Misses school",
    name={"given": "Jeren", "surname": "Orazgulyýewa"},
    birth="1992-04-01",
    safe_contact={"allowed": "yes", "how": "second number", "when": "after 17:00"},
    address={"settlement": "Garaýap", "street": "Bag 4"},
)


@pytest.fixture
def case(laptop: Workspace) -> str:
    uid = cases.first_contact(laptop, CONTACT).record
    consents.give_consent(laptop, uid, "services")
    people.add_family_member(laptop, uid, {"given": "Aýna"}, "child", birth="2014-02-11")
    return uid


@pytest.fixture
def clinic(laptop: Workspace) -> str:
    address = {"street": "Gizlin 7", "settlement": "Mary"}
    return add_provider(laptop, "Clinic", address=address, protected=True).record


@pytest.fixture
def letter(laptop: Workspace, case: str, clinic: str) -> str:
    more = {"reason": "Needs help at home", "provider": clinic}
    return add_referral(laptop, case, "home_care", told=TOLD, **more).record


def said(laptop: Workspace, letter: str, words: str = "en") -> str:
    return repr(referral_letter(laptop, letter, words).sheet.data)


def test_the_letter_says_what_was_ticked_in_the_language_asked_for(
    laptop: Workspace, letter: str
) -> None:
    told = said(laptop, letter)
    for words in ("Clinic", "Care at home", "Needs help at home", "Jeren Orazgulyýewa"):
        assert words in told
    for words in ("01.04.1992", "second number", "Garaýap", "Bag 4", "child (12)"):
        assert words in told
    assert "Aýna" not in told, "who lives together is told without names"
    assert "Уход на дому" in said(laptop, letter, "ru")
    assert "Векилбазарский" in said(laptop, letter, "ru")


@pytest.mark.parametrize(
    ("birth", "en", "ru"),
    [("2022-06", "06.2022", "06.2022"), ("~1955", "about 1955", "около 1955")],
)
def test_a_birth_date_that_is_partly_known_is_said_as_people_say_it(
    laptop: Workspace, case: str, letter: str, birth: str, en: str, ru: str
) -> None:
    people.edit_person(laptop, fetch(laptop, Case, case).person, "birth", birth)
    assert f"'{en}'" in said(laptop, letter)
    assert f"'{ru}'" in said(laptop, letter, "ru")


def test_the_slip_says_which_letter_it_answers_and_where_it_goes(enrolled: Enrolled) -> None:
    maral = enrolled.maral
    case = cases.first_contact(maral, CONTACT).record
    consents.give_consent(maral, case, "services")
    clinic = add_provider(maral, "Clinic").record
    letter = add_referral(maral, case, "home_care", provider=clinic).record
    send_referral(maral, letter, "2026-11-20")
    told = said(maral, letter)
    assert f"{fetch(maral, Case, case).number}, 20.11.2026" in told
    assert "Maral Annaýewa, Mary regional office" in told


def test_who_lives_there_and_is_for_fewer_eyes_is_not_told_of(
    laptop: Workspace, case: str, letter: str
) -> None:
    contact = FirstContact("Hush", name={"given": "Selbi"}, birth="1981-05-05")
    other = cases.first_contact(laptop, contact).record
    selbi, home = fetch(laptop, Case, other).person, fetch(laptop, Case, case).household
    people.add_member(laptop, home, selbi, "sibling")
    assert "(45)" in said(laptop, letter)
    cases.restrict_case(laptop, other, ())
    assert "(45)" not in said(laptop, letter)
    assert "child (12)" in said(laptop, letter)


def test_a_tick_less_is_a_line_less(laptop: Workspace, letter: str) -> None:
    set_referral(laptop, letter, "told", ())
    told = said(laptop, letter)
    for words in ("Jeren", "second number", "Garaýap", "child (12)", "1992"):
        assert words not in told


def test_a_protected_address_stands_on_no_letter(laptop: Workspace, letter: str) -> None:
    assert "Gizlin" not in said(laptop, letter)


def test_what_is_withheld_is_left_out_and_never_named_on_the_paper(
    laptop: Workspace, case: str, clinic: str, letter: str
) -> None:
    withhold(laptop, case, ("whereabouts",), provider=clinic, note="her brother works there")
    edit(laptop, "case", case, "not_to_be_told", "Serdar")
    paper = referral_letter(laptop, letter, "en")
    told = repr(paper.sheet.data)
    for words in ("Garaýap", "Bag 4", "second number", "brother", "Serdar"):
        assert words not in told
    assert "Where they live" in paper.asides[0]
    withhold(laptop, case, ("everything",), provider=clinic)
    with pytest.raises(NotYetReferred):
        referral_letter(laptop, letter)


def test_without_consent_there_is_no_letter(laptop: Workspace, clinic: str) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    uid = add_referral(laptop, case, "home_care", provider=clinic, urgent=True).record
    with pytest.raises(NotYetReferred) as refused:
        referral_letter(laptop, uid)
    assert refused.value.needs == ("consent",)
    consents.give_consent(
        laptop, case, "services", capacity="none", basis="life in danger", giver="Coordinator"
    )
    assert "without consent" in referral_letter(laptop, uid, "en").asides[0]


def test_nobody_is_called_where_calling_is_not_safe(
    laptop: Workspace, case: str, letter: str
) -> None:
    person = fetch(laptop, Case, case).person
    people.edit_person(laptop, person, "phone", "+99365000000")
    assert "+99365000000" in said(laptop, letter)
    people.edit_person(laptop, person, "safe_contact.allowed", "no")
    told = said(laptop, letter)
    assert "+99365000000" not in told
    assert "second number" not in told
    assert "only through the specialist" in told


def test_the_main_person_is_not_called_for_somebody_who_keeps_silent_to_them(
    laptop: Workspace, case: str, clinic: str
) -> None:
    mother = fetch(laptop, Case, case).person
    adult = people.add_family_member(laptop, case, {"given": "Ogul"}, "in_law", birth="1990").record
    consents.give_consent(laptop, case, "services", person=adult)
    letter = add_referral(laptop, case, "home_care", person=adult, provider=clinic).record
    assert "second number" in said(laptop, letter)
    kept = withhold(laptop, case, ("health",), person=mother).record
    told = said(laptop, letter)
    assert "second number" not in told
    assert "only through the specialist" in told
    consents.end_withholding(laptop, kept)
    assert "second number" in said(laptop, letter)


def test_the_answer_slip_names_nobody(laptop: Workspace, case: str, letter: str) -> None:
    data = referral_letter(laptop, letter, "en").sheet.data
    slip = repr([data["answer_facts"], data["answer_by"], data["choices"]])
    assert "Jeren" not in slip
    assert fetch(laptop, Case, case).number in slip


def test_a_saved_letter_is_remembered_as_told(
    laptop: Workspace, case: str, letter: str, tmp_path: Path
) -> None:
    send_referral(laptop, letter, "06.11.2026")
    paper = referral_letter(laptop, letter, "tk")
    assert "06.11.2026" in repr(paper.sheet.data)
    folder = tmp_path / "out"
    folder.mkdir()
    file = save_paper(laptop, paper, folder)
    assert file.read_bytes().startswith(b"%PDF-1.7")
    assert "Jeren" not in file.name
    with laptop.store.reading() as reading:
        [kept] = reading.page(Disclosure)
    assert (kept.what, kept.case, kept.format) == ("referral", case, "pdf")
