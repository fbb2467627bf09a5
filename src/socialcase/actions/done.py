"""What an act gives back when it has kept something."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from socialcase.cases.changes import Change
from socialcase.lazy_dataclass import dataclass, field

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was kept.

    `record` is the record that it made or is about, `save` the id to give to `history.undo`
    ("" when the values were already so and nothing was written).
    """

    record: str
    save: str
    changes: tuple[Change, ...] = field(repr=False)

    @property
    def kinds(self) -> frozenset[str]:
        """The record kinds that changed."""
        return frozenset(change.field.partition(".")[0] for change in self.changes)

    def records(self, kind: str) -> tuple[str, ...]:
        """The records of `kind` that changed, each once, in order."""
        found = [c.record for c in self.changes if c.field.startswith(f"{kind}.")]
        return tuple(dict.fromkeys(found))


def done(record: str, tx: "Transaction") -> Done:
    """The result of an act about `record`, once its transaction has ended."""
    return done_with(record, tx.changes)


def done_with(record: str, changes: Sequence[Change]) -> Done:
    """The result of an act that wrote `changes`."""
    return Done(record, changes[0].save if changes else "", tuple(changes))
