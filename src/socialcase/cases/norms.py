"""How many days a risk level gives for something: what the office has set, else what we propose.

The proposals are ours, no standard and no law. They name a day; they never block.
"""

from collections.abc import Iterable, Mapping

from socialcase.cases.codes import NORMS, RISKS
from socialcase.cases.records import Norm
from socialcase.lazy_dataclass import dataclass

PROPOSED: Mapping[str, Mapping[str, int]] = {
    "assess": {"high": 1, "medium": 3, "low": 7},
    "plan": {"high": 7, "medium": 14, "low": 30},
    "contact": {"high": 7, "medium": 14, "low": 30},
    "review": {"high": 30, "medium": 60, "low": 90},
    "service": {"high": 0, "medium": 1, "low": 2},
}
"""Days by code of `NORMS` and risk level. Contact follows a published scheme of three tiers."""
UNSET = "medium"
"""The level whose days count while no risk level is set."""
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Period:
    """Days for something. `own`: the office set them; then `source` is where it took them from."""

    days: int
    source: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Norms:
    """The periods in force, by what they are for and the risk level."""

    own: Mapping[tuple[str, str], Period]

    def period(self, what: str, risk: str) -> Period:
        """The period for `what` (a code of `NORMS`) at a risk level; unknown levels are medium."""
        level = risk if risk in RISKS else UNSET
        found = self.own.get((what, level))
        return found or _PROPOSALS[what, level]


_PROPOSALS = {
    (what, r): Period(days) for what, all_ in PROPOSED.items() for r, days in all_.items()
}


def norms_of(records: Iterable[Norm]) -> Norms:
    """The norms that these records make. Of several for one thing the shortest period counts.

    Two officers may have set the same one apart; a record without days sets nothing.
    """
    own: dict[tuple[str, str], Period] = {}
    for one in sorted(records, key=lambda norm: norm.uid):
        key = (one.what, one.risk)
        if one.what not in NORMS or one.risk not in RISKS or not _counts(one.days):
            continue
        before = own.get(key)
        if before is None or (one.days or 0) < before.days:
            own[key] = Period(one.days or 0, one.source, own=True)
    return Norms(own)


def _counts(days: int | None) -> bool:
    return days is not None and 0 <= days <= MOST_DAYS
