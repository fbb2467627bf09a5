"""`pip install .` into an empty environment gives a working command, with everything inside."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1800)]

SHIPPED = """
import json
from socialcase.settings import shipped
root = shipped("resources")
print(json.dumps({
    "where": str(root),
    "forms": len(list(shipped("forms").glob("*.xlsx"))),
    "catalogs": sorted(file.name for file in root.rglob("*.mo")),
    "demo": len(list(root.glob("demo/*"))),
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment into which only `pip install .` went."""
    folder = tmp_path_factory.mktemp("install")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    source = folder / "source"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(source)], check=True)
    pip = [str(folder / "venv/bin/python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", str(source)], check=True)
    return folder / "venv/bin"


def run(installed: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run something of the environment far from the checkout, as another program would."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(installed.parent)}
    return subprocess.run(
        [str(installed / command[0]), *command[1:]],
        cwd=installed.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_forms_translations_and_demo_came_along(installed: Path) -> None:
    done = run(installed, "python", "-c", SHIPPED)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["where"].startswith(str(installed.parent))
    assert found["forms"] >= 2
    assert found["catalogs"] == ["ru.mo", "tk.mo"]
    assert found["demo"] > 0


def test_the_command_works(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "socialcase", "--help").returncode == 0
    doctor = run(installed, "socialcase", "doctor", "--json")
    assert doctor.returncode in {0, 1}, doctor.stderr
    assert json.loads(doctor.stdout)
    form = next((ROOT / "forms").glob("*.xlsx"))
    checked = run(installed, "socialcase", "form", "check", str(form))
    assert checked.returncode == 0, checked.stderr


def test_the_icons_are_drawn(installed: Path) -> None:
    probe = (
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "import qtawesome\n"
        "assert not qtawesome.icon('ph.house').pixmap(24, 24).isNull()\n"
    )
    environment_probe = f"import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n{probe}"
    done = run(installed, "python", "-c", environment_probe)
    assert done.returncode == 0, done.stderr
