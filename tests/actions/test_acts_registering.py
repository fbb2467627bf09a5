"""First contact with a family, who is shown while typing, papers that end, and a death."""

from dataclasses import replace
from datetime import timedelta

import pytest

from socialcase.actions import cases, people
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.certificates import (
    add_certificate,
    certificates_of,
    change_certificate,
    expiring_certificates,
)
from socialcase.actions.deaths import left_behind, write_death
from socialcase.actions.editing import edit
from socialcase.actions.family import family_file
from socialcase.actions.finding import fetch
from socialcase.actions.history import recent_saves, undo
from socialcase.actions.readership import look_in
from socialcase.actions.registering import join_home, known_ones, register
from socialcase.actions.tasks import put_off, todos
from socialcase.actions.viewings import tell_viewings
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.family_lines import read_family
from socialcase.cases.likeness import Described
from socialcase.cases.records import Case, Certificate, Household, Member, Note, Person, Relation
from socialcase.errors import BadValue, NotFound, NothingToUndo
from tests.conftest import Enrolled

JEREN = {"given": "Jeren", "surname": "Orazgulyýewa"}
CONTACT = FirstContact(worry="A girl misses school", name=JEREN, birth="1992")


def names(ws: Workspace, wanted: Described) -> list[str]:
    return [one.person.name for one in known_ones(ws, wanted)]


def test_a_family_is_registered_in_one_go(laptop: Workspace) -> None:
    typed = "Aýgül, 12, daughter\nMerdan 9 ogly\nбабушка 78\nhusband Batyr Orazgulyýew 40"
    done = register(laptop, CONTACT, read_family(typed, laptop.today))
    case = fetch(laptop, Case, done.record)
    members = people.members_of(laptop, case.household)
    at_home = {fetch(laptop, Person, m.person): m.role for m in members}
    said = {(p.name_given or p.alias, p.birth, p.sex, role) for p, role in at_home.items()}
    assert said == {
        ("Jeren", "1992", "", "main"),
        ("Aýgül", "~2014", "female", "child"),
        ("Merdan", "~2017", "male", "child"),
        ("бабушка", "~1948", "female", "grandparent"),
        ("Batyr", "~1986", "male", "partner"),
    }
    with laptop.store.reading() as reading:
        joined = {(r.what, r.person, r.other) for r in reading.page(Relation)}
    by_name = {one.name_given: uid for uid, one in everybody(laptop).items()}
    jeren = case.person
    assert joined == {
        ("parent", jeren, by_name["Aýgül"]),
        ("parent", jeren, by_name["Merdan"]),
        ("partner", jeren, by_name["Batyr"]),
    }


def everybody(ws: Workspace) -> dict[str, Person]:
    with ws.store.reading() as reading:
        return {one.uid: one for one in reading.page(Person)}


def test_a_family_is_one_save_and_one_undo_takes_all_of_it_back(laptop: Workspace) -> None:
    done = register(laptop, CONTACT, read_family("mother Bibi 66\nsister Sona\nene", laptop.today))
    assert len(everybody(laptop)) == 4
    assert recent_saves(laptop, 2)[0].save == done.save
    undo(laptop, done.save)
    assert everybody(laptop) == {}
    with laptop.store.reading() as reading:
        left = [reading.count(kind) for kind in (Case, Household, Member, Relation)]
    assert left == [0, 0, 0, 0]
    with pytest.raises(NothingToUndo):
        undo(laptop, done.save)


def test_a_sister_is_the_child_of_the_parents_typed_before_and_known_before(
    laptop: Workspace,
) -> None:
    first = register(laptop, CONTACT, read_family("mother Bibi 66\nsister Sona", laptop.today))
    by_name = {one.name_given: uid for uid, one in everybody(laptop).items()}
    assert parents(laptop, first.record, by_name["Sona"]) == {by_name["Bibi"]}
    again = replace(CONTACT, name=None, person=by_name["Jeren"])
    second = register(laptop, again, read_family("brother Ata", laptop.today))
    by_name = {one.name_given: uid for uid, one in everybody(laptop).items()}
    assert parents(laptop, second.record, by_name["Ata"]) == {by_name["Bibi"]}


def parents(ws: Workspace, case: str, person: str) -> set[str]:
    return set(family_file(ws, case).family.parents_of(person))


def test_a_family_of_nobody_known_yet_lives_together(laptop: Workspace) -> None:
    told = replace(CONTACT, name=None, birth="", title="Two children at the bus station")
    done = register(laptop, told, read_family("boy 7\ngirl 4", laptop.today))
    case = fetch(laptop, Case, done.record)
    assert case.person == ""
    assert {m.role for m in people.members_of(laptop, case.household)} == {"child"}
    assert {one.alias for one in everybody(laptop).values()} == {"boy", "girl"}


