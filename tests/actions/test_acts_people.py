"""Registering people and families, finding them, seeing who may be the same."""

from typing import Any

import pytest

from socialcase.actions import people
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.finding import fetch
from socialcase.actions.workspaces import Workspace
from socialcase.cases.likeness import Described
from socialcase.cases.records import Case, Member, Person
from socialcase.errors import BadValue, NotFound, NotSettable
from socialcase.storage.reading import Reading

JEREN = {"given": "Jeren", "surname": "Orazgulyýewa"}


def test_a_person_is_kept_with_checked_fields(laptop: Workspace) -> None:
    done = people.add_person(
        laptop, JEREN, birth="7.3.1992", sex="female", address={"settlement": "Garaýap"}
    )
    kept = fetch(laptop, Person, done.record)
    assert (kept.name_given, kept.birth, kept.address_settlement) == (
        "Jeren",
        "1992-03-07",
        "Garaýap",
    )
    assert done.kinds == {"person"}


def test_an_alias_alone_will_do_but_nothing_will_not(laptop: Workspace) -> None:
    assert people.add_person(laptop, {}, alias="Uncle with the goats").save
    with pytest.raises(BadValue):
        people.add_person(laptop, {"given": " "})


@pytest.mark.parametrize(
    ("field", "value"),
    [("sex", "f"), ("birth", "yesterday"), ("address", "Mary"), ("disability", "yes")],
)
def test_a_value_that_does_not_fit_is_refused(laptop: Workspace, field: str, value: str) -> None:
    with pytest.raises(BadValue):
        people.add_person(laptop, JEREN, **{field: value})


def test_an_unknown_field_is_refused(laptop: Workspace) -> None:
    with pytest.raises(NotSettable):
        people.add_person(laptop, JEREN, shoe_size="38")


def test_somebody_is_found_in_another_script(laptop: Workspace) -> None:
    uid = people.add_person(laptop, JEREN).record
    assert [row.uid for row in people.find_people(laptop, "Оразгулыева Җерен")] == [uid]


def test_an_edit_of_one_part_keeps_the_others(laptop: Workspace) -> None:
    uid = people.add_person(laptop, JEREN).record
    people.edit_person(laptop, uid, "name.surname", "Atayewa")
    kept = fetch(laptop, Person, uid)
    assert (kept.name_given, kept.name_surname) == ("Jeren", "Atayewa")


def test_setting_the_same_value_writes_nothing(laptop: Workspace) -> None:
    uid = people.add_person(laptop, JEREN, sex="female").record
    assert people.edit_person(laptop, uid, "sex", "female").save == ""


def test_a_family_grows_around_its_case(laptop: Workspace) -> None:
    case = first_contact(laptop, FirstContact(worry="No income", name=JEREN)).record
    child = people.add_family_member(
        laptop, case, {"given": "Aýna"}, "child", birth="2014", role_note="daughter"
    )
    household = fetch(laptop, Case, case).household
    roles = {m.role: m for m in people.members_of(laptop, household)}
    assert set(roles) == {"main", "child"}
    assert roles["child"].role_note == "daughter"
    file = people.person_file(laptop, child.record)
    assert file.homes[0].people == 2
    assert [one.name for one in file.homes[0].others] == ["Jeren Orazgulyýewa"]
    assert file.cases[0].uid == case


def test_who_left_is_no_longer_counted(laptop: Workspace) -> None:
    home = people.add_household(laptop, "Orazgulyýew family", {"settlement": "Garaýap"}).record
    person = people.add_person(laptop, JEREN).record
    member = people.add_member(laptop, home, person, "main", since="2012-05-01").record
    people.leave_household(laptop, member, "1.11.2026")
    assert people.members_of(laptop, home) == []
    assert fetch(laptop, Member, member).until == "2026-11-01"


def test_somebody_who_may_be_known_is_shown_with_why(laptop: Workspace) -> None:
    uid = people.add_person(laptop, JEREN, birth="1992").record
    likely = people.likely_duplicates(laptop, Described("Җерен Оразгулыева", "1992"))
    assert likely[0].person.uid == uid
    assert likely[0].score > 50
    assert likely[0].reasons


def test_who_may_be_the_same_is_looked_for_when_it_is_asked(
    laptop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = people.add_person(laptop, JEREN, birth="1992").record
    twin = people.add_person(laptop, JEREN, birth="1992").record
    assert [one.person.uid for one in people.alike_ones(laptop, uid)] == [twin]
    assert people.person_file(laptop, uid).likely == people.alike_ones(laptop, uid)
    sought = []
    look = Reading.likely_duplicates

    def seek(reading: Reading, wanted: Described) -> Any:
        sought.append(wanted)
        return look(reading, wanted)

    monkeypatch.setattr(Reading, "likely_duplicates", seek)
    assert people.person_file(laptop, uid, alike=False).likely == ()
    assert not sought


def test_nobody_there_is_said(laptop: Workspace) -> None:
    with pytest.raises(NotFound):
        people.person_file(laptop, "a" * 26)
    with pytest.raises(NotFound):
        people.alike_ones(laptop, "a" * 26)


def test_who_moved_away_is_said_to_have_left_and_lives_with_nobody_there(
    laptop: Workspace,
) -> None:
    case = first_contact(laptop, FirstContact(worry="No income", name=JEREN)).record
    child = people.add_family_member(laptop, case, {"given": "Aýna"}, "child").record
    household = fetch(laptop, Case, case).household
    [member] = [m for m in people.members_of(laptop, household) if m.person == child]
    people.leave_household(laptop, member.uid, "2026-11-01")
    [home] = people.person_file(laptop, child).homes
    assert (home.member.until, home.others) == ("2026-11-01", ())


def test_a_member_is_listed_where_the_household_is_unless_they_are_elsewhere(
    laptop: Workspace,
) -> None:
    told = FirstContact(worry="No income", name=JEREN, address={"settlement": "Garaýap"})
    case = first_contact(laptop, told).record
    people.add_family_member(laptop, case, {"given": "Aýna"}, "child")
    away = people.add_family_member(laptop, case, {"given": "Batyr"}, "partner").record
    people.edit_person(laptop, away, "address.settlement", "Mary")
    places = {row.display: row.settlement for row in people.people(laptop)}
    assert places["Aýna"] == "Garaýap"
    assert places["Batyr"] == "Mary"
    household = fetch(laptop, Case, case).household
    with laptop.store.transaction(laptop.person) as tx:
        tx.set(household, "address", {"settlement": "Zähmet"})
    assert {r.display: r.settlement for r in people.people(laptop)}["Aýna"] == "Zähmet"


def test_nobody_leaves_before_they_came(laptop: Workspace) -> None:
    case = first_contact(laptop, FirstContact(worry="No income", name=JEREN)).record
    people.add_family_member(laptop, case, {"given": "Aýna"}, "child", since="2026-01-01")
    (member,) = [
        m for m in people.members_of(laptop, fetch(laptop, Case, case).household) if m.since
    ]
    with pytest.raises(BadValue) as refused:
        people.leave_household(laptop, member.uid, "2020-01-01")
    assert refused.value.expected == "not_before"
    with pytest.raises(BadValue):
        people.change_member(laptop, member.uid, {"until": "2025-12-31"})
    people.change_member(laptop, member.uid, {"since": "2019-01-01", "until": "2020-01-01"})
