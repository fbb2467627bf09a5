"""`socialcase case`: opening, listing, showing and changing cases."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.texts import label, short_date, tr, trn, when
from socialcase.texts.form_problems import sentence_words

if TYPE_CHECKING:
    from datetime import date

    from socialcase.actions.case_views import CaseFile

case = App(name="case", help="Open, list, show and change cases.")
Groups = Annotated[tuple[str, ...], Parameter(name="--group", negative=())]
Columns = Annotated[tuple[str, ...], Parameter(name="--columns", negative=())]
Named = Annotated[tuple[str, ...], Parameter(name="--restrict-to", negative=())]


@case.command(name="open")
def open_(
    *,
    person: str = "",
    household: str = "",
    worry: str = "",
    title: str = "",
    source: str = "self",
    group: Groups = (),
    risk: str = "",
    reasons: str = "",
    etrap: str = "",
    restrict_to: Named = (),
    at: At = HERE,
) -> Answer:
    """Open a case for a registered person or household.

    :param person: Id of the person it is about.
    :param household: Id of the household it is about.
    :param worry: What the worry is.
    :param title: A name for the case, such as that of the family.
    :param source: Who told us: self, family, neighbour, school, health, local_authority, ngo or
        office.
    :param group: A group of the programme; repeat it for several.
    :param risk: high, medium or low.
    :param reasons: Reasons for the risk level.
    :param etrap: Etrap of the case; without it that of the specialist.
    :param restrict_to: Id of a staff member who may see the file (besides oneself); repeat it
        for several.
    """
    from socialcase.actions.cases import open_case
    from socialcase.cases.records import Case

    texts = {"worry": worry, "title": title, "source": source}
    if risk:
        texts |= {"risk.level": risk, "risk.reasons": reasons}
    filled = {field: text for field, text in texts.items() if text}
    with opened(at) as ws:
        if risk:
            filled["risk.since"] = ws.today.isoformat()
        about = {"person": person, "household": household, "etrap": etrap}
        done = open_case(ws, **about, restricted_to=restrict_to, groups=group, **filled)
        with ws.store.reading() as reading:
            made = reading.get(Case, done.record)
    number = made.number if made else ""
    data = {"record": done.record, "save": done.save, "number": number}
    line = tr("Case {number} is open: {record}").format(number=number, record=done.record)
    return answer(plain(data), [line], as_json=at.json)


@case.command(name="list")
def list_(
    *,
    status: str = "open",
    risk: str = "",
    etrap: str = "",
    mine: Annotated[bool, Parameter(negative=())] = False,
    find: str = "",
    limit: int = 200,
    at: At = HERE,
) -> Answer:
    """List cases, the newest first.

    :param status: A status (intake, assessed, planned, in_service, under_review, closed), open
        or all.
    :param risk: Only cases with this risk level.
    :param etrap: Only cases of this etrap.
    :param mine: Only one's own cases.
    :param find: Only cases with this text in number, title or names.
    :param limit: How many to show at most.
    """
    from socialcase.actions.cases import cases, find_cases
    from socialcase.texts.places import etrap_code

    wanted = "" if status == "all" else status
    etrap = etrap_code(etrap) or etrap
    with opened(at) as ws:
        rows = (
            find_cases(ws, find, limit)
            if find
            else cases(ws, status=wanted, risk=risk, mine=mine, etrap=etrap, limit=limit)
        )
    lines = columns(
        (row.number, row.subject, label("risk", row.risk_level), label("status", row.status))
        for row in rows
    )
    return answer({"cases": plain(rows)}, lines or [tr("No cases.")], as_json=at.json)


@case.command
def show(case: str, /, *, at: At = HERE) -> Answer:
    """Show a case file, and how much others changed in it since one last looked.

    :param case: The case's number or id.
    """
    from socialcase.actions.case_file import case_file
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.history_words import news
    from socialcase.actions.readership import look_in
    from socialcase.actions.seen_words import news_words

    with opened(at) as ws:
        uid = case_numbered(ws, case)
        file = case_file(ws, uid)
        looked = look_in(ws, uid)
        lines = list(_lines(file, ws.today))
    brief = news(looked.lines)
    if looked.at is not None and brief:
        lines += [news_words(len(brief), looked.at), *brief]
    data = {"at": looked.at, "changes": len(brief)}
    return answer(
        plain({**{f.name: getattr(file, f.name) for f in fields(file)}, "looked": data}),
        lines,
        as_json=at.json,
    )


@case.command
def seen(case: str, /, *, at: At = HERE) -> Answer:
    """Say who has seen or changed a case file, and what of it has left, for the person.

    :param case: The case's number or id.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.readership import who_has_seen
    from socialcase.actions.seen_words import seen_words
    from socialcase.actions.what_left import what_left

    with opened(at) as ws:
        uid = case_numbered(ws, case)
        found, left = who_has_seen(ws, uid), what_left(ws, uid)
    lines = columns(
        (one.name or tr("Name not known"), label("role", one.role), seen_words(one))
        for one in found
    )
    lines = lines or [tr("Nobody has read it yet.")]
    gone = columns((one.words, short_date(one.on), one.by) for one in left)
    if gone:
        lines = [*lines, tr("What has left the program"), *gone]
    return answer({"seen": plain(found), "left": plain(left)}, lines, as_json=at.json)


