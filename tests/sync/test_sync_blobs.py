"""Encrypted files travel with the records that name them, to those who may have them, and once."""

from pathlib import Path

import pytest

from socialcase.actions import attachments, cases, history, people, restricting
from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Attachment
from socialcase.errors import AttachmentDamaged, AttachmentMissing, BundleRefused
from socialcase.sync import blobs
from socialcase.sync.keys import workspace_keys
from socialcase.sync.manifest import Manifest
from socialcase.sync.opening import Reader, open_bundle
from tests.conftest import Enrolled, enrol

PHOTO = b"a photograph of the yard " * 5000


@pytest.fixture
def world(enrolled: Enrolled) -> Enrolled:
    """Everybody knows everybody's key."""
    for laptop in (enrolled.maral, enrolled.oraz, enrolled.coordinator):
        enrolled.down(laptop)
    return enrolled


def new_case(ws: Workspace) -> str:
    person = people.add_person(ws, {"given": "Jeren"}).record
    return cases.open_case(ws, person=person, worry="No heating").record


def stored(ws: Workspace) -> list[str]:
    return ws.store.attachments.names()


def content(ws: Workspace, uid: str) -> bytes:
    return attachments.content(ws, uid)


def file_of(ws: Workspace, uid: str) -> str:
    with ws.store.reading() as reading:
        found = reading.get(Attachment, uid)
    assert found is not None
    return found.file


def manifest_of(receiver: Workspace, bundle: Path) -> Manifest:
    keys = workspace_keys(receiver.store.meta)
    store = receiver.store
    reader = Reader(store.device, keys.workspace, keys.age_key, store.exchange.peer)
    return open_bundle(bundle, reader, bundle).manifest


def lose(ws: Workspace, uid: str) -> None:
    (ws.store.attachments.folder / f"{file_of(ws, uid)}.age").unlink()


def test_a_picture_goes_to_the_office_and_on_to_those_in_scope_only(world: Enrolled) -> None:
    maral, office = world.maral, world.office
    uid = attachments.add_document(maral, new_case(maral), PHOTO, name="yard.jpg").record
    bundle = export_bundle(maral, world.stick)
    assert PHOTO[:25] not in bundle.path.read_bytes()
    [part] = manifest_of(office, bundle.path).blobs
    assert (part.name, part.people) == (f"blob/{file_of(maral, uid)}", ())
    merge_bundle(office, bundle.path)
    assert content(office, uid) == PHOTO
    world.down(world.coordinator)
    assert content(world.coordinator, uid) == PHOTO
    world.down(world.oraz)  # another etrap
    assert stored(world.oraz) == []
    assert not list(office.folder.glob("*.part"))
    assert office.store.check().files.orphaned == ()


def test_a_file_is_sent_again_until_it_is_confirmed_and_then_no_more(world: Enrolled) -> None:
    maral = world.maral
    case = new_case(maral)
    attachments.add_document(maral, case, PHOTO, name="yard.jpg")
    lost = export_bundle(maral, world.stick)
    again = export_bundle(maral, world.stick)
    assert manifest_of(world.office, again.path).blobs == manifest_of(world.office, lost.path).blobs
    merge_bundle(world.office, again.path)
    world.down(maral)
    cases.set_risk(maral, case, "high", "cold")
    assert manifest_of(world.office, export_bundle(maral, world.stick).path).blobs == ()


def test_a_restricted_file_passes_through_the_office_unread(world: Enrolled) -> None:
    maral, office, coordinator = world.maral, world.office, world.coordinator
    case = new_case(maral)
    uid = attachments.add_document(maral, case, PHOTO, name="bruises.jpg").record
    restricting.restrict_case(maral, case, [coordinator.person])
    world.up(maral)
    assert stored(office) == [file_of(maral, uid)]
    with office.store.reading() as reading:
        assert reading.get(Attachment, uid) is None
    assert office.store.attachments.sweep() == 0
    assert office.store.check().files.orphaned == ()
    for other in (world.oraz, maral):
        written = export_bundle(office, world.stick, other.store.device)
        assert manifest_of(other, written.path).blobs == (), "nobody who has no part in it"
        merge_bundle(other, written.path)
    written = export_bundle(office, world.stick, coordinator.store.device)
    [part] = manifest_of(coordinator, written.path).blobs
    assert set(part.people) == {maral.person, coordinator.person}
    merge_bundle(coordinator, written.path)
    assert content(coordinator, uid) == PHOTO
    world.up(coordinator)
    written = export_bundle(office, world.stick, coordinator.store.device)
    assert manifest_of(coordinator, written.path).blobs == (), "it has it"


