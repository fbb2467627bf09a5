"""Answers leave only of people who agreed, and a record of it is kept."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from socialcase.actions import assessments, exporting, people
from socialcase.actions.consents import give_consent, withdraw_consent
from socialcase.actions.exporting import FORMATS, Format, export_answers, gather
from socialcase.actions.kept_answers import sent_as
from socialcase.actions.readership import who_has_seen
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment, Disclosure
from socialcase.errors import DiskFull, FileInTheWay, FormUnknown, NotAllowed, NothingToExport
from tests.actions.form_sources import V1, case_of, filled, published, written


@pytest.fixture
def told(office: Workspace, tmp_path: Path) -> dict[str, str]:
    """Three cases with an assessment each, by what was agreed to; the first was corrected."""
    published(office, written(tmp_path / "one", V1))
    made: dict[str, str] = {}
    for scope in ("office", "none", "taken back", "never asked"):
        case = case_of(office)
        if scope != "never asked":
            wanted = scope if scope in ("office", "none") else "full"
            consent = give_consent(office, case, wanted).record
            if scope == "taken back":
                withdraw_consent(office, consent)
        draft = assessments.start_draft(office, case, "", "shelter")
        made[scope] = filled(office, draft, knife="yes", heating="saxaul", rooms="2")
    correction = assessments.revise(office, made["office"], "She had misheard")
    made["corrected"] = filled(office, correction, rooms="3")
    return made


ROOM = {"knife": "no", "heating": "gas", "rooms": "2"}


def rows(file: Path) -> list[dict[str, str]]:
    with zipfile.ZipFile(file) as archive:
        text = archive.read("shelter.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_only_who_agreed_leaves_and_only_as_corrected(
    office: Workspace, told: dict[str, str], tmp_path: Path
) -> None:
    found = gather(office, "shelter")
    assert [one.uid for one in found.submissions] == [told["corrected"]]
    assert (found.no_consent, found.corrected) == (3, 1)
    file, done = export_answers(office, found, tmp_path, "csv")
    (row,) = rows(file)
    with office.store.reading() as reading:
        earlier = reading.get(Assessment, told["office"])
    assert earlier is not None
    assert (row["rooms"], row["heating"], row["corrects"]) == ("3", "saxaul", sent_as(earlier))
    with office.store.reading() as reading:
        kept = reading.get(Disclosure, done.record)
    assert kept is not None
    assert (kept.what, kept.form_id, kept.format, kept.rows) == ("answers", "shelter", "csv", 1)


def test_what_one_person_took_back_stays_whatever_others_in_the_family_said(
    office: Workspace, tmp_path: Path
) -> None:
    published(office, written(tmp_path / "one", V1))
    case = case_of(office)
    give_consent(office, case, "full")
    born = {"birth": "1955"}
    mother = people.add_family_member(office, case, {"given": "Ogulgerek"}, "parent", **born).record
    hers = give_consent(office, case, "office", person=mother).record
    about_her = filled(office, assessments.start_draft(office, case, mother, "shelter"), **ROOM)
    about_all = filled(office, assessments.start_draft(office, case, "", "shelter"), **ROOM)
    before = gather(office, "shelter")
    assert {one.uid for one in before.submissions} == {about_her, about_all}
    withdraw_consent(office, hers)
    after = gather(office, "shelter")
    assert (after.submissions, after.no_consent) == ((), 2)
    with pytest.raises(NothingToExport):  # it was taken back between looking and writing
        export_answers(office, before, tmp_path, "csv")
    with office.store.reading() as reading:
        assert reading.count(Disclosure) == 0


def test_each_case_says_that_its_answers_left(office: Workspace, tmp_path: Path) -> None:
    published(office, written(tmp_path / "one", V1))
    agreed = [case_of(office) for _ in range(3)]
    for case in agreed:
        give_consent(office, case, "office")
        filled(office, assessments.start_draft(office, case, "", "shelter"), **ROOM)
    filled(office, assessments.start_draft(office, agreed[0], "", "shelter"), **ROOM)
    silent = case_of(office)
    filled(office, assessments.start_draft(office, silent, "", "shelter"), **ROOM)
    export_answers(office, gather(office, "shelter"), tmp_path, "csv")
    with office.store.reading() as reading:
        kept = {one.case: one.rows for one in reading.page(Disclosure)}
    assert kept == {agreed[0]: 2, agreed[1]: 1, agreed[2]: 1}
    assert [seen.papers for seen in who_has_seen(office, agreed[0])] == [1]
    assert [seen.papers for seen in who_has_seen(office, silent)] == [0]


def test_what_is_about_no_case_asks_for_nobodys_consent(office: Workspace, tmp_path: Path) -> None:
    about = V1.replace("default_language |", "default_language | about |")
    about = about.replace("| English (en) |\n", "| English (en) | office |\n")
    published(office, written(tmp_path / "one", about))
    filled(office, assessments.start_apart(office, "shelter"), knife="no", heating="gas", rooms="4")
    found = gather(office, "shelter")
    assert (len(found.submissions), found.no_consent) == (1, 0)
    file, _ = export_answers(office, found, tmp_path, "csv")
    (row,) = rows(file)
    assert (row["case"], row["rooms"]) == ("", "4")


def test_nothing_leaves_without_a_record_of_it(
    office: Workspace, told: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull(tmp_path)

    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(exporting, "disclose", full)
    with pytest.raises(DiskFull):
        export_answers(office, gather(office, "shelter"), out, "csv")
    assert list(out.iterdir()) == []


def test_words_in_place_of_codes(office: Workspace, told: dict[str, str], tmp_path: Path) -> None:
    file, _ = export_answers(office, gather(office, "shelter"), tmp_path, "csv", labels=True)
    assert rows(file)[0]["heating"] == "Saxaul wood"
    with zipfile.ZipFile(file) as archive:
        dictionary = archive.read("dictionary.csv").decode("utf-8-sig")
    assert "saxaul = Saxaul wood" in dictionary


@pytest.mark.parametrize("form", FORMATS)
def test_every_kind_of_file_is_written_whole_or_not_at_all(
    office: Workspace, told: dict[str, str], tmp_path: Path, form: Format
) -> None:
    target = tmp_path / "out"
    file, _ = export_answers(office, gather(office, "shelter"), target, form)
    assert zipfile.ZipFile(file).testzip() is None
    assert not list(tmp_path.glob("*.part"))
    with pytest.raises(FileInTheWay):
        export_answers(office, gather(office, "shelter"), target, form)


def test_submissions_lie_as_odk_tools_lay_them(
    office: Workspace, told: dict[str, str], tmp_path: Path
) -> None:
    file, _ = export_answers(office, gather(office, "shelter"), tmp_path, "odk")
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        xml = next(name for name in names if name.endswith("/submission.xml"))
        assert xml.endswith(f"/instances/uuid{told['corrected']}/submission.xml")
        assert b"<rooms>3</rooms>" in archive.read(xml)
        assert any(name.endswith(".xml") and "/instances/" not in name for name in names)


def test_a_specialist_does_not_write_out_what_many_said(laptop: Workspace) -> None:
    with pytest.raises(NotAllowed):
        gather(laptop, "home_visit")


def test_a_form_that_was_never_here_is_named(office: Workspace) -> None:
    with pytest.raises(FormUnknown):
        gather(office, "there_is_no_such_form")
