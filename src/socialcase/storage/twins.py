"""Likely duplicates among the people that the viewer may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from socialcase.cases.likeness import Described, blocks, likeness
from socialcase.storage.candidates import candidates
from socialcase.storage.connection import Connection
from socialcase.storage.near_words import Vocabulary
from socialcase.storage.views import DuplicatePair

LIKELY = 60
"""Score from which a pair is worth a person's look."""

_BLOCK_MOST = 60
_LOOKED_AT = 160
_TELLING = {"same_document", "same_phone"}
"""Reasons that are enough by themselves to show somebody to a person who registers another."""
_COLUMNS = (
    "n.uid, n.name_given, n.name_patronymic, n.name_surname, n.name_other, n.alias, n.birth,"
    " n.sex, n.address_etrap, n.address_settlement, n.document_number, n.phone"
)


def like(
    connection: Connection,
    vocabulary: Vocabulary,
    wanted: Described,
    limit: int,
    *,
    restricted: bool,
) -> list[DuplicatePair]:
    """People who may be `wanted`, best first; `restricted`: those of restricted files, too."""
    found = []
    for number in candidates(connection, vocabulary, wanted, _LOOKED_AT):
        row = connection.exec_driver_sql(
            f"SELECT {_COLUMNS} FROM now_person n WHERE n.record = ? AND (? OR NOT EXISTS"  # noqa: S608
            " (SELECT 1 FROM circle k WHERE k.record = n.record AND k.effective LIKE 'named:%'))",
            (number, restricted),
        ).one_or_none()
        if row is not None:
            score, reasons = likeness(wanted, _described(row))
            if score >= LIKELY or _TELLING & set(reasons):
                found.append(DuplicatePair("", row[0], score, reasons))
    return sorted(found, key=lambda pair: (-pair.score, pair.second))[:limit]


def pairs(connection: Connection, limit: int) -> list[DuplicatePair]:
    """Pairs of people who may be one, best first. Compares only those that share a block."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM now_person n").all()  # noqa: S608
    people = {row[0]: _described(row) for row in rows}
    found = []
    for first, second in _sharing(people):
        score, reasons = likeness(people[first], people[second])
        if score >= LIKELY:
            found.append(DuplicatePair(first, second, score, reasons))
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))[:limit]


def _sharing(people: Mapping[str, Described]) -> Iterable[tuple[str, str]]:
    by_block: dict[str, list[str]] = defaultdict(list)
    for uid, person in people.items():
        for block in blocks(person):
            by_block[block].append(uid)
    met: set[tuple[str, str]] = set()
    for members in by_block.values():
        if 1 < len(members) <= _BLOCK_MOST:
            met.update(combinations(sorted(members), 2))
    return sorted(met)


def _described(row: Any) -> Described:
    return Described(
        names=" ".join(part for part in row[1:6] if part),
        birth=row[6],
        sex=row[7],
        etrap=row[8],
        settlement=row[9],
        document=row[10],
        phone=row[11],
    )
