"""Paper: a template of `resources/documents` and its data, set by typst as PDF/A or pictures.

The data reach typst as values, never as its markup: what a person typed cannot become a command.
Everything stays in memory; the only fonts are Inter's own, so paper is the same on every machine.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from socialcase.settings import shipped

if TYPE_CHECKING:
    from typst import Fonts

_STANDARD: Literal["a-2a"] = "a-2a"
"""PDF/A-2a: archival, tagged, its text readable aloud (ISO 19005-2)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document ready to be set.

    `template` names a file of `resources/documents`; `data` is what it reads, plain values that
    JSON has; `made` is the moment that stands in the file as its date.
    """

    template: str
    data: Mapping[str, object]
    made: datetime


def as_pdf(sheet: Sheet) -> bytes:
    """The document as PDF/A-2a, tagged."""
    import typst

    return _one(
        typst.compile(
            _template(sheet),
            root=_template(sheet).parent,
            font_paths=_fonts(),
            sys_inputs=_inputs(sheet),
            format="pdf",
            pdf_standards=_STANDARD,
            timestamp=sheet.made.replace(microsecond=0),
        )
    )


def as_pictures(sheet: Sheet, dots: float = 110.0) -> list[bytes]:
    """Each page as PNG, `dots` to the inch: to be looked at, or printed with 300."""
    import typst

    made = typst.compile(
        _template(sheet),
        root=_template(sheet).parent,
        font_paths=_fonts(),
        sys_inputs=_inputs(sheet),
        format="png",
        ppi=dots,
        timestamp=sheet.made.replace(microsecond=0),
    )
    return made if isinstance(made, list) else [_one(made)]


def _template(sheet: Sheet) -> Path:
    return shipped("resources", "documents", f"{sheet.template}.typ")


def _inputs(sheet: Sheet) -> dict[str, str]:
    return {"data": msgspec.json.encode(sheet.data).decode()}


@functools.cache
def _fonts() -> "Fonts":
    """Inter and nothing of the system's. Read once: looking through font files takes its time."""
    import fontpkg_inter
    import typst

    files = Path(fontpkg_inter.__file__).parent / "files"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(files)]
    )


def _one(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("one document was expected")
    return made
