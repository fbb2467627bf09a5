"""Lies about encrypted files, every one signed by an enrolled laptop with its own key."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from socialcase.cases.records import Attachment
from socialcase.errors import BundleRefused
from socialcase.sync.receive import merge_bundle
from socialcase.sync.sealed import new_part as new_uid
from socialcase.sync.summary import MergeSummary
from tests.sync.field import NORTH, SOUTH, field_of, open_case
from tests.sync.forge import Forge, Forged, Json, Target

PHOTO = b"age-encryption.org/v1 and so on " * 999


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    laptops = {"jeren": ("specialist", (NORTH,)), "meret": ("specialist", (SOUTH,))}
    with field_of(tmp_path, **laptops) as field:
        jeren, meret = field.stores["jeren"], field.stores["meret"]
        case = open_case(jeren, f"etrap:{NORTH}")
        field.carry(jeren, field.office)
        yield Target(field.office, meret, case, "", jeren.viewer, SOUTH, NORTH, b"")


@pytest.fixture
def forge(target: Target) -> Forge:
    return Forge(target, Random(7))


def named(forge: Forge, value: str, audience: str = "") -> Forged:
    """A bundle with an attachment record that names the file `value`."""
    record, circle = new_uid(), audience or f"etrap:{forge.target.own_etrap}"
    return forge.forged(
        [
            forge.change(1, record, "attachment.audience", circle),
            forge.change(2, record, "attachment.file", value),
            forge.change(3, record, "attachment.name", "photo.jpg"),
        ]
    )


def part_of(content: bytes, **other: Any) -> Json:
    sha256 = hashlib.sha256(content).hexdigest()
    part = {"name": f"blob/{sha256}", "size": len(content), "sha256": sha256}
    return part | {"people": [], "writer": ""} | other


def with_blobs(forged: Forged, *blobs: tuple[Json, bytes]) -> Forged:
    """The bundle with these files behind the changes, in this order."""
    forged.manifest["parts"] = [{}, *(part for part, _ in blobs)]
    forged.after_signing = lambda parts: [*parts, *((p["name"], data) for p, data in blobs)]
    return forged


def outcome(forge: Forge, forged: Forged, folder: Path) -> str | MergeSummary:
    file = folder / "forged.scbundle"
    file.write_bytes(forge.sealed(forged))
    try:
        return merge_bundle(forge.target.office, file)
    except BundleRefused as refused:
        return refused.reason


def on_disk(target: Target) -> list[str]:
    return sorted(place.name for place in target.office.attachments.folder.glob("*"))


def sha_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_the_forge_bites_an_honest_file_is_taken_in(forge: Forge, tmp_path: Path) -> None:
    forged = with_blobs(named(forge, sha_of(PHOTO)), (part_of(PHOTO), PHOTO))
    assert isinstance(outcome(forge, forged, tmp_path), MergeSummary)
    assert on_disk(forge.target) == [f"{sha_of(PHOTO)}.age"]


LIES: dict[str, tuple[str, Callable[[], list[tuple[Json, bytes]]]]] = {
    "a signed size that is too small": (
        "bad_structure", lambda: [(part_of(PHOTO, size=len(PHOTO) - 1), PHOTO)]),
    "a signed size that is too large": (
        "bad_structure", lambda: [(part_of(PHOTO, size=len(PHOTO) + 1), PHOTO)]),
    "other bytes of the same size": ("changed", lambda: [(part_of(PHOTO), PHOTO[::-1])]),
    "a name that is not its hash": (
        "bad_structure", lambda: [(part_of(PHOTO, name="blob/" + "0" * 64), PHOTO)]),
    "a path upwards": (
        "bad_structure", lambda: [(part_of(PHOTO, name="blob/../../vault.json"), PHOTO)]),
    "an absolute path": ("bad_structure", lambda: [(part_of(PHOTO, name="/blob/x"), PHOTO)]),
    "a device of Windows": ("bad_structure", lambda: [(part_of(PHOTO, name="blob/CON"), PHOTO)]),
    "capital letters": (
        "bad_structure",
        lambda: [(part_of(PHOTO, name=f"blob/{sha_of(PHOTO).upper()}"), PHOTO)]),
    "a writer": ("bad_structure", lambda: [(part_of(PHOTO, writer="a" * 26), PHOTO)]),
    "people that are none": ("bad_structure", lambda: [(part_of(PHOTO, people=["x"]), PHOTO)]),
    "twice the same": ("bad_structure", lambda: [(part_of(PHOTO), PHOTO)] * 2),
    "not in order": ("bad_structure", lambda: sorted(
        ((part_of(data), data) for data in (b"a", b"b")),
        key=lambda one: str(one[0]["name"]), reverse=True)),
    "larger than a file may be": (
        "too_large", lambda: [(part_of(PHOTO, size=(64 << 20) + 1), PHOTO)]),
    "a terabyte": ("too_large", lambda: [(part_of(PHOTO, size=8**11 - 1), PHOTO)]),
    "more than a bundle may hold in all": ("too_large", lambda: sorted(
        ((part_of(bytes([n]), size=64 << 20), b"") for n in range(17)),
        key=lambda one: str(one[0]["name"]))),
    "a thousand and one": ("too_large", lambda: sorted(
        ((part_of(bytes([n % 256, n // 256])), bytes([n % 256, n // 256])) for n in range(1001)),
        key=lambda one: str(one[0]["name"]))),
    "a size below nothing": ("bad_structure", lambda: [(part_of(PHOTO, size=-1), PHOTO)]),
}  # fmt: skip


@pytest.mark.parametrize("told", LIES)
def test_a_lie_about_a_file_refuses_the_whole_bundle(
    forge: Forge, tmp_path: Path, told: str
) -> None:
    reason, blobs = LIES[told]
    before = forge.target.office.digest()
    forged = with_blobs(named(forge, sha_of(PHOTO)), *blobs())
    contents = forged.after_signing
    # what the tar itself cannot say, only the manifest does
    forged.after_signing = lambda parts: [
        (name if len(name) < 100 else "blob/x", data) for name, data in contents(parts)
    ]
    assert outcome(forge, forged, tmp_path) == reason
    assert on_disk(forge.target) == []
    assert forge.target.office.digest() == before
    assert not list(forge.target.office.folder.rglob("*.part"))


@pytest.mark.parametrize("edit", ["left out", "one more", "swapped"])
def test_the_tar_must_hold_what_the_manifest_signs(forge: Forge, tmp_path: Path, edit: str) -> None:
    blobs = sorted(((part_of(d), d) for d in (b"one", b"two")), key=lambda b: str(b[0]["name"]))
    forged = with_blobs(named(forge, sha_of(b"one")), *blobs)
    files = [(str(part["name"]), data) for part, data in blobs]
    chosen = {
        "left out": files[:1],
        "one more": [*files, (f"blob/{sha_of(b'three')}", b"three")],
        "swapped": files[::-1],
    }[edit]
    forged.after_signing = lambda parts: [*parts, *chosen]
    assert outcome(forge, forged, tmp_path) == "bad_structure"
    assert on_disk(forge.target) == []


@pytest.mark.parametrize(
    "lacks",
    [["x"], ["1" * 64, "0" * 64], ["0" * 64] * 2, sorted(f"{n:064x}" for n in range(1001)), []],
    ids=["no name", "not in order", "twice", "too many", "none, but said"],
)
def test_a_list_of_what_is_lacked_that_is_none_is_refused(
    forge: Forge, tmp_path: Path, lacks: list[str]
) -> None:
    forged = named(forge, sha_of(PHOTO))
    forged.manifest["lacks"] = lacks
    assert outcome(forge, forged, tmp_path) == "bad_structure"


def test_files_that_no_record_names_are_not_kept(forge: Forge, tmp_path: Path) -> None:
    strangers = [n.to_bytes(2, "big") for n in range(999)]
    blobs = sorted(
        ((part_of(data), data) for data in (PHOTO, *strangers)), key=lambda b: str(b[0]["name"])
    )
    forged = with_blobs(named(forge, sha_of(PHOTO)), *blobs)
    assert isinstance(outcome(forge, forged, tmp_path), MergeSummary)
    assert on_disk(forge.target) == [f"{sha_of(PHOTO)}.age"]


@pytest.mark.parametrize(
    "value", ["../../../etc/passwd", "C:\\x", "0" * 63, "A" * 64, "0" * 64 + "\n", "\0" * 64]
)
def test_a_record_that_names_no_file_points_at_nothing(
    forge: Forge, tmp_path: Path, value: str
) -> None:
    office = forge.target.office
    assert outcome(forge, named(forge, value), tmp_path) is not None
    assert office.attachments.lacking() == []
    assert not office.attachments.has(value)
    assert office.check().sound


def test_a_file_of_a_record_out_of_scope_is_held_with_it(forge: Forge, tmp_path: Path) -> None:
    office = forge.target.office
    forged = named(forge, sha_of(PHOTO), f"etrap:{forge.target.foreign_etrap}")
    summary = outcome(forge, with_blobs(forged, (part_of(PHOTO), PHOTO)), tmp_path)
    assert isinstance(summary, MergeSummary)
    assert sum(summary.held.values()) == 3
    with office.reading() as reading:
        assert reading.count(Attachment) == 0
    assert office.attachments.sweep() == 0, "a person may still let it count"
    assert on_disk(forge.target) == [f"{sha_of(PHOTO)}.age"]
