"""What a page reads beside the window: once more when asked meanwhile, nothing once it is shut."""

from threading import Event, current_thread

from pytestqt.qtbot import QtBot

from socialcase.actions.workspaces import Workspace
from socialcase.errors import NotFound, UserError
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext
from socialcase.ui.reading_beside import ReadingBeside


def lent(workspace: Workspace, jobs: Jobs, told: list[UserError]) -> PageContext:
    """What a window lends to a page."""
    return PageContext(workspace, jobs, lambda _: None, lambda: None, lambda *_: None, told.append)


def test_what_is_asked_meanwhile_is_read_once_more(qtbot: QtBot, workspace: Workspace) -> None:
    may_go, shown = Event(), list[str]()
    read_in = []

    def read() -> str:
        read_in.append(current_thread())
        may_go.wait()
        return f"view {len(read_in)}"

    beside = ReadingBeside(lent(workspace, Jobs(), []), read, shown.append)
    for _ in range(4):
        beside.ask()
    may_go.set()
    qtbot.waitUntil(lambda: not beside.busy)
    assert shown == ["view 1", "view 2"]
    assert current_thread() not in read_in


def test_a_fault_is_explained_and_the_page_can_read_again(
    qtbot: QtBot, workspace: Workspace
) -> None:
    told: list[UserError] = []
    shown: list[str] = []
    faults: list[UserError] = [NotFound("laptop", "ab")]

    def read() -> str:
        if faults:
            raise faults.pop()
        return "view"

    beside = ReadingBeside(lent(workspace, Jobs(), told), read, shown.append)
    for _ in range(2):
        beside.ask()
        qtbot.waitUntil(lambda: not beside.busy)
    assert len(told) == 1
    assert shown == ["view"]


def test_a_window_that_shuts_is_shown_nothing_and_reads_no_more(
    qtbot: QtBot, workspace: Workspace
) -> None:
    jobs, begun, shown = Jobs(), Event(), list[str]()

    def read() -> str:
        begun.set()
        return "view"

    beside = ReadingBeside(lent(workspace, jobs, []), read, shown.append)
    beside.ask()
    beside.ask()
    begun.wait()
    assert jobs.finish()
    qtbot.waitUntil(lambda: not beside.busy)
    assert shown == []
