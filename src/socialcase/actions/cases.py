"""Cases: first contact, opening, status, risk and next step, who may see one, and lists."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from socialcase.actions.belonging import around, left_to_others
from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, edit, not_ahead
from socialcase.actions.finding import fetch, found
from socialcase.actions.numbers import next_number
from socialcase.actions.people import person_values
from socialcase.actions.scope import (
    audience_in,
    case_audience,
    default_audience,
    named_audience,
    named_by,
    named_in,
    own_etrap,
    person_audience,
)
from socialcase.actions.standing import standing
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.codes import CASE_STATUSES, OPEN_STATUSES, RISKS
from socialcase.cases.names import fold_number
from socialcase.cases.records import Case, Household, Person
from socialcase.cases.rules import needs, steps_from
from socialcase.errors import BadValue, MissingForStep, NotAllowed, NotSettable
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import label, tr
from socialcase.texts.places import etrap_code

if TYPE_CHECKING:
    from socialcase.storage.views import CaseRow
    from socialcase.storage.writing import Transaction

"""Every status of a case that goes on."""


@dataclass(frozen=True, slots=True)
class FirstContact:
    """What is known after one minute. Any of `name`, `alias` and `title` (a description) will do.

    `person`: somebody already registered, instead of a name; of what else is told of them, what
    was not known yet is added, and a safe contact follows what was told last. It has the parts
    allowed, when, how and say. `urgent` makes the risk level high with the worry as its reason,
    and help due at once.
    `restricted_to`: staff who alone may see the file (the author is always among them).
    """

    worry: str
    name: Mapping[str, str] | None = None
    alias: str = ""
    title: str = ""
    person: str = ""
    sex: str = ""
    birth: str = ""
    phone: str = ""
    document: Mapping[str, str] | None = None
    safe_contact: Mapping[str, str] | None = None
    address: Mapping[str, str] | None = None
    source: str = "self"
    groups: tuple[str, ...] = ()
    urgent: bool = False
    etrap: str = ""
    restricted_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewContact:
    """A first contact whose fields were checked: what is written of it, and for whom.

    `person`: the fields of somebody new, `known`: somebody registered, `anew`: what is added there;
    `note`: what was told otherwise than it is registered, which replaces nothing.
    """

    audience: str
    case: Mapping[str, FieldValue]
    person: Mapping[str, FieldValue]
    known: str
    anew: Mapping[str, FieldValue]
    note: Mapping[str, FieldValue]

    @property
    def named(self) -> tuple[str, ...]:
        """The staff whom alone a restricted file is for; empty where it is not restricted."""
        return named_by(self.audience)


def first_contact(ws: Workspace, contact: FirstContact) -> Done:
    """Open a case at step intake from a first contact, person included, in one save.

    The record of the result is the case. Raises NotFound, NotSettable, BadValue.
    """
    new = checked_contact(ws, contact)
    with ws.store.transaction(ws.person) as tx:
        case, _person = write_contact(tx, new)
    return done(case, tx)


def checked_contact(ws: Workspace, contact: FirstContact) -> NewContact:
    """A first contact, ready to be written. Raises NotFound, NotSettable, BadValue."""
    known = fetch(ws, Person, contact.person) if contact.person else None
    not_ahead(ws, "person", checked_fields("person", {"birth": contact.birth}))
    otherwise = _told_otherwise(known, contact) if known is not None else ""
    note: dict[str, FieldValue] = {"text": otherwise, "told_on": ws.today.isoformat()}
    return NewContact(
        _audience(ws, contact.etrap, contact.restricted_to),
        _case_values(ws, contact),
        _person_values(contact),
        contact.person,
        _told_anew(known, contact) if known is not None else {},
        note if otherwise else {},
    )


def write_contact(tx: "Transaction", new: NewContact) -> tuple[str, str]:
    """Inside a save: the case and whom it is about ("" for nobody yet)."""
    case = tx.create("case", new.audience, new.case)
    for field, value in new.anew.items():
        tx.set(new.known, field, value)
    if new.note:
        tx.create("note", audience_in(case), {**new.note, "case": case})
    if not new.person:
        return case, new.known
    person = tx.create("person", person_audience(case, new.audience), new.person)
    tx.set(case, "person", person)
    return case, person


def open_case(
    ws: Workspace,
    *,
    person: str = "",
    household: str = "",
    etrap: str = "",
    restricted_to: Iterable[str] = (),
    **fields: FieldValue,
) -> Done:
    """Open a case for a registered person or household. Raises NotFound, NotSettable, BadValue."""
    if not (person or household):
        raise BadValue("case", "person", "person or household")
    if person:
        fetch(ws, Person, person)
    if household:
        fetch(ws, Household, household)
    given = checked_fields("case", {**fields, "person": person, "household": household})
    values = {**_new_case(ws, etrap), **given}
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("case", _audience(ws, etrap, tuple(restricted_to)), values)
    return done(uid, tx)


def set_case(ws: Workspace, uid: str, field: str, value: FieldValue) -> Done:
    """Give one field of a case a value; "status" and "owner" by the acts that look after them.

    Raises NotFound, NotSettable, NotAllowed, BadValue, MissingForStep.
    """
    if field == "number":
        raise NotSettable("case", field)  # it names this case and no other
    if field == "etrap":
        value = _etrap_known(ws, str(value or ""))
    if field == "status":
        return set_status(ws, uid, str(value or ""))
    if field == "owner":
        from socialcase.actions.handovers import hand_over

        return hand_over(ws, uid, str(value or ""))
    if field == "risk.level":
        value, field = {"level": str(value or ""), "since": ws.today.isoformat()}, "risk"
    return edit(ws, "case", uid, field, value)


def _etrap_known(ws: Workspace, text: str) -> str:
    """The code of an etrap that there is, or that is one's own; "" stays so."""
    from socialcase.texts.places import etrap_code

    code = etrap_code(text) if text else ""
    if code is None and text not in me(ws).etraps:
        raise BadValue("case", "etrap", "etrap")
    return text if code is None else code


