"""Forms about no case on the page Assessments: begun, finished, read, deleted."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions import assessments
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.demo.filling import refs
from socialcase.actions.kept_answers import own_record
from socialcase.actions.own_checks import own_checks
from socialcase.actions.workspaces import Workspace
from socialcase.errors import UserError
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.answers import AnswersPage
from socialcase.ui.pages.assessments import AssessmentsPage
from socialcase.ui.pages.filler.noting import NoteCard
from socialcase.ui.pages.filler.page import FillerPage
from socialcase.ui.preferences import Preferences
from tests.ui.office.world import words_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

HARDEST = "Three villages in one day"


class World:
    """The pages' window: what they opened, said and complained of."""

    def __init__(self, workspace: Workspace, qtbot: QtBot) -> None:
        self.workspace, self.qtbot = workspace, qtbot
        self.opened: list[Target] = []
        self.said: list[str] = []
        self.told: list[UserError] = []
        self._jobs: list[Jobs] = []

    def show(self, kind: type[AssessmentsPage] | type[AnswersPage] | type[FillerPage]) -> QWidget:
        jobs = Jobs()
        page = kind(
            PageContext(
                workspace=self.workspace,
                jobs=jobs,
                open=self.opened.append,
                kept=lambda: None,
                toast=lambda words, _undo: self.said.append(words),
                tell=self.told.append,
            )
        )
        jobs.setParent(page)
        self.qtbot.addWidget(page)
        page.resize(1154, 716)
        page.show()
        self.qtbot.waitExposed(page)
        return page


@pytest.fixture
def world(workspace: Workspace, preferences: Preferences, qtbot: QtBot) -> World:
    return World(workspace, qtbot)


def press(page: QWidget, words: str) -> None:
    found = [one for one in page.findChildren(QPushButton) if one.text() == words]
    visible = [one for one in found if one.isVisible()]
    assert visible, words
    visible[0].click()


def assessments_page(world: World) -> AssessmentsPage:
    page = world.show(AssessmentsPage)
    assert isinstance(page, AssessmentsPage)
    QApplication.processEvents()  # what is put into a layout in sight shows with the next events
    return page


def answered(ws: Workspace, opened: OpenDraft, **answers: str) -> OpenDraft:
    found = refs(item for page in opened.session.pages() for item in page.items)
    for name, value in answers.items():
        assessments.answer(ws, opened, "set", found[name], value)
    return opened


def strained(world: World) -> str:
    opened = assessments.start_apart(world.workspace, "work_strain")
    answered(
        world.workspace,
        opened,
        told_on="2026-11-20",
        load_road="often",
        strain_hardest=HARDEST,
    )
    assessments.finish(world.workspace, opened)
    return own_checks(world.workspace)[0].uid


def test_a_form_about_no_case_is_begun_from_the_page(world: World) -> None:
    page = assessments_page(world)
    form = page.about_no_case.form
    form.setCurrentIndex(form.findData("work_strain"))

    press(page, "Begin the form")

    (target,) = world.opened
    assert target.page == "filler"
    opened = assessments.resume(world.workspace, target.record)
    assert (opened.form.form_id, opened.case, opened.private) == ("work_strain", "", True)


def test_only_forms_about_no_case_are_offered(world: World) -> None:
    form = assessments_page(world).about_no_case.form

    offered = {form.itemData(at) for at in range(form.count())}

    assert offered == {"service_quality", "training_survey", "work_strain"}


def test_a_private_form_leads_from_the_filler_back_to_the_page(world: World) -> None:
    opened = assessments.start_apart(world.workspace, "work_strain")
    answered(world.workspace, opened, told_on="2026-11-20", strain_hardest=HARDEST)
    page = world.show(FillerPage)
    assert isinstance(page, FillerPage)
    page.show_record(opened.draft)
    world.qtbot.waitUntil(lambda: page.desk is not None)

    assert page.desk is not None
    noted = page.findChild(NoteCard)
    assert noted is not None
    noted.show_question(next(ref for ref in opened.session.answers() if "hardest" in ref))
    said = "\n".join(words.text() for words in noted.findChildren(QLabel))
    assert "Note for yourself" in said
    assert "Nobody else reads it" in said
    assert "supervisor" not in said
    page.desk.finishes.emit("2026-11-20")

    assert world.opened == [Target("assessments")]
    assert world.said == ["It is finished and kept on this laptop, for you alone."]
    assert [one.told_on for one in own_checks(world.workspace)] == ["2026-11-20"]


def test_figures_of_a_private_form_show_only_when_they_are_asked_for(world: World) -> None:
    strained(world)
    page = assessments_page(world)
    assert "Only for you" in words_of(page)
    assert "Work: often" not in words_of(page)

    press(page, "Show the figures")

    assert "Work: often" in words_of(page)
    assert HARDEST not in words_of(page)


def test_a_private_form_is_read_in_words_and_cannot_be_corrected(world: World) -> None:
    page = world.show(AnswersPage)
    assert isinstance(page, AnswersPage)
    page.show_record(own_record(strained(world)))

    model = page.list.model()
    said = [model.index(n, 0).data() for n in range(model.rowCount())]

    assert any(HARDEST in line for line in said)
    assert not page.correct.isVisible()
    assert world.told == []


def test_a_private_form_is_deleted_after_asking_once_more(world: World) -> None:
    strained(world)
    page = assessments_page(world)
    press(page, "Delete…")
    press(page, "Leave it")
    assert len(own_checks(world.workspace)) == 1

    press(page, "Delete…")
    press(page, "Delete for good")

    assert own_checks(world.workspace) == []
    assert world.said == ["It is deleted for good."]
    world.qtbot.waitUntil(lambda: "Only for you" not in words_of(page))


def test_what_goes_to_the_office_is_read_with_who_wrote_it(world: World) -> None:
    opened = assessments.start_apart(world.workspace, "training_survey")
    answered(world.workspace, opened, told_on="2026-11-20", topic_law="new")
    done = assessments.finish(world.workspace, opened)
    page = assessments_page(world)
    assert "Topics to learn or practise" in words_of(page)

    press(page, "Read")

    assert world.opened == [Target("answers", done.record)]
    answers = world.show(AnswersPage)
    assert isinstance(answers, AnswersPage)
    answers.show_record(done.record)
    assert "Training survey" in words_of(answers)
    assert world.told == []
