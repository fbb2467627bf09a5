"""What the other side lacks: a laptop's own stream, or what the office relays to a laptop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from socialcase.cases.changes import Origin
from socialcase.errors import NotFound
from socialcase.storage import Cursor, Outgoing, Peer, SentBundle, Store
from socialcase.storage.parcels import Bounds, Going, Parcel, count, record_in, without
from socialcase.storage.runs import Run
from socialcase.sync import again, blobs, readers, returning
from socialcase.sync.cards import certificate_in
from socialcase.sync.enrolment import OFFICE_ROLE, require_membership, staff_keys, written_as
from socialcase.sync.keys import workspace_keys
from socialcase.sync.manifest import MAX_CHANGES, MAX_SEGMENTS, Seen, Segment
from socialcase.sync.newest import newest_of
from socialcase.sync.policy import Sender, leaks, named
from socialcase.sync.sealed import NoKey, Sealed, part_id, part_name, seal_changes
from socialcase.sync.wire import Stub

MAX_RAW_EXPORT = 48 << 20
"""Bytes of values after which a bundle is closed and the next one begun."""
_RELAYED = "sync.relayed."
_AUDIENCE = ".audience"


@dataclass(slots=True)
class Load:
    """What one bundle will carry.

    `parcel`: the open changes. `cursor`: place in the order of arrival that it reaches. `records`:
    whose changes we put in, by their numbers here.
    `files`: encrypted files that go along as far as they are here, with the people who alone get
    them; `kept`: those of them that came sealed from other laptops. `lacks`: files missing here.
    `left`: records of which it only tells that they have left the recipient's sight.
    `brings_back`: whether all of it is the office's own, which it has lost; `reached`: up to which
    place. `followed`: whether another load comes after it for certain.
    `again`: how many of the changes were sent before, to fewer people; `repeated`: the newest
    bundle of the recipient that brought such. `closed`: for whom own restricted records go out now.
    """

    kind: str
    number: int
    builds_on: int = 0
    parcel: Parcel = field(default_factory=Parcel)
    sealed: list[Sealed] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    acks: list[Seen] = field(default_factory=list)
    acked_number: int = 0
    cursor: Cursor = field(default_factory=Cursor)
    records: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    brings_back: bool = False
    reached: int = 0
    followed: bool = False
    again: int = 0
    repeated: int = 0
    closed: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    lacks: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        """Changes in it, sealed ones too."""
        return self.parcel.changes + sum(len(part.stubs) for part in self.sealed)

    @property
    def returned(self) -> int:
        """How many of the changes are the office's own, which it has lost."""
        return self.changes if self.brings_back else 0


def target(store: Store, device: str) -> Peer:
    """Whom a bundle goes to: a laptop's office, or at the office the laptop `device`.

    Raises `NotEnrolled`, `NotFound`.
    """
    member = require_membership(store)
    office = member.office_device
    if store.device != office:
        device = office
    peer = store.exchange.peer(device)
    if peer is None or device == store.device:
        raise NotFound("laptop", device)
    return peer


def sender_of(store: Store, peer: Peer) -> Sender:
    """The peer as somebody who writes and reads."""
    authors = set(written_as(store, peer.person))
    if peer.role != OFFICE_ROLE and peer.certificate:
        authors.add(certificate_in(peer.certificate).formerly)
    return Sender(peer.device, peer.person, peer.role, peer.etraps, frozenset(authors - {""}))


def loads(store: Store, peer: Peer) -> Iterator[Load]:
    """One load for each bundle to be written now, at least one (perhaps without changes).

    Each builds on the one before, so the caller must note it as sent before asking for the next.
    """
    if peer.role == OFFICE_ROLE:
        return _own_loads(store, peer)
    return _relay_loads(store, peer)


def note_carried(store: Store, peer: Peer, load: Load) -> None:
    """Note which kept sealed parts went along, and for whom own restricted records went out."""
    carried = {part_id(part.name): load.number for part in load.sealed if part.writer}
    carried |= dict.fromkeys(load.kept, load.number)
    if carried:
        known, confirmed = _relayed(store, peer.device), confirmed_by(store, peer)
        # the first number that is still on its way stays: a later one would never be confirmed
        waiting = {part: number for part, number in known.items() if number > confirmed}
        parts = known | carried | waiting
        store.meta.put(_RELAYED + peer.device, msgspec.json.encode(parts).decode())
    if load.closed:
        keys, confirmed = staff_keys(store), confirmed_by(store, peer)
        readers.note_closed(store, load.closed, load.number, confirmed, keys)


