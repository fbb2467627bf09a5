"""The runner of recorded cases counts as their recorders do, on small cases of our own."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.__main__ import WAIVERS, Outcome, main, run, told, waivers
from tests.conformance.adapter import Adapter
from tests.conformance.recorded import Miss, expression_miss, session_miss

XFORM = """
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
  <h:head><h:title>Small</h:title><model>
    <instance><data id="small"><a/><b/><r><c/></r></data></instance>
    <bind nodeset="/data/a" type="int" constraint=". &lt; 9"/>
    <bind nodeset="/data/b" relevant="/data/a = 1"/>
  </model></h:head>
  <h:body><input ref="/data/a"><label>A</label></input><input ref="/data/b"/>
    <group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/c"/></repeat></group>
  </h:body>
</h:html>
"""


@pytest.fixture(autouse=True)
def zone() -> Iterator[None]:
    """The runner moves to the zone of the cases; put the clock back."""
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    if hasattr(time, "tzset"):
        time.tzset()


def expression(expr: str, kind: str, expected: object, **more: object) -> dict[str, object]:
    return {
        "id": expr,
        "expr": expr,
        "doc": "<a><b>2</b><b>3</b></a>",
        "context": "/*[1]",
        "root": "/",
        "type": kind,
        "expected": expected,
        **more,
    }


@pytest.mark.parametrize(
    "case",
    [
        expression("sum(b)", "number", 5),
        expression("number('x')", "number", "NaN"),
        expression("2 div 3", "number", 0.67, tolerance=0.01),
        expression("2 div 3", "number-rounded", 0.67, factor=100),
        expression("b = 3", "boolean", True),
        expression("concat(b[1], 'x')", "string", "2x"),
        expression("uuid()", "string-length", "36"),
        expression("uuid()", "string-matches", "^[0-9a-f]{8}-"),
        expression("b", "nodeset", ["/*[1]/*[1]", "/*[1]/*[2]"]),
        expression("b[2] | b[1]", "nodeset-unordered", ["/*[1]/*[2]", "/*[1]/*[1]"]),
        expression("no-such-function()", "error", True),
        expression("1 +", "parse", False),
        expression("1 + 1", "parse", True),
    ],
    ids=lambda case: f"{case['type']} {case['expr']}",
)
def test_an_expression_that_comes_out_as_recorded_is_no_miss(case: dict[str, object]) -> None:
    assert expression_miss(Adapter(), case) is None


@pytest.mark.parametrize(
    "case",
    [
        expression("sum(b)", "number", 6),
        expression("sum(b)", "number", "NaN"),
        expression("sum(b)", "error", True),
        expression("b = 4", "boolean", True),
        expression("no-such-function()", "string", ""),
        expression("1 +", "parse", True),
        expression("1 + 1", "parse", False),
    ],
    ids=lambda case: f"{case['type']} {case['expr']}",
)
def test_an_expression_that_comes_out_otherwise_is_a_miss(case: dict[str, object]) -> None:
    found = expression_miss(Adapter(), case)
    assert found is not None
    assert found.what == case["expr"]


def played(*steps: dict[str, Any]) -> Miss | None:
    case = {"id": "one", "form": "f", "now": "2026-11-22T06:00:00Z", "steps": steps}
    return session_miss(Adapter(), case, {"f": XFORM})


def test_a_session_is_compared_after_every_act() -> None:
    assert (
        played(
            {"op": "init", "state": {"/data/b": {"relevant": False}, "/data/r#count": 1}},
            {
                "op": "set",
                "ref": "/data/a",
                "value": "1",
                "state": {"/data/b": {"relevant": True, "value": None, "label": "not compared"}},
                "asserts": [
                    {"ref": "/data/a", "what": "validity", "expected": "OK"},
                    {"ref": "/data/a", "what": "value", "expected": "2", "not": True},
                ],
            },
            {"op": "add", "ref": "/data/r", "state": {"/data/r[2]/c": {"value": ""}}},
            {"op": "remove", "ref": "/data/r[1]", "state": {"/data/r[2]/c": None}},
        )
        is None
    )


@pytest.mark.parametrize(
    ("step", "what"),
    [
        ({"op": "init", "state": {"/data/b": {"relevant": True}}}, "/data/b relevant"),
        ({"op": "init", "state": {"/data/r#count": 2}}, "/data/r#count"),
        ({"op": "init", "state": {"/data/a": None}}, "/data/a"),
        ({"op": "init", "state": {"/data/nothing": {"value": "1"}}}, "/data/nothing value"),
        ({"op": "set", "ref": "/data/nothing", "value": "1"}, "the case as a whole"),
        (
            {
                "op": "set",
                "ref": "/data/a",
                "value": "10",
                "asserts": [{"ref": "/data/a", "what": "validity", "expected": "OK"}],
            },
            "/data/a validity",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_difference_is_named_by_its_place(step: dict[str, Any], what: str) -> None:
    found = played(step)
    assert found is not None
    assert (found.id, found.what) == ("one", what)


def write(folder: Path, misses: int) -> None:
    """Fifty expressions, the first few of which miss, and one session."""
    cases = [expression("1", "number", 2 if n < misses else 1) for n in range(50)]
    (folder / "xpath_cases_own.jsonl").write_text("\n".join(map(json.dumps, cases)))
    session = {"id": "s", "form": "f", "now": "2026-11-22T06:00:00Z", "steps": [{"op": "init"}]}
    held = {"forms": {"f": XFORM}, "cases": [session]}
    (folder / "corpus_diff_own.json").write_text(json.dumps(held))


def test_a_folder_passes_or_fails_by_its_rates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, misses=1)
    assert main([str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "xpath     49 of 50 (98.0%), at least 98%: ok" in said
    assert "corpus    1 of 1 (100.0%), at most 4 misses: ok" in said
    assert "NO REASON WRITTEN DOWN" in said
    write(tmp_path, misses=2)
    assert main([str(tmp_path)]) == 1
    assert "xpath     48 of 50 (96.0%), at least 98%: BELOW" in capsys.readouterr().out


def test_a_waived_miss_is_told_with_its_reason_and_still_counts(tmp_path: Path) -> None:
    write(tmp_path, misses=2)
    xpath, _ = run(tmp_path)
    assert not xpath.met
    assert all(line.endswith("-- known") for line in list(told([xpath], {"1": "known"}))[:2])


def test_five_misses_among_real_forms_are_too_many() -> None:
    misses = tuple(Miss(str(n), "", 1, 2) for n in range(5))
    assert Outcome("corpus", 64, misses[:4]).met
    assert not Outcome("corpus", 64, misses).met


def test_a_folder_without_cases_is_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no recorded cases" in capsys.readouterr().err


def test_every_waiver_has_a_reason() -> None:
    known = waivers(WAIVERS)
    assert known
    assert all(len(reason.split()) > 4 for reason in known.values())
