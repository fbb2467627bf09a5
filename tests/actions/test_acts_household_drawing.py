"""The family in words, drawn and on paper: sensitive things only where somebody asks for them."""

import re
from pathlib import Path

import pytest

from socialcase.actions.cases import FirstContact, first_contact, restrict_case
from socialcase.actions.consents import give_consent
from socialcase.actions.family import family_file
from socialcase.actions.finding import fetch
from socialcase.actions.household_drawing import draw_household, legend, legend_words
from socialcase.actions.household_papers import BESIDES, household_paper, save_drawing
from socialcase.actions.papers import save_paper
from socialcase.actions.people import add_family_member, edit_person
from socialcase.actions.relations import Relative, add_relative, add_tie, relate
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Disclosure, Person
from socialcase.errors import FileInTheWay
from socialcase.reports.drawing import Drawing


def _family(ws: Workspace) -> dict[str, str]:
    """A mother, her dead husband, a daughter at home, a nameless grandmother, a strained tie."""
    contact = FirstContact("A worry", name={"given": "Jeren"}, sex="female", birth="1992")
    case = first_contact(ws, contact).record
    jeren = fetch(ws, Case, case).person
    batyr = Relative("partner", "married", {"given": "Batyr"}, "male", "1988", died="2024")
    husband = add_relative(ws, case, jeren, batyr).record
    aina = Relative(
        "child", "born", {"given": "Aýna"}, "female", "2014", at_home=True, beside=husband
    )
    child = add_relative(ws, case, jeren, aina).record
    grandmother = add_relative(ws, case, husband, Relative("parent", sex="female")).record
    relate(ws, husband, jeren, "partner", "married", since="2012")
    relate(ws, child, jeren, "cares_for")
    relate(ws, grandmother, jeren, "bond", "harm")
    edit_person(ws, child, "disability_note", "asthma")
    add_tie(ws, case, "school", "School No. 12", strength="strong", flow="to_them")
    add_tie(ws, case, "authority", "Pension office", strength="strained")
    return {"case": case, "jeren": jeren, "batyr": husband, "aina": child, "old": grandmother}


def _words(drawing: Drawing) -> set[str]:
    return {one.words for one in drawing.writings}


def test_everybody_is_described_in_words(laptop: Workspace) -> None:
    who = _family(laptop)
    drawn = draw_household(family_file(laptop, who["case"]), laptop.today)
    aina, old = drawn.cards[who["aina"]], drawn.cards[who["old"]]
    assert aina.title == "Aýna, 11"
    assert aina.kin == "Daughter of Jeren and Batyr"
    assert (aina.cares_for, aina.lives) == ("Jeren", "yes")
    assert aina.spoken.startswith("Aýna, 11, Daughter of Jeren and Batyr, lives here")
    assert old.called == old.title == "Mother of Batyr"
    assert old.kin == ""
    assert drawn.cards[who["batyr"]].title == "Batyr, died 2024"
    said = {line.words for line in drawn.cards[who["jeren"]].relations}
    assert {"Partner: Batyr, married", "Child: Aýna", "Is cared for by: Aýna"} <= said
    assert drawn.generations == 3


def test_on_the_screen_everything_is_drawn_with_a_legend_of_what_is_there(
    laptop: Workspace,
) -> None:
    who = _family(laptop)
    drawn = draw_household(family_file(laptop, who["case"]), laptop.today)
    assert {"Aýna", "asthma", "m. 2012", "died 2024"} <= _words(drawn.genogram)
    codes = legend(drawn.genogram)
    assert {"harm", "cares_for", "together_home", "married", "died", "main"} <= set(codes)
    assert "divorced" not in codes
    assert "tie_strained" in legend(drawn.ecomap)
    assert legend_words("harm") == "harm"


def test_on_paper_what_may_harm_is_off_until_it_is_ticked(laptop: Workspace) -> None:
    who = _family(laptop)
    plain = household_paper(laptop, who["case"])
    asked = household_paper(laptop, who["case"], BESIDES)
    drawings = [one["svg"] for one in plain.sheet.data["drawings"]]  # type: ignore[attr-defined]
    told = [one["svg"] for one in asked.sheet.data["drawings"]]  # type: ignore[attr-defined]
    for hidden in ("asthma", "Pension"):
        assert hidden not in "".join(drawings)
        assert hidden in "".join(told)
    danger = "#ae2a1e"
    assert danger not in "".join(drawings)
    assert danger in "".join(told)
    assert plain.asides


def test_free_notes_are_on_no_paper_unless_asked_for(laptop: Workspace) -> None:
    who = _family(laptop)
    elsewhere = Relative("sibling", name={"given": "Selbi"}, note="hides at NIGHT")
    add_relative(laptop, who["case"], who["jeren"], elsewhere)
    add_tie(laptop, who["case"], "neighbours", "Next door", note="KNOWS of it")
    plain = str(household_paper(laptop, who["case"]).sheet.data)
    asked = str(household_paper(laptop, who["case"], ("notes",)).sheet.data)
    assert ("NIGHT" in plain, "KNOWS" in plain) == (False, False)
    assert ("NIGHT" in asked, "KNOWS" in asked) == (True, True)


