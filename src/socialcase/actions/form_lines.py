"""The forms as the office looks at them: each version with its state and who uses it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from socialcase.actions.form_library import FormEntry, all_forms, forms
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import instant
from socialcase.actions.workspaces import Workspace

if TYPE_CHECKING:
    from socialcase.storage.form_use import FormUse


@dataclass(frozen=True, slots=True)
class FormLine:
    """One version of a form.

    `offered`: new assessments begin with it. `assessments` were finished on it, `drafts` are open
    on it at this workspace. `people`: who finished some, the busiest first. `by`, `at`: who decided
    of it last and when; "" and None for what came with the program.
    """

    entry: FormEntry
    title: str
    offered: bool
    assessments: int
    drafts: int
    people: tuple[str, ...]
    by: str
    at: datetime | None


def form_lines(ws: Workspace) -> list[FormLine]:
    """Every version of every form, as `all_forms` orders them."""
    entries = all_forms(ws)
    offered = {entry.content_hash for entry in forms(ws)}
    drafts = Counter(draft.form_hash for draft in ws.store.drafts.open())
    with ws.store.reading() as reading:
        used = _users(entries, reading.form_use())
        names = StaffNames(ws, reading)
        stamps = reading.stamps([entry.record for entry in entries if entry.record])
        lines = []
        for entry in entries:
            stamp = stamps.get(entry.record)
            users = used.get(entry.content_hash, Counter())
            lines.append(
                FormLine(
                    entry,
                    entry.title,
                    entry.content_hash in offered,
                    users.total(),
                    drafts[entry.content_hash],
                    tuple(names.name(uid) for uid, _ in users.most_common()),
                    names.name(stamp.last_author) if stamp else "",
                    instant(stamp.last_wall) if stamp else None,
                )
            )
    return lines


def _users(entries: list[FormEntry], found: "list[FormUse]") -> dict[str, Counter[str]]:
    """How much each person finished, by the hash of the version.

    Assessments from before the hash was kept count for the version of that number.
    """
    numbered = {(one.form_id, one.version): one.content_hash for one in reversed(entries)}
    used: dict[str, Counter[str]] = {}
    for one in found:
        key = one.content_hash or numbered.get((one.form_id, one.version), "")
        used.setdefault(key, Counter())[one.author] += one.assessments
    return used
