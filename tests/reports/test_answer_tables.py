"""Answers as tables, opened by the programs that people have."""

import csv
import io
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.errors import CellTooLong
from socialcase.reports.answer_tables import ABOUT as ABOUT_COLUMNS
from socialcase.reports.answer_tables import Answered, Asked, Table, answer_tables, dictionary
from socialcase.reports.table_files import as_csv, as_parquet, as_xlsx

ASKED = (
    Asked(("home", "rooms"), "1.1", "Rooms?", "int"),
    Asked(("home", "heat"), "1.2", "Warm?", "select_one", (("y", "Yes"), ("n", "No"))),
    Asked(("child", "name"), "2.1", "Name", "text"),
    Asked(("child", "toy", "name"), "2.2", "Toy", "text"),
)
ABOUT = {"case": "A-1", "told_on": "2026-11-22", "form_version": "2"}
ONE = Answered(
    "s1",
    ABOUT,
    {
        "/data/home/rooms": "2",
        "/data/home/heat": "y",
        "/data/child[1]/name": "Invented",
        "/data/child[2]/name": "=1+1",
        "/data/child[2]/toy[1]/name": "Ball",
    },
)
OLD = Answered("s2", ABOUT | {"form_version": "1"}, {"/data/heat": "n", "/data/stove": "clay"})


def tables() -> dict[str, Table]:
    return {one.name: one for one in answer_tables("home", [ONE, OLD], ASKED)}


def test_repeats_are_tables_that_name_the_row_above() -> None:
    found = tables()
    assert list(found) == ["home", "home-child", "home-child-toy"]
    assert found["home-child"].rows == (
        ("s1/child[1]", "s1", "Invented"),
        ("s1/child[2]", "s1", "=1+1"),
    )
    assert found["home-child-toy"].rows == (("s1/child[2]/toy[1]", "s1/child[2]", "Ball"),)


def test_columns_are_in_the_forms_order_and_no_answer_is_lost() -> None:
    main = tables()["home"]
    assert main.columns[0] == "key"
    assert main.columns[-4:] == ("rooms", "home-heat", "heat", "stove")
    assert main.rows[1][-2:] == ("n", "clay")


def test_a_question_called_as_a_column_before_the_answers_keeps_its_own() -> None:
    one = Answered("s1", ABOUT, {"/data/case": "an answer", "/data/told_on": "2026-01-01"})
    (table,) = answer_tables("home", [one], ())
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert (row["case"], row["answer-case"]) == ("A-1", "an answer")
    assert (row["told_on"], row["answer-told_on"]) == ("2026-11-22", "2026-01-01")


def test_spreadsheet_shows_text_and_calculates_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(list(tables().values()))))
    assert book.sheetnames == ["home", "home-child", "home-child-toy"]
    cell = book["home-child"]["C3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_csv_keeps_texts_and_disarms_formulas() -> None:
    with zipfile.ZipFile(io.BytesIO(as_csv(list(tables().values())))) as files:
        text = files.read("home-child.csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[2] == ["s1/child[2]", "s1", "'=1+1"]


def test_parquet_has_types() -> None:
    with zipfile.ZipFile(io.BytesIO(as_parquet(list(tables().values())))) as files:
        read = pq.read_table(io.BytesIO(files.read("home.parquet")))
    assert str(read.schema.field("rooms").type) == "int64"
    assert read.column("rooms").to_pylist() == [2, None]


def test_parquet_keeps_days_and_decimals_as_such() -> None:
    asked = (Asked(("born",), "1", "Born", "date"), Asked(("weight",), "2", "Weight", "decimal"))
    told = (
        Answered("s1", {}, {"/data/born": "1949-05-01", "/data/weight": "3.25"}),
        Answered("s2", {}, {"/data/born": "2026-11-20"}),
    )
    with zipfile.ZipFile(io.BytesIO(as_parquet(answer_tables("home", told, asked)))) as files:
        read = pq.read_table(io.BytesIO(files.read("home.parquet")))
    assert read.column("born").to_pylist() == [date(1949, 5, 1), date(2026, 11, 20)]
    assert read.column("weight").to_pylist() == [3.25, None]


def test_the_dictionary_says_what_the_codes_mean() -> None:
    made = dictionary(ASKED, [("case", "Case number", "text")], [ONE, OLD])
    assert made.rows[0] == ("case", "", "Case number", "text", "")
    assert ("home-heat", "1.2", "Warm?", "select_one", "y = Yes; n = No") in made.rows
    columns = {column for table in tables().values() for column in table.columns}
    assert columns - {row[0] for row in made.rows} == {
        *("key", "parent_key"),
        *set(ABOUT_COLUMNS) - {"case"},
    }


def test_nothing_plain_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    made = list(tables().values())
    as_xlsx(made), as_csv(made), as_parquet(made)
    assert not list(tmp_path.iterdir())


def test_an_answer_that_fits_no_cell_is_refused_and_not_cut() -> None:
    long = Answered("s1", {}, {"/data/story": "a" * 40_000})
    with pytest.raises(CellTooLong) as refused:
        as_xlsx(answer_tables("home", [long], ()))
    assert refused.value.column == "story"


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(st.lists(st.dictionaries(st.sampled_from(["rooms", "heat", "why"]), WORDS), max_size=5))
def test_every_answer_comes_back_from_every_kind_of_file(told: list[dict[str, str]]) -> None:
    submissions = [
        Answered(f"s{at}", {}, {f"/data/{name}": value for name, value in one.items()})
        for at, one in enumerate(told)
    ]
    made = answer_tables("home", submissions, ())
    assert {len(table.rows) for table in made} == {len(told)}
    with zipfile.ZipFile(io.BytesIO(as_parquet(made))) as files:
        read = pq.read_table(io.BytesIO(files.read("home.parquet"))).to_pylist()
    for row, one in zip(read, told, strict=True):
        assert {name: str(row[name] or "") for name in one} == one
