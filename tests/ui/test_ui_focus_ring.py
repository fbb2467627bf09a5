"""Where the keyboard is, is seen in both palettes: the ring stands out from its ground."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.buttons import Button, Choices, link, primary
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, TextArea, TextBox
from socialcase.ui.widgets.layout import column

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support")

LEAST = 3.0
"""What a mark of the keyboard's place needs against what is around it (WCAG 2.2, 1.4.11)."""


def chips() -> Choices:
    made = Choices(lambda _key: None)
    made.offer({"one": "Low risk", "two": "High risk"}, "two")
    return made


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: Button("Send"),
    "filled button": lambda: primary("Send"),
    "link": lambda: link("Other words"),
    "text": TextBox,
    "long text": lambda: TextArea(lines=2),
    "box of choices": ChoiceBox,
    "tick": lambda: CheckBox("Urgent"),
    "chips": chips,
}


def luminance(colour: QColor) -> float:
    """How bright a colour is to the eye, 0 to 1 (WCAG 2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """From 1, the same, to 21, black on white."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def drawn(room: QWidget, place: QWidget) -> QImage:
    """What is seen where a control stands, with eight pixels of the ground around it."""
    QApplication.processEvents()
    corner = place.mapTo(room, QPoint(-8, -8))
    image = room.grab().toImage()
    return image.copy(corner.x(), corner.y(), place.width() + 16, place.height() + 16)


def ring(before: QImage, after: QImage) -> tuple[QColor, int]:
    """The colour that came where the keyboard came, and on how many pixels."""
    size = QSize(before.width(), before.height())
    spots = ((x, y) for y in range(size.height()) for x in range(size.width()))
    came = Counter(after.pixel(*at) for at in spots if before.pixel(*at) != after.pixel(*at))
    colour, count = came.most_common(1)[0]
    return QColor.fromRgb(colour), count


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_keyboard_s_place_stands_out_from_its_ground(
    qtbot: QtBot, preferences: Preferences, palette: str
) -> None:
    preferences.choose_palette(palette)
    room, rest = QWidget(), QWidget()
    room.setObjectName("page")
    room.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    rest.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    controls = {name: make() for name, make in CONTROLS.items()}
    room.setLayout(column(rest, *controls.values(), gap=20, margins=(20, 20, 20, 20)))
    qtbot.addWidget(room)
    room.resize(420, 700)
    room.show()
    room.activateWindow()
    qtbot.waitExposed(room)
    faint = {}
    for name, control in controls.items():
        rest.setFocus()
        before = drawn(room, control)
        if isinstance(control, Choices):
            control.take_keyboard()
        else:
            control.setFocus(Qt.FocusReason.TabFocusReason)
        after = drawn(room, control)
        assert before != after, f"{name}: nothing shows where the keyboard is"
        colour, count = ring(before, after)
        ground = after.pixelColor(2, 2)
        least = 2 * min(control.height(), 16)
        if contrast(colour, ground) < LEAST or count < least:
            faint[name] = (colour.name(), ground.name(), round(contrast(colour, ground), 2), count)
    preferences.choose_palette("light")
    assert not faint
