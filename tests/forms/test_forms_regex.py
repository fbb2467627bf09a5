"""Regular expressions: what they find, in whose spelling, and that none of them runs away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.linear_regex import LinearPattern, Unsuited
from socialcase.forms.xpath.safe_regex import compile_pattern

ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", r"\w", "^", "$", r"\b", "ab"])


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeats = st.sampled_from(["*", "+", "?", "{0,2}", "{1,3}", "{2}", "*?"])
    repeated = st.tuples(inner, repeats).map(lambda pair: f"(?:{pair[0]}){pair[1]}")
    branched = st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})")
    joined = st.lists(inner, min_size=2, max_size=3).map("".join)
    return st.one_of(repeated, branched, joined)


PATTERNS = st.recursive(ATOMS, grown, max_leaves=6)
TEXTS = st.text(alphabet="ab1 \n", max_size=8)


@given(PATTERNS, TEXTS)
def test_the_steady_matcher_finds_what_the_quick_one_finds(pattern: str, text: str) -> None:
    from re import _parser as parser  # type: ignore[attr-defined]

    steady = LinearPattern(parser.parse(pattern), re.compile(pattern).flags)
    assert steady.found_in(text) == (re.search(pattern, text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+b", "a" * 5_000),
        ("(a|a)*b", "a" * 5_000),
        ("(a|aa)+$", "a" * 5_000 + "b"),
        ("a*a*a*a*a*a*a*b", "a" * 5_000),
        (r"^(\w+\s?)*$", "a " * 2_000 + "!"),
        ("(x+x+)+y", "x" * 5_000),
        ("(a?){30}a{30}", "a" * 29),
    ],
)
def test_a_pattern_that_would_never_end_ends(pattern: str, text: str) -> None:
    assert not compile_pattern(pattern).found_in(text)


@pytest.mark.parametrize("pattern", ["(a+)+(?=b)", r"(a*)*\1b", "((a{0,99}){0,99}){0,99}b"])
def test_a_pattern_that_cannot_be_bounded_is_refused(pattern: str) -> None:
    with pytest.raises(XPathError, match="may never end"):
        compile_pattern(pattern)


def test_a_text_too_long_to_be_sure_of_is_not_looked_at() -> None:
    pattern = compile_pattern(r"(.)(.*)\1\1x")
    assert pattern.found_in("abaax")
    with pytest.raises(XPathError, match="too long"):
        pattern.found_in("ab" * 4_000)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"^\p{L}+$", "Ýagşygeldi", True),
        (r"^\p{L}+$", "Ýagşy2", False),
        (r"^[\p{L} '-]+$", "Оразгулыева Җерен", True),
        (r"^\p{Lu}\p{Ll}+$", "Mary", True),
        (r"^\P{L}+$", "12:30", True),
        (r"^\p{IsCyrillic}+$", "Мары", True),
        (r"^\p{IsCyrillic}+$", "Mary", False),
        (r"^[^\p{Nd}]+$", "abc", True),
        (r"(?<year>\d{4})", "in 2026", True),
        (r"^[0-9]{3}\z", "123", True),
        ("^[[a]+$", "[a[", True),
        (r"^(?=.*\d)(?=.*[a-z]).{8,}$", "passw0rd", True),
        (r"^.{0,5000}$", "x" * 300, True),
        ("(?i)^mary$", "MARY", True),
    ],
)
def test_patterns_of_other_programs_are_understood(pattern: str, text: str, found: bool) -> None:
    assert compile_pattern(pattern).found_in(text) is found


@pytest.mark.parametrize("pattern", ["[", "(", "a**", r"\p{Nothing}", "(?P<a>", "\\"])
def test_a_wrong_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(XPathError, match="not understood"):
        compile_pattern(pattern)


def test_the_machine_says_what_it_does_not_know() -> None:
    from re import _parser as parser  # type: ignore[attr-defined]

    with pytest.raises(Unsuited):
        LinearPattern(parser.parse("(?=a)"), 0)
