"""The program killed at the keyboard: every letter is there again, and the keyboard's place."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

from socialcase.actions import assessments
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.workspaces import close_workspace, create_laptop
from tests.crash.world import CHEAP, PASSPHRASE, reopened

KILLS = 4
LONGEST_WAIT = 60.0


def begun(folder: Path) -> str:
    """A laptop with one assessment that was just begun; gives the draft."""
    ws = create_laptop(folder, PASSPHRASE, "Maral Annaýewa", cost=CHEAP, anywhere=True)
    contact = FirstContact(worry="Lives alone", name={"given": "Baýram"})
    case = first_contact(ws, contact).record
    draft = assessments.start_draft(ws, case, "", "needs_assessment").draft
    close_workspace(ws)
    return draft


def killed(
    folder: Path, draft: str, lines: int, program: str = "tests.crash.filling"
) -> list[dict[str, str]]:
    """Let the program fill, kill it after so many lines, and give what it said."""
    command = [sys.executable, "-m", program, str(folder), draft]
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=quiet
    ) as running:
        assert running.stdout is not None
        heard = b""
        try:
            while heard.count(b"\n") < lines:
                ready, _, _ = select.select([running.stdout], [], [], LONGEST_WAIT)
                part = os.read(running.stdout.fileno(), 65536) if ready else b""
                assert part, f"it fell silent: {running.poll()}"
                heard += part
        finally:
            running.kill()
        heard += running.stdout.read()
    assert running.returncode == -signal.SIGKILL
    whole = heard.decode("utf-8", "ignore").rpartition("\n")[0]
    return [json.loads(line) for line in whole.splitlines()]


def stands(opened: OpenDraft, ref: str) -> str:
    """What a question's field shows when the draft is opened: letters, or its answer."""
    return opened.typing.get(ref, opened.session.node(ref).value)


def test_no_letter_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    folder, chance = tmp_path / "laptop", Random(14)
    draft = begun(folder)
    place = ""
    typed = 0
    for _ in range(KILLS):
        said = killed(folder, draft, chance.randint(12, 60))
        assert place in ("", said[0]["at"])  # the keyboard is where it was
        ws = reopened(folder)
        opened = assessments.resume(ws, draft)
        close_workspace(ws)
        last = {line["ref"]: line for line in said if "ref" in line}
        for ref, line in last.items():
            if "value" in line:
                # gone on since, unless the kill came amid the next round; letters that are no
                # answer any more (a number grown too long) stand in the field beside it
                assert opened.session.node(ref).value == line["value"]
                assert stands(opened, ref).startswith(line["value"])
            else:
                typed += 1
                assert stands(opened, ref).startswith(line["typed"])
        place = opened.place
    assert typed > 0
