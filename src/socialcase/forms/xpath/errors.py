"""Faults of expressions."""


class XPathError(ValueError):
    """An expression cannot be parsed or evaluated. Carries the expression's fault, no answers."""
