"""Services on the screen: refer, answer, find, look a provider up; all of it kept at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.consents import give_consent, withdraw_consent
from socialcase.actions.editing import edit
from socialcase.actions.providers import add_provider, set_provider
from socialcase.actions.referrals import add_referral, send_referral, set_referral
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Action, Consent, Person, Referral, Resource, Task
from socialcase.ui.page import Target
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.services import ServicesPart
from socialcase.ui.pages.paper import PaperPage
from socialcase.ui.pages.paper_targets import REFERRAL, paper_target
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.field import ChoiceBox, TextArea, TextBox
from tests.ui.in_sight import button, said, shown

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def carers(workspace: Workspace) -> str:
    return add_provider(workspace, "Home care, Mary", services=("home_care",)).record


@pytest.fixture
def services(shell: Shell, case_uid: str, carers: str) -> ServicesPart:
    """The Services tab of the family's case."""
    shell.open(Target("case", case_uid, "services"))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    part = page._parts["services"]
    assert isinstance(part, ServicesPart)
    return part


def referrals(ws: Workspace) -> list[Referral]:
    with ws.store.reading() as reading:
        return reading.page(Referral)


def step(qtbot: QtBot, part: QWidget, uid: str) -> Button:
    """The first next step of a referral."""
    return shown(qtbot, part, lambda one: one.objectName() == f"referral:{uid}:step0")


def ask(services: ServicesPart, uid: str, provider: str) -> None:
    """Choose a provider for a referral that is being written; "" for none."""
    choice = services.findChild(ChoiceBox, f"referral:{uid}:provider")
    assert isinstance(choice, ChoiceBox)
    choice.setCurrentIndex(choice.findData(provider))
    choice.activated.emit(choice.currentIndex())


def test_a_referral_is_begun_sent_and_refused_in_place(
    qtbot: QtBot, services: ServicesPart, workspace: Workspace, carers: str
) -> None:
    services.refer.click()
    services.form.service.setCurrentIndex(services.form.service.findData("home_care"))
    button(qtbot, services.form, "Begin the referral").click()
    [made] = referrals(workspace)
    qtbot.waitUntil(lambda: bool(services.findChildren(ChoiceBox, f"referral:{made.uid}:provider")))
    assert made.provider == carers, "nobody else offers it"
    ask(services, made.uid, "")
    qtbot.waitUntil(lambda: "Still needed: a provider" in said(services))
    assert not step(qtbot, services, made.uid).isEnabled()
    ask(services, made.uid, carers)
    qtbot.waitUntil(lambda: "Still needed" not in said(services))
    step(qtbot, services, made.uid).click()
    assert referrals(workspace)[0].status == "sent"
    button(qtbot, services, "Refused").click()
    button(qtbot, services, "Keep: Refused").click()
    assert referrals(workspace)[0].status == "sent", "a refusal asks for its reason"
    QTest.keyClicks(services.focusWidget(), "No place")
    QTest.keyClick(services.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: "Ask another provider" in {b.text() for b in services.findChildren(Button)}
    )
    kept = referrals(workspace)[0]
    assert (kept.status, kept.answer) == ("refused", "No place")
    with workspace.store.reading() as reading:
        assert "Care at home" in next(t for t in reading.page(Task) if t.about == made.uid).what
    qtbot.waitUntil(lambda: "Needs without a service" in said(services))


def test_the_words_of_a_step_that_was_undone_are_not_those_of_the_next(
    qtbot: QtBot, shell: Shell, services: ServicesPart, workspace: Workspace, carers: str
) -> None:
    uid = add_referral(workspace, services.case, "home_care", provider=carers).record
    send_referral(workspace, uid)
    button(qtbot, services, "Refused").click()
    QTest.keyClicks(services.focusWidget(), "No nurse")
    QTest.keyClick(services.focusWidget(), Qt.Key.Key_Return)
    button(qtbot, services, "Ask another provider")
    shell._undo_last()
    button(qtbot, services, "On the waiting list").click()
    QTest.keyClicks(services.focusWidget(), "2")
    QTest.keyClick(services.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: referrals(workspace)[0].status == "waiting")
    assert referrals(workspace)[0].answer == ""
    qtbot.waitUntil(lambda: button(qtbot, services, "The service began").hasFocus())


