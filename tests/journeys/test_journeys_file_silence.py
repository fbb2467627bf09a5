"""Nothing of a document lies readable anywhere: not on a disk, in a bundle, a backup, a log."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Ogulgerek Taganowa lives behind the mill"
NAME = "Taganowa certificate"

RUN = f"""
import sys
from pathlib import Path
from socialcase.actions import answer_files, assessments, attachments, cases, maintenance, people
from socialcase.actions import restricting
from socialcase.actions.bundles import export_bundle, inspect_bundle, merge_bundle
from socialcase.cases.clock import FixedClock
from socialcase.errors import AttachmentDamaged, AttachmentTooLarge
from socialcase.logs import log_file, start_log
from tests.conftest import MONDAY, PASSPHRASE, enrol, new_laptop, new_office

home = Path(sys.argv[1])
start_log(log_file())
clock = FixedClock(MONDAY)
office, laptop = new_office(home / "office", clock), new_laptop(home / "laptop", "Maral", clock, 3)
stick = home / "stick"
stick.mkdir()
enrol(office, laptop, stick, "specialist", "wekilbazar")
merge_bundle(laptop, export_bundle(office, stick, laptop.store.device).path)
content = {CANARY!r}.encode() * 20_000
person = people.add_person(laptop, {{"given": "Jeren"}}).record
case = cases.open_case(laptop, person=person, worry="Cold").record
uid = attachments.add_document(laptop, case, content, name="{NAME}.txt", caption={CANARY!r}).record
draft = assessments.start_draft(laptop, case, "", "home_visit")
answer_files.keep_answer_file(laptop, draft.draft, content, "{NAME}.txt")
try:
    attachments.add_document(laptop, case, content * 40, name="{NAME}.txt")
except AttachmentTooLarge:
    pass
other = cases.open_case(laptop, person=person, worry="Hidden").record
hidden = attachments.add_document(laptop, other, content, name="{NAME}.txt").record
restricting.restrict_case(laptop, other, [])
bundle = export_bundle(laptop, stick).path
inspect_bundle(office, bundle)
merge_bundle(office, bundle)
assert attachments.content(office, uid) == content
maintenance.backup(laptop)
maintenance.backup(laptop, home / "stick" / "carried.scbackup")
maintenance.restore(home / "stick" / "carried.scbackup", home / "back", PASSPHRASE, anywhere=True)
[one] = [line.document for line in attachments.documents(laptop, case)]
place = laptop.store.attachments.folder / f"{{one.file}}.age"
place.write_bytes(place.read_bytes()[:-3])
try:
    attachments.content(laptop, uid)
except AttachmentDamaged as fault:
    assert str(one.key) not in repr(one) + repr(fault)
print("done")
"""


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("files")
    (home / "tmp").mkdir()
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    surroundings = os.environ | {name: str(home) for name in places} | {"TMPDIR": str(home / "tmp")}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(home)],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        check=False,
        timeout=240,
    )
    assert done.stdout == b"done\n", done.stderr.decode()
    return home


def test_no_word_of_a_document_lies_readable_anywhere(left_behind: Path) -> None:
    files = [path for path in left_behind.rglob("*") if path.is_file()]
    assert len([path for path in files if path.suffix == ".age"]) >= 7
    assert any(path.name.startswith("socialcase.log") for path in files)
    words = (CANARY, NAME, "Taganowa")
    found = [
        (path.name, word)
        for path in files
        for word in words
        if any(word.encode(code) in path.read_bytes() for code in ("utf-8", "utf-16-le"))
    ]
    assert not found
    keys = [path.name for path in files if b"AGE-SECRET-KEY" in path.read_bytes()]
    assert not keys


def test_no_file_is_named_after_what_is_in_it(left_behind: Path) -> None:
    assert not [path for path in left_behind.rglob("*") if "Taganowa" in path.name]
    assert not list(left_behind.rglob("*.part"))
