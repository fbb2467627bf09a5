"""Two laptops: conflicts, holding and releasing, forks, stubs, restricted records, relaying."""

from collections.abc import Callable

import pytest
from streams import own_rows  # type: ignore[import-not-found]

from socialcase.cases.changes import Change, Held, Origin, link
from socialcase.cases.likeness import Described
from socialcase.cases.records import Case, Person
from socialcase.cases.registry import REGISTRY
from socialcase.storage import (
    Ack,
    Cursor,
    Peer,
    Receipt,
    SealedPart,
    SentBundle,
    StagedRow,
    Store,
    StubRow,
    open_store,
    staged,
)

Make = Callable[..., Store]
KEY = bytes(range(32))  # the key of the fixtures


def give(changes: tuple[Change, ...], taker: Store, held: Held = Held.ADMITTED) -> None:
    with taker.merging() as merging:
        merging.stage([staged(change, held) for change in changes])


def a_case(store: Store, audience: str = "everyone") -> tuple[str, tuple[Change, ...]]:
    with store.transaction(store.viewer) as tx:
        case = tx.create("case", audience, {"title": "A", "risk": {"level": "low"}})
    return case, tx.changes


def set_risk(store: Store, case: str, level: str) -> tuple[Change, ...]:
    with store.transaction(store.viewer) as tx:
        tx.set(case, "risk", {"level": level})
    return tx.changes


def risk(store: Store, case: str) -> str:
    with store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    return found.risk_level


