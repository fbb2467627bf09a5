"""A form as a whole: its source file with the lists and pictures that it reads, and its hash."""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from socialcase.errors import CannotRead, FormProblem, FormRefused, sentence
from socialcase.forms import Form, Resource
from socialcase.texts import N_

MAX_PACKAGE = 8 << 20
"""Bytes of the largest form with its files: it goes to every laptop on a stick."""
MAX_FILES = 1000
"""Files of the largest form: all of them have to come together again on every laptop."""
PIECE = 384 << 10
"""Bytes kept in one record; as letters they fit any field."""

_ADDRESS = re.compile(r"jr://(?:file|file-csv|images|audio|video|itext)/([^\s\"'<>]+)")
_BROUGHT = frozenset({"case.xml", "person.xml"})
"""Files that the program brings itself (`surroundings`), where the author gave none so named."""
_LISTS: Mapping[str, str] = {
    ".csv": "text/csv",
    ".xml": "application/xml",
    ".geojson": "application/geo+json",
}
Pieces = Iterator[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class FormPackage:
    """A form's source, the name of its file, and the files that it reads, by name."""

    name: str
    source: bytes
    files: Mapping[str, bytes]

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) of the source; where files go with it, of all their names and hashes."""
        whole = hashlib.sha256(self.source)
        if not self.files:
            return whole.hexdigest()
        lines = [f"{name}\n{hashlib.sha256(self.files[name]).hexdigest()}" for name in self.files]
        return hashlib.sha256("\n".join([whole.hexdigest(), *sorted(lines)]).encode()).hexdigest()

    @property
    def resources(self) -> dict[str, Resource]:
        """The lists among the files, as a session reads them."""
        return {
            name: Resource(_LISTS[Path(name).suffix.lower()], content.decode("utf-8", "replace"))
            for name, content in self.files.items()
            if Path(name).suffix.lower() in _LISTS
        }

    def pieces(self) -> Pieces:
        """The whole as short texts: name of the file ("" for the source), place, text."""
        for name, content in (("", self.source), *sorted(self.files.items())):
            packed = zlib.compress(content, 9)
            for place, start in enumerate(range(0, len(packed), PIECE)):
                yield name, place, base64.b64encode(packed[start : start + PIECE]).decode()


def read_package(file: Path, form: Form, source: bytes) -> tuple[FormPackage, tuple[str, ...]]:
    """The form in `file`, already compiled, with its files; and the names of those not there.

    They lie beside the form, or in the folder named like it with `-media` at the end.
    Raises CannotRead, FormRefused (too large, too many files).
    """
    found: dict[str, bytes] = {}
    missing: list[str] = []
    size = len(source)
    if size > MAX_PACKAGE:
        raise FormRefused(file.name, (_too_large(),))
    for name in files_named(form):
        content = _beside(file, name)
        if content is None:
            if name not in _BROUGHT:
                missing.append(name)
            continue
        found[name] = content
        size += len(content)
        if size > MAX_PACKAGE:
            raise FormRefused(file.name, (_too_large(),))
    if len(found) > MAX_FILES:
        raise FormRefused(file.name, (_too_many(len(found)),))
    return FormPackage(file.name, source, found), tuple(missing)


def files_named(form: Form) -> tuple[str, ...]:
    """The names of the files that a form reads or shows."""
    named = [unquote(name) for name in _ADDRESS.findall(form.xform)]
    return tuple(dict.fromkeys((*named, *form.files)))


def put_together(name: str, pieces: Pieces) -> FormPackage | None:
    """The package behind its pieces, in any order; None while some have not come."""
    parts: dict[str, dict[int, str]] = {}
    for file, place, text in pieces:
        parts.setdefault(file, {})[place] = text
    files: dict[str, bytes] = {}
    room = MAX_PACKAGE
    try:
        for file, texts in parts.items():
            files[file] = _joined(texts, room)
            room -= len(files[file])
    except (ValueError, zlib.error, KeyError):
        return None
    source = files.pop("", None)
    return None if source is None else FormPackage(name, source, files)


def _joined(texts: Mapping[int, str], room: int) -> bytes:
    packed = b"".join(base64.b64decode(texts[place]) for place in range(len(texts)))
    reader = zlib.decompressobj()
    content = reader.decompress(packed, room + 1)
    if not reader.eof or len(content) > room:
        raise ValueError
    return content


def _beside(file: Path, name: str) -> bytes | None:
    if Path(name).name != name:
        return None
    for place in (file.with_name(f"{file.stem}-media") / name, file.with_name(name)):
        try:
            if place.is_file():
                with place.open("rb") as stream:
                    return stream.read(MAX_PACKAGE + 1)
        except OSError:
            raise CannotRead(place) from None
    return None


def _too_many(files: int) -> FormProblem:
    return FormProblem(
        "",
        0,
        "",
        "package_too_many",
        sentence(
            N_("The form names {n} files; at most {most} can go with it."), n=files, most=MAX_FILES
        ),
        (sentence(N_("Make two forms of it, or leave pictures out that it can do without.")),),
    )


def _too_large() -> FormProblem:
    return FormProblem(
        "",
        0,
        "",
        "package_too_large",
        sentence(N_("The form and its files are larger than {mb} MB."), mb=MAX_PACKAGE >> 20),
        (sentence(N_("Make its pictures smaller, or leave files out that it can do without.")),),
    )