def test_a_first_contact_is_taken_back_although_it_was_told_that_it_was_read(
    laptop: Workspace,
) -> None:
    done = register(laptop, CONTACT, read_family("girl 12", laptop.today))
    look_in(laptop, done.record)
    todo = todos(laptop).next[0]
    put_off(laptop, todo, "2026-12-20", "They are away")
    assert tell_viewings(laptop) == 1
    undo(laptop, done.save)
    assert everybody(laptop) == {}


def test_a_first_contact_adds_to_somebody_known_and_overwrites_nothing(laptop: Workspace) -> None:
    uid = people.add_person(laptop, JEREN, birth="1992-03-07", phone="65123456").record
    told = replace(
        CONTACT,
        name=None,
        person=uid,
        birth="1990",
        phone="61000000",
        address={"settlement": "Garaýap"},
        safe_contact={"allowed": "no", "how": ""},
    )
    case = first_contact(laptop, told)
    kept = fetch(laptop, Person, uid)
    assert fetch(laptop, Case, case.record).person == uid
    assert (kept.birth, kept.phone) == ("1992-03-07", "65123456")
    assert (kept.address_settlement, kept.safe_contact_allowed) == ("Garaýap", "no")
    undo(laptop, case.save)
    assert fetch(laptop, Person, uid).safe_contact_allowed == ""


def test_yes_that_nobody_said_changes_no_safe_contact(laptop: Workspace) -> None:
    uid = people.add_person(laptop, JEREN, safe_contact={"allowed": "no"}).record
    told = replace(CONTACT, name=None, person=uid, safe_contact={"allowed": "yes", "how": ""})
    first_contact(laptop, told)
    assert fetch(laptop, Person, uid).safe_contact_allowed == "no"


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (Described("Җерен Оразгулыева"), "same_name"),
        (Described("Oraskulyewa Jeren"), "similar_name"),
        (Described("", phone="8 65 12 34 56"), "same_phone"),
        (Described("Somebody else", document="I MR 204518"), "same_document"),
        (Described("Jeren Annaýewa", "1992", settlement="Гарaяп"), "part_of_name"),
        (Described("Jeren eje"), "same_name"),
    ],
)
def test_somebody_known_is_shown_with_why(
    laptop: Workspace, wanted: Described, reason: str
) -> None:
    people.add_person(
        laptop,
        JEREN,
        birth="1992",
        alias="Jeren eje",
        phone="+993 65 123456",
        document={"type": "passport", "number": "I-MR 204518"},
        address={"settlement": "Garaýap"},
    )
    people.add_person(laptop, {"given": "Serdar", "surname": "Annaýew"}, birth="1992")
    [one] = known_ones(laptop, wanted)
    assert (one.person.name, one.settlement) == ("Jeren Orazgulyýewa", "Garaýap")
    assert reason in one.reasons


def test_nobody_is_shown_for_a_few_letters_or_another_name(laptop: Workspace) -> None:
    people.add_person(laptop, JEREN, birth="1992")
    assert names(laptop, Described("Je")) == []
    assert names(laptop, Described("Serdar Amanow", "1992")) == []
    assert names(laptop, Described("")) == []


def test_who_has_an_open_case_is_shown_with_it(laptop: Workspace) -> None:
    case = first_contact(laptop, CONTACT).record
    [one] = known_ones(laptop, Described("Jeren Orazgulyewa"))
    assert one.cases == ((case, fetch(laptop, Case, case).number),)


def test_nobody_of_a_restricted_file_is_shown_not_even_to_who_is_named_in_it(
    enrolled: Enrolled,
) -> None:
    maral, oraz = enrolled.maral, enrolled.oraz
    secret = replace(CONTACT, phone="65123456", restricted_to=(maral.person,))
    first_contact(maral, secret)
    enrolled.up(maral)
    for ws in (maral, oraz, enrolled.office):
        assert known_ones(ws, Described("Jeren Orazgulyýewa", "1992", phone="65123456")) == ()


