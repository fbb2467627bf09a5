"""An answer typed beside a question's number: choices by number, everything else as written."""

from socialcase.forms import NodeState
from socialcase.texts import N_
from socialcase.ui.pages.filler.long_list import Lines
from socialcase.ui.pages.filler.shapes import shape_of

CHOOSE_ONE = N_("This question takes the number of one answer, such as 2.")
CHOOSE_SOME = N_("This question takes the numbers of answers, such as 1 3.")


def read_answer(node: NodeState, typed: str) -> tuple[str | None, str]:
    """The form's value for what was typed, and what was expected where it cannot be read.

    A choice is typed as its number, its code, or words that begin only one choice.
    """
    if node.choices is None:
        shape = shape_of(node)
        return shape.read(typed), shape.expects
    lines = Lines(node.choices)
    if node.control == "select1":
        return (_one(lines, typed.strip()) if typed.strip() else ""), CHOOSE_ONE
    codes = [_one(lines, part) for part in typed.replace(",", " ").split()]
    found = [code for code in codes if code is not None]
    if len(found) < len(codes):
        return None, CHOOSE_SOME
    order = found if node.control == "rank" else [c for c in lines.codes if c in found]
    return " ".join(dict.fromkeys(order)), CHOOSE_SOME


def _one(lines: Lines, typed: str) -> str | None:
    at = lines.at_number(typed)
    if at is not None:
        return lines.codes[at]
    if typed.isdecimal() and lines.are_numbers:
        return None
    if typed in lines.codes:
        return typed
    begun = typed.casefold()
    found = [at for at, words in enumerate(lines.words) if words.casefold().startswith(begun)]
    return lines.codes[found[0]] if len(found) == 1 else None
