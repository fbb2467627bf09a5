"""Held changes: kept, but not counted. A person looks, and releases them or sets them aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from socialcase.actions.conflicts import about
from socialcase.actions.done import Done, done
from socialcase.actions.history import device_labels
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import instant
from socialcase.actions.scope import EVERYONE, default_audience
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.changes import Change, Held
from socialcase.cases.fields import AUDIENCE
from socialcase.cases.registry import REGISTRY
from socialcase.errors import NotAllowed, NotFound
from socialcase.storage import rulings
from socialcase.sync.outgoing import sender_of
from socialcase.sync.policy import may_give

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.views import HeldChange
    from socialcase.storage.writing import Transaction

_RELEASABLE = (Held.FORK, Held.SCOPE, Held.QUARANTINE)
"""What a person may let count. A gap closes, and a newer program reads, by itself."""


@dataclass(frozen=True, slots=True)
class HeldValue:
    """One field of one record that was given a value. `now`: what shows there at present."""

    record: str
    kind: str
    field: str
    element: str
    value: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class HeldAct:
    """What one person did at once, and why it is held. `save` is what `release` takes.

    `reason`: scope, quarantine, fork, gap or newer. `subject`, `case`: whom it is about, "" where
    that is not known or closed to the reader. `values`: what may be read here; `hidden`: how many
    more changes lie in files that are closed to the reader.
    """

    save: str
    reason: str
    author: str
    author_name: str
    device: str
    device_label: str
    at: datetime
    subject: str
    case: str
    values: tuple[HeldValue, ...]
    hidden: int
    may_release: bool


def held_acts(ws: Workspace) -> list[HeldAct]:
    """Everything held that a person is asked about, by reason and then as it came."""
    with ws.store.reading() as reading:
        waiting = sorted(reading.waiting(), key=_group)
        names, labels = StaffNames(ws, reading), device_labels(ws)
        return [
            _act(ws, reading, list(rows), names, labels) for _, rows in groupby(waiting, key=_group)
        ]


def release(ws: Workspace, save: str, reason: str = "") -> Done:
    """Let the held changes of one act count, here and wherever they are held; can be undone.

    Who could have written them may do it; the office may for everybody. What came from a copied
    workspace under numbers that are taken is entered anew, beside what is here; all of it at once,
    but for what lies outside the circles of its laptop: that is released by itself, and read first.
    Raises NotFound, NotAllowed.
    """
    rows = _found(ws, save)
    if not _may(ws, rows):
        raise NotAllowed("held.release", me(ws).role)
    forks = [row for row in rows if row.held is Held.FORK]
    with ws.store.transaction(ws.person) as tx:
        if forks:
            _enter_again(ws, tx, forks, reason)
        _decide(ws, tx, [row for row in rows if row not in forks], "release", reason)
    return done("", tx)


def set_aside(ws: Workspace, save: str, reason: str = "") -> Done:
    """Leave the held changes of one act held, and ask nobody any more; can be undone.

    Raises NotFound, NotAllowed.
    """
    rows = _found(ws, save)
    if me(ws).role == "specialist" and not all(row.visible for row in rows):
        raise NotAllowed("held.set_aside", me(ws).role)
    forks = [row for row in rows if row.held is Held.FORK]
    with ws.store.transaction(ws.person) as tx:
        if forks:
            _silence(ws, tx, forks, reason)
        _decide(ws, tx, [row for row in rows if row not in forks], "set_aside", reason)
    return done("", tx)


def _group(row: "HeldChange") -> tuple[int, int, str]:
    return (-int(row.held is Held.QUARANTINE), int(row.held), row.change.save)


def _act(
    ws: Workspace,
    reading: "Reading",
    rows: "list[HeldChange]",
    names: StaffNames,
    labels: dict[str, str],
) -> HeldAct:
    first = rows[0].change
    seen = [row.change for row in rows if row.visible]
    subject, case = _whom(reading, seen)
    return HeldAct(
        save=first.save,
        reason=rows[0].held.name.lower(),
        author=first.author,
        author_name=names.name(first.author),
        device=first.origin.device,
        device_label=labels.get(first.origin.device, ""),
        at=instant(first.wall),
        subject=subject,
        case=case,
        values=tuple(_value(reading, change) for change in seen),
        hidden=len(rows) - len(seen),
        may_release=_may(ws, rows),
    )


def _whom(reading: "Reading", seen: Sequence[Change]) -> tuple[str, str]:
    """Whom the changes are about: by what is here of their records, or the case they name."""
    places = dict.fromkeys((c.field.partition(".")[0], c.record) for c in seen)
    places |= dict.fromkeys(
        ("case", c.value) for c in seen if c.field.endswith(".case") and c.value
    )
    for kind, record in places:
        case, subject = about(reading, kind, record)
        if subject:
            return subject, case.uid if case else ""
    return "", ""


def _value(reading: "Reading", change: Change) -> HeldValue:
    kind, _, rest = change.field.partition(".")
    field, _, element = rest.partition("/")
    heads = reading.heads(change.record, change.field)
    now = heads[0].value if heads else None
    return HeldValue(change.record, kind, field, element, change.value, now)


def _found(ws: Workspace, save: str) -> "list[HeldChange]":
    with ws.store.reading() as reading:
        rows = [row for row in reading.waiting() if row.change.save == save]
    if not rows:
        raise NotFound("held", save)
    return rows


def _may(ws: Workspace, rows: "Sequence[HeldChange]") -> bool:
    """Whether the person here may let all of them count."""
    return all(_may_one(ws, row) for row in rows)


def _may_one(ws: Workspace, row: "HeldChange") -> bool:
    if row.held not in _RELEASABLE or not _is_of_a_family(row.change):
        return False
    if row.held is Held.FORK and not (
        _is_the_laptops(ws, row.change) and (row.visible or _in_circle(ws, row))
    ):
        return False
    if ws.kind == "office":
        return True
    return row.visible and may_give(me(ws).role, row.change.field, row.change.value)


def _is_of_a_family(change: Change) -> bool:
    """Staff, forms and decisions are nobody's to release: who may write them does so anew."""
    kind = change.field.partition(".")[0]
    spec = REGISTRY.get(kind)
    return spec is not None and "specialist" in spec.writers and kind != "decision"


