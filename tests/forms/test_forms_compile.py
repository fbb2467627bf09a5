"""Form sources: every format is read, every fault is named with its cell, dialects are repaired."""

import io
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest

from socialcase.errors import CannotRead, FormProblem, FormRefused
from socialcase.forms import (
    Form,
    Resource,
    StaleForm,
    check_form,
    compile_form,
    form_from_xform,
    open_session,
)
from socialcase.forms.sheets import read_book
from tests.forms.unchecked import unchecked

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=timezone(timedelta(hours=5)))

HEAD = "| survey |\n| | type | name | label | relevant | constraint | calculation | appearance |\n"


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


SMALL: dict[str, list[list[object]]] = {
    "survey": [
        ["type", "name", "label", "constraint"],
        ["integer", "age", "Age", ". < 120"],
        ["select_one yn", "ok", "All well?", None],
    ],
    "choices": [["list_name", "name", "label"], ["yn", 1, "Yes"], ["yn", 0, "No"]],
    "settings": [["form_id", "version"], ["small", 2]],
}


def refusal(source: str) -> tuple[FormProblem, ...]:
    with pytest.raises(FormRefused) as refused:
        compile_form(source.encode(), "form.md")
    return refused.value.problems


def places(problems: tuple[FormProblem, ...]) -> list[tuple[str, int, str, str]]:
    return [(p.sheet, p.row, p.column, p.code) for p in problems]


def test_a_spreadsheet_compiles_with_numbers_as_codes(tmp_path: Path) -> None:
    path = tmp_path / "small.xlsx"
    path.write_bytes(workbook(SMALL))
    form = compile_form(path)
    assert (form.form_id, form.version) == ("small", "2")
    choices = open_session(form, now=NOW).node("/data/ok").choices
    assert [(c.value, c.label) for c in choices or ()] == [("1", "Yes"), ("0", "No")]


def test_csv_and_markdown_give_the_same_form() -> None:
    rows = [line.strip("| ").split(" | ") for line in ("integer | age | Age",)]
    comma = "survey,,,\n,type,name,label\n," + ",".join(rows[0]) + "\n"
    marked = "| survey |\n| | type | name | label |\n| | integer | age | Age |\n"
    assert (
        compile_form(comma.encode(), "f.csv").xform == compile_form(marked.encode(), "f.md").xform
    )


def test_the_hash_is_that_of_the_source(family_source: str) -> None:
    assert (
        compile_form(family_source.encode(), "a.md").content_hash
        != compile_form(family_source.replace("Name", "Full name").encode(), "a.md").content_hash
    )


def test_many_faults_are_named_at_once_each_with_its_cell() -> None:
    problems = refusal(
        HEAD
        + "| | integer | age | Age | | . > ( | | |\n"
        + "| | text | | Nameless | | | | |\n"
        + "| | text | two words | Bad name | | | | |\n"
        + "| | select_one nothing | pick | Pick | ${aeg} > 1 | | | |\n"
        + "| | text | age | Twice | | | | |\n"
        + "| | begin_group | open | Open | | | | |\n"
        + "| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n"
    )
    assert places(problems) == [
        ("survey", 3, "constraint", "bad_expression"),
        ("survey", 4, "name", "no_name"),
        ("survey", 5, "name", "bad_name"),
        ("survey", 6, "type", "no_list"),
        ("survey", 6, "relevant", "no_question"),
        ("survey", 7, "name", "double_name"),
        ("survey", 8, "type", "unclosed"),
    ]
    assert all(p.message and p.fix for p in problems)


def test_what_only_the_converter_finds_is_placed_too() -> None:
    (problem,) = refusal(HEAD + "| | wholly_unknown | q | Question | | | | |\n")
    assert (problem.sheet, problem.row, problem.column) == ("survey", 3, "type")
    assert "wholly_unknown" in problem.message


