"""Places on the map that a case has told before, with the questions that they answered."""

from socialcase.actions import assessments
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.known_places import (
    KnownPlace,
    is_place,
    known_places,
    places_of_draft,
)
from socialcase.actions.workspaces import Workspace
from socialcase.forms import Form, compile_form

FORM = """
| survey |
| | type | name | label |
| | text | words | In their own words |
| | geopoint | house | Where is the house? |
| | geopoint | school | Where is the school? |
| settings |
| | form_id | form_title |
| | {name} | {name} |
"""
HOUSE, SCHOOL, CLINIC = "37.6012 61.8331 0 0", "37.7 61.9 0 0", "37.8 61.9 0 0"


def form_of(ws: Workspace, name: str = "places") -> Form:
    form = compile_form(FORM.format(name=name).encode(), f"{name}.md")
    ws.store.forms_cache.put(form.content_hash, form.to_bytes())
    return form


def case_of(ws: Workspace, name: str) -> str:
    return first_contact(ws, FirstContact(worry="x", name={"given": name})).record


def told(ws: Workspace, case: str, on: str, **answers: str) -> None:
    form = form_of(ws)
    kept = (case, "", form.form_id, form.version, form.content_hash)
    opened = assessments.resume(ws, ws.store.drafts.start(*kept))
    for name, value in answers.items():
        assessments.answer(ws, opened, "set", f"/data/{name}", value)
    assessments.finish(ws, opened, on)


def test_places_come_with_their_questions_those_told_last_first(laptop: Workspace) -> None:
    case = case_of(laptop, "Jeren")
    told(laptop, case, "2026-01-02", house=HOUSE, school=SCHOOL)
    told(laptop, case, "2026-03-12", house=CLINIC, school=SCHOOL, words="1 2 3 4")
    assert known_places(laptop, case) == (
        KnownPlace(CLINIC, "Where is the house?", "2026-03-12"),
        KnownPlace(SCHOOL, "Where is the school?", "2026-03-12"),
        KnownPlace(HOUSE, "Where is the house?", "2026-01-02"),
    )


def test_another_case_tells_nothing(laptop: Workspace) -> None:
    told(laptop, case_of(laptop, "Jeren"), "2026-01-02", house=HOUSE)
    assert known_places(laptop, case_of(laptop, "Ogulgerek")) == ()


def test_only_a_form_that_asks_for_places_is_given_any(laptop: Workspace) -> None:
    case = case_of(laptop, "Jeren")
    told(laptop, case, "2026-01-02", house=HOUSE)
    plain = compile_form(b"| survey |\n| | type | name | label |\n| | text | a | A? |", "a.md")
    laptop.store.forms_cache.put(plain.content_hash, plain.to_bytes())
    for form, places in ((form_of(laptop), 1), (plain, 0)):
        kept = (case, "", form.form_id, form.version, form.content_hash)
        opened = assessments.resume(laptop, laptop.store.drafts.start(*kept))
        assert len(places_of_draft(laptop, opened)) == places


def test_what_a_place_looks_like() -> None:
    assert is_place(HOUSE)
    assert is_place("-12.5 140.25 10.0 4.5")
    assert not is_place("37.6, 61.8")
    assert not is_place("1 2 3")
    assert not is_place("one two three four")
