"""The demo run once, with a cheap key, and looked at from all sides."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialcase.actions.assessments import drafts
from socialcase.actions.bundles import exchange
from socialcase.actions.case_file import case_file, case_header
from socialcase.actions.cases import cases, find_cases
from socialcase.actions.conflicts import conflicts
from socialcase.actions.demo import DemoOutcome, run_demo
from socialcase.actions.demo.published import run_published
from socialcase.actions.family import family_file
from socialcase.actions.hours import hours_of, minutes_of, own_cases
from socialcase.actions.household_drawing import draw_household
from socialcase.actions.maintenance import check
from socialcase.actions.people import find_people
from socialcase.actions.providers import providers
from socialcase.actions.reviews import reviews_in
from socialcase.actions.supervision import answers
from socialcase.actions.tasks import todos
from socialcase.actions.today import today
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases import codes
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Attachment, Person, Referral, Resource, WorkWeek
from socialcase.errors import WorkspaceExists
from socialcase.settings import shipped
from socialcase.sync.vault import KdfCost

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> DemoOutcome:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    return run_demo(folder, say=said.append, clock=FixedClock(NOW), cost=CHEAP)


def opened(folder: Path, outcome: DemoOutcome) -> Workspace:
    return open_workspace(folder, outcome.passphrase, clock=FixedClock(NOW), anywhere=True)


@pytest.fixture
def office(outcome: DemoOutcome) -> Iterator[Workspace]:
    ws = opened(outcome.office, outcome)
    yield ws
    close_workspace(ws)


@pytest.fixture
def maral(outcome: DemoOutcome) -> Iterator[Workspace]:
    ws = opened(outcome.laptops["maral"], outcome)
    yield ws
    close_workspace(ws)


@pytest.fixture
def oraz(outcome: DemoOutcome) -> Iterator[Workspace]:
    ws = opened(outcome.laptops["oraz"], outcome)
    yield ws
    close_workspace(ws)


@pytest.fixture
def aygul(outcome: DemoOutcome) -> Iterator[Workspace]:
    ws = opened(outcome.laptops["aygul"], outcome)
    yield ws
    close_workspace(ws)


def test_the_office_has_everyone_but_the_restricted_family(outcome: DemoOutcome) -> None:
    restricted_people = 4  # three at home, one who is not to be told
    everyone = outcome.made_of.people + outcome.made_of.relatives

    assert outcome.people_at_office == everyone - restricted_people
    assert outcome.cases_at_office == outcome.made_of.families - 1 - outcome.made_of.closed


def test_nothing_is_held_for_review(outcome: DemoOutcome) -> None:
    assert outcome.held == 0


def test_both_screens_showed_the_same_digits_for_each_laptop(
    outcome: DemoOutcome, said: list[str]
) -> None:
    joined = [line for line in said if "both show" in line]

    assert len(joined) == len(outcome.laptops)
    for line in joined:
        groups = line.rstrip(".").split()[-6:]
        assert all(len(group) == 5 and group.isdigit() for group in groups)


def test_the_form_refused_an_answer_and_a_question_appeared(outcome: DemoOutcome) -> None:
    messages = [message for _, message in outcome.refusals]
    appeared = [question for question, _ in outcome.appearances]

    assert messages == ["The question is about 30 days, so 30 is the most."]
    assert "Which payment?" in appeared
    assert ("Needs help in daily living", "5") in outcome.scores


def test_the_higher_risk_showed_until_it_was_settled(
    office: Workspace, outcome: DemoOutcome
) -> None:
    assert set(outcome.conflict.levels) == {"high", "low"}
    assert outcome.conflict.showed == "high"
    assert case_header(office, outcome.conflict.case).risk.level == outcome.conflict.settled


def test_one_more_conflict_waits_for_whoever_opens_the_office(office: Workspace) -> None:
    assert [(row.subject, row.field) for row in conflicts(office)] == [
        ("Rahym and Akjemal Nazarow", "case.next_step")
    ]


def test_everyone_who_may_see_it_has_the_same_settled_risk(
    maral: Workspace, aygul: Workspace, outcome: DemoOutcome
) -> None:
    levels = {case_header(ws, outcome.conflict.case).risk.level for ws in (maral, aygul)}

    assert levels == {outcome.conflict.settled}


def test_the_same_woman_in_two_scripts_is_noticed(outcome: DemoOutcome) -> None:
    assert {frozenset(pair) for pair in outcome.duplicates} == {
        frozenset({"Jeren Orazgulyýewa", "Җерен Оразгулыева"})
    }


def test_the_restricted_file_is_found_by_the_named_people_only(
    office: Workspace, maral: Workspace, oraz: Workspace, aygul: Workspace, outcome: DemoOutcome
) -> None:
    found = {
        ws.label: (find_people(ws, "Enejan"), find_cases(ws, "Hallyýewa"))
        for ws in (office, maral, oraz, aygul)
    }

    assert outcome.restricted_hidden
    assert all(found[ws.label][0] and found[ws.label][1] for ws in (maral, aygul))
    assert not any(any(found[ws.label]) for ws in (office, oraz))


def test_two_papers_travelled_to_those_who_may_read_them(
    office: Workspace, maral: Workspace, oraz: Workspace, aygul: Workspace
) -> None:
    def papers(ws: Workspace) -> set[str]:
        with ws.store.reading() as reading:
            return {one.name for one in reading.page(Attachment)}

    assert papers(maral) == papers(aygul) == {"mekdepden hat.txt", "ýatakhana.txt"}
    assert papers(office) == {"mekdepden hat.txt"}
    assert papers(oraz) == set()
    assert len(office.store.attachments.names()) == 2, "one of them unread, to be passed on"
    assert oraz.store.attachments.names() == []
    for ws in (office, maral, aygul):
        report = check(ws).files
        assert (report.missing, report.damaged, report.orphaned) == ((), (), ())


def test_a_specialist_sees_only_their_own_etrap(maral: Workspace, oraz: Workspace) -> None:
    assert {row.etrap for row in cases(maral)} == {"wekilbazar"}
    assert {row.etrap for row in cases(oraz)} == {"bayramaly"}


def test_the_case_file_tells_the_whole_story(maral: Workspace, outcome: DemoOutcome) -> None:
    file = case_file(maral, outcome.conflict.case)

    assert file.header.case.status == "in_service"
    assert file.household is not None
    assert len(file.household.members) == 5
    assert len(file.assessments) == 1
    assert file.plan is not None
    assert file.plan.plan.status == "approved"
    assert [goal.done for goal in file.plan.goals] == [9, 2, 0]
    assert any("Please name who stays" in comment.text for comment in file.comments)
    assert {visit.outcome for visit in file.visits} == {"done", "planned"}


def test_the_laptop_knows_what_the_office_has_and_what_not(
    maral: Workspace, outcome: DemoOutcome
) -> None:
    view = exchange(maral)

    assert outcome.only_here > 0
    assert view.only_here == outcome.only_here
    assert view.office_has_until is not None


def test_today_has_visits_answers_and_late_things(maral: Workspace) -> None:
    page = today(maral)

    assert page.visits_today == 2
    assert page.visits_late >= 1
    assert page.late
    assert sorted(answer.kind for answer in page.answers) == ["approve", "approve", "return"]
    assert len(page.villages) >= 3


def test_an_assessment_was_returned_with_a_question(maral: Workspace) -> None:
    assert [a.about_kind for a in answers(maral) if a.kind == "return"] == ["assessment"]


def test_one_assessment_was_begun_and_waits(maral: Workspace) -> None:
    assert [draft.person_name for draft in drafts(maral)] == ["Sona Rejepowa"]


def of_family(ws: Workspace, text: str) -> str:
    return find_cases(ws, text)[0].uid


def test_three_generations_are_drawn_with_what_is_around_them(
    maral: Workspace, oraz: Workspace
) -> None:
    drawn = {
        text: draw_household(family_file(ws, of_family(ws, text)), ws.today)
        for ws, text in (
            (maral, "Orazgulyýewa"),
            (maral, "Annamuhammedow"),
            (maral, "Ilamanowa"),
            (maral, "Garajaýewa"),
            (oraz, "Saparow"),
            (oraz, "Nepesow"),
        )
    }
    assert {text: one.generations for text, one in drawn.items()} == dict.fromkeys(drawn, 3)
    assert not any(one.refused for one in drawn.values())
    assert {"married", "died", "main"} <= drawn["Orazgulyýewa"].genogram.used
    assert "tie_strong" in drawn["Orazgulyýewa"].ecomap.used


def test_a_plan_has_two_versions_and_what_was_measured(maral: Workspace) -> None:
    file = case_file(maral, of_family(maral, "Annamuhammedow"))
    with maral.store.reading() as reading:
        reviews = reviews_in(reading, file.header.case.uid)

    assert file.plan is not None
    assert (file.plan.plan.version, file.plan.plan.status) == (2, "approved")
    assert [review.decision for review in reviews] == ["go_on", "change"]
    assert sorted(m.rating or 0 for m in reviews[1].measures) == [8, 8, 9]


def test_referrals_of_every_step_and_resources_of_every_state_arrive_at_the_office(
    office: Workspace,
) -> None:
    with office.store.reading() as reading:
        steps = {one.status for one in reading.page(Referral, limit=500)}
        states = {one.status for one in reading.page(Resource, limit=500)}

    assert steps == set(codes.REFERRAL_STATES)
    assert states == set(codes.RESOURCE_STATES)


def test_a_shelter_is_known_to_two_people_and_the_office_that_entered_it(
    office: Workspace, maral: Workspace, oraz: Workspace, aygul: Workspace
) -> None:
    names = {
        ws.label: {line.provider.name for line in providers(ws)}
        for ws in (office, maral, oraz, aygul)
    }
    shelter = "A safe place to stay (demo)"

    assert {label for label, known in names.items() if shelter in known} == {
        ws.label for ws in (office, maral, aygul)
    }
    assert names[oraz.label] == names[maral.label] - {shelter}


def test_the_family_that_moved_is_with_the_specialist_in_town(
    maral: Workspace, oraz: Workspace, aygul: Workspace
) -> None:
    case = of_family(oraz, "Orazmyradow")

    assert case_header(oraz, case).case.owner == oraz.person
    assert case_header(aygul, case).case.etrap == "bayramaly"
    assert "Orazmyradow family" in own_cases(oraz).values()
    assert "Orazmyradow family" not in own_cases(maral).values()


def test_four_cases_are_closed_and_one_goes_on_after_a_death(
    maral: Workspace, oraz: Workspace
) -> None:
    closed = {row.uid: ws for ws in (maral, oraz) for row in cases(ws, status="closed")}
    reasons = {case_header(ws, uid).case.closure_reason for uid, ws in closed.items()}
    bereft = case_header(oraz, of_family(oraz, "Nepesow")).case

    assert reasons == {"goals_met", "refused", "needs_no_longer", "insufficient_resources"}
    assert bereft.status == "in_service"
    with oraz.store.reading() as reading:
        person = reading.get(Person, bereft.person)
    assert person is not None
    assert person.died


def test_hours_stay_here_and_totals_of_the_week_before_went_up(
    maral: Workspace, aygul: Workspace
) -> None:
    assert hours_of(maral, maral.today).minutes > 0
    last = [week for week in _weeks(aygul) if week.staff == maral.person]
    assert [sum(minutes_of(week).values()) for week in last] == [25 * 60]


def _weeks(ws: Workspace) -> list[WorkWeek]:
    with ws.store.reading() as reading:
        return list(reading.page(WorkWeek))


def test_one_task_is_put_off_with_a_reason(maral: Workspace) -> None:
    assert [one.put_off_why for one in todos(maral).put_off] == ["He is on leave until next week"]


@pytest.mark.parametrize("who", ["office", "maral", "oraz", "aygul"])
def test_every_database_is_whole(who: str, request: pytest.FixtureRequest) -> None:
    assert check(request.getfixturevalue(who)).sound


def test_nothing_on_the_stick_says_who_it_is_about(outcome: DemoOutcome) -> None:
    for file in outcome.stick.iterdir():
        data = file.read_bytes()
        assert b"Jeren" not in data
        assert "Оразгулыева".encode() not in data


def test_it_is_not_run_over_somebody_elses_files(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    (office / "letter.txt").write_text("mine")

    with pytest.raises(WorkspaceExists):
        run_demo(tmp_path, say=lambda _: None, clock=FixedClock(NOW), cost=CHEAP)

    assert (office / "letter.txt").read_text() == "mine"


def test_forms_of_field_size_load_and_take_answers() -> None:
    ran = run_published(shipped("forms"), FixedClock(NOW), wanted=1)

    assert [one.title.startswith("Needs assessment") for one in ran] == [True]
    assert ran[0].answered > 40
