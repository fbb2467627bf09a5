"""`socialcase resource`: what was found for families, from whom and worth how much."""

from typing import Literal

from cyclopts import App

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.directory import Flag, kept
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.texts import label, tr

resource = App(name="resource", help="What was found for families: from whom, worth how much.")


@resource.command(name="list")
def list_resources(
    *,
    period: Literal["quarter", "year", "all"] = "quarter",
    find: str = "",
    due: Flag = False,
    at: At = HERE,
) -> Answer:
    """List what was found, with totals by kind and source. Values are in tenge (1/100 manat).

    :param period: quarter (this one), year or all.
    :param find: Only with these words.
    :param due: Only what was promised and should come, and what is lent and goes back.
    """
    from socialcase.actions.resources import due_resources, ledger
    from socialcase.cases.money import manat

    with opened(at) as ws:
        found = ledger(ws, period, find)
        lines = due_resources(ws) if due else found.lines
    rows = columns(
        (
            one.resource.what,
            manat(one.resource.value) if one.resource.value is not None else "",
            label("resource_state", one.resource.status) if one.resource.status else "",
            one.source,
            one.subject,
            one.resource.uid,
        )
        for one in lines
    )
    totals = {"by_kind": plain(found.by_kind), "by_source": plain(found.by_source)}
    data = {"resources": plain(lines), **({} if due else {**totals, "whole": plain(found.whole)})}
    return answer(data, rows or [tr("No resources.")], as_json=at.json)


@resource.command(name="add")
def add_resource(
    case: str,
    what: str,
    /,
    *,
    kind: str = "other",
    from_whom: str = "",
    value: str = "",
    person: str = "",
    status: str = "received",
    until: str = "",
    at: At = HERE,
) -> Answer:
    """Enter what was found for a family.

    :param case: Number or id of the case.
    :param what: What it is.
    :param kind: money, goods, food, aid, transport, work, papers, place or other.
    :param from_whom: Who gives it.
    :param value: Its value in manat, as 340 or 340,50.
    :param person: Id of the person it is for.
    :param status: promised, received, returned or not_received.
    :param until: The day when it is to come, or until which it is lent.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.resources import add_resource as add

    texts = {"from_whom": from_whom, "value": value, "person": person, "until": until}
    with opened(at) as ws:
        done = add(ws, case_numbered(ws, case), what, kind=kind, status=status, **texts)
    return kept(done, at)


@resource.command(name="set")
def set_resource(resource: str, field: str, value: str, /, *, at: At = HERE) -> Answer:
    """Give one field of a resource a value.

    :param resource: Id of the resource.
    :param field: what, kind, from_whom, value, person, status, found, until or note.
    :param value: The value; an empty one clears the field.
    """
    from socialcase.actions.resources import set_resource as set_field

    with opened(at) as ws:
        done = set_field(ws, resource, field, value or None)
    return kept(done, at)
