"""Things to discuss: own words beside suggestions, in the language in force; a goal is typed."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions import assessments
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.case_file import case_file
from socialcase.actions.finding import fetch
from socialcase.actions.needs import need_lines
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.errors import UserError
from socialcase.texts import use_language
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.case.assessments import AssessmentsPart
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.plan import PlanPart
from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.buttons import Button
from tests.ui.office.world import words_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
WISH = "That somebody else carries the water"


def complete(ws: Workspace, draft: OpenDraft) -> None:
    """Answer what is required, from a list with its first answer."""
    for _ in range(200):
        missing = draft.session.finish().missing
        if not missing:
            return
        node = draft.session.node(missing[0].ref)
        plain = {"date": "2026-11-20", "int": "3"}
        value = node.choices[0].value if node.choices else plain.get(node.type, "words")
        assessments.answer(ws, draft, "set", node.ref, value)


@pytest.fixture
def told(workspace: Workspace, case_uid: str) -> str:
    """A needs assessment whose answers point to something, with one wish."""
    person = fetch(workspace, Case, case_uid).person
    draft = assessments.start_draft(workspace, case_uid, person, "needs_older")
    complete(workspace, draft)
    for ref in [ref for ref in draft.session.state() if "#" not in ref]:
        node = draft.session.node(ref)
        if node.kind == "question" and node.relevant and not node.value and node.choices:
            assessments.answer(workspace, draft, "set", ref, node.choices[1].value)
    complete(workspace, draft)
    wish = next(ref for ref in draft.session.state() if ref.endswith("/matters_most"))
    assessments.answer(workspace, draft, "set", wish, WISH)
    assert draft.session.needs(), "the answers point to something"
    return assessments.finish(workspace, draft, "2026-11-20").record


@pytest.fixture
def page(
    workspace: Workspace, preferences: Preferences, told: str, case_uid: str, qtbot: QtBot
) -> Iterator[CasePage]:
    jobs, errors = Jobs(), list[UserError]()
    made: list[CasePage] = []

    def go(target: Target) -> None:
        made[0].show_record(target.record, target.part)

    context = PageContext(
        workspace=workspace,
        jobs=jobs,
        open=go,
        kept=lambda: None,
        toast=lambda _words, _undo: None,
        tell=errors.append,
    )
    made.append(CasePage(context))
    qtbot.addWidget(made[0])
    made[0].resize(1154, 716)
    made[0].show()
    qtbot.waitExposed(made[0])
    made[0].show_record(case_uid, "assessments")
    yield made[0]
    jobs.finish()
    assert errors == []


def shown(page: CasePage, qtbot: QtBot) -> AssessmentsPart:
    part = page.findChild(AssessmentsPart)
    assert part is not None
    qtbot.waitUntil(lambda: not part.results.beside.busy and part.discuss.isVisible())
    return part


def goal_buttons(part: AssessmentsPart | PlanPart) -> list[Button]:
    found = part.discuss.findChildren(Button)
    return [one for one in found if one.objectName().startswith("word:")]


def test_own_words_stand_beside_suggestions_without_a_verdict(
    page: CasePage, qtbot: QtBot, workspace: Workspace, case_uid: str
) -> None:
    part = shown(page, qtbot)
    words = words_of(part.discuss)
    assert f"“{WISH}”" in words
    needs = [s for s in case_file(workspace, case_uid).assessments[0].scores if "need" in s.name]
    assert needs
    assert all(need.label in words for need in needs)
    assert len(goal_buttons(part)) >= 1 + len(needs)
    heading = f"{part.discuss.heading.text()} {part.discuss.detail.text()}".lower()
    for verdict in ("diagnos", "risk", "worse", "better", "score", "trend"):
        assert verdict not in heading


def test_scores_and_suggestions_follow_the_language(
    page: CasePage, qtbot: QtBot, workspace: Workspace, case_uid: str
) -> None:
    part = shown(page, qtbot)
    need = next(s for s in case_file(workspace, case_uid).assessments[0].scores if "need" in s.name)
    assert need.label in words_of(part)
    use_language("ru")
    try:
        page.retranslate()
        qtbot.waitUntil(lambda: not part.results.beside.busy)
        assert need.label not in words_of(part)
        assert WISH in words_of(part)
    finally:
        use_language("en")


def test_a_goal_is_typed_by_a_person_with_the_words_beside_it(
    page: CasePage, qtbot: QtBot, workspace: Workspace, case_uid: str
) -> None:
    before = len(goals(workspace, case_uid))
    goal_buttons(shown(page, qtbot))[0].click()
    plan = page.findChild(PlanPart)
    assert plan is not None
    qtbot.waitUntil(lambda: plan._form.quoted.isVisible())
    assert WISH in plan._form.quoted.text()
    assert plan._form.words.text() == "", "nothing is copied silently"
    assert plan._form.person.value() == fetch(workspace, Case, case_uid).person
    assert len(goals(workspace, case_uid)) == before
    plan._form.words.setText("Water comes to the yard")
    goal_buttons(plan)[-1].click()
    assert plan._form.words.text() == "Water comes to the yard", "what is half written stays"
    suggested = plan._form.quoted.text().splitlines()
    assert suggested[0] in words_of(plan.discuss)
    assert WISH in suggested[1], "their own words stand beside a suggestion, too"
    plan._form.words.returnPressed.emit()
    kept = goals(workspace, case_uid)
    assert len(kept) == before + 1
    assert "Water comes to the yard" in kept
    assert not plan._form.quoted.isVisible()


def goals(ws: Workspace, case: str) -> list[str]:
    plan = case_file(ws, case).plan
    return [goal.words for goal in plan.goals] if plan else []


def test_one_press_keeps_what_was_said_as_a_need_in_the_same_words(
    page: CasePage, qtbot: QtBot, workspace: Workspace, case_uid: str
) -> None:
    page.turn("plan")
    plan = page.findChild(PlanPart)
    assert plan is not None
    qtbot.waitUntil(lambda: not plan.results.beside.busy and plan.discuss.isVisible())
    assert need_lines(workspace, case_uid) == [], "nothing is taken over by itself"
    said = next(one for one in plan.results.said() if one.own)
    keep = plan.discuss.findChild(Button, f"need:{said.key}")
    assert keep is not None
    keep.click()
    kept = need_lines(workspace, case_uid)[0]
    assert (kept.words, kept.own, kept.person) == (WISH, True, said.person)
    assert kept.assessment == said.assessment
    page.show_record(case_uid, "plan")
    qtbot.waitUntil(lambda: "among the needs" in words_of(plan.discuss))
