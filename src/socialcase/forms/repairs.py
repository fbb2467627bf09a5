"""What was changed in a form of another dialect so that it runs here, as its author is told."""

from socialcase.errors import FormProblem

_FIX = "Nothing: the form runs here as it is."


def note(
    sheet: str, row: int, column: str, code: str, message: str, fix: str = _FIX
) -> FormProblem:
    """Make the note of one repair."""
    return FormProblem(sheet, row, column, code, message, fix)
