"""Relatives, relations and ties: one act, one undo; merged apart; kept from whom they are kept."""

import pytest

from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact, first_contact, restrict_case
from socialcase.actions.conflicts import conflicts
from socialcase.actions.family import family_file
from socialcase.actions.finding import fetch
from socialcase.actions.history import case_history, undo
from socialcase.actions.people import (
    add_family_member,
    add_person,
    leave_household,
    people,
    person_file,
)
from socialcase.actions.relations import (
    Relative,
    add_relative,
    add_tie,
    change_tie,
    end_relation,
    end_tie,
    move_in,
    relate,
    write_down,
)
from socialcase.actions.workspaces import Workspace
from socialcase.cases.home_roles import is_unknown
from socialcase.cases.records import Case, Member, Person, Relation, Tie
from socialcase.errors import BadValue, GoesRound, NotFound
from tests.conftest import Enrolled


def _open(ws: Workspace) -> tuple[str, str]:
    """A case and its person."""
    contact = FirstContact("A worry", name={"given": "Jeren"}, sex="female", birth="1992")
    case = first_contact(ws, contact).record
    return case, fetch(ws, Case, case).person


def test_a_nameless_mother_is_added_in_one_act_and_taken_back_in_one(laptop: Workspace) -> None:
    case, jeren = _open(laptop)
    done = add_relative(
        laptop,
        case,
        jeren,
        Relative("parent", "born", sex="female", at_home=True, since="2020-01-01"),
    )
    file = family_file(laptop, case)
    mother = fetch(laptop, Person, done.record)
    assert (mother.name_given, mother.alias, mother.sex) == ("", "", "female")
    assert file.family.parents_of(jeren) == (mother.uid,)
    assert {m.person: m.role for m in file.members} == {jeren: "main", mother.uid: "parent"}
    assert len({change.save for change in done.changes}) == 1
    undo(laptop, done.save)
    after = family_file(laptop, case)
    assert after.household is None
    assert set(after.people) == {jeren}


def test_three_generations_grow_from_one_person(laptop: Workspace) -> None:
    case, jeren = _open(laptop)
    husband = add_relative(laptop, case, jeren, Relative("partner", "married", sex="male")).record
    child = add_relative(
        laptop, case, jeren, Relative("child", name={"given": "Aýna"}, beside=husband, at_home=True)
    ).record
    brother = add_relative(laptop, case, child, Relative("sibling", sex="male")).record
    grandmother = add_relative(laptop, case, husband, Relative("parent", sex="female")).record
    family = family_file(laptop, case).family
    assert set(family.parents_of(child)) == set(family.parents_of(brother)) == {jeren, husband}
    assert family.generation[grandmother] == 0
    assert family.generation[child] == 2
    homes = {m.person: m.role for m in family_file(laptop, case).members}
    assert homes == {jeren: "main", child: "child"}


def test_a_parent_or_partner_may_be_that_of_the_others_too(laptop: Workspace) -> None:
    case, jeren = _open(laptop)
    first = add_relative(laptop, case, jeren, Relative("child", "born")).record
    second = add_relative(laptop, case, first, Relative("sibling")).record
    husband = Relative("partner", "married", sex="male", others_too=True)
    father = add_relative(laptop, case, jeren, husband).record
    family = family_file(laptop, case).family
    assert set(family.parents_of(first)) == set(family.parents_of(second)) == {jeren, father}
    assert {link.how for link in family.besides} == set()
    brother = add_relative(laptop, case, jeren, Relative("sibling", sex="male")).record
    done = add_relative(laptop, case, jeren, Relative("parent", "born", others_too=True))
    assert family_file(laptop, case).family.parents_of(brother) == (done.record,)
    undo(laptop, done.save)
    assert family_file(laptop, case).family.parents_of(jeren) == ()


def test_nobody_becomes_their_own_ancestor(laptop: Workspace) -> None:
    case, jeren = _open(laptop)
    mother = add_relative(laptop, case, jeren, Relative("parent")).record
    with pytest.raises(GoesRound):
        relate(laptop, jeren, mother, "parent")
    child = add_family_member(laptop, case, {"given": "Aýna"}, "child").record
    with pytest.raises(GoesRound):
        relate(laptop, child, mother, "parent", case=case)
    with pytest.raises(BadValue):
        relate(laptop, jeren, jeren, "bond", "close")
    with pytest.raises(BadValue):
        relate(laptop, jeren, mother, "bond", "married")


def test_a_relation_said_twice_is_changed_and_can_be_ended(laptop: Workspace) -> None:
    case, jeren = _open(laptop)
    sister = add_relative(laptop, case, jeren, Relative("sibling", sex="female")).record
    first = relate(laptop, jeren, sister, "bond", "close")
    again = relate(laptop, sister, jeren, "bond", "strained")
    assert again.record == first.record
    assert [b.how for b in family_file(laptop, case).family.bonds] == ["strained"]
    done = end_relation(laptop, first.record)
    assert family_file(laptop, case).family.bonds == ()
    undo(laptop, done.save)
    assert len(family_file(laptop, case).family.bonds) == 1
    told = {line.record for line in case_history(laptop, case)}
    assert first.record in told


