"""The lists of the directory on the screen: providers, needs without a service, resources."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.editing import edit
from socialcase.actions.providers import add_provider
from socialcase.actions.referrals import add_referral
from socialcase.actions.resources import add_resource
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Provider, Referral
from socialcase.texts import use_language
from socialcase.ui.page import Target
from socialcase.ui.pages.case.services import ServicesPart
from socialcase.ui.pages.directory import DirectoryPage
from socialcase.ui.pages.paper import PaperPage
from socialcase.ui.pages.provider import ProviderPage
from socialcase.ui.pages.resources import ResourcesPage
from socialcase.ui.pages.unserved import UnservedPage
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.field import ChoiceBox
from tests.ui.in_sight import button, said

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def carers(workspace: Workspace) -> str:
    return add_provider(workspace, "Home care, Mary", services=("home_care",)).record


def test_a_provider_is_entered_changed_and_taken_back(
    qtbot: QtBot, shell: Shell, workspace: Workspace
) -> None:
    shell.open(Target("directory"))
    page = shell.page("directory")
    assert isinstance(page, DirectoryPage)
    page.new.click()
    page.form.name.setText("Yenme")
    QTest.keyClick(page.form.name, Qt.Key.Key_Return)
    provider = shell.page("provider")
    assert isinstance(provider, ProviderPage)
    assert shell._page == "provider"
    box = provider.fields.editors["capacity"]
    box.setText("many")  # type: ignore[union-attr]
    box.editingFinished.emit()  # type: ignore[union-attr]
    assert "This was not kept." in said(provider.fields)
    box.setText("6")  # type: ignore[union-attr]
    box.editingFinished.emit()  # type: ignore[union-attr]
    provider.whom.other.setText("Sign language lessons")
    QTest.keyClick(provider.whom.other, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Sign language lessons" in said_ticks(provider))
    with workspace.store.reading() as reading:
        [kept] = reading.page(Provider)
    assert (kept.name, kept.capacity) == ("Yenme", 6)
    assert kept.services == ("Sign language lessons",)
    assert shell.top._kept.isVisibleTo(shell)


def said_ticks(page: ProviderPage) -> set[str]:
    from socialcase.ui.widgets.check_box import CheckBox

    return {box.text() for box in page.whom.findChildren(CheckBox)}


def test_a_protected_address_is_shown_only_when_asked_for(
    qtbot: QtBot, shell: Shell, workspace: Workspace
) -> None:
    address = {"street": "Gizlin 7"}
    uid = add_provider(workspace, "House", address=address, protected=True).record
    shell.open(Target("provider", uid))
    page = shell.page("provider")
    assert isinstance(page, ProviderPage)

    def told() -> str:
        rows = [line.new or "" for line in page._history._rows.rows]
        street = page.fields.editors["address.street"]
        return " ".join((*rows, street.text()))  # type: ignore[union-attr]

    assert "Gizlin" not in told()
    button(qtbot, page, "Show the address").click()
    assert "Gizlin" in told()
    shell.open(Target("provider", uid))
    assert "Gizlin" not in told()


def test_the_lists_open_the_case_at_its_services(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case_uid: str, carers: str
) -> None:
    uid = add_referral(workspace, case_uid, "home_care", provider=carers).record
    edit(workspace, "referral", uid, "status", "refused")
    shell.open(Target("unserved"))
    page = shell.page("unserved")
    assert isinstance(page, UnservedPage)
    qtbot.waitUntil(lambda: not page.beside.busy)
    [row] = page.rows.rows
    assert page.target(row) == Target("case", case_uid, "services")
    assert "Care at home (1)" in {page.service.itemText(n) for n in range(page.service.count())}
    shell.open(Target("resources"))
    ledger = shell.page("resources")
    assert isinstance(ledger, ResourcesPage)
    qtbot.waitUntil(lambda: not ledger.beside.busy)
    assert ledger.rows.rows == []


def test_a_provider_is_entered_on_the_way_of_a_referral_and_chosen_for_it(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case_uid: str
) -> None:
    uid = add_referral(workspace, case_uid, "home_care", reason="Alone all day").record
    shell.open(Target("case", case_uid, f"referral:{uid}"))
    part = shell.page("case").findChild(ServicesPart)
    assert part is not None
    press(qtbot, part, f"referral:{uid}:directory")
    directory, provider = shell.page("directory"), shell.page("provider")
    assert isinstance(directory, DirectoryPage)
    assert isinstance(provider, ProviderPage)
    assert directory.back.text() == "Back to the referral: Care at home"
    directory.new.click()
    directory.form.name.setText("Yenme")
    QTest.keyClick(directory.form.name, Qt.Key.Key_Return)
    assert "Care at home" in said_ticks(provider)
    provider._crumb.click()  # the way back is kept from page to page
    assert directory.back.isVisibleTo(shell)
    qtbot.waitUntil(lambda: len(directory.rows.rows) == 1)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(directory.list, key)
    qtbot.waitUntil(lambda: shell._page == "provider")
    press(qtbot, provider, "wayBack")
    qtbot.waitUntil(lambda: shell._page == "case")
    qtbot.waitUntil(lambda: isinstance(shell.focusWidget(), ChoiceBox))
    box = shell.focusWidget()
    assert isinstance(box, ChoiceBox)
    assert box.objectName() == f"referral:{uid}:provider"
    assert any("Yenme" in box.itemText(n) for n in range(box.count()))
    with workspace.store.reading() as reading:
        [kept] = reading.page(Referral)
    assert kept.reason == "Alone all day"
    shell.open(Target("directory"))
    assert not directory.back.isVisibleTo(shell)


def press(qtbot: QtBot, inside: QWidget, name: str) -> None:
    def found() -> list[QAbstractButton]:
        return [one for one in inside.findChildren(QAbstractButton, name) if one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    found()[0].click()


@pytest.mark.parametrize(
    ("page", "part"), [("directory", "Home care"), ("unserved", "Needs"), ("resources", "All")]
)
def test_a_list_is_looked_at_as_a_document_and_saved_as_a_workbook(
    qtbot: QtBot, shell: Shell, carers: str, page: str, part: str, tmp_path: Path
) -> None:
    shell.open(Target(page))
    shown_page = shell.page(page)
    if isinstance(shown_page, ResourcesPage):
        shown_page._choose("all")
    button(qtbot, shown_page, "Print").click()
    paper = shell.page("paper")
    assert isinstance(paper, PaperPage)
    qtbot.waitUntil(paper.print.isEnabled)
    assert paper._made is not None
    assert part in repr(paper._made.sheet.data)
    assert paper.table.isVisibleTo(paper)
    file = tmp_path / "list.xlsx"
    paper.save_table_to(file)
    assert file.read_bytes().startswith(b"PK")
    paper._back()
    assert shell.page(page).isVisibleTo(shell)


def test_what_was_found_stands_under_its_sums_each_card_as_high_as_what_is_in_it(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case_uid: str
) -> None:
    for source in ("Council", "Mosque", "Workmates", "Nurse"):
        add_resource(workspace, case_uid, "Coal", kind="goods", value="10", from_whom=source)
    shell.open(Target("resources"))
    page = shell.page("resources")
    assert isinstance(page, ResourcesPage)
    qtbot.waitUntil(page.by_kind.isVisible)
    qtbot.waitUntil(lambda: page.by_source.height() > page.by_kind.height())
    heads = [card.findChild(QFrame, "cardHead") for card in (page.by_kind, page.by_source)]
    qtbot.waitUntil(lambda: [head.height() for head in heads if head] == [42, 42])


def test_the_names_of_columns_stand_over_the_rows_when_a_scroll_bar_takes_room(
    qtbot: QtBot, shell: Shell, workspace: Workspace
) -> None:
    for number in range(60):
        add_provider(workspace, f"Provider {number}")
    shell.open(Target("directory"))
    page = shell.page("directory")
    assert isinstance(page, DirectoryPage)
    qtbot.waitUntil(lambda: page.list.verticalScrollBar().isVisible())
    qtbot.waitUntil(lambda: page._head.row_width() == page.list.viewport().width())


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
def test_a_provider_fits_a_small_screen_in_every_language(
    qtbot: QtBot, shell: Shell, carers: str, words: str
) -> None:
    use_language(words)
    try:
        shell.resize(1366, 768)
        shell.retranslate()
        shell.open(Target("provider", carers))
        area = shell.page("provider").findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        body = area.widget()
        assert body is not None
        qtbot.waitUntil(lambda: body.width() <= area.viewport().width())
    finally:
        use_language("en")
