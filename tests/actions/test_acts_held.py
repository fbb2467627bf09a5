"""Held changes: what a person sees of them, releasing them and setting them aside."""

import shutil
from pathlib import Path

import pytest

from socialcase.actions import cases, conflicts, held, history, inbox, notes
from socialcase.actions.bundles import merge_bundle
from socialcase.actions.cases import FirstContact
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import SeededChance
from socialcase.cases.records import Case, Note, Staff
from socialcase.errors import NotAllowed, NotFound, NothingToSend
from socialcase.storage import open_store, rulings
from socialcase.sync.bundle import write_bundle
from tests.conftest import Enrolled

FAMILY = FirstContact(worry="No income", name={"given": "Ata"}, title="Family of five")


def risk(ws: Workspace, case: str) -> str:
    with ws.store.reading() as reading:
        found = reading.get(Case, case)
    return found.risk_level if found is not None else "out of sight"


def scope(ws: Workspace) -> int:
    return sum(need.count for need in inbox.inbox(ws).needs if need.kind == "scope")


def exchanged(enrolled: Enrolled, *laptops: Workspace) -> None:
    for _ in range(2):
        for laptop in laptops:
            for way in (enrolled.up, enrolled.down):
                try:
                    way(laptop)
                except NothingToSend:
                    continue


def late_edit(enrolled: Enrolled) -> str:
    """Maral writes into a case that was moved to another etrap meanwhile; gives the case."""
    maral, coordinator = enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, FAMILY).record
    exchanged(enrolled, maral, coordinator)
    with coordinator.store.transaction(coordinator.person) as tx:
        tx.set(case, "audience", "etrap:bayramaly")
    enrolled.up(coordinator)
    cases.set_risk(maral, case, "high", "He came back")
    enrolled.up(maral)
    return case


def test_a_release_counts_at_the_office_and_on_laptops_and_can_be_undone(
    enrolled: Enrolled,
) -> None:
    office, coordinator = enrolled.office, enrolled.coordinator
    case = late_edit(enrolled)
    (act,) = held.held_acts(office)
    assert (act.reason, act.subject) == ("scope", "Family of five")
    assert act.author_name == act.device_label == "Maral Annaýewa"
    (value,) = act.values
    assert value.field == "risk"
    assert "He came back" in (value.value or "")
    assert (act.hidden, act.may_release) == (0, True)
    assert scope(office) == 1
    done = held.release(office, act.save, "agreed by phone")
    assert risk(office, case) == "high"
    assert held.held_acts(office) == []
    exchanged(enrolled, coordinator)
    assert risk(coordinator, case) == "high"
    history.undo(office, done.save)
    assert risk(office, case) == ""
    assert scope(office) == 1
    exchanged(enrolled, coordinator)
    assert risk(coordinator, case) == ""
    for ws in (office, coordinator):
        assert ws.store.rebuild().equal


def test_what_is_set_aside_stays_held_and_asks_nobody(enrolled: Enrolled) -> None:
    office = enrolled.office
    case = late_edit(enrolled)
    (act,) = held.held_acts(office)
    done = held.set_aside(office, act.save)
    assert (risk(office, case), scope(office), held.held_acts(office)) == ("", 0, [])
    with pytest.raises(NotFound):
        held.release(office, act.save)
    history.undo(office, done.save)
    assert scope(office) == 1


def test_in_a_closed_file_only_that_something_waits_is_told(enrolled: Enrolled) -> None:
    """What a colleague wrote before the closing came to them: released unread, it reaches her."""
    office, maral, coordinator = enrolled.office, enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, FAMILY).record
    exchanged(enrolled, maral, coordinator)
    cases.restrict_case(maral, case, ())
    notes.add_note(coordinator, case, "He has a knife")
    exchanged(enrolled, maral)
    enrolled.up(coordinator)
    (act,) = held.held_acts(office)
    assert (act.subject, act.values, act.hidden) == ("", (), 4)
    assert act.author_name == "Aýgül Saparowa"
    done = held.release(office, act.save)
    with office.store.reading() as reading:
        assert reading.count(Note) == 0
    exchanged(enrolled, maral)
    with maral.store.reading() as reading:
        assert [note.text for note in reading.page(Note)] == ["He has a knife"]
    history.undo(office, done.save)
    assert len(held.held_acts(office)) == 1


