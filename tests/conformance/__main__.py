"""Run all recorded cases of a folder: `python -m tests.conformance FOLDER`.

Reads `xpath_cases*.jsonl`, `scenario_cases*.json` and `corpus_diff*.json`, prints how many come out
as recorded, names every miss with its reason from `waivers.toml` (a waived miss still counts as
one), and ends with 1 when a rate is below what it has to be.
"""

import argparse
import json
import os
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.adapter import Adapter
from tests.conformance.recorded import Miss, expression_miss, session_miss

WAIVERS = Path(__file__).with_name("waivers.toml")
# the zones in which the cases were recorded
_ZONES = {"xpath": "America/Phoenix", "scenario": "America/Phoenix", "corpus": "UTC"}
_PATTERNS = {
    "xpath": "xpath_cases*.jsonl",
    "scenario": "scenario_cases*.json",
    "corpus": "corpus_diff*.json",
}
XPATH, SCENARIO, CORPUS_MISSES = 0.98, 0.96, 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the cases of one kind came out."""

    kind: str
    total: int
    misses: tuple[Miss, ...]

    @property
    def rate(self) -> float:
        """The share that came out as recorded."""
        return 1 - len(self.misses) / self.total

    @property
    def met(self) -> bool:
        """Whether that is enough."""
        if self.kind == "corpus":
            return len(self.misses) <= CORPUS_MISSES
        return self.rate >= (XPATH if self.kind == "xpath" else SCENARIO)

    @property
    def target(self) -> str:
        """What is enough, in words."""
        if self.kind == "corpus":
            return f"at most {CORPUS_MISSES} misses"
        return f"at least {XPATH if self.kind == 'xpath' else SCENARIO:.0%}"


def waivers(path: Path = WAIVERS) -> dict[str, str]:
    """The reason for each known miss, by the id of its case."""
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["waiver"]
    return {case: group["reason"] for group in groups for case in group["cases"]}


def run(folder: Path) -> list[Outcome]:
    """Run every case in a folder, kind by kind."""
    adapter = Adapter()
    found: list[Outcome] = []
    for kind, pattern in _PATTERNS.items():
        _move_to(_ZONES[kind])
        verdicts = [v for path in sorted(folder.glob(pattern)) for v in _verdicts(adapter, path)]
        if verdicts:
            misses = tuple(miss for miss in verdicts if miss is not None)
            found.append(Outcome(kind, len(verdicts), misses))
    return found


def _verdicts(adapter: Adapter, path: Path) -> Iterator[Miss | None]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        for line in text.splitlines():
            if line.strip():
                yield expression_miss(adapter, json.loads(line))
        return
    data = json.loads(text)
    for case in data["cases"]:
        yield session_miss(adapter, case, data["forms"])


def _move_to(zone: str) -> None:
    os.environ["TZ"] = zone
    if hasattr(time, "tzset"):
        time.tzset()


def told(outcomes: list[Outcome], known: dict[str, str]) -> Iterator[str]:
    """Every line to print: the misses by reason, then the rates."""
    for outcome in outcomes:
        for miss in outcome.misses:
            reason = known.get(miss.id, "NO REASON WRITTEN DOWN")
            line = f"{miss.id} {miss.what}: recorded {miss.expected!r}, here {miss.got!r}"
            yield f"{outcome.kind} miss {' '.join(line.split())[:220]} -- {reason}"
    for outcome in outcomes:
        passed = outcome.total - len(outcome.misses)
        verdict = "ok" if outcome.met else "BELOW"
        yield (
            f"{outcome.kind:9} {passed} of {outcome.total} ({outcome.rate:.1%}), "
            f"{outcome.target}: {verdict}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Run, print, and give the exit code: 0 enough, 1 below, 2 no cases found."""
    parser = argparse.ArgumentParser(prog="tests.conformance", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    outcomes = run(folder)
    if not outcomes:
        print(f"no recorded cases in {folder}", file=sys.stderr)
        return 2
    for line in told(outcomes, waivers()):
        print(line)
    return 0 if all(outcome.met for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
