"""A compiled form: what `compile_form` gives, what the database caches, what a session opens."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import msgspec

from socialcase.collector import collector_paused
from socialcase.errors import FormProblem, FormRefused, Sentence, sentence
from socialcase.forms import outline
from socialcase.forms.first_state import FirstState, rehearse
from socialcase.forms.graph import build_graph
from socialcase.forms.model import Model
from socialcase.forms.packing import pack
from socialcase.forms.stored import Tables
from socialcase.forms.unpacking import unpack
from socialcase.forms.xform import BadForm, read_xform
from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.footprint import Path
from socialcase.forms.xpath.xml import BadXml
from socialcase.texts import N_

# raise it with every change to the trees or to what is stored: older caches are made anew
ENGINE = "9"
_SEAL = 16


class StaleForm(Exception):
    """Cached form bytes that this engine does not read. Compile again."""


class _Stored(msgspec.Struct, array_like=True):
    engine: str
    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    content_hash: str
    xform: str
    warnings: tuple[FormProblem, ...]
    tables: Tables
    first: FirstState | None


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
        with collector_paused():
            return self._bytes()

    def _bytes(self) -> bytes:
        data = msgspec.msgpack.encode(
            _Stored(
                ENGINE,
                self.form_id,
                self.version,
                self.title,
                self.languages,
                self.default_language,
                self.content_hash,
                self.xform,
                self.warnings,
                pack(self.model),
                rehearse(self.model),
            )
        )
        return _seal(data) + data

    @classmethod
    def from_bytes(cls, data: bytes) -> "Form":
        """Open a cached form.

        Raises `StaleForm` when the bytes were written by another engine version or are damaged;
        compile the source (or `form_from_xform` its XForm) again then.
        """
        seal, held = data[:_SEAL], data[_SEAL:]
        if seal != _seal(held):
            raise StaleForm
        try:
            with collector_paused():
                stored = msgspec.msgpack.decode(held, type=_Stored)
        except msgspec.DecodeError as error:
            raise StaleForm from error
        if stored.engine != ENGINE:
            raise StaleForm
        form = cls(
            stored.form_id,
            stored.version,
            stored.title,
            stored.languages,
            stored.default_language,
            stored.content_hash,
            stored.xform,
            stored.warnings,
        )
        form.__dict__["_tables"] = stored.tables
        form.__dict__["first"] = stored.first
        return form

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that the form reads choices or data from (`trees.csv`)."""
        sources = self.model.sources.values()
        named = {s.rpartition("/")[2] for s in sources if s.startswith("jr://file")}
        return tuple(sorted(named))

    @property
    def instances(self) -> frozenset[str]:
        """The names of what the form reads from outside: files, and what a host brings."""
        return frozenset(name for name, source in self.model.sources.items() if source)

    @cached_property
    def first(self) -> FirstState | None:
        """How the form stands when it is opened, if its cache knows."""
        return None

    @cached_property
    def numbers(self) -> dict[Path, str]:
        """The number of each question and page, by path."""
        model = self.model
        known: dict[Path, str] | None = self.__dict__.get("numbers")
        return known if known is not None else outline.numbers(model)

    @cached_property
    def model(self) -> Model:
        """The form's tables, taken from the cache or read from the XForm. Raises `FormRefused`."""
        tables = self.__dict__.pop("_tables", None)
        if tables is None:
            return _read(self.xform, self.title)
        with collector_paused():
            model = unpack(tables)
        rows = zip(model.plans, tables.plans, strict=True)
        self.__dict__["numbers"] = {path: row.number for path, row in rows if row.number}
        return model


def _seal(data: bytes) -> bytes:
    """Return a checksum, so that damaged bytes are noticed (it is no signature)."""
    return hashlib.blake2b(data, digest_size=_SEAL).digest()


def _read(xform: str, file: str) -> Model:
    try:
        with collector_paused():
            model = read_xform(xform)
            build_graph(model)
    except BadXml as error:
        raise FormRefused(file, (_problem("not_xml", error.said, row=error.line),)) from error
    except BadForm as error:
        raise FormRefused(file, (_problem("not_runnable", error.said, error.place),)) from error
    except XPathError as error:
        # only texts are parsed this late: an output in a label or message
        told = N_("A text holds an expression that is not understood: {error}.")
        said = sentence(told, error=error.said)
        raise FormRefused(file, (_problem("bad_text", said),)) from error
    return model


def _problem(code: str, said: Sentence, place: str = "", row: int = 0) -> FormProblem:
    fix = sentence(N_("Correct the form in its spreadsheet and convert it again."))
    return FormProblem("XForm", row, place, code, said, (fix,))


def form_from_xform(xform: str, content_hash: str = "") -> Form:
    """Make a form of an ODK XForm document. Raises `FormRefused` when it is none."""
    model = _read(xform, "")
    others = [t.language for t in model.translations if t.language != model.default_language]
    languages = (model.default_language, *others) if model.translations else ()
    form = Form(
        form_id=model.instance.attribute("id"),
        version=model.instance.attribute("version") or model.instance.attribute("orx:version"),
        title=model.title,
        languages=tuple(languages),
        default_language=model.default_language,
        content_hash=content_hash or hashlib.sha256(xform.encode()).hexdigest(),
        xform=xform,
        warnings=(),
    )
    form.__dict__["model"] = model
    return form
