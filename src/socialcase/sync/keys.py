"""The keys of a workspace, kept inside its own encrypted database and nowhere else."""

from typing import Protocol

import msgspec

from socialcase.sync.seal import new_identity, recipient_of
from socialcase.sync.sign import new_signing_key, public_of

_KEYS = "sync.keys"


class Meta(Protocol):
    """Small texts kept with the data."""

    def get(self, name: str, default: str = "") -> str:
        """The text kept under `name`, else `default`."""
        ...

    def put(self, name: str, value: str) -> None:
        """Keep `value` under `name`."""


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """Private keys. `sign`: Ed25519, 64 hex. `workspace`, `person`: age identities.

    The workspace's identity opens bundles sent here; the person's opens restricted parts.
    """

    sign: str
    workspace: str
    person: str

    def __repr__(self) -> str:
        return "Keys(…)"

    @property
    def sign_key(self) -> str:
        """The public signing key, "ssh-ed25519 …"."""
        return public_of(self.sign)

    @property
    def age_key(self) -> str:
        """The workspace's age recipient."""
        return recipient_of(self.workspace)

    @property
    def person_key(self) -> str:
        """The person's age recipient."""
        return recipient_of(self.person)


def workspace_keys(meta: Meta) -> Keys:
    """The keys, made and kept the first time they are asked for."""
    kept = meta.get(_KEYS)
    if kept:
        return msgspec.json.decode(kept, type=Keys)
    keys = Keys(sign=new_signing_key(), workspace=new_identity(), person=new_identity())
    meta.put(_KEYS, msgspec.json.encode(keys).decode())
    return keys
