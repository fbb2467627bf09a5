"""`socialcase hours`: one's own working hours, and releasing the sums of a week."""

from datetime import date
from typing import TYPE_CHECKING

from cyclopts import App

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.texts import label, short_date, tr

if TYPE_CHECKING:
    from socialcase.actions.workspaces import Workspace

hours = App(name="hours", help="Keep one's own working hours; release the sums of a week.")


@hours.command
def add(
    time: str,
    /,
    *,
    what: str = "case",
    day: str = "",
    case: str = "",
    note: str = "",
    at: At = HERE,
) -> Answer:
    """Keep how long something took; nobody else sees it.

    :param time: As 1:30, 1.5 or "90 min"; it is rounded to a quarter of an hour.
    :param what: case, travel, paperwork, training, supervision or other.
    :param day: The day, today if left out.
    :param case: Id of the case.
    :param note: For oneself.
    """
    from socialcase.actions.hours import add_hours

    with opened(at) as ws:
        uid = add_hours(ws, day, what, time, case=case, note=note)
    return answer({"entry": uid}, [uid], as_json=at.json)


@hours.command(name="list")
def list_(*, day: str = "", at: At = HERE) -> Answer:
    """Show the entries and sums of a week.

    :param day: Any day of the week, today if left out.
    """
    from socialcase.actions.hours import hours_of

    with opened(at) as ws:
        week = hours_of(ws, _day(ws, day))
    rows = columns(
        (short_date(e.day), label("hours", e.what), f"{e.minutes}", e.subject, e.note, e.uid)
        for e in week.entries
    )
    sums = (f"{label('hours', code)}: {minutes}" for code, minutes in week.totals.items())
    return answer({"week": plain(week)}, [*rows, *sums], as_json=at.json)


@hours.command
def drop(entry: str, /, *, at: At = HERE) -> Answer:
    """Take an entry away.

    :param entry: Id of the entry, as `hours list` shows it.
    """
    from socialcase.actions.hours import drop_hours

    with opened(at) as ws:
        gone = drop_hours(ws, entry)
    return answer({"entry": gone.uid}, [tr("The entry is taken away")], as_json=at.json)


@hours.command
def release(*, day: str = "", note: str = "", at: At = HERE) -> Answer:
    """Give the sums of a week to the coordinators: no case, no day, no note of an entry.

    :param day: Any day of the week, today if left out.
    :param note: For the coordinators.
    """
    from socialcase.actions.hours import release_week

    with opened(at) as ws:
        done = release_week(ws, _day(ws, day), note)
    data = {"record": done.record, "save": done.save}
    return answer(plain(data), [tr("The week's totals go with the next bundle")], as_json=at.json)


@hours.command
def released(*, day: str = "", at: At = HERE) -> Answer:
    """Show the sums of a week that were released to you, by name.

    :param day: Any day of the week, today if left out.
    """
    from socialcase.actions.hours import hours_of, minutes_of, released_weeks

    with opened(at) as ws:
        weeks = released_weeks(ws, hours_of(ws, _day(ws, day)).monday)
    sums = [(name, minutes_of(week)) for week, name in weeks]
    rows = columns(
        (name, label("hours", code), f"{count}")
        for name, kinds in sums
        for code, count in kinds.items()
    )
    data = [{"name": name, "minutes": plain(kinds)} for name, kinds in sums]
    return answer({"released": plain(data)}, rows, as_json=at.json)


def _day(ws: "Workspace", text: str) -> date:
    from socialcase.actions.editing import day
    from socialcase.cases.dates import parse_day

    return parse_day(day("workweek", "monday", text)) if text else ws.today