def test_care_kept_the_old_way_is_read_with_the_new(laptop: Workspace) -> None:
    case, jeren = _open(laptop)
    aina = add_family_member(
        laptop, case, {"given": "Aýna"}, "child", birth="2014", carer_of=jeren
    ).record
    leyla = add_family_member(laptop, case, {"given": "Leýla"}, "child", birth="2022").record
    relate(laptop, aina, leyla, "cares_for")
    cares = {(link.person, link.other) for link in family_file(laptop, case).family.cares}
    assert cares == {(aina, jeren), (aina, leyla)}


def test_moving_out_and_in_again_with_a_date(laptop: Workspace) -> None:
    case, _ = _open(laptop)
    child = add_family_member(laptop, case, {"given": "Aýna"}, "child").record
    member = family_file(laptop, case).member(child)
    assert member is not None
    leave_household(laptop, member.uid, "2026-10-01")
    file = family_file(laptop, case)
    assert [m.person for m in file.former] == [child]
    assert child in file.family.people  # who left is still of the family
    done = move_in(laptop, case, child, since="2026-11-01")
    assert fetch(laptop, Member, done.record).role == "child"
    assert family_file(laptop, case).former == ()


def test_who_was_only_implied_is_written_down_in_their_place(laptop: Workspace) -> None:
    case, jeren = _open(laptop)
    add_family_member(laptop, case, {"given": "Ogul"}, "in_law", birth="~1955")
    child = add_family_member(laptop, case, {"given": "Aýna"}, "child", birth="2014").record
    file = family_file(laptop, case)
    (unknown,) = set(file.kin) - set(file.people)
    husband = write_down(laptop, case, unknown, Relative("partner", sex="male", died="2024")).record
    file = family_file(laptop, case)
    assert set(file.kin) == set(file.people)
    assert set(file.family.parents_of(child)) == {jeren, husband}
    assert len(file.family.parents_of(husband)) == 1
    with pytest.raises(NotFound):
        write_down(laptop, case, unknown, Relative("partner"))


def test_a_tie_is_added_changed_and_ended(laptop: Workspace) -> None:
    case, _ = _open(laptop)
    done = add_tie(laptop, case, "school", "School No. 12", strength="strong", flow="to_them")
    (tie,) = family_file(laptop, case).ties
    assert (tie.uid, tie.name, tie.strength) == (done.record, "School No. 12", "strong")
    assert tie.household == fetch(laptop, Case, case).household
    change_tie(laptop, tie.uid, {"strength": "strained", "note": "asked twice"})
    assert fetch(laptop, Tie, tie.uid).strength == "strained"
    ended = end_tie(laptop, tie.uid)
    assert family_file(laptop, case).ties == ()
    undo(laptop, ended.save)
    assert len(family_file(laptop, case).ties) == 1
    with pytest.raises(BadValue):
        add_tie(laptop, case, "castle")


def test_relations_added_on_two_laptops_apart_are_all_there(enrolled: Enrolled) -> None:
    office, maral = enrolled.office, enrolled.maral
    case, jeren = _open(maral)
    sister = add_relative(maral, case, jeren, Relative("sibling", sex="female")).record
    enrolled.up(maral)
    add_relative(maral, case, jeren, Relative("child", name={"given": "Aýna"}))
    relate(maral, jeren, sister, "bond", "close")
    relate(maral, jeren, sister, "parent")
    relate(office, jeren, sister, "bond", "close")
    mother = add_relative(office, case, jeren, Relative("parent", sex="female")).record
    relate(office, sister, jeren, "parent")  # apart, nobody can see that this goes round
    enrolled.up(maral)
    file = family_file(office, case)
    assert mother in file.family.people
    assert len(file.family.people) == 4
    assert len(file.family.bonds) == 1
    assert len(file.family.refused) == 1


def test_of_a_restricted_file_others_see_no_relation_and_no_tie(enrolled: Enrolled) -> None:
    maral, coordinator = enrolled.maral, enrolled.coordinator
    case, jeren = _open(maral)
    aunt = add_relative(maral, case, jeren, Relative("sibling", sex="female")).record
    relate(maral, jeren, aunt, "bond", "harm")
    add_tie(maral, case, "neighbours", "Neighbours")
    enrolled.up(maral)
    with enrolled.office.store.reading() as reading:
        assert reading.count(Relation) == 2
    restrict_case(maral, case, ())
    enrolled.up(maral)
    for ws in (enrolled.office, coordinator):
        with ws.store.reading() as reading:
            for kind in (Relation, Tie, Member):
                assert reading.count(kind) == 0
            assert reading.get(Person, aunt) is None
    assert len(family_file(maral, case).people) == 2


