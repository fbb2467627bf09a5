"""`socialcase office`: making an office and answering laptops."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, folder_of, opened, passphrase
from socialcase.cli.plain import plain
from socialcase.errors import CannotRead
from socialcase.texts import tr

office = App(name="office", help="Make a regional office and answer laptops.")
Etraps = Annotated[tuple[str, ...], Parameter(name="--etrap", negative=())]


@office.command
def init(*, name: str, officer: str, at: At = HERE) -> Answer:
    """Make a regional office in an empty folder.

    :param name: Name of the office, as laptops show it.
    :param officer: Name of the regional officer who works here.
    """
    from socialcase.actions.workspaces import close_workspace, create_office

    folder = folder_of(at)
    ws = create_office(folder, passphrase(at, new=True), name, officer)
    data = {"workspace": str(folder), "kind": "office", "device": ws.store.device}
    data |= {"staff": ws.person}
    close_workspace(ws)
    line = tr("The office is ready in {folder}.").format(folder=folder)
    return answer(plain(data), [line], as_json=at.json)


@office.command
def card(*, to: Path, at: At = HERE) -> Answer:
    """Write the office card that laptops need in order to join.

    :param to: Folder to write it to, such as a stick.
    """
    from socialcase.actions.enrolment import write_card

    with opened(at) as ws:
        file = write_card(ws, to)
    line = tr("The office card lies in {file}.").format(file=file)
    return answer({"file": str(file)}, [line], as_json=at.json)


@office.command
def requests(folder: Path, /, *, at: At = HERE) -> Answer:
    """Show which laptops ask to join.

    :param folder: Folder with request files (*.screquest).
    """
    from socialcase.actions.enrolment import requests_in

    if not folder.is_dir():
        raise CannotRead(folder)
    with opened(at) as ws:
        found = requests_in(ws, folder)
    rows = columns((one.person_name, one.words, str(one.file)) for one in found)
    lines = rows or [tr("No laptop asks to join here.")]
    return answer({"requests": plain(found)}, lines, as_json=at.json)


@office.command
def accept(
    request: Path,
    /,
    *,
    to: Path,
    words: str,
    role: str = "specialist",
    etrap: Etraps = (),
    staff: str = "",
    replaces: Annotated[bool, Parameter(negative=())] = False,
    at: At = HERE,
) -> Answer:
    """Accept a laptop and write its certificate.

    :param request: The laptop's request file.
    :param to: Folder to write the certificate to.
    :param words: The six groups of digits that the laptop shows, as they were read out.
    :param role: specialist, coordinator or officer.
    :param etrap: An etrap that the person works in; repeat it for several.
    :param staff: Id of a staff member whose second laptop this is.
    :param replaces: It replaces their earlier laptops: no restricted file is sealed to those
        any more.
    """
    from socialcase.actions.enrolment import accept_request, check_words

    with opened(at) as ws:
        check_words(ws, request, words)
        done = accept_request(
            ws, request, to, role=role, etraps=etrap, staff=staff, replaces=replaces
        )
    line = tr("{person} is accepted. Carry {file} back to the laptop.")
    lines = [line.format(person=done.person_name, file=done.file)]
    return answer(plain(done), lines, as_json=at.json)
