"""Joining an office: what is granted, and where what was written before goes."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from socialcase.actions import cases, enrolment, hours, people, readership
from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.disclosures import disclose
from socialcase.actions.editing import edit
from socialcase.actions.finding import fetch
from socialcase.actions.notes import add_task
from socialcase.actions.providers import add_provider
from socialcase.actions.tasks import put_off, todos
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Case, Person, Provider, Snooze
from socialcase.errors import BadValue, EnrolmentRefused, NotSettable
from tests.conftest import Enrolled, enrol, new_laptop


def asked(office: Workspace, laptop: Workspace, stick: Path) -> Path:
    """A request that waits for the office."""
    card = enrolment.write_card(office, stick)
    return enrolment.request_enrolment(laptop, card, stick).file


def test_a_specialist_without_an_etrap_is_not_accepted(
    office: Workspace, laptop: Workspace, tmp_path: Path
) -> None:
    file = asked(office, laptop, tmp_path)
    with pytest.raises(BadValue):
        enrolment.accept_request(office, file, tmp_path, role="specialist", etraps=())


@pytest.mark.parametrize("unknown", ["Mary etrap", "x" * 90, "nowhere"])
def test_an_etrap_that_nobody_knows_is_refused(
    office: Workspace, laptop: Workspace, tmp_path: Path, unknown: str
) -> None:
    file = asked(office, laptop, tmp_path)
    with pytest.raises(BadValue):
        enrolment.accept_request(office, file, tmp_path, role="specialist", etraps=(unknown,))


@pytest.mark.parametrize("name", ["Wekilbazar", "Векилбазарский", "wekilbazar"])
def test_an_etrap_may_be_given_by_any_of_its_names(
    office: Workspace, laptop: Workspace, tmp_path: Path, name: str
) -> None:
    file = asked(office, laptop, tmp_path)
    given = enrolment.accept_request(office, file, tmp_path, role="specialist", etraps=(name,))
    enrolment.accept_certificate(laptop, given.file)
    assert me(laptop).etraps == ("wekilbazar",)


@pytest.mark.parametrize(("role", "etrap"), [("specialist", "bayramaly"), ("coordinator", "")])
def test_what_was_written_before_is_for_the_granted_circle_only(
    office: Workspace,
    clock: FixedClock,
    closing: Callable[[Workspace], Workspace],
    tmp_path: Path,
    role: str,
    etrap: str,
) -> None:
    laptop = closing(new_laptop(tmp_path / "new", "Selbi Myradowa", clock, 5, "wekilbazar"))
    person = people.add_person(laptop, {"given": "Bibi"}).record
    case = cases.open_case(laptop, person=person, worry="alone").record
    with laptop.store.reading() as reading:
        (told,) = reading.heads(case, "case.audience")
    with laptop.store.transaction(laptop.person) as tx:  # about a service: it is in no case
        apart = tx.create("assessment", told.value or "", {"form_id": "service"})
    letter = disclose(laptop, "summary", "", "pdf", {case: 1}).record
    file = asked(office, laptop, tmp_path)
    etraps = (etrap,) if etrap else ()
    given = enrolment.accept_request(office, file, tmp_path, role=role, etraps=etraps)
    enrolment.accept_certificate(laptop, given.file)
    with laptop.store.reading() as reading:
        audiences = {reading.audience(one) for one in (person, case, apart, letter)}
        (stated,) = reading.heads(letter, "disclosure.audience")
    assert audiences == {f"etrap:{etrap or 'none'}"}
    assert stated.value == f"case:{case}", "it goes wherever the case goes"


def test_a_protected_address_and_what_was_put_off_before_reach_the_office(
    office: Workspace, tmp_path: Path, clock: FixedClock, closing: Callable[[Workspace], Workspace]
) -> None:
    laptop = closing(new_laptop(tmp_path / "maral", "Maral Annaýewa", clock, seed=3))
    shelter = add_provider(laptop, "Shelter", protected=True).record
    clinic = add_provider(laptop, "Clinic").record
    add_task(laptop, "Ring the office", "2026-11-24")
    off = put_off(laptop, todos(laptop).next[0], "2026-12-01", "Away").record
    enrol(office, laptop, tmp_path, "specialist", "wekilbazar")
    merge_bundle(office, export_bundle(laptop, tmp_path).path)
    for ws in (laptop, office):
        assert fetch(ws, Provider, shelter).audience == "etrap:wekilbazar"
        assert fetch(ws, Provider, clinic).audience == "everyone"
        assert fetch(ws, Snooze, off).reason == "Away"


def test_a_laptop_accepted_again_keeps_its_circles(enrolled: Enrolled, tmp_path: Path) -> None:
    person = people.add_person(enrolled.maral, {"given": "Bibi"}).record
    enrol(enrolled.office, enrolled.maral, tmp_path, "specialist", "bayramaly")
    store = enrolled.maral.store
    with store.reading() as reading:
        assert reading.audience(person) == "", "that is no circle of hers any more"
    store.see_etraps(None)
    with store.reading() as reading:
        assert reading.audience(person) == "etrap:wekilbazar"


def test_who_may_see_a_record_is_no_field_to_set(laptop: Workspace) -> None:
    person = people.add_person(laptop, {"given": "Bibi"}).record
    with pytest.raises(NotSettable):
        edit(laptop, "person", person, "audience", "everyone")


def test_a_reference_has_to_lead_somewhere(laptop: Workspace) -> None:
    person = people.add_person(laptop, {"given": "Bibi"}).record
    case = cases.open_case(laptop, person=person, worry="alone").record
    with pytest.raises(BadValue):
        edit(laptop, "case", case, "owner", "nobodyatall")
    with laptop.store.reading() as reading:
        kept = reading.get(Case, case)
        assert kept is not None
        assert reading.get(Person, kept.person) is not None


def test_an_older_certificate_does_not_come_back(
    office: Workspace, laptop: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    file = asked(office, laptop, tmp_path)
    first = enrolment.accept_request(office, file, tmp_path, role="coordinator", etraps=("mary",))
    older = first.file.read_bytes()
    clock.at += timedelta(minutes=5)
    second = enrolment.accept_request(
        office, file, tmp_path, role="specialist", etraps=("wekilbazar",)
    )
    enrolment.accept_certificate(laptop, second.file)
    enrolment.accept_certificate(laptop, second.file)
    first.file.write_bytes(older)
    with pytest.raises(EnrolmentRefused) as caught:
        enrolment.accept_certificate(laptop, first.file)
    assert caught.value.reason == "older"
    assert me(laptop).role == "specialist"


def test_a_laptop_moved_to_another_etrap_writes_in_the_new_one_at_once(
    enrolled: Enrolled, tmp_path: Path
) -> None:
    enrolled.down(enrolled.maral)
    enrol(enrolled.office, enrolled.maral, tmp_path, "specialist", "bayramaly")
    assert me(enrolled.maral).etraps == ("bayramaly",)
    people.add_person(enrolled.maral, {"given": "Bibi"})
    assert not enrolled.up(enrolled.maral).held


def test_a_second_laptop_keeps_its_restricted_files_and_its_caseload(
    enrolled: Enrolled, closing: Callable[[Workspace], Workspace], tmp_path: Path
) -> None:
    maral, office = enrolled.maral, enrolled.office
    other = closing(new_laptop(tmp_path / "other", "Maral Annaýewa", enrolled.clock, 77))
    closed = cases.first_contact(
        other,
        cases.FirstContact("w", name={"given": "Sona"}, restricted_to=(other.person,)),
    ).record
    open_ = cases.first_contact(other, cases.FirstContact("w", name={"given": "Jeren"})).record
    given = enrolment.accept_request(
        office,
        asked(office, other, enrolled.stick),
        enrolled.stick,
        role="specialist",
        etraps=("wekilbazar",),
        staff=maral.person,
    )
    enrolment.accept_certificate(other, given.file)
    assert other.person == maral.person
    assert {row.uid for row in cases.cases(other, mine=True)} == {closed, open_}
    cases.restrict_case(other, open_, ())
    assert enrolled.up(other).held == {}
    enrolled.down(maral)
    assert {row.uid for row in cases.cases(maral, mine=True)} == {closed, open_}
    assert cases.cases(office) == []


def test_what_was_read_and_released_on_a_second_laptop_stays_with_the_same_person(
    enrolled: Enrolled, closing: Callable[[Workspace], Workspace], tmp_path: Path
) -> None:
    """Hours and readings never pass to somebody else: under either id it is one person."""
    maral, monday = enrolled.maral, date(2026, 11, 23)
    other = closing(new_laptop(tmp_path / "other", "Maral Annaýewa", enrolled.clock, 77))
    case = cases.first_contact(other, cases.FirstContact("w", name={"given": "Jeren"})).record
    readership.look_in(other, case)
    hours.add_hours(other, monday.isoformat(), "case", "2:00")
    hours.release_week(other, monday)
    given = enrolment.accept_request(
        enrolled.office,
        asked(enrolled.office, other, enrolled.stick),
        enrolled.stick,
        role="specialist",
        etraps=("wekilbazar",),
        staff=maral.person,
    )
    enrolment.accept_certificate(other, given.file)
    released = hours.hours_of(other, monday).released
    assert released is not None
    assert (released.minutes, released.changed) == ({"case": 120}, False)
    assert enrolled.up(other).held == {}
    enrolled.down(maral)
    (seen,) = readership.who_has_seen(maral, case)
    assert (seen.staff, seen.name, seen.times) == (maral.person, "Maral Annaýewa", 1)
    assert seen.last_change == monday
