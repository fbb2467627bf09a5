"""Long work beside the window: progress, cancel, an end that reaches the window's thread."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from socialcase.errors import UserError
from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` (0 when unknown), and what it is at."""

    done: int
    total: int
    what: str = ""


class Stopped(Exception):
    """Raised inside the work by `check` after a person pressed Cancel."""


class Job(QObject):
    """One piece of long work. Its signals arrive in the thread that made it."""

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)  # UserError
    broke = Signal(str)  # a defect: where, without values
    stopped = Signal()
    ended = Signal()

    def __init__(self, work: Callable[[Job], object]) -> None:
        super().__init__()
        self._work = work
        self._stop = False

    def cancel(self) -> None:
        """Ask the work to stop at its next safe place."""
        self._stop = True

    def asked_to_stop(self) -> bool:
        """Whether Cancel was pressed. The work looks now and then."""
        return self._stop

    def check(self) -> None:
        """Raise `Stopped` if Cancel was pressed."""
        if self._stop:
            raise Stopped

    def report(self, done: int, total: int, what: str = "") -> None:
        """Tell how far the work is."""
        self.progressed.emit(Progress(done, total, what))

    def run(self) -> None:
        """Do the work; called in a thread of the pool."""
        try:
            result = self._work(self)
        except Stopped:
            self.stopped.emit()
        except UserError as error:
            self.failed.emit(error)
        except BaseException as error:  # noqa: BLE001  (a thread has nobody above it to tell)
            self.broke.emit(_where(error))
        else:
            self.succeeded.emit(result)
        finally:
            self.ended.emit()


class Jobs(QObject):
    """Starts jobs and holds on to each until it has ended."""

    defect = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: set[Job] = set()

    def start(
        self,
        work: Callable[[Job], object],
        *,
        done: Callable[..., object] | None = None,
        failed: Callable[[UserError], object] | None = None,
        progress: Callable[[Progress], object] | None = None,
        stopped: Callable[[], object] | None = None,
    ) -> Job:
        """Run `work(job)` in a thread. The callables are called in the window's thread.

        `done` gets what the work returned, `failed` a `UserError`. A defect goes to `defect`.
        """
        job = Job(work)
        queued = Qt.ConnectionType.QueuedConnection
        for signal, receiver in (
            (job.succeeded, done),
            (job.failed, failed),
            (job.progressed, progress),
            (job.stopped, stopped),
        ):
            if receiver is not None:
                self._connect(job, signal, receiver)
        job.broke.connect(self.defect, queued)
        job.ended.connect(lambda: self._running.discard(job), queued)
        self._running.add(job)
        self._pool.start(_Runner(job))
        return job

    def busy(self) -> bool:
        """Whether any job is running."""
        return bool(self._running)

    def finish(self, milliseconds: int = 30_000) -> bool:
        """Ask every job to stop and wait for them. False when one did not end in time."""
        for job in tuple(self._running):
            job.cancel()
        return self._pool.waitForDone(milliseconds)

    def _connect(self, job: Job, signal: object, receiver: Callable[..., object]) -> None:
        # the relay lives in the window's thread, so the receiver is called there
        relay = _Relay(receiver, parent=self)
        signal.connect(relay.pass_on, Qt.ConnectionType.QueuedConnection)  # type: ignore[attr-defined]
        job.ended.connect(relay.deleteLater, Qt.ConnectionType.QueuedConnection)


class _Relay(QObject):
    def __init__(self, receiver: Callable[..., object], parent: QObject) -> None:
        super().__init__(parent)
        self._receiver = receiver

    def pass_on(self, *values: object) -> None:
        self._receiver(*values)


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


def _where(error: BaseException) -> str:
    """The kind of a defect and the places it came through: no values, no messages."""
    from socialcase.logs import act

    places = traceback.extract_tb(error.__traceback__)[-6:]
    trail = " < ".join(f"{p.name}:{p.lineno}" for p in reversed(places))
    act("job.defect", kind=type(error).__name__)
    return f"{type(error).__name__} {trail}"
