"""What is typed in a field that is kept when one leaves it, and that nobody left, is not lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions import signing
from socialcase.actions.cases import set_case
from socialcase.actions.family import family_file
from socialcase.actions.needs import set_need
from socialcase.actions.people import edit_person
from socialcase.actions.plan_versions import set_plan
from socialcase.actions.plans import set_action, set_goal
from socialcase.actions.providers import set_provider
from socialcase.actions.referrals import set_referral
from socialcase.actions.resources import set_resource
from socialcase.actions.reviews import measure_goal, set_review
from socialcase.actions.unkept import all_unkept
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import (
    Action,
    Attachment,
    Case,
    Goal,
    Household,
    Measure,
    Need,
    Person,
    Plan,
    Provider,
    Referral,
    Resource,
    Review,
)
from socialcase.ui.page import Target
from socialcase.ui.pages.case.header import CaseHead
from socialcase.ui.pages.case.services import ServicesPart
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.field import TextArea, TextBox
from tests.ui.unkept_world import (
    MINE,
    NEWER,
    OLD,
    Window,
    World,
    document,
    field,
    filled_world,
    needs,
    offered,
    opened_panel,
    part,
    the,
    window_of,
    write,
)

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

KINDS = (
    *(Action, Attachment, Case, Goal, Household, Measure, Need, Person, Plan, Provider),
    *(Referral, Resource, Review),
)
NEVER_EMPTY = ("goal", "need")
"""Where nobody may leave nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """How a place is opened, the fields there by object or accessible name, another hand.

    Places that are opened in the same way follow upon each other.
    """

    open: Callable[[Shell, World], object]
    fields: Callable[[World], tuple[str, ...]]
    change: Callable[[World, str], object]
    """Give the first of the fields a value, as a merge does."""


@pytest.fixture
def world(qtbot: QtBot, workspace: Workspace, case_uid: str) -> World:
    made = filled_world(qtbot, workspace, case_uid)
    for place in PLACES.values():
        place.change(made, OLD)
    return made


@pytest.fixture
def window(qtbot: QtBot, world: World, preferences: Preferences) -> Window:
    return window_of(qtbot, world, preferences)


def review(shell: Shell, world: World) -> None:
    opened_panel(shell, world, "review")


def facts(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case))
    head = the(shell, CaseHead)
    assert isinstance(head, CaseHead)
    head.open_panel("facts")


def resource(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case, "services"))
    services = the(shell, ServicesPart)
    assert isinstance(services, ServicesPart)
    assert services._services is not None
    services._list.opened.emit(services._services.resources[0])


def home_strengths(world: World, words: str) -> None:
    with world.ws.store.reading() as reading:
        [home] = [one for one in reading.page(Household) if one.uid == home_of(world)]
    with world.ws.store.transaction("somebody") as tx:
        tx.set(home.uid, "strengths", words)


def home_of(world: World) -> str:
    found = family_file(world.ws, world.case).household
    assert found is not None
    return found.uid


plan = part("plan")
PLACES: dict[str, Place] = {
    "goal": Place(
        plan,
        lambda world: (f"goal:{world.goal}:words",),
        lambda world, words: set_goal(world.ws, world.goal, "words", words),
    ),
    "action": Place(
        plan,
        lambda world: tuple(f"action:{world.action}:{name}" for name in ("with_what", "what")),
        lambda world, words: set_action(world.ws, world.action, "with_what", words),
    ),
    "plan": Place(
        plan,
        lambda _: ("If things get worse", "How the family sees it"),
        lambda world, words: set_plan(world.ws, world.plan, "crisis", words),
    ),
    "need": Place(
        needs,
        lambda world: (f"need:{world.need}:words",),
        lambda world, words: set_need(world.ws, world.need, "words", words),
    ),
    "review": Place(
        review,
        lambda _: ("Note", "What they say of it, in their own words"),
        lambda world, words: set_review(world.ws, world.review, "note", words),
    ),
    "measure": Place(
        review,
        lambda world: (f"measure:{world.goal}:words",),
        lambda world, words: measure_goal(world.ws, world.review, world.goal, "words", words),
    ),
    "referral": Place(
        part("services"),
        lambda world: (f"referral:{world.referral}:reason",),
        lambda world, words: set_referral(world.ws, world.referral, "reason", words),
    ),
    "resource": Place(
        resource,
        lambda _: ("Note", "From whom"),
        lambda world, words: set_resource(world.ws, world.resource, "note", words),
    ),
    "facts": Place(
        facts,
        lambda _: ("In words", "What is the worry?"),
        lambda world, words: set_case(world.ws, world.case, "told_by", words),
    ),
    "household": Place(
        part("household"), lambda _: ("Strengths of the household",), home_strengths
    ),
    "document": Place(
        document,
        lambda _: ("What it shows",),
        lambda world, words: describe(world, words),
    ),
    "person": Place(
        lambda shell, world: shell.open(Target("person", world.person)),
        lambda _: ("Note", "Strengths"),
        lambda world, words: edit_person(world.ws, world.person, "note", words),
    ),
    "provider": Place(
        lambda shell, world: shell.open(Target("provider", world.provider)),
        lambda _: ("provider:note", "provider:address.landmark"),
        lambda world, words: set_provider(world.ws, world.provider, "note", words),
    ),
}


