"""Who may write what: the scope of a sender, judged before a change counts.

A specialist writes in the circles of their etraps, a coordinator in every circle, both in
restricted records that name them; staff records are the office's. Whatever is outside is not
refused but held for review: a person decides.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from socialcase.cases.changes import Origin
from socialcase.cases.fields import AUDIENCE, RecordSpec
from socialcase.cases.registry import REGISTRY
from socialcase.storage import rulings
from socialcase.storage.rows import Here, StagedRecord, StagedRow
from socialcase.sync.manifest import UID
from socialcase.sync.membership import SUPERVISORS

_DECIDED: Mapping[str, tuple[str, ...]] = {
    "comment.kind": ("approve", "return"),
    "plan.status": ("approved", "returned"),
}
"""Values that only a supervisor may give."""
_DOT_AUDIENCE = f".{AUDIENCE}"
_SAVE_PREFIX = "save:"
_EVERYONE = "everyone"
_RESTRICTING = ("named:", "case:")
_FOR_EVERYONE = ("staff", "epoch", "decision", "form", "form_file", "provider", "norm", "hotline")
"""Kinds whose records may be for everyone; those about families never are."""
_NOTED = ("viewing", "disclosure")
"""What the program notes of somebody: nobody else changes it afterwards."""

_Gathered = defaultdict[str, set[str]]
CaseAudience = Callable[[str], str]
"""Effective audience of a case here, "" when it is not known."""
Place = tuple[str, str, int]
"""Origin of a change: device, epoch, sequence number."""
StatedAt = Callable[[Place, str, str], str]
"""The audience that the change at a place gave the record's field, "" where it is not known."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose bundle it is. `authors`: staff ids under which they may have written."""

    device: str
    person: str
    role: str
    etraps: tuple[str, ...]
    authors: frozenset[str]

    @property
    def supervises(self) -> bool:
        """Whether they see every circle."""
        return self.role in SUPERVISORS

    def sees(self, audience: str) -> bool:
        """Whether an effective `audience` includes them."""
        kind, _, rest = audience.partition(":")
        if kind == "named":
            return bool(self.authors & set(rest.split(",")))
        if kind == "etrap":
            return self.supervises or rest in self.etraps
        return audience == _EVERYONE


def named(audience: str) -> frozenset[str]:
    """The people of a restricted audience; empty for any other."""
    kind, _, rest = audience.partition(":")
    return frozenset(rest.split(",")) - {""} if kind == "named" else frozenset()


def leaks(kind: str, audience: str) -> bool:
    """Whether a record of this kind would go to the whole region: it neither leaves nor counts."""
    return audience == _EVERYONE and kind not in _FOR_EVERYONE


def row_in_scope(row: StagedRow, sender: Sender) -> bool:
    """Whether the row alone is the sender's to write: author, and values kept for supervisors."""
    if row.author not in sender.authors:
        return False
    return may_give(sender.role, row.field, row.value)


def may_give(role: str, path: str, value: str | None) -> bool:
    """Whether somebody of that role may give a field this value: some are for supervisors."""
    reserved = _DECIDED.get(path)
    return reserved is None or role in SUPERVISORS or value not in reserved


