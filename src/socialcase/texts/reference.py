"""Reading the tables of `resources/reference`: data that an office may have to correct."""

from collections.abc import Mapping
from functools import cache

from socialcase.settings import shipped


@cache
def reference(file: str) -> Mapping[str, Mapping[str, str]]:
    """The rows of a table by their `code`, in the order of the file."""
    path = shipped("resources", "reference", file)
    names, *lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    rows = (dict(zip(names, line, strict=True)) for line in lines)
    return {row["code"]: row for row in rows}
