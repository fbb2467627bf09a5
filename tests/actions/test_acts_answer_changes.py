"""Two assessments beside each other: question by question, across versions, without a verdict."""

from pathlib import Path

import pytest

from socialcase.actions import assessments, cases
from socialcase.actions.answer_changes import AnswerChange, change_between
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.cases import FirstContact
from socialcase.actions.result_words import result_words
from socialcase.actions.workspaces import Workspace
from socialcase.errors import NotFound
from socialcase.texts import language, use_language
from tests.actions.form_sources import V1, V2, case_of, filled, published, written
from tests.conftest import Enrolled

SHELTER = "shelter"


@pytest.fixture
def case(office: Workspace) -> str:
    return case_of(office)


def told(office: Workspace, case: str, day: str, form: str = SHELTER, **answers: str) -> str:
    """A finished assessment of that day."""
    draft = assessments.start_draft(office, case, "", form)
    give(office, draft, answers)
    return assessments.finish(office, draft, day).record


def give(office: Workspace, draft: OpenDraft, answers: dict[str, str]) -> None:
    for ref, state in list(draft.session.state().items()):
        name = ref.rpartition("/")[2]
        if isinstance(state, dict) and name in answers:
            assessments.answer(office, draft, "set", ref, answers[name])


def by_label(changes: tuple[AnswerChange, ...]) -> dict[str, tuple[str, str, str]]:
    return {one.label: (one.kind, one.then, one.now) for one in changes}


def test_two_versions_are_compared_by_the_names_of_their_questions(
    office: Workspace, case: str, tmp_path: Path
) -> None:
    published(office, written(tmp_path / "one", V1))
    first = told(office, case, "2026-08-10", knife="yes", heating="saxaul", rooms="2")
    published(office, written(tmp_path / "two", V2))
    second = told(office, case, "2026-11-20", heating="power", rooms="3", windows="4")
    found = change_between(office, second)
    assert (found.then and found.then.uid, found.now.uid) == (first, second)
    assert by_label(found.answers) == {
        "Has anybody threatened with a knife?": ("gone", "Yes", ""),
        "What heats the house?": ("changed", "Saxaul wood", "Electricity"),
        "How many rooms?": ("changed", "2", "3"),
        "How many windows?": ("new", "", "4"),
    }
    spans = {one.label: one.span for one in found.answers}
    rooms = spans["How many rooms?"]
    assert rooms is not None
    assert (rooms.way, rooms.steps, rooms.first, rooms.last) == (1.0, False, "0", "3")
    assert spans["What heats the house?"] is None, "a way of heating is no place on a scale"
    assert change_between(office, first).then is None, "nothing comes before the first"


def test_a_correction_is_compared_with_what_came_before_both(
    office: Workspace, case: str, tmp_path: Path
) -> None:
    published(office, written(tmp_path, V1))
    first = told(office, case, "2026-08-10", knife="no", heating="gas", rooms="2")
    second = told(office, case, "2026-11-20", knife="no", heating="gas", rooms="2")
    better = filled(office, assessments.revise(office, first, "Misheard"), rooms="5")
    corrected = change_between(office, second)
    # the correction was told on the day that the helper gives, after both
    assert corrected.then is None
    later = change_between(office, better)
    assert later.then is not None
    assert later.then.uid == second
    assert by_label(later.answers)["How many rooms?"] == ("changed", "2", "5")
    assert by_label(later.answers)["How is the house heated?"] == ("same", "Gas", "Gas")


def test_what_is_named_must_be_about_the_same_person_and_form(
    office: Workspace, case: str, tmp_path: Path
) -> None:
    published(office, written(tmp_path, V1))
    first = told(office, case, "2026-08-10", knife="no", heating="gas")
    second = told(office, case, "2026-11-20", knife="yes", heating="gas")
    assert change_between(office, second, first).then is not None
    elsewhere = told(office, case_of(office), "2026-08-10", knife="no", heating="gas")
    with pytest.raises(NotFound):
        change_between(office, second, elsewhere)
    with pytest.raises(NotFound):
        change_between(office, "0" * 26)


SCALE = ["0", "1", "2", "3"]


