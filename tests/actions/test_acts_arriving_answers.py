"""Answers from elsewhere come onto the same people: equal, with reasons, undone as one act."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from socialcase.actions.arriving_answers import Matching, Preview, look
from socialcase.actions.arriving_taking import take
from socialcase.actions.assessments import finish, start_apart
from socialcase.actions.attachments import content, documents
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.exporting import Format, export_answers, gather
from socialcase.actions.form_library import forms
from socialcase.actions.history import undo
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Assessment, Case
from socialcase.errors import ArrivalRefused, FormPrivate, FormUnknown
from tests.actions.arrivals import HOME, all_told, answered, opened
from tests.actions.form_sources import published, written
from tests.conftest import Enrolled, new_office
from tests.forms_shipped.test_filled_to_the_end import filled

HEAD = "who,heating,rooms,aids,repairs,which,told_on"
ROW = "Jeren Orazgulyyewa,gas,2,stick,no,,2026-11-20"


@pytest.fixture
def elsewhere(
    tmp_path: Path, clock: FixedClock, closing: Callable[[Workspace], Workspace]
) -> Workspace:
    """An office with the same people, cases of the same numbers, the form, and no answers."""
    ws = closing(new_office(tmp_path / "elsewhere", clock))
    published(ws, written(tmp_path / "same", HOME, "house.md"))
    opened(ws)
    return ws


def table(folder: Path, *rows: str) -> Path:
    file = folder / "rows.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def reasons(preview: Preview) -> list[list[str]]:
    return [[str(reason.said) for reason in row.reasons] for row in preview.rows]


def by_name(ws: Workspace, file: Path) -> Preview:
    return look(ws, file, "house", Matching(who=("who",)))


@pytest.mark.parametrize("form", ["csv", "xlsx", "odk"])
def test_what_left_comes_in_equal_elsewhere_once_and_is_undone_as_one_act(
    office: Workspace, elsewhere: Workspace, tmp_path: Path, form: Format
) -> None:
    answered(office, tmp_path / "form")
    file, _ = export_answers(office, gather(office, "house"), tmp_path, form)
    before = elsewhere.store.digest()
    preview = look(elsewhere, file, "house")
    assert elsewhere.store.digest() == before
    assert [row.reasons for row in preview.rows] == [(), (), ()]
    assert preview.lost == 0
    done = take(elsewhere, preview)
    assert all_told(elsewhere) == all_told(office) != {}
    assert len(done.records("assessment")) == 3
    with elsewhere.store.reading() as reading:
        statuses = {one.status for one in reading.page(Case, limit=10)}
        scores = {one.scores for one in reading.page(Assessment, limit=10)}
    assert statuses == {"intake"}
    assert any('"value":"4"' in one for one in scores)
    assert reasons(look(elsewhere, file, "house")) == [["It is here already."]] * 3
    assert take(elsewhere, preview).save == ""
    undo(elsewhere, done.save)
    assert all_told(elsewhere) == {}


def test_a_row_says_why_it_does_not_fit(elsewhere: Workspace, tmp_path: Path) -> None:
    file = table(
        tmp_path,
        HEAD + ",shoes",
        ROW,
        "Jeren Orazgulyyewa,coal,2,stick,no,,2026-11-20",
        "Maral Annaýewa,gas,30,,,,2026-11-20",
        "Oraz Berdiyew,,many,,yes,roof,2026-11-20",
        "Nobody Unknown,gas,,,,,2026-11-20",
        ",gas,,,,,2026-11-20",
        "Oraz Berdiyew,gas,,,no,roof,2026-11-21",
        "Oraz Berdiyew,gas,,,no,,2026-11-22,42",
        ROW,
    )
    preview = by_name(elsewhere, file)
    assert reasons(preview) == [
        [],
        ["“How is the house heated?” has no choice “coal”."],
        ["“How many rooms?” does not take “30”: No house has so many rooms."],
        [
            "“How many rooms?” cannot be answered with “many”.",
            "“How is the house heated?” has no answer, and needs one.",
        ],
        ["There is no such person here."],
        ["It does not say whom it is about."],
        ["“Which repairs?” is not asked after these answers; it would be left out."],
        ["The form has no question “shoes”; its answer would be left out."],
        ["It is in the file twice."],
    ]
    assert preview.fitting == (0,)
    # what is left out is a person's to decide; what cannot be taken stays out whoever chooses it
    done = take(elsewhere, preview, range(9))
    assert len(done.records("assessment")) == 3


def test_two_of_one_name_are_told_apart_by_the_birth_date(
    elsewhere: Workspace, tmp_path: Path
) -> None:
    opened(elsewhere)
    file = table(tmp_path, HEAD + ",born", ROW + ",1958")
    (said,) = reasons(by_name(elsewhere, file))
    assert said == ["2 people here are called so; say a birth date or a case's number."]


def test_a_case_number_in_the_same_column_is_taken_too(
    elsewhere: Workspace, tmp_path: Path
) -> None:
    with elsewhere.store.reading() as reading:
        numbers = sorted(one.number for one in reading.page(Case, limit=10))
    file = table(tmp_path, HEAD, ROW.replace("Jeren Orazgulyyewa", numbers[1]))
    (row,) = by_name(elsewhere, file).rows
    assert (row.fits, row.whom.number, row.whom.name) == (True, numbers[1], "Maral Annaýewa")


def test_a_kobo_table_with_words_semicolons_and_ticked_columns(
    elsewhere: Workspace, tmp_path: Path
) -> None:
    file = table(
        tmp_path,
        "who;home/heating;home/rooms;home/aids/stick;home/aids/chair;home/repairs;"
        "_uuid;_submission_time;__version__",
        "Orazgulyýewa Jeren;Saxaul wood;3;1;0;No;"
        "0b8e4f0c-1111-4222-8333-444455556666;2026-11-19T20:30:00;vKobo",
    )
    preview = by_name(elsewhere, file)
    assert reasons(preview) == [[]]
    take(elsewhere, preview)
    with elsewhere.store.reading() as reading:
        (one,) = reading.page(Assessment, {"form_id": "house"}, limit=10)
    assert '"/data/home/heating":"saxaul"' in one.answers
    assert '"/data/home/aids":"stick"' in one.answers
    assert "uuid:0b8e4f0c-1111-4222-8333-444455556666" in one.submission
    assert (one.told_on, one.finished) == ("2026-11-19", "2026-11-19T15:30:00Z")


SENT = """<?xml version="1.0" encoding="UTF-8"?>
<aKobo id="aKobo" version="vKobo"><formhub><uuid>1</uuid></formhub>
<home><heating>gas</heating><rooms>2</rooms></home><who>Maral Annaýewa</who>
<picture>house.jpg</picture><meta><instanceID>uuid:7</instanceID></meta></aKobo>"""


def test_a_submission_of_kobo_keeps_its_words_its_id_and_its_files(
    elsewhere: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "kobo.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("one/submission.xml", SENT)
        archive.writestr("one/house.jpg", b"no real picture")
    preview = by_name(elsewhere, file)
    assert preview.rows[0].whom.name == "Maral Annaýewa"
    assert [reason.stops for reason in preview.rows[0].reasons] == [False, False]
    done = take(elsewhere, preview, [0])
    with elsewhere.store.reading() as reading:
        kept = reading.get(Assessment, done.record)
    assert kept is not None
    assert "<who>Maral Annaýewa</who>" in kept.submission
    assert '"/data/meta/instanceID":"uuid:7"' in kept.answers
    (line,) = documents(elsewhere, kept.case)
    assert content(elsewhere, line.document.uid) == b"no real picture"
    assert line.state == "here"


def test_an_end_in_the_middle_leaves_nothing(elsewhere: Workspace, tmp_path: Path) -> None:
    preview = by_name(elsewhere, table(tmp_path, HEAD, ROW))
    before = elsewhere.store.digest()

    def stop(at: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        take(elsewhere, preview, progress=stop)
    assert elsewhere.store.digest() == before


def test_hostile_tables_are_refused_in_words(elsewhere: Workspace, tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<data>" + b"a" * (5 << 20) + b"</data>")
    file = tmp_path / "bomb.zip"
    file.write_bytes(bomb.getvalue())
    with pytest.raises(ArrivalRefused):
        look(elsewhere, file, "house")
    file.write_text('<!DOCTYPE a [<!ENTITY b "b">]><data>&b;</data>')
    with pytest.raises(ArrivalRefused):
        look(elsewhere, file, "house")


def test_a_form_that_is_not_here_is_refused(elsewhere: Workspace, tmp_path: Path) -> None:
    file = table(tmp_path, HEAD, ROW)
    with pytest.raises(FormUnknown):
        look(elsewhere, file, "no_such_form")


def test_what_is_filled_in_for_oneself_leaves_in_no_file_and_comes_in_out_of_none(
    office: Workspace, elsewhere: Workspace, tmp_path: Path
) -> None:
    draft = start_apart(office, "work_strain")
    for _ in filled(draft.session, 0):
        pass
    finish(office, draft)
    with pytest.raises(FormPrivate):
        gather(office, "work_strain")
    with pytest.raises(FormPrivate):
        look(elsewhere, table(tmp_path, HEAD, ROW), "work_strain")


def test_repeats_of_a_kobo_workbook_and_of_central_come_under_their_rows(
    elsewhere: Workspace, tmp_path: Path
) -> None:
    book = Workbook()
    main = book.active
    assert main is not None
    main.title = "House check"
    main.append(("who", "heating", "told_on", "_index"))
    main.append(("Jeren Orazgulyýewa", "gas", datetime(2026, 11, 20), 1))  # noqa: DTZ001
    main.append(("Maral Annaýewa", "gas", datetime(2026, 11, 20), 2))  # noqa: DTZ001
    children = book.create_sheet("child")
    children.append(("child/called", "child/age", "_index", "_parent_table_name", "_parent_index"))
    children.append(("Aýna", 4, 1, "House check", 2))
    children.append(("Şöhrat", 7, 2, "House check", 2))
    children.append(("lost", 7, 3, "House check", 9))
    schools = book.create_sheet("school")
    schools.append(("child/school/since", "_index", "_parent_table_name", "_parent_index"))
    schools.append((datetime(2025, 9, 1), 1, "child", 2))  # noqa: DTZ001
    file = tmp_path / "kobo.xlsx"
    book.save(file)
    preview = by_name(elsewhere, file)
    assert (reasons(preview), preview.lost) == ([[], []], 1)
    take(elsewhere, preview, [1])
    (kobo,) = all_told(elsewhere).values()
    assert '"/data/child[2]/called":"Şöhrat"' in kobo
    assert '"/data/child[2]/school[1]/since":"2025-09-01"' in kobo

    file = tmp_path / "central.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "house.csv",
            "SubmissionDate,who,home-heating,told_on,meta-instanceID,KEY,ReviewState,SET-OF-child\n"
            "2026-11-21T10:00:00.000Z,Oraz Berdiýew,gas,2026-11-20,uuid:1,uuid:1,,x\n",
        )
        archive.writestr(
            "house-child.csv",
            "called,age,SET-OF-school,PARENT_KEY,KEY\nAýna,4,,uuid:1,uuid:1/child[1]\n",
        )
        archive.writestr(
            "house-child-school.csv",
            "since,PARENT_KEY,KEY\n2025-09-01,uuid:1/child[1],uuid:1/child[1]/school[1]\n",
        )
    preview = by_name(elsewhere, file)
    assert (reasons(preview), preview.lost) == ([[]], 0)
    take(elsewhere, preview)
    central = next(said for said in all_told(elsewhere).values() if said != kobo)
    assert '"/data/child[1]/called":"Aýna"' in central
    assert '"/data/child[1]/school[1]/since":"2025-09-01"' in central


def test_nobody_brings_in_what_they_may_not_see_or_lays_it_open(
    enrolled: Enrolled, tmp_path: Path
) -> None:
    name = {"given": "Jeren", "surname": "Orazgulyýewa"}
    case = first_contact(enrolled.maral, FirstContact(worry="Cold", name=name)).record
    enrolled.up(enrolled.maral)
    published(enrolled.office, written(tmp_path / "form", HOME, "house.md"))
    enrolled.down(enrolled.oraz)
    enrolled.down(enrolled.maral)
    with enrolled.maral.store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    file = table(tmp_path, HEAD, ROW, ROW.replace("Jeren Orazgulyyewa", found.number))
    no_such = ["There is no such person here."]
    assert reasons(by_name(enrolled.oraz, file)) == [no_such, no_such]
    seen = by_name(enrolled.maral, file)
    assert reasons(seen) == [[], ["It is in the file twice."]]
    done = take(enrolled.maral, seen)
    with enrolled.maral.store.reading() as reading:
        assert reading.audience(done.record) == reading.audience(case) != ""
        restricted = [one.form_id for one in forms(enrolled.maral) if one.meant.restricted]
    assert restricted
    said = "This form goes only into a file that named people see; this file is open."
    preview = look(enrolled.maral, file, restricted[0], Matching(who=("who",)))
    assert all(row.stopped for row in preview.rows)
    assert said in reasons(preview)[0]
