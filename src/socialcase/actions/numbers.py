"""Case numbers: unique without asking anyone, short enough to read out by telephone."""

from typing import TYPE_CHECKING

from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misread or misheard


def number_prefix(device: str, epoch: str) -> str:
    """What all numbers of one laptop (and one epoch of it) begin with: "K7QXM-4A-"."""
    return f"{_spelt(device, 5)}-{_spelt(epoch, 2)}-"


def next_number(ws: Workspace, reading: "Reading") -> str:
    """The number for the next case opened here."""
    return next_numbers(ws, reading, 1)[0]


def next_numbers(ws: Workspace, reading: "Reading", many: int) -> list[str]:
    """The numbers for the next cases opened here, in their order."""
    prefix = number_prefix(ws.store.device, ws.store.epoch)
    beyond = (prefix + "~", "")
    last = reading.page(Case, order="number", descending=True, after=beyond, limit=1)
    taken = last[0].number if last else ""
    count = int(taken[len(prefix) :]) if taken.startswith(prefix) else 0
    return [f"{prefix}{count + 1 + more:04}" for more in range(many)]


def _spelt(hexadecimal: str, letters: int) -> str:
    """The first `letters` times five bits of a 64-bit hexadecimal id."""
    number = int(hexadecimal, 16) >> (64 - 5 * letters)
    places = range(5 * (letters - 1), -1, -5)
    return "".join(_LETTERS[(number >> place) & 31] for place in places)
