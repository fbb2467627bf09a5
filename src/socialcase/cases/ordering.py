"""Keys of ordered lists: text that sorts, with room between any two for one more.

Two laptops that add at the end apart may give the same key; ids then decide the order.
"""

from collections.abc import Iterable

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def key_after(keys: Iterable[str]) -> str:
    """A key that sorts after all of `keys`; keys that are not of this kind are passed over."""
    return key_between(max(filter(_sound, keys), default=""), "")


def key_between(before: str, after: str) -> str:
    """A key that sorts after `before` and before `after`; "" stands for the open end.

    Raises ValueError unless `before` < `after` (or `after` is "") or a key has other digits than
    those of base 36, or ends in "0" (nothing would fit before it).
    """
    if after and before >= after:
        raise ValueError("keys are not in order")
    if before.endswith("0") or after.endswith("0"):
        raise ValueError("a key ends in 0")
    return _between(before, after)


def _sound(key: str) -> bool:
    return set(key) <= set(_DIGITS) and not key.endswith("0")


def _between(before: str, after: str) -> str:
    low = _DIGITS.index(before[0]) if before else 0
    high = _DIGITS.index(after[0]) if after else len(_DIGITS)
    if low == high:
        return _DIGITS[low] + _between(before[1:], after[1:])
    if high - low > 1:
        return _DIGITS[_step(low, high, open_end=not after)]
    if after[1:]:
        return after[0]
    return _DIGITS[low] + _between(before[1:], "")


def _step(low: int, high: int, *, open_end: bool) -> int:
    """One further where the list goes on (appending keeps keys short), else the middle."""
    if open_end and low:
        return low + 1
    return (low + high) // 2