@dataclass(slots=True)
class Agreed:
    """Audiences that a relay states for good, so that what builds on them can be judged.

    The changes of one file may come in several parts that were sealed one after the other. Only
    `records` are followed, and only by changes that are new here (`is_new`).
    """

    records: frozenset[str]
    is_new: Callable[[StagedRow], bool]
    _newest: dict[str, tuple[int, str]] = field(default_factory=dict)
    _at: dict[tuple[Place, str, str], str] = field(default_factory=dict)

    @classmethod
    def for_parts(
        cls, parts: Iterable[Sequence[StagedRow]], is_new: Callable[[StagedRow], bool]
    ) -> "Agreed":
        """What has to be known to judge `parts`: their records, and the cases these belong to."""
        found: set[str] = set()
        for row in (row for rows in parts for row in rows):
            found.add(row.record)
            if row.field.endswith(_DOT_AUDIENCE):
                found.add((row.value or "").removeprefix("case:"))
        return cls(frozenset(found), is_new)

    def take(self, rows: Iterable[StagedRow], but: Collection[str] = ()) -> None:
        """Let the audiences that `rows` state count, but for those of records in `but`."""
        for row in rows:
            if not row.field.endswith(_DOT_AUDIENCE) or row.record not in self.records:
                continue
            if row.value and not row.held and row.record not in but and self.is_new(row):
                self._at[row[:3], row.record, row.field] = row.value
                known = self._newest.get(row.record, (0, ""))
                self._newest[row.record] = max(known, (row.lamport, row.value))

    def audience(self, record: str) -> str:
        """The newest audience stated of `record`, "" for none."""
        return self.newest(record)[1]

    def newest(self, record: str) -> tuple[int, str]:
        """The newest audience stated of `record`, with its lamport before it; (0, "") for none."""
        return self._newest.get(record, (0, ""))

    def stated(self, place: Place, record: str, path: str) -> str:
        """The audience that the change with this origin states there, "" if it is not of these."""
        return self._at.get((place, record, path), "")


def _no_one(_record: str) -> Collection[str]:
    return ()


def _nothing(_record: str) -> str:
    return ""


def _unstated(_record: str) -> tuple[int, str]:
    return 0, ""


def _nowhere(_record: str, _kind: str) -> Collection[str]:
    return ()


def _nothing_here(_place: Place) -> Here | None:
    return None


def _unsaid(_place: Place, _record: str, _path: str) -> str:
    return ""


