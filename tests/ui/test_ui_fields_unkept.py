"""What is typed in a field that is kept when one leaves it, and that nobody left, is not lost."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions import signing
from socialcase.actions.attachments import add_document, documents
from socialcase.actions.case_file import case_file
from socialcase.actions.cases import set_case
from socialcase.actions.editing import FieldValue
from socialcase.actions.family import family_file
from socialcase.actions.needs import add_need, set_need
from socialcase.actions.people import edit_person
from socialcase.actions.plan_versions import set_plan
from socialcase.actions.plans import set_action, set_goal
from socialcase.actions.providers import add_provider, set_provider
from socialcase.actions.referrals import add_referral, set_referral
from socialcase.actions.resources import add_resource, set_resource
from socialcase.actions.reviews import begin_review, measure_goal, set_review
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
from socialcase.ui.pages.case.documents import DocumentsPart
from socialcase.ui.pages.case.header import CaseHead
from socialcase.ui.pages.case.plan import PlanPart
from socialcase.ui.pages.case.services import ServicesPart
from socialcase.ui.pages.case.sign_panel import SignPanel
from socialcase.ui.pages.case.withholding_card import WithholdingCard
from socialcase.ui.pages.task_lines import PutOffPanel, TodoLine
from socialcase.ui.pages.tasks import TasksPage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.field import TextArea, TextBox
from socialcase.ui.written_apart import WrittenApart

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

KINDS = (
    *(Action, Attachment, Case, Goal, Household, Measure, Need, Person, Plan, Provider),
    *(Referral, Resource, Review),
)
NEVER_EMPTY = ("goal", "need")
"""Where nobody may leave nothing."""
Window = Callable[[], AbstractContextManager[Shell]]
OLD, MINE, NEWER = "As it was.", "What I heard today.", "What came in on a stick."


@dataclass(frozen=True, slots=True)
class World:
    """The family's case with something in every place where one writes."""

    qtbot: QtBot
    ws: Workspace
    case: str
    person: str
    plan: str
    goal: str
    action: str
    need: str
    review: str
    referral: str
    provider: str
    resource: str
    document: str


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
    ws = workspace
    with ws.store.reading() as reading:
        case = reading.get(Case, case_uid)
        [plan] = [one for one in reading.page(Plan) if one.case == case_uid]
        goals = [one for one in reading.page(Goal) if one.case == case_uid]
        goal = next(one for one in goals if "school" in one.words)
        actions = [one for one in reading.page(Action) if one.goal == goal.uid]
    assert case is not None
    provider = add_provider(ws, "Home care, Mary", services=("home_care",)).record
    add_document(ws, case_uid, b"a letter", name="letter.txt")
    [document] = documents(ws, case_uid)
    made = World(
        qtbot,
        ws,
        case_uid,
        case.person,
        plan.uid,
        goal.uid,
        next(one.uid for one in actions if one.status == "open"),
        add_need(ws, case_uid, OLD).record,
        begin_review(ws, plan.uid).record,
        add_referral(ws, case_uid, "home_care", provider=provider).record,
        provider,
        add_resource(ws, case_uid, "Coal for the winter").record,
        document.document.uid,
    )
    for place in PLACES.values():
        place.change(made, OLD)
    return made


def the(shell: Shell, kind: type[QWidget]) -> QWidget:
    """The one part of the page in sight that is of a kind."""
    [found] = [one for one in shell.findChildren(kind) if one.isVisibleTo(shell)]
    return found


def part(name: str) -> Callable[[Shell, World], None]:
    """Open a part of the case."""
    return lambda shell, world: shell.open(Target("case", world.case, name))


def needs(shell: Shell, world: World) -> None:
    opened_panel(shell, world, "needs")


def review(shell: Shell, world: World) -> None:
    opened_panel(shell, world, "review")


def opened_panel(shell: Shell, world: World, name: str) -> QWidget:
    """Open one of the panels over the plan."""
    shell.open(Target("case", world.case, "plan"))
    shown = the(shell, PlanPart)
    assert isinstance(shown, PlanPart)
    shown.panels.open(name)
    return shown.panels._made[name]


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


def document(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case, "documents"))
    shown = the(shell, DocumentsPart)
    assert isinstance(shown, DocumentsPart)
    shown.panel.open(documents(world.ws, world.case)[0])


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


@pytest.fixture
def window(qtbot: QtBot, world: World, preferences: Preferences) -> Window:
    """A window that ends as by a crash: nothing in it is asked to keep anything."""

    @contextmanager
    def opened() -> Iterator[Shell]:
        shell = Shell(world.ws, preferences)
        qtbot.addWidget(shell)
        shell.show()
        yield shell
        shell.shut()
        for editor in shell.findChildren(QWidget):
            if isinstance(editor, TextBox | TextArea):
                editor.blockSignals(True)

    return opened


def field(shell: Shell, name: str) -> TextBox | TextArea:
    """The field in sight that is called so."""
    for _ in range(50):  # what was just made, or is about to be made anew, is shown
        QApplication.processEvents()
        editors: list[TextBox | TextArea] = [*shell.findChildren(TextBox)]
        editors += shell.findChildren(TextArea)
        called = [one for one in editors if name in (one.objectName(), one.accessibleName())]
        for one in called:
            if one.isVisibleTo(shell):
                return one
    raise AssertionError(name)


