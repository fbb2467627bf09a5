"""Which form a case offers to begin with, and which it does not begin while others see it."""

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions import assessments
from socialcase.actions.cases import restrict_case, set_case
from socialcase.actions.demo.filling import refs
from socialcase.errors import FormNeedsNamedPeople
from socialcase.ui.pages.case.assessments import AssessmentsPart
from socialcase.ui.pages.case.page import CasePage
from tests.ui.office.world import Context, Heard, World

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TALK = {
    "told_on": "2026-11-20",
    "said_limits": "yes",
    "said_rights": "yes",
    "subject_age": "67",
    "decides": "alone",
    "consent": "no",
    "act_without": "no",
}


@pytest.fixture
def page(world: World, family: str, qtbot: QtBot, context_of: Context) -> CasePage:
    made = CasePage(context_of(world.maral))
    qtbot.addWidget(made)
    made.show_record(family, "assessments")
    made.show()
    return made


def part_of(page: CasePage) -> AssessmentsPart:
    found = page.findChild(AssessmentsPart)
    assert found is not None
    return found


def test_intake_is_offered_first_and_then_what_fits_the_case(
    page: CasePage, world: World, family: str
) -> None:
    part = part_of(page)
    assert part._form.value() == "intake_consent"
    set_case(world.maral, family, "groups", ("older_person",))
    draft = assessments.start_draft(world.maral, family, "", "intake_consent")
    places = refs(item for one in draft.session.pages() for item in one.items)
    for name, value in TALK.items():
        assessments.answer(world.maral, draft, "set", places[name], value)
    assessments.finish(world.maral, draft)
    page.reread(frozenset({"assessment", "case"}))
    assert part._form.value() == "needs_older"


def test_a_form_for_named_people_says_how_to_name_them(
    page: CasePage, world: World, family: str, heard: Heard
) -> None:
    part = part_of(page)
    part._form.setCurrentIndex(part._form.findData("needs_in_confidence"))
    part._begin.click()
    assert [type(one) for one in heard.told] == [FormNeedsNamedPeople]
    assert heard.opened == []
    restrict_case(world.maral, family, ())
    part._begin.click()
    assert [one.page for one in heard.opened] == ["filler"]
