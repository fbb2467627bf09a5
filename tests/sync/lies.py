"""Validly signed lies: every one is written by an enrolled laptop with its own key."""

import random
from collections.abc import Callable
from random import Random
from typing import Any

import zstandard

from socialcase.cases.changes import MAX_COUNTER, Origin, commit
from socialcase.sync.keys import workspace_keys
from socialcase.sync.sealed import new_part as new_uid
from tests.sync.forge import Forge, Forged, Parts, Target

Lie = Callable[[Forge, Random], bytes]


def _foreign(forge: Forge, count: int = 3) -> Forged:
    """Changes of somebody else's case: they may be taken in, but never count."""
    case = forge.target.foreign_case
    return forge.forged(
        [forge.change(seq, case, "case.worry", f"lie {seq}") for seq in range(1, count + 1)]
    )


def others_records(forge: Forge, chance: Random) -> bytes:
    """Records, audiences, saves and names that are not the laptop's."""
    target, new = forge.target, new_uid()
    theirs = f"etrap:{target.foreign_etrap}"
    own = f"etrap:{target.own_etrap}"
    case = target.foreign_case
    rows: list[list[tuple[str, str, str | None, dict[str, Any]]]] = [
        [(case, "case.worry", "lie", {})],
        [(case, "case.audience", own, {}), (case, "case.worry", "lie", {})],
        [(case, "case.risk", '{"level":"low"}', {"parents": (Origin("0" * 16, "1" * 16, 1),)})],
        [(new, "case.audience", theirs, {}), (new, "case.worry", "lie", {})],
        [(new, "visit.audience", f"case:{case}", {}), (new, "visit.note", "lie", {})],
        [(new, "note.text", "no audience at all", {})],
        [(new, "case.audience", own, {"author": target.foreign_author})],
        [(new, "staff.audience", "everyone", {}), (new, "staff.role", "officer", {})],
        [(target.foreign_author, "staff.age_key", "age1stolen", {})],
        [(target.foreign_author, "staff.role", "specialist", {})],
        [(new, "decision.subject", f"save:{target.foreign_save}", {}),
         (new, "decision.verb", "set_aside", {}), (new, "decision.audience", own, {})],
        [(new, "comment.audience", f"case:{case}", {}), (new, "comment.kind", "approve", {})],
        [(new, "case.audience", f"named:{target.foreign_author}", {})],
        [(new, "case.audience", "", {}), (new, "case.worry", "lie", {})],
        [(case, "note.audience", theirs, {}), (case, "note.text", "two kinds", {})],
    ]  # fmt: skip
    chosen = chance.choice(rows)
    changes = [
        forge.change(seq, record, path, value, **other)
        for seq, (record, path, value, other) in enumerate(chosen, 1)
    ]
    return forge.sealed(forge.forged(changes))


def unknown_fields(forge: Forge, chance: Random) -> bytes:
    """Kinds and fields of no program, some on foreign records."""
    target, new = forge.target, new_uid()
    paths = [
        (new, "gadget.audience", f"etrap:{target.own_etrap}"),
        (new, "gadget.x", "…"),
        (target.foreign_case, "case.future", "…"),
        (target.foreign_case, "case.groups/unheard_of", "true"),
        (target.foreign_case, "case.worry/element", "…"),
        (new, "epochs.start", "{}"),
    ]
    record, path, value = chance.choice(paths)
    return forge.sealed(forge.forged([forge.change(1, record, path, value)]))


def counters(forge: Forge, chance: Random) -> bytes:
    """Lamports, sequences and times that cannot be."""
    forged = _foreign(forge)
    huge = chance.choice(
        [MAX_COUNTER - 1, MAX_COUNTER, 2**62, 2**63 - 1, 2**63, 2**64, 2**80, -1, 0]
    )
    place = chance.choice([1, 2, 2, 2, 3])
    if chance.random() < 0.3:
        lamport = chance.choice([forge.lamport + 10**9, MAX_COUNTER - 1])
        changes = [forge.change(1, new_uid(), "case.audience", f"etrap:{forge.target.own_etrap}",
                                lamport=lamport)]  # fmt: skip
        return forge.sealed(forge.forged(changes))
    forged.lines[chance.randrange(1, 4)][place] = huge
    return forge.sealed(forged)


def parents(forge: Forge, chance: Random) -> bytes:
    """Cycles, parents out of nowhere, and too many of them."""
    case, device = forge.target.foreign_case, forge.target.laptop.device
    loops: list[tuple[tuple[Origin, ...], tuple[Origin, ...]]] = [
        ((Origin(device, forge.epoch, 1),), ()),
        ((Origin(device, forge.epoch, 2),), (Origin(device, forge.epoch, 1),)),
        ((Origin("f" * 16, "f" * 16, 1),), (Origin("f" * 16, "f" * 16, 2**52),)),
        (tuple(Origin("f" * 16, "f" * 16, n) for n in range(1, 200)), ()),
        ((Origin(forge.target.office.device, forge.target.office.epoch, 1),) * 2, ()),
    ]
    first, second = chance.choice(loops)
    return forge.sealed(
        forge.forged(
            [
                forge.change(1, case, "case.worry", "a", parents=first),
                forge.change(2, case, "case.worry", "b", parents=second),
            ]
        )
    )


