"""A form being filled: what an answer does to everything that depends on it."""

from datetime import datetime, timedelta, timezone
from random import Random

import pytest

from socialcase.errors import FormRefused
from socialcase.forms import Form, NoSuchNode, Session, compile_form, open_session

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=timezone(timedelta(hours=5)))


def test_title_languages_and_version_come_from_the_settings(family: Form) -> None:
    assert (family.form_id, family.version, family.title) == ("family", "3", "Family needs")
    assert family.languages == ("English (en)", "Русский (ru)")


def test_an_answer_opens_the_group_that_depends_on_it(session: Session) -> None:
    assert not session.node("/data/living").relevant
    change = session.set("/data/who/age", "71")
    assert ("/data/living", "relevant") in change.changes
    assert ("/data/living/wash", "relevant") in change.changes
    assert session.node("/data/living/wash").relevant


def test_an_answer_changes_nothing_that_does_not_depend_on_it(session: Session) -> None:
    change = session.set("/data/visitor[1]/called", "Maral")
    assert change.changes == (("/data/visitor[1]/called", "value"),)


def test_a_place_is_kept_as_given_and_nonsense_is_named() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label |\n| | geopoint | at | Where |\n", "geo.md"
    )
    session = open_session(form, now=NOW)
    session.set("/data/at", "37.95 58.38")
    assert session.node("/data/at").value == "37.95 58.38"
    assert session.node("/data/at").violation is None
    session.set("/data/at", "by the bazaar")
    assert session.node("/data/at").violation == "constraint"


def test_letters_are_stored_composed_however_they_were_typed(session: Session) -> None:
    session.set("/data/who/name", "O\u0308zge C\u0327")
    assert session.node("/data/who/name").value == "Özge Ç"


def test_a_choice_that_is_not_offered_is_no_answer(session: Session) -> None:
    session.set("/data/who/welayat", "atlantis")
    assert session.node("/data/who/welayat").value == ""


def test_the_same_answer_again_changes_nothing(session: Session) -> None:
    session.set("/data/who/age", "30")
    assert not session.set("/data/who/age", "30")


def test_an_answer_that_breaks_a_constraint_is_kept_and_named(session: Session) -> None:
    change = session.set("/data/who/age", "140")
    node = session.node("/data/who/age")
    assert ("/data/who/age", "violation") in change.changes
    assert (node.value, node.violation) == ("140", "constraint")
    assert node.message == "Between 0 and 119."
    session.set("/data/who/age", "40")
    assert session.node("/data/who/age").violation is None


def test_an_answer_that_is_not_of_its_type_is_kept_and_named(session: Session) -> None:
    session.set("/data/who/age", "about 60")
    assert session.node("/data/who/age").violation == "constraint"
    assert session.node("/data/who/age").value == "about 60"
    session.set("/data/children", "two")
    assert session.node("/data/children").violation == "constraint"
    session.set("/data/children", "2")
    assert session.node("/data/children").violation is None


def test_a_hidden_answer_reads_blank_and_comes_back(session: Session) -> None:
    session.set("/data/who/age", "71")
    session.set("/data/living/wash", "2")
    session.set("/data/who/age", "30")
    assert session.node("/data/living/wash").value == ""
    assert "/data/living/wash" not in session.answers()
    session.set("/data/who/age", "72")
    assert session.node("/data/living/wash").value == "2"


def test_choices_follow_the_answer_above_and_a_lost_choice_is_cleared(session: Session) -> None:
    session.set("/data/who/welayat", "ahal")
    offered = session.node("/data/who/etrap").choices
    assert offered is not None
    assert [(c.value, c.label) for c in offered] == [("tejen", "Tejen"), ("kaka", "Kaka")]
    session.set("/data/who/etrap", "kaka")
    change = session.set("/data/who/welayat", "mary")
    assert ("/data/who/etrap", "choices") in change.changes
    assert session.node("/data/who/etrap").value == ""
    assert [c.value for c in session.node("/data/who/etrap").choices or ()] == ["bayramaly"]


def test_labels_take_in_answers_and_follow_the_language(session: Session) -> None:
    change = session.set("/data/who/name", "Aýna")
    assert ("/data/who/age", "label") in change.changes
    assert session.node("/data/who/age").label == "Age of Aýna"
    session.set_language("Русский (ru)")
    node = session.node("/data/who/age")
    assert (node.label, node.hint) == ("Возраст: Aýna", "Полных лет")
    session.set("/data/who/age", "-4")
    assert session.node("/data/who/age").message == "От 0 до 119."
    assert [c.label for c in session.node("/data/who/welayat").choices or ()] == ["Ахал", "Мары"]


