"""*I know this family*: asking, handing over, other etraps, and who reads what afterwards."""

from pathlib import Path

import pytest

from socialcase.actions import cases, handovers, history, notes, people, supervision
from socialcase.actions.case_file import case_file, case_header
from socialcase.actions.cases import FirstContact
from socialcase.actions.finding import fetch
from socialcase.actions.wording import entry_title
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Certificate, Comment, Note, Person, Staff, Task
from socialcase.errors import BadValue, NotAllowed, NotFound
from tests.actions.test_acts_moving import exchanged
from tests.actions.test_acts_put_back import Closing
from tests.conftest import Enrolled, enrol, new_laptop

FAMILY = FirstContact(worry="No income", name={"given": "Ata"}, title="Family of five")


@pytest.fixture
def selbi(enrolled: Enrolled, tmp_path: Path, closing: Closing) -> Workspace:
    """A second specialist in Maral's etrap, with two cases of her own."""
    made = closing(
        new_laptop(tmp_path / "selbi", "Selbi Ataýewa", enrolled.clock, 31, "wekilbazar")
    )
    enrol(enrolled.office, made, enrolled.stick, "specialist", "wekilbazar")
    for worry in ("Alone", "Cold"):
        cases.first_contact(made, FirstContact(worry=worry, name={"given": "Bibi"}))
    everybody(enrolled, made)
    return made


def everybody(enrolled: Enrolled, *more: Workspace) -> None:
    """Bundles up and down until all know everything."""
    exchanged(enrolled, enrolled.maral, enrolled.coordinator, enrolled.oraz, *more)


def test_somebody_of_the_etrap_with_few_cases_is_proposed_first(
    enrolled: Enrolled, selbi: Workspace
) -> None:
    case = cases.first_contact(enrolled.maral, FAMILY).record
    found = handovers.handover_choices(enrolled.maral, case)
    assert [(one.name, one.cases, one.near) for one in found.successors] == [
        ("Selbi Ataýewa", 2, True),
        ("Oraz Berdiýew", 0, False),
    ]
    assert found.coordinator == enrolled.coordinator.person
    assert not found.may_decide
    assert handovers.handover_choices(enrolled.coordinator, _known(enrolled, case)).may_decide


def _known(enrolled: Enrolled, case: str) -> str:
    everybody(enrolled)
    return case


def test_asking_is_one_save_and_the_private_words_reach_the_coordinator_alone(
    enrolled: Enrolled, selbi: Workspace
) -> None:
    maral, coordinator, office = enrolled.maral, enrolled.coordinator, enrolled.office
    case = cases.first_contact(maral, FAMILY).record
    done = handovers.ask_handover(
        maral, case, "known", to=selbi.person, words="He is my cousin's husband"
    )
    assert {change.save for change in done.changes} == {done.save}
    everybody(enrolled, selbi)
    for ws in (selbi, office):
        assert fetch(ws, Case, case).handover_to == selbi.person
        with ws.store.reading() as reading:
            assert reading.page(Note) == []
        with ws.store.snapshot() as connection:
            values = connection.exec_driver_sql("SELECT value FROM change").scalars().all()
        assert "He is my cousin's husband" not in values
    with coordinator.store.reading() as reading:
        (note,) = reading.page(Note)
        (task,) = reading.page(Task, {"case": case})
    assert note.text == "He is my cousin's husband"
    assert task.owner == coordinator.person
    assert "cousin" not in task.what
    assert case_header(coordinator, case).handover_name == "Selbi Ataýewa"


def test_a_case_is_handed_over_and_restricted_from_who_knows_the_family(
    enrolled: Enrolled, selbi: Workspace
) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, FAMILY).record
    handovers.ask_handover(maral, case, "known", to=selbi.person)
    with pytest.raises(NotAllowed):
        handovers.hand_over(maral, case, selbi.person)
    with pytest.raises(NotAllowed):
        cases.set_case(maral, case, "owner", selbi.person)
    everybody(enrolled, selbi)
    handovers.hand_over(coordinator, case, selbi.person)
    everybody(enrolled, selbi)
    for ws in (maral, selbi, coordinator):
        found = fetch(ws, Case, case)
        assert (found.owner, found.handover_to, found.audience) == (
            selbi.person,
            "",
            "etrap:wekilbazar",
        )
        with ws.store.reading() as reading:
            assert reading.count(Task, {"case": case, "done_on": ""}) == 0
    cases.restrict_case(coordinator, case, [selbi.person])
    notes.add_note(coordinator, case, "Not for her cousin")
    everybody(enrolled, selbi)
    with pytest.raises(NotFound):
        fetch(maral, Case, case)
    with maral.store.reading() as reading:
        assert reading.page(Note) == []
    assert fetch(selbi, Case, case).owner == selbi.person
    titles = [entry_title(entry) for entry in case_file(selbi, case).timeline]
    assert "Handed over to Selbi Ataýewa" in titles
    assert "Asked to be handed over to Selbi Ataýewa: I know this family" in titles


