"""What is being written stays until it is kept or thrown away, and goes nowhere else."""

from datetime import timedelta
from pathlib import Path

import pytest

from socialcase.actions import attachments
from socialcase.actions.unkept import (
    all_unkept,
    kept_with,
    restore,
    take_in,
    throw_away,
    write_down,
    written_down,
)
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.errors import UserError
from tests.conftest import PASSPHRASE

CANARY = "kanareýka under the stairs"


def reopened(ws: Workspace) -> Workspace:
    """The workspace as the next one who opens it finds it."""
    close_workspace(ws)
    return open_workspace(ws.folder, PASSPHRASE, anywhere=True)


def test_what_was_written_is_there_when_the_workspace_is_opened_again(laptop: Workspace) -> None:
    write_down(laptop, "visit:a:b", {"note": CANARY, "minutes": ""})
    ws = reopened(laptop)
    found = written_down(ws, "visit:a:b")
    places = [one.place for one in all_unkept(ws, "visit:a:")], all_unkept(ws, "visit:b:")
    close_workspace(ws)
    assert found is not None
    assert found.words == {"note": CANARY}
    assert places == (["visit:a:b"], [])


def test_fields_that_are_empty_again_leave_nothing(laptop: Workspace) -> None:
    write_down(laptop, "visit:a:b", {"note": "x"})
    write_down(laptop, "visit:a:b", {"note": ""})
    assert written_down(laptop, "visit:a:b") is None


def test_half_a_sign_does_not_hinder(laptop: Workspace) -> None:
    write_down(laptop, "visit:a:b", {"note": "a\ud83d"})
    found = written_down(laptop, "visit:a:b")
    assert found is not None
    assert found.words == {"note": "a"}


def test_it_is_forgotten_with_the_transaction_that_keeps_it_or_not_at_all(
    laptop: Workspace,
) -> None:
    write_down(laptop, "visit:a:b", {"note": "x"})

    def broken() -> None:
        with laptop.store.transaction(laptop.person) as tx:
            kept_with(laptop, "visit:a:b", tx)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert written_down(laptop, "visit:a:b") is not None
    with laptop.store.transaction(laptop.person) as tx:
        kept_with(laptop, "visit:a:b", tx)
    assert written_down(laptop, "visit:a:b") is None


def test_what_was_thrown_away_can_be_written_down_again(laptop: Workspace) -> None:
    write_down(laptop, "visit:a:b", {"note": "x"})
    gone = throw_away(laptop, "visit:a:b")
    assert written_down(laptop, "visit:a:b") is None
    assert gone is not None
    restore(laptop, gone)
    again = written_down(laptop, "visit:a:b")
    assert again is not None
    assert again.words == {"note": "x"}


def test_files_that_were_taken_in_outlive_the_sweep(laptop: Workspace, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(CANARY)
    take_in(laptop, "visit:a:b", letter)
    orphan = attachments.keep_content(laptop, b"nobody names this")
    ws = reopened(laptop)
    ws.store.attachments.sweep()
    (found,) = all_unkept(ws, "visit:a:")
    (file,) = found.files
    here = [ws.store.attachments.has(one) for one in (file.kept.file, orphan.file)]
    content = attachments.content_of(ws, file.kept)
    close_workspace(ws)
    assert here == [True, False]
    assert (file.name, content.decode()) == ("letter.txt", CANARY)


def test_files_stay_in_their_order_and_go_with_what_they_belong_to(laptop: Workspace) -> None:
    for name in ("b.txt", "a.txt"):
        take_in(laptop, "visit:a:b", name.encode(), name)
        laptop.clock.move(timedelta(seconds=1))  # type: ignore[attr-defined]
    take_in(laptop, "visit:a:bc", b"another visit", "c.txt")
    found = written_down(laptop, "visit:a:b")
    assert found is not None
    assert [one.name for one in found.files] == ["b.txt", "a.txt"]
    restore(laptop, throw_away(laptop, "visit:a:b") or found)
    assert written_down(laptop, "visit:a:b") is not None
    with laptop.store.transaction(laptop.person) as tx:
        kept_with(laptop, "visit:a:b", tx)
    assert [one.place for one in all_unkept(laptop)] == ["visit:a:bc"]


def test_it_is_no_change_and_lies_open_nowhere(laptop: Workspace) -> None:
    before = laptop.store.digest()
    write_down(laptop, "visit:a:b", {"note": CANARY})
    with laptop.store.reading() as reading:
        assert reading.unsent().changes == 0
    assert laptop.store.digest() == before
    close_workspace(laptop)
    for file in laptop.folder.rglob("*"):
        assert not file.is_file() or CANARY.encode() not in file.read_bytes()


def test_a_workspace_that_is_only_read_says_so_in_words(laptop: Workspace) -> None:
    write_down(laptop, "visit:a:b", {"note": "x"})
    close_workspace(laptop)
    ws = open_workspace(laptop.folder, PASSPHRASE, anywhere=True, read_only=True)
    try:
        with pytest.raises(UserError):
            write_down(ws, "visit:a:b", {"note": "xy"})
        found = written_down(ws, "visit:a:b")
    finally:
        close_workspace(ws)
    assert found is not None
    assert found.words == {"note": "x"}


def test_a_picture_that_was_left_out_is_there_to_be_put_back_whatever_is_swept_meanwhile(
    laptop: Workspace, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(CANARY)
    take_in(laptop, "visit:a:b", letter)
    ws = reopened(laptop)
    gone = throw_away(ws, "visit:a:b")
    assert gone is not None
    ws.store.attachments.sweep()  # as when a redaction comes in
    restore(ws, gone)
    ws.store.attachments.sweep()
    (file,) = all_unkept(ws)[0].files
    assert attachments.content_of(ws, file.kept).decode() == CANARY
    throw_away(ws, "visit:a:b")
    ws = reopened(ws)
    here = ws.store.attachments.has(file.kept.file)
    close_workspace(ws)
    assert not here


def test_what_was_emptied_is_written_down_and_what_is_as_it_was_is_not(laptop: Workspace) -> None:
    before = {"note": "kept", "minutes": "30", "way": ""}
    write_down(laptop, "form", {"note": "", "minutes": "30", "way": ""}, before)
    found = written_down(laptop, "form")
    assert found is not None
    assert (found.words, found.before) == ({"note": ""}, {"note": "kept"})
    gone = throw_away(laptop, "form")
    assert gone is not None
    restore(laptop, gone)
    assert written_down(laptop, "form") == gone
    write_down(laptop, "form", before, before)
    assert written_down(laptop, "form") is None


def test_what_is_unkept_is_read_in_one_go(
    laptop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(CANARY)
    for number in range(5):
        write_down(laptop, f"goal:{number}", {"words": CANARY})
        take_in(laptop, f"visit:{number}:", letter)
    opened: list[None] = []
    whole = laptop.store.snapshot

    def counted() -> object:
        opened.append(None)
        return whole()

    monkeypatch.setattr(laptop.store.private, "_reading", counted)
    assert len(all_unkept(laptop, "goal:", "visit:")) == 10
    assert len(opened) == 1
