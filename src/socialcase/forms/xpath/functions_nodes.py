"""Functions on nodes, choices, logic and the session around the form."""

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import replace

from socialcase.forms.xpath.axes import display_name, namespace_of
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.function import (
    ANY_NUMBER,
    Expressions,
    Fn,
    Function,
    framed,
    or_self,
    simple,
)
from socialcase.forms.xpath.nodes import ELEMENT, Node
from socialcase.forms.xpath.parsing import Ast
from socialcase.forms.xpath.paths import straight_names
from socialcase.forms.xpath.tallying import counting
from socialcase.forms.xpath.values import Value, to_number, to_text, to_truth

# --- logic -------------------------------------------------------------------------------------


def _if(compiler: Expressions, trees: list[Ast]) -> Fn:
    test = compiler.truth(trees[0])
    yes, no = compiler.natural(trees[1]), compiler.natural(trees[2])
    return lambda n, f: yes(n, f) if test(n, f) else no(n, f)


def _coalesce(compiler: Expressions, trees: list[Ast]) -> Fn:
    made = [compiler.natural(tree) for tree in trees]

    def first(n: Node, f: Frame) -> Value:
        value: Value = ""
        for make in made:
            value = make(n, f)
            text = to_text(value)
            if text and text != "NaN":
                break
        return value

    return first


def _once(compiler: Expressions, trees: list[Ast]) -> Fn:
    fresh = compiler.text(trees[0])
    return lambda n, f: n.text() or fresh(n, f)