def test_the_tasks_of_whoever_had_it_go_along_and_nobody_elses(
    enrolled: Enrolled, selbi: Workspace
) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, FAMILY).record
    hers = notes.add_task(maral, "Bring the birth papers", "2026-11-25", case=case).record
    finished = notes.add_task(maral, "Ring the school", "2026-11-20", case=case).record
    notes.finish_task(maral, finished)
    handovers.ask_handover(maral, case, "known", to=selbi.person)
    everybody(enrolled, selbi)
    own = notes.add_task(coordinator, "Talk it over", "2026-11-26", case=case).record
    with coordinator.store.transaction(coordinator.person) as tx:
        # about the case itself, as asking is, but nobody asked anything by it
        tx.set(own, "about", case)
    assert handovers.handover_choices(coordinator, case).tasks == 1
    done = handovers.hand_over(coordinator, case, selbi.person)
    everybody(enrolled, selbi)
    with selbi.store.reading() as reading:
        kept = {task.uid: task for task in reading.page(Task, {"case": case})}
    assert (kept[hers].owner, kept[hers].done_on) == (selbi.person, "")
    assert kept[finished].owner == maral.person
    assert (kept[own].owner, kept[own].done_on) == (coordinator.person, "")
    (request,) = (one for one in kept.values() if one.uid not in (hers, finished, own))
    assert request.done_on == "2026-11-23"
    history.undo(coordinator, done.save)
    handovers.hand_over(coordinator, case, selbi.person, with_tasks=False)
    assert fetch(coordinator, Task, hers).owner == maral.person


def test_a_case_moves_with_its_people_to_somebody_of_another_etrap(enrolled: Enrolled) -> None:
    maral, oraz, office = enrolled.maral, enrolled.oraz, enrolled.office
    case = cases.first_contact(maral, FAMILY).record
    people.add_family_member(maral, case, {"given": "Ogul"}, "partner")
    person = fetch(maral, Case, case).person
    with maral.store.transaction(maral.person) as tx:
        paper = {"person": person, "what": "pension"}
        tx.create("certificate", "etrap:wekilbazar", paper)
    stays = cases.first_contact(maral, FirstContact(worry="w", name={"given": "Bibi"})).record
    everybody(enrolled)
    handovers.hand_over(office, case, oraz.person)
    everybody(enrolled)
    moved = fetch(oraz, Case, case)
    assert (moved.owner, moved.etrap) == (oraz.person, "bayramaly")
    with oraz.store.reading() as reading:
        assert {p.name_given for p in reading.page(Person)} == {"Ata", "Ogul"}
        assert [one.person for one in reading.page(Certificate)] == [person]
    header = case_header(oraz, case)
    assert (header.notices, header.moved_from) == (("moved_here",), "wekilbazar")
    titles = [entry_title(entry) for entry in case_file(oraz, case).timeline]
    assert "Moved: Wekilbazar → Bayramaly" in titles
    with pytest.raises(NotFound):
        fetch(maral, Case, case)
    assert [row.uid for row in cases.cases(maral)] == [stays]
    for ws in (maral, oraz, office):
        assert ws.store.rebuild().equal


def test_what_is_said_of_private_words_stays_between_the_two(
    enrolled: Enrolled, selbi: Workspace
) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, FAMILY).record
    everybody(enrolled, selbi)
    handovers.ask_handover(maral, case, "known", words="He is my cousin.")
    everybody(enrolled, selbi)
    with coordinator.store.reading() as reading:
        [note] = reading.page(Note, {"case": case})
    supervision.comment(coordinator, note.uid, "Your cousin, I see.")
    everybody(enrolled, selbi)
    for ws, told in ((maral, 1), (coordinator, 1), (selbi, 0), (enrolled.office, 0)):
        with ws.store.reading() as reading:
            assert reading.count(Comment, {"case": case}) == told


