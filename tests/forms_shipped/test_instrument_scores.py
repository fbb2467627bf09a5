"""The published instruments against answer sets whose points were added up by hand."""

import pytest

from tests.forms_shipped.filling import Filled

FIRST = {
    "phq9": {"phq_1": "0"},
    "gad7": {"gad_1": "0"},
    "gds15": {"gds_n_01": "yes"},
    "who5": {"who_1": "0"},
}
ASKED = {"talk_alone": "yes", "agreed": "yes", "told_on": "2026-11-22"}


def filled(form: str, prefix: str, given: str, answer: dict[str, str]) -> Filled:
    """A form with one letter of `given` for each item in order; "-" is left out."""
    one = Filled(form, **({} if form == "wg_ss" else ASKED))
    items = one.names(prefix)
    assert len(items) == len(given)
    one.put(
        **{n: answer.get(g, g) for n, g in zip(items, given, strict=True) if g not in ("-", " ")}
    )
    return one


def discussed(form: Filled, prefix: str) -> set[str]:
    return {name for name in form.names(prefix) if form.asked(name)}


# --- PHQ-9: 0 to 27; 5, 10, 15, 20 --------------------------------------------------------------
PHQ9 = [
    ("000000000", "0", "phq9_few"),
    ("111100000", "4", "phq9_few"),
    ("111110000", "5", "phq9_some"),
    ("333000000", "9", "phq9_some"),
    ("333100000", "10", "phq9_many"),
    ("123012301", "13", "phq9_many"),
    ("333330000", "15", "phq9_many"),
    ("333333100", "19", "phq9_many"),
    ("333333200", "20", "phq9_very_many"),
    ("333333333", "27", "phq9_very_many"),
]


@pytest.mark.parametrize(("given", "points", "said"), PHQ9)
def test_phq9_adds_up_and_says_what_to_discuss(given: str, points: str, said: str) -> None:
    form = filled("phq9", "phq_", given, {})

    assert form.score("score_phq9") == points
    assert discussed(form, "phq9_") - {"phq9_difficulty"} == {said}
    assert ("need_phq9_doctor" in form.needs()) == (int(points) >= 10)


@pytest.mark.parametrize(
    ("given", "so_far", "said", "doctor"),
    [
        ("---------", "0", set[str](), False),
        ("11111111-", "8", {"phq9_unfinished"}, False),
        ("3-3-3-0-0", "9", {"phq9_unfinished"}, False),
        ("3333-----", "12", {"phq9_many"}, True),
        ("3333333--", "21", {"phq9_very_many"}, True),
    ],
)
def test_phq9_gives_no_total_with_an_answer_missing_and_guesses_nothing(
    given: str, so_far: str, said: set[str], doctor: bool
) -> None:
    form = filled("phq9", "phq_", given, {})

    assert form.score("score_phq9") == ""
    assert ("need_phq9_doctor" in form.needs()) == doctor
    if said:
        assert discussed(form, "phq9_") - {"phq9_difficulty"} == said
        assert f"points so far: {so_far}" in form.detail("score_phq9")
    else:
        assert "to_discuss" not in form.pages()


@pytest.mark.parametrize("last", ["0", "1", "2", "3", "-"])
@pytest.mark.parametrize("others", ["00000000", "33333333", "--------"])
def test_the_safety_step_is_there_exactly_when_the_ninth_answer_is_more_than_not_at_all(
    others: str, last: str
) -> None:
    form = filled("phq9", "phq_", others + last, {})
    shown = last in "123"

    assert ("safety_step" in form.pages()) == shown
    assert form.asked("stay_with") == form.asked("called_whom") == form.asked("numbers") == shown
    assert ("need_same_day" in form.needs()) == shown


def test_the_safety_step_asks_who_was_called_and_when_before_the_form_can_be_finished() -> None:
    form = filled("phq9", "phq_", "000000001", {})
    missing = {one.ref.rsplit("/", 1)[-1] for one in form.session.finish().missing}
    assert missing == {"stays_now", "called_whom", "coordinator_told"}

    form.put(stays_now="Her sister, until Tuesday", called_whom="nobody", coordinator_told="no")
    assert form.asked("call_first")
    form.put(called_whom="nobody coordinator")
    assert form.node("called_whom").violation == "constraint"

    form.put(called_whom="coordinator trusted")
    assert not form.session.finish().ok
    form.put(called_at="2026-11-23T09:20:00.000+05:00", coordinator_told="yes")
    assert form.session.finish().ok


def test_a_plan_to_die_brings_up_the_ambulance() -> None:
    form = filled("phq9", "phq_", "000000002", {})
    assert not form.asked("help_now")

    form.put(thought_how="yes")

    assert form.asked("help_now")


@pytest.mark.parametrize("form", ["phq9", "gad7", "gds15", "who5"])
@pytest.mark.parametrize("refused", ["talk_alone", "agreed"])
def test_a_screening_ends_before_its_questions_where_it_must_not_be_asked(
    form: str, refused: str
) -> None:
    one = Filled(form, **(ASKED | {refused: "no"}))

    assert one.asked("stop_here")
    assert one.pages() == {"before"}
    assert one.session.finish().ok


