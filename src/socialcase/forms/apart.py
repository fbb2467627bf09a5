"""Compiling in a process of its own: the window goes on, cancelling is at once, harm stays there.

The other process is this program again (`worker.py`). It gets the source through its standard
input and answers through its standard output, so that nothing lies on the disk on the way.
"""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from socialcase.errors import FormNotCompiled
from socialcase.forms.compile_watch import Progress
from socialcase.forms.compiling import load_source
from socialcase.forms.messages import Ask, At, Cause, Compiled, Ended, Message, read_message, send
from socialcase.forms.views import FormReport
from socialcase.logs import act
from socialcase.settings import COMPILE_APART

_ASKING = 0.02
"""Seconds between two questions whether to go on."""
_SECONDS = 300
_LEAVING = 2
"""Seconds in which a process that says nothing more is gone."""
_ROOT = str(Path(__file__).parents[2])
_SECRET = "SOCIALCASE_PASSPHRASE"  # noqa: S105  (the name of a variable)


class CompilingCancelled(Exception):
    """The compiling was cancelled. Nothing is left behind."""


def examine_apart(
    source: Path | bytes,
    filename: str = "",
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[FormReport, bytes | None]:
    """`examine_form` in a process of its own; the form as `Form.to_bytes` gives it.

    `progress` is told, and `cancelled` asked, in the calling thread; soon after the latter says
    yes, `CompilingCancelled` is raised. While a stage goes on, it is told again a few times a
    second. Raises `CannotRead`, and `FormNotCompiled` where the other process ran out of memory or
    time, or ended for another reason.
    """
    data, name = load_source(source, filename)
    with _worker() as worker:
        answer = _conversation(worker, Ask(data, name), progress, cancelled)
    if isinstance(answer, Compiled):
        return answer.report, answer.packed
    act("form.not_compiled", why=answer.why, where=answer.where)
    raise FormNotCompiled(name, answer.why)


def command() -> list[str]:
    """The program again: as it is installed, or packed into a folder of its own."""
    if getattr(sys, "frozen", False):
        return [sys.executable, COMPILE_APART]
    # -P: what lies in the current folder is not imported
    return [sys.executable, "-P", "-m", "socialcase", COMPILE_APART]


def surroundings() -> dict[str, str]:
    """The variables of the other process: it finds the same program, and no passphrase."""
    kept = {name: value for name, value in os.environ.items() if name != _SECRET}
    return {**kept, "PYTHONPATH": os.pathsep.join([_ROOT, *_paths(kept)])}


def _paths(variables: dict[str, str]) -> list[str]:
    return [path for path in variables.get("PYTHONPATH", "").split(os.pathsep) if path]


@contextmanager
def _worker() -> Iterator["subprocess.Popen[bytes]"]:
    """The other process; it is gone afterwards, whatever it was doing."""
    worker = subprocess.Popen(  # noqa: S603  (this program, with one fixed argument)
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
        # on Windows no black window comes up
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _conversation(
    worker: "subprocess.Popen[bytes]",
    ask: Ask,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Compiled | Ended:
    """Put the question and hear the other process until it has answered."""
    heard: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
    talker = threading.Thread(target=_talk, args=(worker, ask, heard), name="form-talker")
    talker.start()
    last = At("reading", 0, 1)
    until = time.monotonic() + _SECONDS
    try:
        while time.monotonic() < until:
            if cancelled is not None and cancelled():
                raise CompilingCancelled
            try:
                message = heard.get(timeout=_ASKING)
            except queue.Empty:
                continue
            if message is None:
                return Ended(_cause(worker))
            if isinstance(message, Compiled | Ended):
                return message
            last = message if isinstance(message, At) else last
            if progress is not None:
                progress(last.stage, last.done, last.total)
        return Ended("time")
    finally:
        worker.kill()
        talker.join()


def _talk(
    worker: "subprocess.Popen[bytes]", ask: Ask, heard: "queue.SimpleQueue[Message | None]"
) -> None:
    """Send the question, pass on what comes back; None at the end."""
    if worker.stdin is None or worker.stdout is None:
        raise ValueError("a process without pipes")
    try:
        # one that has ended already is heard of below
        with suppress(OSError):
            send(worker.stdin, ask)
            worker.stdin.close()
        while (message := read_message(worker.stdout)) is not None:
            heard.put(message)
    finally:
        heard.put(None)  # whatever happens here, nobody waits for it


def _cause(worker: "subprocess.Popen[bytes]") -> Cause:
    """Why a process ended that gave no answer; one that is silent and stays is not waited for."""
    out_of_time = getattr(signal, "SIGXCPU", 0)
    try:
        status = worker.wait(_LEAVING)
    except subprocess.TimeoutExpired:
        return "ended"
    return "time" if out_of_time and status == -out_of_time else "ended"
