"""What merging must give, worked out the slow and obvious way from plain rows.

Imports nothing of the program: the rules are written here a second time.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

Origin = tuple[str, str, int]
Cell = tuple[str, str]

ASK = {"case.status", "case.risk", "case.title", "case.audience", "note.audience", "note.case",
       "decision.subject", "decision.verb", "decision.reason", "decision.audience"}  # fmt: skip
LATEST = {"note.text"}
KNOWN_SETS = {"case.groups"}
SAFEST_FIRST = {
    "case.status": ["intake", "assessed", "planned", "in_service", "under_review", "closed"],
    "case.risk": ["high", "medium", "low"],
    "decision.verb": ["set_aside", "hold", "release"],
}
NARROWEST_FIRST = ["named:", "case:", "etrap:", "everyone"]
EXEMPT = ("decision.", "epoch.")
ADMITTED, NEWER, SET_ASIDE = 0, 5, 6
RELEASABLE = {1, 3, 4}


@dataclass(frozen=True)
class Row:
    """A change as plain data."""

    origin: Origin
    lamport: int
    save: str
    record: str
    field: str
    value: str | None
    parents: tuple[Origin, ...]

    @property
    def cell(self) -> Cell:
        return self.record, self.field


@dataclass
class Oracle:
    """One laptop: which rows it has and which of them the exchange holds.

    `etraps`: whose files its viewer sees; None: all.
    """

    viewer: str
    device: str = ""
    etraps: frozenset[str] | None = None
    rows: dict[Origin, Row] = field(default_factory=dict)
    held: dict[Origin, int] = field(default_factory=dict)

    def receive(self, row: Row, proposed: int) -> None:
        """A row arrives; a known one that was held for the sender's sake may now count."""
        if row.origin not in self.rows:
            self.rows[row.origin] = row
            self.held[row.origin] = proposed
        elif proposed == ADMITTED and self.held[row.origin] in RELEASABLE:
            self.held[row.origin] = ADMITTED

    def release(self, origin: Origin) -> None:
        """A person lets a held row count."""
        if self.held.get(origin) in RELEASABLE:
            self.held[origin] = ADMITTED

    def state(self) -> "State":
        """Everything that follows from the rows."""
        proposed = self._proposed()
        ruled = _rulings(proposed)
        counting = [row for row in self.rows.values() if self._counts(row, ruled)]
        gone = _redacted(proposed)
        counting = [
            replace(row, value=None) if row.origin in gone and _redactable(row) else row
            for row in counting
        ]
        aside = _saves_set_aside(counting)
        admitted = [
            row for row in counting if row.save not in aside or row.field.startswith(EXEMPT)
        ]
        heads = _heads(admitted)
        showing = {cell: _showing(rows) for cell, rows in heads.items()}
        visible = self._visible(heads, showing, counting)
        return State(
            admitted=frozenset(row.origin for row in admitted),
            heads={cell: frozenset(row.origin for row in rows) for cell, rows in heads.items()},
            showing={cell: row.origin for cell, row in showing.items()},
            conflicts=frozenset(
                cell
                for cell, rows in heads.items()
                if cell[1] in ASK
                and len({row.value for row in rows}) > 1
                and (cell[0], cell[1].split(".")[0]) in visible
            ),
            typed={uid: _typed(uid, showing) for uid, kind in visible if kind == "case"},
            notes=frozenset(uid for uid, kind in visible if kind == "note"),
            redacted=frozenset(o for o, row in self.rows.items() if o in gone and _redactable(row)),
        )

    def withheld(self) -> set[Origin]:
        """What a decision holds everywhere but on the laptop that wrote it."""
        ruled = _rulings(self._proposed())
        return {origin for origin, said in ruled.items() if _withheld(said)}

    def _proposed(self) -> list[Row]:
        return [
            row
            for origin, row in self.rows.items()
            if self.held[origin] == ADMITTED and _known(row.field)
        ]

    def _counts(self, row: Row, ruled: Mapping[Origin, set[str]]) -> bool:
        """Whether a row counts, by what was proposed and what people decided about it."""
        counts = self.held[row.origin] == ADMITTED
        said = ruled.get(row.origin, set())
        if said and not row.field.startswith(EXEMPT):
            if _withheld(said):
                counts = counts and row.origin[0] == self.device
            elif "release" in said:
                counts = True
        return counts and _known(row.field)

    def _visible(
        self, heads: Mapping[Cell, list[Row]], showing: Mapping[Cell, Row], counting: list[Row]
    ) -> set[tuple[str, str]]:
        written = {
            (record, name.partition(".")[0])
            for (record, name), rows in heads.items()
            if not name.endswith(".audience") and any(row.value is not None for row in rows)
        }
        stated = {
            (record, name.partition(".")[0])
            for (record, name), row in showing.items()
            if name.endswith(".audience") and row.value is not None
        }
        found = set()
        for record, kind in stated | written:
            audience = self._stated(record, kind, heads, showing, counting)
            if audience.startswith("case:"):
                audience = self._stated(audience[5:], "case", heads, showing, counting)
            if _may_see(self.viewer, self.etraps, audience):
                found.add((record, kind))
        return found

    def _stated(
        self,
        record: str,
        kind: str,
        heads: Mapping[Cell, list[Row]],
        showing: Mapping[Cell, Row],
        counting: list[Row],
    ) -> str:
        cell = (record, f"{kind}.audience")
        own = showing.get(cell)
        if own is None or own.value is None:
            return _ever_stated(record, kind, counting)
        if not own.value.startswith("named:"):
            return own.value
        circles = [set((row.value or "")[6:].split(","))
                   for row in heads[cell] if (row.value or "").startswith("named:")]  # fmt: skip
        for wanted in (circles, [one for one in circles if self.viewer in one]):
            if wanted and set.intersection(*wanted):
                return "named:" + ",".join(set.intersection(*wanted))
        return "named:"


