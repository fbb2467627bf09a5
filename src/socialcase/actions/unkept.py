"""What somebody is writing and has not kept yet: it stays until it is kept or thrown away.

It stands in `store.private`, encrypted, on the disk at each letter: a crash, a lock or an empty
battery takes nothing. No bundle, no figure, no backup and nobody else has it. The act that keeps
what was written forgets it in the same transaction (`kept_with`), so that it is never there twice.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialcase.actions.attachments import KeptFile, keep_content, safe_name
from socialcase.actions.workspaces import Workspace
from socialcase.lazy_dataclass import dataclass, field
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
    """What was written at a place. `at`: when it was touched last, UTC; `words`: by field.

    `before`: what stood in these fields when somebody began to write, where that is known.
    """

    place: str
    at: datetime
    words: Mapping[str, str]
    files: tuple[ChosenFile, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)


def visit_place(case: str, visit: str = "") -> str:
    """The place of the log of a visit of `case`; `visit`: the planned one, "" for any other."""
    return f"visit:{case}:{visit}"


def write_down(
    ws: Workspace, place: str, words: Mapping[str, str], before: Mapping[str, str] | None = None
) -> None:
    """Keep what stands in the fields of a page, durably when this returns.

    `before`: what stood there when the writing began, nothing where it is not said. Words that are
    as they were are left out; where all are, none are written down any more. Raises DiskFull,
    CannotWrite.
    """
    first = before or {}
    written = {name: _whole(text) for name, text in words.items() if text != first.get(name, "")}
    if written:
        stood = {name: first[name] for name in written if name in first}
        value = {"at": ws.clock.now().isoformat(), "words": written, "before": stood}
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
    """Take a file back out; its content goes when the workspace is opened the next time.

    Not before, whatever is swept meanwhile: somebody may want it back.
    """
    ws.store.attachments.spare([file.kept.file])
    for name in list(ws.store.private.names(_file_names(place))):
        if name.endswith(file.kept.file):
            ws.store.private.drop(name)


def written_down(ws: Workspace, place: str) -> Unkept | None:
    """What stands at a place and is not kept yet; None for nothing."""
    return next((one for one in all_unkept(ws, place) if one.place == place), None)


def all_unkept(ws: Workspace, *starts: str) -> list[Unkept]:
    """Everything that is not kept yet at places that begin with one of `starts`, the newest first.

    Read in one go, however many places there are. Without `starts`: everything.
    """
    wanted = [prefix + start for start in starts or ("",) for prefix in (UNKEPT, UNKEPT_FILE)]
    words: dict[str, Mapping[str, Any]] = {}
    files: dict[str, list[Mapping[str, Any]]] = {}
    for name, value in ws.store.private.some(*wanted).items():
        if name.startswith(UNKEPT):
            words[name.removeprefix(UNKEPT)] = json.loads(value)
        else:
            place = name.removeprefix(UNKEPT_FILE).partition("|")[0]
            files.setdefault(place, []).append(json.loads(value))
    found = [
        _unkept(place, words.get(place, {}), files.get(place, ())) for place in {*words, *files}
    ]
    return sorted(found, key=lambda one: (one.at, one.place), reverse=True)


def throw_away(ws: Workspace, place: str) -> Unkept | None:
    """Forget what stands at a place; gives it, so that it can be restored.

    Its files go when the workspace is opened the next time. Raises DiskFull, CannotWrite.
    """
    found = written_down(ws, place)
    if found is not None:
        ws.store.private.drop(UNKEPT + place)
        for file in found.files:
            leave_out(ws, place, file)
    return found


def restore(ws: Workspace, thrown_away: Unkept) -> None:
    """Write down again what was thrown away. Raises DiskFull, CannotWrite."""
    write_down(ws, thrown_away.place, thrown_away.words, thrown_away.before)
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


def _unkept(place: str, words: Mapping[str, Any], files: Iterable[Mapping[str, Any]]) -> Unkept:
    at = max(datetime.fromisoformat(one["at"]) for one in (words, *files) if one)
    chosen = tuple(map(_file, files))
    return Unkept(place, at, words.get("words", {}), chosen, words.get("before", {}))


def _file(kept: Mapping[str, Any]) -> ChosenFile:
    content = KeptFile(kept["file"], kept["key"], kept["size"], kept["sha256"])
    return ChosenFile(kept["name"], content)


def _whole(text: str) -> str:
    # half a sign, cut off somewhere, is none that can be kept
    return text.encode("utf-8", "ignore").decode()
