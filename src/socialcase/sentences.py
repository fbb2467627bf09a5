"""Sentences as data: said in the language in force when somebody reads them, not when made."""

from collections.abc import Callable

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True)
class Sentence:
    """A sentence that can be said in every language: an English template and its named values.

    The template is marked with `N_`, so that the catalogs know it. A value is a text of the form
    (the same in every language) or a sentence again. Make one with `sentence`.
    """

    template: str
    values: "tuple[tuple[str, str | Sentence], ...]" = ()

    def worded(self, translate: Callable[[str], str]) -> str:
        """The filled sentence, its template and those in its values put through `translate`."""
        told = {n: v if isinstance(v, str) else v.worded(translate) for n, v in self.values}
        return translate(self.template).format(**told)

    def __str__(self) -> str:
        """The sentence in English."""
        return self.worded(str)


def sentence(template: str, /, **values: str | int | Sentence) -> Sentence:
    """Make a sentence; signs in a value that cannot be shown are escaped."""
    shown = {n: v if isinstance(v, Sentence) else _shown(str(v)) for n, v in values.items()}
    return Sentence(template, tuple(shown.items()))


def _shown(value: str) -> str:
    return value if value.isprintable() else repr(value)[1:-1]


@dataclass(frozen=True)
class FormProblem:
    """One problem of a form: where (`sheet`, `row` from 1, `column` heading), what, what to do.

    `code` is stable for tests and programs; `said` and `advice` are for the form's author, and
    `texts.problem_words` says them in the person's language.
    """

    sheet: str
    row: int
    column: str
    code: str
    said: Sentence
    advice: tuple[Sentence, ...]

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return str(self.said)

    @property
    def fix(self) -> str:
        """What to do, in English."""
        return " ".join(map(str, self.advice))
