"""Forms about no case: the private ones stay on the laptop, the others go to the office."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from socialcase.actions import assessments, maintenance
from socialcase.actions.apart import apart_lines, forms_apart
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.demo.filling import refs
from socialcase.actions.form_library import all_forms, forms
from socialcase.actions.form_publishing import inspect_form, install_form, publish_form
from socialcase.actions.kept_answers import own_answers
from socialcase.actions.own_checks import delete_check, own_checks
from socialcase.actions.workspaces import Workspace, open_workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Assessment
from socialcase.errors import FormMisplaced, NotFound
from socialcase.settings import shipped
from tests.conftest import PASSPHRASE, Enrolled

WORRY = "A girl misses school"
CANARY = "gaýtalanmajak söz 7319"
STRAIN, SURVEY = "work_strain", "training_survey"


def put(ws: Workspace, opened: OpenDraft, **answers: str) -> OpenDraft:
    found = refs(item for page in opened.session.pages() for item in page.items)
    for name, value in answers.items():
        assessments.answer(ws, opened, "set", found[name], value)
    return opened


def strained(ws: Workspace, day: str = "2026-11-20", **more: str) -> OpenDraft:
    opened = assessments.start_apart(ws, STRAIN)
    return put(ws, opened, told_on=day, strain_hardest=CANARY, **more)


def contact(ws: Workspace) -> str:
    return first_contact(ws, FirstContact(worry=WORRY, alias="The neighbour's girl")).record


def everything_in(ws: Workspace) -> str:
    """Every text in the workspace's database, whatever table it stands in."""
    found: list[str] = []
    with ws.store.snapshot() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).scalars()
        for table in tables.all():
            rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()
            found += [str(row) for row in rows]
    return "\n".join(found)


def test_a_private_form_is_kept_with_its_scores_and_what_they_were_before(
    laptop: Workspace,
) -> None:
    first = strained(laptop, "2026-10-01", load_road="often")
    assessments.finish(laptop, first)
    second = strained(laptop, "2026-11-01", load_road="often", load_paper="often")
    assert second.previous_on == "2026-10-01"
    assert CANARY in second.previous.values()
    assessments.finish(laptop, second)

    newest, oldest = own_checks(laptop, STRAIN)

    assert (newest.told_on, oldest.told_on) == ("2026-11-01", "2026-10-01")
    load = next(score for score in newest.scores if score.name == "score_load")
    assert (load.value, load.previous) == ("2", "1")
    assert CANARY in newest.answers.values()


def test_nothing_of_a_private_form_is_in_the_log_or_in_a_case(laptop: Workspace) -> None:
    before = laptop.store.digest()

    assessments.finish(laptop, strained(laptop))

    assert laptop.store.digest() == before
    with laptop.store.reading() as reading:
        assert reading.page(Assessment) == []
    assert laptop.store.drafts.open() == []


def test_no_bundle_has_a_private_form_begun_or_finished(enrolled: Enrolled) -> None:
    assessments.finish(enrolled.maral, strained(enrolled.maral))
    strained(enrolled.maral)  # begun, and left
    assert CANARY in everything_in(enrolled.maral)
    contact(enrolled.maral)

    enrolled.up(enrolled.maral)

    assert WORRY in everything_in(enrolled.office)
    assert CANARY not in everything_in(enrolled.office)
    assert own_checks(enrolled.office) == []


def test_no_backup_has_a_private_form_begun_or_finished(
    laptop: Workspace,
    tmp_path: Path,
    clock: FixedClock,
    closing: Callable[[Workspace], Workspace],
) -> None:
    assessments.finish(laptop, strained(laptop))
    strained(laptop)
    case = contact(laptop)
    kept = assessments.start_draft(laptop, case, "", "home_visit")
    put(laptop, kept, visit_day="2026-11-20")
    file = maintenance.backup(laptop, tmp_path / "stick.scbackup")

    folder = maintenance.restore(file, tmp_path / "back", PASSPHRASE, clock=clock, anywhere=True)

    back = closing(open_workspace(folder, PASSPHRASE, clock=clock, anywhere=True))
    said = everything_in(back)
    assert CANARY not in said
    assert own_checks(back) == []
    assert [draft.form_id for draft in back.store.drafts.open()] == ["home_visit"]
    assert CANARY in everything_in(laptop)


def test_a_private_form_that_was_begun_goes_on_after_the_program_ended(laptop: Workspace) -> None:
    draft = strained(laptop, load_road="often").draft

    again = assessments.resume(laptop, draft)

    assert again.private
    assert CANARY in again.session.answers().values()


def test_a_finished_private_form_can_be_deleted(laptop: Workspace) -> None:
    assessments.finish(laptop, strained(laptop))
    (kept,) = own_checks(laptop)

    delete_check(laptop, kept.uid)

    assert own_checks(laptop) == []
    assert CANARY not in everything_in(laptop)
    with pytest.raises(NotFound):
        delete_check(laptop, kept.uid)


