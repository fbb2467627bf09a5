"""The forms of this workspace: the programme's own, shipped with the program."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from socialcase.actions.workspaces import Workspace
from socialcase.errors import FormRefused, FormUnknown
from socialcase.forms import Form, StaleForm, compile_form
from socialcase.logs import act
from socialcase.settings import shipped


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form that can be filled here. `languages` are names of its columns, the default first."""

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    content_hash: str
    file: Path


def forms(ws: Workspace) -> list[FormEntry]:
    """The forms that can be filled, by title. A damaged one is left out and logged."""
    entries: list[FormEntry] = []
    for file in sorted(shipped("forms").glob("*.xlsx")):
        try:
            entries.append(_entry(_compiled(ws, file), file))
        except FormRefused:
            act("form.refused", file=file.name)
    return sorted(entries, key=lambda entry: entry.title)


def load_form(ws: Workspace, form_id: str, content_hash: str = "") -> Form:
    """The compiled form, from the cache where it is there.

    With `content_hash` exactly that version (a draft finishes on the form it began with).
    Raises FormUnknown.
    """
    if content_hash:
        cached = _cached(ws, content_hash)
        if cached is not None:
            return cached
    for entry in forms(ws):
        if entry.form_id == form_id and content_hash in ("", entry.content_hash):
            return _compiled(ws, entry.file)
    raise FormUnknown(form_id, content_hash[:12])


def _entry(form: Form, file: Path) -> FormEntry:
    return FormEntry(
        form.form_id, form.version, form.title, form.languages, form.content_hash, file
    )


def _compiled(ws: Workspace, file: Path) -> Form:
    """The form in `file`; compiled only when its bytes are new here. Raises FormRefused."""
    source = file.read_bytes()
    content_hash = hashlib.sha256(source).hexdigest()
    cached = _cached(ws, content_hash)
    if cached is not None:
        return cached
    form = compile_form(source, file.name)
    ws.store.forms_cache.put(content_hash, form.to_bytes())
    return form


def _cached(ws: Workspace, content_hash: str) -> Form | None:
    """The cached form; None where there is none or another engine version wrote it."""
    data = ws.store.forms_cache.get(content_hash)
    if data is None:
        return None
    try:
        return Form.from_bytes(data)
    except StaleForm:
        return None
