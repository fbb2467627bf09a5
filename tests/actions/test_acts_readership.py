"""Who has seen a case file, and what is new in it since one last looked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from socialcase.actions import (
    bundles,
    cases,
    disclosures,
    people,
    plans,
    readership,
    supervision,
    viewings,
)
from socialcase.actions.cases import FirstContact
from socialcase.actions.history import case_history, recent_saves, undo
from socialcase.actions.history_words import news
from socialcase.actions.needs import add_need
from socialcase.actions.notes import add_note
from socialcase.actions.people import edit_person
from socialcase.actions.seen_words import seen_words
from socialcase.actions.what_left import what_left
from socialcase.actions.workspaces import Workspace
from socialcase.cases.changes import Held
from socialcase.cases.records import Case, Disclosure, Goal, Plan, Viewing
from socialcase.errors import NotFound, NothingToUndo
from tests.conftest import Enrolled

CONTACT = FirstContact(
    worry="A girl of 12 cares for two people",
    name={"given": "Jeren", "surname": "Orazgulyýewa"},
    address={"settlement": "Garaýap"},
)


@pytest.fixture
def shared(enrolled: Enrolled) -> str:
    """A case of Maral's that office and coordinator have, too."""
    case = cases.first_contact(enrolled.maral, CONTACT).record
    plans.add_goal(enrolled.maral, case, "Aýna is at school every day")
    enrolled.up(enrolled.maral)
    enrolled.down(enrolled.coordinator)
    return case


def test_the_first_look_has_nothing_before_it(enrolled: Enrolled, shared: str) -> None:
    found = readership.look_in(enrolled.coordinator, shared)
    assert found.at is None
    assert found.lines == ()


def test_one_sees_what_others_wrote_since_one_last_looked(enrolled: Enrolled, shared: str) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    before = readership.look_in(maral, shared).at
    assert before is None
    with boss.store.reading() as reading:
        plan = reading.page(Plan, {"case": shared})[0].uid
    plans.send_plan(maral, plan)
    enrolled.up(maral)
    enrolled.down(boss)
    supervision.approve(boss, plan, "Please name who stays with the grandmother")
    enrolled.up(boss)
    enrolled.down(maral)
    plans.add_goal(maral, shared, "Her own, not news to her")
    seen = readership.look_in(maral, shared)
    assert seen.at is not None
    fields = {f"{line.kind}.{line.field}" for line in seen.lines}
    assert {"plan.status", "comment.text"} <= fields
    assert {line.author for line in seen.lines} == {boss.person}
    assert readership.look_in(maral, shared).lines == ()


def test_news_tell_of_whom_they_are(enrolled: Enrolled, shared: str) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    readership.look_in(maral, shared)
    with boss.store.reading() as reading:
        found = reading.get(Case, shared)
    assert found is not None
    edit_person(boss, found.person, "phone", "+993 65 010 214")
    enrolled.up(boss)
    enrolled.down(maral)
    (line,) = readership.look_in(maral, shared).lines
    assert (line.about, line.field) == ("Jeren Orazgulyýewa", "phone")
    assert any(one.field == "phone" for one in case_history(maral, shared))


def test_everyone_who_read_or_wrote_is_named(enrolled: Enrolled, shared: str) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    readership.look_in(boss, shared)
    here = {one.staff: one for one in readership.who_has_seen(boss, shared)}
    assert here[boss.person].times == 1
    assert here[boss.person].changes == 0
    assert here[maral.person].changes > 0
    assert maral.person not in {
        one.staff for one in readership.who_has_seen(maral, shared) if one.times
    }
    cases.set_risk(boss, shared, "high", "Alone at night")  # something to send
    enrolled.up(boss)
    enrolled.down(maral)
    there = {one.staff: one for one in readership.who_has_seen(maral, shared)}
    assert there[boss.person].times == 1
    assert there[boss.person].last_read == boss.today
    assert there[boss.person].role == "coordinator"


def test_reading_alone_is_no_reason_to_send(enrolled: Enrolled, shared: str) -> None:
    boss = enrolled.coordinator
    enrolled.up(boss)  # the beginning of its record
    enrolled.down(boss)  # the office has it
    readership.look_in(boss, shared)
    with boss.store.reading() as reading:
        assert reading.unsent().changes == 0
    written = bundles.export_bundle(boss, enrolled.stick)
    assert written.changes == 0, "it says what it has received, and nothing else"
    assert viewings.viewings_untold(boss)


