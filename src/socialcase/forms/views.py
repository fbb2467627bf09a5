"""What a form and a live session show to others: plain frozen values, no behaviour.

A *ref* names one node of the filled form, as `/data/child[2]/age`; repeat instances count from 1.
Values are the exact strings that a submission carries; an empty string is "no answer". Numbers
inside a value keep the digits that were typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from socialcase.errors import FormProblem
from socialcase.forms.limits import Limits

Violation = Literal["constraint", "required"]
Kind = Literal["question", "note", "value", "group", "repeat"]
Facet = Literal[
    "value",
    "relevant",
    "readonly",
    "required",
    "violation",
    "message",
    "choices",
    "label",
    "hint",
    "instances",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be picked: its code, its words, and the names of its files if any."""

    value: str
    label: str
    image: str = ""
    audio: str = ""
    video: str = ""


@dataclass(frozen=True, slots=True)
class NodeState:
    """Everything a screen needs to draw one node.

    `kind`: a question has a control, a note only shows text (or, with a list as its control, the
    headings of a table), a value is calculated or hidden, a repeat is one instance of it. `value`
    is empty while the node is not relevant; it comes back.
    `type`: string, int, decimal, boolean, date, time, dateTime,
    geopoint, geotrace, geoshape, binary, barcode, intent. `control`: input, select1, select, rank,
    range, upload, trigger, secret, or "" where there is none. `violation` is None when the answer
    stands; `message` is then empty, otherwise in the form's language (empty if the author gave
    none). `choices` is None for everything that is not picked from a list. `parameters` holds the
    control's own settings (`start`, `end`, `step`, `rows`, `mediatype`, ...). `media` maps image,
    big-image, audio and video to file names. `limits`: what a constraint without words of its own
    wants, while the answer breaks it and where that can be told simply. `number` is the question's
    number on paper ("4.2").
    """

    ref: str
    name: str
    kind: Kind
    type: str
    control: str
    value: str
    relevant: bool
    readonly: bool
    required: bool
    violation: Violation | None
    message: str
    choices: tuple[Choice, ...] | None
    label: str
    hint: str
    guidance: str
    appearance: str
    constraint_message: str
    required_message: str
    number: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one act changed, after everything that depends on it has settled.

    `changes` are (ref, facet) pairs in form order, each once. "choices", "label", "hint" and
    "message" say *may have changed*: read the node again. `added` and `removed` are refs of repeat
    instances; a removed one names the place it had, and the instances after it move up by one.
    """

    changes: tuple[tuple[str, Facet], ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.changes or self.added or self.removed)


@dataclass(frozen=True, slots=True)
class Question:
    """A place on a page where one question or note stands. Read the rest with `Session.node`."""

    ref: str
    number: str


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A group inside a page: heading and what stands under it. `appearance` as authored."""

    ref: str
    appearance: str
    items: tuple["Item", ...]


@dataclass(frozen=True, slots=True)
class RepeatInstance:
    """One card of a repeat: `ref` is `/data/child[2]`."""

    ref: str
    items: tuple["Item", ...]


@dataclass(frozen=True, slots=True)
class RepeatBlock:
    """All instances of one repeat. `ref` has no number: give it to `Session.add_repeat`.

    `fixed` is true where the form itself decides how many there are.
    """

    ref: str
    label: str
    fixed: bool
    relevant: bool
    instances: tuple[RepeatInstance, ...]


Item = Question | GroupHead | RepeatBlock


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the filler: a top-level group or repeat, or a run of loose questions.

    `ref` names the group, the repeat, or the first loose question; it is unique in the form.
    `label` is empty where the author gave no heading.
    """

    ref: str
    number: str
    label: str
    relevant: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PageProgress:
    """Counts over the questions of one page that can be answered now.

    `answered` of `total` have an answer; `missing` are required and empty; `invalid` break a
    constraint.
    """

    ref: str
    answered: int
    total: int
    missing: int
    invalid: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A question that stands in the way of finishing: where, its number, its label and why."""

    ref: str
    number: str
    label: str
    violation: Violation
    message: str


@dataclass(frozen=True, slots=True)
class FinishReport:
    """The answer to "is this form complete?". `ok` when nothing is missing or invalid."""

    ok: bool
    missing: tuple[Problem, ...]
    invalid: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A calculated result to talk about, never a verdict. `value` is empty until it is known."""

    ref: str
    name: str
    label: str
    value: str
    detail: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that a form reads: media type (text/csv, application/xml, application/geo+json)."""

    mediatype: str
    text: str


@dataclass(frozen=True, slots=True)
class FormReport:
    """What checking a form source found.

    `errors` make the form unusable; `warnings` do not. `repairs` say what was changed so that a
    form of another dialect runs here. `untranslated` lists (language, sheet, row, column) of empty
    translations. `lacking` names what the form asks for that a laptop has in another way (code
    "otherwise") or not at all ("not_here"); it runs all the same. `titles` are the translated
    titles with their language codes, `marks` what the form says of itself (`read_marks`).
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    questions: int
    errors: tuple[FormProblem, ...]
    warnings: tuple[FormProblem, ...]
    repairs: tuple[FormProblem, ...]
    untranslated: tuple[tuple[str, str, int, str], ...]
    lacking: tuple[FormProblem, ...]
    titles: tuple[tuple[str, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
