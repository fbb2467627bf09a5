"""What versions of plans are called wherever one of them is named: "2", or "2a" and "2b"."""

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from socialcase.cases.records.planning import Plan
from socialcase.cases.versions import names_of

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 5000


def version_names(reading: "Reading", plans: Collection[Plan]) -> dict[str, str]:
    """The names of these versions by id; the other versions of their cases are looked up."""
    if not plans:
        return {}
    cases = tuple({plan.case for plan in plans})
    known = reading.page(Plan, {"case": cases}, limit=_MANY)
    same = Counter((plan.case, plan.version) for plan in known)
    twice = [plan.uid for plan in known if same[plan.case, plan.version] > 1]
    begun = {uid: stamp.wall for uid, stamp in reading.stamps(twice).items()} if twice else {}
    names: dict[str, str] = {}
    for case in cases:
        names |= names_of([plan for plan in known if plan.case == case], begun)
    return {plan.uid: names.get(plan.uid, str(plan.version or 1)) for plan in plans}
