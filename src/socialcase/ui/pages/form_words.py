"""The words of the forms pages: states, languages, problems of a form and their places."""

from collections.abc import Mapping, Sequence

from socialcase.actions.form_library import FormEntry
from socialcase.actions.form_lines import FormLine
from socialcase.errors import FormProblem
from socialcase.forms import FormReport
from socialcase.texts import label, tr, trn
from socialcase.ui.speech import joined

STATE_MARKS: Mapping[str, tuple[str, str]] = {
    "published": ("check-circle", "ok"),
    "installed": ("clock", "warning"),
    "retired": ("archive", "muted"),
}
"""Icon and tone of each state."""


def version_words(entry: FormEntry) -> str:
    """Which version it is; a form without a number says so."""
    if not entry.version:
        return tr("no version number")
    return tr("version {version}").format(version=entry.version)


def state_words(line: FormLine) -> str:
    """The state of a version; of several published ones, which is used now."""
    if line.entry.state == "published":
        return tr("In use") if line.offered else tr("Published, replaced by another version")
    return label("form_state", line.entry.state)


def question_count(n: int) -> str:
    """How many questions, in words."""
    return trn("{n} question", "{n} questions", n).format(n=n)


def language_names(names: Sequence[str]) -> str:
    """The form's languages as its author names them."""
    return ", ".join(names) or tr("one, without a name")


def use_words(line: FormLine) -> str:
    """How much was filled on a version, and by whom."""
    n, open_ = line.assessments, line.drafts
    done = trn("{n} assessment", "{n} assessments", n).format(n=n) if n else tr("not used yet")
    begun = trn("{n} draft open here", "{n} drafts open here", open_).format(n=open_)
    return joined(done, begun if open_ else "", ", ".join(line.people[:6]))


def place_words(problem: FormProblem) -> str:
    """Where a problem is: sheet, row, column."""
    parts = (
        _sheet_words(problem.sheet) if problem.sheet else "",
        tr("row {n}").format(n=problem.row) if problem.row else "",
        tr("column “{name}”").format(name=problem.column) if problem.column else "",
    )
    return ", ".join(part for part in parts if part)


def _sheet_words(name: str) -> str:
    """A sheet of the form, or a file beside it: that has an ending."""
    return (tr("file “{name}”") if "." in name else tr("sheet “{name}”")).format(name=name)


def untranslated_lines(report: FormReport) -> list[tuple[str, str]]:
    """For each language and column: the words, and the rows that have none yet."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for language, sheet, number, column in report.untranslated:
        rows.setdefault((language or column, sheet, column), []).append(str(number))
    return [
        (
            tr("{language}: {n} without words").format(language=language, n=len(numbers)),
            joined(
                tr("sheet “{name}”").format(name=sheet),
                tr("column “{name}”").format(name=column),
                tr("rows {rows}").format(rows=_short(numbers)),
            ),
        )
        for (language, sheet, column), numbers in rows.items()
    ]


def _short(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:12])
    return f"{shown} …" if len(numbers) > 12 else shown
