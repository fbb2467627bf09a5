"""Makes `files/v0.scdb`: a database in the first layout, under the key `KEY` (all of it invented).

In layout 0 a change kept no hash of its row, and there were no tables of heads, circles, typed
rows or the exchange. Run once: `python tests/storage/make_v0.py tests/storage/files/v0.scdb`.
"""

import sys
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from socialcase.cases.changes import commit

KEY = bytes(range(32))

LAYOUT = """
CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
CREATE TABLE stream (id INTEGER PRIMARY KEY, device TEXT NOT NULL, epoch TEXT NOT NULL,
 last_seq INTEGER NOT NULL, whole_seq INTEGER NOT NULL, head BLOB NOT NULL, UNIQUE (device, epoch));
CREATE TABLE record (id INTEGER PRIMARY KEY, uid TEXT UNIQUE);
CREATE TABLE author (id INTEGER PRIMARY KEY, uid TEXT UNIQUE);
CREATE TABLE save (id INTEGER PRIMARY KEY, uid TEXT UNIQUE, aside INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE field (id INTEGER PRIMARY KEY, uid TEXT UNIQUE, kind TEXT NOT NULL,
 name TEXT NOT NULL, element TEXT NOT NULL, known INTEGER NOT NULL, exempt INTEGER NOT NULL);
CREATE TABLE change (id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, seq INTEGER NOT NULL,
 lamport INTEGER NOT NULL, wall INTEGER NOT NULL, save INTEGER NOT NULL, record INTEGER NOT NULL,
 field INTEGER NOT NULL, value TEXT, salt BLOB, author INTEGER NOT NULL, commitment BLOB NOT NULL,
 held INTEGER NOT NULL, parent_stream INTEGER, parent_seq INTEGER);
CREATE UNIQUE INDEX change_origin ON change (stream, seq) WHERE held <> 2;
CREATE INDEX change_cell ON change (record, field);
CREATE TABLE more_parent (change INTEGER NOT NULL, place INTEGER NOT NULL,
 stream INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (change, place)) WITHOUT ROWID;
PRAGMA user_version = 0;
"""
FIELDS = (
    "person.audience", "person.name", "person.birth", "case.audience", "case.person",
    "case.title", "case.risk", "case.groups/older_person",
)  # fmt: skip
PERSON, CASE = 1, 2
CHANGES = (
    # seq, lamport, save, record, field, value, parent
    (1, 1, 1, PERSON, 1, "etrap:gokdepe", None),
    (2, 1, 1, PERSON, 2, '{"given":"Bägül","surname":"Nazarowa"}', None),
    (3, 1, 1, PERSON, 3, "~1951", None),
    (4, 2, 2, CASE, 4, "etrap:gokdepe", None),
    (5, 2, 2, CASE, 5, "p" * 26, None),
    (6, 2, 2, CASE, 6, "Lives alone", None),
    (7, 2, 2, CASE, 7, '{"level":"low"}', None),
    (8, 2, 2, CASE, 8, "true", None),
    (9, 3, 3, CASE, 7, '{"level":"high","reasons":"fell in winter"}', 7),
)


def make(file: Path) -> None:
    """Write the database."""
    database = sqlcipher.connect(str(file), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    database.executescript(LAYOUT)
    run = database.execute
    run("INSERT INTO meta VALUES ('device', 'd0d0d0d0d0d0d0d0')")
    run("INSERT INTO meta VALUES ('epoch', 'e0e0e0e0e0e0e0e0')")
    run("INSERT INTO meta VALUES ('viewer', 'staff-of-old')")
    run(
        "INSERT INTO stream VALUES (1, 'd0d0d0d0d0d0d0d0', 'e0e0e0e0e0e0e0e0', 9, 9, ?)",
        (b"h" * 32,),
    )
    run("INSERT INTO record VALUES (1, ?), (2, ?)", ("p" * 26, "c" * 26))
    run("INSERT INTO author VALUES (1, 'staff-of-old')")
    database.executemany(
        "INSERT INTO save (id, uid) VALUES (?, ?)", [(n, f"{n}" * 26) for n in (2, 3, 4)]
    )
    run("UPDATE save SET id = id - 1")
    for number, path in enumerate(FIELDS, 1):
        kind, _, rest = path.partition(".")
        name, _, element = rest.partition("/")
        run("INSERT INTO field VALUES (?, ?, ?, ?, ?, 1, 0)", (number, path, kind, name, element))
    for seq, lamport, save, record, field, value, parent in CHANGES:
        salt = bytes([seq]) * 16
        run(
            "INSERT INTO change VALUES (?, 1, ?, ?, 1700000000000, ?, ?, ?, ?, ?, 1, ?, 0, ?, ?)",
            (seq, seq, lamport, save, record, field, value, salt, commit(value, salt),
             1 if parent else None, parent),
        )  # fmt: skip
    database.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
