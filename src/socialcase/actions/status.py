"""A workspace in numbers."""

from datetime import datetime
from pathlib import Path

from socialcase.actions.enrolment import enrolled
from socialcase.actions.road import in_no_bundle, road
from socialcase.actions.workspaces import Me, Workspace, WorkspaceKind, me_in
from socialcase.cases.codes import OPEN_STATUSES
from socialcase.cases.records import Case, Person
from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class WorkspaceStatus:
    """A workspace in numbers, for the window's corner and `workspace status`.

    `office_has_until`: the time of the newest change of ours that the office said it has.
    `unsent_changes`: those that it has not confirmed; `only_here`: those of them in no bundle yet.
    """

    folder: Path
    kind: WorkspaceKind
    label: str
    device: str
    me: Me
    enrolled: bool
    office_name: str
    people: int
    open_cases: int
    conflicts: int
    held: int
    drafts: int
    unsent_changes: int
    unsent_cases: int
    only_here: int
    office_has_until: datetime | None


def status(ws: Workspace) -> WorkspaceStatus:
    """The workspace in numbers. Reads only."""
    joined, way = enrolled(ws), road(ws)
    with ws.store.reading() as reading:
        unsent = reading.unsent()
        return WorkspaceStatus(
            folder=ws.folder,
            kind=ws.kind,
            label=ws.label,
            device=ws.store.device,
            me=me_in(ws, reading),
            enrolled=joined is not None,
            office_name=joined.office_name if joined else "",
            people=reading.count(Person),
            open_cases=reading.count(Case, {"status": OPEN_STATUSES}),
            conflicts=len(reading.conflicts()),
            held=sum(count.changes for count in reading.held()),
            drafts=len(ws.store.drafts.open()),
            unsent_changes=unsent.changes,
            unsent_cases=unsent.cases,
            only_here=in_no_bundle(ws, way, unsent.changes),
            office_has_until=way.has_until,
        )
