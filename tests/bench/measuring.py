"""Measure two things side by side, and say it in a line of the table.

The two are run in turn, so that whatever else the computer does meets both alike. Medians are
compared; the spread (lowest to highest) stands beside them, because a ratio without it says little.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Measured = Callable[[], float]
"""Does one run and gives its seconds."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.

    `target`: "" where there is none; `met`: whether it was reached, None where the floor could not
    be measured here, so that nobody can say.
    """

    what: str
    ours: str
    floor: str
    ratio: str
    target: str
    met: bool | None


def timed(act: Callable[[], object]) -> float:
    """Seconds that `act` takes."""
    gc.collect()
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def interleaved(ours: Measured, floor: Measured, rounds: int) -> tuple[list[float], list[float]]:
    """Run both in turn, `rounds` times after one unmeasured run each; their seconds."""
    ours(), floor()
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return [mine for mine, _ in pairs], [other for _, other in pairs]


def at_most(what: str, ours: list[float], floor: list[float], target: float) -> Line:
    """Ours may take at most `target` times as long as the floor."""
    ratio = statistics.median(ours) / statistics.median(floor)
    return Line(
        what, spread(ours), spread(floor), f"{ratio:.2f} x", f"<= {target:g} x", ratio <= target
    )


def at_least(what: str, ours: list[float], floor: list[float], target: float) -> Line:
    """Ours must reach at least `target` of the floor's speed."""
    ratio = statistics.median(floor) / statistics.median(ours)
    return Line(
        what, spread(ours), spread(floor), f"{ratio:.3f}", f">= {target:g}", ratio >= target
    )


def times_faster(what: str, ours: list[float], other: list[float] | None, target: float) -> Line:
    """Ours must be `target` times as fast as the other; not measured where that is None."""
    wanted = f">= {target:g} x faster"
    if other is None:
        return Line(what, spread(ours), "-", "-", wanted, None)
    ratio = statistics.median(other) / statistics.median(ours)
    return Line(what, spread(ours), spread(other), f"{ratio:.1f} x", wanted, ratio >= target)


def no_more_than(
    what: str, ours: list[float], seconds: float, floor: list[float] | None = None
) -> Line:
    """Ours may take at most so many seconds; a floor, where there is one, only stands beside."""
    met = statistics.median(ours) <= seconds
    ratio = f"{statistics.median(ours) / statistics.median(floor):.2f} x" if floor else "-"
    beside = spread(floor) if floor else "-"
    return Line(what, spread(ours), beside, ratio, f"<= {duration(seconds)}", met)


def reported(what: str, ours: list[float], floor: list[float] | None = None) -> Line:
    """A line without a target."""
    if floor is None:
        return Line(what, spread(ours), "-", "-", "", met=True)
    ratio = statistics.median(floor) / statistics.median(ours)
    return Line(what, spread(ours), spread(floor), f"{ratio:.3f}", "", met=True)


def beside(what: str, ours: list[float], floor: list[float]) -> Line:
    """How many times the floor, without a target."""
    ratio = statistics.median(ours) / statistics.median(floor)
    return Line(what, spread(ours), spread(floor), f"{ratio:.2f} x", "", met=True)


def spread(seconds: list[float]) -> str:
    """Median, lowest and highest: "412 ms (398-460)"."""
    middle = duration(statistics.median(seconds))
    return f"{middle} ({duration(min(seconds))} - {duration(max(seconds))})"


def duration(seconds: float) -> str:
    """Seconds in a unit that reads well."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"


def table(lines: list[Line]) -> str:
    """All lines as a table for a terminal."""
    rows = [("", "socialcase", "floor", "ratio", "target", "")]
    for line in lines:
        rows.append((line.what, line.ours, line.floor, line.ratio, line.target, _verdict(line)))
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _verdict(line: Line) -> str:
    if not line.target:
        return ""
    return "not measured" if line.met is None else "ok" if line.met else "MISSED"
