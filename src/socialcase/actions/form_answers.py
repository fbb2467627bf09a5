"""Answers for statistics: every finished assessment of a form, its versions joined by names.

A question keeps its name from version to version, wherever it stands in the form. Two questions
of one version that share a name are told apart by their groups.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialcase.actions.kept_answers import superseded, told
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_PLACE = re.compile(r"\[(\d+)\]")
_MANY = 500


@dataclass(frozen=True, slots=True)
class AnswersOf:
    """The answers of one assessment by question name; several where it stands in a repeat."""

    assessment: str
    case: str
    person: str
    told_on: str
    form_version: str
    answers: Mapping[str, tuple[str, ...]]


def answers_by_name(ws: Workspace, form_id: str) -> list[AnswersOf]:
    """The answers of every assessment of a form, those left out that a correction replaced.

    By the day they were told; only what the person here may see.
    """
    with ws.store.reading() as reading:
        found = list(all_of(reading, form_id))
    replaced = superseded(found)
    current = [one for one in found if one.uid not in replaced]
    shared = shared_names(current)
    rows = [_row(one, shared) for one in current]
    return sorted(rows, key=lambda row: (row.told_on, row.assessment))


def questions(rows: Sequence[AnswersOf]) -> tuple[str, ...]:
    """The names of all questions that any version asked and somebody answered, sorted."""
    return tuple(sorted({name for row in rows for name in row.answers}))


def all_of(reading: "Reading", form_id: str) -> Iterator[Assessment]:
    """Every assessment of a form that the person here may see, corrected ones too, by id."""
    after: tuple[str, str] | None = None
    while True:
        page = reading.page(Assessment, {"form_id": form_id}, after=after, limit=_MANY)
        yield from page
        if len(page) < _MANY:
            return
        after = (page[-1].uid, page[-1].uid)


def joining(ref: str, shared: frozenset[str]) -> tuple[str, tuple[int, ...]]:
    """What a question is called in every version, and at which places of its repeats it stands."""
    path = _path(ref)
    name = path.rpartition("/")[2]
    return (path if name in shared else name), _places(ref)


def _path(ref: str) -> str:
    """A ref without the numbers of repeats and the name of the form: "child/age"."""
    return _PLACE.sub("", ref).strip("/").partition("/")[2]


def shared_names(assessments: Sequence[Assessment]) -> frozenset[str]:
    """The names that stand for more than one question in some version."""
    paths: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in assessments:
        for path in {_path(ref) for ref in told(one)}:
            paths[one.form_hash or one.form_version, path.rpartition("/")[2]].add(path)
    return frozenset(name for (_, name), found in paths.items() if len(found) > 1)


def _row(one: Assessment, shared: frozenset[str]) -> AnswersOf:
    answers: dict[str, tuple[str, ...]] = {}
    for ref, value in sorted(told(one).items(), key=lambda item: _places(item[0])):
        key, _ = joining(ref, shared)
        answers[key] = (*answers.get(key, ()), value)
    return AnswersOf(one.uid, one.case, one.person, one.told_on, one.form_version, answers)


def _places(ref: str) -> tuple[int, ...]:
    return tuple(int(place) for place in _PLACE.findall(ref))
