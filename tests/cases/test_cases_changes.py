"""Exact values and the hashes over them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases import canonical
from socialcase.cases.changes import CHAIN_START, Change, Origin, commit, link

PARTS = st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=20), max_size=5)


def change(value: str | None, salt: bytes | None = b"s" * 16, **other: object) -> Change:
    """A change of the risk of a case, with the commitment to `value`."""
    values: dict[str, object] = {
        "origin": Origin("d" * 16, "e" * 16, 3),
        "lamport": 7,
        "wall": 1,
        "save": "s",
        "record": "r",
        "field": "case.risk",
        "author": "a",
        "parents": (),
        "commitment": commit(value, b"s" * 16),
    }
    return Change(value=value, salt=salt, **(values | other))  # type: ignore[arg-type]


@given(PARTS)
def test_the_same_group_always_gives_the_same_bytes(parts: dict[str, str]) -> None:
    turned = dict(reversed(list(parts.items())))
    assert canonical.group(parts) == canonical.group(turned)


@given(PARTS, PARTS)
def test_a_patch_keeps_parts_that_it_does_not_name(
    old: dict[str, str], new: dict[str, str]
) -> None:
    before = canonical.parts_of(canonical.group(old))
    after = canonical.parts_of(canonical.patched(canonical.group(old), new))
    assert {k: v for k, v in before.items() if k not in new}.items() <= after.items()


@given(st.text())
def test_text_is_exact_once_written(value: str) -> None:
    once = canonical.text(value)
    assert canonical.text(once) == once
    assert "\x00" not in once


def test_cleared_and_empty_have_different_commitments() -> None:
    assert commit(None, b"s" * 16) != commit("", b"s" * 16)


def test_a_redacted_change_keeps_its_hash() -> None:
    assert (
        change("high").row_hash()
        == change(None, None, commitment=commit("high", b"s" * 16)).row_hash()
    )


def test_any_other_difference_changes_the_hash() -> None:
    original = change("high").row_hash()
    assert change("low").row_hash() != original
    assert change("high", lamport=8).row_hash() != original
    assert change("high", parents=(Origin("d" * 16, "e" * 16, 1),)).row_hash() != original


def test_a_chain_depends_on_the_order_of_its_saves() -> None:
    one, two = change("high").row_hash(), change("low").row_hash()
    assert link(link(CHAIN_START, [one]), [two]) != link(link(CHAIN_START, [two]), [one])


def test_a_change_never_shows_its_value_in_a_trace() -> None:
    assert "Ogulgerek" not in repr(change("Ogulgerek"))


@pytest.mark.parametrize("depth", [900, 100_000])
@pytest.mark.parametrize("start", ["[", '{"a":', '{"level":[['])
def test_a_value_nested_beyond_all_sense_is_foreign(start: str, depth: int) -> None:
    closing = {"[": "]", "{": "}"}
    value = start * depth + "1" + "".join(closing[c] for c in reversed(start * depth) if c in "[{")
    assert set(canonical.parts_of(value)) <= {"a", "level"}
    assert canonical.parts_of(canonical.patched(value, {"x": "y"}))["x"] == "y"
