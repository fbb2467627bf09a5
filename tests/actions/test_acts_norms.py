"""Deadlines that the office sets: on the office's desk, on laptops, and from others."""

from collections import Counter

import pytest

from socialcase.actions import cases, norms
from socialcase.actions.case_file import case_header
from socialcase.actions.cases import FirstContact
from socialcase.actions.deadlines import case_deadlines, running
from socialcase.actions.held import held_acts
from socialcase.actions.history import undo
from socialcase.actions.wording import deadline_words, source_words
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import NORMS, RISKS
from socialcase.cases.norms import PROPOSED
from socialcase.cases.records import Norm
from socialcase.errors import BadValue, NotAllowed
from tests.conftest import Enrolled

FAMILY = FirstContact(worry="No income", name={"given": "Ata"}, title="Family of five")
DAYS = {"high": 2, "medium": 5, "low": 10}


def days(ws: Workspace, what: str) -> list[int]:
    (line,) = (one for one in norms.norm_lines(ws) if one.what == what)
    return [line.high.days, line.medium.days, line.low.days]


def test_until_the_office_sets_any_our_proposals_are_in_force(laptop: Workspace) -> None:
    for what in NORMS:
        assert days(laptop, what) == [PROPOSED[what][risk] for risk in RISKS]
    case = cases.first_contact(laptop, FAMILY).record
    (assess, contact) = case_deadlines(laptop, case)
    assert deadline_words(assess) == "Medium risk: 3 days from Mon 23 Nov"
    assert source_words(assess) == "Our proposal, not a standard"
    assert "Manitoba" in source_words(contact)


def test_what_the_office_sets_reaches_every_laptop_with_its_source(enrolled: Enrolled) -> None:
    office, maral = enrolled.office, enrolled.maral
    case = cases.first_contact(maral, FAMILY).record
    norms.set_norm(office, "assess", DAYS, "Order 12 of 1 November 2026")
    for laptop in (maral, enrolled.coordinator, enrolled.oraz):
        enrolled.down(laptop)
        assert days(laptop, "assess") == [2, 5, 10]
        assert days(laptop, "plan") == [7, 14, 30]
    step = case_header(maral, case).next
    assert str(step.due) == "2026-11-28"
    assert step.why is not None
    assert source_words(step.why) == "Set by the office: Order 12 of 1 November 2026"
    assert running(maral)[case] == case_deadlines(maral, case)
    norms.drop_norm(office, "assess")
    enrolled.down(maral)
    assert days(maral, "assess") == [1, 3, 7]


def test_a_norm_is_one_record_for_each_level_however_often_it_is_set(office: Workspace) -> None:
    for source in ("Order 12", "Order 13"):
        norms.set_norm(office, "plan", DAYS, source)
    with office.store.reading() as reading:
        kept = reading.page(Norm)
    assert Counter(one.risk for one in kept) == dict.fromkeys(RISKS, 1)
    assert {(one.audience, one.source) for one in kept} == {("everyone", "Order 13")}
    (line,) = (one for one in norms.norm_lines(office) if one.what == "plan")
    assert (line.own, line.source) == (True, "Order 13")
    done = norms.drop_norm(office, "plan")
    assert days(office, "plan") == [7, 14, 30]
    undo(office, done.save)
    assert days(office, "plan") == [2, 5, 10]


def test_only_the_office_sets_them_and_only_days_that_are_days(enrolled: Enrolled) -> None:
    for ws in (enrolled.maral, enrolled.coordinator):
        with pytest.raises(NotAllowed):
            norms.set_norm(ws, "plan", DAYS, "I say so")
        assert not norms.may_set_norms(ws)
    wrong: tuple[dict[str, int | str], ...] = (
        {"high": -1},
        {"high": "soon"},
        {"high": 400},
        {"high": "9" * 5000},
        {"highest": 1},
    )
    for given in wrong:
        with pytest.raises(BadValue):
            norms.set_norm(enrolled.office, "plan", given, "Order 12")
    with pytest.raises(BadValue):
        norms.set_norm(enrolled.office, "plan", DAYS, " ")
    with pytest.raises(BadValue):
        norms.set_norm(enrolled.office, "tea", DAYS, "Order 12")
    assert days(enrolled.office, "plan") == [7, 14, 30]


def test_a_norm_that_a_laptop_writes_is_held_and_changes_nothing(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    with maral.store.transaction(maral.person) as tx:
        tx.create("norm", "everyone", {"what": "plan", "risk": "low", "days": 1, "source": "me"})
    enrolled.up(maral)
    assert days(office, "plan") == [7, 14, 30]
    assert len(held_acts(office)) == 1


def test_the_deadlines_of_a_thousand_cases_take_two_statements(laptop: Workspace) -> None:
    with laptop.store.transaction(laptop.person) as tx:
        for number in range(60):
            tx.create(
                "case",
                "everyone",
                {"owner": laptop.person, "status": "intake", "number": f"K-{number}"},
            )
    asked: list[str] = []
    with laptop.store.reading() as reading:
        whole = reading._connection.exec_driver_sql

        def counted(text: str, *values: object) -> object:
            asked.append(text)
            return whole(text, *values)

        reading._connection.exec_driver_sql = counted  # type: ignore[method-assign,assignment]
        from socialcase.actions.deadlines import running_in
        from socialcase.cases.codes import CASE_STATUSES

        open_ones = [status for status in CASE_STATUSES if status != "closed"]
        briefs = {one.uid: one for one in reading.day_cases(laptop.person, open_ones)}
        found = running_in(laptop, reading, briefs)
    assert len(found) == 60
    assert all([one.what for one in due] == ["assess", "contact"] for due in found.values())
    assert len(asked) == 2
