"""Functions on text."""

import base64
import binascii
import hashlib
import re
from functools import lru_cache

from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.function import Function, framed, or_self, simple
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.safe_regex import Pattern, compile_pattern
from socialcase.forms.xpath.values import Value, to_text
from socialcase.texts import N_

_BLANKS = " \t\r\n"


# no answer is longer: a form that doubles a text again and again must not fill the memory
_MOST_LETTERS = 200_000
_MOST_DRAWN = 1_000


def _concat(*values: Value) -> str:
    return _join("", *values)


def _join(separator: str, *values: Value) -> str:
    parts = _each(values)
    if sum(map(len, parts)) + len(separator) * len(parts) > _MOST_LETTERS:
        raise XPathError(N_("the text becomes too long"))
    return separator.join(parts)


def _each(values: tuple[Value, ...]) -> list[str]:
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found.extend(n.text() for n in value)
        else:
            found.append(to_text(value))
    return found


def _substring(text: str, start: float, length: float = float("inf")) -> str:
    first = _round_half_up(start)
    last = first + _round_half_up(length)
    return "".join(c for i, c in enumerate(text, 1) if first <= i < last)


def _round_half_up(number: float) -> float:
    if number != number or number in (float("inf"), float("-inf")):
        return number
    return float((number + 0.5) // 1)


def _substr(text: str, start: float, end: float | None = None) -> str:
    if start != start:
        return ""
    return text[int(start) :] if end is None or end != end else text[int(start) : int(end)]


def _translate(text: str, old: str, new: str) -> str:
    table: dict[int, str] = {}
    for at, letter in enumerate(old):
        table.setdefault(ord(letter), new[at] if at < len(new) else "")
    return text.translate(table)


def _after(text: str, mark: str) -> str:
    return text.partition(mark)[2] if mark else text


def _before(text: str, mark: str) -> str:
    return text.partition(mark)[0] if mark and mark in text else ""


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> Pattern:
    return compile_pattern(pattern)


def _regex(text: str, pattern: str) -> bool:
    return _pattern(pattern).found_in(text)


_ALGORITHMS = {
    "MD5": hashlib.md5,
    "SHA-1": hashlib.sha1,
    "SHA-256": hashlib.sha256,
    "SHA-384": hashlib.sha384,
    "SHA-512": hashlib.sha512,
}


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    make = _ALGORITHMS.get(algorithm.upper())
    if make is None:
        raise XPathError(N_("digest() knows no '{name}'"), name=algorithm)
    raw = make(text.encode()).digest()
    if encoding == "hex":
        return raw.hex()
    if encoding != "base64":
        raise XPathError(N_("digest() writes hex or base64"))
    return base64.b64encode(raw).decode("ascii")


def _base64_decode(text: str) -> str:
    try:
        packed = "".join(text.split())
        padded = packed + "=" * (-len(packed) % 4)
        return base64.b64decode(padded, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _selected(text: str, wanted: str) -> bool:
    # nothing is selected where nothing is
    return wanted.strip() in (text.split() or [""])


def _selected_at(text: str, at: float) -> str:
    words = text.split()
    return words[int(at)] if at == at and 0 <= at < len(words) else ""


def _thousands(value: str) -> str:
    whole, dot, rest = value.partition(".")
    try:
        return f"{int(whole):,}{dot}{rest}"
    except ValueError:
        return value


def _uuid(_: Node, f: Frame, length: float | None = None) -> str:
    if length is not None:
        letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        if not 0 <= length <= _MOST_DRAWN:
            raise XPathError(N_("uuid() draws up to {most} letters"), most=_MOST_DRAWN)
        return "".join(f.world.chance.choice(letters) for _ in range(int(length)))
    bits = f.world.chance.getrandbits(128)
    bits = (bits & ~(0xF << 76)) | (4 << 76)
    bits = (bits & ~(0x3 << 62)) | (2 << 62)
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _luhn(text: str, length: float | None = None) -> bool:
    """Whether the last digit of a number checks the others (Luhn's rule)."""
    digits = [int(c) for c in text if c.isdecimal()]
    if len(digits) != len(text) or not digits or (length is not None and len(digits) != length):
        return False
    doubled = [d if at % 2 == 0 else sum(divmod(2 * d, 10)) for at, d in enumerate(digits[::-1])]
    return sum(doubled) % 10 == 0


def _normal(text: str) -> str:
    return re.sub(f"[{_BLANKS}]+", " ", text.strip(_BLANKS))


TABLE: dict[str, Function] = {
    "string": or_self(simple("text", "t", lambda t: t)),
    "string-length": or_self(simple("number", "t", lambda t: float(len(t)))),
    "normalize-space": or_self(simple("text", "t", _normal)),
    "concat": simple("text", "v*", _concat, least=0),
    "join": simple("text", "tv*", _join, least=1),
    "contains": simple("truth", "tt", lambda t, part: part in t),
    "starts-with": simple("truth", "tt", lambda t, part: t.startswith(part)),
    "ends-with": simple("truth", "tt", lambda t, part: t.endswith(part)),
    "substring": simple("text", "tnn", _substring, least=2),
    "substr": simple("text", "tnn", _substr, least=2),
    "substring-before": simple("text", "tt", _before),
    "substring-after": simple("text", "tt", _after),
    "translate": simple("text", "ttt", _translate),
    "regex": simple("truth", "tt", _regex),
    "digest": simple("text", "ttt", _digest, least=2),
    "base64-decode": simple("text", "t", _base64_decode),
    "selected": simple("truth", "tt", _selected),
    "is-selected": simple("truth", "tt", _selected),
    "selected-at": simple("text", "tn", _selected_at),
    "count-selected": simple("number", "t", lambda t: float(len(t.split()))),
    "thousands-sep": simple("text", "t", _thousands),
    "uuid": framed("text", "n", _uuid, least=0),
    # the Community Health Toolkit's additions
    "strip-whitespace": simple("text", "t", lambda t: "".join(t.split())),
    "validate-luhn": simple("truth", "tn", _luhn, least=1),
    # signatures cannot be checked here; ODK gives an empty text for one that does not verify
    "extract-signed": simple("text", "tt", lambda _text, _key: ""),
}
