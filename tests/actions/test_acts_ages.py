"""Ages in words: infants in months, weeks and days, wherever an age is told."""

from datetime import date

import pytest

from socialcase.actions import cases, people
from socialcase.actions.ages import age_in, short_age_in
from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact
from socialcase.actions.family import family_in
from socialcase.actions.finding import found
from socialcase.actions.household_papers import household_paper
from socialcase.actions.kin_words import KinWords
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import age_on
from socialcase.cases.records import Case

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("birth", "words", "short"),
    [
        ("1992-02-01", "34", "34"),
        ("~1958", "about 68", "68"),
        ("2025-11-23", "1", "1"),
        ("2026-07-01", "4 months", "4 mo"),
        ("2026-10-20", "1 month", "1 mo"),
        ("~2026-03", "about 8 months", "8 mo"),
        ("2026-10-24", "4 weeks", "4 wk"),
        ("2026-11-14", "9 days", "9 d"),
        ("2026-11-22", "1 day", "1 d"),
        ("2026-11-23", "under 1 day", "0 d"),
        ("2026-11", "under 1 month", "<1 mo"),
        ("2026", "under 1 year", "<1"),
        ("2025", "about 1", "1"),
        ("2026-11-24", "", ""),
        ("", "", ""),
    ],
)
def test_nobody_is_said_to_be_0_years_old(birth: str, words: str, short: str) -> None:
    age = age_on(birth, TODAY)
    assert age_in("en", age) == words
    assert short_age_in("en", age) == short


def test_a_baby_has_an_age_in_the_drawing_and_on_its_paper(laptop: Workspace) -> None:
    name = {"given": "Jeren"}
    case = cases.first_contact(laptop, FirstContact(worry="w", name=name, birth="1992")).record
    born = laptop.today.replace(day=1)
    birth = f"{born.year - (born.month <= 4)}-{(born.month - 5) % 12 + 1:02}-01"
    baby = people.add_family_member(laptop, case, {"given": "Bägül"}, "child", birth=birth).record
    assert case_file(laptop, case).household is not None
    with laptop.store.reading() as reading:
        kin = KinWords(family_in(reading, found(reading, Case, case)), laptop.today)
    assert (kin.age(baby), kin.short_age(baby)) == ("4 months", "4 mo")
    assert kin.card(baby).title == "Bägül, 4 months"
    paper = household_paper(laptop, case)
    assert "4 months" in str(paper.sheet)
    assert "4 mo" in str(paper.sheet)
