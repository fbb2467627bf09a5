"""The small picture of a change: well-formed whatever is written in it, and to scale."""

from xml.etree import ElementTree as Tree

from hypothesis import given
from hypothesis import strategies as st

from socialcase.reports.change_picture import Look, Row, change_picture

LOOK = Look("Things to discuss", "Neither end is better.", "10.08.2026", "20.11.2026")
SVG = "{http://www.w3.org/2000/svg}"
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=200)


def drawn(rows: list[Row], look: Look = LOOK) -> Tree.Element:
    return Tree.fromstring(change_picture(rows, look))


def test_nothing_to_draw_is_no_picture() -> None:
    assert change_picture([], LOOK) == ""


def test_marks_stand_where_the_answers_lie() -> None:
    row = Row("Stairs", 0.0, 1.0, "alone", "not at all", "0", "3")
    picture = drawn([row])
    lines = [(one.get("x1"), one.get("x2")) for one in picture.iter(f"{SVG}line")]
    assert lines[0] == lines[1], "from one end to the other"
    said = [one.text for one in picture.iter(f"{SVG}text")]
    assert {"Stairs", "alone", "not at all", "0", "3", "10.08.2026", "20.11.2026"} <= set(said)
    assert said[0] == "Things to discuss"
    assert said[-1] == "Neither end is better."


def test_it_is_drawn_in_the_colours_asked_for() -> None:
    dark = Look("t", "c", "a", "b", ground="#121517", mark="#7cc4d6")
    text = change_picture([Row("Stairs", 0.2, 0.4, "a", "b")], dark)
    assert "#121517" in text
    assert "#ffffff" not in text


@given(WORDS, WORDS, st.floats(-1, 2), st.floats(-1, 2))
def test_any_words_make_a_picture_and_no_mark_leaves_its_line(
    label: str, end: str, then: float, now: float
) -> None:
    picture = drawn([Row(label, then, now, end, end, "1", "2")])
    track, way = list(picture.iter(f"{SVG}line"))[:2]
    ends = float(track.get("x1", "")), float(track.get("x2", ""))
    for side in ("x1", "x2"):
        assert ends[0] <= float(way.get(side, "")) <= ends[1]
    high = float(picture.get("height", ""))
    assert all(float(one.get("y", "")) < high for one in picture.iter(f"{SVG}text"))