def test_faults_in_spreadsheets_name_the_row_that_the_author_sees() -> None:
    broken: dict[str, list[list[object]]] = {
        **SMALL,
        "survey": [*SMALL["survey"], [], ["integer", "late", "L", ". << 3"]],
    }
    with pytest.raises(FormRefused) as refused:
        compile_form(workbook(broken), "broken.xlsx")
    assert places(refused.value.problems) == [("survey", 5, "constraint", "bad_expression")]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "empty.xlsx", "not_a_spreadsheet"),
        (b"PK\x03\x04 cut short", "cut.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0 no book", "old.xls", "damaged"),
        (b"\xff\xfe\x00rubbish", "x.csv", "not_text"),
        (b"just some words", "x.md", "no_survey"),
        (b"| survey |\n| | name | label |\n| | a | A |\n", "x.md", "no_column"),
        (b"| survey |\n| | type | name | name |\n| | text | a | b |\n", "x.md", "double_column"),
        (
            b"| survey |\n| | type | name |\n| | text | " + b"a" * 200_000 + b" |",
            "x.md",
            "giant_cell",
        ),
    ],
)
def test_what_is_no_form_is_refused_with_a_reason(data: bytes, name: str, code: str) -> None:
    with pytest.raises(FormRefused) as refused:
        compile_form(data, name)
    assert [p.code for p in refused.value.problems] == [code]


def test_a_packed_bomb_is_refused_before_it_is_unpacked() -> None:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    with pytest.raises(FormRefused) as refused:
        compile_form(kept.getvalue(), "bomb.xlsx")
    assert refused.value.problems[0].code == "too_large"


def test_a_file_that_is_not_there_is_no_form_fault(tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        compile_form(tmp_path / "nowhere.xlsx")


def test_checking_reports_languages_gaps_and_what_a_laptop_lacks() -> None:
    report = check_form(
        b"| survey |\n| | type | name | label::en | label::tk |\n"
        b"| | audit | audit | | |\n| | text | a | Name | |\n| | text | b | Age | Yas |\n",
        "langs.md",
    )
    assert report.errors == ()
    assert report.untranslated == (("tk", "survey", 4, "label::tk"),)
    assert [(one.row, one.message) for one in report.lacking] == [(3, "audit:")]
    assert (report.questions, report.languages) == (2, ("en", "tk"))


def test_dialects_are_repaired_and_the_author_is_told() -> None:
    form = compile_form(
        (
            HEAD
            + "| | begin_group | meta | About | | | | |\n"
            + "| | tel | phone | Phone | | | | |\n"
            + "| | db:person | who | Who | ${phone} != ‘’ | | | |\n"
            + "| | end_group | | | | | | |\n"
            + "| | text audit | log | | | | | |\n"
            + "| | select_one yn | yes | Yes? | | | | |\n"
            + "| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | y | Ja |\n"
        ).encode(),
        "dialect.md",
    )
    told = {p.code for p in form.warnings}
    assert {"reserved_name", "type_replaced", "typeset", "row_left_out", "double_choice"} <= told
    session = open_session(form, now=NOW)
    assert not session.node("/data/meta/who").relevant
    session.set("/data/meta/phone", "865000000")
    assert session.node("/data/meta/who").relevant


def test_words_without_a_language_serve_all_languages() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label::en | label::tk | constraint | constraint_message |\n"
        b"| | integer | a | Age | | . > 0 | Too low |\n| | text | b | Name | Ady | | |\n",
        "mixed.md",
    )
    assert (form.languages, form.default_language) == (("en", "tk"), "en")
    session = open_session(form, now=NOW, language="tk")
    session.set("/data/a", "-1")
    assert session.node("/data/a").message == "Too low"
    assert [session.node(ref).label for ref in ("/data/a", "/data/b")] == ["Age", "Ady"]


def test_kobo_blocks_become_plain_groups() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label | kobo--score-choices |\n"
        b"| | begin_score | mood | Mood | often |\n"
        b"| | score__row | calm | Calm | |\n| | score__row | glad | Glad | |\n"
        b"| | end_score | | | |\n"
        b"| choices |\n| | list_name | name | label |\n"
        b"| | often | 1 | Never |\n| | often | 2 | Often |\n",
        "kobo.md",
    )
    session = open_session(form, now=NOW)
    assert session.node("/data/mood/glad").appearance == "list-nolabel"
    assert [c.value for c in session.node("/data/mood/calm").choices or ()] == ["1", "2"]


