"""Providers, referrals and resources in the words that several pages show alike."""

from datetime import date

from socialcase.actions.providers import ProviderLine
from socialcase.actions.resources import ResourceLine
from socialcase.actions.service_views import ReferralLine
from socialcase.cases.records import Provider, Referral
from socialcase.texts import label, short_date, tr, trn, when
from socialcase.texts.services import service_codes, service_name
from socialcase.ui.speech import day_of, day_words, joined

STATUS_TONES = {
    "draft": ("", "pencil-simple"),
    "sent": ("accent", "paper-plane-tilt"),
    "accepted": ("ok", "check"),
    "waiting": ("warning", "hourglass"),
    "delivered": ("ok", "check"),
    "refused": ("warning", "prohibit"),
}
"""Tone and icon of a referral's status."""


def services_words(codes: tuple[str, ...]) -> str:
    """The names of services in the order of the list, those of one's own last."""
    known = service_codes()
    ordered = sorted(codes, key=lambda c: (known.index(c) if c in known else 99, c))
    return ", ".join(service_name(code) for code in ordered)


def service_options() -> dict[str, str]:
    """The services that are offered first, by code."""
    return {code: service_name(code) for code in service_codes()}


def places_words(provider: Provider) -> str:
    """As "4 places"; "" where it is not known."""
    places = provider.capacity
    if places == 0:
        return tr("no place free")
    return trn("{n} place", "{n} places", places).format(n=places) if places else ""


def waiting_words(provider: Provider) -> str:
    """As "3 waiting"; "" for nobody."""
    waiting = provider.waiting
    return trn("{n} waiting", "{n} waiting", waiting).format(n=waiting) if waiting else ""


def standing_words(line: ProviderLine) -> str:
    """Why a provider cannot be asked now; "" where it can."""
    provider = line.provider
    if line.standing == "ended":
        return tr("until {day}").format(day=_with_year(provider.valid_until))
    if line.standing == "not_yet":
        return tr("from {day}").format(day=_with_year(provider.valid_from))
    return tr("no place free") if line.standing == "full" else ""


def offered_words(line: ProviderLine) -> str:
    """A provider as it is offered in a choice: its name, and what speaks against it."""
    closed = line.standing in ("ended", "not_yet")
    why = label("provider_standing", line.standing) if closed else ""
    waiting = waiting_words(line.provider)
    return joined(line.provider.name, why, standing_words(line), "" if closed else waiting)


def caution_words(line: ProviderLine, *, asked: bool = False) -> str:
    """What to know before a family is sent there; "" where nothing speaks against it.

    `asked`: they were asked already; then it only matters that their entry has ended since.
    """
    ended = tr("Their entry held until {day}: ring them before you send a family there.")
    if asked:
        ended = tr("Their entry held until {day}: ask them whether this still goes on.")
    words = {
        "ended": ended.format(day=_with_year(line.provider.valid_until)),
        "not_yet": tr("They begin on {day}.").format(day=_with_year(line.provider.valid_from)),
        "full": tr("No place is free there now: they can put the family on their waiting list."),
    }
    if asked:
        return words["ended"] if line.standing == "ended" else ""
    unchecked = tr("Nobody has checked their entry for half a year: ring them first.")
    return words.get(line.standing, unchecked if line.to_check else "")


def reach_words(provider: Provider) -> str:
    """How to reach a provider: telephone, whom to ask for, hours."""
    return joined(provider.phone, provider.contact, provider.hours)


def checked_words(line: ProviderLine) -> str:
    """When the entry was checked last."""
    asked = day_of(line.provider.asked)
    if asked is None:
        return tr("never checked")
    return tr("checked {day}").format(day=dated(asked))


def dated(day: date) -> str:
    """A day with its year: "20.11.2026"."""
    return f"{day:%d.%m.%Y}"


def _with_year(iso: str) -> str:
    day = day_of(iso)
    return dated(day) if day else iso


def typed_day(iso: str) -> str:
    """A kept day as people type it, for a field: "20.11.2026"."""
    return _with_year(iso)


def way_words(referral: Referral) -> str:
    """The way of a referral so far: "sent Fri 13 Nov · refused Wed 18 Nov"."""
    return joined(
        _on(tr("sent {day}"), referral.sent),
        _answered(referral),
        _waiting(referral),
        _on(tr("began {day}"), referral.started),
        _ended(referral),
    )


def ask_words(line: ReferralLine) -> str:
    """That the provider is to be asked again, once it is time."""
    if line.ask_on is None or line.late is None or line.late < 0:
        return ""
    since = trn("{n} day late", "{n} days late", line.late).format(n=line.late)
    return joined(tr("Ask the provider again"), since if line.late else "")


def resource_detail(line: ResourceLine, today: date) -> str:
    """From whom, for whom, since when and until when."""
    source = tr("from {who}").format(who=line.source) if line.source else ""
    whom = tr("for {name}").format(name=line.person_name) if line.person_name else ""
    return joined(source, whom, resource_days(line, today))


def resource_days(line: ResourceLine, today: date) -> str:
    """Since when and until when."""
    return joined(day_words(line.resource.found), _until(line, today))


def _until(line: ResourceLine, today: date) -> str:
    until = day_of(line.resource.until)
    if until is None:
        return ""
    if line.resource.status == "promised" and until < today:
        return joined(when(until, today), dated(until))
    if line.resource.status == "promised":
        return tr("expected {day}").format(day=joined(short_date(until), when(until, today)))
    return tr("until {day}").format(day=dated(until))


def _on(words: str, day: str) -> str:
    return words.format(day=day_words(day)) if day else ""


def _answered(referral: Referral) -> str:
    if not referral.answered:
        return ""
    if referral.status == "refused":
        return tr("refused {day}").format(day=day_words(referral.answered))
    return tr("answered {day}").format(day=day_words(referral.answered))


def _waiting(referral: Referral) -> str:
    if referral.status != "waiting":
        return ""
    place = referral.place_in_line
    line = tr("number {n} in line").format(n=place) if place else ""
    return joined(line, _on(tr("place expected {day}"), referral.expected))


def _ended(referral: Referral) -> str:
    if referral.status == "withdrawn":
        return _on(tr("withdrawn {day}"), referral.ended)
    return _on(tr("ended {day}"), referral.ended)


def status_words(referral: Referral) -> str:
    """The status of a referral in words."""
    return label("referral_state", referral.status or "draft")
