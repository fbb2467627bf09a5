"""Slips that authors make in a spreadsheet, each put into a small form, and what is said of it."""

import pytest

from socialcase.errors import FormProblem
from socialcase.forms import FormReport, check_form, compile_form

COLUMNS = "type | name | label | relevant | calculation | required | appearance | default"
ROWS = ("text | a | A", "integer | n | How many?", "select_one yn | q | Is it so?")
CHOICES = ("list_name | name | label", "yn | y | Yes", "yn | n | No")
SETTINGS = ("form_id | form_title | version", "small | Small | 1")


def report(
    *more: str,
    columns: str = COLUMNS,
    rows: tuple[str, ...] = ROWS,
    choices: tuple[str, ...] = CHOICES,
    settings: tuple[str, ...] = SETTINGS,
) -> FormReport:
    sheets = {"survey": (columns, *rows, *more), "choices": choices, "settings": settings}
    lines = [
        line
        for name, given in sheets.items()
        if given
        for line in (f"| {name} |", *(f"| | {cells} |" for cells in given))
    ]
    return check_form("\n".join(lines).encode(), "small.md")


def only(problems: tuple[FormProblem, ...]) -> FormProblem:
    (one,) = problems
    return one


def test_the_form_that_is_broken_here_is_sound() -> None:
    found = report()
    assert (found.errors, found.warnings, found.repairs, found.untranslated) == ((), (), (), ())


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("${n} => 3", "Write >= for 'at least'."),
        ("${n} =< 3", "Write <= for 'at most'."),
        ("${q} == 'y'", "Write = once."),
        ("${n} <> 3", "Write != for 'is not'."),
        ("${n} > 1 && ${n} < 3", "Write: and."),
        ("${n} > 1 AND ${n} < 3", "Write and, or, div, mod in small letters."),
        ("!(${n} = 3)", "Write not(…) around what must not be so."),
        ("${n} * 50%", "Write: div 100. What is left of a division is: mod."),
        ("${n} * 0,5", "Write decimal numbers with a point: 0.5."),
        ("if(${n} > 3; 1; 2)", "Commas stand between the parts of a function, not semicolons."),
        ("{n} = 3", "Write ${name}, with both braces."),
        ("$n = 3", "Write ${name}, with both braces."),
        ("${n} = 3, ${a} = 'x'", "Write and, or or between two conditions."),
        ("${q} = 'y", "A quotation mark is opened and not closed."),
        ('${q} = "y', "A quotation mark is opened and not closed."),
        ("(${n} + 1", "Brackets: 1 opened, 0 closed."),
        ("${a} = 'a;b' ${n}", "Check brackets, quotes and operators."),
    ],
)
def test_a_slip_in_an_expression_is_told_with_its_remedy(expression: str, told: str) -> None:
    problem = only(report(f"text | b | B | {expression}").errors)
    assert (problem.sheet, problem.row, problem.column) == ("survey", 6, "relevant")
    assert problem.fix == told


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("text | b | B | | | да", "required", "Write yes, no, or a condition."),
        ("select_one yn | b | B | | | | minimall", "appearance", "Did you mean minimal?"),
        ("select_one yn | b | B | | | | likret", "appearance", "Did you mean likert?"),
        ("select_one yn | b | B | | | | | maybe", "default", "Write the code in column name."),
    ],
)
def test_a_word_that_means_nothing_is_told(row: str, column: str, words: str) -> None:
    problem = only(report(row).warnings)
    assert (problem.row, problem.column) == (6, column)
    assert words in problem.fix


@pytest.mark.parametrize("looks", ["w1", "columns-3", "center", "minimal quick", "ex:org.x(a=1)"])
def test_appearances_of_this_and_other_programs_are_left_alone(looks: str) -> None:
    assert report(f"select_one yn | b | B | | | | {looks}").warnings == ()


def test_an_answer_of_several_compared_as_one_is_told() -> None:
    rows = ("select_multiple yn | m | M", "text | b | B | ${m} = 'y'", "text | c | C | ${q} = 'y'")
    problem = only(report(*rows).warnings)
    assert (problem.row, problem.column, problem.code) == (7, "relevant", "several")
    assert problem.fix.endswith("write selected(${m}, 'y').")


