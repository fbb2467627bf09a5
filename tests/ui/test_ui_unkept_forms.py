"""What is typed in a form that only a button keeps stands there again in a new window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.unkept import all_unkept
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Consent, Note, Referral, Resource
from socialcase.ui.page import Target
from socialcase.ui.pages.case.consent import ConsentPart
from socialcase.ui.pages.case.head_panels import NextStepPanel
from socialcase.ui.pages.case.header import CaseHead
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.pages.case.services import ServicesPart
from socialcase.ui.pages.case.urgent_panels import EmergencyPanel
from socialcase.ui.pages.case.withdraw_panel import WithdrawPanel
from socialcase.ui.pages.written_since import WrittenSince
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

Part = TypeVar("Part", bound=QWidget)
Editors = Sequence[QLineEdit | QPlainTextEdit]
KINDS = (Case, Consent, Note, Referral, Resource)
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
def window(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences, case_uid: str
) -> Callable[[str], Shell]:
    """The family's case in a new window, as after a crash."""

    def opened(part: str) -> Shell:
        shell = Shell(workspace, preferences)
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
    put(form.editors(first), TYPED)
    typed = texts(form.editors(first))
    assert typed != before
    again = form.open(window(form.part))
    assert texts(form.editors(again)) == typed
    [line] = [one for one in again.findChildren(WrittenSince) if one.isVisibleTo(again)]
    assert "not kept yet" in line.words.text()
    form.keep(again)
    assert all_unkept(workspace) == []
    assert any(text in kept_words(workspace) for text in typed)


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_thrown_away_on_purpose_only_and_can_be_brought_back(
    workspace: Workspace, window: Callable[[str], Shell], name: str
) -> None:
    form = FORMS[name]
    first = form.open(window(form.part))
    before = texts(form.editors(first))
    put(form.editors(first), TYPED)
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


def kept_words(ws: Workspace) -> str:
    """Everything that the log says now, as one text."""
    with ws.store.reading() as reading:
        return "\n".join(repr(one) for kind in KINDS for one in reading.page(kind))
