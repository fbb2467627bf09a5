"""Needs without a service: what was asked for and nobody brings yet, of the cases one may see.

Three things are such a need: an open need for which a service is named and no referral runs, a
referral that was refused and that no other one has followed, and a service that was asked for with
the case and for which there is neither need nor referral that runs.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from socialcase.actions.lines import display_name, subjects_in
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of
from socialcase.cases.names import fold
from socialcase.cases.records import Case, Need, Person, Provider, Referral
from socialcase.cases.referring import BRINGING
from socialcase.lazy_dataclass import dataclass
from socialcase.texts.services import service_name

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 100_000
_UNTOLD = ("", "draft", "withdrawn")
_IN_VAIN = ("refused", "waiting")
_NOT_YET = "9999"
"""Later than any day: it was not sent."""
"""States of a referral of no need in which it is no line of its own."""


@dataclass(frozen=True, slots=True)
class Unserved:
    """A need without a service. `need` or `referral` is the record; one or both may be "".

    `state`: unasked, draft, refused, withdrawn or waiting (its place in `place_in_line`).
    `since`: the day from which it is known. `words`: what was said of the need.
    """

    case: str
    subject: str
    etrap: str
    person: str
    person_name: str
    service: str
    words: str
    state: str
    since: date | None
    urgent: bool
    place_in_line: int | None
    provider_name: str
    need: str
    referral: str


@dataclass(frozen=True, slots=True)
class UnservedCount:
    """How many needs wait for one service (or in one etrap), and of them on a waiting list."""

    key: str
    count: int
    waiting: int


def unserved(
    ws: Workspace, *, service: str = "", etrap: str = "", words: str = "", case: str = ""
) -> list[Unserved]:
    """Needs without a service, urgent ones first, then the longest waiting."""
    with ws.store.reading() as reading:
        lines = _lines(reading, case)
    in_order = sorted(lines, key=lambda one: (not one.urgent, one.since or date.max, one.subject))
    return chosen(in_order, service=service, etrap=etrap, words=words)


def chosen(
    lines: Iterable[Unserved], *, service: str = "", etrap: str = "", words: str = ""
) -> list[Unserved]:
    """Those of one service, of one etrap, with these words; "" does not ask."""
    return [
        line
        for line in lines
        if service in ("", line.service)
        and etrap in ("", line.etrap)
        and (not words.strip() or _says(line, words))
    ]


def counted(lines: Iterable[Unserved], by: str) -> list[UnservedCount]:
    """How many there are `by` "service" or "etrap", the most first."""
    grouped: dict[str, list[Unserved]] = {}
    for line in lines:
        grouped.setdefault(line.service if by == "service" else line.etrap, []).append(line)
    counts = [
        UnservedCount(key, len(ones), sum(1 for one in ones if one.state == "waiting"))
        for key, ones in grouped.items()
    ]
    return sorted(counts, key=lambda one: (-one.count, one.key))


def _lines(reading: "Reading", case: str) -> list[Unserved]:
    of_case: dict[str, str] = {"case": case} if case else {}
    referrals = reading.page(Referral, of_case, limit=_MANY)
    needs = [one for one in reading.page(Need, of_case, limit=_MANY) if _names_service(one)]
    cases = reading.page(_Asked, {"uid": case} if case else {}, limit=_MANY)
    by_need: dict[str, list[Referral]] = {}
    for one in referrals:
        by_need.setdefault(one.need, []).append(one)
    still = [one for one in needs if one.status in ("", "open")]
    found = [_of_need(need, by_need.get(need.uid, ())) for need in still]
    found += [_of_referral(one) for one in _refused_alone(referrals)]
    found += _asked_only(cases, needs, referrals)
    return _named(reading, [one for one in found if one is not None])


def _names_service(need: Need) -> bool:
    return bool(need.service) and need.what != "strength"


@dataclass(frozen=True, slots=True)
class _Found:
    case: str
    person: str
    service: str
    words: str
    state: str
    since: str
    referral: Referral | None
    need: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """As much of a case as says what was asked for with it."""

    KIND: ClassVar[str] = "case"

    uid: str
    status: str = ""
    services: tuple[str, ...] = ()


def _asked_only(
    cases: Iterable[_Asked], needs: Iterable[Need], referrals: Iterable[Referral]
) -> Iterable[_Found]:
    """What was asked for with a case and is told of by neither a need nor a referral.

    Where referrals of it are being written, or were taken back, it stands there with the last.
    """
    told = {(one.case, one.service) for one in needs}
    told |= {(one.case, one.service) for one in referrals if one.status not in _UNTOLD}
    in_order = sorted(referrals, key=lambda one: (one.sent, one.uid))
    last = {(one.case, one.service): one for one in in_order}
    for case in cases:
        for service in case.services if case.status != "closed" else ():
            if (case.uid, service) not in told:
                yield _asked(case.uid, service, last.get((case.uid, service)))


def _asked(case: str, service: str, last: Referral | None) -> _Found:
    if last is None:
        return _Found(case, "", service, "", "unasked", "", None, "")
    state = last.status or "draft"
    return _Found(case, last.person, service, last.reason, state, last.sent, last, "")


def _of_need(need: Need, referrals: Iterable[Referral]) -> _Found | None:
    """The need, unless a referral of it brings a service, or the last one brought it."""
    newest, ended = _since_the_last(referrals)
    still = not ended or any(one.status in _IN_VAIN for one in newest)
    if not still or any(one.status in BRINGING for one in newest):
        return None
    waiting = [one for one in newest if one.status == "waiting"]
    told = waiting or newest
    last = told[-1] if told else None
    state = (last.status or "draft") if last is not None else "unasked"
    return _Found(
        need.case, need.person, need.service, need.words, state, need.seen, last, need.uid
    )


def _since_the_last(referrals: Iterable[Referral]) -> tuple[list[Referral], bool]:
    """Those that followed the last service that ended, in their order, and whether one ended."""
    asked = sorted(
        referrals, key=lambda one: (one.sent or _NOT_YET, one.status != "ended", one.uid)
    )
    ended = [place for place, one in enumerate(asked, 1) if one.status == "ended"]
    return asked[max(ended, default=0) :], bool(ended)


def _refused_alone(referrals: list[Referral]) -> Iterable[Referral]:
    """Referrals of no need, refused or waiting, that no other one for the same has followed."""
    same: dict[tuple[str, str, str], list[Referral]] = {}
    for one in referrals:
        same.setdefault((one.case, one.person, one.service), []).append(one)
    for ones in (_since_the_last(some)[0] for some in same.values()):
        if not any(one.status in BRINGING for one in ones):
            alone = [one for one in ones if not one.need]
            waiting = [one for one in alone if one.status == "waiting"]
            refused = [one for one in alone if one.status == "refused"]
            yield from (waiting or refused)[-1:]


def _of_referral(one: Referral) -> _Found:
    return _Found(one.case, one.person, one.service, one.reason, one.status, one.sent, one, "")


def _named(reading: "Reading", found: list[_Found]) -> list[Unserved]:
    """With names; those of closed cases are left out."""
    cases = _cases(reading, {one.case for one in found})
    subjects = subjects_in(reading, cases.values())
    wanted = tuple({one.person for one in found} - {""})
    people = {p.uid: p for p in reading.page(Person, {"uid": wanted}, limit=_MANY)}
    asked = tuple({one.referral.provider for one in found if one.referral} - {""})
    providers = {p.uid: p.name for p in reading.page(Provider, {"uid": asked}, limit=_MANY)}
    return [
        _line(one, cases[one.case], subjects[one.case], people.get(one.person), providers)
        for one in found
        if one.case in cases
    ]


def _cases(reading: "Reading", uids: set[str]) -> dict[str, Case]:
    wanted = reading.page(Case, {"uid": tuple(uids - {""})}, limit=_MANY)
    return {case.uid: case for case in wanted if case.status != "closed"}


def _line(
    one: _Found, case: Case, subject: str, person: Person | None, providers: Mapping[str, str]
) -> Unserved:
    referral = one.referral
    since = day_of(one.since) or day_of(case.opened)
    return Unserved(
        case=case.uid,
        subject=subject,
        etrap=case.etrap,
        person=one.person,
        person_name=display_name(person) if person else "",
        service=one.service,
        words=one.words,
        state=one.state,
        since=since,
        urgent=bool(referral and referral.urgent),
        place_in_line=referral.place_in_line if referral and one.state == "waiting" else None,
        provider_name=providers.get(referral.provider, "") if referral else "",
        need=one.need,
        referral=referral.uid if referral else "",
    )


def _says(line: Unserved, words: str) -> bool:
    said = " ".join((line.subject, line.person_name, line.words, service_name(line.service)))
    folded = fold(said)
    return all(word in folded for word in fold(words).split())
