"""The lists of the directory on paper and as workbooks: nobody stands on them."""

from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from socialcase.actions import cases, consents
from socialcase.actions.cases import FirstContact
from socialcase.actions.directory_papers import provider_list, resource_list, unserved_list
from socialcase.actions.editing import edit
from socialcase.actions.needs import add_need
from socialcase.actions.papers import Paper, save_paper, save_tables
from socialcase.actions.providers import Sought, add_provider
from socialcase.actions.referrals import (
    ReferralAnswer,
    add_referral,
    answer_referral,
    send_referral,
)
from socialcase.actions.resources import add_resource
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Disclosure
from tests.actions.conftest import CONTACT
from tests.conftest import Enrolled

THIN = "\N{NARROW NO-BREAK SPACE}"
"""Between thousands."""


def told(paper: Paper) -> str:
    return repr(paper.sheet.data)


@pytest.fixture
def hidden(laptop: Workspace) -> str:
    """A house whose address is protected, and that takes one's own service."""
    address = {"street": "Gizlin 7"}
    return add_provider(
        laptop, "Quiet house", services=("home_care",), address=address, protected=True
    ).record


def test_the_directory_on_paper_leaves_out_who_is_kept_secret_and_says_so(
    laptop: Workspace, carers: str, hidden: str
) -> None:
    add_provider(laptop, "Flat", seen_by="named")
    add_provider(laptop, "Lawyer", services=("counselling",), valid_until="2026-12-31")
    paper = provider_list(laptop, words="en")
    for words in ("Home care, Mary", "Care at home", "Older person", "Wekilbazar", "31.12.2026"):
        assert words in told(paper)
    for words in ("Quiet house", "Gizlin", "Flat"):
        assert words not in told(paper)
    assert paper.asides[0].startswith("2 lines are left out")
    assert "Lawyer" not in told(provider_list(laptop, Sought(service="home_care"), "en"))
    assert "Уход на дому" in told(provider_list(laptop, words="ru"))


def test_needs_without_a_service_are_listed_without_names_and_words(
    laptop: Workspace, case: str, carers: str, hidden: str
) -> None:
    add_need(laptop, case, "Jeren cannot lift her mother", service="home_care")
    edit(laptop, "case", case, "services", ("counselling",))
    asked = add_referral(laptop, case, "day_centre", provider=hidden, reason="Aýna is alone")
    send_referral(laptop, asked.record)
    answer_referral(laptop, asked.record, ReferralAnswer("waiting", place_in_line=4))
    paper = unserved_list(laptop, words="en")
    for words in ("Care at home", "Counselling", "number 4 in line", "11.2026"):
        assert words in told(paper)
    for words in ("Jeren", "Orazgulyýew", "lift", "Aýna", "Quiet house", "23.11.2026"):
        assert words not in told(paper).replace(str(paper.sheet.data["footer"]), "")
    assert "Counselling" not in told(unserved_list(laptop, service="home_care", words="en"))
    assert "Nothing is to be listed" in told(unserved_list(laptop, etrap="tejen", words="en"))


def test_the_sums_on_paper_are_exact_and_what_did_not_come_is_in_none(
    laptop: Workspace, case: str
) -> None:
    for value in ("0,10", "0,20", "1 000 000,05"):
        add_resource(laptop, case, "Coal", kind="goods", value=value, from_whom="Council")
    add_resource(laptop, case, "Frame", kind="aid", value="99", status="not_received")
    add_resource(laptop, case, "Bed", kind="aid", value="3200", status="promised")
    paper = resource_list(laptop, "quarter", "en")
    kinds, sources, lines = paper.tables
    assert kinds.rows == (
        ("Goods", "3", f"1{THIN}000{THIN}000.35 manat", "", ""),
        ("Aid or device", "", "", "1", f"3{THIN}200 manat"),
        ("Together", "3", f"1{THIN}000{THIN}000.35 manat", "1", f"3{THIN}200 manat"),
    )
    assert [row[0] for row in sources.rows] == ["Council", "not said", "Together"]
    assert len(lines.rows) == 5
    assert "Orazgulyýew" not in told(paper)


def test_a_restricted_file_is_on_no_list_but_whoever_prints_it_is_told(
    enrolled: Enrolled,
) -> None:
    maral = enrolled.maral
    case = cases.first_contact(maral, FirstContact(worry="A bruise", title="Quiet")).record
    cases.restrict_case(maral, case, ())
    consents.give_consent(maral, case, "full")
    add_need(maral, case, "Away from him", service="home_care")
    add_resource(maral, case, "Ticket to her sister", value="40")
    for paper in (unserved_list(maral, words="en"), resource_list(maral, words="en")):
        assert "Nothing is to be listed" in told(paper)
        assert paper.asides[0].startswith("1 line is left out")
    assert "Ticket" not in repr(resource_list(maral).tables)


def test_a_list_is_saved_as_a_paper_and_as_a_workbook_and_tells_of_no_case(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    add_need(laptop, case, "=1+1", service="home_care")
    paper = unserved_list(laptop, words="en")
    folder = tmp_path / "out"
    folder.mkdir()
    assert save_paper(laptop, paper, folder).read_bytes().startswith(b"%PDF")
    book = CalamineWorkbook.from_filelike(BytesIO(save_tables(laptop, paper, folder).read_bytes()))
    assert sorted(one.name for one in folder.iterdir()) == ["needs.pdf", "needs.xlsx"]
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert ["Care at home", "1", "0"] in rows
    assert CONTACT.title not in repr(rows)
    with laptop.store.reading() as reading:
        assert reading.page(Disclosure) == []
