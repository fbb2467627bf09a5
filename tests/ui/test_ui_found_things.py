"""What the search at the top offers, and where Enter leads."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from socialcase.actions.people import add_person
from socialcase.actions.providers import add_provider
from socialcase.actions.searching import MOST
from socialcase.actions.workspaces import Workspace
from socialcase.texts import use_language
from socialcase.ui.found_things import found_things
from socialcase.ui.shell import Shell

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def found(ws: Workspace, text: str) -> list[tuple[str, str]]:
    return [(one.page, one.words) for one in found_things(ws, text)]


def test_enter_leads_to_the_page_of_a_provider(shell: Shell, workspace: Workspace) -> None:
    add_provider(workspace, "Mary labour office", what="public", contact="Sona Hallyýewa")
    QTest.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    search = shell.top.search
    search.setText("халлыева")
    search.textEdited.emit("халлыева")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert shell._page == "provider"
    [one] = found_things(workspace, "labour")
    assert one.detail == "Provider · Public"


def test_many_people_of_a_name_hide_neither_a_case_nor_a_provider(workspace: Workspace) -> None:
    for number in range(30):
        add_person(workspace, {"given": "Orazgul", "surname": f"Mary{'a' * number}"})
    add_provider(workspace, "Orazgul workshop")
    kinds = [page for page, _ in found(workspace, "orazgul")]
    assert kinds.count("person") == MOST[0][1]
    assert {"case", "provider"} <= set(kinds)


def test_every_page_is_found_by_any_of_its_words_in_the_language_in_force(
    workspace: Workspace,
) -> None:
    assert ("hours", "My hours") in found(workspace, "hours")
    assert ("tasks", "To do") in found(workspace, "to do")
    assert ("first_contact", "First contact") in found(workspace, "contact")
    assert ("unserved", "Needs without a service") in found(workspace, "needs service")
    assert ("resources", "Resources") in found(workspace, "resou")
    assert not any(page == "held" for page, _ in found(workspace, "held"))
    use_language("ru")
    assert ("first_contact", "Первый контакт") in found(workspace, "перв")
    use_language("en")


def test_nothing_typed_finds_nothing(workspace: Workspace) -> None:
    assert found(workspace, " ") == []
    assert found(workspace, "–") == []
