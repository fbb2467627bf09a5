"""Forms as other programs and other hands write them: they run, and every repair is told."""

from datetime import UTC, datetime
from random import Random

import pytest

from socialcase.errors import FormRefused
from socialcase.forms import Form, Session, check_form, compile_form, open_session

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def compiled(source: str) -> Form:
    return compile_form(source.encode(), "form.md")


def opened(source: str) -> Session:
    return open_session(compiled(source), now=NOW, chance=Random(1))


def repairs(source: str) -> set[str]:
    return {problem.code for problem in check_form(source.encode(), "form.md").repairs}


def survey(*rows: str, columns: str = "type | name | label") -> str:
    lines = [f"| | {columns} |", *(f"| | {row} |" for row in rows)]
    return "\n".join(["| survey |", *lines, ""])


YES_NO = "| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |\n"


@pytest.mark.parametrize(
    ("kind", "control"),
    [
        ("Select one from yn", "select1"),
        ("select one using yn", "select1"),
        ("q select1 yn", "select1"),
        ("q select yn", "select"),
        ("select multiple using yn", "select"),
        ("Select_Multiple yn", "select"),
        ("select all that apply from yn", "select"),
        ("add select one prompt using yn", "select1"),
        ("RANK yn", "rank"),
        ("Integer", "input"),
        ("TEXT", "input"),
        ("numeric", "input"),
    ],
)
def test_a_type_is_understood_however_it_is_spelled(kind: str, control: str) -> None:
    source = survey(f"{kind} | q | Question") + YES_NO
    assert opened(source).node("/data/q").control == control


def test_headings_are_understood_in_capital_letters() -> None:
    source = survey("integer | age | Age | . < 5", columns="Type | NAME | Label | Constraint")
    session = opened(source)
    session.set("/data/age", "9")
    assert session.node("/data/age").violation == "constraint"


def test_a_label_column_that_is_there_twice_is_read_once_and_told() -> None:
    source = survey("text | a | First | Second", columns="type | name | label | label")
    assert opened(source).node("/data/a").label == "First"
    assert "double_column" in repairs(source)


def test_a_logic_column_that_is_there_twice_is_refused() -> None:
    columns = "type | name | label | relevant | relevant"
    with pytest.raises(FormRefused) as refused:
        compiled(survey("text | a | A | 1=1 | 1=2", columns=columns))
    (problem,) = refused.value.problems
    assert (problem.code, problem.sheet, problem.column) == ("double_column", "survey", "relevant")


def test_headings_that_ran_together_are_left_out() -> None:
    columns = "type | name | label | required_message::French (fr)required_message::English (en)"
    source = survey("text | a | A | Please", columns=columns)
    assert opened(source).node("/data/a").label == "A"
    assert "column_left_out" in repairs(source)


def test_a_column_that_means_nothing_may_hold_anything() -> None:
    columns = "type | name | label | my notes"
    source = survey("text | a | A | see ${nothing", columns=columns)
    assert opened(source).node("/data/a").label == "A"
    warned = {w.column for w in check_form(source.encode(), "form.md").warnings}
    assert "my notes" in warned


def test_a_repeat_may_be_named_as_the_form_itself() -> None:
    source = survey("begin repeat | data | Data", "text | a | A", "end repeat | | ")
    session = opened(source)
    session.set("/answers/data[1]/a", "x")
    assert session.answers()["/answers/data[1]/a"] == "x"
    assert "reserved_name" in repairs(source)


def test_a_calculation_that_is_missing_leaves_an_empty_value_and_is_told() -> None:
    source = survey("text | a | A", "calculate | b | ")
    assert opened(source).node("/data/b").value == ""
    assert "no_calculation" in repairs(source)


def test_a_choice_that_is_there_twice_is_told() -> None:
    source = survey("select_one yn | a | A") + YES_NO + "| | yn | y | Yes again |\n"
    assert len(opened(source).node("/data/a").choices or ()) == 3
    assert "double_choice" in repairs(source)


def test_external_choices_are_filtered_as_others_are() -> None:
    source = (
        survey(
            "select_one yn | a | A | ",
            "select_one_external town | t | Town | yes=${a}",
            columns="type | name | label | choice_filter",
        )
        + YES_NO
        + "| external_choices |\n| | list_name | name | label | yes |\n"
        + "| | town | mary | Mary | y |\n| | town | tejen | Tejen | n |\n"
    )
    session = opened(source)
    session.set("/data/a", "n")
    assert [c.label for c in session.node("/data/t").choices or ()] == ["Tejen"]
    assert "external_list" in repairs(source)


def test_a_list_and_a_file_of_one_name_are_kept_apart() -> None:
    rows = ("select_one_from_file yn.csv | f | From a file", "select_one yn | a | A")
    source = survey(*rows) + YES_NO
    assert [c.value for c in opened(source).node("/data/a").choices or ()] == ["y", "n"]
    assert "list_renamed" in repairs(source)


def test_fields_of_the_mapping_manager_are_added() -> None:
    columns = "type | name | label | calculation | relevant"
    source = survey(
        "calculate | was | | instance('features')/root/item[id=${feature}]/kind | ",
        "select_one yes_no | sure | Sure? | | ${existing} = ''",
        columns=columns,
    )
    session = opened(source + "| choices |\n| | list_name | name | label |\n| | a | b | C |\n")
    session.set("/data/sure", "no")
    assert session.answers()["/data/sure"] == "no"


