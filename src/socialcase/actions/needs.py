"""Needs, strengths and worries for safety, in people's words; own priorities first."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, edit
from socialcase.actions.finding import fetch, found
from socialcase.actions.lines import display_name
from socialcase.actions.scope import case_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of
from socialcase.cases.ordering import key_after
from socialcase.cases.records import Case, Need, Person
from socialcase.errors import BadValue
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 2000
DOMAIN_OF: Mapping[str, str] = {
    "need_birth_paper": "papers",
    "need_papers": "papers",
    "need_passport": "papers",
    "need_guardian": "papers",
    "need_care_right": "papers",
    "need_bringing": "care",
    "need_children_help": "care",
    "need_watch": "care",
    "need_together": "relations",
    "need_lonely": "relations",
    "need_day": "day",
    "need_occupied": "day",
    "need_meals": "day",
    "need_reach": "day",
    "need_fair_work": "work",
    "need_learning_work": "education",
    "need_own_money": "income",
    "need_home_youth": "housing",
    "need_falls": "health",
    "need_memory": "health",
    "need_rehab": "health",
    "need_wg_support": "health",
    "need_doctor_now": "health",
    "need_gad7_doctor": "feelings",
    "need_gds15_doctor": "feelings",
    "need_phq9_doctor": "feelings",
    "need_who5_doctor": "feelings",
    "need_who5_fuller": "feelings",
    "need_inner": "feelings",
}
"""Part of life of a suggestion of our own forms, by its name; a person may change it."""
DANGERS = frozenset(
    (
        *("need_safety", "need_not_safe", "need_safe_first", "need_safe_self", "need_bag"),
        *("need_children_safe", "need_harm_service", "need_pressure"),
    )
)
"""Suggestions that name a danger: kept as worries for safety."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need, strength or worry. `person` "" is the whole family."""

    uid: str
    person: str
    person_name: str
    what: str
    domain: str
    words: str
    own: bool
    status: str
    service: str
    assessment: str
    seen: date | None


def add_need(
    ws: Workspace,
    case: str,
    words: str,
    *,
    what: str = "need",
    person: str = "",
    domain: str = "",
    own: bool = False,
    service: str = "",
    assessment: str = "",
    seen: str = "",
) -> Done:
    """Keep a strength, a need or a worry for safety, at the end of its order.

    `own`: the person named it. `assessment`: where it was told, if it was taken over from there.
    Raises NotFound, BadValue.
    """
    if not words.strip():
        raise BadValue("need", "words", "text")
    with ws.store.reading() as reading:
        the_case = found(reading, Case, case)
        position = key_after(n.position for n in reading.page(Need, {"case": case}, limit=_MANY))
    fields: dict[str, FieldValue] = {
        "case": case,
        "person": person,
        "what": what,
        "domain": domain,
        "words": words.strip(),
        "service": service,
        "assessment": assessment,
        "seen": seen or ws.today.isoformat(),
        "position": position,
        "status": "open",
    }
    values = checked_fields("need", fields)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("need", case_audience(the_case), values)
        if own:
            tx.set(uid, "own", value=True)
    return done(uid, tx)


def set_need(ws: Workspace, need: str, field: str, value: FieldValue) -> Done:
    """Give one field of a need a value. Raises NotFound, NotSettable, BadValue."""
    if field in ("case", "assessment"):
        raise BadValue("need", field, "words")
    if field == "words" and not str(value or "").strip():
        raise BadValue("need", "words", "text")
    return edit(ws, "need", need, field, value)


def need_lines(ws: Workspace, case: str) -> list[NeedLine]:
    """What there is of a case: own priorities first, then as they were ordered. Raises NotFound."""
    fetch(ws, Case, case)
    with ws.store.reading() as reading:
        return lines_in(reading, case)


def lines_in(reading: "Reading", case: str) -> list[NeedLine]:
    """The same in a snapshot that is open; one id that nobody names is nobody's."""
    needs = reading.page(Need, {"case": case}, order="position", limit=_MANY)
    people = {need.person for need in needs} - {""}
    names = {p.uid: display_name(p) for p in (reading.get(Person, one) for one in people) if p}
    lines = [_line(need, names) for need in needs]
    return sorted(lines, key=lambda line: not line.own)


def domain_of(name: str) -> tuple[str, str]:
    """Kind and part of life of what a form suggests, by its name; "" where nobody knows."""
    if name in DANGERS:
        return "safety", "safety"
    return "need", DOMAIN_OF.get(name, "")


def _line(need: Need, names: Mapping[str, str]) -> NeedLine:
    return NeedLine(
        need.uid,
        need.person,
        names.get(need.person, ""),
        need.what or "need",
        need.domain,
        need.words,
        need.own,
        need.status or "open",
        need.service,
        need.assessment,
        day_of(need.seen),
    )
