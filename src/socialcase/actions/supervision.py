"""Supervision: what waits for a coordinator, approval, return for correction, comments."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.finding import RECORDS, fetch, found, kind_of
from socialcase.actions.lines import StaffNames, subjects_in
from socialcase.actions.road import Road, Where, road
from socialcase.actions.stamps import Stamps
from socialcase.actions.version_names import version_names
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.dates import day_of
from socialcase.cases.records import Assessment, Case, Comment, Plan
from socialcase.errors import BadValue, NotAllowed, NotFound
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.actions.editing import FieldValue
    from socialcase.storage.reading import Reading

_MANY = 100_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan, assessment or closed case that waits for a word of the coordinator.

    `version`: what the version of a plan is called, "" for anything else.
    """

    record: str
    kind: str
    version: str
    case: str
    subject: str
    author_name: str
    since: date | None
    where: Where


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coordinator said and the specialist has not answered yet."""

    comment: str
    kind: str
    about: str
    about_kind: str
    case: str
    subject: str
    text: str
    author_name: str
    at: datetime


def waiting(ws: Workspace, way: Road | None = None) -> list[Waiting]:
    """What waits for approval, oldest first: plans sent, assessments and closures unread.

    A specialist sees those of their own cases, everybody else all. `way`: the road, if known.
    """
    way, own = way or road(ws), me(ws).role == "specialist"
    with ws.store.reading() as reading:
        records = _unread(reading)
        known = _cases(reading, map(_case_uid, records), owner=ws.person if own else "")
        records = [record for record in records if _case_uid(record) in known]
        stamps = Stamps(reading, [r.uid for r in records], StaffNames(ws, reading), way)
        subjects = subjects_in(reading, known.values())
        versions = version_names(reading, [one for one in records if isinstance(one, Plan)])
    lines = [_waiting(one, versions.get(one.uid, ""), subjects, stamps) for one in records]
    return sorted(lines, key=lambda line: (line.since or date.max, line.record))


def answers(ws: Workspace, way: Road | None = None) -> list[Answer]:
    """Comments of others in this person's cases that are not marked answered, newest first."""
    way = way or road(ws)
    with ws.store.reading() as reading:
        said = reading.page(Comment, {"uid": reading.said_to(ws.person)}, limit=_MANY)
        subjects = subjects_in(reading, _cases(reading, (c.case for c in said)).values())
        stamps = Stamps(reading, [c.uid for c in said], StaffNames(ws, reading), way)
        lines = [_answer(reading, one, subjects[one.case], stamps) for one in said]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def approve(ws: Workspace, record: str, text: str = "") -> Done:
    """Approve a plan, an assessment or a case. Only a coordinator or officer may.

    The record of the result is the comment. Raises NotFound, NotAllowed.
    """
    return _verdict(ws, record, "approve", text)


def return_(ws: Workspace, record: str, text: str) -> Done:
    """Give a plan or assessment back for correction, saying why.

    Raises NotFound, NotAllowed, BadValue (no text).
    """
    _wanted(text)
    return _verdict(ws, record, "return", text)


def comment(ws: Workspace, record: str, text: str) -> Done:
    """Comment on a record of a case, for whom that one is. Raises NotFound, BadValue (no text)."""
    from socialcase.actions.scope import case_audience, named_audience, named_in

    _wanted(text)
    _, case = _case_of(ws, record)
    values = _values(case.uid, record, "comment", text)
    with ws.store.reading() as reading:
        named, of_case = named_in(reading, record), named_in(reading, case.uid)
    own = named_audience(named) if named and named != of_case else case_audience(case)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("comment", own, values)
    return done(uid, tx)


def mark_answered(ws: Workspace, comment_uid: str, reply: str = "") -> Done:
    """Mark a comment as answered, with a reply as a comment of its own. Raises NotFound."""
    said = fetch(ws, Comment, comment_uid)
    values = _values(said.case, said.about, "comment", reply)
    with ws.store.transaction(ws.person) as tx:
        tx.set(comment_uid, "answered", value=True)
        if reply.strip():
            tx.create("comment", said.audience, values)
    return done(comment_uid, tx)