def test_scores_and_needs_are_worded_by_their_notes(session: Session) -> None:
    assert session.scores() == []
    for ref, value in (("who/age", "80"), ("living/wash", "1"), ("living/dress", "2")):
        session.set(f"/data/{ref}", value)
    (score,) = session.scores()
    assert (score.name, score.value) == ("score_living", "3")
    assert (score.label, score.detail) == ("Needs help in 3 of 4 points", "Own checklist")
    assert [need.label for need in session.needs()] == ["Help at home"]
    session.set("/data/living/dress", "0")
    assert session.needs() == []


def test_finishing_lists_what_is_missing_and_wrong_with_numbers(session: Session) -> None:
    session.set("/data/who/age", "300")
    report = session.finish()
    assert not report.ok
    assert [(p.number, p.ref) for p in report.missing] == [("1.1", "/data/who/name")]
    assert [(p.number, p.message) for p in report.invalid] == [("1.2", "Between 0 and 119.")]
    session.set("/data/who/name", "Maral")
    session.set("/data/who/age", "30")
    assert session.finish().ok


def test_today_is_the_day_of_the_sessions_zone(family: Form) -> None:
    late = datetime.fromisoformat("2026-11-22T23:30:00+00:00").astimezone(NOW.tzinfo)
    session = open_session(family, now=late)
    assert session.node("/data/day").value == "2026-11-23"


def test_unknown_refs_are_refused(session: Session) -> None:
    for ref in ("/data/nothing", "/data/child[9]/first", "/data/who/age[2]", "", "/"):
        with pytest.raises(NoSuchNode):
            session.node(ref)
    with pytest.raises(NoSuchNode):
        session.add_repeat("/data/who")
    with pytest.raises(NoSuchNode):
        session.remove_repeat("/data/who/age")


def test_a_journal_replayed_gives_the_same_state(family: Form, session: Session) -> None:
    journal = [
        ("set", "/data/who/name", "Maral"),
        ("set", "/data/who/age", "68"),
        ("set", "/data/children", "2"),
        ("set", "/data/child[2]/years", "9"),
        ("add", "/data/visitor", ""),
        ("set", "/data/visitor[2]/called", "Oraz"),
        ("language", "", "Русский (ru)"),
        ("remove", "/data/visitor[1]", ""),
    ]
    for entry in journal:
        session.apply(*entry)
    again = open_session(family, now=NOW, chance=Random(7))
    for entry in journal:
        again.apply(*entry)
    assert again.state() == session.state()
    assert again.serialize() == session.serialize()
    assert session.answers()["/data/visitor[1]/called"] == "Oraz"


def test_a_cached_form_behaves_like_the_compiled_one(family: Form, session: Session) -> None:
    cached = Form.from_bytes(family.to_bytes())
    assert cached == family
    opened = open_session(cached, now=NOW, chance=Random(7))
    assert opened.state() == session.state()
    assert opened.set("/data/who/age", "71") == session.set("/data/who/age", "71")


def test_a_read_only_question_keeps_its_value() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label | readonly | default |\n"
        b"| | text | fixed | Fixed | yes | kept |\n| | text | free | Free | | |\n",
        "ro.md",
    )
    session = open_session(form, now=NOW)
    assert not session.set("/data/fixed", "changed")
    assert session.node("/data/fixed").value == "kept"
    assert session.node("/data/fixed").readonly


def test_a_calculation_that_cannot_be_done_leaves_its_question_empty() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label | calculation |\n| | integer | a | A | |\n"
        b"| | calculate | odd | | 10 div (${a} - ${a}) + number('x') |\n"
        b"| | calculate | unknown | | no-such-function(${a}) |\n",
        "odd.md",
    )
    assert [w.code for w in form.warnings] == ["bad_function"]
    session = open_session(form, now=NOW)
    session.set("/data/a", "1")
    assert session.node("/data/odd").value == ""
    assert session.node("/data/unknown").value == ""


def test_an_answer_to_another_form_is_refused(family: Form) -> None:
    for xml in ("<other/>", "no xml at all", "<!DOCTYPE x [<!ENTITY a 'b'>]><data>&a;</data>"):
        with pytest.raises(FormRefused):
            open_session(family, now=NOW, instance=xml)


def test_a_group_whose_condition_reads_inside_it_starts_closed_from_the_cache_too() -> None:
    compiled = compile_form(
        b"| survey |\n| | type | name | label | relevant | default |\n"
        b"| | begin_group | g | G | ${inside} = 'open' | |\n"
        b"| | text | inside | Inside | | open |\n| | end_group | | | | |\n",
        "circle.md",
    )
    for form in (compiled, Form.from_bytes(compiled.to_bytes())):
        assert not open_session(form, now=NOW).node("/data/g").relevant
