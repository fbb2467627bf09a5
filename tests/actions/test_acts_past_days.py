"""What has happened, happened today or before: no day that is still ahead is taken."""

import pytest

from socialcase.actions import cases, notes, people
from socialcase.actions.cases import FirstContact
from socialcase.actions.consents import give_consent, withdraw_consent
from socialcase.actions.deaths import write_death
from socialcase.actions.editing import not_ahead
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Consent
from socialcase.cases.registry import REGISTRY
from socialcase.errors import BadValue

AHEAD = "2026-11-24"


def test_no_consent_is_given_or_withdrawn_tomorrow(laptop: Workspace, case: str) -> None:
    with pytest.raises(BadValue) as refused:
        give_consent(laptop, case, "full", given=AHEAD)
    assert (refused.value.field, refused.value.expected) == ("given", "past")
    uid = give_consent(laptop, case, "services", given="2026-11-23").record
    with pytest.raises(BadValue):
        withdraw_consent(laptop, uid, on=AHEAD)
    with laptop.store.reading() as reading:
        kept = reading.get(Consent, uid)
    assert kept is not None
    assert not kept.withdrawn


def test_nobody_is_born_or_dies_ahead_of_today(laptop: Workspace, case: str) -> None:
    with laptop.store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    for birth in ("2027", "~2027", "2026-12", AHEAD):
        with pytest.raises(BadValue):
            people.add_person(laptop, {"given": "Aman"}, birth=birth)
        with pytest.raises(BadValue):
            cases.first_contact(laptop, FirstContact(worry="x", name={"given": "A"}, birth=birth))
        with pytest.raises(BadValue):
            write_death(laptop, found.person, birth)
    write_death(laptop, found.person, "2026-11")


def test_a_note_is_told_today_or_before(laptop: Workspace, case: str) -> None:
    with pytest.raises(BadValue):
        notes.add_note(laptop, case, "x", AHEAD)


@pytest.mark.parametrize(
    ("kind", "field"), [(k, f.name) for k, spec in REGISTRY.items() for f in spec.fields if f.past]
)
def test_every_such_day_may_be_today(laptop: Workspace, kind: str, field: str) -> None:
    not_ahead(laptop, kind, {field: laptop.today.isoformat(), "audience": None})
    with pytest.raises(BadValue):
        not_ahead(laptop, kind, {field: AHEAD})
