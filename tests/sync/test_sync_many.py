"""More than one bundle holds, newer programs, and laptops that lost something."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from socialcase.cases.changes import Held
from socialcase.cases.clock import SeededChance
from socialcase.cases.records import Case
from socialcase.cases.registry import REGISTRY
from socialcase.errors import BundleRefused, NothingToSend
from socialcase.storage import Store, create_store, open_store
from socialcase.sync import opening, outgoing, receive
from socialcase.sync.bundle import write_bundle
from socialcase.sync.enrolment import office_init
from socialcase.sync.receive import inspect_bundle, merge_bundle
from socialcase.sync.sealed import new_part as new_uid
from socialcase.texts.reasons import BUNDLE_REASONS, ENROLMENT_REASONS
from tests.sync.field import NORTH, Field, field_of, open_case
from tests.sync.forge import Forge, Target

SPECIALIST = ("specialist", (NORTH,))
COORDINATOR = ("coordinator", ())
CIRCLE = f"etrap:{NORTH}"


def test_one_export_becomes_several_bundles_between_saves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "MAX_CHANGES", 40)
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        cases = {open_case(jeren, CIRCLE, f"worry {n}") for n in range(20)}
        up = field.send(jeren)
        assert len(up.paths) > 3
        assert up.numbers == tuple(range(1, len(up.paths) + 1))
        for path in up.paths:
            report = inspect_bundle(office, path)
            assert report.changes <= 40
        with pytest.raises(BundleRefused) as caught:
            merge_bundle(office, up.paths[1])
        assert caught.value.reason == "earlier_missing"
        assert sum(merge_bundle(office, path).new for path in up.paths) == up.changes

        down = field.send(office, boss)
        assert len(down.paths) > 3
        with pytest.raises(BundleRefused) as caught:
            merge_bundle(boss, down.paths[-1])
        assert caught.value.reason == "earlier_missing"
        for path in down.paths:
            merge_bundle(boss, path)
        with boss.reading() as reading:
            assert {case.uid for case in reading.page(Case)} == cases
        field.carry(boss, office)
        field.carry(office, boss)  # what the office has of the laptop
        with pytest.raises(NothingToSend):
            field.send(office, boss)


def test_large_bundles_are_read_twice_rather_than_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "KEPT", 0)
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        case = open_case(field.stores["jeren"], CIRCLE)
        (summary,) = field.carry(field.stores["jeren"], field.office)
        assert summary.new > 0
        with field.office.reading() as reading:
            assert reading.get(Case, case) is not None


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        ({"min_reader": 4}, "newer_format"),
        ({"min_reader": 4, "unheard_of": {}}, "newer_format"),
        ({"addressee": "0" * 16}, "not_for_us"),
        ({"changes": 50_001}, "too_large"),
        ({"number": 2**53}, "implausible"),
        ({"kind": "relay", "segments": []}, "bad_structure"),
    ],
)
def test_what_an_enrolled_laptop_signs_is_named_too(
    tmp_path: Path, edit: dict[str, object], reason: str
) -> None:
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        target = Target(field.office, field.stores["jeren"], "", "", "", NORTH, NORTH, b"")
        forge = Forge(target, Random(1))
        forged = forge.forged([forge.change(1, new_uid(), "note.audience", CIRCLE)])
        forged.manifest.update(edit)
        file = field.stick / "signed.scbundle"
        file.write_bytes(forge.sealed(forged))
        with pytest.raises(BundleRefused) as caught:
            merge_bundle(field.office, file)
        assert caught.value.reason == reason


def test_a_file_larger_than_any_bundle_is_not_even_copied(tmp_path: Path) -> None:
    with field_of(tmp_path) as field:
        huge = field.stick / "huge.scbundle"
        with huge.open("wb") as file:
            file.truncate(1 << 40)  # a hole: it takes no room
        for act in (merge_bundle, inspect_bundle):
            with pytest.raises(BundleRefused) as caught:
                act(field.office, huge)
            assert caught.value.reason == "too_large"


def test_no_plain_file_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a bundle is written and taken in, no file anywhere holds a word of it."""
    canary = "Kanarejka Undisclosed"
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    looked = 0

    def look(_stage: str, _done: int, _total: int) -> None:
        nonlocal looked
        for file in tmp_path.rglob("*"):
            if file.is_file():
                looked += 1
                assert canary.encode() not in file.read_bytes(), file.name

    with field_of(tmp_path, jeren=SPECIALIST) as field:
        open_case(field.stores["jeren"], CIRCLE, canary)
        written = write_bundle(field.stores["jeren"], "", field.stick, progress=look)
        merge_bundle(field.office, written.path, progress=look)
        with field.office.reading() as reading:
            assert reading.search("Undisclosed")
    look("", 0, 0)
    assert looked > 20
    assert not list(temporary.iterdir())


