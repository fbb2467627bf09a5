"""`socialcase laptop`: making a laptop's workspace and joining an office."""

import getpass
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer
from socialcase.cli.opening import HERE, At, folder_of, opened, passphrase
from socialcase.cli.plain import plain
from socialcase.texts import label, tr

laptop = App(name="laptop", help="Make a laptop's workspace and join an office.")
Etraps = Annotated[tuple[str, ...], Parameter(name="--etrap", negative=())]


@laptop.command
def new(*, name: str = "", etrap: Etraps = (), at: At = HERE) -> Answer:
    """Make a workspace for one person in an empty folder; no office is needed to try things.

    :param name: The person's name; without it the name of the computer's user.
    :param etrap: An etrap that the person works in; an office decides this anew when it accepts
        the laptop.
    """
    from socialcase.actions.workspaces import close_workspace, create_laptop

    folder = folder_of(at)
    person = name or getpass.getuser()
    secret = passphrase(at, new=True)
    ws = create_laptop(folder, secret, person, etraps=etrap)
    data = {"workspace": str(folder), "kind": "laptop", "device": ws.store.device}
    data |= {"staff": ws.person}
    close_workspace(ws)
    line = tr("The workspace is ready in {folder}.").format(folder=folder)
    return answer(plain(data), [line], as_json=at.json)


@laptop.command
def enrol(card: Path, /, *, to: Path, at: At = HERE) -> Answer:
    """Ask an office to accept this laptop.

    :param card: The office card (*.sccard).
    :param to: Folder to write the request to, such as a stick.
    """
    from socialcase.actions.enrolment import request_enrolment

    with opened(at) as ws:
        asked = request_enrolment(ws, card, to)
    lines = [
        tr("The request for {office} lies in {file}.").format(
            office=asked.office_name, file=asked.file
        ),
        tr("Call the office and compare these digits:"),
        asked.words,
    ]
    return answer(plain(asked), lines, as_json=at.json)


@laptop.command
def accept(certificate: Path, /, *, at: At = HERE) -> Answer:
    """Take in the certificate that the office wrote for this laptop.

    :param certificate: The certificate file (*.sccert).
    """
    from socialcase.actions.enrolment import accept_certificate

    with opened(at) as ws:
        joined = accept_certificate(ws, certificate)
    line = tr("This laptop belongs to {office}: {person}, {role}.").format(
        office=joined.office_name, person=joined.person_name, role=label("role", joined.role)
    )
    return answer(plain(joined), [line], as_json=at.json)
