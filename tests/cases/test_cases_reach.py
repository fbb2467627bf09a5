"""How far something was known when it was signed, as a record keeps it: read with suspicion."""

import pytest

from socialcase.cases.reach import read_reach, written


def test_what_is_written_is_read() -> None:
    assert read_reach(written({"a:b": 7})) == {"a:b": 7}


@pytest.mark.parametrize(
    "kept", ["", "[1]", "{", '{"a": "x"}', '{"a": 1e999}', "[" * 50_000, '{"a":' * 50_000, "null"]
)
def test_what_is_no_such_thing_says_nothing(kept: str) -> None:
    """Another laptop may send anything: a case with it opens all the same."""
    assert read_reach(kept) == {}
