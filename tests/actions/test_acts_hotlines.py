"""Emergency numbers that the office confirms, changes and adds: there, on laptops, on paper."""

import pytest

from socialcase.actions import cases, hotlines, plans
from socialcase.actions.cases import FirstContact
from socialcase.actions.history import undo
from socialcase.actions.hotlines import Line
from socialcase.actions.plan_papers import plan_for_family
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Hotline, Plan
from socialcase.errors import BadValue, NotAllowed, NotFound
from tests.conftest import Enrolled

ASKED = "Asked at the health house, 20 November 2026"


def number(ws: Workspace, key: str, etrap: str = "") -> Line:
    (line,) = (one for one in hotlines.lines_for(ws, etrap) if one.key == key)
    return line


def test_until_the_office_confirms_any_they_are_marked_as_not_confirmed(laptop: Workspace) -> None:
    lines = hotlines.every_line(laptop)
    assert [one.key for one in lines] == ["ambulance", "police", "fire", "gas", "coordinator"]
    assert all(one.unsure and not one.source for one in lines[:-1])
    assert "Ambulance, Police" in hotlines.unsure_words(lines)
    assert hotlines.source_words(lines) == []


def test_what_the_office_sets_reaches_every_laptop_with_its_source(enrolled: Enrolled) -> None:
    office, maral = enrolled.office, enrolled.maral
    hotlines.set_line(office, "ambulance", "103", ASKED)
    hotlines.add_line(office, "Duty doctor", "5-22-33", ASKED, "wekilbazar")
    hotlines.add_line(office, "Helpline for women", "800 12", "The ministry's letter 7")
    for laptop in (maral, enrolled.coordinator, enrolled.oraz):
        enrolled.down(laptop)
    assert number(maral, "ambulance") == Line(
        "ambulance", "Ambulance", "103", ASKED, unsure=False, usual="03"
    )
    near = [one.name for one in hotlines.lines_for(maral, "wekilbazar")]
    assert near[4:] == ["Duty doctor", "Helpline for women", "Coordinator"]
    assert "Duty doctor" not in [one.name for one in hotlines.lines_for(enrolled.oraz, "bayramaly")]
    words = hotlines.source_words(hotlines.lines_for(maral, "wekilbazar"))
    assert words[0] == f"Set by the office: Ambulance, Duty doctor ({ASKED})"
    assert "Ambulance" not in hotlines.unsure_words(hotlines.lines_for(maral))
    hotlines.drop_line(office, "ambulance")
    enrolled.down(maral)
    assert number(maral, "ambulance").number == "03"
    assert number(maral, "ambulance").unsure


def test_an_added_number_is_changed_taken_away_and_put_back(office: Workspace) -> None:
    uid = hotlines.add_line(office, "Duty doctor", "5-22-33", ASKED).record
    hotlines.set_line(office, uid, "5-22-34", ASKED)
    assert number(office, uid).number == "5-22-34"
    done = hotlines.drop_line(office, uid)
    assert uid not in [one.key for one in hotlines.every_line(office)]
    undo(office, done.save)
    assert number(office, uid).number == "5-22-34"


def test_two_officers_who_set_one_apart_are_both_told_of(office: Workspace) -> None:
    with office.store.transaction(office.person) as tx:
        for given in ("03", "103"):
            values = {"code": "ambulance", "number": given, "source": f"Letter on {given}"}
            tx.create("hotline", "everyone", values)
    shown = number(office, "ambulance")
    assert set(shown.number.split(" / ")) == {"03", "103"}
    hotlines.set_line(office, "ambulance", "103", ASKED)
    assert (number(office, "ambulance").number, number(office, "ambulance").source) == (
        "103",
        ASKED,
    )
    with office.store.reading() as reading:
        assert reading.count(Hotline) == 2


def test_the_plan_that_a_family_keeps_has_the_numbers_in_force(office: Workspace) -> None:
    case = cases.first_contact(office, FirstContact(worry="w", name={"given": "Ata"})).record
    plans.add_goal(office, case, "She reads")
    hotlines.set_line(office, "ambulance", "103", ASKED)
    with office.store.reading() as reading:
        (plan,) = reading.page(Plan, {"case": case})
    assert "'103'" in repr(plan_for_family(office, plan.uid).sheet.data)


@pytest.mark.parametrize(
    ("given", "source"), [("", ASKED), ("ask around", ASKED), ("1" * 50, ASKED), ("103", "  ")]
)
def test_what_is_no_number_or_comes_from_nowhere_is_refused(
    office: Workspace, given: str, source: str
) -> None:
    with pytest.raises(BadValue):
        hotlines.set_line(office, "ambulance", given, source)
    with pytest.raises(BadValue):
        hotlines.add_line(office, "Duty doctor", given, source)
    with pytest.raises(BadValue):
        hotlines.add_line(office, "Duty doctor", "103", ASKED, "nowhere")
    with pytest.raises(NotFound):
        hotlines.set_line(office, "coordinator", "103", ASKED)


def test_only_the_office_sets_numbers(laptop: Workspace) -> None:
    assert not hotlines.may_set_lines(laptop)
    with pytest.raises(NotAllowed):
        hotlines.set_line(laptop, "ambulance", "103", ASKED)
    with pytest.raises(NotAllowed):
        hotlines.drop_line(laptop, "ambulance")
