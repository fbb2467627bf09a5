"""`socialcase form`: the forms of a workspace; the office installs, publishes and retires them."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.form_words import problem_line
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import Plain, plain
from socialcase.errors import FormUnknown
from socialcase.texts import label, tr, trn

if TYPE_CHECKING:
    from socialcase.actions.form_lines import FormLine
    from socialcase.actions.form_publishing import Inspected
    from socialcase.actions.workspaces import Workspace


Flag = Annotated[bool, Parameter(negative=())]
Every = Annotated[bool, Parameter(name="--all", negative=())]


def add_life(form: App) -> None:
    """Give the group `form` the commands that work on a workspace."""
    form.command(list_forms, name="list")
    form.command(install)
    form.command(publish)
    form.command(retire)


def list_forms(*, every: Every = False, at: At = HERE) -> Answer:
    """List the forms that new assessments begin with.

    :param every: Also versions that are not published, older or retired.
    """
    from socialcase.actions.form_lines import form_lines, form_uses

    with opened(at) as ws:
        found = [line for line in form_lines(ws, form_uses(ws)) if every or line.offered]
    lines = columns(_row(line) for line in found) or [tr("No forms.")]
    return answer({"forms": plain(found)}, lines, as_json=at.json)


def install(file: Path, /, *, note: str = "", publish: Flag = False, at: At = HERE) -> Answer:
    """Office: keep a form; it waits to be published.

    :param file: The form: .xlsx, .xls, .csv or .md; lists and pictures beside it, or in the folder
        named like it with -media at the end, go with it.
    :param note: What the list of forms says of it.
    :param publish: Publish it at once.
    """
    from socialcase.actions.form_publishing import inspect_form, install_form, publish_form

    with opened(at) as ws:
        found = inspect_form(ws, file)
        done = install_form(ws, found, note)
        content_hash = found.package.content_hash if found.package is not None else ""
        if publish:
            done = publish_form(ws, content_hash, note)
    data: dict[str, Plain] = {
        "form_id": found.report.form_id,
        "version": found.report.version,
        "content_hash": content_hash,
        "state": "published" if publish else found.known.state if found.known else "installed",
        "save": done.save,
        "missing": plain(found.missing),
        "warnings": plain(found.report.warnings),
        "repairs": plain(found.report.repairs),
    }
    return answer(data, _installed(found, str(data["state"]), done.save), as_json=at.json)


def publish(form_id: str, /, *, version: str = "", note: str = "", at: At = HERE) -> Answer:
    """Office: let new assessments begin with a version from now on.

    :param form_id: The form's id.
    :param version: Which version; without it the one installed last.
    :param note: What the list of forms says of it.
    """
    from socialcase.actions.form_publishing import publish_form

    with opened(at) as ws:
        line = _chosen(ws, form_id, version, ("installed", "retired", "published"))
        done = publish_form(ws, line.entry.content_hash, note)
    return _decided(line, "published", done.save, at)


def retire(form_id: str, /, *, version: str = "", note: str = "", at: At = HERE) -> Answer:
    """Office: let nobody begin with a version any more; what was filled on it stays readable.

    :param form_id: The form's id.
    :param version: Which version; without it the one offered now.
    :param note: What the list of forms says of it.
    """
    from socialcase.actions.form_publishing import retire_form

    with opened(at) as ws:
        line = _chosen(ws, form_id, version, ("published",))
        done = retire_form(ws, line.entry.content_hash, note)
    return _decided(line, "retired", done.save, at)


def _chosen(ws: "Workspace", form_id: str, version: str, states: tuple[str, ...]) -> "FormLine":
    """The version meant; without a number the first one in these states. Raises FormUnknown."""
    from socialcase.actions.form_lines import form_lines

    found = [line for line in form_lines(ws) if line.entry.form_id == form_id]
    if version:
        found = [line for line in found if line.entry.version == version]
    else:
        found = [line for state in states for line in found if line.entry.state == state]
    # of two published versions the one that is offered is meant
    found.sort(key=lambda line: not line.offered if states[0] == "published" else False)
    if not found:
        raise FormUnknown(form_id, version)
    return found[0]


def _decided(line: "FormLine", state: str, save: str, at: At) -> Answer:
    data = {
        "form_id": line.entry.form_id,
        "version": line.entry.version,
        "content_hash": line.entry.content_hash,
        "state": state,
        "save": save,
    }
    said = tr("{title}, version {version}: {state}.").format(
        title=line.title, version=line.entry.version or "–", state=label("form_state", state)
    )
    return answer(plain(data), [said, *_save(save)], as_json=at.json)


def _row(line: "FormLine") -> tuple[str, ...]:
    entry = line.entry
    n = line.assessments
    return (
        entry.form_id,
        entry.version or "–",
        label("form_state", entry.state),
        trn("{n} assessment", "{n} assessments", n).format(n=n),
        line.title,
    )


def _installed(found: "Inspected", state: str, save: str) -> list[str]:
    report = found.report
    lines = [problem_line(one) for one in (*report.repairs, *report.warnings)]
    lines += [tr("The form names {file}, which is not beside it.").format(file=one)
              for one in found.missing]  # fmt: skip
    said = tr("{title}, version {version}: {state}.").format(
        title=report.title, version=report.version or "–", state=label("form_state", state)
    )
    return [*lines, said, *_to_publish(report.form_id, state), *_save(save)]


def _to_publish(form_id: str, state: str) -> list[str]:
    if state != "installed":
        return []
    command = f"socialcase form publish {shlex.quote(form_id)}"
    return [tr("To let new assessments begin with it: {command}").format(command=command)]


def _save(save: str) -> list[str]:
    return [tr("save {save}").format(save=save)] if save else []
