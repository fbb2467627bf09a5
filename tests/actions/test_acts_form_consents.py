"""The first talk brings its consent into the case, in the same save."""

import pytest

from socialcase.actions import assessments
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.consents import give_consent, withdraw_consent
from socialcase.actions.demo.filling import refs
from socialcase.actions.exporting import gather
from socialcase.actions.history import undo
from socialcase.actions.standing import standing
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Consent

TALK = {
    "told_on": "2026-11-20",
    "said_limits": "yes",
    "said_rights": "yes",
    "subject_age": "67",
    "decides": "alone",
}
AGREED = {
    "consent": "some",
    "act_without": "no",
    "consent_scope": "services",
    "withhold": "The neighbour at the health house",
    "worry": "The stairs",
    "read_aloud": "yes",
    "consent_form": "signed",
}
CHILD = {"subject_age": "12", "child_told": "yes", "assent": "yes", "guardian": "here"}


@pytest.fixture
def begun(laptop: Workspace) -> OpenDraft:
    case = first_contact(laptop, FirstContact(worry="Stairs", name={"given": "Ogulgerek"})).record
    return assessments.start_draft(laptop, case, "", "intake_consent")


def put(ws: Workspace, draft: OpenDraft, **answers: str) -> None:
    places = refs(item for page in draft.session.pages() for item in page.items)
    for name, value in answers.items():
        assessments.answer(ws, draft, "set", places[name], value)


def consents(ws: Workspace, case: str) -> list[Consent]:
    return [line.consent for line in case_file(ws, case).consents]


def test_what_was_agreed_to_stands_in_the_case_and_goes_with_the_form(
    laptop: Workspace, begun: OpenDraft
) -> None:
    put(laptop, begun, **TALK | AGREED)
    done = assessments.finish(laptop, begun)
    (consent,) = consents(laptop, begun.case)
    assert (consent.scope, consent.given, consent.giver) == ("services", "2026-11-20", "")
    assert consent.withhold == "The neighbour at the health house"
    assert standing(laptop, begun.case).consents == 1
    assert standing(laptop, begun.case).assessments == 0
    undo(laptop, done.save)
    assert consents(laptop, begun.case) == []


def test_for_a_child_the_guardian_is_named(laptop: Workspace, begun: OpenDraft) -> None:
    put(laptop, begun, **TALK | CHILD, guardian_name="Jeren Orazowa")
    put(laptop, begun, **AGREED, consent_giver="both")
    assessments.finish(laptop, begun)
    assert [one.giver for one in consents(laptop, begun.case)] == ["Jeren Orazowa"]


def test_a_refusal_is_kept_as_no_consent(laptop: Workspace, begun: OpenDraft) -> None:
    put(laptop, begun, **TALK, consent="no", act_without="no")
    assessments.finish(laptop, begun)
    assert [one.scope for one in consents(laptop, begun.case)] == ["none"]
    assert standing(laptop, begun.case).consents == 0


def test_a_correction_takes_the_place_of_the_consent_that_the_form_brought(
    office: Workspace,
) -> None:
    case = first_contact(office, FirstContact(worry="Stairs", name={"given": "Ejegül"})).record
    begun = assessments.start_draft(office, case, "", "intake_consent")
    put(office, begun, **TALK | AGREED)
    first = assessments.finish(office, begun).record
    assert len(gather(office, "intake_consent").submissions) == 1
    again = assessments.revise(office, first, "She said no")
    put(office, again, consent="no", act_without="no")
    done = assessments.finish(office, again)
    in_force = [one.scope for one in consents(office, case) if not one.withdrawn]
    assert in_force == ["none"]
    assert gather(office, "intake_consent").submissions == (), "of whom said no, nothing leaves"
    once_more = assessments.revise(office, done.record, "She said some of it")
    put(office, once_more, **AGREED | {"consent_scope": "office"})
    third = assessments.finish(office, once_more)
    assert [one.scope for one in consents(office, case) if not one.withdrawn] == ["office"]
    undo(office, third.save)
    assert [one.scope for one in consents(office, case) if not one.withdrawn] == ["none"]


def test_a_correction_leaves_alone_what_was_said_apart_from_the_form(
    laptop: Workspace, begun: OpenDraft
) -> None:
    put(laptop, begun, **TALK | AGREED)
    first = assessments.finish(laptop, begun).record
    (brought,) = case_file(laptop, begun.case).consents
    withdraw_consent(laptop, brought.consent.uid)
    give_consent(laptop, begun.case, "full")
    again = assessments.revise(laptop, first, "The stairs are no worry")
    put(laptop, again, consent_scope="office")
    assessments.finish(laptop, again)
    assert [one.scope for one in consents(laptop, begun.case) if not one.withdrawn] == ["full"]


def test_time_to_think_is_neither_and_a_correction_changes_no_consent(
    laptop: Workspace, begun: OpenDraft
) -> None:
    put(laptop, begun, **TALK, consent="later", act_without="no")
    kept = assessments.finish(laptop, begun).record
    assert consents(laptop, begun.case) == []
    again = assessments.revise(laptop, kept, "She said no")
    put(laptop, again, consent="no")
    assessments.finish(laptop, again)
    assert consents(laptop, begun.case) == []
