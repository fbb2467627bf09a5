"""What is typed in a form that only a button keeps stands there again in a new window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.editing import FieldValue
from socialcase.actions.family import family_file
from socialcase.actions.providers import add_provider
from socialcase.actions.referrals import add_referral, send_referral
from socialcase.actions.reviews import begin_review
from socialcase.actions.unkept import all_unkept
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import (
    Action,
    Case,
    Comment,
    Consent,
    Goal,
    Member,
    Note,
    Person,
    Plan,
    Provider,
    Referral,
    Relation,
    Resource,
    Review,
)
from socialcase.ui.page import Target
from socialcase.ui.pages.case.comments import VerdictBox, _Comment
from socialcase.ui.pages.case.consent import ConsentPart
from socialcase.ui.pages.case.head_panels import NextStepPanel
from socialcase.ui.pages.case.header import CaseHead
from socialcase.ui.pages.case.household import HouseholdPart
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.pages.case.plan import PlanPart
from socialcase.ui.pages.case.referral_card import ReferralCard
from socialcase.ui.pages.case.review_panel import ReviewPanel
from socialcase.ui.pages.case.services import ServicesPart
from socialcase.ui.pages.case.urgent_panels import EmergencyPanel
from socialcase.ui.pages.case.withdraw_panel import WithdrawPanel
from socialcase.ui.pages.death_panel import DeathPanel
from socialcase.ui.pages.directory import DirectoryPage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.written_since import WrittenSince

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

Part = TypeVar("Part", bound=QWidget)
Editors = Sequence[QLineEdit | QPlainTextEdit]
KINDS = (Case, Comment, Consent, Goal, Member, Note, Person, Provider, Referral, Relation, Resource)
DAYS = {
    "death": ("11.2026", "2026-11"),
    "move": ("20.11.2026", "2026-11-20"),
    "relation": ("2019",),
}
"""Where no words are asked for, but a day: as it is typed, as it is kept."""
TYPED = ("Neighbours bring soup", "Öý işi", "Gülşat eje")


@dataclass(frozen=True, slots=True)
class Form:
    """How a form of the family's case is opened, what one writes in it, what keeps it."""

    part: str
    open: Callable[[Shell], QWidget]
    editors: Callable[[QWidget], Editors]
    keep: Callable[[QWidget], object]


def the(shell: Shell, kind: type[Part]) -> Part:
    """The one part of the page in sight that is of a kind."""
    [found] = [one for one in shell.findChildren(kind) if one.isVisibleTo(shell)]
    return found


def typing(*words: str) -> Callable[[QWidget], Editors]:
    """The editors that are called so, in this order."""

    def found(form: QWidget) -> Editors:
        lines, areas = form.findChildren(QLineEdit), form.findChildren(QPlainTextEdit)
        editors: list[QLineEdit | QPlainTextEdit] = [*lines, *areas]
        named = {one.accessibleName(): one for one in editors if one.isVisibleTo(form)}
        return [named[name] for name in words]

    return found


def pressing(words: str) -> Callable[[QWidget], object]:
    """Press the button of a form that is called so."""

    def press(form: QWidget) -> None:
        [found] = [
            b for b in form.findChildren(Button) if b.text() == words and b.isVisibleTo(form)
        ]
        found.click()

    return press


def panel(name: str, kind: type[Panel]) -> Callable[[Shell], QWidget]:
    """Open a panel beneath the head of the case."""

    def opened(shell: Shell) -> QWidget:
        the(shell, CaseHead).open_panel(name)
        return the(shell, kind)

    return opened


def new_referral(shell: Shell) -> QWidget:
    part = the(shell, ServicesPart)
    part.refer.click()
    return part.form


def new_resource(shell: Shell) -> QWidget:
    part = the(shell, ServicesPart)
    part.found.click()
    return part.resource_form


def withdrawal(shell: Shell) -> QWidget:
    part = the(shell, ConsentPart)
    with part.workspace.store.reading() as reading:
        given = [one for one in reading.page(Consent) if one.case == part.case]
    part._ask(given[0].uid)
    [panel] = shell.findChildren(WithdrawPanel)
    panel.show()
    return panel


def refusal(shell: Shell) -> QWidget:
    [card] = the(shell, ServicesPart).findChildren(ReferralCard)
    card._begin_asking("refused")
    card.show()
    return card