def test_a_draft_offers_who_came_into_the_directory_meanwhile(
    qtbot: QtBot, services: ServicesPart, shell: Shell, workspace: Workspace, case_uid: str
) -> None:
    made = add_referral(workspace, case_uid, "Pension for old age").record
    services.page.reread(frozenset({"referral"}))
    qtbot.waitUntil(lambda: "Nobody in the directory offers this service." in said(services))
    shell.open(Target("directory"))
    fund = add_provider(workspace, "Pension fund", services=("Pension for old age",)).record
    shell.open(Target("case", case_uid, "services"))

    def offered() -> bool:
        choice = services.findChild(ChoiceBox, f"referral:{made}:provider")
        return isinstance(choice, ChoiceBox) and choice.findData(fund) >= 0

    qtbot.waitUntil(offered)
    assert "Nobody in the directory offers this service." not in said(services)


def test_a_draft_says_how_to_reach_the_provider_and_what_speaks_against_it(
    qtbot: QtBot, services: ServicesPart, workspace: Workspace, carers: str
) -> None:
    set_provider(workspace, carers, "phone", "+993 522 0 00 13")
    set_provider(workspace, carers, "capacity", "0")
    uid = add_referral(workspace, services.case, "home_care", provider=carers).record
    qtbot.waitUntil(lambda: "+993 522 0 00 13" in said(services))
    assert "No place is free there now" in said(services)
    assert step(qtbot, services, uid).isEnabled(), "a place in line can be asked for"
    set_provider(workspace, carers, "valid_until", "2026-10-01")
    qtbot.waitUntil(lambda: "Their entry held until 01.10.2026" in said(services))
    set_provider(workspace, carers, "valid_until", None)
    set_provider(workspace, carers, "capacity", "3")
    qtbot.waitUntil(lambda: "ring them" not in said(services))
    assert "No place is free" not in said(services)
    send_referral(workspace, uid)
    set_provider(workspace, carers, "valid_until", "2026-10-01")
    qtbot.waitUntil(lambda: "ask them whether this still goes on" in said(services))


def test_without_consent_sending_says_so_and_leads_to_the_consent(
    qtbot: QtBot, shell: Shell, services: ServicesPart, workspace: Workspace, carers: str
) -> None:
    with workspace.store.reading() as reading:
        consent = reading.page(Consent)[0].uid
    withdraw_consent(workspace, consent)
    uid = add_referral(workspace, services.case, "home_care", provider=carers).record
    qtbot.waitUntil(lambda: "a consent that lets named services know" in said(services))
    assert not step(qtbot, services, uid).isEnabled()
    assert "Their consent was withdrawn." in said(services)
    button(qtbot, services, "Go to Consent").click()
    page = shell.page("case")
    assert isinstance(page, CasePage)
    assert page._part == "consent"
    give_consent(workspace, services.case, "services", given="23.11.2026")
    page.turn("services")
    qtbot.waitUntil(lambda: "Still needed" not in said(services))
    assert step(qtbot, services, uid).isEnabled()


def test_what_is_being_written_goes_on_when_something_else_changes(
    qtbot: QtBot, services: ServicesPart, workspace: Workspace, carers: str
) -> None:
    uid = add_referral(workspace, services.case, "home_care", provider=carers).record
    qtbot.waitUntil(lambda: bool(services.findChildren(TextArea, f"referral:{uid}:reason")))
    reason = services.findChild(TextArea, f"referral:{uid}:reason")
    assert isinstance(reason, TextArea)
    reason.setFocus()
    QTest.keyClicks(reason, "Alone in the morn")
    set_referral(workspace, uid, "urgent", True)
    qtbot.waitUntil(
        lambda: isinstance(again := services.focusWidget(), TextArea) and again is not reason
    )
    again = services.focusWidget()
    assert isinstance(again, TextArea)
    QTest.keyClicks(again, "ings")
    again.clearFocus()
    assert referrals(workspace)[0].reason == "Alone in the mornings"


