"""Likely duplicates among the people that the viewer may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from socialcase.cases.names import Described, blocks, likeness
from socialcase.storage import search
from socialcase.storage.connection import Connection
from socialcase.storage.views import DuplicatePair

LIKELY = 60
"""Score from which a pair is worth a person's look."""

_BLOCK_MOST = 60
_COLUMNS = (
    "n.uid, n.name_given, n.name_patronymic, n.name_surname, n.name_other, n.alias, n.birth,"
    " n.sex, n.address_etrap, n.document_number, n.phone"
)


def like(connection: Connection, wanted: Described, limit: int) -> list[DuplicatePair]:
    """People who may be `wanted`, best first."""
    found = []
    for number in search.candidates(connection, wanted.names, limit * 4):
        row = connection.exec_driver_sql(
            f"SELECT {_COLUMNS} FROM now_person n WHERE n.record = ?",  # noqa: S608
            (number,),
        ).one_or_none()
        if row is not None:
            score, reasons = likeness(wanted, _described(row))
            if score >= LIKELY:
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
        document=row[9],
        phone=row[10],
    )
