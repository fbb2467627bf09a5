"""docs/form-authors.md, followed to the letter: the form it gives is made, run and broken."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import openpyxl
import pytest

from socialcase.forms import check_form, compile_form, open_session

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "form-authors.md").read_text("utf-8")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
Rows = list[list[str]]


def table_after(heading: str) -> Rows:
    """The cells of the first table behind a heading, headings first."""
    lines = PAGE[PAGE.index(heading) :].splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("|"))
    rows: Rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        if not re.fullmatch(r"[|\s-]+", line):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


SHEETS = {name: table_after(f"**Sheet `{name}`**") for name in ("survey", "choices", "settings")}
SLIPS = table_after("## Slips")[1:]


def workbook(sheets: dict[str, Rows]) -> bytes:
    """The sheets as a spreadsheet's bytes."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_the_form_of_the_page_runs_without_a_complaint() -> None:
    report = check_form(workbook(SHEETS), "the_home.xlsx")
    assert (report.errors, report.warnings, report.repairs, report.untranslated) == ((),) * 4
    assert report.languages == ("English (en)", "Русский (ru)")
    form = compile_form(workbook(SHEETS), "the_home.xlsx")
    session = open_session(form, now=NOW, language="Русский (ru)", chance=Random(1))
    session.set("/data/home/rooms", "3")
    session.set("/data/home/heating", "other")
    assert session.node("/data/home/other_heat").relevant
    session.add_repeat("/data/person")
    session.set("/data/person[1]/first", "Jeren")
    session.set("/data/person[2]/first", "Döwran")
    assert session.node("/data/person[1]/age").label == "Возраст: Jeren"
    (score,) = session.scores()
    assert (score.value, score.label) == ("1.5", "Комнат на человека: 1.5")
    assert session.finish().ok


@pytest.mark.parametrize(("row", "column", "written", "said"), SLIPS)
def test_each_slip_is_answered_as_the_page_says(
    row: str, column: str, written: str, said: str
) -> None:
    survey = [list(cells) for cells in SHEETS["survey"]]
    survey[int(row) - 1][survey[0].index(column)] = written
    report = check_form(workbook({**SHEETS, "survey": survey}), "the_home.xlsx")
    told = [*report.errors, *report.warnings]
    (one, *_) = [p for p in told if said in f"{p.message} {p.fix}"]
    assert (one.sheet, one.row, one.column) == ("survey", int(row), column)


def test_what_the_laptop_knows_is_read() -> None:
    knows = table_after("## What the laptop knows already")
    form = compile_form(workbook({"survey": knows}), "knows.xlsx")
    person = "<root><item><age>34</age></item></root>"
    session = open_session(form, now=NOW, host={"person": person}, chance=Random(1))
    assert session.node("/data/age_now").value == "34"


def test_a_sum_passes_over_answers_that_were_not_given() -> None:
    survey = [list(cells) for cells in SHEETS["survey"]]
    survey[10][survey[0].index("calculation")] = "sum(${person}/age[. != ''])"
    form = compile_form(workbook({**SHEETS, "survey": survey}), "the_home.xlsx")
    session = open_session(form, now=NOW, chance=Random(1))
    session.add_repeat("/data/person")
    session.set("/data/person[1]/age", "30")
    assert session.node("/data/score_room").value == "30"
