"""The open workspace database."""

import json
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialcase.cases.clock import Chance, Clock
from socialcase.cases.fields import RecordSpec
from socialcase.storage.attachments import Attachments
from socialcase.storage.drafts import Drafts
from socialcase.storage.driver import Fault, as_user_error
from socialcase.storage.exchange import Exchange
from socialcase.storage.journals import FormsCache, Texts
from socialcase.storage.lock import Lock
from socialcase.storage.meta import ETRAPS, forget_meta, write_meta
from socialcase.storage.reading import Reading
from socialcase.storage.schema import SEARCHED
from socialcase.storage.snapshots import Readers, Snapshot

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from socialcase.cases.changes import Change
    from socialcase.storage.form_sources import FormSources
    from socialcase.storage.merging import Merging
    from socialcase.storage.openings import Openings
    from socialcase.storage.sending import Sending
    from socialcase.storage.views import CheckReport, Hit, MergeReport, RebuildReport
    from socialcase.storage.writing import Transaction

# what writes, searches or checks is imported where that is done: a workspace is opened and its
# first page read before that
Heard = Callable[[frozenset[str]], None]


class Store:
    """An open database. One writer at a time, any number of readers, one process.

    `device`, `epoch`: this laptop's stream (16 hex each). `viewer`: staff uid of the person it
    belongs to. `meta`: small texts kept with the data. `private`: never leaves this laptop.
    `attachments`: the encrypted files beside the database.
    Made by `opening.create_store` and `opening.open_store`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        writer: "Callable[[], Engine]",
        readers: Readers,
        lock: Lock | None,
        registry: Mapping[str, RecordSpec],
        device: str,
        epoch: str,
        viewer: str,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self.folder = folder
        self.device = device
        self.epoch = epoch
        self.viewer = viewer
        self.clock = clock
        self.chance = chance
        self.registry = registry
        self._make_writer = writer
        self._writer: Engine | None = None
        self._readers = readers
        self._lock = lock
        self._turn = threading.Lock()
        self._besides: dict[int, Callable[[Transaction], object]] = {}
        self._asking = threading.Lock()
        self._finder: Any = None
        self._cursor: Any = None
        self._find: Callable[[Any, str, Sequence[str], int], list[Hit]]
        self._listeners: list[Heard] = []
        self.meta = Texts("meta", self.snapshot, self.writing)
        self.private = Texts("private", self.snapshot, self.writing)
        self.drafts = Drafts(self.snapshot, self.writing, clock, chance)
        self.forms_cache = FormsCache(self.snapshot, self.writing)
        self.attachments = Attachments(folder, self.snapshot, read_only=self.read_only)
        self.exchange = Exchange(self.snapshot, self.writing, self.device, self._say)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here: the database is newer, or the disk is full."""
        return self._lock is None

    @cached_property
    def openings(self) -> "Openings":
        """Who opened which case file."""
        from socialcase.storage.openings import Openings

        return Openings(self.snapshot, self.writing, self.clock)

    @cached_property
    def sending(self) -> "Sending":
        """Changes on their way out."""
        from socialcase.storage.sending import Sending

        return Sending(self.snapshot, self.snapshots, self.device)

    @cached_property
    def form_sources(self) -> "FormSources":
        """The forms' source files."""
        from socialcase.storage.form_sources import FormSources

        return FormSources(self.snapshot, self.writing)

    @contextmanager
    def transaction(self, author: str) -> "Iterator[Transaction]":
        """One save by `author` (staff uid). Durable when the block ends; nothing if it raises.

        Raises DiskFull or CannotWrite when the disk does not take it.
        """
        from socialcase.storage.admission import Ground
        from socialcase.storage.writing import Stream, Transaction

        report: MergeReport | None
        with self.writing() as connection:
            tx = Transaction(
                connection,
                Ground(self.registry, self.viewer),
                Stream(self.device, self.epoch),
                author,
                self.clock,
                self.chance,
            )
            yield tx
            besides = self._besides.pop(threading.get_ident(), None)
            if besides is not None:
                besides(tx)
            report = tx.finish()
        self._tell(report)

    @contextmanager
    def besides(self, act: "Callable[[Transaction], object]") -> Iterator[None]:
        """The first transaction of this thread within the block does `act`, too, at its end."""
        self._besides[threading.get_ident()] = act
        try:
            yield
        finally:
            self._besides.pop(threading.get_ident(), None)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A consistent snapshot on a connection of its own."""
        with self.snapshot() as connection:
            yield Reading(connection, self.registry, self.device)

    def search(self, text: str, kinds: Sequence[str] = SEARCHED, limit: int = 50) -> "list[Hit]":
        """What `Reading.search` finds, without opening a snapshot: for the search field.

        Safe from any thread; asked at every keystroke, it waits for no merge.
        """
        with self._asking:
            try:
                if self._finder is None:
                    self._begin_asking()
                return self._find(self._cursor, text, kinds, limit)
            except Fault as fault:
                raise as_user_error(fault, self.folder) or fault from fault

    def _begin_asking(self) -> None:
        # one cursor for all searches: a connection taken out each time costs more than a find
        from socialcase.storage.search import find

        self._find = find
        self._finder = self._readers.lend()
        self._cursor = self._finder.cursor()

    @contextmanager
    def merging(self) -> "Iterator[Merging]":
        """One merge, durable when the block ends; nothing of it if it raises."""
        from socialcase.storage.admission import Ground
        from socialcase.storage.merging import Merging

        with self.writing() as connection:
            merging = Merging(connection, Ground(self.registry, self.viewer), self.device)
            yield merging
            report = merging.finish()
        self._tell(report)

    def listen(self, heard: Heard) -> None:
        """After each commit call `heard` with the record kinds touched, in the writing thread.

        "bundle" stands for one that was written: what was only here is on its way.
        """
        self._listeners.append(heard)

    def become(self, viewer: str) -> None:
        """From now on the laptop belongs to staff member `viewer`; the tables follow."""
        from socialcase.storage import admission

        with self.writing() as connection:
            write_meta(connection, "viewer", viewer)
            admission.repaint(connection, admission.Ground(self.registry, viewer))
        self.viewer = viewer
        self._say(frozenset(self.registry))

    def see_etraps(self, etraps: Collection[str] | None) -> None:
        """From now on the viewer sees what belongs to these etraps, None: to any; tables follow."""
        wanted = "" if etraps is None else json.dumps(sorted(etraps))
        if self.meta.get(ETRAPS) == wanted:
            return
        from socialcase.storage import admission

        with self.writing() as connection:
            forget_meta(connection, ETRAPS)
            if wanted:
                write_meta(connection, ETRAPS, wanted)
            admission.repaint(connection, admission.Ground(self.registry, self.viewer))
        self._say(frozenset(self.registry))

    def undo(self, save: str, author: str) -> "tuple[Change, ...]":
        """Take back one save by a new one. Raises NothingToUndo, ChangedSince."""
        from socialcase.storage import undo

        with self.transaction(author) as tx:
            undo.undo(tx, save)
        return tx.changes

    def begin_epoch(self) -> str:
        """Go on under a new epoch, which names the old one and its head; gives its id.

        For a restored backup or a copied folder, before anything is written.
        """
        from socialcase.storage.admission import Ground
        from socialcase.storage.epochs import begin_epoch

        ground = Ground(self.registry, self.viewer)
        with self.writing() as connection:
            self.epoch = begin_epoch(connection, ground, self.device, self.clock, self.chance)
        return self.epoch

    def branch_off(self, epoch: str, after: int) -> None:
        """Enter anew what an own epoch has beyond `after`: another copy used its numbers first."""
        from socialcase.storage.admission import Ground
        from socialcase.storage.branching import branch_off

        ground = Ground(self.registry, self.viewer)
        with self.writing() as connection:
            self.epoch = branch_off(
                connection, ground, self.device, epoch, after, self.clock, self.chance
            )
        self._say(frozenset(self.registry))

    def digest(self) -> str:
        """The state (admitted changes, heads, what shows) in one line of 64 hex digits."""
        from socialcase.storage.digest import digest

        with self.snapshot() as connection:
            return digest(connection)

    def table_digest(self) -> str:
        """Everything worked out from the log here, typed tables included, in 64 hex digits."""
        from socialcase.storage.digest import table_digest

        with self.snapshot() as connection:
            return table_digest(connection, self.registry)

    def rebuild(self) -> "RebuildReport":
        """Work out heads, tables and search again from the log, and say whether they equalled."""
        from socialcase.storage import admission
        from socialcase.storage.digest import table_digest
        from socialcase.storage.views import RebuildReport

        with self.writing() as connection:
            before = table_digest(connection, self.registry)
            admission.rework(connection, admission.Ground(self.registry, self.viewer))
            after = table_digest(connection, self.registry)
            report = RebuildReport(
                equal=before == after,
                before=before,
                after=after,
                changes=_count(connection, "change"),
                records=_count(connection, "record"),
            )
        self._say(frozenset(self.registry))
        return report

    def check(self) -> "CheckReport":
        """Look over pages, heads, chain, counters and encrypted files. Changes nothing."""
        from socialcase.storage.health import check

        files = self.attachments.examine()
        with self.snapshot() as connection:
            return check(connection, files)

    def close(self) -> None:
        """Let go of connections and the lock; a second call does nothing."""
        with self._turn, self._asking:
            if self._finder is not None:
                self._cursor.close()
                self._finder.close()
                self._finder = None
            self._readers.dispose()
            if self._writer is not None:
                self._writer.dispose()
            if self._lock is not None:
                self._lock.release()

    @contextmanager
    def writing(self) -> "Iterator[Connection]":
        """The writing connection in a transaction; for this room only."""
        with self._turn, self._worded(), self._written().begin() as connection:
            yield connection

    def make_ready_to_write(self) -> None:
        """Import what writes and open its connection. The first write does it by itself."""
        import socialcase.storage.writing  # noqa: F401  (for the time that it takes)

        with self._turn, self._worded():
            self._written().connect().close()

    def _written(self) -> "Engine":
        if self._writer is None:
            self._writer = self._make_writer()
        return self._writer

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """A reading connection in a transaction; for this room only."""
        with self._worded(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def snapshots(self, most: int) -> Iterator[list[Snapshot]]:
        """Reading connections on one and the same state, at most `most`; for this room only.

        Two at most, and one while somebody writes: the state might change between their beginnings.
        """
        with self._worded(), ExitStack() as ends:
            several = most > 1 and self._lock is not None and self._turn.acquire(blocking=False)
            try:
                begun = [ends.enter_context(self._readers.begin())]
                if several:
                    begun.append(ends.enter_context(self._readers.begin()))
                    for one in begun:
                        one.hold()
            finally:
                if several:
                    self._turn.release()
            yield begun

    @contextmanager
    def _worded(self) -> Iterator[None]:
        try:
            yield
        except Fault as fault:
            worded = as_user_error(fault, self.folder)
            if worded is None:
                raise
            raise worded from fault

    def _tell(self, report: "MergeReport | None") -> None:
        if report is not None and (report.kinds or report.new or report.released):
            self._say(report.kinds)

    def _say(self, kinds: frozenset[str]) -> None:
        for heard in self._listeners:
            heard(kinds)


def _count(connection: "Connection", table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608
