"""What reading gives back: frozen rows for pages, lists and reports of the exchange."""

from collections.abc import Mapping
from typing import NamedTuple

from socialcase.cases.changes import Change, Held, Origin
from socialcase.lazy_dataclass import dataclass


class Hit(NamedTuple):
    """One find of the search. `title` and `detail` are for a list line, `kind` names the table."""

    kind: str
    uid: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in a history, and whether it counts."""

    change: Change
    held: Held


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with several values that nothing has replaced.

    `heads`: the showing one first. `base`: the newest change that all heads came from, if any.
    """

    record: str
    kind: str
    field: str
    heads: tuple[Change, ...]
    base: Change | None


@dataclass(frozen=True, slots=True)
class SaveLine:
    """One act in a list of recent ones. `kinds`: record kinds it touched."""

    save: str
    author: str
    wall: int
    changes: int
    kinds: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the case list. Dates are ISO text, "" when absent; `people`: in the household."""

    uid: str
    number: str
    title: str
    subject: str
    risk_level: str
    risk_in_conflict: bool
    status: str
    owner: str
    owner_name: str
    etrap: str
    opened: str
    next_act: str
    next_due: str
    last_visit: str
    people: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the people list. `sort`: with the uid, where the next page begins."""

    uid: str
    display: str
    sex: str
    birth: str
    etrap: str
    settlement: str
    household: str
    household_label: str
    open_cases: int
    sort: str


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two people who may be one. `score`: 0 to 100. `reasons`: codes of `cases.names`."""

    first: str
    second: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldChange:
    """A change that waits for a person. `audience`: of its record, "" where that is not known.

    `circle`: the effective one, a case's where the record has it from there. `visible`: whether
    the viewer may read it; else only that it is there may be told.
    """

    change: Change
    held: Held
    row_hash: bytes
    audience: str
    circle: str
    visible: bool


@dataclass(frozen=True, slots=True)
class HeldCount:
    """How many changes of one stream are held, and why."""

    device: str
    epoch: str
    reason: Held
    changes: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """What the office has not yet confirmed. `since`: wall milliseconds of the oldest, or None."""

    changes: int
    cases: int
    since: int | None


@dataclass(frozen=True, slots=True)
class StreamHead:
    """How far a stream (device and epoch) is known here.

    `last_seq`: highest sequence number present. `contiguous_seq`: everything up to it is here.
    `head`: the chain's head after `contiguous_seq` (32 bytes).
    """

    device: str
    epoch: str
    last_seq: int
    contiguous_seq: int
    head: bytes


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild found: whether the tables equalled the log, and how much there is."""

    equal: bool
    before: str
    after: str
    changes: int
    records: int


@dataclass(frozen=True, slots=True)
class FilesReport:
    """How the encrypted files are, by name. `missing`: a record that shows here names them.

    `damaged`: the content is not what was kept. `orphaned`: nothing names them any more.
    """

    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    orphaned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Health of the database. `problems`: codes such as "pages", "heads", "chain", "lamport".

    `files`: how the encrypted files beside it are.
    """

    sound: bool
    problems: tuple[str, ...]
    changes: int
    records: int
    held: int
    conflicts: int
    files: FilesReport


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What one merge did. `held`: newly held changes by reason; `kinds`, `records`: touched."""

    new: int
    already_known: int
    admitted: int
    held: Mapping[Held, int]
    released: int
    conflicts_opened: int
    kinds: frozenset[str]
    records: frozenset[str]


@dataclass(frozen=True, slots=True)
class RecordStamp:
    """Who began a record, and who touched it last; times in milliseconds since 1970."""

    record: str
    author: str
    wall: int
    origin: Origin
    last_author: str
    last_wall: int
    last_origin: Origin
