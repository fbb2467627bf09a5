"""Short phrases that several pages say the same way: ages, days, counts of people."""

from datetime import date

from socialcase.actions import wording
from socialcase.actions.ages import age_in
from socialcase.cases.dates import Age
from socialcase.texts import label, language, short_date, tr, trn, when

_MARKS = (('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"))
"""Quotation marks that people type."""
_MARK = frozenset("".join(left + right for left, right in _MARKS))


def age_words(age: Age | None) -> str:
    """As "34", "about 70", "4 months", or "" when the age is not known."""
    return age_in(language(), age)


def years_old(age: Age | None) -> str:
    """As "34 years old", "4 months old", or "" when the age is not known."""
    words = age_words(age)
    if age is None or not words:
        return ""
    return (tr("{age} years old") if age.years else tr("{age} old")).format(age=words)


def with_age(name: str, age: Age | None) -> str:
    """As "Jeren Orazgulyýewa, 34"."""
    years = age_words(age)
    return f"{name}, {years}" if years else name


def people_words(count: int) -> str:
    """As "5 people", with a no-break space: count and noun stay on one line."""
    words = trn("{n} person", "{n} people", count).format(n=count)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def unmarked(words: str) -> str:
    """Words without the quotation marks that somebody typed around all of them."""
    bare = words.strip()
    inside = bare[1:-1]
    marked = any(bare == f"{left}{inside}{right}" for left, right in _MARKS)
    return inside if marked and not set(inside) & _MARK else bare


def quoted(words: str) -> str:
    """What somebody said, in the marks of the language in force; "" for nothing."""
    bare = unmarked(words)
    return tr("“{words}”").format(words=bare) if bare else ""


def when_and_day(due: date, today: date) -> str:
    """As "3 days late · Fri 20 Nov"."""
    return f"{when(due, today)} · {short_date(due)}"


def day_of(iso: str) -> date | None:
    """A kept date as a date; None where it is absent or only partly known."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def day_words(iso: str) -> str:
    """A kept date in brief; as it stands where it is only partly known."""
    found = day_of(iso)
    return short_date(found) if found else iso


def full_day(iso: str) -> str:
    """A kept date as people write it: 26.06.1992, 06.1992, ~1992."""
    about, plain = ("~", iso[1:]) if iso.startswith("~") else ("", iso)
    return about + ".".join(reversed(plain.split("-")))


def short_day(day: date | None) -> str:
    """A day in brief, "" where there is none."""
    return short_date(day) if day else ""


def due_tone(due: date, today: date) -> str:
    """The colour of a due day: late is danger, today is accent."""
    if due < today:
        return "danger"
    return "accent" if due == today else "text"


def place_words(*parts: str) -> str:
    """Places from near to far, without those that are not known."""
    return ", ".join(part for part in parts if part)


def joined(*parts: str) -> str:
    """Facts in one line with middle dots between, without empty ones."""
    return " · ".join(part for part in parts if part)


def etrap_words(code: str) -> str:
    """The name of an etrap."""
    return label("etrap", code) if code else ""


def minutes_words(minutes: int | None) -> str:
    """As "55 min", "1 h 20 min"."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{n} min").format(n=rest)
    whole = tr("{n} h").format(n=hours)
    part = tr("{n} min").format(n=rest)
    return f"{whole} {part}" if rest else whole


def act_words(act: str) -> str:
    """A proposed act of the rules in words."""
    return wording.act_words(act) if act else ""


def money_words(amount: int | None) -> str:
    """As "340,50 manat"; "" where no value is known."""
    if amount is None:
        return ""
    from socialcase.cases.money import manat  # the first page speaks of no money

    point = "." if language() == "en" else ","
    return tr("{amount} manat").format(amount=manat(amount, point))
