"""Time and chance, passed in wherever they are needed, so that tests own them."""

import os
import random
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

from socialcase.lazy_dataclass import dataclass

ASHGABAT = timezone(timedelta(hours=5), "Asia/Ashgabat")
"""Turkmenistan keeps UTC+5 all year round."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        ...

    def today(self) -> date:
        """The civil date in Asia/Ashgabat, whatever zone the computer is set to."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Today in Asia/Ashgabat."""
        return self.now().astimezone(ASHGABAT).date()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is moved. `at` is an aware instant."""

    at: datetime

    def now(self) -> datetime:
        """The instant that the clock shows."""
        return self.at.astimezone(UTC)

    def today(self) -> date:
        """The civil date in Asia/Ashgabat of that instant."""
        return self.at.astimezone(ASHGABAT).date()

    def move(self, step: timedelta) -> None:
        """Turn the clock by `step`; backwards is allowed, as on real laptops."""
        self.at += step


def milliseconds(instant: datetime) -> int:
    """Whole milliseconds from 1970 UTC to the aware `instant`."""
    return int(instant.timestamp() * 1000)


class Chance(Protocol):
    """Where ids, salts and keys come from."""

    def bytes(self, count: int) -> bytes:
        """`count` random bytes."""
        ...


class SystemChance:
    """The operating system's random source, fit for keys."""

    def bytes(self, count: int) -> bytes:
        """`count` unpredictable bytes."""
        return os.urandom(count)


class SeededChance:
    """Repeatable bytes for tests and the demo. Never for keys of a real workspace."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  repeatable on purpose

    def bytes(self, count: int) -> bytes:
        """The next `count` bytes of the sequence that `seed` begins."""
        return self._random.randbytes(count)
