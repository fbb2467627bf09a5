"""The world that the drills break: an office, an enrolled laptop, and bundles on their way."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from socialcase.actions import bundles, cases, enrolment, people, workspaces
from socialcase.actions.workspaces import Workspace
from socialcase.sync.vault import KdfCost

PASSPHRASE = "ýol suw daş gapy bag"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
PEOPLE_IN_A_BUNDLE = 40
BUNDLES = 4


@dataclass(frozen=True, slots=True)
class World:
    """Folders of one world, all below `root`, which can be copied as a whole."""

    root: Path

    @property
    def laptop(self) -> Path:
        """The specialist's workspace."""
        return self.root / "laptop"

    @property
    def office(self) -> Path:
        """The office's workspace."""
        return self.root / "office"

    @property
    def stick(self) -> Path:
        """Bundles from the laptop, none of which the office has taken in."""
        return self.root / "stick"

    @property
    def backups(self) -> Path:
        """Where backups go."""
        return self.root / "backups"

    def copied(self, root: Path) -> "World":
        """The same world once more, in `root`, which must not exist."""
        shutil.copytree(self.root, root)
        return World(root)


def reopened(folder: Path) -> Workspace:
    """Open a workspace of the world."""
    return workspaces.open_workspace(folder, PASSPHRASE, anywhere=True)


def make_world(root: Path) -> World:
    """Make office and laptop, enrol the laptop, and lay `BUNDLES` bundles on the stick."""
    world = World(root)
    for folder in (root, world.stick, world.backups):
        folder.mkdir(parents=True, exist_ok=True)
    office = workspaces.create_office(
        world.office, PASSPHRASE, "Office", "Officer", cost=CHEAP, anywhere=True
    )
    laptop = workspaces.create_laptop(
        world.laptop, PASSPHRASE, "Specialist", cost=CHEAP, anywhere=True
    )
    _enrol(office, laptop, world.stick)
    for number in range(BUNDLES):
        _register(laptop, number)
        bundles.export_bundle(laptop, world.stick)
    workspaces.close_workspace(laptop)
    workspaces.close_workspace(office)
    return world


def _enrol(office: Workspace, laptop: Workspace, stick: Path) -> None:
    card = enrolment.write_card(office, stick)
    request = enrolment.request_enrolment(laptop, card, stick)
    accepted = enrolment.accept_request(
        office, request.file, stick, role="specialist", etraps=["farap"]
    )
    enrolment.accept_certificate(laptop, accepted.file)


def _register(laptop: Workspace, number: int) -> None:
    for n in range(PEOPLE_IN_A_BUNDLE):
        name = {"given": f"Invented{n}", "surname": f"Family{number}"}
        person = people.add_person(laptop, name, sex="female", birth="1990")
        if n % 10 == 0:
            cases.open_case(laptop, person=person.record, worry=f"worry {n}")