def test_on_a_laptop_only_who_could_have_written_it_releases(enrolled: Enrolled) -> None:
    """In a closed file that the office cannot read, the people named in it decide."""
    maral, coordinator, office = enrolled.maral, enrolled.coordinator, enrolled.office
    exchanged(enrolled, maral, coordinator)
    names = (maral.person, coordinator.person)
    closed = FirstContact(worry="w", name={"given": "Sona"}, restricted_to=names)
    case = cases.first_contact(maral, closed).record
    exchanged(enrolled, maral, coordinator)
    cases.restrict_case(maral, case, ())
    notes.add_note(coordinator, case, "written before he knew")
    exchanged(enrolled, coordinator)
    exchanged(enrolled, maral)
    assert held.held_acts(office) == []
    (act,) = held.held_acts(maral)
    assert [one.value for one in act.values if one.field == "text"] == ["written before he knew"]
    held.release(maral, act.save)
    with maral.store.reading() as reading:
        assert reading.count(Note) == 1


def test_nobody_makes_themselves_a_coordinator_by_way_of_a_release(enrolled: Enrolled) -> None:
    office, oraz, coordinator = enrolled.office, enrolled.oraz, enrolled.coordinator
    for laptop, helper in ((oraz, oraz), (coordinator, coordinator), (oraz, coordinator)):
        with laptop.store.transaction(laptop.person) as tx:
            tx.create("staff", "everyone", {"role": "officer"}, uid=f"{laptop.person[:-1]}a")
        enrolled.up(laptop)
        subject = " ".join(f"{c.origin.device}.{c.origin.epoch}.{c.origin.seq}" for c in tx.changes)
        with helper.store.transaction(helper.person) as tx:
            stated = {"subject": f"held:{subject}", "verb": "release"}
            tx.create("decision", "etrap:bayramaly", stated)
        enrolled.up(helper)
    with office.store.reading() as reading:
        assert [one.role for one in reading.page(Staff) if one.role == "officer"] == ["officer"]
    assert len(held.held_acts(office)) == 6
    for act in held.held_acts(office):
        assert not act.may_release
        with pytest.raises(NotAllowed):
            held.release(office, act.save)


def test_what_a_copied_folder_wrote_is_entered_beside_what_is_here(
    enrolled: Enrolled, tmp_path: Path
) -> None:
    """Two laptops gave the same numbers to different acts; the second one never comes back."""
    maral, office = enrolled.maral, enrolled.office
    case = cases.first_contact(maral, FAMILY).record
    exchanged(enrolled, maral)
    shutil.copytree(maral.folder, tmp_path / "copy")
    copy = open_store(
        tmp_path / "copy", maral.key, clock=enrolled.clock, chance=SeededChance(5), anywhere=True
    )
    cases.set_risk(maral, case, "low", "Here")
    with copy.transaction(copy.viewer) as tx:
        tx.set(case, "risk", {"level": "high", "reasons": "On the copy"})
    with copy.transaction(copy.viewer) as tx:
        tx.create("note", f"case:{case}", {"case": case, "text": "Only on the copy"})
    with copy.transaction(enrolled.coordinator.person) as tx:
        tx.create("note", f"case:{case}", {"case": case, "text": "In another's name"})
    enrolled.up(maral)
    merge_bundle(office, write_bundle(copy, "", enrolled.stick).paths[0])
    copy.close()
    (forged,) = [act for act in held.held_acts(office) if act.author != maral.person]
    assert not forged.may_release
    with pytest.raises(NotAllowed):
        held.release(office, forged.save)
    assert {one.reason for one in held.held_acts(office)} == {"fork"}
    assert [need.kind for need in inbox.inbox(office).needs if need.kind == "fork"] == ["fork"]
    done = held.release(office, held.held_acts(office)[0].save)
    assert [act.save for act in held.held_acts(office)] == [forged.save]
    held.set_aside(office, forged.save)
    assert held.held_acts(office) == []
    assert inbox.laptops(office)[1].state == "complete"
    assert risk(office, case) == "high"
    assert [row.field for row in conflicts.conflicts(office)] == ["case.risk"]
    with office.store.reading() as reading:
        assert [one.text for one in reading.page(Note)] == ["Only on the copy"]
        assert {entry.change.author for entry in reading.history(case)} == {maral.person}
    history.undo(office, done.save)
    assert risk(office, case) == "low"
    assert {one.reason for one in held.held_acts(office)} == {"fork"}
    held.set_aside(office, held.held_acts(office)[0].save)
    held.set_aside(office, held.held_acts(office)[0].save)
    assert held.held_acts(office) == []


