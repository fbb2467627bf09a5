"""The history in words: every code has one, whoever is spoken of is named, nothing leaks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from socialcase.actions import (
    attachments,
    cases,
    certificates,
    consents,
    handovers,
    notes,
    people,
    plans,
    redaction,
    relations,
    visits,
)
from socialcase.actions.cases import FirstContact
from socialcase.actions.history import (
    HistoryLine,
    case_history,
    history,
    latest_changes,
    person_history,
    recent_saves,
    undo,
)
from socialcase.actions.history_words import change_words, field_words, told
from socialcase.actions.value_words import value_words, vocabulary_of
from socialcase.actions.workspaces import Workspace
from socialcase.cases.fields import FieldSpec, Kind
from socialcase.cases.records import Case, Note, Person
from socialcase.cases.registry import fields
from socialcase.errors import ChangedSince, NotFound
from socialcase.texts import use_language, vocabulary
from tests.conftest import Enrolled

LANGUAGES = ("en", "ru", "tk")
CONTACT = FirstContact(
    worry="A girl of 12 cares for two people",
    name={"given": "Jeren", "surname": "Orazgulyýewa"},
    address={"etrap": "wekilbazar", "settlement": "Garaýap"},
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture
def case(laptop: Workspace) -> str:
    return cases.first_contact(laptop, CONTACT).record


def said(lines: list[HistoryLine]) -> list[str]:
    return [f"{field_words(line)}: {change_words(line)}" for line in lines if told(line)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_registry_has_a_word(language: str) -> None:
    use_language(language)
    coded = [(spec, code) for spec in fields() for code in spec.codes]
    unknown = [f"{s.path} {c}" for s, c in coded if c not in vocabulary(vocabulary_of(s.path))]
    silent = [f"{s.path} {c}" for s, c in coded if not value_words(s, c)]
    assert coded
    assert unknown == []
    assert silent == []


def test_a_conflict_about_a_place_offers_the_etraps() -> None:
    assert "wekilbazar" in vocabulary(vocabulary_of("person.address", "etrap"))


@pytest.mark.parametrize(
    ("spec", "value", "words"),
    [
        (FieldSpec("person", "birth", Kind.PARTIAL_DATE), "~1957", "about 1957"),
        (FieldSpec("person", "birth", Kind.PARTIAL_DATE), "1958-03-07", "07.03.1958"),
        (FieldSpec("task", "due", Kind.DATE), "2026-11-27", "27.11.2026"),
        (
            FieldSpec("assessment", "finished", Kind.INSTANT),
            "2026-10-20T04:18:00Z",
            "20.10.2026, 09:18",
        ),
        (FieldSpec("case", "audience", Kind.TEXT), "etrap:wekilbazar", "Wekilbazar and the office"),
    ],
)
def test_days_and_audiences_are_said_with_what_they_need(
    spec: FieldSpec, value: str, words: str
) -> None:
    assert value_words(spec, value) == words


def test_a_case_handed_over_names_both_specialists(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    uid = cases.first_contact(maral, CONTACT).record
    enrolled.up(maral)
    handovers.hand_over(office, uid, enrolled.oraz.person)
    lines = said(case_history(office, uid))
    assert "Who owns the case: Oraz Berdiýew, before: Maral Annaýewa" in lines
    assert any(line.startswith("Who may see it: ") for line in lines)


def test_what_was_before_is_said_however_long_ago_that_was(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    uid = cases.first_contact(maral, CONTACT).record
    enrolled.up(maral)
    handovers.hand_over(office, uid, enrolled.oraz.person)
    newest = latest_changes(office, uid, 20)
    owner = next(n for n, line in enumerate(newest.lines) if line.field == "owner")
    lines = latest_changes(office, uid, owner + 1)
    assert lines.older
    assert said(list(lines.lines))[-1] == (
        "Who owns the case: Oraz Berdiýew, before: Maral Annaýewa"
    )


def test_a_restriction_says_who_may_see_the_case(enrolled: Enrolled) -> None:
    enrolled.up(enrolled.maral)
    enrolled.down(enrolled.maral)
    uid = cases.first_contact(enrolled.maral, CONTACT).record
    cases.restrict_case(enrolled.maral, uid, (enrolled.coordinator.person,))
    lines = said(case_history(enrolled.maral, uid))
    (restricted,) = [line for line in lines if line.startswith("Who may see it: Only ")]
    assert "Aýgül Saparowa" in restricted
    assert "Maral Annaýewa" in restricted
    assert not [line for line in lines if enrolled.maral.person in line]


def test_people_who_were_met_and_whose_goal_it_is_are_named(laptop: Workspace, case: str) -> None:
    people.add_family_member(laptop, case, {"given": "Aýna"}, "child")
    with laptop.store.reading() as reading:
        (aýna,) = [p.uid for p in reading.page(Person) if p.name_given == "Aýna"]
    visits.log_visit(laptop, case, visits.VisitLog(outcome="done", met_people=(aýna,)))
    goal = plans.add_goal(laptop, case, "School every day", person=aýna).record
    plans.set_goal(laptop, goal, "status", "met")
    lines = said(case_history(laptop, case))
    assert "People met: added: Aýna" in lines
    assert "School every day: Whose goal: Aýna" in lines
    assert "School every day: Status of the goal: Met, before: Open" in lines
    assert not [line for line in lines if aýna in line]


def test_ways_to_say_a_code_raw_are_gone(laptop: Workspace, case: str) -> None:
    consents.give_consent(laptop, case, "services", capacity="guardian", giver="Selbi")
    consents.withhold(laptop, case, ("whereabouts",), from_whom="Serdar")
    lines = said(case_history(laptop, case))
    assert "In what capacity: Guardian" in lines
    assert "What is withheld: added: Where they are" in lines


def test_what_was_redacted_is_said_to_be_so_and_nothing_else(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    uid = cases.first_contact(maral, CONTACT).record
    note = notes.add_note(maral, uid, "She lives in the white house").record
    notes.edit_note(maral, note, "She lives behind the white house")
    enrolled.up(maral)
    enrolled.down(boss)
    redaction.redact(boss, note, "text", "address in the wrong place")
    lines = [line for line in case_history(boss, uid) if line.record == note]
    assert lines
    for line in lines:
        assert "white house" not in f"{line.old} {line.new} {change_words(line)}"
    assert "Note: redacted" in said(lines)


def test_a_group_that_names_somebody_can_be_redacted(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    uid = cases.first_contact(maral, CONTACT).record
    enrolled.up(enrolled.oraz)
    enrolled.down(maral)  # whom there is
    handovers.ask_handover(maral, uid, "load", to=enrolled.oraz.person)
    assert any("Oraz Berdiýew" in line for line in said(case_history(maral, uid)))
    enrolled.up(maral)
    enrolled.down(boss)
    redaction.redact(boss, uid, "handover", "Not his")
    lines = [line for line in said(case_history(boss, uid)) if line.startswith("Asked to be")]
    assert lines == ["Asked to be handed over: redacted"] * len(lines)


def test_the_files_of_a_picture_are_nowhere_in_its_history(laptop: Workspace, case: str) -> None:
    paper = attachments.add_document(laptop, case, b"a letter", name="letter.txt").record
    attachments.describe(laptop, paper, "From the school")
    attachments.remove(laptop, paper)
    lines = [line for line in case_history(laptop, case) if line.record == paper]
    words = said(lines)
    assert "letter.txt: What it shows: From the school" in words
    assert "letter.txt: Removed: yes" in words
    assert not {line.field for line in lines} & {"key", "file", "sha256"}


def test_of_somebody_who_may_not_be_seen_nothing_is_said(enrolled: Enrolled) -> None:
    maral, oraz = enrolled.maral, enrolled.oraz
    hidden = cases.first_contact(maral, CONTACT).record
    assert history(maral, hidden)
    uid = cases.first_contact(oraz, CONTACT).record
    lines = case_history(oraz, uid)
    assert not [line for line in lines if hidden in f"{line.new} {line.old}"]


@pytest.mark.parametrize("restricted", [False, True])
def test_what_was_taken_back_stays_in_the_history_and_can_be_brought_back(
    enrolled: Enrolled, restricted: bool
) -> None:
    maral = enrolled.maral
    enrolled.up(maral)
    enrolled.down(maral)  # whom a file can be sealed to
    only = (enrolled.coordinator.person,) if restricted else ()
    uid = cases.first_contact(maral, replace(CONTACT, restricted_to=only)).record
    note = notes.add_note(maral, uid, "Written into the wrong case")
    back = undo(maral, note.save)
    lines = case_history(maral, uid)
    assert "Note: emptied, before: Written into the wrong case" in said(lines)
    assert said(history(maral, note.record)) == [
        line for line in said(lines) if line.startswith(("Note", "Told on"))
    ]
    undo(maral, back.save)
    with maral.store.reading() as reading:
        kept = reading.get(Note, note.record)
    assert kept is not None
    assert kept.text == "Written into the wrong case"


def test_what_was_taken_back_is_told_to_nobody_who_could_not_see_it(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    enrolled.up(maral)
    enrolled.down(maral)
    hidden = cases.first_contact(maral, replace(CONTACT, restricted_to=(boss.person,))).record
    note = notes.add_note(maral, hidden, "In confidence")
    undo(maral, note.save)
    enrolled.up(maral)
    enrolled.down(enrolled.oraz)
    enrolled.down(boss)
    assert "Note: emptied, before: In confidence" in said(case_history(boss, hidden))
    for ws in (enrolled.office, enrolled.oraz):
        with pytest.raises(NotFound):
            history(ws, note.record)


def test_taking_back_again_and_again_goes_further_back(laptop: Workspace, case: str) -> None:
    for title in ("One", "Two", "Three"):
        cases.set_case(laptop, case, "title", title)
    seen = []
    for _ in range(3):
        undo(laptop, recent_saves(laptop, 1)[0].save)
        with laptop.store.reading() as reading:
            found = reading.get(Case, case)
        assert found is not None
        seen.append(found.title)
    assert seen == ["Two", "One", ""]


def test_what_was_ticked_and_unticked_many_times_can_be_taken_back(
    laptop: Workspace, case: str
) -> None:
    for number in range(60):
        cases.set_case(laptop, case, "title", "One" if number % 2 else "Two")
    undo(laptop, recent_saves(laptop, 1)[0].save)
    undo(laptop, recent_saves(laptop, 1)[0].save)
    with laptop.store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    assert found.title == "One"


def test_to_bring_back_is_an_act_that_can_be_taken_back_itself(
    laptop: Workspace, case: str
) -> None:
    done = notes.add_note(laptop, case, "She rang")
    first = recent_saves(laptop, 2)[1].save
    back = undo(laptop, done.save)
    assert recent_saves(laptop, 1)[0].save == first
    again = undo(laptop, back.save)
    assert recent_saves(laptop, 1)[0].save == again.save
    undo(laptop, again.save)
    assert recent_saves(laptop, 1)[0].save == first


def test_nothing_is_taken_back_that_somebody_wrote_over_since(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    uid = cases.first_contact(maral, CONTACT).record
    mine = cases.set_case(maral, uid, "title", "One")
    enrolled.up(maral)
    enrolled.down(boss)
    cases.set_case(boss, uid, "title", "Two")
    enrolled.up(boss)
    enrolled.down(maral)
    with pytest.raises(ChangedSince):
        undo(maral, mine.save)


def test_the_history_of_a_person_tells_of_papers_homes_and_kin(
    laptop: Workspace, case: str
) -> None:
    with laptop.store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    aýna = people.add_family_member(laptop, case, {"given": "Aýna"}, "child").record
    paper = certificates.add_certificate(laptop, aýna, "birth", number="4").record
    certificates.change_certificate(laptop, paper, {"number": "5"})
    relations.relate(laptop, found.person, aýna, "parent", "born", case=case)
    lines = said(person_history(laptop, aýna))
    assert "Birth certificate: Number: 5, before: 4" in lines
    assert "Jeren Orazgulyýewa: Relation: Parent" in lines
    assert not [line for line in lines if line.endswith("Person: Jeren Orazgulyýewa")]
    assert any(line.endswith("Role at home: child") for line in lines)
    with pytest.raises(NotFound):
        person_history(laptop, case)


def test_a_value_nested_beyond_all_sense_is_told_of_all_the_same() -> None:
    """Another laptop may send one; the history of the case still opens."""
    deep = "[" * 50_000
    spec = next(one for one in fields() if one.path == "case.handover")
    assert value_words(spec, deep, {}) == deep