def test_a_child_who_is_expected_or_was_lost_is_drawn_so_and_on_no_paper_unasked(
    laptop: Workspace,
) -> None:
    who = _family(laptop)
    case, made = who["case"], {}
    for how in ("expected", "lost", "stillborn"):
        made[how] = add_relative(laptop, case, who["jeren"], Relative("child", how)).record
    file = family_file(laptop, case)
    drawn = draw_household(file, laptop.today)
    assert {"expected", "lost", "stillborn"} <= set(legend(drawn.genogram))
    assert drawn.cards[made["lost"]].title == "Child of Jeren, lost in pregnancy"
    row = file.family.generation
    assert {row[uid] for uid in made.values()} == {row[who["aina"]]}
    plain, asked = (household_paper(laptop, case, besides) for besides in ((), ("health",)))
    first = plain.sheet.data["drawings"][0]  # type: ignore[index]
    assert "lost" not in str(first["legend"])
    assert "lost in pregnancy" in str(asked.sheet.data["drawings"][0]["legend"])  # type: ignore[index]
    hidden = family_file(laptop, case, on_paper=True, unborn=False)
    assert not set(made.values()) & set(hidden.family.people)
    relate(laptop, who["jeren"], made["expected"], "parent", "born")
    after = draw_household(family_file(laptop, case), laptop.today)
    assert "expected" not in after.genogram.used


def test_nobody_sees_on_paper_who_was_adopted_unless_asked_for(laptop: Workspace) -> None:
    who = _family(laptop)
    case = who["case"]
    maya = Relative("child", "adopted", {"given": "Maýa"}, "female", "2020", at_home=True)
    child = add_relative(laptop, case, who["jeren"], maya).record
    born_to = Relative("parent", "born", {"given": "Ogulnabat"}, "female")
    add_relative(laptop, case, child, born_to)
    screen = draw_household(family_file(laptop, case), laptop.today)
    assert "adopted" in legend(screen.genogram)
    plain, asked = (household_paper(laptop, case, besides) for besides in ((), ("adoption",)))
    genogram = plain.sheet.data["drawings"][0]  # type: ignore[index]
    assert "adopted" not in str(genogram["legend"])
    hidden = draw_household(family_file(laptop, case, on_paper=True, adoption=False), laptop.today)
    assert "adopted" not in hidden.genogram.used
    assert hidden.cards[child].kin == "Daughter of Jeren"
    assert "adopted" in str(asked.sheet.data["drawings"][0]["legend"])  # type: ignore[index]


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
def test_the_paper_is_a_vector_in_three_languages_and_told_of(
    laptop: Workspace, tmp_path: Path, words: str
) -> None:
    who = _family(laptop)
    made = household_paper(laptop, who["case"], (), words)
    file = save_paper(laptop, made, tmp_path)
    pdf = file.read_bytes()
    assert pdf.startswith(b"%PDF")
    assert b"/Subtype /Image" not in pdf  # drawn, not a photograph of a drawing
    assert len(made.pages(40)) == 2
    with laptop.store.reading() as reading:
        (kept,) = reading.page(Disclosure)
    assert (kept.what, kept.case) == ("drawing", who["case"])


def test_a_drawing_is_written_as_svg_once_and_told_of(laptop: Workspace, tmp_path: Path) -> None:
    who = _family(laptop)
    file = save_drawing(laptop, who["case"], tmp_path / "family.svg")
    text = file.read_text("utf-8")
    assert re.findall(r">(Aýna|Jeren|asthma)<", text) == ["Jeren", "Aýna"]
    with pytest.raises(FileInTheWay):
        save_drawing(laptop, who["case"], tmp_path / "family.svg")
    with laptop.store.reading() as reading:
        assert reading.count(Disclosure) == 1


def test_whoever_is_for_fewer_eyes_than_the_case_is_not_on_paper(laptop: Workspace) -> None:
    who = _family(laptop)
    contact = FirstContact("In confidence", name={"given": "Selbi"})
    closed = first_contact(laptop, contact).record
    selbi = fetch(laptop, Case, closed).person
    relate(laptop, who["jeren"], selbi, "sibling")
    restrict_case(laptop, closed, ())
    shown = draw_household(family_file(laptop, who["case"]), laptop.today)
    assert "Selbi" in _words(shown.genogram)  # for whoever is named
    made = household_paper(laptop, who["case"], BESIDES)
    assert "Selbi" not in str(made.sheet.data)
    assert "Selbi" in str(household_paper(laptop, closed, BESIDES).sheet.data)


def test_a_family_without_relations_draws_itself_from_its_roles(laptop: Workspace) -> None:
    contact = FirstContact("A worry", name={"given": "Jeren"}, sex="female", birth="1992")
    case = first_contact(laptop, contact).record
    for given, role, birth in (("Ogul", "in_law", "1955"), ("Aýna", "child", "2014")):
        add_family_member(laptop, case, {"given": given}, role, birth=birth)
    drawn = draw_household(family_file(laptop, case), laptop.today)
    assert drawn.generations == 3
    assert "unwritten" in drawn.genogram.used
    give_consent(laptop, case, "services")
    with laptop.store.reading() as reading:
        assert reading.count(Person) == 3  # who is only implied is no record
