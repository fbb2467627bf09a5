"""Forms of any size for the form bench, written as their authors write them: rows of sheets.

Both engines get what `pyxform` makes of the same rows.
"""

from collections.abc import Iterator

_COLUMNS = "type | name | label | relevant | constraint | calculation | choice_filter"
_SURVEY = f"| survey |\n| | {_COLUMNS} |"
_BLOCK = 10
_PER_PAGE = 30
_REGIONS = 6
_AREAS = 120

Row = tuple[str, str, str, str, str, str, str]


def form_source(rows: Iterator[Row], choices: Iterator[str], name: str) -> bytes:
    """A form's sheets as Markdown."""
    survey = "\n".join("| | " + " | ".join(row) + " |" for row in rows)
    offered = "\n".join(choices)
    settings = f"| settings |\n| | form_id | form_title |\n| | {name} | {name} |"
    return f"{_SURVEY}\n{survey}\n{offered}\n{settings}\n".encode()


def field_form(questions: int) -> bytes:
    """A form of field size.

    `hub` shows or hides everything, `region` drives the choices of every tenth question, and in
    each block of ten what is answered first has five that depend on it.
    """
    return form_source(_field_rows(questions), _areas(), f"field{questions}")


def _field_rows(questions: int) -> Iterator[Row]:
    yield "select_one yes_no", "hub", "Go on?", "", "", "", ""
    yield "select_one region", "region", "Region", "", "", "", ""
    made = 0
    while made < questions:
        page = made // _PER_PAGE
        yield "begin_group", f"page{page}", f"Page {page}", "${hub} != 'no'", "", "", ""
        for block in range(made, min(made + _PER_PAGE, questions), _BLOCK):
            yield from _block(block)
        yield "end_group", "", "", "", "", "", ""
        made += _PER_PAGE


def _block(n: int) -> Iterator[Row]:
    """Ten questions: five of them depend on the first."""
    q = [f"q{n + at}" for at in range(_BLOCK)]
    first = "${" + q[0] + "}"
    yield "integer", q[0], f"How many, {n}?", "", ". >= 0 and . <= 120", "", ""
    yield "integer", q[1], "How many of them?", f"{first} > 5", f". <= {first}", "", ""
    yield "select_one yes_no", q[2], "Is it so?", "", "", "", ""
    yield "text", q[3], "Why?", "${" + q[2] + "} = 'yes'", "", "", ""
    yield "calculate", q[4], "", "", "", f"{first} * 2 + coalesce(${{{q[6]}}}, 0)", ""
    yield "select_one area", q[5], "Where?", "", "", "", "region = ${region}"
    yield "decimal", q[6], "How much?", "", ". > 0", "", ""
    yield "calculate", q[7], "", "", "", f"if({first} > 10, 'many', 'few')", ""
    yield "date", q[8], "When?", "", ". <= today()", "", ""
    yield "note", q[9], f"You said {first}.", f"{first} != ''", "", "", ""


def _areas() -> Iterator[str]:
    yield "| choices |\n| | list_name | name | label | region |"
    yield from ("| | yes_no | yes | Yes | |", "| | yes_no | no | No | |")
    yield from (f"| | region | r{n} | Region {n} | |" for n in range(_REGIONS))
    yield from (f"| | area | a{n} | Area {n} | r{n % _REGIONS} |" for n in range(_AREAS))


def repeat_form() -> bytes:
    """A repeat of ten, with three sums and counts outside of it."""
    rows: list[Row] = [
        ("begin_repeat", "person", "Person", "", "", "", ""),
        ("text", "given", "Name", "", "", "", ""),
        ("integer", "age", "Age", "", ". >= 0 and . < 120", "", ""),
        ("select_one yes_no", "school", "At school?", "${age} >= 6 and ${age} < 18", "", "", ""),
        ("select_one yes_no", "work", "At work?", "${age} >= 14", "", "", ""),
        ("text", "whose", "Whose?", "${work} = 'yes'", "", "", ""),
        ("decimal", "income", "Income", "${work} = 'yes'", ". >= 0", "", ""),
        ("calculate", "weight", "", "", "", "if(${age} < 14, 0.5, 1)", ""),
        ("date", "since", "Since", "", ". <= today()", "", ""),
        ("text", "remark", "Remark", "", "", "", ""),
        ("note", "said", "Age ${age}", "", "", "", ""),
        ("end_repeat", "", "", "", "", "", ""),
        ("calculate", "ages", "", "", "", "sum(${age})", ""),
        ("calculate", "people", "", "", "", "count(${person})", ""),
        ("calculate", "weights", "", "", "", "sum(${weight})", ""),
    ]
    return form_source(iter(rows), _areas(), "repeats")


def filter_form(choices: int, districts: int) -> bytes:
    """One list of many choices, filtered by one answer."""
    rows: list[Row] = [
        ("select_one district", "district", "District", "", "", "", ""),
        ("select_one place", "place", "Place", "", "", "", "district = ${district}"),
    ]

    def offered() -> Iterator[str]:
        yield "| choices |\n| | list_name | name | label | district |"
        yield from (f"| | district | d{n} | District {n} | |" for n in range(districts))
        yield from (f"| | place | p{n} | Place {n} | d{n % districts} |" for n in range(choices))

    return form_source(iter(rows), offered(), "filter")
