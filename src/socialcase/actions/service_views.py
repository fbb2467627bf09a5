"""What the Services tab of a case shows: referrals with their steps, and what may be told."""

from typing import TYPE_CHECKING

from socialcase.actions.consents import untold
from socialcase.actions.finding import found
from socialcase.actions.lines import StaffNames, display_name, person_line, subjects_in
from socialcase.actions.providers import ProviderLine, provider_line
from socialcase.actions.referrals import Ready, readiness
from socialcase.actions.resources import ResourceLine, resources_of
from socialcase.actions.road import road
from socialcase.actions.scope import on_no_paper
from socialcase.actions.stamps import Stamp, Stamps
from socialcase.actions.unserved import Unserved, unserved
from socialcase.actions.workspaces import Workspace
from socialcase.cases.agreeing import Leave, leave
from socialcase.cases.dates import days_late
from socialcase.cases.records import (
    Case,
    Consent,
    Goal,
    Member,
    Need,
    Person,
    Provider,
    Referral,
    Resource,
)
from socialcase.cases.referring import OPEN, ask_again_on, steps_after
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from socialcase.storage.reading import Reading

_MANY = 2000
_ALL = 100_000
_WAITING = ("sent", "accepted", "waiting")


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral as its case shows it. `provider`: None where none is chosen, or it is not shown.

    `ready`: what sending it still needs, None once it went out. `steps`: what may follow.
    `ask_on`, `late`: when the provider is to be asked again, and the days since.
    """

    referral: Referral
    person_name: str
    provider: ProviderLine | None
    ready: Ready | None
    steps: tuple[str, ...]
    goal_words: str
    need_words: str
    ask_on: "date | None"
    late: int | None
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What is not to be told, to whom: from the consents, the case and its withholdings."""

    from_whom: str
    what: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PersonLeave:
    """Whether providers may be told about somebody; `person` "" is the whole family."""

    person: str
    name: str
    leave: Leave


@dataclass(frozen=True, slots=True)
class CaseServices:
    """Everything the tab shows."""

    referrals: tuple[ReferralLine, ...]
    resources: tuple[ResourceLine, ...]
    unserved: tuple[Unserved, ...]
    leaves: tuple[PersonLeave, ...]
    kept_back: tuple[KeptBack, ...]


@dataclass(frozen=True, slots=True)
class OpenReferral:
    """A referral that waits for a provider, of any case. `late`: days since it is to be asked for.

    `late` is None where no day is known, negative while it is ahead. `quiet`: who is asked and for
    what tells more than whoever looks on may read: of a restricted case, or of a shelter.
    """

    referral: Referral
    subject: str
    person_name: str
    provider_name: str
    ask_on: "date | None"
    late: int | None
    quiet: bool


def services_of(ws: Workspace, case: str) -> CaseServices:
    """Referrals (those that go on first), resources, needs without a service. Raises NotFound."""
    way = road(ws)
    with ws.store.reading() as reading:
        the_case = found(reading, Case, case)
        referrals = reading.page(Referral, {"case": case}, limit=_MANY)
        stamps = Stamps(reading, [one.uid for one in referrals], StaffNames(ws, reading), way)
        beside = _Beside(reading, referrals)
        lines = [_line(ws, reading, one, beside, stamps) for one in referrals]
        leaves, kept_back = _leaves(ws, reading, the_case), _kept_back(reading, the_case, ws.today)
    return CaseServices(
        tuple(sorted(lines, key=_newest_first)),
        resources_of(ws, case),
        tuple(unserved(ws, case=case)),
        leaves,
        kept_back,
    )


def brought_by(ws: Workspace, case: str) -> dict[str, Referral]:
    """The newest referral of each goal, action and need of a case, by the id of these."""
    with ws.store.reading() as reading:
        referrals = reading.page(Referral, {"case": case}, limit=_MANY)
    newest_last = sorted(referrals, key=lambda one: (one.sent or "9", one.uid))
    linked = ((uid, r) for r in newest_last for uid in (r.goal, r.action, r.need) if uid)
    return dict(linked)


def service_count(ws: Workspace, case: str) -> int:
    """How many referrals and resources a case has, for its tab."""
    with ws.store.reading() as reading:
        return sum(reading.count(kind, {"case": case}) for kind in (Referral, Resource))


