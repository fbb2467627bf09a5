"""The risk that somebody judged within an assessment, offered where the risk of a case is set."""

from datetime import timedelta

import pytest

from socialcase.actions import cases
from socialcase.actions.assessments import OpenDraft, answer, finish, start_draft
from socialcase.actions.cases import FirstContact, set_risk
from socialcase.actions.told_risk import told_risk
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock

_PLAIN = {"date": "2026-11-22", "int": "5", "decimal": "1.5"}


@pytest.fixture
def case(laptop: Workspace) -> str:
    contact = FirstContact(worry="Alone all day", name={"given": "Jeren"})
    return cases.first_contact(laptop, contact).record


def assessed(ws: Workspace, case: str, form: str, level: str, why: str = "") -> str:
    """Fill a form with what is required and this view of the risk; gives the assessment."""
    draft = start_draft(ws, case, "", form)
    for _ in range(80):
        missing = draft.session.finish().missing
        if not missing:
            break
        node = draft.session.node(missing[0].ref)
        value = node.choices[0].value if node.choices else _PLAIN.get(node.type, "words")
        answer(ws, draft, "set", node.ref, value)
    say(ws, draft, "risk_view", level)
    if why:
        say(ws, draft, "risk_why", why)
    return finish(ws, draft, "2026-11-22").record


def say(ws: Workspace, draft: OpenDraft, name: str, value: str) -> None:
    pages = draft.session.pages()
    refs = [item.ref for page in pages for item in page.items if item.ref.endswith(f"/{name}")]
    answer(ws, draft, "set", refs[0], value)


def test_what_an_assessment_says_of_the_risk_is_offered_until_the_risk_is_set(
    laptop: Workspace, clock: FixedClock, case: str
) -> None:
    assert told_risk(laptop, case) is None
    set_risk(laptop, case, "low", "A neighbour is there")
    clock.at += timedelta(hours=1)
    assessed(laptop, case, "rapid_risk", "high", "The stove smokes")
    told = told_risk(laptop, case)
    assert told is not None
    assert (told.level, told.reasons) == ("high", "The stove smokes")
    assert (told.form, told.author_name) == ("Rapid risk screening", "Maral Annaýewa")
    assert f"{told.day}" == "2026-11-22"
    clock.at += timedelta(hours=1)
    set_risk(laptop, case, "medium", "The stove is mended")
    assert told_risk(laptop, case) is None


def test_what_was_said_in_confidence_gives_the_level_and_no_words(
    laptop: Workspace, case: str
) -> None:
    cases.restrict_case(laptop, case, ())
    assessed(laptop, case, "needs_in_confidence", "medium")
    told = told_risk(laptop, case)
    assert told is not None
    assert (told.level, told.reasons) == ("medium", "")
