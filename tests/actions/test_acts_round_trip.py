"""What leaves comes in equal: every shipped form, each kind of file, into an empty workspace."""

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from socialcase.actions import assessments
from socialcase.actions.arriving_answers import Matching, look
from socialcase.actions.arriving_taking import take
from socialcase.actions.case_lists import look_at_list, read_list, take_list
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.consents import give_consent, withdraw_consent
from socialcase.actions.exporting import FORMATS, Format, export_answers, gather
from socialcase.actions.form_library import FormEntry, forms
from socialcase.actions.history import undo
from socialcase.actions.workspaces import Workspace, create_office
from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.cases.records import Assessment, Case, Consent, Person
from tests.actions.arrivals import HOME, answered
from tests.actions.form_sources import published, written
from tests.conftest import CHEAP, PASSPHRASE
from tests.forms_shipped.test_filled_to_the_end import filled

PEOPLE = (("Jeren", "Orazgulyýewa", "1958"), ("Maral", "Annaýewa", "2001-03-04"))
WORKED_OUT = """
| survey |
| | type | name | label::English (en) | calculation |
| | xml-external | person | | |
| | text | said | What did she say? | |
| | calculate | on_the_day | | today() |
| | calculate | score_drawn | | random() |
| | calculate | born | | instance('person')/root/item/birth |
| | calculate | nothing | | if(today() > date('2026-12-01'), 'late', '') |
| | begin_repeat | child | Child | |
| | text | called | Name | |
| | calculate | asked_on | | today() |
| | end_repeat | | | |
| settings |
| | form_id | form_title | version | default_language |
| | worked_out | Worked out | 1 | English (en) |
"""
KINDS: tuple[Format, ...] = ("csv", "xlsx", "odk")


@pytest.fixture
def office_with_answers(office: Workspace, clock: FixedClock) -> dict[str, int]:
    """Every shipped form filled, twice where a case is asked for: how often by its name.

    Of a family, too, and over several days, so that nothing that looks at the day stays the same.
    """
    open_cases = [first_case(office, *one) for one in PEOPLE]
    closed = [first_case(office, "Selbi", "Durdyýewa", "1990", (office.person,))]
    filled_in: dict[str, int] = {}
    for entry in forms(office):
        for at, draft in enumerate(
            drafts(office, entry, closed if entry.meant.restricted else open_cases)
        ):
            for _ in filled(draft.session, -at):
                pass
            clock.move(timedelta(days=2, hours=1))
            assessments.finish(office, draft, f"2026-11-{10 + at}")
            filled_in[entry.form_id] = at + 1
    with office.store.reading() as reading:
        refused = reading.page(Consent, {"scope": "none"}, limit=50)
    for one in refused:  # as the last choices say; what nobody agreed to would stay here
        withdraw_consent(office, one.uid)
    return filled_in


def first_case(
    ws: Workspace, given: str, surname: str, birth: str, named: tuple[str, ...] = ()
) -> str:
    name = {"given": given, "surname": surname}
    contact = FirstContact(worry="Cold house", name=name, birth=birth, restricted_to=named)
    case = first_contact(ws, contact).record
    give_consent(ws, case, "full")
    return case


def drafts(ws: Workspace, entry: FormEntry, cases: list[str]) -> Iterator[assessments.OpenDraft]:
    """Drafts for the person of the first case and the family of the last; one outside of cases."""
    if entry.meant.private:
        return
    if not entry.meant.in_case:
        yield assessments.start_apart(ws, entry.form_id)
        return
    with ws.store.reading() as reading:
        found = reading.get(Case, cases[0])
    assert found is not None
    yield assessments.start_draft(ws, cases[0], found.person, entry.form_id)
    yield assessments.start_draft(ws, cases[-1], "", entry.form_id)


def case_list(ws: Workspace, folder: Path) -> Path:
    """The open cases as an office lists them."""
    file = folder / "cases.csv"
    with ws.store.reading() as reading, file.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(("Case number", "Surname", "Given name", "Born"))
        for case in reading.page(Case, limit=10):
            person = reading.get(Person, case.person)
            assert person is not None
            if not reading.audience(case.uid).startswith("named:"):
                lines.writerow((case.number, person.name_surname, person.name_given, person.birth))
    return file


def elsewhere(folder: Path, clock: FixedClock) -> Workspace:
    """An office that knows nobody, whose own case numbers are others."""
    chance, names = SeededChance(7), ("Lebap regional office", "Akmyrat Nuryýew")
    return create_office(
        folder, PASSPHRASE, *names, cost=CHEAP, clock=clock, chance=chance, anywhere=True
    )


