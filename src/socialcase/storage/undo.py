"""Undo: one save taken back by another save; nothing is ever removed from the log."""

from socialcase.cases.changes import Change, Held
from socialcase.cases.fields import AUDIENCE
from socialcase.errors import ChangedSince, NothingToUndo
from socialcase.storage import redactions, rulings
from socialcase.storage.connection import Connection
from socialcase.storage.links import BESIDE, linking
from socialcase.storage.log import Logged, heads_of, logged
from socialcase.storage.writing import Transaction

_STEPS_BACK = 40
"""How far the replaced values of a field are followed."""


def undo(tx: Transaction, save: str) -> None:
    """Take back `save` within `tx`.

    Each field gets the value that the save replaced. A save that settled a conflict, or is one
    side of one, is set aside by a decision instead, so that the other versions stand. Raises
    NothingToUndo for an unknown or already undone save and for a redaction (what it dropped is
    nowhere any more), ChangedSince when something built on it or is linked to what it made.
    """
    rows = list(logged(tx.connection, "WHERE v.uid = ? ORDER BY c.seq", (save,)))
    counting = [row for row in rows if row.held is Held.ADMITTED and _visible(tx, row)]
    redacts = any((row.change.value or "").startswith(redactions.PREFIX) for row in counting)
    if not counting or redacts or any(row.held is Held.SET_ASIDE for row in rows):
        raise NothingToUndo(save)
    _refuse_if_undone(tx, save, counting)
    _refuse_if_changed(tx, save, counting)
    if _took_back_rulings(tx, save, counting):
        return
    aside = any(_settles(row.change) or _is_disputed(tx, row.change) for row in counting)
    if aside:
        _set_aside(tx, save, counting[0].change.record)
    for row in counting:
        change = row.change
        # decisions are not set aside
        if not aside or change.field.startswith("decision."):
            tx.put(change.record, change.field, _before(tx.connection, change))


def _took_back_rulings(tx: Transaction, save: str, rows: list[Logged]) -> bool:
    """Hold again, wherever they count by now, the changes that the save released."""
    told = {row.change.record for row in rows if _releases(row.change)}
    ruled = {row.change.record for row in rows if row.change.field == "decision.verb"
             and row.change.value == "release" and row.change.record in told}  # fmt: skip
    for record in ruled:
        if tx.showing(record, "decision.verb") != "release":
            raise NothingToUndo(save)
        tx.put(record, "decision.verb", "hold")
    return bool(ruled)


def _releases(change: Change) -> bool:
    stated = (change.value or "").startswith(rulings.PREFIX)
    return change.field == "decision.subject" and stated


def _set_aside(tx: Transaction, save: str, record: str) -> None:
    # whoever may see what was settled may see that it was set aside
    audience = tx.connection.exec_driver_sql(
        "SELECT k.effective FROM circle k JOIN record r ON r.id = k.record WHERE r.uid = ?"
        " ORDER BY k.effective LIKE 'named:%' DESC",
        (record,),
    ).scalar_one()
    tx.create("decision", audience, {"subject": f"save:{save}", "verb": "set_aside"})


def _before(connection: Connection, change: Change) -> str | None:
    parent = _parent(connection, change)
    return parent.value if parent else None


def _parent(connection: Connection, change: Change) -> Change | None:
    if not change.parents:
        return None
    parent = change.parents[0]
    rows = list(
        logged(
            connection,
            "WHERE s.device = ? AND s.epoch = ? AND c.seq = ? AND c.held <> 2",
            (parent.device, parent.epoch, parent.seq),
        )
    )
    return rows[0].change if rows else None


def _settles(change: Change) -> bool:
    return len(change.parents) > 1 and not _is_set(change)


def _is_disputed(tx: Transaction, change: Change) -> bool:
    """Whether it stands beside other values: giving back what was before would end the dispute."""
    heads = heads_of(tx.connection, change.record, change.field)
    return len({head.change.value for head in heads}) > 1


