"""A redacted value is nowhere any more, and does not come back."""

from collections.abc import Callable

import pytest

from socialcase.cases.changes import Change
from socialcase.cases.records import Case, Person
from socialcase.errors import NotFound, NothingToUndo, NotSettable
from socialcase.storage import Store, staged

SHELTER = "Hidden shelter canary 7"


def person_with_address(store: Store) -> tuple[str, tuple[Change, ...]]:
    """A person whose alias and address hold what they should not; the changes that made them."""
    with store.transaction("field") as tx:
        uid = tx.create("person", "everyone", {"name": {"given": "Jeren"}, "alias": SHELTER})
        tx.set(uid, "address", {"settlement": SHELTER})
    made = tx.changes
    with store.transaction("field") as tx:
        tx.set(uid, "alias", SHELTER + " again")
    return uid, (*made, *tx.changes)


def redact(store: Store, uid: str, *fields: str) -> tuple[Change, ...]:
    with store.transaction("coordinator") as tx:
        for field in fields:
            assert tx.redact(uid, field, "wrong field")
    return tx.changes


def receive(store: Store, changes: tuple[Change, ...]) -> None:
    with store.merging() as merging:
        merging.stage([staged(change) for change in changes])


def everything_kept(store: Store) -> str:
    """All cells of all tables as one text."""
    with store.snapshot() as connection:
        run = connection.exec_driver_sql
        names = run("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return repr([run(f'SELECT * FROM "{name}"').all() for name in names]).lower()


def test_a_redacted_value_is_in_no_table_list_history_or_word(store: Store) -> None:
    uid, _ = person_with_address(store)
    assert "canary" in everything_kept(store)
    assert store.search("canary")
    redact(store, uid, "alias", "address")
    kept = everything_kept(store)
    assert "canar" not in kept  # nor in its search form
    assert SHELTER.encode().hex() not in kept
    assert store.search("canary") == []
    with store.reading() as reading:
        shown = reading.get(Person, uid)
        lines = reading.history(uid, "person.alias")
    assert shown is not None
    assert (shown.alias, shown.address_settlement, shown.name_given) == ("", "", "Jeren")
    assert [(e.change.redacted, e.change.value, e.change.author) for e in lines] == [
        (True, None, "field"),
        (True, None, "field"),
    ]
    with store.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1


def test_hashes_and_chain_hold_without_the_values_and_a_rebuild_is_equal(store: Store) -> None:
    uid, _ = person_with_address(store)
    redact(store, uid, "alias")
    assert store.check().problems == ()
    assert store.rebuild().equal
    assert "canary 7 again" not in everything_kept(store)


@pytest.mark.parametrize("first", ["value", "redaction"])
def test_a_redaction_wins_whichever_arrives_first_and_the_value_does_not_come_back(
    new_store: Callable[..., Store], first: str
) -> None:
    giver, taker = new_store(), new_store()
    uid, made = person_with_address(giver)
    redaction = redact(giver, uid, "alias")
    for changes in (made, redaction) if first == "value" else (redaction, made):
        receive(taker, changes)
    receive(taker, made)
    assert taker.search("again") == []
    with taker.reading() as reading:
        assert len([e for e in reading.history(uid) if e.change.redacted]) == 2
        assert reading.get(Person, uid).alias == ""  # type: ignore[union-attr]
    assert taker.check().problems == ()
    assert SHELTER.lower() + " again" not in everything_kept(taker)


def test_a_value_given_after_or_with_the_redaction_stays(store: Store) -> None:
    with store.transaction("field") as tx:
        uid = tx.create("case", "etrap:x", {"title": SHELTER, "groups": ["other"]})
    with store.transaction("coordinator") as tx:
        tx.redact(uid, "title")
        tx.set(uid, "title", "A family")
        tx.redact(uid, "groups")
    with store.reading() as reading:
        case = reading.get(Case, uid)
        assert case is not None
        assert (case.title, case.groups) == ("A family", ())
        assert reading.conflicts() == []
    with store.transaction("coordinator") as tx:
        assert tx.redact(uid, "worry") == ""
    assert tx.changes == ()


def test_a_redaction_can_be_neither_undone_nor_set_aside(store: Store) -> None:
    uid, _ = person_with_address(store)
    changes = redact(store, uid, "alias")
    with pytest.raises(NothingToUndo):
        store.undo(changes[0].save, "coordinator")
    with store.transaction("coordinator") as tx:
        subject = {"subject": f"save:{changes[0].save}", "verb": "set_aside"}
        tx.create("decision", "everyone", subject)
        tx.set(changes[0].record, "subject", "save:nothing")
    assert store.rebuild().equal
    assert SHELTER.lower() + " again" not in everything_kept(store)


def test_audiences_and_decisions_cannot_be_redacted(store: Store) -> None:
    uid, made = person_with_address(store)
    with pytest.raises(NotSettable), store.transaction("me") as tx:
        tx.redact(uid, "audience")
    with pytest.raises(NotFound), store.transaction("me") as tx:
        tx.redact("nobody", "alias")
    audience = made[0].origin
    forged = f"redact:{audience.device}.{audience.epoch}.{audience.seq}"
    with store.transaction("me") as tx:
        tx.create("decision", "everyone", {"subject": forged})
    with store.reading() as reading:
        assert reading.get(Person, uid).audience == "everyone"  # type: ignore[union-attr]


def test_a_restricted_value_is_redacted_within_its_circle(store: Store) -> None:
    with store.transaction("me") as tx:
        case = tx.create("case", "named:me,ogulgerek", {"worry": SHELTER})
        note = tx.create("note", f"case:{case}", {"case": case, "text": SHELTER})
    changes = (*redact(store, case, "worry"), *redact(store, note, "text"))
    audiences = {c.value for c in changes if c.field == "decision.audience"}
    assert audiences == {f"case:{case}"}
    with store.reading() as reading:
        assert reading.audience(changes[0].record) == "named:me,ogulgerek"
