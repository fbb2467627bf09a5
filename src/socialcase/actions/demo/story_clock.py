"""The demo's clock: it runs through the last weeks and stops at the real present."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from socialcase.cases.clock import ASHGABAT, Clock

_MORNING = time(8, 30, tzinfo=ASHGABAT)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_BEFORE_NOW = timedelta(hours=2)


@dataclass(slots=True)
class StoryClock:
    """A clock that the story turns, only ever forwards. `real` says when the story ends."""

    real: Clock
    at: datetime = _LONG_AGO

    def now(self) -> datetime:
        """The instant that the story has reached."""
        return self.at

    def today(self) -> date:
        """The civil date in Asia/Ashgabat of that instant."""
        return self.at.astimezone(ASHGABAT).date()

    def day(self, offset: int) -> str:
        """The date `offset` days from the real today, as the registry writes it."""
        return (self.real.today() + timedelta(days=offset)).isoformat()

    def go_to(self, offset: int) -> None:
        """Turn to the morning of the day `offset`, unless the story is already later."""
        morning = datetime.combine(self.real.today() + timedelta(days=offset), _MORNING)
        self._forward(min(morning, self.real.now() - _BEFORE_NOW))

    def spend(self, minutes: float) -> None:
        """Let some time pass, never beyond the real present."""
        self._forward(min(self.at + timedelta(minutes=minutes), self.real.now()))

    def arrive(self) -> None:
        """Turn to the real present."""
        self._forward(self.real.now())

    def _forward(self, to: datetime) -> None:
        self.at = max(self.at, to.astimezone(UTC))
