"""What changed between two assessments with one form, question by question; nothing is judged.

Questions are joined by their names, so the two may stand on different versions. A question in a
repeat is joined by its place there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from socialcase.actions.finding import fetch
from socialcase.actions.form_answers import joining, shared_names
from socialcase.actions.form_library import ready_form
from socialcase.actions.form_versions import ReadyForm
from socialcase.actions.kept_answers import (
    KeptAnswer,
    chain_of,
    name_of,
    spoken_session,
    superseded,
    told,
    unworded,
    worded,
)
from socialcase.actions.result_words import StoredScore, scores_in_words
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment
from socialcase.errors import FormUnknown, NotFound
from socialcase.forms import Form, NodeState, Session
from socialcase.forms.scales import DRAWN_TOTALS, ordered

_MANY = 1000
_NUMBERS = ("int", "decimal")
_THE_DAY = "told_on"
"""The question for the day that stands above both: it always differs."""
Kind = Literal["same", "changed", "new", "gone"]
Key = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    """Where both answers lie between two ends: `first` and `last` word the ends.

    `steps`: whether the answers were picked from a list in order, so that a distance is a number
    of answers and nothing that was measured.
    """

    low: float
    high: float
    then: float
    now: float
    first: str
    last: str
    steps: bool

    @property
    def way(self) -> float:
        """How far towards `last` it went; negative towards `first`."""
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One question at both times, in the words of the version that asked it last.

    `new`: answered only now, `gone`: answered only then. `span` is None for answers without order.
    """

    ref: str
    number: str
    label: str
    then: str
    now: str
    kind: Kind
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A score at both times, "" where there was none. `span`: only for a validated total."""

    name: str
    label: str
    then: str
    now: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ChangeBetween:
    """Two assessments beside each other; `then` is None and all is empty without an earlier one.

    `earlier`: all that it can be compared with, the newest first. `forms`: of then and of now, None
    where one cannot be opened any more.
    """

    now: Assessment
    then: Assessment | None
    answers: tuple[AnswerChange, ...] = ()
    scores: tuple[ScoreChange, ...] = ()
    earlier: tuple[Assessment, ...] = ()
    forms: tuple[Form | None, Form | None] = (None, None)


def change_between(
    ws: Workspace, assessment: str, earlier: str = "", words: str = ""
) -> ChangeBetween:
    """An assessment beside an `earlier` one with the same form about the same person.

    `earlier`: its id, "" for the one before (corrections left out on both sides). `words`: the
    language's code, "" for the one in force. Raises NotFound: also where `earlier` is about
    somebody else or on another form.
    """
    now = fetch(ws, Assessment, assessment)
    before = _before(ws, now)
    then = _named(ws, now, earlier) if earlier else next(iter(before), None)
    if then is None:
        return ChangeBetween(now, None)
    shared = shared_names((then, now))
    ready = {one.form_hash: _ready(ws, one) for one in (then, now)}
    first, last = (_Side(ws, one, ready[one.form_hash], shared, words) for one in (then, now))
    found = tuple(_answers(first, last)), tuple(_scores(first, last))
    return ChangeBetween(now, then, *found, before, (first.form, last.form))


def _named(ws: Workspace, now: Assessment, earlier: str) -> Assessment:
    then = fetch(ws, Assessment, earlier)
    if _about(then) != _about(now):
        raise NotFound(Assessment.KIND, earlier)
    return then


def _about(one: Assessment) -> tuple[str, str, str]:
    return one.case, one.person, one.form_id


def _before(ws: Workspace, now: Assessment) -> tuple[Assessment, ...]:
    if not now.case:
        return ()  # what is about no case may be a colleague's
    where = {"case": now.case, "person": now.person, "form_id": now.form_id}
    with ws.store.reading() as reading:
        others = reading.page(Assessment, where, order="told_on", descending=True, limit=_MANY)
    replaced = superseded(others) | {kept.uid for kept in chain_of(now, others)}
    earlier = [o for o in others if o.uid not in replaced and _when(o) < _when(now)]
    return tuple(sorted(earlier, key=_when, reverse=True))


def _when(one: Assessment) -> tuple[str, str, str]:
    return one.told_on, one.finished, one.uid


def _ready(ws: Workspace, kept: Assessment) -> ReadyForm | None:
    """The version that was filled, opened once for both; None where it cannot be any more."""
    try:
        return ready_form(ws, kept.form_id, kept.form_hash, kept.form_version)
    except FormUnknown:
        return None


class _Side:
    """One of the two: its answers by what joins them, and what each question is like."""

    def __init__(
        self,
        ws: Workspace,
        kept: Assessment,
        ready: ReadyForm | None,
        shared: frozenset[str],
        words: str,
    ) -> None:
        self.kept = kept
        self.session: Session | None = None
        if ready is not None:
            self.session = spoken_session(ws, kept, words=words, ready=ready)
        self._known = frozenset(self.session.refs() if self.session is not None else ())
        values = told(kept)
        said = unworded(values) if self.session is None else worded(self.session, values)
        self.answers = {
            joining(one.ref, shared): one
            for one in said
            if one.value and name_of(one.ref) != _THE_DAY
        }
        self.scores: Mapping[str, StoredScore] = {
            score.name: score
            for score in scores_in_words(kept, self.session)
            if score.name.startswith("score_")
        }

    @property
    def form(self) -> Form | None:
        """The form of the answers."""
        return self.session.form if self.session is not None else None

    def node(self, ref: str) -> NodeState | None:
        """The question behind an answer; None where the form does not know it."""
        if self.session is None or ref not in self._known:
            return None
        return self.session.node(ref)


def _answers(first: _Side, last: _Side) -> Iterator[AnswerChange]:
    """In the order of the later one; what only the earlier one has follows the answer before it."""
    for key in _merged(list(first.answers), list(last.answers)):
        then, now = first.answers.get(key), last.answers.get(key)
        shown = now or then
        if shown is not None:
            yield AnswerChange(
                shown.ref,
                shown.number,
                shown.label,
                then.words if then else "",
                now.words if now else "",
                _kind(then, now),
                _span(then, now, first, last),
            )


def _merged(then: Sequence[Key], now: Sequence[Key]) -> Iterable[Key]:
    order = list(now)
    known, place = set(now), 0
    for key in then:
        if key in known:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return order


def _kind(then: KeptAnswer | None, now: KeptAnswer | None) -> Kind:
    if then is None:
        return "new"
    if now is None:
        return "gone"
    return "same" if then.value == now.value else "changed"


def _span(
    then: KeptAnswer | None, now: KeptAnswer | None, first: _Side, last: _Side
) -> Span | None:
    if then is None or now is None:
        return None
    node, earlier = last.node(now.ref), first.node(then.ref)
    if node is None or earlier is None:
        return None
    if node.type in _NUMBERS and earlier.type in _NUMBERS and node.choices is None:
        return _between(then.value, now.value, node.parameters)
    return _steps(then.value, now.value, node, earlier)


def _steps(then: str, now: str, node: NodeState, earlier: NodeState) -> Span | None:
    """Two places in one list in order. None where the two versions offered different lists."""
    codes = _codes(node)
    if node.control != "select1" or codes != _codes(earlier) or {then, now} - set(codes):
        return None
    words = {choice.value: choice.label for choice in node.choices or ()}
    places = float(codes.index(then)), float(codes.index(now))
    return Span(0.0, len(codes) - 1.0, *places, words[codes[0]], words[codes[-1]], steps=True)


def _codes(node: NodeState) -> tuple[str, ...]:
    return ordered([choice.value for choice in node.choices or ()])


def _between(then: str, now: str, ends: Mapping[str, str]) -> Span | None:
    """Two numbers between the ends that the form gives, else between 0 and the larger one."""
    before, after = _number(then), _number(now)
    if before is None or after is None:
        return None
    start, end = _number(ends.get("start", "")), _number(ends.get("end", ""))
    low = min(before, after, 0.0 if start is None else start)
    high = max(before, after, 0.0 if end is None else end)
    return Span(low, high, before, after, f"{low:g}", f"{high:g}", steps=False)


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e15 else None  # leaves out "nan" and "inf", too


def _scores(first: _Side, last: _Side) -> Iterator[ScoreChange]:
    names = [*last.scores, *(name for name in first.scores if name not in last.scores)]
    for name in names:
        then, now = first.scores.get(name), last.scores.get(name)
        shown = now or then
        if shown is not None:
            values = then.value if then else "", now.value if now else ""
            yield ScoreChange(name, shown.label, *values, _total(last.kept.form_id, name, *values))


def _total(form_id: str, name: str, then: str, now: str) -> Span | None:
    known = DRAWN_TOTALS.get(form_id)
    if known is None or known[0] != name:
        return None
    return _between(then, now, {"start": str(known[1]), "end": str(known[2])})
