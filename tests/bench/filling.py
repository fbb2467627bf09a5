"""One answer in a form of 500 questions, until everything that depends on it is recalculated."""

import time
from datetime import UTC, datetime
from pathlib import Path

from socialcase.forms import Form, compile_form, open_session
from tests.bench.measuring import Line, no_more_than, reported, timed

QUESTIONS = 500
ANSWERS = 400
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


def source() -> bytes:
    """A form of field size: each fifth question is skipped, bounded, or calculated from others."""
    rows = ["| survey |", "| | type | name | label | relevant | constraint | calculation |"]
    for n in range(QUESTIONS):
        name, before = f"q{n}", f"${{q{n - 1}}}"
        match n % 5:
            case 1:
                row = f"| | integer | {name} | Question {n} | {before} > 1 | . < 100 | |"
            case 2:
                row = f"| | text | {name} | Question {n} | | | |"
            case 4:
                row = (
                    f"| | calculate | {name} | | | | "
                    f"coalesce(${{q{n - 4}}}, 0) + coalesce(${{q{n - 1}}}, 0) |"
                )
            case _:
                row = f"| | integer | {name} | Question {n} | | . >= 0 | |"
        rows.append(row)
    total = " + ".join(f"${{q{n}}}" for n in range(4, QUESTIONS, 5))
    rows.append(f"| | calculate | total | | | | {total} |")
    rows += ["| settings |", "| | form_id | form_title |", "| | bench | Bench |"]
    return "\n".join(rows).encode("utf-8")


def form_lines(_folder: Path) -> list[Line]:
    """Opening the compiled form, and answering it."""
    form = compile_form(source(), "bench.md")
    cached = form.to_bytes()
    opening = [timed(lambda: _opened(cached)) for _ in range(9)]
    answering = _answering(form)
    return [
        reported(f"form: open {QUESTIONS} questions from the cache", opening),
        no_more_than("form: one answer until all is recalculated", answering, 0.001),
    ]


def _opened(cached: bytes) -> object:
    return open_session(Form.from_bytes(cached), now=NOW)


def _answering(form: Form) -> list[float]:
    session = open_session(form, now=NOW)
    refs = [f"/bench/q{n}" for n in range(QUESTIONS) if n % 5 in (0, 3)]
    root = session.pages()[0].ref.rsplit("/", 1)[0]
    seconds: list[float] = []
    for n in range(ANSWERS):
        ref = f"{root}/{refs[n % len(refs)].rsplit('/', 1)[1]}"
        begin = time.perf_counter()
        change = session.set(ref, str(2 + n))
        seconds.append(time.perf_counter() - begin)
        if not change:
            raise AssertionError(f"{ref} changed nothing")
    return seconds
