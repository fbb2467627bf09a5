"""Signing a plan (or a consent): by name, by hand, by thumb, by word, or not at all."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, past_day
from socialcase.actions.finding import found, kind_of
from socialcase.actions.late_changes import reach_now
from socialcase.actions.lines import display_name
from socialcase.actions.plan_versions import next_review, write_agreement
from socialcase.actions.scope import audience_in
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of, parse_day
from socialcase.cases.records import Consent, Person, Plan, Signature
from socialcase.errors import BadValue, NotFound, NotSigned
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

Strokes = Sequence[Sequence[tuple[int, int]]]
"""What was drawn with a pen, in a square of 1000."""

_LACKS = {"thumbprint": "witness", "spoken": "witness", "refused": "reason", "drawn": "drawing"}
_MOST_POINTS = 4000
"""More than any signature has; a hostile one is not kept."""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed, how and when; `witness` saw or heard it."""

    uid: str
    about: str
    name: str
    how: str
    signed: date | None
    witness: str
    note: str
    strokes: tuple[tuple[tuple[int, int], ...], ...]


def sign(
    ws: Workspace,
    about: str,
    how: str,
    *,
    person: str = "",
    name: str = "",
    signed: str = "",
    witness: str = "",
    note: str = "",
    strokes: Strokes = (),
) -> Done:
    """Keep how somebody signed a plan or a consent, today unless `signed`.

    `name` is taken from `person` where it is empty. A thumbprint and a word of mouth need a
    witness, a refusal its reason (`note`), a drawing its strokes. The first who agrees to a plan
    settles it and sets the day of its review. Raises NotFound, BadValue, NotSigned.
    """
    with ws.store.reading() as reading:
        plan, case = _about(reading, about)
        name = name.strip() or _name(reading, person)
        on = past_day(ws, "signature", "signed", signed)
        review = next_review(reading, plan, parse_day(on)) if plan else ws.today
        seen = reach_now(reading, plan.uid) if plan else ""
    _check(how, name, witness, note, strokes)
    fields: dict[str, FieldValue] = {
        "case": case,
        "about": about,
        "person": person,
        "name": name,
        "how": how,
        "signed": on,
        "witness": witness.strip(),
        "note": note.strip(),
        "drawing": _drawn(strokes) if how == "drawn" else "",
        "seen": seen,
    }
    values = checked_fields("signature", fields)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("signature", audience_in(case), values)
        if plan is not None and how != "refused":
            everybody = [one for one in (plan.agreed_by, name) if one]
            write_agreement(tx, plan, ", ".join(everybody), plan.agreed_on or on, review)
    return done(uid, tx)


def signatures_in(reading: "Reading", about: str) -> tuple[SignatureLine, ...]:
    """The signatures under a plan or a consent, oldest first."""
    kept = reading.page(Signature, {"about": about}, order="signed")
    return tuple(_line(one) for one in kept)


def _about(reading: "Reading", about: str) -> tuple[Plan | None, str]:
    kind = kind_of(reading, about)
    if kind == "plan":
        plan = found(reading, Plan, about)
        return plan, plan.case
    if kind != "consent":
        raise NotFound("plan", about)
    return None, found(reading, Consent, about).case


def _name(reading: "Reading", person: str) -> str:
    return display_name(found(reading, Person, person)) if person else ""


def _check(how: str, name: str, witness: str, note: str, strokes: Strokes) -> None:
    if not name:
        raise NotSigned(how, "name")
    given = {"witness": bool(witness.strip()), "reason": bool(note.strip())}
    given["drawing"] = any(stroke for stroke in strokes)
    lacks = _LACKS.get(how, "")
    if lacks and not given[lacks]:
        raise NotSigned(how, lacks)


def _drawn(strokes: Strokes) -> str:
    if sum(len(stroke) for stroke in strokes) > _MOST_POINTS:
        raise BadValue("signature", "drawing", "drawing")
    return json.dumps([[list(point) for point in stroke] for stroke in strokes if stroke])


def _line(kept: Signature) -> SignatureLine:
    return SignatureLine(
        kept.uid,
        kept.about,
        kept.name,
        kept.how,
        day_of(kept.signed),
        kept.witness,
        kept.note,
        strokes_of(kept.drawing),
    )


def strokes_of(drawing: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The strokes that a record keeps; nothing where they are no strokes."""
    try:
        read = json.loads(drawing) if drawing else []
        strokes = tuple(tuple((int(x), int(y)) for x, y in stroke) for stroke in read)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return ()
    most = sum(len(stroke) for stroke in strokes)
    return strokes if most <= _MOST_POINTS else ()
