"""Referrals and what was found, line by line on paper: how each stands, and since when."""

from collections.abc import Collection, Iterable, Mapping

from socialcase.actions.paper_heads import written
from socialcase.actions.resources import ResourceLine
from socialcase.actions.scope import on_no_paper
from socialcase.actions.service_views import ReferralLine, services_of
from socialcase.actions.workspaces import Workspace
from socialcase.cases.money import manat
from socialcase.cases.records import Referral
from socialcase.texts import N_, tr_in
from socialcase.texts.labels import english
from socialcase.texts.services import service_name

_DAY_OF = {
    "sent": "sent",
    "accepted": "answered",
    "waiting": "answered",
    "refused": "answered",
    "delivered": "started",
    "ended": "ended",
    "withdrawn": "ended",
}
"""The field of a referral that has the day of its state."""


def service_points(
    ws: Workspace, case: str, words: str, left_out: Collection[str] = ()
) -> tuple[str, ...]:
    """A line for each referral and each resource of a case, without protected providers' names.

    `left_out`: people whose names are left out, too. Raises NotFound.
    """
    found = services_of(ws, case)
    asked = {
        one.provider.provider.uid: one.provider.provider for one in found.referrals if one.provider
    }
    with ws.store.reading() as reading:
        names = {u: "" if on_no_paper(reading, one) else one.name for u, one in asked.items()}
    referrals = (_referral(line, names, words, left_out) for line in found.referrals)
    return (*referrals, *(_resource(line, words) for line in found.resources))


def money_on_paper(amount: int | None, words: str) -> str:
    """An amount in tenge as it is read: "340,50 manat"; "" where no value is known."""
    if amount is None:
        return ""
    return tr_in(words, N_("{amount} manat")).format(amount=manat(amount, point_in(words)))


def point_in(words: str) -> str:
    """What stands before the tenge in a language."""
    return "." if words == "en" else ","


def resource_state(line: ResourceLine, words: str) -> str:
    """How a resource stands, with its day: "Promised, expected 01.12.2026"."""
    one = line.resource
    state = tr_in(words, english("resource_state", one.status)) if one.status else ""
    until = written(one.until)
    if one.status == "promised":
        return _joined((state, _with_day(N_("expected {day}"), until, words)), ", ")
    if one.status != "received":
        return state
    came = f"{state} {written(one.found)}".strip()
    return _joined((came, _with_day(N_("until {day}"), until, words)), ", ")


def _referral(
    line: ReferralLine, names: Mapping[str, str], words: str, left_out: Collection[str]
) -> str:
    """`names`: of providers, "" for those that stand on no paper."""
    one = line.referral
    who = names.get(one.provider, "")
    service = service_name(one.service, words)
    said = one.result or one.answer
    whose = "" if one.person in left_out else line.person_name
    return _joined((service, whose, who, *_stands(one, words), said))


def _stands(one: Referral, words: str) -> tuple[str, ...]:
    state = tr_in(words, english("referral_state", one.status or "draft"))
    day = written(getattr(one, _DAY_OF.get(one.status, ""), ""))
    waits: tuple[str, ...] = ()
    if one.status == "waiting":
        place = tr_in(words, N_("number {n} in line")).format(n=one.place_in_line)
        expected = _with_day(N_("place expected {day}"), written(one.expected), words)
        waits = (place if one.place_in_line else "", expected)
    return (f"{state} {day}".strip(), *waits)


def _resource(line: ResourceLine, words: str) -> str:
    source = "" if line.protected else line.source
    worth = money_on_paper(line.resource.value, words)
    return _joined((line.resource.what, source, worth, resource_state(line, words)))


def _with_day(sentence: str, day: str, words: str) -> str:
    return tr_in(words, sentence).format(day=day) if day else ""


def _joined(parts: Iterable[str], between: str = " · ") -> str:
    return between.join(part for part in parts if part)
