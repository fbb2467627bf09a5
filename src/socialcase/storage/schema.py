"""What the tables are called and which layout they have; the tables themselves are in `tables`."""

SCHEMA = 4
"""Version of the layout; kept in PRAGMA user_version. See `migrations`."""

SEARCHED = ("person", "case", "household", "provider")
"""Kinds that the search knows."""

SEARCH_FORM = 3
"""Raised whenever the index keeps words otherwise than before; then it is made anew."""

HIDDEN_KINDS = ("epoch",)
"""Kinds of the machinery; they have no typed table."""


def table_name(kind: str) -> str:
    """The name of the typed table of `kind`."""
    return f"now_{kind}"
