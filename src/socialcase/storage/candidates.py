"""Who is worth comparing with a person that somebody describes: out of all, a few quickly."""

from collections.abc import Iterator
from itertools import combinations

from socialcase.cases.hearing import heard, local_number, mistyped
from socialcase.cases.likeness import Described, year
from socialcase.cases.names import fold_number
from socialcase.storage.connection import Connection
from socialcase.storage.near_words import Vocabulary, either

_WORDS_MOST = 6
_NUMBER_LEAST = 6
_SHARING = "SELECT rowid FROM words_person WHERE words_person MATCH ? LIMIT ?"
_SHARING_BORN = """
SELECT n.record FROM (SELECT rowid AS record FROM words_person
  WHERE words_person MATCH ? LIMIT 2000) w CROSS JOIN now_person n ON n.record = w.record
WHERE abs(CAST(substr(ltrim(n.birth, '~'), 1, 4) AS INTEGER) - ?) <= 1 LIMIT ?
"""


def candidates(
    connection: Connection, vocabulary: Vocabulary, wanted: Described, limit: int
) -> list[int]:
    """Numbers of people with the same telephone or document, or nearly the same words of a name.

    Those who share most come first: all words, then two, then one and the year of birth; a single
    word only where no more is known.
    """
    found: dict[int, None] = {}
    for query, values in _queries(vocabulary, wanted, limit):
        found |= dict.fromkeys(connection.exec_driver_sql(query, values).scalars())
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _queries(
    vocabulary: Vocabulary, wanted: Described, limit: int
) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for number in (local_number(wanted.phone), heard(fold_number(wanted.document))):
        if len(number) >= _NUMBER_LEAST:
            yield _SHARING, (f'"{number}"', limit)
    groups = [either(vocabulary, forms) for forms in mistyped(wanted.names)[:_WORDS_MOST]]
    born = year(wanted.birth)
    if len(groups) > 1:
        yield _SHARING, (" AND ".join(groups), limit)
    if len(groups) > 2:
        for pair in combinations(groups, 2):
            yield _SHARING, (" AND ".join(pair), limit)
    for group in groups:
        if born is not None:
            yield _SHARING_BORN, (group, born, limit)
        elif len(groups) == 1:
            yield _SHARING, (group, limit)
