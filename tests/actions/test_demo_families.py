from datetime import date

import pytest

from socialcase.actions.demo.family import Family, birth, composition
from socialcase.actions.demo.generator import drawn_families
from socialcase.actions.demo.reading import written_families
from socialcase.cases import codes
from socialcase.cases.dates import age_on

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def families() -> tuple[Family, ...]:
    return written_families() + drawn_families(2026)


def test_the_families_are_as_many_and_as_mixed_as_the_programme_serves(
    families: tuple[Family, ...],
) -> None:
    made_of = composition(families)

    assert made_of.families == 24
    assert made_of.people > 100
    assert made_of.share(made_of.children) == pytest.approx(41, abs=1.5)
    assert made_of.share(made_of.disabled) == pytest.approx(15, abs=1.5)
    assert made_of.share(made_of.older) == pytest.approx(9, abs=1.5)


def test_at_least_twelve_families_are_written_by_hand() -> None:
    assert len(written_families()) >= 12


def test_every_family_and_nearly_every_person_has_a_strength(families: tuple[Family, ...]) -> None:
    assert all(family.strengths for family in families)
    assert all(person.strengths for family in families for person in family.people)


def test_one_file_is_restricted_and_one_person_is_met_twice_in_two_scripts(
    families: tuple[Family, ...],
) -> None:
    twice = [f for f in families if f.main.birth_of == "orazgulyyew/0"]

    assert [f.key for f in families if f.case.restricted] == ["hallyyewa"]
    assert [f.main.surname for f in twice] == ["Оразгулыева"]


def test_town_and_village_and_three_generations_are_there(families: tuple[Family, ...]) -> None:
    spread = [max(p.age for p in f.people) - min(p.age for p in f.people) for f in families]

    assert len({family.settlement for family in families}) >= 4
    assert {family.etrap for family in families} == {"wekilbazar", "bayramaly"}
    assert sum(span > 50 for span in spread) >= 5


def test_hardship_is_not_confined_to_one_group(families: tuple[Family, ...]) -> None:
    met = {group for family in families for group in family.case.groups}

    assert met >= set(codes.GROUPS) - {"other"}


def test_the_codes_are_those_of_the_registry(families: tuple[Family, ...]) -> None:
    for family in families:
        assert family.case.source in codes.SOURCES
        assert set(family.case.groups) <= set(codes.GROUPS)
        assert family.case.risk_level in codes.RISKS
        assert family.case.status in (*codes.CASE_STATUSES, "closing")
        for person in family.people:
            assert person.role in codes.ROLES_AT_HOME
            assert person.disability in (*codes.DISABILITIES, "")
        assert all(visit.kind in codes.VISIT_KINDS for visit in family.visits)


def test_goals_and_carers_name_people_of_the_family(families: tuple[Family, ...]) -> None:
    for family in families:
        given = {person.given for person in family.people}
        assert {goal.person for goal in family.goals} - {""} <= given
        assert {person.carer_of for person in family.people} - {""} <= given
        if family.assessment:
            assert family.assessment.about in given


def test_births_fit_the_ages_whenever_the_demo_runs(families: tuple[Family, ...]) -> None:
    for today in (TODAY, date(2028, 2, 29), date(2031, 1, 1)):
        for family in families:
            for index, person in enumerate(family.people):
                written = birth(family, index, today)
                age = age_on(written, today)
                assert age is not None
                assert abs(age.years - person.age) <= 1
                if person.birth_known == "day":
                    assert age.years == person.age


def test_twins_and_the_person_met_twice_share_a_birthday(families: tuple[Family, ...]) -> None:
    by_key = {family.key: family for family in families}

    assert birth(by_key["rejepow"], 2, TODAY) == birth(by_key["rejepow"], 3, TODAY)
    assert birth(by_key["orazgulyyew"], 0, TODAY) == birth(by_key["jeren_hospital"], 0, TODAY)


def test_the_same_seed_gives_the_same_families_and_another_seed_others() -> None:
    assert drawn_families(7) == drawn_families(7)
    assert drawn_families(7) != drawn_families(8)
    assert composition(drawn_families(7)).children == composition(drawn_families(8)).children
