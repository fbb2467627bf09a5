"""The program killed amid the note of a visit: every letter stands there again."""

from pathlib import Path
from random import Random

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.unkept import visit_place, written_down
from socialcase.actions.workspaces import close_workspace, create_laptop
from tests.crash.test_crash_filling import killed
from tests.crash.world import CHEAP, PASSPHRASE, reopened

KILLS = 2


def begun(folder: Path) -> str:
    """A laptop with one case."""
    ws = create_laptop(folder, PASSPHRASE, "Maral Annaýewa", cost=CHEAP, anywhere=True)
    contact = FirstContact(worry="Lives alone", name={"given": "Baýram"})
    case = first_contact(ws, contact).record
    close_workspace(ws)
    return case


def test_no_letter_of_a_note_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    folder, chance, before = tmp_path / "laptop", Random(5), ""
    case = begun(folder)
    for _ in range(KILLS):
        lines = killed(folder, case, chance.randrange(3, 90), "tests.crash.noting")
        assert lines[0]["began"] == before, "the form opens with what was typed"
        ws = reopened(folder)
        unkept = written_down(ws, visit_place(case))
        close_workspace(ws)
        assert unkept is not None
        before = unkept.words["note"]
        assert before.startswith(lines[-1]["typed"])  # the next letter may have come before the end
        assert len(before) - len(lines[-1]["typed"]) <= 1
