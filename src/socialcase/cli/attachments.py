"""`socialcase attachment`: pictures, letters and recordings of a case."""

from pathlib import Path
from typing import TYPE_CHECKING

from cyclopts import App

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import Plain, plain
from socialcase.cli.reading import case_read
from socialcase.texts import tr
from socialcase.texts.sizes import size_words

if TYPE_CHECKING:
    from socialcase.actions.attachments import DocumentLine

attachment = App(name="attachment", help="Add, list, copy out and erase files of a case.")


@attachment.command
def add(owner: str, file: Path, /, *, name: str = "", caption: str = "", at: At = HERE) -> Answer:
    """Keep a file encrypted in a case, or with another record; FILE itself stays where it is.

    Out of pictures (JPEG, PNG, WebP, GIF) goes what the camera noted: place, time, device. Other
    files are kept as they are, with what their makers wrote into them.

    :param owner: Number or id of a case, or id of a visit, person or other record.
    :param file: The file, of at most 20 MB.
    :param name: Another name for it.
    :param caption: What it shows.
    """
    from socialcase.actions.attachments import add_document, loses_what_it_tells, owner_named

    with opened(at) as ws:
        warning = "" if loses_what_it_tells(file) else _keeps_what_it_tells()
        done = add_document(ws, owner_named(ws, owner), file, name=name, caption=caption)
    line = tr("The file is kept: {record}").format(record=done.record)
    data: dict[str, Plain] = {"record": done.record, "save": done.save}
    return Answer(data, (line,), at.json, complaint=warning)


def _keeps_what_it_tells() -> str:
    return tr(
        "This file keeps what its maker wrote into it: perhaps names, places and times. Only "
        "pictures lose that."
    )


@attachment.command(name="list")
def list_(case: str, /, *, at: At = HERE) -> Answer:
    """Show the files of a case, newest first.

    :param case: Number or id of the case.
    """
    from socialcase.actions.attachments import documents

    with opened(at) as ws:
        lines = documents(ws, case_read(ws, case))
    rows = columns(
        (
            f"{line.stamp.at:%Y-%m-%d}",
            size_words(line.document.size or 0),
            line.document.name or tr("erased"),
            line.document.caption,
            line.document.uid,
        )
        for line in lines
    )
    data: list[Plain] = [_described(line) for line in lines]
    return answer({"attachments": data}, rows, as_json=at.json)


@attachment.command
def get(record: str, to: Path, /, *, at: At = HERE) -> Answer:
    """Write a plain copy of a file. From then on whoever has the copy can read it.

    :param record: Id of the attachment.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    """
    from socialcase.actions.copies_out import save_copy

    with opened(at) as ws:
        copy = save_copy(ws, record, to)
    line = tr("The copy lies in {file}.").format(file=copy)
    warning = tr(
        "This copy is not encrypted: the program does not protect it. Delete it after use."
    )
    return Answer({"file": str(copy)}, (line,), at.json, complaint=warning)


@attachment.command
def remove(record: str, /, *, at: At = HERE) -> Answer:
    """Take a file out of the list; it stays encrypted, and undo brings it back.

    :param record: Id of the attachment.
    """
    from socialcase.actions.attachments import remove as take_out

    with opened(at) as ws:
        done = take_out(ws, record)
    return answer({"record": done.record, "save": done.save}, [tr("Taken out.")], as_json=at.json)


@attachment.command
def erase(record: str, /, *, reason: str = "", at: At = HERE) -> Answer:
    """Drop content, name and key of a file for good, here and on every computer.

    A coordinator or an officer may do this; it cannot be undone.

    :param record: Id of the attachment.
    :param reason: Why. It must not repeat what is in the file.
    """
    from socialcase.actions.attachments import erase as drop

    with opened(at) as ws:
        done = drop(ws, record, reason)
    return answer(
        {"record": done.record, "save": done.save}, [tr("The content is erased.")], as_json=at.json
    )


def _described(line: "DocumentLine") -> dict[str, Plain]:
    # never the key: what is printed may lie in a log
    document, stamp = line.document, line.stamp
    return {
        "record": document.uid,
        "about": document.about,
        "question": document.question,
        "name": document.name,
        "caption": document.caption,
        "media": document.media,
        "size": document.size,
        "state": line.state,
        "author_name": stamp.author_name,
        "at": plain(stamp.at),
        "where": stamp.where,
    }
