"""Finished assessments with their scores, compared with the one before."""

import json
from collections.abc import Mapping, Sequence

from socialcase.actions.case_views import AssessmentLine, CommentLine, ScoreLine
from socialcase.actions.stamps import Stamps
from socialcase.cases.records import Assessment


def assessment_lines(
    assessments: Sequence[Assessment],
    comments: Sequence[CommentLine],
    names: Mapping[str, str],
    stamps: Stamps,
) -> tuple[AssessmentLine, ...]:
    """All assessments of a case, newest first."""
    lines: list[AssessmentLine] = []
    replaced = {one.revises for one in assessments}
    earlier: dict[tuple[str, str], dict[str, str]] = {}
    for one in sorted(assessments, key=lambda a: (a.told_on, a.finished)):
        key = (one.form_id, one.person)
        compared = key in earlier
        scores = score_lines(one.scores, earlier.get(key, {}))
        said = tuple(c for c in comments if c.about == one.uid)
        who = names.get(one.person, "")
        stamp = stamps.of(one.uid)
        gone = one.uid in replaced
        if not gone:  # what was corrected is no time of its own
            earlier[key] = {score.name: score.value for score in scores}
        line = AssessmentLine(one, who, scores, verdict(said), said, stamp, gone, compared)
        lines.append(line)
    return tuple(reversed(lines))


def verdict(said: Sequence[CommentLine]) -> str:
    """The newest approval or return among comments; "" without one."""
    verdicts = [c for c in said if c.kind in ("approve", "return")]
    return max(verdicts, key=lambda c: c.stamp.at).kind if verdicts else ""


def stored_scores(text: str) -> list[dict[str, str]]:
    """The scores kept with an assessment; text that is none gives an empty list."""
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    kept = found if isinstance(found, list) else []
    return [{str(k): str(v) for k, v in one.items()} for one in kept if isinstance(one, dict)]


def score_lines(kept: str, earlier: Mapping[str, str]) -> tuple[ScoreLine, ...]:
    """The scores in `kept` (as an assessment keeps them) beside those of `earlier`, by name."""
    return tuple(
        ScoreLine(
            score.get("name", ""),
            score.get("label", ""),
            score.get("value", ""),
            score.get("detail", ""),
            earlier.get(score.get("name", ""), ""),
        )
        for score in stored_scores(kept)
    )
