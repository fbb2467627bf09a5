"""How a laptop joins an office: card → sealed request → the same digits → certificate.

The functions here work on open stores and on the bytes of the files; where the files lie is the
caller's business. Nothing is exported before `accept_certificate` has been done.
"""

from collections.abc import Iterable

import msgspec

from socialcase.cases.clock import milliseconds
from socialcase.cases.codes import ROLES
from socialcase.cases.records import Staff
from socialcase.errors import BadValue, EnrolmentRefused, NotEnrolled
from socialcase.lazy_dataclass import dataclass
from socialcase.storage import Peer, Store
from socialcase.storage.reading import Reading
from socialcase.sync import cards
from socialcase.sync.cards import Card, Certificate, Request, StaffKey
from socialcase.sync.keys import workspace_keys
from socialcase.sync.membership import ASKED, CARD, CERTIFICATE, Membership, see_own_circles
from socialcase.sync.membership import membership as membership
from socialcase.sync.seal import MAX_LAPTOPS

OFFICE_ROLE = "office"
"""Role of the office among a laptop's peers."""
_STAFF_KEYS = "sync.staff_keys"


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """A request as the office reads it. `words` must be the same on both screens.

    `staff`: the id under which the person has written; `known`: this laptop is enrolled already.
    """

    person: str
    device: str
    staff: str
    words: str
    known: bool
    request: Request


def office_init(store: Store, office_name: str, officer_name: str) -> str:
    """Make this workspace an office: keys, card, and the officer's staff record (its uid).

    The officer is the store's viewer. Doing it again changes nothing.
    """
    keys = workspace_keys(store.meta)
    if not store.meta.get(CARD):
        card = Card(
            version=cards.VERSION,
            device=store.device,
            name=office_name,
            sign_key=keys.sign_key,
            age_key=keys.age_key,
            made=milliseconds(store.clock.now()),
        )
        store.meta.put(CARD, cards.body_bytes(card).decode())
    _keep_staff(store, store.viewer, officer_name, "officer", (), (keys.person_key,))
    return store.viewer


def is_office(store: Store) -> bool:
    """Whether this workspace is an office."""
    card = _own_card(store)
    return card is not None and not store.meta.get(ASKED)


def make_card(store: Store) -> bytes:
    """The office's card file (`*.sccard`). Raises `NotEnrolled` on a laptop."""
    return cards.write_card(_office_card(store), workspace_keys(store.meta).sign)


def make_request(store: Store, card_file: bytes, person: str) -> tuple[bytes, str]:
    """Answer a card: the sealed request file (`*.screquest`) and the words to compare.

    Raises `EnrolmentRefused`: "already" when another office has accepted this laptop.
    """
    card = cards.read_card(card_file)
    held = membership(store)
    if held is not None and held.office_device != card.device:
        raise EnrolmentRefused("already")
    keys = workspace_keys(store.meta)
    request = Request(
        version=cards.VERSION,
        card=cards.body_hash(card),
        device=store.device,
        staff=store.viewer,
        person=person,
        sign_key=keys.sign_key,
        age_key=keys.age_key,
        person_key=keys.person_key,
        made=milliseconds(store.clock.now()),
    )
    store.meta.put(CARD, cards.body_bytes(card).decode())
    store.meta.put(ASKED, cards.body_bytes(request).decode())
    return cards.write_request(request, card, keys.sign), cards.words(card, request)


def read_request(store: Store, file: bytes) -> EnrolRequest:
    """Open a request at the office. Raises `EnrolmentRefused`, `NotEnrolled` on a laptop."""
    card = _office_card(store)
    request = cards.read_request(file, workspace_keys(store.meta).workspace)
    if request.card != cards.body_hash(card):
        raise EnrolmentRefused("wrong_office")
    known = store.exchange.peer(request.device)
    if known is not None and known.sign_key != request.sign_key:
        raise EnrolmentRefused("already")
    return EnrolRequest(
        request.person,
        request.device,
        request.staff,
        cards.words(card, request),
        known is not None,
        request,
    )


