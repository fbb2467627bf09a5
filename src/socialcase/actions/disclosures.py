"""What leaves the program: a file that is there whole or not at all, and a record of it."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.attachments import safe_name
from socialcase.actions.done import Done, done
from socialcase.actions.scope import case_audience, default_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.errors import FileInTheWay
from socialcase.logs import act
from socialcase.storage.durable import worded

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction

_A_SAVE = 1000
"""Cases of one save: a save is never split, and has to find room in a bundle."""


def disclose(ws: Workspace, what: str, form_id: str, form: str, rows: Mapping[str, int]) -> Done:
    """Keep that something was written out of the program, in each case of which it tells.

    `rows`: how many there are of each case, by id; "" for what tells of none; never empty. So every
    case says what has left of it, and who is not to know of a case learns nothing of it here.
    """
    values: dict[str, str | int] = {
        "what": what,
        "form_id": form_id,
        "format": form,
        "made": f"{ws.clock.now():%Y-%m-%dT%H:%M:%SZ}",
    }
    with ws.store.reading() as reading:
        uids = [uid for uid in rows if uid]
        known = {case.uid: case for case in reading.page(Case, {"uid": uids}, limit=len(uids) + 1)}
    told = list(rows.items())
    for start in range(0, len(told), _A_SAVE):
        with ws.store.transaction(ws.person) as tx:
            made = [
                _note(ws, tx, known.get(uid), {**values, "rows": count})
                for uid, count in told[start : start + _A_SAVE]
            ]
    return done(made[0], tx)


def _note(ws: Workspace, tx: "Transaction", case: Case | None, values: dict[str, str | int]) -> str:
    if case is None:
        return tx.create("disclosure", default_audience(ws), values)
    return tx.create("disclosure", case_audience(case), {**values, "case": case.uid})


def file_name(name: str, ending: str) -> str:
    """What a file that leaves is called: a form's own name may be a path, or none that opens."""
    return f"{safe_name(name)}.{ending}"


@contextmanager
def leaving(
    ws: Workspace, data: bytes, to: Path, name: str = "", *, replace: bool = False
) -> Iterator[Path]:
    """Write `data` to `to`, whole or not at all; `name`: what it is called if `to` is a folder.

    Gives the file, which is there once the block ends well: what keeps a record of it is done in
    the block, so that nothing leaves without one. Raises as `save_paper`.
    """
    with worded(to):
        target = to / name if name and to.is_dir() else to
        inside = ws.folder.resolve() in target.resolve().parents
        if inside or (target.exists() and not (replace and target.is_file())):
            raise FileInTheWay(target)
    part = target.with_name(f"{target.name}.part")
    with worded(target):
        try:
            stream = part.open("xb")
        except FileExistsError:
            raise FileInTheWay(part) from None
    try:
        with worded(target), stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        yield target
        with worded(target):
            part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    act("file.out")


def written_outside(ws: Workspace, data: bytes, to: Path, *, replace: bool = False) -> Path:
    """The same for what tells of nobody, and of which no record is kept."""
    with leaving(ws, data, to, replace=replace) as target:
        return target
