"""Turns in the life of a family of the demo: moving, a death, a consent taken back, the end."""

from collections.abc import Iterator
from functools import partial

from socialcase.actions.closing import close_case, remaining
from socialcase.actions.consents import withdraw_consent
from socialcase.actions.deaths import write_death
from socialcase.actions.demo.events import Event
from socialcase.actions.demo.family import DemoConsent
from socialcase.actions.demo.family_parts import (
    DemoClosing,
    DemoDeath,
    DemoHandover,
    DemoMove,
    DemoTask,
)
from socialcase.actions.demo.work import Work
from socialcase.actions.editing import edit
from socialcase.actions.finding import fetch
from socialcase.actions.handovers import ask_handover
from socialcase.actions.notes import add_task
from socialcase.actions.people import leave_household
from socialcase.actions.relations import move_in
from socialcase.actions.tasks import Todo, put_off
from socialcase.cases.records import Case


def turn_events(work: Work) -> Iterator[Event]:
    """Everything that turned out otherwise, and how the case ended."""
    family = work.family
    for consent in family.consents:
        if consent.withdrawn:
            yield work.event(consent.withdrawn, 2, partial(_withdraw, work, consent))
    for move in family.moves:
        yield work.event(move.day, 2, partial(_move, work, move))
    for death in family.deaths:
        yield work.event(death.day, 2, partial(_write_death, work, death))
    for task in family.tasks:
        yield work.event(task.day, 6, partial(_add_task, work, task))
        if task.put_off:
            yield work.event(0, 6, partial(_put_off, work, task))
    if family.handover is not None:
        yield work.event(family.handover.day, 8, partial(_ask_handover, work, family.handover))
    if family.closing is not None:
        yield work.event(family.closing.day, 9, partial(_close, work, family.closing))


def _withdraw(work: Work, consent: DemoConsent) -> None:
    on = work.on(consent.withdrawn)
    withdraw_consent(work.ws, work.consents[consent], on, consent.withdrawn_why)


def _move(work: Work, move: DemoMove) -> None:
    if not move.person:
        _move_house(work, move)
    elif move.comes:
        move_in(work.ws, work.case, work.people[move.person], since=work.on(move.day))
    else:
        leave_household(work.ws, work.members[move.person], work.on(move.day))


def _move_house(work: Work, move: DemoMove) -> None:
    address = {"settlement": move.settlement, "street": move.street, "landmark": move.landmark}
    household = fetch(work.ws, Case, work.case).household
    edit(work.ws, "household", household, "address", address)
    edit(work.ws, "person", work.people[work.family.main.given], "address", address)


def _write_death(work: Work, death: DemoDeath) -> None:
    write_death(work.ws, work.people[death.person], work.on(death.day))


def _add_task(work: Work, task: DemoTask) -> None:
    work.tasks[task.what] = add_task(work.ws, task.what, work.on(task.due), case=work.case).record


def _put_off(work: Work, task: DemoTask) -> None:
    uid = work.tasks[task.what]
    todo = Todo("task", uid, work.case, "", "", task.what, None, None)
    put_off(work.ws, todo, work.on(task.put_off), task.reason)


def _ask_handover(work: Work, told: DemoHandover) -> None:
    ask_handover(work.ws, work.case, told.reason, words=told.words)


def _close(work: Work, told: DemoClosing) -> None:
    open_still = remaining(work.ws, work.case)
    close_case(
        work.ws,
        work.case,
        told.reason,
        told.outcome,
        told.feedback,
        unheard=told.unheard,
        settle={one.record: "done" for one in open_still if one.kind == "task"},
    )
