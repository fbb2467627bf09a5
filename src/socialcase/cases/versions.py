"""Versions of a plan: which is in force, which were begun apart under one number, and their names.

Two laptops may each begin version 2 before they hear of each other. Both stay; the same one is in
force everywhere, and the other waits until a person says what becomes of it (`begun_apart`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from socialcase.cases.planning import FROZEN_PLAN
from socialcase.cases.records.planning import Goal, Plan

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def newest_first(plans: Iterable[Plan]) -> list[Plan]:
    """All versions, that in force first: of two with one number, which stands, then the agreed."""
    return sorted(plans, key=_rank, reverse=True)


def in_force(plans: Iterable[Plan]) -> Plan | None:
    """The version that is worked with, None without any. `storage.day` chooses alike."""
    return max(plans, key=_rank, default=None)


def _rank(plan: Plan) -> tuple[int, bool, bool, str]:
    version = -1 if plan.version is None else plan.version
    return version, not plan.gave_way, bool(plan.agreed_on), plan.uid


def names_of(plans: Sequence[Plan], begun: Mapping[str, int]) -> dict[str, str]:
    """What each version is called, by id: "2"; where two have one number, "2a" and "2b".

    `begun`: when each was begun, in any unit; the one begun first is a.
    """
    same: dict[int, list[str]] = defaultdict(list)
    for plan in plans:
        same[plan.version or 1].append(plan.uid)
    names = {}
    for number, uids in same.items():
        uids.sort(key=lambda uid: (begun.get(uid, 0), uid))
        for uid, letter in zip(uids, _LETTERS, strict=False):
            names[uid] = f"{number}{letter}" if len(uids) > 1 else str(number)
    return {plan.uid: names.get(plan.uid, str(plan.version or 1)) for plan in plans}


def begun_apart(plans: Sequence[Plan], goals: Sequence[Goal]) -> list[Plan]:
    """The versions of which nobody has said yet what becomes of them, the newest first.

    Such a one shares its number with another, has not given way, and something is open in it that
    no later version goes on with. `goals`: of all versions.
    """
    shown = in_force(plans)
    shared = Counter(plan.version for plan in plans)
    ways = {plan.uid: plan.gave_way for plan in plans}
    later = _gone_on_with(plans, goals)
    return [
        plan
        for plan in newest_first(plans)
        if plan is not shown
        and shared[plan.version] > 1
        and not _given_way(plan.uid, ways)
        and plan.uid not in later
        and _holds(plan, shown, goals)
    ]


def _given_way(uid: str, ways: Mapping[str, str]) -> bool:
    """Whether a version gave way to one that stands; each to the other, on two laptops, is no."""
    seen = {uid}
    at = ways.get(uid, "")
    while at and at in ways:
        if at in seen:
            return False
        seen.add(at)
        if not ways[at]:
            return True
        at = ways[at]
    return False


def _gone_on_with(plans: Iterable[Plan], goals: Iterable[Goal]) -> set[str]:
    """The versions with a goal that goes on in a later one."""
    version = {plan.uid: plan.version or 0 for plan in plans}
    home = {goal.uid: goal.plan for goal in goals}
    links = ((home.get(goal.continues, ""), goal.plan) for goal in goals if goal.continues)
    return {old for old, new in links if version.get(new, 0) > version.get(old, 0) and old}


def _holds(plan: Plan, shown: Plan | None, goals: Iterable[Goal]) -> bool:
    """Whether anything open is in it, or a text that the version in force does not have."""
    if any(goal.plan == plan.uid and goal.status in ("open", "") for goal in goals):
        return True
    texts = [(getattr(plan, name), getattr(shown, name, "")) for name in FROZEN_PLAN]
    return any(own and own != other for own, other in texts)
