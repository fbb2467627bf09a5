"""The bands of a score on a blank form: "5-9" beside what is said then, as a paper form has it.

A note belongs to a band where it is shown while one reckoned number lies between two whole numbers
(`${total} >= 5 and ${total} < 10`). A test of whether there is a number at all is no bound, and how
many questions were answered is no score.
"""

import re

from socialcase.forms import Session
from socialcase.forms.model import Plan

_AND = re.compile(r"\s+and\s+")
_BOUND = re.compile(r"\s*(/\S+)\s*(>=|<=|<|>|=)\s*(\d+)\s*")
_THERE = re.compile(r"\s*/\S+\s*!=\s*(''|\"\")\s*")
_ANSWERED = re.compile(r"!=\s*(''|\"\")")
_LOWEST, _HIGHEST = {">=": 0, ">": 1, "=": 0}, {"<=": 0, "<": -1, "=": 0}


def band_of(session: Session, path: tuple[str, ...]) -> str:
    """The band in which a note is shown: "5-9", "from 20" as "20+"; "" where it lies in none."""
    plans = session.form.model.plans
    shown = plans[path].relevant if path in plans else None
    parts = _AND.split(shown.source) if shown is not None else []
    bounds = [_BOUND.fullmatch(part) for part in parts if not _THERE.fullmatch(part)]
    if not bounds or not all(bounds):
        return ""
    found = [(one[1], one[2], int(one[3])) for one in bounds if one is not None]
    names = {name for name, _, _ in found}
    plan = plans.get(tuple(found[0][0].strip("/").split("/")))
    if len(names) > 1 or plan is None or plan.control is not None or _counts_answers(plan):
        return ""
    return _worded(
        max([n + _LOWEST[sign] for _, sign, n in found if sign in _LOWEST], default=0),
        min([n + _HIGHEST[sign] for _, sign, n in found if sign in _HIGHEST], default=None),
    )


def _counts_answers(plan: Plan) -> bool:
    """Whether a number says only how many questions were answered."""
    return plan.calculate is not None and bool(_ANSWERED.search(plan.calculate.source))


def _worded(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return f"{low}\N{EN DASH}{high}" if high > low else f"{low}"
