"""A specialist's laptop after years of work: everything that a case collects, a thousand times.

The changes come as they would from the laptop before this one: written by the person here, on
another device, so that merging them takes a minute and not an hour. What one finished form
and one photograph are made of is taken from a case of real acts, so that they open.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from socialcase.actions import assessments
from socialcase.actions.attachments import add_document
from socialcase.actions.cases import FirstContact, first_contact, set_next_step, set_risk
from socialcase.actions.consents import give_consent
from socialcase.actions.plans import add_action, add_goal
from socialcase.actions.providers import add_provider
from socialcase.actions.visits import VisitLog, log_visit, plan_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import GROUPS, SOURCES
from socialcase.cases.records import Assessment, Attachment, Case
from socialcase.storage import StagedRow
from tests.bench.ground import AUDIENCE, name_of
from tests.bench.one_case import SENTENCE, OneCase, Pattern, Size
from tests.bench.written import Values, Writer

EVERYONE = "everyone"
CHUNK = 5_000
STAGES = (
    "closed", "in_service", "closed", "under_review", "closed",
    "planned", "closed", "in_service", "closed", "intake",
)  # fmt: skip
"""How far the cases are, in turn: half of them are closed."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A workspace with its fullest case that goes on, somebody in it, and what else is opened."""

    ws: Workspace
    case: str
    other: str
    person: str
    assessment: str
    draft: str
    provider: str


def one_case(ws: Workspace) -> Filled:
    """A small case and the beginning of another, by real acts: something for every page."""
    today = ws.today.isoformat()
    found = FirstContact(
        "Lives alone and eats once a day", name_of(0), birth="1948", groups=("older_person",)
    )
    case = first_contact(ws, found).record
    give_consent(ws, case, "services")
    set_risk(ws, case, "medium", "Alone, and winter is near")
    set_next_step(ws, case, "Look after the stove", today)
    goal = add_goal(ws, case, "A warm meal every day").record
    add_action(ws, goal, "Ask the neighbours", due=today)
    log_visit(ws, case, VisitLog("done", told_on=today, minutes=40, note=SENTENCE))
    plan_visit(ws, case, today, purpose="To look in")
    add_document(ws, case, b"What was written down", name="letter.txt")
    with ws.store.reading() as reading:
        person = next(one.person for one in reading.page(Case, {"uid": (case,)}))
    provider = add_provider(ws, "An invented centre").record
    other = first_contact(ws, FirstContact("Misses school", name_of(1))).record
    draft = assessments.start_draft(ws, case, "", "home_visit").draft
    return Filled(ws, case, other, person, _assessed(ws, case), draft, provider)


def years(ws: Workspace, size: Size | None = None) -> Filled:
    """Fill a laptop with years of work; `ws` must be new and have the etrap of `AUDIENCE`."""
    size = size or Size()
    small = one_case(ws)
    work = _Work(ws, size, _pattern(ws, small))
    count, chunk = 0, []
    with ws.store.merging() as merging:
        for row in work.rows():
            chunk.append(row)
            if len(chunk) == CHUNK:
                merging.stage(chunk)
                count, chunk = count + CHUNK, []
        merging.stage(chunk)
        report = merging.admit()
    if report.new != count + len(chunk):
        raise AssertionError(f"{report.new} of {count + len(chunk)} changes were taken in")
    made = replace(small, case=work.full, other=work.other, provider=work.place)
    return replace(made, person=work.met, assessment=work.form)


def _assessed(ws: Workspace, case: str) -> str:
    """A finished form about a home visit; what it asks for is answered with anything."""
    draft = assessments.start_draft(ws, case, "", "home_visit")
    while missing := draft.session.finish().missing:
        node = draft.session.node(missing[0].ref)
        plain = {"date": ws.today.isoformat(), "int": "5"}
        value = node.choices[0].value if node.choices else plain.get(node.type, "words")
        assessments.answer(ws, draft, "set", node.ref, value)
    return assessments.finish(ws, draft, ws.today.isoformat()).record


def _pattern(ws: Workspace, small: Filled) -> Pattern:
    with ws.store.reading() as reading:
        form = reading.page(Assessment, {"case": small.case})[0]
        picture = reading.page(Attachment, {"case": small.case})[0]
    kept = ("form_id", "form_version", "form_hash", "form_title", "finished", "answers", "scores")
    media = ("name", "media", "size", "sha256", "file", "key")
    return Pattern(
        {name: getattr(form, name) for name in (*kept, "submission")},
        {name: getattr(picture, name) for name in media},
    )


