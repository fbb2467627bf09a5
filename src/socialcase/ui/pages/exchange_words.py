"""The words of the exchange: counts of records, sizes, what taking a bundle in did."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from socialcase.actions.bundles import MergeSummary
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import clock_time, label, short_date, tr, trn

_COUNTS: Mapping[str, Callable[[int], str]] = {
    "person": lambda n: trn("{n} person", "{n} people", n),
    "household": lambda n: trn("{n} household", "{n} households", n),
    "member": lambda n: trn("{n} household member", "{n} household members", n),
    "case": lambda n: trn("{n} case", "{n} cases", n),
    "consent": lambda n: trn("{n} consent", "{n} consents", n),
    "assessment": lambda n: trn("{n} needs assessment", "{n} needs assessments", n),
    "plan": lambda n: trn("{n} plan", "{n} plans", n),
    "goal": lambda n: trn("{n} goal", "{n} goals", n),
    "action": lambda n: trn("{n} action", "{n} actions", n),
    "visit": lambda n: trn("{n} visit or contact", "{n} visits and contacts", n),
    "note": lambda n: trn("{n} note", "{n} notes", n),
    "comment": lambda n: trn("{n} comment or approval", "{n} comments and approvals", n),
    "remark": lambda n: trn("{n} note on a question", "{n} notes on questions", n),
    "task": lambda n: trn("{n} task", "{n} tasks", n),
    "staff": lambda n: trn("{n} staff member", "{n} staff members", n),
    "form": lambda n: trn("{n} form", "{n} forms", n),
    "form_file": lambda n: trn("{n} file of a form", "{n} files of forms", n),
    "attachment": lambda n: trn("{n} picture or document", "{n} pictures and documents", n),
    "decision": lambda n: trn("{n} decision", "{n} decisions", n),
    "disclosure": lambda n: trn("{n} file written out", "{n} files written out", n),
    "snooze": lambda n: trn("{n} thing put off", "{n} things put off", n),
    "viewing": lambda n: trn("{n} reading of a case file", "{n} readings of case files", n),
    "certificate": lambda n: trn("{n} certificate", "{n} certificates", n),
    "relation": lambda n: trn("{n} relation in a family", "{n} relations in families", n),
    "tie": lambda n: trn("{n} part of an ecomap", "{n} parts of ecomaps", n),
    "withholding": lambda n: trn("{n} thing withheld", "{n} things withheld", n),
    "need": lambda n: trn("{n} need or strength", "{n} needs and strengths", n),
    "signature": lambda n: trn("{n} signature", "{n} signatures", n),
    "review": lambda n: trn("{n} review", "{n} reviews", n),
    "measure": lambda n: trn("{n} measure of a goal", "{n} measures of goals", n),
    "provider": lambda n: trn("{n} provider", "{n} providers", n),
    "referral": lambda n: trn("{n} referral", "{n} referrals", n),
    "resource": lambda n: trn("{n} resource", "{n} resources", n),
    "norm": lambda n: trn("{n} deadline of the office", "{n} deadlines of the office", n),
    "hotline": lambda n: trn("{n} emergency number", "{n} emergency numbers", n),
    "workweek": lambda n: trn("{n} week of hours", "{n} weeks of hours", n),
}
KIND_ICONS: Mapping[str, str] = {
    "person": "user",
    "household": "house",
    "member": "users",
    "case": "folder",
    "consent": "handshake",
    "assessment": "clipboard-text",
    "plan": "flag",
    "goal": "target",
    "action": "check-square",
    "visit": "house-line",
    "note": "note",
    "comment": "chat-circle",
    "remark": "chat-text",
    "task": "check-circle",
    "staff": "identification-card",
    "form": "clipboard-text",
    "form_file": "file-text",
    "attachment": "paperclip",
    "decision": "scales",
    "disclosure": "export",
    "snooze": "clock",
    "viewing": "eye",
    "certificate": "identification-badge",
    "relation": "tree-structure",
    "tie": "share-network",
    "withholding": "eye-slash",
    "need": "star",
    "signature": "pen-nib",
    "review": "arrows-clockwise",
    "measure": "chart-line",
    "provider": "buildings",
    "referral": "paper-plane-tilt",
    "resource": "gift",
    "norm": "clock",
    "hotline": "first-aid",
    "workweek": "timer",
}


def kind_count(kind: str, n: int) -> str:
    """How many records of a kind, in words; kinds of newer programs are counted as records."""
    words = _COUNTS.get(kind)
    found = words(n) if words else trn("{n} other record", "{n} other records", n)
    return found.format(n=n)


def changes(n: int) -> str:
    """How many changes, in words."""
    return trn("{n} change", "{n} changes", n).format(n=n)


def moment(at: datetime) -> str:
    """An instant as day and time here: Fri 20 Nov, 16:10."""
    local = at.astimezone(ASHGABAT)
    return f"{short_date(local.date())}, {clock_time(local.hour, local.minute)}"


def made_at(milliseconds: int) -> str:
    """The moment that a sender's clock gave, in words."""
    return moment(datetime.fromtimestamp(milliseconds / 1000, tz=UTC))


def merge_words(summary: MergeSummary) -> str:
    """What taking one bundle in did, in one line."""
    if summary.already_merged:
        return tr("This bundle was here before; it counts once.")
    parts = [_new(summary)]
    for reason, n in summary.held.items():
        if n:
            held = label("held", reason.name.lower())
            parts.append(tr("{changes} held: {reason}").format(changes=changes(n), reason=held))
    if summary.released:
        parts.append(
            tr("{changes} that waited now count").format(changes=changes(summary.released))
        )
    if summary.conflicts_opened:
        n = summary.conflicts_opened
        parts.append(trn("{n} field with two versions", "{n} fields with two versions", n))
        parts[-1] = parts[-1].format(n=n)
    parts.extend(_NOTICES[code]() for code in summary.notices if code in _NOTICES)
    return "; ".join(parts) + "."


def _new(summary: MergeSummary) -> str:
    if summary.new:
        return trn("{n} new change", "{n} new changes", summary.new).format(n=summary.new)
    return tr("Nothing new")


_NOTICES: Mapping[str, Callable[[], str]] = {
    "older": lambda: tr("a newer bundle had come before"),
    "restored": lambda: tr("the sender has lost what it once had: a restored laptop"),
    "ahead": lambda: tr("the office has more of this laptop than the laptop itself"),
    "forked": lambda: tr(
        "another copy of this laptop used the same numbers; all that was written here is entered "
        "anew and goes with the next bundle"
    ),
    "unreadable": lambda: tr("one sealed part could not be opened"),
    "elsewhere": lambda: tr(
        "restricted files sealed for another laptop of yours came too; they will come anew"
    ),
    "moved": lambda: tr(
        "cases that others have now are no longer shown here; what you wrote in them goes along"
    ),
    "returned": lambda: tr("what this office had written and lost came back"),
    "not_ours": lambda: tr(
        "changes said to be this office's own were not recognised and are left out"
    ),
}
