"""The corpus of spellings: whom a search must find among thousands of others, and whom it must not.

The pairs are in `tests/cases/names`, put together by hand and by rule from parts of Turkmen names
that were written by hand in five ways each: `people.tsv` (who is looked for), `meet.tsv` (what is
typed, and who it is), `apart.tsv` (what is typed, and who it is not). Everybody is invented.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from socialcase.cases.clock import SystemChance, SystemClock
from socialcase.storage import Store, create_store
from socialcase.storage.values import FieldValue

NAMES = Path(__file__).parents[1] / "cases" / "names"
FIRST_FIVE = 5
ENOUGH = 0.98

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (NAMES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


PEOPLE = {row["who"]: row for row in rows("people.tsv")}
MEET = rows("meet.tsv")
APART = rows("apart.tsv")


def fields(row: Row) -> dict[str, FieldValue]:
    kind, _, number = row["document"].partition(":")
    return {
        "name": {part: row[part] for part in ("given", "surname", "patronymic") if row[part]},
        "alias": row["alias"],
        "phone": row["phone"],
        "document": {"type": kind, "number": number},
    }


def crowd() -> Iterator[dict[str, FieldValue]]:
    """Everybody's given name with everybody else's surname, twice, with other fathers."""
    named = [row for row in PEOPLE.values() if row["who"].startswith("P")]
    fathers = {sex: [row["patronymic"] for row in named if row["sex"] == sex] for sex in ("f", "m")}
    for first, one in enumerate(named):
        for second, other in enumerate(named):
            if first != second:
                for place, shift in enumerate((7, 23)):
                    father = fathers[one["sex"]][(first + second + shift) % 31]
                    if father == one["patronymic"]:
                        continue  # nobody could say which of the two is meant
                    yield {
                        "name": {
                            "given": one["given"],
                            "surname": for_sex(other["surname"], one["sex"]),
                            "patronymic": father,
                        },
                        "birth": str(1940 + (first * 13 + second * 7 + place) % 80),
                        "phone": f"+9936{1 + (first + second) % 5}{first:02}{second:02}{place}4",
                    }


def for_sex(surname: str, sex: str) -> str:
    bare = surname.removesuffix("a")
    return f"{bare}a" if sex == "f" else bare


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[str, str]]]:
    """Thousands of people, those who are looked for, and their cases; ids by `who`."""
    folder = tmp_path_factory.mktemp("everybody")
    store = create_store(folder, bytes(32), viewer="me", clock=SystemClock(), chance=SystemChance())
    uids: dict[str, str] = {}
    with store.transaction("me") as tx:
        for values in crowd():
            tx.create("person", "everyone", values)
        for who, row in PEOPLE.items():
            uids[who] = tx.create("person", "everyone", {k: v for k, v in fields(row).items() if v})
            if row["case"]:
                uids[f"case of {who}"] = tx.create(
                    "case", "everyone", {"number": row["case"], "person": uids[who]}
                )
        for row in APART:
            for name in (row["must_not_meet"], row["registered_as"]):
                if " " in name and name not in uids:
                    surname, given = name.split(" ")
                    uids[name] = tx.create(
                        "person", "everyone", {"name": {"given": given, "surname": surname}}
                    )
    yield store, uids
    store.close()


def first_five(everybody: tuple[Store, dict[str, str]], row: Row) -> bool:
    store, uids = everybody
    wanted = {uids[row["who"]], uids.get(f"case of {row['who']}")}
    return any(hit.uid in wanted for hit in store.search(row["typed"])[:FIRST_FIVE])


def test_the_corpus_is_as_large_as_it_has_to_be() -> None:
    assert len({(row["who"], row["typed"]) for row in MEET}) >= 400
    assert len({(row["typed"], row["must_not_meet"]) for row in APART}) >= 200
    assert all(all(row.values()) for row in MEET)
    assert all(row["why"] for row in APART)


def test_the_person_meant_is_among_the_first_five(
    everybody: tuple[Store, dict[str, str]],
) -> None:
    missed = [(row["how"], row["typed"]) for row in MEET if not first_five(everybody, row)]
    assert len(missed) <= len(MEET) * (1 - ENOUGH), missed


@pytest.mark.parametrize(
    "how", sorted({row["how"] for row in MEET} - {"one typing error", "inside a word"})
)
def test_every_way_of_writing_without_an_error_finds_everybody(
    everybody: tuple[Store, dict[str, str]], how: str
) -> None:
    asked = [row for row in MEET if row["how"] == how]
    assert [row["typed"] for row in asked if not first_five(everybody, row)] == []


def test_who_is_somebody_else_does_not_come_up(everybody: tuple[Store, dict[str, str]]) -> None:
    store, uids = everybody
    met = [
        (row["typed"], row["must_not_meet"], row["why"])
        for row in APART
        if uids[row["must_not_meet"]] in {hit.uid for hit in store.search(row["typed"])}
        or uids.get(f"case of {row['must_not_meet']}", "-")
        in {hit.uid for hit in store.search(row["typed"])}
    ]
    assert met == []