def accept_request(
    store: Store,
    asked: EnrolRequest,
    role: str,
    etraps: Iterable[str],
    staff: str = "",
    replaces: bool = False,
) -> bytes:
    """Accept a laptop whose words were compared; gives the certificate file (`*.sccert`).

    The staff record is written as the officer's act, so that it travels. `staff`: an existing
    staff member when this is a second laptop; else the id that the laptop has used stays.
    `replaces`: nothing restricted is sealed to that person's earlier laptops any more.
    Raises `BadValue` for an unknown role or a fifth laptop of one person, `EnrolmentRefused`
    ("unknown_person").
    """
    if role not in ROLES:
        raise BadValue("staff", "role", ", ".join(ROLES))
    request = asked.request
    uid = staff or request.staff
    _check_person(store, request, staff)
    granted = tuple(sorted(set(etraps)))
    keys = _keys_with(store, uid, request.person_key, alone=replaces)
    formerly = request.staff if request.staff != uid else ""
    _keep_staff(store, uid, request.person, role, granted, keys, formerly)
    certificate = Certificate(
        version=cards.VERSION,
        request=cards.body_hash(request),
        device=request.device,
        staff=uid,
        formerly=formerly,
        person=request.person,
        role=role,
        etraps=granted,
        sign_key=request.sign_key,
        age_key=request.age_key,
        office=_office_card(store),
        made=milliseconds(store.clock.now()),
        staff_keys=tuple(
            StaffKey(staff=one, age_key=key)
            for one, keys in sorted(staff_keys(store).items())
            for key in keys
        ),
    )
    file, signed = cards.write_certificate(certificate, workspace_keys(store.meta).sign)
    store.exchange.keep_peer(_peer(certificate, signed))
    return file


def accept_certificate(store: Store, file: bytes) -> Membership:
    """Take the office's certificate in: from now on this laptop can send and receive.

    Raises `EnrolmentRefused`: "no_request", "not_for_us", "changed", "wrong_office", "damaged",
    "older" (the office has granted something else since).
    """
    certificate, signed = _checked_certificate(store, file)
    _take_office(store, certificate, signed)
    found = membership(store)
    if found is None:
        raise EnrolmentRefused("damaged")
    see_own_circles(store)
    return found


def granted(store: Store, file: bytes) -> Certificate:
    """What a certificate grants, checked as when it is taken in; nothing is kept."""
    return _checked_certificate(store, file)[0]


def require_membership(store: Store) -> Membership:
    """`membership`, or `NotEnrolled`."""
    found = membership(store)
    if found is None:
        raise NotEnrolled
    return found


def staff_keys(store: Store) -> dict[str, tuple[str, ...]]:
    """Age recipients of staff members, one for each of their laptops that is in use.

    From staff records, else as the certificate gave them.
    """
    kept = store.meta.get(_STAFF_KEYS)
    given = msgspec.json.decode(kept, type=dict[str, str | tuple[str, ...]]) if kept else {}
    keys = {one: (found,) if isinstance(found, str) else found for one, found in given.items()}
    with store.reading() as reading:
        for one in reading.page(Staff, limit=5000):
            if in_force := _in_force(one):
                keys[one.uid] = in_force
    return keys


def written_as(store: Store, person: str) -> frozenset[str]:
    """The ids under which a person's laptops have written: theirs, and those from before."""
    with store.reading() as reading:
        staff = reading.get(Staff, person)
    return frozenset({person, *(staff.formerly if staff is not None else ())} - {""})


def _in_force(staff: Staff) -> tuple[str, ...]:
    """A person's keys; an older office knew only one."""
    return staff.age_keys or ((staff.age_key,) if staff.age_key else ())


def _keys_with(store: Store, uid: str, key: str, *, alone: bool) -> tuple[str, ...]:
    """The keys of staff member `uid` once the laptop with `key` is theirs, that one first."""
    with store.reading() as reading:
        known = reading.get(Staff, uid)
    others = _in_force(known) if known is not None and not alone else ()
    keys = tuple(dict.fromkeys((key, *others)))
    if len(keys) > MAX_LAPTOPS:
        raise BadValue("staff", "age_keys", str(MAX_LAPTOPS))
    return keys


