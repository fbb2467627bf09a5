"""Reading the hand-written families from resources/demo/families."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from socialcase.actions.demo.family import (
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


def written_families() -> tuple[Family, ...]:
    """The families written by hand, in the order of their files."""
    folder = shipped("resources", "demo", "families")
    return tuple(read_family(file) for file in sorted(folder.glob("*.toml")))


def read_family(file: Path) -> Family:
    """One family. Raises KeyError or TypeError when the file lacks something."""
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return Family(
        **{name: raw[name] for name in ("key", "specialist", "label", "etrap", "settlement")},
        **{name: raw[name] for name in ("street", "landmark", "strengths")},
        people=tuple(_person(one) for one in raw["person"]),
        case=_case(raw["case"]),
        safe_contact=dict(raw.get("safe_contact", {})),
        consent=DemoConsent(**raw["consent"]) if "consent" in raw else None,
        assessment=DemoAssessment(**raw["assessment"]) if "assessment" in raw else None,
        plan=DemoPlan(**raw["plan"]) if "plan" in raw else None,
        goals=tuple(_goal(one) for one in raw.get("goal", ())),
        visits=tuple(_visit(one) for one in raw.get("visit", ())),
        notes=tuple((one["day"], one["text"]) for one in raw.get("note", ())),
    )


def _person(raw: Raw) -> DemoPerson:
    fields = dict(raw)
    given, patronymic, surname = fields.pop("name")
    fields["languages"] = tuple(fields.get("languages", ()))
    fields["birth_known"] = fields.pop("birth", "day")
    fields["birth_of"] = fields.pop("same_birth_as", "")
    return DemoPerson(given=given, patronymic=patronymic, surname=surname, **fields)


def _case(raw: Raw) -> DemoCase:
    fields = dict(raw)
    fields["risk_level"], fields["risk_reasons"] = fields.pop("risk")
    fields["next_act"], fields["next_due"] = fields.pop("next")
    fields["groups"] = tuple(fields["groups"])
    return DemoCase(**fields)


def _goal(raw: Raw) -> DemoGoal:
    fields = dict(raw)
    fields["progress"] = tuple((day, done) for day, done in fields.get("progress", ()))
    fields["actions"] = tuple(
        DemoAction(what, who, due, state == "done")
        for what, who, due, state in fields.get("actions", ())
    )
    return DemoGoal(**fields)


def _visit(raw: Raw) -> DemoVisit:
    return DemoVisit(**{"kind": "home", **raw})
