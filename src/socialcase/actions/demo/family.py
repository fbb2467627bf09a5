"""An invented family of the demo, as data: who lives there and what happened on which day.

Days count from the demo's today (negative: before it), so the demo never grows old.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from zlib import crc32

from socialcase.actions.demo.family_parts import (
    DemoCertificate,
    DemoClosing,
    DemoDeath,
    DemoHandover,
    DemoMove,
    DemoNeed,
    DemoReferral,
    DemoRelation,
    DemoRelative,
    DemoResource,
    DemoReview,
    DemoSignature,
    DemoTask,
    DemoTie,
    DemoWithholding,
)

CHILD_BELOW = 18
OLDER_FROM = 60


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody in a family. `birth_known`: day, month, year or about. `cares`: a child who cares.

    `birth_of`: "family key/index" of somebody with the same birthday (a twin, the same person).
    """

    given: str
    patronymic: str
    surname: str
    sex: str
    age: int
    role: str
    birth_known: str = "day"
    birth_of: str = ""
    role_note: str = ""
    carer_of: str = ""
    cares: bool = False
    disability: str = ""
    disability_note: str = ""
    strengths: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ()
    communication: str = ""

    @property
    def disabled(self) -> bool:
        """Whether a lasting difficulty is certified or suspected."""
        return self.disability in ("certified", "suspected")


@dataclass(frozen=True, slots=True)
class DemoCase:
    """The case of a family. `status`: the step it reaches, or "closing".

    `safety_marks`, `return_call` (who, phone, after): for whoever goes there. `urgent_met`: how the
    urgent help was given, on the day of the opening.
    """

    source: str
    worry: str
    groups: tuple[str, ...]
    opened: int
    status: str
    risk_level: str
    risk_reasons: str
    next_act: str
    next_due: int
    urgent: bool = False
    restricted: bool = False
    not_to_be_told: str = ""
    worker_safety: str = ""
    safety_marks: tuple[str, ...] = ()
    return_call: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    urgent_met: str = ""


@dataclass(frozen=True, slots=True)
class DemoConsent:
    """What the family agreed to. `withdrawn`: the day of that, 0 for a consent in force."""

    day: int
    scope: str
    giver: str
    withhold: str = ""
    capacity: str = ""
    basis: str = ""
    person: str = ""
    withdrawn: int = 0
    withdrawn_why: str = ""


@dataclass(frozen=True, slots=True)
class DemoAssessment:
    """A needs assessment: about whom, and the answers by question name, in form order."""

    day: int
    about: str
    language: str
    answers: dict[str, str]
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class DemoAction:
    """A step towards a goal. `who`: in words, or somebody of the family by their given name.

    `provider`: a key of the directory.
    """

    what: str
    who: str
    due: int
    done: bool
    provider: str = ""
    with_what: str = ""


