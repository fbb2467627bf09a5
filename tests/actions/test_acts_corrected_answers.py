"""One submission leaves alone; a correction is followed wherever it was made."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from socialcase.actions import assessments
from socialcase.actions.arriving_answers import Matching, look
from socialcase.actions.arriving_taking import take
from socialcase.actions.consents import give_consent
from socialcase.actions.exporting import export_answers, gather
from socialcase.actions.history import undo
from socialcase.actions.kept_answers import sent_as
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Assessment, Attachment, Case, Disclosure
from socialcase.errors import NotAllowed, NotFound, NothingToExport
from tests.actions.arrivals import HOME, answered, opened
from tests.actions.form_sources import published, written
from tests.conftest import new_office

SENT = """<data id="house" version="1"><home><heating>gas</heating><rooms>{rooms}</rooms></home>
<case>{case}</case><meta><instanceID>uuid:{own}</instanceID>{link}</meta></data>"""


@pytest.fixture
def elsewhere(
    tmp_path: Path, clock: FixedClock, closing: Callable[[Workspace], Workspace]
) -> Workspace:
    """An office with the same people and the form, and no answers."""
    ws = closing(new_office(tmp_path / "elsewhere", clock))
    published(ws, written(tmp_path / "same", HOME, "house.md"))
    opened(ws)
    return ws


def kept(ws: Workspace) -> list[Assessment]:
    with ws.store.reading() as reading:
        return list(reading.page(Assessment, {"form_id": "house"}, limit=50))


def corrected(ws: Workspace, one: Assessment, rooms: str) -> Assessment:
    draft = assessments.revise(ws, one.uid, "She had misheard")
    assessments.answer(ws, draft, "set", "/data/home/rooms", rooms)
    uid = assessments.finish(ws, draft, one.told_on).record
    return next(kept_one for kept_one in kept(ws) if kept_one.uid == uid)


def test_one_submission_leaves_as_xml_that_names_what_it_corrects(
    office: Workspace, tmp_path: Path
) -> None:
    answered(office, tmp_path / "form")
    first = kept(office)[0]
    later = corrected(office, first, "7")
    file, done = export_answers(office, gather(office, "house", later.uid), tmp_path, "odk")
    text = file.read_text(encoding="utf-8")
    assert file.suffix == ".xml"
    assert f"<instanceID>{sent_as(later)}</instanceID>" in text
    assert f"<deprecatedID>{sent_as(first)}</deprecatedID>" in text.replace("orx:", "")
    with office.store.reading() as reading:
        record = reading.get(Disclosure, done.record)
    assert record is not None
    assert (record.case, record.rows, record.format) == (later.case, 1, "odk")
    replaced = gather(office, "house", first.uid)
    assert (replaced.submissions, replaced.corrected) == ((), 1)
    with pytest.raises(NothingToExport):
        export_answers(office, replaced, tmp_path / "no.xml", "odk")
    assert not (tmp_path / "no.xml").exists()
    with pytest.raises(NotFound):
        gather(office, "house", first.case)


def test_one_submission_with_a_picture_leaves_with_it_and_comes_in_with_it(
    office: Workspace, elsewhere: Workspace, tmp_path: Path
) -> None:
    published(office, written(tmp_path / "form", HOME, "house.md"))
    case = opened(office)[0]
    give_consent(office, case, "full")
    with office.store.reading() as reading:
        numbered = reading.get(Case, case)
    assert numbered is not None
    sent = tmp_path / "sent.zip"
    xml = SENT.format(rooms="2", own="1", link="", case=numbered.number)
    with zipfile.ZipFile(sent, "w") as archive:
        xml = xml.replace("<meta>", "<picture>house.jpg</picture><meta>")
        archive.writestr("one/submission.xml", xml)
        archive.writestr("one/house.jpg", b"no real picture")
    take(office, look(office, sent, "house", Matching(who=("case",))), [0])
    (one,) = kept(office)
    file, _ = export_answers(office, gather(office, "house", one.uid), tmp_path, "odk")
    assert zipfile.ZipFile(file).read(f"uuid{one.uid}/house.jpg") == b"no real picture"
    take(elsewhere, look(elsewhere, file, "house", Matching(who=("case",))), [0])
    assert [there.told_on for there in kept(elsewhere)] == [one.told_on]
    with elsewhere.store.reading() as reading:
        assert reading.count(Attachment) == 1


def test_a_single_submission_asks_for_the_same_leave(laptop: Workspace, office: Workspace) -> None:
    with pytest.raises(NotAllowed):
        gather(laptop, "home_visit", "any")


@pytest.mark.parametrize("kind", ["odk", "csv", "xlsx"])
def test_our_own_correction_becomes_one_elsewhere(
    kind: str, office: Workspace, elsewhere: Workspace, tmp_path: Path
) -> None:
    answered(office, tmp_path / "form")
    file, _ = export_answers(office, gather(office, "house"), tmp_path, "odk")
    take(elsewhere, look(elsewhere, file, "house"))
    first = kept(office)[0]
    # a step that elsewhere never heard of lies between
    last = corrected(office, corrected(office, first, "7"), "8")
    found = gather(office, "house")
    out = tmp_path / "out"
    out.mkdir()
    file, _ = export_answers(office, found, out, "odk" if kind == "odk" else "csv")
    before = elsewhere.store.digest()
    preview = look(elsewhere, file, "house")
    assert sorted((row.fits, bool(row.revises)) for row in preview.rows) == [
        (False, False),
        (False, False),
        (True, True),
    ]
    done = take(elsewhere, preview)
    (made,) = [one for one in kept(elsewhere) if one.revises]
    assert made.answers == last.answers
    assert made.reason == "Corrected in another program"
    earlier = next(one for one in kept(elsewhere) if one.uid == made.revises)
    assert sent_as(earlier) == sent_as(first)
    assert gather(elsewhere, "house").corrected == 1
    again = look(elsewhere, file, "house")
    assert {str(r.reasons[0].said) for r in again.rows} == {"It is here already."}
    undo(elsewhere, done.save)
    assert not [one for one in kept(elsewhere) if one.revises]
    assert elsewhere.store.digest() != before, "the undoing stands in the log"


def test_a_submission_and_its_correction_in_one_file_come_in_after_each_other(
    elsewhere: Workspace, tmp_path: Path
) -> None:
    with elsewhere.store.reading() as reading:
        number = reading.page(Case, limit=1)[0].number
    link = "<deprecatedID>uuid:1</deprecatedID>"
    file = tmp_path / "kobo.zip"
    with zipfile.ZipFile(file, "w") as archive:
        later = SENT.format(rooms="3", own="2", link=link, case="")
        archive.writestr(
            "a/submission.xml", later.replace("<case></case>", f"<case>{number}</case>")
        )
        archive.writestr("b/submission.xml", SENT.format(rooms="2", own="1", link="", case=number))
    preview = look(elsewhere, file, "house", Matching(who=("case",)))
    assert [row.reasons for row in preview.rows] == [(), ()]
    take(elsewhere, preview)
    first, second = sorted(kept(elsewhere), key=lambda one: bool(one.revises))
    assert (first.revises, second.revises) == ("", first.uid)
    # whoever corrects what is here need not say again whom it is about
    third = tmp_path / "third.xml"
    third.write_text(SENT.format(rooms="4", own="3", link=link.replace(":1", ":2"), case=""))
    (row,) = look(elsewhere, third, "house").rows
    assert (row.fits, row.revises, row.whom.number) == (True, second.uid, number)
    other = tmp_path / "other.xml"
    other.write_text(SENT.format(rooms="4", own="4", link=link, case=""))
    (row,) = look(elsewhere, other, "house").rows
    assert [str(reason.said) for reason in row.reasons] == [
        "What it corrects was corrected here since; it would take that one's place."
    ]
    assert row.revises == second.uid


def test_an_edit_in_central_is_a_correction_of_what_came_before(
    elsewhere: Workspace, tmp_path: Path
) -> None:
    with elsewhere.store.reading() as reading:
        cases = reading.page(Case, limit=2)
    head = "SubmissionDate,home-heating,home-rooms,case,meta-instanceID,KEY,Edits,FormVersion"
    row = "2026-11-20T10:00:00.000Z,gas,{rooms},{case},{own},uuid:1,{edits},1,{state}"
    file = tmp_path / "house.csv"

    def seen(**said: str) -> list[list[str]]:
        line = row.format(**said)
        file.write_text(f"{head},ReviewState\n{line}\n", encoding="utf-8")
        return [[str(r.said) for r in one.reasons] for one in look(elsewhere, file, "house").rows]

    first = {"rooms": "2", "case": cases[0].number, "own": "uuid:1", "edits": "0", "state": ""}
    assert seen(**first) == [[]]
    take(elsewhere, look(elsewhere, file, "house"))
    edited = first | {"rooms": "5", "own": "uuid:2", "edits": "1", "state": "edited"}
    assert seen(**edited | {"state": "rejected"}) == [["It was rejected where it comes from."]]
    assert seen(**edited | {"case": cases[1].number}) == [["It corrects answers of another case."]]
    assert seen(**edited) == [[]]
    take(elsewhere, look(elsewhere, file, "house"))
    assert [bool(one.revises) for one in sorted(kept(elsewhere), key=sent_as)] == [False, True]
    assert seen(**edited) == [["It is here already."]]


def test_a_whole_family_stays_one(office: Workspace, elsewhere: Workspace, tmp_path: Path) -> None:
    answered(office, tmp_path / "form")
    file, _ = export_answers(office, gather(office, "house"), tmp_path, "csv")
    preview = look(elsewhere, file, "house")
    assert {row.whom.person for row in preview.rows} == {""}
    file.unlink()
    found = gather(office, "house")
    with office.store.reading() as reading:
        case = reading.get(Case, found.submissions[0].case)
    assert case is not None
    people = [replace(found.submissions[0], person=case.person), found.submissions[1]]
    strange = replace(found.submissions[2], person="somebodyelse")
    with office.store.transaction(office.person) as tx:  # who agreed, and is not known elsewhere
        agreed = {"case": strange.case, "person": strange.person, "scope": "office"}
        tx.create("consent", f"case:{strange.case}", agreed)
    changed = replace(found, submissions=(*people, strange))
    file, _ = export_answers(office, changed, tmp_path, "csv")
    rows = look(elsewhere, file, "house").rows
    assert [bool(row.whom.person) for row in rows] == [True, False, False]
    assert [len(row.reasons) for row in rows] == [0, 0, 1]
