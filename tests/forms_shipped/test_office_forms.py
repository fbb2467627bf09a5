"""Service quality, case file audit, training survey and the private strain check, by hand."""

import pytest

from tests.forms_shipped.filling import Filled

IN_PLACE = {"y": "yes", "p": "partly", "n": "no", "u": "unseen", "x": "none"}
START = {
    "service_quality": {"told_on": "2026-11-20", "service_name": "Day centre"},
    "case_file_audit": {"told_on": "2026-11-20"},
    "training_survey": {"told_on": "2026-11-20"},
    "work_strain": {"told_on": "2026-11-20"},
}


def given(form: str, prefix: str, letters: str, words: dict[str, str]) -> Filled:
    one = Filled(form, **START[form])
    items = [name for name in one.names(prefix) if one.node(name).choices]
    assert len(items) == len(letters)
    one.put(**{n: words[g] for n, g in zip(items, letters, strict=True) if g != "-"})
    return one


@pytest.mark.parametrize(
    ("letters", "there", "judged"),
    [
        ("y" * 24, "24", 24),
        ("n" * 24, "0", 24),
        ("p" * 24, "0", 24),
        ("u" * 24, "", 0),
        ("x" * 24, "", 0),
        ("-" * 24, "", 0),
        ("ypnux-" * 4, "4", 12),
        ("y" + "-" * 23, "1", 1),
    ],
)
def test_service_quality_counts_only_what_could_be_judged(
    letters: str, there: str, judged: int
) -> None:
    form = given("service_quality", "q_", letters, IN_PLACE)

    assert form.score("score_quality") == there
    if there:
        assert f"of {judged} that could be judged" in form.detail("score_quality")


@pytest.mark.parametrize("said", ["yes", "partly", "no", "unseen", "none"])
def test_harm_in_a_service_is_told_the_same_day(said: str) -> None:
    form = Filled("service_quality", **START["service_quality"], q_rights_harm=said)
    harmed = said in ("partly", "no")

    assert ("need_harm_service" in form.needs()) == form.asked("harm_first") == harmed


@pytest.mark.parametrize(
    ("letters", "there", "judged"),
    [
        ("y" * 18, "18", 18),
        ("n" * 18, "0", 18),
        ("x" * 18, "", 0),
        ("-" * 18, "", 0),
        ("yyypppnnnuuuxxx---", "3", 9),
        ("y" * 17 + "-", "17", 17),
    ],
)
def test_a_case_file_audit_counts_what_applies(letters: str, there: str, judged: int) -> None:
    form = given("case_file_audit", "file_", letters, IN_PLACE)

    assert form.score("score_file") == there
    if there:
        assert f"of {judged} that apply" in form.detail("score_file")


@pytest.mark.parametrize(
    ("item", "said", "first"),
    [
        ("safe_risk", "no", True),
        ("safe_sameday", "no", True),
        ("safe_child", "no", True),
        ("begin_contact", "no", True),
        ("safe_child", "none", False),
        ("safe_risk", "partly", False),
        ("plan_goals", "no", False),
    ],
)
def test_what_is_missing_about_safety_is_talked_over_first(
    item: str, said: str, first: bool
) -> None:
    form = Filled("case_file_audit", **START["case_file_audit"], **{f"file_{item}": said})

    assert ("need_file_safety" in form.needs()) == first


def test_an_audit_ends_with_what_was_done_well() -> None:
    form = Filled("case_file_audit", **START["case_file_audit"])
    assert [one.ref.rsplit("/", 1)[-1] for one in form.session.finish().missing] == ["file_strong"]

    form.put(file_strong="The grandmother's own words.")

    assert form.session.finish().ok


SURE = {"n": "new", "p": "practice", "s": "sure", "t": "teach"}


@pytest.mark.parametrize(
    ("letters", "wanted", "answered", "teach"),
    [
        ("n" * 16, "16", 16, 0),
        ("t" * 16, "0", 16, 16),
        ("s" * 16, "0", 16, 0),
        ("-" * 16, "", 0, 0),
        ("npst" * 4, "8", 16, 4),
        ("np" + "-" * 14, "2", 2, 0),
    ],
)
def test_the_training_survey_counts_the_topics_to_learn(
    letters: str, wanted: str, answered: int, teach: int
) -> None:
    form = given("training_survey", "topic_", letters, SURE)

    assert form.score("score_training") == wanted
    if wanted:
        said = form.detail("score_training")
        assert f"{answered} answered" in said
        assert f"can show others {teach}" in said


def test_the_sixteen_topics_are_the_ones_to_choose_three_of() -> None:
    form = Filled("training_survey", **START["training_survey"])
    topics = [name.removeprefix("topic_") for name in form.names("topic_")]
    offered = [choice.value for choice in form.node("first_topics").choices or ()]
    assert len(topics) == 16
    assert offered == topics

    form.put(first_topics="steps talk law mind")
    assert form.node("first_topics").violation == "constraint"
    form.put(first_topics="steps talk law")
    assert form.session.finish().ok


OFTEN = {"o": "often", "s": "sometimes", "n": "never"}


@pytest.mark.parametrize(
    ("load", "weight", "hold", "scores"),
    [
        ("nnnnnn", "nnnnnn", "nnnn", ("0", "0", "0")),
        ("oooooo", "oooooo", "oooo", ("6", "6", "4")),
        ("ssssss", "ssssss", "ssss", ("0", "0", "0")),
        ("osnosn", "oonnnn", "onon", ("2", "2", "2")),
        ("o-----", "ooo---", "----", ("1", "3", "")),
        ("------", "------", "----", ("", "", "")),
    ],
)
def test_the_strain_check_counts_what_is_often_and_keeps_load_and_weight_apart(
    load: str, weight: str, hold: str, scores: tuple[str, str, str]
) -> None:
    form = Filled("work_strain", **START["work_strain"])
    for prefix, letters in (("load_", load), ("weight_", weight), ("hold_", hold)):
        items = form.names(prefix)
        form.put(**{n: OFTEN[g] for n, g in zip(items, letters, strict=True) if g != "-"})

    assert tuple(form.score(f"score_{part}") for part in ("load", "weight", "hold")) == scores
    assert form.asked("strain_talk") == (weight.count("o") >= 3)
    assert form.asked("strain_help")
    assert form.session.finish().ok


def test_the_strain_check_says_first_that_it_is_private_and_gives_no_verdict() -> None:
    for language, private, scale in (
        ("English (en)", "Nobody but you sees this", "not a validated scale"),
        ("Русский (ru)", "Это видите только вы", "не валидированная шкала"),
        ("Türkmençe (tk)", "diňe siz görýärsiňiz", "barlagdan geçen şkala däl"),
    ):
        form = Filled("work_strain", language)
        assert private in form.node("strain_private").label
        assert scale in form.node("strain_own").label
        assert not form.needs()
