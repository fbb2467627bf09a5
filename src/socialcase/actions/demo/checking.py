"""What the files of the demo may say: codes, and people who are there. For whoever writes them."""

from collections.abc import Iterable, Mapping

from socialcase.actions.demo.directory import DemoProvider
from socialcase.actions.demo.family import DemoCase, DemoConsent, DemoPerson, DemoVisit, Family
from socialcase.actions.demo.family_parts import (
    DemoCertificate,
    DemoClosing,
    DemoHandover,
    DemoNeed,
    DemoReferral,
    DemoRelation,
    DemoRelative,
    DemoResource,
    DemoReview,
    DemoSignature,
    DemoStep,
    DemoTie,
    DemoWithholding,
)
from socialcase.actions.relations import RELATIVES
from socialcase.cases import codes
from socialcase.cases.referring import TOLD

STEPS = ("sent", "accepted", "waiting", "refused", "begun", "ended", "withdrawn")
"""What can be said of a referral once it is begun."""

_CODES: Mapping[tuple[type, str], tuple[str, ...]] = {
    (DemoPerson, "sex"): codes.SEXES,
    (DemoPerson, "role"): codes.ROLES_AT_HOME,
    (DemoPerson, "birth_known"): ("day", "month", "year", "about"),
    (DemoPerson, "disability"): codes.DISABILITIES,
    (DemoCase, "source"): codes.SOURCES,
    (DemoCase, "groups"): codes.GROUPS,
    (DemoCase, "status"): (*codes.CASE_STATUSES, "closing"),
    (DemoCase, "risk_level"): codes.RISKS,
    (DemoCase, "safety_marks"): codes.SAFETY_MARKS,
    (DemoConsent, "scope"): codes.CONSENT_SCOPES,
    (DemoConsent, "capacity"): codes.CAPACITIES,
    (DemoVisit, "kind"): codes.VISIT_KINDS,
    (DemoVisit, "outcome"): codes.VISIT_OUTCOMES,
    (DemoVisit, "alone"): codes.MET_ALONE,
    (DemoRelative, "what"): RELATIVES,
    (DemoRelative, "how"): codes.RELATION_QUALITIES,
    (DemoRelative, "sex"): codes.SEXES,
    (DemoRelation, "what"): codes.RELATIONS,
    (DemoRelation, "how"): codes.RELATION_QUALITIES,
    (DemoTie, "what"): codes.SURROUNDINGS,
    (DemoTie, "strength"): codes.TIES,
    (DemoTie, "flow"): codes.FLOWS,
    (DemoCertificate, "what"): codes.CERTIFICATES,
    (DemoWithholding, "what"): codes.WITHHELD,
    (DemoNeed, "what"): codes.NEED_KINDS,
    (DemoNeed, "domain"): codes.DOMAINS,
    (DemoSignature, "how"): codes.SIGNED_HOW,
    (DemoReview, "decision"): codes.REVIEW_DECISIONS,
    (DemoReferral, "told"): TOLD,
    (DemoStep, "step"): STEPS,
    (DemoResource, "kind"): codes.RESOURCE_KINDS,
    (DemoResource, "status"): codes.RESOURCE_STATES,
    (DemoClosing, "reason"): codes.CLOSURE_REASONS,
    (DemoHandover, "reason"): codes.HANDOVER_REASONS,
    (DemoProvider, "what"): codes.PROVIDER_KINDS,
    (DemoProvider, "groups"): codes.GROUPS,
    (DemoProvider, "seen_by"): ("everyone", "maral_and_aygul"),
}


class Unreadable(Exception):
    """A file of the demo says something that cannot be: `where`, and `what` is wrong there."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}.")
        self.where = where
        self.what = what


def check_codes(cls: type, values: Mapping[str, object], where: str) -> None:
    """Raise Unreadable unless every value that has to be a code is one; "" says nothing."""
    for name, value in values.items():
        known = _CODES.get((cls, name))
        given = value if isinstance(value, tuple) else (value,)
        for one in given if known else ():
            if one != "" and one not in (known or ()):
                raise Unreadable(where, f"“{one}” is no {name}; known are {', '.join(known or ())}")


def check_family(family: Family, file: str) -> None:
    """Raise Unreadable unless whoever is named in the file is a person of it."""
    at_home = {one.given for one in family.people}
    everyone = at_home | {one.called for one in family.relatives}
    for where, name in _people_named(family):
        if name and name not in everyone:
            raise Unreadable(f"{file}: [[{where}]]", f"nobody here is called “{name}”")
    _check_relatives(family, at_home, f"{file}: [[relative]]")
    _check_numbers(family, file)


def _check_relatives(family: Family, at_home: set[str], where: str) -> None:
    """Each is joined to somebody who stands before them."""
    known = set(at_home)
    for one in family.relatives:
        if not one.called:
            raise Unreadable(where, "who has no given name needs a “key”")
        for name in filter(None, (one.of, one.beside)):
            if name not in known:
                raise Unreadable(where, f"“{name}” has to stand before “{one.called}”")
        known.add(one.called)


def _people_named(family: Family) -> Iterable[tuple[str, str]]:
    yield from (("person", one.carer_of) for one in family.people)
    yield from (("consent", one.person) for one in family.consents)
    if family.assessment is not None:
        yield "assessment", family.assessment.about
    yield from (("goal", one.person) for one in family.goals)
    yield from (("visit", name) for one in family.visits for name in one.people)
    yield from (("relative", name) for one in family.relatives for name in (one.of, one.beside))
    yield from (("relation", name) for one in family.relations for name in (one.person, one.other))
    plain = (
        ("tie", family.ties),
        ("certificate", family.certificates),
        ("withholding", family.withholdings),
        ("need", family.needs),
        ("signature", family.signatures),
        ("referral", family.referrals),
        ("resource", family.resources),
        ("move", family.moves),
        ("death", family.deaths),
    )
    yield from ((name, one.person) for name, ones in plain for one in ones)


def _check_numbers(family: Family, file: str) -> None:
    """Goals and needs are named by their number."""
    goals, needs = len(family.goals), len(family.needs)
    named = [
        *(("review", one.goal, goals) for review in family.reviews for one in review.measures),
        *(("referral", one.goal, goals) for one in family.referrals),
        *(("referral", one.need, needs) for one in family.referrals),
        *(("goal", one, needs) for goal in family.goals for one in goal.needs),
    ]
    for where, number, most in named:
        if number > most:
            raise Unreadable(f"{file}: [[{where}]]", f"there is no number {number}")
