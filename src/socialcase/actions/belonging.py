"""What belongs to a case besides what is written in it: its people and its household."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from socialcase.cases.records import Attachment, Case, Certificate, Member, Relation, Tie

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 500


def around(reading: "Reading", case: Case) -> tuple[str, ...]:
    """The people and the household that a case is about: whoever finds them finds the case.

    Their files and certificates, and their memberships in any household: one would tell that
    somebody is missing there; what joins these people to others, and what is around the household.
    Left out is who belongs to a colleague's own case as well and would be lost from it.
    """
    home = "" if _is_shared(reading, case, {"household": case.household}) else case.household
    members = _members(reading, {"household": home})
    found = {home, *(member.uid for member in members)}
    for person in {case.person, *(member.person for member in members)} - {""}:
        homes = _members(reading, {"person": person})
        theirs = [{"person": person}, *({"household": one.household} for one in homes)]
        if not any(_is_shared(reading, case, where) for where in theirs):
            found |= {person, *(one.uid for one in homes)}
    found |= {one.uid for one in _joining(reading, home, sorted(found - {""}))}
    papers = reading.page(Attachment, {"about": tuple(sorted(found - {""}))}, limit=5000)
    return tuple(sorted({*found, *(paper.uid for paper in papers)} - {""}))


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