def note_begun_again(store: Store, peer: Peer, number: int) -> None:
    """Note that everything has been sent once more; only after the bundle itself is noted."""
    again.note_written(store, peer.device, number, confirmed_by(store, peer))


def _own_loads(store: Store, peer: Peer) -> Iterator[Load]:
    reached = {ack.epoch: ack.seq for ack in store.exchange.acks(peer.device)
               if ack.device == store.device}  # fmt: skip
    back = _back_load(store, peer)
    first = True
    while True:
        load = _own_load(store, peer, reached)
        if not (first or load.segments):
            break
        if first:
            load.files |= blobs.asked_for(store, peer, None)
            load.lacks = blobs.lacks(store, None)
            load.followed = back is not None
        yield load
        first = False
        if not load.segments:
            break
    if back is not None:
        back.number = again.next_number(store, peer.device)
        yield back


def _back_load(store: Store, office: Peer) -> Load | None:
    """What the office lacks of its own; None if nothing."""
    owed = returning.owed(store, office, confirmed_by(store, office), _bounds(MAX_CHANGES))
    if not owed.spans:
        return None
    load = Load("own", 0, acked_number=newest_of(store, office.device))
    _distribute(store, office, load, store.sending.parcel(owed.spans), staff_keys(store))
    load.sealed = [part for part in load.sealed if part.people != (store.viewer,)]
    load.brings_back, load.reached = True, owed.reached
    # neither its records nor their readers are this laptop's to tell of
    load.records, load.closed = set(), {}
    load.seen = [_seen_own(store, epoch) for epoch in store.exchange.own_epochs()]
    load.cursor, load.lacks = store.exchange.cursor(), blobs.lacks(store, None)
    return load if load.changes else None


def _own_load(store: Store, peer: Peer, reached: dict[str, int]) -> Load:
    """The next whole saves of every epoch, oldest epoch first. Moves `reached` on."""
    exchange = store.exchange
    load = Load(
        "own", again.next_number(store, peer.device), acked_number=newest_of(store, peer.device)
    )
    keys = staff_keys(store)
    room = MAX_CHANGES
    for epoch in exchange.own_epochs():
        run = store.sending.next_run(epoch, reached.get(epoch, 0), _bounds(room))
        if run is None:
            continue
        if count(run.spans) > MAX_CHANGES:
            raise ValueError("one save is larger than a bundle may be")
        if count(run.spans) > room or len(load.segments) == MAX_SEGMENTS:
            break
        load.segments.append(_segment(store, epoch, run))
        _distribute(store, peer, load, store.sending.parcel(run.spans), keys)
        room -= count(run.spans)
    wider = readers.sent_to_fewer(store, confirmed_by(store, peer), reached, room, keys)
    once_more = store.sending.places(change.change.origin for change in wider.changes)
    if once_more:
        _distribute(store, peer, load, store.sending.parcel(once_more), keys)
    load.again = count(once_more)
    for record in wider.waiting:  # a part of it went: for the new readers that is not the whole
        load.closed.pop(record, None)
    reached |= {segment.epoch: segment.last for segment in load.segments}
    load.seen = [_seen_own(store, epoch) for epoch in exchange.own_epochs()]
    load.cursor = exchange.cursor()
    return load