def test_one_wrong_reference_is_a_slip_and_no_dialect() -> None:
    source = survey("text | a | A | ${existing} = 1", columns="type | name | label | relevant")
    with pytest.raises(FormRefused) as refused:
        compiled(source)
    assert [p.code for p in refused.value.problems] == ["no_question"]


# Kobo ----------------------------------------------------------------------------------------


def test_kobo_names_its_questions_itself() -> None:
    columns = "type | label | $autoname | $kuid"
    source = survey("text | Your name | Your_name | x1", columns=columns)
    assert opened(source).node("/data/Your_name").label == "Your name"
    assert "named" in repairs(source)


def test_a_kobo_matrix_asks_each_column_for_each_line() -> None:
    source = (
        survey(
            "begin_kobomatrix | own | What do you own? | goods",
            "select_one yn | have | Have it? | ",
            "integer | many | How many? | ",
            "end_kobomatrix | | | ",
            columns="type | name | label | kobo--matrix_list",
        )
        + YES_NO
        + "| | goods | 1 | Bed |\n| | goods | 2 | Stove |\n"
    )
    session = opened(source)
    session.set("/data/own/own_2_many", "3")
    assert session.node("/data/own/own_2_many").label == "Stove – How many?"
    assert "block_replaced" in repairs(source)


def test_a_kobo_score_and_rank_ask_their_rows() -> None:
    source = (
        survey(
            "begin_score | s | How often? | yn | ",
            "score__row | s1 | Sings | | ",
            "end_score | | | | ",
            "begin_rank | r | Order them | | yn",
            "rank__level | r1 | First | | ",
            "end_rank | | | | ",
            columns="type | name | label | kobo--score-choices | kobo--rank-items",
        )
        + YES_NO
    )
    session = opened(source)
    session.set("/data/s/s1", "y")
    session.set("/data/r/r1", "n")
    assert {"/data/s/s1": "y", "/data/r/r1": "n"}.items() <= session.answers().items()


# Community Health Toolkit, SurveyCTO ---------------------------------------------------------


def test_a_health_toolkit_contact_form_runs() -> None:
    columns = "type | name | label | relevant | appearance | calculation | constraint | required"
    source = survey(
        "begin group | inputs | Inputs | ./source = 'user' | field-list | | | ",
        "hidden | source | Source | | | | | ",
        "begin group | contact | | | | | | ",
        "db:person | _id | Which person? | | db-object | | | ",
        "end group | | | | | | | ",
        "end group | | | | | | | ",
        "begin group | person | Person | | field-list | | | ",
        "tel | phone | Phone | | | | | ",
        "date | born | Born | | | | . <= now() | yes",
        "calculate | months | | | | difference-in-months(${born}, today()) | | ",
        "begin group | meta | NO_LABEL | | hidden | | | ",
        "calculate | created_by | | | | ../../../inputs/contact/_id | | ",
        "end group | | | | | | | ",
        "end group | | | | | | | ",
        columns=columns,
    )
    session = opened(source)
    session.set("/data/person/born", "2026-01-10")
    assert session.node("/data/person/months").value == "10"
    assert session.node("/data/person/meta/created_by").relevant
    assert {"type_replaced", "reserved_name"} <= repairs(source)


def test_a_surveycto_form_runs() -> None:
    columns = "type | name | label | relevance | disabled | minimum_seconds | constraint message"
    source = survey(
        "caseid | case | | | | | ",
        "text audit | ta | | | | | ",
        "comments | remarks | Remarks | | | | ",
        "integer | n | How many | | | 3 | Too many",
        "text | gone | Gone | | yes | | ",
        "calculate_here | then | | | | | ",
        columns=columns,
    )
    session = opened(source)
    assert [name for name in session.state() if name.endswith(("/ta", "/gone"))] == []
    assert session.node("/data/remarks").appearance == "multiline"
    assert {"row_left_out", "type_replaced", "no_calculation"} <= repairs(source)


def test_words_of_an_entity_need_no_quotes() -> None:
    source = survey("text | a | A") + (
        "| entities |\n| | list_name | label |\n| | trees | a green tree |\n"
    )
    assert "<label>a green tree</label>" in opened(source).serialize()
    assert "unquoted" in repairs(source)


def test_groups_without_a_name_get_one() -> None:
    source = survey(
        "begin group | | The home",
        "text | a | A",
        "end group | | ",
        "begin group | | The home",
        "text | b | B",
        "end group | | ",
        "begin repeat | | ",
        "text | c | C",
        "end repeat | | ",
    )
    refs = set(opened(source).state())
    assert {"/data/The_home/a", "/data/The_home_001/b", "/data/group[1]/c"} <= refs
    assert "named" in repairs(source)


def test_a_question_without_a_name_is_a_fault_outside_of_kobo() -> None:
    with pytest.raises(FormRefused) as refused:
        compiled(survey("text | | Your name"))
    assert [p.code for p in refused.value.problems] == ["no_name"]


def test_blanks_in_references_are_left_out() -> None:
    columns = "type | name | label | relevant"
    source = survey("text | a | A | ", "text | b | After ${ a } | ${a } = 'x'", columns=columns)
    session = opened(source)
    session.set("/data/a", "x")
    assert session.node("/data/b").label == "After x"
    assert "spaced" in repairs(source)