def _verdict(ws: Workspace, record: str, verdict: str, text: str) -> Done:
    from socialcase.actions.scope import case_audience

    role = me(ws).role
    if role not in ("coordinator", "officer"):
        raise NotAllowed(verdict, role)
    kind, case = _case_of(ws, record)
    if kind not in ("plan", "assessment", "case"):
        raise NotFound("plan", record)
    values = _values(case.uid, record, verdict, text)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("comment", case_audience(case), values)
        if kind == "plan":
            tx.set(record, "status", "approved" if verdict == "approve" else "returned")
    return done(uid, tx)


def _wanted(text: str) -> None:
    if not text.strip():
        raise BadValue("comment", "text", "text")


def _values(case: str, about: str, kind: str, text: str) -> "dict[str, FieldValue]":
    from socialcase.actions.editing import checked_fields

    fields: dict[str, FieldValue] = {"case": case, "about": about, "kind": kind, "text": text}
    return checked_fields("comment", fields)


def _case_of(ws: Workspace, record: str) -> tuple[str, Case]:
    """The kind of a record and the case that it belongs to. Raises NotFound."""
    with ws.store.reading() as reading:
        kind = kind_of(reading, record)
        got: object = found(reading, RECORDS[kind], record)
        case = record if kind == "case" else str(getattr(got, "case", ""))
        return kind, found(reading, Case, case)


def _unread(reading: "Reading") -> list[Plan | Assessment | Case]:
    """Plans sent, and assessments and closed cases that nobody approved or returned yet.

    Of an assessment that was corrected, only the correction. What is filled beside an assessment of
    needs (a visit, a scale) waits for nobody.
    """
    open_ones = reading.unjudged()
    sent = reading.page(Plan, {"status": "sent"}, limit=_MANY)
    assessed = reading.page(
        Assessment, {"uid": open_ones.assessments}, order="told_on", descending=True, limit=_MANY
    )
    closed = reading.page(Case, {"uid": open_ones.closed}, order="opened", limit=_MANY)
    from socialcase.actions.closure_verdicts import closure_verdicts  # few cases were reopened

    looked_at = closure_verdicts(reading, [case for case in closed if case.reopening_date])
    return [*sent, *assessed, *(case for case in closed if case.uid not in looked_at)]


def _cases(reading: "Reading", uids: Iterable[str], owner: str = "") -> dict[str, Case]:
    """The cases with these ids; only those of `owner` if one is given."""
    where: dict[str, str | tuple[str, ...]] = {"uid": tuple({*uids})}
    if owner:
        where["owner"] = owner
    return {case.uid: case for case in reading.page(Case, where, limit=_MANY)}


def _waiting(
    record: Plan | Assessment | Case, version: str, subjects: Mapping[str, str], stamps: Stamps
) -> Waiting:
    stamp, case = stamps.of(record.uid), _case_uid(record)
    return Waiting(
        record.uid,
        record.KIND,
        version,
        case,
        subjects[case],
        stamp.author_name,
        day_of(_since(record)) or stamp.at.date(),
        stamp.where,
    )


def _case_uid(record: Plan | Assessment | Case) -> str:
    return record.uid if isinstance(record, Case) else record.case


def _since(record: Plan | Assessment | Case) -> str:
    if isinstance(record, Case):
        return record.closure_date
    return record.told_on if isinstance(record, Assessment) else ""


def _answer(reading: "Reading", one: Comment, subject: str, stamps: Stamps) -> Answer:
    stamp = stamps.of(one.uid)
    return Answer(
        one.uid,
        one.kind,
        one.about,
        _about_kind(reading, one.about),
        one.case,
        subject,
        one.text,
        stamp.author_name,
        stamp.at,
    )


def _about_kind(reading: "Reading", record: str) -> str:
    try:
        return kind_of(reading, record)
    except NotFound:
        return ""
