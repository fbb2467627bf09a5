"""Consent: in what capacity, what is withheld from whom, what a withdrawal leads to."""

import pytest

from socialcase.actions import cases, consents, people
from socialcase.actions.case_file import case_header
from socialcase.actions.cases import FirstContact
from socialcase.actions.history import undo
from socialcase.actions.service_views import services_of
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Consent, Task
from socialcase.errors import BadValue, NotFound
from socialcase.texts.duties import duties
from tests.conftest import Enrolled

CONTACT = FirstContact(
    worry="She is alone all day",
    name={"given": "Ogulgerek", "surname": "Atamyradowa"},
)


@pytest.fixture
def case(laptop: Workspace) -> str:
    """A case with a consent that lets services know."""
    case = cases.first_contact(laptop, CONTACT).record
    consents.give_consent(laptop, case, "services", capacity="supported")
    return case


def test_acting_without_consent_needs_a_ground_and_somebody_who_authorised_it(
    laptop: Workspace, case: str
) -> None:
    for missing in ({"giver": "the coordinator"}, {"basis": "A life was in danger"}):
        with pytest.raises(BadValue):
            consents.give_consent(laptop, case, "services", capacity="none", **missing)
    done = consents.give_consent(
        laptop, case, "services", capacity="none", giver="A. Saparowa", basis="A life in danger"
    )
    with laptop.store.reading() as reading:
        kept = reading.get(Consent, done.record)
    assert kept is not None
    assert (kept.capacity, kept.basis) == ("none", "A life in danger")


def test_a_withholding_names_whom_and_what(laptop: Workspace, case: str) -> None:
    person = people.add_family_member(laptop, case, {"given": "Serdar"}, "child").record
    done = consents.withhold(laptop, case, ("whereabouts", "income"), person=person)
    consents.withhold(laptop, case, ("everything",), from_whom="the neighbour on the left")
    named = {one.name: set(one.what) for one in consents.untold_in(laptop, case)}
    assert named == {
        "Serdar": {"whereabouts", "income"},
        "the neighbour on the left": {"everything"},
    }
    consents.end_withholding(laptop, done.record)
    assert [one.name for one in consents.untold_in(laptop, case)] == ["the neighbour on the left"]


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("", {"Serdar Atamyradow": ("income",), "Gözel Atamyradowa": ("health", "safety")}),
        ("Serdar, her son", {"Serdar, her son": (), "Gözel Atamyradowa": ("health", "safety")}),
        ("Сердар", {"Serdar Atamyradow": (), "Gözel Atamyradowa": ("health", "safety")}),
        (
            "brother of Gözel",
            {
                "brother of Gözel": (),
                "Serdar Atamyradow": ("income",),
                "Gözel Atamyradowa": ("health", "safety"),
            },
        ),
        # a surname alone may mean either of them
        (
            "Atamyradow",
            {
                "Atamyradow": (),
                "Serdar Atamyradow": ("income",),
                "Gözel Atamyradowa": ("health", "safety"),
            },
        ),
        (
            "Gözel Atamyradowa and Serdar Atamyradow",
            {"Gözel Atamyradowa and Serdar Atamyradow": ()},
        ),
    ],
)
def test_the_head_names_each_who_is_not_to_be_told_once(
    laptop: Workspace, case: str, words: str, head: dict[str, tuple[str, ...]]
) -> None:
    cases.set_case(laptop, case, "not_to_be_told", words)
    for given, surname in (("Serdar", "Atamyradow"), ("Gözel", "Atamyradowa")):
        name = {"given": given, "surname": surname}
        person = people.add_family_member(laptop, case, name, "child").record
        what = ("income",) if given == "Serdar" else ("health",)
        consents.withhold(laptop, case, what, person=person)
        if given == "Gözel":
            consents.withhold(laptop, case, ("safety",), person=person)
    assert dict(case_header(laptop, case).untold) == head


@pytest.mark.parametrize("about", [{}, {"from_whom": "  "}])
def test_a_withholding_from_nobody_is_refused(
    laptop: Workspace, case: str, about: dict[str, str]
) -> None:
    with pytest.raises(BadValue):
        consents.withhold(laptop, case, ("income",), **about)
    with pytest.raises(BadValue):
        consents.withhold(laptop, case, (), from_whom="somebody")


