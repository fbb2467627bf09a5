"""The people of the demo and their workspaces: one office, two specialists, the coordinator."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.demo.story_clock import StoryClock
from socialcase.actions.enrolment import (
    accept_certificate,
    accept_request,
    read_request,
    request_enrolment,
    write_card,
)
from socialcase.actions.workspaces import (
    Workspace,
    close_workspace,
    create_laptop,
    create_office,
)
from socialcase.texts import tr

if TYPE_CHECKING:
    from socialcase.sync.vault import KdfCost

Say = Callable[[str], None]
"""Takes one line in plain words."""

PASSPHRASE = "alma bahar derek gije oba"  # noqa: S105  printed on purpose; the data are invented
"""Opens every workspace of the demo."""

OFFICE_NAME = "Mary, regional office"
OFFICER = "Döwran Hydyrow"


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody with a laptop: the folder's name, who it is, and what the office lets them do."""

    key: str
    name: str
    role: str
    etraps: tuple[str, ...]


PARTS = (
    # the coordinator first: the specialists' certificates then carry her key
    Part("aygul", "Aýgül Saparowa", "coordinator", ("wekilbazar", "bayramaly")),
    Part("maral", "Maral Annaýewa", "specialist", ("wekilbazar",)),
    Part("oraz", "Oraz Berdiýew", "specialist", ("bayramaly",)),
)

NAMES = {part.key: part.name for part in PARTS}
"""Who is behind each laptop."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The open workspaces, and the folder that stands for the USB stick."""

    office: Workspace
    laptops: dict[str, Workspace]
    stick: Path

    def staff(self, key: str) -> str:
        """The staff id of somebody with a laptop."""
        return self.laptops[key].person


@dataclass(frozen=True, slots=True)
class Places:
    """Where the workspaces of a demo lie under its folder."""

    folder: Path

    @property
    def office(self) -> Path:
        """The office's workspace."""
        return self.folder / "office"

    @property
    def stick(self) -> Path:
        """The folder that stands for the USB stick."""
        return self.folder / "usb-stick"

    def laptop(self, key: str) -> Path:
        """A laptop's workspace."""
        return self.folder / f"laptop-{key}"


@contextmanager
def assembled(
    places: Places, clock: StoryClock, say: Say, cost: "KdfCost | None"
) -> Iterator[Cast]:
    """Make the office and the laptops, enrol them through files, close everything at the end."""
    opened: list[Workspace] = []
    try:
        yield _assemble(places, clock, say, cost, opened)
    finally:
        for ws in opened:
            close_workspace(ws)


def _assemble(
    places: Places, clock: StoryClock, say: Say, cost: "KdfCost | None", opened: list[Workspace]
) -> Cast:
    from socialcase.sync.vault import calibrate  # once for all four: they are on one computer

    cost = cost or calibrate()
    say(tr("Creating the regional office: {office}.").format(office=OFFICE_NAME))
    office = create_office(
        places.office, PASSPHRASE, OFFICE_NAME, OFFICER, cost=cost, clock=clock, anywhere=True
    )
    opened.append(office)
    places.stick.mkdir(parents=True, exist_ok=True)
    card = write_card(office, places.stick)
    laptops: dict[str, Workspace] = {}
    for part in PARTS:
        ws = create_laptop(
            places.laptop(part.key), PASSPHRASE, part.name, cost=cost, clock=clock, anywhere=True
        )
        opened.append(ws)
        _enrol(office, ws, part, card, say)
        laptops[part.key] = ws
        clock.spend(15)
    return Cast(office, laptops, places.stick)


class DigitsDiffer(Exception):
    """The two screens showed different digits: the request was exchanged on the way."""


def _enrol(office: Workspace, laptop: Workspace, part: Part, card: Path, say: Say) -> None:
    written = request_enrolment(laptop, card, card.parent)
    read = read_request(office, written.file)
    if written.words != read.words:
        raise DigitsDiffer
    accepted = accept_request(office, written.file, card.parent, role=part.role, etraps=part.etraps)
    accept_certificate(laptop, accepted.file)
    say(
        tr("{name} joins. Laptop and office both show {digits}.").format(
            name=part.name, digits=read.words
        )
    )
