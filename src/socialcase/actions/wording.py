"""Lines that the window and the command line word alike, from the views' codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from socialcase.texts import N_, label, short_date, tr, trn

if TYPE_CHECKING:
    from socialcase.actions.case_views import NextStep, TimelineEntry
    from socialcase.cases.deadlines import Deadline
    from socialcase.sync.summary import MergeSummary

_ACTS: Mapping[str, str] = {
    "urgent_service": N_("Urgent help now"),
    "ask_consent": N_("Ask for consent"),
    "assess": N_("Do the needs assessment"),
    "set_risk": N_("Set the risk level"),
    "make_plan": N_("Make the support plan"),
    "send_plan": N_("Send the plan to the coordinator"),
    "correct_plan": N_("Correct the plan"),
    "agree_plan": N_("Agree the plan with the family"),
    "contact": N_("Regular contact"),
    "review": N_("Review the plan"),
    "decide_review": N_("Decide how it goes on"),
    "after_death": N_("Close the case, or go on with those who remain"),
    "none": N_("Nothing more to do"),
}
_ADVICE: Mapping[str, str] = {
    "python": N_("Install Python 3.11."),
    "reinstall": N_("Install the program again: a part of it is missing."),
    "display": N_("Start the window on a computer with a screen; commands work without one."),
    "system_libraries": N_("Install the named packages, as root: apt-get install {found}"),
    "fonts": N_("Install a font with Turkmen and Cyrillic letters, such as fonts-noto-core."),
    "folder": N_("Make this folder writable for you, or free some space."),
    "forms": N_("Install the program again: its forms are missing."),
}

_NOTICES: Mapping[str, str] = {
    "older": N_("A newer bundle of this sender came before."),
    "restored": N_("That laptop lost what it once had; the next bundle brings it all again."),
    "ahead": N_("The office has more from this laptop than the laptop itself: tell IT."),
    "unreadable": N_("A sealed part could not be read; the rest was taken in."),
    "moved": N_(
        "Cases that others have now are no longer shown here; what you wrote in them goes along."
    ),
    "returned": N_("What this office had written and lost came back."),
    "not_ours": N_("Changes said to be this office's own were not recognised and are left out."),
}
"""What a merge notices besides."""


def act_words(act: str) -> str:
    """A proposed next step (cases.rules.ACTS) in words."""
    source = _ACTS.get(act)
    return tr(source) if source else act


def next_step_words(step: NextStep) -> str:
    """What comes next: what a person entered, else the proposed act in words."""
    return step.words or act_words(step.act)


def needs_words(step: NextStep) -> str:
    """What the next status still lacks, as a list in words; "" when nothing does."""
    return ", ".join(label("need", need) for need in step.needs)


def deadline_words(deadline: Deadline) -> str:
    """Why something is due on its day: "7 days at high risk, from 23.11.2026"."""
    if deadline.days is None:
        return tr("The day stands in the plan.")
    since, n = short_date(deadline.since), deadline.days
    risk = label("risk", deadline.risk)
    if n == 0:
        return tr("{risk}: on the same day, {since}").format(risk=risk, since=since)
    words = trn("{risk}: {n} day from {since}", "{risk}: {n} days from {since}", n)
    return words.format(risk=risk, n=n, since=since)


def source_words(deadline: Deadline) -> str:
    """Where the days come from: what the office named, or that it is a proposal of ours."""
    if deadline.days is None:
        return ""
    return norm_source(deadline.what, deadline.source, own=deadline.own)


def norm_source(what: str, source: str, *, own: bool) -> str:
    """The source of a period in words; `own`: the office set it."""
    if own:
        return tr("Set by the office: {source}").format(source=source)
    if what == "contact":
        tiers = N_(
            "Our proposal, not a standard: weekly, two-weekly, monthly, as in the case management "
            "manual of Manitoba (1.1.4)"
        )
        return tr(tiers)
    return tr("Our proposal, not a standard")


def advice(code: str, found: str) -> str:
    """What to do about a finding of the doctor; "" for no advice."""
    source = _ADVICE.get(code)
    return tr(source).format(found=found) if source else code


def entry_title(entry: TimelineEntry) -> str:
    """The bold line of a timeline entry: "Home visit, 55 min", "Risk changed: medium to high"."""
    word = _TITLES.get(entry.kind)
    return word(entry) if word else label("kind", entry.kind)


def merge_lines(summary: MergeSummary) -> list[str]:
    """What taking a bundle in did, in words: what came, what is held and why, what to decide."""
    if summary.already_merged:
        again = tr("The bundle from {sender} was taken in before; it is counted once.")
        return [again.format(sender=summary.sender_name)]
    lines = [_came(summary), *_kinds(summary)]
    for reason, count in summary.held.items():
        held = tr("{count} held: {reason}")
        lines.append(held.format(count=count, reason=label("held", reason.name.lower())))
    if summary.released:
        lines.append(tr("{count} held before count now.").format(count=summary.released))
    if summary.conflicts_opened:
        asks = trn(
            "{n} conflict waits for a person.",
            "{n} conflicts wait for a person.",
            summary.conflicts_opened,
        )
        lines.append(asks.format(n=summary.conflicts_opened))
    return [*lines, *(tr(_NOTICES[one]) for one in summary.notices if one in _NOTICES)]


def _came(summary: MergeSummary) -> str:
    came = trn("{n} new change from {sender}.", "{n} new changes from {sender}.", summary.new)
    return came.format(n=summary.new, sender=summary.sender_name)


def _kinds(summary: MergeSummary) -> list[str]:
    return [f"  {count}  {label('kind', kind)}" for kind, count in summary.by_kind]


def duration(minutes: int) -> str:
    """A length of time: "55 min", "1 h 20 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{n} min").format(n=rest)
    if not rest:
        return tr("{n} h").format(n=hours)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def _visit(entry: TimelineEntry) -> str:
    kind = label("visit_kind", entry.about or "other")
    if entry.code != "done":
        return f"{kind}: {label('visit_outcome', entry.code)}"
    return f"{kind}, {duration(entry.minutes)}" if entry.minutes else kind


