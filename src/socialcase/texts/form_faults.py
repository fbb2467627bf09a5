"""Faults of forms in words; `faults` has the others."""

from socialcase import errors
from socialcase.texts.catalog import tr
from socialcase.texts.faults import Explained, explain, nothing_changed
from socialcase.texts.form_problems import problem_words


@explain.register
def _(error: errors.FormRefused) -> Explained:
    first = error.problems[0] if error.problems else None
    message, fix = problem_words(first) if first else ("", "")
    if first is None:
        where = tr("Check the file with: socialcase form check FILE")
    elif first.row:
        where = tr("Sheet “{sheet}”, row {row}, column “{column}”: {message} {fix}").format(
            sheet=first.sheet,
            row=first.row,
            column=first.column,
            message=message,
            fix=fix,
        )
    else:
        where = f"{message} {fix}"
    return Explained(
        tr("{file} cannot be used as a form.").format(file=error.file),
        tr("Forms that are installed and drafts in work are not affected."),
        where,
    )


@explain.register
def _(error: errors.BadSteps) -> Explained:
    whole = tr("The steps are no list of steps in JSON.")
    one = tr("Step {number} cannot be done: the question or the operation does not exist.")
    return Explained(
        one.format(number=error.number) if error.number else whole,
        nothing_changed(),
        tr("docs/command-line.md says how steps are written."),
    )


@explain.register
def _(error: errors.FormNotComplete) -> Explained:
    return Explained(
        tr("Answers are missing: {missing}. Answers to look at again: {invalid}.").format(
            missing=error.missing, invalid=error.invalid
        ),
        tr("Every answer given so far is kept."),
        tr("Answer the marked questions, then finish again."),
    )


@explain.register
def _(error: errors.FormNotCompiled) -> Explained:
    told = {
        "memory": tr("{file} needs more memory than a form may take."),
        "time": tr("{file} takes longer than a form may take."),
    }.get(error.why, tr("{file} could not be prepared: the work ended before it was done."))
    size = error.why in ("memory", "time")
    return Explained(
        told.format(file=error.file),
        tr("Nothing was changed. The forms that are installed stay as they are."),
        tr("Divide the form, put long lists into a file of their own, and simplify its formulas.")
        if size
        else tr("Close other programs and try again. If it ends again, send the file to support."),
    )


@explain.register
def _(error: errors.FormUnknown) -> Explained:
    return Explained(
        tr("The form {form} (version {version}) is not installed here.").format(
            form=error.form_id, version=error.version
        ),
        tr("Answers that were given on it are kept."),
        tr("Ask the office for the form, or install its file."),
    )


@explain.register
def _(error: errors.FormNeedsNamedPeople) -> Explained:
    return Explained(
        tr("“{title}” is only for a case that named people see, and others see this one.").format(
            title=error.title
        ),
        tr("Nothing was begun, and nothing was changed."),
        tr("Choose “Only named people may see this case…” in the case's menu, then begin again."),
    )


@explain.register
def _(error: errors.FormMisplaced) -> Explained:
    nothing = tr("Nothing was begun, and nothing was changed.")
    if error.private:
        return Explained(
            tr("“{title}” is private and belongs to no case.").format(title=error.title),
            nothing,
            tr("Begin it on the page Assessments. What you write there never leaves this laptop."),
        )
    return Explained(
        tr("“{title}” is about a case.").format(title=error.title),
        nothing,
        tr("Open the case, then Assessments, and begin it there."),
    )
