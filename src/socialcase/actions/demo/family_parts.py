"""What a family of the demo can state beside its case: kin, surroundings, help, turns of its story.

Every class is one table of the families' files; what it leaves out has the value given here. Days
count from the demo's today (negative: before it). People are named by their given name or `key`.
"""

from dataclasses import dataclass

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoRelative:
    """Somebody of the family who does not live there; `what` they are to `of`, one at home.

    `name`: given, patronymic, surname, all of which may be empty; then `key` is needed. `age`: in
    years, at death for the dead; -1 if nobody knows. `died`: days before today, 0 for the living.
    `years`: since how many years they are partners (or not any more).
    """

    of: str
    what: str
    name: Names = ("", "", "")
    key: str = ""
    how: str = ""
    sex: str = "unknown"
    age: int = -1
    died: int = 0
    note: str = ""
    beside: str = ""
    years: int = 0

    @property
    def called(self) -> str:
        """How the file names them elsewhere."""
        return self.key or self.name[0]


@dataclass(frozen=True, slots=True)
class DemoRelation:
    """What joins two who are known already. Of a parent, `other` is the child."""

    person: str
    other: str
    what: str
    how: str = ""
    years: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemoTie:
    """Who or what is around the household. `provider`: a key of the directory."""

    what: str
    name: str = ""
    provider: str = ""
    strength: str = "ordinary"
    flow: str = "none"
    person: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemoCertificate:
    """A paper of somebody; `issued` and `valid_until` are days, 0 where nothing is said."""

    person: str
    what: str
    number: str = ""
    issued: int = 0
    valid_until: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemoWithholding:
    """Who is not to be told `what`: a `person` of the family, a `provider`, or words."""

    what: Names
    person: str = ""
    provider: str = ""
    from_whom: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemoNeed:
    """A strength, a need or a worry for safety, seen when the family was assessed."""

    words: str
    what: str = "need"
    domain: str = ""
    person: str = ""
    own: bool = False
    service: str = ""


@dataclass(frozen=True, slots=True)
class DemoSignature:
    """How somebody signed the plan. `person` of the family, or a `name`."""

    day: int
    how: str
    person: str = ""
    name: str = ""
    witness: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemoMeasure:
    """How far a goal (by its number, from 1) was at a review; `rating`: the person's own, 0-10."""

    goal: int
    done: int | None = None
    rating: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DemoReview:
    """A look at the plan together. `decision` "": it is not finished yet."""

    day: int
    with_whom: str
    measures: tuple[DemoMeasure, ...] = ()
    own_words: str = ""
    note: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class DemoStep:
    """A step of a referral; `words` of an answer, a result or a reason."""

    step: str
    day: int
    words: str = ""
    place: int | None = None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class DemoReferral:
    """Asking a provider for a service; `need` and `goal` by their number, from 1."""

    day: int
    service: str
    provider: str
    reason: str = ""
    person: str = ""
    urgent: bool = False
    told: Names = ("name", "contact")
    need: int = 0
    goal: int = 0
    steps: tuple[DemoStep, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoResource:
    """What was found for the family. `value` in manat; `until`: what is lent or promised, a day."""

    day: int
    what: str
    kind: str = "other"
    from_whom: str = ""
    provider: str = ""
    value: str = ""
    status: str = "received"
    until: int | None = None
    person: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemoTask:
    """Something to do, noted on `day`. `put_off`: until which day it was put off today, and why."""

    day: int
    what: str
    due: int
    put_off: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DemoMove:
    """Somebody leaves the household or comes (back) into it; without `person` all of them move."""

    day: int
    person: str = ""
    comes: bool = False
    settlement: str = ""
    street: str = ""
    landmark: str = ""


@dataclass(frozen=True, slots=True)
class DemoDeath:
    """That somebody of the household died."""

    day: int
    person: str


@dataclass(frozen=True, slots=True)
class DemoClosing:
    """How a case ended: outcome, what the person says of the help, or why that is not known."""

    day: int
    reason: str
    outcome: str
    feedback: str = ""
    unheard: str = ""


@dataclass(frozen=True, slots=True)
class DemoHandover:
    """Asking that a colleague takes the case over. `words`: only the coordinator reads them."""

    day: int
    reason: str
    words: str = ""
