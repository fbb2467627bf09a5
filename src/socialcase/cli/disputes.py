"""`socialcase conflict`: what two people wrote apart, and the decision about it."""

from typing import Annotated

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.errors import BadValue
from socialcase.texts import label, tr

conflict = App(name="conflict", help="List and settle conflicts.")
Parts = Annotated[tuple[str, ...], Parameter(name="--part", negative=())]


@conflict.command(name="list")
def list_(*, at: At = HERE) -> Answer:
    """List the fields with two values, with all their versions."""
    from socialcase.actions.conflicts import conflict as look
    from socialcase.actions.conflicts import conflicts

    with opened(at) as ws:
        views = [look(ws, row.record, row.field) for row in conflicts(ws)]
    lines: list[str] = []
    for view in views:
        lines.append(f"{view.subject}: {label('field', view.field)}  {view.record} {view.field}")
        for one in view.versions:
            parts = ", ".join(text for _, text in one.parts if text)
            shown = "  " + tr("(shows)") if one.showing else ""
            lines.append(f"  {one.number}  {one.author_name}, {one.at:%Y-%m-%d}: {parts}{shown}")
    data = {"conflicts": plain(views)}
    return answer(data, lines or [tr("There is nothing to settle.")], as_json=at.json)


@conflict.command
def settle(
    record: str,
    field: str,
    /,
    *,
    keep: int | None = None,
    value: str | None = None,
    part: Parts = (),
    combine: Annotated[bool, Parameter(negative=())] = False,
    at: At = HERE,
) -> Answer:
    """Decide a conflict; every version stays in the history, and the decision can be undone.

    :param record: Id of the record.
    :param field: The field, such as case.risk.
    :param keep: Keep the version with this number.
    :param value: Use this value instead.
    :param part: For a field group, one part of the value to use, as name=text; repeat it for
        all parts.
    :param combine: Use the proposal that brings all versions together.
    """
    from socialcase.actions import conflicts as acts

    parts = dict(_part(field, one) for one in part)
    if sum((keep is not None, value is not None, bool(parts), combine)) != 1:
        raise BadValue("conflict", field, "--keep, --value, --part, --combine")
    with opened(at) as ws:
        if keep is not None:
            done = acts.keep_version(ws, record, field, keep)
        elif combine:
            proposal = acts.conflict(ws, record, field).combined
            if proposal is None:
                raise BadValue("conflict", field, "--keep, --value")
            done = acts.settle(ws, record, field, proposal)
        else:
            done = acts.settle(ws, record, field, parts or value)
    data = {"record": done.record, "save": done.save}
    return answer(plain(data), [tr("Settled.")], as_json=at.json)


def _part(field: str, text: str) -> tuple[str, str | None]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadValue("conflict", field, "name=text")
    return name.strip(), value.strip() or None
