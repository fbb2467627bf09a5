"""The household drawn in the case file: pointed at with mouse and keys, edited, undone, printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QBoxLayout
from pytestqt.qtbot import QtBot

from socialcase.actions.family import FamilyFile, family_file
from socialcase.actions.history import undo
from socialcase.actions.relations import Relative, add_relative, relate
from socialcase.actions.workspaces import Workspace
from socialcase.texts import use_language
from socialcase.ui.page import Target
from socialcase.ui.pages.case.household import HouseholdPart
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.paper import PaperPage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.drawing_view import DrawnSpot
from tests.ui.in_sight import said

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def part(shell: Shell, case_uid: str) -> HouseholdPart:
    shell.open(Target("case", case_uid, "household"))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    found = page._parts["household"]
    assert isinstance(found, HouseholdPart)
    return found


def _spots(part: HouseholdPart) -> dict[str, DrawnSpot]:
    return {
        spot.accessibleName().partition(",")[0]: spot
        for spot in part.drawings.genogram.view.spots.values()
    }


def _settled() -> None:
    """The page reads again after an act, in a turn of its own."""
    for _ in range(4):
        QApplication.processEvents()


def _family(part: HouseholdPart) -> FamilyFile:
    return family_file(part.workspace, part.case)


def test_the_family_is_drawn_from_the_roles_and_each_is_named(part: HouseholdPart) -> None:
    spots = _spots(part)
    assert {"Jeren", "Ogulgerek", "Aýna", "Merdan", "Leýla"} <= set(spots)
    assert spots["Aýna"].accessibleName() == "Aýna, 12, Daughter of Jeren, lives here"
    known = QAccessible.queryAccessibleInterface(spots["Aýna"])
    assert known.role() == QAccessible.Role.Button
    assert spots["Jeren"].geometry().bottom() < spots["Aýna"].geometry().top()
    assert part.panel._title.text() == "Jeren, 33"


def test_one_tab_stop_and_arrows_that_go_to_the_nearest(part: HouseholdPart) -> None:
    view, spots = part.drawings.genogram.view, _spots(part)
    stops = [s for s in view.spots.values() if s.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [spots["Jeren"]]
    view.focus(spots["Jeren"].uid)
    QTest.keyClick(spots["Jeren"], Qt.Key.Key_Down)
    assert view.current in {spots[name].uid for name in ("Aýna", "Merdan", "Leýla")}
    view.focus(spots["Aýna"].uid)
    QTest.keyClick(spots["Aýna"], Qt.Key.Key_Right)
    assert view.current == spots["Merdan"].uid
    QTest.keyClick(spots["Merdan"], Qt.Key.Key_Return)
    assert part.panel._title.text().startswith("Merdan")
    assert part.panel._kin.text() == "Son of Jeren"


def test_a_click_opens_the_card_and_a_nameless_relative_is_added_and_undone(
    part: HouseholdPart, workspace: Workspace
) -> None:
    QTest.mouseClick(_spots(part)["Jeren"], Qt.MouseButton.LeftButton)
    before = len(_family(part).people)
    part.panel.relative.click()
    assert part.forms.relative.isVisible()
    form = part.forms.relative
    form.what.setCurrentIndex(form.what.findData("parent"))
    form.what.activated.emit(form.what.currentIndex())
    form.sex.setCurrentIndex(form.sex.findData("female"))
    form.here.click()
    form._act.click()
    _settled()
    assert not form.isVisible()
    file = _family(part)
    assert len(file.people) == before + 1
    (mother,) = file.family.parents_of(file.main)
    assert file.member(mother) is not None
    names = [str(part._rows.index(n, 0).data()) for n in range(part._rows.rowCount())]
    assert any(name.startswith("Mother of Jeren") for name in names)
    with workspace.store.reading() as reading:
        last = reading.recent_saves(limit=1)[0]
    undo(workspace, last.save)
    _settled()
    assert len(_family(part).people) == before
    assert mother not in part.drawings.genogram.view.spots


def test_a_relation_is_drawn_by_a_second_click_and_taken_out(part: HouseholdPart) -> None:
    spots = _spots(part)
    spots["Aýna"].click()
    part.panel.relation.click()
    spots["Leýla"].click()
    assert part.forms.relation.other.value() == spots["Leýla"].uid
    part.forms.relation._act.click()
    _settled()
    (care,) = _family(part).family.cares
    assert (care.person, care.other) == (spots["Aýna"].uid, spots["Leýla"].uid)
    assert "cares for Leýla" in _spots(part)["Aýna"].accessibleName()
    assert part.panel._facts[1].text() == "Leýla"
    part.panel._acts.end(care.uid)
    _settled()
    assert _family(part).family.cares == ()


def test_moving_out_and_in_changes_the_outline(part: HouseholdPart) -> None:
    spots = _spots(part)
    spots["Aýna"].click()
    part.panel.move_.click()
    assert part.forms.moving.day.text() == "23.11.2026"
    part.forms.moving._act.click()
    _settled()
    assert part.panel._facts[0].text() == "no, left 23.11.2026"
    assert part._rows.rowCount() == 4
    assert part._former.text() == "Lived here before: Aýna Orazgulyýewa · until 23.11.2026"
    part.panel.move_.click()
    part.forms.moving._act.click()
    _settled()
    assert part.panel._facts[0].text() == "yes, since 2026"
    assert part._rows.rowCount() == 5


def test_a_tie_is_added_edited_and_taken_out(part: HouseholdPart) -> None:
    assert "No tie yet." in said(part.drawings.ecomap)  # and not one lonely circle
    (first,) = [b for b in part.drawings.findChildren(Button) if b.text() == "Draw the first tie"]
    assert not part.drawings.ecomap.view.isVisibleTo(part)
    first.click()
    form = part.forms.tie
    form.name.setText("School No. 12")
    form.what.setCurrentIndex(form.what.findData("school"))
    form._act.click()
    _settled()
    (tie,) = _family(part).ties
    view = part.drawings.ecomap.view
    assert "No tie yet." not in said(part.drawings.ecomap)
    assert view.isVisibleTo(part)
    assert view.spots[tie.uid].accessibleName() == "School No. 12, ordinary, no help"
    view.spots[tie.uid].click()
    assert form.name.text() == "School No. 12"
    form.note.setText("since October")
    form._act.click()
    _settled()
    assert _family(part).ties[0].note == "since October"
    view.spots[tie.uid].click()
    form._remove.click()
    _settled()
    assert _family(part).ties == ()


def test_somebody_only_implied_is_written_down(part: HouseholdPart) -> None:
    view = part.drawings.genogram.view
    (unknown,) = [uid for uid in view.spots if uid.startswith("?")]
    assert "not written down" in view.spots[unknown].accessibleName()
    view.spots[unknown].click()
    assert part.panel.write_down.isVisible()
    assert not part.panel.relative.isVisible()
    part.panel.write_down.click()
    part.forms.relative.given.setText("Batyr")
    part.forms.relative.sex.setCurrentIndex(part.forms.relative.sex.findData("male"))
    part.forms.relative._act.click()
    _settled()
    assert not [uid for uid in view.spots if uid.startswith("?")]
    assert part.panel._title.text() == "Batyr"
    assert _spots(part)["Aýna"].accessibleName().startswith("Aýna, 12, Daughter of")


def test_what_contradicts_itself_is_said_and_everybody_is_still_drawn(
    part: HouseholdPart, workspace: Workspace
) -> None:
    file = _family(part)
    sister = add_relative(workspace, part.case, file.main, Relative("sibling")).record
    relate(workspace, file.main, sister, "parent")
    with workspace.store.transaction(workspace.person) as tx:  # as it comes from another laptop
        around = {"person": sister, "other": file.main, "what": "parent"}
        tx.create("relation", "everyone", around)
    _settled()
    assert part.drawings.refused.isVisible()
    assert "ancestor" in part.drawings.refused.text()
    assert sister in part.drawings.genogram.view.spots


def test_the_drawing_goes_to_paper_with_ticks_that_are_off(
    qtbot: QtBot, shell: Shell, part: HouseholdPart
) -> None:
    part.drawings.print.click()
    page = shell.page("paper")
    assert isinstance(page, PaperPage)
    qtbot.waitUntil(lambda: page._made is not None)
    assert page._made is not None
    assert page._made.what == "drawing"
    assert page.shown.isVisible()
    assert [box.isChecked() for box in page.shown.ticks.values()] == [False] * 5
    page.shown.ticks["health"].click()
    qtbot.waitUntil(lambda: page._made is not None)
    assert page._record.endswith(":health")
    page._back()
    assert shell.page("case").isVisible()


@pytest.mark.parametrize("words", ["ru", "tk"])
def test_it_is_worded_in_every_language_and_palette(
    part: HouseholdPart, preferences: Preferences, words: str
) -> None:
    try:
        preferences.choose_language(words)
        preferences.choose_palette("dark")
        assert part.grab().toImage().pixelColor(400, 200).lightness() < 128
        part.panel.relation.click()
        assert part.forms.relation.kind.count() > 10
    finally:
        use_language("en")
        preferences.choose_palette("light")


def test_a_wide_drawing_fits_its_room_and_is_made_larger_with_keys(
    shell: Shell, workspace: Workspace, part: HouseholdPart
) -> None:
    jeren = _family(part).main
    for n in range(9):
        child = Relative("child", "born", {"given": f"Child number {n}"}, "male", str(2001 + n))
        add_relative(workspace, part.case, jeren, child)
    _settled()
    shell.resize(1366, 768)
    _settled()
    side, view = part.drawings.genogram, part.drawings.genogram.view
    assert view.natural > side.width() * 0.8
    assert view.width() <= side.width()
    assert part.drawings._sides.direction() is QBoxLayout.Direction.TopToBottom
    view.focus(jeren)
    before, spot = view.scale, view.spots[jeren]
    whole = view.width()
    QTest.keyClick(spot, Qt.Key.Key_Plus)
    assert view.scale > before
    drawn = view._drawing.spot(jeren)
    assert drawn is not None
    assert abs(spot.geometry().left() - (drawn.whole.left - 5) * view.scale) <= 1
    QTest.keyClick(spot, Qt.Key.Key_0)
    side.smaller.click()
    assert view.scale < before
    QTest.keyClick(spot, Qt.Key.Key_0)
    assert view.width() == whole


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
def test_both_drawings_beside_each_other_never_widen_the_page(
    shell: Shell, part: HouseholdPart, preferences: Preferences, words: str
) -> None:
    try:
        preferences.choose_language(words)
        shell.resize(1366, 768)
        _settled()
        assert part.drawings._sides.direction() is QBoxLayout.Direction.LeftToRight
        assert part.drawings.width() <= 1366 - 212 - 2 * 28
        sides = (part.drawings.genogram, part.drawings.ecomap)
        assert all(side.view.width() <= side.width() for side in sides)
    finally:
        use_language("en")
