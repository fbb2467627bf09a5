"""Matching in time that grows with the length of the text only, whatever the pattern.

The pattern becomes a small machine that is in many states at once (Thompson's construction), so
nothing is ever tried twice. It knows no groups to take out, no references back, no looking around.
"""

import re
from collections.abc import Callable
from re import _constants as codes  # type: ignore[attr-defined]
from typing import Any

from socialcase.forms.xpath.errors import XPathError
from socialcase.texts import N_

Test = Callable[[str], bool]
_MOST_STATES = 3_000
_MOST_WORK = 6_000_000
_CATEGORIES: dict[Any, Test] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_NOT_DIGIT: lambda c: not c.isdecimal(),
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    codes.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    codes.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}
_CHARACTER, _SPLIT, _JUMP, _AT, _MATCH = range(5)
Step = tuple[int, Any, Any]


class Unsuited(Exception):
    """The pattern has parts that the machine does not know, or is too large for it."""


class LinearPattern:
    """A compiled pattern. Raises `Unsuited`."""

    def __init__(self, tree: Any, flags: int) -> None:
        self._steps: list[Step] = []
        self._sequence(tree, flags)
        self._emit(_MATCH)

    def found_in(self, text: str) -> bool:
        """Whether the pattern fits somewhere. Raises `XPathError` when that is too much work."""
        if len(text) * len(self._steps) > _MOST_WORK:
            raise XPathError(N_("a text is too long for its regular expression"))
        live: list[int] = []
        for at in range(len(text) + 1):
            live = self._spread([*live, 0], text, at)
            if self._steps[live[-1]][0] == _MATCH if live else False:
                return True
            if at < len(text):
                live = [s + 1 for s in live if self._takes(s, text[at])]
        return False

    def _takes(self, state: int, letter: str) -> bool:
        kind, test, _ = self._steps[state]
        return kind == _CHARACTER and bool(test(letter))

    def _spread(self, states: list[int], text: str, at: int) -> list[int]:
        """Follow everything that takes no letter; a match comes last."""
        seen: set[int] = set()
        ready: list[int] = []
        waiting = states[::-1]
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            kind, one, other = self._steps[state]
            if kind == _CHARACTER:
                ready.append(state)
            elif kind == _MATCH:
                return [state]
            elif kind == _AT:
                if _stands(one, other, text, at):
                    waiting.append(state + 1)
            else:
                waiting += [one] if kind == _JUMP else [other, one]
        return ready

    # building ----------------------------------------------------------------------------------

    def _emit(self, kind: int, one: Any = None, other: Any = None) -> int:
        if len(self._steps) >= _MOST_STATES:
            raise Unsuited
        self._steps.append((kind, one, other))
        return len(self._steps) - 1

    def _sequence(self, tree: Any, flags: int) -> None:
        for op, value in tree:
            if op in (codes.MAX_REPEAT, codes.MIN_REPEAT):
                least, most, body = value
                self._repeat(least, most, body, flags)
            elif op is codes.BRANCH:
                self._branch(value[1], flags)
            elif op is codes.SUBPATTERN:
                _, added, removed, body = value
                self._sequence(body, (flags | added) & ~removed)
            elif op is codes.AT:
                self._emit(_AT, value, flags)
            else:
                self._emit(_CHARACTER, _test(op, value, flags))

    def _repeat(self, least: int, most: int, body: Any, flags: int) -> None:
        for _ in range(least):
            self._sequence(body, flags)
        if most == codes.MAXREPEAT:
            start = self._emit(_SPLIT)
            self._sequence(body, flags)
            self._emit(_JUMP, start)
            self._steps[start] = (_SPLIT, start + 1, len(self._steps))
            return
        for _ in range(most - least):
            start = self._emit(_SPLIT)
            self._sequence(body, flags)
            self._steps[start] = (_SPLIT, start + 1, len(self._steps))

    def _branch(self, branches: list[Any], flags: int) -> None:
        ends: list[int] = []
        for branch in branches[:-1]:
            start = self._emit(_SPLIT)
            self._sequence(branch, flags)
            ends.append(self._emit(_JUMP))
            self._steps[start] = (_SPLIT, start + 1, len(self._steps))
        self._sequence(branches[-1], flags)
        for end in ends:
            self._steps[end] = (_JUMP, len(self._steps), None)


def _test(op: Any, value: Any, flags: int) -> Test:
    """Return what one letter has to be."""
    test = _plain_test(op, value, flags)
    if not flags & re.IGNORECASE:
        return test
    return lambda c: test(c) or test(c.lower()) or test(c.upper())


def _plain_test(op: Any, value: Any, flags: int) -> Test:
    if op is codes.LITERAL:
        return chr(value).__eq__
    if op is codes.NOT_LITERAL:
        return chr(value).__ne__
    if op is codes.ANY:
        return (lambda _: True) if flags & re.DOTALL else "\n".__ne__
    if op is codes.CATEGORY:
        return _CATEGORIES[value]
    if op is codes.RANGE:
        low, high = value
        return lambda c: len(c) == 1 and low <= ord(c) <= high
    if op is codes.IN:
        return _any_of(value, flags)
    raise Unsuited


def _any_of(items: list[Any], flags: int) -> Test:
    negated = items[0][0] is codes.NEGATE
    tests = [_plain_test(op, value, flags) for op, value in items[negated:]]
    return lambda c: any(test(c) for test in tests) is not negated


def _stands(where: Any, flags: int, text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    if where in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
        lines = where is codes.AT_BEGINNING and flags & re.MULTILINE
        return not at or bool(lines and before == "\n")
    if where is codes.AT_END_STRING:
        return at == len(text)
    if where is codes.AT_END:
        last = at == len(text) or (at == len(text) - 1 and after == "\n")
        return last or bool(flags & re.MULTILINE and after == "\n")
    if where in (codes.AT_BOUNDARY, codes.AT_NON_BOUNDARY):
        word = _CATEGORIES[codes.CATEGORY_WORD]
        edge = (bool(before) and word(before)) is not (bool(after) and word(after))
        return edge is (where is codes.AT_BOUNDARY)
    raise Unsuited
