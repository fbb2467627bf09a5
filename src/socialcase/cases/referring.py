"""The rules of referrals: the steps of one, what a step still needs, what a provider is not told.

The periods are proposals of the programme, no law: they remind, they never block.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from socialcase.cases.dates import day_of
from socialcase.cases.names import fold
from socialcase.cases.records import Provider, Referral, Withholding
from socialcase.lazy_dataclass import dataclass

TOLD = ("name", "contact", "whereabouts", "family", "health")
"""What a referral letter can tell besides the service and the reason."""
USUALLY_TOLD = ("name", "contact")

NEEDS = ("provider", "service", "consent", "not_withheld", "approval", "reason", "result")
"""What a step of a referral may still need, in the order in which it is asked for."""

OPEN = ("draft", "sent", "accepted", "waiting", "delivered")
"""The steps of a referral that goes on."""
BRINGING = ("sent", "accepted", "delivered", "ended")
"""The steps in which a need is not without a service; on a waiting list it still is."""

ANSWER_WITHIN = 14
URGENT_ANSWER_WITHIN = 2
"""Days after which somebody asks the provider again."""
FIND_ANOTHER_WITHIN = 7
CHECK_AGAIN_AFTER = 183
"""Days after which an entry of the directory is to be checked again: half a year."""

_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "": ("sent", "withdrawn"),
    "draft": ("sent", "withdrawn"),
    "sent": ("accepted", "waiting", "refused", "withdrawn"),
    "accepted": ("delivered", "waiting", "refused", "withdrawn"),
    "waiting": ("delivered", "accepted", "refused", "withdrawn"),
    "delivered": ("ended",),
}


def steps_after(status: str) -> tuple[str, ...]:
    """The steps that may follow; none after an end."""
    return _FOLLOWS.get(status, ())


def withheld_from(
    provider: Provider | None, withholdings: Iterable[Withholding], today: date
) -> frozenset[str]:
    """What is not to be told to this provider: codes of `WITHHELD`, empty where nothing is.

    A withholding names the provider itself or calls it by its name in any spelling; one that does
    not say what means everything.
    """
    if provider is None:
        return frozenset()
    found: set[str] = set()
    for one in withholdings:
        if holds(one, today) and _means(one, provider):
            found |= set(one.what or ("everything",))
    return frozenset(found)


def holds(one: Withholding, today: date) -> bool:
    """Whether a withholding is in force: until the day on which it ends."""
    ended = day_of(one.ended)
    return ended is None or ended > today


def _means(one: Withholding, provider: Provider) -> bool:
    if one.provider:
        return one.provider == provider.uid
    named, called = f" {fold(one.from_whom)} ", f" {fold(provider.name)} "
    return bool(named.strip() and called.strip()) and (named in called or called in named)


def may_be_told(told: Iterable[str], withheld: Collection[str]) -> tuple[str, ...]:
    """What of `told` may stand in a letter, in its order."""
    if "everything" in withheld:
        return ()
    left_out = set(withheld) | ({"contact"} if "whereabouts" in withheld else set())
    return tuple(one for one in TOLD if one in set(told) and one not in left_out)


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before a referral goes out.

    `plan`: the status of the plan that the goal belongs to, "" for a referral without a goal.
    """

    provider: bool = False
    service: bool = False
    consent: bool = False
    withheld: bool = False
    urgent: bool = False
    plan: str = ""


def needs_to_send(before: Before) -> tuple[str, ...]:
    """What a referral still needs before it goes out. What is urgent waits for no approval."""
    missing = {
        "provider": not before.provider,
        "service": not before.service,
        "consent": not before.consent,
        "not_withheld": before.withheld,
        "approval": not before.urgent and before.plan not in ("", "approved"),
    }
    return tuple(need for need in NEEDS if missing.get(need))


def needs_for(step: str, words: str) -> tuple[str, ...]:
    """What the words of an answer or an end still need: a refusal its reason, an end its result."""
    wanted = {"refused": "reason", "withdrawn": "reason", "ended": "result"}.get(step, "")
    return (wanted,) if wanted and not words.strip() else ()


def ask_again_on(referral: Referral) -> date | None:
    """When the provider is to be asked again; None where nothing is waited for or no day is known.

    On a waiting list: the day for which the place is expected.
    """
    if referral.status == "waiting":
        return day_of(referral.expected)
    sent = day_of(referral.sent)
    if referral.status not in ("sent", "accepted") or sent is None:
        return None
    waited = day_of(referral.answered) or sent
    days = URGENT_ANSWER_WITHIN if referral.urgent else ANSWER_WITHIN
    return waited + timedelta(days=days)


def standing_of(provider: Provider, today: date) -> str:
    """Whether a provider can be asked: "valid", "not_yet", "ended" or "full" (no place is left)."""
    begins, ends = day_of(provider.valid_from), day_of(provider.valid_until)
    if ends is not None and ends < today:
        return "ended"
    if begins is not None and begins > today:
        return "not_yet"
    return "full" if provider.capacity == 0 else "valid"


def to_check(provider: Provider, today: date) -> bool:
    """Whether nobody has asked the provider for half a year whether the entry is right."""
    asked = day_of(provider.asked)
    return asked is None or (today - asked).days > CHECK_AGAIN_AFTER


def fits(provider: Provider, service: str, groups: Collection[str], etrap: str) -> int:
    """How well a provider fits what is looked for, 0 (not at all for this service) to 3."""
    if service and service not in provider.services:
        return 0
    near = not provider.etraps or etrap in provider.etraps
    meant = not provider.groups or bool(set(groups) & set(provider.groups))
    return 1 + near + meant


def quarter_of(day: date) -> date:
    """The first day of the quarter of a year in which `day` lies."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