def _is_the_laptops(ws: Workspace, change: Change) -> bool:
    """Whether who has the laptop may have written it: what was copied is judged as what was not."""
    peer = ws.store.exchange.peer(change.origin.device)
    if peer is None:
        return True  # one's own
    known = change.author in sender_of(ws.store, peer).authors
    return known and may_give(peer.role, change.field, change.value)


def _in_circle(ws: Workspace, row: "HeldChange") -> bool:
    """Whether the record is one that the laptop may see, and stays one by what this states."""
    peer = ws.store.exchange.peer(row.change.origin.device)
    if peer is None:
        return True
    stated = row.change.value or ""
    goes_to = stated if row.change.field.endswith(f".{AUDIENCE}") else ""
    if goes_to.startswith("case:"):
        goes_to = ""  # followed in `circle` already
    sender = sender_of(ws.store, peer)
    return all(sender.sees(one) for one in (row.circle, goes_to or row.circle))


def _decide(
    ws: Workspace, tx: "Transaction", rows: "Sequence[HeldChange]", verb: str, reason: str
) -> None:
    """One decision for each circle, so that whoever may read the changes learns of it."""
    by_circle: dict[str, list[Change]] = {}
    for row in rows:
        by_circle.setdefault(_circle(ws, row), []).append(row.change)
    for circle, changes in by_circle.items():
        subject = rulings.subject(change.origin for change in changes)
        tx.create("decision", circle, {"subject": subject, "verb": verb, "reason": reason})


def _circle(ws: Workspace, row: "HeldChange") -> str:
    unfit = row.audience in ("", EVERYONE) and not row.change.field.startswith("staff.")
    return default_audience(ws) if unfit else row.audience or EVERYONE


def _branch(ws: Workspace, fork: "HeldChange") -> "list[HeldChange]":
    """All that came from the same copy of a workspace, in its order."""
    with ws.store.reading() as reading:
        rows = [row for row in reading.waiting() if row.held is Held.FORK]
    origin = fork.change.origin
    stream = (origin.device, origin.epoch)
    mine = [r for r in rows if (r.change.origin.device, r.change.origin.epoch) == stream]
    return sorted(mine, key=lambda row: row.change.origin.seq)


def _enter_again(
    ws: Workspace, tx: "Transaction", asked: "Sequence[HeldChange]", reason: str
) -> None:
    branch, save = _branch(ws, asked[0]), asked[0].change.save
    taken = {row.change.origin for row in branch}
    fit = [
        row
        for row in branch
        if _may_one(ws, row) and (row.change.save == save or _in_circle(ws, row))
    ]
    for row in fit:
        # what the copy knew in its own branch is here under other numbers, or not at all
        tx.enter_again(row.change, [p for p in row.change.parents if p not in taken])
    _silence(ws, tx, fit, reason)


def _silence(ws: Workspace, tx: "Transaction", rows: "Sequence[HeldChange]", reason: str) -> None:
    subject = rulings.subject_of_forks(row.row_hash for row in rows)
    circle = default_audience(ws)
    tx.create("decision", circle, {"subject": subject, "verb": "set_aside", "reason": reason})
