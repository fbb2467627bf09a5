"""Watching a form being compiled, and stopping it.

Where our own code runs, it asks now and then whether to go on. The converter does not, and works
for seconds on large forms. So a second thread asks meanwhile, and when the answer is to stop, it
lets `CompilingCancelled` arise wherever the compiling is. That is safe because compiling only makes
things of its own: nothing is written, and what is half made goes when nobody holds it any more.
"""

import ctypes
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from socialcase.forms.collecting import no_collection

Progress = Callable[[str, int, int], object]
"""Told the stage ("reading", "checking", "converting", "building") and how far it is: done, total.
What it raises ends the compiling."""

_ROWS = 50
# seconds between two questions, and after which an exception that was lost is raised again
_ASKING, _AGAIN = 0.02, 0.2

T = TypeVar("T")


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

    def run(self, act: Callable[[], T]) -> T:
        """Return what `act` gives. Raises `CompilingCancelled` soon after it is cancelled.

        The garbage collector is held meanwhile: the converter makes hundreds of thousands of
        objects, and each time that the collector looks at them all, the whole program waits.
        """
        with no_collection():
            if self._cancelled is None:
                return act()
            try:
                return _Stopper(self._cancelled).run(act)
            except CompilingCancelled:
                pass
            # a new one, that does not hold what was half made until somebody has handled it
            raise CompilingCancelled


class _Stopper:
    """Asks from a thread of its own whether an act of this thread has to end, and ends it."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._acting = threading.get_ident()
        self._ended = threading.Event()
        # held while an exception is raised, so that none comes after the end
        self._turn = threading.Lock()
        self._thread = threading.Thread(target=self._ask, name="form-stopper", daemon=True)

    def run(self, act: Callable[[], T]) -> T:
        if self._cancelled():
            raise CompilingCancelled
        self._thread.start()
        try:
            return act()
        finally:
            if self._end():
                raise CompilingCancelled

    def _end(self) -> bool:
        """Let the other thread end; whether it raised its exception only now."""
        late = False
        while not self._ended.is_set() or self._thread.is_alive():
            try:
                with self._turn:
                    self._ended.set()
                self._thread.join()
            except CompilingCancelled:
                late = True
        return late

    def _ask(self) -> None:
        while not self._ended.wait(_ASKING):
            if self._cancelled():
                with self._turn:
                    if not self._ended.is_set():
                        _raise_in(self._acting)
                self._ended.wait(_AGAIN)


def _raise_in(thread: int) -> None:
    wanted = ctypes.py_object(CompilingCancelled)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), wanted)


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
