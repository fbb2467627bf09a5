"""Who belongs to a family of the demo and lives elsewhere, and what is around them."""

from collections.abc import Iterator, Mapping
from functools import partial

from socialcase.actions.certificates import add_certificate
from socialcase.actions.consents import withhold
from socialcase.actions.demo.events import Event
from socialcase.actions.demo.family import relative_days
from socialcase.actions.demo.family_parts import (
    DemoCertificate,
    DemoNeed,
    DemoRelation,
    DemoRelative,
    DemoTie,
    DemoWithholding,
)
from socialcase.actions.demo.work import Work
from socialcase.actions.editing import edit
from socialcase.actions.needs import add_need
from socialcase.actions.relations import Relative, add_relative, add_tie, relate
from socialcase.cases.codes import NAME_PARTS


def kin_events(work: Work) -> Iterator[Event]:
    """What becomes known when one talks with the family for the first time at length."""
    family = work.family
    known = family.assessment.day if family.assessment else family.case.opened
    if family.consents and not family.assessment:
        known = max(known, family.consents[0].day)
    for relative in family.relatives:
        yield work.event(known, 1, partial(_add_relative, work, relative))
    for relation in family.relations:
        yield work.event(known, 1, partial(_relate, work, relation))
    for tie in family.ties:
        yield work.event(known, 3, partial(_add_tie, work, tie))
    for paper in family.certificates:
        yield work.event(known, 3, partial(_add_certificate, work, paper))
    for one in family.withholdings:
        yield work.event(known, 3, partial(_withhold, work, one))
    for need in family.needs:
        yield work.event(known, 3, partial(_add_need, work, need))


def _add_relative(work: Work, relative: DemoRelative) -> None:
    born, died = relative_days(work.family, relative, work.clock.real.today())
    told = Relative(
        relative.what,
        relative.how,
        _named(relative),
        relative.sex,
        born,
        died,
        relative.note,
        beside=work.people.get(relative.beside, ""),
    )
    added = add_relative(work.ws, work.case, work.people[relative.of], told)
    work.people[relative.called] = added.record
    if relative.years:
        edit(work.ws, "relation", added.records("relation")[0], "since", work.year(relative.years))


def _named(relative: DemoRelative) -> Mapping[str, str]:
    return {part: text for part, text in zip(NAME_PARTS, relative.name, strict=False) if text}


def _relate(work: Work, relation: DemoRelation) -> None:
    person, other = work.people[relation.person], work.people[relation.other]
    since = work.year(relation.years)
    relate(
        work.ws,
        person,
        other,
        relation.what,
        relation.how,
        since=since,
        note=relation.note,
        case=work.case,
    )


def _add_tie(work: Work, tie: DemoTie) -> None:
    fields = {"strength": tie.strength, "flow": tie.flow, "note": tie.note}
    fields |= {"person": work.people.get(tie.person, "")}
    fields |= {"provider": work.directory[tie.provider] if tie.provider else ""}
    filled = {name: value for name, value in fields.items() if value}
    add_tie(work.ws, work.case, tie.what, tie.name, **filled)


def _add_certificate(work: Work, paper: DemoCertificate) -> None:
    days = {"issued": paper.issued, "valid_until": paper.valid_until}
    fields = {name: work.on(day) for name, day in days.items() if day}
    fields |= {"number": paper.number, "note": paper.note}
    add_certificate(work.ws, work.people[paper.person], paper.what, **fields)


def _withhold(work: Work, one: DemoWithholding) -> None:
    withhold(
        work.ws,
        work.case,
        one.what,
        person=work.people.get(one.person, ""),
        provider=work.directory[one.provider] if one.provider else "",
        from_whom=one.from_whom,
        note=one.note,
    )


def _add_need(work: Work, need: DemoNeed) -> None:
    added = add_need(
        work.ws,
        work.case,
        need.words,
        what=need.what,
        person=work.people.get(need.person, ""),
        domain=need.domain,
        own=need.own,
        service=need.service,
        assessment=work.assessment,
    )
    work.needs.append(added.record)
