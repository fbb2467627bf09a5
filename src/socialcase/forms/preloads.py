"""Values that the program itself puts in: times, device, who fills."""

from socialcase.forms.tree import Field, fields
from socialcase.forms.world import FormWorld
from socialcase.forms.xpath import moments


def at_start(root: Field, world: FormWorld, *, editing: bool) -> None:
    """Fill what is known when the form is opened; an edited submission keeps what it has."""
    for field in fields(root):
        kind = field.plan.preload
        if kind and not (editing and field.value):
            value = _value(field, world)
            if value:
                field.value = value
    _identify(root, world, editing=editing)


def _value(field: Field, world: FormWorld) -> str:
    kind, what = field.plan.preload, field.plan.preload_parameters
    if kind == "date" and what == "today":
        return str(moments.today(world.now(), world.zone))
    if kind == "timestamp" and what == "start":
        return moments.stamp(world.now().astimezone(world.zone))
    if kind == "property":
        # `uri:` asks for the same with the kind of property before it
        return world.setting(what.removeprefix("uri:"))
    if kind == "uid" and field.local != "instanceID":
        return "uuid:" + _uuid(world)
    return ""


def at_end(root: Field, world: FormWorld) -> None:
    """Fill what is known when the form is finished."""
    for field in fields(root):
        if field.plan.preload == "timestamp" and field.plan.preload_parameters == "end":
            field.value = moments.stamp(world.now().astimezone(world.zone))


def _identify(root: Field, world: FormWorld, *, editing: bool) -> None:
    """Give the submission an instanceID; an edited one remembers the one it replaces."""
    for meta in (*root.kids.get("orx:meta", ()), *root.kids.get("meta", ())):
        for field in (*meta.kids.get("orx:instanceID", ()), *meta.kids.get("instanceID", ())):
            old = field.value
            if not old or editing:
                field.value = "uuid:" + _uuid(world)
            if editing and old:
                for link in meta.children:
                    if link.local == "deprecatedID":
                        link.value = old


def _uuid(world: FormWorld) -> str:
    bits = world.chance.getrandbits(128)
    bits = bits & ~(0xF << 76) | 4 << 76
    digits = f"{bits & ~(0x3 << 62) | 2 << 62:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
