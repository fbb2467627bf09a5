"""What is said of a form that was looked over."""

from typing import TYPE_CHECKING

from socialcase.texts import problem_words, tr

if TYPE_CHECKING:
    from socialcase.errors import FormProblem
    from socialcase.forms import FormReport


def report_lines(report: "FormReport") -> list[str]:
    """What is said of a form without errors."""
    head = tr("{title}: {questions} questions, languages: {languages}").format(
        title=report.title,
        questions=report.questions,
        languages=", ".join(report.languages) or "–",
    )
    told = (*report.warnings, *report.repairs, *report.lacking)
    noted = [problem_line(one) for one in told]
    return [head, *noted, *_wordless(report), tr("The form can be used.")]


def _wordless(report: "FormReport") -> list[str]:
    """A line for each language and column with the rows that have no words yet."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for language, sheet, number, column in report.untranslated:
        rows.setdefault((language, sheet, column), []).append(str(number))
    return [
        tr("{language} is missing on sheet {sheet}, column {column}, rows {rows}").format(
            language=language or column, sheet=sheet, column=column, rows=", ".join(numbers)
        )
        for (language, sheet, column), numbers in rows.items()
    ]


def problem_line(one: "FormProblem") -> str:
    """A problem with its place, in one line."""
    beside = "." in one.sheet
    place = (
        tr("file {sheet}, row {row}, column {column}")
        if beside
        else tr("sheet {sheet}, row {row}, column {column}")
    ).format(sheet=one.sheet or "–", row=one.row or "–", column=one.column or "–")
    message, fix = problem_words(one)
    return f"{place}: {message} {fix}".rstrip()
