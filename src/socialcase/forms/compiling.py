"""Compiling and checking form sources."""

import hashlib
from dataclasses import replace
from pathlib import Path

from socialcase.collector import collector_paused
from socialcase.errors import CannotRead, FormProblem, FormRefused, sentence
from socialcase.forms.advice import advise
from socialcase.forms.checking import look_over
from socialcase.forms.circles import reading_themselves
from socialcase.forms.columns import unused_columns, unused_lists
from socialcase.forms.compile_watch import Progress, Watch
from socialcase.forms.converting import Refused, convert
from socialcase.forms.dialects import repair, restore
from socialcase.forms.form import Form, form_from_xform
from socialcase.forms.marks import take_marks, unknown_to_take_home
from socialcase.forms.misfits import misfits
from socialcase.forms.omissions import omissions
from socialcase.forms.outline import numbers
from socialcase.forms.sheets import Book, SheetFault, read_book
from socialcase.forms.support import lacks
from socialcase.forms.titles import take_titles, untitled
from socialcase.forms.views import FormReport
from socialcase.texts import N_

_UNNAMED = "default"
_TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")


def compile_form(
    source: Path | bytes,
    filename: str = "",
    *,
    progress: Progress | None = None,
) -> Form:
    """Compile an XLSForm (.xlsx, .xls, .csv, .md).

    `filename` tells the format when `source` is bytes. `progress` is told the stage and how far it
    is. Raises `FormRefused` with every problem found (sheet, row, column, what, what to do) and
    `CannotRead` when the file cannot be read.
    """
    data, name = load_source(source, filename)
    compiled, errors, warnings, repairs, _ = _compile(data, name, Watch(progress))
    if compiled is None or errors:
        raise FormRefused(name, tuple(errors))
    form = replace(compiled, warnings=(*repairs, *warnings))
    form.__dict__["model"] = compiled.model
    return form


def check_form(source: Path | bytes, filename: str = "") -> FormReport:
    """Look a form source over without raising: errors, warnings, repairs, languages.

    Beside what `compile_form` warns of, columns that nothing reads are named, and translations that
    are missing.

    Raises only `CannotRead`, when the file cannot be read at all.
    """
    return examine_form(source, filename)[0]


def examine_form(
    source: Path | bytes,
    filename: str = "",
    *,
    progress: Progress | None = None,
) -> tuple[FormReport, Form | None]:
    """`check_form` and the compiled form, None where there are errors; one reading for both.

    Raises `CannotRead`. `apart.examine_apart` does the same in a process of its own.
    """
    data, name = load_source(source, filename)
    form, errors, warnings, repairs, book = _compile(data, name, Watch(progress))
    report = FormReport(
        form_id=form.form_id if form else "",
        version=form.version if form else "",
        title=form.title if form else "",
        languages=form.languages if form else (),
        questions=sum("." in n for n in numbers(form.model).values()) if form else 0,
        errors=tuple(errors),
        warnings=(*warnings, *(_advised(book) if book else ())),
        repairs=tuple(repairs),
        untranslated=(
            (*_untranslated(book), *untitled(book, form.languages if form else ())) if book else ()
        ),
        lacking=tuple(_lacking(book)) if book else (),
        titles=tuple(sorted(book.titles.items())) if book else (),
        marks=tuple(sorted(book.marks.items())) if book else (),
    )
    if form is None or errors:
        return report, None
    kept = replace(form, warnings=(*repairs, *warnings))
    kept.__dict__["model"] = form.model
    return report, kept


def load_source(source: Path | bytes, filename: str) -> tuple[bytes, str]:
    """The bytes of a source and the name that tells its format. Raises `CannotRead`."""
    if isinstance(source, bytes):
        return source, filename
    try:
        return source.read_bytes(), filename or source.name
    except OSError as error:
        raise CannotRead(source) from error


Problems = list[FormProblem]


Outcome = tuple[Form | None, Problems, Problems, Problems, Book | None]


def _compile(data: bytes, name: str, watch: Watch) -> Outcome:
    # the converter makes hundreds of thousands of objects that stay until it is done
    with collector_paused():
        return _made(data, name, watch)


def _made(data: bytes, name: str, watch: Watch) -> Outcome:
    watch.at("reading")
    try:
        book = read_book(data, name)
    except SheetFault as fault:
        return None, [fault.problem], [], [], None
    watch.at("checking")
    book.titles = take_titles(book)
    book.marks = take_marks(book)
    repairs = repair(book)
    found = look_over(book)
    if found.errors:
        return None, found.errors, found.warnings, repairs, book
    try:
        xform, notes = convert(book, Path(name).stem or "form", watch)
        watch.at("building")
        form = form_from_xform(restore(xform), hashlib.sha256(data).hexdigest())
    except Refused as refused:
        return None, [refused.problem], found.warnings, repairs, book
    except FormRefused as refused:
        problems = [_on_sheet(p, book) for p in refused.problems]
        return None, problems, found.warnings, repairs, book
    watch.at("building", 1)
    return _named_languages(form), [], [*found.warnings, *notes], repairs, book


def _named_languages(form: Form) -> Form:
    """Put the languages that columns name first.

    The converter adds one called `default` for columns without a language.
    """
    named = tuple(language for language in form.languages if language != _UNNAMED)
    if not named or form.default_language != _UNNAMED:
        return form
    changed = replace(form, languages=named, default_language=named[0])
    changed.__dict__["model"] = form.model
    return changed


def _on_sheet(problem: FormProblem, book: Book) -> FormProblem:
    """Find the row of a problem that names a path of the converted form."""
    name = problem.column.rpartition("/")[2]
    column = dict(problem.said.values).get("column")
    survey = book.sheet("survey")
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        if name and row.get("name") == name:
            heading = column if isinstance(column, str) and column in row else "name"
            return replace(problem, sheet="survey", row=number, column=heading)
    return replace(problem, sheet="survey")


def _untranslated(book: Book) -> list[tuple[str, str, int, str]]:
    found: list[tuple[str, str, int, str]] = []
    for sheet in (book.sheet("survey"), book.sheet("choices")):
        for base in _TRANSLATED:
            columns = [c for c in sheet.columns if c.partition(":")[0].strip().lower() == base]
            for number, row in zip(sheet.numbers, sheet.rows, strict=True):
                if any(column in row for column in columns):
                    missing = [c for c in columns if c not in row]
                    found += [
                        (c.rpartition(":")[2].strip() if ":" in c else "", sheet.name, number, c)
                        for c in missing
                    ]
    return found


def _advised(book: Book) -> list[FormProblem]:
    if "survey" not in book.sheets:
        return []
    return [
        *advise(book),
        *unknown_to_take_home(book),
        *reading_themselves(book),
        *omissions(book),
        *misfits(book),
        *unused_columns(book),
        *unused_lists(book),
    ]


def _lacking(book: Book) -> list[FormProblem]:
    return [
        FormProblem(
            lack.sheet,
            lack.row,
            lack.column,
            lack.verdict,
            sentence(N_("{name}:"), name=lack.what),
            (sentence(lack.how),),
        )
        for lack in lacks(book)
    ]
