"""Every act that a person can do, once each: on whose laptop, and what undo says to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from socialcase.actions import (
    assessments,
    attachments,
    cases,
    certificates,
    closing,
    conflicts,
    consents,
    deaths,
    disclosures,
    editing,
    emergencies,
    form_publishing,
    handovers,
    hotlines,
    hours,
    needs,
    norms,
    notes,
    people,
    plan_desk,
    plan_versions,
    plans,
    providers,
    redaction,
    referrals,
    registering,
    relations,
    resources,
    restricting,
    reviews,
    signing,
    supervision,
    tasks,
    visits,
)
from socialcase.actions.cases import FirstContact
from socialcase.actions.done import Done
from socialcase.actions.form_library import find_form
from socialcase.actions.workspaces import Workspace
from socialcase.cases.family_lines import read_family
from socialcase.cases.records import Assessment
from socialcase.errors import NothingToUndo, UserError
from tests.actions.acts_world import World, filled

Doing = Callable[[Workspace, World], Done]
CONTACT = FirstContact(worry="No income", name={"given": "Ogul"}, address={"settlement": "Garaýap"})
SISTER = relations.Relative("sibling", name={"given": "Maýsa"}, at_home=True)
VISIT = visits.VisitLog("done", note="She was glad\n→ Ring the school", met="Jeren")


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `at`: whose workspace. `refused`: what undo raises, None where it takes it back.

    `before`: what has to be done first.
    """

    do: Doing
    at: str = "maral"
    refused: type[UserError] | None = None
    before: Callable[[Workspace, World], object] = lambda _ws, _world: None


def _todo(ws: Workspace, kind: str, record: str) -> tasks.Todo:
    found = tasks.todos(ws)
    every = (found.next, found.overdue, found.today, found.week, found.later, found.put_off)
    return next(one for part in every for one in part if (one.kind, one.record) == (kind, record))


def _put_off(ws: Workspace, w: World) -> Done:
    return tasks.put_off(ws, _todo(ws, "task", w.task), "2026-12-01", "The school is closed")


def _taken_up(ws: Workspace, w: World) -> Done:
    return tasks.take_up(ws, _todo(ws, "task", w.task))


def _hours(ws: Workspace, _: World) -> None:
    hours.add_hours(ws, "2026-11-16", "paperwork", "1:30")


def _hotline(ws: Workspace, _: World) -> Done:
    return hotlines.set_line(ws, "police", "102", "Asked on 20 November 2026")


def _norm(ws: Workspace, _: World) -> Done:
    return norms.set_norm(ws, "contact", {"high": 7, "medium": 9, "low": 30}, "The office")


def _assessed(ws: Workspace, w: World) -> Done:
    return assessments.finish(ws, filled(ws, w.plain))


def _corrected(ws: Workspace, w: World) -> Done:
    with ws.store.reading() as reading:
        (made,) = reading.page(Assessment, {"case": w.plain})
    return assessments.finish(ws, assessments.revise(ws, made.uid, "One word too many"))


def _form(ws: Workspace) -> str:
    return find_form(ws, "home_visit").content_hash


