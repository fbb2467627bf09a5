"""The templates of instruments that are not shipped: scoring by hand, and none of their words."""

import pytest

from socialcase.actions.form_library import forms
from socialcase.actions.workspaces import Workspace
from socialcase.forms import check_form
from socialcase.settings import shipped
from tests.forms_shipped.filling import Filled

TEMPLATES = ("cbi", "score15")
TOLD = {"told_on": "2026-11-20"}
ALWAYS_TO_NEVER = {"a": "100", "o": "75", "s": "50", "l": "25", "n": "0"}


def given(form: str, prefix: str, letters: str, words: dict[str, str]) -> Filled:
    one = Filled(f"installable/{form}", **TOLD)
    items = one.names(prefix)
    assert len(items) == len(letters)
    one.put(**{n: words.get(g, g) for n, g in zip(items, letters, strict=True) if g != "-"})
    return one


@pytest.mark.parametrize(
    ("part", "answers", "score"),
    [
        ("personal", "aaaaaa", "100"),
        ("personal", "nnnnnn", "0"),
        ("personal", "aoslnn", "41.7"),  # 250 of 6
        ("personal", "ao----", ""),  # fewer than half
        ("personal", "aos---", "75"),  # 225 of 3
        ("work", "aaaaaaa", "85.7"),  # the last counts the other way: 600 of 7
        ("work", "aaaaaan", "100"),
        ("work", "nnnnnna", "0"),
        ("work", "nnnnnnn", "14.3"),  # 100 of 7
        ("work", "---aaan", "100"),  # 400 of 4
        ("work", "---aaa-", ""),
        ("work", "aaaa---", "100"),  # the reversed one left out
        ("client", "ssssss", "50"),
        ("client", "ln----", ""),
        ("client", "lnn---", "8.3"),  # 25 of 3
    ],
)
def test_the_burnout_inventory_gives_the_mean_of_what_was_answered(
    part: str, answers: str, score: str
) -> None:
    form = given("cbi", f"cbi_{part}_", answers, ALWAYS_TO_NEVER)

    assert form.score(f"score_cbi_{part}") == score
    assert not form.needs()


@pytest.mark.parametrize(
    ("answers", "strengths", "overwhelmed", "disrupted"),
    [
        ("1" * 15, "1", "5", "5"),
        ("5" * 15, "5", "1", "1"),
        ("3" * 15, "3", "3", "3"),
        # 1, 3, 6, 10, 15 kept; the others 6 minus the answer
        ("123451234512345", "3", "2.8", "3.2"),
        ("1-1--1---1----1", "1", "", ""),
        ("-" * 15, "", "", ""),
        ("55155115515555-", "", "1.8", "1"),
    ],
)
def test_score15_gives_the_mean_of_each_subscale(
    answers: str, strengths: str, overwhelmed: str, disrupted: str
) -> None:
    form = given("score15", "family_", answers, {})

    assert form.score("score_family_strengths") == strengths
    assert form.score("score_family_overwhelmed") == overwhelmed
    assert form.score("score_family_disrupted") == disrupted


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_checks_clean_and_holds_places_instead_of_words(name: str) -> None:
    report = check_form(shipped("forms", "installable", f"{name}.xlsx"))
    assert (report.errors, report.warnings, report.untranslated) == ((), (), ())

    form = Filled(f"installable/{name}")
    items = [n for n in form.names("") if form.node(n).choices]
    assert items
    assert all(form.node(n).label.startswith("[") for n in items)
    assert all(c.label.startswith("[") for n in items for c in form.node(n).choices or ())
    assert "must not be published" in form.node("template_note").label


def test_no_template_is_offered(laptop: Workspace) -> None:
    offered = {entry.form_id for entry in forms(laptop)}

    assert offered
    assert not offered & set(TEMPLATES)


def test_the_burnout_inventory_would_be_private() -> None:
    marks = dict(check_form(shipped("forms", "installable", "cbi.xlsx")).marks)

    assert marks["private"] == "yes"
