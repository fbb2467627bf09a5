"""Referrals: asking a provider for a service, step by step, and what came of it.

Each step is one save with its day, today unless another is given. Sending obeys the consent; what
is urgent waits for no approval. A refusal leaves a task: to find another provider.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, edit, not_ahead, past_day
from socialcase.actions.finding import fetch, found
from socialcase.actions.scope import case_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.agreeing import Leave, leave
from socialcase.cases.records import (
    Action,
    Case,
    Consent,
    Goal,
    Need,
    Person,
    Plan,
    Provider,
    Referral,
    Task,
    Withholding,
)
from socialcase.cases.referring import (
    FIND_ANOTHER_WITHIN,
    TOLD,
    USUALLY_TOLD,
    Before,
    may_be_told,
    needs_for,
    needs_to_send,
    steps_after,
    withheld_from,
)
from socialcase.errors import BadValue, NotYetReferred
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import tr
from socialcase.texts.services import service_name

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

_MANY = 2000


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether a referral may go out. `needs`: codes of `referring.NEEDS`; empty when it may.

    `told`: what of the referral's `told` may be told after all; `withheld`: what may not.
    """

    needs: tuple[str, ...]
    leave: Leave
    told: tuple[str, ...]
    withheld: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReferralAnswer:
    """What a provider answered. `status`: "accepted", "waiting" or "refused".

    `words`: what they said, for a refusal its reason. `on`: the day, today if left empty.
    `expected`: the day for which a place is expected.
    """

    status: str
    words: str = ""
    on: str = ""
    place_in_line: int | None = None
    expected: str = ""


def add_referral(
    ws: Workspace,
    case: str,
    service: str,
    *,
    told: Iterable[str] | None = None,
    **fields: FieldValue,
) -> Done:
    """Begin a referral; nothing goes out yet. `fields` are those of `Referral` ("provider", …).

    From a goal, an action or a need it takes over whose it is. `told`: name and contact where
    nothing else is said. Raises NotFound, BadValue, NotSettable.
    """
    if not service.strip():
        raise BadValue("referral", "service", "text")
    the_case = fetch(ws, Case, case)
    with ws.store.reading() as reading:
        given = {**_taken_over(reading, fields), **fields}
        _check_links(reading, given)
        need = reading.get(Need, str(given.get("need") or "")) if given.get("need") else None
    nameless = [need.uid] if need is not None and not need.service else []
    values = checked_fields("referral", {**given, "case": case, "service": service})
    chosen = _told(USUALLY_TOLD if told is None else told)
    with ws.store.transaction(ws.person) as tx:
        more: dict[str, FieldValue] = {"status": "draft", "told": chosen}
        uid = tx.create("referral", case_audience(the_case), {**values, **more})
        for one in nameless:  # from now on it is known which service would meet it
            tx.set(one, "service", service)
    return done(uid, tx)


def set_referral(ws: Workspace, uid: str, field: str, value: FieldValue) -> Done:
    """Give one field of a referral a value; the steps have acts of their own.

    Raises NotFound, NotSettable, BadValue.
    """
    if field == "status":
        raise BadValue("referral", "status", "send, answer, begin, end, withdraw")
    if field == "told":
        value = _told(value if isinstance(value, tuple | list) else str(value or "").split(","))
    return edit(ws, "referral", uid, field, value)


def send_referral(ws: Workspace, uid: str, on: str = "") -> Done:
    """Say that the referral went to the provider; a task to find another one is done with it.

    Raises NotFound, BadValue, NotYetReferred.
    """
    referral = _at_step(ws, uid, "sent")
    sent = past_day(ws, "referral", "sent", on)
    ready = ready_to_send(ws, uid)
    if ready.needs:
        raise NotYetReferred("sent", ready.needs)
    searches = _searches(ws, referral)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "status", "sent")
        tx.set(uid, "sent", sent)
        for task in searches:
            tx.set(task, "done_on", sent)
        if ready.told != referral.told:  # what may not be told stands on no record of what was
            tx.set(uid, "told", ready.told)
    return done(uid, tx)


def answer_referral(ws: Workspace, uid: str, answer: ReferralAnswer) -> Done:
    """Keep what the provider answered; a refusal leaves a task to find another one.

    Raises NotFound, BadValue, NotYetReferred.
    """
    if answer.status not in ("accepted", "waiting", "refused"):
        raise BadValue("referral", "status", "accepted, waiting, refused")
    referral = _at_step(ws, uid, answer.status)
    _wants_words(answer.status, answer.words)
    values: dict[str, FieldValue] = {
        "answered": answer.on or ws.today.isoformat(),
        "answer": answer.words.strip() or referral.answer,
        "place_in_line": answer.place_in_line,
        "expected": answer.expected,
    }
    checked = checked_fields("referral", values)
    not_ahead(ws, "referral", checked)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "status", answer.status)
        for name, value in checked.items():
            tx.set(uid, name, value)
        if answer.status == "refused":
            _find_another(ws, tx, referral)
    return done(uid, tx)


def begin_referral(ws: Workspace, uid: str, on: str = "") -> Done:
    """Say that the service began. Raises NotFound, BadValue."""
    _at_step(ws, uid, "delivered")
    started = past_day(ws, "referral", "started", on)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "status", "delivered")
        tx.set(uid, "started", started)
    return done(uid, tx)


def end_referral(ws: Workspace, uid: str, result: str, on: str = "") -> Done:
    """Say that the service ended and what came of it. Raises NotFound, BadValue, NotYetReferred."""
    return _end(ws, uid, "ended", "result", result, on)


