"""Who wrote a record first, and when."""

from socialcase.actions.lines import StaffNames
from socialcase.actions.road import road
from socialcase.actions.stamps import Stamps
from socialcase.actions.workspaces import Workspace, close_workspace


def test_whoever_wrote_something_is_named_after_the_reading_has_ended(
    laptop: Workspace, case: str
) -> None:
    way = road(laptop)
    with laptop.store.reading() as reading:
        stamps = Stamps(reading, [case], StaffNames(laptop, reading), way)
    close_workspace(laptop)
    assert stamps.of(case).author_name == "Maral Annaýewa"
