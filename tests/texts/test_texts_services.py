"""The services that are offered first: known codes, three names each, and marked as unverified."""

import csv

from socialcase.cases.codes import GROUPS
from socialcase.settings import shipped
from socialcase.texts import label, use_language
from socialcase.texts.services import (
    service_code,
    service_codes,
    service_delivery,
    service_groups,
    service_name,
)


def test_the_twelve_services_have_names_groups_and_a_place_and_are_marked_as_ours() -> None:
    path = shipped("resources", "reference", "services.tsv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert [row["code"] for row in rows] == list(service_codes())
    assert len(rows) == 12
    for row in rows:
        assert all(row[language].strip() for language in ("en", "ru", "tk"))
        assert row["source"].endswith("[u]")
        assert label("delivery", service_delivery(row["code"])) != row["delivery"]
        assert set(service_groups(row["code"])) <= set(GROUPS)
    served = {group for code in service_codes() for group in service_groups(code)}
    assert served == set(GROUPS) - {"other"}


def test_a_service_is_known_by_its_code_and_its_name_in_any_language() -> None:
    for typed in ("home_care", "Care at home", "уход на дому", " Öýde  seretmek "):
        assert service_code(typed) == "home_care"
    assert service_code("Hot meals ") == "Hot meals"


def test_what_is_not_in_the_list_stands_as_it_was_typed() -> None:
    use_language("ru")
    try:
        assert service_name("home_care") == "Уход на дому"
        assert service_name("Sign language lessons") == "Sign language lessons"
        assert service_name("home_care", "en") == "Care at home"
        assert label("service", "home_care") == "Уход на дому"
    finally:
        use_language("en")
