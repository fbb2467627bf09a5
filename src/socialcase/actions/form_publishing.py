"""The office's forms: installing a version, publishing it, retiring it.

What the office decides goes to every laptop in its bundles, with the form itself.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.form_library import FormEntry, all_forms
from socialcase.actions.form_packages import FormPackage, read_package
from socialcase.actions.form_versions import keep_compiled, remember, source_of
from socialcase.actions.workspaces import Workspace, me
from socialcase.errors import (
    CannotRead,
    FormProblem,
    FormRefused,
    FormUnknown,
    NotAllowed,
    sentence,
)
from socialcase.forms import Form, FormReport, check_files, examine_apart
from socialcase.logs import act
from socialcase.texts import N_

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction

Progress = Callable[[str, int, int], object]
"""progress(stage, done, total): stage is reading, checking, converting, writing or building."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A form's file looked over before it is installed.

    `package` is None where `report` has errors; one is that another form has this id and version.
    `missing`: files that the form names and that lie neither beside it nor in its media folder.
    `known`: this version is here already. `compiled`: the form as it is cached.
    """

    file: Path
    report: FormReport
    package: FormPackage | None
    missing: tuple[str, ...] = ()
    known: FormEntry | None = None
    compiled: bytes = field(default=b"", repr=False)


def inspect_form(
    ws: Workspace,
    file: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Inspected:
    """Look a form's file over, with the files beside it. Nothing is changed.

    Raises CannotRead, FormNotCompiled, FormRefused (too large as a whole), and
    `forms.CompilingCancelled`.
    """
    try:
        source = file.read_bytes()
    except OSError:
        raise CannotRead(file) from None
    report, compiled = examine_apart(source, file.name, progress=progress, cancelled=cancelled)
    if compiled is None:
        return Inspected(file, report, None)
    form = Form.from_bytes(compiled)
    package, missing = read_package(file, form, source)
    report = replace(report, warnings=(*report.warnings, *check_files(form, package.resources)))
    if _is_double(ws, report, package):
        return Inspected(file, replace(report, errors=(_double(report.version),)), None)
    here = (one for one in all_forms(ws) if one.content_hash == package.content_hash)
    return Inspected(file, report, package, missing, next(here, None), compiled)


def install_form(ws: Workspace, found: Inspected, note: str = "") -> Done:
    """Office: keep a form that was looked over; laptops get it, and it waits to be published.

    The record of the result is the form's. A version that is here already is left as it is.
    Raises NotAllowed (a laptop), FormRefused (errors; another form with this id and version).
    """
    _at_office(ws, "install_form")
    if found.package is None:
        raise FormRefused(found.file.name, found.report.errors)
    if found.known is not None and found.known.record:
        return Done(found.known.record, "", ())
    if _is_double(ws, found.report, found.package):
        raise FormRefused(found.file.name, (_double(found.report.version),))
    remember(ws, found.package, found.report, shipped=False)
    keep_compiled(ws, found.package.content_hash, found.compiled)
    with ws.store.transaction(ws.person) as tx:
        uid = _create(tx, _described(found), found.package, "installed", note)
    act("form.install", bytes=len(found.package.source), files=len(found.package.files))
    return done(uid, tx)


def publish_form(ws: Workspace, content_hash: str, note: str = "") -> Done:
    """Office: from now on this version is the one that new assessments begin with.

    Versions published before stay readable, and open drafts end on them.
    Raises NotAllowed (a laptop), FormUnknown.
    """
    turn = 1 + max((one.turn for one in all_forms(ws)), default=0)
    return _decide(ws, content_hash, "publish_form", {"state": "published", "turn": turn}, note)


def retire_form(ws: Workspace, content_hash: str, note: str = "") -> Done:
    """Office: nobody begins with this version any more; what was filled on it stays readable.

    Raises NotAllowed (a laptop), FormUnknown.
    """
    return _decide(ws, content_hash, "retire_form", {"state": "retired"}, note)


def _decide(
    ws: Workspace, content_hash: str, what: str, values: dict[str, str | int], note: str
) -> Done:
    _at_office(ws, what)
    entry = next((one for one in all_forms(ws) if one.content_hash == content_hash), None)
    if entry is None:
        raise FormUnknown("", content_hash[:12])
    package = None if entry.record else source_of(ws, content_hash)
    with ws.store.transaction(ws.person) as tx:
        uid = entry.record or _create(tx, entry, package, entry.state, note)
        for field, value in values.items():
            tx.set(uid, field, value)
        tx.set(uid, "note", note)
    act(f"form.{values['state']}")
    return done(uid, tx)


def _described(found: Inspected) -> FormEntry:
    report, package = found.report, found.package
    titles = {"": report.title, **dict(report.titles)}
    content_hash = package.content_hash if package is not None else ""
    return FormEntry(
        report.form_id,
        report.version,
        titles,
        report.languages,
        content_hash,
        report.questions,
        "installed",
        file_name=found.file.name,
        marks=dict(report.marks),
    )


def _create(
    tx: "Transaction", entry: FormEntry, package: FormPackage | None, state: str, note: str
) -> str:
    uid = tx.create(
        "form",
        "everyone",
        {
            "form_id": entry.form_id,
            "version": entry.version,
            "titles": json.dumps(dict(entry.titles), ensure_ascii=False, sort_keys=True),
            "languages": json.dumps(list(entry.languages), ensure_ascii=False),
            "questions": entry.questions,
            "marks": json.dumps(dict(entry.marks), ensure_ascii=False, sort_keys=True),
            "content_hash": entry.content_hash,
            "file_name": entry.file_name,
            "state": state,
            "note": note,
        },
    )
    for name, place, text in package.pieces() if package is not None else ():
        tx.create(
            "form_file", "everyone", {"form": uid, "name": name, "piece": place, "content": text}
        )
    return uid


def _is_double(ws: Workspace, report: FormReport, package: FormPackage) -> bool:
    """Whether another form has this id and version: people could never tell the two apart."""
    return any(
        (one.form_id, one.version) == (report.form_id, report.version)
        and one.content_hash != package.content_hash
        for one in all_forms(ws)
    )


def _double(version: str) -> FormProblem:
    return FormProblem(
        "settings",
        2,
        "version",
        "version_taken",
        sentence(
            N_("Version {version} of this form is here already, with other content."),
            version=version or "–",
        ),
        (
            sentence(
                N_("Raise the version in the settings sheet with every change, and install again.")
            ),
        ),
    )


def _at_office(ws: Workspace, what: str) -> None:
    if ws.kind != "office":
        raise NotAllowed(what, me(ws).role)
