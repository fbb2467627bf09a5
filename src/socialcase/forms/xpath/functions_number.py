"""Functions on numbers, and arithmetic."""

import math
import operator
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.function import Expressions, Fn, Function, framed, or_self, simple
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.parsing import Ast
from socialcase.forms.xpath.tallying import summing
from socialcase.forms.xpath.values import Value, number_of_text, to_number

NAN = math.nan
_DAY_MS = 86_400_000
_SMALL = 30.0
_FAR = 10_000_000.0
_NOISE_MS = 0.005


def arithmetic(op: str, a: Fn, b: Fn) -> Fn:
    """Compile one arithmetic operator."""
    if op == "*":
        return lambda n, f: a(n, f) * b(n, f)
    body = OPERATIONS[op]
    return lambda n, f: body(a(n, f), b(n, f))


def _more(a: float, b: float) -> float:
    return _exact(a + b)


def _less(a: float, b: float) -> float:
    # both near 1970 or small numbers: nothing to correct
    return a - b if -_SMALL < a < _SMALL else _exact(a - b, like_date=True)


def _exact(result: float, *, like_date: bool = False) -> float:
    """Take the noise out of date arithmetic.

    Days since 1970 carry the zone as a fraction (5/24), which floats cannot hold: a week between
    two dates would come out as 6.999999999996, and int() of it as 6. A result that is a whole
    number of milliseconds but for such noise becomes exactly that.
    """
    size = abs(result)
    if not size < _FAR or result.is_integer() or (size < _SMALL and not like_date):
        return result
    milliseconds = result * _DAY_MS
    whole = round(milliseconds)
    return whole / _DAY_MS if abs(milliseconds - whole) < _NOISE_MS else result


def _divide(a: float, b: float) -> float:
    if b != 0:
        return a / b
    if a == 0 or math.isnan(a):
        return NAN
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def _modulo(a: float, b: float) -> float:
    if b == 0 or math.isinf(a) or math.isnan(a) or math.isnan(b):
        return NAN
    return math.fmod(a, b)


OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": _more,
    "-": _less,
    "*": operator.mul,
    "div": _divide,
    "mod": _modulo,
}


def _safe(body: Callable[..., float]) -> Callable[..., float]:
    def safely(*arguments: float) -> float:
        try:
            result = body(*arguments)
        except (ValueError, ZeroDivisionError):
            return NAN
        except OverflowError:
            return math.inf
        return result if isinstance(result, float) else NAN

    return safely


def _whole(body: Callable[[float], int]) -> Callable[[float], float]:
    return lambda x: float(body(x)) if math.isfinite(x) else x


def _int(_: Node, f: Frame, value: Value) -> float:
    number = to_number(value, f.world.zone)
    if math.isnan(number) and isinstance(value, str) and "e" in value.lower():
        number = _scientific(value)
    return float(math.trunc(number)) if math.isfinite(number) else NAN


def _scientific(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return NAN


def _round(_: Node, f: Frame, value: Value, digits: float | None = None) -> float:
    number = to_number(value, f.world.zone)
    if math.isnan(number) and isinstance(value, str):
        number = number_of_text(value.replace(",", "."), f.world.zone)
    if not math.isfinite(number):
        return number
    if digits is None:
        # XPath: halves go up, and what rounds to zero from below is minus zero
        return math.copysign(float(math.floor(number + 0.5)), number) if number else number
    return _round_to(number, digits)


def _round_to(number: float, digits: float) -> float:
    if not math.isfinite(digits):
        return NAN
    step = Decimal(1).scaleb(-int(digits))
    try:
        return float((Decimal(repr(number)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)
    except InvalidOperation:
        return number


def _log(x: float) -> float:
    return -math.inf if x == 0 else math.log(x)


def _log10(x: float) -> float:
    return -math.inf if x == 0 else math.log10(x)


def _flatten(f: Frame, values: tuple[Value, ...]) -> list[float]:
    zone = f.world.zone
    found: list[float] = []
    for value in values:
        if isinstance(value, list):
            found.extend(number_of_text(n.text(), zone) for n in value)
        else:
            found.append(to_number(value, zone))
    return found


def _extreme(pick: Callable[[list[float]], float]) -> Callable[..., float]:
    def extreme(_: Node, f: Frame, *values: Value) -> float:
        numbers = _flatten(f, values)
        return NAN if not numbers or any(map(math.isnan, numbers)) else pick(numbers)

    return extreme


def _sum_function() -> Function:
    def build(compiler: Expressions, trees: list[Ast]) -> Fn:
        nodes, spec = compiler.nodes(trees[0]), summing(compiler, trees[0])

        def add(n: Node, f: Frame) -> float:
            kept = f.world.tally(spec, n, f) if spec is not None else None
            if kept is not None:
                return sum(kept, 0.0)
            zone = f.world.zone
            return sum([number_of_text(k.text(), zone) for k in nodes(n, f)], 0.0)

        return add

    return Function("number", 1, 1, build)


def _random(_: Node, f: Frame) -> float:
    return f.world.chance.random()


TABLE: dict[str, Function] = {
    "number": or_self(simple("number", "n", lambda x: x)),
    "sum": _sum_function(),
    "floor": simple("number", "n", _whole(math.floor)),
    "ceiling": simple("number", "n", _whole(math.ceil)),
    "round": framed("number", "vn", _round, least=1),
    "int": framed("number", "v", _int),
    "abs": simple("number", "n", abs),
    "pow": simple("number", "nn", _safe(math.pow)),
    "exp": simple("number", "n", _safe(math.exp)),
    "exp10": simple("number", "n", _safe(lambda x: math.pow(10.0, x))),
    "log": simple("number", "n", _safe(_log)),
    "log10": simple("number", "n", _safe(_log10)),
    "sqrt": simple("number", "n", _safe(math.sqrt)),
    "sin": simple("number", "n", _safe(math.sin)),
    "cos": simple("number", "n", _safe(math.cos)),
    "tan": simple("number", "n", _safe(math.tan)),
    "asin": simple("number", "n", _safe(math.asin)),
    "acos": simple("number", "n", _safe(math.acos)),
    "atan": simple("number", "n", _safe(math.atan)),
    "atan2": simple("number", "nn", _safe(math.atan2)),
    "pi": simple("number", "", lambda: math.pi),
    "max": framed("number", "v*", _extreme(max)),
    "min": framed("number", "v*", _extreme(min)),
    "random": framed("number", "", _random),
}
