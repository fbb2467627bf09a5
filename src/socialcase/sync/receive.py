"""Taking a bundle in: verified wholly first, then one transaction, or nothing at all."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from socialcase.cases.changes import Held
from socialcase.cases.clock import milliseconds
from socialcase.cases.records import Staff
from socialcase.collector import collector_paused
from socialcase.errors import BundleRefused
from socialcase.storage import Receipt, SealedPart, StagedRow, Store, StubRow
from socialcase.storage.merging import Merging
from socialcase.sync import blobs, files, newest, returning
from socialcase.sync.acks import acknowledged
from socialcase.sync.again import known_upto, note_repeated, unread_here, want_all_again
from socialcase.sync.enrolment import OFFICE_ROLE, require_membership
from socialcase.sync.fitting import counters, forked, highest_lamport, order
from socialcase.sync.keys import workspace_keys
from socialcase.sync.opening import Opened, Reader, open_bundle, refuse_oversized
from socialcase.sync.outgoing import sender_of
from socialcase.sync.policy import Agreed, Scope, Sender, row_in_scope
from socialcase.sync.sealed import OtherKey, open_changes, part_id
from socialcase.sync.summary import BundleReport, MergeSummary, report_of, summary_of
from socialcase.sync.wire import WireBad

_INBOX = "inbox.part"
_FORMERLY = "staff.formerly/"

Progress = Callable[[str, int, int], None]
"""progress(stage, done, total): check, read, merge; total 0: not known."""


def inspect_bundle(store: Store, path: Path) -> BundleReport:
    """Verify a bundle where it lies, without taking anything in.

    Raises `BundleRefused`, `CannotRead`, `NotEnrolled`.
    """
    reader = _reader(store)
    refuse_oversized(path)
    opened = open_bundle(path, reader, path)
    known = store.exchange.received(opened.manifest.bundle) is not None
    return report_of(opened, known=known, missing=order(store, opened) == "earlier_missing")


def merge_bundle(store: Store, path: Path, *, progress: Progress | None = None) -> MergeSummary:
    """Take a bundle in: all of it in one transaction, or nothing.

    A bundle taken in before changes nothing. Raises `BundleRefused`, `CannotRead`,
    `NotEnrolled`, `DiskFull`, `CannotWrite`.
    """
    tell = progress or _silent
    reader = _reader(store)
    copy = store.folder / _INBOX  # one writer at a time: a copy left by a crash is written over
    tell("check", 0, 0)
    refuse_oversized(path)
    try:
        files.copy_in(path, copy)
        with collector_paused():
            opened = open_bundle(copy, reader, path)
            return _merged(store, opened, copy, path, tell)
    finally:
        files.remove(copy)


def _merged(store: Store, opened: Opened, copy: Path, shown: Path, tell: Progress) -> MergeSummary:
    """What held is taken in. `copy`: the file here; `shown`: where it lay, for messages."""
    merge = _Merge(store, opened, tell)
    if store.exchange.received(opened.manifest.bundle) is not None:
        merge.bring_files(copy, shown)  # one that got lost here since
        return summary_of(opened, None, 0, True, ())
    reason = order(store, opened) or counters(store, opened)
    if reason:
        raise BundleRefused(shown, reason)
    merge.bring_files(copy, shown)
    return merge.run()


class _Merge:
    """The second pass."""

    def __init__(self, store: Store, opened: Opened, tell: Progress) -> None:
        self._store = store
        self._opened = opened
        self._tell = tell
        self._notices: list[str] = []
        self._roles: dict[str, str] = {}
        self._formerly: dict[str, set[str]] = {}
        self._by_kind = {kind: set(records) for kind, records in opened.kinds.items()}
        self._sealed = self._sealed_rows()
        self._upto = known_upto(store, opened.checks)
        own = opened.manifest.kind == "own"
        self._forked = forked(store, opened) if own else frozenset[str]()
        self._open_again = opened.again.keys() | unread_here(
            store, opened.manifest.sender, self._upto
        )

    def bring_files(self, bundle: Path, shown: Path) -> None:
        """Encrypted files onto the disk, before any row that names them is in the database."""
        opened = self._opened
        if opened.manifest.blobs:
            named = opened.files.union(*map(blobs.named_in, self._sealed.values()))
            wanted = blobs.wanted(self._store, opened.manifest, named)
            identity = workspace_keys(self._store.meta).workspace
            self._tell("read", 0, 0)
            blobs.take_in(self._store, bundle, identity, wanted, shown)

    def run(self) -> MergeSummary:
        """Stage, judge, admit, acknowledge."""
        opened, manifest, sealed = self._opened, self._opened.manifest, self._sealed
        acks = acknowledged(self._store, opened)
        self._notices += acks.notices
        # before the merge: to send again needlessly does no harm
        if acks.lost is not None and not self._forked:
            want_all_again(self._store, manifest.sender, acks.lost)
        if manifest.returned:
            self._take_back()
        moving = self._in_sight(opened.kinds.get("case", ()))
        with self._store.merging() as merging:
            self._stage(merging, sealed)
            kept = self._keep_sealed(merging, frozenset(sealed))
            blobs.keep_for_others(merging, self._store, manifest)
            self._tell("merge", 0, manifest.changes)
            for check in opened.checks:
                segment = check.segment
                new = segment.last > self._upto.get(segment.epoch, 0)
                if new and segment.epoch not in self._forked:
                    head = bytes.fromhex(segment.after)
                    merging.advance(segment.device, segment.epoch, segment.last, head)
            report = merging.admit()
            acks.note(merging, manifest.sender)
            newest.note(merging, self._store, manifest)
            merging.remember_bundle(
                Receipt(
                    manifest.bundle,
                    manifest.sender,
                    manifest.number,
                    milliseconds(self._store.clock.now()),
                    report.new,
                )
            )
        if manifest.kind == "relay" and "older" not in acks.notices:
            returning.note_told(self._store, manifest)
        if self._in_sight(moving) != moving:
            self._notices.append("moved")
        blobs.note_lacks(self._store, manifest)
        self._store.attachments.settled(part.sha256 for part in manifest.blobs)
        if "decision" in report.kinds:  # a redaction may have left a file without a name
            self._store.attachments.sweep()
        for epoch, after in acks.forked.items():
            self._store.branch_off(epoch, after)
        if manifest.again:
            note_repeated(self._store, manifest.sender, manifest.number)
        self._tell("merge", manifest.changes, manifest.changes)
        return summary_of(opened, report, kept, False, tuple(self._notices), self._by_kind)

    def _in_sight(self, cases: Collection[str]) -> frozenset[str]:
        """Which of these cases the person here sees; asked of what the office passes on only."""
        if self._opened.manifest.kind != "relay":
            return frozenset()
        with self._store.reading() as reading:
            return frozenset(case for case in cases if reading.audience(case))

    def _take_back(self) -> None:
        """Of what the sender brings back of our own only what was written here; the rest is not."""
        exchange, opened = self._store.exchange, self._opened
        brought = chain(opened.rows(), self._sealed.values())
        own = exchange.recognised(row for rows in brought for row in rows)
        self._notices.append("returned" if own else "not_ours")
        returning.make_way(self._store, own)
        opened.read, self._sealed = [own], {}

    def _stage(self, merging: Merging, sealed: Mapping[int, list[StagedRow]]) -> None:
        """All rows onto the stage, then those outside the sender's scope are held."""
        opened = self._opened
        total, done = opened.manifest.changes, 0
        if opened.manifest.returned:
            merging.stage(self._fresh(next(opened.rows())))
            return
        sender = sender_of(self._store, opened.sender)
        trusted = opened.sender.role == OFFICE_ROLE
        scope = self._scope(sender, merging)
        agreed = Agreed.for_parts(sealed.values(), merging.is_new) if trusted else None
        for batch in opened.rows():
            fresh = self._fresh(batch)
            if trusted:
                self._learn(fresh)
                if agreed:
                    agreed.take(fresh)
            else:
                fresh = [self._judged(row, sender, scope) for row in fresh]
            merging.stage(fresh)
            done += len(batch)
            self._tell("read", done, total)
        if agreed:
            self._stage_relayed(merging, sealed, agreed)
            return
        for rows in sealed.values():
            merging.stage([self._judged(r, sender, scope, sealed=True) for r in rows])
        merging.hold(scope.outside(merging.records()), Held.SCOPE)

    def _stage_relayed(
        self, merging: Merging, sealed: Mapping[int, list[StagedRow]], agreed: Agreed
    ) -> None:
        """Parts that the office passes on are judged as their writer's, each after what it knew."""
        writers = {index: self._opened.manifest.parts[index + 1].writer for index in sealed}
        for index in sorted(sealed, key=lambda one: (writers[one] != "", _newest(sealed[one]))):
            rows, mark = sealed[index], merging.mark
            outside: Collection[tuple[str, str]] = ()
            if writers[index]:
                theirs = self._scope(self._writer(writers[index]), merging, agreed)
                rows = [self._judged(r, theirs.sender, theirs, sealed=True) for r in rows]
                merging.stage(rows)
                outside = theirs.outside(merging.records(mark))
                merging.hold(outside, Held.SCOPE, mark)
            else:
                merging.stage(rows)
            agreed.take(rows, {record for record, _ in outside})

    def _judged(
        self, row: StagedRow, sender: Sender, scope: Scope, *, sealed: bool = False
    ) -> StagedRow:
        if row.epoch in self._forked:
            return row._replace(held=Held.FORK)
        scope.note(row, sealed=sealed)
        revoked = self._opened.sender.revoked_from
        if revoked is not None and row.device == sender.device and row.seq >= revoked:
            return row._replace(held=Held.QUARANTINE)
        return row if row_in_scope(row, sender) else row._replace(held=Held.SCOPE)

    def _scope(self, sender: Sender, merging: Merging, agreed: Agreed | None = None) -> Scope:
        cases = partial(merging.audience, kind="case")
        scope = Scope(sender, cases, self._writers, merging.authors)
        scope.heads_of, scope.stated_at = merging.beside, merging.stated_at
        scope.change_here, scope.written_at = merging.change_here, merging.written_at
        if agreed:
            scope.agreed, scope.agreed_at = agreed.audience, agreed.stated
            scope.agreed_newest = agreed.newest
        return scope

    def _sealed_rows(self) -> dict[int, list[StagedRow]]:
        """The parts that the person here can open, by index."""
        opened: dict[int, list[StagedRow]] = {}
        identity = workspace_keys(self._store.meta).person
        for index, part in enumerate(self._opened.manifest.sealed):
            if self._store.viewer not in part.people:
                continue
            try:
                content = self._opened.sealed[part.name]
                rows = open_changes(content, identity, self._opened.stubs_of(index))
            except OtherKey:
                self._notices.append("elsewhere")
                continue
            except WireBad:
                self._notices.append("unreadable")
                continue
            if any(row.lamport > highest_lamport(self._store) for row in rows):
                self._notices.append("unreadable")
                continue
            opened[index] = rows
            for row in rows:
                self._by_kind.setdefault(row.field.partition(".")[0], set()).add(row.record)
        return opened

    def _keep_sealed(self, merging: Merging, read: frozenset[int]) -> int:
        """At the office: stubs for what stays closed, and the parts to be passed on.

        What is sent again comes sealed anew; the part that is here already is enough.
        """
        if self._opened.manifest.kind != "own" or self._opened.manifest.returned:
            return 0
        # sealed under a number that is taken, it could be neither verified nor passed on
        stubs = [stub for stub in self._opened.stubs if stub.epoch not in self._forked]
        fresh = [stub for stub in stubs if self._is_fresh(stub.epoch, stub.seq)]
        closed = [stub for stub in fresh if stub.part not in read]
        merging.stubs([StubRow(s.device, s.epoch, s.seq, s.row_hash) for s in closed])
        for index in sorted({stub.part for stub in fresh}):
            part = self._opened.manifest.parts[index + 1]
            if set(part.people) != {self._store.viewer}:
                origins = tuple(stub.origin for stub in self._opened.stubs_of(index))
                content = self._opened.sealed[part.name]
                merging.keep_sealed(SealedPart(part_id(part.name), part.people, origins, content))
        return len(closed)

    def _fresh(self, batch: list[StagedRow]) -> list[StagedRow]:
        if not self._open_again and not any(self._upto.values()):
            return batch
        return [row for row in batch if self._is_fresh(row.epoch, row.seq)]

    def _is_fresh(self, epoch: str, seq: int) -> bool:
        """Whether a change has to be staged: it is new, or now for readers who had its hash."""
        new = seq > self._upto.get(epoch, 0) or epoch in self._forked
        return new or (epoch, seq) in self._open_again

    def _writer(self, person: str) -> Sender:
        """Who sealed a relayed part: being named is what counts, and the role the office gave."""
        with self._store.reading() as reading:
            staff = reading.get(Staff, person)
        role = self._roles.get(person) or (staff.role if staff is not None else "") or "specialist"
        before = (*(staff.formerly if staff is not None else ()), *self._formerly.get(person, ()))
        return Sender("", person, role, (), frozenset((person, *before)))

    def _learn(self, rows: list[StagedRow]) -> None:
        """Roles and former ids of staff, as the office states them in this bundle."""
        for row in rows:
            if row.field == "staff.role":
                self._roles[row.record] = row.value or ""
            elif row.field.startswith(_FORMERLY) and row.value is not None:
                self._formerly.setdefault(row.record, set()).add(row.field.removeprefix(_FORMERLY))

    def _writers(self, save: str) -> set[str]:
        with self._store.reading() as reading:
            return {change.author for change in reading.save(save)}


def _reader(store: Store) -> Reader:
    require_membership(store)
    keys = workspace_keys(store.meta)
    return Reader(store.device, keys.workspace, keys.age_key, store.exchange.peer)


def _newest(rows: list[StagedRow]) -> int:
    return max((row.lamport for row in rows), default=0)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""
