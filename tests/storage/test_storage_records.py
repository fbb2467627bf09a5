"""How a statement over typed rows is written: one look through a kind's columns, however long."""

from dataclasses import replace

import pytest

from socialcase.cases.fields import FieldSpec
from socialcase.cases.registry import REGISTRY
from socialcase.storage.records import counted, selected


def test_the_columns_of_a_kind_are_looked_through_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = 0
    columns = FieldSpec.columns.fget  # type: ignore[attr-defined]

    def look(field: FieldSpec) -> tuple[str, ...]:
        nonlocal looked
        looked += 1
        found: tuple[str, ...] = columns(field)
        return found

    spec = replace(REGISTRY["case"])  # of which nothing is remembered yet
    names = [column for field in spec.fields for column in field.columns]
    monkeypatch.setattr(FieldSpec, "columns", property(look))
    query = selected(names, spec, {"status": ("intake", "plan"), "person": "p"}, "number", limit=9)
    assert looked == len(spec.fields)
    assert all(f'"{name}"' in query.text for name in names)
    counted(spec, {"status": "plan", "person": "p"})
    assert looked == len(spec.fields)


@pytest.mark.parametrize("name", ['number"; DROP TABLE t_case; --', "nothing"])
def test_a_name_that_is_no_column_is_never_written(name: str) -> None:
    spec = REGISTRY["case"]
    for wanted, where, order in (
        ([name], None, "number"),
        (["number"], {name: "x"}, "number"),
        (["number"], None, name),
    ):
        with pytest.raises(KeyError):
            selected(wanted, spec, where, order, limit=1)
    with pytest.raises(KeyError):
        counted(spec, {name: "x"})
