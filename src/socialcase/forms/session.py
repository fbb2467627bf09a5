"""A live form: answers go in, and everything that depends on them follows at once.

    session = open_session(form, now=clock.now(), language="Русский")
    change = session.set("/data/age", "17")
    for ref, facet in change.changes: ...

The journal of a draft is the list of (op, ref, value) given to `apply`; replaying it on a new
session of the same form version, opened with the same `now`, `preload`, `host` and `chance` seed,
gives the same state.
"""

from collections.abc import Mapping
from datetime import datetime
from random import Random

from socialcase.forms.form import Form
from socialcase.forms.views import (
    ChangeSet,
    FinishReport,
    NodeState,
    Page,
    PageProgress,
    Problem,
    Resource,
    Score,
)


def open_session(
    form: Form,
    *,
    now: datetime,
    preload: Mapping[str, str] | None = None,
    instance: str | None = None,
    language: str | None = None,
    resources: Mapping[str, Resource] | None = None,
    host: Mapping[str, str] | None = None,
    chance: Random | None = None,
) -> "Session":
    """Open a form for filling.

    `now` (with a time zone; the zone decides what "today" is) is the moment the session begins.
    `preload`: deviceid, username, email, phonenumber. `instance`: a submission's XML to edit.
    `resources`: files by `jr://` address or bare file name. `host`: secondary instances by id, as
    XML; they override what the form has under the same id. `chance` draws uuids and random
    numbers. Raises `FormRefused` when the form cannot run or `instance` belongs to another form.
    """
    raise NotImplementedError


class NoSuchNode(LookupError):
    """A ref that names nothing in this session (or a repeat that is not there)."""


class Session:
    """One form being filled. Not safe to share between threads."""

    form: Form
    language: str

    def set(self, ref: str, value: str) -> ChangeSet:
        """Give a question an answer ("" clears it). Read-only questions keep theirs.

        An answer that breaks a constraint is kept and reported as a violation. Raises `NoSuchNode`.
        """
        raise NotImplementedError

    def add_repeat(self, ref: str) -> ChangeSet:
        """Append an instance to the repeat `ref` (`/data/child`). Raises `NoSuchNode`."""
        raise NotImplementedError

    def remove_repeat(self, ref: str) -> ChangeSet:
        """Remove the repeat instance `ref` (`/data/child[2]`). Raises `NoSuchNode`."""
        raise NotImplementedError

    def set_language(self, name: str) -> ChangeSet:
        """Show labels, hints and messages in another of the form's languages (by column name)."""
        raise NotImplementedError

    def apply(self, op: str, ref: str, value: str) -> ChangeSet:
        """Do one journal entry: op is "set", "add", "remove" or "language" (value = its name)."""
        raise NotImplementedError

    def tick(self, now: datetime) -> None:
        """Tell the session the time, for `now()` and `today()` from here on."""
        raise NotImplementedError

    def node(self, ref: str) -> NodeState:
        """Everything about one node now. Raises `NoSuchNode`."""
        raise NotImplementedError

    def state(self) -> dict[str, object]:
        """Every node as plain data by ref, and `/data/child#count` for each repeat.

        Each node is a dict with value, relevant, readonly, required, violation, message, choices
        (list of [value, label]), label and hint.
        """
        raise NotImplementedError

    def answers(self) -> dict[str, str]:
        """Every value by ref in form order, without nodes that are not relevant or empty."""
        raise NotImplementedError

    def pages(self) -> list[Page]:
        """All pages in order, relevant or not."""
        raise NotImplementedError

    def progress(self) -> list[PageProgress]:
        """Counts for each page, in the order of `pages`."""
        raise NotImplementedError

    def missing(self) -> list[Problem]:
        """Required questions without an answer, in form order."""
        raise NotImplementedError

    def violations(self) -> list[Problem]:
        """Answers that break a constraint, in form order."""
        raise NotImplementedError

    def scores(self) -> list[Score]:
        """The form's scores: calculates named `score_*`.

        The words come from a note named `about_` + the score's name: its label is `label`, its
        hint `detail` (both may use `${...}` and are translated). Such notes stand on no page.
        """
        raise NotImplementedError

    def needs(self) -> list[Score]:
        """What the answers point to: calculates named `need_*` that are not empty, 0 or false."""
        raise NotImplementedError

    def finish(self) -> FinishReport:
        """Say whether the form is complete. Changes nothing but end-of-form preloads."""
        raise NotImplementedError

    def serialize(self) -> str:
        """The submission as ODK XML; nodes that are not relevant are left out."""
        raise NotImplementedError
