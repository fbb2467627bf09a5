"""A connection as this room uses one: statements are text, rows come back as tuples.

What writes is SQLAlchemy's own connection, what only reads is a `snapshots.Snapshot`. The functions
of this room ask for no more than both of them give.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

RowMapping = Mapping[str, Any]
"""A row by the names of its columns."""


class Answer(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int:
        """How many rows a writing statement touched."""

    def __iter__(self) -> Iterator[Any]: ...

    def all(self) -> Sequence[Any]:
        """All rows."""

    def first(self) -> Any:
        """The first row, or None."""

    def one(self) -> Any:
        """The only row; anything else is a defect."""

    def one_or_none(self) -> Any:
        """The only row, or None where there is none."""

    def scalar(self) -> Any:
        """The first value of the first row, or None."""

    def scalar_one(self) -> Any:
        """The value of the only row; anything else is a defect."""

    def scalars(self) -> Any:
        """The first value of every row: to be gone through, or `all()` of them."""

    def mappings(self) -> Iterable[Any]:
        """Every row as a `RowMapping`."""


class Connection(Protocol):
    """A connection in a transaction."""

    @property
    def connection(self) -> Any:
        """The driver's own, for loops in which a wrapping costs more than the row."""

    def exec_driver_sql(self, statement: str, parameters: Any = ..., /) -> Answer:
        """Run one statement with what stands for its question marks, or a list of such."""
