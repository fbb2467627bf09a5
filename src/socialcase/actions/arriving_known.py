"""What was answered on a form here already, so that nothing comes in twice."""

from collections.abc import Iterable, Mapping

from socialcase.actions.editing import FieldValue
from socialcase.actions.form_answers import all_of
from socialcase.actions.kept_answers import sent_as, told
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import json_text
from socialcase.cases.records import Assessment


class Known:
    """What was answered on a form here already. `uids`: of its assessments."""

    def __init__(self, ws: Workspace, form_id: str) -> None:
        with ws.store.reading() as reading:
            found = list(all_of(reading, form_id))
        self.uids = {one.uid for one in found}
        self._sent = {sent: one for one in found if (sent := sent_as(one))}
        self._said = {said_in(one) for one in found}
        self._later = {one.revises: one.uid for one in found if one.revises}

    def has(self, values: Mapping[str, FieldValue]) -> bool:
        """Whether it was sent under an id that is here, or says the same of the same day."""
        one = as_kept(values)
        return sent_as(one) in self._sent or said_in(one) in self._said

    def earlier(self, ids: Iterable[str]) -> Assessment | None:
        """The first of the submissions with these ids that is here: what a correction is of."""
        return next((self._sent[one] for one in ids if one in self._sent), None)

    def corrected(self, assessment: str) -> bool:
        """Whether it was corrected here already."""
        return assessment in self._later

    def last_of(self, assessment: str) -> str:
        """Its last correction, or itself."""
        seen: set[str] = set()
        while assessment in self._later and assessment not in seen:
            seen.add(assessment)
            assessment = self._later[assessment]
        return assessment


def said_in(one: Assessment) -> tuple[str, str, str, str]:
    """Case, person, day and answers: what makes two submissions the same."""
    return one.case, one.person, one.told_on, json_text(dict(sorted(told(one).items())))


def as_kept(values: Mapping[str, FieldValue]) -> Assessment:
    """What is about to be kept, as it will be read: its case, its day, its answers."""
    names = ("case", "person", "told_on", "answers")
    return Assessment("", **{name: str(values.get(name) or "") for name in names})
