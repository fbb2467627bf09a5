"""A family with something in every place where one writes, and windows that end as by a crash."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.attachments import add_document, documents
from socialcase.actions.needs import add_need
from socialcase.actions.providers import add_provider
from socialcase.actions.referrals import add_referral
from socialcase.actions.resources import add_resource
from socialcase.actions.reviews import begin_review
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import (
    Action,
    Case,
    Goal,
    Plan,
)
from socialcase.ui.page import Target
from socialcase.ui.pages.case.documents import DocumentsPart
from socialcase.ui.pages.case.plan import PlanPart
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.field import TextArea, TextBox
from socialcase.ui.written_apart import WrittenApart

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


def filled_world(qtbot: QtBot, ws: Workspace, case_uid: str) -> World:
    """The family of the fixtures, and something in every place where one writes."""
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
    return World(
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


def the(shell: Shell, kind: type[QWidget]) -> QWidget:
    """The one part of the page in sight that is of a kind."""
    [found] = [one for one in shell.findChildren(kind) if one.isVisibleTo(shell)]
    return found


def part(name: str) -> Callable[[Shell, World], None]:
    """Open a part of the case."""
    return lambda shell, world: shell.open(Target("case", world.case, name))


def needs(shell: Shell, world: World) -> None:
    opened_panel(shell, world, "needs")


def opened_panel(shell: Shell, world: World, name: str) -> QWidget:
    """Open one of the panels over the plan."""
    shell.open(Target("case", world.case, "plan"))
    shown = the(shell, PlanPart)
    assert isinstance(shown, PlanPart)
    shown.panels.open(name)
    return shown.panels._made[name]


def document(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case, "documents"))
    shown = the(shell, DocumentsPart)
    assert isinstance(shown, DocumentsPart)
    shown.panel.open(documents(world.ws, world.case)[0])


def window_of(qtbot: QtBot, world: World, preferences: Preferences) -> Window:
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


def buttons(shell: Shell, words: str) -> list[Button]:
    """The buttons in sight that are called so."""
    found = [one for one in shell.findChildren(Button) if one.text() == words]
    return [one for one in found if one.isVisibleTo(shell)]
