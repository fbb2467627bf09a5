"""`make bench`: this program beside floors measured in the same run. Exit status 1: a miss.

python -m tests.bench [NAME …]      only these: window, pages, merge, search, form, growth, filler,
                                    export, paper
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.exporting import export_lines
from tests.bench.filling import form_lines, growth_lines
from tests.bench.measuring import Line, table
from tests.bench.merging import merge_lines
from tests.bench.opened import opened_lines
from tests.bench.pages import page_lines
from tests.bench.papering import paper_lines
from tests.bench.searching import search_lines
from tests.bench.starting import window_lines

BENCHES: dict[str, Callable[[Path], list[Line]]] = {
    "window": window_lines,
    "pages": opened_lines,
    "merge": merge_lines,
    "search": search_lines,
    "form": form_lines,
    "growth": growth_lines,
    "filler": page_lines,
    "export": export_lines,
    "paper": paper_lines,
}


def main(names: list[str]) -> int:
    """Run the named measurements (all without names) and print the table."""
    lines: list[Line] = []
    for name in names or list(BENCHES):
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            lines += BENCHES[name](Path(folder))
    print(table(lines))
    missed = [line for line in lines if line.met is False]
    unknown = sum(line.met is None for line in lines)
    print(f"\n{len(lines) - unknown} measured, {unknown} not measured, {len(missed)} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
