"""The filler over a real laptop and the programme's own form: kept at once, resumed, finished."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions import assessments
from socialcase.actions.case_file import case_file
from socialcase.actions.workspaces import Workspace
from socialcase.errors import UserError
from socialcase.forms import NodeState, Session
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.filler import FillerPage
from socialcase.ui.pages.filler.answer import LineAnswer
from socialcase.ui.pages.filler.desk import REVIEW, Desk
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.preferences import Preferences

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Window:
    """What the pages ask of the window, written down."""

    def __init__(self, workspace: Workspace) -> None:
        self.opened: list[Target] = []
        self.told: list[UserError] = []
        self.kept = 0
        self.context = PageContext(
            workspace=workspace,
            jobs=Jobs(),
            open=self.opened.append,
            kept=self.keep,
            toast=lambda _words, _undo: None,
            tell=self.told.append,
        )

    def keep(self) -> None:
        """Count what was kept."""
        self.kept += 1


@pytest.fixture
def window(workspace: Workspace, preferences: Preferences) -> Window:
    return Window(workspace)


@pytest.fixture
def page_of(window: Window, qtbot: QtBot) -> Callable[[str], FillerPage]:
    """A page of the window at a draft."""

    def made(draft: str) -> FillerPage:
        page = FillerPage(window.context)
        qtbot.addWidget(page)
        page.resize(1306, 716)
        page.show_record(draft)
        return page

    return made


Open = Callable[[str], FillerPage]


def desk_of(page: FillerPage) -> Desk:
    assert page.desk is not None
    return page.desk


def plausible(node: NodeState) -> str:
    """An answer that a person might give."""
    if node.choices:
        return node.choices[0].value
    return {"int": "2", "decimal": "2.5", "date": "2026-11-20"}.get(node.type, "Jeren")


def complete(desk: Desk) -> None:
    """Answer everything that has to be answered."""
    session: Session = desk.filling.session
    for _ in range(200):
        missing = session.missing()
        if not missing:
            return
        desk.filling.answer(missing[0].ref, plausible(session.node(missing[0].ref)))
    raise AssertionError(session.missing())


def test_an_answer_is_kept_before_the_window_says_so(
    draft: str, page_of: Open, window: Window, workspace: Workspace
) -> None:
    desk = desk_of(page_of(draft))
    first = desk.filling.places[0].ref
    assert window.kept == 0
    desk.filling.answer(first, "yes")
    assert window.kept == 1
    assert assessments.resume(workspace, draft).session.node(first).value == "yes"


def test_a_draft_opens_where_it_was_left(draft: str, page_of: Open) -> None:
    page = page_of(draft)
    last = desk_of(page).filling.open_pages()[-1]
    assert last != desk_of(page).here()
    desk_of(page).show_page(last)
    page.leave()
    assert desk_of(page_of(draft)).here() == last


def test_leaving_goes_to_the_case_and_keeps_what_is_typed(
    draft: str, page_of: Open, window: Window, workspace: Workspace, case_uid: str
) -> None:
    page = page_of(draft)
    desk = desk_of(page)
    typed = next(p for p in desk.filling.places if desk.filling.node(p.ref).type == "date")
    desk.go_to(typed.ref)
    sheet = desk.sheet()
    assert sheet is not None
    block = sheet.reveal(typed.ref)
    assert isinstance(block, QuestionBlock)
    assert isinstance(block.answer, LineAnswer)
    block.answer.edit.setText("20.11.2026")
    block.answer.edit.textEdited.emit("20.11.2026")
    page.leave()
    assert window.opened == [Target("case", case_uid, "assessments")]
    assert assessments.resume(workspace, draft).session.node(typed.ref).value == "2026-11-20"


def test_a_complete_draft_becomes_an_assessment_of_the_case(
    draft: str, page_of: Open, window: Window, workspace: Workspace, case_uid: str
) -> None:
    page = page_of(draft)
    desk = desk_of(page)
    complete(desk)
    desk.show_page(REVIEW)
    desk.review.button.click()
    assert window.told == []
    found = case_file(workspace, case_uid)
    assert [line.assessment.told_on for line in found.assessments] == [
        date(2026, 11, 23).isoformat()
    ]
    assert found.drafts == ()
    assert page.desk is None


def test_a_reassessment_shows_the_last_answers(
    draft: str, page_of: Open, workspace: Workspace, case_uid: str
) -> None:
    page = page_of(draft)
    complete(desk_of(page))
    desk_of(page).show_page(REVIEW)
    desk_of(page).review.button.click()
    [line] = case_file(workspace, case_uid).assessments
    again = assessments.start_draft(
        workspace, case_uid, line.assessment.person, line.assessment.form_id
    )
    desk = desk_of(page_of(again.draft))
    assert desk.heading.isVisibleTo(desk)
    assert again.previous


def test_no_page_of_the_form_takes_a_name_into_the_windows_title(draft: str, page_of: Open) -> None:
    assert page_of(draft).title() == "Assessment"


def test_another_language_of_the_window_words_the_filler_anew(
    draft: str, page_of: Open, preferences: Preferences
) -> None:
    page = page_of(draft)
    preferences.choose_language("ru")
    page.retranslate()
    assert desk_of(page).left.finder.line.placeholderText() != "Find a number or a word"
    preferences.choose_language("en")


def test_a_draft_that_is_gone_is_told_of(page_of: Open, window: Window) -> None:
    page = page_of("no-such-draft")
    assert page.desk is None
    assert len(window.told) == 1
