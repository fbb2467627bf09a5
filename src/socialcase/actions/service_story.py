"""What the timeline tells of referrals and of what was found: an entry for each step."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from socialcase.actions.case_views import TimelineEntry
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import Road
from socialcase.actions.stamps import Stamp, Stamps
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of
from socialcase.cases.records import Provider, Referral, Resource

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 2000
_ANSWERS = ("accepted", "waiting", "refused")


def service_story(
    reading: "Reading", case: str, staff: StaffNames, road: Road
) -> list[TimelineEntry]:
    """The steps of all referrals of a case, and its resources, in no order."""
    of_case = {"case": case}
    referrals = reading.page(Referral, of_case, limit=_MANY)
    resources = reading.page(Resource, of_case, limit=_MANY)
    uids = [*(one.uid for one in referrals), *(one.uid for one in resources)]
    if not uids:
        return []
    stamps = Stamps(reading, uids, staff, road)
    names = _providers(reading, (*referrals, *resources))
    told = [e for one in referrals for e in _referral(one, names, stamps.of(one.uid))]
    return [*told, *(_resource(one, names, stamps.of(one.uid)) for one in resources)]


def _referral(one: Referral, names: dict[str, str], stamp: Stamp) -> Iterator[TimelineEntry]:
    waited = one.place_in_line is not None or one.expected
    answered = one.status if one.status in _ANSWERS else "waiting" if waited else "accepted"
    steps = (
        (one.sent, "sent", one.reason),
        (one.answered, answered, one.answer),
        (one.started, "delivered", ""),
        (one.ended, one.status, one.result or one.answer),
    )
    for day, code, text in steps:
        on = day_of(day)
        if on is not None:
            provider = names.get(one.provider, "")
            yield _entry("referral", one.uid, on, code, one.service, text, provider, stamp)


def _resource(one: Resource, names: dict[str, str], stamp: Stamp) -> TimelineEntry:
    on = day_of(one.found) or _civil(stamp.at)
    source = one.from_whom or names.get(one.provider, "")
    return _entry("resource", one.uid, on, one.status, one.what, one.note, source, stamp)


def _entry(
    kind: str, record: str, on: date, code: str, title: str, text: str, who: str, stamp: Stamp
) -> TimelineEntry:
    return TimelineEntry(on, kind, record, code, "", "", title, text, who, None, stamp, save="")


def _providers(reading: "Reading", records: Sequence[Referral | Resource]) -> dict[str, str]:
    wanted = tuple({one.provider for one in records} - {""})
    return {one.uid: one.name for one in reading.page(Provider, {"uid": wanted}, limit=_MANY)}


def _civil(at: datetime) -> date:
    return at.astimezone(ASHGABAT).date()
