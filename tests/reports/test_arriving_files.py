"""Files from outside: whatever stands in them, they are read or refused in words, never trusted."""

import csv
import io
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.errors import ArrivalRefused
from socialcase.reports.answer_tables import Table
from socialcase.reports.odk_reading import holds_submissions, read_submissions
from socialcase.reports.table_files import as_csv, as_xlsx
from socialcase.reports.table_reading import MOST_ROWS, read_tables

CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=12
)
STARTS = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<", b"\xff\xfe", b"a,b\n")


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=200))
def test_no_bytes_do_more_than_be_refused(start: bytes, rest: bytes) -> None:
    for read in (read_tables, read_submissions, holds_submissions):
        with suppress(ArrivalRefused):
            read(start + rest, "file")


HARMFUL = st.builds(
    "{}{}{}".format, st.sampled_from(("", "'", "''")), st.sampled_from("=+-@"), CELLS
)


@given(st.lists(st.tuples(CELLS, CELLS | HARMFUL, HARMFUL).filter(any), min_size=1, max_size=8))
def test_what_we_write_is_read_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    table = Table("answers", ("key", "one", "two"), tuple(rows), {})
    wanted = [{n: c for n, c in zip(table.columns, row, strict=True) if c} for row in rows]
    for write in (as_xlsx, as_csv):
        (found,) = read_tables(write([table]), "file")
        assert list(found.rows) == wanted


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=1", "\t=1"])
def test_no_text_of_ours_is_run_by_a_spreadsheet(text: str) -> None:
    table = Table("answers", ("key", "one"), (("k", text), ("k", "-5"), ("k", "+7,5")), {})
    with zipfile.ZipFile(io.BytesIO(as_csv([table]))) as files:
        rows = list(csv.reader(io.StringIO(files.read("answers.csv").decode("utf-8-sig"))))
    assert [row[1][:1] for row in rows[1:]] == ["'", "-", "+"]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([table])))["answers"]
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", text)


def test_a_zip_under_a_password_of_too_many_rows_or_of_nothing_is_named() -> None:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(ArrivalRefused) as refused:
        read_tables(empty.getvalue(), "file")
    assert refused.value.reason == "not_a_table"
    with pytest.raises(ArrivalRefused) as refused:
        read_submissions(empty.getvalue(), "file")
    assert refused.value.reason == "no_submissions"
    locked = bytearray(empty.getvalue())
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ArrivalRefused) as refused:
        read_tables(bytes(locked), "file")
    assert refused.value.reason == "locked"
    with pytest.raises(ArrivalRefused) as refused:
        read_tables(b"a\n" + b"1\n" * (MOST_ROWS + 1), "file")
    assert refused.value.reason == "too_large"


def test_a_file_that_says_less_than_it_holds_is_not_believed() -> None:
    large = io.BytesIO()
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<d>" + b" " * (6 << 20) + b"</d>")
    with pytest.raises(ArrivalRefused) as refused:
        read_submissions(large.getvalue(), "file")
    assert refused.value.reason == "too_large"
