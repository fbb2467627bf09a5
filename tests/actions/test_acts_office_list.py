# ruff: noqa: E501 - the sheet is a table, one row a line
"""A case list as an office really keeps it: titles, two lines of headings, dates in every shape."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from socialcase.actions.case_lists import look_at_list, read_list, take_list
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.history import undo
from socialcase.actions.list_dates import birth_in, day_in
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Person

ROWS = (
    ("Управление социальной защиты", None, None, None, None, None, None, None, None),
    ("СПИСОК семей, стоящих на учёте, на 01.11.2026", None, None, None, None, None, None, None, None),
    (None,) * 9,
    ("№ п/п", "ФИО", "Дата рождения", "Адрес", None, "Телефон", "Дата обращения", "Номер случая", "Примечание"),
    (None, None, None, "Этрап", "Село", None, None, None, None),
    (1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, "Оразгулыева Җерен Батыровна", "03.11.1958 г.", "Векилбазар", "Mollanepes", 99365123456.0, "12/10/2026", "В-17", "живёт одна"),
    (None,) * 9,
    (2, "Аннаева Марал", "4 марта 2001 года", "Baýramaly etraby", None, 865000111, "2026-10-13", "В-18", None),
    (3, "Бердыев Ораз", "около 1990", None, None, "8 65 00 01 12", "14 октября 2026", "В-18", None),
    (4, "Annaýewa Maral", "04-03-2001", None, None, None, "вчера", None, None),
    (5, "Durdyýewa Selbi", "1985", None, None, None, None, None, "=HYPERLINK(1)"),
    (6, "Saklanan Gizlin", "1985", None, None, None, None, None, None),
    (None, "Итого: 6", None, None, None, None, None, None, None),
)  # fmt: skip


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = Book()
    page = book.active
    assert page is not None
    for row in ROWS:
        page.append(row)
        for cell in page[page.max_row]:
            if str(cell.value).startswith("="):
                cell.data_type = "s"
    for title in ("A1:I1", "A2:I2", "D4:E4", "B4:B5"):
        page.merge_cells(title)
    file = tmp_path / "sanaw.xlsx"
    book.save(file)
    return file


def known(office: Workspace, given: str, surname: str, restricted: bool = False) -> str:
    name = {"given": given, "surname": surname}
    named = (office.person,) if restricted else ()
    contact = FirstContact(worry="Cold", name=name, birth="1985", restricted_to=named)
    return first_contact(office, contact).record


def test_an_ugly_sheet_is_read_with_a_reason_for_each_doubt_and_undone_as_one_act(
    office: Workspace, sheet: Path
) -> None:
    known(office, "Selbi", "Durdyýewa")
    known(office, "Gizlin", "Saklanan", restricted=True)
    found = read_list(office, sheet)
    assert found.columns == {
        "ФИО": "name", "Дата рождения": "birth", "Адрес / Этрап": "etrap", "Адрес / Село": "settlement",
        "Телефон": "phone", "Дата обращения": "opened", "Номер случая": "number", "Примечание": "note",
    }  # fmt: skip
    preview = look_at_list(office, found)
    said = {row.number: [str(reason.said) for reason in row.reasons] for row in preview.rows}
    assert said == {
        7: [],
        9: [],
        10: ["The number В-18 cannot be kept; the case would get another one."],
        11: [
            "“вчера” is not understood under “Opened”; it would be left out.",
            "It is in the file twice.",
        ],
        12: ["Somebody alike is here: Selbi Durdyýewa, 1985."],
        13: [],
        14: ["It is a sum of the list, no person."],
    }
    done = take_list(office, preview, [0, 1, 2, 5])
    with office.store.reading() as reading:
        people = {one.name_surname: one for one in reading.page(Person, limit=20)}
        cases = {one.person: one for one in reading.page(Case, limit=20)}
    first = people["Оразгулыева"]
    assert (first.name_given, first.name_patronymic) == ("Җерен", "Батыровна")
    assert (first.birth, first.phone) == ("1958-11-03", "99365123456")
    assert (people["Аннаева"].birth, people["Бердыев"].birth) == ("2001-03-04", "~1990")
    opened = {cases[people[name].uid].opened for name in ("Оразгулыева", "Аннаева", "Бердыев")}
    assert opened == {"2026-10-12", "2026-10-13", "2026-10-14"}
    assert cases[first.uid].number == "В-17"
    assert cases[first.uid].etrap == "wekilbazar"
    assert cases[people["Бердыев"].uid].number != "В-18"
    assert read_list(office, sheet).columns == found.columns
    undo(office, done.save)
    with office.store.reading() as reading:
        assert reading.count(Case) == 2


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("03.11.1958", "1958-11-03"),
        ("3/11/1958", "1958-11-03"),
        ("1958-11-03T00:00:00", "1958-11-03"),
        ("3 ноября 1958 г.р.", "1958-11-03"),
        ("3-nji", None),
        ("noýabr 1958 ý.", "1958-11"),
        ("1958 г.", "1958"),
        ("takmynan 1958", "~1958"),
        ("64 года", "~1962"),
        ("03.11.58", None),
        ("13/13/1958", None),
        ("3 foo 1958", None),
    ],
)
def test_a_birth_is_read_in_the_shapes_of_lists_and_never_guessed(
    text: str, birth: str | None
) -> None:
    assert birth_in(text, date(2026, 11, 23)) == birth


def test_a_day_may_have_a_time_after_it() -> None:
    assert day_in("12.10.2026 14:30") == day_in("2026-10-12T14:30:00") == "2026-10-12"
    assert day_in("10.2026") is None
