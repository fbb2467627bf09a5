"""Needs without a service: what was asked for and what brings it, or does no more."""

from socialcase.actions.editing import edit
from socialcase.actions.finding import fetch
from socialcase.actions.referrals import (
    ReferralAnswer,
    add_referral,
    answer_referral,
    begin_referral,
    end_referral,
    refer_elsewhere,
    send_referral,
    withdraw_referral,
)
from socialcase.actions.service_views import brought_by
from socialcase.actions.unserved import counted, unserved
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Need
from tests.actions.conftest import CONTACT, need


def test_a_need_is_without_a_service_until_a_referral_brings_one(
    laptop: Workspace, case: str, carers: str
) -> None:
    wanted = need(laptop, case)
    [line] = unserved(laptop)
    assert (line.state, line.service, line.subject) == ("unasked", "home_care", CONTACT.title)
    uid = add_referral(laptop, case, "home_care", provider=carers, need=wanted).record
    assert unserved(laptop)[0].state == "draft"
    send_referral(laptop, uid)
    assert unserved(laptop) == []
    answer_referral(laptop, uid, ReferralAnswer("waiting", place_in_line=4))
    assert [(one.state, one.place_in_line) for one in unserved(laptop)] == [("waiting", 4)]
    answer_referral(laptop, uid, ReferralAnswer("refused", "Closed"))
    assert unserved(laptop)[0].state == "refused"
    assert [(c.key, c.count) for c in counted(unserved(laptop), "service")] == [("home_care", 1)]
    edit(laptop, "need", wanted, "status", "met")
    assert unserved(laptop) == []


def test_a_service_that_has_ended_does_not_hide_a_later_refusal(
    laptop: Workspace, case: str, carers: str
) -> None:
    wanted = need(laptop, case)
    for of_need in (wanted, ""):
        first = add_referral(laptop, case, "home_care", provider=carers, need=of_need).record
        send_referral(laptop, first, "2026-01-08")
        answer_referral(laptop, first, ReferralAnswer("accepted", on="2026-01-09"))
        begin_referral(laptop, first, "2026-01-10")
        end_referral(laptop, first, "Walks alone", "2026-03-01")
        assert unserved(laptop) == []
    for of_need in (wanted, ""):
        again = add_referral(laptop, case, "home_care", provider=carers, need=of_need).record
        send_referral(laptop, again)
        answer_referral(laptop, again, ReferralAnswer("refused", "No place"))
        assert [one.state for one in unserved(laptop)][-1:] == ["refused"]
    assert len(unserved(laptop)) == 2


def test_a_need_learns_its_service_from_its_first_referral(
    laptop: Workspace, case: str, carers: str
) -> None:
    wanted = need(laptop, case, service="")
    assert unserved(laptop) == []
    uid = add_referral(laptop, case, "home_care", provider=carers, need=wanted).record
    assert fetch(laptop, Need, wanted).service == "home_care"
    assert brought_by(laptop, case)[wanted].uid == uid
    assert [line.state for line in unserved(laptop)] == ["draft"]


def test_a_refused_referral_of_no_need_is_one_until_another_follows(
    laptop: Workspace, case: str, carers: str
) -> None:
    uid = add_referral(laptop, case, "speech therapy, twice a week", provider=carers).record
    send_referral(laptop, uid)
    answer_referral(laptop, uid, ReferralAnswer("refused", "Not our work"))
    [line] = unserved(laptop, words="speech")
    assert (line.state, line.referral) == ("refused", uid)
    again = refer_elsewhere(laptop, uid, carers).record
    send_referral(laptop, again)
    assert unserved(laptop) == []
    assert unserved(laptop, etrap="tejen") == []


def test_a_service_that_was_asked_for_with_the_case_waits_until_it_is_referred(
    laptop: Workspace, case: str, carers: str
) -> None:
    edit(laptop, "case", case, "services", ("home_care", "counselling"))
    states = {one.service: one.state for one in unserved(laptop)}
    assert states == {"home_care": "unasked", "counselling": "unasked"}
    assert unserved(laptop)[0].since is not None
    uid = add_referral(laptop, case, "home_care", provider=carers).record
    states = {one.service: one.state for one in unserved(laptop)}
    assert states == {"home_care": "draft", "counselling": "unasked"}
    send_referral(laptop, uid)
    wanted = need(laptop, case, "counselling")
    assert [(one.service, one.need) for one in unserved(laptop)] == [("counselling", wanted)]
    edit(laptop, "need", wanted, "status", "met")
    assert unserved(laptop) == [], "a need that was met is not asked for once more"
    answer_referral(laptop, uid, ReferralAnswer("refused", "Full"))
    assert [(one.service, one.state) for one in unserved(laptop)] == [("home_care", "refused")]
    edit(laptop, "case", case, "status", "closed")
    assert unserved(laptop) == []


def test_what_was_taken_back_is_asked_for_still_while_the_case_says_so(
    laptop: Workspace, case: str, carers: str
) -> None:
    edit(laptop, "case", case, "services", ("home_care",))
    uid = add_referral(laptop, case, "home_care", provider=carers).record
    withdraw_referral(laptop, uid, "They wait for spring")
    assert [one.state for one in unserved(laptop, case=case)] == ["withdrawn"]
    edit(laptop, "case", case, "services", ())
    assert unserved(laptop) == []


def test_a_closed_case_has_no_need_without_a_service(laptop: Workspace, case: str) -> None:
    need(laptop, case)
    assert len(unserved(laptop)) == 1
    edit(laptop, "case", case, "status", "closed")
    assert unserved(laptop) == []
