"""`socialcase db`: care of the database."""

from pathlib import Path
from typing import TYPE_CHECKING

from cyclopts import App

from socialcase.cli.answer import REFUSED, Answer, answer
from socialcase.cli.opening import HERE, At, folder_of, opened, passphrase
from socialcase.cli.plain import plain
from socialcase.errors import DatabaseDamaged
from socialcase.texts import explain, tr, trn

if TYPE_CHECKING:
    from socialcase.storage.views import FilesReport

db = App(name="db", help="Check, rebuild, back up and restore the database.")


@db.command
def check(*, at: At = HERE) -> Answer:
    """Look the whole database over; nothing is changed."""
    from socialcase.actions.maintenance import check as look_over

    with opened(at) as ws:
        report = look_over(ws)
        folder = ws.folder
    lines = [
        tr("{changes} changes, {records} records, {held} held, {conflicts} conflicts.").format(
            changes=report.changes,
            records=report.records,
            held=report.held,
            conflicts=report.conflicts,
        )
    ]
    lines += _files(report.files)
    if report.sound:
        return answer(plain(report), [*lines, tr("All is well.")], as_json=at.json)
    lines.append(", ".join(report.problems))
    complaint = str(explain(DatabaseDamaged(folder)))
    return Answer(plain(report), tuple(lines), at.json, REFUSED, complaint)


def _files(found: "FilesReport") -> list[str]:
    """What is wrong with the encrypted files, if anything."""
    missing, damaged, orphaned = map(len, (found.missing, found.damaged, found.orphaned))
    told = (
        (missing, trn("{n} file is not here yet.", "{n} files are not here yet.", missing)),
        (damaged, trn("{n} file is damaged.", "{n} files are damaged.", damaged)),
        (
            orphaned,
            trn("{n} file belongs to nothing.", "{n} files belong to nothing.", orphaned),
        ),
    )
    return [words.format(n=count) for count, words in told if count]


@db.command
def digest(*, at: At = HERE) -> Answer:
    """Name the state of the database in one line; equal states have equal lines."""
    from socialcase.actions.maintenance import digest as name_state

    with opened(at) as ws:
        line = name_state(ws)
    return answer({"digest": line}, [line], as_json=at.json)


@db.command
def rebuild(*, at: At = HERE) -> Answer:
    """Make all tables anew from the change log and say whether they were equal."""
    from socialcase.actions.maintenance import rebuild as make_anew

    with opened(at) as ws:
        report = make_anew(ws)
    equal = tr("The tables were equal to the log.")
    mended = tr("The tables differed from the log and are mended.")
    return answer(plain(report), [equal if report.equal else mended], as_json=at.json)


@db.command
def backup(file: Path | None = None, /, *, at: At = HERE) -> Answer:
    """Write one encrypted backup file and verify it by opening it.

    :param file: Where to write it; without it, into the workspace's folder of backups.
    """
    from socialcase.actions.maintenance import backup as write_backup

    with opened(at) as ws:
        written = write_backup(ws, file)
    line = tr("The backup lies in {file}. It opens with the passphrase of today.")
    return answer({"file": str(written)}, [line.format(file=written)], as_json=at.json)


@db.command
def restore(file: Path, /, *, at: At = HERE) -> Answer:
    """Make a workspace of a backup, in an empty folder given by --workspace.

    :param file: The backup file.
    """
    from socialcase.actions.maintenance import restore as bring_back

    folder = bring_back(file, folder_of(at), passphrase(at))
    line = tr("The workspace is back in {folder}.").format(folder=folder)
    return answer({"workspace": str(folder)}, [line], as_json=at.json)
