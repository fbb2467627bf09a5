"""The life of a form: installed, published, retired; what was filled stays readable."""

import base64
import tracemalloc
import zlib
from pathlib import Path

import pytest

from socialcase.actions import assessments, form_packages, form_readying, form_versions
from socialcase.actions.case_file import case_file
from socialcase.actions.form_library import all_forms, find_form, forms, ready_form
from socialcase.actions.form_packages import MAX_PACKAGE, FormPackage, put_together
from socialcase.actions.form_publishing import (
    inspect_form,
    install_form,
    publish_form,
    retire_form,
)
from socialcase.actions.form_readying import ready_forms
from socialcase.actions.history import undo
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import FormFile, FormVersion
from socialcase.errors import FormRefused, NotAllowed, NotFound
from socialcase.forms import CompilingCancelled, Form
from socialcase.forms import form as forms_form
from socialcase.settings import shipped
from socialcase.texts import use_language
from tests.actions.form_sources import V1, V2, case_of, filled, published, written

SHELTER = "shelter"


@pytest.fixture
def v1(office: Workspace, tmp_path: Path) -> str:
    """The hash of version 1, installed and published at the office."""
    return published(office, written(tmp_path / "one", V1))


def test_what_came_with_the_program_is_published_from_the_first_day(laptop: Workspace) -> None:
    offered = {entry.form_id: entry for entry in forms(laptop)}
    assert {"needs_assessment", "home_visit"} <= offered.keys()
    assert all(one.shipped and one.state == "published" for one in offered.values())
    assert offered["home_visit"].questions > 0


def test_a_form_is_installed_published_and_retired_and_each_is_taken_back(
    office: Workspace, tmp_path: Path
) -> None:
    found = inspect_form(office, written(tmp_path, V1))
    assert found.report.errors == ()
    installed = install_form(office, found, "From the workshop")
    entry = find_form(office, SHELTER, "1")
    assert (entry.state, entry.note, entry.questions) == ("installed", "From the workshop", 4)
    assert SHELTER not in [one.form_id for one in forms(office)]
    done = publish_form(office, entry.content_hash)
    assert find_form(office, SHELTER).content_hash == entry.content_hash
    undo(office, done.save)
    assert find_form(office, SHELTER, "1").state == "installed"
    publish_form(office, entry.content_hash)
    retired = retire_form(office, entry.content_hash)
    assert SHELTER not in [one.form_id for one in forms(office)]
    undo(office, retired.save)
    assert SHELTER in [one.form_id for one in forms(office)]
    undo(office, publish_again(office, entry.content_hash))
    assert install_form(office, inspect_form(office, tmp_path / "shelter.md")).save == ""
    assert installed.records("form") == (entry.record,)


def publish_again(office: Workspace, content_hash: str) -> str:
    return publish_form(office, content_hash).save


def test_an_installation_taken_back_can_be_made_again(office: Workspace, tmp_path: Path) -> None:
    file = written(tmp_path, V1)
    undo(office, install_form(office, inspect_form(office, file)).save)
    assert SHELTER not in [one.form_id for one in all_forms(office)]
    install_form(office, inspect_form(office, file))
    assert find_form(office, SHELTER, "1").state == "installed"


def test_only_the_office_decides_of_forms(laptop: Workspace, tmp_path: Path) -> None:
    visit = find_form(laptop, "home_visit").content_hash
    found = inspect_form(laptop, written(tmp_path, V1))
    with pytest.raises(NotAllowed):
        install_form(laptop, found)
    with pytest.raises(NotAllowed):
        publish_form(laptop, visit)
    with pytest.raises(NotAllowed):
        retire_form(laptop, visit)


def test_a_form_with_errors_is_refused_with_their_places(office: Workspace, tmp_path: Path) -> None:
    broken = V1.replace("| integer | rooms |", "| integer | two rooms |")
    found = inspect_form(office, written(tmp_path, broken))
    with pytest.raises(FormRefused) as refused:
        install_form(office, found)
    first = refused.value.problems[0]
    assert (first.sheet, first.column, first.row > 0) == ("survey", "name", True)


def test_other_content_under_the_same_version_is_refused(
    office: Workspace, v1: str, tmp_path: Path
) -> None:
    other = written(tmp_path / "other", V1.replace("How many rooms?", "Rooms?"))
    with pytest.raises(FormRefused) as refused:
        install_form(office, inspect_form(office, other))
    assert refused.value.problems[0].code == "version_taken"
    assert find_form(office, SHELTER).content_hash == v1


def test_compiling_can_be_watched_and_cancelled(office: Workspace, tmp_path: Path) -> None:
    file = written(tmp_path, V1)
    stages: list[str] = []
    inspect_form(office, file, progress=lambda stage, _done, _total: stages.append(stage))
    order = ["reading", "checking", "converting", "writing", "building"]
    assert list(dict.fromkeys(stages)) == order
    with pytest.raises(CompilingCancelled):
        inspect_form(office, file, cancelled=lambda: True)


