"""Many changes read batch by batch, on two connections at a time where there are two.

The driver lets go of Python while it works, so that decrypting, reading and writing out go on in
two threads. Every batch is read by the connection that read it before: it has its pages.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TypeVar

from socialcase.storage.connection import Connection

AT_ONCE = 3_000
"""Changes of a batch."""
_AHEAD = 6
"""Batches that are read before the first of them is taken."""

T = TypeVar("T")
Span = tuple[int, int]
Work = Callable[[Connection, int, int], T]
"""Reads the batch that lies in temp.span under the two numbers and all between them."""
Several = Callable[[int], AbstractContextManager[Sequence[Connection]]]
"""Opens at most so many connections, at least one, on one and the same state."""


class Batches:
    """Spans of changes that lie in temp.span of some connections; see `laid_out`."""

    def __init__(
        self, connections: Sequence[Connection], batches: Sequence[Sequence[Span]]
    ) -> None:
        self.connections = connections
        self._ends: list[Span] = []
        for batch in batches:
            before = self._ends[-1][1] if self._ends else 0
            self._ends.append((before + 1, before + len(batch)))
        for number, connection in enumerate(connections):
            _fill(connection, batches[number :: len(connections)], self._of(number))

    def each(self, work: Work[T]) -> Generator[T, None, None]:
        """What `work` gives for every batch, in their order; to be gone through or closed."""
        if len(self.connections) == 1:
            yield from (work(self.connections[0], *ends) for ends in self._ends)
            return
        with ExitStack() as threads:
            hands = [threads.enter_context(ThreadPoolExecutor(1)) for _ in self.connections]
            waiting: deque[Future[T]] = deque()
            threads.callback(_cancel, waiting)
            for at, ends in enumerate(self._ends):
                if len(waiting) == _AHEAD:  # a slow taker must not have all of it in memory
                    yield waiting.popleft().result()
                number = at % len(hands)
                waiting.append(hands[number].submit(work, self.connections[number], *ends))
            while waiting:
                yield waiting.popleft().result()

    def everywhere(self, work: Callable[[Connection], object]) -> None:
        """Do `work` on every connection."""
        if len(self.connections) == 1:
            work(self.connections[0])
            return
        with ThreadPoolExecutor(len(self.connections)) as pool:
            list(pool.map(work, self.connections))

    def _of(self, number: int) -> list[Span]:
        return self._ends[number :: len(self.connections)]


@contextmanager
def laid_out(several: Several, spans: Sequence[Span]) -> Iterator[Batches]:
    """The changes of `spans`, which have to be read before the block ends.

    `temp.span` has them, each connection the batches that it reads; other temporary tables may be
    made there, too.
    """
    batches = list(_batches(spans))
    with several(len(batches)) as connections, ExitStack() as ends:
        for connection in connections:
            ends.enter_context(scratch(connection))
        yield Batches(connections, batches)


@contextmanager
def scratch(connection: Connection) -> Iterator[None]:
    """Let a reading connection have temporary tables, and an empty temp.span.

    They lie in memory, and end with the snapshot.
    """
    run = connection.exec_driver_sql
    run("PRAGMA query_only = OFF")
    try:
        run("CREATE TEMP TABLE IF NOT EXISTS span (at INTEGER PRIMARY KEY, first, last)")
        run("DELETE FROM temp.span")
        yield
    finally:
        run("PRAGMA query_only = ON")


def _fill(connection: Connection, batches: Sequence[Sequence[Span]], ends: Sequence[Span]) -> None:
    connection.connection.executemany(
        "INSERT INTO temp.span VALUES (?, ?, ?)",
        (
            (begun + at, *span)
            for batch, (begun, _) in zip(batches, ends, strict=True)
            for at, span in enumerate(batch)
        ),
    )


def _batches(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans in groups of about as many changes as a batch has; long ones are cut."""
    batch: list[Span] = []
    size = 0
    for first, last in _short(spans):
        if size and size + last - first + 1 > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append((first, last))
        size += last - first + 1
    if batch:
        yield batch


def _short(spans: Sequence[Span]) -> Iterator[Span]:
    """The same places, no span longer than a batch."""
    for first, last in spans:
        for start in range(first, last + 1, AT_ONCE):
            yield start, min(last, start + AT_ONCE - 1)


def _cancel(waiting: deque[Future[T]]) -> None:
    for one in waiting:
        one.cancel()
