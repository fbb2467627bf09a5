"""What the window says in Russian or Turkmen, read back into the English of the code.

A journey names what it looks for in English, whatever language the window speaks: `said` gives the
words of the screen, which are equal to every English sentence that is worded so. What has no
wording in that language stays what it is, so that names of people are met in all of them.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, product
from typing import Any

import openpyxl
from babel.messages.mofile import read_mo

from socialcase.settings import shipped
from socialcase.texts import language

_PLACE = re.compile(r"\{(\w+)[^{}]*\}")
_JOINTS = ("\n", "  ", " *", " · ", ". ", ", ", " – ", ": ")
_MOST = 32
"""How many readings of one line are looked at."""
_NUMBERED = re.compile(r"(\d+[.\d]* +)(\D.*)", re.DOTALL)
_TABLES = ("services.tsv",)
_FORMS = ("wg_ss.xlsx", "needs_assessment.xlsx")
"""Forms that a journey fills: their authors' words are in no catalog."""


class Said(str):
    """Words on the screen that know what English they may be said for."""

    __slots__ = ("readings",)
    readings: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        return other in self.readings

    def __ne__(self, other: object) -> bool:
        return other not in self.readings

    def __hash__(self) -> int:
        return super().__hash__()

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and any(str.__contains__(one, part) for one in self.readings)

    def startswith(self, *about: Any) -> bool:
        """Whether one of the readings begins so."""
        return any(one.startswith(*about) for one in self.readings)


def said(text: str) -> str:
    """Words of the window, to be compared with English."""
    code = language()
    if code == "en" or not text:
        return text
    heard = Said(text)
    heard.readings = tuple(dict.fromkeys(readings(code, text)))
    return heard


@cache
def readings(code: str, text: str) -> tuple[str, ...]:
    """What `text` may be in English: itself, a sentence, one with something filled in, or some
    of these joined."""
    exact, filled = _catalog(code)
    found = [text, *exact.get(text, ())]
    for sure, pattern, sources in filled:
        if sure in text and (match := pattern.fullmatch(text)) is not None:
            parts = match.groupdict()
            found += [one for source in sources for one in _filled(code, source, parts)]
    return (*found, *_joined(code, text))


def _filled(code: str, source: str, parts: dict[str, str]) -> Iterator[str]:
    """An English sentence with its places filled by what they may mean."""
    for filling in _choices(code, parts.values()):
        by_name = dict(zip(parts, filling, strict=True))
        yield _PLACE.sub(lambda place, said=by_name: said.get(place[1], ""), source)  # type: ignore[misc]


def _joined(code: str, text: str) -> Iterator[str]:
    """What a line that only joins sentences may mean."""
    joint = next((joint for joint in _JOINTS if joint in text), "")
    if numbered := _NUMBERED.fullmatch(text):
        yield from (f"{numbered[1]}{one}" for one in readings(code, numbered[2]))
    elif text.endswith("."):
        yield from (f"{one}." for one in readings(code, text[:-1]))
    elif joint:
        yield from (joint.join(parts) for parts in _choices(code, text.split(joint)))


def _choices(code: str, parts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Every part with each thing that it may mean, and as it is written last."""
    meant = [readings(code, part) for part in parts]
    return islice(product(*((*read[1:], read[0]) for read in meant)), _MOST)


_Catalog = tuple[dict[str, list[str]], list[tuple[str, re.Pattern[str], list[str]]]]


@cache
def _catalog(code: str) -> _Catalog:
    """By what is said: whole sentences; and for those with something to fill in, the longest part
    that stands there anyway, and a pattern."""
    exact: dict[str, list[str]] = defaultdict(list)
    filled = []
    for wording, sources in [*_sentences(code), *_of_tables(code), *_of_forms(code)]:
        if not _PLACE.search(wording):
            exact[wording] += sources
        elif any(letter.isalpha() for letter in _PLACE.sub("", wording)):
            sure = max(_PLACE.split(wording)[::2], key=len)
            filled.append((sure, _pattern(wording), sources))
    return dict(exact), filled


def _sentences(code: str) -> Iterator[tuple[str, list[str]]]:
    """Every wording of the catalog, with the English that it is for."""
    with shipped("resources", "i18n", f"{code}.mo").open("rb") as stream:
        catalog = read_mo(stream)
    for message in catalog:
        sources = _forms_of(message.id)
        if any(sources):
            yield from ((wording, sources) for wording in _forms_of(message.string) if wording)


def _forms_of(words: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """A sentence, or each form of a counted one."""
    return [words] if isinstance(words, str) else list(words or ())


def _of_tables(code: str) -> Iterator[tuple[str, list[str]]]:
    """Every wording of the lists that the program knows: services."""
    for name in _TABLES:
        lines = shipped("resources", "reference", name).read_text("utf-8").splitlines()
        rows = csv.DictReader((one for one in lines if one[:1] != "#"), delimiter="\t")
        yield from ((row[code], [row["en"]]) for row in rows)


def _of_forms(code: str) -> Iterator[tuple[str, list[str]]]:
    """Every wording of the forms that are filled, with the author's English."""
    for name in _FORMS:
        for sheet in openpyxl.load_workbook(shipped("forms", name)).worksheets:
            rows = sheet.iter_rows(values_only=True)
            heads = [str(head) for head in next(rows)]
            pairs = [
                (heads.index(head), heads.index(other))
                for head in heads
                for other in heads
                if f"({code})" in other
                and other.partition("::")[0] == head.partition("::")[0]
                and ("(en)" in head or "::" not in head)
            ]
            for row in rows:
                yield from (
                    (str(row[there]), [str(row[here])]) for here, there in pairs if row[there]
                )


def _pattern(wording: str) -> re.Pattern[str]:
    """What finds a sentence and what is filled into it."""
    made, seen = "", set[str]()
    for n, part in enumerate(_PLACE.split(wording)):
        if n % 2 == 0:
            made += re.escape(part)
        elif part in seen:
            made += f"(?P={part})"
        else:
            made += f"(?P<{part}>\\d+)" if part == "n" else f"(?P<{part}>.+?)"
            seen.add(part)
    return re.compile(made, re.DOTALL)
