"""Who may see what is being written: the audience of a new record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.records import Case, Household, Person, Provider
from socialcase.errors import BadValue
from socialcase.sync.membership import membership
from socialcase.texts.places import etrap_code

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

EVERYONE = "everyone"
NO_ETRAP = "none"
"""The circle of what belongs to no etrap: coordinators and officers only."""


MOST_NAMED = 16
"""People that one restricted file can be sealed to (sync.seal.MAX_NAMED)."""


def etrap_audience(etrap: str) -> str:
    """The circle of an etrap: its specialists, the coordinators, the office."""
    return f"etrap:{etrap or NO_ETRAP}"


def etrap_codes(etraps: Iterable[str]) -> tuple[str, ...]:
    """The codes of etraps given by code or by name. Raises BadValue for one that is unknown."""
    codes = [(one, etrap_code(one)) for one in etraps]
    if any(code is None for _, code in codes):
        raise BadValue("staff", "etraps", "etrap")
    return tuple(dict.fromkeys(code for _, code in codes if code))


def named_audience(staff: Iterable[str]) -> str:
    """A restricted record for named staff only. Raises BadValue for more people than fit."""
    people = sorted(set(staff))
    if len(people) > MOST_NAMED:
        raise BadValue("case", "audience", str(MOST_NAMED))
    return "named:" + ",".join(people)


def default_audience(ws: Workspace, etrap: str = "") -> str:
    """The audience of a record outside any case: the circle of `etrap`, else of the author.

    A specialist writes in the circles of their own etraps only. Before a laptop has an office
    there are no circles yet: `circles.join_circle` narrows "everyone" down when it is accepted,
    and nothing leaves it before.
    """
    person = me(ws)
    own = person.etraps[0] if person.etraps else ""
    elsewhere = person.role == "specialist" and bool(own) and etrap not in person.etraps
    where = own if elsewhere else etrap or own
    if not where and membership(ws.store) is None:
        return EVERYONE
    return etrap_audience(where)


def own_etrap(ws: Workspace) -> str:
    """The first etrap of the person at this workspace, "" without one."""
    etraps = me(ws).etraps
    return etraps[0] if etraps else ""


def case_audience(case: Case) -> str:
    """The audience of whatever belongs to a case: whoever may see the case."""
    return audience_in(case.uid)


def audience_in(case: str) -> str:
    """The same by the case's id, for one that may be out of sight."""
    return f"case:{case}"


def person_audience(case_uid: str, case_audience_text: str) -> str:
    """The audience of a person met in a case: the case's own where it is restricted.

    Otherwise that of the case's etrap, so that the person is found in other cases, too.
    """
    restricted = case_audience_text.startswith("named:")
    return f"case:{case_uid}" if restricted else case_audience_text


def narrower(reading: "Reading", home: Household | Person, person: Person) -> str:
    """The audience of what joins a person with a household or a person: who may see both."""
    inside, about = named_in(reading, home.uid), named_in(reading, person.uid)
    if inside and about:
        return named_audience(set(inside) & set(about))
    return person.audience if about else home.audience


def beside_case(reading: "Reading", case: Case, person: Person) -> str:
    """The audience of what joins a person with a case's own household: who may see both."""
    inside, about = named_in(reading, case.uid), named_in(reading, person.uid)
    if inside and about:
        return named_audience(set(inside) & set(about))
    return person.audience if about else case_audience(case)


def named_in(reading: "Reading", record: str) -> tuple[str, ...]:
    """The staff that a restricted record is for; empty where it is not restricted."""
    return named_by(reading.audience(record))


def on_no_paper(reading: "Reading", provider: Provider) -> bool:
    """Whether a provider's name stands on no paper and in no task: that of a shelter tells much.

    It is so with a protected address, and where named people alone may see it.
    """
    return provider.protected or bool(named_in(reading, provider.uid))


def named_by(audience: str) -> tuple[str, ...]:
    """The staff named by an audience; empty for one that is no restriction."""
    if not audience.startswith("named:"):
        return ()
    return tuple(audience.removeprefix("named:").split(","))
