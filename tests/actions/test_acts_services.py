"""Directory, referrals, needs without a service, resources: act by act, and across laptops."""

from datetime import timedelta

import pytest

from socialcase.actions import cases, consents, history, people, plans
from socialcase.actions.case_file import case_file
from socialcase.actions.conflicts import conflicts
from socialcase.actions.editing import edit
from socialcase.actions.finding import fetch
from socialcase.actions.providers import (
    add_provider,
    provider_file,
    providers,
    show_provider_to,
)
from socialcase.actions.referrals import (
    ReferralAnswer,
    add_referral,
    answer_referral,
    begin_referral,
    end_referral,
    ready_to_send,
    refer_elsewhere,
    send_referral,
    set_referral,
    withdraw_referral,
)
from socialcase.actions.resources import (
    add_resource,
    due_resources,
    ledger,
)
from socialcase.actions.service_views import open_referrals, services_of
from socialcase.actions.unserved import unserved
from socialcase.actions.wording import entry_title
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Case, Need, Provider, Referral, Task
from socialcase.errors import BadValue, NotFound, NotYetReferred
from tests.actions.conftest import CONTACT, need
from tests.conftest import Enrolled


def tasks(ws: Workspace) -> list[Task]:
    with ws.store.reading() as reading:
        return reading.page(Task, limit=100)


def test_a_referral_goes_step_by_step_with_its_days(
    laptop: Workspace, case: str, carers: str, clock: FixedClock
) -> None:
    uid = add_referral(laptop, case, "home_care", provider=carers, reason="Alone").record
    assert fetch(laptop, Referral, uid).status == "draft"
    assert fetch(laptop, Referral, uid).told == ("contact", "name")
    send_referral(laptop, uid, "20.11.2026")
    answer_referral(
        laptop, uid, ReferralAnswer("waiting", "Full", place_in_line=4, expected="2027-02-01")
    )
    clock.move(timedelta(days=3))
    begin_referral(laptop, uid)
    end_referral(laptop, uid, "Comes three times a week")
    kept = fetch(laptop, Referral, uid)
    assert (kept.status, kept.sent, kept.answered) == ("ended", "2026-11-20", "2026-11-23")
    assert (kept.place_in_line, kept.expected) == (4, "2027-02-01")
    assert (kept.started, kept.ended) == ("2026-11-26", "2026-11-26")
    assert kept.result == "Comes three times a week"


def test_each_step_is_taken_back_as_one(laptop: Workspace, case: str, carers: str) -> None:
    uid = add_referral(laptop, case, "home_care", provider=carers).record
    send_referral(laptop, uid)
    done = answer_referral(laptop, uid, ReferralAnswer("refused", "No place"))
    assert len(tasks(laptop)) == 1
    history.undo(laptop, done.save)
    back = fetch(laptop, Referral, uid)
    assert (back.status, back.answer) == ("sent", "")
    assert tasks(laptop) == [] or not tasks(laptop)[0].what


def test_a_step_out_of_turn_is_refused(laptop: Workspace, case: str, carers: str) -> None:
    uid = add_referral(laptop, case, "home_care", provider=carers).record
    with pytest.raises(BadValue):
        begin_referral(laptop, uid)
    with pytest.raises(BadValue):
        answer_referral(laptop, uid, ReferralAnswer("accepted"))
    with pytest.raises(BadValue):
        set_referral(laptop, uid, "status", "ended")
    with pytest.raises(NotYetReferred):
        withdraw_referral(laptop, uid, " ")
    withdraw_referral(laptop, uid, "The family decided otherwise")
    with pytest.raises(BadValue):
        send_referral(laptop, uid)


def test_nothing_goes_out_without_a_consent_that_lets_services_know(
    laptop: Workspace, carers: str
) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    uid = add_referral(laptop, case, "home_care", provider=carers, urgent=True).record
    with pytest.raises(NotYetReferred) as refused:
        send_referral(laptop, uid)
    assert refused.value.needs == ("consent",)
    given = consents.give_consent(laptop, case, "services").record
    assert ready_to_send(laptop, uid).needs == ()
    consents.withdraw_consent(laptop, given)
    assert ready_to_send(laptop, uid).leave.why == "withdrawn"


def test_a_referral_of_the_plan_waits_for_its_approval_unless_it_is_urgent(
    laptop: Workspace, case: str, carers: str
) -> None:
    goal = plans.add_goal(laptop, case, "Not alone in winter").record
    action = plans.add_action(laptop, goal, "Ask for home care").record
    uid = add_referral(laptop, case, "home_care", provider=carers, action=action).record
    kept = fetch(laptop, Referral, uid)
    assert (kept.goal, kept.action) == (goal, action)
    assert ready_to_send(laptop, uid).needs == ("approval",)
    set_referral(laptop, uid, "urgent", True)
    send_referral(laptop, uid)
    assert fetch(laptop, Referral, uid).status == "sent"


