"""A matrix as KoboToolbox has it: a table for each of its columns, a row for each of its lines."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from socialcase.forms import compile_form, open_session
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.grid import FieldRow, GridHead, GridRow
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.saying import RichWords
from socialcase.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
FORM = b"""
| survey |
| | type | name | label::English | label::Russian | kobo--matrix_list | appearance |
| | begin_group | home | Home | Dom | | |
| | begin_kobomatrix | goods | What is there? | Chto est? | things | |
| | select_one yesno | has | Is there one? | Est li? | | |
| | select_multiple who | uses | Who uses it? | Kto? | | |
| | integer | many | How many? | Skolko? | | |
| | end_kobomatrix | | | | | |
| | end_group | | | | | |
| | begin_group | wide | Wide | Shiroko | | |
| | select_one ten | first | First | Pervyi | | likert |
| | select_one ten | second | Second | Vtoroi | | likert |
| | end_group | | | | | |
| choices |
| | list_name | name | label::English | label::Russian |
| | things | chair | Chairs | Stulia |
| | things | stove | A stove | Pech |
| | yesno | yes | Yes | Da |
| | yesno | no | No | Net |
| | who | son | a son | syn |
| | who | mother | the mother | mat |
"""
TEN = "".join(f"| | ten | t{n} | longestword{n} | dlinneeslovo{n} |\n" for n in range(10)).encode()
CHAIR, STOVE = "/data/home/goods/goods_chair_", "/data/home/goods/goods_stove_"


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences) -> Desk:
    session = open_session(
        compile_form(FORM + TEN, "matrix.md"), now=datetime(2026, 11, 22, tzinfo=UTC)
    )
    made = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Matrix", "")
    made.show()
    made.begin("")
    qtbot.waitUntil(lambda: not made.book.sheet(0).is_building())
    return made


def headed(desk: Desk) -> list[list[str]]:
    heads = [head for head in desk.findChildren(GridHead) if head.isVisible()]
    return [[w.text() for w in head.findChildren(QLabel) if w.text()] for head in heads]


def lines(desk: Desk) -> dict[str, str]:
    kinds = (GridRow, FieldRow)
    rows = [row for kind in kinds for row in desk.findChildren(kind) if row.isVisible()]
    return {row.number: row.findChildren(RichWords)[0].text() for row in rows}


def test_each_column_is_a_table_with_a_row_for_each_line(desk: Desk) -> None:
    assert headed(desk) == [
        ["Is there one?", "1", "Yes", "2", "No"],
        ["Who uses it?", "1", "a son", "2", "the mother"],
        ["How many?"],
    ]
    chairs_and_stove = ["Chairs", "A stove"]
    assert lines(desk) == dict(
        zip(["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"], chairs_and_stove * 3, strict=True)
    )


def test_its_answers_are_those_of_the_form(desk: Desk) -> None:
    sheet = desk.sheet()
    assert sheet is not None
    chairs = sheet.reveal(f"{CHAIR}many")
    assert isinstance(chairs, FieldRow)
    field = chairs.findChildren(QLineEdit)[0]
    assert field.accessibleName() == "1.5 Chairs \N{EN DASH} How many?"
    field.setText("4")
    field.textEdited.emit("4")
    field.returnPressed.emit()
    assert desk.filling.node(f"{CHAIR}many").value == "4"
    assert desk.place() == f"{STOVE}many"


def test_it_speaks_another_language_in_place(desk: Desk) -> None:
    desk.acts()["language"]()
    assert headed(desk)[1] == ["Kto?", "1", "syn", "2", "mat"]
    assert set(lines(desk).values()) == {"Stulia", "Pech"}


def test_what_is_too_wide_for_a_table_is_asked_one_by_one(desk: Desk) -> None:
    desk.go_to("/data/wide/first")
    QApplication.processEvents()
    assert headed(desk) == []
    sheet = desk.sheet()
    assert sheet is not None
    assert sheet.reveal("/data/wide/second") is not None
    assert not isinstance(sheet.block("/data/wide/first"), GridRow)