def test_the_higher_risk_shows_until_the_conflict_is_settled(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    case, made = a_case(one)
    give(made, two)
    high, medium = set_risk(one, case, "high"), set_risk(two, case, "medium")
    give(high, two)
    give(medium, one)
    assert risk(one, case) == risk(two, case) == "high"
    with one.reading() as reading:
        (conflict,) = reading.conflicts()
        (line,) = reading.case_rows()
    assert [head.value for head in conflict.heads] == ['{"level":"high"}', '{"level":"medium"}']
    assert conflict.base is not None
    assert conflict.base.value == '{"level":"low"}'
    assert line.risk_in_conflict
    with one.transaction("aman") as tx:
        tx.settle(case, "risk", {"level": "medium"})
    give(tx.changes, two)
    assert risk(one, case) == risk(two, case) == "medium"
    with two.reading() as reading:
        assert reading.conflicts() == []
    decision = one.undo(tx.save, "aman")
    give(decision, two)
    for store in (one, two):
        assert risk(store, case) == "high"
        with store.reading() as reading:
            assert len(reading.conflicts()) == 1


def test_agreeing_values_are_no_conflict(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    case, made = a_case(one)
    give(made, two)
    give(set_risk(two, case, "high"), one)
    give(set_risk(one, case, "medium"), two)
    with two.reading() as reading:
        assert reading.conflicts() == []
        assert len(reading.heads(case, "case.risk")) == 1


def test_what_is_held_replaces_nothing_until_it_is_released(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    case, made = a_case(one)
    give(made, two)
    (high,) = set_risk(one, case, "high")
    give((high,), two, Held.SCOPE)
    assert risk(two, case) == "low"
    with two.reading() as reading:
        (count,) = reading.held()
        assert (count.reason, count.changes) == (Held.SCOPE, 1)
        assert reading.history(case, "case.risk")[0].held is Held.SCOPE
    with two.merging() as merging:
        assert merging.release([high.origin]) == 1
    assert risk(two, case) == "high"
    assert two.rebuild().equal


def test_a_gap_holds_what_follows_and_closes(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    case, made = a_case(one)
    missing, later = set_risk(one, case, "medium"), set_risk(one, case, "high")
    give(made, two)
    give(later, two, Held.GAP)
    assert risk(two, case) == "low"
    head = one.exchange.stream_head(one.device, one.epoch)
    with two.merging() as merging:
        merging.stage([staged(change) for change in missing])
        merging.advance(one.device, one.epoch, head.last_seq, head.head)
        report = merging.admit()
    assert (report.new, report.released) == (1, 1)
    assert risk(two, case) == "high"
    assert two.exchange.stream_head(one.device, one.epoch) == head


def test_the_second_of_two_changes_with_one_origin_is_a_fork(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    case, made = a_case(one)
    (high,) = set_risk(one, case, "high")
    give((*made, high), two)
    other = staged(high)._replace(value='{"level":"low"}', row_hash=b"f" * 32)
    with two.merging() as merging:
        merging.stage([other, other])
        report = merging.admit()
    assert report.held == {Held.FORK: 1}
    assert risk(two, case) == "high"
    with two.reading() as reading:
        assert {e.held for e in reading.history(case, "case.risk")} == {Held.ADMITTED, Held.FORK}
    digest = two.digest()
    with two.merging() as merging:
        merging.stage([other, staged(high)])
    assert two.digest() == digest


def test_unknown_fields_are_kept_passed_on_and_released_by_a_newer_program(
    new_store: Make,
) -> None:
    one = new_store("aman")
    old = {kind: spec for kind, spec in REGISTRY.items() if kind != "person"}
    two = new_store("bibi", registry=old)
    with one.transaction("aman") as tx:
        person = tx.create("person", "everyone", {"alias": "Goňşy"})
    give(tx.changes, two)
    assert two.exchange.row_hashes(one.device, one.epoch, 2, 3).keys() == {2, 3}
    with two.reading() as reading:
        assert [line.reason for line in reading.held()] == [Held.NEWER]
    two.close()
    newer = open_store(two.folder, KEY, clock=two.clock, chance=two.chance)
    with newer.reading() as reading:
        found = reading.get(Person, person)
        assert found is not None
        assert found.alias == "Goňşy"
        assert [hit.uid for hit in reading.search("gonsy")] == [person]
    assert newer.rebuild().equal
    newer.close()


def test_restricted_records_are_nowhere_for_who_is_not_named(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    case, made = a_case(one, "named:aman")
    with one.transaction("aman") as tx:
        person = tx.create("person", "named:aman", {"name": {"given": "Gizlin"}, "alias": "G"})
        note = tx.create("note", f"case:{case}", {"case": case, "text": "Gizlin"})
    give((*made, *tx.changes), two)
    with two.reading() as reading:
        assert reading.get(Case, case) is None
        assert reading.page(Person) == []
        assert reading.count(Case) == 0
        assert reading.search("gizlin") == []
        assert reading.history(case) == reading.history(note) == []
        assert reading.save(tx.save) == ()
        assert reading.recent_saves() == []
        assert (reading.audience(person), reading.heads(case, "case.risk")) == ("", ())
        assert reading.likely_duplicates(Described("Gizlin")) == []
    assert [out.audience for out in own_rows(one, 1, 1)] == ["named:aman"] * 3
    with one.transaction("aman") as opened:
        opened.set(case, "audience", "named:aman,bibi")
    give(opened.changes, two)
    with two.reading() as reading:
        assert reading.restricted(case)
        assert reading.restricted(note)
        assert reading.count(Person) == 0
    assert two.rebuild().equal


def test_becoming_another_person_repaints_the_tables(new_store: Make) -> None:
    one = new_store("aman")
    case, _ = a_case(one, "named:bibi,aman")
    one.become("cary")
    with one.reading() as reading:
        assert reading.count(Case) == 0
    one.become("bibi")
    with one.reading() as reading:
        assert reading.get(Case, case) is not None
    assert one.rebuild().equal


def test_own_changes_come_in_whole_saves_and_link_to_the_head(store: Store) -> None:
    a_case(store)
    a_case(store)
    every = own_rows(store)
    assert [out.change.origin.seq for out in every] == list(range(1, 8))
    first = own_rows(store, 0, 5)
    assert len(first) == 4
    assert len(own_rows(store, 4, 1)) == 3
    before = store.exchange.chain_before(store.epoch, 5)
    after = link(before, [out.row_hash for out in every[4:]])
    assert after == store.exchange.stream_head(store.device, store.epoch).head
    assert [out.change.row_hash() for out in every] == [out.row_hash for out in every]


def test_a_stub_stands_for_a_change_until_it_comes(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    _, made = a_case(one)
    first = staged(made[0])
    with two.merging() as merging:
        merging.stubs([StubRow(first.device, first.epoch, first.seq, first.row_hash)])
    assert two.exchange.row_hashes(one.device, one.epoch, 1, 9) == {first.seq: first.row_hash}
    forged = first._replace(row_hash=b"x" * 32)
    with two.merging() as merging:
        merging.stage([forged])
        assert merging.admit().held == {Held.FORK: 1}
    with two.merging() as merging:
        merging.stage([first])
        assert merging.admit().admitted == 1


def test_a_recipient_gets_new_changes_and_the_history_of_records_new_to_it(
    new_store: Make,
) -> None:
    office, laptop = new_store("office"), new_store("bibi")
    near, made = a_case(laptop, "etrap:near")
    give(made, office)
    far, _ = a_case(office, "etrap:far")

    def sent(since: Cursor, *etraps: str) -> list[str]:
        wanted = {f"etrap:{etrap}" for etrap in etraps}
        going = office.sending.lacking(laptop.device, since, lambda _, where: where in wanted)
        parcel = office.sending.parcel(going)
        return [out.record for out in office.sending.rows(going, office.sending.records(parcel))]

    assert sent(Cursor(), "near") == []
    set_risk(office, near, "high")
    assert sent(Cursor(), "near") == [near]
    assert sent(Cursor(), "near", "far") == [far, far, far, near]
    cursor = office.exchange.cursor()
    every = office.sending.records(office.sending.parcel(((1, cursor.change),)))
    office.exchange.note_sent(
        SentBundle("b1", laptop.device, 1, 0, 1, cursor, acked=False),
        frozenset(one.number for one in every if one.uid == near),
    )
    assert sent(cursor, "near") == [near]
    with office.merging() as merging:
        merging.acknowledge_sent(laptop.device, 1)
    assert office.exchange.sent_to(laptop.device)[0].acked
    assert sent(cursor, "near") == []
    assert sent(cursor, "near", "far") == [far, far, far]


def test_policy_sees_staged_records_and_may_hold_them(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    case, made = a_case(one, "etrap:near")
    give(made, two)
    other, more = a_case(one, "etrap:far")
    with two.merging() as merging:
        merging.stage([staged(change) for change in (*made, *more)])
        found = {one.record: one for one in merging.records()}
        assert found[case].known
        assert found[case].audience == "etrap:near"
        assert not found[other].known
        assert found[other].stated == ("etrap:far",)
        assert merging.hold([(other, "case")], Held.SCOPE) == 3
        report = merging.admit()
    assert (report.already_known, report.held) == (3, {Held.SCOPE: 3})


class Interrupted(Exception):
    pass


def merge_and_fail(store: Store, changes: tuple[Change, ...]) -> None:
    with store.merging() as merging:
        merging.stage([staged(change) for change in changes])
        assert merging.admit().admitted == len(changes)
        raise Interrupted


def test_a_merge_that_fails_leaves_nothing(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    _, made = a_case(one)
    before = two.digest()
    with pytest.raises(Interrupted):
        merge_and_fail(two, made)
    assert two.digest() == before
    give(made, two)
    assert two.digest() != before


def test_the_book_of_the_exchange(new_store: Make) -> None:
    one = new_store("aman")
    peer = Peer("d" * 16, "bibi", "specialist", ("tejen",), "sign", "age", "Laptop 2")
    part = SealedPart("p1", ("bibi",), (Origin("d" * 16, "e" * 16, 4),), b"sealed")
    with one.merging() as merging:
        merging.keep_peer(peer)
        merging.remember_bundle(Receipt("b1", peer.device, 7, 5, 3))
        merging.remember_bundle(Receipt("b1", peer.device, 8, 5, 3))
        merging.set_ack(Ack(peer.device, one.device, one.epoch, 1, b"h" * 32))
        merging.set_ack(Ack(peer.device, one.device, one.epoch, 0, b"x" * 32))
        merging.keep_sealed(part)
    assert one.exchange.peer(peer.device) == peer
    assert one.exchange.last_received(peer.device) == Receipt("b1", peer.device, 7, 5, 3)
    assert one.exchange.received("b2") is None
    assert [ack.seq for ack in one.exchange.acks(peer.device)] == [1]
    assert one.exchange.sealed_for(frozenset({"bibi"})) == [part]
    assert one.exchange.sealed_for(frozenset({"cary"})) == []


def test_unsent_counts_what_nobody_confirmed(new_store: Make) -> None:
    one = new_store("aman")
    case, _ = a_case(one)
    with one.reading() as reading:
        assert (reading.unsent().changes, reading.unsent().cases) == (3, 1)
    with one.merging() as merging:
        merging.set_ack(Ack("d" * 16, one.device, one.epoch, 4, b"h" * 32))
    set_risk(one, case, "high")
    with one.reading() as reading:
        assert reading.unsent().changes == 1


def test_hostile_rows_change_nothing_that_counts_and_crash_nothing(new_store: Make) -> None:
    one, two = new_store("aman"), new_store("bibi")
    case, made = a_case(one)
    give(made, two)
    deep = '{"level":' + "[" * 5000 + "]" * 5000 + "}"
    top = made[-1]
    rows = [
        staged(top)._replace(
            device="9" * 16, seq=number, value=value, parents=(), row_hash=bytes([number]) * 32
        )
        for number, value in enumerate((deep, "not json", "[1]", '"x"', "", "\x7f"), 1)
    ]
    with two.merging() as merging:
        merging.stage(rows)
        assert isinstance(merging.admit().conflicts_opened, int)
    assert risk(two, case) == "low"
    assert two.rebuild().equal
    assert isinstance(rows[0], StagedRow)


@pytest.mark.parametrize("undone_first", [True, False])
@pytest.mark.parametrize("audience", ["everyone", "named:aman,bibi"])
def test_a_record_taken_back_stays_where_somebody_wrote_into_it_meanwhile(
    new_store: Make, audience: str, undone_first: bool
) -> None:
    one, two, third = new_store("aman"), new_store("bibi"), new_store("gul")
    case, made = a_case(one, audience)
    give(made, two)
    with two.transaction("bibi") as tx:
        tx.set(case, "title", "What she was told")
    written = tx.changes
    undone = one.undo(made[0].save, "aman")
    with one.reading() as reading:
        assert reading.get(Case, case) is None
    give(written, one)
    give(undone, two)
    give(made, third)
    for changes in (undone, written) if undone_first else (written, undone):
        give(changes, third)
    for store in (one, two):
        with store.reading() as reading:
            found = reading.get(Case, case)
            assert found is not None
            assert found.title == "What she was told"
            assert [one.field for one in reading.conflicts()] == ["case.title"]
            assert reading.audience(case) == audience
    with third.reading() as reading:
        assert (reading.get(Case, case) is not None) == (audience == "everyone")
    with two.transaction("bibi") as tx:
        tx.settle(case, "title", None)
    give(tx.changes, one)
    for store in (one, two):
        with store.reading() as reading:
            assert reading.get(Case, case) is None
        assert store.rebuild().equal
