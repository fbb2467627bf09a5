"""How a function of the expression language is described and built."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.parsing import Ast

Kind = Literal["number", "text", "truth", "nodes", "any"]
Fn = Callable[[Node, Frame], Any]
ANY_NUMBER = 10_000
SELF: Ast = ["path", "rel", [["self", "node()", []]]]


class Expressions(Protocol):
    """The part of the compiler that functions and paths need for their parts."""

    def kind(self, tree: Ast) -> Kind:
        """Return the static type."""
        ...

    def number(self, tree: Ast) -> Callable[[Node, Frame], float]:
        """Compile for a number."""
        ...

    def text(self, tree: Ast) -> Callable[[Node, Frame], str]:
        """Compile for a string."""
        ...

    def truth(self, tree: Ast) -> Callable[[Node, Frame], bool]:
        """Compile for true or false."""
        ...

    def nodes(self, tree: Ast) -> Callable[[Node, Frame], list[Node]]:
        """Compile for nodes."""
        ...

    def natural(self, tree: Ast) -> Fn:
        """Compile for the tree's own type."""
        ...


Builder = Callable[[Expressions, list[Ast]], Fn]


@dataclass(frozen=True)
class Function:
    """One function: the type it gives, how many arguments it takes, how to compile a call.

    `even`: its arguments come in pairs.
    """

    kind: Kind
    least: int
    most: int
    build: Builder
    even: bool = False


def simple(
    kind: Kind, arguments: str, body: Callable[..., Any], *, least: int | None = None
) -> Function:
    """Describe a function of converted arguments.

    `arguments` has a letter for each: t text, n number, b truth, s nodes, v any value; a last `*`
    repeats the letter before it. `least` allows the last ones to be left out.
    """
    many = arguments.endswith("*")
    letters = arguments.rstrip("*")
    fewest = len(letters) if least is None else least

    def build(compiler: Expressions, trees: list[Ast]) -> Fn:
        return _apply(body, [_argument(compiler, t, letters, i) for i, t in enumerate(trees)])

    return Function(kind, fewest, ANY_NUMBER if many else len(letters), build)


def _argument(compiler: Expressions, tree: Ast, letters: str, at: int) -> Fn:
    letter = letters[min(at, len(letters) - 1)]
    if letter == "t":
        return compiler.text(tree)
    if letter == "n":
        return compiler.number(tree)
    if letter == "b":
        return compiler.truth(tree)
    return compiler.nodes(tree) if letter == "s" else compiler.natural(tree)


def _apply(body: Callable[..., Any], made: list[Fn]) -> Fn:
    if not made:
        return lambda _n, _f: body()
    if len(made) == 1:
        a = made[0]
        return lambda n, f: body(a(n, f))
    if len(made) == 2:
        c, d = made
        return lambda n, f: body(c(n, f), d(n, f))
    return lambda n, f: body(*[m(n, f) for m in made])


def framed(
    kind: Kind, arguments: str, body: Callable[..., Any], *, least: int | None = None
) -> Function:
    """Describe a function whose body also takes the context node and the frame, first."""
    plain = simple(kind, arguments, body, least=least)
    letters = arguments.rstrip("*")

    def build(compiler: Expressions, trees: list[Ast]) -> Fn:
        made = [_argument(compiler, t, letters, i) for i, t in enumerate(trees)]
        return lambda n, f: body(n, f, *[m(n, f) for m in made])

    return Function(kind, plain.least, plain.most, build)


def or_self(function: Function) -> Function:
    """Let the only argument be left out; the context node stands for it then."""

    def build(compiler: Expressions, trees: list[Ast]) -> Fn:
        return function.build(compiler, trees or [SELF])

    return Function(function.kind, 0, function.most, build)
