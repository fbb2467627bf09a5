"""Sizes of files in words."""

from socialcase.texts.catalog import tr


def size_words(size: int) -> str:
    """`size` bytes as people say it: "3 KB", "1.4 MB"."""
    if size < 1000 * 1000:
        return tr("{n} KB").format(n=max(1, round(size / 1000)))
    return tr("{n} MB").format(n=f"{size / 1_000_000:.1f}")
