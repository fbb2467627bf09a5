"""The answers of a form are written out from the page that says first what would leave."""

from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions import assessments
from socialcase.actions.consents import give_consent
from socialcase.actions.workspaces import Workspace
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext
from socialcase.ui.pages.answers_out import AnswersOutPage
from socialcase.ui.widgets.labels import Words
from tests.actions.form_sources import V1, case_of, filled, published, written

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def shown(office: Workspace, qtbot: QtBot, form: str, only: str = "") -> AnswersOutPage:
    jobs = Jobs()
    page = AnswersOutPage(
        PageContext(
            workspace=office,
            jobs=jobs,
            open=lambda _target: None,
            kept=lambda: None,
            toast=lambda _words, _undo: None,
            tell=lambda _error: None,
        )
    )
    jobs.setParent(page)
    qtbot.addWidget(page)
    page.show_record(form, only)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_the_page_counts_writes_and_warns(office: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    published(office, written(tmp_path / "one", V1))
    for scope in ("full", "none"):
        case = case_of(office)
        give_consent(office, case, scope)
        draft = assessments.start_draft(office, case, "", "shelter")
        filled(office, draft, knife="yes", heating="saxaul", rooms="2")
    page = shown(office, qtbot, "shelter")
    assert page.write.isEnabled()
    page.write_to(tmp_path / "out.xlsx")
    qtbot.waitUntil(page.banner.isVisible)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["shelter"]
    assert sheet.max_row == 2, "the heads and the one who agreed"
    assert "Saxaul wood" in [cell.value for cell in sheet[2]]


def test_one_submission_is_written_as_xml_by_keyboard_and_what_stays_is_told(
    office: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    published(office, written(tmp_path / "one", V1))
    made = []
    for scope in ("full", "none"):
        case = case_of(office)
        give_consent(office, case, scope)
        draft = assessments.start_draft(office, case, "", "shelter")
        made.append(filled(office, draft, knife="yes", heating="saxaul", rooms="2"))
    page = shown(office, qtbot, "shelter", made[0])
    assert page.focusProxy() is page.write
    page.write_to(tmp_path / "out.xml")
    qtbot.waitUntil(page.banner.isVisible)
    assert "<heating>saxaul</heating>" in (tmp_path / "out.xml").read_text(encoding="utf-8")
    page.show_record("shelter", made[1])
    assert not page.write.isEnabled()
    said = [one.text() for one in page.findChildren(Words) if one.isVisible()]
    assert "There is nothing that may leave." in said
    assert "1 stays here: nobody agreed that it leaves." in said
