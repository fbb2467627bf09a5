"""Whether an answer stands, and whether it may be given."""

from socialcase.forms import casting
from socialcase.forms.tree import Field
from socialcase.forms.views import Violation
from socialcase.forms.xpath.nodes import Node


def verdict(field: Field) -> Violation | None:
    """Return why an answer does not stand, or None."""
    if not field.on or not field.plan.leaf:
        return None
    if not field.value:
        return "required" if field.required else None
    return None if field.valid and casting.fits(field.plan.type, field.value) else "constraint"


def is_readonly(field: Field) -> bool:
    """Whether the field or a group around it is read-only."""
    node: Node | None = field
    while isinstance(node, Field):
        if node.readonly:
            return True
        node = node.parent
    return False
