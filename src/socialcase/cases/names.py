"""Names across scripts: one search form for any spelling, and how likely two people are one.

The search form is lower-case ASCII: Turkmen Latin (1999 and 1993 letters), plain ASCII, Turkmen
and Russian Cyrillic all fold to it. It is for finding and comparing only and is never shown.
«Оразгулыева Җерен», "Orazgulyyewa Jeren" and "Orazgulýewa Jeren" fold alike.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from socialcase.lazy_dataclass import dataclass

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
_DOUBLE = re.compile(r"([a-z])\1+")
_BREAK = re.compile(r"[^0-9a-z]+")
_SPELLED = re.compile(r"[cgksz]h|dj")
_UNSETTLED = re.compile(r"[^0-9a-pr-uwz ]|[cgksz]h|dj|i[aeou]|([a-z])\1|  |^ | $")
"""What is not yet, or perhaps not yet, as folding leaves it."""
_DIGITS = re.compile(r"\d")

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
        for spelling, letter in _SPELLINGS:
            lower = lower.replace(spelling, letter)
        glided = _GLIDE.sub("", lower)
    return _BREAK.sub(" ", _DOUBLE.sub(r"\1", glided)).strip()


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


@dataclass(frozen=True, slots=True)
class Described:
    """What is compared of a person. `names`: all parts and the alias, in any order."""

    names: str
    birth: str = ""
    sex: str = ""
    etrap: str = ""
    document: str = ""
    phone: str = ""


def likeness(one: Described, other: Described) -> tuple[int, tuple[str, ...]]:
    """How likely two descriptions are one person, 0 to 100, and why.

    Reasons: same_name, similar_name, part_of_name, same_birth, near_birth, same_document,
    same_phone, same_etrap. Different sex or birth years far apart pull the score down.
    """
    reasons: list[str] = []
    named = _name_likeness(fold(one.names).split(), fold(other.names).split())
    reasons += _name_reason(named)
    score = round(70 * named)
    for gain, reason in _facts(one, other):
        score += gain
        if reason:
            reasons.append(reason)
    return max(0, min(100, score)), tuple(reasons)


def _facts(one: Described, other: Described) -> Iterable[tuple[int, str]]:
    if _same_number(one.document, other.document):
        yield 40, "same_document"
    if _same_number(one.phone, other.phone):
        yield 15, "same_phone"
    if one.etrap and one.etrap == other.etrap:
        yield 5, "same_etrap"
    known = {one.sex, other.sex} - {"", "unknown"}
    if len(known) == 2:
        yield -40, ""
    yield _birth(one.birth, other.birth)


def _birth(one: str, other: str) -> tuple[int, str]:
    first, second = year(one), year(other)
    if first is None or second is None:
        return 0, ""
    if one == other:
        return 25, "same_birth"
    apart = abs(first - second)
    if apart <= (3 if "~" in one + other else 1):
        return 12, "near_birth"
    return -min(40, 5 * apart), ""


def year(partial: str) -> int | None:
    """The year in a partial date ("~1958", "2019-03"), if there is one."""
    digits = partial.lstrip("~")[:4]
    return int(digits) if len(digits) == 4 and digits.isdecimal() else None


def _same_number(one: str, other: str) -> bool:
    first, second = fold_number(one), fold_number(other)
    return len(first) >= 6 and first[-8:] == second[-8:]


def _name_reason(named: float) -> list[str]:
    if named >= 0.99:
        return ["same_name"]
    if named >= 0.85:
        return ["similar_name"]
    return ["part_of_name"] if named >= 0.6 else []


def _name_likeness(one: list[str], other: list[str]) -> float:
    few, many = sorted((one, other), key=len)
    if not few:
        return 0.0
    free = list(many)
    found = 0.0
    for word in few:
        best = max(free, key=lambda candidate: _word(word, candidate), default="")
        found += _word(word, best)
        if best in free:
            free.remove(best)
    whole = found / len(few)
    # one shared word of several says little
    return whole if len(few) >= 2 or len(many) == 1 else whole * 0.7


def _word(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    # here: read before the first page it would keep the person waiting
    from rapidfuzz.distance import DamerauLevenshtein

    near = DamerauLevenshtein.normalized_similarity(stem(one), stem(other))
    return float(near) if near >= 0.7 else 0.0


def stem(word: str) -> str:
    """A folded surname without its ending for sex, so that husband, wife and child compare."""
    for ending in ("ewa", "owa", "ewna", "owna", "ewic", "owic"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + ending[:2]
    return word


def blocks(person: Described) -> set[str]:
    """Keys of which likely duplicates share at least one; for pairing without comparing all."""
    words = sorted({_skeleton(stem(word)) for word in fold(person.names).split()})
    pairs = {f"{a} {b}" for place, a in enumerate(words) for b in words[place + 1 :]}
    born = year(person.birth)
    dated = {f"{word} {born}" for word in words} if born else set()
    document = fold_number(person.document)
    return pairs | dated | ({f"#{document}"} if len(document) >= 6 else set())


def display(parts: Mapping[str, str], alias: str = "") -> str:
    """How a person is named in lists: surname, given name, patronymic; else other name or alias."""
    named = " ".join(parts[p] for p in ("surname", "given", "patronymic") if parts.get(p))
    return named or parts.get("other", "") or alias


def _skeleton(word: str) -> str:
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiou")


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
