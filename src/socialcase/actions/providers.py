"""The directory: who offers which service to whom, where, until when, and when that was checked.

A protected address is never in what these views carry: it is asked for by `protected_address`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, edit
from socialcase.actions.finding import fetch, found
from socialcase.actions.lines import subjects_in
from socialcase.actions.scope import EVERYONE, default_audience, named_audience, own_etrap
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.names import fold
from socialcase.cases.records import Case, Provider, Referral
from socialcase.cases.referring import OPEN, fits, standing_of, to_check
from socialcase.errors import BadValue, NotAllowed
from socialcase.lazy_dataclass import dataclass
from socialcase.settings import LANGUAGES
from socialcase.texts import label, tr_in
from socialcase.texts.labels import english
from socialcase.texts.services import service_name

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 5000
_STANDINGS = ("valid", "full", "not_yet", "ended")
"""In the order in which providers are offered."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in the directory; whatever is empty is not asked about.

    `words`: of a name, a service, a group or an etrap, in any spelling. `which`: "near" (of one's
    own etraps), "open" (can be asked today), "check" (to be checked again).
    """

    words: str = ""
    service: str = ""
    group: str = ""
    etrap: str = ""
    which: str = ""


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """A provider in one line. `standing`: a code of `referring.standing_of`.

    `running`: how many referrals to it go on, as far as one may see them. A protected address is
    left out of `provider`.
    """

    provider: Provider
    standing: str
    to_check: bool
    running: int


@dataclass(frozen=True, slots=True)
class ReferredHere:
    """A referral to a provider that goes on, and whose case it is."""

    referral: Referral
    case: str
    subject: str


@dataclass(frozen=True, slots=True)
class ProviderFile:
    """Everything that a provider's page shows. `seen_by`: "everyone", "etrap" or "named"."""

    line: ProviderLine
    referred: tuple[ReferredHere, ...]
    seen_by: str
    staff: tuple[str, ...]


def add_provider(
    ws: Workspace, name: str, *, seen_by: str = "", staff: Iterable[str] = (), **fields: FieldValue
) -> Done:
    """Enter a provider; `fields` are those of `Provider` ("what", "services", "address", …).

    `seen_by`: "everyone" (all laptops), "etrap" (the circle of one's own etrap), "named" (`staff`
    and oneself). Left empty: everyone, or the etrap's circle where the address is protected.
    Raises BadValue, NotSettable, NotAllowed.
    """
    if not name.strip():
        raise BadValue("provider", "name", "text")
    values = checked_fields("provider", {"asked": ws.today.isoformat(), **fields, "name": name})
    circle = seen_by or ("etrap" if values.get("protected") else "everyone")
    _check_circle(ws, circle, protected=bool(values.get("protected")))
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("provider", _audience(ws, circle, staff), values)
    return done(uid, tx)


def set_provider(ws: Workspace, uid: str, field: str, value: FieldValue) -> Done:
    """Give one field of a provider a value. Raises NotFound, NotSettable, BadValue.

    What becomes protected goes to everybody no longer, but to the etrap's circle.
    """
    if field == "protected" and value:
        return _protect(ws, uid)
    if field == "name" and not str(value or "").strip():
        raise BadValue("provider", "name", "text")
    return edit(ws, "provider", uid, field, value)


def checked_today(ws: Workspace, uid: str) -> Done:
    """Say that the entry was checked with the provider today. Raises NotFound."""
    return edit(ws, "provider", uid, "asked", ws.today.isoformat())


def show_provider_to(ws: Workspace, uid: str, seen_by: str, staff: Iterable[str] = ()) -> Done:
    """Say who may see an entry, as for `add_provider`. Raises NotFound, BadValue, NotAllowed."""
    _check_circle(ws, seen_by, protected=fetch(ws, Provider, uid).protected)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "audience", _audience(ws, seen_by, staff))
    return done(uid, tx)


def providers(ws: Workspace, sought: Sought | None = None) -> list[ProviderLine]:
    """The directory: who can be asked first, then by name."""
    wanted, near = sought or Sought(), _near(ws)
    with ws.store.reading() as reading:
        running = reading.tally(Referral, "provider", {"status": OPEN})
        all_ = reading.page(Provider, limit=_MANY)
    today = ws.today
    lines = [_line(one, today, running.get(one.uid, 0)) for one in all_]
    return sorted((line for line in lines if _wanted(line, wanted, near)), key=_order)


def offered(
    ws: Workspace, service: str, groups: Iterable[str] = (), etrap: str = ""
) -> list[ProviderLine]:
    """Who may be asked for a service, the best fitting first; who cannot be asked now, last.

    Without a `service` everybody.
    """
    with ws.store.reading() as reading:
        all_ = reading.page(Provider, limit=_MANY)
    lines = [
        provider_line(ws, one)
        for one in all_
        if not service or service in one.services or not one.services
    ]
    chosen = tuple(groups)

    def rank(line: ProviderLine) -> tuple[int, int, tuple[int, str]]:
        closed = line.standing in ("ended", "not_yet")
        return int(closed), -fits(line.provider, service, chosen, etrap), _order(line)

    return sorted(lines, key=rank)


