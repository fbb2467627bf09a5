"""Files in a case: encrypted on the disk, read back, copied out, taken away and erased."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from socialcase.actions import attachments, cases, history, people
from socialcase.actions.case_file import case_file
from socialcase.actions.copies_out import save_copy
from socialcase.actions.readership import who_has_seen
from socialcase.actions.wording import entry_title
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Attachment
from socialcase.errors import (
    AttachmentDamaged,
    AttachmentErased,
    AttachmentMissing,
    AttachmentTooLarge,
    CannotRead,
    CannotWrite,
    DiskFull,
    FileInTheWay,
    NotAllowed,
    NotFound,
    PictureUnreadable,
)
from tests.conftest import PASSPHRASE

LETTER = b"%PDF-1.4 Ogulgerek Taganowa lives with her aunt." * 4000
CANARY = b"Ogulgerek Taganowa"


@pytest.fixture
def case(laptop: Workspace) -> str:
    person = people.add_person(laptop, {"given": "Jeren"}).record
    return cases.open_case(laptop, person=person, worry="A girl misses school").record


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "outside" / "letter from school.pdf"
    file.parent.mkdir()
    file.write_bytes(LETTER)
    return file


def on_disk(ws: Workspace) -> list[Path]:
    folder = ws.folder / "attachments"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def document(ws: Workspace, uid: str) -> Attachment:
    with ws.store.reading() as reading:
        found = reading.get(Attachment, uid)
    assert found is not None
    return found


def test_a_file_comes_back_as_it_went_in_and_lies_on_the_disk_only_encrypted(
    laptop: Workspace, case: str, letter: Path
) -> None:
    uid = attachments.add_document(laptop, case, letter, caption="From the teacher").record
    [line] = attachments.documents(laptop, case)
    assert (line.document.uid, line.state) == (uid, "here")
    assert line.document.name == "letter from school.pdf"
    assert line.document.media == "application/pdf"
    assert line.document.size == len(LETTER)
    assert line.stamp.author == laptop.person
    assert attachments.content(laptop, uid) == LETTER
    [file] = on_disk(laptop)
    assert file.name == f"{line.document.file}.age"
    assert CANARY not in file.read_bytes()


@pytest.mark.parametrize("start", [b"\xff\xd8\xff\xda\x00\x03\x00", b"\xff\xd8\xff"])
def test_a_picture_that_could_not_be_kept_whole_is_not_said_to_be_kept(
    laptop: Workspace, case: str, tmp_path: Path, start: bytes
) -> None:
    file = tmp_path / "big.jpg"
    # so much of it tells besides that the rest would fit
    telling = b"\xff\xe1\xff\xff" + bytes(0xFFFD)
    file.write_bytes(b"\xff\xd8" + telling + start[2:] + bytes(attachments.MOST - 1000))
    with pytest.raises(AttachmentTooLarge):
        attachments.add_document(laptop, case, file)
    file.write_bytes(b"\xff\xd8\xff no picture")
    with pytest.raises(CannotRead):
        attachments.add_document(laptop, case, file)
    assert attachments.documents(laptop, case) == []
    assert on_disk(laptop) == []


@pytest.mark.parametrize("name", ["IMG_1.HEIC", "scan.tif", "yard.jpg", "paper"])
def test_a_picture_that_would_go_on_telling_where_it_was_taken_is_not_taken_in(
    laptop: Workspace, case: str, tmp_path: Path, name: str
) -> None:
    heic = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic 37.9601N 58.3261E"
    for data in (heic, b"II*\0" + bytes(8) + b"37.9601N 58.3261E"):
        file = tmp_path / name
        file.write_bytes(data)
        for source in (file, data):
            with pytest.raises(PictureUnreadable):
                attachments.add_document(laptop, case, source, name=name)
    assert on_disk(laptop) == []


def test_the_timeline_tells_of_a_document_once_it_is_there(laptop: Workspace, case: str) -> None:
    uid = attachments.add_document(laptop, case, b"x", name="x.txt", caption="From school").record
    entry = next(e for e in case_file(laptop, case).timeline if e.kind == "attachment")
    assert (entry.record, entry_title(entry)) == (uid, "Document: From school")
    attachments.remove(laptop, uid)
    assert not [e for e in case_file(laptop, case).timeline if e.kind == "attachment"]


def test_a_file_of_a_record_belongs_to_the_case_and_the_circle_of_that_record(
    laptop: Workspace, case: str
) -> None:
    person = cases_person(laptop, case)
    uid = attachments.add_document(laptop, person, b"passport", name="p.jpg").record
    assert document(laptop, uid).about == person
    with laptop.store.reading() as reading:
        assert reading.audience(uid) == reading.audience(person)
    with pytest.raises(NotFound):
        attachments.add_document(laptop, "a" * 26, b"x", name="x.txt")


def cases_person(ws: Workspace, case: str) -> str:
    with ws.store.reading() as reading:
        from socialcase.cases.records import Case

        found = reading.get(Case, case)
    assert found is not None
    return found.person


def test_two_files_of_the_same_content_have_names_that_do_not_tell_so(
    laptop: Workspace, case: str
) -> None:
    for name in ("a.txt", "b.txt"):
        attachments.add_document(laptop, case, b"the same", name=name)
    assert len(on_disk(laptop)) == 2


def test_a_file_that_is_too_large_or_unreadable_leaves_nothing(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(attachments.MOST + 1)
    with pytest.raises(AttachmentTooLarge):
        attachments.add_document(laptop, case, large)
    with pytest.raises(CannotRead):
        attachments.add_document(laptop, case, tmp_path / "nowhere.pdf")
    with pytest.raises(CannotRead):
        attachments.add_document(laptop, case, tmp_path)
    assert on_disk(laptop) == []
    assert attachments.documents(laptop, case) == []
    with large.open("wb") as stream:
        stream.truncate(attachments.MOST)
    attachments.add_document(laptop, case, large)
    assert len(on_disk(laptop)) == 1


def test_a_missing_or_damaged_file_is_named_and_listed_and_never_shown(
    laptop: Workspace, case: str
) -> None:
    whole = attachments.add_document(laptop, case, b"whole", name="whole.txt").record
    broken = attachments.add_document(laptop, case, b"broken" * 999, name="broken.txt").record
    gone = attachments.add_document(laptop, case, b"gone", name="gone.txt").record
    assert laptop.store.check().sound
    files = laptop.store.attachments
    place = files.folder / f"{document(laptop, broken).file}.age"
    place.write_bytes(place.read_bytes()[:-7] + b"changed")
    (files.folder / f"{document(laptop, gone).file}.age").unlink()
    (files.folder / f"{'0' * 64}.age").write_bytes(b"nobody's")
    report = laptop.store.check()
    assert report.problems == ("files",)
    assert report.files.missing == (document(laptop, gone).file,)
    assert set(report.files.damaged) == {document(laptop, broken).file, "0" * 64}
    assert report.files.orphaned == ("0" * 64,)
    (files.folder / f"{'0' * 64}.age").unlink()
    with pytest.raises(AttachmentDamaged):
        attachments.content(laptop, broken)
    with pytest.raises(AttachmentMissing):
        attachments.content(laptop, gone)
    assert attachments.content(laptop, whole) == b"whole"
    # a damaged one is put aside and asked for again
    states = {line.document.uid: line.state for line in attachments.documents(laptop, case)}
    assert states == {whole: "here", broken: "awaited", gone: "awaited"}
    assert laptop.store.check().problems == ()
    assert list(files.folder.glob("*.damaged"))


def test_a_copy_is_written_only_where_asked_and_over_nothing(
    laptop: Workspace, case: str, letter: Path, tmp_path: Path
) -> None:
    uid = attachments.add_document(laptop, case, letter).record
    stick = tmp_path / "copies"
    stick.mkdir()
    copy = save_copy(laptop, uid, stick)
    assert copy == stick / "letter from school.pdf"
    assert copy.read_bytes() == LETTER
    with pytest.raises(FileInTheWay):
        save_copy(laptop, uid, copy)
    with pytest.raises(FileInTheWay):
        save_copy(laptop, uid, laptop.folder / "plain.pdf")
    place = laptop.store.attachments.folder / f"{document(laptop, uid).file}.age"
    place.write_bytes(place.read_bytes()[:-1])
    with pytest.raises(AttachmentDamaged):
        save_copy(laptop, uid, stick / "second.pdf")
    assert [one.name for one in stick.iterdir()] == [copy.name]
    assert [seen.papers for seen in who_has_seen(laptop, case)] == [1]


def test_removing_takes_it_off_the_list_and_undo_brings_it_back(
    laptop: Workspace, case: str
) -> None:
    uid = attachments.add_document(laptop, case, b"photo", name="photo.txt").record
    done = attachments.remove(laptop, uid)
    assert attachments.documents(laptop, case) == []
    history.undo(laptop, done.save)
    assert [line.document.uid for line in attachments.documents(laptop, case)] == [uid]
    attachments.describe(laptop, uid, "The yard")
    assert document(laptop, uid).caption == "The yard"


def test_an_added_file_that_was_undone_stays_for_a_second_thought(
    laptop: Workspace, case: str
) -> None:
    added = attachments.add_document(laptop, case, b"photo", name="photo.txt")
    undone = history.undo(laptop, added.save)
    assert attachments.documents(laptop, case) == []
    assert laptop.store.attachments.sweep() == 0
    history.undo(laptop, undone.save)
    assert attachments.content(laptop, added.record) == b"photo"


def test_only_a_supervisor_erases_and_then_nothing_of_the_content_is_left(
    laptop: Workspace, office: Workspace, case: str
) -> None:
    uid = attachments.add_document(laptop, case, b"photo", name="photo.txt").record
    with pytest.raises(NotAllowed):
        attachments.erase(laptop, uid)
    person = people.add_person(office, {"given": "Jeren"}).record
    uid = attachments.add_document(office, person, b"shelter", name="shelter.txt").record
    key = document(office, uid).key
    attachments.erase(office, uid, "not for the file")
    assert on_disk(office) == []
    erased = document(office, uid)
    assert (erased.name, erased.key, erased.file, erased.sha256) == ("", "", "", "")
    assert erased.media == "text/plain"
    with pytest.raises(AttachmentErased):
        attachments.content(office, uid)
    assert key not in repr(history.history(office, uid))
    assert office.store.check().sound


def test_what_a_crash_left_is_swept_at_the_next_opening_and_nothing_else(
    laptop: Workspace, case: str, closing: Callable[[Workspace], Workspace]
) -> None:
    uid = attachments.add_document(laptop, case, b"kept", name="kept.txt").record
    never_named = attachments.keep_content(laptop, b"the program ended before its row").file
    folder = laptop.store.attachments.folder
    (folder / "0123.part").write_bytes(b"half")
    assert laptop.store.attachments.sweep() == 0  # it may be in the making
    (folder / "0123.part").write_bytes(b"half")
    close_workspace(laptop)
    again = closing(open_workspace(laptop.folder, PASSPHRASE, clock=laptop.clock, anywhere=True))
    kept = document(again, uid).file
    assert [one.name for one in on_disk(again)] == [f"{kept}.age"]
    assert never_named != kept
    assert attachments.content(again, uid) == b"kept"


def test_a_workspace_opened_for_reading_shows_files_and_takes_none(
    laptop: Workspace, case: str, closing: Callable[[Workspace], Workspace]
) -> None:
    uid = attachments.add_document(laptop, case, b"kept", name="kept.txt").record
    (laptop.store.attachments.folder / f"{'0' * 64}.age").write_bytes(b"an orphan")
    close_workspace(laptop)
    opened = open_workspace(
        laptop.folder, PASSPHRASE, read_only=True, clock=laptop.clock, anywhere=True
    )
    again = closing(opened)
    before = on_disk(again)
    assert attachments.content(again, uid) == b"kept"
    with pytest.raises(CannotWrite):
        attachments.add_document(again, case, b"more", name="more.txt")
    again.store.attachments.sweep()
    assert on_disk(again) == before


def test_a_full_disk_is_named_and_leaves_nothing_half(laptop: Workspace, case: str) -> None:
    limits = pytest.importorskip("resource")
    was = limits.getrlimit(limits.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits.setrlimit(limits.RLIMIT_FSIZE, (50_000, was[1]))
    try:
        with pytest.raises(DiskFull):
            attachments.add_document(laptop, case, LETTER, name="letter.pdf")
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, was)
        signal.signal(signal.SIGXFSZ, handler)
    assert on_disk(laptop) == []
    assert attachments.documents(laptop, case) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 63, "0" * 63 + "G", "", "\0" * 64])
def test_a_name_from_elsewhere_is_never_taken_for_a_path(laptop: Workspace, name: str) -> None:
    files = laptop.store.attachments
    assert not files.has(name)
    with pytest.raises(AttachmentMissing):
        files.size(name)
    files.forget([name])


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\photo.JPG", "photo.JPG"),
        ("con.txt", "con_.txt"),
        ("LPT1", "LPT1_"),
        ('a<b>:"c|?*.png', "a_b___c___.png"),
        ("\u202egnp.exe", "_gnp.exe"),
        ("...", "file"),
        ("", "file"),
        ("Hat (mekdepden).pdf", "Hat (mekdepden).pdf"),
    ],
)
def test_names_become_names_of_files_on_every_system(given: str, safe: str) -> None:
    assert attachments.safe_name(given) == safe
