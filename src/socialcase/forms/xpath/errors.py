"""Faults of expressions."""

from socialcase.errors import Sentence, sentence


class XPathError(ValueError):
    """An expression cannot be parsed or evaluated. Carries the expression's fault, no answers.

    The fault is a part of a sentence: a template marked with `N_` and its values. It is put
    together only when it is asked for: while a form is filled, faults are many and nobody reads
    them.
    """

    def __init__(self, template: str, /, **values: str | int) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    @property
    def said(self) -> Sentence:
        """What is wrong, to be said in any language."""
        return sentence(self.template, **self.values)

    def __str__(self) -> str:
        """What is wrong, in English."""
        return str(self.said)


# what evaluating may raise: the expression is then as if it were not there
FAILED = (ValueError, ArithmeticError, RecursionError)
