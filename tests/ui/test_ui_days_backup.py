"""The day's backup is made in the background, once the workspace has been open for a while."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from socialcase.actions.maintenance import backups_in
from socialcase.actions.workspaces import Workspace
from socialcase.settings import Settings
from socialcase.storage.backup import FOLDER
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell


def test_an_open_workspace_keeps_a_backup_of_the_day(
    laptop: Workspace, qtbot: QtBot, qapp: object
) -> None:
    from PySide6.QtWidgets import QApplication

    assert isinstance(qapp, QApplication)
    shell = Shell(laptop, Preferences(qapp, Settings(), lambda _settings: None))
    qtbot.addWidget(shell)
    made: Callable[[], bool] = lambda: len(backups_in(laptop.folder / FOLDER)) == 1  # noqa: E731
    shell._back_up()
    qtbot.waitUntil(made, timeout=20_000)
    shell._back_up()
    shell.shut()
    assert made()


def test_field_menus_speak_russian(qapp: object, qtbot: QtBot) -> None:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    assert isinstance(qapp, QApplication)
    preferences = Preferences(qapp, Settings(), lambda _settings: None)
    preferences.choose_language("ru")
    preferences = Preferences(qapp, Settings(), lambda _settings: None)
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "&Paste", "the one before is over"
    preferences.choose_language("ru")
    told = QCoreApplication.translate("QLineEdit", "&Paste")
    preferences.choose_language("en")
    assert told.replace("&", "") == "Вставить"
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "&Paste"
