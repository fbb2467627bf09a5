"""Write docs/forms-support.md: what of XLSForm runs here. From the tables of the form engine."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from socialcase.forms.headings import CHOICES, SETTINGS, SURVEY
from socialcase.forms.support import APPEARANCES, PARAMETERS, TYPES, Kind, verdict
from socialcase.forms.xpath import registry

PAGE = Path(__file__).resolve().parents[1] / "docs" / "forms-support.md"
_HEAD = """# What of XLSForm runs here

Any published XLSForm is to run unchanged. This page names every type, appearance, parameter,
column, setting and function, and says which run as published, which are shown **in another way**,
and which a laptop **cannot have**. A form that asks for one of the latter two runs all the same;
`socialcase form check` names them with sheet, row and column.

The page is made of the engine's own tables (`.venv/bin/python scripts/support_page.py`); tests hold
it equal to them, and run every type.
"""
_SIGNS = {"runs": "runs", "otherwise": "in another way", "not_here": "not here"}
_REST = (
    (
        "entities (`list_name`, `entity_id`, `create_if`, `update_if`, `repeat`, `save_to`)",
        "run: the submission says what is created or changed; lists are read from files",
    ),
    ("`last-saved`", "runs: the last finished submission of the form in the case"),
    ("translations, with `${...}` in them; guidance; pictures", "run; a missing one falls back"),
    ("Markdown and HTML in labels", "the text is shown"),
    ("repeats in repeats, `repeat_count`, `indexed-repeat`, `position(..)`", "run"),
    ("drafts, editing, viewing, language switch, pages, table of contents", "run"),
    ("preview of a form", "runs: *Try it*, nothing is kept"),
    (
        "offline entities",
        "in another way: lists are files beside the form, which the office renews",
    ),
    ("encryption (`public_key`)", "in another way: with the workspace's own keys"),
    ("grid theme", "in another way: one layout"),
    ("logo, theme colour, page at the end, defaults from a link, map layers", "not here"),
    ("several forms as an app; one submission for each link", "not here"),
)
_TAIL = """
## The rest

| | |
|---|---|
REST
Other dialects: [for form authors](form-authors.md#forms-of-other-programs).
"""


def page() -> str:
    """Return the page as it has to be."""
    lines = [_HEAD]
    lines += _section("Types", "type", list(TYPES), TYPES)
    lines += _section("Appearances", "appearance", list(APPEARANCES))
    lines += _section("Parameters", "parameter", list(PARAMETERS))
    lines += _section("Columns of survey and choices", "column", sorted(SURVEY | CHOICES))
    lines += _section("Settings", "setting", sorted(SETTINGS))
    lines += _section("Functions", "function", sorted(registry.names()))
    rest = "".join(f"| {what} | {how} |\n" for what, how in _REST)
    return "\n".join(lines) + _TAIL.replace("REST", rest)


def _section(
    title: str, kind: Kind, names: list[str], aliases: Mapping[str, tuple[str, ...]] | None = None
) -> Iterator[str]:
    yield f"## {title}\n"
    told = {name: verdict(kind, name) for name in names}
    for sign, words in _SIGNS.items():
        chosen = [name for name in names if told[name][0] == sign]
        if sign == "runs":
            yield "Run as published: " + ", ".join(map(_code, chosen)) + ".\n"
        elif chosen:
            yield f"| {words} | |\n|---|---|"
            yield from (f"| {_code(name)} | {told[name][1]} |" for name in chosen)
            yield ""
    if aliases:
        yield "| type | also written |\n|---|---|"
        yield from (f"| {_code(n)} | {', '.join(also)} |" for n, also in aliases.items() if also)
        yield ""


def _code(name: str) -> str:
    return f"`{name}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE, file=sys.stderr)
