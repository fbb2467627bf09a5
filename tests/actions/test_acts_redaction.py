"""A coordinator or officer takes a value out of everybody's hands."""

import pytest

from socialcase.actions import cases
from socialcase.actions.cases import FirstContact
from socialcase.actions.finding import fetch
from socialcase.actions.history import history
from socialcase.actions.redaction import redact
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.errors import NotAllowed, NotFound, NotSettable
from tests.conftest import Enrolled

SHELTER = "Hidden shelter canary"


def worry_in_the_log(ws: Workspace, case: str) -> set[str | None]:
    return {line.new for line in history(ws, case, "worry")}


def test_what_the_office_redacts_is_dropped_on_the_laptop_that_wrote_it(
    enrolled: Enrolled,
) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = cases.first_contact(maral, FirstContact(worry=SHELTER, name={"given": "Ata"})).record
    enrolled.up(maral)
    assert worry_in_the_log(office, case) == {SHELTER}
    done = redact(office, case, "worry", "Said in the wrong place")
    assert done.save
    assert worry_in_the_log(office, case) == {None}
    enrolled.down(maral)
    assert worry_in_the_log(maral, case) == {None}
    assert fetch(maral, Case, case).worry == ""
    (line,) = history(maral, case, "worry")
    assert line.redacted
    assert line.author == maral.person


def test_what_was_written_meanwhile_comes_through_and_the_value_does_not_return(
    enrolled: Enrolled,
) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = cases.first_contact(maral, FirstContact(worry=SHELTER, name={"given": "Ata"})).record
    enrolled.up(maral)
    redact(office, case, "case.worry")
    cases.set_case(maral, case, "title", "A family")
    enrolled.up(maral)
    enrolled.down(maral)
    enrolled.up(maral)
    for ws in (maral, office):
        assert fetch(ws, Case, case).title == "A family"
        assert worry_in_the_log(ws, case) == {None}
        assert ws.store.check().problems == ()


def test_a_coordinators_redaction_goes_by_way_of_the_office(enrolled: Enrolled) -> None:
    maral, office, coordinator = enrolled.maral, enrolled.office, enrolled.coordinator
    case = cases.first_contact(maral, FirstContact(worry=SHELTER, name={"given": "Ata"})).record
    enrolled.up(maral)
    enrolled.down(coordinator)
    redact(coordinator, case, "worry")
    enrolled.up(coordinator)
    enrolled.down(maral)
    for ws in (coordinator, office, maral):
        assert worry_in_the_log(ws, case) == {None}


def test_who_gets_a_case_after_its_redaction_never_has_the_value(enrolled: Enrolled) -> None:
    maral, office, coordinator = enrolled.maral, enrolled.office, enrolled.coordinator
    case = cases.first_contact(maral, FirstContact(worry=SHELTER, name={"given": "Ata"})).record
    enrolled.up(maral)
    redact(office, case, "worry")
    enrolled.down(coordinator)
    (line,) = history(coordinator, case, "worry")
    assert (line.new, line.redacted) == (None, True)
    assert coordinator.store.check().problems == ()


def test_a_specialists_program_cannot_redact_for_others_either(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = cases.first_contact(maral, FirstContact(worry=SHELTER, name={"given": "Ata"})).record
    with maral.store.transaction(maral.person) as tx:
        tx.set(case, "worry", "changed")
    enrolled.up(maral)
    with maral.store.transaction(maral.person) as tx:
        tx.redact(case, "worry")
    assert enrolled.up(maral).held
    assert worry_in_the_log(office, case) == {SHELTER, "changed"}


def test_a_specialist_may_not(enrolled: Enrolled) -> None:
    maral = enrolled.maral
    case = cases.first_contact(maral, FirstContact(worry=SHELTER, name={"given": "Ata"})).record
    with pytest.raises(NotAllowed):
        redact(maral, case, "worry")
    assert worry_in_the_log(maral, case) == {SHELTER}


def test_only_fields_of_records_that_are_there(office: Workspace) -> None:
    case = cases.first_contact(office, FirstContact(worry="w", name={"given": "Ata"})).record
    with pytest.raises(NotFound):
        redact(office, "nobody", "worry")
    for field in ("colour", "audience"):
        with pytest.raises(NotSettable):
            redact(office, case, field)
    assert redact(office, case, "closure").save == ""
