"""An age in words, the same on every page and paper: years, and for infants months, weeks, days."""

from socialcase.cases.dates import Age
from socialcase.texts import N_, tr_in, trn_in

_FORTNIGHT = 14


def age_in(words: str, age: Age | None) -> str:
    """As "34", "about 70", "4 months" or "9 days" in the language `words`; "" where not known."""
    if age is None:
        return ""
    if age.years:
        years = str(age.years)
        return tr_in(words, N_("about {age}")).format(age=years) if age.about else years
    if age.months is None:
        return tr_in(words, N_("under 1 year"))
    if age.months:
        return _months(words, age.months, age.about)
    return _days(words, age.days)


def short_age_in(words: str, age: Age | None) -> str:
    """The same as briefly as it stands within a symbol: "34", "4 mo", "2 wk", "9 d"."""
    if age is None:
        return ""
    if age.years:
        return str(age.years)
    if age.months is None:
        return "<1"
    if age.months or age.days is None:
        below = "" if age.months else "<"
        return below + tr_in(words, N_("{n} mo")).format(n=age.months or 1)
    if age.days >= _FORTNIGHT:
        return tr_in(words, N_("{n} wk")).format(n=age.days // 7)
    return tr_in(words, N_("{n} d")).format(n=age.days)


def _months(words: str, n: int, about: bool) -> str:
    if about:
        return trn_in(words, "about {n} month", "about {n} months", n).format(n=n)
    return trn_in(words, "{n} month", "{n} months", n).format(n=n)


def _days(words: str, days: int | None) -> str:
    if days is None:
        return tr_in(words, N_("under 1 month"))
    if not days:
        return tr_in(words, N_("under 1 day"))
    if days < _FORTNIGHT:
        return trn_in(words, "{n} day", "{n} days", days).format(n=days)
    return trn_in(words, "{n} week", "{n} weeks", days // 7).format(n=days // 7)
