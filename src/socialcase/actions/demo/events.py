"""Something that happens on a day of the story."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day of the story. `rank` orders what falls on one day.

    Of one family, what has the same rank stays in the order in which it was told.
    """

    day: int
    rank: int
    key: str
    act: Callable[[], object] = field(compare=False)

    @property
    def order(self) -> tuple[int, int, str]:
        """What events are sorted by."""
        return (self.day, self.rank, self.key)
