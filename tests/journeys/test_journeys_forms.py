"""A new version of a form goes out while a specialist is in the middle of the older one."""

from pathlib import Path

import pytest

from socialcase.actions import assessments, cases
from socialcase.actions.cases import FirstContact
from socialcase.actions.form_answers import answers_by_name
from socialcase.actions.form_arrivals import arrived, forms_here
from socialcase.actions.form_library import find_form, forms
from socialcase.actions.form_publishing import (
    inspect_form,
    install_form,
    publish_form,
    retire_form,
)
from socialcase.actions.history import undo
from socialcase.actions.kept_answers import kept_answers, revisions
from socialcase.actions.status import status
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.errors import FormUnknown, NotAllowed
from tests.actions.form_sources import V1, V2, written
from tests.conftest import PASSPHRASE, Enrolled
from tests.journeys.hands import Hands

SHELTER = "shelter"


def put_out(office: Workspace, file: Path) -> str:
    found = inspect_form(office, file)
    install_form(office, found)
    assert found.package is not None
    publish_form(office, found.package.content_hash)
    return found.package.content_hash


def answers(ws: Workspace, draft: assessments.OpenDraft, **given: str) -> None:
    for ref, value in given.items():
        assessments.answer(ws, draft, "set", "/data/" + ref.replace("__", "/"), value)


def test_office_publishes_a_version_while_a_draft_is_open_on_the_one_before(
    enrolled: Enrolled, tmp_path: Path
) -> None:
    office, maral = enrolled.office, enrolled.maral
    enrolled.down(maral)
    with pytest.raises(FormUnknown):
        find_form(maral, SHELTER)

    # version 1 comes down and is named
    v1 = put_out(office, written(tmp_path / "one", V1))
    before = forms_here(maral)
    enrolled.down(maral)
    came = arrived(maral, before)
    assert [(one.title, one.version) for one in came.new] == [("Shelter check", "1")]
    assert find_form(maral, SHELTER).content_hash == v1
    assert maral.store.forms_cache.get(v1) is not None, "compiled where it arrived"

    # a finished assessment, and a draft, both on version 1
    contact = FirstContact(worry="Cold house", name={"given": "Jeren"})
    case = cases.first_contact(maral, contact).record
    first = assessments.start_draft(maral, case, "", SHELTER)
    answers(maral, first, home__knife="yes", home__heating="saxaul", home__rooms="2")
    old = assessments.finish(maral, first, "2026-11-20").record
    begun = assessments.start_draft(maral, case, "", SHELTER)
    answers(maral, begun, home__knife="no", home__heating="gas")

    # version 2 comes down
    v2 = put_out(office, written(tmp_path / "two", V2))
    before = forms_here(maral)
    enrolled.down(maral)
    assert [one.version for one in arrived(maral, before).new] == ["2"]

    # the draft ends on version 1, the next one begins on version 2, a correction stays on 1
    resumed = assessments.resume(maral, begun.draft)
    assert resumed.session.answers()["/data/home/heating"] == "gas"
    ended = assessments.finish(maral, resumed, "2026-11-21").record
    third = assessments.start_draft(maral, case, "", SHELTER)
    assert third.form.version == "2"
    answers(maral, third, house__heating="power", house__rooms="4", house__windows="6")
    new = assessments.finish(maral, third, "2026-11-22").record
    correction = assessments.revise(maral, old, "One room more")
    assert correction.form_hash == v1
    answers(maral, correction, home__rooms="3")
    corrected = assessments.finish(maral, correction, "2026-11-20").record

    # the office reads all of them, each in the words of its version
    enrolled.up(maral)
    assert status(office).held == 0
    words = {
        uid: {one.label: one.words for one in kept_answers(office, uid).answers}
        for uid in (ended, new, corrected)
    }
    assert words[ended]["How is the house heated?"] == "Gas"
    assert words[corrected]["How is the house heated?"] == "Saxaul wood"
    assert words[new]["What heats the house?"] == "Electricity"
    assert [one.reason for one in revisions(office, old)] == ["One room more", ""]
    rows = {row.assessment: row.answers for row in answers_by_name(office, SHELTER)}
    assert {uid: row["rooms"] for uid, row in rows.items() if "rooms" in row} == {
        new: ("4",),
        corrected: ("3",),
    }
    assert rows.keys() == {ended, new, corrected}

    # retired: not offered any more, and what was filled on it is read as before
    retire_form(office, v1)
    before = forms_here(maral)
    enrolled.down(maral)
    assert arrived(maral, before).withdrawn == ()
    retire_form(office, v2)
    enrolled.down(maral)
    assert [one.version for one in arrived(maral, before).withdrawn] == ["2"]
    with pytest.raises(FormUnknown):
        assessments.start_draft(maral, case, "", SHELTER)
    assert kept_answers(maral, corrected).readable
    assert office.store.digest() == maral.store.digest() or status(office).held == 0


