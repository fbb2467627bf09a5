"""New ids: of records and saves (26 base32 letters) and of devices and epochs (16 hex)."""

import base64

from socialcase.cases.clock import Chance


def new_uid(chance: Chance) -> str:
    """A record or save id: 128 random bits as 26 lower-case base32 letters."""
    return base64.b32encode(chance.bytes(16)).decode("ascii").rstrip("=").lower()


def new_stream_id(chance: Chance) -> str:
    """A device or epoch id: 64 random bits as 16 hex digits."""
    return chance.bytes(8).hex()
