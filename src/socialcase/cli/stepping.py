"""Playing a list of steps on a live form session."""

from collections.abc import Mapping

from socialcase.cli.plain import Plain, plain
from socialcase.errors import BadSteps
from socialcase.forms import NoSuchNode, Session

_SHORT = ("set", "add", "remove", "language", "read", "state")


def play(session: Session, steps: object) -> dict[str, Plain]:
    """Do every step in order; gives what each one changed or read.

    A step is {"op": "set", "ref": …, "value": …}, or shorter {"set": ref, "value": …}; ops are
    set, add, remove, language, read and state. Raises BadSteps with the number of the first step
    that cannot be done.
    """
    if not isinstance(steps, list):
        raise BadSteps(0)
    done: list[Plain] = []
    for number, step in enumerate(steps, start=1):
        try:
            done.append(_play(session, step))
        except (NoSuchNode, ValueError):
            raise BadSteps(number) from None
    return {"steps": done}


def _play(session: Session, step: object) -> Plain:
    op, ref, value = _parts(step)
    said: dict[str, Plain] = {"op": op, "ref": ref}
    if op == "state":
        return {**said, "state": plain(session.state())}
    if op == "read":
        return {**said, "node": plain(session.node(ref))}
    changed = session.apply(op, ref, value)
    read: dict[str, Plain] = {
        "changes": plain(changed.changes),
        "added": plain(changed.added),
        "removed": plain(changed.removed),
    }
    return {**said, "value": value, **read}


def _parts(step: object) -> tuple[str, str, str]:
    """Operation, ref and value of a step. Raises ValueError for what is none."""
    if not isinstance(step, Mapping):
        raise ValueError("no step")  # noqa: TRY004  told as a bad step, like any other
    short = next((op for op in _SHORT if op in step), "")
    op = str(step.get("op", short))
    ref = step.get("ref", step[short] if short and "op" not in step else "")
    value = step.get("value", "")
    if op == "language":
        value, ref = value or ref, ""
    if op not in _SHORT:
        raise ValueError("no such operation")
    return op, "" if op == "state" else str(ref), _text(value)


def _text(value: object) -> str:
    """An answer as the engine takes it: lists become a multiple choice, numbers their digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
