"""First contact while typing: who is known already, hints, and a family in one go."""

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.people import add_person, members_of
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Person
from socialcase.ui.page import Target
from socialcase.ui.pages.first_contact import FirstContactPage
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.field import Field
from socialcase.ui.widgets.labels import Words


# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(shell: Shell) -> FirstContactPage:
    shell.open(Target("first_contact"))
    shown = shell.page("first_contact")
    assert isinstance(shown, FirstContactPage)
    return shown


def write(page: FirstContactPage, qtbot: QtBot, **typed: str) -> None:
    """Write into fields as a person does, and wait until it was looked who is known."""
    for name, words in typed.items():
        box = page._fields[name].editor
        box.setText(words)  # type: ignore[attr-defined]
        box.textEdited.emit(words)  # type: ignore[attr-defined]
        box.editingFinished.emit()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not page.known.busy)


def buttons(page: FirstContactPage, words: str) -> list[Button]:
    return [one for one in page.known.findChildren(Button) if one.text() == words]


def said(field: Field) -> str:
    return field._message.text()


def test_who_is_known_shows_while_typing_in_another_script_with_why(
    page: FirstContactPage, qtbot: QtBot
) -> None:
    assert not page.known.isVisibleTo(page)
    write(page, qtbot, given="Җерен")
    assert not page.known.isVisibleTo(page)
    write(page, qtbot, surname="Оразгулыева")
    assert page.known.isVisibleTo(page)
    words = [one.text() for one in page.known.findChildren(Words)]
    assert "Jeren Orazgulyýewa, about 33" in words
    assert "the same name" in words
    write(page, qtbot, surname="Аманова")
    assert not page.known.isVisibleTo(page)


def test_this_is_them_opens_the_case_for_the_person_known(
    page: FirstContactPage, qtbot: QtBot, shell: Shell, workspace: Workspace
) -> None:
    write(page, qtbot, given="Jeren", surname="Orazgulyyewa")
    buttons(page, "This is them")[0].click()
    assert not page._who.isVisibleTo(page)
    assert page._chosen.isVisibleTo(page)
    assert "There is an open case" in page._chosen._case.text()
    page._worry.setPlainText("She has lost her work")
    page._open.click()
    assert shell._page == "case"
    with workspace.store.reading() as reading:
        [case] = reading.page(Case, {"worry": "She has lost her work"})
        person = reading.get(Person, case.person)
        assert reading.count(Person, {"name_given": "Jeren"}) == 1
    assert person is not None
    assert person.name_surname == "Orazgulyýewa"


def test_somebody_else_after_all_brings_the_names_back(
    page: FirstContactPage, qtbot: QtBot
) -> None:
    write(page, qtbot, given="Jeren", surname="Orazgulyyewa")
    buttons(page, "This is them")[0].click()
    page._chosen._again.click()
    qtbot.waitUntil(lambda: not page.known.busy)
    assert page._who.isVisibleTo(page)
    assert page._given.text() == "Jeren"
    assert page.known.isVisibleTo(page)


def test_a_telephone_is_enough_to_show_who_it_belongs_to(
    page: FirstContactPage, qtbot: QtBot, workspace: Workspace
) -> None:
    add_person(workspace, {"given": "Sona"}, phone="+993 65 12-34-56")
    write(page, qtbot, phone="8 65 123456")
    assert [one.text() for one in page.known.findChildren(Words)].count("the same telephone") == 1
    write(page, qtbot, phone="65 123457")
    assert not page.known.isVisibleTo(page)


def test_hints_warn_and_never_block(
    page: FirstContactPage, qtbot: QtBot, shell: Shell, workspace: Workspace
) -> None:
    write(page, qtbot, given="Ata", birth="about 64", phone="91 23 45")
    assert said(page._fields["birth"]) == "Born about 1962"
    assert said(page._fields["phone"]).startswith("Usually +993 and 8 digits")
    page._worry.setPlainText("No wood for the winter")
    page._open.click()
    assert shell._page == "case"
    with workspace.store.reading() as reading:
        [person] = reading.page(Person, {"name_given": "Ata"})
    assert (person.birth, person.phone) == ("~1962", "91 23 45")
    assert person.safe_contact_allowed == ""


def test_a_birth_that_cannot_be_read_is_said_and_stays(
    page: FirstContactPage, qtbot: QtBot, shell: Shell
) -> None:
    write(page, qtbot, given="Ata", birth="long ago")
    page._worry.setPlainText("No wood for the winter")
    page._open.click()
    assert shell._page == "first_contact"
    assert page._birth.text() == "long ago"
    assert said(page._fields["birth"]).startswith("Write a year")


def test_a_family_is_typed_one_in_a_line_and_read_back_before_it_is_kept(
    page: FirstContactPage, qtbot: QtBot, workspace: Workspace
) -> None:
    write(page, qtbot, given="Ata")
    page._family.setPlainText("Aýgül, 12, daughter\nбабушка 78")
    assert said(page._fields["family"]) == (
        "2 more people: Aýgül · about 12 · child; name not known · about 78 · grandparent"
    )
    page._worry.setPlainText("No wood for the winter")
    page._open.click()
    with workspace.store.reading() as reading:
        [case] = reading.page(Case, {"worry": "No wood for the winter"})
    assert len(members_of(workspace, case.household)) == 3
    assert page._family.toPlainText() == ""
