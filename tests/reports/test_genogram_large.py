"""Thirty people in four generations, and what the conventions want of twins and of lines."""

from itertools import combinations

import pytest

from socialcase.cases.kinship import Family, Kin, Link, family_of
from socialcase.reports.bonds import care_line
from socialcase.reports.drawing import Drawing, usual_width
from socialcase.reports.ecomap import Around, ecomap
from socialcase.reports.genogram import Options, _box, genogram
from socialcase.reports.genogram_symbols import Figure
from tests.reports.families import AT_HOME, four_generations

_DIED = {"en": "died 2019", "ru": "умер(ла) в 2019", "tk": "2019-njy ýylda ýogaldy"}


def _large(words: str) -> tuple[Family, Drawing]:
    people, links, died = four_generations()
    family = family_of(people, links, "aina")
    figures = {
        one.uid: Figure(
            one.uid,
            one.sex,
            "" if one.uid in died else "47",
            f"{one.uid.title()}jemal",
            (_DIED[words],) if one.uid in died else (),
            died=one.uid in died,
            main=one.uid == "aina",
            at_home=one.uid in AT_HOME,
        )
        for one in people
    }
    on_unions = {frozenset((u.first, u.second)): _DIED[words] for u in family.unions}
    return family, genogram(family, figures, Options(on_unions))


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
def test_thirty_people_in_four_generations_stay_readable(words: str) -> None:
    family, drawing = _large(words)
    assert len(drawing.spots) == 30
    assert {family.generation[uid] for uid in family.people} == {0, 1, 2, 3}
    for one, other in combinations(drawing.spots, 2):
        assert not one.whole.overlaps(other.whole), (one.uid, other.uid)
    boxes = [(one, _box(one, usual_width)) for one in drawing.writings]
    for (said, box), (also, its) in combinations(boxes, 2):
        assert not box.overlaps(its), (said.words, also.words)
    symbols = [spot.symbol for spot in drawing.spots]
    beside = [box for one, box in boxes if not one.words.isdigit()]
    assert not any(box.overlaps(symbol) for box in beside for symbol in symbols)
    assert {"twins", "divorced", "separated", "together", "adopted", "raised"} <= drawing.used


def test_twins_hang_from_one_point_and_others_do_not() -> None:
    family, drawing = _large("en")
    assert sorted(family.twins) == [("aman", "amangul"), ("ata", "eje"), ("hasan", "huseyin")]
    tops = {}
    for uid in ("aman", "amangul", "serdar"):
        spot = drawing.spot(uid)
        assert spot is not None
        x, y = (spot.symbol.left + spot.symbol.right) / 2, spot.symbol.top
        drop = next(s.path for s in drawing.shapes if s.path.endswith(f"L{x:.1f} {y:.1f}"))
        tops[uid] = drop.partition("L")[0]
    assert tops["aman"] == tops["amangul"]
    assert tops["serdar"] not in tops["aman"]


def test_of_one_birthday_only_those_by_birth_and_with_a_whole_date_are_twins() -> None:
    people = [Kin("mum", "female", "1970")]
    people += [Kin(uid, "male", "1997-02-02") for uid in ("a", "b", "adopted")]
    people += [Kin(uid, "male", "1999") for uid in ("c", "d")]
    links = [Link("mum", uid, "parent", "born", uid=uid) for uid in ("a", "b", "c", "d")]
    links.append(Link("mum", "adopted", "parent", "adopted", uid="x"))
    assert family_of(people, links).twins == (("a", "b"),)


def test_the_line_of_an_arrow_ends_at_its_head() -> None:
    line, head = care_line([(0.0, 0.0), (30.0, 0.0), (100.0, 0.0)])
    end = float(line.path.rpartition("L")[2].split()[0])
    back = float(head.path.split("L")[1].split()[0])
    assert back <= end <= 100.0
    assert end - back < 2


def test_where_a_line_leads_through_words_it_is_fainter() -> None:
    _, drawing = _large("tk")
    assert any(shape.fill == "raised" and not shape.line for shape in drawing.shapes)


def test_a_long_name_around_a_household_is_not_cut_short() -> None:
    name = "Support on the way out of the children's home, Mary branch"
    drawing = ecomap("Household", "4 people", [Around("t", name)])
    assert " ".join(one.words for one in drawing.writings if one.bold).endswith(name)
