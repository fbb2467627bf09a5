"""Watching a form being compiled, and stopping it."""

from collections.abc import Callable, Iterator
from typing import Any

Progress = Callable[[str, int, int], object]
"""Told the stage ("reading", "checking", "converting", "building") and how far it is: done, total.
What it raises ends the compiling."""

_ROWS = 50


class CompilingCancelled(Exception):
    """The compiling was cancelled. Nothing is left behind."""


class Watch:
    """Tells progress, and asks whether to go on."""

    def __init__(
        self, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def at(self, stage: str, done: int = 0, total: int = 1) -> None:
        """Tell how far a stage is. Raises `CompilingCancelled`."""
        if self._cancelled is not None and self._cancelled():
            raise CompilingCancelled
        if self._progress is not None:
            self._progress(stage, done, total)


class WatchedRows(list[dict[str, Any]]):
    """Rows that say how far a reader is in them, for a converter that has no such notice."""

    def __init__(self, rows: list[dict[str, Any]], watch: Watch) -> None:
        super().__init__(rows)
        self._watch = watch

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the rows in order."""
        for done, row in enumerate(super().__iter__()):
            if not done % _ROWS:
                self._watch.at("converting", done, len(self))
            yield row