def _is_set(change: Change) -> bool:
    return "/" in change.field


def _refuse_if_undone(tx: Transaction, save: str, rows: list[Logged]) -> None:
    def taken_back(change: Change) -> bool:
        heads = heads_of(tx.connection, change.record, change.field)
        current = {head.change.origin for head in heads}
        return change.origin not in current and tx.showing(change.record, change.field) == _before(
            tx.connection, change
        )

    if all(taken_back(row.change) for row in rows):
        raise NothingToUndo(save)


def _refuse_if_changed(tx: Transaction, save: str, rows: list[Logged]) -> None:
    changed = {row.change.field for row in rows if not _stands(tx.connection, row.change)}
    for row in rows:
        kind, _, name = row.change.field.partition(".")
        if name == AUDIENCE and not row.change.parents:
            record = row.change.record
            changed |= _built_upon(tx.connection, save, record, kind)
            changed |= linking(tx.connection, tx.registry, record, kind, save)
    if changed:
        raise ChangedSince(save, tuple(sorted(changed)))


def _stands(connection: Connection, change: Change) -> bool:
    """Whether nothing has replaced `change`, or whatever did was taken back."""
    heads = [head.change for head in heads_of(connection, change.record, change.field)]
    if change.origin in {head.origin for head in heads}:
        return True
    return any(_gives_back(connection, head, change) for head in heads)


def _gives_back(connection: Connection, head: Change, change: Change) -> bool:
    """Whether `head` has the value of `change` again, once what came between was taken back.

    A change gives back what stood before the one that it replaced, where that had the same value;
    and whatever that gave back in its turn.
    """
    chain = [head]
    while len(chain) < _STEPS_BACK and not _settles(chain[-1]):
        replaced = _parent(connection, chain[-1])
        if replaced is None:
            break
        chain.append(replaced)
    given_back: list[set[int]] = [set() for _ in (*chain, None)]
    for at in reversed(range(len(chain))):
        given_back[at] = {at}
        for one in given_back[at + 1]:
            if one + 1 < len(chain) and chain[one + 1].value == chain[at].value:
                given_back[at] |= given_back[one + 1]
    return change.origin in {chain[at].origin for at in given_back[0]}


def _built_upon(connection: Connection, save: str, record: str, kind: str) -> set[str]:
    # a record that the save made is taken back only while nothing else hangs on it
    later = connection.exec_driver_sql(
        "SELECT f.uid FROM record r JOIN head h ON h.record = r.id JOIN change c ON c.id = h.change"
        " JOIN save v ON v.id = c.save JOIN field f ON f.id = h.field"
        " WHERE r.uid = ? AND v.uid <> ? AND c.value IS NOT NULL",
        (record, save),
    ).scalars()
    hanging = connection.exec_driver_sql(
        "SELECT DISTINCT k.kind || '.audience' FROM circle k JOIN head h ON h.record = k.record"
        " JOIN change c ON c.id = h.change JOIN save v ON v.id = c.save"
        " WHERE k.stated = ? AND k.shown = 1 AND v.uid <> ? AND k.kind NOT IN (?, ?)",
        (f"case:{record}", save, *BESIDE),
    ).scalars()
    return set(later.all()) | (set(hanging.all()) if kind == "case" else set())


def _visible(tx: Transaction, row: Logged) -> bool:
    connection = tx.connection
    if row.change.author == tx.author and row.change.field.startswith("decision."):
        return True  # about a file that is closed to them, as an office may have to decide
    found = connection.exec_driver_sql(
        "SELECT 1 FROM circle k JOIN record r ON r.id = k.record"
        " WHERE r.uid = ? AND k.kind = ?"
        " AND (k.shown = 1 OR k.effective NOT LIKE 'named:%'"
        " OR k.cleared = 1 AND instr(',' || substr(k.effective, 7) || ',', ',' || ? || ',') > 0)",
        (row.change.record, row.change.field.partition(".")[0], tx.author),
    ).first()
    return found is not None
