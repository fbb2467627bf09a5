"""Families from a seed: the same seed gives the same ones.

What kinds of families there are is written in resources/demo/generated.toml; names, ages, places
and days are drawn here.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from socialcase.actions.demo.family import (
    CHILD_BELOW,
    DemoAction,
    DemoAssessment,
    DemoCase,
    DemoConsent,
    DemoGoal,
    DemoPerson,
    DemoPlan,
    DemoVisit,
    Family,
)
from socialcase.settings import shipped

Raw = Mapping[str, Any]

_ETRAPS = {"maral": "wekilbazar", "oraz": "bayramaly"}
_REACHES_PLAN = ("planned", "in_service")


def drawn_families(seed: int) -> tuple[Family, ...]:
    """One family for each kit."""
    raw = tomllib.loads(shipped("resources", "demo", "generated.toml").read_text("utf-8"))
    draw = Random(seed)  # noqa: S311  repeatable on purpose; nothing secret is drawn
    names = {kind: draw.sample(all_, len(all_)) for kind, all_ in raw["names"].items()}
    return tuple(_family(draw, kit, names, n) for n, kit in enumerate(raw["kit"], start=1))


def _family(draw: Random, kit: Raw, names: dict[str, list[str]], number: int) -> Family:
    surname = names["surnames"].pop()
    drawn = tuple(_person(draw, row, names, surname) for row in kit["members"])
    people = _twins(f"drawn{number:02}", drawn)
    village = kit["specialist"] == "maral"
    opened = -draw.randint(20, 32)
    consented = opened + draw.randint(0, 1)
    assessed = consented + draw.randint(1, 2)
    planned = kit["status"] in _REACHES_PLAN
    return Family(
        key=f"drawn{number:02}",
        specialist=kit["specialist"],
        label=f"{people[0].given} {people[0].surname}",
        etrap=_ETRAPS[kit["specialist"]],
        settlement=draw.choice(names["villages"]) if village else "Baýramaly",
        street=f"{draw.choice(names['streets'])}, {draw.randint(1, 60)}",
        landmark="",
        strengths=kit["strengths"],
        people=people,
        case=_case(draw, kit, opened),
        safe_contact={"allowed": "yes", "when": "any time before 20:00"},
        consent=DemoConsent(consented, "services", people[0].given),
        assessment=_assessment(draw, kit, people, assessed, village=village),
        plan=_plan(draw, kit, people, assessed) if planned else None,
        goals=(_goal(draw, kit),) if planned else (),
        visits=_visits(draw, kit, people),
    )


def _person(draw: Random, row: list[Any], names: dict[str, list[str]], surname: str) -> DemoPerson:
    role, sex, youngest, oldest, disability, strength = row
    age = draw.randint(youngest, oldest)
    return DemoPerson(
        given=names[sex].pop(),
        patronymic="",
        surname=surname + ("a" if sex == "female" else ""),
        sex=sex,
        age=age,
        role=role,
        birth_known=draw.choice(("day", "day", "year")) if age >= CHILD_BELOW else "day",
        disability=disability,
        strengths=strength,
        phone=f"+993 6{draw.randint(1, 5)} {draw.randint(100, 999)} {draw.randint(100, 999)}"
        if role == "main"
        else "",
    )


def _twins(key: str, people: tuple[DemoPerson, ...]) -> tuple[DemoPerson, ...]:
    """The same people; children of one age have one birthday."""
    first: dict[tuple[str, int], int] = {}
    for index, person in enumerate(people):
        first.setdefault((person.role, person.age), index)
    return tuple(
        replace(person, birth_of=f"{key}/{first[person.role, person.age]}") for person in people
    )


def _case(draw: Random, kit: Raw, opened: int) -> DemoCase:
    level, reasons = kit["risk"]
    return DemoCase(
        source=kit["source"],
        worry=kit["worry"],
        groups=tuple(kit["groups"]),
        opened=opened,
        status=kit["status"],
        risk_level=level,
        risk_reasons=reasons,
        next_act=kit["next"],
        next_due=draw.randint(1, 12),
    )


def _assessment(
    draw: Random, kit: Raw, people: tuple[DemoPerson, ...], day: int, *, village: bool
) -> DemoAssessment:
    about = next((one for one in people if one.disabled), people[0])
    pupil = next((one for one in people if 7 <= one.age < CHILD_BELOW), None)
    answers = _opening(len(people), village=village)
    answers |= {"parents": "both"} if any(one.age < CHILD_BELOW for one in people) else {}
    answers |= _living(draw) | _health(draw, about)
    answers |= _school(draw, pupil.given) if pupil else {}
    answers |= _closing(draw, kit["matters_most"], kit["risk"])
    return DemoAssessment(day, people[0].given, "English (en)", answers)


def _opening(people: int, *, village: bool) -> dict[str, str]:
    return {
        "talk_alone": "yes",
        "reason": "first",
        "respondent": "self",
        "talk_language": "tk",
        "explained": "yes",
        "place": "village" if village else "city",
        "people_total": str(people),
        "children_away": "no",
    }


def _living(draw: Random) -> dict[str, str]:
    rows = ("water", "power", "heating", "toilet", "bed", "steps")
    answers = {
        "income_from": "wage",
        "income_enough": draw.choice(("enough", "almost", "short")),
        "benefit_due": draw.choice(("no", "no", "unsure")),
        "food_days": str(draw.choice((0, 0, 0, 1, 2))),
        "housing": draw.choice(("own_house", "own_flat", "relatives")),
    }
    return answers | {f"home_{row}": draw.choice(("good", "good", "partly")) for row in rows}


def _health(draw: Random, about: DemoPerson) -> dict[str, str]:
    rows = ("d510_washing", "d540_dressing", "d460_outside", "d620_shopping", "d470_transport")
    usual = ("difficulty", "help", "help") if about.disabled else ("alone",)
    answers = {"health_about": about.given, "days_alone": str(draw.randint(0, 6))}
    return answers | {f"adl_{row}": draw.choice(usual) for row in rows}


def _school(draw: Random, pupil: str) -> dict[str, str]:
    missed = draw.choice((0, 0, 1, 2))
    answers = {"school_about": pupil, "learning": "school", "school_days": "10"}
    return answers | {"days_missed": str(missed)} | ({"missed_why": "ill"} if missed else {})


def _closing(draw: Random, matters_most: str, risk: list[str]) -> dict[str, str]:
    circles = ("family", "relatives", "neighbours", "friends", "professionals")
    near = {f"near_{one}": draw.choice(("often", "often", "sometimes")) for one in circles}
    safety = {"alone_now": "yes", "feels_safe": "always", "afraid": "no", "harm": "none"}
    return (
        safety
        | near
        | {
            "strengths_seen": "together patience",
            "hope": str(draw.randint(5, 9)),
            "matters_most": matters_most,
            "risk_view": risk[0],
        }
    )


def _plan(draw: Random, kit: Raw, people: tuple[DemoPerson, ...], assessed: int) -> DemoPlan:
    sent = min(assessed + draw.randint(2, 4), -15)
    agreed = -draw.randint(10, 12) if kit["status"] == "in_service" else None
    return DemoPlan(sent, agreed, people[0].given)


def _goal(draw: Random, kit: Raw) -> DemoGoal:
    words, measure, of, done = kit["goal"]
    what, who = kit["action"]
    return DemoGoal(
        words=words,
        measure=measure,
        of=of,
        due=draw.randint(10, 60),
        progress=((-draw.randint(5, 9), done),),
        actions=(DemoAction(what, who, draw.randint(2, 15), done=False),),
    )


def _visits(draw: Random, kit: Raw, people: tuple[DemoPerson, ...]) -> tuple[DemoVisit, ...]:
    made = -draw.randint(5, 9)
    ahead = draw.randint(1, 9)
    met = " and ".join(one.given for one in people[:2])
    return (
        DemoVisit(made, "home", minutes=draw.randint(8, 18) * 5, met=met, note=kit["note"]),
        DemoVisit(ahead, "home", planned_on=made, purpose=kit["next"]),
    )
