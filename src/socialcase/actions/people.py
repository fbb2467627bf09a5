"""People and households: who they are, who lives with whom, who may be the same person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialcase.actions.done import Done
from socialcase.actions.editing import FieldValue
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import Age
from socialcase.cases.records import Household, Member, Person

if TYPE_CHECKING:
    from socialcase.storage.views import PersonRow


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in one line. `name` is never empty: the alias or "" only if nothing is known."""

    uid: str
    name: str
    given: str
    alias: str
    sex: str
    age: Age | None
    died: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """A household that the person lives (or lived) in."""

    member: Member
    household: Household
    people: int


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A case of a person or of their household."""

    uid: str
    number: str
    title: str
    status: str
    risk_level: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything the person's page shows."""

    person: Person
    line: PersonLine
    homes: tuple[HomeView, ...]
    cases: tuple[CaseLink, ...]
    likely: tuple["LikelyDuplicate", ...]
    restricted: bool


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """Somebody who may be the same person. `score` 0–100; `reasons`: codes worded in texts."""

    person: PersonLine
    score: int
    reasons: tuple[str, ...]


def line_of(ws: Workspace, person: Person) -> PersonLine:
    """`person` in one line, aged today."""
    raise NotImplementedError


def find_people(ws: Workspace, text: str, limit: int = 50) -> "list[PersonRow]":
    """People whose name, alias, phone, document or address has `text`, in any spelling."""
    raise NotImplementedError


def people(
    ws: Workspace, after: tuple[str, str] | None = None, limit: int = 200
) -> "list[PersonRow]":
    """One page of all people by name; `after` is (sort key, uid) of the last row shown."""
    raise NotImplementedError


def person_file(ws: Workspace, uid: str) -> PersonFile:
    """Everything about a person. Raises NotFound."""
    raise NotImplementedError


def add_person(ws: Workspace, name: Mapping[str, str], **fields: FieldValue) -> Done:
    """Register a person; `fields` are those of `Person` ("birth", "sex", "address", …).

    A person needs a name part or an alias. Raises BadValue, NotSettable.
    """
    raise NotImplementedError


def edit_person(ws: Workspace, uid: str, field: str, value: FieldValue) -> Done:
    """Give one field of a person a value. Raises NotFound, NotSettable, BadValue."""
    raise NotImplementedError


def likely_duplicates(
    ws: Workspace, name: Mapping[str, str], birth: str = "", phone: str = ""
) -> list[LikelyDuplicate]:
    """People here who may be the one described, likeliest first. Restricted ones never appear."""
    raise NotImplementedError


def add_household(
    ws: Workspace, label: str, address: Mapping[str, str], strengths: str = ""
) -> Done:
    """Make a household. Raises BadValue."""
    raise NotImplementedError


def add_member(
    ws: Workspace,
    household: str,
    person: str,
    role: str,
    *,
    role_note: str = "",
    since: str = "",
    carer_of: str = "",
) -> Done:
    """Say that a person lives in a household. Raises NotFound, BadValue."""
    raise NotImplementedError


def add_family_member(
    ws: Workspace, case: str, name: Mapping[str, str], role: str, **fields: FieldValue
) -> Done:
    """Register a person and add them to the case's household in one save (made if lacking).

    Raises NotFound, BadValue, NotSettable. The record of the result is the new person.
    """
    raise NotImplementedError


def leave_household(ws: Workspace, member: str, on: str) -> Done:
    """Say that a person no longer lives there since `on` (a date). Raises NotFound, BadValue."""
    raise NotImplementedError


def members_of(ws: Workspace, household: str) -> Sequence[Member]:
    """Who lives in a household now."""
    raise NotImplementedError