def test_papers_are_listed_by_when_they_end(laptop: Workspace, clock: FixedClock) -> None:
    jeren = people.add_person(laptop, JEREN).record
    old = add_certificate(laptop, jeren, "disability", valid_until="1.1.2026").record
    soon = add_certificate(laptop, jeren, "disability", valid_until="20.1.2027").record
    add_certificate(laptop, jeren, "birth", number="I-MR 204518")
    lines = certificates_of(laptop, jeren)
    assert lines[0].certificate.uid == soon
    assert [line.ends_soon for line in lines] == [True, False, False]
    assert [line.certificate.uid for line in lines if line.renewed] == [old]
    until = laptop.today + timedelta(days=60)
    assert [(one.name, one.days) for one in expiring_certificates(laptop, until)] == [
        ("Jeren Orazgulyýewa", 58)
    ]
    change_certificate(laptop, soon, {"valid_until": "20.1.2029"})
    assert expiring_certificates(laptop, until) == []
    clock.move(timedelta(days=800))
    assert [one.days for one in expiring_certificates(laptop, laptop.today)] == [-11]
    write_death(laptop, jeren, "2029-01")
    assert expiring_certificates(laptop, laptop.today) == []


def test_a_paper_that_ends_before_it_was_issued_is_refused(laptop: Workspace) -> None:
    jeren = people.add_person(laptop, JEREN).record
    with pytest.raises(BadValue):
        add_certificate(laptop, jeren, "pension", issued="2026-05-01", valid_until="2026-04-01")
    kept = add_certificate(laptop, jeren, "pension", issued="2026-05-01").record
    with pytest.raises(BadValue):
        change_certificate(laptop, kept, {"valid_until": "2026-04-01"})
    done = change_certificate(laptop, kept, {"valid_until": "2027-05-01", "number": "LB-7"})
    undo(laptop, done.save)
    paper = fetch(laptop, Certificate, kept)
    assert (paper.number, paper.valid_until) == ("", "")
    with pytest.raises(BadValue):
        add_certificate(laptop, jeren, "driving")
    with pytest.raises(NotFound):
        add_certificate(laptop, "a" * 26, "pension")


