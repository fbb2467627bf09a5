"""Writing changes in memory, as another device of somebody would have written them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from random import Random

from socialcase.actions.editing import FieldValue
from socialcase.cases.canonical import group, text
from socialcase.cases.changes import Change, Origin, commit
from socialcase.cases.clock import milliseconds
from socialcase.cases.fields import Kind
from socialcase.cases.registry import REGISTRY
from socialcase.storage import StagedRow, staged
from tests.bench.ground import uid

Values = Mapping[str, FieldValue]


class Writer:
    """Writes changes one after the other, each with what it replaces."""

    def __init__(self, seed: int, author: str) -> None:
        self.chance = Random(seed)
        self.author = author
        self.at = 0
        self.day = date(2000, 1, 1)
        self.written: list[StagedRow] = []
        self._device = f"{self.chance.getrandbits(64):016x}"
        self._epoch = f"{self.chance.getrandbits(64):016x}"
        self._heads: dict[tuple[str, str], Origin] = {}

    def create(self, kind: str, audience: str, values: Values, author: str = "") -> str:
        """A new record in a save of its own; `author`: whoever it is, if not the usual one."""
        usual, self.author = self.author, author or self.author
        record, save = uid(self.chance), uid(self.chance)
        self._write(save, record, f"{kind}.audience", audience)
        for name, value in values.items():
            for path, written in _written(kind, name, value):
                self._write(save, record, path, written)
        self.author = usual
        return record

    def set(self, kind: str, record: str, values: Values) -> None:
        """Change a record, in a save of its own."""
        save = uid(self.chance)
        for name, value in values.items():
            for path, written in _written(kind, name, value):
                self._write(save, record, path, written)

    def taken(self) -> list[StagedRow]:
        """What was written since this was asked last."""
        written, self.written = self.written, []
        self._heads.clear()
        return written

    def _write(self, save: str, record: str, path: str, value: str) -> None:
        self.at += 1
        origin, salt = Origin(self._device, self._epoch, self.at), self.chance.randbytes(16)
        before = self._heads.get((record, path))
        wall = milliseconds(datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC))
        change = Change(
            origin, self.at, wall, save, record, path, value, salt, self.author,
            (before,) if before else (), commit(value, salt),
        )  # fmt: skip
        self._heads[record, path] = origin
        self.written.append(staged(change))


def _written(kind: str, name: str, value: FieldValue) -> Iterator[tuple[str, str]]:
    """The fields of the log, with their values as they are written there."""
    spec = REGISTRY[kind].field(name)
    if value in (None, "", False, ()):
        return
    if spec.kind is Kind.GROUP and isinstance(value, Mapping):
        yield spec.path, group({part: said or "" for part, said in value.items()})
    elif spec.kind is Kind.SET and isinstance(value, tuple):
        yield from ((f"{spec.path}/{element}", "true") for element in value)
    else:
        yield spec.path, "true" if value is True else text(str(value))
