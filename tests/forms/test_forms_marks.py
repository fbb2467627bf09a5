"""What a form says of itself on its settings sheet; other programs pass over it."""

import pytest

from socialcase.forms import check_form, compile_form
from socialcase.forms.marks import Marks, read_marks

FORM = """
| survey |
| | type | name | label |
| | text | said | What was said? |
| settings |
| | form_id | form_title | version |{heads}
| | talk | A talk | 1 |{values}
"""


def source(**marks: str) -> bytes:
    heads = "".join(f" {name} |" for name in marks)
    values = "".join(f" {value} |" for value in marks.values())
    return FORM.format(heads=heads, values=values).encode()


def test_marks_are_told_and_nothing_of_them_reaches_the_form() -> None:
    marked = source(about="beside", Groups="older_person other", RESTRICTED="yes")
    report = check_form(marked, "talk.md")
    assert report.errors == ()
    assert report.warnings == ()
    assert dict(report.marks) == {
        "about": "beside",
        "groups": "older_person other",
        "restricted": "yes",
    }
    xform = compile_form(marked, "talk.md").xform
    assert xform == compile_form(source(), "talk.md").xform
    assert check_form(source(), "talk.md").marks == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({}, Marks()),
        ({"about": "beginning"}, Marks(assesses=False, begins=True)),
        ({"about": "Beside"}, Marks(assesses=False)),
        ({"about": "office"}, Marks(in_case=False, assesses=False)),
        ({"restricted": "YES"}, Marks(restricted=True)),
        ({"restricted": "no"}, Marks()),
        ({"restricted": ""}, Marks()),
        ({"groups": " a  b "}, Marks(groups=("a", "b"))),
        ({"take_home": "need_heat  rooms"}, Marks(take_home=("need_heat", "rooms"))),
        ({"no_such": "x"}, Marks()),
    ],
)
def test_what_the_marks_mean(written: dict[str, str], meant: Marks) -> None:
    assert read_marks(written) == meant


def test_a_name_that_no_row_has_cannot_be_meant_to_go_home() -> None:
    (problem,) = check_form(source(take_home="said siad"), "talk.md").warnings
    assert (problem.sheet, problem.column, problem.code) == ("settings", "take_home", "no_such_row")
    assert "said" in problem.fix
    assert check_form(source(take_home="said"), "talk.md").warnings == ()


@pytest.mark.parametrize("kind", ["image", "audio", "file", "photo"])
def test_a_private_form_asks_for_no_file_that_nothing_would_keep(kind: str) -> None:
    asks = source(private="yes").replace(b"| text | said |", f"| {kind} | said |".encode())
    (problem,) = check_form(asks, "talk.md").errors
    assert (problem.sheet, problem.row, problem.code) == ("survey", 4, "private_file")
    shared = source().replace(b"| text | said |", f"| {kind} | said |".encode())
    assert check_form(shared, "talk.md").errors == ()
