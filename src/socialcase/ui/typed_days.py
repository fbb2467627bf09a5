"""Days as people type them in a hurry: 25.11, 25.11.26, today, завтра, düýn, +7."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_SHORT = re.compile(r"(\d{1,2})[. /](\d{1,2})[.]?(?:[ /]?(\d{2}|\d{4}))?\Z", re.ASCII)
_AHEAD = re.compile(r"\+ ?(\d{1,3})", re.ASCII)
_WORDS = {
    "today": 0,
    "сегодня": 0,
    "şu gün": 0,
    "şugün": 0,
    "bu gün": 0,
    "bugün": 0,
    "tomorrow": 1,
    "завтра": 1,
    "ertir": 1,
    "yesterday": -1,
    "вчера": -1,
    "düýn": -1,
}
"""Words for days near today, whatever language is in force: people mix them."""


def whole_day(typed: str, today: date) -> str:
    """What was typed with its year: "25.11" as "25.11.2026". Whatever else it is comes back.

    Without a year it is the nearest such day, before or after today; a year of two digits is
    of 1941 to 2040. "+7" is in seven days.
    """
    word = " ".join(typed.casefold().split())
    if word in _WORDS:
        return _written(today + timedelta(days=_WORDS[word]))
    if ahead := _AHEAD.fullmatch(word):
        return _written(today + timedelta(days=int(ahead[1])))
    short = _SHORT.match(typed.strip())
    if short is None:
        return typed
    day, month, year = int(short[1]), int(short[2]), short[3]
    years = [_year(year)] if year else [today.year - 1, today.year, today.year + 1]
    found = [one for one in (_day(year, month, day) for year in years) if one is not None]
    nearest = min(found, key=lambda one: abs(one - today), default=None)
    return _written(nearest) if nearest is not None else typed


def complete_days(box: QLineEdit, today: Callable[[], date]) -> None:
    """Let `box` complete the day typed in it when the person presses Enter or leaves it."""
    _Completer(box, today)


class _Completer(QObject):
    def __init__(self, box: QLineEdit, today: Callable[[], date]) -> None:
        super().__init__(box)
        self._box, self._today = box, today
        box.textEdited.connect(self._listen)

    def _listen(self, _text: str) -> None:
        # only while a person types: a filter is asked about every event of the box
        self._box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Complete the day before the box tells anybody what is in it."""
        left = event.type() is QEvent.Type.FocusOut
        if left:
            self._box.removeEventFilter(self)
        if left or _is_enter(event):
            whole = whole_day(self._box.text(), self._today())
            if whole != self._box.text():
                self._box.setText(whole)
                self._box.setModified(True)
        return super().eventFilter(watched, event)


def _is_enter(event: QEvent) -> bool:
    # Ctrl+Enter is a shortcut: the box hears of it before the shortcut acts, and not afterwards
    kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
    if event.type() not in kinds or not isinstance(event, QKeyEvent):
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _written(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return 2000 + int(digits) if int(digits) <= 40 else 1900 + int(digits)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
