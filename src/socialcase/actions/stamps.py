"""Who typed a record, when, and where it is now; fetched for many records at once."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from socialcase.actions.lines import StaffNames
from socialcase.actions.road import Road, Where, instant
from socialcase.cases.clock import ASHGABAT
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who typed a record and when, and where it is now."""

    author: str
    author_name: str
    at: datetime
    where: Where


class Stamps:
    """Stamps of the given records, read in one query."""

    def __init__(
        self, reading: "Reading", records: Collection[str], names: StaffNames, road: Road
    ) -> None:
        self._found = reading.stamps(records)
        self._names = names
        for author in {stamp.author for stamp in self._found.values()}:
            names.staff(author)  # now: the reading may have ended when a name is asked for
        self._road = road

    def touched(self, record: str) -> date | None:
        """The day here on which the record was last written; None for one that is not here."""
        found = self._found.get(record)
        return None if found is None else instant(found.last_wall).astimezone(ASHGABAT).date()

    def begun_on(self, record: str) -> date | None:
        """The day here on which the record was begun; None for one that is not here."""
        found = self._found.get(record)
        return None if found is None else instant(found.wall).astimezone(ASHGABAT).date()

    def begun(self, record: str) -> int:
        """When the record was begun, in milliseconds; 0 for one that is not here."""
        found = self._found.get(record)
        return 0 if found is None else found.wall

    def name(self, staff: str) -> str:
        """What a member of the staff is called."""
        return self._names.name(staff)

    def of(self, record: str) -> Stamp:
        """First author and time of a record; where its newest change is."""
        found = self._found.get(record)
        if found is None:
            return Stamp("", "", instant(0), "here")
        where = self._road.where(found.last_origin)
        return Stamp(found.author, self._names.name(found.author), instant(found.wall), where)
