"""A finished assessment read again: its answers, its corrections, and beginning one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from socialcase.actions import assessments
from socialcase.actions.case_file import case_file
from socialcase.actions.drafting import keep_note
from socialcase.actions.form_library import find_form
from socialcase.actions.unkept import all_unkept
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.errors import UserError
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.answers import AnswersPage
from socialcase.ui.pages.filler.page import FillerPage
from socialcase.ui.pages.paper_targets import CHANGE, paper_target
from socialcase.ui.preferences import Preferences
from tests.ui.office.world import words_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Asked:
    """What the page asked of the window."""

    def __init__(self) -> None:
        self.opened: list[Target] = []
        self.told: list[UserError] = []


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def page(
    workspace: Workspace, preferences: Preferences, asked: Asked, qtbot: QtBot
) -> Iterator[AnswersPage]:
    jobs = Jobs()
    made = AnswersPage(
        PageContext(
            workspace=workspace,
            jobs=jobs,
            open=asked.opened.append,
            kept=lambda: None,
            toast=lambda _words, _undo: None,
            tell=asked.told.append,
        )
    )
    jobs.setParent(made)
    qtbot.addWidget(made)
    made.resize(1154, 716)
    made.show()
    qtbot.waitExposed(made)
    yield made
    jobs.finish()


@pytest.fixture
def finished(workspace: Workspace) -> str:
    """A finished visit with a note for the supervisor."""
    with workspace.store.reading() as reading:
        case = reading.page(Case)[0].uid
    draft = assessments.start_draft(workspace, case, "", "home_visit")
    for _ in range(40):
        missing = draft.session.finish().missing
        if not missing:
            break
        node = draft.session.node(missing[0].ref)
        plain = {"date": "2026-11-20", "int": "5"}
        value = node.choices[0].value if node.choices else plain.get(node.type, "words")
        assessments.answer(workspace, draft, "set", node.ref, value)
    keep_note(workspace, draft, draft.session.pages()[0].items[0].ref, "She was in a hurry")
    return assessments.finish(workspace, draft, "2026-11-20").record


def said(page: AnswersPage) -> list[str]:
    model = page.list.model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def test_answers_stand_in_words_with_their_notes(page: AnswersPage, finished: str) -> None:
    page.show_record(finished)
    lines = said(page)
    assert any("Day of the visit" in line and "20.11.2026" in line for line in lines)
    assert any("Note: She was in a hurry" in line for line in lines)
    assert "Home visit" in words_of(page)


def test_a_correction_wants_a_reason_and_becomes_a_revision(
    page: AnswersPage, asked: Asked, workspace: Workspace, finished: str
) -> None:
    page.show_record(finished, "correct")
    page.correct.click()
    assert asked.opened == []
    assert "Say in a few words why." in words_of(page)
    page.reason.setText("Wrong day")
    page.show_record("draft:none")
    assert page.reason.text() == ""
    page.show_record(finished)
    assert page.reason.text() == "Wrong day"  # what was written for these answers waits there
    page.correct.click()
    assert all_unkept(workspace) == []
    assert asked.opened[-1].page == "filler"
    opened = assessments.resume(workspace, asked.opened[-1].record)
    ref = next(ref for ref in opened.session.answers() if ref.endswith("/visit_day"))
    assessments.answer(workspace, opened, "set", ref, "2026-11-19")
    newer = assessments.finish(workspace, opened).record
    page.show_record(finished)
    assert "These answers were corrected later." in words_of(page)
    assert not page.correct.isVisible()
    page.show_record(newer)
    model = page.revisions.model()
    told = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert "Wrong day · 1 answer changed" in told[0]
    assert "as it was finished" in told[1]
    lines = case_file(workspace, opened.case).assessments
    assert {line.assessment.uid: line.replaced for line in lines} == {
        newer: False,
        finished: True,
    }


def test_answers_without_their_form_are_shown_by_name(
    page: AnswersPage, workspace: Workspace, finished: str, tmp_path: Path
) -> None:
    assert find_form(workspace, "home_visit")
    with workspace.store.transaction(workspace.person) as tx:
        tx.set(finished, "form_hash", "0" * 64)
    page.show_record(finished)
    assert "cannot be opened here any more" in words_of(page)
    assert any(line.startswith("visit_day: 2026-11-20") for line in said(page))
    assert not page.correct.isVisible()


def test_a_draft_without_its_form_shows_its_answers(
    page: AnswersPage, asked: Asked, workspace: Workspace
) -> None:
    with workspace.store.reading() as reading:
        case = reading.page(Case)[0].uid
    draft = assessments.start_draft(workspace, case, "", "home_visit")
    ref = draft.session.missing()[0].ref
    assessments.answer(workspace, draft, "set", ref, "2026-11-20")
    with workspace.store.writing() as connection:
        connection.exec_driver_sql("UPDATE draft SET form_hash = ?", ("0" * 64,))
    filler = FillerPage(page.context)
    filler.setParent(page)
    filler.show_record(draft.draft)
    assert asked.opened[-1] == Target("answers", f"draft:{draft.draft}")
    page.show_record(asked.opened[-1].record)
    assert "visit_day: 2026-11-20" in said(page)
    assert "when it has come, the draft opens again" in words_of(page)
    assert not page.correct.isVisible()


def told(ws: Workspace, case: str, day: str, place: int) -> str:
    """A PHQ-9 whose first eight answers have this code."""
    draft = assessments.start_draft(ws, case, "", "phq9")
    for _ in range(60):
        missing = draft.session.finish().missing
        if not missing:
            break
        node = draft.session.node(missing[0].ref)
        value = node.choices[0].value if node.choices else "words"
        value = day if node.type == "date" else value
        assessments.answer(ws, draft, "set", node.ref, value)
    for ref in draft.session.state():
        if ref.rpartition("/")[2] in {f"phq_{number}" for number in range(1, 9)}:
            assessments.answer(ws, draft, "set", ref, str(place))
        if ref.endswith("/phq_9"):
            assessments.answer(ws, draft, "set", ref, "0")
    return assessments.finish(ws, draft, day).record


def shown(page: AnswersPage) -> list[str]:
    model = page.changes.list.model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def test_what_changed_stands_question_by_question_with_a_picture(
    page: AnswersPage, workspace: Workspace, qtbot: QtBot, case_uid: str
) -> None:
    told(workspace, case_uid, "2026-08-10", 1)
    last = told(workspace, case_uid, "2026-11-20", 0)
    page.show_record(last)
    qtbot.waitUntil(lambda: page.changes.isVisible())
    assert not page.changes.list.isVisible(), "who reads the answers has them at once"
    page.changes.fold.click()
    assert page.changes.list.isVisible()
    page.changes.fold.click()
    page.show_record(last, "changes")
    lines = shown(page)
    assert lines[0] == "Question: Then → Now"
    assert "8 → 0" in lines[1], "the total of a validated scale, at both times"
    moved = [line for line in lines if "(1 step towards “Not at all”)" in line]
    assert len(moved) == 8
    assert page.changes.picture.isVisible()
    assert page.changes.picture.height() > 100
    page.changes.every.click()
    assert len(shown(page)) > len(lines)
    words = words_of(page.changes).lower()
    assert "since" in words
    for verdict in ("better", "worse", "improve", "risk", "trend", "normal"):
        assert verdict not in words


def test_without_an_earlier_one_nothing_is_compared(
    page: AnswersPage, workspace: Workspace, qtbot: QtBot, case_uid: str
) -> None:
    first = told(workspace, case_uid, "2026-08-10", 1)
    later = told(workspace, case_uid, "2026-11-20", 0)
    page.show_record(later)
    qtbot.waitUntil(lambda: page.changes.isVisible())
    page.show_record(first)
    qtbot.waitUntil(lambda: not page.changes.beside.busy)
    assert not page.changes.isVisible()


def test_a_person_chooses_what_it_is_compared_with(
    page: AnswersPage, asked: Asked, workspace: Workspace, qtbot: QtBot, case_uid: str
) -> None:
    first, second, third = (
        told(workspace, case_uid, day, place)
        for day, place in (("2026-05-10", 3), ("2026-08-10", 1), ("2026-11-20", 0))
    )
    page.show_record(third, "changes")
    qtbot.waitUntil(lambda: page.changes.isVisible())
    since = page.changes.since
    assert [since.itemData(at) for at in range(since.count())] == [second, first]
    assert since.value() == second, "the one before"
    assert "8 → 0" in shown(page)[1]
    since.setFocus()
    QTest.keyClick(since, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "24 → 0" in shown(page)[1])
    assert page.changes.heading.text().endswith("10.05.2026")
    page.changes.paper.click()
    assert asked.opened[-1] == paper_target(CHANGE, f"{third}:{first}")
    page.show_record(second, "changes")
    qtbot.waitUntil(lambda: page.changes.isVisible())
    assert not since.isVisible(), "there is one only"


def test_nothing_of_one_record_stands_under_another_that_is_not_there(
    page: AnswersPage, asked: Asked, finished: str
) -> None:
    page.show_record(finished)
    assert said(page)
    page.show_record("00000000000000000000000000")
    assert asked.told
    assert not said(page)
    assert not page.paper.isVisible()