def verdict(shell: Shell) -> QWidget:
    page = shell.page("case")
    with shell._workspace.store.reading() as reading:
        box = VerdictBox(page, reading.page(Plan)[0].uid)
    box.setParent(page)
    box.show()
    return box


def answer(shell: Shell) -> QWidget:
    [comment] = shell.findChildren(_Comment)
    comment.show()
    comment._open()
    return comment


def enter(form: QWidget) -> None:
    """Press Enter in the only line of a form."""
    [line] = form.findChildren(QLineEdit)
    line.returnPressed.emit()


def death(shell: Shell) -> QWidget:
    with shell._workspace.store.reading() as reading:
        shell.open(Target("person", reading.page(Person)[0].uid))
    [panel] = shell.page("person").findChildren(DeathPanel)
    panel.ask.click()
    return panel


def provider(shell: Shell) -> QWidget:
    shell.open(Target("directory"))
    page = shell.page("directory")
    assert isinstance(page, DirectoryPage)
    page.begin_new()
    return page.form


def at_home(what: str) -> Callable[[Shell], QWidget]:
    """Open a form beside the drawing, about the grandmother."""

    def opened(shell: Shell) -> QWidget:
        part = the(shell, HouseholdPart)
        people = family_file(part.workspace, part.case).people
        part.choose(next(uid for uid, one in people.items() if one.name_given == "Ogulgerek"))
        panel, forms = part.panel, part.forms
        {"relation": panel.relation, "move": panel.move_, "life": panel.life}[what].click()
        return {"relation": forms.relation, "move": forms.moving, "life": forms.life}[what]

    return opened


def new_goal(shell: Shell) -> QWidget:
    part = the(shell, PlanPart)
    part.show_part("new")
    return part._form


def change_of_goal(shell: Shell) -> QWidget:
    part = the(shell, PlanPart)
    part._begin_change(part._cards[0].goal)
    return part._change_form


FORMS = {
    "referral": Form(
        "services", new_referral, typing("Or another, in words"), pressing("Begin the referral")
    ),
    "resource": Form(
        "services",
        new_resource,
        typing("What was found", "From whom", "Note"),
        pressing("Enter it"),
    ),
    "consent": Form(
        "consent",
        lambda shell: the(shell, ConsentPart)._form,
        typing("Who gave it"),
        pressing("Keep this consent"),
    ),
    "withdrawal": Form(
        "consent",
        withdrawal,
        typing("Why, if the person says so"),
        pressing("Withdraw the consent"),
    ),
    "goal": Form(
        "plan",
        new_goal,
        typing("Goal, in the person’s own words", "Measured by", "How it is now"),
        pressing("Add the goal"),
    ),
    "change of a goal": Form(
        "plan",
        change_of_goal,
        typing("Goal, in the person’s own words", "Measured by", "How it is now"),
        pressing("Keep the goal"),
    ),
    "refusal": Form("services", refusal, typing("Why they refused"), pressing("Keep: Refused")),
    "verdict": Form(
        "plan", verdict, typing("What you say about it"), pressing("Return for correction")
    ),
    "answer": Form("plan", answer, typing("Answer"), enter),
    "death": Form(
        "", death, typing("When, as far as it is known"), pressing("Write the death down")
    ),
    "provider": Form("", provider, typing("Name of the provider"), pressing("Enter the provider")),
    "relation": Form(
        "household", at_home("relation"), typing("Since"), pressing("Add the relation")
    ),
    "move": Form("household", at_home("move"), typing("On which day"), pressing("Moves out")),
    "life": Form("household", at_home("life"), typing("About the role"), pressing("Keep")),
    "next step": Form(
        "", panel("next", NextStepPanel), typing("What"), pressing("Keep the next step")
    ),
    "what to do now": Form(
        "",
        panel("now", EmergencyPanel),
        typing("Whom I called", "What was said and agreed", "What is needed at once"),
        pressing("Keep it as a note"),
    ),
}


@pytest.fixture
def world(workspace: Workspace, case_uid: str) -> Workspace:
    """A referral that waits for its answer, and a word about the plan for a coordinator."""
    care = add_provider(workspace, "Home care, Mary", services=("home_care",)).record
    send_referral(workspace, add_referral(workspace, case_uid, "home_care", provider=care).record)
    with workspace.store.reading() as reading:
        [plan] = [one for one in reading.page(Plan) if one.case == case_uid]
    about: dict[str, FieldValue] = {"case": case_uid, "about": plan.uid, "kind": "comment"}
    with workspace.store.transaction("somebody") as tx:
        me: dict[str, FieldValue] = {"name": "Maral Annaýewa", "role": "coordinator"}
        tx.create("staff", plan.audience, me, uid=workspace.person)
        tx.create("comment", plan.audience, {**about, "text": "By when?"})
    return workspace


