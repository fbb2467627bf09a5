"""The words of the published instruments: those that their authors published, letter by letter.

Compared with public copies of each; what was compared with what stands in forms/README.md.
"""

import pytest

from tests.forms_shipped.filling import Filled

RUSSIAN = "Русский (ru)"
ENGLISH = "English (en)"

WORDS = {
    ("phq9", "phq_", ENGLISH): [
        "Little interest or pleasure in doing things",
        "Feeling down, depressed, or hopeless",
        "Trouble falling or staying asleep, or sleeping too much",
        "Feeling tired or having little energy",
        "Poor appetite or overeating",
        "Feeling bad about yourself – or that you are a failure or have let yourself or your family"
        " down",
        "Trouble concentrating on things, such as reading the newspaper or watching television",
        "Moving or speaking so slowly that other people could have noticed? Or the opposite – being"
        " so fidgety or restless that you have been moving around a lot more than usual",
        "Thoughts that you would be better off dead or of hurting yourself in some way",
    ],
    ("phq9", "phq_", RUSSIAN): [
        "Вам не хотелось ничего делать",
        "У Вас было плохое настроение, Вы были подавлены или испытывали чувство безысходности",
        "Вам было трудно заснуть, у Вас был прерывистый сон, или Вы слишком много спали",
        "Вы были утомлены, или у Вас было мало сил",
        "У Вас был плохой аппетит, или Вы переедали",
        "Вы плохо о себе думали: считали себя неудачником (неудачницей), или были в себе"
        " разочарованы, или считали, что подвели свою семью",
        "Вам было трудно сосредоточиться (например, на чтении газеты или на просмотре телепередач)",
        "Вы двигались или говорили настолько медленно, что окружающие это замечали? Или, наоборот,"
        " Вы были настолько суетливы или взбудоражены, что двигались гораздо больше обычного",
        "Вас посещали мысли о том, что Вам лучше было бы умереть, или о том, чтобы причинить себе"
        " какой-нибудь вред",
    ],
    ("gad7", "gad_", ENGLISH): [
        "Feeling nervous, anxious, or on edge",
        "Not being able to stop or control worrying",
        "Worrying too much about different things",
        "Trouble relaxing",
        "Being so restless that it is hard to sit still",
        "Becoming easily annoyed or irritable",
        "Feeling afraid, as if something awful might happen",
    ],
    ("gad7", "gad_", RUSSIAN): [
        "Вы нервничали, тревожились или испытывали сильный стресс",
        "Вы были неспособны успокоиться или контролировать свое волнение",
        "Вы слишком сильно волновались по различным поводам",
        "Вам было трудно расслабиться",
        "Вы были настолько суетливы, что Вам было тяжело усидеть на месте",
        "Вы легко злились или раздражались",
        "Вы испытывали страх, словно должно произойти нечто ужасное",
    ],
    ("gds15", "gds_", ENGLISH): [
        "Are you basically satisfied with your life?",
        "Have you dropped many of your activities and interests?",
        "Do you feel that your life is empty?",
        "Do you often get bored?",
        "Are you in good spirits most of the time?",
        "Are you afraid that something bad is going to happen to you?",
        "Do you feel happy most of the time?",
        "Do you often feel helpless?",
        "Do you prefer to stay at home, rather than going out and doing new things?",
        "Do you feel you have more problems with memory than most?",
        "Do you think it is wonderful to be alive now?",
        "Do you feel pretty worthless the way you are now?",
        "Do you feel full of energy?",
        "Do you feel that your situation is hopeless?",
        "Do you think that most people are better off than you are?",
    ],
    ("who5", "who_", ENGLISH): [
        "I have felt cheerful and in good spirits",
        "I have felt calm and relaxed",
        "I have felt active and vigorous",
        "I woke up feeling fresh and rested",
        "My daily life has been filled with things that interest me",
    ],
    ("who5", "who_", RUSSIAN): [
        "Я чувствую себя бодрой(-ым) и в хорошем настроении",
        "Я чувствую себя спокойной(-ым) и раскованной(-ым)",
        "Я чувствую себя активной(-ым) и энергичной(-ым)",
        "Я просыпаюсь и чувствую себя свежей(-им) и отдохнувшей(-им)",
        "Каждый день со мной происходят вещи, представляющие для меня интерес",
    ],
}
ANSWERS = {
    ("phq9", "phq_1", ENGLISH): "Not at all, Several days, More than half the days,"
    " Nearly every day",
    ("phq9", "phq_1", RUSSIAN): "Ни разу, Несколько дней, Более недели, Почти каждый день",
    ("gad7", "gad_1", ENGLISH): "Not at all, Several days, More than half the days,"
    " Nearly every day",
    ("gad7", "gad_1", RUSSIAN): "Ни разу, Несколько дней, Более недели, Почти каждый день",
    ("gds15", "gds_n_01", ENGLISH): "Yes, No",
    ("who5", "who_1", ENGLISH): "All of the time, Most of the time, More than half of the time,"
    " Less than half of the time, Some of the time, At no time",
    ("who5", "who_1", RUSSIAN): "Все время, Большую часть времени, Более половины времени,"
    " Менее половины времени, Некоторое время, Никогда",
}
STEMS = {
    ("phq9", "bothered", ENGLISH): "Over the last 2 weeks, how often have you been bothered by any"
    " of the following problems?",
    ("phq9", "bothered", RUSSIAN): "Как часто за последние 2 недели Вас беспокоили следующие"
    " проблемы?",
    ("phq9", "phq9_difficulty", ENGLISH): "If you checked off any problems, how difficult have"
    " these problems made it for you to do your work, take care of things at home, or get along"
    " with other people?",
    ("gad7", "worried", ENGLISH): "Over the last 2 weeks, how often have you been bothered by the"
    " following problems?",
    ("gad7", "worried", RUSSIAN): "Как часто Вас за последние 14 дней беспокоили следующие"
    " проблемы?",
    ("gds15", "gds_items", ENGLISH): "Choose the best answer for how you have felt over the past"
    " week",
    ("who5", "wellbeing", ENGLISH): "Please indicate for each of the five statements which is"
    " closest to how you have been feeling over the last two weeks.",
}


@pytest.mark.parametrize(("form", "prefix", "language"), WORDS)
def test_every_item_is_worded_as_it_was_published(form: str, prefix: str, language: str) -> None:
    one = Filled(form, language)

    said = [one.node(name).label for name in one.names(prefix)]

    assert said == WORDS[form, prefix, language]


@pytest.mark.parametrize(("form", "name", "language"), ANSWERS)
def test_the_answers_are_the_instruments_own(form: str, name: str, language: str) -> None:
    choices = Filled(form, language).node(name).choices or ()

    assert ", ".join(one.label for one in choices) == ANSWERS[form, name, language]


@pytest.mark.parametrize(("form", "name", "language"), STEMS)
def test_what_stands_above_the_items_is_the_instruments_own(
    form: str, name: str, language: str
) -> None:
    one = Filled(form, language)
    # what stands above a table is a row of its own, with a name that nobody chose
    above = [name] if name in one.names("") else one.names("generated_table_list_label")

    assert [one.node(row).label for row in above] == [STEMS[form, name, language]]
