"""Faults of expressions."""


class XPathError(ValueError):
    """An expression cannot be parsed or evaluated. Carries the expression's fault, no answers."""


# what evaluating may raise: the expression is then as if it were not there
FAILED = (ValueError, ArithmeticError, RecursionError)