@pytest.fixture
def window(
    qtbot: QtBot, world: Workspace, preferences: Preferences, case_uid: str
) -> Callable[[str], Shell]:
    """The family's case in a new window, as after a crash."""

    def opened(part: str) -> Shell:
        shell = Shell(world, preferences)
        qtbot.addWidget(shell)
        shell.show()
        shell.open(Target("case", case_uid, part))
        return shell

    return opened


def texts(editors: Editors) -> list[str]:
    """What stands in editors."""
    return [one.toPlainText() if isinstance(one, QPlainTextEdit) else one.text() for one in editors]


def put(editors: Editors, words: Sequence[str]) -> None:
    """Type into editors."""
    for editor, text in zip(editors, words, strict=False):
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        else:
            editor.setText(text)


@pytest.mark.parametrize("name", FORMS)
def test_what_is_typed_waits_until_it_is_kept(
    workspace: Workspace, window: Callable[[str], Shell], name: str
) -> None:
    form = FORMS[name]
    first = form.open(window(form.part))
    before = texts(form.editors(first))
    assert not [one for one in first.findChildren(WrittenSince) if one.isVisibleTo(first)]
    put(form.editors(first), DAYS.get(name, TYPED))
    typed = texts(form.editors(first))
    assert typed != before
    again = form.open(window(form.part))
    assert texts(form.editors(again)) == typed
    [line] = [one for one in again.findChildren(WrittenSince) if one.isVisibleTo(again)]
    assert "not kept yet" in line.words.text()
    form.keep(again)
    assert all_unkept(workspace) == []
    assert any(text in kept_words(workspace) for text in DAYS.get(name, typed))


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_thrown_away_on_purpose_only_and_can_be_brought_back(
    workspace: Workspace, window: Callable[[str], Shell], name: str
) -> None:
    form = FORMS[name]
    first = form.open(window(form.part))
    before = texts(form.editors(first))
    put(form.editors(first), DAYS.get(name, TYPED))
    again = form.open(window(form.part))
    typed = texts(form.editors(again))
    [line] = [one for one in again.findChildren(WrittenSince) if one.isVisibleTo(again)]
    line.anew.click()
    assert texts(form.editors(again)) == before
    assert all_unkept(workspace) == []
    shell = again.window()
    assert isinstance(shell, Shell)
    shell._toast._undo.click()
    assert texts(form.editors(again)) == typed
    assert len(all_unkept(workspace)) == 1


def test_a_half_written_action_stands_there_again_under_its_goal(
    workspace: Workspace, window: Callable[[str], Shell]
) -> None:
    first = the(window("plan"), PlanPart)._cards[0].new_action
    first.what.setText("Ask the neighbour")
    first.grow()["who"].setText("Maral")
    again = the(window("plan"), PlanPart)._cards
    assert again[0].new_action.written() == {"what": "Ask the neighbour", "who": "Maral"}
    assert again[1].new_action.written() == {}
    again[0].new_action._keep()
    assert all_unkept(workspace) == []
    with workspace.store.reading() as reading:
        assert "Ask the neighbour" in {one.what for one in reading.page(Action)}


def test_what_was_said_in_a_review_is_kept_the_next_time(
    workspace: Workspace, window: Callable[[str], Shell]
) -> None:
    with workspace.store.reading() as reading:
        plan = reading.page(Plan)[0].uid
    begin_review(workspace, plan)

    def opened() -> ReviewPanel:
        panels = the(window("plan"), PlanPart).panels
        panels.open("review")
        panel = panels._made["review"]
        assert isinstance(panel, ReviewPanel)
        return panel

    opened().own_words.setPlainText("It is calmer at home")
    assert opened().own_words.toPlainText() == "It is calmer at home"
    with workspace.store.reading() as reading:
        assert reading.page(Review)[0].own_words == "It is calmer at home"
    assert all_unkept(workspace) == []


def kept_words(ws: Workspace) -> str:
    """Everything that the log says now, as one text."""
    with ws.store.reading() as reading:
        return "\n".join(repr(one) for kind in KINDS for one in reading.page(kind))
