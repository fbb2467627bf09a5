"""The day's narrow reading says of every case what its whole records say."""

import random
from collections.abc import Mapping

import pytest

from socialcase.actions import cases
from socialcase.actions.cases import FirstContact
from socialcase.actions.deadlines import running
from socialcase.actions.lines import subject_of
from socialcase.actions.norms import norms_in
from socialcase.actions.standing import standings
from socialcase.actions.today import today
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import CASE_STATUSES, CONSENT_SCOPES, GOAL_STATUSES, PLAN_STATUSES
from socialcase.cases.deadlines import deadline, deadlines
from socialcase.cases.records import Case, Household, Member, Person
from socialcase.cases.rules import propose
from socialcase.cases.standing import current
from socialcase.storage.day import DayCase
from socialcase.storage.reading import Reading
from socialcase.storage.writing import Transaction
from tests.conftest import Enrolled

OPEN = tuple(status for status in CASE_STATUSES if status != "closed")
DAYS = ("2026-10-02", "2026-11-20", "2026-11-23", "2026-12-01")


def put(tx: Transaction, kind: str, **values: object) -> str:
    """A record for everyone, without the values that are empty."""
    given = {name: value for name, value in values.items() if value not in (None, "", {}, [])}
    return tx.create(kind, "everyone", given)  # type: ignore[arg-type]


def invented(ws: Workspace, chance: random.Random) -> None:
    """Cases in every state, of people and of families, with whatever may be in them."""
    pick = chance.choice
    with ws.store.transaction(ws.person) as tx:
        homes = [
            put(tx, "household", label=pick(("", f"Family {n}")), address=place(chance))
            for n in range(4)
        ]
        for number in range(24):
            person = put(
                tx,
                "person",
                died=pick(("", "", "2026-11")),
                name=pick(({}, {"given": f"Sona {number}"}, {"other": "Sonajan"})),
                alias=pick(("", "the neighbour")),
                birth=pick(("", "1958", "~1990", "2019-03-07")),
                address=place(chance),
                safe_contact=pick(({}, {"how": "Ring after six"})),
            )
            home = pick(("", *homes))
            if home:
                put(tx, "member", household=home, person=person, until=pick(("", "2025-01-01")))
            case = put(
                tx,
                "case",
                number=f"W-{number}",
                title=pick(("", "", "The twins")),
                household=home,
                person=pick(("", person)),
                owner=pick((ws.person, ws.person, "somebody")),
                etrap=pick(("", "wekilbazar")),
                status=pick(CASE_STATUSES),
                risk=pick(({}, {"level": pick(("high", "low")), "reasons": "seen"})),
                opened=pick(DAYS),
                closure=pick(({}, {"reason": "moved"})),
                reopening=pick(({}, {}, {"date": pick(DAYS), "reason": "again"})),
                urgent=pick(({}, {}, {"what": "food", "since": pick(("", *DAYS))})),
                next_step=pick(({}, {}, {"act": "Ring the school", "due": pick(DAYS)})),
            )
            work(tx, chance, case)


def place(chance: random.Random) -> Mapping[str, str]:
    """An address, sometimes."""
    return chance.choice(({}, {"settlement": "Akgoňur"}, {"settlement": "Garaýap"}))


def work(tx: Transaction, chance: random.Random, case: str) -> None:
    """What was done in a case."""
    pick = chance.choice
    for _ in range(chance.randrange(3)):
        withdrawn = pick(("", "2026-11-01"))
        put(tx, "consent", case=case, scope=pick(CONSENT_SCOPES), withdrawn=withdrawn)
    for _ in range(chance.randrange(3)):
        put(tx, "assessment", case=case, told_on=pick(("", *DAYS)))
    for _ in range(chance.randrange(3)):
        outcome = pick(("done", "done", "planned"))
        days = {"told_on": pick(DAYS)} if outcome == "done" else {"planned": pick(DAYS)}
        put(tx, "visit", case=case, outcome=outcome, **days)
    for version in range(1, 1 + chance.randrange(3)):
        status, agreed = pick(PLAN_STATUSES), pick(("", *DAYS))
        plan = put(
            tx,
            "plan",
            case=case,
            version=version,
            status=status,
            agreed_on=agreed,
            review_on=pick(("", *DAYS)),
        )
        put(tx, "review", case=case, plan=plan, held=pick(("", *DAYS)))
        for _ in range(chance.randrange(3)):
            put(tx, "goal", case=case, plan=plan, words="Peace", status=pick(GOAL_STATUSES))


