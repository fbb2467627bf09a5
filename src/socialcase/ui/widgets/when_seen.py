"""Room for parts of a long page that are made when somebody comes to them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from socialcase.ui.reading_order import tab_stops


class WhenSeen(QWidget):
    """Calls `make` once it is scrolled into sight, or when Tab comes to it; then it is gone.

    `high`: pixels that the parts will about take. `make` puts them in its place.
    """

    def __init__(self, high: int, make: Callable[[], object]) -> None:
        super().__init__()
        self._make = make
        self._made = False
        self._before_it_goes: Callable[[list[QWidget]], object] = lambda _new: None
        self.setFixedHeight(high)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """It may be in sight, or is painted before it is put where it belongs."""
        QTimer.singleShot(0, self, self._come_if_in_sight)  # not while it is painted

    def _come_if_in_sight(self) -> None:
        if not self.visibleRegion().isEmpty():
            self.come()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is here: what it is meant for is the first part, from below the last."""
        self._before_it_goes = partial(self._hand_on, event.reason())
        self.come()

    def come(self) -> None:
        """Make the parts."""
        if self._made:
            return
        self._made = True
        room = self.parentWidget()
        before = _children(room)
        self._make()
        self._before_it_goes([one for one in _children(room) if one not in before])
        self.hide()
        self.deleteLater()

    def _hand_on(self, reason: Qt.FocusReason, new: list[QWidget]) -> None:
        for part in new:
            part.show()  # what is not shown yet takes no keyboard
        stops = [stop for part in new for stop in tab_stops(part)]
        if stops:
            last = reason == Qt.FocusReason.BacktabFocusReason
            stops[-1 if last else 0].setFocus(reason)


def _children(room: QWidget | None) -> list[QWidget]:
    found = room.children() if room is not None else []
    return [child for child in found if isinstance(child, QWidget)]
