"""Faults of files with answers and of case lists, out and in, in words."""

from socialcase import errors
from socialcase.texts.catalog import tr
from socialcase.texts.faults import Explained, explain, nothing_changed
from socialcase.texts.reasons import ARRIVAL_REASONS


@explain.register
def _(error: errors.CellTooLong) -> Explained:
    return Explained(
        tr("An answer to “{column}” is longer than a spreadsheet's cell can be.").format(
            column=error.column
        ),
        tr("Nothing was written, and no answer was cut."),
        tr("Write the answers as CSV or Parquet."),
    )


@explain.register
def _(error: errors.ArrivalRefused) -> Explained:
    happened, do = ARRIVAL_REASONS.get(error.reason, ARRIVAL_REASONS["damaged"])
    return Explained(tr(happened).format(file=error.file), nothing_changed(), tr(do))


@explain.register
def _(error: errors.NoSuchColumn) -> Explained:
    return Explained(
        tr("{file} has no column “{column}”.").format(file=error.file, column=error.column),
        nothing_changed(),
        tr("Take one that the file has, spelled as it stands there."),
    )


@explain.register
def _(error: errors.FormPrivate) -> Explained:
    return Explained(
        tr(
            "“{form}” is filled in for oneself: it leaves in no file and comes in out of none."
        ).format(form=error.form),
        tr("Your answers are kept on this laptop alone, and only you can read them."),
        tr("Open them under Assessments, or fill the form in again."),
    )


@explain.register
def _(error: errors.NothingToExport) -> Explained:
    return Explained(
        tr("No answers of “{form}” may leave: there are none, or nobody agreed to it.").format(
            form=error.form
        ),
        tr("No file was written."),
        tr("Ask for consent first, or choose another form."),
    )