def test_whoever_was_asked_for_help_is_told_of_a_withdrawal(laptop: Workspace, case: str) -> None:
    with laptop.store.reading() as reading:
        (consent,) = reading.page(Consent, {"case": case})
    with laptop.store.transaction(laptop.person) as tx:
        day_care = tx.create("provider", "everyone", {"name": "Day centre Nur"})
        about = {"case": case, "provider": day_care}
        tx.create("referral", f"case:{case}", {**about, "status": "waiting"})
        tx.create("referral", f"case:{case}", {**about, "status": "refused"})
    effects = consents.effects_of_withdrawal(laptop, consent.uid)
    assert effects.providers == ("Day centre Nur",)
    assert not effects.allowed
    done = consents.withdraw_consent(laptop, consent.uid, why="She changed her mind")
    with laptop.store.reading() as reading:
        (task,) = reading.page(Task, {"case": case})
        kept = reading.get(Consent, consent.uid)
    assert "Day centre Nur" in task.what
    assert kept is not None
    assert (kept.withdrawn, kept.withdrawn_why) == ("2026-11-23", "She changed her mind")
    undo(laptop, done.save)
    with laptop.store.reading() as reading:
        assert reading.count(Task, {"case": case}) == 0
        again = reading.get(Consent, consent.uid)
    assert again is not None
    assert again.withdrawn == ""


def test_a_refusal_is_over_once_the_person_agrees_on_the_same_day(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    refused = consents.give_consent(laptop, case, "none").record
    agreed = consents.give_consent(laptop, case, "services")
    with laptop.store.reading() as reading:
        kept = {one.uid: one for one in reading.page(Consent, {"case": case})}
        (_, leave) = (one.leave for one in services_of(laptop, case).leaves)
    assert kept[refused].withdrawn == "2026-11-23"
    assert kept[refused].withdrawn_why
    assert leave.allowed
    undo(laptop, agreed.save)
    with laptop.store.reading() as reading:
        (left,) = reading.page(Consent, {"case": case})
    assert (left.uid, left.withdrawn) == (refused, "")


def test_a_withdrawal_tells_only_those_who_were_asked_on_its_strength(
    laptop: Workspace, case: str
) -> None:
    """The mother's word is hers; a child goes by the consent of whoever gave one."""
    mother = people.add_family_member(
        laptop, case, {"given": "Aman"}, "parent", birth="1950"
    ).record
    child = people.add_family_member(laptop, case, {"given": "Aýna"}, "child", birth="2020").record
    hers = consents.give_consent(laptop, case, "full", person=mother, given="2026-11-01").record
    with laptop.store.reading() as reading:
        (first,) = reading.page(Consent, {"case": case, "scope": "services"})
    with laptop.store.transaction(laptop.person) as tx:
        for name, person in (("Hospital", mother), ("School", child), ("Pension office", "")):
            asked = tx.create("provider", "everyone", {"name": name})
            about = {"case": case, "provider": asked, "person": person, "status": "sent"}
            tx.create("referral", f"case:{case}", about)
    effects = consents.effects_of_withdrawal(laptop, hers)
    assert (effects.providers, effects.allowed, effects.others) == (("Hospital",), False, True)
    consents.withdraw_consent(laptop, hers)
    with laptop.store.reading() as reading:
        (task,) = reading.page(Task, {"case": case})
    assert "Hospital" in task.what
    stopped = set(consents.effects_of_withdrawal(laptop, first.uid).providers)
    assert stopped == {"School", "Pension office"}


def test_what_was_agreed_to_later_still_stands(laptop: Workspace, case: str) -> None:
    with laptop.store.reading() as reading:
        (first,) = reading.page(Consent, {"case": case})
    newer = consents.give_consent(laptop, case, "full").record
    assert consents.effects_of_withdrawal(laptop, first.uid).allowed
    assert not consents.effects_of_withdrawal(laptop, newer).allowed


def test_what_is_withheld_travels_and_stays_inside_a_restricted_file(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, CONTACT).record
    consents.withhold(maral, case, ("everything",), from_whom="her brother")
    enrolled.up(maral)
    enrolled.down(boss)
    assert [one.name for one in consents.untold_in(boss, case)] == ["her brother"]
    with pytest.raises(NotFound):
        consents.untold_in(enrolled.oraz, case)


def test_every_duty_says_what_and_to_whom() -> None:
    found = duties()
    assert len(found) >= 5
    assert all(duty.words and duty.to_whom for duty in found)
