"""A document is looked at, put into another language, saved and printed; each is remembered."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from socialcase.actions import assessments
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Disclosure
from socialcase.errors import DiskFull, UserError
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages import paper
from socialcase.ui.pages.paper import Leaf, PaperPage
from socialcase.ui.pages.paper_targets import (
    BLANK,
    CHANGE,
    CHANGE_FILE,
    FILLED,
    SUMMARY,
    paper_target,
)
from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.labels import Words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Asked:
    """What the page asked of the window."""

    def __init__(self) -> None:
        self.opened: list[Target] = []
        self.said: list[str] = []
        self.told: list[UserError] = []


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def page(workspace: Workspace, preferences: Preferences, asked: Asked, qtbot: QtBot) -> PaperPage:
    jobs = Jobs()
    made = PaperPage(
        PageContext(
            workspace=workspace,
            jobs=jobs,
            open=asked.opened.append,
            kept=lambda: None,
            toast=lambda words, _undo: asked.said.append(words),
            tell=asked.told.append,
        )
    )
    jobs.setParent(made)
    qtbot.addWidget(made)
    made.resize(1154, 716)
    made.show()
    qtbot.waitExposed(made)
    return made


def home_visit(workspace: Workspace, day: str, place: int, **answers: str) -> str:
    """A finished home visit; of each list the answer at `place`, or what `answers` say."""
    with workspace.store.reading() as reading:
        case = reading.page(Case)[0].uid
    draft = assessments.start_draft(workspace, case, "", "home_visit")
    plain = {"date": day, "int": str(5 + place)}
    while missing := draft.session.finish().missing:
        node = draft.session.node(missing[0].ref)
        value = node.choices[0].value if node.choices else plain.get(node.type, "Said")
        assessments.answer(workspace, draft, "set", node.ref, answers.get(node.name, value))
    for ref in draft.session.refs():
        node = draft.session.node(ref)
        if node.name.startswith("now_") and node.relevant and node.choices:
            assessments.answer(workspace, draft, "set", ref, node.choices[place].value)
        elif node.name in answers and node.relevant:
            assessments.answer(workspace, draft, "set", ref, answers[node.name])
    return assessments.finish(workspace, draft, day).record


@pytest.fixture
def finished(workspace: Workspace) -> str:
    """A finished home visit."""
    return home_visit(workspace, "2026-11-20", 0)


def turned_to(page: PaperPage, target: Target, qtbot: QtBot) -> list[str]:
    """Open a document; the words of its pages once they are there."""
    page.show_record(target.record, target.part)
    qtbot.waitUntil(page.print.isEnabled)
    return [leaf.accessibleName() for leaf in page.findChildren(Leaf)]


def disclosed(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.store.reading() as reading:
        return [(one.what, one.format) for one in reading.page(Disclosure, limit=50)]


def test_a_document_is_seen_and_saved_in_the_language_chosen(
    page: PaperPage, workspace: Workspace, finished: str, asked: Asked, qtbot: QtBot, tmp_path: Path
) -> None:
    leaves = turned_to(page, paper_target(FILLED, finished), qtbot)
    assert leaves[0].startswith("Page 1 of ")
    assert not disclosed(workspace), "looking gives nothing away"
    page._speak("ru")
    qtbot.waitUntil(page.print.isEnabled)
    page.save_to(tmp_path / "visit.pdf")
    assert (tmp_path / "visit.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert b"/Lang(ru" in (tmp_path / "visit.pdf").read_bytes()
    assert disclosed(workspace) == [("form", "pdf")]
    assert not asked.told


def test_printing_is_remembered_and_all_pages_come(
    page: PaperPage, workspace: Workspace, finished: str, asked: Asked, qtbot: QtBot, tmp_path: Path
) -> None:
    leaves = turned_to(page, paper_target(FILLED, finished), qtbot)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.print_on(printer)
    qtbot.waitUntil(lambda: bool(asked.said))
    made = (tmp_path / "printed.pdf").read_bytes()
    assert made.count(b"/Type /Page\n") == len(leaves)
    assert b"/Subtype /Image" in made
    assert disclosed(workspace) == [("form", "print")]


def test_what_cannot_be_remembered_is_not_printed(
    page: PaperPage,
    finished: str,
    asked: Asked,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turned_to(page, paper_target(FILLED, finished), qtbot)

    def full(*_: object) -> None:
        raise DiskFull(tmp_path)

    monkeypatch.setattr(paper, "given_out", full)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.print_on(printer)
    qtbot.waitUntil(lambda: bool(asked.told))
    assert not asked.said
    assert b"/Subtype /Image" not in (tmp_path / "printed.pdf").read_bytes()


def test_a_blank_form_tells_of_nobody_and_is_not_remembered(
    page: PaperPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    assert turned_to(page, paper_target(BLANK, "home_visit"), qtbot)
    assert not page.kinds.isVisible()
    page.save_to(tmp_path / "blank.pdf")
    assert not disclosed(workspace)


def test_a_document_that_is_not_there_is_told(page: PaperPage, asked: Asked, qtbot: QtBot) -> None:
    page.show_record("filled:00000000000000000000000000")
    qtbot.waitUntil(lambda: bool(asked.told))
    assert not page.print.isEnabled()


def test_what_has_changed_is_seen_with_what_stays_off_it(
    page: PaperPage, workspace: Workspace, asked: Asked, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = home_visit(workspace, "2026-08-10", 0), home_visit(workspace, "2026-11-20", 1)
    pair = f"{second}:{first}"
    assert turned_to(page, paper_target(CHANGE, pair), qtbot)
    assert page.banner.isVisible()
    assert "Read it before it goes home" in page.banner.accessibleName()
    assert "are not on it" in page.banner.accessibleName()
    warned = "A printer and its queue may keep what they print"
    assert any(warned in label.text() and label.isVisible() for label in page.findChildren(Words))
    page._turn(CHANGE_FILE)
    qtbot.waitUntil(page.print.isEnabled)
    assert not page.banner.isVisible()
    page.save_to(tmp_path / "changed.pdf")
    assert disclosed(workspace) == [("change", "pdf")]
    page._back()
    assert asked.opened[-1] == Target("answers", second, "changes")


def test_the_summary_says_what_stays_off_it(
    page: PaperPage, workspace: Workspace, qtbot: QtBot
) -> None:
    talk = home_visit(workspace, "2026-11-20", 1, worry_now="yes")
    assert turned_to(page, paper_target(SUMMARY, talk), qtbot)
    assert "Not on this paper" in page.banner.accessibleName()
    assert "the visit left a worry" in page.banner.accessibleName()
