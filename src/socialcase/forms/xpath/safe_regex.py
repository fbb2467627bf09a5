"""Regular expressions from form authors, within bounds.

Python's matcher can take time without end on a repeat inside a repeat. Patterns of that shape are
refused when the form is compiled.
"""

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from socialcase.forms.xpath.errors import XPathError

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_UNBOUNDED = 64


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern as ODK writes them. Raises `XPathError` when it is wrong or dangerous."""
    try:
        tree = parser.parse(pattern)
        if _dangerous(tree, inside=False):
            raise XPathError("a regular expression repeats a repeat and may never end")
        return re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise XPathError("a regular expression is not understood") from error


def _dangerous(tree: Any, *, inside: bool) -> bool:
    for op, value in tree:
        if op in _REPEATS:
            _, most, body = value
            endless = most > _UNBOUNDED
            if endless and inside:
                return True
            if _dangerous(body, inside=inside or endless):
                return True
        elif _dangerous_parts(op, value, inside=inside):
            return True
    return False


def _dangerous_parts(op: Any, value: Any, *, inside: bool) -> bool:
    if op is codes.SUBPATTERN:
        return _dangerous(value[-1], inside=inside)
    if op is codes.BRANCH:
        return any(_dangerous(branch, inside=inside) for branch in value[1])
    if op in (codes.ASSERT, codes.ASSERT_NOT):
        return _dangerous(value[1], inside=inside)
    return False