@dataclass(frozen=True, slots=True)
class DemoGoal:
    """A goal in somebody's own words. `progress`: (day, how much is done); `met`: the day.

    `needs`: numbers of needs, from 1. `version`: 2 for one of the plan after a review.
    """

    words: str
    person: str = ""
    baseline: str = ""
    target: str = ""
    measure: str = ""
    of: int | None = None
    due: int = 30
    met: int | None = None
    progress: tuple[tuple[int, int], ...] = ()
    actions: tuple[DemoAction, ...] = ()
    domain: str = ""
    needs: tuple[int, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """When the plan went to the coordinator, and who of the family agreed to it on which day.

    `again`: when the next version went. `copy_to`: who was given a copy, in `copy_language`.
    """

    sent: int
    agreed: int | None = None
    by: str = ""
    own_view: str = ""
    family_view: str = ""
    crisis: str = ""
    again: int | None = None
    copy_to: str = ""
    copy_language: str = ""


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """A visit; one still ahead was planned on `planned_on`. `people`: who of the family was met."""

    day: int
    kind: str
    planned_on: int | None = None
    minutes: int | None = None
    met: str = ""
    note: str = ""
    purpose: str = ""
    outcome: str = "done"
    people: tuple[str, ...] = ()
    alone: str = ""
    travel: int | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A family with its case and story. `specialist`: "maral" or "oraz"."""

    key: str
    specialist: str
    label: str
    etrap: str
    settlement: str
    street: str
    landmark: str
    strengths: str
    people: tuple[DemoPerson, ...]
    case: DemoCase
    safe_contact: dict[str, str] = field(default_factory=dict)
    consents: tuple[DemoConsent, ...] = ()
    assessment: DemoAssessment | None = None
    plan: DemoPlan | None = None
    goals: tuple[DemoGoal, ...] = ()
    visits: tuple[DemoVisit, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    relatives: tuple[DemoRelative, ...] = ()
    relations: tuple[DemoRelation, ...] = ()
    ties: tuple[DemoTie, ...] = ()
    certificates: tuple[DemoCertificate, ...] = ()
    withholdings: tuple[DemoWithholding, ...] = ()
    needs: tuple[DemoNeed, ...] = ()
    signatures: tuple[DemoSignature, ...] = ()
    reviews: tuple[DemoReview, ...] = ()
    referrals: tuple[DemoReferral, ...] = ()
    resources: tuple[DemoResource, ...] = ()
    tasks: tuple[DemoTask, ...] = ()
    moves: tuple[DemoMove, ...] = ()
    deaths: tuple[DemoDeath, ...] = ()
    closing: DemoClosing | None = None
    handover: DemoHandover | None = None

    @property
    def main(self) -> DemoPerson:
        """Whom the case is about."""
        return self.people[0]

    @property
    def address(self) -> dict[str, str]:
        """The address as the registry writes it."""
        parts = ("etrap", "settlement", "street", "landmark")
        given = (self.etrap, self.settlement, self.street, self.landmark)
        return {part: text for part, text in zip(parts, given, strict=True) if text}


@dataclass(frozen=True, slots=True)
class Composition:
    """Who lives in the families of the demo, in numbers; `relatives` live elsewhere or are dead."""

    families: int
    people: int
    children: int
    disabled: int
    older: int
    relatives: int
    closed: int

    def share(self, count: int) -> float:
        """`count` in per cent of all people."""
        return 100 * count / self.people


def composition(families: tuple[Family, ...]) -> Composition:
    """Count the people of `families`."""
    people = [person for family in families for person in family.people]
    return Composition(
        len(families),
        len(people),
        sum(person.age < CHILD_BELOW for person in people),
        sum(person.disabled for person in people),
        sum(person.age >= OLDER_FROM for person in people),
        sum(len(family.relatives) for family in families),
        sum(family.closing is not None for family in families),
    )


def birth(family: Family, index: int, today: date) -> str:
    """The birth date of a person as a registry value; on `today` they have their age.

    The day in the year follows from the family's key, so it is the same on every run.
    """
    person = family.people[index]
    key = person.birth_of or f"{family.key}/{index}"
    return _born(key, person.age, person.birth_known, today)


def relative_days(family: Family, relative: DemoRelative, today: date) -> tuple[str, str]:
    """Years of birth and death of a relative as registry values, "" where nothing is known."""
    died = today - timedelta(days=relative.died) if relative.died else None
    key = f"{family.key}/{relative.called}"
    born = _born(key, relative.age, "year", died or today) if relative.age >= 0 else ""
    return born, f"{died:%Y-%m}" if died else ""


def _born(key: str, age: int, known: str, today: date) -> str:
    back = timedelta(days=crc32(key.encode()) % 330 + 15)
    last = today - back
    # 29 February exists only in some years
    born = last.replace(year=last.year - age, day=min(last.day, 28))
    forms = {"about": f"~{born.year}", "year": f"{born.year}", "month": f"{born:%Y-%m}"}
    return forms.get(known, born.isoformat())
