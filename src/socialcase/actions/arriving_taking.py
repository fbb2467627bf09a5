"""Takes rows that were looked at (`arriving_answers`) in: one save, undone as one act."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialcase.actions.arriving_answers import CORRECTED, ArrivingRow, Preview
from socialcase.actions.arriving_known import Known
from socialcase.actions.attachments import KeptFile, described, keep_content
from socialcase.actions.done import Done, done
from socialcase.actions.finding import found
from socialcase.actions.finishing import makes_assessed
from socialcase.actions.form_consents import FormConsent, consent_of, write_consent
from socialcase.actions.scope import audience_in, default_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.logs import act
from socialcase.texts import tr

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction

Telling = Callable[[int, int], None]
Files = list[tuple[str, dict[str, str | int]]]


@dataclass(frozen=True, slots=True)
class _Arriving:
    """A row with its files, kept already, and what it does to the consents of its case."""

    row: ArrivingRow
    files: Files
    consent: FormConsent


def take(
    ws: Workspace,
    preview: Preview,
    chosen: Collection[int] | None = None,
    *,
    progress: Telling = lambda at, of: None,
) -> Done:
    """Bring rows in as finished assessments, all in one save; without `chosen` those that fit.

    A row that cannot be taken, or that came in since it was looked at, is left out: `Done.records`
    says what was made. What corrects another row becomes a correction of it. Raises NotFound (a
    case is out of sight now), DiskFull, CannotWrite.
    """
    wanted = set(preview.fitting if chosen is None else chosen)
    known = Known(ws, preview.form_id)
    rows = _in_order(
        [r for r in preview.rows if r.at in wanted and not r.stopped and not known.has(r.values)]
    )
    last = _corrected_in(rows)
    kept: list[KeptFile] = []
    try:
        arriving = [
            _Arriving(row, list(_kept_files(ws, preview, row, kept)), _consent(ws, row, last))
            for row in _told(rows, progress)
        ]
        result = _written(ws, arriving)
    except BaseException:
        ws.store.attachments.forget([one.file for one in kept])
        raise
    ws.store.attachments.settled([one.file for one in kept])
    act("answers.in", rows=len(rows), files=len(kept))
    return result


def _in_order(rows: Sequence[ArrivingRow]) -> list[ArrivingRow]:
    """The rows as they stand in the file, but each after those that it corrects."""
    by_id = {row.instance_id: row for row in rows if row.instance_id}
    ordered: dict[int, ArrivingRow] = {}

    def put(row: ArrivingRow, above: frozenset[int]) -> None:
        for one in row.corrects:
            if one in by_id and by_id[one].at not in above:
                put(by_id[one], above | {row.at})
        ordered.setdefault(row.at, row)

    for row in rows:
        put(row, frozenset((row.at,)))
    return list(ordered.values())


def _corrected_in(rows: Sequence[ArrivingRow]) -> set[str]:
    """The ids of the rows that another row corrects: their consents hold no longer."""
    return {one for row in rows for one in row.corrects if one != row.instance_id}


def _consent(ws: Workspace, row: ArrivingRow, corrected: Collection[str]) -> FormConsent:
    if row.instance_id in corrected:
        return FormConsent()
    answers: Mapping[str, str] = json.loads(str(row.values["answers"]))
    return consent_of(ws, answers, row.values)


def _written(ws: Workspace, arriving: Sequence[_Arriving]) -> Done:
    rows = [one.row for one in arriving]
    cases = {row.whom.case for row in rows if row.whom.case}
    with ws.store.reading() as reading:
        for case in cases:
            found(reading, Case, case)
    assessed = [
        case
        for case in cases
        if any(r.whom.case == case and not r.values["form_about"] for r in rows)
        and makes_assessed(ws, case)
    ]
    made: dict[str, str] = {}
    with ws.store.transaction(ws.person) as tx:
        for one in arriving:
            uid = _write(ws, tx, one, made)
            made.setdefault(one.row.instance_id or uid, uid)
            write_consent(tx, _audience(ws, one.row), one.consent, ws.today.isoformat())
        for case in sorted(assessed):
            tx.set(case, "status", "assessed")
    return done(next(iter(made.values()), ""), tx)


def _audience(ws: Workspace, row: ArrivingRow) -> str:
    return audience_in(row.whom.case) if row.whom.case else default_audience(ws)


def _write(ws: Workspace, tx: "Transaction", one: _Arriving, made: Mapping[str, str]) -> str:
    """The assessment of a row with its files. `made`: those that were written, by their ids."""
    case, values = one.row.whom.case, dict(one.row.values)
    before = next((made[sent] for sent in one.row.corrects if sent in made), "")
    if before:
        values |= {"revises": before, "reason": tr(CORRECTED)}
    audience = _audience(ws, one.row)
    uid = tx.create("assessment", audience, values)
    for ref, file in one.files:
        tx.create("attachment", audience, {**file, "case": case, "about": uid, "question": ref})
    return uid


def _told(rows: Sequence[ArrivingRow], progress: Telling) -> Iterator[ArrivingRow]:
    for at, row in enumerate(rows):
        progress(at, len(rows))
        yield row


def _kept_files(
    ws: Workspace, preview: Preview, row: ArrivingRow, kept: list[KeptFile]
) -> Iterator[tuple[str, dict[str, str | int]]]:
    for ref, name in row.files.items():
        data = preview.brought.attached(row.at, name)
        if data is not None:
            kept.append(keep_content(ws, data, of_any_kind=True))  # refused, it would be lost
            yield ref, described(kept[-1], name)
