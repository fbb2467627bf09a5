"""What was answered, in the words of the version it was answered on; nothing is ever hidden."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from socialcase.actions.answer_files import documents_of
from socialcase.actions.assessments import session_of
from socialcase.actions.draft_journal import read_journal
from socialcase.actions.drafting import remarks_of
from socialcase.actions.finding import fetch
from socialcase.actions.form_versions import ReadyForm
from socialcase.actions.lines import StaffNames
from socialcase.actions.own_checks import own_check
from socialcase.actions.road import road
from socialcase.actions.stamps import Stamps
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import json_text
from socialcase.cases.dates import day_of
from socialcase.cases.records import Assessment
from socialcase.errors import FormRefused, FormUnknown
from socialcase.forms import NodeState, Session
from socialcase.forms.titles import language_code
from socialcase.texts import language as current_language

_DRAFT, _OWN = "draft:", "own:"
_SELECTS = ("select1", "select", "rank")


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One answer: the question's ref and number, its words, the value, the value in words.

    Where the form cannot be opened any more, `label` is the question's name and `words` the value
    itself. `note`: what was noted on the question for the supervisor. `document`: the attachment
    behind an answer that is a file.
    """

    ref: str
    number: str
    label: str
    value: str
    words: str
    note: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """All answers of an assessment. `readable`: whether they are worded as the form had them."""

    assessment: Assessment
    readable: bool
    answers: tuple[KeptAnswer, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One of the assessments that correct each other: `reason` says why it was made.

    `changed`: how many answers differ from the one before.
    """

    assessment: str
    told_on: str
    author_name: str
    reason: str
    form_version: str
    changed: int


def kept_answers(ws: Workspace, assessment: str, language: str = "") -> KeptAnswers:
    """What was answered, labels and choices from the version itself. Raises NotFound.

    `language`: a name among the form's languages; else the one in force, where the form has it.
    """
    kept = fetch(ws, Assessment, assessment)
    with ws.store.reading() as reading:
        notes = {remark.ref: remark.text for remark in remarks_of(reading, assessment)}
        files = documents_of(reading, assessment)
    values = dict.fromkeys(notes, "") | told(kept)
    session = spoken_session(ws, kept, language)
    if session is None:
        return KeptAnswers(kept, False, _noted(unworded(values), notes, files))
    return KeptAnswers(kept, True, _noted(worded(session, values), notes, files))


def spoken_session(
    ws: Workspace,
    kept: Assessment,
    language: str = "",
    words: str = "",
    ready: ReadyForm | None = None,
) -> Session | None:
    """An assessment on its own version, in `language` (see `kept_answers`) or that of code `words`.

    `ready`: that version, where it was opened before. None where it cannot be opened any more.
    """
    try:
        session = session_of(ws, kept, ready)
    except (FormUnknown, FormRefused):
        return None
    if not language:
        speak(session, words)
    elif language != session.language:
        session.set_language(language)
    return session


def speak(session: Session, words: str) -> str:
    """Set a session to its form's language for the code `words` ("": the one in force).

    Gives the code; a form without that language stays as it is.
    """
    wanted = words or current_language()
    name = next((n for n in session.form.languages if language_code(n) == wanted), "")
    if name and name != session.language:
        session.set_language(name)
    return wanted


def own_answers(ws: Workspace, check: str) -> KeptAnswers:
    """What was answered on one's own private form, as an assessment that stands in no log.

    Raises NotFound.
    """
    one = own_check(ws, check)
    kept = Assessment(
        check,
        form_id=one.form_id,
        form_hash=one.form_hash,
        form_title=one.title,
        told_on=one.told_on,
        answers=json_text(dict(one.answers)),
        submission=one.submission,
    )
    notes = dict(one.notes)
    values = dict.fromkeys(notes, "") | told(kept)
    session = spoken_session(ws, kept)
    if session is None:
        return KeptAnswers(kept, False, _noted(unworded(values), notes, {}))
    return KeptAnswers(kept, True, _noted(worded(session, values), notes, {}))


def draft_record(draft: str) -> str:
    """A draft as a record whose answers can be shown: its id cannot be taken for another's."""
    return _DRAFT + draft


def draft_in(record: str) -> str:
    """The draft in what `draft_record` gave, "" for any other record."""
    return record.removeprefix(_DRAFT) if record.startswith(_DRAFT) else ""


def own_record(check: str) -> str:
    """One's own private form as a record whose answers can be shown."""
    return _OWN + check


def own_in(record: str) -> str:
    """The private form in what `own_record` gave, "" for any other record."""
    return record.removeprefix(_OWN) if record.startswith(_OWN) else ""


def draft_answers(ws: Workspace, draft: str) -> tuple[KeptAnswer, ...]:
    """What was answered in a draft whose form cannot be opened any more. Raises NotFound."""
    ws.store.drafts.get(draft)
    given: dict[str, str] = {}
    for op, ref, value in read_journal(ws.store.drafts.replay(draft)).steps:
        if op == "set":
            given[ref] = value
    return tuple(unworded({ref: value for ref, value in given.items() if value}))


def revisions(ws: Workspace, assessment: str) -> tuple[Revision, ...]:
    """The assessment with what it corrects and what corrects it, the newest first.

    Raises NotFound.
    """
    one = fetch(ws, Assessment, assessment)
    way = road(ws)
    with ws.store.reading() as reading:
        others = reading.page(Assessment, {"case": one.case, "form_id": one.form_id}, limit=1000)
        chain = chain_of(one, others)
        stamps = Stamps(reading, [kept.uid for kept in chain], StaffNames(ws, reading), way)
    lines: list[Revision] = []
    before: dict[str, str] | None = None
    for kept in chain:
        values = told(kept)
        changed = 0 if before is None else _differing(before, values)
        name = stamps.of(kept.uid).author_name
        lines.append(
            Revision(kept.uid, kept.told_on, name, kept.reason, kept.form_version, changed)
        )
        before = values
    return tuple(reversed(lines))


def superseded(assessments: list[Assessment]) -> set[str]:
    """The ids of those that another one corrects."""
    return {one.revises for one in assessments if one.revises}


def told(kept: Assessment) -> dict[str, str]:
    """The stored answers by ref, without the ids that every filled form gets anew."""
    return {ref: value for ref, value in _values(kept).items() if "/meta/" not in ref}


def sent_as(kept: Assessment) -> str:
    """The id under which ODK tools know this submission, "" where its form gives it none."""
    return next((v for ref, v in _values(kept).items() if ref.endswith("/instanceID")), "")


def name_of(ref: str) -> str:
    """The question's name in a ref: "/data/child[2]/age" gives "age"."""
    return re.sub(r"\[\d+\]$", "", ref.rpartition("/")[2])


def _values(kept: Assessment) -> dict[str, str]:
    try:
        found = json.loads(kept.answers or "{}")
    except ValueError:
        return {}
    return {str(ref): str(value) for ref, value in dict(found).items()}


def _noted(
    found: Iterable[KeptAnswer], notes: dict[str, str], files: dict[str, str]
) -> tuple[KeptAnswer, ...]:
    return tuple(
        replace(one, note=notes.get(one.ref, ""), document=files.get(one.value, ""))
        for one in found
    )


def unworded(values: dict[str, str]) -> Iterator[KeptAnswer]:
    """Answers by the names of their questions, where the form's words are not to be had."""
    for ref, value in values.items():
        yield KeptAnswer(ref, "", name_of(ref), value, value)


def worded(session: Session, values: dict[str, str]) -> Iterator[KeptAnswer]:
    """The answers in form order; one that the form does not know stands at the end by its name."""
    order = {ref: place for place, ref in enumerate(session.refs())}
    for ref in sorted(values, key=lambda ref: order.get(ref, len(order))):
        value = values[ref]
        if ref not in order:
            yield from unworded({ref: value})
            continue
        node = session.node(ref)
        if node.kind != "question":
            continue
        yield KeptAnswer(ref, node.number, node.label or node.name, value, _said(node, value))


def _said(node: NodeState, value: str) -> str:
    """The labels of what was picked, dates as day.month.year, everything else as it is."""
    if node.control in _SELECTS:
        words = {choice.value: choice.label for choice in node.choices or ()}
        picked = [value] if value in words else value.split()
        return ", ".join(words.get(one, one) for one in picked)
    day = day_of(value) if node.type == "date" else None
    return f"{day:%d.%m.%Y}" if day else value


def chain_of(one: Assessment, others: list[Assessment]) -> list[Assessment]:
    """All that correct each other around `one`, oldest first."""
    by_uid = {kept.uid: kept for kept in others} | {one.uid: one}
    first = one
    seen = {one.uid}
    while first.revises in by_uid and first.revises not in seen:
        first = by_uid[first.revises]
        seen.add(first.uid)
    chain, waiting = [], [first]
    while waiting:
        kept = waiting.pop(0)
        chain.append(kept)
        later = [o for o in others if o.revises == kept.uid and o not in chain]
        waiting += sorted(later, key=lambda o: (o.finished, o.uid))
    return chain


def _differing(before: dict[str, str], after: dict[str, str]) -> int:
    return sum(before.get(ref) != after.get(ref) for ref in before.keys() | after.keys())
