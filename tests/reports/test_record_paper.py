"""Parts of a case file on paper: no page is left with a line or two alone."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialcase.reports.form_paper import Printing
from socialcase.reports.record_paper import Section, record_sheet
from socialcase.reports.typeset import as_pdf

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WIDOW = 4
"""Lines below which a last page is not worth a sheet of paper."""


def lines_of_pages(points: int, folder: Path) -> list[int]:
    """How many lines each page of a document with so many points has, its foot left out."""
    parts = [f"Point {n}, which was agreed with the family" for n in range(points)]
    sections = (Section("What was agreed", points=tuple(parts)),)
    sheet = record_sheet("The case in brief", sections, Printing("en", "Maral", NOW, (), {}))
    file = folder / "record.pdf"
    file.write_bytes(as_pdf(sheet))
    read = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    return [page.count("Point") for page in read.stdout.split("\f")[:-1]]


def test_a_few_lines_too_many_are_set_smaller_rather_than_on_a_page_of_their_own(
    tmp_path: Path,
) -> None:
    pages = {n: lines_of_pages(n, tmp_path) for n in range(40, 76, 3)}
    assert {len(lines) for lines in pages.values()} == {1, 2}, "both kinds were tried"
    for points, lines in pages.items():
        assert sum(lines) == points, "nothing is lost on the way"
        assert lines[-1] >= WIDOW


@pytest.mark.parametrize("points", [130])
def test_a_long_paper_goes_on_from_page_to_page(tmp_path: Path, points: int) -> None:
    lines = lines_of_pages(points, tmp_path)
    assert len(lines) > 2
    assert sum(lines) == points
