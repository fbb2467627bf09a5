"""Simulated laptops on real encrypted databases, and random schedules of acts and exchanges."""

import random
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drill_rows import forged, plain  # type: ignore[import-not-found]
from oracle import Oracle, Origin  # type: ignore[import-not-found]

from socialcase.cases.changes import Change
from socialcase.cases.changes import Origin as ChangeOrigin
from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.errors import ChangedSince, NotFound, NothingToUndo
from socialcase.storage import StagedRow, Store, create_store, open_store, staged
from socialcase.storage.identity import new_uid

KEY = bytes(range(32))
STATUSES = ("intake", "assessed", "planned", "in_service", "under_review", "closed")
RISKS = ("high", "medium", "low")
GROUPS = ("child_at_risk", "older_person", "other")
AUDIENCES = (
    "everyone",
    "etrap:y",
    "named:staff0",
    "named:staff1,staff2",
    "named:staff0,staff1,staff2,staff3",
)
PEOPLE = 4
"""Whoever comes after them is the second laptop of one of these."""
ETRAPS: tuple[frozenset[str] | None, ...] = (None, frozenset("xy"), frozenset("y"), frozenset())
VERBS = ("release", "release", "hold", "set_aside")
RELEASABLE = (1, 3, 4)


@dataclass
class Laptop:
    """A real database, its clock, and the oracle's idea of it."""

    name: str
    store: Store
    clock: FixedClock
    oracle: Oracle
    saves: list[str] = field(default_factory=list)


@dataclass
class World:
    """Some laptops and every change that was ever made on any of them."""

    laptops: list[Laptop]
    chance: SeededChance
    rows: dict[Origin, StagedRow] = field(default_factory=dict)
    rulings: list[tuple[Laptop, str]] = field(default_factory=list)

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.store.close()


def make_templates(folder: Path, count: int) -> list[Path]:
    """The workspaces of `count` new laptops, to be copied for one world after another."""
    places = []
    for number in range(count):
        place = folder / f"new{number}"
        place.mkdir()
        clock = FixedClock(datetime(2026, 11, 22, tzinfo=UTC))
        create_store(
            place,
            KEY,
            viewer=f"staff{number % PEOPLE}",
            clock=clock,
            chance=SeededChance(10**6 + number),
            anywhere=True,
        ).close()
        places.append(place)
    return places


def make_world(folder: Path, templates: list[Path], seed: int) -> World:
    """New laptops, one from each template; their clocks are up to four decades apart."""
    chance = SeededChance(seed)
    random_ = random.Random(seed)
    laptops = []
    for number, template in enumerate(templates):
        place = folder / f"laptop{number}"
        shutil.copytree(template, place)
        years = random_.choice((-20, -1, 0, 0, 3, 20))
        clock = FixedClock(datetime(2026, 11, 22, tzinfo=UTC) + timedelta(days=365 * years))
        store = open_store(place, KEY, clock=clock, chance=chance, anywhere=True)
        laptops.append(Laptop(store.viewer, store, clock, Oracle(store.viewer, store.device)))
    return World(laptops, chance)


