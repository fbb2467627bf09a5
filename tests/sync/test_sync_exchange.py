"""Laptop → office → laptop with real files: what arrives, what is named, what stays as it was."""

from pathlib import Path

import pytest

from socialcase.cases.changes import Held
from socialcase.cases.records import Case, Person, Visit
from socialcase.errors import BundleRefused, CannotRead, NotFound, NothingToSend
from socialcase.sync.bundle import Cancelled, preview, write_bundle
from socialcase.sync.receive import inspect_bundle, merge_bundle
from tests.sync.field import NORTH, SOUTH, field_of, open_case

SPECIALIST = ("specialist", (NORTH,))
OTHER = ("specialist", (SOUTH,))
COORDINATOR = ("coordinator", ())
CIRCLE = f"etrap:{NORTH}"


def _reason(call: object, *args: object) -> str:
    with pytest.raises(BundleRefused) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value.reason


def test_a_case_goes_to_the_office_and_the_answer_comes_back(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, office = field.stores["jeren"], field.office
        case = open_case(jeren, CIRCLE, "no heating")
        shown = preview(jeren)
        assert shown.cases == 1
        assert dict(shown.by_kind)["visit"] == 1
        (summary,) = field.carry(jeren, office)
        assert summary.new == shown.changes + 1  # and where the log of this laptop begins
        assert not summary.held
        assert dict(summary.by_kind)["case"] == 1
        with office.reading() as reading:
            found = reading.get(Case, case)
            assert found is not None
            assert found.worry == "no heating"
            assert reading.count(Visit) == 1

        with office.transaction(office.viewer) as tx:
            tx.create("comment", f"case:{case}", {"case": case, "kind": "approve", "text": "good"})
        assert jeren.exchange.acks(office.device) == []
        field.carry(office, jeren)
        ack = next(a for a in jeren.exchange.acks(office.device) if a.epoch == jeren.epoch)
        assert ack.seq == jeren.exchange.stream_head(jeren.device, jeren.epoch).last_seq
        with jeren.reading() as reading:
            assert len(reading.heads(case, "case.worry")) == 1
            assert reading.unsent().changes == 0
        (told,) = field.carry(jeren, office)
        assert told.new == 0
        assert all(sent.acked for sent in office.exchange.sent_to(jeren.device))
        with pytest.raises(NothingToSend):
            field.send(jeren)


def test_a_conflict_is_seen_at_the_office_and_settled_on_both_sides(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        case = open_case(jeren, CIRCLE, risk="low")
        field.carry(jeren, office)
        field.carry(office, boss)
        for store, level in ((jeren, "medium"), (boss, "high")):
            with store.transaction(store.viewer) as tx:
                tx.set(case, "risk", {"level": level})
        field.carry(jeren, office)
        (summary,) = field.carry(boss, office)
        assert summary.conflicts_opened == 1
        with office.reading() as reading:
            found = reading.get(Case, case)
            assert found is not None
            assert found.risk_level == "high", "the safer value shows until it is settled"
            assert len(reading.conflicts()) == 1
        with office.transaction(office.viewer) as tx:
            tx.settle(case, "risk", {"level": "medium"})
        field.carry(office, jeren)
        field.carry(office, boss)
        for store in (jeren, boss, office):
            with store.reading() as reading:
                assert not reading.conflicts()
                shown = reading.get(Case, case)
                assert shown is not None
                assert shown.risk_level == "medium"


def test_each_laptop_gets_its_circle_only(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, meret=OTHER, boss=COORDINATOR) as field:
        jeren, meret, boss = (field.stores[name] for name in ("jeren", "meret", "boss"))
        north, south = open_case(jeren, CIRCLE), open_case(meret, f"etrap:{SOUTH}")
        field.carry(jeren, field.office)
        field.carry(meret, field.office)
        for store in (jeren, meret, boss):
            field.carry(field.office, store)
        seen = {}
        for store in (jeren, meret, boss):
            with store.reading() as reading:
                seen[store.device] = {case.uid for case in reading.page(Case)}
        assert seen == {jeren.device: {north}, meret.device: {south}, boss.device: {north, south}}


def test_a_record_entering_scope_comes_with_its_whole_history(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, meret=OTHER) as field:
        jeren, meret, office = field.stores["jeren"], field.stores["meret"], field.office
        case = open_case(jeren, CIRCLE, "first words")
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(case, "worry", "second words")
        field.carry(jeren, office)
        field.carry(office, meret)
        field.carry(meret, office)
        with office.transaction(office.viewer) as tx:
            tx.set(case, "audience", f"etrap:{SOUTH}")
        field.carry(office, meret)
        with meret.reading() as reading:
            found = reading.get(Case, case)
            assert found is not None
            assert found.worry == "second words"
            assert len(reading.history(case, "case.worry")) == 2
            assert reading.count(Visit, {"case": case}) == 1


def test_the_same_bundle_again_changes_nothing(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        jeren, office = field.stores["jeren"], field.office
        open_case(jeren, CIRCLE)
        written = field.send(jeren)
        merge_bundle(office, written.path)
        before = office.digest()
        for _ in range(3):
            again = merge_bundle(office, written.path)
            assert again.already_merged
            assert again.new == 0
        assert inspect_bundle(office, written.path).already_known
        assert office.digest() == before


def test_everything_unconfirmed_is_sent_again(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        jeren, office = field.stores["jeren"], field.office
        open_case(jeren, CIRCLE, "one")
        lost = field.send(jeren)
        open_case(jeren, CIRCLE, "two")
        (summary,) = field.carry(jeren, office)
        with office.reading() as reading:
            assert reading.count(Case) == 2
        late = merge_bundle(office, lost.path)
        assert (late.new, late.notices) == (0, ("older",))
        assert summary.number == 2


def test_a_lost_office_bundle_hides_nothing(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        case = open_case(jeren, CIRCLE, "one")
        field.carry(jeren, office)
        lost = field.send(office, boss)
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(case, "worry", "two")
        field.carry(jeren, office)
        field.carry(office, boss)
        with boss.reading() as reading:
            found = reading.get(Case, case)
            assert found is not None
            assert found.worry == "two"
            assert len(reading.history(case, "case.worry")) == 2
        assert merge_bundle(boss, lost.path).notices == ("older",)


def test_a_gap_is_named_and_closes_when_the_missing_file_comes(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        jeren, office = field.stores["jeren"], field.office
        open_case(jeren, CIRCLE, "one")
        first = field.send(jeren)
        merge_bundle(office, first.path)
        field.carry(office, jeren)  # confirms the first
        open_case(jeren, CIRCLE, "two")
        second = field.send(jeren)
        with field_of(tmp_path / "other") as empty:
            # an office that lost its database: same keys, none of the changes
            for name in ("sync.keys", "sync.card"):
                empty.office.meta.put(name, office.meta.get(name))
            peer = office.exchange.peer(jeren.device)
            assert peer is not None
            empty.office.exchange.keep_peer(peer)
            empty.office.device = office.device
            before = empty.office.digest()
            assert inspect_bundle(empty.office, second.path).missing
            assert _reason(merge_bundle, empty.office, second.path) == "earlier_missing"
            assert empty.office.digest() == before
            merge_bundle(empty.office, first.path)
            assert merge_bundle(empty.office, second.path).new > 0


def test_bundles_for_others_from_strangers_and_broken_ones_are_named(tmp_path: Path) -> None:
    with (
        field_of(tmp_path / "a", jeren=SPECIALIST, meret=OTHER) as field,
        field_of(tmp_path / "b", ogul=SPECIALIST) as other,
    ):
        jeren, meret, office = field.stores["jeren"], field.stores["meret"], field.office
        open_case(jeren, CIRCLE)
        written = field.send(jeren)
        data = written.path.read_bytes()
        broken = field.stick / "broken.scbundle"
        assert _reason(merge_bundle, other.office, written.path) == "not_for_us"
        assert _reason(merge_bundle, meret, written.path) == "not_for_us"
        written.path.write_bytes(data[:-10])
        assert _reason(merge_bundle, office, written.path) == "cut_short"
        broken.write_bytes(data[:-10] + bytes(10))
        assert _reason(merge_bundle, office, broken) == "changed"
        broken.write_bytes(b"no bundle at all\n")
        assert _reason(merge_bundle, office, broken) == "not_a_bundle"
        broken.write_bytes(data[:30])
        assert _reason(merge_bundle, office, broken) == "cut_short"
        with pytest.raises(CannotRead):
            merge_bundle(office, field.stick / "absent.scbundle")
        assert not list(office.folder.glob("*.part")), "nothing is left behind"


def test_an_unknown_and_a_revoked_sender_are_named(tmp_path: Path) -> None:
    from dataclasses import replace

    with field_of(tmp_path, jeren=SPECIALIST) as field:
        jeren, office = field.stores["jeren"], field.office
        open_case(jeren, CIRCLE)
        written = field.send(jeren)
        peer = office.exchange.peer(jeren.device)
        assert peer is not None
        office.exchange.keep_peer(replace(peer, revoked_from=0))
        assert _reason(merge_bundle, office, written.path) == "revoked_sender"
        office.exchange.keep_peer(replace(peer, revoked_from=5))
        assert merge_bundle(office, written.path).held[Held.QUARANTINE] > 0


def test_a_change_outside_the_circle_is_held_for_review(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, meret=OTHER) as field:
        jeren, meret, office = field.stores["jeren"], field.stores["meret"], field.office
        case = open_case(jeren, CIRCLE, "hers")
        field.carry(jeren, office)
        with meret.transaction(meret.viewer) as tx:
            tx.create("case", f"etrap:{NORTH}", {"worry": "mine"}, uid=case)
        own = open_case(meret, f"etrap:{SOUTH}", "in scope")
        (summary,) = field.carry(meret, office)
        assert summary.held == {Held.SCOPE: 2}
        with office.reading() as reading:
            found = reading.get(Case, case)
            assert found is not None
            assert found.worry == "hers"
            assert not reading.conflicts()
            assert reading.get(Case, own) is not None


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        jeren = field.stores["jeren"]
        open_case(jeren, CIRCLE)
        calls = iter([False, False, True, True, True])
        with pytest.raises(Cancelled):
            write_bundle(jeren, "", field.stick, cancel=lambda: next(calls, True))
        assert not list(field.stick.iterdir())
        assert not jeren.exchange.sent_to(field.office.device)


def test_progress_names_every_stage(tmp_path: Path) -> None:
    stages: list[str] = []

    def note(stage: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        if stages[-1:] != [stage]:
            stages.append(stage)

    with field_of(tmp_path, jeren=SPECIALIST) as field:
        open_case(field.stores["jeren"], CIRCLE)
        written = write_bundle(field.stores["jeren"], "", field.stick, progress=note)
        merge_bundle(field.office, written.path, progress=note)
    assert stages == ["collect", "seal", "write", "compare", "check", "read", "merge"]


def test_the_office_names_laptops_it_does_not_know(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST) as field, pytest.raises(NotFound):
        write_bundle(field.office, "0" * 16, field.stick)


def test_file_names_say_nothing_about_people(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        open_case(field.stores["jeren"], CIRCLE, "Aknabat Hypothetical")
        written = field.send(field.stores["jeren"])
        raw = written.path.read_bytes()
        for word in ("jeren", "Aknabat", "Hypothetical"):
            assert word not in written.path.name
            assert word.encode() not in raw
        assert written.path.name.endswith(f"-{len(raw)}.scbundle")
        with field.stores["jeren"].reading() as reading:
            assert reading.count(Person) == 1
