"""Restricted records that reach a laptop by two ways: kept parts, and what the office seals."""

from pathlib import Path

import pytest

from socialcase.cases.changes import Held
from socialcase.cases.records import Case
from socialcase.storage import Store
from socialcase.sync.outgoing import loads
from socialcase.sync.receive import merge_bundle
from tests.sync.field import NORTH, Field, field_of, open_case

SPECIALIST = ("specialist", (NORTH,))
COORDINATOR = ("coordinator", ())


def named(*stores: Store) -> str:
    return "named:" + ",".join(sorted(store.viewer for store in stores))


def worry(store: Store, case: str) -> str:
    with store.reading() as reading:
        found = reading.get(Case, case)
    return found.worry if found is not None else ""


def told(field: Field) -> None:
    for name, store in field.stores.items():
        if name != "office":
            field.carry(field.office, store)


def test_a_file_that_names_the_officer_too_reaches_the_other_one(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        told(field)
        secret = open_case(jeren, named(jeren, boss, office), "for both")
        field.carry(jeren, office)
        (report,) = field.carry(office, boss)
        assert not report.held
        assert worry(boss, secret) == "for both"
        with office.transaction(office.viewer) as tx:
            tx.set(secret, "worry", "the officer's words")
        field.carry(office, boss)
        assert worry(boss, secret) == "the officer's words"
        assert boss.rebuild().equal


def test_a_file_opened_to_the_officer_later_reaches_the_other_one(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        told(field)
        secret = open_case(jeren, named(jeren, boss), "for one")
        field.carry(jeren, office)
        field.carry(office, boss)
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(secret, "audience", named(jeren, boss, office))
            tx.set(secret, "worry", "for both")
        field.carry(jeren, office)
        (report,) = field.carry(office, boss)
        assert not report.held
        assert worry(boss, secret) == worry(office, secret) == "for both"


@pytest.mark.parametrize("taken_in", [False, True])
def test_a_file_restricted_again_before_an_answer_gets_through(
    tmp_path: Path, taken_in: bool
) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST, boss=COORDINATOR) as field:
        jeren, ogul, boss = (field.stores[name] for name in ("jeren", "ogul", "boss"))
        told(field)
        secret = open_case(jeren, named(jeren, boss), "sealed twice")
        field.carry(jeren, field.office)
        if taken_in:
            field.carry(field.office, boss)
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(secret, "audience", named(jeren, boss, ogul))
        field.carry(jeren, field.office)
        for _ in range(2):
            field.carry(field.office, boss)
        field.carry(field.office, ogul)
        assert worry(boss, secret) == worry(ogul, secret) == "sealed twice"


def test_two_parts_of_one_file_that_come_together_both_count(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        told(field)
        secret = open_case(jeren, named(jeren, boss), "at first")
        field.carry(jeren, office)
        field.carry(office, jeren)
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(secret, "worry", "and later")
            tx.create("note", f"case:{secret}", {"case": secret, "text": "a note"})
        field.carry(jeren, office)
        (report,) = field.carry(office, boss)
        assert not report.held
        assert worry(boss, secret) == "and later"


def test_a_change_out_of_scope_holds_nobody_elses(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST, boss=COORDINATOR) as field:
        jeren, ogul, boss = (field.stores[name] for name in ("jeren", "ogul", "boss"))
        office = field.office
        told(field)
        secret = open_case(jeren, named(jeren, ogul, boss))
        field.carry(jeren, office)
        field.carry(office, ogul)
        field.carry(office, boss)
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(secret, "audience", named(jeren, boss))
        field.carry(jeren, office)
        field.carry(office, boss)
        with boss.transaction(boss.viewer) as tx:
            tx.set(secret, "worker_safety", "a dog and a gun")
        with ogul.transaction(ogul.viewer) as tx:
            tx.set(secret, "not_to_be_told", "who is named no longer")
        field.carry(boss, office)
        field.carry(ogul, office)
        (report,) = field.carry(office, jeren)
        assert report.held == {Held.SCOPE: 1}
        with jeren.reading() as reading:
            found = reading.get(Case, secret)
        assert found is not None
        assert (found.worker_safety, found.not_to_be_told) == ("a dog and a gun", "")
        assert jeren.rebuild().equal


def test_a_part_sent_twice_counts_as_had_once_the_first_is_confirmed(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        told(field)
        open_case(jeren, named(jeren, boss))
        field.carry(jeren, office)
        first = field.send(office, boss)
        second = field.send(office, boss)
        assert first.changes == second.changes > 0
        merge_bundle(boss, first.path)
        open_case(boss, f"etrap:{NORTH}")
        field.carry(boss, office)
        peer = office.exchange.peer(boss.device)
        assert peer is not None
        assert next(loads(office, peer)).sealed == []


def test_a_family_for_everyone_neither_leaves_nor_counts(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        stray = open_case(jeren, "everyone", "written before there was an office")
        (report,) = field.carry(jeren, office)
        assert report.held.get(Held.SCOPE, 0) > 0
        own = open_case(office, "everyone")
        field.carry(office, boss)
        for store, case in ((office, stray), (boss, stray), (boss, own)):
            with store.reading() as reading:
                assert reading.get(Case, case) is None