def set_risk(ws: Workspace, uid: str, level: str, reasons: str) -> Done:
    """Set the risk level with its reasons, valid from today.

    Raises NotFound, BadValue (a level without a reason, too).
    """
    if level and not reasons.strip():
        raise BadValue("case", "risk.reasons", "text")
    risk = {"level": level, "reasons": reasons, "since": ws.today.isoformat()}
    return edit(ws, "case", uid, "risk", risk)


def set_status(ws: Workspace, uid: str, status: str) -> Done:
    """Move a case to another step; a closed one is opened again by `closing.reopen_case`.

    Raises NotFound, BadValue, MissingForStep.
    """
    now = standing(ws, uid)
    allowed = steps_from(now.status, urgent=now.urgent)
    if status not in CASE_STATUSES or status not in (*allowed, now.status):
        raise BadValue("case", "status", ", ".join(allowed))
    missing = needs(status, now)
    if missing:
        raise MissingForStep(status, missing)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "status", status)
        if status == "closed" and now.status != status:
            tx.set(uid, "closure", {"date": ws.today.isoformat()})
    return done(uid, tx)


def set_next_step(ws: Workspace, uid: str, act: str, due: str) -> Done:
    """Say what comes next and by when. Raises NotFound, BadValue."""
    return edit(ws, "case", uid, "next_step", {"act": act, "due": due})


def restrict_case(ws: Workspace, uid: str, staff: Iterable[str]) -> Done:
    """Let only named staff (and oneself) see a case, its household and everything in it.

    People who belong to a colleague's own case too stay in that one's sight.
    Only the owner, a coordinator or an officer may. Raises NotFound, NotAllowed.
    """
    case = fetch(ws, Case, uid)
    role = me(ws).role
    if role == "specialist" and case.owner != ws.person:
        raise NotAllowed("restrict_case", role)
    named = (*staff, ws.person)
    with ws.store.reading() as reading:
        nearby, others = around(reading, case), left_to_others(reading, case)
        before, seen_by = reading.audience(uid), named_in(reading, uid)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "audience", named_audience(named))
        for record in nearby:
            tx.set(record, "audience", case_audience(case))
        for record in others:
            tx.set(record, "audience", named_audience((*seen_by, *named)) if seen_by else before)
    return done(uid, tx)


def find_cases(ws: Workspace, text: str, limit: int = 50) -> "list[CaseRow]":
    """Cases by number, title or the people in them, in any spelling."""
    with ws.store.reading() as reading:
        return reading.case_rows(query=text, limit=limit)


