"""Makes `files/vN.scdb`: an office's database in layout N (all of it invented).

Run once for each layout, by the program of the last commit that had it (in a worktree of that
commit, with PYTHONPATH set to its `src` and to itself): `python make_office.py FILE`. Beside it
goes a `.json` file: what was in it.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from socialcase.storage import Store
from tests.sync.field import NORTH, SOUTH, Field, field_of, open_case

KEY = bytes([1]) * 32
"""The first store of a field has it: the office."""
ROWS = (
    "SELECT group_concat(line, char(10)) FROM (SELECT s.device || s.epoch || c.seq || ' ' ||"
    " hex(c.row_hash) || ' ' || coalesce(c.value, '-') || ' ' || c.held AS line FROM change c"
    " JOIN stream s ON s.id = c.stream ORDER BY s.device, s.epoch, c.seq, c.held)"
)
"""The log in one text: order of arrival and numbers of this file apart."""


def make(file: Path) -> None:
    """Write the database and what was in it."""
    with tempfile.TemporaryDirectory() as root:
        laptops = {"jeren": ("specialist", (NORTH,)), "meret": ("specialist", (SOUTH,))}
        with field_of(Path(root), boss=("coordinator", ()), **laptops) as field:
            facts = _filled(field)
            field.office.close()
        shutil.copy(Path(root) / "office" / "database.scdb", file)
    file.with_suffix(".json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")


def _filled(field: Field) -> dict[str, object]:
    office, jeren, boss, meret = (
        field.stores[name] for name in ("office", "jeren", "boss", "meret")
    )
    case = open_case(jeren, f"etrap:{NORTH}", "Roof leaks")
    open_case(jeren, f"named:{jeren.viewer},{boss.viewer}", "For two people")
    undone = open_case(office, f"etrap:{SOUTH}", "Entered twice")
    for laptop in (jeren, boss, meret):
        field.carry(laptop, office)
        field.carry(office, laptop)
    for store, level in ((jeren, "medium"), (boss, "high")):
        with store.transaction(store.viewer) as tx:
            tx.set(case, "risk", {"level": level})
    with meret.transaction(meret.viewer) as tx:
        tx.create("note", f"etrap:{NORTH}", {"text": "Not hers to write"})
    with office.transaction(office.viewer) as tx:
        tx.set(case, "worry", "Written at the wrong place")
    with office.transaction(office.viewer) as tx:
        tx.redact(case, "worry")
        tx.set(case, "worry", "Roof leaks badly")
    with office.reading() as reading:
        save = reading.history(undone)[0].change.save
    office.undo(save, office.viewer)
    draft = office.drafts.start(case, "", "needs", "1", "0" * 64)
    office.drafts.append(draft, "set", "/data/a", "Bread for two days")
    for laptop in (jeren, boss, meret):
        field.carry(laptop, office)
    return _facts(office)


def _facts(office: Store) -> dict[str, object]:
    with office.snapshot() as connection:
        rows = connection.exec_driver_sql(ROWS).scalar()
        held = connection.exec_driver_sql(
            "SELECT held, count(*) FROM change GROUP BY held ORDER BY held"
        ).all()
        sealed = connection.exec_driver_sql("SELECT count(*) FROM sealed").scalar()
    with office.reading() as reading:
        conflicts = [[one.record, one.field] for one in reading.conflicts()]
    return {
        "rows": str(rows).splitlines(),
        "held": [list(row) for row in held],
        "sealed": sealed,
        "conflicts": conflicts,
        "receipts": len(office.exchange.receipts()),
        "drafts": [office.drafts.replay(draft.uid) for draft in office.drafts.open()],
    }


if __name__ == "__main__":
    make(Path(sys.argv[1]))
