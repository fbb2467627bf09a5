# ruff: noqa: E501 - the form is a table, one row a line
"""What an author is told about a form that runs: columns in vain, words that are missing."""

import pytest

from socialcase.forms import check_form

FORM = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) | relevnt | choice_filter | my notes | constraint message |
| | select_one welayat | w | Region | Регион | | | ask twice | |
| | select_one etrap | e | District | | ${w} != '' | welayat = ${w} | | Choose one |
| choices |
| | list_name | name | label::English (en) | label::Русский (ru) | welayat | code | empty |
| | welayat | ahal | Ahal | Ахал | | 1 | |
| | etrap | tejen | Tejen | Теджен | ahal | 2 | |
| settings |
| | form_id | form_title |
| | places | Places |
"""


def test_a_column_that_nothing_reads_is_named_with_what_was_probably_meant() -> None:
    report = check_form(FORM.encode(), "places.md")
    assert report.errors == ()
    unused = [p for p in report.warnings if p.code == "unused_column"]
    assert [(p.sheet, p.column) for p in unused] == [
        ("survey", "relevnt"),
        ("survey", "my notes"),
        ("choices", "code"),
    ]
    assert unused[0].fix == "Did you mean relevant?"
    assert unused[0].row == 3


def test_a_missing_translation_is_named_by_language_row_and_column() -> None:
    report = check_form(FORM.encode(), "places.md")
    assert report.untranslated == (("Русский (ru)", "survey", 5, "label::Русский (ru)"),)


def test_a_form_whose_columns_are_all_read_has_none_in_vain(family_source: str) -> None:
    report = check_form(family_source.encode(), "family.md")
    assert [p for p in report.warnings if p.code == "unused_column"] == []


def test_a_list_that_no_question_takes_is_named() -> None:
    report = check_form(
        b"| survey |\n| | type | name | label | calculation |\n| | select_one a | q | Q | |\n"
        b"| | calculate | n | | count(instance('b')/root/item) |\n"
        b"| choices |\n| | list_name | name | label |\n| | a | 1 | One |\n| | b | 1 | One |\n"
        b"| | c | 1 | One |\n| | c | 2 | Two |\n",
        "lists.md",
    )
    unused = [w for w in report.warnings if w.code == "unused_list"]
    assert [(w.sheet, w.row, w.column) for w in unused] == [("choices", 9, "list_name")]


def test_a_wrong_expression_of_an_entity_is_found() -> None:
    report = check_form(
        b"| survey |\n| | type | name | label |\n| | text | q | Q |\n"
        b"| entities |\n| | list_name | label |\n| | trees | concat(${q} |\n",
        "entity.md",
    )
    (error,) = report.errors
    assert (error.sheet, error.row, error.column) == ("entities", 6, "label")
    assert "quotes" in error.fix


def test_including_another_form_is_refused_where_it_stands() -> None:
    report = check_form(
        b"| survey |\n| | type | name | label |\n| | include other | | |\n| | text | q | Q |\n",
        "include.md",
    )
    (error,) = report.errors
    assert (error.sheet, error.row, error.column, error.code) == ("survey", 3, "type", "included")


HEATING = """| survey |
| | type | name | label | relevant | calculation |
| | select_one heat | heating | How is it heated? | | |
| | select_multiple heat or_other | also | And with? | | |
| | text | what | What else? | {relevant} | |
| | calculate | n | | | {calculation} |
| choices |
| | list_name | name | label |
| | heat | gas | Gas |
| | heat | wood | Wood |
"""


@pytest.mark.parametrize(
    ("relevant", "calculation", "found"),
    [
        ("${heating} = 'Gas'", "1", ("no_choice", 5, "relevant", "'gas'")),
        ("selected(${heating}, 'coal')", "1", ("no_choice", 5, "relevant", "column name")),
        ("${heating} = wood", "1", ("bare_word", 5, "relevant", "'wood'")),
        ("${heating} = heating", "1", ("bare_word", 5, "relevant", "${heating}")),
        ("${what} = 'x'", "1", ("reads_itself", 5, "relevant", "another question")),
        ("1 = 1", "averag(1)", ("bad_function", 6, "calculation", "until then")),
        ("1 = 1", "cont(${heating})", ("bad_function", 6, "calculation", "count()")),
    ],
)
def test_logic_that_was_hardly_meant_is_named(
    relevant: str, calculation: str, found: tuple[str, int, str, str]
) -> None:
    source = HEATING.format(relevant=relevant, calculation=calculation)
    report = check_form(source.encode(), "heating.md")
    assert not report.errors
    told = [w for w in report.warnings if w.code in ("no_choice", "bare_word", "reads_itself")]
    told += [w for w in report.warnings if w.code == "bad_function"]
    (one,) = told
    assert (one.code, one.row, one.column) == found[:3]
    assert found[3] in one.fix


@pytest.mark.parametrize(
    "relevant",
    [
        "${heating} = 'gas' or ${heating} = ''",
        "selected(${also}, 'other')",
        "${also} = 'gas wood'",
        "count(../heating[. = 'wood']) > 0",
        "yes",
    ],
)
def test_logic_that_is_meant_is_not_named(relevant: str) -> None:
    source = HEATING.format(relevant=relevant, calculation="1")
    report = check_form(source.encode(), "heating.md")
    assert {w.code for w in report.warnings} <= {"converter_note", "no_form_id", "no_version"}


@pytest.mark.parametrize(
    ("old", "new", "place", "fix"),
    [
        ("select_one heat |", "select_one heats |", (3, "type"), "Did you mean heat?"),
        ("select_one heat |", "select_one the heat |", (3, "type"), "select_one the_heat"),
        ("| text |", "| number |", (5, "type"), "integer"),
        ("| text |", "| txt |", (5, "type"), "Did you mean text?"),
        ("| calculate | n", "| | n", (6, "name"), "Write a type"),
        ("{relevant}", "${heatin} = 1", (5, "relevant"), "${heating}"),
        ("{relevant}", "${heating == 1", (5, "relevant"), "once"),
        ("{relevant}", "${heating = 1", (5, "relevant"), "both braces"),
        ("{relevant}", "count((${heating})", (5, "relevant"), "2 opened, 1 closed"),
        ("{relevant}", "${heating} <> 'gas'", (5, "relevant"), "!="),
        ("{relevant}", "${heating} = 'gas' && 1", (5, "relevant"), "and"),
        ("{relevant}", "${heating} = 'gas' AND 1", (5, "relevant"), "small letters"),
    ],
)
def test_a_slip_is_refused_with_what_was_meant(
    old: str, new: str, place: tuple[int, str], fix: str
) -> None:
    source = HEATING.replace(old, new, 1).replace("{relevant}", "").replace("{calculation}", "1")
    error = check_form(source.encode(), "heating.md").errors[0]
    assert (error.sheet, error.row, error.column) == ("survey", *place)
    assert fix in error.fix


def test_the_wrong_end_names_what_is_open() -> None:
    report = check_form(
        b"| survey |\n| | type | name | label |\n| | begin_repeat | r | R |\n"
        b"| | text | a | A |\n| | end_group | | |\n",
        "ends.md",
    )
    (error,) = report.errors
    assert (error.row, error.fix) == (5, "Write end_repeat here.")
    assert "row 3" in error.message


@pytest.mark.parametrize("kind", ["select_one", "select_multiple"])
def test_a_choice_without_a_list_is_told_to_name_one(kind: str) -> None:
    form = FORM.replace("select_one etrap", kind)
    (error,) = check_form(form.encode(), "places.md").errors
    assert (error.sheet, error.row, error.column) == ("survey", 5, "type")
    assert error.fix == f"Write {kind} and the list's name."


CIRCLE = """
| survey |
| | type | name | label | calculation |
| | integer | hours | Hours | |
| | calculate | load | | ${{load}} + 1 |
| | calculate | one | | ${{two}} + ${{hours}} |
| | calculate | two | | {two} |
"""


def circles(*rows: str) -> list[tuple[int, str, str]]:
    """Row, column and names of each circle that a form is refused for."""
    heads = "| survey |\n| | type | name | label | calculation | relevant | trigger |\n"
    source = heads + "\n".join(f"| | {row} |" for row in rows)
    found = [e for e in check_form(source.encode(), "circle.md").errors if e.code == "circle"]
    return [(e.row, e.column, e.message.partition(": ")[2]) for e in found]


def test_calculations_in_a_circle_are_refused_with_their_cell() -> None:
    report = check_form(CIRCLE.format(two="${one} * 2").encode(), "circle.md")
    (error,) = [e for e in report.errors if e.code == "circle"]
    assert (error.row, error.column) in ((6, "calculation"), (7, "calculation"))
    assert {"${one}", "${two}"} == set(error.message.split(": ")[1].rstrip(".").split(", "))
    assert error.fix.startswith(("Take ${one} out", "Take ${two} out"))


def test_a_circle_may_lead_through_what_shows_a_question() -> None:
    both = ("text | a | A | | ${b} = '' |", "text | b | B | | ${a} = '' |")
    (found,) = circles(*both)
    assert found[1] == "relevant"
    assert circles("calculate | s | | ${a} + 1 | |", "integer | a | A | | ${s} > 2 |")


@pytest.mark.parametrize(
    "rows",
    [
        ("integer | a | A | | |", "calculate | s | | ${a} + 1 | |", "text | b | B | | ${s} > 2 |"),
        ("calculate | s | | ${s} + 1 | |",),
        ("calculate | a | | ${b} + 1 | | ${b}", "integer | b | B | | ${a} > 1 |"),
        (
            "begin_repeat | r | R | | |",
            "calculate | old | | indexed-repeat(${sum}, ${r}, position(..) - 1) | |",
            "calculate | sum | | ${old} + 1 | |",
            "end_repeat | | | | |",
        ),
        ("calculate | a | | ${last-saved#b} | |", "calculate | b | | ${a} + 1 | |"),
    ],
)
def test_what_follows_reads_itself_or_another_instance_is_no_circle(rows: tuple[str, ...]) -> None:
    assert circles(*rows) == []


def test_what_reads_itself_is_told_and_runs_all_the_same() -> None:
    report = check_form(CIRCLE.format(two="${hours} * 2").encode(), "circle.md")
    assert not report.errors
    (told,) = [w for w in report.warnings if w.code == "reads_itself"]
    assert (told.row, told.column) == (5, "calculation")
    assert told.message == "The calculation of load reads itself."


def test_a_group_shown_by_an_answer_inside_it_is_told() -> None:
    source = (
        "| survey |\n| | type | name | label | relevant |\n"
        "| | begin_group | g | G | ${a} = 'x' |\n| | begin_group | h | H | |\n"
        "| | text | a | A | |\n| | end_group |\n| | end_group |\n"
        "| | begin_group | i | I | ${a} = 'x' |\n| | text | b | B | |\n| | end_group |\n"
    )
    report = check_form(source.encode(), "group.md")
    assert not report.errors
    (told,) = [w for w in report.warnings if w.code == "reads_itself"]
    assert (told.row, told.column) == (3, "relevant")
    assert "${a}, which is inside it" in told.message