def withdraw_referral(ws: Workspace, uid: str, reason: str, on: str = "") -> Done:
    """Take a referral back, with the reason. Raises NotFound, BadValue, NotYetReferred."""
    return _end(ws, uid, "withdrawn", "answer", reason, on)


def refer_elsewhere(ws: Workspace, uid: str, provider: str = "") -> Done:
    """Begin the same referral again, to another provider. Raises NotFound, BadValue."""
    before = fetch(ws, Referral, uid)
    fields: dict[str, FieldValue] = {
        name: getattr(before, name)
        for name in ("person", "reason", "urgent", "goal", "action", "need")
        if getattr(before, name)
    }
    chosen: dict[str, FieldValue] = {"provider": provider} if provider else {}
    return add_referral(ws, before.case, before.service, told=before.told, **{**fields, **chosen})


def ready_to_send(ws: Workspace, uid: str) -> Ready:
    """What the referral still needs before it goes out, and what may be told. Raises NotFound."""
    with ws.store.reading() as reading:
        return readiness(ws, reading, found(reading, Referral, uid))


def readiness(ws: Workspace, reading: "Reading", referral: Referral) -> Ready:
    """The same of one that was read."""
    case = found(reading, Case, referral.case)
    consents = reading.page(Consent, {"case": case.uid}, limit=_MANY)
    about = reading.get(Person, referral.person) if referral.person else None
    allowed = leave(consents, about, case.person, ws.today)
    provider = reading.get(Provider, referral.provider) if referral.provider else None
    kept_back = [
        *reading.page(Withholding, {"case": case.uid}, limit=_MANY),
        *_in_words(case, consents),
    ]
    withheld = withheld_from(provider, kept_back, ws.today)
    before = Before(
        provider=provider is not None,
        service=bool(referral.service),
        consent=allowed.allowed,
        withheld="everything" in withheld,
        urgent=referral.urgent,
        plan=_plan_status(reading, referral),
    )
    told = may_be_told(referral.told, withheld)
    return Ready(needs_to_send(before), allowed, told, withheld)


def _in_words(case: Case, consents: Iterable[Consent]) -> list[Withholding]:
    """Who is not to be told, where somebody wrote it down in words only: then nothing at all."""
    words = [case.not_to_be_told, *(one.withhold for one in consents if not one.withdrawn)]
    return [Withholding("", from_whom=text, what=("everything",)) for text in words if text]


def _end(ws: Workspace, uid: str, step: str, field: str, words: str, on: str) -> Done:
    _at_step(ws, uid, step)
    _wants_words(step, words)
    ended = past_day(ws, "referral", "ended", on)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "status", step)
        tx.set(uid, "ended", ended)
        tx.set(uid, field, words.strip())
    return done(uid, tx)


def _at_step(ws: Workspace, uid: str, step: str) -> Referral:
    """The referral, if `step` may follow. Raises NotFound, BadValue."""
    referral = fetch(ws, Referral, uid)
    allowed = steps_after(referral.status)
    if step not in allowed:
        raise BadValue("referral", "status", ", ".join(allowed) or referral.status)
    return referral


def _wants_words(step: str, words: str) -> None:
    missing = needs_for(step, words)
    if missing:
        raise NotYetReferred(step, missing)


def _find_another(ws: Workspace, tx: "Transaction", referral: Referral) -> None:
    due = ws.today + timedelta(days=0 if referral.urgent else FIND_ANOTHER_WITHIN)
    what = tr("Find another provider: {service}").format(service=service_name(referral.service))
    values: dict[str, FieldValue] = {
        "what": what,
        "due": due.isoformat(),
        "case": referral.case,
        "owner": fetch(ws, Case, referral.case).owner or ws.person,
        "about": referral.uid,
    }
    tx.create(Task.KIND, referral.audience, values)


def _searches(ws: Workspace, referral: Referral) -> list[str]:
    """The open tasks to find a provider that refusals of the same service left."""
    same = {"case": referral.case, "service": referral.service, "person": referral.person}
    with ws.store.reading() as reading:
        refused = reading.page(Referral, {**same, "status": "refused"}, limit=_MANY)
        about = {"about": tuple(one.uid for one in refused), "done_on": ""}
        return [task.uid for task in reading.page(Task, about, limit=_MANY)]


def _told(given: Iterable[str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(one.strip() for one in given if one.strip()))
    if not set(chosen) <= set(TOLD):
        raise BadValue("referral", "told", ", ".join(TOLD))
    return chosen


def _taken_over(reading: "Reading", fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """Whose it is and which goal it serves, from the action, the goal or the need it comes from."""
    taken: dict[str, FieldValue] = {}
    need = reading.get(Need, str(fields.get("need") or "")) if fields.get("need") else None
    action = reading.get(Action, str(fields.get("action") or "")) if fields.get("action") else None
    goal_uid = action.goal if action else str(fields.get("goal") or "")
    goal = reading.get(Goal, goal_uid) if goal_uid else None
    for source in (goal, need):
        if source is not None and source.person:
            taken["person"] = source.person
    if goal is not None:
        taken["goal"] = goal.uid
    if action is not None and action.provider:
        taken["provider"] = action.provider
    return taken


_LINKS: Mapping[str, type] = {
    "person": Person,
    "provider": Provider,
    "goal": Goal,
    "action": Action,
    "need": Need,
}


def _check_links(reading: "Reading", fields: Mapping[str, FieldValue]) -> None:
    for name, kind in _LINKS.items():
        uid = fields.get(name)
        if uid:
            found(reading, kind, str(uid))


def _plan_status(reading: "Reading", referral: Referral) -> str:
    goal = reading.get(Goal, referral.goal) if referral.goal else None
    plan = reading.get(Plan, goal.plan) if goal is not None and goal.plan else None
    return plan.status if plan is not None else ""
