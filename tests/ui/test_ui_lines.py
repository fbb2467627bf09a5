"""Words are measured once and anew when they change; rooms that are filled again come at once."""

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from socialcase.ui.theme.palette import use_palette
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, refilling, row
from socialcase.ui.widgets.two_lines import TwoLines

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LONG = "A sentence that is as long as those are that are written in the evening after four visits"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The window's typeface and colours."""
    use_palette(qapp, "light")


def test_words_that_change_are_measured_again(qtbot: QtBot) -> None:
    words = Words(LONG, wrap=True)
    qtbot.addWidget(words)
    words.show()
    high, low = words.heightForWidth(120), words.heightForWidth(2000)
    assert high > 3 * low
    words.setText("Short")
    assert words.heightForWidth(120) == low
    words.setContentsMargins(0, 10, 0, 10)
    assert words.heightForWidth(120) == low + 20


def test_two_lines_are_one_label_that_wraps_each(qtbot: QtBot) -> None:
    lines = TwoLines("Ring the school", LONG)
    qtbot.addWidget(lines)
    assert lines.accessibleName() == f"Ring the school · {LONG}"
    one = TwoLines("Ring the school", "")
    qtbot.addWidget(one)
    in_one_line = lines.sizeHint()
    assert lines.heightForWidth(in_one_line.width()) == in_one_line.height()
    assert one.sizeHint().height() < in_one_line.height() < lines.heightForWidth(200)


def test_two_lines_are_painted_whole_where_they_wrap(qtbot: QtBot) -> None:
    lines = TwoLines("Ring the school", LONG)
    qtbot.addWidget(lines)
    lines.resize(200, lines.heightForWidth(200))
    lines.show()
    picture = lines.grab().toImage()
    ground = picture.pixelColor(199, 0)
    last = range(picture.height() - picture.height() // 5, picture.height())
    assert any(picture.pixelColor(x, y) != ground for y in last for x in range(0, 150, 2))


class Noted(QWidget):
    """Counts how often it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0
        self.setFixedSize(100, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (a name of Qt)
        """Note it."""
        self.painted += 1


def test_a_room_that_is_filled_again_is_painted_once_and_moves_nothing(qtbot: QtBot) -> None:
    beside, inside = Words(LONG, wrap=True), column(Noted())
    room = boxed(column(inside))
    room.setFixedWidth(150)
    page = boxed(row(beside, room))
    qtbot.addWidget(page)
    page.resize(600, 300)
    with qtbot.waitExposed(page):
        page.show()
    wide, new = beside.width(), [Noted() for _ in range(5)]
    with refilling(page, room):
        clear(inside)
        for one in new:
            inside.addWidget(one)
        assert not room.isVisible()
    assert all(one.isVisible() for one in new)
    qtbot.waitUntil(lambda: all(one.painted for one in new))
    for _ in range(10):
        QApplication.processEvents()
    assert [one.painted for one in new] == [1] * 5
    assert beside.width() == wide
    assert page.updatesEnabled()
