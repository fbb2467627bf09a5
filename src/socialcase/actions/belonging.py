"""What belongs to a case besides what is written in it: its people and its household."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from socialcase.actions.scope import case_audience
from socialcase.cases.records import (
    Attachment,
    Case,
    Certificate,
    Household,
    Member,
    Person,
    Relation,
    Tie,
)

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 500
_Near = Person | Household | Member | Certificate | Relation | Tie | Attachment
_KINDS: tuple[type[_Near], ...] = (
    Person,
    Household,
    Member,
    Certificate,
    Relation,
    Tie,
    Attachment,
)
_Shared = Callable[["Reading", Case, dict[str, str]], bool]


def around(reading: "Reading", case: Case) -> tuple[str, ...]:
    """The people and the household that a case is about: whoever finds them finds the case.

    Their files and certificates, and their memberships in any household: one would tell that
    somebody is missing there; what joins these people to others, and what is around the household.
    Left out is who belongs to a colleague's own case as well and would be lost from it.
    """
    return tuple(sorted(_near(reading, case, _is_shared)))


def left_to_others(reading: "Reading", case: Case) -> tuple[str, ...]:
    """What `around` leaves out although it was entered in this case and is seen by way of it.

    A colleague's own case is about it too: where this one goes out of sight, it has to stay.
    """
    whole = _near(reading, case, _nothing_is_shared)
    return with_audience(reading, whole - set(around(reading, case)), case_audience(case))


def with_audience(reading: "Reading", records: Collection[str], audience: str) -> tuple[str, ...]:
    """Those of `records` around a case that state this audience themselves."""
    where: dict[str, str | tuple[str, ...]] = {"uid": tuple(sorted(records)), "audience": audience}
    return tuple(one.uid for kind in _KINDS for one in reading.page(kind, where, limit=5000))


def _near(reading: "Reading", case: Case, is_shared: _Shared) -> set[str]:
    home = "" if is_shared(reading, case, {"household": case.household}) else case.household
    members = _members(reading, {"household": home})
    found = {home, *(member.uid for member in members)}
    for person in {case.person, *(member.person for member in members)} - {""}:
        homes = _members(reading, {"person": person})
        theirs = [{"person": person}, *({"household": one.household} for one in homes)]
        if not any(is_shared(reading, case, where) for where in theirs):
            found |= {person, *(one.uid for one in homes)}
    found |= {one.uid for one in _joining(reading, home, sorted(found - {""}))}
    papers = reading.page(Attachment, {"about": tuple(sorted(found - {""}))}, limit=5000)
    return {*found, *(paper.uid for paper in papers)} - {""}


def _joining(
    reading: "Reading", home: str, people: "Sequence[str]"
) -> "Sequence[Relation | Tie | Certificate]":
    ties = reading.page(Tie, {"household": home}, limit=_MANY) if home else []
    ends = ("person", "other")
    kin = [r for end in ends for r in reading.page(Relation, {end: people}, limit=_MANY)]
    return [*ties, *kin, *reading.page(Certificate, {"person": people}, limit=_MANY)]


def _members(reading: "Reading", where: dict[str, str]) -> "Sequence[Member]":
    return reading.page(Member, where, limit=_MANY) if all(where.values()) else ()


def _is_shared(reading: "Reading", case: Case, where: dict[str, str]) -> bool:
    """Whether a colleague has a case of their own that is about the same."""
    if not all(where.values()):
        return False
    return any(other.owner != case.owner for other in reading.page(Case, where, limit=_MANY))


def _nothing_is_shared(_reading: "Reading", _case: Case, _where: dict[str, str]) -> bool:
    return False
