"""A kept value in words: codes by their labels, days in brief, records by their names."""

from collections.abc import Mapping
from datetime import datetime

from socialcase.cases.canonical import parts_of
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of
from socialcase.cases.fields import AUDIENCE, FieldSpec, Kind
from socialcase.cases.money import manat
from socialcase.texts import clock_time, label, language, tr

_VOCABULARIES: Mapping[str, str] = {
    "person.sex": "sex",
    "person.disability": "disability",
    "person.languages": "language",
    "person.document.type": "document",
    "person.address.etrap": "etrap",
    "household.address.etrap": "etrap",
    "provider.address.etrap": "etrap",
    "certificate.what": "certificate",
    "member.role": "role_at_home",
    "relation.what": "relation",
    "relation.how": "relation_quality",
    "tie.what": "surrounding",
    "tie.strength": "tie",
    "tie.flow": "flow",
    "case.source": "source",
    "case.groups": "group",
    "case.status": "status",
    "case.risk.level": "risk",
    "case.closure.reason": "closure_reason",
    "case.handover.reason": "handover_reason",
    "case.etrap": "etrap",
    "case.safety_marks": "safety_mark",
    "case.services": "service",
    "consent.scope": "consent_scope",
    "consent.capacity": "capacity",
    "withholding.what": "withheld",
    "plan.status": "plan_status",
    "plan.copy.language": "language",
    "goal.status": "goal_status",
    "goal.domain": "domain",
    "action.status": "action_status",
    "need.what": "need_kind",
    "need.domain": "domain",
    "need.status": "need_state",
    "need.service": "service",
    "signature.how": "signed_how",
    "review.decision": "review_decision",
    "visit.kind": "visit_kind",
    "visit.outcome": "visit_outcome",
    "visit.alone": "met_alone",
    "comment.kind": "comment_kind",
    "task.waiting_for": "waiting_for",
    "snooze.what": "norm",
    "provider.what": "provider_kind",
    "provider.services": "service",
    "provider.groups": "group",
    "provider.etraps": "etrap",
    "referral.service": "service",
    "referral.status": "referral_state",
    "referral.told": "told",
    "resource.kind": "resource_kind",
    "resource.status": "resource_state",
    "staff.role": "role",
    "staff.etraps": "etrap",
    "norm.what": "norm",
    "norm.risk": "risk",
    "hotline.etrap": "etrap",
    "form.state": "form_state",
    "decision.verb": "decision_verb",
    "disclosure.what": "disclosure",
}
_NAMED_PARTS = frozenset({"case.handover.to"})
"""Parts that hold the id of a record, which nobody reads: its name is said, or nothing."""
_NAMED_ELEMENTS = frozenset({"visit.met_people", "goal.needs"})
NOBODY: Mapping[str, str] = {}
"""No names."""


def vocabulary_of(path: str, part: str = "") -> str:
    """The vocabulary of a coded field ("case.status") or part of a group, "" for free ones."""
    return _VOCABULARIES.get(f"{path}.{part}" if part else path, "")


def value_words(
    spec: FieldSpec | None, value: str | None, named: Mapping[str, str] = NOBODY
) -> str:
    """`value` of a field, or an element of a set, as people read it.

    `named`: the names of records by id. "" for no value, and for a record that nobody here can
    name; "…" for what is no text.
    """
    if not value:
        return ""
    if spec is None:
        return value
    if spec.name == AUDIENCE:
        return _audience(value, named)
    if spec.kind is Kind.REFERENCE or spec.path in _NAMED_ELEMENTS:
        return named.get(value, "")
    if spec.kind is Kind.GROUP:
        return _group(spec, value, named)
    return "…" if spec.kind in (Kind.JSON, Kind.ORDER) else _single(spec, value)


def day_words(iso: str) -> str:
    """A kept day with its year, as a history of years needs it; "about 1958" where that is known.

    Whatever is no day stays as it is.
    """
    found = day_of(iso)
    if found is not None:
        return f"{found:%d.%m.%Y}"
    about = iso.removeprefix("~")
    return tr("about {age}").format(age=about) if about != iso else iso


def _single(spec: FieldSpec, value: str) -> str:
    vocabulary = vocabulary_of(spec.path)
    if vocabulary:
        return label(vocabulary, value)
    if spec.kind is Kind.FLAG:
        return tr("yes")
    if spec.path == "resource.value" and value.isdigit():
        point = "." if language() == "en" else ","
        return tr("{amount} manat").format(amount=manat(int(value), point))
    if spec.kind is Kind.INSTANT:
        return _moment(value)
    return day_words(value) if spec.kind in (Kind.DATE, Kind.PARTIAL_DATE) else value


def _moment(value: str) -> str:
    try:
        at = datetime.fromisoformat(value).astimezone(ASHGABAT)
    except ValueError:
        return value
    return f"{at:%d.%m.%Y}, {clock_time(at.hour, at.minute)}"


def _group(spec: FieldSpec, value: str, named: Mapping[str, str]) -> str:
    parts = parts_of(value)
    if not parts:
        return value
    given = ((part, parts[part]) for part in spec.parts if parts.get(part))
    return " · ".join(filter(None, (_part(spec, part, text, named) for part, text in given)))


def _part(spec: FieldSpec, part: str, value: str, named: Mapping[str, str]) -> str:
    if f"{spec.path}.{part}" in _NAMED_PARTS:
        return named.get(value, "")
    vocabulary = vocabulary_of(spec.path, part)
    if vocabulary:
        return label(vocabulary, value)
    if (spec.path, part) == ("person.safe_contact", "allowed"):
        return tr("may be called") if value == "yes" else tr("is not to be called")
    return day_words(value)


def _audience(value: str, named: Mapping[str, str]) -> str:
    what, _, whom = value.partition(":")
    if what == "named":
        names = [named[uid] for uid in whom.split(",") if named.get(uid)]
        return tr("Only {names}").format(names=", ".join(names)) if names else tr("Named people")
    if what == "etrap":
        return tr("{etrap} and the office").format(etrap=label("etrap", whom))
    return tr("Whoever may see the case") if what == "case" else tr("Everybody in the programme")
