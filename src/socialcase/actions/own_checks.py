"""What a person filled in about themselves: kept on this laptop alone, in no bundle and no backup.

It is a form marked `private`. Nothing of it stands in the change log, so that no exchange, export,
figure or page of somebody else can meet it; `store.private` is left out of backups.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from socialcase.actions.assessment_views import score_lines
from socialcase.actions.case_views import ScoreLine
from socialcase.actions.form_library import form_titles
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import json_text
from socialcase.errors import NotFound

_NAME = "check:"
_KEPT = (
    *("form_id", "form_hash", "form_title", "told_on", "finished"),
    *("answers", "submission", "scores", "notes"),
)


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """One private form that was finished. `told_on`: ISO day, `finished`: instant in UTC.

    `answers` are by ref, `submission` is the same as XML. `scores` carry the value of the check
    before it. `notes` are by ref, too. `form_hash` names the form's version exactly.
    """

    uid: str
    form_id: str
    form_hash: str
    title: str
    told_on: str
    finished: str
    answers: Mapping[str, str]
    submission: str
    scores: tuple[ScoreLine, ...]
    notes: Mapping[str, str]


def keep_check(ws: Workspace, draft: str, values: Mapping[str, object]) -> None:
    """Keep a finished private form, durably when this returns; once, however often it is called.

    `values`: the fields that an assessment of it would have, and `notes` (JSON, by ref).
    """
    kept = json_text({name: str(values.get(name, "")) for name in _KEPT})
    ws.store.private.put(_NAME + draft, kept)


def own_checks(ws: Workspace, form_id: str = "") -> list[OwnCheck]:
    """The private forms finished here, the newest first; only those of `form_id` if given."""
    titles = form_titles(ws)
    found: list[OwnCheck] = []
    earlier: dict[str, dict[str, str]] = {}
    for uid, kept in sorted(_kept(ws), key=lambda one: (one[1]["told_on"], one[1]["finished"])):
        form = kept["form_id"]
        scores = score_lines(kept["scores"], earlier.get(form, {}))
        earlier[form] = {score.name: score.value for score in scores}
        title = titles.get(kept["form_hash"]) or kept["form_title"] or form
        found.append(_check(uid, kept, title, scores))
    return [one for one in reversed(found) if form_id in ("", one.form_id)]


def own_check(ws: Workspace, uid: str) -> OwnCheck:
    """One finished private form. Raises NotFound."""
    found = next((one for one in own_checks(ws) if one.uid == uid), None)
    if found is None:
        raise NotFound("check", uid)
    return found


def delete_check(ws: Workspace, uid: str) -> None:
    """Forget a finished private form for good. Raises NotFound."""
    if not ws.store.private.get(_NAME + uid):
        raise NotFound("check", uid)
    ws.store.private.drop(_NAME + uid)


def _check(
    uid: str, kept: Mapping[str, str], title: str, scores: tuple[ScoreLine, ...]
) -> OwnCheck:
    return OwnCheck(
        uid,
        kept["form_id"],
        kept["form_hash"],
        title,
        kept["told_on"],
        kept["finished"],
        _texts(kept["answers"]),
        kept["submission"],
        scores,
        _texts(kept["notes"]),
    )


def _kept(ws: Workspace) -> list[tuple[str, dict[str, str]]]:
    names = list(ws.store.private.names(_NAME))
    return [(name.removeprefix(_NAME), _texts(ws.store.private.get(name))) for name in names]


def _texts(text: str) -> dict[str, str]:
    found = json.loads(text or "{}")
    return {str(name): str(value) for name, value in found.items()}
