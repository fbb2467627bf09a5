"""What a finished assessment gives to talk about, in the language in force.

Its values stay as they were kept; only their words are looked up in the form's version, because
they were kept in the language in which it was filled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from socialcase.actions.assessment_views import stored_scores
from socialcase.actions.finding import fetch
from socialcase.actions.kept_answers import (
    KeptAnswer,
    name_of,
    spoken_session,
    told,
    unworded,
    worded,
)
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment
from socialcase.forms import Score, Session
from socialcase.forms.scales import OWN_WORDS


@dataclass(frozen=True, slots=True)
class StoredScore:
    """A score or need as it was kept, with its words."""

    name: str
    label: str
    value: str
    detail: str


@dataclass(frozen=True, slots=True)
class ResultWords:
    """The scores and suggestions of an assessment, and what the person said matters to them."""

    assessment: Assessment
    scores: tuple[StoredScore, ...]
    suggestions: tuple[StoredScore, ...]
    priorities: tuple[KeptAnswer, ...]


def result_words(ws: Workspace, assessment: str) -> ResultWords:
    """Scores, suggestions and own priorities of an assessment, worded. Raises NotFound."""
    kept = fetch(ws, Assessment, assessment)
    session = spoken_session(ws, kept)
    found = scores_in_words(kept, session)
    needs = tuple(one for one in found if one.name.startswith("need_"))
    scores = tuple(one for one in found if one not in needs)
    return ResultWords(kept, scores, needs, tuple(_priorities(kept, session)))


def scores_in_words(kept: Assessment, session: Session | None) -> list[StoredScore]:
    """Scores and needs as they were kept, worded by `session` where it knows them.

    What explains a value is taken from there only where it comes to the same value today.
    """
    known: dict[str, Score] = {}
    if session is not None:
        known = {one.name: one for one in (*session.scores(), *session.needs())}
    return [_worded(_stored(one), known) for one in stored_scores(kept.scores)]


def _stored(one: Mapping[str, str]) -> StoredScore:
    label = one.get("label", "") or one.get("name", "")
    return StoredScore(one.get("name", ""), label, one.get("value", ""), one.get("detail", ""))


def _worded(score: StoredScore, known: Mapping[str, Score]) -> StoredScore:
    said = known.get(score.name)
    if said is None or said.label == said.name:
        return score
    detail = said.detail if said.value == score.value else score.detail
    return replace(score, label=said.label, detail=detail)


def _priorities(kept: Assessment, session: Session | None) -> Iterable[KeptAnswer]:
    """In the order of OWN_WORDS, which begins with what matters most."""
    values = {ref: value for ref, value in told(kept).items() if name_of(ref) in OWN_WORDS}
    said = list(unworded(values) if session is None else worded(session, values))
    answered = [one for one in said if one.words.strip()]
    return sorted(answered, key=lambda one: OWN_WORDS.index(name_of(one.ref)))