def test_choices_without_code_list_or_words_are_told() -> None:
    nameless = only(report(choices=(*CHOICES, "yn | | Maybe")).errors)
    assert (nameless.sheet, nameless.row, nameless.column) == ("choices", 10, "name")
    listless = only(report(choices=(*CHOICES, " | m | Maybe")).warnings)
    assert (listless.row, listless.column, listless.code) == (10, "list_name", "no_list_name")
    wordless = only(report(choices=(*CHOICES, "yn | m | ")).warnings)
    assert (wordless.row, wordless.message) == (10, "The choice has no label: its code is shown.")


def test_a_question_without_label_is_told_in_our_words() -> None:
    problem = only(report("text | b | ").errors)
    assert (problem.row, problem.message) == (6, "'b' has no label.")


def test_settings_that_are_not_there_or_mistyped_are_told() -> None:
    assert [w.code for w in report(settings=()).warnings] == ["no_form_id", "no_version"]
    typed = ("form_id | form_titel | version | default_langauge", "f | F | 1 | x")
    told = [(w.column, w.fix) for w in report(settings=typed).warnings]
    assert told == [
        ("form_titel", "Did you mean form_title?"),
        ("default_langauge", "Did you mean default_language?"),
    ]
    marked = ("form_id | version | groups | about | form_title::Русский (ru)", "f | 1 | x | | Ф")
    assert report(settings=marked).warnings == ()


def test_a_default_language_that_the_form_has_not_is_told() -> None:
    columns = "type | name | label::English (en)"
    settings = ("form_id | version | default_language", "f | 1 | Russian")
    choices = ("list_name | name | label::English (en)", *CHOICES[1:])
    found = report(columns=columns, settings=settings, choices=choices)
    (problem,) = [w for w in found.warnings if w.code == "no_language"]
    assert (problem.column, problem.fix) == ("default_language", "They are: English (en).")


def test_a_single_colon_before_a_language_is_read_as_two() -> None:
    source = (
        "| survey |\n| | type | name | label::English (en) | label:Русский | hint : Русский |\n"
        "| | text | a | A | А | Как |\n"
    )
    found = check_form(source.encode(), "a.md")
    assert found.languages == ("English (en)", "Русский")
    assert [(r.row, r.column, r.code) for r in found.repairs] == [
        (2, "label:Русский", "single_colon"),
        (2, "hint : Русский", "single_colon"),
    ]
    alone = source.replace("label::English", "label:English")
    assert check_form(alone.encode(), "a.md").repairs == ()
    assert compile_form(alone.encode(), "a.md").languages == ("English (en)", "Русский")


def test_a_language_without_a_column_is_told_in_our_words() -> None:
    source = (
        "| survey |\n| | type | name | label::English (en) | label::Русский (ru) "
        "| hint::English (en) |\n| | text | a | A | А | In full |\n"
    )
    told = [w.message for w in check_form(source.encode(), "a.md").warnings]
    assert "Русский (ru) has no column for hint on the sheet survey." in told


def test_curly_quotes_are_told_once_for_each_column() -> None:
    rows = [f"text | b{n} | B | ${{q}} = ‘y’" for n in range(20)]
    problem = only(report(*rows).repairs)
    assert (problem.row, problem.code) == (6, "typeset")
    assert "in rows 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, …" in problem.message


def test_a_mistyped_sheet_is_asked_after() -> None:
    survey = "| Survay |\n| | type | name | label |\n| | text | a | A |\n"
    assert (
        "There is a sheet 'Survay': name it survey."
        in only(check_form(survey.encode(), "a.md").errors).fix
    )
    choice = "| survey |\n| | type | name | label |\n| | select_one yn | a | A |\n| choice |\n"
    assert (
        "There is a sheet 'choice': name it choices."
        in only(check_form(choice.encode(), "a.md").errors).fix
    )


def test_a_form_without_questions_is_refused() -> None:
    problem = only(check_form(b"| survey |\n| | type | name | label |\n", "a.md").errors)
    assert problem.code == "no_questions"
