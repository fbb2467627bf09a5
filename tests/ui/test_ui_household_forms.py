"""The forms of the household: who is known, what is not kept yet, whom an open form is about."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.family import FamilyFile, family_file
from socialcase.actions.people import add_person
from socialcase.actions.unkept import Unkept, all_unkept
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Person
from socialcase.ui.page import Target
from socialcase.ui.pages.case.household import HouseholdPart
from socialcase.ui.pages.known_card import KnownCard
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def opened(shell: Shell, case: str) -> HouseholdPart:
    shell.open(Target("case", case, "household"))
    [part] = shell.page("case").findChildren(HouseholdPart)
    return part


@pytest.fixture
def part(shell: Shell, case_uid: str) -> HouseholdPart:
    return opened(shell, case_uid)


@pytest.fixture
def again(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences, case_uid: str
) -> Callable[[], HouseholdPart]:
    """The same file in a new window, as after a crash."""

    def begin() -> HouseholdPart:
        shell = Shell(workspace, preferences)
        qtbot.addWidget(shell)
        shell.show()
        return opened(shell, case_uid)

    return begin


def family(part: HouseholdPart) -> FamilyFile:
    return family_file(part.workspace, part.case)


def uid_of(part: HouseholdPart, given: str) -> str:
    return next(uid for uid, one in family(part).people.items() if one.name_given == given)


def take(card: KnownCard) -> Button:
    [button] = [one for one in card.findChildren(Button) if one.text() == "This is them"]
    return button


def test_who_is_known_shows_while_a_relative_is_typed_and_is_taken(
    part: HouseholdPart, qtbot: QtBot, workspace: Workspace
) -> None:
    aunt = add_person(workspace, {"given": "Sona", "surname": "Hallyýewa"}, birth="1970").record
    with workspace.store.reading() as reading:
        before = reading.count(Person)
    part.choose(uid_of(part, "Jeren"))
    part.panel.relative.click()
    form = part.forms.relative
    form.what.setCurrentIndex(form.what.findData("sibling"))
    form.what.activated.emit(form.what.currentIndex())
    form.given.setText("Сона")
    form.surname.setText("Халлыева")
    form.surname.textEdited.emit("Халлыева")
    card = part.forms.known_relative
    qtbot.waitUntil(lambda: not card.busy)
    take(card).click()
    assert aunt in family(part).people
    assert aunt in family(part).family.siblings_of(uid_of(part, "Jeren"))
    with workspace.store.reading() as reading:
        assert reading.count(Person) == before
    assert form.isHidden()


def test_an_age_is_understood_as_at_the_first_contact(part: HouseholdPart) -> None:
    part.choose(uid_of(part, "Jeren"))
    part.panel.relative.click()
    part.forms.relative.given.setText("Batyr")
    part.forms.relative.birth.setText("about 40")
    part.forms.relative._act.click()
    assert family(part).people[uid_of(part, "Batyr")].birth == "~1986"


def test_an_open_form_stays_about_whom_it_was_opened_for(part: HouseholdPart) -> None:
    jeren, girl = uid_of(part, "Jeren"), uid_of(part, "Aýna")
    part.choose(jeren)
    part.panel.relative.click()
    part.forms.relative.given.setText("Maral")
    part.choose(girl)
    part.forms.relative._act.click()
    known = family(part).family
    assert uid_of(part, "Maral") in known.children_of(jeren)
    assert uid_of(part, "Maral") not in known.children_of(girl)


def test_what_was_begun_is_offered_again_and_gone_on_with(
    part: HouseholdPart, again: Callable[[], HouseholdPart]
) -> None:
    part.choose(uid_of(part, "Ogulgerek"))
    part.panel.relative.click()
    form = part.forms.relative
    form.what.setCurrentIndex(form.what.findData("parent"))
    form.what.activated.emit(form.what.currentIndex())
    form.note.setText("lives in Mary, rings on Fridays")
    form.here.click()
    form.since.setText("2020")
    later = again()
    assert later.forms.since.isVisibleTo(later)
    later.forms.since.go_on.click()
    form = later.forms.relative
    assert form.isVisibleTo(later)
    assert form._title.text() == "A relative of Ogulgerek"
    assert form.what.value() == "parent"
    assert form.note.text() == "lives in Mary, rings on Fridays"
    assert (form.here.isChecked(), form.since.text()) == (True, "2020")
    form.since.setText("1.1.2020")
    form._act.click()
    assert family(later).family.parents_of(uid_of(later, "Ogulgerek"))
    assert all_unkept(later.workspace, "home:") == []
    assert not later.forms.since.isVisibleTo(later)


def test_what_was_begun_stays_beside_another_form_and_can_be_thrown_away(
    part: HouseholdPart, workspace: Workspace
) -> None:
    part._add.click()
    part.forms.member.given.setText("Läle")
    part.choose(uid_of(part, "Jeren"))
    part.panel.relative.click()
    part.forms.relative.given.setText("Batyr")
    part.forms.put_away()
    assert {one.words["3" if "relative" in one.place else "0"] for one in begun(workspace)} == {
        "Läle",
        "Batyr",
    }
    part.forms.since.anew.click()
    assert len(begun(workspace)) == 1
    part.forms.since.anew.click()
    assert begun(workspace) == []
    assert not part.forms.since.isVisibleTo(part)


def begun(workspace: Workspace) -> list[Unkept]:
    return all_unkept(workspace, "home:")


def test_a_member_who_was_kept_leaves_nothing_unkept(
    part: HouseholdPart, workspace: Workspace
) -> None:
    part._add.click()
    part.forms.member.given.setText("Läle")
    part.forms.member.surname.setText("Orazgulyýewa")
    part.forms.member._act.click()
    assert begun(workspace) == []
    assert part.forms.member.given.text() == ""
    part.forms.put_away()
    assert not part.forms.since.isVisibleTo(part)


def test_the_role_and_the_day_since_can_be_put_right(part: HouseholdPart) -> None:
    part.choose(uid_of(part, "Ogulgerek"))
    part.panel.life.click()
    form = part.forms.life
    assert form.role.value() == "in_law"
    assert form.role.findData("main") == -1
    form.role.setCurrentIndex(form.role.findData("grandparent"))
    form.note.setText("")
    form.since.setText("1.9.2019")
    form._act.click()
    member = family(part).member(uid_of(part, "Ogulgerek"))
    assert member is not None
    assert (member.role, member.role_note, member.since) == ("grandparent", "", "2019-09-01")


def test_the_main_person_stays_the_main_person(part: HouseholdPart) -> None:
    part.choose(uid_of(part, "Jeren"))
    part.panel.life.click()
    assert part.forms.life.fields[0].isHidden()
    part.forms.life.since.setText("2.2.2015")
    part.forms.life._act.click()
    member = family(part).member(uid_of(part, "Jeren"))
    assert member is not None
    assert (member.role, member.since) == ("main", "2015-02-02")