def test_what_is_noted_is_told_once_and_never_taken_back(enrolled: Enrolled, shared: str) -> None:
    boss = enrolled.coordinator
    readership.look_in(boss, shared)
    assert viewings.tell_viewings(boss) == 1
    assert viewings.tell_viewings(boss) == 0
    with boss.store.reading() as reading:
        (kept,) = reading.page(Viewing, {"case": shared})
        save = reading.recent_saves(boss.person, 1)[0]
    assert kept.times == 1
    assert save.kinds == ("viewing",)
    assert save.save not in {one.save for one in recent_saves(boss)}
    with pytest.raises(NothingToUndo):
        undo(boss, save.save)


def test_one_look_is_noted_once(enrolled: Enrolled, shared: str) -> None:
    boss = enrolled.coordinator
    for _ in range(3):
        readership.look_in(boss, shared)
    (line,) = [o for o in readership.who_has_seen(boss, shared) if o.staff == boss.person]
    assert line.times == 1
    enrolled.clock.move(timedelta(hours=1))
    readership.look_in(boss, shared)
    (line,) = [o for o in readership.who_has_seen(boss, shared) if o.staff == boss.person]
    assert line.times == 2


def test_a_restricted_file_tells_nobody_else_who_read_it(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    enrolled.up(maral)
    enrolled.down(maral)  # whom a file can be sealed to
    case = cases.first_contact(maral, replace(CONTACT, restricted_to=(boss.person,))).record
    enrolled.up(maral)
    enrolled.down(boss)
    readership.look_in(boss, case)
    cases.set_risk(boss, case, "high", "Told in confidence")
    enrolled.up(boss)
    with enrolled.office.store.reading() as reading:
        assert reading.count(Viewing) == 0
    with pytest.raises(NotFound):
        readership.who_has_seen(enrolled.office, case)
    enrolled.down(maral)
    assert boss.person in {one.staff for one in readership.who_has_seen(maral, case) if one.times}


def test_a_file_for_oneself_alone_is_told_of_to_nobody(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, replace(CONTACT, restricted_to=(laptop.person,))).record
    readership.look_in(laptop, case)
    assert viewings.tell_viewings(laptop) == 0
    assert [one.times for one in readership.who_has_seen(laptop, case)] == [1]


def person_in(ws: Workspace, case: str) -> str:
    with ws.store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    return found.person


def test_who_looked_at_a_person_is_told_with_the_file(enrolled: Enrolled, shared: str) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    readership.note_reading(boss, person_in(boss, shared))
    here = {one.staff: one for one in readership.who_has_seen(boss, shared)}[boss.person]
    assert (here.times, here.people, here.last_person) == (0, 1, boss.today)
    assert "looked at a person in it once" in seen_words(here)
    cases.set_risk(boss, shared, "high", "Alone at night")  # something to send
    enrolled.up(boss)
    enrolled.down(maral)
    there = {one.staff: one for one in readership.who_has_seen(maral, shared)}[boss.person]
    assert (there.times, there.people, there.last_person) == (0, 1, boss.today)


def test_what_is_read_elsewhere_counts_and_what_is_new_stays_new(
    enrolled: Enrolled, shared: str
) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    readership.look_in(maral, shared)
    cases.set_risk(boss, shared, "high", "Alone at night")
    enrolled.up(boss)
    enrolled.down(maral)
    enrolled.clock.move(timedelta(hours=2))
    with maral.store.reading() as reading:
        goal = reading.page(Goal, {"case": shared})[0].uid
    readership.note_reading(maral, goal)
    (own,) = [o for o in readership.who_has_seen(maral, shared) if o.staff == maral.person]
    assert own.times == 2
    assert {line.field for line in readership.look_in(maral, shared).lines} == {"risk"}


def test_what_belongs_to_no_file_is_read_without_a_note(laptop: Workspace) -> None:
    readership.note_reading(laptop, laptop.person)
    assert laptop.store.openings.end() == 0


def test_a_reading_that_was_told_holds_no_act_back(enrolled: Enrolled) -> None:
    maral = enrolled.maral
    done = cases.first_contact(maral, CONTACT)
    readership.look_in(maral, done.record)
    readership.note_reading(maral, person_in(maral, done.record))
    assert viewings.tell_viewings(maral) == 2
    undo(maral, done.save)
    with maral.store.reading() as reading:
        assert reading.get(Case, done.record) is None


def test_a_person_of_a_restricted_file_tells_nobody_else_who_read_them(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    enrolled.up(maral)
    enrolled.down(maral)
    case = cases.first_contact(maral, CONTACT).record
    enrolled.up(maral)
    enrolled.down(boss)
    readership.note_reading(boss, person_in(boss, case))
    assert viewings.tell_viewings(boss) == 1
    cases.restrict_case(maral, case, (boss.person,))
    enrolled.up(boss)
    enrolled.up(maral)
    with enrolled.office.store.reading() as reading:
        assert reading.count(Viewing) == 0


@pytest.mark.parametrize("restricted_first", [True, False])
def test_who_looked_at_a_restricted_person_is_told_to_nobody_who_may_not_see_them(
    enrolled: Enrolled, restricted_first: bool
) -> None:
    """She lives in an open file, and has one of her own that is for two."""
    maral, boss, office = enrolled.maral, enrolled.coordinator, enrolled.office
    enrolled.up(maral)
    enrolled.down(maral)
    family = cases.first_contact(maral, CONTACT).record
    wife = people.add_family_member(maral, family, {"given": "Ogul"}, "partner").record
    own = cases.open_case(maral, person=wife, worry="not to be told").record
    enrolled.up(maral)
    if restricted_first:
        cases.restrict_case(maral, own, (boss.person,))
    readership.note_reading(maral, wife)
    viewings.tell_viewings(maral)
    if not restricted_first:
        cases.restrict_case(maral, own, (boss.person,))
    enrolled.up(maral)
    enrolled.down(boss)
    assert [one.people for one in readership.who_has_seen(office, family)] == [0]
    seen = {one.staff: one.people for one in readership.who_has_seen(boss, family)}
    assert seen[maral.person] == 1
    if restricted_first:
        with office.store.reading() as reading:
            assert reading.count(Viewing, {"case": family}) == 0


def test_nobody_rewrites_what_was_noted_of_somebody_else(enrolled: Enrolled, shared: str) -> None:
    """Neither who looked how often, nor what left, once another laptop has told of it."""
    maral, boss, office = enrolled.maral, enrolled.coordinator, enrolled.office
    readership.look_in(boss, shared)
    disclosures.disclose(boss, "summary", "", "print", {shared: 1})
    enrolled.up(boss)
    enrolled.down(maral)
    with maral.store.reading() as reading:
        (look,) = reading.page(Viewing, {"case": shared})
        (left,) = reading.page(Disclosure, {"case": shared})
    with maral.store.transaction(maral.person) as tx:
        tx.set(look.uid, "times", 77)
        tx.set(left.uid, "what", "plan")
    assert enrolled.up(maral).held == {Held.SCOPE: 2}
    seen = {one.staff: one.times for one in readership.who_has_seen(office, shared)}
    assert seen[boss.person] == 1
    assert [one.what for one in what_left(office, shared)] == ["summary"]


def test_what_is_new_is_said_once_for_each_thing(enrolled: Enrolled, shared: str) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    readership.look_in(maral, shared)
    edit_person(boss, person_in(boss, shared), "phone", "+993 65 010 214")
    add_need(boss, shared, "Somebody at home in the morning", domain="care", own=True)
    add_note(boss, shared, "The school rang")
    cases.set_case(boss, shared, "worry", "Misses school")
    cases.set_case(boss, shared, "worry", "Misses school since spring")
    enrolled.up(boss)
    enrolled.down(maral)
    by = "Aýgül Saparowa"
    assert news(readership.look_in(maral, shared).lines) == [
        f"Worry: Misses school since spring, before: Misses school · {by}",
        f"New: Note: The school rang · {by}",
        f"New: Need or strength: Somebody at home in the morning · {by}",
        f"Jeren Orazgulyýewa: Telephone: +993 65 010 214 · {by}",
    ]
