"""A workspace where nothing can be written is not opened, and nothing in it is changed."""

import os
import stat
import sys
from pathlib import Path

import pytest

from socialcase.actions import cases, maintenance
from socialcase.actions.cases import FirstContact
from socialcase.actions.opening import open_day
from socialcase.actions.workspaces import Workspace, open_workspace
from socialcase.errors import WorkspaceReadOnly
from socialcase.texts import explain
from tests.conftest import PASSPHRASE
from tests.unwritable import contents, unwritable


@pytest.fixture
def closed(laptop: Workspace) -> Path:
    """The folder of a workspace with a case in it, that nobody has open."""
    cases.first_contact(laptop, FirstContact(worry="No income", name={"given": "Ata"}))
    laptop.store.close()
    return laptop.folder


def test_a_workspace_on_a_read_only_disk_is_refused_in_words(closed: Path) -> None:
    before = contents(closed)
    with unwritable(closed):
        with pytest.raises(WorkspaceReadOnly) as refused:
            open_day(closed, PASSPHRASE)
        assert contents(closed) == before
    said = explain(refused.value)
    assert str(closed) in said.happened
    assert "safe" in said.safe
    assert "backup" in said.do
    opened = open_workspace(closed, PASSPHRASE, anywhere=True)
    assert len(cases.cases(opened)) == 1
    opened.store.close()


@pytest.mark.parametrize("name", ["database.scdb", "lock"])
def test_one_read_only_file_is_enough(
    closed: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = closed / name
    mode = file.stat().st_mode
    file.chmod(stat.S_IRUSR)
    if sys.platform != "win32" and os.geteuid() == 0:  # root may write all the same: as others see
        true = os.access
        monkeypatch.setattr(
            os, "access", lambda path, way: true(path, way) and (way != os.W_OK or path != file)
        )
    before = contents(closed)
    with pytest.raises(WorkspaceReadOnly) as refused:
        open_workspace(closed, PASSPHRASE, anywhere=True)
    assert refused.value.path == file
    assert contents(closed) == before
    file.chmod(mode)


def test_what_lies_on_a_read_only_disk_can_be_restored_elsewhere(
    laptop: Workspace, tmp_path: Path
) -> None:
    cases.first_contact(laptop, FirstContact(worry="No income", name={"given": "Ata"}))
    maintenance.backup(laptop)
    laptop.store.close()
    (file,) = (laptop.folder / "backups").glob("*.scbackup")
    with unwritable(laptop.folder):
        maintenance.restore(file, tmp_path / "again", PASSPHRASE, anywhere=True)
    opened = open_workspace(tmp_path / "again", PASSPHRASE, anywhere=True)
    assert len(cases.cases(opened)) == 1
    opened.store.close()
