"""The work with one family of the demo, as far as its parts share it: where, when, and the ids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from socialcase.actions.cases import set_status
from socialcase.actions.demo.events import Event
from socialcase.actions.demo.family import DemoConsent, Family
from socialcase.actions.demo.story_clock import StoryClock
from socialcase.actions.standing import standing
from socialcase.actions.workspaces import Workspace


@dataclass(slots=True)
class Work:
    """The work with one family at one laptop, and the ids that come of it.

    `staff`: who else may see a restricted file. `directory`: providers by key. `people`: those at
    home and relatives, by how the file calls them; `members`: how they live there. `goals`: of the
    newest version of the `plan`, by number; `actions` by goal and words; `needs` in the order of
    the file; `tasks` by words.
    """

    ws: Workspace
    clock: StoryClock
    family: Family
    staff: tuple[str, ...] = ()
    directory: Mapping[str, str] = field(default_factory=dict)
    case: str = ""
    assessment: str = ""
    plan: str = ""
    people: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    consents: dict[DemoConsent, str] = field(default_factory=dict)
    goals: dict[int, str] = field(default_factory=dict)
    actions: dict[tuple[int, str], str] = field(default_factory=dict)
    needs: list[str] = field(default_factory=list)
    tasks: dict[str, str] = field(default_factory=dict)

    def event(self, day: int, rank: int, act: Callable[[], object]) -> Event:
        """Something that happens in this family; `rank` orders what falls on one day."""
        return Event(day, rank, self.family.key, act)

    def on(self, day: int) -> str:
        """A day of the story as a registry value."""
        return self.clock.day(day)

    def year(self, years_ago: int) -> str:
        """A year as a registry value, "" for none ago."""
        return str(self.clock.real.today().year - years_ago) if years_ago else ""

    def reach(self, status: str) -> None:
        """Go on to a step of the case, unless it is there."""
        if standing(self.ws, self.case).status != status:
            set_status(self.ws, self.case, status)
