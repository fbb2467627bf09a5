"""The records of the support plan."""

from typing import ClassVar

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of the support plan. `gave_way`: the version that stands instead of it."""

    KIND: ClassVar[str] = "plan"

    uid: str
    audience: str = ""
    case: str = ""
    version: int | None = None
    status: str = ""
    agreed_on: str = ""
    agreed_by: str = ""
    review_on: str = ""
    own_view: str = ""
    family_view: str = ""
    crisis: str = ""
    copy_date: str = ""
    copy_language: str = ""
    copy_to: str = ""
    gave_way: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What somebody wants to reach, in their words, and how it is measured."""

    KIND: ClassVar[str] = "goal"

    uid: str
    audience: str = ""
    case: str = ""
    plan: str = ""
    person: str = ""
    words: str = ""
    baseline: str = ""
    target: str = ""
    measure: str = ""
    done: int | None = None
    of: int | None = None
    due: str = ""
    status: str = ""
    position: str = ""
    domain: str = ""
    continues: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A step towards a goal: who does what by when."""

    KIND: ClassVar[str] = "action"

    uid: str
    audience: str = ""
    case: str = ""
    goal: str = ""
    what: str = ""
    who: str = ""
    due: str = ""
    status: str = ""
    position: str = ""
    person: str = ""
    provider: str = ""
    with_what: str = ""
    done_on: str = ""
    continues: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A strength, a need or a worry for safety in one part of somebody's life.

    `own`: they named it themselves. `service`: code of the service that would meet it.
    """

    KIND: ClassVar[str] = "need"

    uid: str
    audience: str = ""
    case: str = ""
    person: str = ""
    what: str = ""
    domain: str = ""
    words: str = ""
    own: bool = False
    status: str = ""
    service: str = ""
    assessment: str = ""
    seen: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """How somebody signed a plan or a consent (`about`), and who saw it.

    `drawing`: JSON, strokes in a square of 1000; "" where nothing was drawn. `seen`: JSON, how far
    the changes of what was signed were known here then (`cases.reach`).
    """

    KIND: ClassVar[str] = "signature"

    uid: str
    audience: str = ""
    case: str = ""
    about: str = ""
    person: str = ""
    name: str = ""
    how: str = ""
    signed: str = ""
    witness: str = ""
    note: str = ""
    drawing: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A look at the plan together: what changed, in whose words, what follows."""

    KIND: ClassVar[str] = "review"

    uid: str
    audience: str = ""
    case: str = ""
    plan: str = ""
    held: str = ""
    with_whom: str = ""
    own_words: str = ""
    note: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """How far a goal is on a day: the count (`done`) and the person's own rating, 0 to 10."""

    KIND: ClassVar[str] = "measure"

    uid: str
    audience: str = ""
    case: str = ""
    review: str = ""
    goal: str = ""
    taken: str = ""
    done: int | None = None
    rating: int | None = None
    words: str = ""
