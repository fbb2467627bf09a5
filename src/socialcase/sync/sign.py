"""SSHSIG signatures with Ed25519: made here, checkable with stock `ssh-keygen -Y verify`.

The format is OpenSSH's PROTOCOL.sshsig, version 1, with SHA-512; the namespace tells what kind of
file was signed, so that a signature under one can never be passed off as one under another.
"""

import base64
import binascii
import hashlib
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

BUNDLE = "socialcase-bundle@v1"
CARD = "socialcase-card@v1"
REQUEST = "socialcase-request@v1"
CERTIFICATE = "socialcase-certificate@v1"

_MAGIC = b"SSHSIG"
_KEY_TYPE = b"ssh-ed25519"
_HASH = b"sha512"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_WIDTH = 70
MAX_SIGNATURE = 1024
"""Bytes of the longest signature file that is looked at; ours have about 300."""


class SignatureBad(Exception):
    """The signature is no signature, is by another key, or is over other bytes."""


def new_signing_key() -> str:
    """A fresh Ed25519 private key: 32 bytes as 64 hex digits."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(signing_key: str) -> str:
    """The public key of a private one, in OpenSSH's writing: "ssh-ed25519 AAAA…"."""
    raw = _private(signing_key).public_key().public_bytes_raw()
    return f"ssh-ed25519 {base64.b64encode(_key_blob(raw)).decode()}"


def is_public_key(text: str) -> bool:
    """Whether `text` is an Ed25519 public key in its canonical OpenSSH writing."""
    try:
        _raw_public(text)
    except SignatureBad:
        return False
    return True


def sign(data: bytes, signing_key: str, namespace: str) -> bytes:
    """The armoured signature of `data`. The same input always gives the same bytes."""
    private = _private(signing_key)
    blob = _key_blob(private.public_key().public_bytes_raw())
    signature = private.sign(_signed_bytes(data, namespace))
    packed = b"".join(
        (
            _MAGIC,
            struct.pack(">I", 1),
            _string(blob),
            _string(namespace.encode()),
            _string(b""),
            _string(_HASH),
            _string(_string(_KEY_TYPE) + _string(signature)),
        )
    )
    text = base64.b64encode(packed).decode()
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    return "\n".join([_BEGIN, *lines, _END, ""]).encode()


def verify(data: bytes, signature: bytes, public_key: str, namespace: str) -> None:
    """Raise `SignatureBad` unless `signature` is that of `data` by `public_key` in `namespace`.

    Only the exact bytes that `sign` writes are accepted, so a signature has one writing.
    """
    raw = _raw_public(public_key)
    head = b"".join(
        (
            _MAGIC,
            struct.pack(">I", 1),
            _string(_key_blob(raw)),
            _string(namespace.encode()),
            _string(b""),
            _string(_HASH),
        )
    )
    inner = _string(_KEY_TYPE) + struct.pack(">I", 64)
    prefix = head + struct.pack(">I", len(inner) + 64) + inner
    packed = _dearmoured(signature)
    if len(packed) != len(prefix) + 64 or not packed.startswith(prefix):
        raise SignatureBad
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(
            packed[len(prefix) :], _signed_bytes(data, namespace)
        )
    except InvalidSignature:
        raise SignatureBad from None


def allowed_signers(public_key: str, principal: str, namespace: str = BUNDLE) -> str:
    """The line for `ssh-keygen -Y verify -f`: who may sign, for what, with which key."""
    return f'{principal} namespaces="{namespace}" {public_key}\n'


def _dearmoured(signature: bytes) -> bytes:
    if len(signature) > MAX_SIGNATURE:
        raise SignatureBad
    try:
        lines = signature.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise SignatureBad from None
    if len(lines) < 4 or lines[0] != _BEGIN or lines[-2:] != [_END, ""]:
        raise SignatureBad
    body = lines[1:-2]
    if any(len(line) != _WIDTH for line in body[:-1]) or not 1 <= len(body[-1]) <= _WIDTH:
        raise SignatureBad
    return _unbase64("".join(body))


def _unbase64(text: str) -> bytes:
    """Strict base64. Raises `SignatureBad`."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise SignatureBad from None
    if base64.b64encode(raw).decode() != text:
        raise SignatureBad
    return raw


def _raw_public(text: str) -> bytes:
    kind, _, body = text.partition(" ")
    prefix = _string(_KEY_TYPE) + struct.pack(">I", 32)
    blob = _unbase64(body)
    if kind != "ssh-ed25519" or len(blob) != len(prefix) + 32 or not blob.startswith(prefix):
        raise SignatureBad
    return blob[len(prefix) :]


def _private(signing_key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(signing_key))


def _key_blob(raw: bytes) -> bytes:
    return _string(_KEY_TYPE) + _string(raw)


def _signed_bytes(data: bytes, namespace: str) -> bytes:
    digest = hashlib.sha512(data).digest()
    return b"".join(
        (_MAGIC, _string(namespace.encode()), _string(b""), _string(_HASH), _string(digest))
    )


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data
