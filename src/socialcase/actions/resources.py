"""What was found for families: from whom, worth how much, for whom, until when; and what is due."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, edit, not_ahead
from socialcase.actions.finding import fetch
from socialcase.actions.lines import display_name, subjects_in
from socialcase.actions.scope import case_audience, on_no_paper
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of, days_late
from socialcase.cases.money import tenge
from socialcase.cases.names import fold
from socialcase.cases.records import Case, Person, Provider, Resource
from socialcase.cases.referring import quarter_of
from socialcase.errors import BadValue
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 100_000
_AHEAD = 7
"""Days before something is due when it is told."""
Period = Literal["quarter", "year", "all"]


def period_of(code: str) -> Period:
    """The period that a code means. Raises BadValue."""
    found = next((one for one in get_args(Period) if one == code), None)
    if found is None:
        raise BadValue("resource", "period", ", ".join(get_args(Period)))
    known: Period = found
    return known


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """A resource with the names it speaks of. `on`: the day from which it counts, if known.

    `protected`: it comes from a provider whose name stands on no paper.
    `late`: days since what was promised was to come, or what was lent is to go back; negative
    while that is ahead, None where nothing is due.
    """

    resource: Resource
    subject: str
    person_name: str
    source: str
    on: date | None
    late: int | None
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """How much came of one kind or from one source. Values in tenge; `count` of those received.

    What was received and given back came, too; what did not come counts nowhere.
    """

    key: str
    count: int
    value: int
    promised: int
    promised_value: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The resources of a period, newest first, and their totals by kind and by source."""

    lines: tuple[ResourceLine, ...]
    by_kind: tuple[Total, ...]
    by_source: tuple[Total, ...]
    whole: Total


def add_resource(ws: Workspace, case: str, what: str, **fields: FieldValue) -> Done:
    """Enter what was found for a family; `fields` are those of `Resource`.

    `value` is a text in manat ("340,50") or a number in tenge. Received today where nothing else
    is said. Raises NotFound, BadValue, NotSettable.
    """
    if not what.strip():
        raise BadValue("resource", "what", "text")
    the_case = fetch(ws, Case, case)
    given = {"status": "received", "kind": "other", **_filled(fields)}
    if given["status"] == "received":
        given.setdefault("found", ws.today.isoformat())
    given["value"] = _worth(given.get("value"))
    values = checked_fields("resource", {**given, "case": case, "what": what.strip()})
    not_ahead(ws, "resource", values)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("resource", case_audience(the_case), values)
    return done(uid, tx)


def set_resource(ws: Workspace, uid: str, field: str, value: FieldValue) -> Done:
    """Give one field of a resource a value; a value in manat as for `add_resource`.

    What becomes received without a day was received today. Raises NotFound, NotSettable, BadValue.
    """
    if field == "value":
        value = _worth(value)
    if field == "status" and value == "received":
        return _received(ws, uid)
    return edit(ws, "resource", uid, field, value)


def resources_of(ws: Workspace, case: str) -> tuple[ResourceLine, ...]:
    """The resources of a case, what is promised first, then the newest."""
    with ws.store.reading() as reading:
        lines = resource_lines(reading, {"case": case}, ws.today)
    return tuple(sorted(lines, key=lambda line: line.resource.status != "promised"))


def due_resources(ws: Workspace, ahead: int = _AHEAD) -> list[ResourceLine]:
    """What was promised and should have come, or come within `ahead` days; what is lent, alike.

    The latest first; of closed cases, too: what is lent goes back even then.
    """
    with ws.store.reading() as reading:
        return due_resources_in(reading, ws.today, ahead)


def due_resources_in(reading: "Reading", today: date, ahead: int = _AHEAD) -> list[ResourceLine]:
    """The same in a snapshot that is open."""
    lines = resource_lines(reading, {"status": ("promised", "received")}, today)
    due = [line for line in lines if line.late is not None and line.late >= -ahead]
    return sorted(due, key=lambda line: (-(line.late or 0), line.resource.uid))


