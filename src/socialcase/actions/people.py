"""People and households: who they are, who lives with whom, who may be the same person."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, edit, not_ahead
from socialcase.actions.finding import fetch, found
from socialcase.actions.lines import PersonLine, person_line, subject_of
from socialcase.actions.scope import case_audience, default_audience, narrower
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Household, Member, Person
from socialcase.errors import BadValue
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.cases.likeness import Described
    from socialcase.storage.reading import Reading
    from socialcase.storage.views import DuplicatePair, PersonRow
    from socialcase.storage.writing import Transaction

_MANY = 200
"""People of one household."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """A household that the person lives in, or lived in (`member.until`).

    `others`: who else lives there now, the eldest first; nobody for one that the person has left.
    """

    member: Member
    household: Household
    people: int
    others: tuple[PersonLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A case of a person or of their household."""

    uid: str
    number: str
    title: str
    status: str
    risk_level: str


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """Somebody who may be the same person. `score` 0–100; `reasons`: codes of `cases.names`."""

    person: PersonLine
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything the person's page shows."""

    person: Person
    line: PersonLine
    homes: tuple[HomeView, ...]
    cases: tuple[CaseLink, ...]
    likely: tuple[LikelyDuplicate, ...]
    restricted: bool


def line_of(ws: Workspace, person: Person) -> PersonLine:
    """`person` in one line, aged today."""
    return person_line(person, ws.today)


def find_people(ws: Workspace, text: str, limit: int = 50) -> "list[PersonRow]":
    """People whose name, alias, phone, document or address has `text`, in any spelling."""
    with ws.store.reading() as reading:
        return reading.person_rows(query=text, limit=limit)


def people(
    ws: Workspace, after: tuple[str, str] | None = None, limit: int = 200
) -> "list[PersonRow]":
    """One page of all people by name; `after` is (sort key, uid) of the last row shown."""
    with ws.store.reading() as reading:
        return reading.person_rows(after=after, limit=limit)


def person_file(ws: Workspace, uid: str, *, alike: bool = True) -> PersonFile:
    """Everything about a person. Raises NotFound.

    `alike`: whether to look for who may be the same, which goes through all names there are; a
    window asks for these by `alike_ones`, beside what it shows at once.
    """
    with ws.store.reading() as reading:
        person = found(reading, Person, uid)
        homes = _homes(ws, reading, uid)
        return PersonFile(
            person,
            person_line(person, ws.today),
            homes,
            _cases_of(reading, person, homes),
            _likely(ws, reading, person) if alike else (),
            reading.restricted(uid),
        )


def alike_ones(ws: Workspace, uid: str) -> tuple[LikelyDuplicate, ...]:
    """Others who may be the same person, likeliest first. Raises NotFound."""
    with ws.store.reading() as reading:
        return _likely(ws, reading, found(reading, Person, uid))


def add_person(ws: Workspace, name: Mapping[str, str], **fields: FieldValue) -> Done:
    """Register a person; `fields` are those of `Person` ("birth", "sex", "address", …).

    A person needs a name part or an alias. Raises BadValue, NotSettable.
    """
    values = person_values(name, fields)
    not_ahead(ws, "person", values)
    audience = default_audience(ws, _etrap(values.get("address")))
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("person", audience, values)
    return done(uid, tx)


def person_values(
    name: Mapping[str, str], fields: Mapping[str, FieldValue]
) -> dict[str, FieldValue]:
    """The checked fields of a new person. Raises BadValue (no name at all), NotSettable."""
    values = checked_fields("person", {"name": dict(name), **fields})
    names = values.get("name")
    if not values.get("alias") and not (isinstance(names, Mapping) and any(names.values())):
        raise BadValue("person", "name", "name or alias")
    return values


