"""Regular expressions as Java and JavaScript write them, put as Python does."""

import sys
import unicodedata
from functools import lru_cache

# inside a class these two would mean something to a later Python
_SETS = ("--", "&&", "~~", "||")
_NAMED = {
    "Alpha": "L",
    "IsAlphabetic": "L",
    "Letter": "L",
    "Upper": "Lu",
    "Lower": "Ll",
    "Digit": "Nd",
    "Punct": "P",
    "Space": "Z",
}
_SCRIPTS = {
    "Cyrillic": "\\u0400-\\u052f\\u1c80-\\u1c8f\\u2de0-\\u2dff\\ua640-\\ua69f",
    "Latin": "A-Za-z\\u00aa\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02b8\\u1e00-\\u1eff",
    "Arabic": "\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\ufb50-\\ufdff\\ufe70-\\ufeff",
    "Greek": "\\u0370-\\u03ff\\u1f00-\\u1fff",
}
_ESCAPES = {"z": "\\Z", "h": "[ \\t]", "R": "(?:\\r\\n|[\\n\\r])"}


def as_python(pattern: str) -> str:
    r"""Return the pattern in Python's spelling: `\p{L}`, `(?<name>`, `\z`, brackets in classes."""
    parts: list[str] = []
    at, inside = 0, False
    while at < len(pattern):
        step, size, inside = _next(pattern, at, inside=inside)
        parts.append(step)
        at += size
    return "".join(parts)


def _next(pattern: str, at: int, *, inside: bool) -> tuple[str, int, bool]:
    letter, pair = pattern[at], pattern[at : at + 2]
    if letter == "\\":
        text, size = _escape(pattern, at, inside=inside)
        return text, size, inside
    if not inside:
        if letter == "[":
            lead = pattern[at + 1 : at + 2] == "^"
            # a bracket that closes at once stands for itself
            closes = pattern[at + 1 + lead : at + 2 + lead] == "]"
            return pattern[at : at + 1 + lead + closes], 1 + lead + closes, True
        named = pattern[at : at + 3] == "(?<" and pattern[at + 3 : at + 4] not in ("=", "!")
        return ("(?P<", 3, False) if named else (letter, 1, False)
    if letter == "[" or pair in _SETS:
        return f"\\{letter}", 1, True
    return letter, 1, letter != "]"


def _escape(pattern: str, at: int, *, inside: bool) -> tuple[str, int]:
    sign = pattern[at + 1 : at + 2]
    if sign in ("p", "P"):
        end = pattern.find("}", at) if pattern[at + 2 : at + 3] == "{" else at + 2
        name = pattern[at + 2 : end + 1].strip("{}")
        return _property(name, sign == "P", inside=inside), end + 1 - at
    return (_ESCAPES.get(sign, f"\\{sign}") if sign else "\\"), 2


def _property(name: str, negated: bool, *, inside: bool) -> str:
    plain = name.removeprefix("script=").removeprefix("Script=")
    for prefix in ("Is", "In"):
        if plain.removeprefix(prefix) in _SCRIPTS:
            plain = plain.removeprefix(prefix)
    ranges = _SCRIPTS.get(plain) or _category(_NAMED.get(plain, plain.removeprefix("Is")))
    if inside and not negated:
        return ranges
    return f"[{'^' if negated else ''}{ranges}]"


@lru_cache(maxsize=32)
def _category(name: str) -> str:
    """Return the letters of a Unicode category as ranges for a class."""
    found: list[list[int]] = []
    for code in range(min(sys.maxunicode, 0xFFFF) + 1):
        if not unicodedata.category(chr(code)).startswith(name):
            continue
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    if not found:
        # no such category: the class is then refused where it is compiled
        return "\\p"
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in found)