def _from_string(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    return to_text(value) in ("1", "true")


def _truths(values: tuple[Value, ...]) -> list[bool]:
    found: list[bool] = []
    for value in values:
        found += [bool(n.text()) for n in value] if isinstance(value, list) else [to_truth(value)]
    return found


def _within(count: float, least: float, most: float) -> bool:
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _checklist(least: float, most: float, *values: Value) -> bool:
    return _within(sum(_truths(values)), least, most)


def _weighted(_: Node, f: Frame, least: float, most: float, *values: Value) -> bool:
    total = 0.0
    for test, weight in zip(values[::2], values[1::2], strict=False):
        weights = _numbers(weight, f)
        total += sum(w for t, w in zip(_truths((test,)), weights, strict=False) if t)
    return _within(total, least, most)


def _numbers(value: Value, f: Frame) -> list[float]:
    nodes: list[Value] = [n.text() for n in value] if isinstance(value, list) else [value]
    return [to_number(v, f.world.zone) for v in nodes]


# --- nodes -------------------------------------------------------------------------------------


def _count(compiler: Expressions, trees: list[Ast]) -> Fn:
    nodes, spec = compiler.nodes(trees[0]), counting(compiler, trees[0])

    def count(n: Node, f: Frame) -> float:
        kept = f.world.tally(spec, n, f) if spec is not None else None
        return sum(kept, 0.0) if kept is not None else float(len(nodes(n, f)))

    return count


def _non_empty(nodes: list[Node]) -> float:
    return float(sum(1 for n in nodes if n.text()))


def _position(compiler: Expressions, trees: list[Ast]) -> Fn:
    if not trees:
        return lambda _n, f: float(f.position)
    nodes = compiler.nodes(trees[0])

    def position(n: Node, f: Frame) -> float:
        found = nodes(n, f)
        return float(found[0].ordinal) if found else math.nan

    return position


def _last(_n: Node, f: Frame) -> float:
    return float(f.size)


def _current(_n: Node, f: Frame) -> list[Node]:
    return [f.current]


def _instance(_n: Node, f: Frame, name: str) -> list[Node]:
    found = f.world.instance(name)
    return [found] if found is not None else []


def _id(_n: Node, f: Frame, value: Value) -> list[Node]:
    texts = [k.text() for k in value] if isinstance(value, list) else [to_text(value)]
    wanted = set(" ".join(texts).split())
    top = f.world.root
    while top.parent is not None:
        top = top.parent
    everything = (k for k in top.walk() if k.kind == ELEMENT)
    return [k for k in everything if wanted & {k.attribute("id"), k.attribute("xml:id")} - {""}]


def _lang(n: Node, _f: Frame, wanted: str) -> bool:
    node: Node | None = n
    while node is not None:
        code = node.attribute("xml:lang").lower()
        if code:
            return code == wanted.lower() or code.startswith(wanted.lower() + "-")
        node = node.parent
    return False


def _named(read: Callable[[Node], str]) -> Function:
    return or_self(simple("text", "s", lambda nodes: read(nodes[0]) if nodes else ""))


def _indexed_repeat(compiler: Expressions, trees: list[Ast]) -> Fn:
    names, wheres = straight_names(trees[0]), [straight_names(tree) for tree in trees[1::2]]
    if names and all(where and where == names[: len(where)] for where in wheres):
        numbers = [compiler.number(tree) for tree in trees[2::2]]
        depths = {len(w or ()): number for w, number in zip(wheres, numbers, strict=True)}
        return _descent(names, depths)
    target = compiler.nodes(trees[0])
    pairs = [
        (compiler.nodes(where), compiler.number(at))
        for where, at in zip(trees[1::2], trees[2::2], strict=True)
    ]

    def pick(n: Node, f: Frame) -> list[Node]:
        found = target(n, f)
        for where, at in pairs:
            index = at(n, f)
            repeats = {id(r) for r in where(n, f) if r.ordinal == index}
            found = [k for k in found if _under(k, repeats)]
        return found[:1]

    return pick


def _descent(names: tuple[str, ...], numbers: Mapping[int, Fn]) -> Fn:
    """Walk down a path from the root; at some depths only the instance of a number is followed."""

    def walk(n: Node, f: Frame) -> list[Node]:
        found = [f.world.root]
        for depth, name in enumerate(names, 1):
            kids = [parent.kids.get(name, []) for parent in found]
            number = numbers.get(depth)
            if number is None:
                found = [kid for same in kids for kid in same]
            else:
                at = number(n, f)
                whole = at >= 1 and at == int(at) if math.isfinite(at) else False
                found = [same[int(at) - 1] for same in kids if at <= len(same)] if whole else []
        return found[:1]

    return walk


def _under(node: Node, repeats: set[int]) -> bool:
    step: Node | None = node
    while step is not None:
        if id(step) in repeats:
            return True
        step = step.parent
    return False


# --- chance ------------------------------------------------------------------------------------


def _randomize(_n: Node, f: Frame, nodes: list[Node], seed: Value | None = None) -> list[Node]:
    draw = f.world.chance.random if seed is None else _park_miller(_seed(seed, f))
    shuffled: list[Node] = []
    # the same seed gives the same order in every ODK program: Fisher and Yates from inside out
    for at, node in enumerate(nodes):
        other = int(draw() * (at + 1))
        shuffled.append(node)
        shuffled[at], shuffled[other] = shuffled[other], node
    return shuffled


def _seed(value: Value, f: Frame) -> int:
    number = to_number(value, f.world.zone)
    if math.isfinite(number):
        return int(number)
    if not to_text(value):
        # as in Collect: no seed yet is a seed, too
        return 0
    # ODK: a text seeds with the first eight bytes of its SHA-256
    return int.from_bytes(hashlib.sha256(to_text(value).encode()).digest()[:8], "big", signed=True)


def _park_miller(seed: int) -> Callable[[], float]:
    # the remainder has the sign of the seed
    state = abs(seed) % 2147483647 * (-1 if seed < 0 else 1)
    state = state + 2147483646 if state <= 0 else state

    def draw() -> float:
        nonlocal state
        state = state * 16807 % 2147483647
        return (state - 1) / 2147483646

    return draw


# --- the session -------------------------------------------------------------------------------


def _itext(_n: Node, f: Frame, name: str) -> Value:
    return f.world.itext(name)


def _choice_name(n: Node, f: Frame, value: str, question: str) -> str:
    return f.world.choice_name(value, question, n)


def _pulldata(_n: Node, f: Frame, name: str, column: str, key_column: str, key: str) -> str:
    document = f.world.instance(name)
    root = next(document.elements(), None) if document is not None else None
    for item in root.elements() if root is not None else ():
        found, wanted = item.child(key_column), item.child(column)
        if found is not None and wanted is not None and found.text() == key:
            return wanted.text()
    return ""


def _property(_n: Node, f: Frame, name: str) -> str:
    return f.world.setting(name)


TABLE: dict[str, Function] = {
    "true": simple("truth", "", lambda: True),
    "false": simple("truth", "", lambda: False),
    "not": simple("truth", "b", lambda b: not b),
    "boolean": simple("truth", "b", lambda b: b),
    "boolean-from-string": simple("truth", "v", _from_string),
    "if": Function("any", 3, 3, _if),
    "coalesce": Function("any", 1, ANY_NUMBER, _coalesce),
    "once": Function("text", 1, 1, _once),
    "checklist": simple("truth", "nnv*", _checklist),
    "weighted-checklist": replace(framed("truth", "nnv*", _weighted), even=True),
    "depend": simple("any", "v*", lambda *values: values[0]),
    "count": Function("number", 1, 1, _count),
    "count-non-empty": simple("number", "s", _non_empty),
    "position": Function("number", 0, 1, _position),
    "last": framed("number", "", _last),
    "current": framed("nodes", "", _current),
    "instance": framed("nodes", "t", _instance),
    "id": framed("nodes", "v", _id),
    "lang": framed("truth", "t", _lang),
    "name": _named(display_name),
    "local-name": _named(lambda node: node.local),
    "namespace-uri": _named(namespace_of),
    "indexed-repeat": Function("nodes", 3, 21, _indexed_repeat),
    "randomize": framed("nodes", "sv", _randomize, least=1),
    "jr:itext": framed("any", "t", _itext),
    "jr:choice-name": framed("text", "tt", _choice_name),
    "pulldata": framed("text", "tttt", _pulldata),
    "property": framed("text", "t", _property),
    "version": framed("text", "", lambda _n, f: f.world.setting("version")),
}