@case.command(name="set")
def set_(case: str, field: str, value: str, /, *, at: At = HERE) -> Answer:
    """Give one field of a case a value.

    :param case: The case's number or id.
    :param field: A field such as status, risk.level, risk.reasons, title, groups (separated by
        commas), next_step.act or next_step.due; docs/command-line.md has them all.
    :param value: The value; an empty one clears the field.
    """
    from socialcase.actions.cases import case_numbered, set_case

    with opened(at) as ws:
        uid = case_numbered(ws, case)
        done = set_case(ws, uid, field, value)
    line = tr("Kept.") if done.save else tr("It was so already.")
    data = {"record": uid, "save": done.save, "changes": len(done.changes)}
    return answer(plain(data), [line], as_json=at.json)


@case.command(name="import")
def import_(
    file: Path,
    /,
    *,
    columns: Columns = (),
    preview: Annotated[bool, Parameter(negative=())] = False,
    all_: Annotated[bool, Parameter(name="--all", negative=())] = False,
    at: At = HERE,
) -> Answer:
    """Take a case list out of a spreadsheet: a person and a case for each row, in one save.

    Rows that may be somebody who is here already stay out, as those do of which a cell is not
    understood; each with its reason.

    :param file: .xlsx or .csv; the first table is read.
    :param columns: HEADING=FIELD, for every column that is read; without it as the last time.
    :param preview: Only tell what would be taken; no case is opened.
    :param all_: Take also the rows with a reason, where they can be taken at all.
    """
    from socialcase.actions.case_lists import look_at_list, read_list, take_list

    with opened(at) as ws:
        found = read_list(ws, file)
        chosen = {h: f for h, _, f in (one.rpartition("=") for one in columns)}
        seen = look_at_list(ws, found, chosen or None)
        wanted = [row.at for row in seen.rows if row.fits or (all_ and not row.stopped)]
        done = None if preview else take_list(ws, seen, wanted)
    taken = len(done.records("case")) if done else 0
    lines = [f"{r.number}  {sentence_words(one.said)}" for r in seen.rows for one in r.reasons]
    fitting = trn("{n} row fits.", "{n} rows fit.", len(seen.fitting))
    said = trn("{n} case was opened.", "{n} cases were opened.", taken)
    lines.append(fitting.format(n=len(seen.fitting)) if preview else said.format(n=taken))
    rows = [
        {
            "row": row.number,
            "name": row.name,
            "birth": row.birth,
            "fits": row.fits,
            "stopped": row.stopped,
            "reasons": [str(one.said) for one in row.reasons],
        }
        for row in seen.rows
    ]
    data = {
        "save": done.save if done else "",
        "taken": taken,
        "columns": dict(chosen or found.columns),
        "headings": found.headings,
        "rows": rows,
    }
    return answer(plain(data), lines, as_json=at.json)


def _lines(file: "CaseFile", today: "date") -> Iterator[str]:
    from socialcase.actions.wording import entry_title, needs_words, next_step_words

    head = file.header
    yield f"{head.subject}  ({head.case.number})"
    yield f"{label('risk', head.risk.level)}  {label('status', head.case.status)}"
    if head.risk.in_conflict:
        yield tr("Two people set the risk apart; the higher one shows.")
    if head.next.due:
        due = f"{when(head.next.due, today)}, {short_date(head.next.due)}"
        yield tr("Next: {act}, {due}").format(act=next_step_words(head.next), due=due)
    if head.next.needs:
        yield tr("Still needed: {needs}").format(needs=needs_words(head.next))
    for entry in file.timeline:
        yield f"{entry.day}  {entry_title(entry)}"
