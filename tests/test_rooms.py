"""The rooms stand: arrows point downwards, files stay small, names say something."""

import ast
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
OURS = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "scripts").glob("*.py"))]
MOST_LINES = 400
VAGUE = {"utils", "util", "misc", "common", "helpers", "helper", "manager", "base"}
MAY_CATCH_EVERYTHING = {"app.py", "jobs.py"}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the project that lies in `folder`."""
    entry = (
        "import sys; sys.path.insert(0, 'src'); "
        "from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    return subprocess.run(
        [sys.executable, "-c", entry, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def planted(folder: Path, file: str, line: str) -> Path:
    """A copy of the sources in `folder`, with `line` added to `file`."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    target = folder / "src" / "socialcase" / file
    target.write_text(f"{target.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    return folder


def test_every_import_points_downwards() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("storage/store.py", "import socialcase.actions", "Rooms stand on floors"),
        ("actions/__init__.py", "import PySide6.QtCore", "Qt stays in the window"),
        ("sync/__init__.py", "import sqlalchemy", "SQL stays in storage"),
        ("forms/__init__.py", "import socialcase.cases", "Rooms stand on floors"),
    ],
)
def test_an_arrow_that_points_upwards_is_caught(
    tmp_path: Path, file: str, line: str, contract: str
) -> None:
    done = lint_imports(planted(tmp_path, file, line))
    assert done.returncode == 1, done.stdout
    broken = [said for said in done.stdout.splitlines() if said.endswith("BROKEN")]
    assert any(contract in said for said in broken), broken


def test_a_new_room_must_be_placed_first(tmp_path: Path) -> None:
    folder = planted(tmp_path, "__init__.py", "")
    (folder / "src/socialcase/attic.py").write_text('"""Unplaced."""\n', encoding="utf-8")
    assert lint_imports(folder).returncode == 1


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_is_small_and_named_for_what_it_does(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").count("\n")
    assert lines < MOST_LINES, f"{lines} lines"
    assert file.stem not in VAGUE


def functions() -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body without its docstring."""
    first = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (first[-1].end_lineno or 0) - first[0].lineno + 1 if first else 0


def test_functions_are_short() -> None:
    assert statistics.median(map(body_lines, functions())) < 9


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Whether `handler` catches every fault and does not pass it on."""
    caught = ast.unparse(handler.type) if handler.type else ""
    passed_on = any(isinstance(step, ast.Raise) and step.exc is None for step in handler.body)
    return caught in {"", "Exception", "BaseException"} and not passed_on


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_is_global_and_no_fault_is_swallowed(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_bytes())):
        assert not isinstance(node, ast.Global), f"line {node.lineno}: a global"
        if isinstance(node, ast.ExceptHandler) and file.name not in MAY_CATCH_EVERYTHING:
            assert not swallows_everything(node), f"line {node.lineno}"


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_sentences_for_people_can_be_collected(file: Path) -> None:
    """Either the sentence itself is given to `tr`, or the name of one marked by `N_` elsewhere."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            wanted = {"tr": 1, "N_": 1, "trn": 2}.get(node.func.id, 0)
            for argument in node.args[:wanted]:
                named = isinstance(argument, ast.Name | ast.Attribute | ast.Subscript)
                literal = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                assert literal or (named and node.func.id == "tr") or file.parent.name == "texts", (
                    f"line {node.lineno}: {ast.unparse(node)}"
                )


def test_the_tests_mirror_the_rooms() -> None:
    rooms = {path.name for path in (ROOT / "src/socialcase").iterdir() if path.is_dir()}
    rooms -= {"__pycache__", "_shipped"}
    assert {room for room in rooms if not any((ROOT / "tests" / room).rglob("test_*.py"))} == set()


def test_no_two_test_files_share_a_name() -> None:
    names = [file.name for file in (ROOT / "tests").rglob("test_*.py")]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_locks_pin_by_hash_and_name_no_host() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        pinned = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)
        assert all(line.rstrip().endswith("\\") for line in pinned)