def test_files_beside_the_form_and_the_case_record_fill_lists_and_defaults() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label | choice_filter | calculation |\n"
        b"| | select_one_from_file places.csv | place | Place | kind = 'school' | |\n"
        b"| | xml-external | case | | | |\n"
        b"| | calculate | known | | | instance('case')/case/name |\n",
        "files.md",
    )
    rows = "name,label,kind\ns1,School 1,school\nc1,Clinic,clinic\n"
    session = open_session(
        form,
        now=NOW,
        resources={"places.csv": Resource("text/csv", rows)},
        host={"case": "<case><name>Maral</name></case>"},
    )
    assert [(c.value, c.label) for c in session.node("/data/place").choices or ()] == [
        ("s1", "School 1")
    ]
    assert session.node("/data/known").value == "Maral"


def test_damaged_cached_bytes_are_stale(family: Form) -> None:
    data = family.to_bytes()
    for other in (b"", data[:-3], data[:40] + b"\x00" + data[41:], data + b"x"):
        with pytest.raises(StaleForm):
            Form.from_bytes(other)


def test_cached_bytes_of_another_engine_are_stale(
    family: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socialcase.forms.form.ENGINE", "0")
    older = family.to_bytes()
    monkeypatch.undo()
    with pytest.raises(StaleForm):
        Form.from_bytes(older)


@pytest.mark.parametrize("xform", ["", "<a/>", "<html/>", "<h:html xmlns:h='x'><h:head/></h:html>"])
def test_what_is_no_xform_is_refused(xform: str) -> None:
    with pytest.raises(FormRefused):
        form_from_xform(xform)


def test_a_form_that_asks_for_endless_repeats_is_bounded() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label | repeat_count |\n| | integer | n | N | |\n"
        b"| | begin_repeat | r | R | ${n} |\n| | text | t | T | |\n| | end_repeat | | | |\n",
        "endless.md",
    )
    session = open_session(form, now=NOW)
    session.set("/data/n", "999999999")
    assert session.state()["/data/r#count"] == 0


def test_questions_that_read_each_other_in_a_circle_settle() -> None:
    form = unchecked(
        b"| survey |\n| | type | name | label | calculation |\n| | integer | seed | S | |\n"
        b"| | calculate | a | | coalesce(${b}, 0) + ${seed} |\n"
        b"| | calculate | b | | coalesce(${a}, 0) + 1 |\n"
    )
    session = open_session(form, now=NOW)
    change = session.set("/data/seed", "1")
    assert ("/data/a", "value") in change.changes


def test_empty_rows_and_case_of_sheet_names_do_not_matter() -> None:
    data = workbook({"Survey": [["type", "name", "label"], [], ["text", "a", "A"], []]})
    sheet = read_book(data, "x.xlsx").sheet("survey")
    assert [(n, r) for n, r in zip(sheet.numbers, sheet.rows, strict=True) if r] == [
        (3, {"type": "text", "name": "a", "label": "A"})
    ]


def long_form(questions: int) -> bytes:
    rows = [f"| | integer | q{n} | Question {n} |" for n in range(questions)]
    return "\n".join(["| survey |", "| | type | name | label |", *rows]).encode()


def test_compiling_tells_its_stages_and_how_far_the_rows_are() -> None:
    told: list[tuple[str, int, int]] = []
    watched = compile_form(long_form(120), "long.md", progress=lambda *step: told.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        "reading",
        "checking",
        "converting",
        "writing",
        "building",
    ]
    assert {("converting", 0, 120), ("converting", 100, 120)} <= set(told)
    assert told[-1] == ("building", 1, 1)
    assert watched == compile_form(long_form(120), "long.md")


def test_what_progress_raises_ends_the_compiling() -> None:
    def stop(stage: str, _done: int, _total: int) -> None:
        if stage == "converting":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        compile_form(long_form(5), "long.md", progress=stop)
