"""A workspace where nothing can be written: the unlock page says so, and stays."""

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.workspaces import Workspace
from socialcase.ui.pages.unlock import Unlock
from socialcase.ui.preferences import Preferences
from tests.ui.conftest import PASSPHRASE
from tests.unwritable import contents, unwritable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_the_unlock_page_says_that_nothing_can_be_written(
    qtbot: QtBot, preferences: Preferences, bare: Workspace
) -> None:
    bare.store.close()
    entered: list[object] = []
    page = Unlock(bare.folder, preferences, lambda ws, _day: entered.append(ws), lambda: None)
    qtbot.addWidget(page)
    page.show()
    before = contents(bare.folder)
    with unwritable(bare.folder):
        page._field.box.setText(PASSPHRASE)
        page._unlock()
        qtbot.waitUntil(lambda: page._banner.isVisible(), timeout=20_000)
    assert str(bare.folder) in page._banner._bold.text()
    assert "safe" in page._banner._detail.text()
    assert "backup" in page._banner._detail.text()
    assert page._open.isEnabled()
    assert entered == []
    assert contents(bare.folder) == before
