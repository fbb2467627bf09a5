"""The form engine beside another one, ODK Web Forms', on the same generated forms.

Where the other engine is not there, ours is measured alone, and nothing is said about ratios.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from socialcase.forms import Form, Session, compile_form, open_session
from tests.bench.generated import field_form, filter_form, repeat_form
from tests.bench.measuring import Line, no_more_than, reported, timed, times_faster
from tests.bench.rivalling import Rival, lacking

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
QUESTIONS = 2_000
GROWTH = (50, 500, 2_000, 8_000)
REPEATS = 500
MANY_REPEATS = 2_000
CHOICES, DISTRICTS = 10_000, 200
# beyond this many questions the other engine opens a form once only: it takes most of a minute
_PATIENCE = 4_000
_BATCHES = 6

Pair = tuple[list[float], list[float] | None]


class Pitch:
    """One form, opened in both engines."""

    def __init__(self, source: bytes, folder: Path, rival: Rival | None) -> None:
        self.form = compile_form(source, "form.md")
        self.rival = rival
        self._cached = self.form.to_bytes()
        self._xform = folder / f"{self.form.form_id}.xml"
        self._xform.write_text(self.form.xform, encoding="utf-8")
        self.session = self._open()

    def _open(self) -> Session:
        return open_session(Form.from_bytes(self._cached), now=NOW)

    def opening(self, rounds: int, *, warm: bool = True) -> Pair:
        """Seconds of opening: ours from its cache, the other from the XForm's text."""
        ours: list[float] = []
        other: list[float] = []
        if warm:
            self._open()
            _ = self.rival and self.rival.open(self._xform)
        for _ in range(rounds):
            ours.append(timed(self._reopen))
            if self.rival is not None:
                other.append(self.rival.open(self._xform))
        return ours, other if self.rival else None

    def _reopen(self) -> None:
        self.session = self._open()

    def again(self, rounds: int) -> Pair:
        """Seconds of a new session of a form that is in memory already."""
        form = Form.from_bytes(self._cached)
        open_session(form, now=NOW)
        ours = [timed(lambda: open_session(form, now=NOW)) for _ in range(rounds)]
        return ours, [self.rival.again() for _ in range(rounds)] if self.rival else None

    def answering(self, ref: str, values: list[str], batches: int = _BATCHES) -> Pair:
        """Seconds of each answer to a question, in batches that take turns; the first warms up."""
        ours: list[float] = []
        other: list[float] = []
        for batch in range(batches + 1):
            mine = [self._answer(ref, value) for value in values]
            theirs = self.rival.answer(ref, values) if self.rival else []
            if batch:
                ours += mine
                other += theirs
        return ours, other if self.rival else None

    def _answer(self, ref: str, value: str) -> float:
        begin = time.perf_counter()
        change = self.session.set(ref, value)
        taken = time.perf_counter() - begin
        if not change:
            raise AssertionError(f"{value!r} at {ref} changed nothing")
        return taken

    def agree(self, refs: list[str]) -> None:
        """See that both engines hold the same answers, so that both did the same work."""
        mine = [self.session.node(ref).value for ref in refs]
        if self.rival is not None and mine != self.rival.values(refs):
            raise AssertionError(f"{refs}: {mine} here, {self.rival.values(refs)} there")


@contextmanager
def _beside() -> Iterator[Rival | None]:
    missing = lacking()
    if missing:
        print(f"    only ours: {missing}", file=sys.stderr, flush=True)
        yield None
        return
    with Rival() as rival:
        yield rival


def form_lines(folder: Path) -> list[Line]:
    """A form of 2,000 questions, repeats, and a list of 10,000 choices."""
    with _beside() as rival:
        return [
            *_field_lines(folder, rival),
            *_repeat_lines(folder, rival),
            *_filter_lines(folder, rival),
        ]


def _field_lines(folder: Path, rival: Rival | None) -> list[Line]:
    pitch = Pitch(field_form(QUESTIONS), folder, rival)
    opening = pitch.opening(5)
    again = pitch.again(5)
    pitch.answering("/data/region", ["r1"], 0)
    five = pitch.answering("/data/page0/q0", ["12", "3"] * 3)
    hub = pitch.answering("/data/hub", ["no", "yes"] * 2)
    pitch.agree(["/data/page0/q4", "/data/page0/q7", "/data/page9/q277"])
    name = f"form of {QUESTIONS:,}"
    return [
        times_faster(f"{name}: open from the cache", *opening, 10),
        no_more_than("    the same, by itself", opening[0], 0.05),
        reported("    another session of the open form", *again),
        times_faster(f"{name}: one answer with five dependents", *five, 7),
        times_faster(f"{name}: an answer that shows or hides all", *hub, 3),
    ]


