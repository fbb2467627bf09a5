"""Choosing by typing: the number of a choice, or in a longer list the letters that it begins with.

Up to ten choices have a digit each. In a longer list every choice has a number of two digits, which
is typed as it stands there: 07, 12. So one key never means two things.
"""

import time
from collections.abc import Callable, Sequence

from socialcase.cases.names import fold

SHORT = 10
"""So many choices have a digit each; 0 is the tenth."""
_PAUSE = 1.2
"""Seconds after which a letter begins a new word."""


def key_of(at: int, of: int) -> str:
    """What is typed for the choice `at` (from 0) of so many."""
    return str((at + 1) % 10) if of <= SHORT else f"{at + 1:02}"


class Number:
    """The number of a choice while it is typed. `begun`: its first digit, "" before that."""

    def __init__(self) -> None:
        self.begun = ""

    def take(self, digit: str, of: int) -> int | None:
        """The place (from 0) that is meant; None while another digit is to follow."""
        if of <= SHORT:
            return (int(digit) - 1) % 10
        number = int(self.begun + digit)
        if not self.begun and number * 10 <= of:
            self.begun = digit
            return None
        self.begun = ""
        return number - 1

    def settle(self) -> int | None:
        """The place that one digit alone means, None where nothing is begun."""
        begun, self.begun = self.begun, ""
        return int(begun) - 1 if begun else None


class Letters:
    """The first letters of a choice while they are typed, one soon after the other."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._typed, self._last = "", 0.0

    def take(self, letter: str, words: Sequence[str], at: int) -> int | None:
        """The place of the next choice that begins so, from `at` on; None where there is none.

        What begins so is preferred to what has a word that does; the same letter again goes on.
        """
        now = self._clock()
        goes_on = now - self._last < _PAUSE
        self._last = now
        again = goes_on and self._typed == letter
        self._typed = letter if again or not goes_on else self._typed + letter
        start = at if len(self._typed) > 1 else at + 1
        ring = [(start + step) % len(words) for step in range(len(words))]
        begun, said = fold(self._typed), [fold(one) for one in words]
        found = [place for place in ring if said[place].startswith(begun)]
        return next(iter(found or [p for p in ring if f" {begun}" in said[p]]), None)
