"""Reading the hand-written families and the directory from resources/demo.

Whoever writes a family is told in words what is wrong with it, and where: `Unreadable`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from socialcase.actions.demo.checking import Unreadable, check_codes, check_family
from socialcase.actions.demo.directory import DemoProvider
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
from socialcase.actions.demo.family_parts import (
    DemoCertificate,
    DemoClosing,
    DemoDeath,
    DemoHandover,
    DemoMeasure,
    DemoMove,
    DemoNeed,
    DemoReferral,
    DemoRelation,
    DemoRelative,
    DemoResource,
    DemoReview,
    DemoSignature,
    DemoStep,
    DemoTask,
    DemoTie,
    DemoWithholding,
)
from socialcase.settings import shipped

Raw = Mapping[str, Any]
T = TypeVar("T")

_HEAD = ("key", "specialist", "label", "etrap", "settlement", "street", "landmark", "strengths")
_LISTS: Mapping[str, tuple[str, type]] = {
    "relative": ("relatives", DemoRelative),
    "relation": ("relations", DemoRelation),
    "tie": ("ties", DemoTie),
    "certificate": ("certificates", DemoCertificate),
    "withholding": ("withholdings", DemoWithholding),
    "need": ("needs", DemoNeed),
    "signature": ("signatures", DemoSignature),
    "review": ("reviews", DemoReview),
    "referral": ("referrals", DemoReferral),
    "resource": ("resources", DemoResource),
    "task": ("tasks", DemoTask),
    "move": ("moves", DemoMove),
    "death": ("deaths", DemoDeath),
}
"""Tables that may stand several times, and the field of `Family` that they go into."""
_ONCE = ("case", "safe_contact", "assessment", "plan", "closing", "handover")
_OTHERS = ("person", "consent", "goal", "visit", "note")
_INSIDE: Mapping[str, type] = {"measures": DemoMeasure, "steps": DemoStep}


def written_families() -> tuple[Family, ...]:
    """The families written by hand, in the order of their files. Raises Unreadable."""
    folder = shipped("resources", "demo", "families")
    return tuple(read_family(file) for file in sorted(folder.glob("*.toml")))


def written_directory() -> tuple[DemoProvider, ...]:
    """The invented providers. Raises Unreadable."""
    file = shipped("resources", "demo", "directory.toml")
    rows = enumerate(_parsed(file).get("provider", ()), start=1)
    return tuple(_made(DemoProvider, row, f"{file.name}: [[provider]] {n}") for n, row in rows)


def read_family(file: Path) -> Family:
    """One family. Raises Unreadable where the file says something that cannot be."""
    raw = _parsed(file)
    _known(raw, (*_HEAD, *_LISTS, *_ONCE, *_OTHERS), file.name)
    _there(raw, (*_HEAD, "person", "case"), file.name)
    lists: dict[str, Any] = {
        field: tuple(_rows(raw, name, file.name, cls)) for name, (field, cls) in _LISTS.items()
    }
    family = Family(
        **{name: raw[name] for name in _HEAD},
        people=tuple(_person(one, where) for one, where in _named(raw, "person", file.name)),
        case=_case(raw["case"], f"{file.name}: [case]"),
        safe_contact=dict(raw.get("safe_contact", {})),
        consents=tuple(_consents(raw, file.name)),
        assessment=_once(raw, "assessment", DemoAssessment, file.name),
        plan=_once(raw, "plan", DemoPlan, file.name),
        goals=tuple(_goal(one, where) for one, where in _named(raw, "goal", file.name)),
        visits=tuple(_visit(one, where) for one, where in _named(raw, "visit", file.name)),
        notes=tuple((one["day"], one["text"]) for one in raw.get("note", ())),
        closing=_once(raw, "closing", DemoClosing, file.name),
        handover=_once(raw, "handover", DemoHandover, file.name),
        **lists,
    )
    check_family(family, file.name)
    return family


def _parsed(file: Path) -> Raw:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise Unreadable(file.name, str(wrong)) from wrong


def _made(cls: type[T], raw: Raw, where: str) -> T:
    """A table as its class; arrays become tuples, tables in them the class for their name."""
    own = {one.name: one for one in fields(cls)}  # type: ignore[arg-type]
    _known(raw, own, where)
    needed = (n for n, f in own.items() if f.default is MISSING and f.default_factory is MISSING)
    _there(raw, needed, where)
    values = {name: _value(name, value, where) for name, value in raw.items()}
    check_codes(cls, values, where)
    return cls(**values)


def _value(name: str, value: object, where: str) -> object:
    if not isinstance(value, list):
        return value
    if name in _INSIDE:
        rows = enumerate(value, start=1)
        return tuple(_made(_INSIDE[name], row, f"{where}: {name} {n}") for n, row in rows)
    return tuple(_value("", one, where) for one in value)


def _known(raw: Raw, names: Iterable[str], where: str) -> None:
    known = tuple(names)
    for name in raw:
        if name not in known:
            raise Unreadable(where, f"“{name}” is not known here; known are {', '.join(known)}")


def _there(raw: Raw, names: Iterable[str], where: str) -> None:
    for name in names:
        if name not in raw:
            raise Unreadable(where, f"“{name}” is missing")


def _named(raw: Raw, name: str, file: str) -> Iterable[tuple[Raw, str]]:
    rows = raw.get(name, ())
    return ((row, f"{file}: [[{name}]] {n}") for n, row in enumerate(rows, start=1))


def _rows(raw: Raw, name: str, file: str, cls: type[T]) -> Iterable[T]:
    return (_made(cls, row, where) for row, where in _named(raw, name, file))


def _once(raw: Raw, name: str, cls: type[T], file: str) -> T | None:
    return _made(cls, raw[name], f"{file}: [{name}]") if name in raw else None


def _consents(raw: Raw, file: str) -> Iterable[DemoConsent]:
    """One consent as a table, or several as tables in a row."""
    given = raw.get("consent", ())
    rows = (given,) if isinstance(given, dict) else given
    return (_made(DemoConsent, row, f"{file}: [consent] {n}") for n, row in enumerate(rows, 1))


def _person(raw: Raw, where: str) -> DemoPerson:
    _there(raw, ("name",), where)
    renamed = {"birth": "birth_known", "same_birth_as": "birth_of"}
    values = {renamed.get(key, key): value for key, value in raw.items() if key != "name"}
    given, patronymic, surname = raw["name"]
    names = {"given": given, "patronymic": patronymic, "surname": surname}
    return _made(DemoPerson, {**names, **values}, where)


def _case(raw: Raw, where: str) -> DemoCase:
    _there(raw, ("risk", "next"), where)
    values = {key: value for key, value in raw.items() if key not in ("risk", "next")}
    values["risk_level"], values["risk_reasons"] = raw["risk"]
    values["next_act"], values["next_due"] = raw["next"]
    return _made(DemoCase, values, where)


def _goal(raw: Raw, where: str) -> DemoGoal:
    values = {key: value for key, value in raw.items() if key != "actions"}
    rows = enumerate(raw.get("actions", ()), start=1)
    actions = tuple(_action(row, f"{where}: action {n}") for n, row in rows)
    return _made(DemoGoal, {**values, "actions": actions}, where)


def _action(raw: Any, where: str) -> DemoAction:
    """[what, who, due, "done" or "open"], and behind it a table with provider and with_what."""
    if len(raw) not in (4, 5) or raw[3] not in ("done", "open"):
        raise Unreadable(where, 'an action is [what, who, due, "done" or "open"]')
    what, who, due, state = raw[:4]
    more = raw[4] if len(raw) > 4 else {}
    values = {"what": what, "who": who, "due": due, "done": state == "done"}
    return _made(DemoAction, {**values, **more}, where)


def _visit(raw: Raw, where: str) -> DemoVisit:
    return _made(DemoVisit, {"kind": "home", **raw}, where)