def test_what_is_withheld_from_a_provider_is_not_told_and_everything_stops_it(
    laptop: Workspace, case: str, carers: str
) -> None:
    uid = add_referral(
        laptop, case, "home_care", provider=carers, told=("name", "health", "whereabouts")
    ).record
    with laptop.store.transaction(laptop.person) as tx:
        values = {"case": case, "provider": carers, "what": ("health",)}
        kept_back = tx.create("withholding", f"case:{case}", values)
    assert ready_to_send(laptop, uid).told == ("name", "whereabouts")
    edit(laptop, "withholding", kept_back, "what", ("everything",))
    with pytest.raises(NotYetReferred) as refused:
        send_referral(laptop, uid)
    assert refused.value.needs == ("not_withheld",)
    edit(laptop, "withholding", kept_back, "what", ("health",))
    send_referral(laptop, uid)
    assert set(fetch(laptop, Referral, uid).told) == {"name", "whereabouts"}


def test_a_refusal_needs_its_reason_and_leaves_a_task_until_another_is_asked(
    laptop: Workspace, case: str, carers: str
) -> None:
    uid = add_referral(laptop, case, "home_care", provider=carers).record
    send_referral(laptop, uid)
    with pytest.raises(NotYetReferred):
        answer_referral(laptop, uid, ReferralAnswer("refused"))
    answer_referral(laptop, uid, ReferralAnswer("refused", "No place until February"))
    [task] = tasks(laptop)
    assert (task.about, task.due) == (uid, "2026-11-30")
    assert "Care at home" in task.what
    other = add_provider(laptop, "Neighbours", services=("home_care",)).record
    again = refer_elsewhere(laptop, uid, other).record
    send_referral(laptop, again)
    assert tasks(laptop)[0].done_on == "2026-11-23"


def test_who_is_asked_stays_unsaid_where_whoever_looks_on_may_not_read_it(
    laptop: Workspace, case: str
) -> None:
    for protected in (False, True):
        house = add_provider(laptop, "House", services=("home_care",), protected=protected).record
        uid = add_referral(laptop, case, "home_care", provider=house, urgent=True).record
        send_referral(laptop, uid)
        (line,) = [one for one in open_referrals(laptop, mine=True) if one.referral.uid == uid]
        assert line.quiet is protected


def test_an_open_referral_asks_again_after_its_days(
    laptop: Workspace, case: str, carers: str, clock: FixedClock
) -> None:
    uid = add_referral(laptop, case, "home_care", provider=carers).record
    assert open_referrals(laptop) == []
    send_referral(laptop, uid)
    clock.move(timedelta(days=15))
    [line] = open_referrals(laptop, mine=True)
    assert (line.late, line.provider_name, line.subject) == (1, "Home care, Mary", CONTACT.title)


def test_the_case_shows_what_may_be_told_and_to_whom_not(laptop: Workspace, case: str) -> None:
    people.add_family_member(laptop, case, {"given": "Ogulgerek"}, "in_law", birth="~1955")
    edit(laptop, "case", case, "not_to_be_told", "Serdar Orazgulyýew")
    shown = services_of(laptop, case)
    told = {one.name: one.leave.allowed for one in shown.leaves}
    assert told == {"": True, "Jeren": True, "Ogulgerek": False}
    assert [one.from_whom for one in shown.kept_back] == ["Serdar Orazgulyýew"]


def test_a_referral_answered_at_the_office_arrives_with_provider_and_task(
    enrolled: Enrolled,
) -> None:
    maral, office = enrolled.maral, enrolled.office
    clinic = add_provider(office, "Clinic", services=("home_care",)).record
    enrolled.down(maral)
    case = cases.first_contact(maral, CONTACT).record
    consents.give_consent(maral, case, "full")
    uid = add_referral(maral, case, "home_care", provider=clinic).record
    send_referral(maral, uid)
    add_resource(maral, case, "Frame", value="340")
    enrolled.up(maral)
    assert ledger(office).whole.value == 34000
    answer_referral(office, uid, ReferralAnswer("refused", "Full until spring"))
    enrolled.down(maral)
    kept = fetch(maral, Referral, uid)
    assert (kept.status, kept.answer) == ("refused", "Full until spring")
    assert [task.about for task in tasks(maral)] == [uid]
    assert [line.state for line in unserved(maral)] == ["refused"]
    assert services_of(maral, case).referrals[0].provider is not None


