"""How far the changes of something were known when it was signed, and what was unknown then.

A signature keeps, for every stream of changes (a laptop, since its last restore) that touched what
is signed, the highest number that was there. What comes later, or came from elsewhere by a bundle,
has a higher number: the clock of no laptop is asked.
"""

import json
from collections.abc import Mapping, Sequence

from socialcase.cases.canonical import json_text
from socialcase.cases.changes import Change
from socialcase.lazy_dataclass import dataclass

Reach = Mapping[str, int]
"""Highest number known, by stream ("device:epoch")."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature as this asks: whose, what was known then; `wall` for those that do not say."""

    name: str
    reach: Reach
    wall: int


def written(reach: Reach) -> str:
    """As a record keeps it."""
    return json_text(dict(reach))


def read_reach(kept: str) -> dict[str, int]:
    """What a record keeps; nothing where it is no such thing."""
    try:
        found = json.loads(kept) if kept else {}
        return {str(stream): int(number) for stream, number in found.items()}
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}


def was_seen(change: Change, seal: Seal) -> bool:
    """Whether a change was there when somebody signed."""
    return _covers(seal, _stream(change), change.origin.seq, change.wall)


def all_seen(reach: Mapping[str, tuple[int, int]], seals: Sequence[Seal]) -> bool:
    """Whether nothing came later. `reach`: by stream, the highest number and the latest wall."""
    return all(
        any(_covers(seal, stream, number, wall) for seal in own)
        for own in _by_name(seals).values()
        for stream, (number, wall) in reach.items()
    )


def who_did_not_see(change: Change, seals: Sequence[Seal]) -> tuple[str, ...]:
    """Who had signed before a change came, and not again since."""
    return tuple(
        own[0].name
        for own in _by_name(seals).values()
        if not any(was_seen(change, seal) for seal in own)
    )


def _by_name(seals: Sequence[Seal]) -> dict[str, list[Seal]]:
    """Signatures under one name belong together: who signs again has seen what came meanwhile."""
    found: dict[str, list[Seal]] = {}
    for seal in seals:
        found.setdefault(" ".join(seal.name.casefold().split()), []).append(seal)
    return found


def _covers(seal: Seal, stream: str, number: int, wall: int) -> bool:
    return number <= seal.reach.get(stream, 0) if seal.reach else wall <= seal.wall


def _stream(change: Change) -> str:
    return f"{change.origin.device}:{change.origin.epoch}"