def test_a_laptop_takes_back_no_decision_of_the_office(enrolled: Enrolled, tmp_path: Path) -> None:
    office, maral = enrolled.office, enrolled.maral
    found = inspect_form(office, written(tmp_path, V1))
    install_form(office, found)
    assert found.package is not None
    done = publish_form(office, found.package.content_hash)
    enrolled.down(maral)
    with pytest.raises(NotAllowed):
        undo(maral, done.save)
    assert find_form(maral, SHELTER).state == "published"


def test_a_form_that_a_laptop_puts_out_by_force_is_held_at_the_office(
    enrolled: Enrolled, tmp_path: Path
) -> None:
    office, maral = enrolled.office, enrolled.maral
    with maral.store.transaction(maral.person) as tx:
        tx.create(
            "form",
            "everyone",
            {"form_id": "own", "version": "1", "state": "published", "content_hash": "0" * 64},
        )
    summary = enrolled.up(maral)
    assert sum(summary.held.values()) > 0
    assert "own" not in [one.form_id for one in forms(office)]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_officer_puts_a_form_out_with_the_keyboard_alone(
    hands: Hands, office: Workspace, tmp_path: Path
) -> None:
    came = len(forms(office))
    file = written(tmp_path / "form", V1)
    broken = written(tmp_path / "form", V1.replace("| rooms |", "| two rooms |"), "broken.md")
    close_workspace(office)
    hands.unlock(office.folder, PASSPHRASE)
    hands.press("Ctrl+K")
    hands.type("Forms")
    hands.press("Enter")
    hands.wait_for(f"{came} forms in use")

    # a form with a fault is told where; nothing is kept of it
    hands.choose_folder(broken, "Install a form")
    hands.wait_for("Has to be corrected first")
    assert hands.sees("row 7")
    hands.push("Leave it")

    # the mended one is installed, tried out, published, retired and put back
    hands.choose_folder(file, "Install a form")
    hands.wait_for_control("Install this form")
    hands.press("Space")
    hands.wait_for("Installed, not published")
    hands.push("Try it")
    hands.wait_for("A trial: nothing is kept")
    hands.press("1", "Esc")
    hands.wait_for(f"{came} forms in use")
    hands.fill("Note for the office", "For the winter")
    hands.push("Publish")
    hands.wait_for(f"{came + 1} forms in use")
    hands.push("Show the logic")
    hands.wait_for_control("Save the picture")
    hands.push("Forms")
    hands.push("Retire")
    hands.wait_for(f"{came} forms in use")
    hands.press("Ctrl+Z")
    hands.wait_for(f"{came + 1} forms in use")
    hands.window.close()

    again = open_workspace(office.folder, PASSPHRASE, anywhere=True)
    kept = find_form(again, SHELTER)
    assert (kept.state, kept.note) == ("published", "For the winter")
    assert assessments.drafts(again) == []
    close_workspace(again)