def _assessment(entry: TimelineEntry) -> str:
    return f"{entry.title}, {entry.who}" if entry.who else entry.title


def _risk(entry: TimelineEntry) -> str:
    after = label("risk", entry.code)
    if entry.about == "settled":
        return tr("Decided between two risk levels: {risk}").format(risk=after)
    if not entry.before:
        return tr("Risk set: {risk}").format(risk=after)
    before = label("risk", entry.before)
    return tr("Risk changed: {before} → {after}").format(before=before, after=after)


def _status(entry: TimelineEntry) -> str:
    return tr("Step: {step}").format(step=label("status", entry.code))


def _closure(entry: TimelineEntry) -> str:
    return tr("Closed: {reason}").format(reason=label("closure_reason", entry.code))


def _reopening(_entry: TimelineEntry) -> str:
    return tr("Opened again")


def _urgent(entry: TimelineEntry) -> str:
    return tr("Urgent help is needed") if entry.code else tr("The urgent help was given")


def _handover(entry: TimelineEntry) -> str:
    why = label("handover_reason", entry.code)
    if not entry.title:
        return tr("Asked to be handed over: {reason}").format(reason=why)
    words = tr("Asked to be handed over to {name}: {reason}")
    return words.format(name=entry.title, reason=why)


def _owner(entry: TimelineEntry) -> str:
    return tr("Handed over to {name}").format(name=entry.title or tr("somebody not known here"))


def _etrap(entry: TimelineEntry) -> str:
    before, after = label("etrap", entry.before), label("etrap", entry.code)
    if not entry.before:
        return tr("Moved to {etrap}").format(etrap=after)
    return tr("Moved: {before} → {after}").format(before=before, after=after)


def _plan(entry: TimelineEntry) -> str:
    if entry.code == "agreed":
        agreed = tr("Support plan agreed, version {version}")
        return agreed.format(version=entry.title or "1")
    return tr("Support plan: {status}").format(status=label("plan_status", entry.code))


def _comment(entry: TimelineEntry) -> str:
    about = label("kind", entry.about) if entry.about else ""
    said = label("comment_kind", entry.code)
    return f"{said}: {about}" if about else said


def _consent(entry: TimelineEntry) -> str:
    if entry.code == "withdrawn":
        return tr("Consent withdrawn")
    return tr("Consent: {scope}").format(scope=label("consent_scope", entry.code))


def _task(entry: TimelineEntry) -> str:
    source = N_("Done: {what}") if entry.code == "done" else N_("To do: {what}")
    return tr(source).format(what=entry.title)


def _document(entry: TimelineEntry) -> str:
    return tr("Document: {name}").format(name=entry.title) if entry.title else tr("Content erased")


def _note(entry: TimelineEntry) -> str:
    return entry.title or label("kind", "note")


_REFERRAL: Mapping[str, str] = {
    "sent": N_("Referral sent: {service}"),
    "accepted": N_("Referral accepted: {service}"),
    "waiting": N_("On the waiting list: {service}"),
    "refused": N_("Referral refused: {service}"),
    "delivered": N_("Service began: {service}"),
    "ended": N_("Service ended: {service}"),
    "withdrawn": N_("Referral withdrawn: {service}"),
}


def _referral(entry: TimelineEntry) -> str:
    source = _REFERRAL.get(entry.code)
    service = label("service", entry.title)
    return tr(source).format(service=service) if source else service


def _resource(entry: TimelineEntry) -> str:
    source = N_("Promised: {what}") if entry.code == "promised" else N_("Found: {what}")
    return tr(source).format(what=entry.title)


_TITLES: Mapping[str, Callable[[TimelineEntry], str]] = {
    "visit": _visit,
    "assessment": _assessment,
    "risk": _risk,
    "status": _status,
    "closure": _closure,
    "reopening": _reopening,
    "urgent": _urgent,
    "handover": _handover,
    "owner": _owner,
    "etrap": _etrap,
    "plan": _plan,
    "comment": _comment,
    "consent": _consent,
    "task": _task,
    "note": _note,
    "attachment": _document,
    "referral": _referral,
    "resource": _resource,
}


def counted_people(n: int) -> str:
    """How many people: "5 people"."""
    return trn("{n} person", "{n} people", n).format(n=n)
