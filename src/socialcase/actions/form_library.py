"""The forms of this workspace: what the office gave out, and what came with the program."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from socialcase.actions.form_packages import FormPackage
from socialcase.actions.form_shipping import shipped_forms
from socialcase.actions.form_versions import (
    ReadyForm,
    keep_compiled,
    open_version,
    remember,
    title_in,
)
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import parts_of
from socialcase.cases.records import Assessment, FormVersion
from socialcase.errors import FormUnknown
from socialcase.forms import Form, examine_form
from socialcase.forms.marks import Marks, read_marks
from socialcase.logs import act
from socialcase.storage.form_sources import FormCard

_MOST = 2000
_ANY_GROUP = "other"


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One version of a form.

    `titles` are by language code, "" for the form's own. `languages` are names of its columns,
    the default first. `content_hash` names the version exactly. `state`: installed, published or
    retired. `turn` counts the office's publications. `record` is "" for a form that came with the
    program (`shipped`) and that the office has decided nothing of. `marks`: what the form says
    of itself.
    """

    form_id: str
    version: str
    titles: Mapping[str, str]
    languages: tuple[str, ...]
    content_hash: str
    questions: int
    state: str
    turn: int = 0
    file_name: str = ""
    note: str = ""
    record: str = ""
    shipped: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title in the language in force, else the form's own."""
        return title_in(self.titles) or self.form_id

    @property
    def meant(self) -> Marks:
        """What its marks mean: for whom it is, and who may see what is written on it."""
        return read_marks(self.marks)


def forms(ws: Workspace) -> list[FormEntry]:
    """The forms that can be begun now, by title: of each the version published last."""
    offered: dict[str, FormEntry] = {}
    for entry in all_forms(ws):
        best = offered.get(entry.form_id)
        if entry.state == "published" and (best is None or _order(entry) > _order(best)):
            offered[entry.form_id] = entry
    return sorted(offered.values(), key=lambda entry: entry.title)


def forms_for(
    ws: Workspace,
    groups: Collection[str] = (),
    filled: Collection[str] = (),
    *,
    consented: bool = False,
) -> list[FormEntry]:
    """The forms to begin with in a case of these groups: those made for them first, then by title.

    `filled`: ids of the forms that were filled in the case already. Before all others comes what a
    case begins with, until it was filled or a consent was written down without it (`consented`).
    Of two that fit, the one made for fewer groups comes first. What is filled about an office or a
    colleague is left out.
    """
    wanted = set(groups) or {_ANY_GROUP}
    offered = [(consented or entry.form_id in filled, entry.meant, entry) for entry in forms(ws)]
    ranked = [(_rank(meant, wanted, before=done), one) for done, meant, one in offered]
    return [one for rank, one in sorted(ranked, key=lambda pair: pair[0]) if one.meant.in_case]


def all_forms(ws: Workspace) -> list[FormEntry]:
    """Every version known here, by title; those to be published first, then the newest.

    Retired ones come after all others. A damaged one is left out.
    """
    with ws.store.reading() as reading:
        records = reading.page(FormVersion, limit=_MOST)
    # one version may be here twice, from an office that was put back: what was decided last holds
    standing = sorted(records, key=lambda one: (one.turn or 0, one.state != "installed", one.uid))
    known = {one.content_hash: _of_record(one) for one in standing}
    decided = {one.form_id for one in records if one.state != "installed"}
    for entry in _shipped(ws):
        kept = known.get(entry.content_hash)
        if kept is not None:
            known[entry.content_hash] = replace(kept, shipped=True)
        elif entry.form_id in decided and entry.state == "published":
            # the office has decided of this form: a newer program does not decide for it
            known[entry.content_hash] = replace(entry, state="installed")
        else:
            known[entry.content_hash] = entry
    newest = sorted(known.values(), key=_standing, reverse=True)
    return sorted(newest, key=lambda entry: (entry.state == "retired", entry.title))


def find_form(ws: Workspace, form_id: str, version: str = "", content_hash: str = "") -> FormEntry:
    """One version of a form; the one offered now if neither version nor hash is given.

    `content_hash` may be cut short. Raises FormUnknown.
    """
    exact = bool(version or content_hash)
    found = (
        one
        for one in (all_forms(ws) if exact else forms(ws))
        if one.form_id == form_id
        and version in ("", one.version)
        and one.content_hash.startswith(content_hash)
    )
    entry = next(found, None)
    if entry is None:
        raise FormUnknown(form_id, version or content_hash[:12])
    return entry


def ready_form(ws: Workspace, form_id: str, content_hash: str = "", version: str = "") -> ReadyForm:
    """A form to open a session on: exactly the version named, else the one offered now.

    `version` names it where the hash was not yet kept. Raises FormUnknown.
    """
    wanted = content_hash or find_form(ws, form_id, version).content_hash
    return open_version(ws, wanted, form_id)


def load_form(ws: Workspace, form_id: str, content_hash: str = "") -> Form:
    """The compiled form that `ready_form` gives. Raises FormUnknown."""
    return ready_form(ws, form_id, content_hash).form


def form_titles(ws: Workspace) -> Mapping[str, str]:
    """The titles of all versions in the language in force, by hash."""
    return {entry.content_hash: entry.title for entry in all_forms(ws)}


def in_words(ws: Workspace, assessments: Sequence[Assessment]) -> list[Assessment]:
    """The assessments with their form's title in the language in force, where it is known."""
    titles = form_titles(ws) if assessments else {}
    return [
        replace(one, form_title=titles.get(one.form_hash) or one.form_title or one.form_id)
        for one in assessments
    ]


def _order(entry: FormEntry) -> tuple[int, str]:
    return (entry.turn, entry.version)


def _standing(entry: FormEntry) -> tuple[bool, int, str]:
    return (entry.state == "installed", *_order(entry))


def _rank(meant: Marks, wanted: set[str], *, before: bool) -> tuple[bool, bool, int]:
    fits = not wanted.isdisjoint(meant.groups)
    return (before or not meant.begins, not fits, len(meant.groups) if fits else 0)


def _of_record(one: FormVersion) -> FormEntry:
    return FormEntry(
        one.form_id,
        one.version,
        parts_of(one.titles),
        _listed(one.languages),
        one.content_hash,
        one.questions or 0,
        one.state,
        one.turn or 0,
        one.file_name,
        one.note,
        one.uid,
        marks=parts_of(one.marks),
    )


def _listed(text: str) -> tuple[str, ...]:
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _shipped(ws: Workspace) -> Iterator[FormEntry]:
    """What this program brought, and what an earlier one did: that is not begun any more."""
    cards = ws.store.form_sources.cards()
    for came in shipped_forms():
        kept = cards.pop(came.content_hash, None)
        card = came.card or kept or _looked_over(ws, came.package())
        if card is not None:
            yield _of_card(card, came.content_hash, came.state)
    for content_hash, card in cards.items():
        if card.shipped:
            yield _of_card(card, content_hash, "retired")


def _looked_over(ws: Workspace, package: FormPackage) -> FormCard | None:
    report, form = examine_form(package.source, package.name)
    if form is None:
        act("form.refused", file=package.name)
        return None
    keep_compiled(ws, package.content_hash, form.to_bytes())
    return remember(ws, package, report, shipped=True)


def _of_card(card: FormCard, content_hash: str, state: str) -> FormEntry:
    return FormEntry(
        card.form_id,
        card.version,
        card.titles,
        card.languages,
        content_hash,
        card.questions,
        state,
        file_name=card.file_name,
        shipped=True,
        marks=card.marks,
    )