@dataclass(frozen=True)
class State:
    """What a laptop must show."""

    admitted: frozenset[Origin]
    heads: dict[Cell, frozenset[Origin]]
    showing: dict[Cell, Origin]
    conflicts: frozenset[Cell]
    typed: dict[str, dict[str, object]]
    notes: frozenset[str]
    redacted: frozenset[Origin]


def _withheld(said: set[str]) -> bool:
    return "hold" in said or {"release", "set_aside"} <= said


def _rulings(counting: list[Row]) -> dict[Origin, set[str]]:
    """What the decisions that show say about single changes."""
    heads = _heads(row for row in counting if row.field.startswith("decision."))
    shown = {cell: _showing(rows).value for cell, rows in heads.items()}
    found: dict[Origin, set[str]] = defaultdict(set)
    for (record, name), verb in shown.items():
        subject = shown.get((record, "decision.subject")) or ""
        if name == "decision.verb" and verb and subject.startswith("held:"):
            for origin in _origins(subject[5:]):
                found[origin].add(verb)
    return found


def _known(name: str) -> bool:
    whole, slash, element = name.partition("/")
    if slash:
        return whole in KNOWN_SETS and bool(element)
    return name in ASK or name in LATEST


def _redactable(row: Row) -> bool:
    return not row.field.startswith(EXEMPT) and not row.field.endswith(".audience")


def _redacted(counting: list[Row]) -> set[Origin]:
    """What any redaction ever named, whatever became of the decision that named it."""
    texts = [r.value or "" for r in counting if r.field == "decision.subject"]
    named = [text[7:] for text in texts if text.startswith("redact:")]
    return {origin for text in named for origin in _origins(text)}


def _origins(text: str) -> set[Origin]:
    pattern = r"([0-9a-f]{16})\.([0-9a-f]{16})\.([0-9]+)"
    found = [re.fullmatch(pattern, word) for word in text.split(" ")]
    return {(one[1], one[2], int(one[3])) for one in found if one}


def _heads(rows: Iterable[Row]) -> dict[Cell, list[Row]]:
    by_cell: dict[Cell, list[Row]] = defaultdict(list)
    for row in rows:
        by_cell[row.cell].append(row)
    return {
        cell: [one for one in several if not any(_replaces(other, one) for other in several)]
        for cell, several in by_cell.items()
    }


def _replaces(child: Row, parent: Row) -> bool:
    return parent.origin in child.parents and parent.lamport < child.lamport


def _showing(heads: list[Row]) -> Row:
    return sorted(heads, key=lambda row: (_danger(row), row.lamport, row.origin))[-1]


def _danger(row: Row) -> int:
    name, value = row.field, row.value
    if "/" in name:
        return 1 if value == "true" else 0
    if name.endswith(".audience"):
        starts = [value is not None and value.startswith(start) for start in NARROWEST_FIRST]
        return -starts.index(True) if True in starts else -len(starts)
    order = SAFEST_FIRST.get(name)
    if order is None:
        return 0
    code = _parts(value).get("level") if name == "case.risk" else value
    return -order.index(code) if code in order else -len(order)


def _saves_set_aside(counting: list[Row]) -> set[str]:
    heads = _heads(row for row in counting if row.field.startswith("decision."))
    shown = {cell: _showing(rows).value for cell, rows in heads.items()}
    subjects = {}
    for (record, name), value in shown.items():
        if name == "decision.verb" and value == "set_aside":
            subjects[record] = shown.get((record, "decision.subject"))
    return {s[5:] for s in subjects.values() if s is not None and s.startswith("save:")}


def _ever_stated(record: str, kind: str, counting: list[Row]) -> str:
    ever = [
        row
        for row in counting
        if row.record == record and row.field == f"{kind}.audience" and row.value is not None
    ]
    ever.sort(key=lambda row: (row.value or "").startswith("named:"))
    return (ever[-1].value or "") if ever else ""


def _may_see(viewer: str, etraps: frozenset[str] | None, audience: str) -> bool:
    if audience.startswith("named:"):
        return viewer in audience[6:].split(",")
    if audience.startswith("etrap:"):
        return etraps is None or audience[6:] in etraps
    return audience == "everyone"


def _parts(value: str | None) -> dict[str, str]:
    try:
        found = json.loads(value or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _typed(uid: str, showing: Mapping[Cell, Row]) -> dict[str, object]:
    def value(name: str) -> str:
        row = showing.get((uid, name))
        return (row.value or "") if row else ""

    risk = _parts(value("case.risk"))
    groups = sorted(
        name.partition("/")[2]
        for (record, name), row in showing.items()
        if record == uid and name.startswith("case.groups/") and row.value == "true"
    )
    return {
        "status": value("case.status"),
        "risk": risk.get("level", ""),
        "reasons": risk.get("reasons", ""),
        "title": value("case.title"),
        "groups": tuple(groups),
    }
