"""Telling how far the compiling of a form is."""

from collections.abc import Callable, Iterator
from typing import Any

Progress = Callable[[str, int, int], object]
"""Told the stage ("reading", "checking", "converting", "writing", "building") and how far it is:
done, total. What it raises ends the compiling."""

_ROWS = 50


class Watch:
    """Tells progress; within a stage it never goes back."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._last = ("", -1)

    def at(self, stage: str, done: int = 0, total: int = 1) -> None:
        """Tell how far a stage is."""
        before, most = self._last
        if self._progress is not None and (stage != before or done > most):
            self._last = (stage, done)
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
