"""What the measurements stand on: workspaces full of invented people, enrolled with each other."""

from dataclasses import dataclass
from pathlib import Path

from socialcase.actions import enrolment, workspaces
from socialcase.actions.workspaces import Workspace
from socialcase.storage.writing import FieldValue
from socialcase.sync.vault import KdfCost

PASSPHRASE = "ýol suw daş gapy bag"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
"""Key derivation is measured by itself; elsewhere it must not blur what is measured."""

GIVEN = ("Aýgül", "Batyr", "Çynar", "Döwlet", "Ejegyz", "Jeren", "Meret", "Ogulnar", "Şemşat")
SURNAMES = ("Ataýew", "Berdiýew", "Çaryýew", "Durdyýew", "Gurbanow", "Nuryýew", "Orazgulyýew")
SYLLABLES = ("ma", "re", "li", "go", "su", "na", "ti", "ha", "ku", "be", "so", "ýa")
PEOPLE_IN_A_SAVE = 200
AUDIENCE = "etrap:farap"


@dataclass(frozen=True, slots=True)
class Field:
    """An office and the laptops that it has accepted, all open."""

    office: Workspace
    laptops: tuple[Workspace, ...]


def enrolled_field(folder: Path, laptops: int) -> Field:
    """Make an office and so many laptops in `folder`, and enrol them."""
    office = workspaces.create_office(
        folder / "office", PASSPHRASE, "Office", "Officer", cost=CHEAP, anywhere=True
    )
    stick = folder / "stick"
    stick.mkdir()
    card = enrolment.write_card(office, stick)
    made = tuple(new_laptop(folder / f"laptop{n}") for n in range(laptops))
    for laptop in made:
        request = enrolment.request_enrolment(laptop, card, stick)
        accepted = enrolment.accept_request(
            office, request.file, stick, role="specialist", etraps=["farap"]
        )
        enrolment.accept_certificate(laptop, accepted.file)
    return Field(office, made)


def new_laptop(folder: Path) -> Workspace:
    """A laptop that no office knows."""
    return workspaces.create_laptop(
        folder, PASSPHRASE, "Specialist", cost=CHEAP, anywhere=True, etraps=["farap"]
    )


def invented(number: int) -> dict[str, FieldValue]:
    """The fields of an invented person: seven changes with the audience. Names differ."""
    stem = "".join(SYLLABLES[(number // 12**place) % 12] for place in range(5))
    return {
        "name": {
            "given": GIVEN[number % len(GIVEN)],
            "surname": f"{stem.capitalize()} {SURNAMES[number % len(SURNAMES)]}",
        },
        "sex": "female" if number % 2 else "male",
        "birth": str(1940 + number % 80),
        "phone": f"+9936{number:07d}",
        "address": {"etrap": "farap", "settlement": f"Oba {number % 40}"},
        "note": f"An invented note, number {number}, of a usual length for such a thing.",
    }


def register_people(workspace: Workspace, first: int, people: int) -> int:
    """Register invented people in saves of some hundreds; how many changes that made."""
    changes = 0
    for start in range(first, first + people, PEOPLE_IN_A_SAVE):
        with workspace.store.transaction(workspace.person) as tx:
            for number in range(start, min(start + PEOPLE_IN_A_SAVE, first + people)):
                tx.create("person", AUDIENCE, invented(number))
        changes += len(tx.changes)
    return changes
