"""Icons are letters of the icon font, looked for by their names."""

import json

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from socialcase.ui.theme import icons
from socialcase.ui.theme.icons import draw_icon, icon


def test_every_name_gives_the_letter_that_the_font_has_for_it() -> None:
    names: dict[str, str] = json.loads(icons._codes())
    assert len(names) > 1000
    assert {name: ord(icons._letter(name)) for name in names} == {
        name: int(code, 16) for name, code in names.items()
    }


@pytest.mark.parametrize("name", ["no-such-icon", "", '"', "map"])
def test_a_name_that_is_none_is_told_at_once(name: str) -> None:
    with pytest.raises(KeyError):
        icon(name)


def test_an_icon_is_drawn(qtbot: QtBot) -> None:
    picture = QImage(32, 32, QImage.Format.Format_ARGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    draw_icon(painter, "map-pin", QRect(0, 0, 32, 32), QColor("black"))
    painter.end()
    dark = sum(picture.pixelColor(x, y).lightness() < 128 for x in range(32) for y in range(32))
    assert 30 < dark < 500
