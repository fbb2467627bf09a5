"""What a real database shows, in the oracle's terms."""

from oracle import Origin, State  # type: ignore[import-not-found]

from socialcase.cases.records import Case, Note
from socialcase.storage import Store
from socialcase.storage.schema import table_name


def shown(store: Store) -> State:
    """What the real database holds, in the oracle's terms."""
    with store.snapshot() as connection:
        run = connection.exec_driver_sql
        admitted = frozenset(
            tuple(row)
            for row in run(
                "SELECT s.device, s.epoch, c.seq FROM change c JOIN stream s ON s.id = c.stream"
                " JOIN field f ON f.id = c.field WHERE c.held = 0 AND f.kind <> 'epoch'"
            )
        )
        heads: dict[tuple[str, str], set[Origin]] = {}
        showing: dict[tuple[str, str], Origin] = {}
        for record, name, device, epoch, seq, shows in run(
            "SELECT r.uid, f.uid, s.device, s.epoch, c.seq, h.shows FROM head h"
            " JOIN record r ON r.id = h.record JOIN field f ON f.id = h.field"
            " JOIN change c ON c.id = h.change JOIN stream s ON s.id = c.stream"
            " WHERE f.kind <> 'epoch'"
        ):
            heads.setdefault((record, name), set()).add((device, epoch, seq))
            if shows:
                assert (record, name) not in showing
                showing[record, name] = (device, epoch, seq)
        assert run(f"SELECT count(*) FROM {table_name('case')}").scalar_one() >= 0
        redacted = frozenset(
            tuple(row)
            for row in run(
                "SELECT s.device, s.epoch, c.seq FROM change c JOIN stream s ON s.id = c.stream"
                " WHERE c.salt IS NULL"
            )
        )
        assert run("SELECT count(*) FROM change WHERE salt IS NULL AND value > ''").scalar() == 0
    with store.reading() as reading:
        cases = reading.page(Case, limit=10**6)
        notes = reading.page(Note, limit=10**6)
        conflicts = frozenset((one.record, one.field) for one in reading.conflicts())
    return State(
        admitted=admitted,
        heads={cell: frozenset(origins) for cell, origins in heads.items()},
        showing=showing,
        conflicts=conflicts,
        typed={
            case.uid: {
                "status": case.status,
                "risk": case.risk_level,
                "reasons": case.risk_reasons,
                "title": case.title,
                "groups": case.groups,
            }
            for case in cases
        },
        notes=frozenset(note.uid for note in notes),
        redacted=redacted,
    )
