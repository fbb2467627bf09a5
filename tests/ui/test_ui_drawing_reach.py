"""Every person of a drawing is reached with the arrow keys, however the family is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from socialcase.cases.kinship import Kin, Link, family_of
from socialcase.reports.drawing import Drawing
from socialcase.reports.ecomap import Around, ecomap
from socialcase.reports.genogram import Options, genogram
from socialcase.reports.genogram_symbols import Figure
from socialcase.ui.widgets.drawing_view import nearest
from tests.reports.families import four_generations, grown_families


def reached(drawing: Drawing) -> set[str]:
    """Everything that the arrow keys come to from the first symbol."""
    waiting = [drawing.spots[0].uid]
    found = set(waiting)
    while waiting:
        here = waiting.pop()
        for way in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            there = nearest(drawing, here, *way)
            if there and there not in found:
                found.add(there)
                waiting.append(there)
    return found


def drawn(people: list[Kin], links: list[Link]) -> Drawing:
    family = family_of(people, links, people[0].uid)
    figures = {one.uid: Figure(one.uid, one.sex, "7", one.uid) for one in people}
    return genogram(family, figures, Options({}))


@settings(max_examples=60, deadline=None)
@given(grown_families())
def test_nobody_is_out_of_reach(family: tuple[list[Kin], list[Link]]) -> None:
    people, links = family
    assert reached(drawn(people, links)) == {one.uid for one in people}


def test_thirty_people_in_four_generations_are_reached() -> None:
    people, links, _ = four_generations()
    assert len(people) == 30
    assert reached(drawn(people, links)) == {one.uid for one in people}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 24))
def test_everything_around_a_household_is_reached(count: int) -> None:
    ties = [Around(f"t{n}", f"Tie {n}") for n in range(count)]
    drawing = ecomap("Household", "5 people", ties)
    assert reached(drawing) == {spot.uid for spot in drawing.spots}