def told_anew(person: Person, values: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """Of what is told of somebody registered, what was not known yet; nothing is overwritten.

    Only fields of one value: names and addresses are changed on the person's page.
    """
    fields = ("alias", "sex", "birth", "died", "phone")
    given = {name: values[name] for name in fields if values.get(name) not in (None, "", "unknown")}
    return {n: value for n, value in given.items() if getattr(person, n) in ("", "unknown")}


def edit_person(ws: Workspace, uid: str, field: str, value: FieldValue) -> Done:
    """Give one field of a person a value. Raises NotFound, NotSettable, BadValue."""
    return edit(ws, "person", uid, field, value)


def likely_duplicates(ws: Workspace, wanted: "Described", limit: int = 10) -> list[LikelyDuplicate]:
    """People here who may be the one described, likeliest first. Restricted ones never appear."""
    with ws.store.reading() as reading:
        pairs = reading.likely_duplicates(wanted, limit)
        return _duplicates(ws, reading, [(pair.second, pair) for pair in pairs])


def add_household(
    ws: Workspace, label: str, address: Mapping[str, str], strengths: str = ""
) -> Done:
    """Make a household. Raises BadValue."""
    fields: dict[str, FieldValue] = {"label": label, "address": address, "strengths": strengths}
    values = checked_fields("household", fields)
    audience = default_audience(ws, _etrap(address))
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("household", audience, values)
    return done(uid, tx)


def add_member(
    ws: Workspace,
    household: str,
    person: str,
    role: str,
    *,
    role_note: str = "",
    since: str = "",
    carer_of: str = "",
) -> Done:
    """Say that a person lives in a household. Raises NotFound, BadValue."""
    home = fetch(ws, Household, household)
    who = fetch(ws, Person, person)
    fields = membership(household, person, role, role_note, since, carer_of)
    with ws.store.reading() as reading:
        audience = narrower(reading, home, who)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("member", audience, fields)
    return done(uid, tx)


def add_family_member(
    ws: Workspace, case: str, name: Mapping[str, str], role: str, **fields: FieldValue
) -> Done:
    """Register a person and add them to the case's household in one save (made if lacking).

    `fields` are those of `Person`, and `role_note`, `since`, `carer_of` of the membership.
    Raises NotFound, BadValue, NotSettable. The record of the result is the new person.
    """
    the_case = fetch(ws, Case, case)
    audience = case_audience(the_case)
    about = {key: str(fields.pop(key, "") or "") for key in ("role_note", "since", "carer_of")}
    values = person_values(name, fields)
    not_ahead(ws, "person", values)
    with ws.store.transaction(ws.person) as tx:
        household = the_case.household or make_household(tx, the_case, audience)
        person = tx.create("person", audience, values)
        tx.create("member", audience, membership(household, person, role, **about))
    return done(person, tx)


def make_household(tx: "Transaction", case: Case, audience: str, label: str = "") -> str:
    """Inside a save: a household for a case that has none, with the case's person as main."""
    household = tx.create("household", audience, {"label": label or case.title})
    tx.set(case.uid, "household", household)
    if case.person:
        tx.create("member", audience, membership(household, case.person, "main"))
    return household


def leave_household(ws: Workspace, member: str, on: str) -> Done:
    """Say that a person no longer lives there since `on` (a date). Raises NotFound, BadValue."""
    return change_member(ws, member, {"until": on})


def change_member(ws: Workspace, member: str, fields: Mapping[str, FieldValue]) -> Done:
    """Change how somebody lives in a household ("role", "role_note", "since", "until"), one save.

    Raises NotFound, NotSettable, BadValue.
    """
    now, values = fetch(ws, Member, member), checked_fields("member", fields)
    since, until = (str(values.get(name, getattr(now, name)) or "") for name in ("since", "until"))
    if since and until and until < since:
        raise BadValue("member", "until", "not_before")
    with ws.store.transaction(ws.person) as tx:
        for name, value in values.items():
            tx.set(member, name, value)
    return done(member, tx)


def members_of(ws: Workspace, household: str) -> Sequence[Member]:
    """Who lives in a household now."""
    with ws.store.reading() as reading:
        return reading.page(Member, {"household": household, "until": ""}, order="since")


def _etrap(address: FieldValue) -> str:
    return str(address.get("etrap") or "") if isinstance(address, Mapping) else ""


def membership(
    household: str,
    person: str,
    role: str,
    role_note: str = "",
    since: str = "",
    carer_of: str = "",
) -> dict[str, FieldValue]:
    """The checked fields of a membership. Raises BadValue."""
    fields: dict[str, FieldValue] = {
        "household": household,
        "person": person,
        "role": role,
        "role_note": role_note,
        "since": since,
        "carer_of": carer_of,
    }
    return checked_fields("member", fields)


def _homes(ws: Workspace, reading: "Reading", person: str) -> tuple[HomeView, ...]:
    homes: list[HomeView] = []
    for member in reading.page(Member, {"person": person}, order="since", descending=True):
        household = reading.get(Household, member.household)
        if household is not None:
            there = reading.page(Member, {"household": household.uid, "until": ""}, limit=_MANY)
            uids = tuple(one.person for one in there if one.person != person)
            others = _eldest_first(ws, reading, uids) if uids and not member.until else ()
            homes.append(HomeView(member, household, len(there), others))
    return tuple(sorted(homes, key=lambda home: home.member.until != ""))


def _eldest_first(
    ws: Workspace, reading: "Reading", uids: tuple[str, ...]
) -> tuple[PersonLine, ...]:
    people = reading.page(Person, {"uid": uids}, limit=_MANY)
    people.sort(key=lambda one: (one.birth.lstrip("~") or "9999", one.uid))
    return tuple(person_line(one, ws.today) for one in people)


def _cases_of(
    reading: "Reading", person: Person, homes: Sequence[HomeView]
) -> tuple[CaseLink, ...]:
    own = reading.page(Case, {"person": person.uid})
    households = tuple(home.household.uid for home in homes)
    shared = reading.page(Case, {"household": households}) if households else []
    by_uid = {case.uid: case for case in (*own, *shared)}
    newest = sorted(by_uid.values(), key=lambda case: case.opened, reverse=True)
    labels = {home.household.uid: home.household for home in homes}
    return tuple(
        CaseLink(
            case.uid,
            case.number,
            subject_of(case, person, labels.get(case.household)),
            case.status,
            case.risk_level,
        )
        for case in newest
    )


def _likely(ws: Workspace, reading: "Reading", person: Person) -> tuple[LikelyDuplicate, ...]:
    pairs = reading.likely_duplicates(_described(person))
    others = [(pair.second, pair) for pair in pairs if pair.second != person.uid]
    return tuple(_duplicates(ws, reading, others))


def _described(person: Person) -> "Described":
    # here: only pages that look for duplicates need it
    from socialcase.cases.likeness import Described

    parts = (person.name_given, person.name_surname, person.name_patronymic, person.name_other)
    return Described(
        " ".join(part for part in (*parts, person.alias) if part),
        person.birth,
        person.sex,
        person.address_etrap,
        person.address_settlement,
        person.document_number,
        person.phone,
    )


def _duplicates(
    ws: Workspace, reading: "Reading", pairs: "Sequence[tuple[str, DuplicatePair]]"
) -> list[LikelyDuplicate]:
    likely: list[LikelyDuplicate] = []
    for uid, pair in pairs:
        person = reading.get(Person, uid)
        if person is not None:
            line = person_line(person, ws.today)
            likely.append(LikelyDuplicate(line, pair.score, pair.reasons))
    return likely
