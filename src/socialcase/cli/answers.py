"""`socialcase answers`: what was answered in a form, as files for other programs."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import Plain
from socialcase.texts import tr, trn

answers = App(name="answers", help="The answers of a form as files for other programs.")


@answers.command
def export(
    form: str,
    to: Path,
    /,
    *,
    format: Literal["csv", "xlsx", "parquet", "odk"] = "xlsx",  # noqa: A002  (its name on the screen)
    labels: Annotated[bool, Parameter(negative=())] = False,
    at: At = HERE,
) -> Answer:
    """Write all submissions of a form that may leave; a record of it is kept.

    Only people leave who agreed to more than "nobody"; names do not, unless an answer has them.

    :param form: The form's name, as `form list` shows it.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param format: csv, parquet: a zip with a file for each repeat; xlsx: sheets; odk: submissions.
    :param labels: Words in place of codes.
    """
    from socialcase.actions.exporting import export_answers, gather

    with opened(at) as ws:
        found = gather(ws, form)
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
