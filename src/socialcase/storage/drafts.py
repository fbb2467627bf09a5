"""Form drafts: every answer journalled at once, outside the change log, in the same file.

A draft is never sent. *Finish* turns it into one save and forgets the journal in that same
transaction.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from socialcase.cases.clock import Chance, Clock, milliseconds
from socialcase.errors import NotFound
from socialcase.lazy_dataclass import dataclass
from socialcase.storage.connection import Connection
from socialcase.storage.identity import new_uid
from socialcase.storage.journals import Opening
from socialcase.storage.trials import Trials

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction

Step = tuple[str, str, str | None]
"""Operation, reference of the question or repeat, value."""

PRIVATE = "private:"
"""How the ids of drafts begin that nobody but the person here is to read: no backup has them."""


def is_private(draft: str) -> bool:
    """Whether a draft with this id is left out of backups, as `store.private` is."""
    return draft.startswith(PRIVATE)


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form. `begun`, `touched`: wall milliseconds. `place`: where the person was.

    `answered`: how many questions were given an answer that was not taken back.
    """

    uid: str
    case: str
    person: str
    form_id: str
    form_version: str
    form_hash: str
    begun: int
    touched: int
    place: str
    answered: int


class Drafts:
    """The drafts of this workspace: `store.drafts`.

    `trials`: those of trying a form out, which are kept in memory only; they are answered for here
    by their ids, but not listed.
    """

    def __init__(self, reading: Opening, writing: Opening, clock: Clock, chance: Chance) -> None:
        self._reading = reading
        self._writing = writing
        self._clock = clock
        self._chance = chance
        self.trials = Trials(clock, chance)

    def start(
        self,
        case: str,
        person: str,
        form_id: str,
        form_version: str,
        form_hash: str,
        *,
        private: bool = False,
        steps: Iterable[Step] = (),
    ) -> str:
        """A new draft that begins with `steps`, all of it at once; gives its id.

        `private`: it is left out of backups.
        """
        uid = (PRIVATE if private else "") + new_uid(self._chance)
        now = milliseconds(self._clock.now())
        with self._writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
                (uid, case, person, form_id, form_version, form_hash, now, now),
            )
            for op, ref, value in steps:
                connection.exec_driver_sql(_STEP, (uid, op, ref, _whole(value)))
        return uid

    def append(
        self, draft: str, op: str, ref: str, value: str | None, *, instead_of: str = ""
    ) -> None:
        """Journal one step; it is durable when this returns. Raises NotFound.

        `instead_of`: forget the steps of this operation at `ref`, as an answer takes the place of
        what was being typed there; the person is then at `ref`.
        """
        value = _whole(value)
        if draft in self.trials:
            self.trials.append(draft, op, ref, value, instead_of)
            return
        with self._writing() as connection:
            self._touch(connection, draft)
            if instead_of:
                connection.exec_driver_sql("UPDATE draft SET place = ? WHERE uid = ?", (ref, draft))
                connection.exec_driver_sql(
                    "DELETE FROM draft_step WHERE draft = ? AND ref = ? AND op = ?",
                    (draft, ref, instead_of),
                )
            connection.exec_driver_sql(_STEP, (draft, op, ref, value))

    def _touch(self, connection: Connection, draft: str) -> None:
        now = milliseconds(self._clock.now())
        found = connection.exec_driver_sql(
            "UPDATE draft SET touched = ? WHERE uid = ?", (now, draft)
        )
        if not found.rowcount:
            raise NotFound("draft", draft)

    def replay(self, draft: str) -> list[Step]:
        """All steps in order."""
        if draft in self.trials:
            return self.trials.replay(draft)
        with self._reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT op, ref, value FROM draft_step WHERE draft = ? ORDER BY id", (draft,)
            )
            return [(row[0], row[1], row[2]) for row in rows]

    def open(self) -> list[Draft]:
        """Every draft, the last touched first."""
        return self._found("", ())

    def get(self, draft: str) -> Draft:
        """One draft. Raises NotFound."""
        if draft in self.trials:
            return Draft(*self.trials.get(draft))
        found = self._found(" WHERE d.uid = ?", (draft,))
        if not found:
            raise NotFound("draft", draft)
        return found[0]

    def place(self, draft: str, ref: str) -> None:
        """Note where the person is, so that resuming opens there."""
        if draft in self.trials:
            self.trials.place(draft, ref)
            return
        with self._writing() as connection:
            connection.exec_driver_sql("UPDATE draft SET place = ? WHERE uid = ?", (ref, draft))

    def discard(self, draft: str) -> None:
        """Forget a draft and its journal."""
        self.trials.discard(draft)
        with self._writing() as connection:
            for statement in _FORGET:
                connection.exec_driver_sql(statement, (draft,))

    def finish(self, draft: str, tx: "Transaction") -> None:
        """Forget the draft in the transaction that keeps its answers."""
        for statement in _FORGET:
            tx.connection.exec_driver_sql(statement, (draft,))

    def _found(self, condition: str, given: tuple[str, ...]) -> list[Draft]:
        with self._reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT d.uid, d.case_uid, d.person_uid, d.form_id, d.form_version, d.form_hash,"  # noqa: S608
                " d.begun, d.touched, d.place,"
                f" ({_ANSWERED})"
                f" FROM draft d{condition} ORDER BY d.touched DESC, d.uid",
                given,
            ).all()
        return [_draft(row) for row in rows]


_STEP = "INSERT INTO draft_step (draft, op, ref, value) VALUES (?, ?, ?, ?)"
# the last value of each question, as SQLite pairs it with the highest id
_ANSWERED = (
    "SELECT count(*) FROM (SELECT value, max(id) FROM draft_step"
    " WHERE draft = d.uid AND op = 'set' GROUP BY ref) WHERE value != ''"
)
_FORGET = ("DELETE FROM draft_step WHERE draft = ?", "DELETE FROM draft WHERE uid = ?")


def _whole(value: str | None) -> str | None:
    # half a sign, cut off somewhere, is none that can be kept
    return None if value is None else value.encode("utf-8", "ignore").decode()


def _draft(row: Any) -> Draft:
    return Draft(*row)
