"""The number by which each choice of a question is typed: the same on paper and on the screen.

Choices that are numbers themselves keep these: where "0", "1" and "2 or more" stand, 1 can only
mean "1". Other choices are counted from 1.
"""

import re
from collections.abc import Sequence

DECLINES = frozenset(
    (
        *("unsure", "not_sure", "dk", "dont_know", "do_not_know"),
        *("skip", "ref", "refused", "refuse", "declined"),
        *("prefer_not", "prefer_not_to_say", "no_answer"),
    )
)
"""Codes of choices that say there is no answer: drawn quietly, never beside another answer."""

_WHOLE, _CODE = re.compile(r"([0-9]{1,4})"), re.compile(r"[0-9]{1,2}")
_AND_MORE = re.compile(r"([0-9]{1,4})(?:\s*\+|\s+[^\W\d].*)?")
"""The last of several numbers may say that there can be more: "3+", "3 or more"."""


def choice_numbers(codes: Sequence[str], words: Sequence[str]) -> list[int | None]:
    """The number of each choice, by their codes and their words: its own, else its place.

    None: it has none, because the others are numbers and it says that there is no answer.
    """
    return own_numbers(codes, words) or [at for at, _ in enumerate(codes, start=1)]


def own_numbers(codes: Sequence[str], words: Sequence[str]) -> list[int | None] | None:
    """The numbers that the choices are themselves; None where they are not."""
    counts = [at for at, code in enumerate(codes) if code not in DECLINES]
    found: dict[int, int] = {}
    for at in counts:
        shape = _AND_MORE if at == counts[-1] else _WHOLE
        if read := shape.fullmatch(words[at].strip()):
            found[at] = int(read[1])
    if len(found) == len(counts) and _parted(list(found.values())):
        return [found.get(at) for at, _ in enumerate(codes)]
    coded = [int(code) for code in codes if _CODE.fullmatch(code)]
    return list(coded) if len(coded) == len(codes) and _parted(coded) else None


def numbers_beside(codes: Sequence[str], words: Sequence[str]) -> list[str]:
    """What stands before the words of each choice: "" where they are, or begin with, the number."""
    numbers = choice_numbers(codes, words)
    return [
        "" if number is None or said.startswith(str(number)) else str(number)
        for number, said in zip(numbers, words, strict=True)
    ]


def _parted(numbers: Sequence[int]) -> bool:
    return 1 < len(numbers) == len(set(numbers))
