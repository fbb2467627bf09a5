"""The three files of enrolment: the office's card, the laptop's request, the certificate.

Each is one line of JSON, `{"body":{…},"signature":"-----BEGIN SSH SIGNATURE…"}`; the signature is
over the exact bytes of the body, each kind of file under a namespace of its own. Request and
certificate are sealed with age to the one workspace that is to read them.
"""

import hashlib
import json
from typing import TypeVar

import msgspec

from socialcase.cases.codes import ROLES
from socialcase.errors import EnrolmentRefused
from socialcase.sync.manifest import DEVICE, HASH, UID, UNREADABLE
from socialcase.sync.seal import SealBroken, is_recipient, seal_bytes, unseal_bytes
from socialcase.sync.sign import (
    CARD,
    CERTIFICATE,
    REQUEST,
    SignatureBad,
    is_public_key,
    sign,
    verify,
)

MAX_CARD = 256 * 1024
VERSION = 1
_MAX_NAME = 200


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Bodies of the three files: no field missing, none unknown."""


class Card(_Strict, frozen=True, kw_only=True):
    """Who an office is and to which keys laptops write. Times in milliseconds UTC."""

    version: int
    device: str
    name: str
    sign_key: str
    age_key: str
    made: int


class Request(_Strict, frozen=True, kw_only=True):
    """What a laptop asks for. `card`: SHA-256 of the card's body, so it is for this office.

    `staff`: the id under which the person has written until now. `person_key`: age recipient to
    which restricted records for the person are sealed.
    """

    version: int
    card: str
    device: str
    staff: str
    person: str
    sign_key: str
    age_key: str
    person_key: str
    made: int


class StaffKey(_Strict, frozen=True, kw_only=True):
    """To which age recipient restricted records for a staff member are sealed."""

    staff: str
    age_key: str


class Certificate(_Strict, frozen=True, kw_only=True):
    """What the office grants. `request`: SHA-256 of the request's body that it answers.

    `formerly`: the id under which the person wrote before, where the office gave another one.
    """

    version: int
    request: str
    device: str
    staff: str
    formerly: str
    person: str
    role: str
    etraps: tuple[str, ...]
    sign_key: str
    age_key: str
    office: Card
    made: int
    staff_keys: tuple[StaffKey, ...]


class _Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    body: msgspec.Raw
    signature: str


Body = TypeVar("Body", Card, Request, Certificate)


def body_bytes(body: Card | Request | Certificate) -> bytes:
    """The exact bytes that are signed: JSON with sorted keys and no spaces."""
    plain = msgspec.to_builtins(body)
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def body_hash(body: Card | Request | Certificate) -> str:
    """SHA-256 of the body in hex."""
    return hashlib.sha256(body_bytes(body)).hexdigest()


def words(card: Card, request: Request) -> str:
    """Six groups of five digits (about 100 bits) over card and request, to be read out."""
    bound = f"socialcase-enrolment@v1 {body_hash(card)} {body_hash(request)}"
    number = int.from_bytes(hashlib.sha256(bound.encode()).digest(), "big") % 10**30
    digits = f"{number:030d}"
    return " ".join(digits[at : at + 5] for at in range(0, 30, 5))


def write_card(card: Card, signing_key: str) -> bytes:
    """The card file, readable by anyone: it holds no secret."""
    return _signed(card, signing_key, CARD)


def read_card(raw: bytes) -> Card:
    """The card, if it is signed by the key that it names. Raises `EnrolmentRefused`."""
    card, signed = _body(raw, Card)
    _check_card(card)
    _verify(signed, card.sign_key, CARD)
    return card


def write_request(request: Request, card: Card, signing_key: str) -> bytes:
    """The request file, sealed to the office of `card`."""
    return seal_bytes(_signed(request, signing_key, REQUEST), [card.age_key])


def read_request(raw: bytes, identity: str) -> Request:
    """The request, opened with the office's identity, signed by the key that it names.

    Raises `EnrolmentRefused`.
    """
    request, signed = _body(_opened(raw, identity), Request)
    sound = (
        request.version == VERSION
        and DEVICE.fullmatch(request.device)
        and UID.fullmatch(request.staff)
        and HASH.fullmatch(request.card)
        and _is_name(request.person)
        and is_public_key(request.sign_key)
        and is_recipient(request.age_key)
        and is_recipient(request.person_key)
    )
    if not sound:
        raise EnrolmentRefused("damaged")
    _verify(signed, request.sign_key, REQUEST)
    return request


def certificate_in(signed: str) -> Certificate:
    """The certificate in a signed text that was checked when it was kept."""
    return _body(signed.encode(), Certificate)[0]


def write_certificate(certificate: Certificate, signing_key: str) -> tuple[bytes, str]:
    """The certificate file, sealed to the laptop, and its signed text for the records."""
    signed = _signed(certificate, signing_key, CERTIFICATE)
    return seal_bytes(signed, [certificate.age_key]), signed.decode()


def read_certificate(raw: bytes, identity: str, card: Card) -> tuple[Certificate, str]:
    """The certificate and its signed text, opened with the laptop's identity, by `card`'s office.

    Raises `EnrolmentRefused`.
    """
    opened = _opened(raw, identity)
    certificate, signed = _body(opened, Certificate)
    if certificate.office != card:
        raise EnrolmentRefused("wrong_office")
    _verify(signed, card.sign_key, CERTIFICATE)
    sound = (
        certificate.version == VERSION
        and certificate.role in ROLES
        and UID.fullmatch(certificate.staff)
        and all(UID.fullmatch(k.staff) and is_recipient(k.age_key) for k in certificate.staff_keys)
    )
    if not sound:
        raise EnrolmentRefused("damaged")
    return certificate, opened.decode()


def _signed(body: Card | Request | Certificate, signing_key: str, namespace: str) -> bytes:
    raw = body_bytes(body)
    signature = sign(raw, signing_key, namespace).decode()
    return msgspec.json.encode(_Signed(body=msgspec.Raw(raw), signature=signature)) + b"\n"


def _body(raw: bytes, kind: type[Body]) -> tuple[Body, _Signed]:
    """The parsed body; it must be written exactly as we write it."""
    if len(raw) > MAX_CARD:
        raise EnrolmentRefused("damaged")
    try:
        signed = msgspec.json.decode(raw, type=_Signed)
        body = msgspec.json.decode(signed.body, type=kind)
    except UNREADABLE:
        raise EnrolmentRefused("damaged") from None
    if body_bytes(body) != bytes(signed.body):
        raise EnrolmentRefused("damaged")
    return body, signed


def _verify(signed: _Signed, public_key: str, namespace: str) -> None:
    try:
        verify(bytes(signed.body), signed.signature.encode(), public_key, namespace)
    except SignatureBad:
        raise EnrolmentRefused("changed") from None


def _opened(raw: bytes, identity: str) -> bytes:
    if len(raw) > MAX_CARD:
        raise EnrolmentRefused("damaged")
    try:
        return unseal_bytes(raw, [identity], MAX_CARD)
    except SealBroken as problem:
        codes = {"not_for_us": "not_for_us", "changed": "changed"}
        raise EnrolmentRefused(codes.get(problem.why, "damaged")) from None


def _check_card(card: Card) -> None:
    sound = (
        card.version == VERSION
        and DEVICE.fullmatch(card.device)
        and _is_name(card.name)
        and is_public_key(card.sign_key)
        and is_recipient(card.age_key)
    )
    if not sound:
        raise EnrolmentRefused("damaged")


def _is_name(name: str) -> bool:
    """A short printable line: it is shown to a person who decides."""
    return 0 < len(name) <= _MAX_NAME and name.isprintable()