def kept(ws: Workspace, form_id: str, *, submission: bool = False) -> set[tuple[str, ...]]:
    """What should be equal of the assessments of a form, whatever their ids here are."""
    found: set[tuple[str, ...]] = set()
    with ws.store.reading() as reading:
        for one in reading.page(Assessment, {"form_id": form_id}, limit=50):
            person = reading.get(Person, one.person) if one.person else None
            case = reading.get(Case, one.case) if one.case else None
            seen = case is not None and not reading.audience(one.case).startswith("named:")
            found.add(
                (
                    case.number if case is not None and seen else "",
                    person.name_given if person is not None else "",
                    *(one.told_on, one.finished, one.form_version, one.form_hash, one.form_about),
                    *(one.answers, one.scores, one.submission if submission else ""),
                )
            )
    return found


def test_every_shipped_form_comes_back_equal_in_an_empty_workspace(
    office: Workspace,
    office_with_answers: dict[str, int],
    tmp_path: Path,
    clock: FixedClock,
    closing: Callable[[Workspace], Workspace],
) -> None:
    people = case_list(office, tmp_path)
    clock.move(timedelta(days=60))
    empty = closing(elsewhere(tmp_path / "empty", clock))
    take_list(empty, look_at_list(empty, read_list(empty, people)))
    closed = Matching(case=first_case(empty, "Selbi", "Durdyýewa", "1990", (empty.person,)))
    for kind in KINDS:
        for entry in (one for one in forms(office) if not one.meant.private):
            file, _ = export_answers(office, gather(office, entry.form_id), tmp_path, kind)
            into = closed if entry.meant.restricted else Matching()
            preview = look(empty, file, entry.form_id, into)
            file.unlink()
            said = [[str(reason.said) for reason in row.reasons] for row in preview.rows]
            assert said == [[]] * office_with_answers[entry.form_id], entry.form_id
            done = take(empty, preview)
            exact = kind == "odk"
            wanted = kept(office, entry.form_id, submission=exact)
            assert kept(empty, entry.form_id, submission=exact) == wanted, (kind, entry.form_id)
            undo(empty, done.save)
            assert kept(empty, entry.form_id) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_worked_out_is_not_worked_out_anew(
    kind: Format,
    office: Workspace,
    tmp_path: Path,
    clock: FixedClock,
    closing: Callable[[Workspace], Workspace],
) -> None:
    empty = closing(elsewhere(tmp_path / "empty", clock))
    for ws in (office, empty):
        published(ws, written(tmp_path / "form", WORKED_OUT, "worked_out.md"))
    case = first_case(office, "Jeren", "Orazgulyýewa", "")
    with office.store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    draft = assessments.start_draft(office, case, found.person, "worked_out")
    assessments.answer(office, draft, "set", "/data/said", "=nothing")
    assessments.answer(office, draft, "set", "/data/child[1]/called", "Aýna")
    clock.move(timedelta(days=3))
    assessments.finish(office, draft)
    (wanted,) = kept(office, "worked_out")
    assert '"/data/on_the_day":"2026-11-23"' in wanted[7]
    assert "late" not in wanted[7]
    file, _ = export_answers(office, gather(office, "worked_out"), tmp_path, kind)
    people = case_list(office, tmp_path)
    people.write_text(people.read_text("utf-8").replace(",\n", ",1958\n"), "utf-8")
    take_list(empty, look_at_list(empty, read_list(empty, people)))
    clock.move(timedelta(days=60))
    done = take(empty, look(empty, file, "worked_out"))
    assert kept(empty, "worked_out") == {wanted}
    read = assessments.read_back(empty, done.record)
    assert read.node("/data/on_the_day").value == "2026-11-23", "nor when it is read again"


def resaved(file: Path, folder: Path) -> Path:
    """The workbook as LibreOffice writes it after somebody opened it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    to = ("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder))
    command = ("soffice", profile, "--headless", *to, str(file))
    subprocess.run(command, check=True, capture_output=True, timeout=90)
    return folder / file.name


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_workbook_that_libreoffice_saved_again_comes_in_equal(
    office: Workspace,
    tmp_path: Path,
    clock: FixedClock,
    closing: Callable[[Workspace], Workspace],
) -> None:
    answered(office, tmp_path / "form")
    empty = closing(elsewhere(tmp_path / "empty", clock))
    published(empty, written(tmp_path / "same", HOME, "house.md"))
    take_list(empty, look_at_list(empty, read_list(empty, case_list(office, tmp_path))))
    file, _ = export_answers(office, gather(office, "house"), tmp_path, "xlsx")
    take(empty, look(empty, resaved(file, tmp_path / "again"), "house"))
    assert kept(empty, "house") == kept(office, "house") != set()


@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_plain_lies_about_after_going_out_and_coming_in(
    kind: Format, office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(office, tmp_path / "form")
    between, out = tmp_path / "between", tmp_path / "out"
    for folder in (between, out):
        folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(between))
    monkeypatch.setattr(tempfile, "tempdir", None)
    file, _ = export_answers(office, gather(office, "house"), out, kind)
    if kind != "parquet":
        look(office, file, "house")
    assert list(between.iterdir()) == []
    assert list(out.iterdir()) == [file]
    inside = [one.read_bytes() for one in office.folder.rglob("*") if one.is_file()]
    assert inside
    assert not any(b"saxaul" in data for data in inside)
