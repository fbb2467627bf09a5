"""The process that compiles for the window (`apart.py`): one question, one answer, then it ends."""

import os
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from socialcase.forms.compiling import examine_form
from socialcase.forms.messages import Ask, At, Beat, Compiled, Ended, Message, read_message, send

_BEATS = 0.25
"""Seconds between two signs of life."""
_MEMORY = 3 << 29
"""Bytes of addresses; the largest form that is taken (20,000 questions, 100,000 choices) needs a
third of it."""
_PROCESSOR_SECONDS = 240


def answer() -> None:
    """Read the question from standard input, and write what becomes of it to standard output."""
    asked, told = _take_pipes()
    _bound()
    voice = _Voice(told)
    sys.excepthook = voice.broke
    question = read_message(asked)
    if not isinstance(question, Ask):
        return
    threading.Thread(target=voice.live, daemon=True).start()
    try:
        report, form = examine_form(question.source, question.name, progress=voice.at)
        voice.say(Compiled(report, form.to_bytes() if form is not None else None))
    except MemoryError:
        voice.say(Ended("memory"))


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, kept from everything else: what a library prints goes nowhere."""
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return asked, told


class _Voice:
    """Says one message after the other, from two threads."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._turn = threading.Lock()

    def say(self, message: Message) -> None:
        """Say it. Who has gone needs no answer: the process ends then."""
        try:
            with self._turn:
                send(self._pipe, message)
        except OSError:
            os._exit(1)

    def at(self, stage: str, done: int, total: int) -> None:
        self.say(At(stage, done, total))

    def live(self) -> None:
        """Give signs of life as long as the process is there."""
        pause = threading.Event()
        while not pause.wait(_BEATS):
            self.say(Beat())

    def broke(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Say where a defect is, without any value."""
        last = traceback.extract_tb(trace)[-1:]
        where = "".join(f"{Path(at.filename).name}:{at.lineno}" for at in last)
        self.say(Ended("broken", f"{kind.__name__}@{where}"))


def _bound() -> None:
    """Bound memory and time, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard < 0 else min(most, hard), hard))
