"""The directory of the demo: invented providers, entered at the office before anybody works."""

from collections.abc import Iterable
from dataclasses import dataclass

from socialcase.actions.demo.story_clock import StoryClock
from socialcase.actions.editing import FieldValue
from socialcase.actions.providers import add_provider
from socialcase.actions.workspaces import Workspace


@dataclass(frozen=True, slots=True)
class DemoProvider:
    """Who offers services. `asked`: the day when the entry was last checked.

    `address`: etrap, settlement, street, landmark. `seen_by`: "everyone", or the two people who
    may know of a shelter. `valid_from`, `valid_until`: days, None for no end.
    """

    key: str
    name: str
    what: str
    services: tuple[str, ...]
    address: tuple[str, str, str, str]
    groups: tuple[str, ...] = ()
    etraps: tuple[str, ...] = ()
    phone: str = ""
    contact: str = ""
    hours: str = ""
    terms: str = ""
    capacity: int | None = None
    waiting: int | None = None
    valid_from: int | None = None
    valid_until: int | None = None
    asked: int = -30
    note: str = ""
    protected: bool = False
    seen_by: str = "everyone"


_AS_TOLD = ("what", "services", "groups", "etraps", "phone", "contact", "hours", "terms")
_PARTS = ("etrap", "settlement", "street", "landmark")


def enter_directory(
    ws: Workspace, clock: StoryClock, providers: Iterable[DemoProvider], named: tuple[str, ...]
) -> dict[str, str]:
    """Enter all of them; gives their ids by key. `named`: who may know of a shelter."""
    return {one.key: _enter(ws, clock, one, named) for one in providers}


def _enter(ws: Workspace, clock: StoryClock, one: DemoProvider, named: tuple[str, ...]) -> str:
    fields: dict[str, FieldValue] = {name: getattr(one, name) for name in _AS_TOLD}
    fields |= {"capacity": one.capacity, "waiting": one.waiting, "note": one.note}
    days = {"valid_from": one.valid_from, "valid_until": one.valid_until, "asked": one.asked}
    fields |= {name: clock.day(day) for name, day in days.items() if day is not None}
    parts = zip(_PARTS, one.address, strict=True)
    fields["address"] = {part: text for part, text in parts if text}
    if one.protected:
        fields["protected"] = True
    filled = {name: value for name, value in fields.items() if value not in (None, "", ())}
    everyone = one.seen_by == "everyone"
    seen_by, staff = ("everyone", ()) if everyone else ("named", named)
    done = add_provider(ws, one.name, seen_by=seen_by, staff=staff, **filled)
    clock.spend(3)
    return done.record