def sequences(forge: Forge, chance: Random) -> bytes:
    """Overlapping, repeated, missing and foreign runs of a stream."""
    forged = _foreign(forge)
    target = forge.target
    segment = forged.manifest["segments"][0]
    own = target.office.exchange.stream_head(target.laptop.device, target.laptop.epoch)
    act = chance.randrange(8)
    if act == 0:
        segment.update(epoch=target.laptop.epoch, first=1, last=3)
        forged.lines[0]["streams"] = [[target.laptop.device, target.laptop.epoch]]
    elif act == 1:
        segment.update(first=own.contiguous_seq, last=own.contiguous_seq + 2)
        for at, line in enumerate(forged.lines[1:]):
            line[1] = own.contiguous_seq + at
        forged.lines[0]["streams"] = [[target.laptop.device, target.laptop.epoch]]
        segment["epoch"] = target.laptop.epoch
    elif act == 2:
        forged.lines[3][1] = 2
    elif act == 3:
        segment["last"] = chance.choice([2, 4, 50_001, 2**53 - 1])
    elif act == 4:
        forged.lines[1], forged.lines[2] = forged.lines[2], forged.lines[1]
    elif act == 5:
        device = chance.choice([target.office.device, "e" * 16])
        segment["device"] = device
        forged.lines[0]["streams"] = [[device, forge.epoch]]
    elif act == 6:
        forged.manifest["segments"] = [segment, segment]
    else:
        segment.update(first=11, last=13)
        for at, line in enumerate(forged.lines[1:]):
            line[1] = 11 + at
    return forge.sealed(forged)


def overlaps(forge: Forge, chance: Random) -> bytes:
    """Runs of the laptop's true stream with sound chains: rewritten, gapped, or carried on."""
    target = forge.target
    forge.epoch = target.laptop.epoch
    here = target.office.exchange.stream_head(target.laptop.device, forge.epoch)
    true_head = target.laptop.exchange.chain_before(forge.epoch, here.contiguous_seq + 1)
    first, before = chance.choice(
        [
            (1, bytes(32)),
            (here.contiguous_seq, chance.randbytes(32)),
            (here.contiguous_seq - 1, here.head),
            (here.contiguous_seq + 1, chance.randbytes(32)),
            (here.contiguous_seq + 1, bytes(32)),
            (here.contiguous_seq + 1, here.head),
            (here.contiguous_seq + 1, true_head),
            (here.contiguous_seq + chance.randrange(2, 99), here.head),
        ]
    )
    case = target.foreign_case
    changes = [forge.change(first + n, case, "case.worry", f"lie {n}") for n in range(4)]
    return forge.sealed(forge.forged(changes, before))


def sealed_lies(forge: Forge, chance: Random) -> bytes:
    """Restricted parts for the officer that carry what no restricted part may."""
    target, new = forge.target, new_uid()
    officer = target.office.viewer
    people = {officer: workspace_keys(target.office.meta).person_key}
    named = f"named:{target.laptop.viewer},{officer}"
    rows: list[tuple[str, str, str, dict[str, Any]]] = chance.choice(
        [
            [(target.foreign_case, "case.worry", "lie", {})],
            [(target.foreign_case, "case.audience", named, {}),
             (target.foreign_case, "case.worry", "lie", {})],
            [(new, "case.audience", f"etrap:{target.own_etrap}", {})],
            [(new, "case.audience", f"named:{officer}", {})],
            [(new, "case.audience", named, {"author": officer})],
            [(new, "staff.audience", named, {}), (new, "staff.role", "officer", {})],
            [(new, "note.audience", named, {"lamport": forge.lamport + 2**50})],
            [(new, "decision.audience", named, {}),
             (new, "decision.subject", f"save:{target.foreign_save}", {}),
             (new, "decision.verb", "set_aside", {})],
        ]
    )  # fmt: skip
    changes = [
        forge.change(seq, record, path, value, **other)
        for seq, (record, path, value, other) in enumerate(rows, 1)
    ]
    forged = forge.forged_sealed(changes, people)
    if chance.random() < 0.2:
        forged.lines[1][3] = "A" * 43 + "="
    return forge.sealed(forged)


def sizes(forge: Forge, chance: Random) -> bytes:
    """Sizes, counts and hashes that differ from what is there."""
    forged = _foreign(forge)
    act = chance.randrange(7)
    if act == 0:
        forged.manifest["raw_size"] += chance.choice([-1, 1, 10**6, -(10**3)])
    elif act == 1:
        forged.manifest["parts"] = [{"size": chance.choice([0, 1, 10**9, 8**11, -5])}]
    elif act == 2:
        forged.manifest["parts"] = [{"sha256": "00" * 32}]
    elif act == 3:
        forged.manifest[chance.choice(["changes", "stubs"])] += chance.choice(
            [1, 50_000, 2**60, -9]
        )
    elif act == 4:
        forged.lines[0]["rows"] = chance.choice([2, 4, 50_001, 10**12, -1])
    elif act == 5:
        forged.compress = lambda raw: zstandard.ZstdCompressor(level=19).compress(
            raw + bytes(1 << 24)
        )
    else:
        forged.compress = lambda raw: raw
    keep = act in (0, 5)
    return forge.sealed(forged, keep_sizes=keep)


