"""One person with two laptops, or with a new one: restricted files open on each in use."""

from pathlib import Path

import pytest

from socialcase.cases.records import Case, Note
from socialcase.errors import BadValue, NothingToSend
from socialcase.storage import Store
from socialcase.sync.enrolment import staff_keys
from socialcase.sync.keys import workspace_keys
from tests.sync.field import NORTH, Field, field_of, open_case

SPECIALIST = ("specialist", (NORTH,))
COORDINATOR = ("coordinator", ())


def second(field: Field, name: str, first: Store, *, replaces: bool = False) -> Store:
    """Another laptop of the coordinator to whom `first` belongs."""
    store = field.store(name)
    field.enrol(store, "Staff boss", "coordinator", (), first.viewer, replaces)
    return store


def round_trip(field: Field, *stores: Store) -> None:
    """Everyone to the office, then the office to everyone; twice, so that keys have gone round."""
    for _ in range(2):
        for store in stores:
            try_carry(field, store, field.office)
        for store in stores:
            try_carry(field, field.office, store)


def try_carry(field: Field, sender: Store, to: Store) -> None:
    try:
        field.carry(sender, to)
    except NothingToSend:
        return


def worries(store: Store) -> list[str]:
    with store.reading() as reading:
        return sorted(case.worry for case in reading.page(Case))


def notes(store: Store) -> list[str]:
    with store.reading() as reading:
        return sorted(note.text for note in reading.page(Note))


def test_a_restricted_file_from_before_reaches_the_second_laptop(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss = field.stores["jeren"], field.stores["boss"]
        round_trip(field, jeren, boss)
        case = open_case(jeren, f"named:{','.join(sorted((jeren.viewer, boss.viewer)))}", "hidden")
        round_trip(field, jeren, boss)
        assert worries(boss) == ["hidden"]
        other = second(field, "other", boss)
        (first, *_) = field.carry(field.office, other)
        assert first.notices == ("elsewhere",), "sealed for the first laptop only"
        assert worries(other) == []
        round_trip(field, jeren, boss, other)
        assert worries(other) == ["hidden"]
        with jeren.transaction(jeren.viewer) as tx:
            tx.create("note", f"case:{case}", {"case": case, "text": "later"})
        with other.transaction(other.viewer) as tx:
            tx.create("note", f"case:{case}", {"case": case, "text": "from the second"})
        round_trip(field, jeren, boss, other)
        assert notes(boss) == notes(other) == notes(jeren) == ["from the second", "later"]
        assert worries(field.office) == []
        round_trip(field, jeren, boss, other)
        for store in (jeren, boss, other):
            with pytest.raises(NothingToSend):
                field.send(store)


def test_what_i_closed_on_one_laptop_opens_on_my_other(tmp_path: Path) -> None:
    with field_of(tmp_path, boss=COORDINATOR) as field:
        boss = field.stores["boss"]
        round_trip(field, boss)
        open_case(boss, f"named:{boss.viewer}", "mine alone")
        round_trip(field, boss)
        other = second(field, "other", boss)
        round_trip(field, boss, other)
        assert worries(other) == ["mine alone"]
        assert worries(field.office) == []


def test_nothing_is_sealed_to_a_replaced_laptop(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss = field.stores["jeren"], field.stores["boss"]
        new = second(field, "new", boss, replaces=True)
        assert staff_keys(field.office)[boss.viewer] == (workspace_keys(new.meta).person_key,)
        round_trip(field, jeren, new)
        open_case(jeren, f"named:{','.join(sorted((jeren.viewer, boss.viewer)))}", "hidden")
        round_trip(field, jeren, new)
        (summary, *_) = field.carry(field.office, boss)
        assert worries(new) == ["hidden"]
        assert "elsewhere" in summary.notices
        assert worries(boss) == []


def test_somebody_named_before_their_key_was_known_reads_it_later(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST) as field:
        jeren = field.stores["jeren"]
        boss = field.store("boss")
        open_case(jeren, f"named:{','.join(sorted((jeren.viewer, boss.viewer)))}", "hidden")
        field.carry(jeren, field.office)
        field.enrol(boss, "Staff boss", *COORDINATOR)
        round_trip(field, jeren, boss)
        assert worries(boss) == ["hidden"]
        round_trip(field, jeren, boss)
        with pytest.raises(NothingToSend):  # confirmed, so it is not sent again
            field.send(jeren)


def test_a_fifth_laptop_of_one_person_is_refused(tmp_path: Path) -> None:
    with field_of(tmp_path, boss=COORDINATOR) as field:
        boss = field.stores["boss"]
        for number in range(2, 5):
            second(field, f"laptop{number}", boss)
        assert len(staff_keys(field.office)[boss.viewer]) == 4
        with pytest.raises(BadValue):
            second(field, "fifth", boss)
        second(field, "sixth", boss, replaces=True)
        assert len(staff_keys(field.office)[boss.viewer]) == 1