def test_a_file_about_a_person_is_closed_together_with_the_case(world: Enrolled) -> None:
    maral, office, coordinator = world.maral, world.office, world.coordinator
    person = people.add_person(maral, {"given": "Jeren"}).record
    uid = attachments.add_document(maral, person, PHOTO, name="passport.jpg").record
    case = cases.open_case(maral, person=person, worry="Afraid").record
    restricting.restrict_case(maral, case, [coordinator.person])
    world.up(maral)
    with office.store.reading() as reading:
        assert reading.get(Attachment, uid) is None
    world.down(coordinator)
    assert content(coordinator, uid) == PHOTO
    restricting.lift_restriction(maral, case)
    world.up(maral)
    assert content(office, uid) == PHOTO


def test_a_file_kept_before_there_was_an_office_goes_to_it_later(
    office: Workspace, laptop: Workspace, tmp_path: Path
) -> None:
    person = people.add_person(laptop, {"given": "Jeren"}).record
    uid = attachments.add_document(laptop, person, PHOTO, name="passport.jpg").record
    stick = tmp_path / "stick"
    stick.mkdir()
    enrol(office, laptop, stick, "specialist", "wekilbazar")
    merge_bundle(office, export_bundle(laptop, stick).path)
    assert content(office, uid) == PHOTO
    with office.store.reading() as reading:
        assert reading.audience(uid) == "etrap:wekilbazar"


def test_a_file_opened_to_more_people_later_comes_to_them(world: Enrolled) -> None:
    maral, office = world.maral, world.office
    case = new_case(maral)
    uid = attachments.add_document(maral, case, PHOTO, name="yard.jpg").record
    restricting.restrict_case(maral, case, [])
    world.up(maral)
    world.down(maral)
    restricting.lift_restriction(maral, case)
    world.up(maral)
    assert content(office, uid) == PHOTO
    world.down(world.coordinator)
    assert content(world.coordinator, uid) == PHOTO


def test_a_file_that_got_lost_is_asked_for_and_comes_with_a_later_bundle(world: Enrolled) -> None:
    maral, office = world.maral, world.office
    uid = attachments.add_document(maral, new_case(maral), PHOTO, name="yard.jpg").record
    world.up(maral)
    world.down(world.coordinator)
    lose(world.coordinator, uid)
    [line] = [
        one
        for one in attachments.documents(world.coordinator, attachments_case(maral, uid))
        if one.document.uid == uid
    ]
    assert line.state == "awaited"
    with pytest.raises(AttachmentMissing):
        content(world.coordinator, uid)
    world.up(world.coordinator)  # nothing else to tell, but this
    world.down(world.coordinator)
    assert content(world.coordinator, uid) == PHOTO
    lose(office, uid)
    world.down(maral)
    world.up(maral)
    assert content(office, uid) == PHOTO


def attachments_case(ws: Workspace, uid: str) -> str:
    with ws.store.reading() as reading:
        found = reading.get(Attachment, uid)
    assert found is not None
    return found.case


def test_nobody_is_asked_for_a_file_of_which_they_may_not_know(world: Enrolled) -> None:
    maral, office = world.maral, world.office
    uid = attachments.add_document(maral, new_case(maral), PHOTO, name="yard.jpg").record
    world.up(maral)
    lose(office, uid)
    people.add_person(world.oraz, {"given": "Aman"})
    world.up(world.oraz)
    written = export_bundle(office, world.stick, world.oraz.store.device)
    assert manifest_of(world.oraz, written.path).lacks == ()
    written = export_bundle(office, world.stick, maral.store.device)
    assert manifest_of(maral, written.path).lacks == (file_of(maral, uid),)


