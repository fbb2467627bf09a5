"""The registry, the record classes and the labels say the same."""

import dataclasses
import inspect

import pytest

from socialcase.cases import records
from socialcase.cases.fields import AUDIENCE, Kind, Merge
from socialcase.cases.registry import REGISTRY, field_at, fields
from socialcase.texts import label

CLASSES = {
    vars(cls)["KIND"]: cls
    for _, cls in inspect.getmembers(records, inspect.isclass)
    if dataclasses.is_dataclass(cls)
}


@pytest.mark.parametrize("kind", [k for k in REGISTRY if k != "epoch"])
def test_every_column_is_an_attribute_and_every_attribute_a_column(kind: str) -> None:
    columns = [column for spec in REGISTRY[kind].fields for column in spec.columns]
    attributes = [f.name for f in dataclasses.fields(CLASSES[kind])]
    assert attributes == ["uid", *columns]


@pytest.mark.parametrize("kind", list(REGISTRY))
def test_every_record_says_who_may_see_it(kind: str) -> None:
    assert REGISTRY[kind].fields[0].name == AUDIENCE


def test_every_field_has_a_label() -> None:
    unnamed = [f.path for f in fields() if label("field", f.path) == f.path]
    assert not unnamed


def test_safer_orders_name_known_codes() -> None:
    for spec in fields():
        if spec.codes:
            assert set(spec.safer) <= set(spec.codes)
        if spec.safer_part:
            assert spec.safer_part in spec.parts


def test_only_sets_are_united() -> None:
    assert all((f.merge is Merge.UNION) == (f.kind is Kind.SET) for f in fields())


def test_a_path_of_the_log_finds_its_field() -> None:
    found = field_at("case.groups/older_person")
    assert found is not None
    assert found.kind is Kind.SET
    assert field_at("case.risk") is not None


@pytest.mark.parametrize("path", ["case.groups", "case.risk/high", "case.unheard", "car.x", ""])
def test_a_path_that_fits_no_field_is_unknown(path: str) -> None:
    assert field_at(path) is None