def test_the_letter_follows_what_is_ticked(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case_uid: str, carers: str
) -> None:
    uid = add_referral(workspace, case_uid, "home_care", provider=carers).record
    shell.open(paper_target(REFERRAL, uid, case_uid))
    page = shell.page("paper")
    assert isinstance(page, PaperPage)
    qtbot.waitUntil(lambda: page._made is not None, timeout=20_000)
    assert page._made is not None
    assert "Jeren" in repr(page._made.sheet.data)
    page.told.ticks.boxes["name"].click()
    assert referrals(workspace)[0].told == ("contact",)
    qtbot.waitUntil(lambda: page._made is not None, timeout=20_000)
    assert "Orazgulyýewa" not in repr(page._made.sheet.data)
    send_referral(workspace, uid)
    page.load()
    assert not page.told.ticks.boxes["name"].isEnabled()
    qtbot.waitUntil(lambda: page._made is not None, timeout=20_000)
    page._back()
    assert shell._page == "case"


def test_a_resource_is_entered_in_manat_and_changed_field_by_field(
    qtbot: QtBot, services: ServicesPart, workspace: Workspace
) -> None:
    services.found.click()
    form = services.resource_form
    form.editors["what"].setText("Walking frame")  # type: ignore[union-attr]
    form.editors["value"].setText("much")  # type: ignore[union-attr]
    button(qtbot, form, "Enter it").click()
    assert "This was not kept." in said(form)
    form.editors["value"].setText("340,50")  # type: ignore[union-attr]
    button(qtbot, form, "Enter it").click()
    with workspace.store.reading() as reading:
        [kept] = reading.page(Resource)
    assert (kept.value, kept.found) == (34050, "2026-11-23")
    boxes = [box for box in form.editors.values() if isinstance(box, TextBox)]
    assert {box.text() for box in boxes} == {""}  # for the next one: nothing is entered twice
    qtbot.waitUntil(lambda: len(services._rows.rows) == 1)
    services._list.opened.emit(services._rows.rows[0])
    value = form.editors["value"]
    value.setText("12")  # type: ignore[union-attr]
    value.editingFinished.emit()  # type: ignore[union-attr]
    with workspace.store.reading() as reading:
        assert reading.page(Resource)[0].value == 1200


def test_a_need_leads_to_a_referral_of_its_service(
    qtbot: QtBot, services: ServicesPart, workspace: Workspace
) -> None:
    with workspace.store.reading() as reading:
        jeren = next(p.uid for p in reading.page(Person) if p.name_given == "Jeren")
    values = {"case": services.case, "person": jeren, "what": "need", "status": "open"}
    with workspace.store.transaction(workspace.person) as tx:
        tx.create("need", f"case:{services.case}", {**values, "service": "work_support"})
    qtbot.waitUntil(lambda: "Needs without a service" in said(services))
    button(qtbot, services, "Refer").click()
    button(qtbot, services.form, "Begin the referral").click()
    [made] = referrals(workspace)
    assert (made.service, made.person) == ("work_support", jeren)
    assert made.need


def test_a_service_that_was_asked_for_with_the_case_is_referred_from_its_line(
    qtbot: QtBot, services: ServicesPart, workspace: Workspace, case_uid: str
) -> None:
    edit(workspace, "case", case_uid, "services", ("home_care",))
    button(qtbot, services, "Refer").click()
    assert services.form.service.value() == "home_care"
    button(qtbot, services.form, "Begin the referral").click()
    assert [(one.service, one.need) for one in referrals(workspace)] == [("home_care", "")]
    qtbot.waitUntil(lambda: "A referral is being written" in said(services))


def test_an_action_of_the_plan_leads_to_its_referral_and_shows_how_it_stands(
    qtbot: QtBot, shell: Shell, services: ServicesPart, workspace: Workspace, carers: str
) -> None:
    with workspace.store.reading() as reading:
        action = next(a for a in reading.page(Action) if a.status == "open")
    shell.open(Target("case", "", f"referral:action:{action.uid}"))
    services.form.other.setText("Care at home")
    button(qtbot, services.form, "Begin the referral").click()
    [made] = referrals(workspace)
    assert (made.action, made.goal, made.service) == (action.uid, action.goal, "home_care")
    page = shell.page("case")
    assert isinstance(page, CasePage)
    page.turn("plan")

    def chips() -> set[str]:
        return {chip.accessibleName() for chip in page._parts["plan"].findChildren(Chip)}

    qtbot.waitUntil(lambda: "Care at home: Being written" in chips())