def phq9(office: Workspace, case: str, day: str, code: str) -> str:
    """A PHQ-9 with one answer to its first eight questions, and none of the ninth's thoughts."""
    draft = assessments.start_draft(office, case, "", "phq9")
    complete(office, draft, day)
    nodes = [draft.session.node(ref) for ref in draft.session.state()]
    asked = [one for one in nodes if one.kind == "question"]
    items = [one for one in asked if [c.value for c in one.choices or ()] == SCALE]
    for number, node in enumerate(items[:9]):
        assessments.answer(office, draft, "set", node.ref, code if number < 8 else "0")
    complete(office, draft, day)
    return assessments.finish(office, draft, day).record


def complete(office: Workspace, draft: OpenDraft, day: str, place: int = 0) -> None:
    """Answer what is required, from a list with the answer at `place`."""
    for _ in range(200):
        missing = draft.session.finish().missing
        if not missing:
            return
        node = draft.session.node(missing[0].ref)
        plain = {"date": day, "int": "3"}
        value = node.choices[place].value if node.choices else plain.get(node.type, "words")
        assessments.answer(office, draft, "set", node.ref, value)


def test_steps_lie_on_the_list_and_only_a_validated_total_has_a_place(
    office: Workspace, case: str
) -> None:
    phq9(office, case, "2026-08-10", "1")
    later = phq9(office, case, "2026-11-20", "0")
    found = change_between(office, later)
    steps = [one.span for one in found.answers if one.span and one.span.steps]
    assert len(steps) >= 8
    assert (steps[0].first, steps[0].last, steps[0].way) == ("Not at all", "Nearly every day", -1.0)
    total = next(one for one in found.scores if one.name == "score_phq9")
    assert total.span is not None
    assert (total.then, total.now, total.span.low, total.span.high) == ("8", "0", 0.0, 27.0)


def test_the_count_of_a_list_of_our_own_has_no_place(office: Workspace, case: str) -> None:
    for day in ("2026-08-10", "2026-11-20"):
        draft = assessments.start_draft(office, case, "", "daily_living")
        complete(office, draft, day)
        last = assessments.finish(office, draft, day).record
    found = change_between(office, last)
    assert found.scores
    assert [one.span for one in found.scores] == [None] * len(found.scores)


def test_results_follow_the_language_and_keep_their_values(office: Workspace, case: str) -> None:
    later = phq9(office, case, "2026-11-20", "1")
    english = result_words(office, later)
    before = language()
    use_language("ru")
    try:
        russian = result_words(office, later)
    finally:
        use_language(before)
    assert english.scores[0].value == russian.scores[0].value == "8"
    assert english.scores[0].label != russian.scores[0].label
    assert any("а" <= letter <= "я" for letter in russian.scores[0].label)


def test_the_persons_own_words_stand_beside_the_suggestions(office: Workspace) -> None:
    contact = FirstContact(worry="Alone", name={"given": "Baýram"}, groups=("older_person",))
    case = cases.first_contact(office, contact).record
    draft = assessments.start_draft(office, case, "", "needs_older")
    assessments.answer(office, draft, "set", ref_of(draft, "matters_most"), "My garden")
    complete(office, draft, "2026-11-20", -1)
    found = result_words(office, assessments.finish(office, draft, "2026-11-20").record)
    assert "My garden" in [one.words for one in found.priorities]
    assert {one.name for one in found.suggestions} == {n.name for n in draft.session.needs()}


def ref_of(draft: OpenDraft, name: str) -> str:
    return next(ref for ref in draft.session.state() if ref.endswith(f"/{name}"))


def test_what_was_closed_to_somebody_is_compared_with_nothing_there(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = case_of(maral)
    first, second = phq9(maral, case, "2026-08-10", "1"), phq9(maral, case, "2026-11-20", "0")
    enrolled.up(maral)
    assert change_between(office, second).then is not None
    cases.restrict_case(maral, case, ())
    enrolled.up(maral)
    assert change_between(maral, second, first).then is not None
    for named in ("", first):
        with pytest.raises(NotFound):
            change_between(office, second, named)
    with pytest.raises(NotFound):
        result_words(office, second)