def provider_file(ws: Workspace, uid: str) -> ProviderFile:
    """Everything about a provider but a protected address. Raises NotFound."""
    with ws.store.reading() as reading:
        provider = found(reading, Provider, uid)
        going = reading.page(Referral, {"provider": uid, "status": OPEN}, limit=_MANY)
        referred = _referred(reading, going)
        audience = reading.audience(uid)
    kind, _, rest = audience.partition(":")
    named = tuple(rest.split(",")) if kind == "named" else ()
    line = provider_line(ws, provider, len(referred))
    referred.sort(key=lambda one: (one.referral.sent, one.referral.uid), reverse=True)
    return ProviderFile(line, tuple(referred), kind or "everyone", named)


def protected_address(ws: Workspace, uid: str) -> Mapping[str, str]:
    """The parts of an address, a protected one included: for the screen only, and when asked for.

    Raises NotFound.
    """
    return address_of(fetch(ws, Provider, uid))


def address_of(provider: Provider) -> dict[str, str]:
    """The parts of a provider's address."""
    return {
        "etrap": provider.address_etrap,
        "settlement": provider.address_settlement,
        "street": provider.address_street,
        "landmark": provider.address_landmark,
    }


def without_secret(provider: Provider) -> Provider:
    """The provider as it may leave this screen: without an address that is protected."""
    if not provider.protected:
        return provider
    return replace(
        provider, address_etrap="", address_settlement="", address_street="", address_landmark=""
    )


def provider_line(ws: Workspace, provider: Provider, running: int = 0) -> ProviderLine:
    """A provider in one line, as it stands today."""
    return _line(provider, ws.today, running)


def _line(provider: Provider, today: date, running: int) -> ProviderLine:
    standing, check = standing_of(provider, today), to_check(provider, today)
    return ProviderLine(without_secret(provider), standing, check, running)


def _protect(ws: Workspace, uid: str) -> Done:
    with ws.store.reading() as reading:
        found(reading, Provider, uid)
        everybodys = reading.audience(uid) == EVERYONE
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "protected", value=True)
        if everybodys:
            tx.set(uid, "audience", default_audience(ws))
    return done(uid, tx)


def _check_circle(ws: Workspace, seen_by: str, *, protected: bool) -> None:
    """A protected address goes to everybody only if somebody decides so who supervises."""
    role = me(ws).role
    if protected and seen_by == "everyone" and role == "specialist":
        raise NotAllowed("show_provider", role)


def _audience(ws: Workspace, seen_by: str, staff: Iterable[str]) -> str:
    if seen_by == "everyone":
        return EVERYONE
    if seen_by == "etrap":
        return default_audience(ws)  # before there is an office, nobody knows yet which etrap
    if seen_by == "named":
        return named_audience((*staff, ws.person))
    raise BadValue("provider", "audience", "everyone, etrap, named")


def _referred(reading: "Reading", going: Sequence[Referral]) -> list[ReferredHere]:
    """With the case of each; of those whose case may be seen here."""
    cases = reading.page(Case, {"uid": tuple({one.case for one in going})}, limit=_MANY)
    subjects = subjects_in(reading, cases)
    return [
        ReferredHere(one, one.case, subjects[one.case]) for one in going if one.case in subjects
    ]


def _near(ws: Workspace) -> frozenset[str]:
    return frozenset({*me(ws).etraps, own_etrap(ws)} - {""})


def _wanted(line: ProviderLine, sought: Sought, near: frozenset[str]) -> bool:
    provider = line.provider
    asked = (
        (sought.service, sought.service in provider.services),
        (sought.group, sought.group in provider.groups or not provider.groups),
        (sought.etrap, sought.etrap in provider.etraps or not provider.etraps),
        (sought.which == "near", bool(near & set(provider.etraps)) or not provider.etraps),
        (sought.which == "open", line.standing == "valid"),
        (sought.which == "check", line.to_check),
    )
    fits_all = all(holds for wanted, holds in asked if wanted)
    return fits_all and (not sought.words.strip() or _says(provider, sought.words))


def _says(provider: Provider, words: str) -> bool:
    """Whether each of `words` begins a word that describes the provider, in any language."""
    said = fold(" ".join(_described(provider))).split()
    return all(any(one.startswith(word) for one in said) for word in fold(words).split())


def _described(provider: Provider) -> Iterable[str]:
    yield from (provider.name, provider.contact, provider.phone, provider.address_settlement)
    yield from (label("etrap", code) for code in (*provider.etraps, provider.address_etrap))
    for language in LANGUAGES:
        yield from (service_name(code, language) for code in provider.services)
        yield from (tr_in(language, english("group", code)) for code in provider.groups)


def _order(line: ProviderLine) -> tuple[int, str]:
    return _STANDINGS.index(line.standing), fold(line.provider.name)
