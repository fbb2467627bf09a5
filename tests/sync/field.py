"""An office and its laptops with real files between them, for the tests of the exchange."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.storage import Store, create_store
from socialcase.sync.bundle import WrittenBundle, write_bundle
from socialcase.sync.enrolment import (
    accept_certificate,
    accept_request,
    make_card,
    make_request,
    office_init,
    read_request,
)
from socialcase.sync.receive import merge_bundle
from socialcase.sync.sealed import new_part as new_uid
from socialcase.sync.summary import MergeSummary

NORTH, SOUTH = "ag-north", "ag-south"


@dataclass
class Field:
    """Stores by name, the stick between them, and what was made."""

    root: Path
    stores: dict[str, Store] = field(default_factory=dict)

    @property
    def office(self) -> Store:
        return self.stores["office"]

    @property
    def stick(self) -> Path:
        folder = self.root / "stick"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def store(self, name: str) -> Store:
        folder = self.root / name
        folder.mkdir(parents=True)
        made = create_store(
            folder,
            bytes([len(self.stores) + 1]) * 32,
            viewer=new_uid(),
            clock=FixedClock(datetime(2026, 11, 22, 6, 0, tzinfo=UTC)),
            chance=SeededChance(len(self.stores) + 1),
            anywhere=True,
        )
        self.stores[name] = made
        return made

    def enrol(
        self,
        store: Store,
        name: str,
        role: str,
        etraps: tuple[str, ...],
        staff: str = "",
        replaces: bool = False,
    ) -> None:
        """`staff`: whose second laptop it is, in place of the first if it `replaces` it."""
        file, words = make_request(store, make_card(self.office), name)
        asked = read_request(self.office, file)
        assert asked.words == words
        accepted = accept_request(self.office, asked, role, etraps, staff, replaces)
        accept_certificate(store, accepted)

    def send(self, sender: Store, to: Store | None = None) -> WrittenBundle:
        """Write a bundle onto the stick: to the office, or from the office to `to`."""
        return write_bundle(sender, to.device if to else "", self.stick)

    def carry(self, sender: Store, to: Store) -> list[MergeSummary]:
        """Write, and take in on the other side."""
        written = self.send(sender, None if to is self.office else to)
        return [merge_bundle(to, path) for path in written.paths]

    def close(self) -> None:
        for store in self.stores.values():
            store.close()


@contextmanager
def field_of(root: Path, **laptops: tuple[str, tuple[str, ...]]) -> Iterator[Field]:
    """A field with an office and enrolled laptops: `jeren=("specialist", (NORTH,))`."""
    made = Field(root)
    try:
        office_init(made.store("office"), "Office of the region", "Officer One")
        for name, (role, etraps) in laptops.items():
            made.enrol(made.store(name), f"Staff {name}", role, etraps)
        yield made
    finally:
        made.close()


def open_case(store: Store, audience: str, worry: str = "no heating", risk: str = "low") -> str:
    """A case with a person and a visit; gives the case's uid."""
    with store.transaction(store.viewer) as tx:
        person = tx.create("person", audience, {"name": {"given": "Invented", "surname": worry}})
        case = tx.create(
            "case",
            audience,
            {"person": person, "worry": worry, "risk": {"level": risk}, "owner": store.viewer},
        )
        tx.create("visit", f"case:{case}", {"case": case, "note": f"visited about {worry}"})
    return case