def test_every_reason_has_its_words() -> None:
    """Each code that the room raises as `BundleRefused` or `EnrolmentRefused` is worded."""
    folder = Path(receive.__file__).parent
    source = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    bundle = set(re.findall(r'(?:ManifestBad|WireBad)\("(\w+)"', source)) | {"cut_short"}
    assert len(bundle) > 8
    assert bundle | {"earlier_missing", "not_a_bundle"} <= set(BUNDLE_REASONS)
    enrolment = set(re.findall(r'EnrolmentRefused\("(\w+)"', source))
    assert len(enrolment) > 5
    assert enrolment <= set(ENROLMENT_REASONS)


def test_a_save_is_never_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "MAX_CHANGES", 15)
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        jeren = field.stores["jeren"]
        for n in range(4):
            open_case(jeren, CIRCLE, f"worry {n}")  # about ten changes in one save
        written = field.send(jeren)
        assert len(written.paths) == 4, "one for each save, the epoch goes with the first"
        for path in written.paths:
            merge_bundle(field.office, path)
        head = field.office.exchange.stream_head(jeren.device, jeren.epoch)
        assert head.contiguous_seq == jeren.exchange.stream_head(jeren.device, jeren.epoch).last_seq


def test_an_older_office_keeps_and_passes_on_what_it_does_not_know(tmp_path: Path) -> None:
    case = REGISTRY["case"]
    known = tuple(spec for spec in case.fields if spec.name != "worker_safety")
    older = {**REGISTRY, "case": replace(case, fields=known)}
    field = Field(tmp_path)
    (tmp_path / "office").mkdir()
    jeren_clock = field.store("jeren").clock
    office = create_store(
        tmp_path / "office", bytes([9]) * 32, viewer=new_uid(), clock=jeren_clock,
        chance=SeededChance(9), registry=older, anywhere=True,
    )  # fmt: skip
    field.stores["office"] = office
    office_init(office, "Office", "Officer")
    jeren, boss = field.stores["jeren"], field.store("boss")
    field.enrol(jeren, "Jeren", *SPECIALIST)
    field.enrol(boss, "Boss", *COORDINATOR)
    uid = open_case(jeren, CIRCLE)
    with jeren.transaction(jeren.viewer) as tx:
        tx.set(uid, "worker_safety", "go in pairs")
    (summary,) = field.carry(jeren, office)
    assert summary.held == {Held.NEWER: 1}
    field.carry(office, boss)
    with boss.reading() as reading:
        found = reading.get(Case, uid)
        assert found is not None
        assert found.worker_safety == "go in pairs"
    field.close()


def test_a_laptop_put_back_gets_everything_again(tmp_path: Path) -> None:
    """An old copy of a laptop comes back: the office notices, and sends all that it lacks."""
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        open_case(jeren, CIRCLE, "one")
        field.carry(jeren, office)
        boss.close()
        shutil.copytree(tmp_path / "boss", tmp_path / "saved")
        boss = _reopened(field, "boss", 30)
        for worry in ("two", "three"):
            field.carry(office, boss)
            field.carry(boss, office)
            open_case(jeren, CIRCLE, worry)
            field.carry(jeren, office)
        boss.close()

        field.stores["saved"] = old = _reopened(field, "saved", 40)
        behind = field.send(office, old)
        with pytest.raises(BundleRefused) as caught:
            merge_bundle(old, behind.path)
        assert caught.value.reason == "earlier_missing"
        summaries = [merge_bundle(office, path) for path in field.send(old).paths]
        assert "restored" in summaries[-1].notices
        field.carry(office, old)
        with old.reading() as reading:
            assert reading.count(Case) == 3


def _reopened(field: Field, name: str, seed: int) -> Store:
    made = open_store(
        field.root / name, bytes([3]) * 32, clock=field.office.clock,
        chance=SeededChance(seed), anywhere=True,
    )  # fmt: skip
    field.stores[name] = made
    return made
