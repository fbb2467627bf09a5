"""Enrolment by files and voice: the same digits on both sides, and nothing before that."""

from pathlib import Path

import pytest

from socialcase.cases.records import Staff
from socialcase.errors import BadValue, EnrolmentRefused, NotEnrolled
from socialcase.sync import cards
from socialcase.sync.bundle import write_bundle
from socialcase.sync.enrolment import (
    accept_certificate,
    accept_request,
    is_office,
    make_card,
    make_request,
    membership,
    office_init,
    read_request,
)
from socialcase.sync.keys import workspace_keys
from socialcase.sync.receive import inspect_bundle
from tests.sync.field import NORTH, SOUTH, Field, field_of, open_case


def test_a_laptop_joins_and_knows_its_office(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=("specialist", (NORTH,))) as field:
        laptop = field.stores["jeren"]
        member = membership(laptop)
        assert member is not None
        assert (member.office_device, member.role, member.etraps) == (
            field.office.device, "specialist", (NORTH,),
        )  # fmt: skip
        assert member.staff == laptop.viewer, "the id under which they wrote stays"
        assert is_office(field.office)
        assert not is_office(laptop)
        with field.office.reading() as reading:
            staff = reading.get(Staff, laptop.viewer)
        assert staff is not None
        assert (staff.name, staff.role, staff.etraps) == ("Staff jeren", "specialist", (NORTH,))
        assert staff.age_key == workspace_keys(laptop.meta).person_key


def test_the_words_are_six_groups_of_five_digits_and_differ(tmp_path: Path) -> None:
    with field_of(tmp_path) as field:
        card = make_card(field.office)
        words = [make_request(field.store(f"l{n}"), card, "Somebody")[1] for n in range(3)]
    assert len(set(words)) == 3
    for one in words:
        groups = one.split(" ")
        assert len(groups) == 6
        assert all(len(group) == 5 and group.isdigit() for group in groups)


def test_nothing_is_exported_before_the_certificate(tmp_path: Path) -> None:
    with field_of(tmp_path) as field:
        laptop = field.store("laptop")
        open_case(laptop, f"etrap:{NORTH}")
        make_request(laptop, make_card(field.office), "Somebody")
        with pytest.raises(NotEnrolled):
            write_bundle(laptop, "", field.stick)
        with pytest.raises(NotEnrolled):
            inspect_bundle(laptop, field.stick / "any")
        assert not list(field.stick.iterdir())


def test_a_card_changed_on_the_way_is_refused(tmp_path: Path) -> None:
    with field_of(tmp_path) as field:
        laptop = field.store("laptop")
        card = make_card(field.office)
        for at in range(0, len(card), 7):
            changed = bytearray(card)
            changed[at] ^= 1
            with pytest.raises(EnrolmentRefused):
                make_request(laptop, bytes(changed), "Somebody")


def test_a_swapped_card_shows_other_words(tmp_path: Path) -> None:
    """Whoever exchanges the card can read the request, but both screens then differ."""
    with field_of(tmp_path / "a") as honest, field_of(tmp_path / "b") as thief:
        laptop = honest.store("laptop")
        file, _ = make_request(laptop, make_card(thief.office), "Somebody")
        with pytest.raises(EnrolmentRefused) as caught:
            read_request(honest.office, file)
        assert caught.value.reason == "not_for_us"


def test_a_certificate_of_another_office_or_for_another_laptop(tmp_path: Path) -> None:
    with field_of(tmp_path / "a") as field, field_of(tmp_path / "b") as other:
        first, second = field.store("first"), field.store("second")
        asked = read_request(field.office, make_request(first, make_card(field.office), "A")[0])
        granted = accept_request(field.office, asked, "specialist", (NORTH,))
        with pytest.raises(EnrolmentRefused) as caught:
            accept_certificate(second, granted)
        assert caught.value.reason == "no_request"
        make_request(second, make_card(field.office), "B")
        with pytest.raises(EnrolmentRefused) as caught:
            accept_certificate(second, granted)
        assert caught.value.reason == "not_for_us"
        make_request(first, make_card(other.office), "A")
        with pytest.raises(EnrolmentRefused) as caught:
            accept_certificate(first, granted)
        assert caught.value.reason == "wrong_office"


def test_a_second_laptop_belongs_to_the_same_person(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=("specialist", (NORTH,))) as field:
        person = field.stores["jeren"].viewer
        second = field.store("second")
        before = second.viewer
        case = open_case(second, f"etrap:{NORTH}")
        file, _ = make_request(second, make_card(field.office), "Staff jeren")
        asked = read_request(field.office, file)
        granted = accept_request(field.office, asked, "specialist", (NORTH,), person)
        assert accept_certificate(second, granted).staff == person
        assert second.viewer == person != before
        (summary,) = field.carry(second, field.office)
        assert not summary.held, "what was written under the former id still counts"
        with field.office.reading() as reading:
            assert reading.audience(case) == f"etrap:{NORTH}"


def test_nobody_takes_the_id_of_another(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=("specialist", (NORTH,))) as field:
        thief = field.store("thief")
        thief.become(field.stores["jeren"].viewer)
        file, _ = make_request(thief, make_card(field.office), "Staff jeren")
        asked = read_request(field.office, file)
        with pytest.raises(EnrolmentRefused) as caught:
            accept_request(field.office, asked, "specialist", (NORTH,))
        assert caught.value.reason == "unknown_person"


def test_asking_again_changes_etraps_and_role(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=("specialist", (NORTH,))) as field:
        laptop = field.stores["jeren"]
        field.enrol(laptop, "Staff jeren", "coordinator", (NORTH, SOUTH))
        member = membership(laptop)
        assert member is not None
        assert (member.role, member.etraps) == ("coordinator", (NORTH, SOUTH))
        peer = field.office.exchange.peer(laptop.device)
        assert peer is not None
        assert peer.role == "coordinator"


def test_wrong_uses_are_named(tmp_path: Path) -> None:
    with field_of(tmp_path, jeren=("specialist", (NORTH,))) as field:
        laptop = field.stores["jeren"]
        with pytest.raises(NotEnrolled):
            make_card(laptop)
        asked = read_request(field.office, make_request(laptop, make_card(field.office), "J")[0])
        with pytest.raises(BadValue):
            accept_request(field.office, asked, "king", ())
        with pytest.raises(EnrolmentRefused):
            read_request(field.office, b"no request")


def test_a_name_that_could_deceive_the_screen_is_refused(tmp_path: Path) -> None:
    with field_of(tmp_path) as field:
        laptop = field.store("laptop")
        for name in ("", "two\nlines", "right\u202eleft", "x" * 300):
            file, _ = make_request(laptop, make_card(field.office), name)
            with pytest.raises(EnrolmentRefused):
                read_request(field.office, file)


def test_the_office_is_made_once(tmp_path: Path) -> None:
    field = Field(tmp_path)
    office = field.store("office")
    office_init(office, "Office", "Officer")
    card = make_card(office)
    office_init(office, "Office", "Officer")
    assert make_card(office) == card
    assert cards.read_card(card).name == "Office"
    field.close()
