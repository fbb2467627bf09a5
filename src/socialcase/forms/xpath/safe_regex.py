"""Regular expressions from form authors, within bounds.

Python's own matcher is quick, but may try without end where a pattern can fit in many ways. How
many ways there can be is worked out from the pattern and the length of the text; beyond a bound
a matcher is taken whose time does not depend on it.
"""

import math
import re
import warnings
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.linear_regex import LinearPattern, Unsuited
from socialcase.forms.xpath.regex_dialect import as_python
from socialcase.texts import N_

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_MOST_WAYS = 1_000_000
_MOST_LETTERS = 10_000
# an answer is seldom longer
_USUAL = 100
_TOO_MUCH = 500.0


class Pattern:
    """A pattern that can be looked for without running away. Raises `XPathError` when wrong."""

    def __init__(self, pattern: str) -> None:
        try:
            spelled = as_python(pattern)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)
                self._tree: Any = parser.parse(spelled)
                self._quick = re.compile(spelled)
        except (re.error, RecursionError, OverflowError) as error:
            raise XPathError(N_("a regular expression is not understood")) from error
        self._linear: LinearPattern | None = None
        try:
            self._linear = LinearPattern(self._tree, self._quick.flags)
        except Unsuited:
            if _ways(self._tree, _USUAL) > _MOST_WAYS:
                raise XPathError(N_("a regular expression may never end")) from None

    def found_in(self, text: str) -> bool:
        """Whether it fits somewhere in the text. Raises `XPathError` when that cannot be told."""
        text = text[:_MOST_LETTERS]
        if _ways(self._tree, len(text)) * (len(text) + 1) <= _MOST_WAYS:
            return self._quick.search(text) is not None
        if self._linear is None:
            raise XPathError(N_("a text is too long for its regular expression"))
        return self._linear.found_in(text)


def compile_pattern(pattern: str) -> Pattern:
    """Compile a pattern as ODK's forms write them. Raises `XPathError` when it is wrong."""
    return Pattern(pattern)


def _ways(tree: Any, length: int) -> float:
    """Return in how many ways the pattern may be tried from one place of a text, at the most."""
    ways = 1.0
    for op, value in tree:
        if op in _REPEATS:
            least, most, body = value
            times = min(most, length)
            inner = _ways(body, length)
            tries = max(times - min(least, length), 0) + 1.0
            # what may be tried in several ways is tried anew in each round
            ways *= tries if inner <= 1 else math.exp(min(math.log(inner) * times, _TOO_MUCH))
        elif op is codes.SUBPATTERN:
            ways *= _ways(value[-1], length)
        elif op is codes.BRANCH:
            ways *= sum(_ways(branch, length) for branch in value[1])
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            ways *= _ways(value[1], length)
        if ways > _MOST_WAYS:
            return 1e300
    return ways
