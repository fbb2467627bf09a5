"""Cards of a list that come and go: what was built in the others stays."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from socialcase.forms import Session, compile_form, open_session
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.preferences import Preferences
from tests.ui.filler_form import form_source

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


@pytest.fixture
def session() -> Session:
    return open_session(
        compile_form(form_source(), "test.md"), now=datetime(2026, 11, 22, tzinfo=UTC)
    )


@pytest.fixture
def desk(qtbot: QtBot, session: Session, preferences: Preferences) -> Desk:
    made = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Cards", "")
    made.show()
    made.begin("")
    return made


def block(desk: Desk, ref: str) -> QuestionBlock:
    sheet = desk.sheet()
    assert sheet is not None
    found = sheet.reveal(ref)
    assert isinstance(found, QuestionBlock)
    return found


def test_a_card_that_goes_while_its_page_is_built_takes_nothing_else_with_it(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.go_to("/data/daily/helper[1]/helper_name")
    monkeypatch.setattr("socialcase.ui.pages.filler.sheet._FIRST", 0.0)  # all in later turns
    for number, name in enumerate(("Aýna", "Merdan", "Maral"), start=2):
        desk.filling.add("/data/daily/helper")
        desk.filling.answer(f"/data/daily/helper[{number}]/helper_name", name)
    sheet = desk.sheet()
    assert sheet is not None
    assert sheet.is_building()
    desk.remove("/data/daily/helper[2]")
    kept = [session.node(f"/data/daily/helper[{n}]/helper_name").value for n in (1, 2, 3)]
    assert kept == ["", "Merdan", "Maral"]
    desk.go_to("/data/daily/helper[3]/helper_name")
    field = block(desk, "/data/daily/helper[3]/helper_name").answer.target()
    assert "Maral" in field.toPlainText()  # type: ignore[attr-defined]


def test_the_cards_after_one_that_went_keep_what_was_built_in_them(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.go_to("/data/daily/helper[1]/helper_name")
    for _ in range(3):
        desk.add("/data/daily/helper")
    sheet = desk.sheet()
    assert sheet is not None
    third, fourth = (sheet.reveal(f"/data/daily/helper[{n}]/helper_name") for n in (3, 4))
    qtbot.waitUntil(lambda: not sheet.is_building())
    desk.filling.note("/data/daily/helper[4]/helper_name", "Ask again")
    desk.remove("/data/daily/helper[2]")
    assert sheet.block("/data/daily/helper[2]/helper_name") is third
    assert sheet.block("/data/daily/helper[3]/helper_name") is fourth
    assert desk.filling.beside.notes == {"/data/daily/helper[3]/helper_name": "Ask again"}
    answer = block(desk, "/data/daily/helper[3]/helper_name").answer
    answer.given.emit("Merdan")
    assert desk.filling.node("/data/daily/helper[3]/helper_name").value == "Merdan"
