"""Hours without a screen: entered, listed, released, and seen by whom they were released to."""

from socialcase.actions.workspaces import close_workspace
from tests.cli.conftest import Run
from tests.conftest import Enrolled


def test_sums_that_were_released_are_seen_by_the_coordinator(run: Run, enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    enrolled.up(maral)
    enrolled.down(maral)  # who coordinates here
    close_workspace(maral)
    given = ("--what", "training", "--day", "2026-11-24", "--note", "First aid")
    assert run("hours", "add", "1:30", *given, on=maral).status == 0
    assert "First aid" in run("hours", "list", "--day", "2026-11-29", on=maral).out
    close_workspace(boss)
    nothing = run("hours", "released", "--day", "2026-11-24", "--json", on=boss)
    assert nothing.data == {"released": []}
    assert run("hours", "release", "--day", "2026-11-24", on=maral).status == 0
    run("bundle", "export", enrolled.stick, on=maral)
    close_workspace(enrolled.office)
    for bundle in sorted(enrolled.stick.glob("*.scbundle")):
        run("bundle", "merge", bundle, on=enrolled.office)
    out = run("bundle", "export", enrolled.stick, "--to", boss.store.device, on=enrolled.office)
    assert out.status == 0, out.err
    for bundle in sorted(enrolled.stick.glob("*.scbundle")):
        run("bundle", "merge", bundle, on=boss)
    seen = run("hours", "released", "--day", "2026-11-24", "--json", on=boss)
    assert seen.data == {"released": [{"name": "Maral Annaýewa", "minutes": {"training": 90}}]}
    assert "First aid" not in run("hours", "released", "--day", "2026-11-24", on=boss).out
