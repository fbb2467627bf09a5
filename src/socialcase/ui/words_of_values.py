"""A kept value in words: codes by their labels, dates in brief, groups part by part."""

import json

from socialcase.cases.fields import FieldSpec, Kind
from socialcase.texts import label, tr
from socialcase.ui.speech import day_words, joined, money_words

_VOCABULARIES = {
    "person.sex": "sex",
    "person.disability": "disability",
    "person.languages": "language",
    "certificate.what": "certificate",
    "member.role": "role_at_home",
    "case.source": "source",
    "case.groups": "group",
    "case.status": "status",
    "case.risk": "risk",
    "case.closure": "closure_reason",
    "case.etrap": "etrap",
    "consent.scope": "consent_scope",
    "plan.status": "plan_status",
    "goal.status": "goal_status",
    "goal.domain": "domain",
    "action.status": "action_status",
    "need.what": "need_kind",
    "need.domain": "domain",
    "need.status": "need_state",
    "signature.how": "signed_how",
    "review.decision": "review_decision",
    "visit.kind": "visit_kind",
    "visit.outcome": "visit_outcome",
    "comment.kind": "comment_kind",
    "staff.role": "role",
    "case.safety_marks": "safety_mark",
    "norm.what": "norm",
    "norm.risk": "risk",
    "case.services": "service",
    "need.service": "service",
    "provider.what": "provider_kind",
    "provider.services": "service",
    "provider.groups": "group",
    "provider.etraps": "etrap",
    "referral.service": "service",
    "referral.status": "referral_state",
    "referral.told": "told",
    "resource.kind": "resource_kind",
    "resource.status": "resource_state",
}
_CODED_PARTS = {
    ("case.risk", "level"): "risk",
    ("case.closure", "reason"): "closure_reason",
    ("case.handover", "reason"): "handover_reason",
    ("person.address", "etrap"): "etrap",
    ("household.address", "etrap"): "etrap",
    ("provider.address", "etrap"): "etrap",
}
_HIDDEN = {"audience", "position"}
_IDS = {("case.handover", "to")}
"""Parts that name a record by its id: nobody reads that."""


def value_words(spec: FieldSpec | None, value: str | None) -> str:
    """`value` of a field as people read it; "" for none, "…" for what is no text."""
    if not value:
        return ""
    if spec is None:
        return value
    if spec.kind is Kind.GROUP:
        return _group(spec, value)
    if spec.kind in (Kind.JSON, Kind.REFERENCE) or spec.name in _HIDDEN:
        return "…"
    if spec.kind is Kind.FLAG:
        return tr("yes")
    return _single(spec, value)


def _single(spec: FieldSpec, value: str) -> str:
    vocabulary = _VOCABULARIES.get(spec.path)
    if vocabulary:
        return label(vocabulary, value)
    if spec.path == "resource.value" and value.isdigit():
        return money_words(int(value))
    return day_words(value) if spec.kind is Kind.DATE else value


def _group(spec: FieldSpec, value: str) -> str:
    try:
        parts = json.loads(value)
    except ValueError:
        return value
    if not isinstance(parts, dict):
        return value
    shown = (part for part in spec.parts if parts.get(part) and (spec.path, part) not in _IDS)
    return joined(*(_part(spec, part, str(parts[part])) for part in shown))


def _part(spec: FieldSpec, part: str, value: str) -> str:
    vocabulary = _CODED_PARTS.get((spec.path, part))
    return label(vocabulary, value) if vocabulary else day_words(value)
