"""What was answered on a form here already, so that nothing comes in twice."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from socialcase.actions.editing import FieldValue
from socialcase.actions.kept_answers import told
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import json_text
from socialcase.cases.records import Assessment

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 500


class Known:
    """What was answered on a form here already."""

    def __init__(self, ws: Workspace, form_id: str) -> None:
        self.uids: set[str] = set()
        self._sent: set[str] = set()
        self._said: set[tuple[str, str, str]] = set()
        with ws.store.reading() as reading:
            for one in _assessments(reading, form_id):
                self.uids.add(one.uid)
                self._sent |= _sent_as(one)
                self._said.add(said_in(one))

    def has(self, values: Mapping[str, FieldValue]) -> bool:
        """Whether it was sent under an id that is here, or says the same of the same day."""
        one = as_kept(values)
        return bool(_sent_as(one) & self._sent) or said_in(one) in self._said


def _sent_as(one: Assessment) -> set[str]:
    return {value for ref, value in _all_answers(one).items() if ref.endswith("/instanceID")}


def said_in(one: Assessment) -> tuple[str, str, str]:
    """Case, day and answers: what makes two submissions the same."""
    return one.case, one.told_on, json_text(dict(sorted(told(one).items())))


def _assessments(reading: "Reading", form_id: str) -> Iterator[Assessment]:
    after: tuple[str, str] | None = None
    while True:
        page = reading.page(Assessment, {"form_id": form_id}, after=after, limit=_MANY)
        yield from page
        if len(page) < _MANY:
            return
        after = (page[-1].uid, page[-1].uid)


def as_kept(values: Mapping[str, FieldValue]) -> Assessment:
    """What is about to be kept, as it will be read: its case, its day, its answers."""
    names = ("case", "told_on", "answers")
    return Assessment("", **{name: str(values.get(name) or "") for name in names})


def _all_answers(one: Assessment) -> dict[str, str]:
    return dict(json.loads(one.answers or "{}"))
