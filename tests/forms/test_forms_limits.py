"""What a constraint wants is told only where it is understood as a whole."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.forms import Form, Limits, compile_form, open_session
from socialcase.forms.limits import TODAY, limits_of
from socialcase.forms.xpath.parsing import parse

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def told(constraint: str) -> Limits | None:
    return limits_of(parse(constraint), lambda _part: "7")


@pytest.mark.parametrize(
    ("constraint", "limits"),
    [
        (". <= 120", Limits(most="120")),
        ("120 >= .", Limits(most="120")),
        (". > -5", Limits(least="-5", above=True)),
        (".>= 0 and .<=7", Limits(least="0", most="7")),
        (". <= 150 and . > 0", Limits(least="0", above=True, most="150")),
        (".= 0 or ( .>= 10 and .<=10000 )", Limits(least="10", most="10000", others=("0",))),
        ("(.>= 0 and .<=5) or .=99", Limits(least="0", most="5", others=("99",))),
        (". = 1 or . = 3", Limits(others=("1", "3"))),
        (". <= today()", Limits(most=TODAY)),
        ("date(.) < date('2026-01-31')", Limits(most="2026-01-31", below=True)),
        ("string-length(.) = 9", Limits("length", "9", "9")),
        ("count-selected(.)<4", Limits("count", most="4", below=True)),
        (". <= /data/most", Limits(most="7")),
        ("not(selected(., 'none') and count-selected(.) > 1)", Limits(alone="none")),
        ("not(selected(.,'none')) or count-selected(.) < 2", Limits(alone="none")),
    ],
)
def test_simple_constraints_are_understood(constraint: str, limits: Limits) -> None:
    assert told(constraint) == limits


@pytest.mark.parametrize(
    "constraint",
    [
        "regex(., '[0-9]+')",
        ". > 3 and regex(., '[0-9]+')",
        ". > 3 and . > 5",
        ". < 3 or . > 5",
        "/data/age > 18",
        ". div 2 = 3",
        "not(. > 3)",
        "selected(., 'a')",
        ". != 3",
        "true()",
        "not(selected(., 'none') and count-selected(.) > 2)",
    ],
)
def test_what_is_not_simple_is_not_told_by_half(constraint: str) -> None:
    assert told(constraint) is None


FORM = """
| survey |
| | type | name | label | constraint | constraint_message |
| | integer | most | The most? | | |
| | integer | own | With words | . < 5 | Below five. |
| | integer | bare | Without | . >= 1 and . <= ${most} | |
"""


@given(st.integers(0, 40), st.integers(-5, 50))
def test_what_is_told_agrees_with_the_verdict(most: int, answer: int) -> None:
    session = open_session(LIMITED, now=NOW)
    session.set("/data/most", str(most))
    session.set("/data/bare", str(answer))
    limits = session.node("/data/bare").limits
    holds = 1 <= answer <= most
    assert (limits is None) == holds
    if limits is not None:
        assert not int(limits.least) <= answer <= int(limits.most)


LIMITED = compile_form(FORM.encode(), "limits.md")


@pytest.mark.parametrize("form", [LIMITED, Form.from_bytes(LIMITED.to_bytes())])
def test_a_broken_constraint_without_words_has_its_limits(form: Form) -> None:
    session = open_session(form, now=NOW)
    session.set("/data/most", "4")
    session.set("/data/own", "9")
    session.set("/data/bare", "9")
    assert session.node("/data/own").limits is None
    assert session.node("/data/bare").limits == Limits(least="1", most="4")
    session.set("/data/bare", "3")
    assert session.node("/data/bare").limits is None
