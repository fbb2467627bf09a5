"""Writing: one act of one person is one save, kept whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from socialcase.cases.changes import MAX_COUNTER, MAX_PARENTS, Change, Origin, commit, link
from socialcase.cases.clock import Chance, Clock, milliseconds
from socialcase.cases.fields import AUDIENCE, FieldSpec, Kind, Merge, RecordSpec
from socialcase.errors import NotFound, NotSettable
from socialcase.storage import marks, redactions
from socialcase.storage.admission import Ground, admit
from socialcase.storage.connection import Connection
from socialcase.storage.identity import new_uid
from socialcase.storage.interning import EXEMPT_KINDS
from socialcase.storage.log import heads_of
from socialcase.storage.rows import staged
from socialcase.storage.staging import Stage
from socialcase.storage.values import FieldValue, element, elements, exact
from socialcase.storage.views import MergeReport

Elements = set[str]


@dataclass(frozen=True, slots=True)
class Stream:
    """The own stream: whose changes these are."""

    device: str
    epoch: str


class Transaction:
    """One save in the making; got from `store.transaction(author)`.

    `field` is a name ("risk") or a path ("case.risk"). Values are checked against the registry:
    `NotSettable` for an unknown field, `BadValue` for a value that does not fit. Setting a value
    that already shows writes nothing. `connection` is for this room only.
    """

    def __init__(
        self,
        connection: Connection,
        ground: Ground,
        stream: Stream,
        author: str,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self.connection = connection
        self.author = author
        self.save = new_uid(chance)
        self._ground = ground
        self._stream = stream
        self._clock = clock
        self._chance = chance
        self._pending: dict[tuple[str, str], tuple[str | None, tuple[Origin, ...]]] = {}
        self._made: dict[str, str] = {}
        self._authors: dict[tuple[str, str], str] = {}
        self._changes: tuple[Change, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of this save: filled at the commit, empty if nothing differed."""
        return self._changes

    @property
    def registry(self) -> Mapping[str, RecordSpec]:
        """The kinds and fields that it is checked against."""
        return self._ground.registry

    def create(
        self,
        kind: str,
        audience: str,
        values: Mapping[str, FieldValue] | None = None,
        *,
        uid: str | None = None,
    ) -> str:
        """A new record of `kind` for `audience`; gives its uid (26 base32 letters).

        `uid` chooses the id, for records that need one known beforehand.
        Raises NotSettable, BadValue.
        """
        spec = self._spec(kind, AUDIENCE)
        made = uid or new_uid(self._chance)
        self._made[made] = kind
        self._pending[made, spec.path] = (audience, ())
        for name, value in (values or {}).items():
            self.set(made, name, value)
        return made

    def set(self, uid: str, field: str, value: FieldValue) -> None:
        """Give a field a value. A group is patched (None removes a part); a set is replaced.

        Replaces the showing head, or all heads if they agree. Raises NotFound, NotSettable,
        BadValue.
        """
        spec = self._field_of(uid, field)
        if spec.kind is Kind.SET:
            self._replace_set(uid, spec, elements(spec, value))
        else:
            self._give(uid, spec, value, settling=False)

    def add(self, uid: str, field: str, element_: str) -> None:
        """Put an element into a set. Raises NotFound, NotSettable, BadValue."""
        spec = self._set_of(uid, field)
        self.put(uid, f"{spec.path}/{element(spec, element_)}", "true")

    def remove(self, uid: str, field: str, element_: str) -> None:
        """Take an element out of a set. Raises NotFound, NotSettable, BadValue."""
        spec = self._set_of(uid, field)
        self.put(uid, f"{spec.path}/{element(spec, element_)}", None)

    def settle(self, uid: str, field: str, value: FieldValue) -> None:
        """End a conflict: the value replaces all heads. A group value is taken whole."""
        self._give(uid, self._field_of(uid, field), value, settling=True)

    def redact(self, uid: str, field: str, reason: str = "") -> str:
        """Drop the values that a field ever had, here and wherever this save comes, for good.

        Who gave them and when stays. A value given in this same save stays, too. Gives the uid of
        the decision, or "" when there was nothing to drop. Who may is the caller's question.
        Raises NotFound, NotSettable (an audience, a decision).
        """
        spec = self._field_of(uid, field)
        if spec.name == AUDIENCE or spec.record in EXEMPT_KINDS:
            raise NotSettable(spec.record, spec.name)
        origins = self._stated(uid, spec)
        if not origins:
            return ""
        stated = {"subject": redactions.subject(origins), "reason": reason}
        return self.create("decision", self._circle_of(uid, spec.record), stated)

    def _stated(self, uid: str, spec: FieldSpec) -> list[Origin]:
        rows = self.connection.exec_driver_sql(
            "SELECT s.device, s.epoch, c.seq FROM record r JOIN change c ON c.record = r.id"
            " JOIN field f ON f.id = c.field JOIN stream s ON s.id = c.stream"
            " WHERE r.uid = ? AND f.kind = ? AND f.name = ? AND c.salt IS NOT NULL"
            " ORDER BY 1, 2, 3",
            (uid, spec.record, spec.name),
        )
        return [Origin(*row) for row in rows]

    def _circle_of(self, uid: str, kind: str) -> str:
        # what hangs on a case goes wherever the case goes
        row = self.connection.exec_driver_sql(
            "SELECT k.stated, k.effective FROM record r JOIN circle k ON k.record = r.id"
            " WHERE r.uid = ? AND k.kind = ?",
            (uid, kind),
        ).one_or_none()
        if row is None:
            raise NotFound(kind, uid)
        if kind == "case":
            return f"case:{uid}"
        return str(row[0] if row[0].startswith("case:") else row[1])

    def put(self, uid: str, path: str, value: str | None, *, all_heads: bool = True) -> None:
        """Give the exact text `value` to `path`, replacing all heads or just the showing one."""
        pending = self._pending.get((uid, path))
        if pending is not None:
            self._pending[uid, path] = (value, pending[1])
            return
        heads = [head.change for head in heads_of(self.connection, uid, path)]
        agreed = len({head.value for head in heads}) <= 1
        if agreed and (heads[0].value if heads else None) == value:
            return
        if not all_heads and not agreed and heads[0].value == value:
            return
        replaced = heads[: MAX_PARENTS if all_heads or agreed else 1]
        self._pending[uid, path] = (value, tuple(sorted(head.origin for head in replaced)))

    def enter_again(self, change: Change, parents: Iterable[Origin]) -> None:
        """Enter what came under a number that is taken, in its author's name, beside what is here.

        `parents`: which of the changes that it replaced are here. Of several for one field of one
        record the last one is entered.
        """
        place = change.record, change.field
        replaced = set(parents) | set(self._pending.get(place, ("", ()))[1])
        self._pending[place] = (change.value, tuple(sorted(replaced))[:MAX_PARENTS])
        self._authors[place] = change.author

    def showing(self, uid: str, path: str) -> str | None:
        """The text that `path` shows, what this save gives it included."""
        pending = self._pending.get((uid, path))
        if pending is not None:
            return pending[0]
        heads = heads_of(self.connection, uid, path)
        return heads[0].change.value if heads else None

    def _give(self, uid: str, spec: FieldSpec, value: FieldValue, *, settling: bool) -> None:
        text = exact(spec, value, self.showing(uid, spec.path), whole=settling)
        if spec.name == AUDIENCE and text is None:
            raise NotSettable(spec.record, AUDIENCE)
        every = settling or spec.merge is not Merge.ASK
        self.put(uid, spec.path, text, all_heads=every)

    def _replace_set(self, uid: str, spec: FieldSpec, wanted: Elements) -> None:
        for one in self._present(uid, spec) - wanted:
            self.put(uid, f"{spec.path}/{one}", None)
        for one in sorted(wanted):
            self.put(uid, f"{spec.path}/{one}", "true")

    def _present(self, uid: str, spec: FieldSpec) -> Elements:
        prefix = f"{spec.path}/"
        kept = self.connection.exec_driver_sql(
            "SELECT f.element FROM record r JOIN head h ON h.record = r.id AND h.shows = 1"
            " JOIN field f ON f.id = h.field JOIN change c ON c.id = h.change"
            " WHERE r.uid = ? AND f.kind = ? AND f.name = ? AND c.value = 'true'",
            (uid, spec.record, spec.name),
        ).scalars()
        given = {p.removeprefix(prefix) for u, p in self._pending if u == uid and prefix in p}
        return set(kept) | given

    def _set_of(self, uid: str, field: str) -> FieldSpec:
        spec = self._field_of(uid, field)
        if spec.kind is not Kind.SET:
            raise NotSettable(spec.record, spec.name)
        return spec

    def _field_of(self, uid: str, field: str) -> FieldSpec:
        given, _, name = field.rpartition(".")
        return self._spec(self._kind_of(uid, given), name)

    def _kind_of(self, uid: str, given: str) -> str:
        made = self._made.get(uid)
        if made is not None:
            return made
        kinds = self.connection.exec_driver_sql(
            "SELECT k.kind FROM record r JOIN circle k ON k.record = r.id AND k.shown = 1"
            " WHERE r.uid = ? ORDER BY k.kind = ? DESC, k.kind",
            (uid, given),
        ).scalars()
        kind = kinds.first()
        if kind is None or (given and kind != given):
            raise NotFound(given or "record", uid)
        return str(kind)

    def _spec(self, kind: str, name: str) -> FieldSpec:
        record: RecordSpec | None = self._ground.registry.get(kind)
        if record is None or not record.has(name):
            raise NotSettable(kind, name)
        return record.field(name)

    def finish(self) -> MergeReport | None:
        """Write the save into the log; called when the block ends well. None: nothing differed."""
        if not self._pending:
            return None
        last, head = self._own_head()
        self._changes = tuple(self._minted(last))
        rows = [staged(change) for change in self._changes]
        stage = Stage(self.connection, self._ground.registry)
        stage.add(rows)
        report = admit(stage, self._ground)
        after = link(head, (row.row_hash for row in rows))
        self.connection.exec_driver_sql(
            "UPDATE stream SET whole_seq = ?, head = ? WHERE device = ? AND epoch = ?",
            (last + len(rows), after, self._stream.device, self._stream.epoch),
        )
        return report

    def _own_head(self) -> tuple[int, bytes]:
        row = self.connection.exec_driver_sql(
            "SELECT last_seq, head FROM stream WHERE device = ? AND epoch = ?",
            (self._stream.device, self._stream.epoch),
        ).one()
        return int(row[0]), bytes(row[1])

    def _minted(self, last: int) -> list[Change]:
        seen = self.connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'lamport'")
        lamport = min(int(seen.scalar_one()) + 1, MAX_COUNTER)
        wall = milliseconds(self._clock.now())
        device, epoch, save = self._stream.device, self._stream.epoch, self.save
        key = marks.secret(self.connection, self._chance)
        changes = []
        for seq, ((uid, path), (value, parents)) in enumerate(self._pending.items(), last + 1):
            author = self._authors.get((uid, path), self.author)
            stated = (device, epoch, seq, lamport, wall, save, uid, path, author)
            above = ((p.device, p.epoch, p.seq) for p in parents)
            salt = marks.salt(key, self._chance.bytes(marks.NONCE), stated, above, value)
            changes.append(
                Change(
                    origin=Origin(device, epoch, seq),
                    lamport=lamport,
                    wall=wall,
                    save=save,
                    record=uid,
                    field=path,
                    value=value,
                    salt=salt,
                    author=author,
                    parents=parents,
                    commitment=commit(value, salt),
                )
            )
        return changes