def describe(world: World, words: str) -> None:
    with world.ws.store.transaction("somebody") as tx:
        tx.set(world.document, "caption", words)


def opened_in_turn(shell: Shell, world: World) -> Iterator[tuple[str, Place]]:
    """Place by place, each opened unless it is already."""
    last: object = None
    for key, place in PLACES.items():
        if place.open is not last:
            place.open(shell, world)
        last = place.open
        yield key, place


def kept_words(ws: Workspace) -> str:
    """Everything that the log says now, as one text."""
    with ws.store.reading() as reading:
        found = [one for kind in KINDS for one in reading.page(kind)]
    return "\n".join(map(repr, found))


def test_what_nobody_left_is_kept_the_next_time(world: World, window: Window) -> None:
    with window() as shell:
        for key, place in opened_in_turn(shell, world):
            for number, name in enumerate(place.fields(world)):
                write(shell, name, f"{MINE} {key} {number}")
    assert MINE not in kept_words(world.ws)
    with window() as shell:
        for key, place in opened_in_turn(shell, world):
            for number, name in enumerate(place.fields(world)):
                assert field(shell, name).stands() == f"{MINE} {key} {number}"
                assert f"{MINE} {key} {number}" in kept_words(world.ws)
            assert offered(shell) == {}
        editors: list[TextBox | TextArea] = [*shell.findChildren(TextBox)]
        editors += shell.findChildren(TextArea)
        unheard = [one for one in editors if one.keeps and one.settled is None]
        assert [one.objectName() or one.accessibleName() for one in unheard] == []
    assert all_unkept(world.ws) == []


def test_what_was_only_emptied_is_empty_the_next_time(world: World, window: Window) -> None:
    with window() as shell:
        for key, place in opened_in_turn(shell, world):
            if key not in NEVER_EMPTY:
                write(shell, place.fields(world)[0], "")
    assert kept_words(world.ws).count(OLD) == len(PLACES)
    with window() as shell:
        for key, place in opened_in_turn(shell, world):
            there = OLD if key in NEVER_EMPTY else ""
            assert field(shell, place.fields(world)[0]).stands() == there
    assert kept_words(world.ws).count(OLD) == len(NEVER_EMPTY)
    assert all_unkept(world.ws) == []


def test_what_was_written_for_a_plan_that_was_signed_meanwhile_can_still_be_read(
    world: World, window: Window
) -> None:
    with window() as shell:
        for key in ("plan", "action"):
            PLACES[key].open(shell, world)
            write(shell, PLACES[key].fields(world)[0], f"{MINE} {key}")
        write(shell, PLACES["goal"].fields(world)[0], "")  # emptied, nobody can mean it
    signing.sign(world.ws, world.plan, "typed", name="Jeren Orazgulyýewa")
    with window() as shell:
        PLACES["plan"].open(shell, world)
        away = {f"Throw away: {MINE} {key}" for key in ("plan", "action")}
        assert offered(shell).keys() == away
        for act in away:
            offered(shell)[act].click()
        assert offered(shell) == {}
    assert all_unkept(world.ws) == []
    assert kept_words(world.ws).count(OLD) == len(PLACES)


def test_what_was_kept_meanwhile_stays_until_somebody_decides(world: World, window: Window) -> None:
    with window() as shell:
        for key, place in opened_in_turn(shell, world):
            write(shell, place.fields(world)[0], f"{MINE} {key}")
    for place in PLACES.values():
        place.change(world, NEWER)
    wanted = {key: "Put mine in" if len(key) % 2 else "Throw away" for key in PLACES}
    stands = {key: f"{MINE} {key}" if len(key) % 2 else NEWER for key in PLACES}
    with window() as shell:
        for key, place in opened_in_turn(shell, world):
            name, act = place.fields(world)[0], f"{wanted[key]}: {MINE} {key}"
            assert field(shell, name).stands() == NEWER
            offered(shell)[act].click()
            assert field(shell, name).stands() == stands[key]
            assert act not in offered(shell)
            if key == "goal":
                shell._toast._undo.click()
                offered(shell)[act].click()  # it was brought back
    assert all_unkept(world.ws) == []
    for words in stands.values():
        assert words in kept_words(world.ws)


@pytest.mark.parametrize("key", ["action", "referral", "facts", "person"])
def test_what_comes_in_while_somebody_writes_is_not_written_over(
    world: World, window: Window, key: str
) -> None:
    place = PLACES[key]
    name, act = place.fields(world)[0], f"Put mine in: {MINE}"
    with window() as shell:
        place.open(shell, world)
        field(shell, name).setFocus()
        field(shell, name).put(MINE)
        place.change(world, NEWER)
        world.qtbot.waitUntil(lambda: field(shell, name).newer == NEWER)
        assert field(shell, name).stands() == MINE
        field(shell, name).clearFocus()
        assert field(shell, name).stands() == NEWER
        assert [list(one.words.values()) for one in all_unkept(world.ws)] == [[MINE]]
        offered(shell)[act].click()
        assert field(shell, name).stands() == MINE
    assert MINE in kept_words(world.ws)
    assert all_unkept(world.ws) == []
