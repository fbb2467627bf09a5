"""What one case collects in years: visits, notes, forms, plan, reviews, help from outside."""

from dataclasses import dataclass
from datetime import date, timedelta

from socialcase.cases.codes import CASE_STATUSES, DOMAINS, RISKS
from tests.bench.written import Values, Writer

SENTENCE = "An invented sentence of a usual length, about nobody, written in the evening."


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. Of visits, notes and so on: in one case."""

    people: int = 5_000
    cases: int = 1_000
    providers: int = 150
    days: int = 5 * 365
    visits: int = 20
    notes: int = 12
    forms: int = 3
    goals: int = 3
    actions: int = 3
    at_home: int = 4


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a finished form and a kept photograph consist of."""

    form: Values
    picture: Values


@dataclass(frozen=True, slots=True)
class OneCase:
    """What is written in one case. Everything is seen by whoever sees the case."""

    log: Writer
    size: Size
    pattern: Pattern
    case: str
    people: list[str]
    providers: list[str]
    staff: tuple[str, str]
    number: int

    def live(self, opened: date, today: date, stage: str) -> str:
        """From `opened` to today, or to the closure; gives the newest finished form."""
        days = (today - opened).days
        until = min(days, 360) if stage == "closed" else days
        visits = self.size.visits
        step = visits // self.size.forms
        walk = [opened + timedelta(days=until * n // visits) for n in range(visits)]
        self._consented()
        form = ""
        for place, on in enumerate(walk):
            self.log.day = on
            self._met(place, on, on == walk[-1] and stage != "closed")
            if place % step == step - 1:
                form = self._add("assessment", {**self.pattern.form, "told_on": on.isoformat()})
                self._read(form, on, today)
            if place == 2 and stage != "intake":
                self._planned(on)
        self._helped(stage)
        self._stands(opened, walk[-1], today, stage)
        return form

    def _add(self, kind: str, values: Values) -> str:
        return self.log.create(kind, f"case:{self.case}", {**values, "case": self.case})

    def _read(self, record: str, on: date, today: date) -> None:
        """The coordinator has read everything but what is younger than a month."""
        if (today - on).days > 30:
            said: Values = {"about": record, "kind": "approve", "answered": True}
            self.log.create(
                "comment", f"case:{self.case}", {**said, "case": self.case}, self.staff[1]
            )

    def _consented(self) -> None:
        day = self.log.day.isoformat()
        given = {"person": self.people[0], "scope": "services", "given": day, "capacity": "self"}
        consent = self._add("consent", {**given, "giver": "The mother"})
        self._add("consent", {**given, "scope": "office", "person": self.people[1]})
        kept_from = {"consent": consent, "from_whom": "The neighbours", "what": ("income",)}
        self._add("withholding", kept_from)

    def _met(self, place: int, on: date, newest: bool) -> None:
        """A visit with what it left: notes, pictures, a task, the next step, a look at the file."""
        day = on.isoformat()
        visit: Values = {
            "kind": ("home", "phone", "office")[place % 3],
            "outcome": "done" if place % 5 else "not_home",
            "planned": day,
            "told_on": day,
            "minutes": 45,
            "travel_minutes": 60,
            "met_people": (self.people[place % len(self.people)],),
            "purpose": "To see how it goes",
            "note": SENTENCE,
        }
        made = self._add("visit", visit)
        if place < self.size.notes:
            self._add("note", {"told_on": day, "text": SENTENCE})
        if place % 5 == 4:
            self._add("comment", {"about": made, "kind": "comment", "text": SENTENCE})
            due = (on + timedelta(days=14)).isoformat()
            task: Values = {"owner": self.staff[0], "what": "Ring them up", "due": due}
            self._add("task", {**task, "about": made, "done_on": "" if newest else due})
            self._add("viewing", {"first": day, "last": day, "times": 3})
        if place % 7 == 0:
            self._add("attachment", {**self.pattern.picture, "about": made})
        step = {"act": "Visit again", "due": (on + timedelta(days=18)).isoformat()}
        self.log.set("case", self.case, {"next_step": step})

    def _planned(self, on: date) -> None:
        """Needs, and a plan of two versions, agreed to and looked at once."""
        needs = [
            self._add(
                "need",
                {"what": ("need", "strength")[n % 2], "domain": DOMAINS[n], "words": SENTENCE},
            )
            for n in range(6)
        ]
        before: list[str] = []
        for version in (1, 2):
            plan = self._add("plan", {"version": version, "status": "approved", **_agreed(on)})
            signed: Values = {"about": plan, "person": self.people[0], "how": "typed"}
            self._add("signature", {**signed, "name": "The mother", "signed": on.isoformat()})
            before = self._goals(plan, needs, before)
        self._reviewed(plan, before, on)

    def _goals(self, plan: str, needs: list[str], before: list[str]) -> list[str]:
        goals = []
        for place in range(self.size.goals):
            goal: Values = {
                "plan": plan,
                "person": self.people[place % len(self.people)],
                "words": SENTENCE,
                "baseline": "4",
                "target": "10",
                "measure": "days of ten",
                "done": 4 + place,
                "of": 10,
                "due": (self.log.day + timedelta(days=200)).isoformat(),
                "status": "open",
                "position": "abcdefgh"[place % 8],
                "domain": DOMAINS[place % len(DOMAINS)],
                "continues": before[place] if before else "",
                "needs": (needs[place % len(needs)],),
            }
            goals.append(self._add("goal", goal))
            for step in range(self.size.actions):
                self._action(goals[-1], step)
        return goals

    def _action(self, goal: str, place: int) -> None:
        due = self.log.day + timedelta(days=20 * (place + 1))
        action: Values = {
            "goal": goal,
            "what": "Ask at the school office",
            "who": "The mother",
            "due": due.isoformat(),
            "status": "open" if place % 3 == 2 else "done",
            "position": "abcdefgh"[place % 8],
            "person": self.people[0],
            "done_on": "" if place % 3 == 2 else due.isoformat(),
        }
        self._add("action", action)

    def _reviewed(self, plan: str, goals: list[str], on: date) -> None:
        for place in (1, 2):
            held = (on + timedelta(days=30 * place)).isoformat()
            review: Values = {"plan": plan, "held": held, "own_words": SENTENCE}
            made = self._add("review", {**review, "decision": "go_on"})
            for goal in goals:
                measured: Values = {"review": made, "goal": goal, "taken": held, "done": 5}
                self._add("measure", {**measured, "rating": 6})

    def _helped(self, stage: str) -> None:
        """Two referrals and two resources, one of each still open in an open case."""
        closed = stage == "closed"
        for place, status in enumerate(("delivered", "ended" if closed else "waiting")):
            provider = self.providers[(self.number + place) % len(self.providers)]
            sent = self.log.day.isoformat()
            asked: Values = {"person": self.people[0], "provider": provider, "service": "day_care"}
            more: Values = {"reason": SENTENCE, "status": status, "sent": sent, "answered": sent}
            self._add("referral", {**asked, **more, "told": ("name", "contact")})
            found: Values = {"what": "Winter coats", "kind": "goods", "from_whom": "A neighbour"}
            value: Values = {
                "value": 20_000,
                "status": "received" if closed else ("received", "promised")[place],
            }
            self._add("resource", {**found, **value, "found": sent, "until": sent})

    def _stands(self, opened: date, last: date, today: date, stage: str) -> None:
        """Status by status to where the case stands, its risk, and the visit to come."""
        risk = {"level": RISKS[self.number % 3], "reasons": SENTENCE, "since": opened.isoformat()}
        self.log.set("case", self.case, {"risk": risk})
        for step in CASE_STATUSES[1 : CASE_STATUSES.index(stage) + 1]:
            self.log.set("case", self.case, {"status": step})
        if stage == "closed":
            ended = {"date": last.isoformat(), "reason": "goals_met", "outcome": SENTENCE}
            self.log.set("case", self.case, {"closure": {**ended, "feedback": SENTENCE}})
            self._read(self.case, last, today)
        else:
            planned = (today + timedelta(days=self.number % 21 - 4)).isoformat()
            visit: Values = {"kind": "home", "outcome": "planned", "planned": planned}
            self._add("visit", {**visit, "purpose": "To see how it goes"})


def _agreed(on: date) -> Values:
    day = on.isoformat()
    review = (on + timedelta(days=90)).isoformat()
    return {"agreed_on": day, "agreed_by": "The mother", "review_on": review}
