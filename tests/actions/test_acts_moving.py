"""A case is moved to another etrap: it leaves the laptops that had it, and nothing is lost."""

from pathlib import Path

import pytest

from socialcase.actions import assessments, cases, held, notes, people
from socialcase.actions.cases import FirstContact
from socialcase.actions.form_publishing import inspect_form, install_form, publish_form
from socialcase.actions.searching import search
from socialcase.actions.workspaces import Workspace, open_workspace
from socialcase.cases.clock import SeededChance
from socialcase.cases.records import Assessment, Case, Note
from socialcase.errors import NotFound, NothingToSend
from tests.actions.form_sources import written
from tests.actions.test_acts_put_back import Closing
from tests.conftest import PASSPHRASE, Enrolled

FAMILY = FirstContact(worry="No income", name={"given": "Ata"}, title="Family of five")


def exchanged(enrolled: Enrolled, *laptops: Workspace) -> None:
    for _ in range(2):
        for laptop in laptops:
            for way in (enrolled.up, enrolled.down):
                try:
                    way(laptop)
                except NothingToSend:
                    continue


def moved(enrolled: Enrolled, case: str, etrap: str) -> None:
    """The officer gives the case, and the person in it, to another etrap."""
    office = enrolled.office
    with office.store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    with office.store.transaction(office.person) as tx:
        for record in (case, found.person):
            tx.set(record, "audience", f"etrap:{etrap}")
        tx.set(case, "etrap", etrap)


def texts(ws: Workspace) -> list[str]:
    with ws.store.reading() as reading:
        return sorted(one.text for one in reading.page(Note))


def test_a_moved_case_leaves_the_laptop_that_had_it(enrolled: Enrolled) -> None:
    maral, oraz = enrolled.maral, enrolled.oraz
    case = cases.first_contact(maral, FAMILY).record
    stays = cases.first_contact(maral, FirstContact(worry="w", name={"given": "Bibi"})).record
    exchanged(enrolled, maral, oraz)
    moved(enrolled, case, "bayramaly")
    assert enrolled.down(maral).notices == ("moved",)
    assert [row.uid for row in cases.cases(maral)] == [stays]
    assert [row.display for row in people.people(maral)] == ["Bibi"]
    assert cases.find_cases(maral, "Family of five") == []
    assert search(maral, "Ata") == []
    with pytest.raises(NotFound):
        cases.set_risk(maral, case, "high", "r")
    exchanged(enrolled, maral, oraz)
    assert [row.uid for row in cases.cases(oraz)] == [case]
    notes.add_note(oraz, case, "Only for Bayramaly")
    exchanged(enrolled, oraz, maral)
    with maral.store.snapshot() as connection:
        values = connection.exec_driver_sql("SELECT value FROM change").scalars().all()
    assert "Only for Bayramaly" not in values
    for ws in (maral, oraz, enrolled.office):
        assert ws.store.rebuild().equal
    moved(enrolled, case, "wekilbazar")
    exchanged(enrolled, maral, oraz)
    assert {row.uid for row in cases.cases(maral)} == {case, stays}
    assert texts(maral) == ["Only for Bayramaly"]
    assert cases.cases(oraz) == []


def test_what_was_entered_meanwhile_goes_to_the_office(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = cases.first_contact(maral, FAMILY).record
    exchanged(enrolled, maral)
    draft = assessments.start_draft(maral, case, "", "home_visit")
    refs = list(draft.session.answers())
    moved(enrolled, case, "bayramaly")
    notes.add_note(maral, case, "Written before she knew")
    enrolled.down(maral)
    (line,) = assessments.drafts(maral)
    assert line.case_title
    again = assessments.resume(maral, line.draft)
    assert list(again.session.answers()) == refs
    enrolled.up(maral)
    (act,) = held.held_acts(office)
    held.release(office, act.save)
    assert texts(office) == ["Written before she knew"]
    assert texts(maral) == []


def test_a_draft_in_a_moved_case_can_be_finished(enrolled: Enrolled, tmp_path: Path) -> None:

    office, maral = enrolled.office, enrolled.maral
    source = "| survey |\n| | type | name | label |\n| | text | said | What is said? |\n" \
        "| settings |\n| | form_id | form_title | version |\n| | short | Short | 1 |\n"  # fmt: skip
    found = inspect_form(office, written(tmp_path / "forms", source, "short.md"))
    assert found.package is not None
    install_form(office, found)
    publish_form(office, found.package.content_hash)
    case = cases.first_contact(maral, FAMILY).record
    exchanged(enrolled, maral)
    draft = assessments.start_draft(maral, case, "", "short")
    assessments.answer(maral, draft, "set", "/data/said", "We sold the cow")
    moved(enrolled, case, "bayramaly")
    enrolled.down(maral)
    again = assessments.resume(maral, draft.draft)
    assessments.finish(maral, again)
    assert assessments.drafts(maral) == []
    enrolled.up(maral)
    (act,) = held.held_acts(office)
    held.release(office, act.save)
    with office.store.reading() as reading:
        (kept,) = reading.page(Assessment, {"case": case})
    assert "We sold the cow" in kept.answers


def test_a_laptop_from_before_learns_its_etraps_when_it_is_opened(
    enrolled: Enrolled, closing: Closing
) -> None:
    maral = enrolled.maral
    case = cases.first_contact(maral, FAMILY).record
    exchanged(enrolled, maral)
    maral.store.see_etraps(None)  # as an older program left it
    moved(enrolled, case, "bayramaly")
    enrolled.down(maral)
    assert [row.uid for row in cases.cases(maral)] == [case]
    maral.store.close()
    again = closing(
        open_workspace(
            maral.folder, PASSPHRASE, clock=maral.clock, chance=SeededChance(3), anywhere=True
        )
    )
    assert cases.cases(again) == []
    assert again.store.rebuild().equal
