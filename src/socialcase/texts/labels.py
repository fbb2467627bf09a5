"""The word for every code that a person may see: `label("risk", "high")` is "High risk"."""

from collections.abc import Mapping

from socialcase.settings import LANGUAGES
from socialcase.texts.catalog import N_, tr, tr_in
from socialcase.texts.places import etrap_codes, etrap_name

_LABELS: Mapping[str, Mapping[str, str]] = {
    "risk": {
        "high": N_("High risk"),
        "medium": N_("Medium risk"),
        "low": N_("Low risk"),
        "": N_("Risk not yet set"),
    },
    "status": {
        "intake": N_("Intake"),
        "assessed": N_("Assessed"),
        "planned": N_("Planned"),
        "in_service": N_("In service"),
        "under_review": N_("Under review"),
        "closed": N_("Closed"),
    },
    "group": {
        "child_at_risk": N_("Child at risk of separation"),
        "child_without_care": N_("Child without parental care"),
        "child_disability": N_("Child with a disability"),
        "youth_at_risk": N_("Young person at risk"),
        "woman_violence": N_("Woman in need of protection"),
        "person_disability": N_("Person with a disability"),
        "older_person": N_("Older person"),
        "other": N_("Other"),
    },
    "expected": {
        "short": N_("one to 80 letters on one line"),
        "long": N_("a shorter text: this one is too long to be kept or sent"),
        "time": N_("a time such as 1:30, 1.5 or 90 min"),
        "day_full": N_("no more than 24 hours in a day"),
        "nothing": N_("at least one entry in the week"),
        "ahead": N_("a day that is still ahead"),
        "past": N_("today or a day before it"),
        "not_before": N_("a day that is not before the one on which it began"),
        "text": N_("a few words"),
        "integer": N_("a whole number"),
        "date": N_("a day such as 23.11.2026"),
        "partial date": N_("a year, a month or a day, such as 1958, 03.2019 or 23.11.2026"),
        "name or alias": N_("a name, another name or a few words"),
        "staff": N_("a colleague who works here"),
        "person": N_("a person who is registered"),
        "provider": N_("an entry of the directory"),
        "etrap": N_("an etrap of this office"),
        "phone_number": N_("a telephone number"),
    },
    "source": {
        "self": N_("Came by themselves"),
        "family": N_("Family"),
        "neighbour": N_("Neighbour"),
        "school": N_("School"),
        "health": N_("Health house"),
        "local_authority": N_("Local authority"),
        "ngo": N_("Public organisation"),
        "office": N_("Regional office"),
    },
    "sex": {"female": N_("Female"), "male": N_("Male"), "unknown": N_("Not known")},
    "role_at_home": {
        "main": N_("main person"),
        "partner": N_("partner"),
        "child": N_("child"),
        "parent": N_("parent"),
        "grandparent": N_("grandparent"),
        "grandchild": N_("grandchild"),
        "sibling": N_("brother or sister"),
        "in_law": N_("relative by marriage"),
        "other_relative": N_("other relative"),
        "not_related": N_("not related"),
    },
    "consent_scope": {
        "none": N_("No consent"),
        "office": N_("Only the office may know"),
        "services": N_("Named services may know what they need"),
        "full": N_("All who help may know"),
    },
    "visit_kind": {
        "home": N_("Home visit"),
        "office": N_("Talk at the office"),
        "phone": N_("Telephone call"),
        "other": N_("Other contact"),
    },
    "visit_outcome": {
        "planned": N_("Planned ahead"),
        "done": N_("Done"),
        "not_home": N_("Nobody at home"),
        "not_admitted": N_("Not admitted"),
        "missed": N_("Missed"),
    },
    "plan_status": {
        "draft": N_("Draft"),
        "sent": N_("Sent for approval"),
        "approved": N_("Approved"),
        "returned": N_("Returned with a comment"),
    },
    "goal_status": {
        "open": N_("Open"),
        "met": N_("Met"),
        "partly_met": N_("Partly met"),
        "dropped": N_("Dropped"),
    },
    "action_status": {"open": N_("Open"), "done": N_("Done"), "dropped": N_("Dropped")},
    "comment_kind": {
        "comment": N_("Comment"),
        "approve": N_("Approved"),
        "return": N_("Returned"),
    },
    "closure_reason": {
        "goals_met": N_("Goals met"),
        "needs_no_longer": N_("Help no longer needed"),
        "moved_in_country": N_("Moved within the country"),
        "moved_abroad": N_("Moved abroad"),
        "refused": N_("The family refused"),
        "not_eligible": N_("Not eligible"),
        "died": N_("Died"),
        "missing": N_("Cannot be found"),
        "transferred": N_("Transferred"),
        "insufficient_resources": N_("Not enough resources"),
        "other": N_("Other"),
    },
    "disability": {
        "none": N_("No disability"),
        "suspected": N_("Disability likely, not certified"),
        "certified": N_("Certified disability"),
        "unknown": N_("Not known"),
    },
    "role": {
        "specialist": N_("Specialist"),
        "coordinator": N_("Coordinator"),
        "officer": N_("Regional officer"),
    },
    "kind": {
        "person": N_("Person"),
        "household": N_("Household"),
        "member": N_("Household member"),
        "case": N_("Case"),
        "consent": N_("Consent"),
        "assessment": N_("Assessment"),
        "plan": N_("Plan"),
        "goal": N_("Goal"),
        "action": N_("Action"),
        "visit": N_("Visit"),
        "note": N_("Note"),
        "comment": N_("Comment"),
        "remark": N_("Note on a question"),
        "task": N_("Task"),
        "staff": N_("Staff member"),
        "form": N_("Form"),
        "form_file": N_("File of a form"),
        "attachment": N_("Document or picture"),
        "decision": N_("Decision"),
        "disclosure": N_("Written out of the program"),
        "viewing": N_("Reading of a case file"),
        "snooze": N_("Put off"),
        "certificate": N_("Certificate"),
        "relation": N_("Relation"),
        "tie": N_("Part of the ecomap"),
        "withholding": N_("What is withheld"),
        "need": N_("Need or strength"),
        "signature": N_("Signature"),
        "review": N_("Review"),
        "measure": N_("Measure of a goal"),
        "provider": N_("Provider"),
        "referral": N_("Referral"),
        "resource": N_("Resource"),
        "norm": N_("Deadline of the office"),
        "hotline": N_("Emergency number"),
        "workweek": N_("Hours of a week"),
        "epoch": N_("Start of a laptop's record"),
    },
    "disclosure": {
        "answers": N_("Answers of a form"),
        "form": N_("A filled form"),
        "summary": N_("A summary for the person"),
        "consent": N_("A consent"),
        "change": N_("A sheet of what has changed"),
        "referral": N_("A referral letter"),
        "drawing": N_("A family’s drawing"),
        "plan": N_("A plan"),
        "case": N_("The case in brief"),
        "visit": N_("A visit"),
        "closure": N_("A closure"),
        "trip": N_("The list of a trip"),
        "document": N_("A copy of a kept file"),
    },
    "form_state": {
        "installed": N_("Installed, not published"),
        "published": N_("Published"),
        "retired": N_("Retired"),
    },
    "held": {
        "gap": N_("waits for an earlier bundle"),
        "fork": N_("two different versions of the same changes: a restored or copied laptop"),
        "scope": N_("the sender may not write these records"),
        "quarantine": N_("the sender is no longer trusted, or the counters are implausible"),
        "newer": N_("written by a newer program"),
        "set_aside": N_("set aside by a person"),
        "sealed": N_("restricted, for other people"),
    },
    "need": {
        "name": N_("a name, an alias or a description"),
        "worry": N_("what the worry is"),
        "consent": N_("consent"),
        "assessment": N_("a finished needs assessment"),
        "risk": N_("a risk level with reasons"),
        "goal": N_("at least one goal"),
        "action": N_("an action for every goal"),
        "agreement": N_("the agreement of the family"),
        "approval": N_("the coordinator's approval"),
        "review": N_("a review"),
        "closure_reason": N_("a reason for closing"),
        "outcome": N_("the outcome"),
        "feedback": N_("what the family says of the help, or why it is not known"),
        "reopening_reason": N_("why it is opened again"),
        "visit": N_("a visit"),
    },
}
# the first page of the day needs none of the other words: they are read where they are asked for


