"""Amounts in manat: kept in tenge (a hundredth), typed and shown in manat."""

import re

_TYPED = re.compile(r"(\d{1,12})(?:[.,](\d{1,2}))?\Z", re.ASCII)
_UNITS = ("manat", "манат", "tmt", "m")
_THOUSANDS = "\N{NARROW NO-BREAK SPACE}"


def tenge(typed: str) -> int:
    """An amount as people type it ("340", "340,50", "1 200 manat") in tenge. Raises ValueError."""
    text = typed.casefold().strip()
    for unit in _UNITS:
        text = text.removesuffix(unit).rstrip()
    found = _TYPED.match("".join(text.split()))
    if found is None:
        raise ValueError(typed)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def manat(amount: int, point: str = ",") -> str:
    """An amount in tenge as it is read: "340", "340,50", "1 200"; `point` before the tenge."""
    whole, rest = divmod(abs(amount), 100)
    words = f"{whole:,}".replace(",", _THOUSANDS) + (f"{point}{rest:02}" if rest else "")
    return f"-{words}" if amount < 0 else words
