"""The forms as the office looks at them: each version with its state and who uses it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from socialcase.actions.form_library import FormEntry, all_forms, forms
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import instant
from socialcase.actions.workspaces import Workspace

Uses = Mapping[str, Counter[str]]
"""Finished assessments by version and person."""


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


def form_lines(ws: Workspace, uses: Uses | None = None) -> list[FormLine]:
    """Every version of every form, as `all_forms` orders them.

    `uses`: what `form_uses` counted; without it nothing was filled on any, as a list that is shown
    at once has it until they are counted.
    """
    entries = all_forms(ws)
    offered = {entry.content_hash for entry in forms(ws)}
    drafts = Counter(draft.form_hash for draft in ws.store.drafts.open())
    with ws.store.reading() as reading:
        names = StaffNames(ws, reading)
        stamps = reading.stamps([entry.record for entry in entries if entry.record])
        lines = []
        for entry in entries:
            stamp = stamps.get(entry.record)
            users = (uses or {}).get(entry.content_hash, Counter())
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


def form_uses(ws: Workspace) -> Uses:
    """How much each person finished on each version, by its hash. Looks at every assessment.

    Assessments from before the hash was kept count for the version of that number.
    """
    entries = all_forms(ws)
    numbered = {(one.form_id, one.version): one.content_hash for one in reversed(entries)}
    uses: dict[str, Counter[str]] = {}
    with ws.store.reading() as reading:
        for one in reading.form_use():
            key = one.content_hash or numbered.get((one.form_id, one.version), "")
            uses.setdefault(key, Counter())[one.author] += one.assessments
    return uses