def ledger(ws: Workspace, period: Period = "quarter", words: str = "") -> Ledger:
    """The resources that one may see, of this quarter, this year or all; `words`: only with these.

    What has no day belongs to every period.
    """
    today = ws.today
    first = {"quarter": quarter_of(today), "year": date(today.year, 1, 1)}.get(period)
    with ws.store.reading() as reading:
        lines = resource_lines(reading, {}, today)
    return ledger_of(line for line in lines if _within(line, first) and _says(line, words))


def ledger_of(lines: Iterable[ResourceLine]) -> Ledger:
    """These resources and their totals."""
    chosen = tuple(lines)
    return Ledger(
        chosen,
        _totals((line.resource.kind or "other", line) for line in chosen),
        _totals((line.source, line) for line in chosen),
        _total("", chosen),
    )


def resource_lines(
    reading: "Reading", where: Mapping[str, str | tuple[str, ...]], today: date
) -> list[ResourceLine]:
    """The resources that fit, the newest first, with their names."""
    found = reading.page(Resource, where, limit=_MANY)
    cases = reading.page(Case, _these(one.case for one in found), limit=_MANY)
    people = reading.page(Person, _these(one.person for one in found), limit=_MANY)
    givers = reading.page(Provider, _these(one.provider for one in found), limit=_MANY)
    subjects = subjects_in(reading, cases)
    names = {person.uid: display_name(person) for person in people}
    sources = {provider.uid: provider.name for provider in givers}
    protected = {provider.uid for provider in givers if on_no_paper(reading, provider)}
    lines = [
        ResourceLine(
            one,
            subjects.get(one.case, ""),
            names.get(one.person, ""),
            one.from_whom or sources.get(one.provider, ""),
            day_of(one.found) or day_of(one.until),
            _late(one, today),
            one.provider in protected,
        )
        for one in found
    ]
    return sorted(lines, key=lambda line: (line.on or date.min, line.resource.uid), reverse=True)


def _these(uids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {"uid": tuple({*uids} - {""})}


def _received(ws: Workspace, uid: str) -> Done:
    before = fetch(ws, Resource, uid)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "status", "received")
        if not before.found:
            tx.set(uid, "found", ws.today.isoformat())
    return done(uid, tx)


def _late(one: Resource, today: date) -> int | None:
    """A promise is due on its day; what is lent goes back on its last day."""
    until = day_of(one.until)
    return days_late(until, today) if until and one.status in ("promised", "received") else None


def _worth(value: FieldValue) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    try:
        return tenge(str(value))
    except ValueError:
        raise BadValue("resource", "value", "manat") from None


def _filled(fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _within(line: ResourceLine, first: date | None) -> bool:
    return first is None or line.on is None or line.on >= first


def _says(line: ResourceLine, words: str) -> bool:
    said = fold(" ".join((line.resource.what, line.source, line.subject, line.person_name)))
    return all(word in said for word in fold(words).split())


def _totals(lines: Iterable[tuple[str, ResourceLine]]) -> tuple[Total, ...]:
    grouped: dict[str, list[ResourceLine]] = {}
    for key, line in lines:
        grouped.setdefault(key, []).append(line)
    totals = (_total(key, ones) for key, ones in grouped.items())
    real = (one for one in totals if one.count or one.promised)
    return tuple(sorted(real, key=lambda t: (-t.value, -t.count, t.key)))


def _total(key: str, lines: Iterable[ResourceLine]) -> Total:
    came, promised = list[Resource](), list[Resource]()
    for line in lines:
        if line.resource.status in ("received", "returned"):
            came.append(line.resource)
        elif line.resource.status == "promised":
            promised.append(line.resource)
    return Total(key, len(came), _worth_of(came), len(promised), _worth_of(promised))


def _worth_of(resources: Iterable[Resource]) -> int:
    return sum(one.value or 0 for one in resources)
