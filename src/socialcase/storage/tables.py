"""The tables of the change log and what stands beside it. The typed tables are in `typed`.

Long ids are kept once and referred to by whole numbers (stream, record, field, save, author);
those numbers mean nothing outside this file.
"""

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from socialcase.cases.changes import Held

log = MetaData()


def _number(name: str, *, key: bool = False, empty: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=empty)


def _words(name: str, *, key: bool = False, empty: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=empty)


def _bytes(name: str, *, empty: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=empty)


meta = Table("meta", log, _words("name", key=True), _words("value"))

stream = Table(
    "stream",
    log,
    _number("id", key=True),
    _words("device"),
    _words("epoch"),
    _number("last_seq"),
    _number("whole_seq"),
    _bytes("head"),
    UniqueConstraint("device", "epoch"),
)

record = Table("record", log, _number("id", key=True), Column("uid", Text, unique=True))
author = Table("author", log, _number("id", key=True), Column("uid", Text, unique=True))
save = Table(
    "save",
    log,
    _number("id", key=True),
    Column("uid", Text, unique=True),
    Column("aside", Integer, nullable=False, server_default="0"),
)

field = Table(
    "field",
    log,
    _number("id", key=True),
    Column("uid", Text, unique=True),  # the path: "case.groups/older_person"
    _words("kind"),
    _words("name"),
    _words("element"),
    _number("known"),
    _number("exempt"),  # decisions and epochs cannot be set aside
)

change = Table(
    "change",
    log,
    _number("id", key=True),
    _number("stream"),
    _number("seq"),
    _number("lamport"),
    _number("wall"),
    _number("save"),
    _number("record"),
    _number("field"),
    _words("value", empty=True),
    _bytes("salt", empty=True),
    _number("author"),
    _bytes("commitment"),
    _bytes("row_hash"),
    _number("held"),
    _number("parent_stream", empty=True),
    _number("parent_seq", empty=True),
)
Index(
    "change_origin",
    change.c.stream,
    change.c.seq,
    unique=True,
    sqlite_where=text(f"held <> {int(Held.FORK)}"),
)
Index("change_cell", change.c.record, change.c.field)
Index("change_save", change.c.save)
Index("change_held", change.c.held, sqlite_where=text("held <> 0"))

more_parent = Table(
    "more_parent",
    log,
    _number("change", key=True),
    _number("place", key=True),
    _number("stream"),
    _number("seq"),
    sqlite_with_rowid=False,
)
missing_parent = Table(
    "missing_parent",
    log,
    _number("stream", key=True),
    _number("seq", key=True),
    sqlite_with_rowid=False,
)
stub = Table(
    "stub",
    log,
    _number("stream", key=True),
    _number("seq", key=True),
    _bytes("row_hash"),
    sqlite_with_rowid=False,
)
redacted = Table(
    "redacted",
    log,
    _number("stream", key=True),
    _number("seq", key=True),
    _number("done"),  # whether what the log has of it was dropped
    sqlite_with_rowid=False,
)
ruling = Table(
    "ruling",
    log,
    _number("stream", key=True),
    _number("seq", key=True),
    _number("verdict"),  # see `rulings`; 0: none any more
    _number("quiet"),  # whether nobody is asked about it
    _number("was", empty=True),  # how the change was held before it was ruled upon
    sqlite_with_rowid=False,
)
release = Table("release", log, _number("id", key=True), _number("change"))

head = Table(
    "head",
    log,
    _number("record", key=True),
    _number("field", key=True),
    _number("change", key=True),
    _number("shows"),
    sqlite_with_rowid=False,
)
conflict = Table(
    "conflict",
    log,
    _number("record", key=True),
    _number("field", key=True),
    sqlite_with_rowid=False,
)
circle = Table(
    "circle",
    log,
    _number("record", key=True),
    _words("kind", key=True),
    _words("stated"),
    _words("effective"),
    _number("shown"),
    Column("cleared", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
Index("circle_stated", circle.c.stated)
Index("circle_cleared", circle.c.record, sqlite_where=text("cleared = 1"))
card = Table(
    "card",
    log,
    _number("record", key=True),
    _words("kind", key=True),
    _words("uid"),
    _words("title"),
    _words("detail"),
    _words("sort"),
    sqlite_with_rowid=False,
)
Index("card_sort", card.c.kind, card.c.sort, card.c.uid)

peer = Table(
    "peer",
    log,
    _words("device", key=True),
    _words("person"),
    _words("role"),
    _words("etraps"),
    _words("sign_key"),
    _words("age_key"),
    _words("label"),
    _words("certificate"),
    _number("revoked_from", empty=True),
)
receipt = Table(
    "receipt",
    log,
    _words("bundle", key=True),
    _words("sender"),
    _number("number"),
    _number("wall"),
    _number("changes"),
)
sent = Table(
    "sent",
    log,
    _words("recipient", key=True),
    _number("number", key=True),
    _words("bundle"),
    _number("wall"),
    _number("changes"),
    _number("cursor_change"),
    _number("cursor_release"),
    _number("acked"),
)
carried = Table(
    "carried",
    log,
    _words("recipient", key=True),
    _number("record", key=True),
    _number("number"),
    sqlite_with_rowid=False,
)
ack = Table(
    "ack",
    log,
    _words("peer", key=True),
    _words("device", key=True),
    _words("epoch", key=True),
    _number("seq"),
    _bytes("head"),
)
sealed = Table(
    "sealed",
    log,
    _words("part", key=True),
    _words("recipients"),
    _words("origins"),
    _bytes("content"),
)

draft = Table(
    "draft",
    log,
    _words("uid", key=True),
    _words("case_uid"),
    _words("person_uid"),
    _words("form_id"),
    _words("form_version"),
    _words("form_hash"),
    _number("begun"),
    _number("touched"),
    _words("place"),
)
draft_step = Table(
    "draft_step",
    log,
    _number("id", key=True),
    _words("draft"),
    _words("op"),
    _words("ref"),
    _words("value", empty=True),
)
Index("draft_step_draft", draft_step.c.draft, draft_step.c.id)
opened = Table(
    "opened",
    log,
    _number("id", key=True),
    _words("record"),
    _words("staff"),
    _number("wall"),
    _number("newest"),  # the last change that was here then
)
Index("opened_record", opened.c.record, opened.c.staff)
form_cache = Table("form_cache", log, _words("hash", key=True), _bytes("content"))
private = Table("private", log, _words("name", key=True), _words("value"))
