"""Two people restrict one file apart: nobody's word is lost, and nobody reads more for it."""

from pathlib import Path

from socialcase.cases.changes import Held
from socialcase.cases.records import Case, Note
from socialcase.errors import NothingToSend
from socialcase.storage import Store
from tests.sync.field import NORTH, Field, field_of, open_case

SPECIALIST = ("specialist", (NORTH,))
COORDINATOR = ("coordinator", ())


def rounds(field: Field, *stores: Store) -> dict[Held, int]:
    """Everything to the office and back, twice; gives what was held on the way."""
    held: dict[Held, int] = {}
    for _ in range(2):
        for sender, to in [(s, field.office) for s in stores] + [(field.office, s) for s in stores]:
            try:
                summaries = field.carry(sender, to)
            except NothingToSend:
                continue
            for reason, count in (pair for s in summaries for pair in s.held.items()):
                held[reason] = held.get(reason, 0) + count
    return held


def restrict(store: Store, case: str, *people: Store) -> None:
    with store.transaction(store.viewer) as tx:
        tx.set(case, "audience", f"named:{','.join(sorted(one.viewer for one in people))}")


def note(store: Store, case: str, text: str) -> None:
    with store.transaction(store.viewer) as tx:
        tx.create("note", f"case:{case}", {"case": case, "text": text})


def sees(store: Store) -> tuple[int, list[str], list[str]]:
    """Cases, notes and fields in conflict that are in sight."""
    with store.reading() as reading:
        notes = sorted(one.text for one in reading.page(Note))
        return reading.count(Case), notes, [one.field for one in reading.conflicts()]


def audience(store: Store, case: str) -> str:
    with store.reading() as reading:
        return reading.audience(case)


def test_each_to_oneself(tmp_path: Path) -> None:
    """Where no one is named by both, each side goes on with its own, and both see the conflict."""
    with field_of(tmp_path, jeren=SPECIALIST, boss=COORDINATOR) as field:
        jeren, boss, office = field.stores["jeren"], field.stores["boss"], field.office
        case = open_case(jeren, f"etrap:{NORTH}")
        rounds(field, jeren, boss)
        restrict(jeren, case, jeren)
        note(jeren, case, "hers")
        note(boss, case, "his")
        restrict(boss, case, boss)
        note(boss, case, "his later")
        assert rounds(field, jeren, boss) == {}
        assert sees(jeren) == (1, ["hers"], ["case.audience"])
        assert sees(boss) == (1, ["his", "his later"], ["case.audience"])
        assert sees(office) == (0, [], [])
        for store in (jeren, boss, office):
            assert store.rebuild().equal


def test_the_narrower_circle_holds_until_somebody_settles(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST, boss=COORDINATOR) as field:
        jeren, ogul, boss = (field.stores[name] for name in ("jeren", "ogul", "boss"))
        case = open_case(jeren, f"etrap:{NORTH}")
        rounds(field, jeren, ogul, boss)
        restrict(jeren, case, jeren, boss)
        restrict(ogul, case, ogul, boss)
        assert rounds(field, jeren, ogul, boss) == {}
        assert [sees(store)[0] for store in (jeren, ogul, boss, field.office)] == [0, 0, 1, 0]
        assert audience(boss, case) == f"named:{boss.viewer}"
        assert sees(boss)[2] == ["case.audience"]
        everyone = f"named:{','.join(sorted((jeren.viewer, ogul.viewer, boss.viewer)))}"
        with boss.transaction(boss.viewer) as tx:
            tx.settle(case, "audience", everyone)
        assert rounds(field, jeren, ogul, boss) == {}
        assert [sees(store)[0] for store in (jeren, ogul, boss, field.office)] == [1, 1, 1, 0]
        assert {audience(store, case) for store in (jeren, ogul, boss)} == {everyone}
        assert sees(boss)[2] == []


def test_who_is_taken_out_of_a_restricted_file_learns_of_it(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST, boss=COORDINATOR) as field:
        jeren, ogul, boss = (field.stores[name] for name in ("jeren", "ogul", "boss"))
        rounds(field, jeren, ogul, boss)
        names = sorted((jeren.viewer, ogul.viewer, boss.viewer))
        case = open_case(jeren, f"named:{','.join(names)}")
        rounds(field, jeren, ogul, boss)
        assert sees(ogul)[0] == 1
        restrict(jeren, case, jeren, boss)
        note(jeren, case, "not for her")
        assert rounds(field, jeren, ogul, boss) == {}
        assert sees(ogul) == (0, [], [])
        assert sees(boss) == (1, ["not for her"], [])
        with ogul.snapshot() as connection:
            values = connection.exec_driver_sql("SELECT value FROM change").scalars().all()
        assert "not for her" not in values


def test_who_narrows_a_file_before_it_is_sent_tells_nobody(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST) as field:
        jeren, ogul = field.stores["jeren"], field.stores["ogul"]
        rounds(field, jeren, ogul)
        case = open_case(jeren, f"named:{','.join(sorted((jeren.viewer, ogul.viewer)))}")
        restrict(jeren, case, jeren)
        rounds(field, jeren, ogul)
        with ogul.snapshot() as connection:
            known = connection.exec_driver_sql("SELECT uid FROM record").scalars().all()
        assert case not in known


def test_nobody_replaces_a_restriction_that_shuts_them_out(tmp_path: Path) -> None:
    """Who was taken out may not let themselves in again, whatever they name as replaced."""
    with field_of(tmp_path, jeren=SPECIALIST, ogul=SPECIALIST, boss=COORDINATOR) as field:
        jeren, ogul, boss = (field.stores[name] for name in ("jeren", "ogul", "boss"))
        rounds(field, jeren, ogul, boss)
        names = sorted((jeren.viewer, ogul.viewer, boss.viewer))
        case = open_case(jeren, f"named:{','.join(names)}")
        rounds(field, jeren, ogul, boss)
        restrict(jeren, case, jeren, boss)
        rounds(field, jeren, ogul, boss)
        with ogul.transaction(ogul.viewer) as tx:
            # the storage lets anything through; the circle on her laptop already shuts her out
            tx.put(case, "case.audience", f"named:{','.join(names)}")
        held = rounds(field, jeren, ogul, boss)
        assert held == {Held.SCOPE: 2}, "on both laptops that are named"
        assert sees(jeren)[0] == sees(boss)[0] == 1
        assert audience(jeren, case) == f"named:{','.join(sorted((jeren.viewer, boss.viewer)))}"
        note(jeren, case, "still not for her")
        rounds(field, jeren, ogul, boss)
        with ogul.snapshot() as connection:
            values = connection.exec_driver_sql("SELECT value FROM change").scalars().all()
        assert "still not for her" not in values
