"""What the search keeps of a text and asks for: coarser than `names.fold`, never shown.

Russian papers write к for many a Turkmen g (Кулиев, Gulyýew) and нг for ň (Менгли, Meňli); here
they are one. Some parts of names have several spellings in use (Myrat, Мурад): all are kept.
Telephone numbers lose what is dialled before them and the blanks between.
"""

import re

from socialcase.cases.names import fold, spelled_out

_SEVERAL = (
    (re.compile(r"m[iu]ra[dt]"), ("mirat", "mirad", "murat", "murad")),
    (re.compile(r"(?:hame|ahme|mame|mere|sei|dawi|dawu)[dt]"), ("d", "t")),
)
_RUN = re.compile(r"(?<![^\W_])\+?\(?\d[\d\s().-]{3,}\d")
"""Digits with what people put between them; not those of "MR1-0017", which belong to letters."""
_DOUBLE = re.compile(r"([a-z])\1+")
_DIGIT = re.compile(r"\d")
_NO_DIGIT = re.compile(r"\D+")
_COUNTRY = "993"
_TRUNK = "8"
_LOCAL = 8


def heard(text: str) -> str:
    """The words of `text` as the search knows them: a-z and 0-9 with one blank between."""
    return _coarse(fold(_run_together(text)))


def spellings(word: str) -> set[str]:
    """Other spellings in use of a heard word, without itself."""
    found: set[str] = set()
    for part, ways in _SEVERAL:
        met = part.search(word)
        if met is not None:
            start = met.start() if len(ways) > 2 else met.end() - 1
            found |= {word[:start] + way + word[met.end() :] for way in ways}
    return found - {word}


def mistyped(text: str) -> list[tuple[str, ...]]:
    """For each heard word of `text`, the forms by which words with one typing error compare.

    A wrong letter beside ý or й changes whether that is a glide, which folding leaves out; a
    letter too few may make two of a kind meet.
    """
    clear, full = heard(text).split(), _coarse(spelled_out(_run_together(text))).split()
    if len(full) != len(clear):
        full = clear
    return [_forms(word, spelled) for word, spelled in zip(clear, full, strict=True)]


def local_number(text: str) -> str:
    """The digits of a number; of a telephone's without +993, 00 993 or the 8 dialled before it."""
    digits = _NO_DIGIT.sub("", text)
    for before in (f"00{_COUNTRY}", _COUNTRY, _TRUNK):
        if digits.startswith(before) and len(digits) == len(before) + _LOCAL:
            return digits[len(before) :]
    return digits


def telephone_words(text: str) -> list[str]:
    """By what a telephone number is found: as dialled here, from abroad, and within its town."""
    number = local_number(text)
    if len(number) != _LOCAL:
        return [number] if number else []
    dialled = [number, _COUNTRY + number]
    if is_mobile(number):
        return dialled
    return [*dialled, number[2:] if number.startswith("1") else number[3:]]


def is_mobile(number: str) -> bool:
    """Whether a local number (8 digits) is that of a mobile telephone: 6x and 71."""
    return number.startswith(("6", "71"))


def _forms(word: str, spelled: str) -> tuple[str, ...]:
    single = _DOUBLE.sub(r"\1", spelled)
    bare = [word[:at] + word[at + 1 :] for at, letter in enumerate(word) if letter == "i"]
    return tuple(dict.fromkeys((word, single, spelled, *bare)))


def _run_together(text: str) -> str:
    if _DIGIT.search(text) is None:
        return text
    return _RUN.sub(lambda run: local_number(run[0]) + " ", text)


def _coarse(folded: str) -> str:
    return folded.replace("k", "g").replace("ng", "n")
