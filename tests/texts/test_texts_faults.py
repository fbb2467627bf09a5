"""Every fault has words, in three parts, and none of them shows a code."""

import dataclasses
import inspect
from pathlib import Path

import pytest

from socialcase import errors
from socialcase.texts import explain
from socialcase.texts.reasons import ARRIVAL_REASONS, BUNDLE_REASONS, ENROLMENT_REASONS

FAULTS = [
    fault
    for _, fault in inspect.getmembers(errors, inspect.isclass)
    if issubclass(fault, errors.UserError) and fault is not errors.UserError
]
PROBLEM = errors.FormProblem(
    *("survey", 7, "relevant", "syntax"),
    errors.sentence("Bracket '{sign}' is open.", sign="("),
    (errors.sentence("Close it."),),
)
SAMPLES: dict[str, object] = {
    "Path": Path("stick/file.scbundle"),
    "str": "case",
    "int": 4,
    "bool": True,
    "tuple[str, ...]": ("case.risk",),
    "tuple[FormProblem, ...]": (PROBLEM,),
}


def sample(fault: type[errors.UserError]) -> errors.UserError:
    """An instance of `fault` with a fitting value for each of its fields."""
    if not dataclasses.is_dataclass(fault):
        return fault()
    values = {}
    for one in dataclasses.fields(fault):
        kind = one.type if isinstance(one.type, str) else getattr(one.type, "__name__", "")
        kind = str(one.type) if kind == "tuple" else kind
        values[one.name] = SAMPLES[kind.replace("socialcase.sentences.", "")]
    return fault(**values)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.__name__)
def test_every_fault_says_what_happened_what_is_safe_and_what_to_do(
    fault: type[errors.UserError],
) -> None:
    told = explain(sample(fault))
    for part in (told.happened, told.safe, told.do):
        assert part.strip()
        assert "{" not in part


def test_a_form_begun_in_the_wrong_place_is_told_where_its_place_is() -> None:
    private = explain(errors.FormMisplaced("My work", private=True))
    of_a_case = explain(errors.FormMisplaced("Home visit", private=False))

    assert private.happened == "“My work” is private and belongs to no case."
    assert "never leaves this laptop" in private.do
    assert of_a_case.happened == "“Home visit” is about a case."
    assert "Open the case" in of_a_case.do


def test_an_unworded_fault_is_a_defect_of_the_program() -> None:
    with pytest.raises(LookupError):
        explain(errors.UserError())


@pytest.mark.parametrize("reason", list(BUNDLE_REASONS))
def test_every_refusal_of_a_bundle_names_the_file(reason: str) -> None:
    told = explain(errors.BundleRefused(Path("a.scbundle"), reason))
    assert "a.scbundle" in told.happened


def test_enrolment_reasons_are_sentences() -> None:
    assert all(words.endswith(".") for words in ENROLMENT_REASONS.values())


@pytest.mark.parametrize("reason", list(ARRIVAL_REASONS))
def test_every_refusal_of_a_file_names_it(reason: str) -> None:
    assert "list.xlsx" in explain(errors.ArrivalRefused("list.xlsx", reason)).happened
