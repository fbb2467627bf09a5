"""The picture of a form's logic: every condition is in it, and it is well-formed."""

from xml.etree import ElementTree as ET

from socialcase.forms import Form, compile_form
from socialcase.forms.logic_picture import Link, links, logic_picture

SVG = "{http://www.w3.org/2000/svg}"
FORM = b"""
| survey |
| | type | name | label | relevant | calculation |
| | select_one yn | poor | Is money <short> & food too? | | |
| | integer | days | Days without food | ${poor} = 'y' | |
| | calculate | severe | | | ${days} > 3 |
| | calculate | unread | | | ${days} * 2 |
| | begin_group | help | **Help** | ${severe} | |
| | text | who | Who helps? | | |
| | end_group | | | | |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""


def _words(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_what_shows_narrows_and_feeds_what(family: Form) -> None:
    assert links(family) == [
        Link(("data", "who", "welayat"), ("data", "who", "etrap"), "shows"),
        Link(("data", "who", "welayat"), ("data", "who", "etrap"), "narrows"),
        Link(("data", "who", "age"), ("data", "living"), "shows"),
        Link(("data", "child", "years"), ("data", "child", "school"), "shows"),
    ]


def test_a_calculation_stands_between_where_a_condition_reads_it() -> None:
    form = compile_form(FORM, "help.md")
    assert [(link.source[-1], link.effect, link.target[-1]) for link in links(form)] == [
        ("poor", "shows", "days"),
        ("days", "feeds", "severe"),
        ("severe", "shows", "help"),
    ]


def test_the_picture_has_each_place_once_with_its_condition() -> None:
    svg = logic_picture(compile_form(FORM, "help.md"))
    words = _words(svg)
    assert [w for w in words if w.startswith("when")] == ["when ${poor} = 'y'", "when ${severe}"]
    assert words.count("1.1 Is money & food too?") == 1
    assert "2 Help" in words
    assert "unread" not in svg
    arcs = [node for node in ET.fromstring(svg).iter(f"{SVG}path") if len(node)]
    titles = [arc[0].text for arc in arcs]
    assert titles[0] == "Is money & food too? shows Days without food"
    assert len(titles) == 3


def test_a_long_condition_stays_within_the_picture() -> None:
    rule = " or ".join(f"selected(${{poor}}, 'cause{n}')" for n in range(9))
    rows = f"| | text | poor | P |\n| | text | a | A | {rule} |\n"
    source = f"| survey |\n| | type | name | label | relevant |\n{rows}"
    svg = logic_picture(compile_form(source.encode(), "a.md"))
    (told,) = [w for w in _words(svg) if w.startswith("when")]
    assert told.startswith("when selected(${poor}, 'cause0') or")
    assert told.endswith("…")
    left = max(int(node.get("x", "0")) for node in ET.fromstring(svg).iter(f"{SVG}text"))
    letter = 12 * 0.61  # the widest of the usual monospaced letters, at this size
    assert left + len(told) * letter < float(ET.fromstring(svg).get("width", "0"))


def test_labels_are_in_the_forms_first_language(family: Form) -> None:
    assert "2 Daily living" in _words(logic_picture(family))


def test_a_form_without_conditions_says_so() -> None:
    form = compile_form(b"| survey |\n| | type | name | label |\n| | text | a | A |\n", "a.md")
    assert links(form) == []
    assert "Nothing here depends on an answer." in _words(logic_picture(form))


def test_a_picture_is_no_wider_than_its_longest_condition() -> None:
    """So that a window need not make its words smaller than one can read."""
    short, without = (
        float(ET.fromstring(logic_picture(compile_form(one, "help.md"))).get("width") or 0)
        for one in (FORM, FORM.replace(b"${poor} = 'y'", b"").replace(b"${severe} |", b" |"))
    )
    assert without < short < 1060
