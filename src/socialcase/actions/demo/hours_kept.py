"""Working hours of the specialist whose laptop is opened: last week released, this week begun."""

from datetime import date, timedelta

from socialcase.actions.demo.story_clock import StoryClock
from socialcase.actions.hours import add_hours, release_week
from socialcase.actions.workspaces import Workspace
from socialcase.texts import N_, tr

_LAST_WEEK = (
    (0, "case", "3:30", N_("Two families in Garaýap")),
    (0, "travel", "1:15", ""),
    (1, "case", "4:00", ""),
    (1, "paperwork", "1:30", N_("Letters of referral")),
    (2, "training", "5:00", N_("Mary: talking with children")),
    (3, "case", "4:30", ""),
    (3, "travel", "1:45", N_("Zähmet and back by bus")),
    (4, "supervision", "1:30", ""),
    (4, "paperwork", "2:00", ""),
)
_THIS_WEEK = (
    (0, "paperwork", "1:15", N_("Directory: rang three providers")),
    (0, "case", "2:30", ""),
    (1, "travel", "1:00", N_("Zähmet")),
    (1, "case", "3:00", ""),
    (2, "supervision", "1:00", ""),
    (3, "case", "3:15", ""),
    (4, "training", "2:00", ""),
)
"""Days from Monday, what it went into, how long, a note."""


def keep_last_week(ws: Workspace, clock: StoryClock) -> None:
    """Enter the week before this one and release its totals to the coordinators."""
    monday = _monday(ws) - timedelta(days=7)
    for days, what, time, note in _LAST_WEEK:
        _keep(ws, monday + timedelta(days=days), what, time, note)
    release_week(ws, monday)
    clock.spend(5)


def keep_this_week(ws: Workspace, clock: StoryClock, case: str) -> None:
    """Enter what this week has had until today; the hours of its first visit go to `case`."""
    monday = _monday(ws)
    for days, what, time, note in _THIS_WEEK:
        on = monday + timedelta(days=days)
        if on <= ws.today:
            _keep(ws, on, what, time, note, case if what == "case" and days == 0 else "")
    clock.spend(5)


def _keep(ws: Workspace, on: date, what: str, time: str, note: str, case: str = "") -> None:
    add_hours(ws, on.isoformat(), what, time, case=case, note=tr(note) if note else "")


def _monday(ws: Workspace) -> date:
    return ws.today - timedelta(days=ws.today.weekday())