@dataclass(slots=True)
class Scope:
    """Judges the records of one bundle, or of one sealed part that is passed on.

    `case_audience` tells what a case was here before; `writers_of` gives the authors of a save
    (empty when it is not known), `authors_of` those of a record here; `agreed` what came before
    in the same bundle and counts (`agreed_newest` with its lamport). `heads_of` gives the audiences
    that stand beside each other where a record was restricted apart; `stated_at` and `agreed_at`
    the one that a change stated, here and in what came before; `change_here` a change that the log
    has, `written_at` the authors whose changes from a laptop count here. What the bundle states of
    itself is gathered by `note`.
    """

    sender: Sender
    case_audience: CaseAudience
    writers_of: Callable[[str], Collection[str]]
    authors_of: Callable[[str], Collection[str]] = _no_one
    agreed: Callable[[str], str] = _nothing
    agreed_at: StatedAt = _unsaid
    agreed_newest: Callable[[str], tuple[int, str]] = _unstated
    heads_of: Callable[[str, str], Collection[str]] = _nowhere
    stated_at: StatedAt = _unsaid
    change_here: Callable[[Place], Here | None] = _nothing_here
    written_at: Callable[[str], Collection[str]] = _no_one
    registry: Mapping[str, RecordSpec] = field(default_factory=lambda: REGISTRY)
    _stated: _Gathered = field(default_factory=lambda: defaultdict(set))
    _latest: dict[str, tuple[int, str]] = field(default_factory=dict)
    _restated: dict[str, dict[Place, StagedRow]] = field(default_factory=dict)
    _subjects: _Gathered = field(default_factory=lambda: defaultdict(set))
    _saves: _Gathered = field(default_factory=lambda: defaultdict(set))
    _kinds: _Gathered = field(default_factory=lambda: defaultdict(set))
    _sealed: set[str] = field(default_factory=set)
    _at: dict[str, Collection[str]] = field(default_factory=dict)

    def note(self, row: StagedRow, *, sealed: bool = False) -> None:
        """Gather what a row says about audiences, decisions and kinds.

        `sealed`: it came in a sealed part, where only restricted records may be.
        """
        kind, _, name = row.field.partition(".")
        self._kinds[row.record].add(kind)
        self._saves[row.save].add(row.author)
        if name == AUDIENCE:
            # a cleared one (a creation undone) states nothing: the circle before is what counts
            if row.value is not None:
                self._stated[row.record].add(row.value)
                told = (row.lamport, row.value)
                self._latest[row.record] = max(self._latest.get(row.record, told), told)
                self._restated.setdefault(row.record, {})[row[:3]] = row
        elif row.field == "decision.subject":
            self._subjects[row.record].add(row.value or "")
        if sealed:
            self._sealed.add(row.record)

    def outside(self, records: Iterable[StagedRecord]) -> list[tuple[str, str]]:
        """The (record, kind) pairs that the sender may not write, of those noted."""
        noted = [one for one in records if one.record in self._kinds]
        return [(one.record, one.kind) for one in noted if not self._allowed(one)]

    def _allowed(self, one: StagedRecord) -> bool:
        if one.kind == "epoch":
            return one.record not in self._sealed
        spec = self.registry.get(one.kind)
        if spec is not None and self.sender.role not in spec.writers:
            return False
        if len(self._kinds[one.record]) > 1:
            return False
        if one.kind == "decision" and not self._may_decide(one):
            return False
        return not (one.kind in _NOTED and self._is_of_others(one)) and self._in_circle(one)

    def _is_of_others(self, one: StagedRecord) -> bool:
        return one.known and not set(self.authors_of(one.record)) <= self.sender.authors

    def _in_circle(self, one: StagedRecord) -> bool:
        """The circle before and every circle stated now must include the sender.

        A sealed record is judged by the circle stated last, which must be of named people: a file
        closed on its first day was open for a moment. That a record is not for everyone is asked
        of that circle, too: it was so before the laptop had an office.
        """
        before = self._before(one)
        stated = self._stated.get(one.record, set())
        after = [found for audience in sorted(stated) for found in self._resolved(audience)]
        last = self._last(one.record)
        final = [self._finally(last)] if last else before
        asked = final if one.record in self._sealed else after
        if not final or not all(self.sender.sees(audience) for audience in asked):
            return False
        if not self._was_in(one, before):
            return False
        if any(leaks(one.kind, audience) for audience in final):
            return False
        return one.record not in self._sealed or all(named(audience) for audience in final)

    def _before(self, one: StagedRecord) -> list[str]:
        """The circles that the record had before, all of them to be asked."""
        newer = self.agreed(one.record)
        if newer:
            return self._resolved(newer, only_last=one.record in self._sealed)
        if not one.known:
            return []
        restated = one.record in self._restated
        return [one.audience if restated else self._nearest(one.record, one.kind, one.audience)]

    def _was_in(self, one: StagedRecord, before: Sequence[str]) -> bool:
        """Whether the record was the sender's to write, as far as they could know.

        Who restricts it is judged by the audiences which that replaces: somebody else may have
        restricted it meanwhile. But nobody replaces a restriction that shut them out.
        """
        known = one.known or bool(self.agreed(one.record))
        continues = self._continues(one.record) if known else None
        if continues is not None:
            return continues
        return all(self.sender.sees(audience) for audience in before)

    def _continues(self, record: str) -> bool | None:
        """Whether what is stated here restricts audiences that include the sender.

        None: it does something else, or what it replaces is not known here.
        """
        rows = self._restated.get(record)
        if not rows:
            return None
        found = [self._follows(row, rows) for row in rows.values()]
        if False in found:
            return False
        return None if None in found else True

    def _follows(self, row: StagedRow, rows: Mapping[Place, StagedRow]) -> bool | None:
        replaced = [self._replaced(row, parent, rows) for parent in row.parents]
        known = [text for text in replaced if text]
        others = [
            text
            for parent, text in zip(row.parents, replaced, strict=True)
            if parent not in rows or rows[parent].author not in self.sender.authors
        ]
        if not all(
            self.sender.sees(one) for text in others if text for one in self._resolved(text)
        ):
            return False
        restricts = (row.value or "").startswith(_RESTRICTING)
        return True if restricts and known and len(known) == len(replaced) else None

    def _replaced(self, row: StagedRow, parent: Place, rows: Mapping[Place, StagedRow]) -> str:
        above = rows.get(parent)
        if above is not None:
            return (above.value or "") if above.field == row.field else ""
        asked = (parent, row.record, row.field)
        return self.agreed_at(*asked) or self.stated_at(*asked)

    def _nearest(self, record: str, kind: str, audience: str) -> str:
        """The audience here, or one that stands beside it and includes the sender."""
        if self.sender.sees(audience):
            return audience
        beside = self.heads_of(record, kind)
        return next((one for one in beside if self.sender.sees(one)), audience)

    def _resolved(self, audience: str, *, only_last: bool = False) -> list[str]:
        """An audience by way of a case, followed one step: all that the case may turn out to be.

        `only_last`: of what is stated of the case here only the last, as sealed records are judged.
        """
        kind, _, case = audience.partition(":")
        if kind != "case" or not UID.fullmatch(case):
            return [audience]
        found = set(self._stated.get(case, ()))
        if only_last and found:
            found = {self._last(case)}
        here = self.agreed(case) or self.case_audience(case)
        if here and not (found and self._continues(case)):
            found.add(self._nearest(case, "case", here))
        return sorted(found) or [""]

    def _finally(self, audience: str) -> str:
        """An audience by way of a case, as that case was stated last."""
        kind, _, case = audience.partition(":")
        if kind != "case" or not UID.fullmatch(case):
            return audience
        here = self.agreed(case) or self.case_audience(case)
        return self._last(case) or self._nearest(case, "case", here)

    def _last(self, record: str) -> str:
        """The audience stated last, here or in what came before; "" where none is stated here."""
        told = self._latest.get(record)
        return max(told, self.agreed_newest(record))[1] if told else ""

    def _may_decide(self, one: StagedRecord) -> bool:
        """A save may be set aside by its author, or by a supervisor; and only they take it back.

        A held change may be released by whoever could have written it themselves, but by nobody
        of their own, nor what a laptop wrote in the name of somebody who does not write there.
        """
        subjects = self._subjects.get(one.record, set())
        if not all(self._may_rule(s) for s in subjects if s.startswith(rulings.PREFIX)):
            return False
        if self.sender.supervises:
            return True
        if self._is_of_others(one):
            return False
        return all(s.startswith(rulings.PREFIX) or self._own_save(s) for s in subjects)

    def _may_rule(self, subject: str) -> bool:
        origins = rulings.named(subject)
        if len(origins) < len(subject.removeprefix(rulings.PREFIX).split(" ")):
            return False  # it names something else, too
        return all(
            self._could_write(o, self.change_here((o.device, o.epoch, o.seq))) for o in origins
        )

    def _could_write(self, origin: Origin, change: Here | None) -> bool:
        if change is None or change.author in self.sender.authors:
            return False
        if change.author not in self._writers_at(origin.device):
            return False
        kind = change.path.partition(".")[0]
        spec = self.registry.get(kind)
        if spec is None or self.sender.role not in spec.writers:
            return False
        if not may_give(self.sender.role, change.path, change.value):
            return False
        return self.sender.sees(self._nearest(change.record, kind, change.audience))

    def _writers_at(self, device: str) -> Collection[str]:
        if device not in self._at:
            self._at[device] = self.written_at(device)
        return self._at[device]

    def _own_save(self, subject: str) -> bool:
        if not subject.startswith(_SAVE_PREFIX):
            return False
        save = subject.removeprefix(_SAVE_PREFIX)
        writers = set(self.writers_of(save)) | self._saves.get(save, set())
        return bool(writers) and writers <= self.sender.authors