def opened_in_turn(shell: Shell, world: World) -> Iterator[tuple[str, Place]]:
    """Place by place, each opened unless it is already."""
    last: object = None
    for key, place in PLACES.items():
        if place.open is not last:
            place.open(shell, world)
        last = place.open
        yield key, place


def write(shell: Shell, name: str, words: str) -> None:
    """Have words stand in a field that nobody leaves."""
    editor = field(shell, name)
    editor.clearFocus()
    editor.put(words)


def offered(shell: Shell) -> dict[str, Button]:
    """What can be done with what was written where something newer stands, by its full name."""
    for _ in range(3):
        QApplication.processEvents()
    apart = [one for one in shell.findChildren(WrittenApart) if one.isVisibleTo(shell)]
    buttons = [button for one in apart for button in one.findChildren(Button)]
    return {one.accessibleName(): one for one in buttons if one.isVisibleTo(shell)}


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


@dataclass(frozen=True, slots=True)
class Small:
    """How a small form is opened, what one writes in it by the names of the fields, its button."""

    open: Callable[[Shell, World], None]
    fields: tuple[str, ...]
    keep: str


def sign(shell: Shell, world: World) -> None:
    panel = opened_panel(shell, world, "sign")
    assert isinstance(panel, SignPanel)
    if not panel.pad.strokes:
        panel.how.setCurrentIndex(panel.how.findData("drawn"))
        panel.how.activated.emit(panel.how.currentIndex())
        panel.pad.draw([[(10, 10), (400, 200)]])


def copied(shell: Shell, world: World) -> None:
    opened_panel(shell, world, "sign")


def withhold(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case, "consent"))
    card = the(shell, WithholdingCard)
    assert isinstance(card, WithholdingCard)
    box = next(iter(card._boxes.values()))
    if not box.isChecked():
        box.click()


def report(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case, "consent"))
    for _ in range(3):
        QApplication.processEvents()
    if not buttons(shell, "Keep it as a note"):
        buttons(shell, "Note that it was reported")[0].click()


def erase(shell: Shell, world: World) -> None:
    document(shell, world)
    for _ in range(3):
        QApplication.processEvents()
    buttons(shell, "Erase the content for good…")[0].click()


def put_off(shell: Shell, world: World) -> None:
    shell.open(Target("tasks"))
    page = shell.page("tasks")
    assert isinstance(page, TasksPage)
    world.qtbot.waitUntil(lambda: not page.beside.busy and bool(page.findChildren(TodoLine)))
    if not page.findChildren(PutOffPanel):
        page.findChildren(TodoLine)[0]._ask()


SMALL: dict[str, Small] = {
    "need": Small(needs, ("In their words",), "Add"),
    "sign": Small(sign, ("Who signs",), "Keep the signature"),
    "copy": Small(copied, ("Given to",), "The copy was given"),
    "withhold": Small(withhold, ("Who it is", "Note"), "They are not to be told"),
    "report": Small(report, ("What was said and agreed",), "Keep it as a note"),
    "erase": Small(erase, ("Why is it erased?",), "Erase for good"),
    "put off": Small(put_off, ("Why",), "Put it off"),
    "service": Small(
        lambda shell, world: shell.open(Target("provider", world.provider)),
        ("Another service, in words",),
        "Add",
    ),
}


def buttons(shell: Shell, words: str) -> list[Button]:
    """The buttons in sight that are called so."""
    found = [one for one in shell.findChildren(Button) if one.text() == words]
    return [one for one in found if one.isVisibleTo(shell)]


def test_what_is_written_in_a_small_form_waits_for_its_button(world: World, window: Window) -> None:
    with world.ws.store.transaction("somebody") as tx:
        me: dict[str, FieldValue] = {"name": "Maral Annaýewa", "role": "coordinator"}
        tx.create("staff", "everyone", me, uid=world.ws.person)
    with window() as shell:
        for key, form in SMALL.items():
            form.open(shell, world)
            for name in form.fields:
                write(shell, name, f"{MINE} {key}")
    with window() as shell:
        for key, form in SMALL.items():
            form.open(shell, world)
            for name in form.fields:
                assert field(shell, name).stands() == f"{MINE} {key}", key
            waiting = len(all_unkept(world.ws))
            [button] = buttons(shell, form.keep)
            button.click()
            assert len(all_unkept(world.ws)) == waiting - 1, key
    assert all_unkept(world.ws) == []
    plan = case_file(world.ws, world.case).plan
    assert plan is not None
    assert [one.strokes for one in plan.signatures] == [(((10, 10), (400, 200)),)]


def test_a_referral_begun_from_a_need_is_offered_whatever_opens_the_services(
    world: World, window: Window
) -> None:
    with window() as shell:
        shell.open(Target("case", world.case, f"referral:need:{world.need}"))
        write(shell, "Or another, in words", MINE)
    with window() as shell:
        shell.open(Target("case", world.case, "services"))
        buttons(shell, "Go on")[0].click()
        assert field(shell, "Or another, in words").stands() == MINE
        assert not buttons(shell, "Go on")
        buttons(shell, "Begin the referral")[0].click()
        assert all_unkept(world.ws) == []
    with world.ws.store.reading() as reading:
        assert world.need in {one.need for one in reading.page(Referral)}
