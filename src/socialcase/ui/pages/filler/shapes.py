"""The kinds of typed answers: how each is read, shown again, and what it expects."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from socialcase.forms import NodeState
from socialcase.texts import N_
from socialcase.texts.catalog import language
from socialcase.ui.pages.filler import typed, words


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of typed answer: how it is read and shown, how wide, what it expects."""

    read: typed.Reading
    show: Callable[[str], str]
    expects: str
    width: int
    sample: str


def _same(value: str) -> str:
    return value


def _comma(value: str) -> str:
    """A number as it is written in the language in force."""
    return value if language() == "en" else value.replace(".", ",")


def grouped(value: str) -> str:
    """A number with its thousands apart."""
    whole, point, rest = _comma(value).partition("," if "," in _comma(value) else ".")
    digits = whole.lstrip("-")
    if not digits.isdecimal():
        return value
    apart = f"{int(digits):,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{'-' if whole.startswith('-') else ''}{apart}{point}{rest}"


def _point(value: str) -> str:
    """A place on the map as people write it: latitude, longitude."""
    return ", ".join(value.split()[:2])


def _points(value: str) -> str:
    """Places on the map, one a line."""
    return "\n".join(_point(one) for one in value.split(";") if one.strip())


def _time(value: str) -> str:
    return value[:5]


def _moment(value: str) -> str:
    day, _, clock = value.partition("T")
    return f"{words.day_in_words(day)} {clock[:5]}".strip()


def _month(value: str) -> str:
    return words.day_in_words(value)[3:] if len(value) >= 10 else value


def _year(value: str) -> str:
    return value[:4]


WHOLE = Shape(typed.whole, _same, N_("This question takes a whole number, such as 12."), 120, "")
DECIMAL = Shape(typed.decimal, _comma, N_("This question takes a number, such as 12.5."), 120, "")
DAY = Shape(
    typed.day,
    words.day_in_words,
    N_("This question takes a day, such as 22.11.2026."),
    150,
    N_("day.month.year"),
)
MONTH = Shape(
    typed.month, _month, N_("This question takes a month, such as 03.2019."), 150, N_("month.year")
)
YEAR = Shape(typed.year, _year, N_("This question takes a year, such as 1958."), 120, N_("year"))
CLOCK = Shape(
    typed.clock, _time, N_("This question takes a time, such as 09:30."), 120, N_("hours:minutes")
)
MOMENT = Shape(
    typed.moment,
    _moment,
    N_("This question takes a day and a time, such as 22.11.2026 09:30."),
    220,
    N_("day.month.year hours:minutes"),
)
POINT = Shape(
    typed.point,
    _point,
    N_("This question takes a place on the map, such as 37.95, 58.38."),
    240,
    N_("latitude, longitude"),
)
TRACE = Shape(
    typed.trace,
    _points,
    N_("This question takes places on the map, one a line, such as 37.95, 58.38."),
    420,
    N_("latitude, longitude; one place a line"),
)
AREA = Shape(
    typed.area,
    _points,
    N_("This question takes three places or more, one a line, such as 37.95, 58.38."),
    420,
    N_("latitude, longitude; one place a line"),
)
LINE = Shape(typed.text, _same, "", 420, "")

_SHAPES = {
    "int": WHOLE,
    "decimal": DECIMAL,
    "date": DAY,
    "time": CLOCK,
    "dateTime": MOMENT,
    "geopoint": POINT,
}


def shape_of(node: NodeState) -> Shape:
    """How a typed answer to `node` is read; free text where nothing else is expected."""
    if node.type in ("geotrace", "geoshape"):
        return TRACE if node.type == "geotrace" else AREA
    return typed_shape(node) or LINE


def typed_shape(node: NodeState) -> Shape | None:
    """How a typed answer to `node` is read; None for free text."""
    looks = node.appearance.split()
    if node.type == "date":
        if "month-year" in looks:
            return MONTH
        if "year" in looks:
            return YEAR
    if node.type == "barcode" or {"numbers", "url", "tel"} & set(looks):
        return LINE
    found = _SHAPES.get(node.type)
    if found is not None and "thousands-sep" in looks:
        return replace(found, show=grouped)
    return found
