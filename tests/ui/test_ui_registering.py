"""First contact while typing, and everything that a person's page keeps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from socialcase.actions.certificates import certificates_of
from socialcase.actions.people import add_person, edit_person, members_of
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Person
from socialcase.ui.page import Target
from socialcase.ui.pages.case.household import HouseholdPart
from socialcase.ui.pages.case.safety_strip import SafetyStrip
from socialcase.ui.pages.first_contact import FirstContactPage
from socialcase.ui.pages.person import PersonPage
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
        box = page.form.fields[name].editor
        box.setText(words)  # type: ignore[attr-defined]
        box.textEdited.emit(words)  # type: ignore[attr-defined]
        box.editingFinished.emit()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not page.known.busy)


def buttons(page: FirstContactPage, words: str) -> list[Button]:
    return [one for one in page.known.findChildren(Button) if one.text() == words]


def said(field: Field) -> str:
    return field.said


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
    assert not page.who.isVisibleTo(page)
    assert page.chosen.isVisibleTo(page)
    assert "There is an open case" in page.chosen._case.text()
    page.form.worry.setPlainText("She has lost her work")
    page.open_case.click()
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
    page.chosen._again.click()
    qtbot.waitUntil(lambda: not page.known.busy)
    assert page.who.isVisibleTo(page)
    assert page.form.given.text() == "Jeren"
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
    assert said(page.form.fields["birth"]) == "Born about 1962"
    hint = "1958, about 1958, 7.3.2019 or 64"  # gives way, so that the page grows by no line
    assert hint not in [one.text() for one in page.findChildren(Words) if one.isVisibleTo(page)]
    assert said(page.form.fields["phone"]).startswith("Usually +993 and 8 digits")
    page.form.worry.setPlainText("No wood for the winter")
    page.open_case.click()
    assert shell._page == "case"
    with workspace.store.reading() as reading:
        [person] = reading.page(Person, {"name_given": "Ata"})
    assert (person.birth, person.phone) == ("~1962", "91 23 45")
    assert person.safe_contact_allowed == ""


def test_a_birth_that_cannot_be_read_is_said_and_stays(
    page: FirstContactPage, qtbot: QtBot, shell: Shell
) -> None:
    write(page, qtbot, given="Ata", birth="long ago")
    page.form.worry.setPlainText("No wood for the winter")
    page.open_case.click()
    assert shell._page == "first_contact"
    assert page.form.birth.text() == "long ago"
    assert said(page.form.fields["birth"]).startswith("Write a year")


def test_a_family_is_typed_one_in_a_line_and_read_back_before_it_is_kept(
    page: FirstContactPage, qtbot: QtBot, workspace: Workspace
) -> None:
    write(page, qtbot, given="Ata")
    page.form.family.setPlainText("Aýgül, 12, daughter\nбабушка 78")
    assert said(page.form.fields["family"]) == (
        "2 more people: Aýgül · about 12 · daughter; name not known · about 78 · бабушка"
    )
    page.form.worry.setPlainText("No wood for the winter")
    page.open_case.click()
    with workspace.store.reading() as reading:
        [case] = reading.page(Case, {"worry": "No wood for the winter"})
    assert len(members_of(workspace, case.household)) == 3
    assert page.form.family.toPlainText() == ""


def test_who_is_known_of_the_family_shows_while_their_line_is_typed(
    page: FirstContactPage, qtbot: QtBot, workspace: Workspace
) -> None:
    aunt = add_person(workspace, {"given": "Sona", "surname": "Hallyýewa"}, birth="1970").record
    write(page, qtbot, given="Ata")
    family = page.form.family
    family.setPlainText("Aýgül, 12, daughter\nСона Халлыева 56 сестра")
    family.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.waitUntil(lambda: not page.known_line.busy)
    assert not page.known_line.isVisibleTo(page)
    family.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(lambda: not page.known_line.busy)
    [take] = [one for one in page.known_line.findChildren(Button) if one.text() == "This is them"]
    take.click()
    assert not page.known_line.isVisibleTo(page)
    assert said(page.form.fields["family"]).endswith(
        "Сона Халлыева · about 56 · сестра · known already"
    )
    assert page.form.words()["line:Сона Халлыева 56 сестра"] == aunt
    page.form.worry.setPlainText("No wood for the winter")
    page.open_case.click()
    with workspace.store.reading() as reading:
        [case] = reading.page(Case, {"worry": "No wood for the winter"})
        assert reading.count(Person, {"name_given": "Sona"}) == 1
        assert reading.count(Person, {"name_given": "Сона"}) == 0
    assert aunt in {member.person for member in members_of(workspace, case.household)}


@pytest.fixture
def jeren(workspace: Workspace) -> str:
    with workspace.store.reading() as reading:
        [person] = reading.page(Person, {"name_given": "Jeren"})
    return person.uid


@pytest.fixture
def person_page(shell: Shell, jeren: str) -> PersonPage:
    shell.open(Target("person", jeren))
    page = shell.page("person")
    assert isinstance(page, PersonPage)
    return page


def now(workspace: Workspace, uid: str) -> Person:
    with workspace.store.reading() as reading:
        person = reading.get(Person, uid)
    assert person is not None
    return person


def enter(page: PersonPage, attribute: str, words: str) -> None:
    editor = page.form._editors[attribute][1]
    editor.setText(words)  # type: ignore[union-attr]
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_birth_is_kept_as_it_was_understood(
    person_page: PersonPage, qtbot: QtBot, workspace: Workspace, jeren: str
) -> None:
    enter(person_page, "birth", "около 1990")
    assert now(workspace, jeren).birth == "~1990"
    editor = person_page.form.field("birth").editor
    qtbot.waitUntil(lambda: editor.text() == "~1990")  # type: ignore[attr-defined]
    enter(person_page, "birth", "the year of the flood")
    assert now(workspace, jeren).birth == "~1990"
    assert said(person_page.form.field("birth")).startswith("Write a year")


def test_papers_and_telephones_are_kept_as_written_with_a_hint(
    person_page: PersonPage, qtbot: QtBot, workspace: Workspace, jeren: str
) -> None:
    edit_person(workspace, jeren, "document.type", "passport")
    enter(person_page, "document_number", "MR 20451")
    enter(person_page, "phone", "the shop, ask for Maral")
    kept = now(workspace, jeren)
    assert (kept.document_number, kept.phone) == ("MR 20451", "the shop, ask for Maral")
    document, phone = (person_page.form.field(name) for name in ("document_number", "phone"))
    qtbot.waitUntil(lambda: said(document).startswith("Usually as I-AŞ 123456"))
    qtbot.waitUntil(lambda: said(phone).startswith("There are letters"))
    enter(person_page, "document_number", "I-MR 204518")
    qtbot.waitUntil(lambda: said(document) == "")


def test_languages_are_a_set_that_is_ticked_and_others_are_written(
    person_page: PersonPage, workspace: Workspace, jeren: str, shell: Shell
) -> None:
    ticks = person_page.form.languages
    ticks.boxes["tk"].click()
    ticks.boxes["tk_sign"].click()
    ticks.more.click()
    ticks.other.setText("Karakalpak")
    QTest.keyClick(ticks.other, Qt.Key.Key_Return)
    assert set(now(workspace, jeren).languages) == {"tk", "tk_sign", "Karakalpak"}
    ticks.boxes["tk"].click()
    assert set(now(workspace, jeren).languages) == {"tk_sign", "Karakalpak"}
    assert ticks.boxes["Karakalpak"].isChecked()
    enter_note = person_page.form._editors["communication"][1]
    enter_note.setPlainText("Slowly, face to face")  # type: ignore[union-attr]
    enter_note.finish()  # type: ignore[union-attr]
    with workspace.store.reading() as reading:
        case = next(c for c in reading.page(Case) if c.person == jeren)
    shell.open(Target("case", case.uid))
    [strip] = shell.page("case").findChildren(SafetyStrip)
    words = [one.text() for one in strip.findChildren(Words)]
    assert "Talk: Karakalpak, Turkmen sign language · Slowly, face to face" in words


def test_a_paper_is_noted_and_says_when_it_ends(
    person_page: PersonPage, qtbot: QtBot, workspace: Workspace, jeren: str
) -> None:
    papers = person_page.papers
    papers._add.click()
    papers.form.number.setText("LB-77")
    papers.form.issued.setText("10.1.2025")
    papers.form.until.setText("1.1.2025")
    papers.form.keep.click()
    assert certificates_of(workspace, jeren) == ()
    assert papers.form.until.text() == "1.1.2025"
    papers.form.until.setText("10.1.2027")
    papers.form.keep.click()
    [line] = certificates_of(workspace, jeren)
    assert (line.certificate.number, line.ends_soon) == ("LB-77", True)
    ends = "issued 10.01.2025 · valid until 10.01.2027 · ends in 48 days"
    qtbot.waitUntil(lambda: ends in [one.text() for one in papers.findChildren(Words)])
    [change] = [one for one in papers.findChildren(Button) if one.text() == "Change"]
    change.click()
    papers.form.until.setText("10.1.2031")
    papers.form.keep.click()
    [line] = certificates_of(workspace, jeren)
    assert (line.certificate.valid_until, line.ends_soon) == ("2031-01-10", False)


def test_a_death_names_what_stays_open_and_can_be_taken_back(
    person_page: PersonPage, qtbot: QtBot, workspace: Workspace, jeren: str
) -> None:
    death = person_page.death
    death.ask.click()
    words = [one.text() for one in death.findChildren(Words)]
    assert "Stays open: Orazgulyýew family" in words
    death.when.setText("3")
    death.write.click()
    assert now(workspace, jeren).died == ""
    death.when.setText("November 2026")
    death.write.click()
    assert now(workspace, jeren).died == "2026-11"
    with workspace.store.reading() as reading:
        assert next(c for c in reading.page(Case) if c.person == jeren).status != "closed"
    qtbot.waitUntil(lambda: death._died.text() == "Died: 11.2026")
    death.back.click()
    assert now(workspace, jeren).died == ""


def test_a_new_member_who_is_known_is_shown_and_taken_without_a_second_record(
    qtbot: QtBot, shell: Shell, workspace: Workspace, jeren: str
) -> None:
    aunt = add_person(workspace, {"given": "Sona", "surname": "Hallyýewa"}, birth="1970").record
    with workspace.store.reading() as reading:
        case = next(c for c in reading.page(Case) if c.person == jeren)
        before = reading.count(Person)
    shell.open(Target("case", case.uid, "household"))
    [part] = shell.page("case").findChildren(HouseholdPart)
    part._add.click()
    part.forms.member.given.setText("Сона")
    part.forms.member.surname.setText("Халлыева")
    part.forms.member.surname.textEdited.emit("Халлыева")
    qtbot.waitUntil(lambda: not part.forms.known.busy)
    [take] = [one for one in part.forms.known.findChildren(Button) if one.text() == "This is them"]
    take.click()
    assert aunt in {member.person for member in members_of(workspace, case.household)}
    with workspace.store.reading() as reading:
        assert reading.count(Person) == before
    assert part.forms.member.given.text() == ""