def _repeat_lines(folder: Path, rival: Rival | None) -> list[Line]:
    pitch = Pitch(repeat_form(), folder, rival)
    adding = _adding(pitch)
    pitch.agree(["/data/people", "/data/weights"])
    some = pitch.answering(f"/data/person[{REPEATS // 2}]/age", ["20", "30", "40"])
    pitch.agree(["/data/ages", "/data/weights"])
    for _ in range(MANY_REPEATS - REPEATS):
        pitch.session.add_repeat("/data/person")
    pitch.rival = None
    many, _ = pitch.answering(f"/data/person[{MANY_REPEATS // 2}]/age", ["20", "30", "40"], 20)
    return [
        times_faster(f"repeats: {REPEATS} added one by one", *adding, 100),
        reported(f"repeats: one answer among {REPEATS}, three sums outside", *some),
        no_more_than(f"repeats: one answer among {MANY_REPEATS:,}, three sums outside", many, 1e-4),
    ]


def _adding(pitch: Pitch) -> Pair:
    """Twice; the first time warms up both engines with a tenth of the repeats."""
    ours: list[float] = []
    other: list[float] = []
    for count in (REPEATS // 10, REPEATS, REPEATS):
        pitch.opening(1, warm=False)
        session = pitch.session
        ours.append(timed(lambda n=count, s=session: _add(s, n)))  # type: ignore[misc]
        if pitch.rival is not None:
            other.append(pitch.rival.add("/data/person", count))
    return ours[1:], other[1:] if pitch.rival else None


def _add(session: Session, count: int) -> None:
    for _ in range(count):
        session.add_repeat("/data/person")


def _filter_lines(folder: Path, rival: Rival | None) -> list[Line]:
    pitch = Pitch(filter_form(CHOICES, DISTRICTS), folder, rival)
    pitch.opening(1, warm=False)
    answered = pitch.answering("/data/district", ["d1", "d2", "d3", "d4"])
    offered = pitch.session.node("/data/place").choices or ()
    if pitch.rival and [c.value for c in offered] != pitch.rival.options("/data/place"):
        raise AssertionError("the two engines offer different choices")
    districts = [f"d{n}" for n in range(DISTRICTS)]
    first = [_filtered(pitch.session, district) for district in districts]
    again = [_filtered(pitch.session, district) for district in districts * 2]
    what = f"filter over {CHOICES:,} choices"
    return [
        no_more_than(f"{what}: an answer, and the {len(offered)} choices it leaves", again, 5e-5),
        reported("    the same, of a district for the first time", first),
        reported(f"{what}: the answer alone", *answered),
    ]


def _filtered(session: Session, district: str) -> float:
    begin = time.perf_counter()
    session.set("/data/district", district)
    session.node("/data/place")
    return time.perf_counter() - begin


def growth_lines(folder: Path) -> list[Line]:
    """The same acts on forms of growing size; without targets."""
    with _beside() as rival:
        return [line for questions in GROWTH for line in _grown(questions, folder, rival)]


def _grown(questions: int, folder: Path, rival: Rival | None) -> list[Line]:
    pitch = Pitch(field_form(questions), folder, rival)
    patient = questions <= _PATIENCE
    opening = pitch.opening(3 if patient else 1, warm=patient)
    batches = _BATCHES if patient else 1
    name = f"{questions:,} questions"
    return [
        reported(f"{name}: open from the cache", *opening),
        reported(
            f"{name}: one answer with five dependents",
            *pitch.answering("/data/page0/q0", ["12", "3"], batches),
        ),
        reported(
            f"{name}: one answer that filters a tenth of them",
            *pitch.answering("/data/region", ["r1", "r2"], min(batches, 2)),
        ),
        reported(
            f"{name}: an answer that shows or hides all",
            *pitch.answering("/data/hub", ["no", "yes"], batches),
        ),
    ]
