"""The report on a form's file: what to do stands above what was found, however much that is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from socialcase.actions.form_publishing import inspect_form
from socialcase.actions.workspaces import Workspace
from socialcase.ui.pages.form_check import CheckReport
from socialcase.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
UNUSED = "\n".join(f"| | list{n} | a | A |" for n in range(30))
FORM = f"""
| survey |
| | type | name | label |
| | text | first | First |
| choices |
| | list_name | name | label |
{UNUSED}
| settings |
| | form_id | version |
| | many | 1 |
"""


def test_what_to_do_with_a_long_report_is_in_sight(
    qtbot: QtBot, preferences: Preferences, bare: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "many.md"
    file.write_text(FORM, encoding="utf-8")
    found = inspect_form(bare, file)
    assert len(found.report.warnings) == 30
    report = CheckReport(found, lambda: None, lambda: None)
    qtbot.addWidget(report)
    report.resize(900, report.heightForWidth(900))
    report.show()
    assert report.height() > 768
    assert report.install.mapTo(report, QPoint()).y() < 120
    assert report.leave.mapTo(report, QPoint()).y() < 120
