"""A genogram draws itself: nobody on another, children under parents, whatever was entered."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from socialcase.cases.home_roles import AtHome, implied
from socialcase.cases.kinship import Family, Kin, Link, age_key, family_of
from socialcase.reports.drawing import Drawing, Look, as_svg, usual_width
from socialcase.reports.ecomap import HOME, Around, ecomap
from socialcase.reports.genogram import Options, genogram
from socialcase.reports.genogram_symbols import HALF, Figure
from tests.reports.families import grown_families, tangled_families

_WORDS = st.sampled_from(["", "Aý", "Ogulgerek", "school, class 6", "a long note of several words"])
_SENSITIVE = {"harm", "strained", "cut_off"}


@st.composite
def _drawn(
    draw: st.DrawFn, families: st.SearchStrategy[tuple[list[Kin], list[Link]]]
) -> tuple[list[Kin], Family, Drawing]:
    people, links = draw(families)
    family = family_of(people, links, people[0].uid)
    figures = {
        one.uid: Figure(
            one.uid,
            one.sex,
            draw(st.sampled_from(["", "7", "71"])),
            draw(_WORDS),
            (draw(_WORDS),),
            died=draw(st.booleans()),
            main=one is people[0],
            at_home=draw(st.booleans()),
        )
        for one in people
    }
    on_unions = {frozenset((u.first, u.second)): "m. 2012" for u in family.unions}
    return people, family, genogram(family, figures, Options(on_unions))


@settings(max_examples=60, deadline=None)
@given(_drawn(grown_families()))
def test_no_symbol_or_label_lies_on_another(drawn: tuple[list[Kin], Family, Drawing]) -> None:
    people, _, drawing = drawn
    assert {spot.uid for spot in drawing.spots} == {one.uid for one in people}
    for one, other in combinations(drawing.spots, 2):
        assert not one.whole.overlaps(other.whole), (one, other)
    for spot in drawing.spots:
        assert spot.whole.left >= 0
        assert spot.whole.top >= 0
        assert spot.whole.right <= drawing.wide
        assert spot.whole.bottom <= drawing.high


@settings(max_examples=60, deadline=None)
@given(_drawn(grown_families()))
def test_children_stand_below_their_parents_eldest_first(
    drawn: tuple[list[Kin], Family, Drawing],
) -> None:
    people, family, drawing = drawn
    births = {one.uid: age_key(one.birth) for one in people}
    symbols = {spot.uid: spot.symbol for spot in drawing.spots}
    for sibship in family.sibships:
        for parent in sibship.parents:
            for child in sibship.children:
                assert symbols[parent].bottom < symbols[child].top
        rows = [symbols[child].top for child in sibship.children]
        if len(set(rows)) == 1:
            places = [symbols[child].left for child in sibship.children]
            assert places == sorted(places)
            assert [births[c] for c in sibship.children] == sorted(
                births[c] for c in sibship.children
            )


@settings(max_examples=60, deadline=None)
@given(grown_families(), st.data())
def test_the_outline_is_around_those_who_live_together_and_nobody_else(
    entered: tuple[list[Kin], list[Link]], data: st.DataObject
) -> None:
    people, links = entered
    family = family_of(people, links, people[0].uid)
    home = {one.uid for one in people if data.draw(st.booleans())}
    figures = {k.uid: Figure(k.uid, k.sex, name=k.uid, at_home=k.uid in home) for k in people}
    drawing = genogram(family, figures, Options({}))
    outlines = [shape.path for shape in drawing.shapes if shape.fill == "accent_soft"]
    assert len(outlines) == (len(home) > 1)
    for path in outlines:
        loops = [_corners(loop) for loop in path.split("Z") if loop]
        for spot in drawing.spots:
            middle = (
                (spot.symbol.left + spot.symbol.right) / 2,
                (spot.symbol.top + spot.symbol.bottom) / 2,
            )
            assert _within(middle, loops) == (spot.uid in home), spot


def _corners(loop: str) -> list[tuple[float, float]]:
    """The corners of an outline: what its curves bend towards."""
    found = re.findall(r"Q([-0-9.]+) ([-0-9.]+) ", loop)
    return [(float(x), float(y)) for x, y in found]


def _within(point: tuple[float, float], loops: list[list[tuple[float, float]]]) -> bool:
    x, y = point
    crossed = 0
    for loop in loops:
        for (x1, y1), (x2, y2) in zip(loop, [*loop[1:], loop[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossed += 1
    return crossed % 2 == 1


@settings(max_examples=60, deadline=None)
@given(_drawn(tangled_families()))
def test_whatever_was_entered_is_drawn_and_nobody_is_their_own_ancestor(
    drawn: tuple[list[Kin], Family, Drawing],
) -> None:
    people, family, drawing = drawn
    assert {spot.uid for spot in drawing.spots} == {one.uid for one in people}
    for one, other in combinations(drawing.spots, 2):
        assert not one.whole.overlaps(other.whole)
    for sibship in family.sibships:
        for parent in sibship.parents:
            for child in sibship.children:
                assert family.generation[parent] < family.generation[child]
    ElementTree.fromstring(as_svg(drawing, Look(), "<Family & friends>"))


@settings(max_examples=40, deadline=None)
@given(tangled_families(), st.randoms(use_true_random=False))
def test_the_order_in_which_links_came_changes_nothing(
    entered: tuple[list[Kin], list[Link]], chance: object
) -> None:
    people, links = entered
    ready = [replace(link, uid=f"r{n:02}") for n, link in enumerate(links)]
    turned = list(ready)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert family_of(people, ready) == family_of(people, turned)


def _family() -> tuple[list[Kin], list[Link]]:
    people = [
        Kin("batyr", "male", "1988"),
        Kin("jeren", "female", "1992"),
        Kin("leyla", "female", "2022"),
        Kin("merdan", "male", "2017"),
        Kin("ogul", "female", "~1955"),
    ]
    links = [
        Link("batyr", "jeren", "partner", "divorced", uid="1"),
        Link("jeren", "leyla", "parent", uid="2"),
        Link("batyr", "leyla", "parent", uid="3"),
        Link("jeren", "merdan", "parent", uid="4"),
        Link("batyr", "merdan", "parent", uid="5"),
        Link("ogul", "batyr", "parent", uid="6"),
        Link("leyla", "ogul", "cares_for", uid="7"),
        Link("batyr", "jeren", "bond", "harm", uid="8"),
    ]
    return people, links


def _plain(people: list[Kin], links: list[Link], *, sensitive: bool = True) -> Drawing:
    family = family_of(people, links, people[0].uid)
    figures = {one.uid: Figure(one.uid, one.sex, name=one.uid, at_home=True) for one in people}
    return genogram(family, figures, Options({}, sensitive=sensitive))


def test_generations_are_rows_and_siblings_stand_eldest_first() -> None:
    people, links = _family()
    family = family_of(people, links)
    assert family.generation == {"ogul": 0, "batyr": 1, "jeren": 1, "leyla": 2, "merdan": 2}
    assert ("merdan", "leyla") in {s.children for s in family.sibships}
    assert family.parents_of("leyla") == ("batyr", "jeren")
    assert family.siblings_of("leyla") == ("merdan",)
    drawing = _plain(people, links)
    merdan, leyla = drawing.spot("merdan"), drawing.spot("leyla")
    assert merdan is not None
    assert leyla is not None
    assert merdan.symbol.right < leyla.symbol.left
    assert drawing.at(merdan.symbol.left + 4, merdan.symbol.top + 4) == "merdan"
    assert drawing.at(0, 0) == ""


def test_only_symbols_in_use_are_in_the_legend_and_sensitive_ones_can_be_left_out() -> None:
    people, links = _family()
    used = {"male", "female", "divorced", "cares_for", "together_home", "married"}
    assert _plain(people, links, sensitive=False).used == used
    drawing = _plain(people, links)
    assert drawing.used == used | {"harm"}
    quiet = _plain(people, links, sensitive=False)
    assert "danger" in {shape.line for shape in drawing.shapes}
    assert "danger" not in {shape.line for shape in quiet.shapes}
    assert not quiet.used & _SENSITIVE


def test_half_siblings_and_a_second_marriage() -> None:
    people = [Kin("m", "male", "1960"), *(Kin(w, "female", "1962") for w in ("w1", "w2"))]
    people += [Kin("a", "female", "1990"), Kin("b", "male", "2000")]
    links = [Link("m", "w1", "partner", "divorced", uid="0"), Link("m", "w2", "partner", uid="1")]
    for parent, child in (("m", "a"), ("w1", "a"), ("m", "b"), ("w2", "b")):
        links.append(Link(parent, child, "parent", uid=f"{parent}{child}"))
    family = family_of(people, links)
    assert set(family.siblings_of("a")) == {"b"}
    assert set(family.partners_of("m")) == {"w1", "w2"}
    drawing = _plain(people, links)
    place = {spot.uid: spot.symbol.left for spot in drawing.spots}
    assert min(place["w1"], place["w2"]) < place["m"] < max(place["w1"], place["w2"])


def test_siblings_without_parents_are_joined_above_every_label() -> None:
    people = [Kin("a", "male"), Kin("b", "male"), Kin("wife", "female")]
    links = [Link("a", "b", "sibling", uid="1"), Link("a", "wife", "partner", uid="2")]
    drawing = _plain(people, links)
    numbers = [re.findall(r"[ML]([0-9.]+) ([0-9.]+)", s.path) for s in drawing.shapes if not s.fill]
    highest = min(float(y) for points in numbers for _, y in points)
    assert highest < min(spot.whole.top for spot in drawing.spots)


def test_two_parents_by_birth_go_before_those_by_adoption() -> None:
    people = [Kin(uid) for uid in ("adopts", "father", "mother", "child")]
    links = [
        Link("adopts", "child", "parent", "adopted", uid="1"),
        Link("father", "child", "parent", "born", uid="2"),
        Link("mother", "child", "parent", uid="3"),
    ]
    family = family_of(people, links)
    assert set(family.parents_of("child")) == {"father", "mother"}
    assert [link.person for link in family.besides] == ["adopts"]


def test_of_two_who_are_each_others_parent_one_link_is_refused_and_named() -> None:
    people = [Kin("a"), Kin("b")]
    links = [Link("b", "a", "parent", uid="2"), Link("a", "b", "parent", uid="1")]
    family = family_of(people, links)
    assert [link.uid for link in family.refused] == ["2"]
    assert family.generation == {"a": 0, "b": 1}


def test_a_family_draws_itself_from_the_roles_at_home_alone() -> None:
    people = {
        one.uid: one
        for one in (
            Kin("jeren", "female", "1992"),
            Kin("ogul", "female", "~1955"),
            Kin("aina", "female", "2014"),
            Kin("guest", "", "1990"),
        )
    }
    roles = {"jeren": "main", "ogul": "in_law", "aina": "child", "guest": "not_related"}
    links, unknown = implied(people, [AtHome(*home) for home in roles.items()], [])
    assert len(unknown) == 1
    family = family_of([*people.values(), *unknown], links, "jeren")
    assert set(family.parents_of("aina")) == {"jeren", unknown[0].uid}
    assert family.parents_of(unknown[0].uid) == ("ogul",)
    assert family.generation["guest"] == family.generation["jeren"]


def test_what_was_entered_goes_before_the_roles() -> None:
    people = {uid: Kin(uid) for uid in ("main", "child", "father", "mother")}
    homes = [AtHome("main", "main"), AtHome("child", "child")]
    entered = [
        Link("father", "child", "parent", uid="1"),
        Link("mother", "child", "parent", uid="2"),
    ]
    assert implied(people, homes, entered) == ([], [])
    added, _ = implied(people, homes, entered[:1])
    assert [(li.person, li.other, li.what) for li in added] == [("main", "child", "parent")]


def test_grandchildren_and_grandparents_have_somebody_unknown_between() -> None:
    people = {uid: Kin(uid) for uid in ("main", "g1", "g2", "old")}
    homes = [AtHome("main", "main"), AtHome("g1", "grandchild"), AtHome("g2", "grandchild")]
    links, unknown = implied(people, [*homes, AtHome("old", "grandparent")], [])
    family = family_of([*people.values(), *unknown], links, "main")
    assert family.generation["g1"] == family.generation["main"] + 2
    assert family.generation["old"] == family.generation["main"] - 2
    assert family.siblings_of("g1") == ("g2",)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("aýňЖ ", max_size=30), max_size=24))
def test_circles_of_an_ecomap_never_touch(names: list[str]) -> None:
    around = [Around(f"t{n}", name, "note", "strained", "both") for n, name in enumerate(names)]
    drawing = ecomap("Household", "5 people", around)
    assert len(drawing.spots) == len(names) + 1
    middles = [
        ((s.symbol.left + s.symbol.right) / 2, (s.symbol.top + s.symbol.bottom) / 2, s)
        for s in drawing.spots
    ]
    for (x1, y1, one), (x2, y2, other) in combinations(middles, 2):
        apart = ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
        radii = (one.symbol.right - one.symbol.left + other.symbol.right - other.symbol.left) / 2
        assert apart > radii
    assert drawing.spot(HOME) is not None


def test_svg_is_what_it_says_and_nothing_typed_becomes_markup() -> None:
    people, links = _family()
    family = family_of(people, links)
    figures = {one.uid: Figure(one.uid, one.sex, name="<b>&") for one in people}
    text = as_svg(genogram(family, figures, Options({})), Look(), 'The "family" <x>')
    root = ElementTree.fromstring(text)
    assert [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")].count("<b>&") == 5
    assert not re.search(r"NaN|inf|None", text)


def test_a_line_that_goes_around_the_family_is_not_cut_off() -> None:
    people = [Kin(uid, "female", f"{year}") for uid, year in (("g", 1962), ("f", 1989))]
    people += [Kin(uid, "male", f"{year}") for uid, year in (("m", 1991), ("a", 2013), ("b", 2017))]
    links = [Link("g", "f", "parent"), Link("f", "m", "partner", "married")]
    links += [Link(one, child, "parent") for child in "ab" for one in "fm"]
    for cares in ([Link("g", child, "cares_for") for child in "ab"], [Link("a", "g", "cares_for")]):
        family = family_of(people, [*links, *cares], "g")
        figures = {one.uid: Figure(one.uid, one.sex, "", one.uid, ()) for one in people}
        drawing = genogram(family, figures, Options({}))
        ways = [
            one.path for one in drawing.shapes if set(re.findall("[A-Za-z]", one.path)) == {*"ML"}
        ]
        for way in ways:
            numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", way)]
            assert all(0 <= x <= drawing.wide for x in numbers[::2]), way
            assert all(0 <= y <= drawing.high for y in numbers[1::2]), way


def test_the_months_of_an_infant_stay_within_the_symbol() -> None:
    family = family_of([Kin("a", "female")], [], "a")
    for inside in ("11 мес", "13 дн", "11 mo", "~71", "11 aý"):
        drawing = genogram(family, {"a": Figure("a", "female", inside)}, Options({}))
        (age,) = [one for one in drawing.writings if one.words == inside]
        assert usual_width(age.words, age.size, age.bold) <= 2 * HALF - 4, inside