def test_nobody_releases_what_a_laptop_wrote_in_the_name_of_somebody_else(
    enrolled: Enrolled,
) -> None:
    office, maral, coordinator = enrolled.office, enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, FAMILY).record
    exchanged(enrolled, maral, coordinator)
    with maral.store.transaction(coordinator.person) as tx:
        tx.set(case, "worry", "seen by the coordinator")
    enrolled.up(maral)
    for helper in (maral, coordinator):  # whether or not she finds somebody who helps her
        decided = {"subject": rulings.subject(c.origin for c in tx.changes), "verb": "release"}
        circle = _audience(maral, case)
        with helper.store.transaction(helper.person) as ruling:
            ruling.create("decision", circle, decided)
        enrolled.up(helper)
        with office.store.reading() as reading:
            assert [head.value for head in reading.heads(case, "case.worry")] == [FAMILY.worry]
    assert [act.author for act in held.held_acts(office) if act.reason == "scope"]


def _audience(ws: Workspace, case: str) -> str:
    with ws.store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    return found.audience


def test_a_released_copy_takes_nothing_along_from_outside_its_circles(
    enrolled: Enrolled, tmp_path: Path
) -> None:
    """What lies elsewhere waits for a person who reads it, and closed files stay closed to it."""
    maral, oraz, office = enrolled.maral, enrolled.oraz, enrolled.office
    case = cases.first_contact(maral, FAMILY).record
    theirs = cases.first_contact(oraz, FAMILY).record
    closed = cases.first_contact(oraz, FAMILY).record
    exchanged(enrolled, maral, oraz)
    cases.restrict_case(oraz, closed, ())
    exchanged(enrolled, oraz)
    shutil.copytree(maral.folder, tmp_path / "copy")
    copy = open_store(
        tmp_path / "copy", maral.key, clock=enrolled.clock, chance=SeededChance(5), anywhere=True
    )
    cases.set_risk(maral, case, "low", "Here")
    for _ in range(6):
        notes.add_note(maral, case, "Here too")
    with copy.transaction(copy.viewer) as tx:
        tx.set(case, "risk", {"level": "high", "reasons": "On the copy"})
    for foreign in (theirs, closed):
        with copy.transaction(copy.viewer) as tx:
            tx.put(foreign, "case.audience", "etrap:wekilbazar")
            tx.put(foreign, "case.worry", "smuggled")
    with copy.transaction(copy.viewer) as tx:
        tx.create("note", "etrap:bayramaly", {"case": theirs, "text": "smuggled"})
    enrolled.up(maral)
    merge_bundle(office, write_bundle(copy, "", enrolled.stick).paths[0])
    copy.close()
    own = next(a for a in held.held_acts(office) if {v.field for v in a.values} == {"risk"})
    held.release(office, own.save)
    assert risk(office, case) == "high"
    left = held.held_acts(office)
    assert len(left) == 3
    with office.store.reading() as reading:
        found = reading.get(Case, theirs)
        assert found is not None
        assert found.worry == FAMILY.worry
        assert reading.get(Case, closed) is None
        assert "smuggled" not in {one.text for one in reading.page(Note)}
    assert [act.may_release for act in left if not act.values] == [False]
    alone = next(a for a in left if {v.record for v in a.values} == {theirs})
    held.release(office, alone.save)
    assert len(held.held_acts(office)) == 2, "only what was read"
    assert office.store.rebuild().equal
