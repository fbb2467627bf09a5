"""Sizes of files in words."""

from socialcase.texts.catalog import tr


def size_words(size: int) -> str:
    """A number of bytes: 8.4 MB."""
    if size < 1_000_000:
        return tr("{n} kB").format(n=max(1, round(size / 1000)))
    if size < 1_000_000_000:
        return tr("{n} MB").format(n=f"{size / 1_000_000:.1f}")
    return tr("{n} GB").format(n=f"{size / 1_000_000_000:.1f}")
