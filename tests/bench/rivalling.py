"""The other form engine, `@getodk/xforms-engine` (ODK Web Forms), run in node beside ours.

`make bench` installs it into `tests/bench/rival/node_modules`. What `rival.mjs` there times is the
engine alone, through its public functions, warmed up as ours is: without reading files, without
finding the node to answer, and without the work of jsdom's XML parser, which a browser would do
faster. Everything else that it does with jsdom's documents while it opens a form is counted.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("rival")
NAME = "@getodk/xforms-engine"


class Rival:
    """The running engine. Each request is answered before the next is made."""

    def __init__(self) -> None:
        command = ["node", "--expose-gc", "--max-old-space-size=8192", "rival.mjs"]
        self._process = subprocess.Popen(
            command, cwd=_FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> "Rival":
        """Begin; the engine's own start is measured by nobody."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=60)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _ask(self, act: str, **given: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"act": act, **given}), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer

    def open(self, xform: Path) -> float:
        """Load a form and make an instance; the seconds without the XML parser's."""
        return float(self._ask("open", path=str(xform))["seconds"])

    def again(self) -> float:
        """Make another instance of the form that is loaded; its seconds."""
        return float(self._ask("again")["seconds"])

    def answer(self, ref: str, values: list[str]) -> list[float]:
        """Give a question one answer after another; the seconds of each."""
        return [float(n) for n in self._ask("set", ref=ref, values=values)["seconds"]]

    def add(self, ref: str, count: int) -> float:
        """Append so many instances to a repeat one by one; the seconds of all."""
        return float(self._ask("add", ref=ref, count=count)["seconds"])

    def values(self, refs: list[str]) -> list[str]:
        """The answers at some places."""
        return [str(value) for value in self._ask("read", refs=refs)["values"]]

    def options(self, ref: str) -> list[str]:
        """The codes of the choices that a question offers."""
        return [str(value) for value in self._ask("options", ref=ref)["values"]]


def lacking() -> str:
    """What is missing for the other engine to run; "" when it can."""
    if shutil.which("node") is None:
        return "node is not here"
    installed = (_FOLDER / "node_modules" / NAME / "package.json").is_file()
    return "" if installed else f"{NAME} is not installed: run `make bench` with npm and a network"
