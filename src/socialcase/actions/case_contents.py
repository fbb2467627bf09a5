"""Everything that belongs to a case file: which records, and whom each of them is about."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from socialcase.actions.lines import display_name
from socialcase.cases import records
from socialcase.cases.records import (
    Case,
    Certificate,
    Household,
    Measure,
    Member,
    Person,
    Relation,
    Tie,
)
from socialcase.texts import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from socialcase.storage.reading import Reading


class _Record(Protocol):
    @property
    def uid(self) -> str: ...


_IN_CASE: tuple[type[_Record], ...] = (
    records.Consent,
    records.Withholding,
    records.Assessment,
    records.Need,
    records.Plan,
    records.Goal,
    records.Action,
    records.Signature,
    records.Review,
    records.Measure,
    records.Visit,
    records.Note,
    records.Comment,
    records.Remark,
    records.Task,
    records.Snooze,
    records.Referral,
    records.Resource,
    records.Attachment,
)
_TELLS: Mapping[type, str] = {
    records.Need: "words",
    records.Goal: "words",
    records.Action: "what",
    records.Task: "what",
    records.Resource: "what",
    records.Attachment: "name",
}
"""What tells a record from the others of its kind."""
_MANY = 1000


def case_records(reading: "Reading", case: Case) -> dict[str, str]:
    """The records of a case file that people write, each with what it is about.

    Its own, those of the people in it and of their household: the name of a person, or what tells
    a goal, an action, a need from the others. "": nothing in particular. Those whose making was
    undone are among them.
    """
    found = {case.uid: ""}
    for kind in _IN_CASE:
        inside = reading.page(kind, {"case": case.uid}, limit=_MANY)
        found |= {one.uid: _called(one) for one in inside}
    found |= dict.fromkeys(reading.taken_back(case.uid), "")
    measures = reading.page(Measure, {"case": case.uid}, limit=_MANY)
    found |= {measure.uid: found.get(measure.goal, "") for measure in measures}
    members = _members(reading, case.household)
    found |= {one.uid: "" for one in _home(reading, case.household)}
    names = _names(reading, {case.person, *(member.person for member in members)} - {""})
    found |= {member.uid: names.get(member.person, "") for member in members}
    return found | names | _about(reading, names)


def person_records(reading: "Reading", person: str) -> dict[str, str]:
    """The records that tell of a person wherever they are met, each with what it is about.

    Who they are, their papers, where they live and to whom they are related.
    """
    papers = reading.page(Certificate, {"person": person}, limit=_MANY)
    found = {person: "", **{paper.uid: label("certificate", paper.what) for paper in papers}}
    members = reading.page(Member, {"person": person}, limit=_MANY)
    homes = reading.page(Household, {"uid": sorted({one.household for one in members})})
    labels = {home.uid: home.label for home in homes}
    found |= {one.uid: labels.get(one.household, "") for one in members}
    kin = reading.page(Relation, {"person": person}, limit=_MANY)
    of_them = reading.page(Relation, {"other": person}, limit=_MANY)
    names = _names(reading, {one.other for one in kin} | {one.person for one in of_them})
    found |= {one.uid: names.get(one.other, "") for one in kin}
    return found | {one.uid: names.get(one.person, "") for one in of_them}


def _called(one: "_Record") -> str:
    return str(getattr(one, _TELLS.get(type(one), ""), ""))


def _members(reading: "Reading", household: str) -> list[Member]:
    return reading.page(Member, {"household": household}, limit=_MANY) if household else []


def _home(reading: "Reading", household: str) -> "Iterable[_Record]":
    if not household:
        return ()
    ties: list[_Record] = [*reading.page(Tie, {"household": household}, limit=_MANY)]
    return [*reading.page(Household, {"uid": household}), *ties]


def _names(reading: "Reading", people: set[str]) -> dict[str, str]:
    found = reading.page(Person, {"uid": sorted(people)}, limit=_MANY)
    return {person.uid: display_name(person) for person in found}


def _about(reading: "Reading", names: dict[str, str]) -> dict[str, str]:
    people = {"person": sorted(names)}
    papers = reading.page(Certificate, people, limit=_MANY)
    about = {paper.uid: names[paper.person] for paper in papers}
    others = reading.page(Relation, {"other": sorted(names)}, limit=_MANY)
    about |= {relation.uid: names[relation.other] for relation in others}
    joined = reading.page(Relation, people, limit=_MANY)
    return about | {relation.uid: names[relation.person] for relation in joined}
