"""What somebody is writing and has not kept yet: it stays until it is kept or thrown away.

It stands in `store.private`, encrypted, on the disk at each letter: a crash, a lock or an empty
battery takes nothing. No bundle, no figure, no backup and nobody else has it. The act that keeps
what was written forgets it in the same transaction (`kept_with`), so that it is never there twice.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialcase.actions.attachments import KeptFile, keep_content, safe_name
from socialcase.actions.workspaces import Workspace
from socialcase.lazy_dataclass import dataclass
from socialcase.storage.attachments import UNKEPT_FILE

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction

UNKEPT = "unkept:"
"""Beginning of the names of what was written, before the place."""


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


def write_down(ws: Workspace, place: str, words: Mapping[str, str]) -> None:
    """Keep what stands in the fields of a page, durably when this returns.

    Words that are "" are left out; where all are, none are written down any more. Raises DiskFull,
    CannotWrite.
    """
    written = {field: _whole(text) for field, text in words.items() if text}
    if written:
        value = {"at": ws.clock.now().isoformat(), "words": written}
        ws.store.private.put(UNKEPT + place, json.dumps(value, ensure_ascii=False))
    else:
        ws.store.private.drop(UNKEPT + place)


def take_in(ws: Workspace, place: str, source: Path | bytes, name: str = "") -> ChosenFile:
    """Encrypt a file for what is being written at a place; it is there when this returns.

    Raises PictureUnreadable, AttachmentTooLarge, CannotRead, DiskFull, CannotWrite.
    """
    called = safe_name(name or (source.name if isinstance(source, Path) else ""))
    made = ChosenFile(called, keep_content(ws, source))
    put_back(ws, place, made)
    return made


def put_back(ws: Workspace, place: str, file: ChosenFile) -> None:
    """Note a file that was taken in, anew. Raises DiskFull, CannotWrite."""
    at, kept = ws.clock.now().isoformat(), file.kept
    value: dict[str, str | int] = {"at": at, "name": file.name, "file": kept.file, "key": kept.key}
    value |= {"size": kept.size, "sha256": kept.sha256}
    before = sum(1 for _ in ws.store.private.names(_file_names(place)))
    named = f"{_file_names(place)}{before:04}:{kept.file}"  # in the order in which they were chosen
    ws.store.private.put(named, json.dumps(value, ensure_ascii=False))


def leave_out(ws: Workspace, place: str, file: ChosenFile) -> None:
    """Take a file back out; its content goes when the workspace is swept."""
    for name in list(ws.store.private.names(_file_names(place))):
        if name.endswith(file.kept.file):
            ws.store.private.drop(name)
    ws.store.attachments.settled([file.kept.file])


def written_down(ws: Workspace, place: str) -> Unkept | None:
    """What stands at a place and is not kept yet; None for nothing."""
    value = ws.store.private.get(UNKEPT + place)
    kept = json.loads(value) if value else {"words": {}}
    names = ws.store.private.names(_file_names(place))
    files = [json.loads(ws.store.private.get(name)) for name in names]
    times = [one["at"] for one in (kept, *files) if "at" in one]
    if not times:
        return None
    at = max(map(datetime.fromisoformat, times))
    return Unkept(place, at, kept["words"], tuple(map(_file, files)))


def all_unkept(ws: Workspace, start: str = "") -> list[Unkept]:
    """Everything that is not kept yet at places that begin with `start`, the newest first."""
    words = (n.removeprefix(UNKEPT) for n in ws.store.private.names(UNKEPT + start))
    names = ws.store.private.names(UNKEPT_FILE + start)
    files = (name.removeprefix(UNKEPT_FILE).partition("|")[0] for name in names)
    places = sorted({*words, *files})
    found = [one for place in places if (one := written_down(ws, place)) is not None]
    return sorted(found, key=lambda one: one.at, reverse=True)


def throw_away(ws: Workspace, place: str) -> Unkept | None:
    """Forget what stands at a place; gives it, so that it can be restored.

    Its files go when the workspace is swept, not before. Raises DiskFull, CannotWrite.
    """
    found = written_down(ws, place)
    if found is not None:
        ws.store.private.drop(UNKEPT + place)
        for file in found.files:
            leave_out(ws, place, file)
    return found


def restore(ws: Workspace, thrown_away: Unkept) -> None:
    """Write down again what was thrown away. Raises DiskFull, CannotWrite."""
    write_down(ws, thrown_away.place, thrown_away.words)
    for file in thrown_away.files:
        put_back(ws, thrown_away.place, file)


def kept_with(ws: Workspace, place: str, tx: "Transaction") -> None:
    """Forget what stands at a place in the transaction that keeps it."""
    for name in (UNKEPT + place, *ws.store.private.names(_file_names(place))):
        ws.store.private.drop_with(name, tx)


@contextmanager
def forgetting(ws: Workspace, place: str) -> Iterator[None]:
    """The act within, whatever it is, forgets what stands at a place in its own transaction."""
    with ws.store.besides(lambda tx: kept_with(ws, place, tx)):
        yield


def _file_names(place: str) -> str:
    return f"{UNKEPT_FILE}{place}|"


def _file(kept: Mapping[str, Any]) -> ChosenFile:
    content = KeptFile(kept["file"], kept["key"], kept["size"], kept["sha256"])
    return ChosenFile(kept["name"], content)


def _whole(text: str) -> str:
    # half a sign, cut off somewhere, is none that can be kept
    return text.encode("utf-8", "ignore").decode()
