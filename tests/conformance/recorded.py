"""Recorded cases, one at a time: does the engine behind the adapter do what was recorded?

A case of expressions holds an expression, a document and a result; a case of sessions holds a form,
what is done to it, and the state that follows each act. How they are compared (what counts, what is
only words) is the recorders' convention, described in their runner.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from socialcase.errors import UserError
from tests.conformance.adapter import Adapter

Case = Mapping[str, Any]
Seen = Mapping[str, Any]

# whatever an engine may raise over a case: it is a miss, and the next case goes on
_RAISED = (
    ValueError,
    ArithmeticError,
    LookupError,
    RuntimeError,
    TypeError,
    AttributeError,
    AssertionError,
    StopIteration,
    UserError,
)
_ASKED_AS = {
    "string-length": "string",
    "string-matches": "string",
    "number-rounded": "number",
    "nodeset-unordered": "nodeset",
    "error": "string",
}
# labels, hints and messages are compared by other means; these decide whether a form works
_CORE = ("value", "relevant", "readonly", "required", "violation", "choices")
_VALIDITY = {"OK": None, "CONSTRAINT_VIOLATED": "constraint", "REQUIRED_BUT_EMPTY": "required"}
_TRUTHS = {"true": ("true", "1"), "false": ("false", "0")}


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that does not come out as recorded. `what` names the expression or place."""

    id: str
    what: str
    expected: object
    got: object


class Live(Protocol):
    """What a session of the adapter is used for here."""

    def set(self, ref: str, value: str) -> object: ...
    def add_repeat(self, ref: str) -> object: ...
    def remove_repeat(self, ref: str) -> object: ...
    def set_language(self, name: str) -> object: ...
    def state(self) -> dict[str, object]: ...


# expressions ---------------------------------------------------------------------------------


def expression_miss(adapter: Adapter, case: Case) -> Miss | None:
    """Evaluate one expression; None when it comes out as recorded."""
    wanted, kind = case["expected"], case["type"]
    try:
        got = _evaluated(adapter, case)
    except _RAISED as error:
        got = error
    if isinstance(got, Exception):
        stands = kind == "error" or (kind == "parse" and wanted is False)
    else:
        stands = _agrees(kind, got, wanted, case)
    return None if stands else Miss(case["id"], case["expr"], wanted, got)


def _evaluated(adapter: Adapter, case: Case) -> object:
    if case["type"] == "parse":
        adapter.xpath_parse(case["expr"])
        return True
    return adapter.xpath_eval(
        case["expr"],
        case["doc"],
        case["context"],
        case["root"],
        str(_ASKED_AS.get(case["type"], case["type"])),
        case.get("lang"),
    )


def _agrees(kind: str, got: Any, wanted: Any, case: Case) -> bool:
    if kind in ("parse", "boolean"):
        return isinstance(got, bool) and got == wanted
    if kind == "number":
        return _same_number(got, float(wanted), case.get("tolerance") or 0.0)
    if kind == "number-rounded":
        factor = case["factor"]
        rounded = math.floor(got * factor + 0.5) / factor if math.isfinite(got) else got
        return _same_number(rounded, float(wanted), 1e-9)
    return _agrees_as_text(kind, got, wanted)


def _agrees_as_text(kind: str, got: Any, wanted: Any) -> bool:
    match kind:
        case "string-length":
            return len(got) == int(wanted)
        case "string-matches":
            return re.search(wanted, got) is not None
        case "nodeset-unordered":
            return set(got) == set(wanted)
    return kind != "error" and bool(got == wanted)


def _same_number(got: object, wanted: float, tolerance: float) -> bool:
    if not isinstance(got, float):
        return False
    if math.isnan(wanted) or math.isnan(got):
        return math.isnan(wanted) and math.isnan(got)
    return got == wanted or abs(got - wanted) <= tolerance


# sessions ------------------------------------------------------------------------------------


def session_miss(adapter: Adapter, case: Case, forms: Mapping[str, str]) -> Miss | None:
    """Play one case of a form; its first difference in what decides, or None."""
    try:
        session = adapter.load(
            forms[case["form"]],
            case.get("resources") or {},
            case["now"],
            case.get("preload") or {},
            case.get("edit"),
        )
        found = (miss for step in case["steps"] for miss in _step(session, step))
        what = next(found, None)
    except _RAISED as error:
        return Miss(case["id"], "the case as a whole", "no error", error)
    return None if what is None else Miss(case["id"], *what)


def _step(session: Live, step: Case) -> Iterator[tuple[str, object, object]]:
    match step["op"]:
        case "set":
            session.set(step["ref"], step.get("value") or "")
        case "add":
            session.add_repeat(step["ref"])
        case "remove":
            session.remove_repeat(step["ref"])
        case "lang":
            session.set_language(step["value"])
    seen = session.state()
    for ref, wanted in (step.get("state") or {}).items():
        yield from _differences(ref, wanted, seen.get(ref))
    for claim in step.get("asserts") or ():
        node = seen.get(claim["ref"]) or {}
        assert isinstance(node, dict)
        if _holds(claim, node) == bool(claim.get("not")):
            yield f"{claim['ref']} {claim['what']}", claim["expected"], node.get("value")


def _differences(ref: str, wanted: Any, got: Any) -> Iterator[tuple[str, object, object]]:
    if ref.endswith("#count"):
        if wanted not in (None, got):
            yield ref, wanted, got
        return
    if wanted is None:
        if got is not None:
            yield ref, "gone", "there"
        return
    for aspect in _CORE:
        if aspect in wanted:
            mine, theirs = (_comparable(aspect, n.get(aspect)) for n in (got or {}, wanted))
            if mine != theirs:
                yield f"{ref} {aspect}", theirs, mine


def _comparable(aspect: str, value: Any) -> object:
    if aspect == "value":
        return value or ""
    if aspect == "choices":
        return [code for code, _ in value or ()]
    return value


def _holds(claim: Case, node: Seen) -> bool:
    what, wanted = claim["what"], claim["expected"]
    if what == "value":
        return _holds_value(claim.get("kind", ""), node.get("value") or "", wanted)
    if what == "state":
        return all(node.get(aspect) == value for aspect, value in wanted.items())
    if what == "validity":
        return bool(_VALIDITY.get(wanted, wanted) == node.get("violation"))
    return bool(what.startswith("message") and node.get("message") == wanted)


def _holds_value(kind: str, got: str, wanted: Any) -> bool:
    if got == (wanted or ""):
        return True
    if kind == "ExpectedBooleanAnswer":
        return got in _TRUTHS.get(str(wanted).lower(), ())
    if kind in ("ExpectedIntAnswer", "ExpectedFloatAnswer"):
        try:
            return float(got) == float(wanted)
        except ValueError:
            return False
    return False