def _checked_certificate(store: Store, file: bytes) -> tuple[Certificate, str]:
    """The certificate and its signed form, if it answers this laptop's own request."""
    asked = store.meta.get(ASKED)
    card = _own_card(store)
    if not asked or card is None:
        raise EnrolmentRefused("no_request")
    request = msgspec.json.decode(asked, type=Request)
    keys = workspace_keys(store.meta)
    certificate, signed = cards.read_certificate(file, keys.workspace, card)
    if certificate.request != cards.body_hash(request) or (
        certificate.device != store.device or certificate.sign_key != keys.sign_key
    ):
        raise EnrolmentRefused("not_for_us")
    kept = store.meta.get(CERTIFICATE)
    held = msgspec.json.decode(kept, type=Certificate) if kept else certificate
    if held.request == certificate.request and held.made > certificate.made:
        raise EnrolmentRefused("older")
    return certificate, signed


def _take_office(store: Store, certificate: Certificate, signed: str) -> None:
    office = certificate.office
    keys: dict[str, list[str]] = {}
    for one in certificate.staff_keys:
        keys.setdefault(one.staff, []).append(one.age_key)
    store.meta.put(_STAFF_KEYS, msgspec.json.encode(keys).decode())
    store.exchange.keep_peer(
        Peer(
            device=office.device,
            person="",
            role=OFFICE_ROLE,
            etraps=(),
            sign_key=office.sign_key,
            age_key=office.age_key,
            label=office.name,
            certificate=signed,
        )
    )
    if certificate.staff != store.viewer:
        store.become(certificate.staff)
    store.meta.put(CERTIFICATE, cards.body_bytes(certificate).decode())


def _check_person(store: Store, request: Request, staff: str) -> None:
    """A second laptop needs its person here; a new one must not take another's id."""
    with store.reading() as reading:
        known = reading.get(Staff, staff or request.staff)
        taken = reading.get(Staff, request.staff) or _formerly(reading, request.staff)
    if staff and known is None:
        raise EnrolmentRefused("unknown_person")
    peer = store.exchange.peer(request.device)
    own = {staff, peer.person if peer is not None else ""}
    if taken is not None and not {request.staff, taken.uid} & own:
        raise EnrolmentRefused("unknown_person")


def _formerly(reading: Reading, staff: str) -> Staff | None:
    """Who wrote under the id `staff` before their laptop became theirs."""
    everybody = reading.page(Staff, limit=5000)
    return next((one for one in everybody if staff in one.formerly), None)


def _keep_staff(
    store: Store,
    uid: str,
    name: str,
    role: str,
    etraps: tuple[str, ...],
    keys: tuple[str, ...],
    formerly: str = "",
) -> None:
    with store.reading() as reading:
        known = reading.get(Staff, uid)
    # the newest key also stands alone, for programs that know of one laptop only
    values = {"name": name, "role": role, "etraps": etraps, "age_key": keys[0], "age_keys": keys}
    with store.transaction(store.viewer) as tx:
        if known is None:
            tx.create("staff", "everyone", values, uid=uid)
            return
        for field, value in values.items():
            tx.set(uid, field, value)
        if formerly:
            tx.add(uid, "formerly", formerly)


def _peer(certificate: Certificate, signed: str) -> Peer:
    return Peer(
        device=certificate.device,
        person=certificate.staff,
        role=certificate.role,
        etraps=certificate.etraps,
        sign_key=certificate.sign_key,
        age_key=certificate.age_key,
        label=certificate.person,
        certificate=signed,
    )


def _own_card(store: Store) -> Card | None:
    kept = store.meta.get(CARD)
    return None if not kept else msgspec.json.decode(kept, type=Card)


def _office_card(store: Store) -> Card:
    card = _own_card(store)
    if card is None or not is_office(store):
        raise NotEnrolled
    return card
