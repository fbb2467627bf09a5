"""The office's case list comes in out of its spreadsheet, as it is kept today."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from socialcase.actions.case_lists import look_at_list, read_list, take_list
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.history import undo
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Person
from socialcase.errors import ArrivalRefused, BadValue
from tests.conftest import Enrolled

HEADS = ("№", "Фамилия", "Имя", "Дата рождения", "Пол", "Этрап", "Село", "Телефон", "Группа")
ROWS = (
    (1, "Оразгулыева", "Җерен", 1958, "Ж", "Wekilbazar etraby", "Mollanepes", "+99365123456",
     "Older person; Person with a disability"),
    (2, "Annaýewa", "Maral", "~2001", "aýal", "Baýramaly", "", "", "Older person"),
    (3, "Berdiýew", "Oraz", "31.02.1990", "?", "Atlantis", "", "", "a wizard"),
    (None, None, None, None, None, None, None, None, None),
    (4, "", "", 1990, "", "", "", "", ""),
)  # fmt: skip


def spreadsheet(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADS, *ROWS):
        sheet.append(row)
    target = BytesIO()
    book.save(target)
    file = folder / "sanaw.xlsx"
    file.write_bytes(target.getvalue())
    return file


def test_a_list_becomes_people_with_cases_and_is_undone_as_one_act(
    office: Workspace, tmp_path: Path
) -> None:
    found = read_list(office, spreadsheet(tmp_path))
    assert found.rows == 4
    assert found.columns == {
        "Фамилия": "surname", "Имя": "given", "Дата рождения": "birth", "Пол": "sex",
        "Этрап": "etrap", "Село": "settlement", "Телефон": "phone", "Группа": "groups",
    }  # fmt: skip
    before = office.store.digest()
    preview = look_at_list(office, found)
    assert office.store.digest() == before
    assert [row.number for row in preview.rows] == [2, 3, 4, 6]
    assert [[str(reason.said) for reason in row.reasons] for row in preview.rows] == [
        [],
        [],
        [
            "“31.02.1990” is not understood under “Born”; it would be left out.",
            "“?” is not understood under “Sex”; it would be left out.",
            "“Atlantis” is not understood under “Etrap”; it would be left out.",
            "“a wizard” is not understood under “Groups”; it would be left out.",
        ],
        ["It has no name."],
    ]
    done = take_list(office, preview, range(4))
    with office.store.reading() as reading:
        people = {one.name_surname: one for one in reading.page(Person, limit=10)}
        cases = {one.person: one for one in reading.page(Case, limit=10)}
    assert len(people) == len(cases) == 3
    first, third = people["Оразгулыева"], people["Berdiýew"]
    assert (first.birth, first.sex, first.phone) == ("1958", "female", "+99365123456")
    assert (first.address_etrap, first.address_settlement) == ("wekilbazar", "Mollanepes")
    case = cases[first.uid]
    assert (case.etrap, case.status, case.owner) == ("wekilbazar", "intake", office.person)
    assert set(case.groups) == {"older_person", "person_disability"}
    assert case.audience == first.audience == "etrap:wekilbazar"
    assert people["Annaýewa"].birth == "~2001"
    assert (third.birth, third.sex, third.address_etrap) == ("", "", "")
    assert len({one.number for one in cases.values()}) == 3
    undo(office, done.save)
    with office.store.reading() as reading:
        assert not reading.page(Person, limit=10)
        assert not reading.page(Case, limit=10)


def test_who_may_be_here_already_is_told_and_left_out_unless_chosen(
    office: Workspace, tmp_path: Path
) -> None:
    name = {"given": "Jeren", "surname": "Orazgulyýewa"}
    first_contact(office, FirstContact(worry="Cold", name=name, birth="1958"))
    file = tmp_path / "list.csv"
    file.write_text("Name,Born\nОразгулыева Җерен,1958\nBerdiýew Oraz,1990\nBerdiyew Oraz,1990\n")
    preview = look_at_list(office, read_list(office, file))
    assert [[str(reason.said) for reason in row.reasons] for row in preview.rows] == [
        ["Somebody alike is here: Jeren Orazgulyýewa, 1958."],
        [],
        ["It is in the file twice."],
    ]
    assert len(take_list(office, preview).records("case")) == 1
    assert len(take_list(office, preview, [0]).records("case")) == 1


def test_columns_are_matched_by_hand_and_remembered(office: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Client,Remarks,Help wanted,Worker\nAnnaýewa Maral,two dogs,coal,D. Nobody\n")
    found = read_list(office, file)
    assert found.columns == {}
    with pytest.raises(ArrivalRefused):
        look_at_list(office, found)
    for wrong in ({"Client": "shoe"}, {"Shoe": "name"}, {"Remarks": "note"}):
        with pytest.raises(BadValue):
            look_at_list(office, found, wrong)
    columns = {"Client": "name", "Remarks": "note", "Help wanted": "note", "Worker": "owner"}
    (row,) = look_at_list(office, found, columns).rows
    assert row.person["note"] == "Remarks: two dogs\nHelp wanted: coal"
    assert [str(reason.said) for reason in row.reasons] == [
        "No specialist here is certainly called “D. Nobody”; the case would be yours."
    ]
    assert read_list(office, file).columns == columns


def test_an_office_gives_each_case_to_its_specialist_who_gets_it(
    enrolled: Enrolled, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Name,Specialist,Etrap\nBerdiýew Oraz,Annaýewa Maral,Wekilbazar\n")
    preview = look_at_list(enrolled.office, read_list(enrolled.office, file))
    done = take_list(enrolled.office, preview)
    enrolled.down(enrolled.maral)
    with enrolled.maral.store.reading() as reading:
        case = reading.get(Case, done.record)
    assert case is not None
    assert case.owner == enrolled.maral.person
