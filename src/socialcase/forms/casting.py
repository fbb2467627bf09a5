"""Values in the form that a question's type stores them."""

import math
import re
from datetime import UTC, tzinfo

from socialcase.forms.model import Plan
from socialcase.forms.tree import Field
from socialcase.forms.xpath import moments
from socialcase.forms.xpath.values import number_of_text, text_of_number

_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?"
_POINT = r"\s*-?\d+(\.\d+)?\s+-?\d+(\.\d+)?(\s+-?\d+(\.\d+)?){0,2}\s*"
_SHAPES = {
    "geopoint": re.compile(_POINT),
    "geotrace": re.compile(f"{_POINT}(;{_POINT})*;?"),
    "geoshape": re.compile(f"{_POINT}(;{_POINT})*;?"),
    "int": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"),
    "date": re.compile(f"{_DAY}(T{_CLOCK})?"),
    "time": re.compile(_CLOCK),
    "dateTime": re.compile(f"{_DAY}(T{_CLOCK})?"),
}
_PLACES = frozenset(("geopoint", "geotrace", "geoshape"))


def normalise(field: Field) -> None:
    """Bring a default value from the form's file into its type's form."""
    if field.plan.leaf and field.plan.type in ("select", "odk:rank"):
        field.value = " ".join(field.value.split())
    elif field.plan.leaf and field.value and field.plan.type in _PLACES:
        field.value = _places(field.value)


def codes_in(plan: Plan, value: str) -> list[str]:
    """The codes in an answer. Where one is chosen it is the whole: a name may have blanks in it."""
    one = plan.control is not None and plan.control.kind == "select1"
    return [value] if one else value.split()


def picks(plan: Plan) -> bool:
    """Whether the answer is taken from a list, so that nothing else can be one."""
    control = plan.control
    return control is not None and control.kind in ("select", "select1", "rank")


def ranks(plan: Plan) -> bool:
    """Whether the answer puts a list in order."""
    return plan.control is not None and plan.control.kind == "rank"


def fits(kind: str, value: str) -> bool:
    """Whether an answer can be read as its question's type (others take any text)."""
    pattern = _SHAPES.get(kind)
    return pattern is None or pattern.fullmatch(value) is not None


def cast(kind: str, value: str, zone: tzinfo) -> str:
    """Return a calculated value as its type stores it; what does not fit becomes empty."""
    if value == "NaN":
        return ""
    if not value:
        return value
    if kind == "int":
        return _whole(value, zone)
    if kind == "date":
        return _date(value, zone)
    if kind in _PLACES:
        return _places(value)
    return value


def _whole(value: str, zone: tzinfo) -> str:
    number = number_of_text(value, zone)
    return text_of_number(float(math.trunc(number))) if math.isfinite(number) else ""


def _date(value: str, zone: tzinfo) -> str:
    moment = moments.read(value, zone)
    local = moment.local() if moment is not None else None
    return local.date().isoformat() if local is not None else value


def _places(value: str) -> str:
    points = [_point(part.split()) for part in value.split(";") if part.strip()]
    return ";".join(points) if all(points) else ""


def _point(words: list[str]) -> str:
    zones = [number_of_text(w, UTC) for w in words[:4]]
    if len(zones) < 2 or any(map(math.isnan, zones)):
        return ""
    return " ".join(str(z) for z in (*zones, *[0.0] * (4 - len(zones))))
