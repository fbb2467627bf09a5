"""The office's Forms page: look over, install, publish, retire, try out, see the logic."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.form_library import all_forms, find_form, forms
from socialcase.actions.form_publishing import inspect_form, install_form, publish_form
from socialcase.actions.unkept import all_unkept
from socialcase.texts import use_language
from socialcase.ui.navigation import nav_items, owner_page
from socialcase.ui.page import Target
from socialcase.ui.pages.form_logic import FormLogicPage
from socialcase.ui.pages.forms import FormsPage
from tests.actions.form_sources import V1, V2, written
from tests.ui.office.world import Context, Heard, World, button, words_of

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(world: World, qtbot: QtBot, context_of: Context) -> FormsPage:
    made = FormsPage(context_of(world.office))
    qtbot.addWidget(made)
    made.resize(1154, 716)
    made.show()
    qtbot.waitExposed(made)
    return made


def looked_over(page: FormsPage, file: Path, qtbot: QtBot) -> None:
    page.look_over(file)
    qtbot.waitUntil(lambda: page.report is not None, timeout=30_000)


def states(world: World) -> dict[str, str]:
    return {one.version: one.state for one in all_forms(world.office) if one.form_id == "shelter"}


STAGES = ("Reading", "Checking", "Converting", "Writing", "Putting")


def test_looking_over_is_told_and_can_be_cancelled(
    page: FormsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = "\n".join(f"| | integer | q{n} | Question {n} |" for n in range(3_000))
    source = f"| survey |\n| | type | name | label |\n{rows}\n"
    page.look_over(written(tmp_path, source))
    qtbot.waitUntil(page.bar.isVisible, timeout=30_000)
    assert not page.add.isEnabled()
    told = words_of(page.bar)
    assert any(stage in told for stage in STAGES), "whichever it is at by now"
    button(page, "Cancel").click()
    qtbot.waitUntil(page.add.isEnabled, timeout=30_000)
    assert page.report is None
    assert not page.bar.isVisible()


def test_only_an_office_has_the_page_in_its_navigation() -> None:
    assert "forms" in [item.page for item in nav_items("office", None)]
    assert "forms" not in [item.page for item in nav_items("laptop", None)]
    assert owner_page("form_logic", "office") == "forms"


def test_what_came_with_the_program_is_listed(page: FormsPage, world: World) -> None:
    titles = [entry.title for entry in forms(world.office)]
    words = words_of(page)
    assert f"{len(titles)} forms in use" in words
    assert "came with the program" in words
    said = [page.list.model().index(n, 0).data() for n in range(len(titles))]
    assert [one.partition(" · ")[0] for one in said] == titles
    assert {"Home visit", "Needs assessment"} <= set(titles)


def test_a_form_is_looked_over_installed_published_and_retired(
    page: FormsPage, world: World, heard: Heard, tmp_path: Path, qtbot: QtBot
) -> None:
    looked_over(page, written(tmp_path, V1), qtbot)
    assert page.report is not None
    assert "4 questions" in words_of(page.report)
    assert states(world) == {}
    page.report.install.click()
    assert states(world) == {"1": "installed"}
    assert heard.kept == 1
    assert page.detail is not None
    page.detail.note.setText("For the winter")
    assert len(all_unkept(page.context.workspace)) == 1  # written down until the button keeps it
    page.detail.publish.click()
    assert all_unkept(page.context.workspace) == []
    assert find_form(world.office, "shelter").note == "For the winter"
    assert heard.toasts[-1] == "Published"
    assert page.detail is not None
    assert "In use" in words_of(page.detail)
    page.detail.retire.click()
    assert states(world) == {"1": "retired"}
    take_back = heard.undo[-1]
    assert take_back is not None
    take_back()
    assert states(world) == {"1": "published"}


def test_what_is_wrong_with_a_form_is_told_with_its_place(
    page: FormsPage, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    looked_over(page, written(tmp_path, V1.replace("| rooms |", "| two rooms |")), qtbot)
    assert page.report is not None
    words = words_of(page.report)
    assert "Has to be corrected first" in words
    assert "row 7" in words
    assert not page.report.install.isVisible()
    page.report.leave.click()
    assert page.report is None
    assert states(world) == {}


def test_other_content_under_a_known_version_is_told_before_installing(
    page: FormsPage, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    install_form(world.office, inspect_form(world.office, written(tmp_path / "1", V1)))
    other = written(tmp_path / "2", V1.replace("How many rooms?", "Rooms?"))
    looked_over(page, other, qtbot)
    assert page.report is not None
    assert "other content" in words_of(page.report)


def test_unused_columns_and_missing_words_are_told(
    page: FormsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    source = V2.replace("| relevant |", "| relevent |").replace("| Сколько окон? |", "| | | yes |")
    looked_over(page, written(tmp_path, source), qtbot)
    assert page.report is not None
    words = words_of(page.report)
    assert "relevent" in words
    assert "Русский (ru): 1 without words" in words


def test_a_version_is_tried_out_in_the_filler(page: FormsPage, heard: Heard) -> None:
    assert page.detail is not None
    page.detail.try_out.click()
    assert heard.opened[-1].page == "filler"
    assert heard.opened[-1].record.startswith("trial:")


def test_the_logic_is_shown_as_a_picture_and_in_words(
    page: FormsPage,
    world: World,
    heard: Heard,
    qtbot: QtBot,
    context_of: Context,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs = find_form(world.office, "needs_assessment")
    page.show_record(needs.content_hash)
    assert page.detail is not None
    page.detail.logic.click()
    assert heard.opened[-1] == Target("form_logic", needs.content_hash)
    logic = FormLogicPage(context_of(world.office))
    qtbot.addWidget(logic)
    logic.resize(1154, 716)
    logic.show_record(needs.content_hash)
    logic.show()
    qtbot.waitExposed(logic)
    assert logic.picture.height() > 500
    said = [logic.list.model().index(n, 0).data() for n in range(logic.list.model().rowCount())]
    assert any(one.startswith("2.1 Welaýat shows 2.2 Etrap") for one in said)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "logic.svg"), "")
    )
    logic.save.click()
    assert "#ffffff" in (tmp_path / "logic.svg").read_text(encoding="utf-8")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "logic.png"), "")
    )
    logic.save.click()
    drawn = QImage(str(tmp_path / "logic.png"))
    assert drawn.height() > 500
    assert drawn.pixelColor(1, 1).name() == "#ffffff"
    button(logic, "Forms").click()
    assert heard.opened[-1] == Target("forms", needs.content_hash)


def test_the_keyboard_goes_through_the_versions(page: FormsPage, world: World) -> None:
    page.list.setFocus()
    first = page.detail
    assert first is not None
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.detail is not None
    assert page.detail.line.title == forms(world.office)[1].title


def test_use_is_counted_beside_and_what_is_being_written_stays(
    page: FormsPage, world: World, qtbot: QtBot
) -> None:
    family = first_contact(world.office, FirstContact(worry="Cold", name={"given": "Ata"})).record
    page.show_record(find_form(world.office, "home_visit").content_hash)
    assert page.detail is not None
    page.detail.note.setText("half a no")
    shown = page.detail
    with world.office.store.transaction(world.office.person) as tx:
        visit = find_form(world.office, "home_visit")
        values = {"case": family, "form_id": "home_visit", "form_hash": visit.content_hash}
        tx.create("assessment", f"case:{family}", values)
    page.reread(frozenset({"assessment"}))
    qtbot.waitUntil(lambda: "1 assessment · Döwran Hydyrow" in words_of(page))
    assert page.detail is shown
    assert page.detail.note.text() == "half a no"


def test_the_page_speaks_russian(page: FormsPage, world: World) -> None:
    use_language("ru")
    try:
        page.retranslate()
        page.show_record(find_form(world.office, "home_visit").content_hash)
        assert page.detail is not None
        assert page.detail.heading.text() == "Посещение на дому"
    finally:
        use_language("en")


def test_a_published_form_is_named_where_it_arrives(
    world: World, tmp_path: Path, qtbot: QtBot, context_of: Context
) -> None:
    from socialcase.actions.bundles import export_bundle
    from socialcase.ui.pages.exchange_receive import ReceiveCard
    from socialcase.ui.pages.stick import place_at

    found = inspect_form(world.office, written(tmp_path / "form", V1))
    install_form(world.office, found)
    assert found.package is not None
    publish_form(world.office, found.package.content_hash)
    export_bundle(world.office, world.stick, world.maral.store.device)
    card = ReceiveCard(world.maral, context_of(world.maral).jobs, lambda: None, lambda _to: None)
    qtbot.addWidget(card)
    card.look(place_at(world.stick))
    qtbot.waitUntil(card.button.isEnabled)
    card.receive()
    qtbot.waitUntil(lambda: "Shelter check" in words_of(card))
    assert "Form “Shelter check”, version 1, has arrived." in words_of(card)
    assert find_form(world.maral, "shelter").version == "1"
