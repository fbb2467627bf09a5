"""Functions on dates and times."""

import calendar
import math
from datetime import datetime

from socialcase.forms.xpath import moments
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.function import Function, framed
from socialcase.forms.xpath.moments import Moment
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.values import Value, to_text


def moment_of(value: Value, f: Frame) -> Moment:
    """Return the moment that a value stands for; NaN days when it is none."""
    zone = f.world.zone
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return Moment(math.nan, zone)
    if isinstance(value, float):
        return Moment(value, zone)
    text = to_text(value)
    found = moments.read(text, zone)
    if found is None:
        try:
            found = Moment(float(text), zone)
        except ValueError:
            found = Moment(math.nan, zone)
    return found


def _date(_: Node, f: Frame, value: Value) -> Value:
    if isinstance(value, str | list) and not to_text(value):
        return ""
    return moment_of(value, f)


def _today(_: Node, f: Frame) -> Value:
    return moments.today(f.world.now(), f.world.zone)


def _now(_: Node, f: Frame) -> str:
    return moments.stamp(f.world.now().astimezone(f.world.zone))


def _decimal_date_time(_: Node, f: Frame, value: Value) -> float:
    return moment_of(value, f).days


def _decimal_time(_: Node, f: Frame, value: Value) -> float:
    return moments.day_fraction(to_text(value), f.world.zone)


def _format(_: Node, f: Frame, value: Value, pattern: str) -> str:
    text = to_text(value)
    if not text:
        return ""
    moment = moment_of(value, f)
    if math.isnan(moment.days):
        clock = moments.day_fraction(text, f.world.zone)
        if math.isnan(clock):
            return "" if isinstance(value, float) else moments.NOT_A_DATE
        day = moments.today(f.world.now(), f.world.zone)
        moment = Moment(day.days + clock, f.world.zone)
    return moments.shape(moment, pattern, f.world.months, f.world.weekdays)


def _local(value: Value, f: Frame) -> datetime | None:
    return moment_of(value, f).local()


def _months_between(start: datetime, end: datetime) -> float:
    months = (end.year - start.year) * 12 + end.month - start.month
    return float(months - (end.day < start.day))


def _difference(unit: str) -> Function:
    def body(_: Node, f: Frame, start: Value, end: Value) -> float:
        first, last = _local(start, f), _local(end, f)
        if first is None or last is None:
            return math.nan
        if unit in ("days", "weeks"):
            days = (last.date() - first.date()).days
            return float(days if unit == "days" else math.trunc(days / 7))
        months = _months_between(first, last) if last >= first else -_months_between(last, first)
        return months if unit == "months" else float(math.trunc(months / 12))

    return framed("number", "vv", body)


def _add_date(_: Node, f: Frame, value: Value, *parts: float) -> Value:
    local = _local(value, f)
    if local is None:
        return ""
    years, months, days, hours, minutes = (*parts, *[0.0] * (5 - len(parts)))
    if any(map(math.isnan, parts)):
        return ""
    month = local.month - 1 + int(years) * 12 + int(months)
    year, month = local.year + month // 12, month % 12 + 1
    day = min(local.day, calendar.monthrange(year, month)[1])
    moved = moments.from_datetime(local.replace(year=year, month=month, day=day), f.world.zone)
    return Moment(moved.days + days + hours / 24 + minutes / 1440, f.world.zone)


def _of_timestamp(_: Node, f: Frame, milliseconds: float) -> Value:
    """Return the calendar day of a number of milliseconds since 1970."""
    local = Moment(milliseconds / 86_400_000, f.world.zone).local()
    return local.date().isoformat() if local is not None else ""


TABLE: dict[str, Function] = {
    "today": framed("any", "", _today),
    "now": framed("text", "", _now),
    "date": framed("any", "v", _date),
    "date-time": framed("any", "v", _date),
    "decimal-date-time": framed("number", "v", _decimal_date_time),
    "decimal-time": framed("number", "v", _decimal_time),
    "format-date": framed("text", "vt", _format),
    "format-date-time": framed("text", "vt", _format),
    # the Community Health Toolkit's additions
    "add-date": framed("any", "vnnnnn", _add_date, least=2),
    "parse-timestamp-to-date": framed("text", "n", _of_timestamp),
    "difference-in-days": _difference("days"),
    "difference-in-weeks": _difference("weeks"),
    "difference-in-months": _difference("months"),
    "difference-in-years": _difference("years"),
}
