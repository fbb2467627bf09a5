"""What a constraint wants, where it can be told simply: bounds, lengths, how many, what is alone.

Authors often give a constraint no words of its own. `. >= 0 and . <= 120` can be said all the same;
what is not understood as a whole gives nothing, so that never half of a rule is told.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from socialcase.forms.xpath.parsing import Ast

Of = Literal["value", "length", "count"]
TODAY = "today"
_HERE: Ast = [["self", "node()", []]]
_SELF: list[Ast] = [["path", "rel", _HERE], ["path", ["call", "current", []], _HERE]]
_SAME = frozenset(("number", "int", "date", "decimal-date-time", "string"))
"""Functions that leave an answer what it is."""
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may be. A bound is "" where there is none, `TODAY` or a value.

    `of`: whether the bounds are of the answer, its length in characters, or how many were chosen.
    `above`, `below`: the bound itself is not allowed. `others`: values that are allowed besides.
    `alone`: a choice that takes no other beside it.
    """

    of: Of = "value"
    least: str = ""
    most: str = ""
    above: bool = False
    below: bool = False
    others: tuple[str, ...] = ()
    alone: str = ""


def limits_of(tree: Ast, text: Callable[[Ast], str]) -> Limits | None:
    """The limits that a constraint sets, None where they cannot be told simply.

    `text` works out a part of it, such as the answer to another question.
    """
    if tree[0] == "call" and tree[1] == "not":
        return _alone_in(tree[2][0], "and", chosen=True)
    if tree[0] != "bin":
        return None
    how, left, right = tree[1], tree[2], tree[3]
    if how == "and":
        return _both(limits_of(left, text), limits_of(right, text))
    if how == "or":
        return _alone_in(tree, "or", chosen=False) or _either(
            limits_of(left, text), limits_of(right, text)
        )
    return _compared(how, left, right, text)


def _compared(how: str, left: Ast, right: Ast, text: Callable[[Ast], str]) -> Limits | None:
    of = _measured(left)
    if of is None:
        of, how, right = _measured(right), _TURNED.get(how, ""), left
    bound = _bound(right, text) if of is not None and how in _TURNED else ""
    if of is None or not bound:
        return None
    if how == "=":
        same = Limits(of, least=bound, most=bound)
        return Limits(others=(bound,)) if of == "value" else same
    if how in (">", ">="):
        return Limits(of, least=bound, above=how == ">")
    return Limits(of, most=bound, below=how == "<")


def _measured(tree: Ast) -> Of | None:
    """What of the answer a side of a comparison is."""
    if tree in _SELF:
        return "value"
    if tree[0] != "call" or len(tree[2]) != 1:
        return None
    if tree[1] in _SAME:
        return _measured(tree[2][0])
    counted: dict[str, Of] = {"string-length": "length", "count-selected": "count"}
    return counted.get(tree[1]) if _measured(tree[2][0]) == "value" else None


def _bound(tree: Ast, text: Callable[[Ast], str]) -> str:
    if tree[0] == "num":
        return f"{tree[1]:.10g}"
    if tree[0] == "neg" and tree[1][0] == "num":
        return f"{-tree[1][1]:.10g}"
    if tree[0] == "str":
        return str(tree[1])
    if tree[0] == "call" and tree[1] in ("today", "now"):
        return TODAY
    if tree[0] == "call" and tree[1] in _SAME and len(tree[2]) == 1:
        return _bound(tree[2][0], text)
    return text(tree) if tree[0] == "path" else ""


def _both(one: Limits | None, other: Limits | None) -> Limits | None:
    """Both have to hold: a lower and an upper bound of the same thing."""
    if one is None or other is None or one.of != other.of or one.others or other.others:
        return None
    if one.alone or other.alone:
        return None
    low, high = (one, other) if one.least else (other, one)
    if not low.least or low.most or not high.most or high.least:
        return None
    return replace(low, most=high.most, below=high.below)


def _either(one: Limits | None, other: Limits | None) -> Limits | None:
    """One of both has to hold: single values beside a range, or single values alone."""
    if one is None or other is None or {one.of, other.of} != {"value"} or one.alone or other.alone:
        return None
    ranged = [each for each in (one, other) if each.least or each.most]
    if len(ranged) == 2:
        return None
    base = ranged[0] if ranged else Limits()
    return replace(base, others=tuple(dict.fromkeys((*one.others, *other.others))))


def _alone_in(tree: Ast, joined: str, *, chosen: bool) -> Limits | None:
    """A choice that takes no other: `not(selected(., 'a') and count-selected(.) > 1)`.

    Or the same as `not(selected(., 'a')) or count-selected(.) < 2`; `chosen` tells the two apart.
    """
    if tree[0] != "bin" or tree[1] != joined:
        return None
    for one, other in ((tree[2], tree[3]), (tree[3], tree[2])):
        code = _chosen(one) if chosen else _not_chosen(one)
        if code and _more_than_one(other, chosen=chosen):
            return Limits(alone=code)
    return None


def _chosen(tree: Ast) -> str:
    fits = tree[0] == "call" and tree[1] == "selected" and len(tree[2]) == 2
    return str(tree[2][1][1]) if fits and tree[2][0] in _SELF and tree[2][1][0] == "str" else ""


def _not_chosen(tree: Ast) -> str:
    return _chosen(tree[2][0]) if tree[0] == "call" and tree[1] == "not" else ""


def _more_than_one(tree: Ast, *, chosen: bool) -> bool:
    if tree[0] != "bin" or _measured(tree[2]) != "count" or tree[3][0] != "num":
        return False
    more = ((">", 1.0), (">=", 2.0)) if chosen else (("<", 2.0), ("<=", 1.0), ("=", 1.0))
    return (tree[1], tree[3][1]) in more
