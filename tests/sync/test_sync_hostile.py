"""Hostile bundles: a third broken, a third resealed, a third signed by an enrolled laptop.

None of the first two kinds is taken in; of the third nothing counts that lies outside the
sender's scope; nothing falls over; the state of the office stays what it was.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from socialcase.cases.changes import Held
from socialcase.cases.records import Case
from socialcase.errors import BundleRefused
from socialcase.sync import receive
from socialcase.sync.policy import Scope
from socialcase.sync.receive import inspect_bundle, merge_bundle
from socialcase.sync.summary import MergeSummary
from tests.sync.field import NORTH, SOUTH, field_of, open_case
from tests.sync.forge import Target, flipped, resealed
from tests.sync.lies import LIES, lie

NORMAL, SOAK = 600, 10_000


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    """An office with the cases of two specialists; the second one turns hostile."""
    laptops = {"jeren": ("specialist", (NORTH,)), "meret": ("specialist", (SOUTH,))}
    with field_of(tmp_path, **laptops) as field:
        jeren, meret = field.stores["jeren"], field.stores["meret"]
        case = open_case(jeren, f"etrap:{NORTH}", "the truth", "high")
        open_case(meret, f"etrap:{SOUTH}", "his own")
        field.carry(jeren, field.office)
        field.carry(meret, field.office)
        with jeren.reading() as reading:
            save = reading.history(case, "case.worry")[0].change.save
        open_case(meret, f"etrap:{SOUTH}", "not yet sent")
        honest = field.send(meret).path.read_bytes()
        yield Target(field.office, meret, case, save, jeren.viewer, SOUTH, NORTH, honest)


def _outcome(target: Target, file: Path, data: bytes) -> str | MergeSummary:
    """The reason of refusal, or what was taken in. Anything else is a crash."""
    file.write_bytes(data)
    try:
        return merge_bundle(target.office, file)
    except BundleRefused as refused:
        return refused.reason


def _never_taken_in(
    target: Target, folder: Path, count: int, make: Callable[[Target, Random], bytes]
) -> None:
    before = target.office.digest()
    reasons: Counter[str] = Counter()
    for number in range(count):
        data = make(target, Random(number))
        outcome = _outcome(target, folder / f"{number % 7}.scbundle", data)
        assert isinstance(outcome, str), f"mutant {number} was taken in"
        reasons[outcome] += 1
    assert target.office.digest() == before
    assert not list(target.office.folder.glob("*.part"))
    assert len(reasons) > 2, reasons
    # the harness bites: the bundle that they were made of is taken in
    taken = _outcome(target, folder / "honest.scbundle", target.honest)
    assert isinstance(taken, MergeSummary)
    assert taken.new > 0
    assert target.office.digest() != before


def _lies_never_count(target: Target, folder: Path, count: int) -> None:
    office = target.office
    before, lamport = office.digest(), office.exchange.lamport()
    outcomes: Counter[str] = Counter()
    for number in range(count):
        data = lie(target, Random(number))
        outcome = _outcome(target, folder / f"{number % 7}.scbundle", data)
        if isinstance(outcome, MergeSummary):
            assert sum(outcome.held.values()) == outcome.new, f"lie {number} counts"
            assert not outcome.conflicts_opened
            assert set(outcome.held) <= {Held.SCOPE, Held.NEWER, Held.QUARANTINE, Held.FORK}
        outcomes[outcome if isinstance(outcome, str) else "held"] += 1
        assert office.digest() == before, f"lie {number} changed the state"
    assert office.exchange.lamport() == lamport
    assert {"held", "implausible", "bad_structure"} <= set(outcomes), outcomes
    with office.reading() as reading:
        found = reading.get(Case, target.foreign_case)
        assert found is not None
        assert (found.worry, found.risk_level, found.audience) == (
            "the truth", "high", f"etrap:{NORTH}",
        )  # fmt: skip
        assert not reading.conflicts()
    assert office.check().sound
    assert office.rebuild().equal
    assert office.digest() == before


def test_broken_files_are_never_taken_in(target: Target, tmp_path: Path) -> None:
    _never_taken_in(target, tmp_path, NORMAL // 3, flipped)


def test_resealed_files_are_never_taken_in(target: Target, tmp_path: Path) -> None:
    _never_taken_in(target, tmp_path, NORMAL // 3, resealed)


def test_signed_lies_never_count(target: Target, tmp_path: Path) -> None:
    _lies_never_count(target, tmp_path, NORMAL // 3)


def test_looking_into_a_hostile_file_changes_nothing(target: Target, tmp_path: Path) -> None:
    before = target.office.digest()
    for number in range(len(LIES) * 3):
        file = tmp_path / "looked.scbundle"
        file.write_bytes(lie(target, Random(number)))
        with contextlib.suppress(BundleRefused):
            inspect_bundle(target.office, file)
    assert target.office.digest() == before


def test_the_harness_bites(target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the policy the same lies do count."""
    monkeypatch.setattr(Scope, "outside", lambda *_: [])
    monkeypatch.setattr(receive, "row_in_scope", lambda *_: True)
    with pytest.raises(AssertionError, match="counts"):
        _lies_never_count(target, tmp_path, 100)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_thousands_of_signed_lies(target: Target, tmp_path: Path) -> None:
    _lies_never_count(target, tmp_path, SOAK - 2 * (SOAK // 3))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_thousands_of_resealed_files(target: Target, tmp_path: Path) -> None:
    _never_taken_in(target, tmp_path, SOAK // 3, resealed)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_thousands_of_broken_files(target: Target, tmp_path: Path) -> None:
    _never_taken_in(target, tmp_path, SOAK // 3, flipped)
