"""The families of the demo as they are written: who there is, that nothing in a file is unclear."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from socialcase.actions.demo.checking import Unreadable
from socialcase.actions.demo.family import Family, birth, composition, relative_days
from socialcase.actions.demo.reading import read_family, written_directory, written_families
from socialcase.cases import codes
from socialcase.cases.dates import age_on
from socialcase.cases.records import Provider
from socialcase.cases.referring import standing_of, to_check
from socialcase.settings import shipped
from socialcase.texts.services import service_codes

TODAY = date(2026, 11, 23)
ISSUE = {
    "a grandmother raises grandchildren while the parents work away": "saparow",
    "a deaf boy and school": "annamuhammedow",
    "a father after an injury at work": "gurbannazarow",
    "a widow's papers": "orazgulyyew",
    "a young mother who left care": "welmyradowa",
    "a capable blind man seeks work": "meredow",
    "an older man alone": "muhammedow",
    "an exhausted carer": "ilamanowa",
    "a restricted file": "hallyyewa",
    "a reunification": "baylyyew",
    "refused help": "pirliyew",
    "one-off advice": "hemrayewa",
    "moved mid-case": "orazmyradow",
    "a duplicate across scripts": "jeren_hospital",
    "a provider full": "ilamanowa",
    "a neighbour's help": "tajiyewa",
    "closed in the client's words, with the goals met": "tajiyewa",
    "closed in the client's words, without what was needed": "ussayew",
    "a death": "nepesow",
}
"""The families that there are to be, and in which file each is told."""


@pytest.fixture(scope="module")
def families() -> tuple[Family, ...]:
    return written_families()


@pytest.fixture(scope="module")
def by_key(families: tuple[Family, ...]) -> dict[str, Family]:
    return {family.key: family for family in families}


def test_there_are_24_families_and_one_woman_met_twice(families: tuple[Family, ...]) -> None:
    made_of = composition(families)

    assert made_of.families == 25
    assert made_of.people > 85
    assert 35 < made_of.share(made_of.children) < 50
    assert 12 < made_of.share(made_of.disabled) < 22
    assert 8 < made_of.share(made_of.older) < 16


def test_every_family_that_is_to_be_there_is_there(by_key: dict[str, Family]) -> None:
    assert set(ISSUE.values()) <= by_key.keys()
    reasons = {key: one.closing.reason for key, one in by_key.items() if one.closing}
    assert reasons == {
        "pirliyew": "refused",
        "hemrayewa": "needs_no_longer",
        "tajiyewa": "goals_met",
        "ussayew": "insufficient_resources",
    }
    assert all(by_key[key].closing.feedback for key in ("tajiyewa", "ussayew"))  # type: ignore[union-attr]
    assert by_key["nepesow"].deaths
    assert [move.comes for move in by_key["baylyyew"].moves] == [True]
    assert by_key["orazmyradow"].moves
    assert by_key["orazmyradow"].handover
    assert "waiting" in {step.step for one in by_key["ilamanowa"].referrals for step in one.steps}


def test_every_group_and_every_step_of_a_case_is_there(families: tuple[Family, ...]) -> None:
    assert {group for one in families for group in one.case.groups} == set(codes.GROUPS) - {"other"}
    steps = set(codes.CASE_STATUSES) - {"under_review"} | {"closing"}
    assert {one.case.status for one in families} >= steps - {"assessed"}
    assert {one.case.risk_level for one in families} == set(codes.RISKS)
    hard = {group for one in families if one.case.risk_level != "low" for group in one.case.groups}
    assert hard == set(codes.GROUPS) - {"other"}, "hardship is not confined to one group"


def test_every_family_and_every_person_has_a_strength(families: tuple[Family, ...]) -> None:
    assert all(family.strengths for family in families)
    assert all(person.strengths for family in families for person in family.people)
    assessed = [family for family in families if family.needs]
    assert len(assessed) >= 18
    assert all(any(need.what == "strength" for need in one.needs) for one in assessed)


def test_every_step_of_a_referral_and_every_state_of_a_resource_is_there(
    families: tuple[Family, ...],
) -> None:
    steps = {step.step for one in families for ref in one.referrals for step in ref.steps}
    states = {resource.status for one in families for resource in one.resources}
    drafts = [ref for one in families for ref in one.referrals if not ref.steps]

    assert steps == {"sent", "accepted", "waiting", "refused", "begun", "ended", "withdrawn"}
    assert states == set(codes.RESOURCE_STATES)
    assert drafts, "one is written and not sent"


def test_signatures_reviews_and_visits_of_every_kind_are_there(
    families: tuple[Family, ...],
) -> None:
    signed = {one.how for family in families for one in family.signatures}
    decided = {review.decision for family in families for review in family.reviews}
    outcomes = {visit.outcome for family in families for visit in family.visits}

    assert signed == set(codes.SIGNED_HOW)
    assert decided >= {"go_on", "change", ""}
    assert outcomes == set(codes.VISIT_OUTCOMES) - {"planned"}
    assert any(visit.planned_on is not None for one in families for visit in one.visits)


def test_nearly_every_family_is_drawn_with_relatives_and_surroundings(
    families: tuple[Family, ...],
) -> None:
    assert sum(len(one.people) + len(one.relatives) > 4 for one in families) >= 16
    assert sum(bool(one.relatives or one.relations) for one in families) >= 18
    assert sum(len(one.ties) >= 3 for one in families) >= 18
    strengths = {tie.strength for one in families for tie in one.ties}
    assert strengths == set(codes.TIES)


def test_the_directory_has_somebody_full_somebody_gone_and_somebody_protected() -> None:
    def day(offset: int | None) -> str:
        return "" if offset is None else date.fromordinal(TODAY.toordinal() + offset).isoformat()

    directory = written_directory()
    entries = [
        Provider(
            one.key,
            capacity=one.capacity,
            valid_from=day(one.valid_from),
            valid_until=day(one.valid_until),
            asked=day(one.asked),
        )
        for one in directory
    ]
    standings = {standing_of(one, TODAY) for one in entries}

    assert len(directory) == len({one.key for one in directory}) == 15
    assert standings == {"valid", "full", "ended"}
    assert any(to_check(one, TODAY) for one in entries)
    assert [one.key for one in directory if one.protected] == ["shelter"]
    assert {code for one in directory for code in one.services} <= set(service_codes())
    assert all("demo" in one.name.casefold() for one in directory), "made up, and says so"


def test_nobody_real_is_named(families: tuple[Family, ...]) -> None:
    numbers = [p.phone for one in families for p in one.people if p.phone]
    papers = [paper.number for one in families for paper in one.certificates if paper.number]

    assert len(numbers) > 20
    assert all(number.startswith("+993 6") for number in numbers)
    assert all(number.startswith("demo ") for number in papers)
    assert all(one.phone.startswith("+993 522 0 00 ") for one in written_directory())


def test_the_etraps_are_real_and_the_services_are_those_of_the_list(
    families: tuple[Family, ...],
) -> None:
    known = set(service_codes())
    assert {family.etrap for family in families} == {"wekilbazar", "bayramaly"}
    for family in families:
        assert set(family.case.services) <= known
        assert {ref.service for ref in family.referrals} <= known
        assert {need.service for need in family.needs} - {""} <= known


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


def test_the_dead_were_born_long_enough_before(families: tuple[Family, ...]) -> None:
    for family in families:
        for relative in family.relatives:
            born, died = relative_days(family, relative, TODAY)
            assert bool(died) == bool(relative.died)
            if born and died:
                assert abs(int(died[:4]) - int(born) - relative.age) <= 1


def _changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: _changed(t, "strength =", "strenght ="), "“strenght” is not known here"),
        (lambda t: _changed(t, 'role = "partner"', 'role = "friend"'), "“friend” is no role"),
        (lambda t: _changed(t, 'of = "Hemra"', 'of = "Kemal"'), "nobody here is called “Kemal”"),
        (lambda t: _changed(t, 'of = "Hemra"', 'of = "Kerwen"'), "“Kerwen” has to stand before"),
        (lambda t: _changed(t, "needs = [1]", "needs = [9]"), "there is no number 9"),
        (lambda t: _changed(t, 'worry = "', 'worri = "'), "“worri” is not known here"),
        (lambda t: _changed(t, '"done"]', '"perhaps"]'), "an action is [what, who, due"),
        (lambda t: _changed(t, "[case]", "[case"), "(at line"),
        (lambda t: _changed(t, "age = 61\n", 'age = 61\nkey = "x"\n'), ""),
    ],
)
def test_whoever_writes_a_family_is_told_what_is_wrong_and_where(
    tmp_path: Path, change: Callable[[str], str], said: str
) -> None:
    given = shipped("resources", "demo", "families") / "15_annamuhammedow.toml"
    file = tmp_path / "mine.toml"
    file.write_text(change(given.read_text("utf-8")), "utf-8")

    if not said:
        assert read_family(file).key == "annamuhammedow"
        return
    with pytest.raises(Unreadable) as wrong:
        read_family(file)
    assert str(wrong.value).startswith("mine.toml")
    assert said in str(wrong.value)
