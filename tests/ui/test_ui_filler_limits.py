"""What is said of an answer that breaks a constraint without words of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from socialcase.forms import compile_form, open_session
from socialcase.texts import use_language
from socialcase.ui.pages.filler.limiting import wanted

FORM = """
| survey |
| | type | name | label | constraint |
| | integer | a | Rooms | {constraint} |
| | decimal | b | Weight | {constraint} |
| | date | c | On which day? | {constraint} |
| | text | d | Telephone | {constraint} |
| | select_multiple who | e | Who? | {constraint} |
| choices |
| | list_name | name | label |
| | who | m | the mother |
| | who | f | the father |
| | who | none | nobody |
"""
KEPT = " Your answer is kept until you correct it."
LEFT, RIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("name", "value", "constraint", "words"),
    [
        ("a", "30", ". < 30", "The answer is to be 29 or less."),
        ("a", "0", ". > 0 and . < 9", "The answer is to be from 1 to 8."),
        ("b", "30", ". < 30", "The answer is to be less than 30."),
        ("a", "3", ". = 0 or . >= 10", "The answer is to be 10 or more; or else 0."),
        ("c", "2027-01-01", ". <= today()", "The day is not to be in the future."),
        ("c", "2026-01-01", ". > '2026-01-31'", "The day is to be after 31.01.2026."),
        ("d", "12", "string-length(.) = 8", "The number of characters in the answer is to be 8."),
        ("e", "m f", "count-selected(.) < 2", "Too many are chosen; the most is 1."),
        (
            "e",
            "m none",
            "not(selected(., 'none') and count-selected(.) > 1)",
            f"{LEFT}nobody{RIGHT} takes no other answer beside it.",
        ),
        (
            "d",
            "12",
            "regex(., '[a-z]+')",
            f"The form does not take this answer to {LEFT}Telephone{RIGHT}.",
        ),
    ],
)
def test_it_is_said_what_the_form_wants(name: str, value: str, constraint: str, words: str) -> None:
    form = compile_form(FORM.format(constraint=constraint).encode(), "limits.md")
    session = open_session(form, now=datetime(2026, 11, 22, tzinfo=UTC))
    session.set(f"/data/{name}", value)
    node = session.node(f"/data/{name}")
    assert node.violation == "constraint"
    assert wanted(node, "en") == words + KEPT


def test_a_form_in_a_language_that_the_program_lacks_is_spoken_to_in_ours() -> None:
    form = compile_form(FORM.format(constraint=". < 5").encode(), "limits.md")
    session = open_session(form, now=datetime(2026, 11, 22, tzinfo=UTC))
    session.set("/data/a", "7")
    assert wanted(session.node("/data/a"), "sw") == wanted(session.node("/data/a"), "en")
