"""Reading: a snapshot of what the person at this laptop may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from socialcase.storage.day import DayCase, day_cases, day_cases_among
from socialcase.storage.records import (
    Where,
    columns_of,
    counted,
    from_rows,
    kind_of,
    selected,
    tallied,
)
from socialcase.storage.schema import SEARCHED
from socialcase.storage.stamps import stamps
from socialcase.storage.unjudged import Unjudged, said_to, unjudged
from socialcase.storage.views import Unsent

if TYPE_CHECKING:
    from socialcase.cases.changes import Change, Origin
    from socialcase.cases.fields import RecordSpec
    from socialcase.cases.likeness import Described
    from socialcase.storage.connection import Connection
    from socialcase.storage.form_use import FormUse
    from socialcase.storage.near_words import Vocabulary
    from socialcase.storage.views import (
        CaseRow,
        Conflict,
        DuplicatePair,
        Entry,
        HeldChange,
        HeldCount,
        Hit,
        PersonRow,
        RecordStamp,
        SaveLine,
    )

# what the first page can do without is imported where it is asked for
R = TypeVar("R")

# in two parts, each by an index: what has an origin to itself, and forks
_OWN_UNSENT = (
    "SELECT c.record, c.field, c.wall FROM stream s CROSS JOIN change c ON c.stream = s.id"
    " AND c.held {forks} WHERE s.device = ? AND c.seq <= s.whole_seq"
    " AND c.seq > coalesce((SELECT max(k.seq) FROM ack k WHERE k.device = s.device"
    " AND k.epoch = s.epoch), 0)"
)
_UNSENT = (
    "SELECT count(*), count(DISTINCT CASE WHEN f.kind = 'case' THEN c.record END), min(c.wall)"  # noqa: S608
    f" FROM ({_OWN_UNSENT.format(forks='<> 2')} UNION ALL"
    f" {_OWN_UNSENT.format(forks='<> 0 AND c.held = 2')}) c"
    " JOIN field f ON f.id = c.field WHERE f.kind <> 'epoch'"
)


class Reading:
    """One consistent snapshot, from `with store.reading() as r:`; safe from any thread.

    Restricted records that the viewer is not named in are nowhere: not in pages, counts, search,
    duplicates, conflicts or histories.
    """

    def __init__(
        self,
        connection: Connection,
        registry: Mapping[str, RecordSpec],
        device: str,
    ) -> None:
        self._connection = connection
        self._registry = registry
        self._device = device

    def get(self, record: type[R], uid: str) -> R | None:
        """The record, or None when there is none here that the viewer may see."""
        found = self.page(record, {"uid": (uid,)}, limit=1)
        return found[0] if found else None

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
        """Up to `limit` records sorted by (`order`, uid); `after`: those two of the last one.

        Raises KeyError for a column that the kind does not have.
        """
        spec = self._registry[kind_of(record)]
        columns = columns_of(record, spec)
        query = selected(
            columns, spec, where, order, descending=descending, after=after, limit=limit
        )
        return from_rows(record, spec, self._connection.exec_driver_sql(query.text, query.values))

    def day_cases(self, owner: str, statuses: Sequence[str]) -> list[DayCase]:
        """The cases of staff member `owner` with one of `statuses`, in brief, by id."""
        return day_cases(self._connection, owner, statuses)

    def day_cases_among(self, uids: Iterable[str], owner: str = "") -> list[DayCase]:
        """The same of these cases, however they stand; of `owner` alone, or of everybody."""
        return day_cases_among(self._connection, uids, owner)

    def unjudged(self) -> Unjudged:
        """Assessments and closed cases that may wait for a word of the coordinator."""
        return unjudged(self._connection)

    def said_to(self, owner: str) -> tuple[str, ...]:
        """Comments of others in the cases of staff member `owner` that are not answered."""
        return said_to(self._connection, owner)

    def count(self, record: type[object], where: Where | None = None) -> int:
        """How many records fit `where`."""
        query = counted(self._registry[kind_of(record)], where)
        return int(self._connection.exec_driver_sql(query.text, query.values).scalar_one())

    def tally(
        self, record: type[object], column: str, where: Where | None = None
    ) -> dict[str, int]:
        """How many records fit `where`, for each value of `column`; KeyError as in `page`."""
        query = tallied(self._registry[kind_of(record)], column, where)
        rows = self._connection.exec_driver_sql(query.text, query.values)
        return {str(value): int(count) for value, count in rows}

    def search(self, text: str, kinds: Sequence[str] = SEARCHED, limit: int = 50) -> list[Hit]:
        """Records whose words begin with those of `text`, in any script and order.

        When nothing fits, parts of words and one typing error are tried.
        """
        from socialcase.storage import search

        return search.find(self._connection.connection.cursor(), text, kinds, limit)

    def likely_duplicates(
        self, wanted: Described, limit: int = 10, *, restricted: bool = False
    ) -> list[DuplicatePair]:
        """People who may be the one described; `first` is "" in each pair. Best first.

        Nobody out of a restricted file, even for those who are named in it, unless `restricted`.
        """
        from socialcase.storage import twins

        words = self._words_of_people
        return twins.like(self._connection, words, wanted, limit, restricted=restricted)

    @cached_property
    def _words_of_people(self) -> Vocabulary:
        from socialcase.storage.near_words import Vocabulary

        return Vocabulary(self._connection.connection.cursor(), "person")

    def duplicates(self, limit: int = 100) -> list[DuplicatePair]:
        """Pairs of people here who may be one, best first."""
        from socialcase.storage import twins

        return twins.pairs(self._connection, limit)

    def conflicts(self) -> list[Conflict]:
        """Every open conflict, by record and field."""
        cells = self._connection.exec_driver_sql(
            "SELECT r.uid, f.uid FROM conflict x JOIN record r ON r.id = x.record"
            " JOIN field f ON f.id = x.field JOIN circle k ON k.record = x.record"
            " AND k.kind = f.kind AND k.shown = 1 ORDER BY r.uid, f.uid"
        ).all()
        found = (self.conflict(record, field) for record, field in cells)
        return [conflict for conflict in found if conflict is not None]

    def conflict(self, record: str, field: str) -> Conflict | None:
        """The conflict in `field` ("case.risk") of `record`, if there is one."""
        from socialcase.storage.log import heads_of
        from socialcase.storage.views import Conflict

        kind = field.partition(".")[0]
        open_here = self._connection.exec_driver_sql(
            "SELECT 1 FROM conflict x JOIN record r ON r.id = x.record AND r.uid = ?"
            " JOIN field f ON f.id = x.field AND f.uid = ?",
            (record, field),
        ).first()
        if open_here is None or not self._seen(record, kind):
            return None
        heads = tuple(head.change for head in heads_of(self._connection, record, field))
        return Conflict(record, kind, field, heads, self._base(record, field, heads))

    def _base(self, record: str, field: str, heads: tuple[Change, ...]) -> Change | None:
        from socialcase.storage.log import logged

        past = {
            row.change.origin: row.change
            for row in logged(
                self._connection, "WHERE r.uid = ? AND f.uid = ? AND c.held = 0", (record, field)
            )
        }
        shared = set.intersection(*(_before(head, past) for head in heads))
        return max(
            (past[origin] for origin in shared),
            key=lambda change: (change.lamport, change.origin),
            default=None,
        )

    def history(self, record: str, field: str | None = None) -> list[Entry]:
        """All changes of a record (or one field, "case.risk"), newest first, held ones flagged."""
        from socialcase.storage.histories import history

        return history(self._connection, record, field)

    def history_of(self, records: Collection[str], limit: int = 200) -> list[Entry]:
        """The newest changes of any of `records`, newest first, held ones flagged."""
        from socialcase.storage.histories import history_of

        return history_of(self._connection, records, limit)

    def values_at(self, origins: Collection[Origin]) -> dict[Origin, str | None]:
        """The values of single changes, those that the viewer may see."""
        from socialcase.storage.histories import values_at

        return values_at(self._connection, origins)

    def taken_back(self, case: str) -> list[str]:
        """The records of a case, which the viewer may see, whose making was undone."""
        from socialcase.storage.histories import taken_back

        return taken_back(self._connection, case)

    def changes_since(
        self, records: Collection[str], place: int, but: str, limit: int = 200
    ) -> list[Entry]:
        """The changes of any of `records` that came here behind `place`, newest first.

        `place` as `Openings` notes it; those that the author `but` wrote are left out.
        """
        from socialcase.storage.histories import changes_since

        return changes_since(self._connection, records, place, but, limit)

    def writers(self, records: Collection[str]) -> list[tuple[str, int, int]]:
        """Who wrote any of `records`: author, how many changes that count, when last (wall)."""
        from socialcase.storage.histories import writers

        return writers(self._connection, records)

    def stamps(self, records: Collection[str]) -> Mapping[str, RecordStamp]:
        """Who began each of `records` and who touched it last, by record id."""
        return stamps(self._connection, records)

    def reached(
        self, records: Collection[str], fields: Collection[str]
    ) -> dict[str, tuple[int, int]]:
        """How far the changes of these fields of `records` go, as `storage.reached` says."""
        from socialcase.storage.reached import reached

        return reached(self._connection, records, fields)

    def passed_on(self, actions: Collection[str]) -> frozenset[str]:
        """Those of `actions` that a later version of their plan goes on with."""
        from socialcase.storage.passed_on import passed_on

        return passed_on(self._connection, actions)

    def save(self, save: str) -> tuple[Change, ...]:
        """The changes of one act, in sequence; those that the viewer may see."""
        from socialcase.storage.histories import saved

        return saved(self._connection, save)

    def recent_saves(self, author: str | None = None, limit: int = 50) -> list[SaveLine]:
        """The newest acts, by arrival here; only the author's if given."""
        from socialcase.storage.histories import recent_saves

        return recent_saves(self._connection, author, limit)

    def heads(self, record: str, field: str) -> tuple[Change, ...]:
        """What nothing has replaced in `field`, the showing one first."""
        from socialcase.storage.log import heads_of

        if not self._seen(record, field.partition(".")[0]):
            return ()
        return tuple(head.change for head in heads_of(self._connection, record, field))

    def audience(self, record: str) -> str:
        """Effective audience: "everyone", "etrap:…", "named:…"; "" if not here or not visible."""
        found = self._connection.exec_driver_sql(
            "SELECT k.effective FROM circle k JOIN record r ON r.id = k.record"
            " WHERE r.uid = ? AND k.shown = 1 ORDER BY k.effective LIKE 'named:%' DESC",
            (record,),
        ).scalar()
        return str(found or "")

    def restricted(self, record: str) -> bool:
        """Whether only named people may see the record."""
        return self.audience(record).startswith("named:")

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

        `query`: search text, of the case or of who is in it; then `order` and `after` are not used.
        """
        from socialcase.storage import lists

        if query:
            hits = self.search(query, limit=limit)
            return lists.cases_found(self._connection, hits, limit)
        wanted = selected(
            ("uid",),
            self._registry["case"],
            where,
            order,
            descending=descending,
            after=after,
            limit=limit,
        )
        uids = self._connection.exec_driver_sql(wanted.text, wanted.values).scalars().all()
        return lists.case_lines(self._connection, uids)

    def person_rows(
        self, *, after: tuple[str, str] | None = None, limit: int = 200, query: str | None = None
    ) -> list[PersonRow]:
        """Lines of the people list by name; `after`: `sort` and `uid` of the last line."""
        from socialcase.storage import lists

        if query:
            return lists.people_found(self._connection, query, limit)
        return lists.person_lines(self._connection, after, limit)

    def form_use(self) -> list[FormUse]:
        """How often each version of a form was filled, and by whom."""
        from socialcase.storage.form_use import form_use

        return form_use(self._connection)

    def held(self) -> list[HeldCount]:
        """How much is held, by stream and reason; without what nobody is asked about any more."""
        from socialcase.storage import holding

        return holding.counted(self._connection)

    def waiting(self) -> list[HeldChange]:
        """The held changes that a person is asked about; some are not for the viewer to read."""
        from socialcase.storage import holding

        return holding.waiting(self._connection)

    def unsent(self) -> Unsent:
        """Own changes that no other device has confirmed."""
        row = self._connection.exec_driver_sql(_UNSENT, (self._device,) * 2).one()
        return Unsent(changes=row[0], cases=row[1], since=row[2])

    def _seen(self, record: str, kind: str) -> bool:
        found = self._connection.exec_driver_sql(
            "SELECT 1 FROM circle k JOIN record r ON r.id = k.record"
            " WHERE r.uid = ? AND k.kind = ? AND k.shown = 1",
            (record, kind),
        ).first()
        return found is not None


def _before(head: Change, past: Mapping[Origin, Change]) -> set[Origin]:
    found: set[Origin] = set()
    waiting = list(head.parents)
    while waiting:
        origin = waiting.pop()
        if origin not in found and origin in past:
            found.add(origin)
            waiting.extend(past[origin].parents)
    return found