def test_who_names_a_file_out_of_their_scope_cannot_open_it(world: Enrolled) -> None:
    maral, oraz = world.maral, world.oraz
    uid = attachments.add_document(maral, new_case(maral), PHOTO, name="yard.jpg").record
    world.up(maral)
    person = people.add_person(oraz, {"given": "Aman"}).record
    other = attachments.add_document(oraz, person, b"his own", name="his.txt").record
    with oraz.store.transaction(oraz.person) as tx:  # a record that names somebody else's file
        tx.set(other, "file", file_of(maral, uid))
    world.up(oraz)
    world.down(oraz)
    # the office cannot tell that he may not have it; but the bytes alone tell nothing
    with pytest.raises(AttachmentDamaged):
        content(oraz, other)
    assert (
        PHOTO[:25]
        not in (oraz.store.attachments.folder / f"{file_of(maral, uid)}.age").read_bytes()
    )


def test_a_file_missing_or_damaged_here_holds_no_bundle_up(world: Enrolled) -> None:
    maral, office = world.maral, world.office
    case = new_case(maral)
    gone = attachments.add_document(maral, case, PHOTO, name="gone.jpg").record
    broken = attachments.add_document(maral, case, PHOTO, name="broken.jpg").record
    whole = attachments.add_document(maral, case, PHOTO, name="whole.jpg").record
    lose(maral, gone)
    place = maral.store.attachments.folder / f"{file_of(maral, broken)}.age"
    sound = place.read_bytes()
    place.write_bytes(sound[:-1] + b"?")
    world.up(maral)
    assert stored(office) == [file_of(maral, whole)]
    place.write_bytes(sound)  # the disk was mended
    world.down(maral)
    world.up(maral)
    assert content(office, broken) == PHOTO
    assert office.store.attachments.lacking() == [file_of(maral, gone)]


def test_an_erased_file_disappears_everywhere(world: Enrolled) -> None:
    maral, office, coordinator = world.maral, world.office, world.coordinator
    uid = attachments.add_document(maral, new_case(maral), PHOTO, name="shelter.jpg").record
    world.up(maral)
    world.down(coordinator)
    attachments.erase(coordinator, uid, "shows the shelter")
    world.up(coordinator)
    world.down(maral)
    for ws in (maral, office, coordinator):
        ws.store.attachments.sweep()
        assert stored(ws) == [], ws.label
        assert file_of(ws, uid) == ""
    written = export_bundle(maral, world.stick)
    assert manifest_of(office, written.path).blobs == ()


def test_a_removed_picture_and_its_undo_travel(world: Enrolled) -> None:
    maral, office = world.maral, world.office
    case = new_case(maral)
    uid = attachments.add_document(maral, case, PHOTO, name="yard.jpg").record
    removed = attachments.remove(maral, uid)
    world.up(maral)
    assert attachments.documents(office, case) == []
    assert content(office, uid) == PHOTO
    history.undo(maral, removed.save)
    world.up(maral)
    assert len(attachments.documents(office, case)) == 1


def test_many_files_are_cut_into_several_bundles_between_saves(
    world: Enrolled, monkeypatch: pytest.MonkeyPatch
) -> None:
    maral, office = world.maral, world.office
    case = new_case(maral)
    uids = [attachments.add_document(maral, case, PHOTO, name=f"{n}.jpg").record for n in range(5)]
    monkeypatch.setattr(blobs, "MAX_EXPORT", 2 * len(PHOTO))
    written = export_bundle(maral, world.stick)
    assert len(written.paths) == 3
    for path in written.paths:
        merge_bundle(office, path)
        assert office.store.attachments.lacking() == []
    assert [content(office, uid) for uid in uids] == [PHOTO] * 5
    written = export_bundle(office, world.stick, world.coordinator.store.device)
    assert len(written.paths) == 3


def test_a_bundle_cut_short_in_a_file_leaves_nothing(world: Enrolled) -> None:
    maral, office = world.maral, world.office
    attachments.add_document(maral, new_case(maral), PHOTO, name="yard.jpg")
    bundle = export_bundle(maral, world.stick).path
    short = world.stick / "short" / bundle.name
    short.parent.mkdir()
    short.write_bytes(bundle.read_bytes()[:-40_000])
    with pytest.raises(BundleRefused) as refused:
        merge_bundle(office, short)
    assert refused.value.reason == "cut_short"
    assert stored(office) == []
    assert not list(office.folder.rglob("*.part"))
