"""Words of the index that are nearly a typed one: with one typing error, or with it inside."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

FATHER = "q"
"""A letter that no search form has: it begins the words of a patronymic."""

_INSIDE_MOST = 200
_NEAR_MOST = 24
_SHORTEST = 3
_LONG = 7


class Vocabulary:
    """The words of the index of one kind of record."""

    def __init__(self, cursor: Any, kind: str) -> None:
        # in one text: a row for each word would take three times as long
        (words,) = cursor.execute(
            f"SELECT group_concat(term, ' ') FROM vocabulary_{kind}"  # noqa: S608
        ).fetchone()
        self._text: str = words or ""

    @cached_property
    def _words(self) -> list[str]:
        return list(dict.fromkeys(self._text.replace(f" {FATHER}", " ").split()))

    def inside(self, word: str) -> list[str]:
        """Words that `word` is a part of.

        One or two letters stand nearly anywhere in words; beside digits they tell numbers apart.
        """
        part = word.rstrip("i") or word  # perhaps a glide, which vanishes before vowels
        if part not in self._text:
            return []
        anywhere = len(word) < _SHORTEST and word.isalpha()
        found = (term for term in self._words if part in term and not (anywhere and term.isalpha()))
        return list(islice(found, _INSIDE_MOST))

    def near(self, forms: Sequence[str]) -> list[str]:
        """Words with one typing error between them and one of the `forms`; of numbers, none."""
        if len(forms[0]) < _SHORTEST or not forms[0].isalpha():
            return []
        found: dict[str, None] = {}
        for form in forms:
            found |= dict.fromkeys(self._apart(form, 1))
        if not found and len(forms[0]) >= _LONG:
            # one wrong key may be two letters more or less here: ц, or a letter within дж
            word = forms[0]
            found = dict.fromkeys(t for t in self._apart(word, 2) if len(t) != len(word))
        return list(found)

    def _apart(self, form: str, errors: int) -> Iterator[str]:
        # here: read before the first page it would keep the person waiting
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extract(
            form, self._words, scorer=OSA.distance, score_cutoff=errors, limit=_NEAR_MOST
        )
        return (term for term, _, _ in near if term.isalpha())


def loosened(vocabulary: Vocabulary, typed: Sequence[Sequence[str]]) -> Iterator[str]:
    """What to ask when nothing begins as typed, the likeliest first.

    `typed`: the forms of each word (`cases.hearing.mistyped`). People seldom mistype the first
    letter of a word, and mean a patronymic last.
    """
    inside = [vocabulary.inside(forms[0]) for forms in typed]
    near = [vocabulary.near(forms) for forms in typed]
    same = [
        [term for term in terms if term[0] == forms[0][0]]
        for forms, terms in zip(typed, near, strict=True)
    ]
    for tried in (same, near):
        groups = [list(dict.fromkeys(both)) for both in map(_chained, inside, tried)]
        if all(groups):
            yield " AND ".join(_any(group) for group in groups)
            yield " AND ".join(_any([*group, *_fathers(group)]) for group in groups)


def either(vocabulary: Vocabulary, forms: Sequence[str]) -> str:
    """What to ask for records with a word that begins as typed, or has one typing error."""
    near = vocabulary.near(forms)
    begun = f'"{forms[0]}"* OR "{FATHER}{forms[0]}"*'
    return f"({begun} OR {_any([*near, *_fathers(near)])})" if near else f"({begun})"


def _chained(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return (*first, *second)


def _fathers(group: Iterable[str]) -> list[str]:
    return [f"{FATHER}{term}" for term in group]


def _any(group: Iterable[str]) -> str:
    return "(" + " OR ".join(f'"{term}"' for term in group) + ")"
