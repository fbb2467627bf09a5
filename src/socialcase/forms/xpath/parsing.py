"""From the text of an XPath 1.0 expression to a tree of small tuples.

The tree (`Ast`) is made of plain lists, so that a compiled form can be stored:
`["num", 1.5]`, `["str", "a"]`, `["neg", x]`, `["bin", op, a, b]`, `["union", a, b]`,
`["chain", [op, ...], [a, b, c, ...]]` for three and more terms of one level,
`["call", name, [args]]`, `["filter", x, [predicates]]`, `["path", start, [steps]]`, where start is
"abs", "rel" or a tree, and a step is `[axis, test, [predicates]]`. A test is `name`, `p:name`,
`*`, `p:*`, `node()`, `text()`, `comment()` or `processing-instruction()` with its target.
"""

import re
from typing import Any

from socialcase.forms.xpath.errors import XPathError
from socialcase.texts import N_

Ast = list[Any]

AXES = frozenset(
    [
        "child",
        "descendant",
        "parent",
        "ancestor",
        "following-sibling",
        "preceding-sibling",
        "following",
        "preceding",
        "attribute",
        "namespace",
        "self",
        "descendant-or-self",
        "ancestor-or-self",
    ]
)
_NODE_TYPES = frozenset(("node", "text", "comment", "processing-instruction"))
_NAME = r"[^\W\d][\w.\-\u00b7]*"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<num>\d+(?:\.\d*)?|\.\d+)
    | (?P<str>"[^"]*"|'[^']*')
    | (?P<sym>::|\.\.|//|!=|<=|>=|[()\[\].@,/|+\-=<>*$])
    | (?P<name>{_NAME}(?::(?:{_NAME}|\*))?(?!:(?!:)))
    )""",
    re.VERBOSE,
)
_OPERATOR = re.compile(r"\s*(and|or|div|mod)")
_MAX_DEPTH = 90
_MAX_LENGTH = 100_000
# loosest first; every operator here is left-associative
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)
_PRECEDENCE = {op: level for level, ops in enumerate(_LEVELS) for op in ops}
_COMPARING = frozenset((2, 3))
_OPERAND_END = frozenset((")", "]", ".", "..", "*"))

Token = tuple[str, str]


def parse(text: str) -> Ast:
    """Parse an expression. Raises `XPathError` that says what was not understood."""
    if len(text) > _MAX_LENGTH:
        raise XPathError(N_("the expression is too long"))
    return _Parser(tokenize(text)).whole()


def tokenize(text: str) -> list[Token]:
    """Split an expression into (kind, text) tokens; kinds: num, str, sym, name, op."""
    tokens: list[Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        operator = _OPERATOR.match(text, at) if _after_operand(tokens) else None
        if operator:
            tokens.append(("op", operator.group(1)))
            at = operator.end()
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            raise XPathError(N_("unexpected '{found}'"), found=text[at:].strip()[:12])
        tokens.append(_typed(match, tokens))
        at = match.end()
    return tokens


def _typed(match: re.Match[str], before: list[Token]) -> Token:
    kind = match.lastgroup or ""
    value = match.group(kind)
    if value == "*" and _after_operand(before):
        return ("op", "*")
    if kind == "sym" and value in _PRECEDENCE:
        return ("op", value)
    return (kind, value)


def _after_operand(tokens: list[Token]) -> bool:
    if not tokens:
        return False
    kind, value = tokens[-1]
    return kind in ("num", "str", "name") or (kind == "sym" and value in _OPERAND_END)


class _Parser:
    """Precedence climbing over the tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Ast:
        tree = self._expression(0)
        if self._at < len(self._tokens):
            raise XPathError(N_("unexpected '{found}'"), found=self._tokens[self._at][1])
        return tree

    # reading -----------------------------------------------------------------------------------

    def _peek(self, ahead: int = 0) -> Token:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ("end", "")

    def _take(self) -> Token:
        token = self._peek()
        self._at += 1
        return token

    def _sees(self, *symbols: str) -> bool:
        kind, value = self._peek()
        return kind in ("sym", "op") and value in symbols

    def _expect(self, symbol: str) -> None:
        if not self._sees(symbol):
            raise self._wants(symbol)
        self._at += 1

    def _wants(self, symbol: str) -> XPathError:
        kind, found = self._peek()
        if kind == "end":
            return XPathError(N_("'{wanted}' is missing at the end"), wanted=symbol)
        template = N_("expected '{wanted}' but found '{found}'")
        return XPathError(template, wanted=symbol, found=found)

    # operators ---------------------------------------------------------------------------------

    def _expression(self, lowest: int) -> Ast:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise XPathError(N_("the expression is nested too deeply"))
        left = self._unary()
        while self._peek()[0] == "op":
            level = _PRECEDENCE[self._peek()[1]]
            if level < lowest:
                break
            left = self._operated(left, level)
        self._depth -= 1
        return left

    def _operated(self, left: Ast, level: int) -> Ast:
        """Read the operators of one level: a long sum becomes one flat chain, not a deep tree."""
        operators: list[str] = []
        operands = [left]
        while self._peek()[0] == "op" and _PRECEDENCE[self._peek()[1]] == level:
            operators.append(self._take()[1])
            operands.append(self._expression(level + 1))
        if len(operators) > 1 and level not in _COMPARING:
            return ["chain", operators, operands]
        if len(operators) > _MAX_DEPTH:
            raise XPathError(N_("the expression is nested too deeply"))
        for operator, right in zip(operators, operands[1:], strict=True):
            left = ["bin", operator, left, right]
        return left

    def _unary(self) -> Ast:
        negative = 0
        while self._sees("-"):
            self._at += 1
            negative += 1
        tree = self._union()
        return tree if not negative else ["neg", tree] if negative % 2 else ["neg", ["neg", tree]]

    def _union(self) -> Ast:
        left = self._path()
        joined = 0
        while self._sees("|"):
            self._at += 1
            joined += 1
            if joined > _MAX_DEPTH:
                raise XPathError(N_("the expression joins too many paths"))
            left = ["union", left, self._path()]
        return left

    # paths -------------------------------------------------------------------------------------

    def _path(self) -> Ast:
        if self._sees("/", "//"):
            return self._absolute()
        if not self._starts_filter():
            return ["path", "rel", self._steps([])]
        start = self._filter()
        if not self._sees("/", "//"):
            return start
        return ["path", start, self._more_steps([])]

    def _absolute(self) -> Ast:
        steps: list[Ast] = []
        if self._take()[1] == "//":
            steps.append(["descendant-or-self", "node()", []])
        elif not self._starts_step():
            return ["path", "abs", []]
        return ["path", "abs", self._steps(steps)]

    def _steps(self, steps: list[Ast]) -> list[Ast]:
        steps.append(self._step())
        return self._more_steps(steps)

    def _more_steps(self, steps: list[Ast]) -> list[Ast]:
        while self._sees("/", "//"):
            if self._take()[1] == "//":
                steps.append(["descendant-or-self", "node()", []])
            steps.append(self._step())
        return steps

    def _starts_step(self) -> bool:
        return self._peek()[0] == "name" or self._sees(".", "..", "@", "*")

    def _starts_filter(self) -> bool:
        kind, value = self._peek()
        if kind in ("num", "str") or self._sees("(", "$"):
            return True
        return kind == "name" and self._peek(1) == ("sym", "(") and value not in _NODE_TYPES

    def _step(self) -> Ast:
        if self._sees("."):
            self._at += 1
            return ["self", "node()", self._predicates()]
        if self._sees(".."):
            self._at += 1
            return ["parent", "node()", self._predicates()]
        axis = self._axis()
        return [axis, self._test(), self._predicates()]

    def _axis(self) -> str:
        if self._sees("@"):
            self._at += 1
            return "attribute"
        kind, value = self._peek()
        if kind == "name" and self._peek(1) == ("sym", "::"):
            if value not in AXES:
                raise XPathError(N_("there is no axis '{name}'"), name=value)
            self._at += 2
            return value
        return "child"

    def _test(self) -> str:
        kind, value = self._take()
        if value == "*":
            return "*"
        if kind == "end":
            raise XPathError(N_("something is missing at the end"))
        if kind != "name":
            raise XPathError(N_("expected a name but found '{found}'"), found=value)
        if self._peek() != ("sym", "("):
            return value
        if value not in _NODE_TYPES:
            raise XPathError(N_("{name}() cannot stand in a path"), name=value)
        self._at += 1
        target = ""
        if value == "processing-instruction" and self._peek()[0] == "str":
            target = self._take()[1][1:-1]
        self._expect(")")
        return f"{value}({target})"

    def _predicates(self) -> list[Ast]:
        found: list[Ast] = []
        while self._sees("["):
            self._at += 1
            found.append(self._expression(0))
            self._expect("]")
        return found

    # primaries ---------------------------------------------------------------------------------

    def _filter(self) -> Ast:
        primary = self._primary()
        predicates = self._predicates()
        return ["filter", primary, predicates] if predicates else primary

    def _primary(self) -> Ast:
        kind, value = self._take()
        if kind == "num":
            return ["num", float(value)]
        if kind == "str":
            return ["str", value[1:-1]]
        if kind == "name":
            return ["call", value, self._arguments()]
        if value == "$":
            return ["call", self._variable(), []]
        tree = self._expression(0)
        self._expect(")")
        return tree

    def _variable(self) -> str:
        """A variable's name with its `$`. ODK has none: as a function there is none so named."""
        kind, name = self._take()
        if kind != "name" or name.endswith("*"):
            raise XPathError(N_("expected a name but found '{found}'"), found=name)
        return f"${name}"

    def _arguments(self) -> list[Ast]:
        self._expect("(")
        arguments: list[Ast] = []
        while not self._sees(")"):
            if arguments:
                self._expect(",")
            arguments.append(self._expression(0))
        self._at += 1
        return arguments