def test_a_relation_to_somebody_out_of_sight_leaves_no_gap(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    case, jeren = _open(maral)
    other, hidden = _open(maral)
    relate(maral, jeren, hidden, "sibling")
    enrolled.up(maral)
    assert len(family_file(office, case).people) == 2
    restrict_case(maral, other, ())
    enrolled.up(maral)
    file = family_file(office, case)
    assert set(file.people) == {jeren}
    assert file.relations == ()
    assert file.family.sibships == ()
    assert set(family_file(maral, case).people) == {jeren, hidden}


def test_somebody_nameless_is_called_something_in_every_list(laptop: Workspace) -> None:
    case, jeren = _open(laptop)
    nameless = Relative("parent", sex="female", birth="1960", at_home=True)
    mother = add_relative(laptop, case, jeren, nameless).record
    add_relative(laptop, case, jeren, Relative("sibling", sex="female", birth="1960"))
    file = case_file(laptop, case)
    assert file.household is not None
    names = {line.person.uid: line.person.name for line in file.household.members}
    assert names[mother] == "parent"
    rows = people(laptop)
    assert [row.uid for row in rows if not row.display] == [
        row.uid for row in rows if row.uid != jeren
    ]
    assert person_file(laptop, mother).likely == ()  # nothing is no name in common
    with laptop.store.reading() as reading:
        assert reading.duplicates() == []


def test_one_relation_changed_apart_is_asked_about_and_still_drawn(enrolled: Enrolled) -> None:
    office, maral = enrolled.office, enrolled.maral
    case, jeren = _open(maral)
    sister = add_relative(maral, case, jeren, Relative("sibling", sex="female")).record
    bond = relate(maral, jeren, sister, "bond", "close").record
    enrolled.up(maral)
    relate(maral, jeren, sister, "bond", "distant")
    relate(office, jeren, sister, "bond", "strained")
    enrolled.up(maral)
    (asked,) = conflicts(office)
    assert (asked.record, asked.field, asked.subject) == (bond, "relation.how", "Jeren")
    assert len(family_file(office, case).family.bonds) == 1


def _count(ws: Workspace, kind: type) -> int:
    with ws.store.reading() as reading:
        return reading.count(kind)


def test_somebody_known_becomes_a_relative_without_a_second_record(laptop: Workspace) -> None:
    case, main = _open(laptop)
    aunt = add_person(laptop, {"given": "Bibi"}, birth="1960").record
    told = Relative("parent", "born", sex="female", birth="1950", at_home=True, person=aunt)
    before = _count(laptop, Person)
    done = add_relative(laptop, case, main, told)
    known = family_file(laptop, case)
    assert done.record == aunt
    assert _count(laptop, Person) == before
    assert known.family.parents_of(main) == (aunt,)
    member = known.member(aunt)
    assert member is not None
    assert member.role == "parent"
    assert (known.people[aunt].birth, known.people[aunt].sex) == ("1960", "female")
    again = add_relative(laptop, case, main, told)
    assert again.save == ""
    undo(laptop, done.save)
    assert family_file(laptop, case).family.parents_of(main) == ()
    assert _count(laptop, Person) == before


def test_nobody_known_becomes_their_own_relative_or_ancestor(laptop: Workspace) -> None:
    case, main = _open(laptop)
    son = add_relative(laptop, case, main, Relative("child")).record
    with pytest.raises(BadValue):
        add_relative(laptop, case, main, Relative("partner", person=main))
    with pytest.raises(GoesRound):
        add_relative(laptop, case, main, Relative("parent", person=son))


def test_somebody_implied_turns_out_to_be_known(laptop: Workspace) -> None:
    case, jeren = _open(laptop)
    add_family_member(laptop, case, {"given": "Ene"}, "grandparent")
    implied = next(uid for uid in family_file(laptop, case).kin if is_unknown(uid))
    known = add_person(laptop, {"given": "Bibi"}).record
    write_down(laptop, case, implied, Relative("parent", person=known))
    family = family_file(laptop, case).family
    assert known in family.parents_of(jeren)
    assert not any(is_unknown(uid) for uid in family_file(laptop, case).kin)


def test_what_joins_somebody_restricted_with_a_family_is_seen_by_whoever_sees_both(
    enrolled: Enrolled,
) -> None:
    maral, office = enrolled.maral, enrolled.office
    secret = first_contact(
        maral,
        FirstContact(worry="w", name={"given": "Bibi"}, restricted_to=(maral.person,)),
    ).record
    hidden = fetch(maral, Case, secret).person
    case, main = _open(maral)
    add_relative(maral, case, main, Relative("parent", at_home=True, person=hidden))
    enrolled.up(maral)
    assert family_file(maral, case).family.parents_of(main) == (hidden,)
    seen = family_file(office, case)
    assert set(seen.people) == {main}
    assert seen.relations == ()
    with office.store.reading() as reading:
        assert {m.person for m in reading.page(Member)} == {main}