def in_brief(reading: Reading, case: Case) -> dict[str, object]:
    """What a `DayCase` should hold, from whole records."""
    person = reading.get(Person, case.person) if case.person else None
    home = reading.get(Household, case.household) if case.household else None
    living = {"household": case.household, "until": ""}
    state = standings(reading, [case])[case.uid]
    return {
        "subject": subject_of(case, person, home),
        "birth": person.birth if person else "",
        "safe_contact_how": person.safe_contact_how if person else "",
        "person_settlement": person.address_settlement if person else "",
        "home_settlement": home.address_settlement if home else "",
        "people": reading.count(Member, living) if case.household else 0,
        "consents": state.consents,
        "assessments": state.assessments,
        "newest_assessment": str(state.assessed_on or ""),
        "met": state.visits_done,
        "newest_met": str(state.last_contact or ""),
        "plan_status": state.plan_status,
        "plan_agreed_on": str(state.plan_agreed_on or ""),
        "plan_review_on": str(state.review_on or ""),
        "goals": state.goals,
        "next_step_act": case.next_step_act,
        "status": case.status,
    }


@pytest.mark.parametrize("seed", range(6))
def test_the_narrow_reading_stands_for_the_rules_as_the_records_do(
    laptop: Workspace, seed: int
) -> None:
    invented(laptop, random.Random(seed))
    with laptop.store.reading() as reading:
        own = reading.page(Case, {"owner": laptop.person, "status": OPEN}, limit=500)
        norms, states = norms_in(reading), standings(reading, own)
        briefs = {brief.uid: brief for brief in reading.day_cases(laptop.person, OPEN)}
    due = running(laptop)
    assert set(due) == set(states) == set(briefs)
    for uid, state in states.items():
        assert due[uid] == deadlines(state, norms, laptop.today)
        assert bool(briefs[uid].died) == state.died
    assert any(state.died for state in states.values()) or seed


def said(brief: DayCase) -> dict[str, object]:
    """The same of a `DayCase`."""
    names = (brief.title, f"{brief.given} {brief.surname}".strip(), brief.other, brief.alias)
    subject = next(filter(None, (*names, brief.label, brief.number)), "")
    return {"subject": subject, **brief._asdict()}


@pytest.mark.parametrize("seed", range(6))
def test_the_narrow_reading_says_what_the_records_say(laptop: Workspace, seed: int) -> None:
    invented(laptop, random.Random(seed))
    with laptop.store.reading() as reading:
        own = reading.page(Case, {"owner": laptop.person, "status": OPEN}, limit=500)
        expected = {case.uid: in_brief(reading, case) for case in own}
        found = {brief.uid: said(brief) for brief in reading.day_cases(laptop.person, OPEN)}
    assert set(found) == set(expected)
    for uid, facts in expected.items():
        assert {name: found[uid][name] for name in facts} == facts


@pytest.mark.parametrize("seed", range(6))
def test_today_proposes_what_the_rules_propose_of_the_records(laptop: Workspace, seed: int) -> None:
    invented(laptop, random.Random(seed))
    page = today(laptop)
    proposed = [v for village in page.villages for v in village.visits if not v.visit]
    assert proposed
    with laptop.store.reading() as reading:
        own = reading.page(Case, {"uid": tuple(v.case for v in proposed)}, limit=500)
        states, norms = standings(reading, own), norms_in(reading)
    for visit in proposed:
        contact = deadline("contact", current(states[visit.case]), norms, laptop.today)
        sooner = contact is not None and (visit.act, visit.due) == ("contact", contact.due)
        assert sooner or visit.act == propose(states[visit.case], norms, laptop.today).act
        assert visit.last_met == states[visit.case].last_contact


def test_a_restricted_case_is_not_among_the_days_cases_of_others(enrolled: Enrolled) -> None:
    maral = enrolled.maral
    contact = FirstContact(worry="Alone", name={"given": "Sona"})
    open_one, hidden = (cases.first_contact(maral, contact).record for _ in range(2))
    cases.restrict_case(maral, hidden, [maral.person])
    enrolled.up(maral)
    enrolled.down(enrolled.coordinator)
    seen: dict[str, set[str]] = {}
    for name, ws in (("maral", maral), ("coordinator", enrolled.coordinator)):
        with ws.store.reading() as reading:
            seen[name] = {brief.uid for brief in reading.day_cases(maral.person, OPEN)}
    assert seen == {"maral": {open_one, hidden}, "coordinator": {open_one}}