def test_who_has_a_case_of_her_own_stays_where_that_case_is(
    enrolled: Enrolled, selbi: Workspace
) -> None:
    maral, oraz = enrolled.maral, enrolled.oraz
    case = cases.first_contact(maral, FAMILY).record
    wife = people.add_family_member(maral, case, {"given": "Ogul"}, "partner").record
    everybody(enrolled, selbi)
    own = cases.open_case(selbi, person=wife, worry="her own").record
    everybody(enrolled, selbi)
    handovers.hand_over(enrolled.office, case, oraz.person)
    everybody(enrolled, selbi)
    assert fetch(selbi, Case, own).person == fetch(selbi, Person, wife).uid
    with pytest.raises(NotFound):
        fetch(selbi, Case, case)


def test_no_coordinator_learns_of_a_restricted_case_by_being_asked(
    enrolled: Enrolled, selbi: Workspace
) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    everybody(enrolled, selbi)
    case = cases.first_contact(maral, FAMILY).record
    cases.restrict_case(maral, case, ())
    assert handovers.handover_choices(maral, case).coordinator == ""
    with pytest.raises(BadValue):
        handovers.ask_handover(maral, case, "known", words="He is my cousin.")
    handovers.ask_handover(maral, case, "known")
    everybody(enrolled, selbi)
    with coordinator.store.reading() as reading:
        assert (reading.count(Note), reading.count(Task)) == (0, 0)
    cases.restrict_case(maral, case, (coordinator.person,))
    assert handovers.handover_choices(maral, case).coordinator == coordinator.person


def test_who_gets_a_restricted_case_can_read_it(enrolled: Enrolled, selbi: Workspace) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    case = cases.first_contact(
        maral,
        FirstContact(worry="w", name={"given": "Sona"}, restricted_to=(coordinator.person,)),
    ).record
    everybody(enrolled, selbi)
    with pytest.raises(NotFound):
        fetch(selbi, Case, case)
    handovers.hand_over(coordinator, case, selbi.person)
    everybody(enrolled, selbi)
    assert fetch(selbi, Case, case).owner == selbi.person
    with pytest.raises(NotFound):
        fetch(enrolled.office, Case, case)


def test_what_was_asked_is_taken_back(enrolled: Enrolled, selbi: Workspace) -> None:
    maral = enrolled.maral
    case = cases.first_contact(maral, FAMILY).record
    handovers.ask_handover(maral, case, "load")
    assert fetch(maral, Case, case).handover_asked == "2026-11-23"
    handovers.drop_handover(maral, case)
    assert fetch(maral, Case, case).handover_asked == ""
    with maral.store.reading() as reading:
        assert reading.count(Task, {"case": case, "done_on": ""}) == 0


def test_what_does_not_fit_is_refused(enrolled: Enrolled, laptop: Workspace) -> None:
    case = cases.first_contact(enrolled.maral, FAMILY).record
    with pytest.raises(BadValue):
        handovers.ask_handover(enrolled.maral, case, "tired")
    with pytest.raises(BadValue):
        handovers.ask_handover(enrolled.maral, case, "known", to="nobody")
    everybody(enrolled)
    with pytest.raises(BadValue):
        handovers.hand_over(enrolled.office, case, "nobody")
    alone = cases.first_contact(laptop, FAMILY).record
    with pytest.raises(BadValue):  # no coordinator is known: nobody could be told in private
        handovers.ask_handover(laptop, alone, "known", words="my cousin")
    handovers.ask_handover(laptop, alone, "known")
    with laptop.store.reading() as reading:
        assert reading.count(Staff) == 0


def test_who_has_left_is_not_offered(enrolled: Enrolled, selbi: Workspace) -> None:
    case = cases.first_contact(enrolled.maral, FAMILY).record
    office = enrolled.office
    with office.store.transaction(office.person) as tx:
        tx.set(selbi.person, "left_on", "2026-11-20")
    everybody(enrolled)
    found = handovers.handover_choices(enrolled.maral, case)
    assert [one.name for one in found.successors] == ["Oraz Berdiýew"]


def test_asking_once_more_leaves_one_task(enrolled: Enrolled) -> None:
    told = FirstContact(worry="x", name={"given": "Aman"})
    case = cases.first_contact(enrolled.maral, told).record
    for reason in ("known", "load"):
        handovers.ask_handover(enrolled.maral, case, reason)
    with enrolled.maral.store.reading() as reading:
        left = reading.page(Task, {"case": case, "done_on": ""})
    assert len(left) == 1
