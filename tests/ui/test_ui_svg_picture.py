"""Pictures that were made as SVG stand in the typeface of the window."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.svg_picture import SvgPicture

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" font-family="{family}"'
    ' font-size="20"><text x="4" y="28">Aýna, 12</text></svg>'
)


def test_a_picture_is_written_in_the_typeface_of_the_window(
    qtbot: QtBot, preferences: Preferences
) -> None:
    assert preferences.settings.palette == "light"

    def shown(family: str) -> QImage:
        picture = SvgPicture()
        qtbot.addWidget(picture)
        picture.resize(220, 40)
        picture.show_picture(_SVG.format(family=family))
        return picture.grab().toImage()

    own = SvgPicture().font().family()
    assert shown("Inter, sans-serif") == shown("sans-serif") == shown(own)
    assert shown("monospace") != shown(own)