def _words(vocabulary: str) -> Mapping[str, str]:
    """The English words of a vocabulary by code; none for one that nobody knows."""
    found = _LABELS.get(vocabulary)
    if found is not None:
        return found
    from socialcase.texts.casework_labels import CASEWORK_LABELS
    from socialcase.texts.service_labels import SERVICE_LABELS

    return CASEWORK_LABELS.get(vocabulary) or SERVICE_LABELS.get(vocabulary, {})


def label(vocabulary: str, code: str) -> str:
    """The word for `code` of `vocabulary`; a code nobody knows is shown as it is.

    A newer laptop may send codes that this program does not know yet.
    """
    if vocabulary == "etrap":
        return etrap_name(code)
    if vocabulary == "service":
        from socialcase.texts.services import service_name

        return service_name(code)
    if vocabulary == "field":
        return _field_label(code)
    source = _words(vocabulary).get(code)
    return tr(source) if source else code


def _field_label(path: str) -> str:
    """The field's label; for a part ("case.risk.level") or an element that of its field."""
    from socialcase.texts.field_labels import FIELD_LABELS

    kind, _, name = path.partition(".")
    if name == "audience":
        return tr("Who may see it")
    source = FIELD_LABELS.get(f"{kind}.{name.partition('.')[0].partition('/')[0]}")
    return tr(source) if source else path


def english(vocabulary: str, code: str) -> str:
    """The English source of the word for a code, for `tr_in`; an unknown code as it is."""
    return _words(vocabulary).get(code, code)


def vocabulary(name: str) -> tuple[str, ...]:
    """The codes of a vocabulary in the order in which they are offered."""
    if name == "etrap":
        return etrap_codes()
    if name == "service":
        from socialcase.texts.services import service_codes

        return service_codes()
    return tuple(code for code in _words(name) if code)


def code_of(name: str, text: str) -> str | None:
    """The code of a vocabulary that is given by itself or by its word in any language."""
    wanted = " ".join(text.casefold().split())
    for code, source in _words(name).items():
        words = {tr_in(one, source).casefold() for one in LANGUAGES}
        if code and wanted in (code, *words):
            return code
    return None
