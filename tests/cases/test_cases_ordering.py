"""Keys of ordered lists: there is always room for one more, and hostile keys do no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases.ordering import key_after, key_between

SOUND = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=6).filter(
    lambda key: not key.endswith("0")
)


@given(SOUND, SOUND)
def test_there_is_room_between_any_two(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low < high:
        assert low < key_between(low, high) < high


@given(st.lists(SOUND))
def test_there_is_room_at_both_ends(keys: list[str]) -> None:
    last = key_after(keys)
    assert all(key < last for key in keys)
    assert key_between("", last) < last


def test_a_long_list_keeps_short_keys() -> None:
    keys: list[str] = []
    for _ in range(200):
        keys.append(key_after(keys))
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) < 16


def test_keys_of_another_kind_are_passed_over() -> None:
    assert key_after(["ä", "a0", "b"]) == key_after(["b"])


def test_keys_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        key_between("b", "a")
