"""What somebody is writing and has not kept yet: it stays until it is kept or thrown away.

It stands in `store.private`, encrypted, on the disk at each letter: a crash, a lock or an empty
battery takes nothing. No bundle, no figure, no backup and nobody else has it. The act that keeps
what was written forgets it in the same transaction (`kept_with`), so that it is never there twice.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from socialcase.actions.attachments import KeptFile
from socialcase.actions.workspaces import Workspace
from socialcase.lazy_dataclass import dataclass
from socialcase.storage.attachments import UNKEPT

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file that was taken in, encrypted, for something that is not kept yet."""

    name: str
    kept: KeptFile


@dataclass(frozen=True, slots=True)
class Unkept:
    """What was written at a place. `at`: when it was touched last, UTC; `words`: by field."""

    place: str
    at: datetime
    words: Mapping[str, str]
    files: tuple[ChosenFile, ...] = ()


def visit_place(case: str, visit: str = "") -> str:
    """The place of the log of a visit of `case`; `visit`: the planned one, "" for any other."""
    return f"visit:{case}:{visit}"


def write_down(
    ws: Workspace, place: str, words: Mapping[str, str], files: Iterable[ChosenFile] = ()
) -> None:
    """Keep what stands in the fields of a page, durably when this returns; nothing is forgotten.

    Words that are "" are left out; where nothing is left there is nothing unkept any more. Raises
    DiskFull, CannotWrite.
    """
    written = {field: _whole(text) for field, text in words.items() if text}
    taken = [_as_kept(one) for one in files]
    if not written and not taken:
        ws.store.private.drop(UNKEPT + place)
        return
    value = {"at": ws.clock.now().isoformat(), "words": written, "files": taken}
    ws.store.private.put(UNKEPT + place, json.dumps(value, ensure_ascii=False))


def written_down(ws: Workspace, place: str) -> Unkept | None:
    """What stands at a place and is not kept yet; None for nothing."""
    value = ws.store.private.get(UNKEPT + place)
    return _read(place, value) if value else None


def all_unkept(ws: Workspace, start: str = "") -> list[Unkept]:
    """Everything that is not kept yet at places that begin with `start`, the newest first."""
    places = [name.removeprefix(UNKEPT) for name in ws.store.private.names(UNKEPT + start)]
    found = [one for place in places if (one := written_down(ws, place)) is not None]
    return sorted(found, key=lambda one: one.at, reverse=True)


def throw_away(ws: Workspace, place: str) -> Unkept | None:
    """Forget what stands at a place; gives it, so that it can be written down again.

    Its files go when the workspace is swept, not before. Raises DiskFull, CannotWrite.
    """
    found = written_down(ws, place)
    ws.store.private.drop(UNKEPT + place)
    return found


def kept_with(ws: Workspace, place: str, tx: "Transaction") -> None:
    """Forget what stands at a place in the transaction that keeps it."""
    if place:
        ws.store.private.drop_with(UNKEPT + place, tx)


def _as_kept(one: ChosenFile) -> dict[str, str | int]:
    kept = one.kept
    content: dict[str, str | int] = {"file": kept.file, "key": kept.key, "sha256": kept.sha256}
    return {"name": one.name, "size": kept.size, **content}


def _read(place: str, value: str) -> Unkept:
    kept = json.loads(value)
    files = tuple(
        ChosenFile(f["name"], KeptFile(f["file"], f["key"], f["size"], f["sha256"]))
        for f in kept["files"]
    )
    return Unkept(place, datetime.fromisoformat(kept["at"]), kept["words"], files)


def _whole(text: str) -> str:
    # half a sign, cut off somewhere, is none that can be kept
    return text.encode("utf-8", "ignore").decode()