ACTS: Mapping[str, Act] = {
    "assessments.finish": Act(_assessed),
    "assessments.finish, a correction": Act(_corrected, before=_assessed),
    "attachments.add_document": Act(
        lambda ws, w: attachments.add_document(ws, w.plain, b"two", name="two.txt")
    ),
    "attachments.describe": Act(lambda ws, w: attachments.describe(ws, w.document, "A letter")),
    "attachments.remove": Act(lambda ws, w: attachments.remove(ws, w.document)),
    "attachments.erase": Act(
        lambda ws, w: attachments.erase(ws, w.document, "Not hers"),
        at="boss",
        refused=NothingToUndo,
    ),
    "cases.first_contact": Act(lambda ws, _: cases.first_contact(ws, CONTACT)),
    "cases.open_case": Act(lambda ws, w: cases.open_case(ws, person=w.stranger, worry="Alone")),
    "cases.set_case": Act(lambda ws, w: cases.set_case(ws, w.plain, "groups", "older_person")),
    "cases.set_risk": Act(lambda ws, w: cases.set_risk(ws, w.plain, "high", "Alone at night")),
    "cases.set_status": Act(lambda ws, w: cases.set_status(ws, w.urgent, "in_service")),
    "cases.set_next_step": Act(
        lambda ws, w: cases.set_next_step(ws, w.plain, "Ring", "2026-11-30")
    ),
    "cases.restrict_case": Act(lambda ws, w: cases.restrict_case(ws, w.plain, (w.boss,))),
    "certificates.add_certificate": Act(
        lambda ws, w: certificates.add_certificate(ws, w.jeren, "pension", number="4")
    ),
    "certificates.change_certificate": Act(
        lambda ws, w: certificates.change_certificate(ws, w.paper, {"number": "5"})
    ),
    "closing.close_case": Act(
        lambda ws, w: closing.close_case(ws, w.agreed, "refused", "They said no", "Thank you")
    ),
    "closing.reopen_case": Act(lambda ws, w: closing.reopen_case(ws, w.closed, "They rang")),
    "conflicts.keep_version": Act(
        lambda ws, w: conflicts.keep_version(ws, w.plain, "case.title", 2), at="office"
    ),
    "conflicts.settle": Act(
        lambda ws, w: conflicts.settle(ws, w.plain, "case.title", "Both names"), at="office"
    ),
    "conflicts.ask_authors": Act(
        lambda ws, w: conflicts.ask_authors(ws, w.plain, "case.title", "Which?"), at="office"
    ),
    "consents.give_consent": Act(
        lambda ws, w: consents.give_consent(ws, w.agreed, "office", giver="Bibi")
    ),
    "consents.withdraw_consent": Act(
        lambda ws, w: consents.withdraw_consent(ws, w.consent, why="Enough")
    ),
    "consents.withhold": Act(
        lambda ws, w: consents.withhold(ws, w.plain, ("income",), person=w.ayna)
    ),
    "consents.end_withholding": Act(lambda ws, w: consents.end_withholding(ws, w.withheld)),
    "deaths.write_death": Act(lambda ws, w: deaths.write_death(ws, w.jeren, "2026-11-20")),
    "disclosures.disclose": Act(
        lambda ws, w: disclosures.disclose(ws, "case", "", "pdf", {w.plain: 1}),
        refused=NothingToUndo,
    ),
    "editing.edit": Act(lambda ws, w: editing.edit(ws, "person", w.jeren, "phone", "+993 65")),
    "editing.add_element": Act(
        lambda ws, w: editing.add_element(ws, "person", w.jeren, "languages", "ru")
    ),
    "editing.remove_element": Act(
        lambda ws, w: editing.remove_element(ws, "provider", w.carers, "services", "home_care")
    ),
    "emergencies.log_call": Act(
        lambda ws, w: emergencies.log_call(ws, w.urgent, "Ambulance", words="They come")
    ),
    "emergencies.mark_urgent": Act(lambda ws, w: emergencies.mark_urgent(ws, w.plain, "No food")),
    "emergencies.urgent_met": Act(lambda ws, w: emergencies.urgent_met(ws, w.urgent, "Food came")),
    "form_publishing.retire_form": Act(
        lambda ws, _: form_publishing.retire_form(ws, _form(ws), "Paper"), at="office"
    ),
    "handovers.ask_handover": Act(
        lambda ws, w: handovers.ask_handover(ws, w.plain, "known", words="My cousin")
    ),
    "handovers.drop_handover": Act(lambda ws, w: handovers.drop_handover(ws, w.asked)),
    "handovers.hand_over": Act(lambda ws, w: handovers.hand_over(ws, w.asked, w.oraz), at="office"),
    "hours.release_week": Act(
        lambda ws, _: hours.release_week(ws, date(2026, 11, 16), "All in all"), before=_hours
    ),
    "needs.add_need": Act(lambda ws, w: needs.add_need(ws, w.plain, "A doctor", person=w.jeren)),
    "needs.set_need": Act(lambda ws, w: needs.set_need(ws, w.need, "status", "met")),
    "norms.set_norm": Act(_norm, at="office"),
    "norms.drop_norm": Act(lambda ws, _: norms.drop_norm(ws, "contact"), at="office", before=_norm),
    "hotlines.set_line": Act(_hotline, at="office"),
    "hotlines.add_line": Act(
        lambda ws, _: hotlines.add_line(ws, "Duty doctor", "5-22-33", "The office"), at="office"
    ),
    "hotlines.drop_line": Act(
        lambda ws, _: hotlines.drop_line(ws, "police"), at="office", before=_hotline
    ),
    "notes.add_note": Act(lambda ws, w: notes.add_note(ws, w.plain, "He rang")),
    "notes.edit_note": Act(lambda ws, w: notes.edit_note(ws, w.note, "She rang twice")),
    "notes.add_task": Act(
        lambda ws, w: notes.add_task(ws, "Ask", "2026-11-30", case=w.plain, owner=w.boss)
    ),
    "notes.finish_task": Act(lambda ws, w: notes.finish_task(ws, w.task)),
    "people.add_person": Act(lambda ws, _: people.add_person(ws, {"given": "Ýusup"})),
    "people.edit_person": Act(
        lambda ws, w: people.edit_person(ws, w.jeren, "name", {"given": "Jeren", "other": "J"})
    ),
    "people.add_household": Act(
        lambda ws, _: people.add_household(ws, "Another house", {"settlement": "Zähmet"})
    ),
    "people.add_member": Act(
        lambda ws, w: people.add_member(ws, w.home, w.stranger, "in_law", carer_of=w.ayna)
    ),
    "people.add_family_member": Act(
        lambda ws, w: people.add_family_member(ws, w.agreed, {"given": "Döwlet"}, "child")
    ),
    "people.change_member": Act(
        lambda ws, w: people.change_member(ws, w.member, {"role": "sibling", "role_note": "half"})
    ),
    "people.leave_household": Act(lambda ws, w: people.leave_household(ws, w.member, "2026-11-01")),
    "plan_desk.take_over": Act(
        lambda ws, w: plan_desk.take_over(
            ws,
            w.plain,
            "A doctor",
            name="need_health",
            person="",
            own=False,
            assessment="",
            seen="2026-11-20",
        )
    ),
    "plan_versions.send_plan": Act(lambda ws, w: plan_versions.send_plan(ws, w.plan)),
    "plan_versions.agree_plan": Act(lambda ws, w: plan_versions.agree_plan(ws, w.plan, "Jeren")),
    "plan_versions.set_plan": Act(
        lambda ws, w: plan_versions.set_plan(ws, w.plan, "own_view", "School first")
    ),
    "plan_versions.give_copy": Act(
        lambda ws, w: plan_versions.give_copy(ws, w.agreed_plan, "ru", "Bibi")
    ),
    "plan_versions.new_version": Act(lambda ws, w: plan_versions.new_version(ws, w.agreed)),
    "plans.add_goal": Act(lambda ws, w: plans.add_goal(ws, w.plain, "Coal", needs=(w.need,))),
    "plans.enter_goal": Act(
        lambda ws, w: plans.enter_goal(ws, w.plain, {"words": "Coal", "person": w.jeren})
    ),
    "plans.set_goal": Act(lambda ws, w: plans.set_goal(ws, w.goal, "status", "met")),
    "plans.change_goal": Act(
        lambda ws, w: plans.change_goal(ws, w.goal, {"target": "All days", "of": "10"})
    ),
    "plans.add_action": Act(
        lambda ws, w: plans.add_action(ws, w.goal, "Ask", person=w.ayna, due="2026-12-01")
    ),
    "plans.set_action": Act(lambda ws, w: plans.set_action(ws, w.action, "due", "2026-12-02")),
    "plans.assign_action": Act(lambda ws, w: plans.assign_action(ws, w.action, provider=w.carers)),
    "plans.tick_action": Act(lambda ws, w: plans.tick_action(ws, w.action)),
    "plans.move_goal": Act(lambda ws, w: plans.move_goal(ws, w.second_goal, -1)),
    "plans.move_action": Act(lambda ws, w: plans.move_action(ws, w.second_action, -1)),
    "plans.place_goal": Act(lambda ws, w: plans.place_goal(ws, w.second_goal, w.goal)),
    "providers.add_provider": Act(
        lambda ws, _: providers.add_provider(ws, "School 9", services=("home_care",))
    ),
    "providers.set_provider": Act(
        lambda ws, w: providers.set_provider(ws, w.carers, "phone", "2-14-15")
    ),
    "providers.checked_today": Act(
        lambda ws, w: providers.checked_today(ws, w.carers),
        before=lambda ws, w: providers.set_provider(ws, w.carers, "asked", "2026-01-01"),
    ),
    "providers.show_provider_to": Act(
        lambda ws, w: providers.show_provider_to(ws, w.other_carers, "named", (w.boss,))
    ),
    "redaction.redact": Act(
        lambda ws, w: redaction.redact(ws, w.note, "text", "An address"),
        at="boss",
        refused=NothingToUndo,
    ),
    "referrals.add_referral": Act(
        lambda ws, w: referrals.add_referral(ws, w.plain, "home_care", person=w.jeren)
    ),
    "referrals.set_referral": Act(
        lambda ws, w: referrals.set_referral(ws, w.draft, "provider", w.other_carers)
    ),
    "referrals.send_referral": Act(lambda ws, w: referrals.send_referral(ws, w.draft)),
    "referrals.answer_referral": Act(
        lambda ws, w: referrals.answer_referral(
            ws, w.sent, referrals.ReferralAnswer("refused", "No place")
        )
    ),
    "referrals.begin_referral": Act(lambda ws, w: referrals.begin_referral(ws, w.accepted)),
    "referrals.end_referral": Act(lambda ws, w: referrals.end_referral(ws, w.begun, "It helped")),
    "referrals.withdraw_referral": Act(
        lambda ws, w: referrals.withdraw_referral(ws, w.sent, "Not wanted")
    ),
    "referrals.refer_elsewhere": Act(
        lambda ws, w: referrals.refer_elsewhere(ws, w.refused, w.other_carers)
    ),
    "registering.register": Act(
        lambda ws, _: registering.register(ws, CONTACT, read_family("Oraz, 8, son", ws.today))
    ),
    "registering.join_home": Act(
        lambda ws, w: registering.join_home(ws, w.plain, w.stranger, "in_law")
    ),
    "relations.add_relative": Act(
        lambda ws, w: relations.add_relative(ws, w.plain, w.ayna, SISTER)
    ),
    "relations.relate": Act(
        lambda ws, w: relations.relate(ws, w.jeren, w.ayna, "parent", "born", case=w.plain)
    ),
    "relations.end_relation": Act(lambda ws, w: relations.end_relation(ws, w.relation)),
    "relations.move_in": Act(lambda ws, w: relations.move_in(ws, w.plain, w.uncle, "in_law")),
    "relations.add_tie": Act(
        lambda ws, w: relations.add_tie(ws, w.plain, "work", "Factory", strength="weak")
    ),
    "relations.change_tie": Act(
        lambda ws, w: relations.change_tie(ws, w.tie, {"strength": "strong", "flow": "both"})
    ),
    "relations.end_tie": Act(lambda ws, w: relations.end_tie(ws, w.tie)),
    "relations.end_either": Act(lambda ws, w: relations.end_either(ws, w.tie)),
    "resources.add_resource": Act(
        lambda ws, w: resources.add_resource(ws, w.plain, "A bed", kind="goods", value=34000)
    ),
    "resources.set_resource": Act(
        lambda ws, w: resources.set_resource(ws, w.resource, "status", "received")
    ),
    "restricting.lift_restriction": Act(
        lambda ws, w: restricting.lift_restriction(ws, w.restricted), at="boss"
    ),
    "reviews.begin_review": Act(
        lambda ws, w: reviews.begin_review(ws, w.plan, "2026-11-22", "Bibi")
    ),
    "reviews.set_review": Act(
        lambda ws, w: reviews.set_review(ws, w.review, "own_words", "It helps")
    ),
    "reviews.measure_goal": Act(
        lambda ws, w: reviews.measure_goal(ws, w.review, w.agreed_goal, "rating", 7)
    ),
    "reviews.decide_review": Act(
        lambda ws, w: reviews.decide_review(ws, w.review, "go_on", "2026-12-23")
    ),
    "signing.sign": Act(lambda ws, w: signing.sign(ws, w.agreed_plan, "typed", name="Ata")),
    "supervision.approve": Act(
        lambda ws, w: supervision.approve(ws, w.agreed_plan, "Good"), at="boss"
    ),
    "supervision.return_": Act(
        lambda ws, w: supervision.return_(ws, w.agreed_plan, "Who stays?"), at="boss"
    ),
    "supervision.comment": Act(
        lambda ws, w: supervision.comment(ws, w.plain, "Well done"), at="boss"
    ),
    "supervision.mark_answered": Act(
        lambda ws, w: supervision.mark_answered(ws, w.comment, "The aunt")
    ),
    "tasks.finish": Act(lambda ws, w: tasks.finish(ws, _todo(ws, "task", w.task))),
    "tasks.put_off": Act(_put_off),
    "tasks.take_up": Act(_taken_up, before=_put_off),
    "visits.plan_visit": Act(lambda ws, w: visits.plan_visit(ws, w.plain, "2026-11-30")),
    "visits.log_visit": Act(lambda ws, w: visits.log_visit(ws, w.plain, VISIT)),
    "visits.move_visit": Act(lambda ws, w: visits.move_visit(ws, w.visit, "2026-11-29")),
}
