"""A compiled form: what `compile_form` gives, what the database caches, what a session opens."""

from dataclasses import dataclass
from pathlib import Path

from socialcase.errors import FormProblem
from socialcase.forms.views import FormReport


@dataclass(frozen=True)
class Form:
    """One form, compiled once when it is installed.

    `xform` is the ODK XForm; `content_hash` the SHA-256 (hex) of the source file it came from;
    `languages` are the names in the form's columns, the default first, or empty.
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    content_hash: str
    xform: str
    warnings: tuple[FormProblem, ...]

    def to_bytes(self) -> bytes:
        """Return the cacheable form. Only `from_bytes` of the same engine version reads it."""
        raise NotImplementedError

    @classmethod
    def from_bytes(cls, data: bytes) -> "Form":
        """Open a cached form.

        Raises `StaleForm` when the bytes were written by another engine version or are damaged;
        compile the source (or `form_from_xform` its XForm) again then.
        """
        raise NotImplementedError


class StaleForm(Exception):
    """Cached form bytes that this engine does not read. Compile again."""


def compile_form(source: Path | bytes, filename: str = "") -> Form:
    """Compile an XLSForm (.xlsx, .xls, .csv, .md).

    `filename` tells the format when `source` is bytes. Raises `FormRefused` with every problem
    found (sheet, row, column, what, what to do) and `CannotRead` when the file cannot be read.
    """
    raise NotImplementedError


def form_from_xform(xform: str, content_hash: str = "") -> Form:
    """Make a form of an ODK XForm document. Raises `FormRefused` when it is none."""
    raise NotImplementedError


def check_form(source: Path | bytes, filename: str = "") -> FormReport:
    """Look a form source over without raising: errors, warnings, repairs, languages."""
    raise NotImplementedError
