"""Words for the plan that screen, paper and terminal share."""

from datetime import date

from socialcase.actions.case_views import PlanView
from socialcase.cases.plan_compare import FactChange
from socialcase.texts import label, short_date, tr


def version_words(view: PlanView) -> str:
    """As "Version 2, 12.11.2026": its number and when it was agreed to, else begun."""
    agreed = _day(view.plan.agreed_on) or view.stamp.at.date()
    return tr("Version {n}, {day}").format(n=view.name, day=f"{agreed:%d.%m.%Y}")


def change_words(fact: FactChange) -> str:
    """As "By: Fri 18 Dec → Fri 15 Jan"."""
    name = label("field", fact.name)
    before, after = _value(fact.name, fact.before), _value(fact.name, fact.after)
    return f"{name}: {before or '–'} → {after or '–'}"


def _value(name: str, value: str) -> str:
    day = _day(value) if name.endswith(".due") else None
    if day is not None:
        return short_date(day)
    return label("domain", value) if name == "goal.domain" and value else value


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
