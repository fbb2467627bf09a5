"""Words for the plan that screen, paper and terminal share."""

from collections.abc import Iterable, Sequence
from datetime import date

from socialcase.actions.case_views import LateLine, PlanView
from socialcase.cases.plan_compare import FactChange
from socialcase.texts import label, short_date, tr


def version_words(view: PlanView) -> str:
    """As "Version 2, 12.11.2026": its number and when it was agreed to, else begun."""
    agreed = _day(view.plan.agreed_on) or view.stamp.at.date()
    return tr("Version {n}, {day}").format(n=view.name, day=f"{agreed:%d.%m.%Y}")


def change_words(fact: FactChange) -> str:
    """As "By: 18.12.2026 → 15.01.2027"."""
    name = label("field", fact.name)
    before, after = _value(fact.name, fact.before), _value(fact.name, fact.after)
    return f"{name}: {before or '–'} → {after or '–'}"


def late_words(changed: Iterable[LateLine]) -> list[str]:
    """As "Changed after Jeren signed, by Aýgül Saparowa, Mon 23 Nov. By: 18.12.2026 → …"."""
    together: dict[tuple[object, ...], list[LateLine]] = {}
    for one in changed:
        together.setdefault((one.added, one.by, one.on, one.unseen_by), []).append(one)
    return [_late(lines) for lines in together.values()]


def _late(lines: Sequence[LateLine]) -> str:
    """What one person did on one day."""
    one = lines[0]
    changed = tr("Changed after {names} signed, by {who}, {day}.")
    said = tr("Added after {names} signed, by {who}, {day}.") if one.added else changed
    names = ", ".join(one.unseen_by)
    told = said.format(names=names, who=one.by, day=short_date(one.on))
    return told if one.added else " ".join((told, "; ".join(map(_before, lines))))


def _before(one: LateLine) -> str:
    """Of words that stand beside it, what they were; else before and after."""
    if one.field in ("goal.words", "action.what"):
        return tr("It was: “{words}”").format(words=one.before)
    return change_words(FactChange(one.field, one.before, one.now))


def _value(name: str, value: str) -> str:
    day = _day(value) if name.endswith(".due") else None
    if day is not None:
        return f"{day:%d.%m.%Y}"  # before and after may lie in two years
    return label("domain", value) if name == "goal.domain" and value else value


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
