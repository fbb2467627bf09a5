"""Full text inside the encrypted file: words in their search form, by kind, and list cards.

A *card* is what a list line shows of a record (title, detail, sort key). Words and cards are made
from the typed tables, so they hold nothing that the viewer may not see.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from socialcase.cases.fields import FieldSpec, RecordSpec
from socialcase.cases.hearing import heard, mistyped, spellings, telephone_words
from socialcase.cases.names import display, fold, fold_number
from socialcase.storage.connection import Connection, RowMapping
from socialcase.storage.near_words import FATHER, Vocabulary, loosened
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

_WORDS_MOST = 8
_ON_THE_WAY = {"i": "iaeou", "d": "dj", "z": "zj"}
"""What the last letter may yet become: a glide vanishes before vowels ("orazguly" is on its way
to "orazgulyýewa"), дж, dj and zh are one letter."""


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
    columns = [name for field in searched for name in field.columns if row[name]]
    plain = heard(" ".join(row[name] for name in columns if name not in _APART)).split()
    words = dict.fromkeys(plain)
    for word in plain:
        words |= dict.fromkeys(spellings(word))
    for name in columns:
        if name in _APART:
            words |= dict.fromkeys(_APART[name](row[name]))
    return " ".join(words)


def _father(text: str) -> list[str]:
    words = heard(text).split()
    others = [other for word in words for other in spellings(word)]
    return [FATHER + word for word in (*words, *others)]


def _number(text: str) -> list[str]:
    words, run = heard(text).split(), heard(fold_number(text))
    return [*words, *fold(text).split(), run]


_APART: Mapping[str, Callable[[str], list[str]]] = {
    "name_patronymic": _father,
    "phone": telephone_words,
    "document_number": _number,
    "number": _number,
}
"""Columns that are not found by their words alone."""


def _card(kind: str, row: RowMapping) -> tuple[str, str]:
    if kind == "person":
        parts = {p: row[f"name_{p}"] for p in ("surname", "given", "patronymic", "other")}
        return display(parts, row["alias"]), _joined(row, "birth", "address_settlement")
    if kind == "case":
        return row["title"] or row["number"], _joined(row, "number", "etrap")
    if kind == "provider":
        return row["name"], row["what"] or ""  # never where it is: that may be protected
    return row["label"], _joined(row, "address_settlement", "address_street")


def _joined(row: RowMapping, *names: str) -> str:
    return " · ".join(row[name] for name in names if row[name])


def find(cursor: Any, text: str, kinds: Sequence[str], limit: int) -> list[Hit]:
    """Records with words that begin as those of `text` do, the exact ones first.

    `cursor`: the driver's own. At every keystroke, wrapping rows would cost more than finding them.
    """
    asked = heard(text).split()[:_WORDS_MOST]
    if not asked:
        return []
    hits: list[Hit] = []
    query = beginnings(asked)
    for kind in kinds:
        if kind in SEARCHED and len(hits) < limit:
            hits += _find_kind(cursor, kind, text, asked, query, limit - len(hits))
    return hits


def beginnings(asked: Iterable[str]) -> str:
    """What the full text is asked for records that have a word beginning with each of `asked`."""
    return " AND ".join([_begun(word) for word in asked])


def _begun(word: str, mark: str = "") -> str:
    ways = _ON_THE_WAY.get(word[-1])
    if ways is None or len(word) == 1:
        return f'"{mark}{word}"*'
    return "(" + " OR ".join([f'"{mark}{word[:-1]}{way}"*' for way in ways]) + ")"


def _with_father(asked: Sequence[str]) -> str:
    """As `beginnings`, where one of the words is the patronymic's."""
    ways = [
        " AND ".join(
            _begun(word, FATHER if at == place else "") for place, word in enumerate(asked)
        )
        for at in range(len(asked))
    ]
    return " OR ".join(f"({way})" for way in ways)


def _find_kind(
    cursor: Any, kind: str, text: str, asked: list[str], query: str, limit: int
) -> list[Hit]:
    rows = cursor.execute(_MATCH[kind], (query, limit)).fetchall()
    if len(rows) == 1:  # what most of the typing comes to
        return [_HIT(rows[0])]
    hits = list(map(_HIT, rows))
    if hits:
        whole = _match(cursor, kind, " AND ".join([f'"{word}"' for word in asked]), limit)
        hits = _joined_hits(whole, hits)[:limit] if whole else hits
    if kind == "person" and len(hits) < limit:
        hits = _joined_hits(hits, _match(cursor, kind, _with_father(asked), limit))[:limit]
    return hits or _nearly(cursor, kind, text, limit)


def _joined_hits(first: list[Hit], others: Iterable[Hit]) -> list[Hit]:
    met = {hit.uid for hit in first}
    return [*first, *(hit for hit in others if hit.uid not in met)]


def _nearly(cursor: Any, kind: str, text: str, limit: int) -> list[Hit]:
    for query in loosened(Vocabulary(cursor, kind), mistyped(text)[:_WORDS_MOST]):
        hits = _match(cursor, kind, query, limit)
        if hits:
            return hits
    return []


def _match(cursor: Any, kind: str, query: str, limit: int) -> list[Hit]:
    # CROSS JOIN in the statement keeps the order: few finds first, then their cards
    return list(map(_HIT, cursor.execute(_MATCH[kind], (query, limit)).fetchall()))
