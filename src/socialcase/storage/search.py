"""Full text inside the encrypted file: words in their search form, by kind, and list cards.

A *card* is what a list line shows of a record (title, detail, sort key). Words and cards are made
from the typed tables, so they hold nothing that the viewer may not see.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from socialcase.cases.fields import FieldSpec, RecordSpec
from socialcase.cases.names import display, fold, fold_number
from socialcase.storage.connection import Connection, RowMapping
from socialcase.storage.schema import SEARCHED, table_name
from socialcase.storage.views import Hit

_MATCH = {
    kind: (
        f"SELECT '{kind}', k.uid, k.title, k.detail FROM (SELECT rowid AS record"  # noqa: S608
        f" FROM words_{kind} WHERE words_{kind} MATCH ? LIMIT ?) w"
        f" CROSS JOIN card k ON k.record = w.record AND k.kind = '{kind}'"
        " ORDER BY k.sort, k.uid"
    )
    for kind in SEARCHED
}

_HIT = partial(tuple.__new__, Hit)  # a row of _MATCH has a hit's fields in their order

_RUN_TOGETHER = ("phone", "document_number", "number")
_WORDS_MOST = 8
_EXPANSIONS = 24
_SHORTEST_FUZZY = 3


def create_search(connection: Connection) -> None:
    """Make the full-text tables."""
    for kind in SEARCHED:
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE words_{kind} USING fts5(words, content='',"
            " contentless_delete=1, detail=none, prefix='2 3', tokenize='ascii')"
        )
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE vocabulary_{kind} USING fts5vocab(words_{kind}, 'row')"
        )


def clear_search(connection: Connection) -> None:
    """Forget all words and cards; they can be made again."""
    for kind in SEARCHED:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS vocabulary_{kind}")
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS words_{kind}")
    connection.exec_driver_sql("DELETE FROM card")
    create_search(connection)


def forget_old_words(connection: Connection) -> None:
    """Write the index anew without the words that were taken out of it, after a redaction."""
    for kind in SEARCHED:
        connection.exec_driver_sql(
            f"INSERT INTO words_{kind} (words_{kind}) VALUES ('optimize')"  # noqa: S608
        )


def refresh(connection: Connection, registry: Mapping[str, RecordSpec]) -> None:
    """Bring words and cards of temp.touched up to date with the typed tables."""
    kinds = connection.exec_driver_sql("SELECT DISTINCT kind FROM temp.touched").scalars().all()
    for kind in SEARCHED:
        if kind in kinds and kind in registry:
            _drop(connection, kind)
            _write(connection, registry[kind])


def _drop(connection: Connection, kind: str) -> None:
    gone = connection.exec_driver_sql(
        "SELECT k.record FROM temp.touched t JOIN card k ON k.record = t.record"  # noqa: S608
        f" AND k.kind = t.kind WHERE t.kind = ? AND NOT EXISTS"
        f" (SELECT 1 FROM {table_name(kind)} n WHERE n.record = t.record)",
        (kind,),
    ).all()
    if gone:
        rows = [(row[0],) for row in gone]
        connection.exec_driver_sql(f"DELETE FROM words_{kind} WHERE rowid = ?", rows)  # noqa: S608
        connection.exec_driver_sql(f"DELETE FROM card WHERE record = ? AND kind = '{kind}'", rows)  # noqa: S608


def _write(connection: Connection, spec: RecordSpec) -> None:
    searched = [field for field in spec.fields if field.search]
    rows = connection.exec_driver_sql(
        f"SELECT n.* FROM temp.touched t JOIN {table_name(spec.kind)} n"  # noqa: S608
        " ON n.record = t.record WHERE t.kind = ? ORDER BY n.record",
        (spec.kind,),
    ).mappings()
    words: list[tuple[int, str]] = []
    cards: list[tuple[object, ...]] = []
    for row in rows:
        title, detail = _card(spec.kind, row)
        words.append((row["record"], _words(searched, row)))
        cards.append((row["record"], spec.kind, row["uid"], title, detail, fold(title)))
    if words:
        connection.exec_driver_sql(
            f"INSERT OR REPLACE INTO words_{spec.kind} (rowid, words) VALUES (?, ?)",  # noqa: S608
            words,
        )
        connection.exec_driver_sql("INSERT OR REPLACE INTO card VALUES (?, ?, ?, ?, ?, ?)", cards)


def _words(searched: Iterable[FieldSpec], row: RowMapping) -> str:
    columns = [name for field in searched for name in field.columns]
    plain = fold(" ".join(row[name] for name in columns if row[name]))
    together = [fold_number(row[name]) for name in columns if name in _RUN_TOGETHER and row[name]]
    # a local number is found without the country's code, too
    short = [number[-8:] for number in together if len(number) > 8]
    return " ".join((plain, *together, *short))


def _card(kind: str, row: RowMapping) -> tuple[str, str]:
    if kind == "person":
        parts = {p: row[f"name_{p}"] for p in ("surname", "given", "patronymic", "other")}
        return display(parts, row["alias"]), _joined(row, "birth", "address_settlement")
    if kind == "case":
        return row["title"] or row["number"], _joined(row, "number", "etrap")
    return row["label"], _joined(row, "address_settlement", "address_street")


def _joined(row: RowMapping, *names: str) -> str:
    return " · ".join(row[name] for name in names if row[name])


def find(cursor: Any, text: str, kinds: Sequence[str], limit: int) -> list[Hit]:
    """Records with words that begin as those of `text` do, the exact ones first.

    `cursor`: the driver's own. At every keystroke, wrapping rows would cost more than finding them.
    """
    asked = fold(text).split()[:_WORDS_MOST]
    if not asked:
        return []
    hits: list[Hit] = []
    query = beginnings(asked)
    for kind in kinds:
        if kind in SEARCHED and len(hits) < limit:
            hits += _find_kind(cursor, kind, asked, query, limit - len(hits))
    return hits


def beginnings(asked: Iterable[str]) -> str:
    """What the full text is asked for records that have a word beginning with each of `asked`."""
    # a glide may vanish as typing goes on: "orazguly" is on its way to "orazgulyýewa"
    return " ".join([f'"{_stem(word)}"*' for word in asked])


def _find_kind(cursor: Any, kind: str, asked: list[str], query: str, limit: int) -> list[Hit]:
    rows = cursor.execute(_MATCH[kind], (query, limit)).fetchall()
    if len(rows) == 1:  # what most of the typing comes to
        return [_HIT(rows[0])]
    if rows:
        return _whole_first(cursor, kind, asked, limit, list(map(_HIT, rows)))
    loose = _loosened(cursor, kind, asked)
    return _match(cursor, kind, loose, limit) if loose else []


def _whole_first(
    cursor: Any, kind: str, asked: list[str], limit: int, begun: list[Hit]
) -> list[Hit]:
    """Finds with the whole words asked for, then the others; the whole words are better finds."""
    whole = _match(cursor, kind, " ".join([f'"{word}"' for word in asked]), limit)
    if not whole:
        return begun
    met = {hit.uid for hit in whole}
    return [*whole, *(hit for hit in begun if hit.uid not in met)][:limit]


def _stem(word: str) -> str:
    return word.rstrip("i") or word


def _match(cursor: Any, kind: str, query: str, limit: int) -> list[Hit]:
    # CROSS JOIN in the statement keeps the order: few finds first, then their cards
    return list(map(_HIT, cursor.execute(_MATCH[kind], (query, limit)).fetchall()))


def _loosened(cursor: Any, kind: str, asked: list[str]) -> str:
    rows = cursor.execute(f"SELECT term FROM vocabulary_{kind}").fetchall()  # noqa: S608
    vocabulary = [row[0] for row in rows]
    groups = [_alternatives(word, vocabulary) for word in asked]
    return " AND ".join(groups) if all(groups) else ""


def _alternatives(word: str, vocabulary: Sequence[str]) -> str:
    inner = _stem(word)
    terms = [term for term in vocabulary if inner in term][:_EXPANSIONS]
    if len(word) >= _SHORTEST_FUZZY:
        # here: read before the first page it would keep the person waiting
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        near = process.extract(
            word,
            vocabulary,
            scorer=DamerauLevenshtein.distance,
            score_cutoff=1,
            limit=_EXPANSIONS,
        )
        terms += [term for term, _, _ in near if term not in terms]
    return "(" + " OR ".join(f'"{term}"' for term in terms) + ")" if terms else ""


def candidates(connection: Connection, names: str, limit: int) -> list[int]:
    """Numbers of people who share a word, or nearly one, with `names`."""
    asked = fold(names).split()[:_WORDS_MOST]
    if not asked:
        return []
    vocabulary = connection.exec_driver_sql("SELECT term FROM vocabulary_person").scalars().all()
    groups = [group for group in (_alternatives(word, vocabulary) for word in asked) if group]
    found: dict[int, int] = {}
    for group in groups:
        rows = connection.exec_driver_sql(
            "SELECT rowid FROM words_person WHERE words_person MATCH ? LIMIT ?",
            (group, limit * 20),
        )
        for (number,) in rows:
            found[number] = found.get(number, 0) + 1
    return sorted(found, key=lambda number: -found[number])[: limit * 4]
