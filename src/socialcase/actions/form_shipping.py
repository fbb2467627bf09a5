"""The forms that came with the program: known by a list made with them, read when one is used.

`forms/index.json` says of each what a list of forms shows, so that nothing is compiled, or read, to
show that list. A file that it does not know, or that is no longer as it was, is looked over itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from socialcase.actions.form_packages import FormPackage
from socialcase.settings import shipped as shipped_file
from socialcase.storage.form_sources import FormCard

INDEX = "index.json"
EARLIER = "earlier"
"""Folder of versions that the program brought in the past: they open what was filled on them."""


class Listed(msgspec.Struct, frozen=True):
    """A line of the list: the file's length in bytes, the hash of the form, its card."""

    size: int
    content_hash: str
    card: FormCard


@dataclass(frozen=True, slots=True)
class ShippedForm:
    """A form that came with the program, and the state it has while the office says nothing.

    `card` is None where the list does not know this file.
    """

    file: Path
    state: str
    content_hash: str
    card: FormCard | None

    def package(self) -> FormPackage:
        """The form itself."""
        return read_shipped(self.file)


def shipped_forms() -> Iterator[ShippedForm]:
    """What came with the program; the versions that it brought in the past after today's."""
    folder = shipped_file("forms")
    listed = _listed(folder / INDEX)
    for file in sorted(folder.glob("*.xlsx")):
        yield _shipped(file, "published", listed.get(file.name))
    for file in sorted((folder / EARLIER).glob("*.xlsx")):
        yield _shipped(file, "retired", listed.get(f"{EARLIER}/{file.name}"))


def shipped_package(content_hash: str) -> FormPackage | None:
    """The form with this hash among those that came with the program, if it is there and whole."""
    for one in shipped_forms():
        if one.content_hash == content_hash:
            package = one.package()
            return package if package.content_hash == content_hash else None
    return None


def read_shipped(file: Path) -> FormPackage:
    """A form out of the program's folder: forms there have no files beside them."""
    return FormPackage(file.name, file.read_bytes(), {})


def _shipped(file: Path, state: str, listed: Listed | None) -> ShippedForm:
    if listed is not None and listed.size == file.stat().st_size:
        return ShippedForm(file, state, listed.content_hash, listed.card)
    return ShippedForm(file, state, read_shipped(file).content_hash, None)


def _listed(file: Path) -> dict[str, Listed]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Listed])
    except (OSError, msgspec.DecodeError):
        return {}
