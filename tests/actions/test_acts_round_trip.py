"""What leaves comes in equal: every shipped form, each kind of file, into an empty workspace."""

import csv
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
from socialcase.actions.exporting import Format, export_answers, gather
from socialcase.actions.form_library import FormEntry, forms
from socialcase.actions.workspaces import Workspace, create_office
from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.cases.records import Assessment, Case, Consent, Person
from tests.conftest import CHEAP, PASSPHRASE
from tests.forms_shipped.test_filled_to_the_end import filled

PEOPLE = (("Jeren", "Orazgulyýewa", "1958"), ("Maral", "Annaýewa", "2001-03-04"))
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
    for kind in KINDS:
        empty = closing(elsewhere(tmp_path / kind, clock))
        take_list(empty, look_at_list(empty, read_list(empty, people)))
        closed = Matching(case=first_case(empty, "Selbi", "Durdyýewa", "1990", (empty.person,)))
        for entry in (one for one in forms(office) if not one.meant.private):
            file, _ = export_answers(office, gather(office, entry.form_id), tmp_path, kind)
            into = closed if entry.meant.restricted else Matching()
            preview = look(empty, file, entry.form_id, into)
            file.unlink()
            said = [[str(reason.said) for reason in row.reasons] for row in preview.rows]
            assert said == [[]] * office_with_answers[entry.form_id], entry.form_id
            take(empty, preview)
            exact = kind == "odk"
            wanted = kept(office, entry.form_id, submission=exact)
            assert kept(empty, entry.form_id, submission=exact) == wanted, (kind, entry.form_id)
