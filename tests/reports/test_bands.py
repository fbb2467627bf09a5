"""The bands of a score on a blank form: as a table, with what each answer counts."""

import pytest

from socialcase.forms import Session, compile_form, open_session
from socialcase.reports.bands import band_of
from socialcase.reports.form_paper import Printing, form_sheet
from tests.forms_shipped.filling import NOW, compiled

FORM = """
| survey |
| | type | name | label | relevant | calculation |
| | integer | one | One? | | |
| | integer | two | Two? | | |
| | calculate | total | | | ${one} + ${two} |
| | calculate | given | | | number(${one} != '') + number(${two} != '') |
| | note | band | Words | WHEN | |
"""


@pytest.mark.parametrize(
    ("shown", "band"),
    [
        ("${total} >= 5 and ${total} < 10", "5\N{EN DASH}9"),
        ("${total} > 5 and ${total} <= 10", "6\N{EN DASH}10"),
        ("${total} != '' and ${total} < 5", "0\N{EN DASH}4"),
        ("${total} >= 20", "20+"),
        ("${total} = 3", "3"),
        ("${total} < 1", "0"),
        ("${given} < 2", ""),
        ("${one} >= 5", ""),
        ("${total} >= 5 and ${given} = 2", ""),
        ("${total} >= 5 or ${total} = 1", ""),
        ("${total} != ''", ""),
        ("", ""),
    ],
)
def test_a_band_lies_between_two_whole_numbers_of_one_score(shown: str, band: str) -> None:
    form = compile_form(FORM.replace("WHEN", shown).encode(), "bands.md")
    assert band_of(open_session(form, now=NOW), ("data", "band")) == band


def blank(form: str) -> Session:
    return open_session(compiled(form), now=NOW)


@pytest.mark.parametrize(
    ("form", "bands"),
    [
        ("phq9", ["", "0\N{EN DASH}4", "5\N{EN DASH}9", "10\N{EN DASH}19", "20+"]),
        ("gad7", ["", "0\N{EN DASH}4", "5\N{EN DASH}9", "10\N{EN DASH}14", "15+"]),
        ("gds15", ["", "0\N{EN DASH}5", "6\N{EN DASH}10", "11+"]),
        ("who5", ["", "51+", "29\N{EN DASH}50", "0\N{EN DASH}28"]),
        ("wg_ss", ["", "", ""]),
    ],
)
def test_what_may_be_said_stands_in_one_table(form: str, bands: list[str]) -> None:
    sheet = form_sheet(blank(form), "Scale", Printing("en", "Aman Invented", NOW, blank=True))
    pages = sheet.data["pages"]
    assert isinstance(pages, list)
    tables = [one for page in pages for one in page["items"] if one["kind"] == "results"]
    assert [row["band"] for row in tables[-1]["rows"]] == bands
    assert bool(tables[-1]["points"]) == any(bands)
    last = [one for one in pages[-1]["items"] if one["kind"] == "note"]
    assert not last, "no band stands in a box of its own"


def test_only_a_scale_says_what_an_answer_counts() -> None:
    for form, points in (("phq9", ["0", "1", "2", "3"]), ("daily_living", [])):
        printing = Printing("en", "Aman Invented", NOW, blank=True)
        pages = form_sheet(blank(form), "Form", printing).data["pages"]
        assert isinstance(pages, list)
        items = [one for page in pages for one in page["items"]]
        inner = [one for item in items for one in item.get("items", [])]
        tables = [one for one in (*items, *inner) if one["kind"] == "matrix"]
        assert tables[0]["points"] == points
    filled = form_sheet(blank("phq9"), "Form", Printing("en", "Aman Invented", NOW))
    assert "'points': ['0'" not in str(filled.data)