def tars(forge: Forge, chance: Random) -> bytes:
    """Duplicate names, extra parts, other orders, none at all."""
    forged = _foreign(forge)
    acts: list[Callable[[Parts], Parts]] = [
        lambda parts: [*parts, parts[2]],
        lambda parts: [*parts[:2], parts[2], parts[2]],
        lambda parts: [parts[0], *parts],
        lambda parts: [parts[0], parts[1], parts[1], parts[2]],
        lambda parts: [*parts, ("sealed/" + "a" * 26 + ".age", b"x")],
        lambda parts: [*parts, ("../../evil", b"x")],
        lambda parts: [parts[0], parts[2], parts[1]],
        lambda parts: parts[:2],
        lambda parts: [],
    ]
    forged.after_signing = chance.choice(acts)
    return forge.sealed(forged)


def statements(forge: Forge, chance: Random) -> bytes:
    """Manifests that say something else than what they are."""
    forged = _foreign(forge)
    edits: list[dict[str, Any]] = [
        {"kind": "relay"},
        {"kind": "other"},
        {"addressee": forge.target.laptop.device},
        {"recipients": []},
        {"recipients": ["age1" + "q" * 58]},
        {"min_reader": 4},
        {"returned": 3},
        {"returned": 0},
        {"min_reader": 2**70},
        {"version": 0},
        {"builds_on": 3},
        {"number": -1},
        {"extra": 1},
        {"bundle": "../x"},
        {"segments": [], "changes": 3},
        {"acks": [{"device": "x", "epoch": "y", "seq": 1, "head": "z"}]},
        {"seen": [{"device": "1" * 16, "epoch": "1" * 16, "seq": 2**60, "head": "00" * 32}]},
        {"made": 2**60},
        {"acked_number": 2**40},
    ]
    forged.manifest.update(chance.choice(edits))
    return forge.sealed(forged)


def stubs(forge: Forge, chance: Random) -> bytes:
    """Stubs without a part, parts without stubs, rows that are both."""
    forged = _foreign(forge)
    save = 0
    line = [0, chance.choice([1, 3, 4]), save, "A" * 43 + "=", chance.choice([0, 1, 2**40])]
    forged.lines.append(line)
    forged.lines[0]["stubs"] = 1
    forged.manifest["stubs"] = 1
    forged.manifest["segments"][0]["last"] = chance.choice([3, 4])
    return forge.sealed(forged)


def brought_back(forge: Forge, chance: Random) -> bytes:
    """What the office is said to have written and lost: it never wrote it, or not so."""
    office, case = forge.target.office, forge.target.foreign_case
    new = new_uid()
    after = office.exchange.stream_head(office.device, office.epoch).last_seq
    epoch = chance.choice([office.epoch, forge.epoch])
    first = chance.choice([1, after + 1, after + 2, 2**40])
    true = office.exchange.change_at(Origin(office.device, office.epoch, 1))
    assert true is not None
    said: list[list[tuple[str, str, str | None]]] = [
        [(case, "case.worry", "lie")],
        [(new, "staff.audience", "everyone"), (new, "staff.role", "officer")],
        [(new, "comment.audience", f"case:{case}"), (new, "comment.kind", "approve")],
        [(new, "decision.audience", "everyone"), (new, "decision.verb", "set_aside"),
         (new, "decision.subject", f"save:{forge.target.foreign_save}")],
        [(true.record, true.field, "altered")],
    ]  # fmt: skip
    own: dict[str, Any] = {"author": office.viewer}
    if chance.random() < 0.5:  # a salt and a time that the office did give, for something else
        own |= {"salt": true.salt, "lamport": true.lamport, "save": true.save, "wall": true.wall}
    changes = []
    for seq, (record, path, value) in enumerate(chance.choice(said), first):
        origin = Origin(office.device, epoch, seq)
        salt = own.get("salt") or chance.randbytes(16)
        made = own | {"origin": origin, "salt": salt, "commitment": commit(value, salt)}
        changes.append(forge.change(seq, record, path, value, **made))
    forged = forge.forged(changes)
    back: dict[str, Any] = {"min_reader": 3, "segments": [], "returned": len(changes)}
    if chance.random() < 0.2:  # in the shape of something else
        del back[chance.choice(list(back))]
    forged.manifest.update(back)
    return forge.sealed(forged)


LIES: tuple[Lie, ...] = (
    others_records, others_records, others_records, unknown_fields, counters, counters, parents,
    sequences, overlaps, overlaps, sealed_lies, sealed_lies, sizes, tars, statements, stubs,
    brought_back, brought_back,
)  # fmt: skip


def lie(target: Target, chance: Random) -> bytes:
    """One hostile bundle that an enrolled laptop signed."""
    return chance.choice(LIES)(Forge(target, chance), random.Random(chance.random()))
