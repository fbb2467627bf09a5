"""A case in brief, a visit, a closure, the pack of a trip: what stands on them and what not."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from socialcase.actions import case_papers, cases, consents, people, plan_papers, plans
from socialcase.actions.cases import FirstContact
from socialcase.actions.closing import close_case
from socialcase.actions.editing import edit
from socialcase.actions.finding import fetch
from socialcase.actions.needs import add_need
from socialcase.actions.papers import Paper, save_paper
from socialcase.actions.providers import add_provider
from socialcase.actions.readership import who_has_seen
from socialcase.actions.referrals import (
    ReferralAnswer,
    add_referral,
    answer_referral,
    send_referral,
)
from socialcase.actions.relations import Relative, add_relative
from socialcase.actions.resources import add_resource, set_resource
from socialcase.actions.trip_papers import trip_pack
from socialcase.actions.visits import VisitLog, log_visit, plan_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Disclosure, Plan
from socialcase.errors import NotFound
from tests.conftest import Enrolled

CONTACT = FirstContact(
    worry="She is afraid of her son",
    name={"given": "Ogulgerek", "surname": "Çaryýewa"},
    address={"settlement": "Garaýap", "street": "Bagçylyk köçesi, 14"},
    safe_contact={"how": "call the neighbour", "say": "Maral about the cards"},
)


def words_of(paper: Paper, folder: Path) -> str:
    """What a stock reader reads on a document."""
    file = folder / f"{paper.name}.pdf"
    file.write_bytes(paper.pdf())
    done = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


@pytest.fixture
def case(laptop: Workspace) -> str:
    """A case of an older woman, with a son, a goal and a visit planned for today."""
    uid = cases.first_contact(laptop, CONTACT).record
    people.add_family_member(laptop, uid, {"given": "Serdar", "surname": "Çaryýew"}, "child")
    plan_visit(laptop, uid, "2026-11-23", purpose="Bring the forms")
    return uid


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
def test_the_case_in_brief_names_what_a_colleague_needs(
    laptop: Workspace, case: str, tmp_path: Path, words: str
) -> None:
    consents.withhold(laptop, case, ("everything",), from_whom="her brother Ýazmyrat")
    log_visit(laptop, case, VisitLog("done", note="She walks to the gate again"))
    text = words_of(case_papers.case_summary(laptop, case, words), tmp_path)
    for wanted in ("Ogulgerek Çaryýewa", "Serdar Çaryýew", "Ýazmyrat", "walks to the gate"):
        assert wanted in text


def test_the_case_in_brief_tells_how_each_service_stands_and_since_when(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    given = consents.give_consent(laptop, case, "services", given="2026-11-02").record
    club = add_provider(laptop, "Club", services=("day_centre",)).record
    asked = add_referral(laptop, case, "day_centre", provider=club).record
    send_referral(laptop, asked, "2026-11-03")
    waits = ReferralAnswer("waiting", on="2026-11-06", place_in_line=4, expected="2027-02-01")
    answer_referral(laptop, asked, waits)
    frame = add_resource(laptop, case, "Frame", value="340,50", status="promised").record
    set_resource(laptop, frame, "until", "2026-12-01")
    consents.withdraw_consent(laptop, given, "2026-11-20")
    text = words_of(case_papers.case_summary(laptop, case, "en"), tmp_path)
    assert "On the waiting list 06.11.2026 · number 4 in line · place expected 01.02.2027" in text
    assert "Frame · 340.50 manat · Promised, expected 01.12.2026" in text
    assert "02.11.2026 · withdrawn 20.11.2026" in text


def test_who_is_not_to_be_told_and_has_no_name_is_called_by_whose_relative_they_are(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    with laptop.store.reading() as reading:
        her = reading.page(Case, {"uid": case})[0].person
    he = add_relative(laptop, case, her, Relative("partner", sex="male")).record
    consents.withhold(laptop, case, ("everything",), person=he)
    text = words_of(case_papers.case_summary(laptop, case, "en"), tmp_path)
    assert "Not to be told: Father of Serdar – everything" in text
    assert "Отец" in words_of(case_papers.case_summary(laptop, case, "ru"), tmp_path)
    home = case_papers.closure_for_home(laptop, case)
    assert "Father of Serdar" in home.asides[-1]


def test_a_visit_stands_as_it_was_written_with_what_follows(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    note = "She walks to the gate again.\n→ Ring the pension office 25.11"
    visit = log_visit(laptop, case, VisitLog("done", note=note, alone="alone")).record
    text = words_of(case_papers.visit_note(laptop, visit), tmp_path)
    assert "Ring the pension office (25.11.2026)" in text
    assert "Spoke alone" in text


def test_what_goes_home_names_no_danger_and_no_reason(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    danger = add_need(laptop, case, "He hits her", what="safety", domain="safety").record
    plans.add_goal(laptop, case, "She is safe at night", domain="safety", needs=(danger,))
    plans.add_goal(laptop, case, "She eats twice a day", domain="health")
    close_case(laptop, case, "moved_in_country", "She lives with her sister", "I sleep again")
    home = words_of(case_papers.closure_for_home(laptop, case), tmp_path)
    file = words_of(case_papers.closure_for_file(laptop, case), tmp_path)
    assert "She eats twice a day" in home
    assert "I sleep again" in home
    for hidden in ("safe at night", "hits", "afraid", "Moved within", "sister"):
        assert hidden not in home
    assert "Moved within the country" in file
    assert "She is safe at night" in file


def test_what_was_said_stays_off_the_paper_where_somebody_at_home_is_not_to_know(
    laptop: Workspace, case: str
) -> None:
    son = people.add_family_member(laptop, case, {"given": "Döwlet"}, "child").record
    close_case(laptop, case, "goals_met", "She sleeps", "I sleep again, he is gone")
    assert "he is gone" in repr(case_papers.closure_for_home(laptop, case).sheet.data)
    kept = consents.withhold(laptop, case, ("safety",), person=son).record
    paper = case_papers.closure_for_home(laptop, case)
    assert "he is gone" not in repr(paper.sheet.data)
    assert "Döwlet" in paper.asides[-1]
    assert "Döwlet" not in repr(paper.sheet.data)
    consents.end_withholding(laptop, kept)
    assert "he is gone" in repr(case_papers.closure_for_home(laptop, case).sheet.data)


def test_a_trip_lists_the_visits_of_a_place_with_a_blank_form_for_each(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    pack = trip_pack(laptop, "Garaýap")
    text = words_of(pack, tmp_path)
    assert "Ogulgerek Çaryýewa" in text
    assert "call the neighbour" in text
    for why in ("afraid", "Bring the forms"):
        assert why not in text
    assert [paper.name for paper in pack.more] == ["home_visit"]
    with pytest.raises(NotFound):
        trip_pack(laptop, "Nowhere")


def test_a_pack_is_saved_whole_and_told_of(laptop: Workspace, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    save_paper(laptop, trip_pack(laptop, "Garaýap"), folder)
    assert sorted(file.name for file in folder.iterdir()) == ["trip-01-home_visit.pdf", "trip.pdf"]
    with laptop.store.reading() as reading:
        (kept,) = reading.page(Disclosure)
    assert (kept.what, kept.case) == ("trip", case)
    assert [seen.papers for seen in who_has_seen(laptop, case)] == [1]


def test_a_restricted_case_is_on_nobody_elses_paper(enrolled: Enrolled, tmp_path: Path) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    enrolled.up(maral)
    enrolled.down(maral)
    case = cases.first_contact(maral, replace(CONTACT, restricted_to=(boss.person,))).record
    plan_visit(maral, case, "2026-11-23", purpose="She wants to leave him")
    with pytest.raises(NotFound):
        case_papers.case_summary(enrolled.office, case)
    pack = trip_pack(maral, "Garaýap")
    text = words_of(pack, tmp_path)
    with maral.store.reading() as reading:
        number = reading.page(Case, {"uid": case})[0].number
    assert number in text, "the list says that somebody waits there"
    for told in ("leave him", "Çaryýewa", "Bagçylyk", "neighbour", "cards"):
        assert told not in text
    assert "number alone" in pack.asides[0]
    assert "restricted" in case_papers.case_summary(maral, case).asides[0]


def test_nobody_is_told_on_paper_to_call_where_calling_is_not_safe(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    person = fetch(laptop, Case, case).person
    people.edit_person(laptop, person, "safe_contact", {"allowed": "no", "how": "only at school"})
    call = {"who": "Selbi", "phone": "65 112233", "after": "by 18:00"}
    edit(laptop, "case", case, "return_call", call)
    for paper in (case_papers.case_summary(laptop, case), trip_pack(laptop, "Garaýap")):
        text = words_of(paper, tmp_path)
        assert "Do not call · only at school" in text
        assert "Call back afterwards: Selbi · 65 112233 · by 18:00" in text


def test_whoever_is_for_fewer_eyes_than_the_case_is_on_none_of_its_papers(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    other = cases.first_contact(laptop, FirstContact("Hush", name={"given": "Selbi"})).record
    with laptop.store.reading() as reading:
        selbi = reading.page(Case, {"uid": other})[0].person
        home = reading.page(Case, {"uid": case})[0].household
    people.add_member(laptop, home, selbi, "child")
    need = add_need(laptop, case, "A bed", person=selbi, service="home_care").record
    goal = plans.add_goal(laptop, case, "She sleeps", person=selbi).record
    plans.add_action(laptop, goal, "Looks for a bed", person=selbi)
    with laptop.store.reading() as reading:
        plan = reading.page(Plan, {"case": case})[0].uid
    add_referral(laptop, case, "home_care", person=selbi, need=need)
    consents.give_consent(laptop, case, "services", person=selbi)
    visit = log_visit(laptop, case, VisitLog("done", met_people=(selbi,), note="Tea")).record
    everything: tuple[Callable[[], Paper], ...] = (
        lambda: case_papers.case_summary(laptop, case),
        lambda: case_papers.visit_note(laptop, visit),
        lambda: case_papers.closure_for_file(laptop, case),
        lambda: plan_papers.plan_for_file(laptop, plan),
        lambda: plan_papers.plan_for_family(laptop, plan),
    )
    assert "Selbi" in words_of(everything[0](), tmp_path)
    assert "Selbi" in words_of(everything[1](), tmp_path)
    for make in everything[3:]:
        assert "She sleeps" in words_of(make(), tmp_path)
    cases.restrict_case(laptop, other, ())
    for make in everything:
        text = words_of(make(), tmp_path)
        assert "Selbi" not in text
    text = words_of(everything[0](), tmp_path)
    for kept in ("Ogulgerek Çaryýewa", "A bed", "She sleeps", "Tea", "Care at home"):
        assert kept in text
    assert "She sleeps" in words_of(everything[3](), tmp_path)
    assert "She sleeps" not in words_of(everything[4](), tmp_path)  # what is hers stays here