def test_papers_leave_with_a_file_that_is_restricted(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = first_contact(maral, CONTACT).record
    person = fetch(maral, Case, case).person
    paper = add_certificate(maral, person, "disability", number="LB-7", valid_until="2027-01-01")
    enrolled.up(maral)
    assert fetch(office, Certificate, paper.record).number == "LB-7"
    cases.restrict_case(maral, case, ())
    enrolled.up(maral)
    with pytest.raises(NotFound):
        fetch(office, Certificate, paper.record)
    assert expiring_certificates(office, office.today + timedelta(days=90)) == []


def test_a_death_says_what_stays_open_and_closes_nothing(laptop: Workspace) -> None:
    done = register(laptop, CONTACT, read_family("Aýgül 12 daughter\nMerdan 9 son", laptop.today))
    [girl] = [uid for uid, one in everybody(laptop).items() if one.name_given == "Aýgül"]
    case = fetch(laptop, Case, done.record)
    [member] = [m for m in people.members_of(laptop, case.household) if m.role == "main"]
    edit(laptop, "member", member.uid, "carer_of", girl)
    left = left_behind(laptop, case.person)
    assert [(one.uid, one.about_them) for one in left.cases] == [(done.record, True)]
    assert [one.name for one in left.cared_for] == ["Aýgül"]
    assert {one.name for one in left.at_home} == {"Aýgül", "Merdan"}
    death = write_death(laptop, case.person, "11.2026")
    assert fetch(laptop, Person, case.person).died == "2026-11"
    assert fetch(laptop, Case, done.record).status == "intake"
    assert fetch(laptop, Member, member.uid).until == ""
    undo(laptop, death.save)
    assert fetch(laptop, Person, case.person).died == ""


def test_somebody_known_joins_a_household_once(laptop: Workspace) -> None:
    case = first_contact(laptop, CONTACT).record
    aunt = people.add_person(laptop, {"given": "Sona"}).record
    join_home(laptop, case, aunt, "other_relative", "aunt")
    home = fetch(laptop, Case, case).household
    assert {(m.role, m.role_note) for m in people.members_of(laptop, home)} == {
        ("main", ""),
        ("other_relative", "aunt"),
    }
    assert join_home(laptop, case, aunt, "parent").save == ""
    assert len(people.members_of(laptop, home)) == 2


def test_the_main_person_joins_their_own_household_once(laptop: Workspace) -> None:
    case = first_contact(laptop, CONTACT).record
    join_home(laptop, case, fetch(laptop, Case, case).person, "parent")
    home = fetch(laptop, Case, case).household
    assert [m.role for m in people.members_of(laptop, home)] == ["main"]


def test_what_is_told_of_somebody_known_is_added_where_nothing_was_known(
    laptop: Workspace,
) -> None:
    case = first_contact(laptop, CONTACT).record
    aunt = people.add_person(laptop, {"given": "Sona"}, birth="1970").record
    done = join_home(laptop, case, aunt, "other_relative", birth="1981", sex="female")
    kept = fetch(laptop, Person, aunt)
    assert (kept.birth, kept.sex) == ("1970", "female")
    undo(laptop, done.save)
    assert fetch(laptop, Person, aunt).sex == ""


def test_what_is_told_otherwise_of_somebody_known_is_not_lost(laptop: Workspace) -> None:
    """A new telephone replaces nothing by itself; it stands on the timeline of the new case."""
    jeren = people.add_person(
        laptop, {"given": "Jeren"}, phone="+993 65 111111", document={"number": "I-AS 1"}
    ).record
    told = replace(
        CONTACT,
        name=None,
        person=jeren,
        phone="+993 65 222222",
        document={"number": "I-AS1"},
        address={"settlement": "Garaýap"},
    )
    done = register(laptop, told)
    kept = fetch(laptop, Person, jeren)
    assert (kept.phone, kept.address_settlement) == ("+993 65 111111", "Garaýap")
    with laptop.store.reading() as reading:
        notes = reading.page(Note, {"case": done.record})
    assert [one.text for one in notes] == [
        "Told with the first contact, otherwise than it is registered: Telephone: +993 65 222222"
    ]
    undo(laptop, done.save)
    with laptop.store.reading() as reading:
        assert reading.count(Note) == 0
        assert reading.get(Case, done.record) is None


def test_that_somebody_restricted_lives_with_a_family_is_told_nobody_else(
    enrolled: Enrolled,
) -> None:
    maral, office = enrolled.maral, enrolled.office
    secret = first_contact(maral, replace(CONTACT, restricted_to=(maral.person,))).record
    hidden = fetch(maral, Case, secret).person
    case = first_contact(maral, replace(CONTACT, name={"given": "Ata"})).record
    join_home(maral, case, hidden, "sibling")
    enrolled.up(maral)
    with office.store.reading() as reading:
        assert [m.role for m in reading.page(Member)] == ["main"]
    assert len(people.members_of(maral, fetch(maral, Case, case).household)) == 2


def test_who_of_a_family_is_known_gets_no_second_record(laptop: Workspace) -> None:
    aunt = people.add_person(laptop, {"given": "Bibi"}, birth="1960").record
    lines = read_family("Bibi 70 mother\nSona sister", laptop.today, {"Bibi 70 mother": aunt})
    done = register(laptop, CONTACT, lines)
    kept = everybody(laptop)
    assert sorted(one.name_given for one in kept.values()) == ["Bibi", "Jeren", "Sona"]
    assert (kept[aunt].birth, kept[aunt].sex) == ("1960", "female")
    jeren = fetch(laptop, Case, done.record).person
    [sona] = [uid for uid, one in kept.items() if one.name_given == "Sona"]
    assert parents(laptop, done.record, jeren) == parents(laptop, done.record, sona) == {aunt}
    undo(laptop, done.save)
    assert list(everybody(laptop)) == [aunt]
    assert fetch(laptop, Person, aunt).sex == ""


def test_what_is_known_of_a_family_is_not_said_twice(laptop: Workspace) -> None:
    first = register(laptop, CONTACT, read_family("mother Bibi", laptop.today))
    by_name = {one.name_given: uid for uid, one in everybody(laptop).items()}
    jeren, bibi = by_name["Jeren"], by_name["Bibi"]
    again = replace(CONTACT, name=None, person=jeren)
    lines = read_family("mother Bibi\nJeren", laptop.today, {"mother Bibi": bibi, "Jeren": jeren})
    second = register(laptop, again, lines)
    with laptop.store.reading() as reading:
        assert reading.count(Relation) == 1
    assert parents(laptop, second.record, jeren) == {bibi}
    home = fetch(laptop, Case, second.record).household
    assert {m.role for m in people.members_of(laptop, home)} == {"main", "parent"}
    assert first.record != second.record


def test_that_somebody_restricted_is_of_a_family_is_told_nobody_else(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    secret = first_contact(maral, replace(CONTACT, restricted_to=(maral.person,))).record
    hidden = fetch(maral, Case, secret).person
    told = replace(CONTACT, name={"given": "Ata"})
    done = register(maral, told, read_family("sister Jeren", maral.today, {"sister Jeren": hidden}))
    enrolled.up(maral)
    with office.store.reading() as reading:
        assert reading.count(Relation) == 0
        assert [m.role for m in reading.page(Member)] == ["main"]
    assert hidden in family_file(maral, done.record).people