def open_referrals(ws: Workspace, *, mine: bool = False) -> list[OpenReferral]:
    """Referrals that wait for a provider, those to be asked for again first.

    `mine`: only of cases that are one's own. Those without a day to ask again come last.
    """
    with ws.store.reading() as reading:
        waiting = reading.page(Referral, {"status": _WAITING}, limit=_ALL)
        asked = {**_these(waiting, "case"), **({"owner": ws.person} if mine else {})}
        cases = {case.uid: case for case in reading.page(Case, asked, limit=_ALL)}
        waiting = [one for one in waiting if one.case in cases]
        people = reading.page(Person, _these(waiting, "person"), limit=_ALL)
        providers = reading.page(Provider, _these(waiting, "provider"), limit=_ALL)
        subjects = subjects_in(reading, cases.values())
        quiet = {one.uid for one in cases.values() if reading.restricted(one.uid)}
        quiet |= {one.uid for one in providers if on_no_paper(reading, one)}
    names = {person.uid: display_name(person) for person in people}
    names |= {provider.uid: provider.name for provider in providers}
    lines = [
        _open(
            one, subjects[one.case], names, ws.today, quiet=bool(quiet & {one.case, one.provider})
        )
        for one in waiting
    ]
    return sorted(lines, key=lambda one: (one.late is None, -(one.late or 0), one.referral.uid))


class _Beside:
    """What stands beside the referrals of a case, by id: each kind is read once."""

    def __init__(self, reading: "Reading", referrals: "Sequence[Referral]") -> None:
        people = reading.page(Person, _these(referrals, "person"), limit=_MANY)
        providers = reading.page(Provider, _these(referrals, "provider"), limit=_MANY)
        goals = reading.page(Goal, _these(referrals, "goal"), limit=_MANY)
        needs = reading.page(Need, _these(referrals, "need"), limit=_MANY)
        self.names = {one.uid: display_name(one) for one in people}
        self.providers = {one.uid: one for one in providers}
        self.words = {one.uid: one.words for one in goals} | {one.uid: one.words for one in needs}


def _line(
    ws: Workspace, reading: "Reading", one: Referral, beside: _Beside, stamps: Stamps
) -> ReferralLine:
    """One referral with what stands beside it."""
    provider = beside.providers.get(one.provider)
    ask_on = ask_again_on(one)
    return ReferralLine(
        referral=one,
        person_name=beside.names.get(one.person, ""),
        provider=provider_line(ws, provider) if provider else None,
        ready=readiness(ws, reading, one) if one.status in ("", "draft") else None,
        steps=steps_after(one.status),
        goal_words=beside.words.get(one.goal, ""),
        need_words=beside.words.get(one.need, ""),
        ask_on=ask_on,
        late=days_late(ask_on, ws.today) if ask_on else None,
        stamp=stamps.of(one.uid),
    )


def _newest_first(line: ReferralLine) -> tuple[bool, int, str]:
    day = line.referral.sent or line.stamp.at.date().isoformat()
    number = int(day.replace("-", "")) if day.replace("-", "").isdigit() else 0
    return line.referral.status not in ("", *OPEN), -number, line.referral.uid


def _these(referrals: "Sequence[Referral]", field: str) -> dict[str, tuple[str, ...]]:
    return {"uid": tuple({getattr(one, field) for one in referrals} - {""})}


def _open(
    one: Referral, subject: str, names: "Mapping[str, str]", today: "date", *, quiet: bool
) -> OpenReferral:
    ask_on = ask_again_on(one)
    late = days_late(ask_on, today) if ask_on else None
    person, provider = names.get(one.person, ""), names.get(one.provider, "")
    return OpenReferral(one, subject, person, provider, ask_on, late, quiet)


def _leaves(ws: Workspace, reading: "Reading", case: Case) -> tuple[PersonLeave, ...]:
    consents = reading.page(Consent, {"case": case.uid}, limit=_MANY)
    found_ones = [PersonLeave("", "", leave(consents, None, case.person, ws.today))]
    for person in people_of(reading, case):
        name = person_line(person, ws.today).given or display_name(person)
        judged = leave(consents, person, case.person, ws.today)
        found_ones.append(PersonLeave(person.uid, name, judged))
    return tuple(found_ones)


def people_of(reading: "Reading", case: Case) -> list[Person]:
    """Who a case is about: its person, then who lives in its household."""
    living = {"household": case.household, "until": ""}
    members = reading.page(Member, living, order="since", limit=200) if case.household else []
    uids = dict.fromkeys(uid for uid in (case.person, *(m.person for m in members)) if uid)
    people = {p.uid: p for p in reading.page(Person, {"uid": tuple(uids)}, limit=200)}
    return [people[uid] for uid in uids if uid in people]


def _kept_back(reading: "Reading", case: Case, today: "date") -> tuple[KeptBack, ...]:
    lines = [KeptBack(one.name, one.what, one.note) for one in untold(reading, case.uid, today)]
    if case.not_to_be_told:
        lines.append(KeptBack(case.not_to_be_told, (), ""))
    for one in reading.page(Consent, {"case": case.uid, "withdrawn": ""}, limit=_MANY):
        if one.withhold:
            lines.append(KeptBack("", (), one.withhold))
    return tuple(lines)