def test_the_newest_publication_is_offered_whatever_its_number(
    office: Workspace, v1: str, tmp_path: Path
) -> None:
    v2 = published(office, written(tmp_path / "two", V2))
    assert find_form(office, SHELTER).content_hash == v2
    publish_form(office, v1)
    assert find_form(office, SHELTER).content_hash == v1
    retire_form(office, v1)
    assert find_form(office, SHELTER).content_hash == v2


def test_the_office_decides_of_a_shipped_form_for_good(office: Workspace) -> None:
    visit = find_form(office, "home_visit")
    retire_form(office, visit.content_hash, "Replaced by paper")
    assert "home_visit" not in [one.form_id for one in forms(office)]
    kept = find_form(office, "home_visit", visit.version)
    assert (kept.state, kept.shipped, kept.note) == ("retired", True, "Replaced by paper")
    assert ready_form(office, "home_visit", visit.content_hash).form.form_id == "home_visit"


def test_lists_beside_a_form_go_with_it(office: Workspace, tmp_path: Path) -> None:
    source = """
| survey |
| | type | name | label |
| | select_one_from_file clinics.csv | clinic | Which clinic? |
| settings |
| | form_id | form_title | version |
| | clinic | Clinic | 1 |
"""
    file = written(tmp_path, source, "clinic.md")
    assert inspect_form(office, file).missing == ("clinics.csv",)
    media = tmp_path / "clinic-media"
    media.mkdir()
    (media / "clinics.csv").write_text("name,label\na,Baýramaly\n", encoding="utf-8")
    content_hash = published(office, file)
    ready = ready_form(office, "clinic")
    assert ready.resources["clinics.csv"].text.startswith("name,label")
    case = case_of(office)
    draft = assessments.start_draft(office, case, "", "clinic")
    choices = draft.session.node("/data/clinic").choices
    assert choices is not None
    assert [choice.label for choice in choices] == ["Baýramaly"]
    (media / "clinics.csv").write_text("name,label\nb,Tejen\n", encoding="utf-8")
    changed = inspect_form(office, file)
    assert [one.code for one in changed.report.errors] == ["version_taken"], "another list"
    newer = written(tmp_path, source.replace("| Clinic | 1 |", "| Clinic | 2 |"), "clinic.md")
    assert published(office, newer) != content_hash
    assert ready_form(office, "clinic", content_hash).resources == ready.resources


def test_pieces_in_any_order_are_the_form_and_a_lost_one_is_noticed() -> None:
    large = bytes(range(256)) * 4000
    package = FormPackage("a.xlsx", _noise(900_000), {"list.csv": large, "b.png": _noise(500_000)})
    pieces = list(package.pieces())
    assert len(pieces) > 4
    back = put_together("a.xlsx", iter(reversed(pieces)))
    assert back is not None
    assert (back.content_hash, back.files) == (package.content_hash, package.files)
    assert put_together("a.xlsx", iter(pieces[1:])) is None
    assert put_together("a.xlsx", iter(())) is None


def _noise(size: int) -> bytes:
    from random import Random

    return Random(5).randbytes(size)


def test_a_form_too_large_for_a_stick_is_refused(office: Workspace, tmp_path: Path) -> None:
    source = V1.replace(
        "| | integer | rooms | How many rooms?",
        "| | integer | rooms | ![](jr://images/plan.png) Rooms?",
    )
    source = source.replace("| required |", "| media::image | required |").replace(
        "| yes |\n| | select_one heat", "| plan.png | yes |\n| | select_one heat"
    )
    file = written(tmp_path, source)
    (tmp_path / "plan.png").write_bytes(bytes(9 << 20))
    with pytest.raises(FormRefused) as refused:
        inspect_form(office, file)
    assert refused.value.problems[0].code == "package_too_large"


def test_a_form_with_more_files_than_come_together_is_refused(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"| | note | n{n} | N | p{n}.png |\n" for n in range(4))
    source = (
        "| survey |\n| | type | name | label | media::image |\n" + rows
        + "| settings |\n| | form_id | form_title | version |\n| | many | Many | 1 |\n"
    )  # fmt: skip
    file = written(tmp_path, source, "many.md")
    for n in range(4):
        (tmp_path / f"p{n}.png").write_bytes(b"png")
    assert inspect_form(office, file).package is not None
    monkeypatch.setattr(form_packages, "MAX_FILES", 3)
    with pytest.raises(FormRefused) as refused:
        inspect_form(office, file)
    assert refused.value.problems[0].code == "package_too_many"


def test_a_version_that_is_here_twice_is_put_together_from_the_whole_one(
    office: Workspace, v1: str
) -> None:
    """An office that was put back installs it again, and gets the first one back in part."""
    entry = find_form(office, SHELTER)
    with office.store.reading() as reading:
        true = reading.page(FormVersion, {"content_hash": v1})[0]
        pieces = reading.page(FormFile, {"form": true.uid})
    with office.store.transaction(office.person) as tx:
        for uid in ("a" * 26, "z" * 26):
            tx.create("form", "everyone", {
                "form_id": SHELTER, "version": true.version, "content_hash": v1,
                "state": "installed", "file_name": true.file_name, "titles": true.titles,
            }, uid=uid)  # fmt: skip
            tx.create("form_file", "everyone", {
                "form": uid, "name": "", "piece": 1, "content": pieces[0].content,
            })  # fmt: skip
    assert (find_form(office, SHELTER).record, find_form(office, SHELTER).state) == (
        entry.record, "published",
    )  # fmt: skip
    found = form_versions._in_log(office, v1)
    assert found is not None
    assert found.content_hash == v1


