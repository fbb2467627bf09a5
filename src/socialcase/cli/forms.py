"""`socialcase form`: checking, drawing and running an XLSForm without a screen, and its life."""

import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from socialcase.cli.answer import REFUSED, Answer, answer
from socialcase.cli.form_life import add_life
from socialcase.cli.form_words import problem_line, report_lines
from socialcase.cli.plain import Plain, plain
from socialcase.errors import BadSteps, CannotRead, CannotWrite, FormProblem, FormRefused, sentence
from socialcase.texts import N_, explain, tr

if TYPE_CHECKING:
    from socialcase.forms import Form, FormReport, Session

form = App(name="form", help="The forms of a workspace; check XLSForms and run them.")
add_life(form)
Json = Annotated[bool, Parameter(help="Answer as JSON on standard output.", negative=())]


@form.command
def check(file: Path, /, *, picture: Path | None = None, json: Json = False) -> Answer:
    """Look a form over: errors and warnings by sheet, row and column.

    :param file: The form: .xlsx, .xls, .csv or .md.
    :param picture: Also draw which question shows which, into this file (.svg).
    """
    from socialcase.forms import examine_form

    report, form = examine_form(file)
    if form is not None:
        report = _with_files(report, form, file)
        if picture is not None:
            _draw(form, picture)
        return answer(plain(report), report_lines(report), as_json=json)
    told = explain(FormRefused(file.name, report.errors))
    complaint = f"{told.happened} {told.safe}"
    lines = tuple(problem_line(one) for one in (*report.errors, *report.warnings))
    return Answer(plain(report), lines, json, REFUSED, complaint)


@form.command
def picture(file: Path, picture: Path, /, *, json: Json = False) -> Answer:
    """Draw a form's logic: which question shows which, and when.

    :param file: The form: .xlsx, .xls, .csv or .md.
    :param picture: The file to draw into (.svg).
    """
    from socialcase.forms import compile_form

    _draw(compile_form(file), picture)
    line = tr("The picture is in {file}.").format(file=picture)
    return answer({"file": str(picture)}, [line], as_json=json)


@form.command
def run(
    file: Path,
    /,
    *,
    steps: Annotated[str, Parameter(allow_leading_hyphen=True)],
    language: str = "",
    now: datetime | None = None,
    json: Json = False,
) -> Answer:
    """Run a live session of a form: answer, add and remove repeats, read what follows.

    Lists that the form reads are taken from beside it.

    :param file: The form: .xlsx, .xls, .csv or .md.
    :param steps: File with the steps as a JSON array, or - for standard input; docs/command-
        line.md describes them.
    :param language: One of the form's languages to begin with.
    :param now: The moment at which the session begins, instead of the present.
    """
    from socialcase.actions.form_packages import read_package
    from socialcase.cases.clock import ASHGABAT, SystemClock
    from socialcase.cli.stepping import play
    from socialcase.forms import compile_form, open_session

    compiled = compile_form(file)
    moment = now or SystemClock().now()
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ASHGABAT)
    package, _ = read_package(file, compiled, b"")
    session = open_session(
        compiled,
        now=moment.astimezone(ASHGABAT),
        language=language or None,
        resources=package.resources,
    )
    results = play(session, _steps(steps))
    data = {**results, **_end(session)}
    return answer(data, _told(session, data), as_json=json)


def _steps(name: str) -> object:
    """The steps as parsed JSON. Raises CannotRead, BadSteps."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        return json.loads(text)
    except OSError:
        raise CannotRead(Path(name)) from None
    except ValueError:
        raise BadSteps(0) from None


def _end(session: "Session") -> dict[str, Plain]:
    finish = session.finish()
    return {
        "form_id": session.form.form_id,
        "version": session.form.version,
        "title": session.form.title,
        "complete": finish.ok,
        "missing": plain(finish.missing),
        "invalid": plain(finish.invalid),
        "scores": plain(session.scores()),
        "needs": plain(session.needs()),
        "answers": plain(session.answers()),
        "state": plain(session.state()),
        "submission": session.serialize(),
    }


def _told(session: "Session", data: dict[str, Plain]) -> list[str]:
    lines = [f"{ref} = {value}" for ref, value in session.answers().items()]
    finish = session.finish()
    for one in (*finish.missing, *finish.invalid):
        why = one.message or (tr("missing") if one in finish.missing else tr("look again"))
        lines.append(f"{one.number} {one.label}: {why}")
    lines += [f"{score.label or score.name}: {score.value}" for score in session.scores()]
    lines.append(tr("Complete.") if data["complete"] else tr("Not complete."))
    return lines


def _with_files(report: "FormReport", form: "Form", file: Path) -> "FormReport":
    """The report, with what is wrong with the files beside the form. Raises FormRefused."""
    from socialcase.actions.form_packages import read_package
    from socialcase.forms import check_files

    package, missing = read_package(file, form, b"")
    absent = [
        FormProblem(name, 0, "", "no_file", sentence(N_("The file is not beside the form.")), ())
        for name in missing
    ]
    more = (*absent, *check_files(form, package.resources))
    return replace(report, warnings=(*report.warnings, *more))


def _draw(form: "Form", picture: Path) -> None:
    """Write the picture of a form's logic. Raises CannotWrite."""
    from socialcase.actions.form_pictures import picture_of

    try:
        picture.write_text(picture_of(form), encoding="utf-8")
    except OSError:
        raise CannotWrite(picture) from None
