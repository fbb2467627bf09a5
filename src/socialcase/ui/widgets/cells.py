"""The columns of a row, by their share of its width."""

from collections.abc import Sequence

_GAP = 12
_ARROW = 40
"""Pixels at the end of a row for the arrow that says that it opens."""


def columns(width: int, shares: Sequence[float], left: int = 14) -> list[tuple[int, int]]:
    """Left edge and width of each column; `left`: where the first begins."""
    room = width - left - _ARROW
    places = []
    for share in shares:
        places.append((left, round(room * share) - _GAP))
        left += round(room * share)
    return places