def test_titles_are_told_in_the_persons_language(office: Workspace, v1: str) -> None:
    assert find_form(office, SHELTER).title == "Shelter check"
    use_language("ru")
    try:
        assert find_form(office, SHELTER).title == "Проверка жилья"
        assert ready_form(office, SHELTER).title == "Проверка жилья"
        assert assessments.try_form(office, v1).session.language == "Русский (ru)"
        draft = assessments.start_draft(office, case_of(office), "", SHELTER)
        assert draft.title == "Проверка жилья"
        assert assessments.drafts(office)[0].form_title == "Проверка жилья"
        filled(office, draft, knife="no", heating="gas")
        line = case_file(office, draft.case).assessments[0]
        assert line.assessment.form_title == "Проверка жилья"
        told = [entry.title for entry in case_file(office, draft.case).timeline]
        assert "Проверка жилья" in told
    finally:
        use_language("en")


def test_an_engine_of_another_version_compiles_the_source_again(
    laptop: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The program was updated: another engine, and a newer form shipped in place of the older."""
    kept = older_program(monkeypatch, tmp_path, shipped("forms") / "home_visit.xlsx")
    draft = assessments.start_draft(laptop, case_of(laptop), "", "home_visit")
    ref = draft.session.missing()[0].ref
    assessments.answer(laptop, draft, "set", ref, "2026-11-20")
    make_newer(kept / "home_visit.xlsx")
    monkeypatch.setattr(forms_form, "ENGINE", "tomorrow")
    again = assessments.resume(laptop, draft.draft)
    assert again.session.answers()[ref] == "2026-11-20"
    assert again.form.version == draft.form.version
    assert find_form(laptop, "home_visit").version == "tomorrow"
    entry = find_form(laptop, "home_visit", draft.form.version)
    assert entry.state == "retired"
    assert assessments.drafts(laptop)[0].form_title == draft.title


def older_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *files: Path) -> Path:
    """A folder of shipped forms that the test may change."""
    from socialcase.actions import form_shipping

    folder = tmp_path / "shipped"
    folder.mkdir()
    for file in files:
        (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(form_shipping, "shipped_file", lambda _name: folder)
    return folder


def make_newer(file: Path) -> None:
    """The form as its author has changed it: another version, its first question renamed."""
    import openpyxl

    book = openpyxl.load_workbook(file)
    for row in book["survey"].iter_rows():
        for cell in row:
            cell.value = str(cell.value or "").replace("visit_day", "day_of_visit") or None
    settings = book["settings"]
    headings = [cell.value for cell in settings[1]]
    settings.cell(2, headings.index("version") + 1).value = "tomorrow"
    book.save(file)


def test_a_form_is_tried_out_and_nothing_is_kept(office: Workspace, v1: str) -> None:
    before = office.store.digest()
    trial = assessments.try_form(office, v1)
    assessments.answer(office, trial, "set", "/data/home/knife", "no")
    assessments.answer(office, trial, "set", "/data/home/heating", "gas")
    again = assessments.resume(office, trial.draft)
    assert again.session.answers()["/data/home/heating"] == "gas"
    assert again.place == "/data/home/heating"
    assert assessments.drafts(office) == []
    assert assessments.finish(office, again).save == ""
    assert office.store.digest() == before
    with pytest.raises(NotFound):
        assessments.resume(office, trial.draft)
    left = assessments.try_form(office, v1)
    assessments.discard_draft(office, left.draft)
    with pytest.raises(NotFound):
        assessments.answer(office, left, "set", "/data/home/knife", "no")


def test_forms_are_compiled_ahead_once_for_an_engine(
    laptop: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    visit = shipped("forms") / "home_visit.xlsx"
    older_program(monkeypatch, tmp_path, visit, shipped("forms") / "needs_assessment.xlsx")
    assert ready_forms(laptop) == 2
    assert ready_forms(laptop) == 0
    monkeypatch.setattr(form_readying, "ENGINE", "tomorrow")
    assert ready_forms(laptop, lambda: True) == 0, "stopped: it is done again"
    assert ready_forms(laptop) == 2


def test_an_installed_form_is_compiled_already(office: Workspace, v1: str) -> None:
    kept = office.store.forms_cache.get(v1)
    assert kept is not None
    assert Form.from_bytes(kept).form_id == SHELTER


def test_files_that_unpack_to_more_than_any_form_has_are_not_unpacked() -> None:
    bomb = base64.b64encode(zlib.compress(bytes(MAX_PACKAGE // 2), 9)).decode()
    tracemalloc.start()
    try:
        pieces = (("" if not n else f"{n}.csv", 0, bomb) for n in range(40))
        assert put_together("a.xlsx", pieces) is None
        assert tracemalloc.get_traced_memory()[1] < 4 * MAX_PACKAGE
    finally:
        tracemalloc.stop()