def _relay_loads(store: Store, peer: Peer) -> Iterator[Load]:
    """All that the laptop lacks, cut into bundles between saves.

    Only the last one notes the place in the order of arrival that was reached: should it be lost,
    the next export begins again where this one began.
    """
    since, builds_on = _acknowledged(store, peer)
    now = store.exchange.cursor()
    reader = sender_of(store, peer)

    def wanted(kind: str, audience: str) -> bool:
        return kind != "epoch" and reader.sees(audience) and not leaks(kind, audience)

    keys = {one: key for one, key in staff_keys(store).items() if one in reader.authors}
    lost = {} if since.change else again.lost_by(store, peer.device)
    found = store.sending.lacking(peer.device, since, wanted, lost=lost)
    pieces = iter(store.sending.pieces(found, _bounds(MAX_CHANGES)))
    piece, following = next(pieces), next(pieces, None)
    first = True
    while True:
        load = Load("relay", again.next_number(store, peer.device), builds_on)
        load.acked_number, load.acks = newest_of(store, peer.device), _acks_for(store, peer)
        load.cursor = now if following is None else since
        load.seen = [_seen_own(store, epoch) for epoch in store.exchange.own_epochs()]
        load.repeated = again.repeated(store, peer.device)
        parcel = store.sending.parcel(piece)
        _distribute(store, peer, load, parcel, keys)
        here = store.sending.records(parcel)
        load.left = {one.number for one in here if not reader.sees(one.audience)}
        if first:
            load.sealed += _kept_parts(store, peer)
            _add_kept_files(store, peer, load)
            load.files |= blobs.asked_for(store, peer, reader)
            load.lacks = blobs.lacks(store, reader)
        yield load
        if following is None:
            return
        first, builds_on = False, load.number
        piece, following = following, next(pieces, None)


def _bounds(changes: int) -> Bounds:
    """What one bundle takes, if it has room for so many changes."""
    return Bounds(changes, MAX_RAW_EXPORT, blobs.MAX_EXPORT_COUNT, blobs.MAX_EXPORT)


def _distribute(store: Store, peer: Peer, load: Load, found: Parcel, keys: readers.Keys) -> None:
    """Open changes into the parcel, restricted ones sealed, a part for each group of people."""
    load.records.update(map(record_in, found.keys))
    closed = store.sending.records(found, restricted=True)
    if load.kind == "own" and (closed or readers.any_closed(store)):
        load.closed |= {one.uid: one.audience for one in store.sending.records(found)}
    if closed:
        found = _seal(store, peer, load, found, closed, keys)
    named_files = store.sending.values(found, blobs.FILE_FIELD)
    load.files |= dict.fromkeys(blobs.named_by(named_files), ())
    load.parcel = load.parcel.and_then(found)


def _seal(
    store: Store, peer: Peer, load: Load, found: Parcel, closed: Sequence[Going], keys: readers.Keys
) -> Parcel:
    """Seal what is restricted in `found`; gives what stays open."""
    groups: dict[frozenset[str], list[Outgoing]] = {}
    rows = store.sending.rows(found.spans, closed)
    told = _told(store, peer, rows)
    shut = [row for row in rows if row.row_hash not in told]
    for row in shut:
        people = _readers(store, peer, row) or frozenset((store.viewer,))
        groups.setdefault(people, []).append(row)
    for people, some in groups.items():
        try:
            load.sealed.append(seal_changes(people, some, keys))
        except NoKey:
            own = {store.viewer: (workspace_keys(store.meta).person_key,)}
            load.sealed.append(seal_changes(frozenset(own), some, own))
        load.files |= dict.fromkeys(blobs.named_in(some), load.sealed[-1].people)
    return store.sending.parcel(without(found.spans, [row.place for row in shut]))


def _readers(store: Store, peer: Peer, row: Outgoing) -> frozenset[str]:
    """Who reads a restricted change: the named; of a new restriction, whom it shuts out, too."""
    people = named(row.audience)
    if not row.field.endswith(_AUDIENCE) or not row.parents or _never_left(store, peer, row):
        return people
    before = (store.exchange.change_at(Origin(*parent)) for parent in row.parents)
    stated = (row.value, *(one.value for one in before if one is not None))
    return people.union(*(named(audience or "") for audience in stated))


def _told(store: Store, peer: Peer, closed: Sequence[Outgoing]) -> set[bytes]:
    """The changes, by row hash, that close a record that was open: this must be told openly.

    But not to an office that has never heard of the record, unless another one's closing names it.
    """
    closing = [row for row in closed if row.field.endswith(_AUDIENCE) and _restricts(store, row)]
    known = [row for row in closing if not _never_left(store, peer, row)]
    named_now = {row.value for row in known}
    known += [row for row in closing if f"case:{row.record}" in named_now]
    return {row.row_hash for row in known}


