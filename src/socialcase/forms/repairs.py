"""What was changed in a form of another dialect so that it runs here, as its author is told."""

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.texts import N_

_NOTHING = N_("Nothing: the form runs here as it is.")


def note(
    sheet: str, row: int, column: str, code: str, said: Sentence, fix: Sentence | None = None
) -> FormProblem:
    """Make the note of one repair."""
    return FormProblem(sheet, row, column, code, said, (fix or sentence(_NOTHING),))
