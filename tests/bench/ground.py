"""What the measurements stand on: workspaces full of invented people, enrolled with each other."""

from base64 import b32encode
from dataclasses import dataclass
from pathlib import Path
from random import Random

from socialcase.actions import enrolment, workspaces
from socialcase.actions.editing import FieldValue
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import group
from socialcase.cases.changes import Change, Origin, commit
from socialcase.storage import StagedRow, staged
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


def name_of(number: int) -> dict[str, str]:
    """An invented name. The surname begins with five syllables that count."""
    return {
        "given": GIVEN[number % len(GIVEN)],
        "surname": f"{stem(number).capitalize()} {SURNAMES[number % len(SURNAMES)]}",
    }


def stem(number: int) -> str:
    """Ten letters that stand for `number`."""
    return "".join(SYLLABLES[(number // 12**place) % 12] for place in range(5))


def invented(number: int) -> dict[str, FieldValue]:
    """The fields of an invented person: seven changes with the audience. Names differ."""
    return {
        "name": name_of(number),
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


def crowd(people: int, seed: int = 1) -> list[StagedRow]:
    """The changes that register so many people on some other laptop: audience, name, birth."""
    chance = Random(seed)
    device, epoch = f"{chance.getrandbits(64):016x}", f"{chance.getrandbits(64):016x}"
    rows: list[StagedRow] = []
    for number in range(people):
        fields = {
            "person.audience": AUDIENCE,
            "person.name": group(name_of(number)),
            "person.birth": str(1940 + number % 80),
        }
        record, save = uid(chance), uid(chance)
        for field, value in fields.items():
            salt, seq = chance.randbytes(16), len(rows) + 1
            change = Change(
                Origin(device, epoch, seq), seq, 0, save, record, field, value, salt,
                "a" * 26, (), commit(value, salt),
            )  # fmt: skip
            rows.append(staged(change))
    return rows


def uid(chance: Random) -> str:
    """An id as the program makes them, drawn from `chance`."""
    return b32encode(chance.randbytes(16)).decode().lower().rstrip("=")


def take_in(workspace: Workspace, rows: list[StagedRow], chunk: int = 5_000) -> None:
    """Merge rows that are in memory."""
    with workspace.store.merging() as merging:
        for start in range(0, len(rows), chunk):
            merging.stage(rows[start : start + chunk])
        report = merging.admit()
    if report.new != len(rows):
        raise AssertionError(f"{report.new} of {len(rows)} rows were taken in")
