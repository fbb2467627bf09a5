"""A file closed on its first day: it was open for a moment, on one laptop only."""

from socialcase.actions import cases, people
from socialcase.actions.restricting import lift_restriction
from tests.conftest import Enrolled


def test_a_file_closed_on_its_first_day_reaches_the_named_and_nobody_else(
    enrolled: Enrolled,
) -> None:
    enrolled.up(enrolled.coordinator)
    enrolled.down(enrolled.maral)
    person = people.add_person(enrolled.maral, {"given": "Bibi"}).record
    case = cases.open_case(enrolled.maral, person=person, worry="not to be told").record
    cases.restrict_case(enrolled.maral, case, (enrolled.coordinator.person,))
    enrolled.up(enrolled.maral)
    enrolled.down(enrolled.coordinator)
    assert [row.uid for row in cases.cases(enrolled.coordinator)] == [case]
    assert cases.cases(enrolled.office) == []
    with enrolled.coordinator.store.reading() as reading:
        assert reading.held() == []


def test_a_file_opened_before_the_office_confirmed_it_arrives_open(enrolled: Enrolled) -> None:
    person = people.add_person(enrolled.maral, {"given": "Bibi"}).record
    case = cases.open_case(enrolled.maral, person=person, worry="not to be told").record
    cases.restrict_case(enrolled.maral, case, ())
    enrolled.up(enrolled.maral)
    assert cases.cases(enrolled.office) == []
    lift_restriction(enrolled.maral, case)
    enrolled.up(enrolled.maral)
    assert [row.uid for row in cases.cases(enrolled.office)] == [case]
    with enrolled.office.store.reading() as reading:
        assert reading.held() == []
