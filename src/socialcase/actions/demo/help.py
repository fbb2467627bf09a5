"""Help from outside for a family of the demo: referrals step by step, and what was found."""

from collections.abc import Iterator, Mapping
from functools import partial

from socialcase.actions.demo.events import Event
from socialcase.actions.demo.family_parts import DemoReferral, DemoResource, DemoStep
from socialcase.actions.demo.work import Work
from socialcase.actions.referrals import (
    ReferralAnswer,
    add_referral,
    answer_referral,
    begin_referral,
    end_referral,
    send_referral,
    withdraw_referral,
)
from socialcase.actions.resources import add_resource

_ANSWERS = ("accepted", "waiting", "refused")


def help_events(work: Work) -> Iterator[Event]:
    """Everything that was asked for and found."""
    for referral in work.family.referrals:
        course = _Course(work, referral)
        yield work.event(referral.day, 6, course.begin)
        for step in referral.steps:
            yield work.event(step.day, 6, partial(course.go, step))
    for resource in work.family.resources:
        yield work.event(resource.day, 6, partial(_find, work, resource))


class _Course:
    """The way of one referral."""

    def __init__(self, work: Work, told: DemoReferral) -> None:
        self._work = work
        self._told = told
        self._uid = ""

    def begin(self) -> None:
        """Write it; nothing goes out yet."""
        work, told = self._work, self._told
        fields = {
            "provider": work.directory[told.provider],
            "person": work.people.get(told.person, ""),
            "reason": told.reason,
            "goal": work.goals[told.goal] if told.goal else "",
            "need": work.needs[told.need - 1] if told.need else "",
        }
        filled: Mapping[str, str] = {name: value for name, value in fields.items() if value}
        added = add_referral(
            work.ws, work.case, told.service, told=told.told, urgent=told.urgent, **filled
        )
        self._uid = added.record

    def go(self, step: DemoStep) -> None:
        """One step further, on its day."""
        ws, on = self._work.ws, self._work.on(step.day)
        if step.step in _ANSWERS:
            expected = "" if step.expected is None else self._work.on(step.expected)
            answer = ReferralAnswer(step.step, step.words, on, step.place, expected)
            answer_referral(ws, self._uid, answer)
        elif step.step == "sent":
            send_referral(ws, self._uid, on)
        elif step.step == "begun":
            begin_referral(ws, self._uid, on)
        elif step.step == "ended":
            end_referral(ws, self._uid, step.words, on)
        else:
            withdraw_referral(ws, self._uid, step.words, on)


def _find(work: Work, told: DemoResource) -> None:
    fields = {
        "kind": told.kind,
        "status": told.status,
        "from_whom": told.from_whom,
        "provider": work.directory[told.provider] if told.provider else "",
        "value": told.value,
        "until": "" if told.until is None else work.on(told.until),
        "person": work.people.get(told.person, ""),
        "note": told.note,
        "found": "" if told.status == "promised" else work.on(told.day),
    }
    filled = {name: value for name, value in fields.items() if value}
    add_resource(work.ws, work.case, told.what, **filled)
