"""The cases of one person in one statement: what the first page of the day works with.

One row holds what a page of a thousand cases asks of a case, of whom it is about, and of what was
done in it. The same facts out of whole records take five times as long.
"""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from socialcase.storage.connection import Connection


class DayCase(NamedTuple):
    """A case in brief. Texts are "" where nothing is known; days are ISO texts.

    `met`: visits that took place; `newest_…`: the last whole day among them. `plan_…` and `goals`
    are those of the newest version of the plan. `people`: who lives in the household now. `urgent`,
    `died` (the person whom it is about, and nobody living is left in the household) and `marked`
    (for the worker's safety) are 0 or 1.
    """

    uid: str
    number: str
    title: str
    household: str
    etrap: str
    status: str
    risk_level: str
    risk_reasons: int
    closure_reason: int
    closure_outcome: int
    opened: str
    next_step_act: str
    next_step_due: str
    given: str
    surname: str
    other: str
    alias: str
    birth: str
    safe_contact_how: str
    person_settlement: str
    label: str
    home_settlement: str
    people: int
    consents: int
    assessments: int
    newest_assessment: str
    met: int
    newest_met: str
    plan_status: str
    plan_agreed_on: str
    plan_review_on: str
    goals: int
    reopening_date: str
    newest_review: str
    urgent_since: str
    urgent: int
    died: int
    marked: int
    owner: str


_CASES = """
SELECT json_group_array(json_array(k.uid, k.number, k.title, k.household, k.etrap, k.status,
 k.risk_level, k.risk_reasons <> '', k.closure_reason <> '', k.closure_outcome <> '', k.opened,
 k.next_step_act, k.next_step_due,
 ifnull(p.name_given, ''), ifnull(p.name_surname, ''), ifnull(p.name_other, ''),
 ifnull(p.alias, ''), ifnull(p.birth, ''), ifnull(p.safe_contact_how, ''),
 ifnull(p.address_settlement, ''), ifnull(h.label, ''), ifnull(h.address_settlement, ''),
 (SELECT count(*) FROM now_member m
  WHERE m.household = k.household AND k.household <> '' AND m."until" = ''),
 (SELECT count(*) FROM now_consent c
  WHERE c."case" = k.uid AND c.withdrawn = '' AND c.scope NOT IN ('', 'none')),
 (SELECT count(*) FROM now_assessment a WHERE a."case" = k.uid AND a.form_about = ''),
 ifnull((SELECT max(a.told_on) FROM now_assessment a
  WHERE a."case" = k.uid AND a.form_about = '' AND length(a.told_on) = 10), ''),
 (SELECT count(*) FROM now_visit v WHERE v."case" = k.uid AND v.outcome = 'done'),
 ifnull((SELECT max(v.told_on) FROM now_visit v
  WHERE v."case" = k.uid AND v.outcome = 'done' AND length(v.told_on) = 10), ''),
 ifnull(q.status, ''), ifnull(q.agreed_on, ''), ifnull(q.review_on, ''),
 (SELECT count(*) FROM now_goal g WHERE g.plan = q.uid AND g.status <> 'dropped'
  AND g."case" = k.uid),
 k.reopening_date,
 ifnull((SELECT max(w.held) FROM now_review w
  WHERE w."case" = k.uid AND length(w.held) = 10), ''),
 k.urgent_since, k.urgent_what <> '',
 ifnull(p.died, '') <> '' AND NOT EXISTS (SELECT 1 FROM now_member m
  JOIN now_person o ON o.uid = m.person AND o.died = '' AND o.uid <> p.uid
  WHERE m.household = k.household AND k.household <> '' AND m."until" = ''),
 k.safety_marks <> '[]', k.owner))
FROM now_case k
LEFT JOIN now_person p ON p.uid = k.person
LEFT JOIN now_household h ON h.uid = k.household
LEFT JOIN now_plan q ON q.record = (SELECT r.record FROM now_plan r WHERE r."case" = k.uid
 ORDER BY ifnull(r.version, -1) DESC, r.gave_way = '' DESC, r.agreed_on <> '' DESC,
 r.uid DESC LIMIT 1)
WHERE """
_WITH_STATUS = "k.owner = ? AND k.status IN (SELECT value FROM json_each(?))"
_AMONG = "k.uid IN (SELECT value FROM json_each(?)) AND (? = '' OR k.owner = ?)"


def day_cases(connection: Connection, owner: str, statuses: Sequence[str]) -> list[DayCase]:
    """The cases of staff member `owner` with one of `statuses` that may be seen here, by id."""
    return _found(connection, _WITH_STATUS, owner, json.dumps(statuses))


def day_cases_among(connection: Connection, uids: Iterable[str], owner: str) -> list[DayCase]:
    """Those of these cases that may be seen here, however they stand, by id.

    `owner`: only theirs; "" for everybody's.
    """
    return _found(connection, _AMONG, json.dumps(sorted(uids)), owner, owner)


def _found(connection: Connection, which: str, *values: str) -> list[DayCase]:
    # as one value: the driver lets other threads in between any two rows, and waits for its turn
    found = connection.exec_driver_sql(_CASES + which, values).scalar_one()
    return sorted(map(DayCase._make, json.loads(found)))
