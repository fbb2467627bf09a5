"""The workspace on which pages are measured is what it says: every kind of record, really there."""

from collections.abc import Callable
from pathlib import Path

from socialcase.actions.case_file import case_file
from socialcase.actions.tasks import todos
from socialcase.actions.today import today
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import (
    Action,
    Assessment,
    Case,
    Comment,
    Member,
    Note,
    Person,
    Provider,
    Referral,
    Visit,
)
from tests.bench.ground import new_laptop
from tests.bench.one_case import Size
from tests.bench.years import Filled, years

SMALL = Size(people=60, cases=10, providers=4)


def filled(folder: Path, closing: Callable[[Workspace], Workspace]) -> Filled:
    return years(closing(new_laptop(folder / "laptop")), SMALL)


def test_it_holds_as_much_of_everything_as_it_was_asked_for(
    tmp_path: Path, closing: Callable[[Workspace], Workspace]
) -> None:
    made = filled(tmp_path, closing)
    ten, two_small = SMALL.cases, 2
    with made.ws.store.reading() as reading:
        assert reading.count(Case) == ten + two_small
        assert reading.count(Person) == SMALL.people
        assert reading.count(Member) == ten * SMALL.at_home
        assert reading.count(Note) == ten * SMALL.notes
        assert reading.count(Provider) == SMALL.providers + 1
        assert reading.count(Referral) == 2 * ten
        assert reading.count(Visit, {"outcome": "planned"}) == ten / 2 + 1
        assert reading.count(Assessment, {"case": made.case}) == SMALL.forms
        assert reading.count(Case, {"owner": made.ws.person}) == ten - 1 + two_small
        assert reading.count(Action, {"case": made.case}) == 2 * SMALL.goals * SMALL.actions
        assert reading.count(Comment, {"kind": "approve"}) > ten
        assert {one.status for one in reading.page(Case)} >= {"closed", "in_service", "intake"}


def test_its_pages_have_something_of_everything(
    tmp_path: Path, closing: Callable[[Workspace], Workspace]
) -> None:
    made = filled(tmp_path, closing)
    file = case_file(made.ws, made.case)
    assert len(file.visits) == SMALL.visits + 1
    assert file.plan is not None
    assert len(file.plan.goals) == SMALL.goals
    assert file.older_plans
    assert file.household is not None
    assert len(file.household.members) == SMALL.at_home
    assert len(todos(made.ws).for_provider) == SMALL.cases / 2
    assert today(made.ws).villages


def test_what_came_by_merging_is_whole_and_nothing_in_it_is_disputed(
    tmp_path: Path, closing: Callable[[Workspace], Workspace]
) -> None:
    made = filled(tmp_path, closing)
    assert made.ws.store.rebuild().equal
    with made.ws.store.reading() as reading:
        assert reading.conflicts() == []
