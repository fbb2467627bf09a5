"""Dates as people say them: in words first, then the day. Civil dates, no time zones."""

from datetime import date

from socialcase.texts.catalog import N_, tr, trn

_DAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_DAYS_SHORT = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
# the form that stands after a day number: in Russian the genitive, «5 ноября»
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
# the form that stands alone: in Russian the nominative, «ноябрь»
_MONTHS_ALONE = (
    N_("January (alone)"),
    N_("February (alone)"),
    N_("March (alone)"),
    N_("April (alone)"),
    N_("May (alone)"),
    N_("June (alone)"),
    N_("July (alone)"),
    N_("August (alone)"),
    N_("September (alone)"),
    N_("October (alone)"),
    N_("November (alone)"),
    N_("December (alone)"),
)
_MONTHS_SHORT = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May (short)"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def day_name(day: date) -> str:
    """The weekday in full."""
    return tr(_DAYS[day.weekday()])


def long_date(day: date) -> str:
    """The day in full: Monday 23 November."""
    return f"{day_name(day)} {day.day} {tr(_MONTHS[day.month - 1])}"


def short_date(day: date) -> str:
    """The day in brief: Fri 20 Nov."""
    return f"{tr(_DAYS_SHORT[day.weekday()])} {day.day} {_month_short(day)}"


def month_and_year(day: date) -> str:
    """The month as a heading: November 2026."""
    alone = tr(_MONTHS_ALONE[day.month - 1]).removesuffix(" (alone)")
    return tr("{month} {year}").format(month=alone, year=day.year)


def clock_time(hour: int, minute: int) -> str:
    """The time of day: 08:05."""
    return f"{hour:02d}:{minute:02d}"


def when(day: date, today: date) -> str:
    """How far `day` is from `today`: "3 days late", "today", "tomorrow", "in 2 days"."""
    days = (day - today).days
    if days < 0:
        return trn("{n} day late", "{n} days late", -days).format(n=-days)
    if days == 0:
        return tr("today")
    if days == 1:
        return tr("tomorrow")
    return trn("in {n} day", "in {n} days", days).format(n=days)


def ago(day: date, today: date) -> str:
    """How long ago `day` was: "today", "yesterday", "5 days ago"."""
    days = (today - day).days
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    return trn("{n} day ago", "{n} days ago", days).format(n=days)


def _month_short(day: date) -> str:
    word = tr(_MONTHS_SHORT[day.month - 1])
    return word.removesuffix(" (short)")
