"""What is offered beside the plan: names to complete, and what was said in assessments."""

from socialcase.actions.done import Done
from socialcase.actions.lines import StaffNames
from socialcase.actions.needs import add_need, domain_of
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Provider

_MANY = 500


def known_doers(ws: Workspace) -> tuple[dict[str, str], tuple[str, ...]]:
    """Who may do something besides the family: providers (name to id), and who works here."""
    with ws.store.reading() as reading:
        providers = reading.page(Provider, order="name", limit=_MANY)
        own = StaffNames(ws, reading).name(ws.person)
    given = own.partition(" ")[0]
    staff = tuple(dict.fromkeys(name for name in (given, own) if name))
    return {one.name: one.uid for one in providers if one.name}, staff


def take_over(
    ws: Workspace,
    case: str,
    words: str,
    *,
    name: str,
    person: str,
    own: bool,
    assessment: str,
    seen: str,
) -> Done:
    """Keep one of the things to discuss as a need of its person, in the words in which it was said.

    `name`: of the question or suggestion in the form; it says which part of life it belongs to.
    Raises NotFound, BadValue.
    """
    what, domain = ("need", "") if own else domain_of(name)
    return add_need(
        ws,
        case,
        words,
        what=what,
        person=person,
        domain=domain,
        own=own,
        assessment=assessment,
        seen=seen,
    )