class Schedule:
    """One random schedule over some laptops of a world, on records of its own."""

    def __init__(self, world: World, seed: int) -> None:
        self.random = random.Random(seed)
        self.world = world
        # mostly few: two laptops find as much in a fraction of the time
        count = self.random.choices((2, 3, 4, 5, 6), (8, 5, 2, 1, 1))[0]
        self.laptops = self.random.sample(world.laptops, count)
        self.records: set[str] = set()
        self.cases: list[str] = []
        self.origins: list[Origin] = []
        self.probe = self.laptops[0]

    def run(self, steps: int) -> None:
        """Acts and exchanges in any order, then everything to everyone."""
        self.first_case()
        for _ in range(steps):
            step = self.random.choices(
                (
                    self.act,
                    self.exchange,
                    self.rogue,
                    self.release,
                    self.argue,
                    self.apart,
                    self.replace,
                    self.move,
                ),
                (20, 14, 2, 2, 2, 1, 1, 1),
            )[0]
            step()

    def replace(self) -> None:
        """A laptop becomes that of somebody else: a second one of theirs, or the new one."""
        laptop = self.random.choice(self.laptops)
        laptop.name = f"staff{self.random.randrange(PEOPLE)}"
        laptop.store.become(laptop.name)
        laptop.oracle.viewer = laptop.name

    def move(self) -> None:
        """Other etraps are the laptop's from now on; None: all of them."""
        laptop = self.random.choice(self.laptops)
        laptop.oracle.etraps = self.random.choice(ETRAPS)
        laptop.store.see_etraps(laptop.oracle.etraps)

    def first_case(self) -> None:
        laptop = self.random.choice(self.laptops)
        self.create(laptop)
        for other in self.laptops:
            if self.random.random() < 0.7:
                self.deliver(other, list(self.origins), held_share=0)

    def create(self, laptop: Laptop) -> None:
        audience = self.random.choices(
            ("everyone", "etrap:x", f"named:{laptop.name},staff1"), (6, 3, 1)
        )[0]
        with laptop.store.transaction(laptop.name) as tx:
            case = tx.create(
                "case", audience, {"title": "A", "status": "intake", "risk": {"level": "low"}}
            )
            if self.random.random() < 0.5:
                tx.create("note", f"case:{case}", {"case": case, "text": "n"})
        self.cases.append(case)
        self.keep(laptop, tx.changes, tx.save)

    def act(self) -> None:
        laptop = self.random.choice(self.laptops)
        laptop.clock.move(timedelta(seconds=self.random.randint(-9, 9999)))
        kind = self.random.choices(
            (self.edit, self.settle, self.undo, self.create, self.decide, self.redact, self.rule),
            (12, 3, 2, 1, 1, 2, 3),
        )[0]
        try:
            kind(laptop)
        except (NotFound, ChangedSince, NothingToUndo):
            return  # the record has not come here, or something was built on the save

    def edit(self, laptop: Laptop) -> None:
        case = self.random.choice(self.cases)
        pick = self.random.choice
        with laptop.store.transaction(laptop.name) as tx:
            for _ in range(self.random.randint(1, 3)):
                which = self.random.randint(0, 5)
                if which == 0:
                    tx.set(case, "status", pick(STATUSES))
                elif which == 1:
                    tx.set(case, "risk", {"level": pick(RISKS), "reasons": pick(("", "r", "s"))})
                elif which == 2:
                    tx.set(case, "title", pick("ABCD"))
                elif which == 3:
                    tx.add(case, "groups", pick(GROUPS))
                elif which == 4:
                    tx.remove(case, "groups", pick(GROUPS))
                else:
                    tx.set(case, "audience", pick(AUDIENCES))
        self.keep(laptop, tx.changes, tx.save)

    def settle(self, laptop: Laptop) -> None:
        with laptop.store.reading() as reading:
            mine = [one for one in reading.conflicts() if one.record in self.records]
        if not mine:
            return
        conflict = self.random.choice(mine)
        value = self.random.choice(conflict.heads).value
        if value is None:
            return
        with laptop.store.transaction(laptop.name) as tx:
            if conflict.field == "case.risk":
                tx.settle(conflict.record, "risk", {"level": self.random.choice(RISKS)})
            else:
                tx.put(conflict.record, conflict.field, value)
        self.keep(laptop, tx.changes, tx.save)

    def undo(self, laptop: Laptop) -> None:
        if laptop.saves:
            changes = laptop.store.undo(self.random.choice(laptop.saves[-4:]), laptop.name)
            self.keep(laptop, changes, changes[0].save if changes else "")

    def decide(self, laptop: Laptop) -> None:
        theirs = [o for o in self.origins if o in laptop.oracle.rows]
        if not theirs:
            return
        save = self.world.rows[self.random.choice(theirs)].save
        with laptop.store.transaction(laptop.name) as tx:
            decision = tx.create(
                "decision", "everyone", {"subject": f"save:{save}", "verb": "set_aside"}
            )
        self.keep(laptop, tx.changes, tx.save)
        if self.random.random() < 0.4:
            with laptop.store.transaction(laptop.name) as tx:
                tx.set(decision, "verb", "release")
            self.keep(laptop, tx.changes, tx.save)

    def rule(self, laptop: Laptop) -> None:
        """Release, hold again or set aside, mostly what is held; or change one's mind."""
        told = [r for r in self.world.rulings if r[0] in self.laptops and r[1] in self.records]
        if told and self.random.random() < 0.3:
            owner, decision = self.random.choice(told)
            with owner.store.transaction(owner.name) as tx:
                tx.put(decision, "decision.verb", self.random.choice(VERBS))
            self.keep(owner, tx.changes, tx.save)
            return
        held = [o for o in self.origins if laptop.oracle.held.get(o) in RELEASABLE]
        pool = held if held and self.random.random() < 0.7 else self.origins
        self.rule_on(laptop, self.random.sample(pool, min(3, len(pool))))

    def rule_on(self, laptop: Laptop, origins: list[Origin]) -> str:
        named = " ".join(f"{device}.{epoch}.{seq}" for device, epoch, seq in origins)
        with laptop.store.transaction(laptop.name) as tx:
            stated = {"subject": f"held:{named} x", "verb": self.random.choice(VERBS)}
            decision = tx.create("decision", "everyone", stated)
        self.world.rulings.append((laptop, decision))
        self.keep(laptop, tx.changes, tx.save)
        return decision

    def argue(self) -> None:
        """A decision comes before what it is about, which comes held, and perhaps again."""
        one, self.probe = self.random.sample(self.laptops, 2)
        self.act()
        unseen = [o for o in self.origins if o not in self.probe.oracle.rows]
        if not unseen:
            return
        some = self.random.sample(unseen, min(4, len(unseen)))
        before = len(self.origins)
        decision = self.rule_on(one, some)
        self.deliver(self.probe, self.origins[before:], held_share=0)
        self.deliver(self.probe, some, held_share=0.9)
        if self.random.random() < 0.5:
            self.deliver(self.probe, some, held_share=0.3)
            before = len(self.origins)
            with one.store.transaction(one.name) as tx:
                tx.put(decision, "decision.verb", self.random.choice((*VERBS, None)))
            self.keep(one, tx.changes, tx.save)
            self.deliver(self.probe, self.origins[before:], held_share=0)

    def apart(self) -> None:
        """The same case is restricted on two laptops before either hears of the other."""
        one, self.probe = self.random.sample(self.laptops, 2)
        case = self.random.choice(self.cases)
        before = len(self.origins)
        for laptop in (one, self.probe):
            self.deliver(laptop, list(self.origins[:before]), held_share=0)
            named = self.random.sample([other.name for other in self.world.laptops], 2)
            with laptop.store.transaction(laptop.name) as tx:
                tx.put(case, "case.audience", f"named:{','.join(sorted({laptop.name, *named}))}")
            self.keep(laptop, tx.changes, tx.save)
        self.deliver(self.probe, self.origins[before:], held_share=0)

    def redact(self, laptop: Laptop) -> None:
        """Mostly one field; now and then any changes, come here or not, circles among them."""
        case = self.random.choice(self.cases)
        field_ = self.random.choice(("title", "risk", "status", "groups"))
        some = self.random.sample(self.origins, min(4, len(self.origins)))
        with laptop.store.transaction(laptop.name) as tx:
            if self.random.random() < 0.7:
                tx.redact(case, field_)
            else:
                named = " ".join(f"{device}.{epoch}.{seq}" for device, epoch, seq in some)
                tx.create("decision", "everyone", {"subject": f"redact:{named} nonsense.1"})
            if self.random.random() < 0.3:
                tx.set(case, "title", "E")
        self.keep(laptop, tx.changes, tx.save)

    def rogue(self) -> None:
        """Changes that no honest laptop writes: cycles, foreign parents, low counters, news."""
        theirs = [self.world.rows[o] for o in self.origins]
        one = self.random.choice(theirs)
        device, epoch = new_uid(self.world.chance)[:16], "e" * 16
        other = self.random.choice(theirs)
        fields = ("case.title", "case.status", "case.zodiac", "planet.ring", one.field)
        shared = {"record": one.record, "save": new_uid(self.world.chance)}
        for seq in (1, 2):
            change = forged(
                ChangeOrigin(device, epoch, seq),
                lamport=max(1, one.lamport + self.random.randint(-2, 2)),
                field=self.random.choice(fields) if seq == 1 else one.field,
                value=one.value if seq == 2 else self.random.choice(("closed", "Z", None)),
                parents=(
                    ChangeOrigin(device, epoch, 3 - seq),
                    ChangeOrigin(*one[:3]),
                    ChangeOrigin(*other[:3]),
                    ChangeOrigin("0" * 16, "0" * 16, 9),
                ),
                salt=self.world.chance.bytes(16),
                **shared,
            )
            self.enter(change)
        self.deliver(self.random.choice(self.laptops), self.origins[-2:], held_share=0.2)

    def exchange(self) -> None:
        giver, taker = self.random.sample(self.laptops, 2)
        theirs = [origin for origin in self.origins if origin in giver.oracle.rows]
        if theirs:
            count = self.random.randint(1, len(theirs))
            self.deliver(taker, self.random.sample(theirs, count), held_share=0.3)

    def deliver(self, taker: Laptop, origins: list[Origin], *, held_share: float) -> None:
        """Rows in any order, some twice, some held."""
        bundle = [
            self.world.rows[origin]._replace(
                held=self.random.choice(RELEASABLE) if self.random.random() < held_share else 0
            )
            for origin in origins
        ]
        self.random.shuffle(bundle)
        # a bundle proposes one thing for one row, however often the row is in it
        bundle += self.random.sample(bundle, len(bundle) // 3)
        with taker.store.merging() as merging:
            middle = len(bundle) // 2
            merging.stage(bundle[:middle])
            merging.stage(bundle[middle:])
        for row in bundle:
            taker.oracle.receive(plain(row), row.held)

    def release(self) -> None:
        laptop = self.random.choice(self.laptops)
        held = [o for o in self.origins if laptop.oracle.held.get(o) in RELEASABLE]
        if not held:
            return
        chosen = self.random.sample(held, self.random.randint(1, len(held)))
        with laptop.store.merging() as merging:
            merging.release(ChangeOrigin(*origin) for origin in chosen)
        for origin in chosen:
            laptop.oracle.release(origin)

    def settle_all(self) -> None:
        """Everything to everyone, nothing held any more."""
        for laptop in self.laptops:
            self.deliver(laptop, list(self.origins), held_share=0)

    def release_all(self) -> None:
        """Every decision about held changes ends with their release, told to everyone."""
        for owner, decision in self.world.rulings:
            with owner.store.transaction(owner.name) as tx:
                tx.put(decision, "decision.verb", "release")
            self.keep(owner, tx.changes, tx.save)
        self.settle_all()

    def keep(self, laptop: Laptop, changes: tuple[Change, ...], save: str) -> None:
        if changes:
            laptop.saves.append(save)
        for change in changes:
            row = self.enter(change)
            laptop.oracle.receive(plain(row), 0)

    def enter(self, change: Change) -> StagedRow:
        row = staged(change)
        origin = (row.device, row.epoch, row.seq)
        self.world.rows[origin] = row
        self.origins.append(origin)
        self.records.add(row.record)
        return row
