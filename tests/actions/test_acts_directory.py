"""The directory and the ledger of resources: found, offered, checked, counted, due."""

from datetime import timedelta

import pytest

from socialcase.actions.finding import fetch
from socialcase.actions.providers import (
    Sought,
    add_provider,
    checked_today,
    offered,
    protected_address,
    provider_file,
    providers,
    set_provider,
    show_provider_to,
)
from socialcase.actions.resources import (
    add_resource,
    due_resources,
    ledger,
    resources_of,
    set_resource,
)
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Resource
from socialcase.errors import BadValue, NotAllowed
from tests.conftest import Enrolled


def test_the_directory_finds_by_name_service_group_and_etrap_in_any_spelling(
    laptop: Workspace, carers: str
) -> None:
    add_provider(laptop, "Юридическая помощь", services=("counselling",), etraps=("tejen",))

    def names(**wanted: str) -> list[str]:
        return [line.provider.name for line in providers(laptop, Sought(**wanted))]

    assert names(words="home ca") == ["Home care, Mary"]
    assert names(words="уход на дому") == ["Home care, Mary"]
    assert names(words="wekilbazar") == ["Home care, Mary"]
    assert names(words="ýuridiçeskaýa") == ["Юридическая помощь"]
    assert names(words="пожилой") == ["Home care, Mary"]
    assert names(service="counselling") == ["Юридическая помощь"]
    assert names(which="near") == ["Home care, Mary"]
    assert names(etrap="tejen") == ["Юридическая помощь"]
    assert names(words="nobody") == []


def test_who_can_be_asked_is_offered_first_and_who_ended_last(
    laptop: Workspace, carers: str
) -> None:
    ended = add_provider(laptop, "Ended", services=("home_care",), valid_until="2026-06-01").record
    far = add_provider(laptop, "Far", services=("home_care",), etraps=("tejen",)).record
    lines = offered(laptop, "home_care", ("older_person",), "wekilbazar")
    assert [line.provider.uid for line in lines] == [carers, far, ended]
    assert lines[-1].standing == "ended"
    assert [one.provider.uid for one in providers(laptop, Sought(which="open"))] == [far, carers]


def test_an_entry_says_when_it_was_checked_last(laptop: Workspace, clock: FixedClock) -> None:
    uid = add_provider(laptop, "Yenme").record
    assert not provider_file(laptop, uid).line.to_check
    clock.move(timedelta(days=200))
    assert provider_file(laptop, uid).line.to_check
    assert [one.provider.uid for one in providers(laptop, Sought(which="check"))] == [uid]
    checked_today(laptop, uid)
    assert not provider_file(laptop, uid).line.to_check
    with pytest.raises(BadValue):
        set_provider(laptop, uid, "name", " ")
    with pytest.raises(BadValue):
        add_provider(laptop, " ")


def test_a_protected_address_stands_in_no_view(laptop: Workspace) -> None:
    address = {"etrap": "wekilbazar", "street": "Gizlin 7"}
    uid = add_provider(laptop, "House", address=address, protected=True).record
    assert "Gizlin" not in repr(providers(laptop))
    assert "Gizlin" not in repr(provider_file(laptop, uid))
    assert provider_file(laptop, uid).seen_by == "etrap"
    assert providers(laptop, Sought(words="gizlin")) == []
    assert protected_address(laptop, uid)["street"] == "Gizlin 7"


def test_resources_are_counted_in_tenge_by_kind_and_source(laptop: Workspace, case: str) -> None:
    aid = add_resource(
        laptop, case, "Walking frame", kind="aid", value="340,50", from_whom="Red Crescent"
    ).record
    add_resource(laptop, case, "Coal", kind="goods", value="120", status="promised")
    add_resource(laptop, case, "Old one", kind="aid", value="5", found="2025-01-02")
    found = ledger(laptop, "quarter")
    assert (found.whole.count, found.whole.value) == (1, 34050)
    assert (found.whole.promised, found.whole.promised_value) == (1, 12000)
    assert [(t.key, t.value) for t in found.by_source] == [("Red Crescent", 34050), ("", 0)]
    assert ledger(laptop, "all").whole.value == 34550
    assert [line.resource.uid for line in ledger(laptop, "all", "frame").lines] == [aid]
    with pytest.raises(BadValue):
        add_resource(laptop, case, "Coal", value="much")
    with pytest.raises(BadValue):
        add_resource(laptop, case, " ")


def test_what_is_promised_or_lent_falls_due(
    laptop: Workspace, case: str, clock: FixedClock
) -> None:
    coal = add_resource(laptop, case, "Coal", status="promised", until="2026-11-27").record
    add_resource(laptop, case, "Wheelchair", kind="aid", until="2027-03-01")
    assert [(one.resource.uid, one.late) for one in due_resources(laptop)] == [(coal, -4)]
    clock.move(timedelta(days=6))
    assert [one.late for one in due_resources(laptop)] == [2]
    set_resource(laptop, coal, "status", "received")
    assert fetch(laptop, Resource, coal).found == "2026-11-29"
    set_resource(laptop, coal, "until", None)
    assert due_resources(laptop) == []
    set_resource(laptop, coal, "value", "12,5")
    assert fetch(laptop, Resource, coal).value == 1250
    assert len(resources_of(laptop, case)) == 2


def test_a_specialist_shows_no_protected_address_to_everybody(enrolled: Enrolled) -> None:
    maral, oraz, coordinator = enrolled.maral, enrolled.oraz, enrolled.coordinator
    uid = add_provider(maral, "House").record
    assert provider_file(maral, uid).seen_by == "everyone"
    set_provider(maral, uid, "protected", "true")
    assert provider_file(maral, uid).seen_by == "etrap"
    with pytest.raises(NotAllowed):
        show_provider_to(maral, uid, "everyone")
    with pytest.raises(NotAllowed):
        add_provider(maral, "Flat", protected=True, seen_by="everyone")
    enrolled.up(maral)
    enrolled.down(oraz)
    assert providers(oraz) == []
    enrolled.down(coordinator)
    show_provider_to(coordinator, uid, "everyone")
    assert provider_file(coordinator, uid).seen_by == "everyone"


def test_a_named_entry_goes_to_who_is_named_and_nobody_else(enrolled: Enrolled) -> None:
    maral, oraz, coordinator = enrolled.maral, enrolled.oraz, enrolled.coordinator
    for laptop in (maral, oraz, coordinator):
        enrolled.down(laptop)
    uid = add_provider(maral, "Flat", protected=True, seen_by="named").record
    show_provider_to(maral, uid, "named", (oraz.person,))
    enrolled.up(maral)
    for laptop in (oraz, coordinator):
        enrolled.down(laptop)
    assert [line.provider.name for line in providers(oraz)] == ["Flat"]
    assert set(provider_file(oraz, uid).staff) == {maral.person, oraz.person}
    assert providers(coordinator) == []
    assert providers(enrolled.office) == []