def cases(
    ws: Workspace,
    *,
    status: str = "open",
    risk: str = "",
    mine: bool = False,
    etrap: str = "",
    after: tuple[str, str] | None = None,
    limit: int = 200,
) -> "list[CaseRow]":
    """One page of cases, newest first. `status`: a status, "open" (not closed) or "" for all.

    `after` is (opened, uid) of the last row shown. Raises BadValue for a filter that fits no case.
    """
    _check_filters(status, risk, etrap, limit)
    wanted: dict[str, str | tuple[str, ...]] = {
        "status": OPEN_STATUSES if status == "open" else status
    }
    wanted |= {"risk_level": risk, "owner": ws.person if mine else "", "etrap": etrap}
    where = {column: value for column, value in wanted.items() if value}
    with ws.store.reading() as reading:
        return reading.case_rows(where, after=after, limit=limit)


def _check_filters(status: str, risk: str, etrap: str, limit: int) -> None:
    """A filter typed wrongly would read as "nothing there"."""
    if status not in ("", "open", *CASE_STATUSES):
        raise BadValue("case", "status", ", ".join(("open", *CASE_STATUSES)))
    if risk not in ("", *RISKS):
        raise BadValue("case", "risk", ", ".join(RISKS))
    if etrap and etrap_code(etrap) != etrap:
        raise BadValue("case", "etrap", "etrap")
    if limit < 1:
        raise BadValue("case", "limit", "1")


def case_numbered(ws: Workspace, given: str) -> str:
    """The id of the case with this id or number. Raises NotFound."""
    with ws.store.reading() as reading:
        numbered = reading.page(Case, {"number": given}, limit=1)
        return numbered[0].uid if numbered else found(reading, Case, given).uid


def _audience(ws: Workspace, etrap: str, restricted_to: tuple[str, ...]) -> str:
    if restricted_to:
        return named_audience((*restricted_to, ws.person))
    return default_audience(ws, etrap)


def _new_case(ws: Workspace, etrap: str) -> dict[str, FieldValue]:
    with ws.store.reading() as reading:
        number = next_number(ws, reading)
    return {
        "number": number,
        "status": "intake",
        "owner": ws.person,
        "etrap": etrap or own_etrap(ws),
        "opened": ws.today.isoformat(),
    }


def _case_values(ws: Workspace, contact: FirstContact) -> dict[str, FieldValue]:
    fields: dict[str, FieldValue] = {
        "worry": contact.worry,
        "title": contact.title,
        "source": contact.source,
        "groups": contact.groups,
        "person": contact.person,
    }
    if not contact.worry.strip():
        raise BadValue("case", "worry", "text")
    if contact.urgent:
        since = ws.today.isoformat()
        fields["risk"] = {"level": "high", "reasons": contact.worry, "since": since}
        fields["urgent"] = {"what": contact.worry, "since": since}
    return {**_new_case(ws, contact.etrap), **checked_fields("case", fields)}


def _person_values(contact: FirstContact) -> dict[str, FieldValue]:
    named = contact.alias or any((contact.name or {}).values())
    if contact.person or (contact.title and not named):
        return {}
    return person_values(contact.name or {}, _told(contact))


def _told(contact: FirstContact) -> dict[str, FieldValue]:
    return {
        "alias": contact.alias,
        "sex": contact.sex,
        "birth": contact.birth,
        "phone": contact.phone,
        "document": contact.document,
        "safe_contact": contact.safe_contact,
        "address": contact.address,
    }


def _told_otherwise(person: Person, contact: FirstContact) -> str:
    """How to reach and recognise somebody, where it was told otherwise than it is registered."""
    told = (
        ("phone", contact.phone, person.phone),
        ("document", (contact.document or {}).get("number"), person.document_number),
        ("address", (contact.address or {}).get("settlement"), person.address_settlement),
    )
    others = [
        f"{label('field', f'person.{field}')}: {words}"
        for field, words, known in told
        if words and known and fold_number(str(words)) != fold_number(known)
    ]
    said = tr("Told with the first contact, otherwise than it is registered: {what}")
    return said.format(what="; ".join(others)) if others else ""


def _told_anew(person: Person, contact: FirstContact) -> dict[str, FieldValue]:
    """What a first contact adds to somebody known; nothing that is known is overwritten."""
    given = checked_fields("person", {key: value for key, value in _told(contact).items() if value})
    known = {
        "document": person.document_number,
        "address": person.address_settlement,
        **{field: getattr(person, field) for field in ("alias", "sex", "birth", "phone")},
    }
    added = {field: value for field, value in given.items() if not known.get(field)}
    safe = contact.safe_contact or {}
    if not any(safe.get(part) for part in ("when", "how", "say")) and safe.get("allowed") != "no":
        added.pop("safe_contact", None)  # nobody said anything: "yes" is what the page begins with
    return added
