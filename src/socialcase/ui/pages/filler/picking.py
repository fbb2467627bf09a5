"""Choosing by typing: the number of a choice, or in a longer list the letters that it begins with.

Choices that are numbers themselves are chosen by these: where "0", "1" and "2 or more" stand, the
key 1 can only mean "1". Other choices are counted: up to ten have a digit each. Where a number has
two digits, all have, typed as they stand there: 07, 12. So one key never means two things.
"""

import time
from collections.abc import Callable, Sequence

from socialcase.cases.names import fold
from socialcase.forms import Choice
from socialcase.forms.choice_numbers import choice_numbers, own_numbers
from socialcase.ui.pages.filler.words import plain

SHORT = 10
"""So many choices have a digit each; 0 is the tenth."""
_PAUSE = 1.2
"""Seconds after which a letter begins a new word."""


def numbers_of(choices: Sequence[Choice]) -> list[int | None]:
    """The number of each choice, on paper and on the screen: its own, else its place from 1.

    None: it has none, because the others are numbers and it says that there is no answer.
    """
    return choice_numbers(*_said(choices))


def keys_of(choices: Sequence[Choice]) -> list[str]:
    """What is typed for each choice; "" for one that no number chooses."""
    own = _own(choices)
    if own is None and len(choices) <= SHORT:
        return [str(at % 10) for at, _ in enumerate(choices, start=1)]
    numbers = own or numbers_of(choices)
    wide = 2 if own is None else max(len(str(number)) for number in own if number is not None)
    return ["" if number is None else f"{number:0{wide}}" for number in numbers]


def numbered(choices: Sequence[Choice]) -> bool:
    """Whether the choices are numbers themselves."""
    return _own(choices) is not None


def _own(choices: Sequence[Choice]) -> list[int | None] | None:
    return own_numbers(*_said(choices))


def _said(choices: Sequence[Choice]) -> tuple[list[str], list[str]]:
    """The codes of choices, and their words."""
    codes = [choice.value for choice in choices]
    return codes, [plain(choice.label) or choice.value for choice in choices]


class Number:
    """The number of a choice while it is typed. `begun`: its first digits, "" before them."""

    def __init__(self) -> None:
        self.begun = ""

    def take(self, digit: str, keys: Sequence[str]) -> int | None:
        """The place (from 0) that is meant among `keys`.

        None while another digit is to follow, and for a number that no choice has.
        """
        typed, self.begun = self.begun + digit, ""
        if any(key.startswith(typed) and key != typed for key in keys):
            self.begun = typed
            return None
        return _place(typed, keys)

    def settle(self, keys: Sequence[str]) -> int | None:
        """The place that the digits typed so far mean by themselves, None where they mean none."""
        begun, self.begun = self.begun, ""
        return _place(begun, keys) if begun else None


def _place(typed: str, keys: Sequence[str]) -> int | None:
    number = int(typed)
    return next((at for at, key in enumerate(keys) if key and int(key) == number), None)


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