class _Work:
    """The years: directory, families, and what each case collected."""

    def __init__(self, ws: Workspace, size: Size, pattern: Pattern) -> None:
        self._size, self._pattern = size, pattern
        self._today, self._me = ws.today, ws.person
        self._log = Writer(14, ws.person)
        self._providers: list[str] = []
        self._coordinator = ""
        self._people = 2
        self.full = self.other = self.met = self.form = self.place = ""

    def rows(self) -> Iterator[StagedRow]:
        """Everything, record by record."""
        size, log = self._size, self._log
        log.day = self._today - timedelta(days=size.days)
        colleagues = [self._colleague(n) for n in range(3)]
        self._coordinator = self._colleague(3, "coordinator")
        self._providers = [self._provider(n) for n in range(size.providers)]
        yield from log.taken()
        for number in range(size.cases):
            owner = self._me if number % 10 else colleagues[number // 10 % 3]
            self._family(number, owner)
            yield from log.taken()
        log.day = self._today
        while self._people < size.people:
            self._person(AUDIENCE)
        self.place = self._providers[0]
        yield from log.taken()

    def _colleague(self, number: int, role: str = "specialist") -> str:
        given = ("Oguljan", "Wepa", "Güljan", "Aýgül")[number]
        return self._log.create("staff", EVERYONE, {"name": f"{given} Ataýewa", "role": role})

    def _provider(self, number: int) -> str:
        values: Values = {
            "name": f"Invented centre {number}",
            "what": ("public", "ngo", "community")[number % 3],
            "services": ("day_care", "legal_advice", "home_help")[number % 3 :],
            "groups": (GROUPS[number % 8],),
            "etraps": ("farap",),
            "phone": f"+99361{number:06d}",
            "address": {"etrap": "farap", "settlement": f"Oba {number % 40}"},
            "capacity": 20,
            "waiting": number % 7,
            "asked": (self._today - timedelta(days=number * 3)).isoformat(),
        }
        return self._log.create("provider", EVERYONE, values)

    def _person(self, audience: str) -> str:
        number = self._people
        self._people += 1
        values: Values = {
            "name": name_of(number),
            "sex": "female" if number % 2 else "male",
            "birth": str(1940 + number % 80),
            "phone": f"+9936{number:07d}",
            "address": {"etrap": "farap", "settlement": f"Oba {number % 40}"},
        }
        return self._log.create("person", audience, values)

    def _family(self, number: int, owner: str) -> None:
        """One case from its first contact to where it stands today."""
        log, size, stage = self._log, self._size, STAGES[number % len(STAGES)]
        opened = self._opened(number, stage)
        log.day = opened
        title = f"{name_of(self._people)['surname']} family"
        people = [self._person(AUDIENCE) for _ in range(size.at_home)]
        home = self._home(people, title)
        case = log.create("case", AUDIENCE, self._case(number, owner, title, people[0], home))
        staff = (owner, self._coordinator)
        one = OneCase(log, size, self._pattern, case, people, self._providers, staff, number)
        last = one.live(opened, self._today, stage)
        if owner == self._me and stage == "in_service":
            self.other = self.full or case
            self.full, self.met, self.form = case, people[0], last

    def _opened(self, number: int, stage: str) -> date:
        """Closed cases are spread over the years, the others began in the last eight months."""
        span = self._size.days if stage == "closed" else 240
        return self._today - timedelta(days=30 + (number * 37) % (span - 30))

    def _case(self, number: int, owner: str, title: str, person: str, home: str) -> Values:
        return {
            "number": f"BENCH-{number:05d}",
            "title": title,
            "household": home,
            "person": person,
            "owner": owner,
            "etrap": "farap",
            "source": SOURCES[number % len(SOURCES)],
            "worry": SENTENCE,
            "groups": (GROUPS[number % len(GROUPS)],),
            "status": "intake",
            "opened": self._log.day.isoformat(),
        }

    def _home(self, people: list[str], label: str) -> str:
        log, since = self._log, self._log.day.isoformat()
        home = log.create("household", AUDIENCE, {"label": label, "address": _address(label)})
        roles = ("main", "partner", "child", "child", "parent")
        for place, person in enumerate(people):
            about = {"household": home, "person": person, "role": roles[min(place, 4)]}
            log.create("member", AUDIENCE, {**about, "since": since})
        for child in people[2:4]:
            for parent in people[:2]:
                born = {"person": parent, "other": child, "what": "parent", "how": "born"}
                log.create("relation", AUDIENCE, born)
        paper = {"person": people[0], "what": "disability", "number": "AB 1", "issued": since}
        log.create("certificate", AUDIENCE, paper)
        log.create("tie", AUDIENCE, {"household": home, "what": "school", "strength": "ordinary"})
        return home


def _address(label: str) -> dict[str, str]:
    return {"etrap": "farap", "settlement": f"Oba {len(label) % 40}", "street": "Gülzar 4"}
