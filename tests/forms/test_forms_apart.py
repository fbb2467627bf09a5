"""Compiling in a process of its own: the same form, cancelled at once, and its end in words."""

import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from socialcase.errors import CannotRead, FormNotCompiled
from socialcase.forms import CompilingCancelled, Form, apart, examine_apart, examine_form
from socialcase.forms.messages import Ask, At, Beat, Compiled, Ended, Message, read_message, send
from socialcase.settings import COMPILE_APART

ROWS = 400
TALKER = "form-talker"
STAGES = ["reading", "checking", "converting", "writing", "building"]
Told = list[tuple[str, int, int]]


@pytest.fixture(scope="module")
def source() -> bytes:
    rows = "\n".join(f"| | integer | q{n} | Question {n} | . < {n + 1} |" for n in range(ROWS))
    return f"| survey |\n| | type | name | label | constraint |\n{rows}\n".encode()


def nobody_talks() -> bool:
    return not any(thread.name == TALKER for thread in threading.enumerate())


def test_another_process_gives_the_same_report_and_the_same_form(source: bytes) -> None:
    told: Told = []
    report, packed = examine_apart(source, "form.md", progress=lambda *step: told.append(step))
    here, form = examine_form(source, "form.md")
    assert report == here
    assert form is not None
    assert packed == form.to_bytes()
    assert Form.from_bytes(packed) == form
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == STAGES
    assert all(0 <= done <= total for _, done, total in told)
    assert nobody_talks()


def test_a_form_with_faults_has_its_report_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "form.md"
    file.write_text("| survey |\n| | type | name | label |\n| | nosuch | a | A |\n", "utf-8")
    report, packed = examine_apart(file)
    assert packed is None
    assert report == examine_form(file)[0]
    assert report.errors[0].row == 3
    with pytest.raises(CannotRead):
        examine_apart(tmp_path / "none.md")


@pytest.mark.parametrize("stage", STAGES)
def test_it_ends_within_the_stage_in_which_it_is_cancelled(source: bytes, stage: str) -> None:
    told: Told = []
    begun = threading.Event()

    def progress(now: str, done: int, total: int) -> None:
        told.append((now, done, total))
        if now == stage:
            begun.set()

    with pytest.raises(CompilingCancelled):
        examine_apart(source, "form.md", progress=progress, cancelled=begun.is_set)
    assert told[-1][0] == stage
    assert nobody_talks()


def test_what_progress_raises_ends_it(source: bytes) -> None:
    def stop(*_: object) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        examine_apart(source, "form.md", progress=stop)
    assert nobody_talks()


SCRIPTS = {
    "ended": "raise SystemExit(3)",
    "time": "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)",
    "memory": (
        "import os; from socialcase.forms import worker\n"
        "worker._MEMORY = 150 << 20\n"
        "worker.examine_form = lambda *_, **__: bytes(1 << 30)\n"
        "worker.answer()"
    ),
    "broken": (
        "from socialcase.forms import worker\n"
        "worker.examine_form = lambda *_, **__: 1 // 0\n"
        "worker.answer()"
    ),
}


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="this system cannot bound a process")
@pytest.mark.parametrize("why", SCRIPTS)
def test_how_the_other_process_ended_is_told(
    source: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "command", lambda: [sys.executable, "-P", "-c", SCRIPTS[why]])
    with pytest.raises(FormNotCompiled) as told:
        examine_apart(source, "form.md")
    assert (told.value.file, told.value.why) == ("form.md", why)
    assert nobody_talks()


def test_a_process_that_says_nonsense_and_stays_is_not_waited_for(
    source: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "import sys; sys.stdin.buffer.read(4)\n"
        "sys.stdout.buffer.write(bytes([0, 0, 0, 1, 255])); sys.stdout.flush(); sys.stdin.read()\n"
        "import threading; threading.Event().wait()\n"
    )
    monkeypatch.setattr(apart, "command", lambda: [sys.executable, "-P", "-c", script])
    monkeypatch.setattr(apart, "_LEAVING", 0.01)
    with pytest.raises(FormNotCompiled) as told:
        examine_apart(source, "form.md")
    assert told.value.why == "ended"
    assert nobody_talks()


def test_signs_of_life_repeat_how_far_it_was(
    source: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "import sys; from socialcase.forms.messages import *\n"
        "read_message(sys.stdin.buffer)\n"
        "for one in (At('converting', 3, 9), Beat(), Beat(), Ended('ended')):\n"
        "    send(sys.stdout.buffer, one)\n"
    )
    monkeypatch.setattr(apart, "command", lambda: [sys.executable, "-P", "-c", script])
    told: Told = []
    with pytest.raises(FormNotCompiled):
        examine_apart(source, "form.md", progress=lambda *step: told.append(step))
    assert told == [("converting", 3, 9)] * 3


def test_what_libraries_print_does_not_disturb_the_answer() -> None:
    script = (
        "from socialcase.forms import worker\n"
        "real = worker.examine_form\n"
        "def loud(*given, **named):\n"
        "    print('loud', flush=True)\n"
        "    return real(*given, **named)\n"
        "worker.examine_form = loud\n"
        "worker.answer()"
    )
    asked = io.BytesIO()
    send(asked, Ask(b"| survey |\n| | type | name | label |\n| | text | a | A |\n", "a.md"))
    done = subprocess.run(
        [sys.executable, "-c", script], input=asked.getvalue(), capture_output=True, check=True
    )
    heard = io.BytesIO(done.stdout)
    messages = [*iter(lambda: read_message(heard), None)]
    assert isinstance(messages[-1], Compiled)
    assert messages[-1].packed


def test_the_other_process_is_this_program_and_knows_no_passphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOCIALCASE_PASSPHRASE", "four ordinary words here")
    assert "four ordinary words here" not in apart.surroundings().values()
    assert apart.surroundings()["PATH"] == os.environ["PATH"]
    assert apart.command()[-2:] == ["socialcase", COMPILE_APART]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart.command() == [sys.executable, COMPILE_APART]


@pytest.mark.parametrize(
    "message", [Ask(b"x", "a.md"), At("reading", 0, 1), Beat(), Ended("broken", "KeyError@a.py:1")]
)
def test_a_message_arrives_as_it_was_sent(message: Message) -> None:
    pipe = io.BytesIO()
    send(pipe, message)
    whole = pipe.getvalue()
    assert read_message(io.BytesIO(whole)) == message
    for length in range(len(whole)):
        assert read_message(io.BytesIO(whole[:length])) is None


def test_what_is_no_message_is_heard_as_the_end() -> None:
    other = msgspec.msgpack.encode({"no": "message"})
    assert read_message(io.BytesIO(len(other).to_bytes(4, "big") + other)) is None
