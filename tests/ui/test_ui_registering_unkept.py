"""A first contact that is being written: it outlives the program until it is kept."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.cases import restrict_case
from socialcase.actions.certificates import certificates_of
from socialcase.actions.people import members_of
from socialcase.actions.registering import CONTACT_PLACE
from socialcase.actions.unkept import all_unkept, written_down
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Person
from socialcase.ui.page import Target
from socialcase.ui.pages.first_contact import FirstContactPage
from socialcase.ui.pages.person import PersonPage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.field import TextArea, TextBox

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Begin = Callable[[], tuple[Shell, FirstContactPage]]


@pytest.fixture
def begin(qtbot: QtBot, workspace: Workspace, preferences: Preferences) -> Iterator[Begin]:
    """Opens the window anew, as after a crash, on the page of a first contact."""
    shells: list[Shell] = []

    def opened() -> tuple[Shell, FirstContactPage]:
        shell = Shell(workspace, preferences)
        shells.append(shell)
        qtbot.addWidget(shell)
        shell.show()
        shell.open(Target("first_contact"))
        page = shell.page("first_contact")
        assert isinstance(page, FirstContactPage)
        return shell, page

    yield opened
    for shell in shells:
        shell.jobs.finish()


def type_it(page: FirstContactPage) -> None:
    """Into every kind of field."""
    form = page.form
    form.given.setText("Enejan")
    form.birth.setText("about 50")
    form.worry.setPlainText("Afraid to go home this evening")
    form.family.setPlainText("Aman 9 son\nLäle")
    form.sex.setCurrentIndex(form.sex.findData("female"))
    form.sex.activated.emit(form.sex.currentIndex())
    form.source.setCurrentIndex(form.source.findData("school"))
    form.source.activated.emit(form.source.currentIndex())
    form.urgent.click()
    form.safe.pick(1)


def test_every_field_stands_there_again_when_the_program_did_not_end_well(begin: Begin) -> None:
    _shell, page = begin()
    assert not page.since.isVisibleTo(page)
    type_it(page)
    typed = page.form.words()
    assert len(typed) == 8
    shell, again = begin()
    assert again.form.words() == typed
    assert again.form.allowed == "no"
    assert again.form.urgent.isChecked()
    assert again.since.isVisibleTo(again)
    assert again.since.words.text() == "Written on Mon 23 Nov at 09:00, not kept yet"
    again.open_case.click()
    assert shell._page == "case"
    assert begin()[1].form.words() == {}


def test_what_was_opened_stands_nowhere_a_second_time(begin: Begin, workspace: Workspace) -> None:
    _shell, page = begin()
    type_it(page)
    assert written_down(workspace, CONTACT_PLACE) is not None
    page.open_case.click()
    assert written_down(workspace, CONTACT_PLACE) is None
    assert page.form.words() == {}
    assert page.form.source.value() == "self"


def test_a_fault_of_the_act_leaves_what_was_written(begin: Begin, workspace: Workspace) -> None:
    _shell, page = begin()
    page.form.given.setText("Enejan")
    page.open_case.click()  # no worry
    kept = written_down(workspace, CONTACT_PLACE)
    assert kept is not None
    assert kept.words == {"given": "Enejan"}


def test_to_begin_anew_throws_away_and_can_be_taken_back(
    begin: Begin, workspace: Workspace
) -> None:
    begin()[1].form.worry.setPlainText("No wood for the winter")
    shell, page = begin()
    page.since.anew.click()
    assert page.form.words() == {}
    assert not page.since.isVisibleTo(page)
    assert written_down(workspace, CONTACT_PLACE) is None
    shell._toast._take_back()
    assert page.form.worry.toPlainText() == "No wood for the winter"
    assert written_down(workspace, CONTACT_PLACE) is not None


def test_a_case_taken_back_brings_the_words_back_into_the_fields(
    begin: Begin, workspace: Workspace
) -> None:
    shell, page = begin()
    type_it(page)
    typed = page.form.words()
    page.open_case.click()
    with workspace.store.reading() as reading:
        [case] = reading.page(Case, {"worry": "Afraid to go home this evening"})
    assert len(members_of(workspace, case.household)) == 3
    shell._toast._take_back()
    assert shell._page == "first_contact"
    assert page.form.words() == typed
    with workspace.store.reading() as reading:
        assert reading.count(Case) == 2
        assert reading.count(Person, {"name_given": "Enejan"}) == 0


def test_who_was_chosen_is_chosen_again_unless_they_are_out_of_sight_by_now(
    qtbot: QtBot, begin: Begin, workspace: Workspace
) -> None:
    _shell, page = begin()
    page.form.given.setText("Jeren")
    page.form.surname.setText("Orazgulyyewa")
    page.known.typed()
    qtbot.waitUntil(lambda: not page.known.busy)
    [take] = [one for one in page.known.findChildren(Button) if one.text() == "This is them"]
    take.click()
    with workspace.store.reading() as reading:
        [bayram] = reading.page(Person, {"name_given": "Baýram"})
        [alone] = reading.page(Case, {"person": bayram.uid})
    page.form.family.setPlainText("Baýram 78")
    page.form.take_line(bayram.uid)
    page.written.note()
    again = begin()[1]
    assert again.form.known_lines == {"Baýram 78": bayram.uid}
    assert again.chosen.isVisibleTo(again)
    assert again.form.given.text() == "Jeren"
    with workspace.store.reading() as reading:
        [jeren] = reading.page(Person, {"name_given": "Jeren"})
        [case] = reading.page(Case, {"person": jeren.uid})
    restrict_case(workspace, case.uid, ())
    restrict_case(workspace, alone.uid, ())
    later = begin()[1]
    assert not later.chosen.isVisibleTo(later)
    assert later.form.given.text() == "Jeren"
    assert later.form.known_lines == {}


def test_a_family_too_large_to_be_read_at_once_is_not_cut(
    begin: Begin, workspace: Workspace
) -> None:
    _shell, page = begin()
    type_it(page)
    people = "\n".join(f"Aman{number} son" for number in range(31))
    page.form.family.setPlainText(people)
    with workspace.store.reading() as reading:
        before = reading.count(Case)
    page.open_case.click()
    with workspace.store.reading() as reading:
        assert reading.count(Case) == before
    found = written_down(workspace, CONTACT_PLACE)
    assert found is not None
    assert found.words["family"] == people
    page.form.family.setPlainText(people.rpartition("\n")[0])
    page.open_case.click()
    with workspace.store.reading() as reading:
        assert reading.count(Case) == before + 1
        assert len([one for one in reading.page(Person) if one.name_given[:4] == "Aman"]) >= 30


def test_words_in_a_field_that_nobody_left_are_kept_when_the_person_is_opened_again(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences
) -> None:
    with workspace.store.reading() as reading:
        [jeren] = reading.page(Person, {"name_given": "Jeren"})
    first = person_page(qtbot, workspace, preferences, jeren.uid)
    note, phone = (first.form._editors[name][1] for name in ("note", "phone"))
    assert isinstance(note, TextArea)
    assert isinstance(phone, TextBox)
    note.setPlainText("She sings in the evenings.\nThe aunt")
    phone.setText("+993 65 1")
    phone.take("+993 65 123456")
    found = written_down(workspace, f"person:{jeren.uid}")
    assert found is not None
    assert found.words == {"note": "She sings in the evenings.\nThe aunt"}
    again = person_page(qtbot, workspace, preferences, jeren.uid)
    with workspace.store.reading() as reading:
        kept = reading.get(Person, jeren.uid)
    assert kept is not None
    assert (kept.note, kept.phone) == ("She sings in the evenings.\nThe aunt", "+993 65 123456")
    shown = again.form._editors["note"][1]
    assert isinstance(shown, TextArea)
    assert shown.toPlainText() == kept.note
    assert written_down(workspace, f"person:{jeren.uid}") is None


def person_page(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences, person: str
) -> PersonPage:
    shell = Shell(workspace, preferences)
    qtbot.addWidget(shell)
    shell.show()
    shell.open(Target("person", person))
    page = shell.page("person")
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(lambda: not page.beside.busy)
    return page


def box_of(page: PersonPage, name: str) -> TextBox:
    box = page.form._editors[name][1]
    assert isinstance(box, TextBox)
    return box


def test_words_that_could_not_be_kept_stay_until_they_are(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences
) -> None:
    """Nor are they taken over to somebody else, though the keyboard is still in their field."""
    with workspace.store.reading() as reading:
        [jeren] = reading.page(Person, {"name_given": "Jeren"})
        [bayram] = reading.page(Person, {"name_given": "Baýram"})
    page = person_page(qtbot, workspace, preferences, jeren.uid)
    place = f"person:{jeren.uid}"
    box_of(page, "birth").take("when the apricots flowered")
    box_of(page, "phone").take("+993 65 654321")
    page.form.show_person(jeren)  # as when something else of the person was changed
    for shown in (page, person_page(qtbot, workspace, preferences, jeren.uid)):
        assert box_of(shown, "birth").text() == "when the apricots flowered"
        found = written_down(workspace, place)
        assert found is not None
        assert found.words == {"birth": "when the apricots flowered"}
    page.form.show_person(bayram)
    assert box_of(page, "birth").text() != "when the apricots flowered"
    page.form.show_person(jeren)
    assert box_of(page, "birth").text() == "when the apricots flowered"
    box_of(page, "birth").take("1958")
    assert written_down(workspace, place) is None


def test_words_under_the_keyboard_are_not_taken_over_to_somebody_else(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences
) -> None:
    with workspace.store.reading() as reading:
        [jeren] = reading.page(Person, {"name_given": "Jeren"})
        [bayram] = reading.page(Person, {"name_given": "Baýram"})
    page = person_page(qtbot, workspace, preferences, jeren.uid)
    phone = box_of(page, "phone")
    page.window().activateWindow()
    phone.setFocus()
    qtbot.waitUntil(phone.hasFocus)
    phone.setText("+993 65 111111")
    page.form.show_person(bayram)
    assert phone.text() == bayram.phone
    phone.clearFocus()
    with workspace.store.reading() as reading:
        kept = reading.get(Person, bayram.uid)
    assert kept is not None
    assert kept.phone == bayram.phone
    page.form.show_person(jeren)
    with workspace.store.reading() as reading:
        kept = reading.get(Person, jeren.uid)
    assert kept is not None
    assert kept.phone == "+993 65 111111"


def test_a_paper_that_was_begun_is_offered_again(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences
) -> None:
    with workspace.store.reading() as reading:
        [jeren] = reading.page(Person, {"name_given": "Jeren"})
    papers = person_page(qtbot, workspace, preferences, jeren.uid).papers
    papers._add.click()
    papers.form.number.setText("LB-77")
    papers.form.what.setCurrentIndex(papers.form.what.findData("pension"))
    papers.form.what.activated.emit(papers.form.what.currentIndex())
    again = person_page(qtbot, workspace, preferences, jeren.uid).papers
    assert not again.since.isHidden()
    again.since.go_on.click()
    assert (again.form.number.text(), again.form.what.value()) == ("LB-77", "pension")
    again.form.keep.click()
    [line] = certificates_of(workspace, jeren.uid)
    assert (line.certificate.number, line.certificate.what) == ("LB-77", "pension")
    assert all_unkept(workspace, "paper:") == []
    assert again.since.isHidden()
