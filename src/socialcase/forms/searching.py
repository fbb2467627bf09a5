"""Choices looked up in a file by an appearance: `search('trees', 'matches', 'place', ${place})`.

One choice of the list then names columns of the file: its code the column of the codes, its label
the column of the labels. The others are offered besides.
"""

import re
from collections.abc import Callable

from socialcase.forms.model import Control, Expression, Itemset, StaticChoice
from socialcase.forms.xpath.footprint import Path
from socialcase.forms.xpath.parsing import Ast, parse

Make = Callable[[str, Path | None], Expression]

_CALL = re.compile(r"\bsearch\s*\(.*\)\s*", re.DOTALL)
_COLUMN = re.compile(r"[^\W\d][\w.\-]*")
_TESTS = {
    "contains": "contains({0}, {1})",
    "startswith": "starts-with({0}, {1})",
    "endswith": "ends-with({0}, {1})",
    "matches": "{0} = {1}",
}


def take_search(control: Control, here: Path, make: Make) -> str:
    """Let a question look its choices up, where its appearance says so.

    Returns the file's name without its ending, or "". Raises `XPathError` when the call in the
    appearance is not understood.
    """
    found = _CALL.search(control.appearance)
    named = next((c for c in control.choices if _COLUMN.fullmatch(c.value)), None)
    if found is None or named is None:
        return ""
    call = found.group(0).strip()
    arguments = _arguments(call, parse(call))
    if not arguments:
        return ""
    name = arguments[0].strip("'\"")
    control.appearance = " ".join(_CALL.sub(" ", control.appearance).split())
    control.choices.remove(named)
    nodes = f"instance('{name}')/root/item{_filter(arguments[1:])}"
    control.itemset = Itemset(make(nodes, here), make(named.value, None), make(_label(named), None))
    return name


def _arguments(call: str, tree: Ast) -> list[str]:
    """Return the arguments as they are written, each an expression."""
    if tree[0] != "call" or not tree[2]:
        return []
    inside = call[call.index("(") + 1 : call.rindex(")")]
    parts: list[str] = [""]
    quote, depth = "", 0
    for letter in inside:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        depth += (letter in "([") - (letter in ")]") if not quote else 0
        if letter == "," and not quote and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _filter(arguments: list[str]) -> str:
    """Return a predicate: what is searched for, and then what has to be equal."""
    tests: list[str] = []
    if len(arguments) >= 3:
        how = _TESTS.get(arguments[0].strip("'\"").lower(), _TESTS["contains"])
        columns = [c.strip() for c in arguments[1].strip("'\"").split(",")]
        told = [how.format(column, arguments[2]) for column in columns if column]
        tests.append(f"({' or '.join(told)})")
        arguments = arguments[3:]
    for column, wanted in zip(arguments[::2], arguments[1::2], strict=False):
        plain = column.strip("'\"")
        tests.append(f"{plain} = {wanted}")
    return f"[{' and '.join(tests)}]" if tests else ""


def _label(choice: StaticChoice) -> str:
    """Return the path to the label: a column, several with commas, or one for each language."""
    if choice.label.itext:
        return f"*[name() = jr:itext('{choice.label.itext}')]"
    columns = "".join(part for part in choice.label.parts if isinstance(part, str)).split(",")
    named = [column.strip() for column in columns if _COLUMN.fullmatch(column.strip())]
    if not named:
        return choice.value
    return named[0] if len(named) == 1 else f"join(', ', {', '.join(named)})"
