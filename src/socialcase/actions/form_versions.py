"""From a form's exact version, named by its hash, to a form that can be filled.

A version is compiled from its source, which is kept for good: an engine that reads an older
cache no more compiles it again, and a draft or a correction opens on the version it began with.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from socialcase.actions.form_packages import FormPackage, put_together
from socialcase.actions.form_shipping import shipped_package
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import FormFile, FormVersion
from socialcase.errors import CannotWrite, DiskFull, FormNotCompiled, FormRefused, FormUnknown
from socialcase.forms import (
    Form,
    FormReport,
    Resource,
    StaleForm,
    compile_form,
    examine_apart,
    examine_form,
)
from socialcase.forms.titles import language_code
from socialcase.logs import act
from socialcase.storage.form_sources import FormCard, KeptSource
from socialcase.texts import language

_MOST = 2000
_LARGE = 96 << 10
"""Bytes of a source from which on it is compiled in a process of its own, beside the window."""


@dataclass(frozen=True, slots=True)
class ReadyForm:
    """A version of a form, ready for a session: compiled, with the lists that it reads.

    `title` is in the language in force. `files`: everything beside the form, pictures too.
    """

    form: Form
    content_hash: str
    title: str
    resources: Mapping[str, Resource]
    files: Mapping[str, bytes]


def open_version(ws: Workspace, content_hash: str, form_id: str = "") -> ReadyForm:
    """Exactly one version, from the cache or compiled again.

    Raises FormUnknown: its source is not here, or this program cannot compile it any more.
    """
    form = _cached(ws, content_hash) or _compiled(ws, content_hash, form_id)
    card = ws.store.form_sources.card(content_hash)
    kept = source_of(ws, content_hash) if card is None or card.files else None
    title = title_in(card.titles) if card is not None else form.title
    resources, files = (kept.resources, kept.files) if kept is not None else ({}, {})
    return ReadyForm(form, content_hash, title, resources, files)


def source_of(ws: Workspace, content_hash: str) -> FormPackage | None:
    """The source from where it is kept here, from the log, or from what came with the program."""
    kept = ws.store.form_sources.get(content_hash)
    if kept is not None:
        return FormPackage(kept.name, kept.source, kept.files)
    came = shipped_package(content_hash)
    found = came or _in_log(ws, content_hash)
    if found is None or found.content_hash != content_hash:
        return None
    report, _ = examine_form(found.source, found.name)
    remember(ws, found, report, shipped=came is not None)
    return found


def remember(ws: Workspace, package: FormPackage, report: FormReport, *, shipped: bool) -> FormCard:
    """Keep a form's source, so that it can be compiled again whatever becomes of its file."""
    card = card_of(package, report, shipped=shipped)
    source = KeptSource(package.name, package.source, dict(package.files))
    with suppress(DiskFull, CannotWrite):  # what is not kept now is read from its file again
        ws.store.form_sources.put(package.content_hash, source, card)
    return card


def card_of(package: FormPackage, report: FormReport, *, shipped: bool) -> FormCard:
    """What a list shows of a form that was looked over."""
    return FormCard(
        report.form_id,
        report.version,
        {"": report.title, **dict(report.titles)},
        report.languages,
        report.questions,
        tuple(sorted(package.files)),
        package.name,
        shipped,
        dict(report.marks),
    )


def title_in(titles: Mapping[str, str]) -> str:
    """The title in the language in force, else the form's own."""
    return titles.get(language()) or titles.get("", "")


def in_force(languages: Iterable[str]) -> str:
    """The form's name for the language in force, "" where it has none: "Русский (ru)"."""
    return next((name for name in languages if language_code(name) == language()), "")


def _in_log(ws: Workspace, content_hash: str) -> FormPackage | None:
    with ws.store.reading() as reading:
        for record in reading.page(FormVersion, {"content_hash": content_hash}, limit=_MOST):
            pieces = reading.page(FormFile, {"form": record.uid}, limit=_MOST)
            found = put_together(record.file_name, _texts(pieces))
            # an office that was put back may have installed it twice: one record may be in part
            if found is not None and found.content_hash == content_hash:
                return found
    return None


def _texts(pieces: Iterable[FormFile]) -> Iterator[tuple[str, int, str]]:
    return ((one.name, one.piece or 0, one.content) for one in pieces)


def _compiled(ws: Workspace, content_hash: str, form_id: str) -> Form:
    package = source_of(ws, content_hash)
    if package is None:
        raise FormUnknown(form_id, content_hash[:12])
    packed = _packed(package)
    if packed is None:
        act("form.refused")
        raise FormUnknown(form_id, content_hash[:12])
    keep_compiled(ws, content_hash, packed)
    return Form.from_bytes(packed)


def _packed(package: FormPackage) -> bytes | None:
    """The compiled form; None where this program cannot compile it."""
    try:
        if len(package.source) > _LARGE:
            return examine_apart(package.source, package.name)[1]
        return compile_form(package.source, package.name).to_bytes()
    except (FormRefused, FormNotCompiled):
        return None


def keep_compiled(ws: Workspace, content_hash: str, compiled: bytes) -> None:
    """Keep a compiled version (`Form.to_bytes`), so that it opens at once."""
    with suppress(DiskFull, CannotWrite):
        ws.store.forms_cache.put(content_hash, compiled)


def _cached(ws: Workspace, content_hash: str) -> Form | None:
    """The cached form; None where there is none or another engine version wrote it."""
    data = ws.store.forms_cache.get(content_hash)
    if data is None:
        return None
    try:
        return Form.from_bytes(data)
    except StaleForm:
        return None
