"""Forms about no case: about a service, a colleague's wishes to learn, or oneself."""

from dataclasses import dataclass

from socialcase.actions.assessment_views import score_lines
from socialcase.actions.case_views import ScoreLine
from socialcase.actions.form_library import FormEntry, forms, in_words
from socialcase.actions.lines import StaffNames
from socialcase.actions.own_checks import own_checks
from socialcase.actions.road import road
from socialcase.actions.stamps import Stamps
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment

_MOST = 100


@dataclass(frozen=True, slots=True)
class ApartLine:
    """A finished form about no case. `told_on`: ISO day. `private`: only the person here sees it.

    `uid` is that of the assessment, or of the own check; `author_name` is "" for a private one.
    """

    uid: str
    private: bool
    title: str
    told_on: str
    author_name: str
    scores: tuple[ScoreLine, ...]


def forms_apart(ws: Workspace) -> list[FormEntry]:
    """The forms that are begun outside of any case, by title."""
    return [entry for entry in forms(ws) if not entry.meant.in_case]


def apart_lines(ws: Workspace) -> list[ApartLine]:
    """What was finished about no case, one's own private forms among it, the newest first."""
    way = road(ws)
    with ws.store.reading() as reading:
        kept = reading.page(Assessment, {"case": ""}, order="told_on", descending=True, limit=_MOST)
        stamps = Stamps(reading, [one.uid for one in kept], StaffNames(ws, reading), way)
        authors = {one.uid: stamps.of(one.uid).author_name for one in kept}
    shared = [_line(one, authors[one.uid]) for one in in_words(ws, kept)]
    own = [ApartLine(c.uid, True, c.title, c.told_on, "", c.scores) for c in own_checks(ws)]
    return sorted([*own, *shared], key=lambda line: line.told_on, reverse=True)


def _line(one: Assessment, author: str) -> ApartLine:
    scores = score_lines(one.scores, {})
    return ApartLine(one.uid, False, one.form_title, one.told_on, author, scores)
