"""Compiling tells how far it is, and ends soon after it is cancelled, whatever it is doing."""

import gc
import threading

import pytest

from socialcase.forms import CompilingCancelled, Form, check_form, compile_form, examine_form
from socialcase.forms.compile_watch import Watch

ROWS = 400
ASKER = "form-stopper"
Told = list[tuple[str, int, int]]


@pytest.fixture(scope="module")
def source() -> bytes:
    rows = "\n".join(f"| | integer | q{n} | Question {n} | . < {n + 1} |" for n in range(ROWS))
    return f"| survey |\n| | type | name | label | constraint |\n{rows}\n".encode()


def nothing_is_left() -> bool:
    """Whether compiling has let go of what it held: its thread and the collector."""
    return gc.isenabled() and not any(t.name == ASKER for t in threading.enumerate())


def told_until(source: bytes, stage: str) -> Told:
    """What was told of a compiling that is cancelled once a stage has begun."""
    told: Told = []
    begun = threading.Event()

    def progress(now: str, done: int, total: int) -> None:
        told.append((now, done, total))
        if now == stage:
            begun.set()

    with pytest.raises(CompilingCancelled):
        compile_form(source, "form.md", progress=progress, cancelled=begun.is_set)
    assert nothing_is_left()
    return told


@pytest.mark.parametrize("stage", ["reading", "checking", "converting", "building"])
def test_compiling_ends_within_the_stage_in_which_it_is_cancelled(
    source: bytes, stage: str
) -> None:
    told = told_until(source, stage)
    assert told[-1][0] == stage
    assert told[-1] != ("building", 1, 1)


def test_what_never_asks_is_ended_from_beside_it() -> None:
    begun = threading.Event()

    def endless() -> None:
        begun.set()
        while True:
            hash(begun)

    with pytest.raises(CompilingCancelled):
        Watch(cancelled=begun.is_set).run(endless)
    assert nothing_is_left()


def test_what_is_not_cancelled_gives_its_result_or_its_fault() -> None:
    watch = Watch(cancelled=lambda: False)
    assert watch.run(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        watch.run(lambda: 1 // 0)
    assert nothing_is_left()


def test_a_cancelled_form_compiles_the_next_time(source: bytes) -> None:
    told_until(source, "converting")
    again = compile_form(source, "form.md", cancelled=lambda: False)
    assert again == compile_form(source, "form.md")
    assert Form.from_bytes(again.to_bytes(lambda: False)) == again
    assert nothing_is_left()


def test_looking_a_form_over_is_cancelled_too(source: bytes) -> None:
    with pytest.raises(CompilingCancelled):
        examine_form(source, "form.md", cancelled=lambda: True)
    assert nothing_is_left()
    assert check_form(source, "form.md").questions == ROWS


def test_storing_a_form_is_cancelled_too(source: bytes) -> None:
    form = compile_form(source, "form.md")
    with pytest.raises(CompilingCancelled):
        form.to_bytes(lambda: True)
    assert nothing_is_left()


def test_progress_begins_at_reading_and_never_goes_back(source: bytes) -> None:
    told: Told = []
    compile_form(source, "form.md", progress=lambda *step: told.append(step))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["reading", "checking", "converting", "building"]
    assert told[-1] == ("building", 1, 1)
    assert all(0 <= done <= total for _, done, total in told)