def test_a_provider_that_the_office_takes_out_again_leaves_its_referrals_to_be_finished(
    enrolled: Enrolled,
) -> None:
    maral, office = enrolled.maral, enrolled.office
    clinic = add_provider(office, "Clinic", services=("home_care",))
    enrolled.down(maral)
    case = cases.first_contact(maral, CONTACT).record
    consents.give_consent(maral, case, "full")
    sent, draft = (
        add_referral(maral, case, "home_care", provider=clinic.record).record for _ in range(2)
    )
    send_referral(maral, sent)
    history.undo(office, clinic.save)
    enrolled.down(maral)
    assert providers(maral) == []
    assert {line.provider for line in services_of(maral, case).referrals} == {None}
    assert ready_to_send(maral, draft).needs == ("provider",)
    set_referral(maral, draft, "provider", add_provider(maral, "Other").record)
    assert ready_to_send(maral, draft).needs == ()
    answer_referral(maral, sent, ReferralAnswer("accepted"))
    begin_referral(maral, sent)
    end_referral(maral, sent, "It went on all the same")
    assert fetch(maral, Referral, sent).status == "ended"


def test_an_entry_for_everyone_goes_to_all_and_a_hidden_one_to_the_named(
    enrolled: Enrolled,
) -> None:
    maral, oraz, office = enrolled.maral, enrolled.oraz, enrolled.office
    open_one = add_provider(maral, "Day centre").record
    near = add_provider(maral, "House", protected=True, address={"street": "Gizlin 7"}).record
    named = add_provider(maral, "Flat", seen_by="named").record
    enrolled.up(maral)
    enrolled.down(oraz)
    assert [line.provider.uid for line in providers(oraz)] == [open_one]
    assert {line.provider.uid for line in providers(office)} == {open_one, near}
    with pytest.raises(NotFound):
        fetch(office, Provider, named)
    show_provider_to(maral, named, "everyone")
    enrolled.up(maral)
    enrolled.down(oraz)
    assert {line.provider.uid for line in providers(oraz)} == {open_one, named}


def test_a_restricted_case_is_in_no_list_of_others(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    clinic = add_provider(maral, "Clinic", services=("home_care",)).record
    case = cases.first_contact(maral, CONTACT).record
    cases.restrict_case(maral, case, ())
    consents.give_consent(maral, case, "full")
    need(maral, case)
    uid = add_referral(maral, case, "counselling", provider=clinic).record
    send_referral(maral, uid)
    add_resource(maral, case, "Ticket", value="40", status="promised", until="2026-11-24")
    enrolled.up(maral)
    assert (unserved(office), open_referrals(office), due_resources(office)) == ([], [], [])
    assert ledger(office, "all").whole.count + ledger(office, "all").whole.promised == 0
    assert [line.running for line in providers(office)] == [0]
    assert provider_file(office, clinic).referred == ()
    assert len(unserved(maral)) == 1
    assert [one.case for one in provider_file(maral, clinic).referred] == [case]
    with pytest.raises(NotFound):
        fetch(office, Need, unserved(maral)[0].need)
    with pytest.raises(NotFound):
        fetch(office, Case, case)


def test_the_timeline_tells_each_step_on_its_day(laptop: Workspace, case: str, carers: str) -> None:
    uid = add_referral(laptop, case, "home_care", provider=carers, reason="Alone").record
    send_referral(laptop, uid, "2026-11-06")
    answer_referral(laptop, uid, ReferralAnswer("refused", "No place", on="2026-11-13"))
    add_resource(laptop, case, "Walking frame", found="2026-10-09", from_whom="Red Crescent")
    told = [
        (entry.day.isoformat(), entry_title(entry), entry.who)
        for entry in case_file(laptop, case).timeline
        if entry.kind in ("referral", "resource")
    ]
    assert told == [
        ("2026-11-13", "Referral refused: Care at home", "Home care, Mary"),
        ("2026-11-06", "Referral sent: Care at home", "Home care, Mary"),
        ("2026-10-09", "Found: Walking frame", "Red Crescent"),
    ]


def test_two_answers_given_apart_go_to_a_person_with_the_names_of_what_they_are_about(
    enrolled: Enrolled,
) -> None:
    maral, office = enrolled.maral, enrolled.office
    clinic = add_provider(office, "Clinic").record
    enrolled.down(maral)
    case = cases.first_contact(maral, CONTACT).record
    consents.give_consent(maral, case, "full")
    uid = add_referral(maral, case, "home_care", provider=clinic).record
    send_referral(maral, uid)
    enrolled.up(maral)
    answer_referral(office, uid, ReferralAnswer("refused", "Full"))
    answer_referral(maral, uid, ReferralAnswer("accepted"))
    edit(office, "provider", clinic, "capacity", 3)
    edit(maral, "provider", clinic, "capacity", 4)
    enrolled.up(maral)
    rows = {row.field: row.subject for row in conflicts(office)}
    assert rows["referral.status"] == CONTACT.title
    assert rows["provider.capacity"] == "Clinic"
    assert fetch(office, Referral, uid).status == "accepted", "the step that is sooner shows"
