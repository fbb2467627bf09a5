"""Names across scripts: one search form for any spelling.

The search form is lower-case ASCII: Turkmen Latin (1999 and 1993 letters), plain ASCII, Turkmen
and Russian Cyrillic all fold to it. It is for finding and comparing only and is never shown.
«Оразгулыева Җерен», "Orazgulyyewa Jeren" and "Orazgulýewa Jeren" fold alike.
"""

import re
import unicodedata
from collections.abc import Mapping

LATIN = {
    "ç": "c", "ä": "a", "ž": "j", "ň": "n", "ö": "o", "ş": "s", "ü": "u", "ý": "i", "y": "i",
    "w": "w", "v": "w", "x": "h", "q": "k",
    # the letters of 1993
    "¥": "i", "ÿ": "i", "$": "s", "¢": "s", "ñ": "n", "£": "j", "ſ": "j",
    "ı": "i", "ё": "io",
}  # fmt: skip
CYRILLIC = {
    "а": "a", "б": "b", "в": "w", "г": "g", "д": "d", "е": "e", "ё": "io", "ж": "j", "җ": "j",
    "з": "z", "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o",
    "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ү": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ә": "a",
    "ю": "iu", "я": "ia",
}  # fmt: skip
_LETTERS = str.maketrans(LATIN | CYRILLIC)
_SPELLINGS = (
    ("dzh", "j"), ("shch", "s"), ("zh", "j"), ("kh", "h"), ("ch", "c"), ("sh", "s"), ("dj", "j"),
    ("gh", "g"),
)  # fmt: skip
_GLIDE = re.compile(r"i+(?=[aeou])")
_DOUBLE = re.compile(r"([b-df-np-tv-z])\1+")
_BREAK = re.compile(r"[^0-9a-z]+")
_SPELLED = re.compile(r"[cgksz]h|dj")
_UNSETTLED = re.compile(r"[^0-9a-pr-uwz ]|[cgksz]h|dj|i[aeou]|([b-df-np-tv-z])\1|  |^ | $")
"""What is not yet, or perhaps not yet, as folding leaves it."""

_CYRILLIC_TO_LATIN = {
    "а": "a", "б": "b", "в": "w", "г": "g", "д": "d", "ж": "ž", "җ": "j", "з": "z", "и": "i",
    "й": "ý", "к": "k", "л": "l", "м": "m", "н": "n", "ң": "ň", "о": "o", "ө": "ö", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ү": "ü", "ф": "f", "х": "h", "ц": "s", "ч": "ç",
    "ш": "ş", "щ": "ş", "ъ": "", "ы": "y", "ь": "", "э": "e", "ә": "ä", "ю": "ýu", "я": "ýa",
    "ё": "ýo",
}  # fmt: skip
_VOWELS = set("аоуыэяёюиеәөүъь")


def fold(text: str) -> str:
    """The search form of `text`: words of a-z and 0-9 with one blank between them."""
    if _UNSETTLED.search(text) is None:  # most of what is typed, at every keystroke
        return text
    lower = _plain(text.lower().translate(_LETTERS))
    glided = _GLIDE.sub("", lower)
    if _UNSETTLED.search(glided) is None:  # and most of the rest
        return glided
    if _SPELLED.search(lower):
        glided = _GLIDE.sub("", _respelled(lower))
    return _settled(glided)


def spelled_out(text: str) -> str:
    """As `fold`, but with double letters, and the ý, й and y that it leaves out before vowels."""
    return _BREAK.sub(" ", _respelled(_plain(text.lower().translate(_LETTERS)))).strip()


def fold_number(text: str) -> str:
    """Letters and digits of a document, phone or case number, folded and run together."""
    return fold(text).replace(" ", "")


def latin(text: str) -> str:
    """Turkmen Cyrillic written in today's Turkmen Latin; other text stays as it is."""
    written: list[str] = []
    before = " "
    for letter in text:
        written.append(_one_latin(letter, before))
        before = letter
    return "".join(written)


def display(parts: Mapping[str, str], alias: str = "") -> str:
    """How a person is named in lists: surname, given name, patronymic; else other name or alias."""
    named = " ".join(parts[p] for p in ("surname", "given", "patronymic") if parts.get(p))
    return named or parts.get("other", "") or alias


def _respelled(lower: str) -> str:
    for spelling, letter in _SPELLINGS:
        lower = lower.replace(spelling, letter)
    return lower


def _settled(text: str) -> str:
    return _BREAK.sub(" ", _DOUBLE.sub(r"\1", text)).strip()


def _plain(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _one_latin(letter: str, before: str) -> str:
    lower = letter.lower()
    if lower == "е":
        spelled = "e" if before.isalpha() and before.lower() not in _VOWELS else "ýe"
    else:
        spelled = _CYRILLIC_TO_LATIN.get(lower, letter)
    if letter == lower or spelled == letter:
        return spelled
    return spelled[:1].upper() + spelled[1:]
