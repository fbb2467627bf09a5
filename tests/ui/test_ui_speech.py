"""Short phrases of the pages: what somebody said, in the marks of each language."""

import pytest

from socialcase.texts import use_language
from socialcase.ui.speech import quoted


@pytest.mark.parametrize(("code", "said"), [("en", "“Nine wait”"), ("ru", "«Nine wait»")])
def test_what_was_said_stands_in_the_marks_of_the_language(code: str, said: str) -> None:
    use_language(code)
    try:
        for typed in ("Nine wait", '"Nine wait"', "«Nine wait»", " “Nine wait” "):
            assert quoted(typed) == said
        assert quoted('"Yes" and "no"')[1:-1] == '"Yes" and "no"'
        assert quoted('"')[1:-1] == '"'
        assert quoted("") == ""
    finally:
        use_language("en")