def test_notes_on_a_private_form_stay_with_it(laptop: Workspace) -> None:
    opened = strained(laptop)
    opened.notes["/data/together/strain_hardest"] = "For myself"

    assessments.finish(laptop, opened)

    (kept,) = own_checks(laptop)
    assert dict(kept.notes) == {"/data/together/strain_hardest": "For myself"}


def test_a_private_form_is_begun_in_no_case_and_a_form_of_a_case_only_there(
    laptop: Workspace,
) -> None:
    case = contact(laptop)

    with pytest.raises(FormMisplaced) as private:
        assessments.start_draft(laptop, case, "", STRAIN)
    with pytest.raises(FormMisplaced) as of_a_case:
        assessments.start_apart(laptop, "home_visit")

    assert private.value.private
    assert not of_a_case.value.private
    assert laptop.store.drafts.open() == []


def test_a_form_about_no_case_reaches_the_office(enrolled: Enrolled) -> None:
    opened = assessments.start_apart(enrolled.maral, SURVEY)
    put(enrolled.maral, opened, told_on="2026-11-20", topic_law="new", hard_case=CANARY)
    done = assessments.finish(enrolled.maral, opened)

    enrolled.up(enrolled.maral)

    with enrolled.office.store.reading() as reading:
        (came,) = reading.page(Assessment)
    assert (came.uid, came.case, came.form_id) == (done.record, "", SURVEY)
    assert CANARY in json.loads(came.answers).values()


def test_what_a_colleague_answered_about_no_case_is_not_shown_beside_ones_own(
    laptop: Workspace,
) -> None:
    opened = assessments.start_apart(laptop, SURVEY)
    put(laptop, opened, told_on="2026-11-20", hard_case=CANARY)
    assessments.finish(laptop, opened)

    again = assessments.start_apart(laptop, SURVEY)

    assert again.previous == {}


def test_every_shipped_form_says_rightly_whether_it_is_about_a_case(laptop: Workspace) -> None:
    apart = {one.form_id for one in forms(laptop) if not one.meant.in_case}
    private = {one.form_id for one in forms(laptop) if one.meant.private}

    assert apart == {STRAIN, SURVEY, "service_quality"}
    assert private == {STRAIN}


def test_what_is_about_no_case_is_listed_with_who_wrote_it(laptop: Workspace) -> None:
    assessments.finish(laptop, strained(laptop, "2026-11-01", load_road="often"))
    survey = assessments.start_apart(laptop, SURVEY)
    put(laptop, survey, told_on="2026-11-20", topic_law="new")
    done = assessments.finish(laptop, survey)
    home = assessments.start_draft(laptop, contact(laptop), "", "home_visit")
    put(laptop, home, visit_day="2026-11-20", outcome="not_home")
    assessments.finish(laptop, home)

    shared, own = apart_lines(laptop)

    assert (shared.uid, shared.private, shared.author_name) == (
        done.record,
        False,
        "Maral Annaýewa",
    )
    assert (own.private, own.told_on, own.author_name) == (True, "2026-11-01", "")
    assert {score.name: score.value for score in own.scores}["score_load"] == "1"
    assert {one.form_id for one in forms_apart(laptop)} == {STRAIN, SURVEY, "service_quality"}


def test_ones_own_answers_are_read_in_words_with_their_notes(laptop: Workspace) -> None:
    opened = strained(laptop, load_road="often")
    opened.notes["/data/part_load/table_load/load_road"] = "Three villages"
    assessments.finish(laptop, opened)
    (kept,) = own_checks(laptop)

    read = own_answers(laptop, kept.uid)

    said = {one.label: (one.words, one.note) for one in read.answers}
    assert read.readable
    assert said["More than half of a day went into travel"] == ("often", "Three villages")
    assert said["What was hardest?"] == (CANARY, "")


def test_a_private_form_that_the_office_gives_out_stays_as_private(enrolled: Enrolled) -> None:
    found = inspect_form(enrolled.office, shipped("forms", "installable", "cbi.xlsx"))
    installed = install_form(enrolled.office, found)
    entry = next(e for e in all_forms(enrolled.office) if e.record == installed.record)
    publish_form(enrolled.office, entry.content_hash)
    enrolled.down(enrolled.maral)

    opened = assessments.start_apart(enrolled.maral, "cbi")
    put(enrolled.maral, opened, told_on="2026-11-20", cbi_personal_1="75")
    opened.notes["/data/before/told_on"] = CANARY
    assessments.finish(enrolled.maral, opened)
    contact(enrolled.maral)
    enrolled.up(enrolled.maral)

    assert [check.form_id for check in own_checks(enrolled.maral)] == ["cbi"]
    assert CANARY in everything_in(enrolled.maral)
    assert CANARY not in everything_in(enrolled.office)
    with pytest.raises(FormMisplaced):
        assessments.start_draft(enrolled.maral, contact(enrolled.maral), "", "cbi")
