"""Consent on the screen: capacity and ground, what is withheld, what a withdrawal leads to."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions import cases, consents, readership
from socialcase.actions.case_papers import case_summary
from socialcase.actions.papers import given_out
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Consent, Note
from socialcase.texts.duties import duties
from socialcase.ui.page import Target
from socialcase.ui.pages.case.consent import ConsentPart
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.withdraw_panel import WithdrawPanel
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import TextBox
from socialcase.ui.widgets.labels import Words

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def part(shell: Shell, case_uid: str) -> ConsentPart:
    """The tab of the family's case."""
    shell.open(Target("case", case_uid, "consent"))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    (found,) = page.findChildren(ConsentPart)
    return found


def press(part: ConsentPart, words: str) -> None:
    QApplication.processEvents()  # what was put on the page shows then
    (button,) = [b for b in part.findChildren(Button) if b.text() == words and b.isVisibleTo(part)]
    button.click()


def said(part: ConsentPart) -> str:
    QApplication.processEvents()
    return "\n".join(w.text() for w in part.findChildren(Words) if w.isVisibleTo(part))


def box(part: ConsentPart, name: str) -> TextBox:
    (found,) = [
        b for b in part.findChildren(TextBox) if b.accessibleName() == name and b.isVisibleTo(part)
    ]
    return found


def test_somebody_is_not_to_be_told(
    part: ConsentPart, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    press(part, "They are not to be told")
    assert "Write who it is." in said(part)
    assert "Tick what they are not to be told." in said(part)
    assert consents.untold_in(workspace, case_uid) == []
    box(part, "Who it is").setText("the neighbour on the left")
    (income,) = [b for b in part.findChildren(CheckBox) if b.text() == "Income"]
    income.click()
    press(part, "They are not to be told")
    (one,) = consents.untold_in(workspace, case_uid)
    assert (one.name, one.what) == ("the neighbour on the left", ("income",))
    qtbot.waitUntil(lambda: "the neighbour on the left" in said(part))
    press(part, "May be told again")
    qtbot.waitUntil(lambda: not consents.untold_in(workspace, case_uid))


def test_who_is_named_in_words_only_stands_there_and_in_the_head(
    part: ConsentPart, workspace: Workspace, case_uid: str, shell: Shell, qtbot: QtBot
) -> None:
    with workspace.store.reading() as reading:
        for one in reading.page(Consent, {"case": case_uid}):
            consents.withdraw_consent(workspace, one.uid)
    cases.set_case(workspace, case_uid, "not_to_be_told", "")
    qtbot.waitUntil(lambda: "Nobody is named here." in said(part))
    cases.set_case(workspace, case_uid, "not_to_be_told", "Her late husband's brother")
    consents.give_consent(workspace, case_uid, "office", withhold="Nothing to the school")
    consents.withhold(workspace, case_uid, ("income", "health"), from_whom="the neighbour")
    qtbot.waitUntil(lambda: "Nothing to the school" in said(part))
    assert "Her late husband's brother" in said(part)
    assert "Nobody is named here." not in said(part)
    page = shell.page("case")
    assert isinstance(page, CasePage)
    head = "\n".join(one.text() for one in page._head._safety.findChildren(Words))
    assert "Not to be told: the neighbour (health, income)" in head


def test_acting_without_consent_says_beside_its_fields_what_it_needs(
    part: ConsentPart, workspace: Workspace, case_uid: str
) -> None:
    form = part._form
    form._capacity.setCurrentIndex(form._capacity.findData("none"))
    form._capacity.activated.emit(form._capacity.currentIndex())
    before = len(part.page._file.consents)  # type: ignore[attr-defined]
    press(part, "Keep this consent")
    assert "Write who authorised it." in said(part)
    assert "Write on what ground." in said(part)
    form._giver.setText("The coordinator")
    form._basis.setText("A life was in danger")
    press(part, "Keep this consent")
    with workspace.store.reading() as reading:
        assert reading.count(Consent, {"case": case_uid}) == before + 1


def test_a_consent_just_kept_stays_in_sight_above_who_is_not_to_be_told(
    shell: Shell, workspace: Workspace, qtbot: QtBot
) -> None:
    contact = cases.FirstContact(worry="Alone with two grandchildren", name={"given": "Bagul"})
    shell.open(Target("case", cases.first_contact(workspace, contact).record, "consent"))
    (part,) = shell.page("case").findChildren(ConsentPart)
    press(part, "Keep this consent")

    def whole(words: str) -> bool:
        named = [one for one in part.findChildren(Button) if one.text() == words]
        return any(one.visibleRegion().boundingRect() == one.rect() for one in named)

    qtbot.waitUntil(lambda: whole("Withdraw…") and whole("They are not to be told"))


def test_that_something_was_reported_is_kept_as_a_note(
    part: ConsentPart, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    duty = next(one for one in duties() if one.code == "child_harm")
    links = [b for b in part.findChildren(Button) if b.accessibleName().endswith(duty.words)]
    links[0].click()
    assert part._duties.whom.text() == duty.to_whom
    part._duties.whom.setText("A. Orazowa, guardianship")
    part._duties.words.setText("She comes tomorrow")
    press(part, "Keep it as a note")
    with workspace.store.reading() as reading:
        notes = [one.text for one in reading.page(Note, {"case": case_uid})]
    wanted = f"Reported: {duty.words} → A. Orazowa, guardianship. She comes tomorrow"
    assert wanted in notes
    qtbot.waitUntil(lambda: "What was said and agreed" not in said(part))


def test_what_has_left_stands_beside_who_has_seen_it(
    part: ConsentPart, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    assert not part._left.isVisible()
    given_out(workspace, case_summary(workspace, case_uid), "print")
    qtbot.waitUntil(lambda: "The case in brief, printed" in said(part))
    assert "What has left the program" in said(part)


def test_what_follows_from_a_withdrawal_is_said_before_it_is_done(
    part: ConsentPart, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    press(part, "Withdraw…")
    (panel,) = part.findChildren(WithdrawPanel)
    assert "What follows when it is withdrawn" in said(part)
    with workspace.store.reading() as reading:
        assert all(not one.withdrawn for one in reading.page(Consent, {"case": case_uid}))
    panel.why.setText("She thought it over")
    press(part, "Withdraw the consent")
    with workspace.store.reading() as reading:
        (kept,) = reading.page(Consent, {"case": case_uid})
    assert kept.withdrawn_why == "She thought it over"
    qtbot.waitUntil(lambda: "She thought it over" in said(part))


def test_the_file_says_who_has_seen_it(
    part: ConsentPart, workspace: Workspace, case_uid: str, shell: Shell
) -> None:
    assert shell.jobs.finish()
    (seen,) = readership.who_has_seen(workspace, case_uid)
    assert (seen.name, seen.times) == ("Maral Annaýewa", 1)
    assert "Maral Annaýewa" in said(part)
    assert "What we must report" in said(part)
