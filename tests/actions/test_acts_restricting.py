"""Files that are closed later: nobody left outside sees, counts or guesses them."""

import pytest

from socialcase.actions import cases, conflicts, people
from socialcase.actions.bundles import export_bundle
from socialcase.actions.case_file import case_header
from socialcase.actions.cases import FirstContact
from socialcase.actions.certificates import add_certificate
from socialcase.actions.editing import edit
from socialcase.actions.finding import fetch
from socialcase.actions.scope import named_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Certificate, Member, Person, Task
from socialcase.errors import NotFound, NothingToSend
from tests.conftest import Enrolled

FAMILY = FirstContact(worry="No income", name={"given": "Ata"}, title="Family of five")


def memberships(ws: Workspace, person: str) -> list[Member]:
    with ws.store.reading() as reading:
        return list(reading.page(Member, {"person": person}))


def test_a_member_with_a_closed_file_of_her_own_leaves_no_gap_in_the_family(
    enrolled: Enrolled,
) -> None:
    maral, office = enrolled.maral, enrolled.office
    family = cases.first_contact(maral, FAMILY).record
    wife = people.add_family_member(maral, family, {"given": "Ogul"}, "partner").record
    enrolled.up(maral)
    assert [row.people for row in cases.cases(office)] == [2]
    own = cases.open_case(maral, person=wife, worry="not to be told").record
    cases.restrict_case(maral, own, ())
    enrolled.up(maral)
    assert [row.people for row in cases.cases(office)] == [1]
    assert memberships(office, wife) == []
    assert len(memberships(maral, wife)) == 1
    with pytest.raises(NotFound):
        fetch(office, Person, wife)


def test_who_joins_a_household_and_is_restricted_stays_restricted(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    closed = cases.first_contact(
        maral, FirstContact(worry="w", name={"given": "Sona"}, restricted_to=(maral.person,))
    ).record
    person = fetch(maral, Case, closed).person
    home = people.add_household(maral, "The open house", {"etrap": "wekilbazar"}).record
    people.add_member(maral, home, person, "partner")
    enrolled.up(maral)
    assert memberships(office, person) == []
    with maral.store.reading() as reading:
        [member] = reading.page(Member, {"person": person})
        assert reading.audience(member.uid) == named_audience([maral.person])


def test_a_person_in_a_colleagues_own_case_is_not_taken_from_them(enrolled: Enrolled) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    person = people.add_person(
        coordinator, {"given": "Jeren"}, address={"etrap": "wekilbazar"}
    ).record
    theirs = cases.open_case(coordinator, person=person, worry="known for long").record
    enrolled.up(coordinator)
    enrolled.down(maral)
    own = cases.open_case(maral, person=person, worry="not to be told").record
    cases.restrict_case(maral, own, ())
    enrolled.up(maral)
    assert case_header(enrolled.office, theirs).subject
    assert fetch(enrolled.office, Person, person).name_given == "Jeren"
    with pytest.raises(NotFound):
        fetch(enrolled.office, Case, own)


def test_who_was_entered_in_a_file_closed_later_stays_in_a_colleagues_own(
    enrolled: Enrolled,
) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    family = cases.first_contact(maral, FAMILY).record
    wife = people.add_family_member(maral, family, {"given": "Ogul"}, "partner").record
    paper = add_certificate(maral, wife, "birth").record
    enrolled.up(maral)
    enrolled.down(coordinator)
    theirs = cases.open_case(coordinator, person=wife, worry="her own").record
    enrolled.up(coordinator)
    enrolled.down(maral)
    for named in ((), (enrolled.office.person,)):
        cases.restrict_case(maral, family, named)
        enrolled.up(maral)
        enrolled.down(coordinator)
        assert case_header(coordinator, theirs).subject
        assert fetch(coordinator, Person, wife).name_given == "Ogul"
        assert fetch(coordinator, Certificate, paper).person == wife
        assert memberships(coordinator, wife) == [], "one would tell of the closed file"
        assert len(people.people(coordinator)) == 1


def test_a_file_closed_later_leaves_every_laptop_that_has_it(enrolled: Enrolled) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, FAMILY).record
    enrolled.up(maral)
    enrolled.down(coordinator)
    enrolled.up(coordinator)
    assert [row.uid for row in cases.cases(coordinator)] == [case]
    cases.restrict_case(maral, case, ())
    enrolled.up(maral)
    lost = export_bundle(enrolled.office, enrolled.stick, coordinator.store.device)
    assert lost.changes == 2, "that case and person are closed, and nothing else"
    lost.path.unlink()
    enrolled.down(coordinator)
    assert cases.cases(coordinator) == []
    assert people.people(coordinator) == []
    enrolled.up(coordinator)
    with pytest.raises(NothingToSend):
        export_bundle(enrolled.office, enrolled.stick, coordinator.store.device)
    with maral.store.transaction(maral.person) as tx:
        tx.set(case, "worry", "Told while it was closed")
        tx.set(case, "audience", "etrap:wekilbazar")
    enrolled.up(maral)
    enrolled.down(coordinator)
    assert fetch(coordinator, Case, case).worry == "Told while it was closed"


def test_closing_what_was_never_sent_tells_nobody(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = cases.first_contact(maral, FAMILY).record
    cases.restrict_case(maral, case, ())
    summary = enrolled.up(maral)
    assert not {"case", "person"} & dict(summary.by_kind).keys()
    with office.store.reading() as reading:
        assert reading.history(case) == []


def test_a_question_about_a_restricted_person_stays_with_the_named(enrolled: Enrolled) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    enrolled.down(maral)
    enrolled.down(coordinator)
    names = (maral.person, coordinator.person)
    secret = FirstContact(worry="w", name={"given": "Sona"}, restricted_to=names)
    case = cases.first_contact(maral, secret).record
    person = fetch(maral, Case, case).person
    enrolled.up(maral)
    enrolled.down(coordinator)
    edit(maral, "person", person, "phone", "111")
    edit(coordinator, "person", person, "phone", "222")
    enrolled.up(coordinator)
    enrolled.down(maral)
    conflicts.ask_authors(maral, person, "person.phone", "Which phone has she in the shelter?")
    enrolled.up(maral)
    enrolled.down(coordinator)
    for ws, asked in ((maral, 2), (coordinator, 2), (enrolled.office, 0)):
        with ws.store.reading() as reading:
            assert reading.count(Task) == asked


def test_two_who_restrict_one_file_apart_see_whom_the_other_named(enrolled: Enrolled) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, FAMILY).record
    for laptop in (maral, coordinator):
        enrolled.up(laptop)
        enrolled.down(laptop)
    cases.restrict_case(maral, case, ())
    cases.restrict_case(coordinator, case, ())
    for laptop in (maral, coordinator):
        enrolled.up(laptop)
    for laptop in (maral, coordinator):
        enrolled.down(laptop)
        assert [row.field for row in conflicts.conflicts(laptop)] == ["case.audience"]
        view = conflicts.conflict(laptop, case, "audience")
        assert {one.parts[0][1] for one in view.versions} == {"Maral Annaýewa", "Aýgül Saparowa"}
        assert [row.uid for row in cases.cases(laptop)] == [case]
        assert len(people.people(laptop)) == 1
    assert cases.cases(enrolled.office) == []
