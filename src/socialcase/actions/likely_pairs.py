"""Pairs of people who may be one, as a page shows them: both side by side, and why."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialcase.actions.lines import PersonLine, person_line
from socialcase.actions.people import PersonFile, person_file
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Person

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two people who may be one. `score` 0-100; `reasons`: codes of `cases.names`."""

    first: PersonLine
    second: PersonLine
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """Both people of a pair with everything that their pages show."""

    first: PersonFile
    second: PersonFile


def likely_pairs(ws: Workspace, limit: int = 100) -> list[LikelyPair]:
    """Pairs of people here who may be one, likeliest first. It looks at everybody: slow."""
    with ws.store.reading() as reading:
        found: list[LikelyPair] = []
        for pair in reading.duplicates(limit):
            first, second = (_line(ws, reading, uid) for uid in (pair.first, pair.second))
            if first is not None and second is not None:
                found.append(LikelyPair(first, second, pair.score, pair.reasons))
        return found


def pair_view(ws: Workspace, pair: LikelyPair) -> PairView:
    """Both people of a pair. Raises NotFound."""
    return PairView(person_file(ws, pair.first.uid), person_file(ws, pair.second.uid))


def _line(ws: Workspace, reading: "Reading", uid: str) -> PersonLine | None:
    person = reading.get(Person, uid)
    return person_line(person, ws.today) if person is not None else None