# --- GAD-7: 0 to 21; 5, 10, 15 ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "points", "said"),
    [
        ("0000000", "0", "gad7_few"),
        ("1111000", "4", "gad7_few"),
        ("1111100", "5", "gad7_some"),
        ("3330000", "9", "gad7_some"),
        ("0123012", "9", "gad7_some"),
        ("2222200", "10", "gad7_many"),
        ("2222222", "14", "gad7_many"),
        ("3333300", "15", "gad7_very_many"),
        ("3333333", "21", "gad7_very_many"),
    ],
)
def test_gad7_adds_up_and_says_what_to_discuss(given: str, points: str, said: str) -> None:
    form = filled("gad7", "gad_", given, {})

    assert form.score("score_gad7") == points
    assert discussed(form, "gad7_") == {said}
    assert ("need_gad7_doctor" in form.needs()) == (int(points) >= 10)


@pytest.mark.parametrize(
    ("given", "said", "doctor"),
    [
        ("333----", "gad7_unfinished", False),
        ("333311-", "gad7_many", True),
        ("33333--", "gad7_very_many", True),
    ],
)
def test_gad7_gives_no_total_with_an_answer_missing(given: str, said: str, doctor: bool) -> None:
    form = filled("gad7", "gad_", given, {})

    assert form.score("score_gad7") == ""
    assert discussed(form, "gad7_") == {said}
    assert ("need_gad7_doctor" in form.needs()) == doctor


# --- GDS-15: points for "no" on 1, 5, 7, 11, 13, for "yes" on the others; over 5, over 10 ---------
YES_NO = {"y": "yes", "n": "no"}


@pytest.mark.parametrize(
    ("given", "points", "said"),
    [
        ("ynnnynynnnynynn", "0", "gds15_few"),  # every answer the glad one
        ("nyyynynyyynynyy", "15", "gds15_very_many"),  # every answer the sad one
        ("yyyyyyyyyyyyyyy", "10", "gds15_many"),  # the ten that count "yes"
        ("nnnnnnnnnnnnnnn", "5", "gds15_few"),  # the five that count "no"
        ("nynnnnnnnnnnnnn", "6", "gds15_many"),  # those and the second
        ("nyyyyyyyyyyyyyy", "11", "gds15_very_many"),  # the ten "yes" and the first
        ("yyyynynynnynyny", "8", "gds15_many"),  # 2, 3, 4, 5, 6, 7, 8, 15
    ],
)
def test_gds15_adds_up_and_says_what_to_discuss(given: str, points: str, said: str) -> None:
    form = filled("gds15", "gds_", given, YES_NO)

    assert form.score("score_gds15") == points
    assert discussed(form, "gds15_") == {said}
    assert ("need_gds15_doctor" in form.needs()) == (int(points) > 5)


@pytest.mark.parametrize(
    ("given", "said", "doctor"),
    [
        ("ynnnynynnnynyn-", "gds15_unfinished", False),
        ("nyyynyn--------", "gds15_many", True),
        ("nyyynynyyyny---", "gds15_very_many", True),
    ],
)
def test_gds15_gives_no_total_with_an_answer_missing(given: str, said: str, doctor: bool) -> None:
    form = filled("gds15", "gds_", given, YES_NO)

    assert form.score("score_gds15") == ""
    assert discussed(form, "gds15_") == {said}
    assert ("need_gds15_doctor" in form.needs()) == doctor


def test_the_items_of_gds15_stand_in_the_order_of_the_scale() -> None:
    numbers = [name.rsplit("_", 1)[-1] for name in Filled("gds15").names("gds_")]

    assert numbers == [f"{number:02}" for number in range(1, 16)]


# --- WHO-5: four times the sum of five; 50 or less, 28 or less ------------------------------------
@pytest.mark.parametrize(
    ("given", "points", "said", "needs"),
    [
        ("00000", "0", "who5_very_low", {"need_who5_fuller", "need_who5_doctor"}),
        ("12310", "28", "who5_very_low", {"need_who5_fuller", "need_who5_doctor"}),  # 7
        ("22211", "32", "who5_low", {"need_who5_fuller"}),  # 8
        ("33321", "48", "who5_low", {"need_who5_fuller"}),  # 12
        ("33322", "52", "who5_well", set[str]()),  # 13
        ("54321", "60", "who5_well", set[str]()),
        ("55555", "100", "who5_well", set[str]()),
        ("5555-", "", "who5_unfinished", set[str]()),
        ("0000-", "", "who5_unfinished", set[str]()),  # low as it is: nothing is guessed
        ("-----", "", "", set[str]()),
    ],
)
def test_who5_is_four_times_its_sum_and_says_what_to_discuss(
    given: str, points: str, said: str, needs: set[str]
) -> None:
    form = filled("who5", "who_", given, {})

    assert form.score("score_who5") == points
    assert discussed(form, "who5_") == {said} - {""}
    assert form.needs() == needs


