"""Intake and consent: what closes and opens pages, and what has to be come back to."""

import pytest

from tests.forms_shipped.filling import Filled

LIMITS = {"told_on": "2026-11-22", "said_limits": "yes", "said_rights": "yes"}
SIGNED = {"read_aloud": "yes", "consent_form": "signed"}


def intake(age: str, **answers: str) -> Filled:
    """The form up to the question who decides."""
    return Filled("intake_consent", **LIMITS, subject_age=age, **answers)


def agreed(form: Filled, **answers: str) -> Filled:
    """The rest of the form, where there is an agreement."""
    form.put(consent="all", consent_scope="services", worry="I cannot climb the stairs any more.")
    form.put(**SIGNED | answers)
    if form.asked("act_without"):
        form.put(act_without="no")
    return form


def test_an_adult_who_agrees_gets_to_the_end_and_nothing_is_open() -> None:
    form = agreed(intake("67", interpreter="none", decides="alone"))
    assert form.session.finish().ok, form.session.finish()
    assert form.needs() == set()
    assert form.pages().isdisjoint({"child", "refusal", "without"})


def test_what_stays_between_us_is_said_before_anything_is_asked_of_the_person() -> None:
    form = Filled("intake_consent")
    order = [name for name in form.names("") if name in ("said_limits", "subject_age", "worry")]
    assert order == ["said_limits", "subject_age", "worry"]
    form.put(said_limits="no")
    assert form.asked("limits_now")


def test_a_relative_who_interprets_is_stopped_and_becomes_a_need() -> None:
    form = intake("40", interpreter="relative")
    assert form.asked("interpreter_other")
    assert form.asked("interpreter_why")
    assert form.needs() == {"need_interpreter"}
    form.put(interpreter="trained")
    assert not form.asked("interpreter_other")
    assert form.needs() == set()


def test_an_adult_with_support_decides_and_a_child_is_not_asked_that() -> None:
    form = intake("19", decides="support")
    form.put(support_how="words time", supporter_name="Aýna", supporter_chosen="no")
    assert form.asked("supporter_other")
    assert form.asked("will_shown")
    form.put(subject_age="17")
    assert not form.asked("decides")
    assert not form.asked("support_how")
    assert "child" in form.pages()


def test_a_guardian_who_is_not_to_be_trusted_is_not_told_and_the_authority_is() -> None:
    form = intake("12", child_told="yes", assent="yes", guardian="unsafe")
    form.put(guardian_kin="parent", guardian_doubt="harmed stops")
    assert form.asked("guardian_silent")
    assert not form.asked("guardian_reach")
    form.put(authority_told="yes")
    assert form.asked("authority_who")
    assert "need_guardian" in form.needs()


@pytest.mark.parametrize(
    ("guardian", "reach", "need"),
    [("here", "", False), ("away", "phone", False), ("away", "notyet", True), ("none", "", True)],
)
def test_a_guardian_who_could_not_be_asked_is_a_need(guardian: str, reach: str, need: bool) -> None:
    form = intake("9", guardian=guardian)
    if reach:
        form.put(guardian_reach=reach)
    assert ("need_guardian" in form.needs()) == need


def test_a_childs_no_is_written_down_with_what_is_done_about_it() -> None:
    form = intake("8", child_told="yes", assent="no", guardian="here")
    assert form.asked("assent_no")
    assert agreed(form).session.finish().ok


def test_a_refusal_closes_everything_but_the_way_back() -> None:
    form = intake("30", decides="alone", consent="no", act_without="no")
    assert form.pages().isdisjoint({"worry_page", "confirmed"})
    form.put(refuse_told="yes", refuse_left="number place", refuse_again="yes")
    form.put(refuse_day="2026-11-22")
    assert form.node("refuse_day").violation == "constraint"
    form.put(refuse_day="2026-12-22")
    assert form.session.finish().ok, form.session.finish()


def test_nothing_left_cannot_stand_beside_something_left() -> None:
    form = intake("30", decides="alone", consent="later", refuse_left="nothing number")
    assert form.node("refuse_left").violation == "constraint"


def test_acting_without_consent_needs_its_ground_what_is_done_and_who_allowed_it() -> None:
    form = intake("70", decides="cannot", consent="later", act_without="yes")
    missing = {one.ref.rpartition("/")[2] for one in form.session.finish().missing}
    assert missing == {"act_basis", "act_what", "act_by", "act_day"}
    form.put(act_basis="life cannot", act_what="An ambulance was called.", act_by="O. Nuryýewa")
    form.put(act_day="2026-11-22", act_review="2026-11-21")
    assert form.node("act_review").violation == "constraint"
    form.put(act_review="2026-11-24")
    assert form.session.finish().ok
    assert form.needs() == {"need_act_review"}


def test_a_thumbprint_needs_a_witness_who_heard_it_read() -> None:
    form = agreed(intake("58", decides="alone"), consent_form="thumb")
    assert not form.session.finish().ok
    form.put(witness_kind="relative", witness_name="Gül")
    assert form.needs() == {"need_witness"}
    form.put(witness_kind="neutral", witness_heard="yes")
    assert form.session.finish().ok
    assert form.needs() == set()


def test_what_cannot_wait_is_not_left_for_the_end_of_the_form() -> None:
    form = agreed(intake("33", decides="alone"))
    form.put(urgent="yes")
    assert form.asked("urgent_call")
    assert form.needs() == {"need_urgent"}
