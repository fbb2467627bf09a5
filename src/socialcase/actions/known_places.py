"""Places on the map that were told in a case before: to be picked instead of typed again."""

import re
from dataclasses import dataclass

from socialcase.actions.assessments import OpenDraft, read_back
from socialcase.actions.form_versions import in_force
from socialcase.actions.kept_answers import superseded, told
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment
from socialcase.errors import FormRefused, FormUnknown
from socialcase.forms import Session

_MOST = 12
"""So many are offered, those told last first."""
_LOOKED_AT = 20
"""So many assessments are looked through for them."""
_ASKS = 'type="geopoint"'
_NUMBER = r"-?\d{1,3}(\.\d+)?"
_PLACE = re.compile(rf"{_NUMBER} {_NUMBER} -?\d+(\.\d+)? \d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place on the map: the value of an answer, the question it answered, when it was told."""

    value: str
    words: str
    told_on: str


def is_place(value: str) -> bool:
    """Whether an answer is a place on the map: latitude, longitude, altitude, accuracy."""
    return _PLACE.fullmatch(value) is not None


def places_of_draft(ws: Workspace, opened: OpenDraft) -> tuple[KnownPlace, ...]:
    """The places to pick from in a draft, where its form asks for any."""
    if opened.trial or not opened.case or _ASKS not in opened.form.xform:
        return ()
    return known_places(ws, opened.case)


def known_places(ws: Workspace, case: str) -> tuple[KnownPlace, ...]:
    """The places that finished assessments of a case hold, each once, those told last first.

    A form that cannot be opened any more gives none: nobody could say what its places are.
    """
    with ws.store.reading() as reading:
        kept = reading.page(
            Assessment, {"case": case}, order="told_on", descending=True, limit=_LOOKED_AT
        )
    found: dict[str, KnownPlace] = {}
    gone = superseded(kept)
    for one in kept:
        places = {ref: value for ref, value in told(one).items() if is_place(value)}
        session = _opened(ws, one) if places and one.uid not in gone else None
        for ref, value in places.items() if session is not None else ():
            words = _words(session, ref) if session is not None else ""
            if words:
                found.setdefault(value, KnownPlace(value, words, one.told_on))
        if len(found) >= _MOST:
            break
    return tuple(found.values())[:_MOST]


def _opened(ws: Workspace, assessment: Assessment) -> Session | None:
    try:
        session = read_back(ws, assessment.uid)
    except (FormUnknown, FormRefused):
        return None
    wanted = in_force(session.form.languages)
    if wanted:
        session.set_language(wanted)
    return session


def _words(session: Session, ref: str) -> str:
    """The question that a place answered; "" where the answer is of another kind."""
    if ref not in session.answers():
        return ""
    node = session.node(ref)
    return (node.label or node.name) if node.type == "geopoint" else ""
