"""A workspace folder was copied, and both copies wrote under the same numbers."""

import shutil
from pathlib import Path

from socialcase.cases.changes import Held
from socialcase.cases.clock import SeededChance
from socialcase.cases.records import Case, Note
from socialcase.errors import NothingToSend
from socialcase.storage import Store, open_store
from socialcase.sync.receive import merge_bundle
from tests.sync.field import NORTH, Field, field_of, open_case

SPECIALIST = ("specialist", (NORTH,))
COORDINATOR = ("coordinator", ())
CIRCLE = f"etrap:{NORTH}"


def copied(field: Field) -> tuple[Store, Store]:
    """The laptop, and a copy of it that nobody noticed."""
    field.stores["jeren"].close()
    shutil.copytree(field.root / "jeren", field.root / "copy")
    for name, seed in (("jeren", 50), ("copy", 60)):
        field.stores[name] = open_store(
            field.root / name,
            bytes([2]) * 32,
            clock=field.office.clock,
            chance=SeededChance(seed),
            anywhere=True,
        )
    return field.stores["jeren"], field.stores["copy"]


def worries(store: Store) -> set[str]:
    with store.reading() as reading:
        return {case.worry for case in reading.page(Case)}


def notes(store: Store) -> list[str]:
    with store.reading() as reading:
        return sorted(note.text for note in reading.page(Note))


def disputed(store: Store) -> list[str]:
    with store.reading() as reading:
        return [one.field for one in reading.conflicts()]


def write_apart(case: str, **stores: Store) -> None:
    for text, store in stores.items():
        open_case(store, CIRCLE, text)
        with store.transaction(store.viewer) as tx:
            tx.create("note", f"case:{case}", {"case": case, "text": text})
        with store.transaction(store.viewer) as tx:
            tx.set(case, "worry", "not yet")
        with store.transaction(store.viewer) as tx:
            tx.set(case, "worry", text)


def test_what_the_copy_wrote_is_held_with_a_receipt(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        case = open_case(field.stores["jeren"], CIRCLE, "before")
        field.carry(field.stores["jeren"], field.office)
        jeren, copy = copied(field)
        write_apart(case, first=jeren, second=copy)
        field.carry(jeren, field.office)
        before = field.office.digest()
        (summary,) = field.carry(copy, field.office)
        assert summary.held.keys() == {Held.FORK}
        assert field.office.digest() == before
        again = field.send(copy)
        assert merge_bundle(field.office, again.path).new == 0, "known by now"
        assert merge_bundle(field.office, again.path).already_merged
        with jeren.transaction(jeren.viewer) as tx:
            tx.set(case, "worry", "the first goes on")
        (summary,) = field.carry(jeren, field.office)
        assert not summary.held, "what is held under the same numbers is not in its way"
        assert field.office.check().problems == ()
        assert field.office.rebuild().equal


def test_the_copy_enters_all_anew_once_it_hears_of_the_other(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        for store in (jeren, boss):
            field.carry(office, store)
        case = open_case(jeren, CIRCLE, "before")
        field.carry(jeren, office)
        field.carry(office, jeren)
        jeren, copy = copied(field)
        write_apart(case, first=jeren, second=copy)
        for store, text in ((jeren, "first secret"), (copy, "second secret")):
            open_case(store, f"named:{','.join(sorted((store.viewer, boss.viewer)))}", text)
        epoch = copy.epoch
        field.carry(jeren, office)
        field.carry(copy, office)
        (summary,) = field.carry(office, copy)
        assert "forked" in summary.notices
        assert copy.epoch != epoch
        assert {"second", "second secret"} <= worries(copy)
        assert copy.rebuild().equal
        assert copy.check().problems == ()
        for sender, to in ((copy, office), (office, copy), (office, boss)):
            field.carry(sender, to)
        for store in (copy, boss):
            assert worries(store) >= {"first", "second", "first secret", "second secret"}
            assert notes(store) == ["first", "second"]
            assert disputed(store) == ["case.worry"]
        assert notes(office) == ["first", "second"]
        with office.reading() as reading:
            assert reading.held() == []
            assert reading.waiting() == [], "nobody is asked about what came anew"
        assert office.check().problems == ()
        (summary,) = field.carry(copy, office)
        assert (summary.new, dict(summary.held)) == (0, {})
        try:
            field.carry(office, jeren)
        except NothingToSend:
            return
