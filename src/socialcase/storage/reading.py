"""Reading: a snapshot of what the person at this laptop may see."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from socialcase.cases.changes import Change
from socialcase.storage.views import (
    CaseRow,
    Conflict,
    DuplicatePair,
    Entry,
    HeldCount,
    Hit,
    PersonRow,
    SaveLine,
    Unsent,
)


class Record(Protocol):
    """A dataclass of `cases.records`."""

    KIND: str
    uid: str


R = TypeVar("R")
Where = Mapping[str, str | int | bool | Sequence[str] | None]
"""Column to value; a sequence means "one of these", None or "" means "empty"."""


class Reading:
    """One consistent snapshot, from `with store.reading() as r:`; safe from any thread.

    Restricted records that the viewer is not named in are nowhere: not in pages, counts, search,
    duplicates, conflicts or histories.
    """

    def get(self, record: type[R], uid: str) -> R | None:
        """The record, or None when there is none here that the viewer may see."""
        raise NotImplementedError

    def page(
        self,
        record: type[R],
        where: Where | None = None,
        *,
        order: str = "uid",
        descending: bool = False,
        after: tuple[str | int | None, str] | None = None,
        limit: int = 200,
    ) -> list[R]:
        """Up to `limit` records sorted by (`order`, uid); `after`: those two of the last one."""
        raise NotImplementedError

    def count(self, record: type[R], where: Where | None = None) -> int:
        """How many records fit `where`."""
        raise NotImplementedError

    def search(
        self, text: str, kinds: Sequence[str] = ("person", "case", "household"), limit: int = 50
    ) -> list[Hit]:
        """Records whose words begin with those of `text`, in any script and order.

        When nothing fits, parts of words and one typing error are tried.
        """
        raise NotImplementedError

    def likely_duplicates(
        self, name: Mapping[str, str], birth: str = "", sex: str = "", limit: int = 10
    ) -> list[DuplicatePair]:
        """People who may be the one described; `first` is "" in each pair. Best first."""
        raise NotImplementedError

    def duplicates(self, limit: int = 100) -> list[DuplicatePair]:
        """Pairs of people here who may be one, best first."""
        raise NotImplementedError

    def conflicts(self) -> list[Conflict]:
        """Every open conflict, by record and field."""
        raise NotImplementedError

    def conflict(self, record: str, field: str) -> Conflict | None:
        """The conflict in `field` ("case.risk") of `record`, if there is one."""
        raise NotImplementedError

    def history(self, record: str, field: str | None = None) -> list[Entry]:
        """All changes of a record (or one field, "case.risk"), newest first, held ones flagged."""
        raise NotImplementedError

    def save(self, save: str) -> tuple[Change, ...]:
        """The changes of one act, in sequence."""
        raise NotImplementedError

    def recent_saves(self, author: str | None = None, limit: int = 50) -> list[SaveLine]:
        """The newest acts, by arrival here; only the author's if given."""
        raise NotImplementedError

    def heads(self, record: str, field: str) -> tuple[Change, ...]:
        """What nothing has replaced in `field`, the showing one first."""
        raise NotImplementedError

    def audience(self, record: str) -> str:
        """Effective audience: "everyone", "etrap:…", "named:…"; "" if not here or not visible."""
        raise NotImplementedError

    def restricted(self, record: str) -> bool:
        """Whether only named people may see the record."""
        raise NotImplementedError

    def case_rows(
        self,
        where: Where | None = None,
        *,
        order: str = "opened",
        descending: bool = True,
        after: tuple[str, str] | None = None,
        limit: int = 200,
        query: str | None = None,
    ) -> list[CaseRow]:
        """Lines of the case list; `where` and `order` name columns of the case table.

        `query`: search text; then order and after are not used.
        """
        raise NotImplementedError

    def person_rows(
        self, *, after: tuple[str, str] | None = None, limit: int = 200, query: str | None = None
    ) -> list[PersonRow]:
        """Lines of the people list by name; `after`: (sort key = display folded, uid)."""
        raise NotImplementedError

    def held(self) -> list[HeldCount]:
        """How much is held, by stream and reason."""
        raise NotImplementedError

    def unsent(self) -> Unsent:
        """Own changes that no office has confirmed."""
        raise NotImplementedError
