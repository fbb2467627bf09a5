"""One field as a screen needs it."""

from socialcase.forms.limits import Limits, limits_of
from socialcase.forms.model import Control, Plan, Text
from socialcase.forms.offering import BLANKS
from socialcase.forms.tree import Field, ref_of
from socialcase.forms.verdicts import is_readonly
from socialcase.forms.views import Choice, Kind, NodeState
from socialcase.forms.world import FormWorld
from socialcase.forms.xpath.errors import FAILED
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.parsing import Ast

_LISTS = frozenset(("select", "select1", "rank"))
_MEDIA = ("image", "big-image", "audio", "video")


def show(field: Field, world: FormWorld, number: str) -> NodeState:
    """Return everything about one field now."""
    plan = field.plan
    control = plan.control
    label = control.label if control else None
    hint = control.hint if control else None
    return NodeState(
        ref=ref_of(field),
        name=plan.name,
        kind=kind_of(plan),
        type=plan.type,
        control=control.kind if control and control.kind not in ("group", "repeat") else "",
        value=field.value if plan.leaf and field.on else "",
        relevant=field.on,
        readonly=is_readonly(field),
        required=field.required,
        violation=field.violation,
        message=message(field, world),
        choices=choices(field, world),
        label=_words(world, label, field),
        hint=_words(world, hint, field),
        guidance=_words(world, hint, field, "guidance"),
        appearance=control.appearance if control else "",
        constraint_message=_words(world, plan.constraint_message, field),
        required_message=_words(world, plan.required_message, field),
        number=number,
        parameters=control.parameters if control else {},
        media=_media(label, field, world),
        limits=_limits(field, world) if field.violation == "constraint" else None,
    )


def _limits(field: Field, world: FormWorld) -> Limits | None:
    """Return what a broken constraint without words of its own wants."""
    constraint = field.plan.constraint
    if constraint is None or field.plan.constraint_message is not None:
        return None
    code, frame = constraint.code, Frame(world, field)

    def text(part: Ast) -> str:
        try:
            return code.part(part)(field, frame)
        except FAILED:
            return ""

    return limits_of(constraint.tree, text)


def _words(world: FormWorld, text: Text | None, field: Field, form: str = "") -> str:
    """Return a text for the screen: outputs leave blanks at its ends that mean nothing."""
    return world.words(text, field, form).strip(BLANKS)


def kind_of(plan: Plan) -> Kind:
    """Return what a plan is to the person who fills."""
    if plan.repeat:
        return "repeat"
    control = plan.control
    if control is None:
        return "value" if plan.leaf else "group"
    if control.kind in ("group", "repeat"):
        return "group"
    if heads_table(control):
        return "note"
    always = plan.readonly is not None and plan.readonly.source.strip() == "true()"
    shown_only = control.kind == "input" and plan.type == "string" and always
    return "note" if shown_only and plan.calculate is None else "question"


def heads_table(control: Control) -> bool:
    """Whether a row only carries the headings of the table of questions after it.

    Authors write it with the appearance `label`; a group with `table-list` gets one by itself.
    """
    return control.kind in ("select1", "select") and "label" in control.appearance.split()


def message(field: Field, world: FormWorld) -> str:
    """Return the author's message for the violation there is, or ""."""
    if field.violation == "constraint":
        return _words(world, field.plan.constraint_message, field)
    if field.violation == "required":
        return _words(world, field.plan.required_message, field)
    return ""


def choices(field: Field, world: FormWorld) -> tuple[Choice, ...] | None:
    """Return the choices of a question that has a list, worked out once until they may change.

    Those of a range are the words at its marks.
    """
    control = field.plan.control
    if control is None or (control.kind not in _LISTS and control.itemset is None):
        return None
    if field.items is None:
        field.items = tuple(world.choices(field.plan, field))
    return field.items


def answerable(field: Field, world: FormWorld) -> bool:
    """Whether a person can give an answer now: not read-only, and something there to choose."""
    if is_readonly(field):
        return False
    itemset = field.plan.control.itemset if field.plan.control is not None else None
    # a list on the choices sheet that nothing narrows is never empty
    if itemset is None or not (itemset.nodes.reads or any(world.model.sources.values())):
        return True
    return bool(choices(field, world))


def _media(label: Text | None, field: Field, world: FormWorld) -> dict[str, str]:
    if label is None or not label.itext:
        return {}
    found = {form: _words(world, label, field, form) for form in _MEDIA}
    return {form: _file(name) for form, name in found.items() if name}


def _file(address: str) -> str:
    """Return the file name of a `jr://images/...` address."""
    return address.rpartition("/")[2]
