"""`socialcase answers`: what was answered in a form, to and from files of other programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import Plain
from socialcase.texts import tr, trn
from socialcase.texts.form_problems import sentence_words

if TYPE_CHECKING:
    from socialcase.actions.arriving_answers import ArrivingRow

answers = App(name="answers", help="The answers of a form, to and from files of other programs.")
Columns = Annotated[tuple[str, ...], Parameter(name="--match", negative=())]


@answers.command
def export(
    form: str,
    to: Path,
    /,
    *,
    format: Literal["csv", "xlsx", "parquet", "odk"] = "xlsx",  # noqa: A002  (its name on the screen)
    labels: Annotated[bool, Parameter(negative=())] = False,
    submission: str = "",
    at: At = HERE,
) -> Answer:
    """Write all submissions of a form that may leave, or one of them; a record of it is kept.

    Only people leave who agreed to more than "nobody"; names do not, unless an answer has them.

    :param form: The form's name, as `form list` shows it.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param format: csv, parquet: a zip with a file for each repeat; xlsx: sheets; odk: submissions.
    :param labels: Words in place of codes.
    :param submission: Id of one assessment that alone is written; as odk it is an .xml file, or a
        zip with its files.
    """
    from socialcase.actions.exporting import export_answers, gather

    with opened(at) as ws:
        found = gather(ws, form, submission)
        file, done = export_answers(ws, found, to, format, labels=labels)
    count = len(found.submissions)
    said = trn("{n} submission lies in {file}.", "{n} submissions lie in {file}.", count)
    lines = [said.format(n=count, file=file)]
    if found.no_consent:
        lines.append(
            trn(
                "{n} stays here: nobody agreed that it leaves.",
                "{n} stay here: nobody agreed that they leave.",
                found.no_consent,
            ).format(n=found.no_consent)
        )
    data: dict[str, Plain] = {
        "file": str(file),
        "submissions": count,
        "no_consent": found.no_consent,
        "corrected": found.corrected,
        "record": done.record,
    }
    warning = tr("The file is not encrypted: whoever has it can read it. Delete it after use.")
    return Answer(data, tuple(lines), at.json, complaint=warning)


@answers.command(name="import")
def import_(
    form: str,
    file: Path,
    /,
    *,
    match: Columns = (),
    birth: str = "",
    case: str = "",
    preview: Annotated[bool, Parameter(negative=())] = False,
    all_: Annotated[bool, Parameter(name="--all", negative=())] = False,
    at: At = HERE,
) -> Answer:
    """Bring in submissions made in ODK, Kobo or another workspace, all in one save.

    Without `--preview` every row that fits is taken; the others stay out, each with its reason.

    :param form: The form's name, as `form list` shows it.
    :param file: .xml, a zip of submissions, .csv, a zip of them, or .xlsx.
    :param match: A column (or question) with the case's number or the person's name; repeat it for
        a name in several columns.
    :param birth: A column with the birth date.
    :param case: Number or id of the one case that all rows belong to.
    :param preview: Only tell what would be taken; nothing is changed.
    :param all_: Take also what can be taken only in part, such as answers without a question.
    """
    from socialcase.actions.arriving_answers import Matching, look
    from socialcase.actions.arriving_taking import take
    from socialcase.actions.cases import case_numbered

    with opened(at, read_only=preview) as ws:
        matching = Matching(match, birth, case_numbered(ws, case) if case else "")
        found = look(ws, file, form, matching)
        chosen = [row.at for row in found.rows if row.fits or (all_ and not row.stopped)]
        done = None if preview else take(ws, found, chosen)
    taken = len(done.records("assessment")) if done else 0
    lines = [line for row in found.rows if not row.fits for line in _reasons(row)]
    fitting = trn("{n} row fits.", "{n} rows fit.", len(found.fitting))
    said = trn("{n} row was taken.", "{n} rows were taken.", taken)
    lines.append(fitting.format(n=len(found.fitting)) if preview else said.format(n=taken))
    if found.lost:
        lost = trn(
            "{n} row of a repeat belongs to no submission.",
            "{n} rows of repeats belong to no submission.",
            found.lost,
        )
        lines.append(lost.format(n=found.lost))
    data: dict[str, Plain] = {
        "save": done.save if done else "",
        "taken": taken,
        "lost": found.lost,
        "rows": [_row(row) for row in found.rows],
    }
    return Answer(data, tuple(lines), at.json)


def _reasons(row: "ArrivingRow") -> Iterator[str]:
    for reason in row.reasons:
        yield f"{row.place}  {sentence_words(reason.said)}"


def _row(row: "ArrivingRow") -> Plain:
    return {
        "place": row.place,
        "case": row.whom.case,
        "number": row.whom.number,
        "person": row.whom.person,
        "form_version": row.form_version,
        "told_on": row.told_on,
        "answers": row.answers,
        "revises": row.revises,
        "fits": row.fits,
        "stopped": row.stopped,
        "reasons": [str(reason.said) for reason in row.reasons],
    }