def _restricts(store: Store, row: Outgoing) -> bool:
    before = [store.exchange.change_at(Origin(*parent)) for parent in row.parents]
    return any(one is not None and not named(one.value or "") for one in before)


def _never_left(store: Store, peer: Peer, row: Outgoing) -> bool:
    # what an earlier epoch sent is not known for certain: the laptop was put back meanwhile
    own = all((parent[0], parent[1]) == (store.device, store.epoch) for parent in row.parents)
    return own and not store.exchange.was_carried(peer.device, row.record)


def _kept_parts(store: Store, peer: Peer) -> list[Sealed]:
    """Parts sealed on other laptops for this peer's person which it has not confirmed."""
    confirmed = confirmed_by(store, peer)
    delivered = _relayed(store, peer.device)
    lost = again.is_wanted(store, peer.device, confirmed)
    if lost:
        delivered = {}
    parts = []
    for part in store.exchange.sealed_for(frozenset({peer.person})):
        maker = store.exchange.peer(part.origins[0].device)
        known = 0 < delivered.get(part.part, 0) <= confirmed
        if known or maker is None or (maker.device == peer.device and not lost):
            continue
        hashes = _hashes(store, part.origins[0].device, part.origins[0].epoch)
        stubs = tuple(
            Stub(o.device, o.epoch, o.seq, "", hashes[o.epoch, o.seq], 0)
            for o in part.origins
            if (o.epoch, o.seq) in hashes
        )
        if len(stubs) == len(part.origins):
            name = part_name(part.part)
            parts.append(Sealed(name, part.recipients, maker.person, part.content, stubs))
    return parts


def _add_kept_files(store: Store, peer: Peer, load: Load) -> None:
    """Files sealed on other laptops for this peer's person which it has not confirmed."""
    confirmed = confirmed_by(store, peer)
    lost = again.is_wanted(store, peer.device, confirmed)
    delivered = {} if lost else _relayed(store, peer.device)
    had = {one for one, number in delivered.items() if 0 < number <= confirmed}
    kept = blobs.kept_for(store, peer, had)
    load.kept |= kept.keys() - load.files.keys()
    load.files = kept | load.files


def _hashes(store: Store, device: str, epoch: str) -> dict[tuple[str, int], bytes]:
    head = store.exchange.stream_head(device, epoch)
    found = store.exchange.row_hashes(device, epoch, 1, head.last_seq)
    return {(epoch, seq): row_hash for seq, row_hash in found.items()}


def _segment(store: Store, epoch: str, run: Run) -> Segment:
    return Segment(
        device=store.device,
        epoch=epoch,
        first=run.first,
        last=run.last,
        before=store.exchange.chain_before(epoch, run.first).hex(),
        after=store.exchange.chain_before(epoch, run.last + 1).hex(),
    )


def _seen_own(store: Store, epoch: str) -> Seen:
    head = store.exchange.stream_head(store.device, epoch)
    return Seen(device=head.device, epoch=epoch, seq=head.contiguous_seq, head=head.head.hex())


def confirmed_by(store: Store, peer: Peer) -> int:
    """The newest of our bundles that the peer has."""
    return max((s.number for s in store.exchange.sent_to(peer.device) if s.acked), default=0)


def _acks_for(store: Store, peer: Peer) -> list[Seen]:
    return [
        Seen(device=s.device, epoch=s.epoch, seq=s.contiguous_seq, head=s.head.hex())
        for s in store.exchange.streams()
        if s.device == peer.device and s.contiguous_seq
    ]


def _acknowledged(store: Store, peer: Peer) -> tuple[Cursor, int]:
    if again.is_wanted(store, peer.device, confirmed_by(store, peer)):
        return Cursor(), 0
    newest: SentBundle | None = None
    for sent in store.exchange.sent_to(peer.device):
        if sent.acked and (newest is None or sent.number > newest.number):
            newest = sent
    return (newest.cursor, newest.number) if newest else (Cursor(), 0)


def _relayed(store: Store, device: str) -> dict[str, int]:
    kept = store.meta.get(_RELAYED + device)
    return msgspec.json.decode(kept, type=dict[str, int]) if kept else {}
