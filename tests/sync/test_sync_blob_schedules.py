"""Whatever is added, lost, sent, dropped and erased in whatever order: in the end all is there.

And at no moment has anybody a file that they may not have.
"""

from random import Random

import pytest

from socialcase.actions import attachments, cases, people
from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Attachment, Case
from socialcase.errors import NothingToSend
from tests.conftest import Enrolled

STEPS = 45


class Schedule:
    """One run of chance over an office, a specialist, a coordinator and a stranger."""

    def __init__(self, world: Enrolled, seed: int) -> None:
        self.world, self.chance = world, Random(seed)
        self.holders = [world.maral, world.coordinator, world.office]
        self.gone: set[str] = set()
        for laptop in (world.maral, world.oraz, world.coordinator):
            world.down(laptop)
        person = people.add_person(world.maral, {"given": "Jeren"}).record
        named = (world.coordinator.person,)
        self.open_case = cases.open_case(world.maral, person=person, worry="a").record
        self.closed_case = cases.open_case(
            world.maral, worry="b", person=person, restricted_to=named
        ).record

    def step(self) -> None:
        acts = (self.add, self.add, self.lose, self.up, self.up, self.down, self.down, self.drop)
        self.chance.choice((*acts, self.erase))()

    def add(self) -> None:
        case = self.chance.choice((self.open_case, self.closed_case))
        ws = self.world.maral
        if self.chance.random() < 0.3 and self.sees(self.world.coordinator, case):
            ws = self.world.coordinator
        content = self.chance.randbytes(self.chance.randrange(1, 3000))
        attachments.add_document(ws, case, content, name="words.bin")

    def lose(self) -> None:
        """A file disappears from one disk; if it was the last one, nobody can bring it back."""
        ws = self.chance.choice(self.holders)
        names = ws.store.attachments.names()
        if names:
            name = self.chance.choice(names)
            (ws.store.attachments.folder / f"{name}.age").unlink()
            if not any(other.store.attachments.has(name) for other in self.holders):
                self.gone.add(name)

    def up(self) -> None:
        self.carry(self.chance.choice(self.holders[:2]), self.world.office, arrives=True)

    def down(self) -> None:
        self.carry(self.world.office, self.chance.choice(self.holders[:2]), arrives=True)

    def drop(self) -> None:
        """A stick that is lost on the way."""
        self.carry(self.chance.choice(self.holders[:2]), self.world.office, arrives=False)

    def erase(self) -> None:
        ws = self.world.coordinator
        with ws.store.reading() as reading:
            found = [one for one in reading.page(Attachment) if one.file and one.case]
        if found:
            one = self.chance.choice(found)
            attachments.erase(ws, one.uid, "too much")
            self.gone.discard(one.file)

    def carry(self, sender: Workspace, to: Workspace, *, arrives: bool) -> None:
        target = to.store.device if sender is self.world.office else ""
        try:
            written = export_bundle(sender, self.world.stick, target)
        except NothingToSend:
            return
        for path in written.paths if arrives else ():
            merge_bundle(to, path)

    def sees(self, ws: Workspace, case: str) -> bool:
        with ws.store.reading() as reading:
            return reading.get(Case, case) is not None

    def settle(self) -> None:
        """Some rounds of the stick for everybody."""
        for _ in range(5):
            for laptop in (*self.holders[:2], self.world.oraz):
                self.carry(laptop, self.world.office, arrives=True)
            for laptop in (*self.holders[:2], self.world.oraz):
                self.carry(self.world.office, laptop, arrives=True)


@pytest.mark.parametrize("seed", range(6))
def test_in_the_end_everybody_has_what_they_may_have_and_nothing_else(
    enrolled: Enrolled, seed: int
) -> None:
    schedule = Schedule(enrolled, seed)
    for _ in range(STEPS):
        schedule.step()
        assert enrolled.oraz.store.attachments.names() == [], "a stranger to both cases"
    schedule.settle()
    for ws in (enrolled.maral, enrolled.coordinator, enrolled.office):
        assert set(ws.store.attachments.lacking()) <= schedule.gone
        for case in (schedule.open_case, schedule.closed_case):
            for line in attachments.documents(ws, case) if schedule.sees(ws, case) else ():
                if line.state == "here":
                    size = line.document.size
                    assert len(attachments.content(ws, line.document.uid)) == size
    with enrolled.office.store.reading() as reading:
        assert reading.get(Case, schedule.closed_case) is None
        shown = {one.case for one in reading.page(Attachment)}
    assert shown <= {schedule.open_case}
    assert enrolled.oraz.store.attachments.names() == []
    with enrolled.maral.store.reading() as reading:
        mine = {(one.uid, one.file) for one in reading.page(Attachment)}
    with enrolled.coordinator.store.reading() as reading:
        assert mine == {(one.uid, one.file) for one in reading.page(Attachment)}
