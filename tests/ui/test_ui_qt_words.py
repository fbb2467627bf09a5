"""Qt's own words, in the menus of fields and where files are chosen, follow the language."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from socialcase.texts import tr
from socialcase.ui.preferences import Preferences

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def words_of_qt(qtbot: QtBot) -> tuple[str, str, str]:
    """Of a field's menu, of a button that Qt words, of the box that chooses a folder."""
    line, buttons = QLineEdit(), QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    chooser = QFileDialog()
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    for made in (line, buttons, chooser):
        qtbot.addWidget(made)
    menu = line.createStandardContextMenu()
    undo = menu.actions()[0].text().partition("\t")[0].replace("&", "")
    menu.deleteLater()
    cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    return undo, cancel, chooser.labelText(QFileDialog.DialogLabel.FileName)


def test_qt_speaks_as_the_program_does(qtbot: QtBot, preferences: Preferences) -> None:
    assert words_of_qt(qtbot)[:2] == ("Undo", "Cancel")
    preferences.choose_language("tk")
    assert words_of_qt(qtbot) == (tr("Undo"), tr("Cancel"), tr("File name"))
    assert tr("Undo") != "Undo"
    preferences.choose_language("ru")
    undo, cancel, _ = words_of_qt(qtbot)
    assert (undo, cancel) == ("Отменить действие", "Отмена")
    preferences.choose_language("en")
    assert words_of_qt(qtbot)[:2] == ("Undo", "Cancel")
