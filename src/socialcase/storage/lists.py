"""The lists of cases and people, each line read in one go."""

import json
from collections.abc import Sequence
from typing import Any

from socialcase.storage import search
from socialcase.storage.connection import Connection
from socialcase.storage.views import CaseRow, Hit, PersonRow

_CASE = """
SELECT k.uid, k.number, k.title,
 coalesce((SELECT d.title FROM card d JOIN record r ON r.id = d.record
   WHERE d.kind = 'person' AND r.uid = k.person),
  (SELECT h.label FROM now_household h WHERE h.uid = k.household), '') AS subject,
 k.risk_level,
 EXISTS (SELECT 1 FROM conflict x JOIN field f ON f.id = x.field
  WHERE x.record = k.record AND f.uid = 'case.risk') AS disputed,
 k.status, k.owner,
 coalesce((SELECT s.name FROM now_staff s WHERE s.uid = k.owner), '') AS owner_name,
 k.etrap, k.opened, k.next_step_act, k.next_step_due,
 coalesce((SELECT max(v.told_on) FROM now_visit v
  WHERE v."case" = k.uid AND v.outcome = 'done'), '') AS last_visit,
 (SELECT count(DISTINCT m.person) FROM now_member m JOIN now_person p ON p.uid = m.person
  WHERE m.household = k.household AND k.household <> '' AND m."until" = '') AS people,
 k.groups
FROM now_case k
"""

_PERSON = """
WITH line AS MATERIALIZED (
 SELECT n.uid AS uid, d.title, n.sex, n.birth, n.address_etrap, n.address_settlement, d.sort,
  coalesce((SELECT m.household FROM now_member m WHERE m.person = n.uid AND m."until" = ''
   ORDER BY m.since DESC, m.uid LIMIT 1), '') AS household
 FROM {source})
SELECT l.uid, l.title, l.sex, l.birth, l.address_etrap, l.address_settlement, l.sort, l.household,
 coalesce(h.label, ''), coalesce(nullif(h.address_etrap, ''), p.address_etrap, ''),
 coalesce(nullif(h.address_settlement, ''), p.address_settlement, ''),
 (SELECT count(*) FROM now_case k WHERE k.status <> 'closed'
  AND (k.person = l.uid OR (k.household = l.household AND l.household <> '')))
FROM line l
LEFT JOIN now_household h ON h.uid = l.household
LEFT JOIN now_person p ON p.uid = (SELECT m.person FROM now_member m WHERE m.household = h.uid
 AND m.role = 'main' AND m."until" = '' ORDER BY m.uid LIMIT 1)
ORDER BY l.sort, l.uid
"""
"""A household is where its main person is, unless it says itself where."""

_CASES_ABOUT = """
SELECT k.uid FROM now_case k
WHERE k.person IN (SELECT value FROM json_each(?))
 OR k.household IN (SELECT value FROM json_each(?))
 OR (k.household <> '' AND k.household IN (SELECT m.household FROM now_member m
  WHERE m."until" = '' AND m.person IN (SELECT value FROM json_each(?))))
ORDER BY k.opened DESC, k.uid
"""


def case_lines(connection: Connection, uids: Sequence[str]) -> list[CaseRow]:
    """The lines of these cases, in this order."""
    rows = connection.exec_driver_sql(
        _CASE + " WHERE k.uid IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(list(uids)),),
    )
    found = {row[0]: _case_row(row) for row in rows}
    return [found[uid] for uid in uids if uid in found]


def cases_found(connection: Connection, hits: Sequence[Hit], limit: int) -> list[CaseRow]:
    """Cases among `hits` first, then those of the people and households among them."""
    own = [hit.uid for hit in hits if hit.kind == "case"]
    others = json.dumps([hit.uid for hit in hits if hit.kind != "case"])
    about = connection.exec_driver_sql(_CASES_ABOUT, (others, others, others)).scalars().all()
    return case_lines(connection, list(dict.fromkeys([*own, *about]))[:limit])


def person_lines(
    connection: Connection, after: tuple[str, str] | None, limit: int
) -> list[PersonRow]:
    """Lines of people by name, beginning behind `after` (sort key, uid)."""
    sort, uid = after or ("", "")
    source = (
        "card d CROSS JOIN now_person n ON n.record = d.record"
        " WHERE d.kind = 'person' AND (d.sort, d.uid) > (?, ?) ORDER BY d.sort, d.uid LIMIT ?"
    )
    rows = connection.exec_driver_sql(_PERSON.format(source=source), (sort, uid, limit))
    return [_person_row(row) for row in rows]


def people_found(connection: Connection, query: str, limit: int) -> list[PersonRow]:
    """Lines of the people that a search finds, in its order."""
    cursor = connection.connection.cursor()
    uids = [hit.uid for hit in search.find(cursor, query, ("person",), limit)]
    source = (
        "now_person n CROSS JOIN card d ON d.record = n.record AND d.kind = 'person'"
        " WHERE n.uid IN (SELECT value FROM json_each(?))"
    )
    rows = connection.exec_driver_sql(_PERSON.format(source=source), (json.dumps(uids),))
    found = {row[0]: _person_row(row) for row in rows}
    return [found[uid] for uid in uids if uid in found]


def _case_row(row: Sequence[Any]) -> CaseRow:
    return CaseRow(
        uid=row[0],
        number=row[1],
        title=row[2],
        subject=row[3],
        risk_level=row[4],
        risk_in_conflict=bool(row[5]),
        status=row[6],
        owner=row[7],
        owner_name=row[8],
        etrap=row[9],
        opened=row[10],
        next_act=row[11],
        next_due=row[12],
        last_visit=row[13],
        people=row[14],
        groups=tuple(json.loads(row[15] or "[]")),
    )


def _person_row(row: Sequence[Any]) -> PersonRow:
    uid, title, sex, birth, etrap, settlement, sort, household, label, *home, open_cases = row
    placed = bool(etrap or settlement)
    return PersonRow(
        uid=uid,
        display=title,
        sex=sex,
        birth=birth,
        etrap=etrap if placed else home[0],
        settlement=settlement if placed else home[1],
        household=household,
        household_label=label,
        open_cases=open_cases,
        sort=sort,
    )
