"""Papers that a person has, most of them until a day, and which of them end soon."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, not_ahead
from socialcase.actions.finding import fetch
from socialcase.actions.lines import display_name
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of
from socialcase.cases.records import Certificate, Person
from socialcase.errors import BadValue
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

SOON = 60
"""Days before its last day from which a paper is said to end soon; renewing one takes weeks."""
_LONG_AGO = 365
_MANY = 500


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A paper and how it stands. `days`: until its last day, negative after it, None: no end.

    `renewed`: a later one of the same kind is here.
    """

    certificate: Certificate
    days: int | None
    renewed: bool

    @property
    def ends_soon(self) -> bool:
        """Whether it has ended or ends within `SOON` days and nothing has taken its place."""
        return self.days is not None and self.days <= SOON and not self.renewed


@dataclass(frozen=True, slots=True)
class Expiring:
    """A paper that ends: of whom, which, and when. `days`: negative once it has ended."""

    certificate: str
    person: str
    name: str
    what: str
    valid_until: str
    days: int


def add_certificate(ws: Workspace, person: str, what: str, **fields: FieldValue) -> Done:
    """Note a paper of a person: `number`, `issued`, `valid_until`, `note`.

    The record of the result is the certificate. Raises NotFound, BadValue, NotSettable.
    """
    about = fetch(ws, Person, person)
    given = {key: value for key, value in fields.items() if value}
    values = checked_fields("certificate", {**given, "person": person, "what": what})
    not_ahead(ws, "certificate", values)
    _check_days(str(values.get("issued") or ""), str(values.get("valid_until") or ""))
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("certificate", about.audience, values)
    return done(uid, tx)


def change_certificate(ws: Workspace, uid: str, fields: Mapping[str, FieldValue]) -> Done:
    """Give fields of a paper other values in one save, None for none.

    Raises NotFound, BadValue, NotSettable.
    """
    now, values = fetch(ws, Certificate, uid), checked_fields("certificate", fields)
    not_ahead(ws, "certificate", values)
    issued, until = values.get("issued", now.issued), values.get("valid_until", now.valid_until)
    _check_days(str(issued or ""), str(until or ""))
    with ws.store.transaction(ws.person) as tx:
        for name, value in values.items():
            tx.set(uid, name, value)
    return done(uid, tx)


def certificates_of(ws: Workspace, person: str) -> tuple[CertificateLine, ...]:
    """The papers of a person, those that end first at the top."""
    with ws.store.reading() as reading:
        found = reading.page(Certificate, {"person": person}, order="valid_until", limit=_MANY)
    lines = [_line(one, found, ws.today) for one in found if one.what]
    return tuple(sorted(lines, key=lambda line: (line.renewed, line.days is None, line.days or 0)))


def expiring_certificates(ws: Workspace, until: date) -> list[Expiring]:
    """Papers that end on `until` at the latest and were not renewed, the first to end first.

    Those that ended more than a year ago are left out.
    """
    with ws.store.reading() as reading:
        return expiring_in(reading, ws.today, until)


def expiring_in(reading: "Reading", today: date, until: date) -> list[Expiring]:
    """As `expiring_certificates`, within a reading that is open."""
    since = (today - timedelta(days=_LONG_AGO)).isoformat()
    dated = reading.page(Certificate, order="valid_until", after=(since, ""), limit=_MANY)
    ending = [one for one in dated if one.valid_until <= until.isoformat()]
    owners = tuple({one.person for one in ending})
    if not owners:
        return []
    theirs = reading.page(Certificate, {"person": owners}, limit=_MANY * 4)
    people = {one.uid: one for one in reading.page(Person, {"uid": owners}, limit=len(owners))}
    return [
        _expiring(one, people[one.person], today)
        for one in ending
        if one.person in people and not people[one.person].died and not _renewed(one, theirs)
    ]


def _line(one: Certificate, others: Sequence[Certificate], today: date) -> CertificateLine:
    last = day_of(one.valid_until)
    days = (last - today).days if last is not None else None
    return CertificateLine(one, days, _renewed(one, others))


def _expiring(one: Certificate, person: Person, today: date) -> Expiring:
    last = day_of(one.valid_until) or today
    name = display_name(person)
    return Expiring(one.uid, one.person, name, one.what, one.valid_until, (last - today).days)


def _renewed(one: Certificate, others: Sequence[Certificate]) -> bool:
    """Whether another of the same kind is valid longer, or without end."""
    return one.what != "other" and any(
        other.uid != one.uid
        and (other.person, other.what) == (one.person, one.what)
        and one.valid_until != ""
        and (other.valid_until or "9999") > one.valid_until
        for other in others
    )


def _check_days(issued: str, valid_until: str) -> None:
    if issued and valid_until and valid_until < issued:
        raise BadValue("certificate", "valid_until", "not_before")