@pytest.mark.parametrize("language", ["English (en)", "Русский (ru)", "Türkmençe (tk)"])
def test_who5_names_its_licence_and_that_english_is_binding(language: str) -> None:
    said = Filled("who5", language).node("licence_note").label

    assert "CC BY-NC-SA 3.0 IGO" in said
    assert any(word in said for word in ("binding", "обязательным", "asyl nusga"))


# --- Washington Group Short Set: any 3 or 4; never a sum ------------------------------------------
WG_ITEMS = ["seeing", "hearing", "walking", "remembering", "self_care", "communicating"]


def short_set(given: str) -> Filled:
    answers = zip(WG_ITEMS, given, strict=True)
    return Filled("wg_ss", **{f"wg_{item}": code for item, code in answers if code != "-"})


@pytest.mark.parametrize(
    ("given", "much", "need"),
    [
        ("111111", "0", False),
        ("222222", "0", False),  # a sum of 12, and below the cut-off
        ("111113", "1", True),
        ("411111", "1", True),
        ("333333", "6", True),
        ("444444", "6", True),
        ("123412", "2", True),
        ("11111-", "", False),  # not known: nothing is said
        ("111117", "", False),  # refused
        ("911111", "", False),  # do not know
        ("3-----", "1", True),  # one is enough
        ("779933", "2", True),
        ("------", "", False),
    ],
)
def test_the_short_set_counts_activities_and_never_adds_codes_up(
    given: str, much: str, need: bool
) -> None:
    form = short_set(given)

    assert form.score("score_wg_much") == much
    assert ("need_wg_support" in form.needs()) == need


@pytest.mark.parametrize(
    ("given", "said"),
    [("113111", "ask_more"), ("112111", "ask_some"), ("111111", "ask_none"), ("11111-", "")],
)
def test_the_short_set_says_what_to_discuss(given: str, said: str) -> None:
    form = short_set(given)

    assert {n for n in form.names("wg_ask_") if form.asked(n)} == {f"wg_{said}"} - {"wg_"}


def test_the_short_set_is_worded_and_ordered_as_its_authors_have_it() -> None:
    form = Filled("wg_ss")
    asked = form.names("wg_")

    assert asked[1:7] == [f"wg_{item}" for item in WG_ITEMS]
    assert [form.node(name).label for name in asked[:7]] == [
        "The next questions ask about difficulties you may have doing certain activities because of"
        " a health problem.",
        "Do you have difficulty seeing, even if wearing glasses?",
        "Do you have difficulty hearing, even if using a hearing aid?",
        "Do you have difficulty walking or climbing steps?",
        "Do you have difficulty remembering or concentrating?",
        "Do you have difficulty with self-care such as washing all over or dressing?",
        "Using your usual language, do you have difficulty communicating, for example understanding"
        " or being understood?",
    ]
    assert [choice.label for choice in form.node("wg_seeing").choices or ()][:4] == [
        "No, no difficulty",
        "Yes, some difficulty",
        "Yes, a lot of difficulty",
        "Cannot do at all",
    ]


@pytest.mark.parametrize("word", ["disab", "инвалид", "maýyp"])
def test_nobody_hears_that_word_before_the_short_set(word: str) -> None:
    for language in ("English (en)", "Русский (ru)", "Türkmençe (tk)"):
        form = Filled("wg_ss", language)
        told = [form.node(name) for name in form.names("")]
        assert not [one.name for one in told if word in f"{one.label} {one.hint}".lower()]


# --- All of them ----------------------------------------------------------------------------------
AWAITS = {
    "English (en)": "unvalidated working translation",
    "Русский (ru)": "непроверенный рабочий перевод, он ожидает рассмотрения",
    "Türkmençe (tk)": "barlagdan geçmedik iş terjimesi, gözden geçirilmegine garaşýar",
}


@pytest.mark.parametrize("form", ["phq9", "gad7", "gds15", "wg_ss", "who5"])
@pytest.mark.parametrize("language", AWAITS)
def test_a_translation_that_awaits_review_says_so_inside_the_form(form: str, language: str) -> None:
    assert AWAITS[language] in Filled(form, language).node("translation_note").label


@pytest.mark.parametrize("form", ["phq9", "gad7", "who5"])
def test_a_published_russian_translation_is_not_called_unvalidated(form: str) -> None:
    russian = Filled(form, "Русский (ru)").node("translation_note").label

    assert "Туркменский текст – непроверенный" in russian
    assert "Русский текст – непроверенный" not in russian


@pytest.mark.parametrize("form", ["phq9", "gad7", "gds15", "who5"])
def test_a_screening_says_that_it_makes_no_diagnosis_and_whose_cut_offs_these_are(
    form: str,
) -> None:
    one = Filled(form, **ASKED)
    one.put(**FIRST[form])

    assert "no diagnosis" in one.node("no_diagnosis").label
    detail = one.detail(f"score_{form}")
    assert "not a diagnosis" in detail
    assert any(f"({author}" in detail for author in ("Kroenke", "Spitzer", "Sheikh", "Topp"))
