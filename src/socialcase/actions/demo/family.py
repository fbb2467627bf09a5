"""An invented family of the demo, as data: who lives there and what happened on which day.

Days count from the demo's today (negative: before it), so the demo never grows old.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from zlib import crc32

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

    @property
    def disabled(self) -> bool:
        """Whether a lasting difficulty is certified or suspected."""
        return self.disability in ("certified", "suspected")


@dataclass(frozen=True, slots=True)
class DemoCase:
    """The case of a family. `status`: the step it reaches, or "closing"."""

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


@dataclass(frozen=True, slots=True)
class DemoConsent:
    """What the family agreed to."""

    day: int
    scope: str
    giver: str
    withhold: str = ""


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
    """A step towards a goal."""

    what: str
    who: str
    due: int
    done: bool


@dataclass(frozen=True, slots=True)
class DemoGoal:
    """A goal in somebody's own words. `progress`: (day, how much is done); `met`: the day."""

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


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """When the plan went to the coordinator, and who of the family agreed to it on which day."""

    sent: int
    agreed: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """A visit; one still ahead was planned on `planned_on`."""

    day: int
    kind: str
    planned_on: int | None = None
    minutes: int | None = None
    met: str = ""
    note: str = ""
    purpose: str = ""


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
    consent: DemoConsent | None = None
    assessment: DemoAssessment | None = None
    plan: DemoPlan | None = None
    goals: tuple[DemoGoal, ...] = ()
    visits: tuple[DemoVisit, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()

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
    """Who the families of the demo are, in numbers."""

    families: int
    people: int
    children: int
    disabled: int
    older: int

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
    )


def birth(family: Family, index: int, today: date) -> str:
    """The birth date of a person as a registry value; on `today` they have their age.

    The day in the year follows from the family's key, so it is the same on every run.
    """
    person = family.people[index]
    key = person.birth_of or f"{family.key}/{index}"
    back = timedelta(days=crc32(key.encode()) % 330 + 15)
    last = today - back
    # 29 February exists only in some years
    born = last.replace(year=last.year - person.age, day=min(last.day, 28))
    return _as_known(born, person.birth_known)


def _as_known(born: date, known: str) -> str:
    forms = {"about": f"~{born.year}", "year": f"{born.year}", "month": f"{born:%Y-%m}"}
    return forms.get(known, born.isoformat())
