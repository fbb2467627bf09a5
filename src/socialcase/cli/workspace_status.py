"""`socialcase workspace`: a workspace in numbers."""

from cyclopts import App

from socialcase.cli.answer import Answer, answer
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.texts import label, tr

workspace = App(name="workspace", help="Look at a workspace.")


@workspace.command
def status(*, at: At = HERE) -> Answer:
    """Show whose workspace it is, what is in it and what is not yet sent."""
    from socialcase.actions.status import status as read_status

    with opened(at) as ws:
        now = read_status(ws)
    lines = [
        f"{now.label}: {now.me.name}, {label('role', now.me.role)}",
        tr("{people} people, {cases} open cases, {conflicts} conflicts, {held} held").format(
            people=now.people, cases=now.open_cases, conflicts=now.conflicts, held=now.held
        ),
        tr("{changes} changes in {cases} cases are only here.").format(
            changes=now.unsent_changes, cases=now.unsent_cases
        ),
        tr("Office: {office}").format(office=now.office_name or tr("none yet")),
    ]
    return answer(plain(now), lines, as_json=at.json)
