"""Settings of this program on this computer, and where shipped files lie.

No secret and nothing about a client is ever kept here: the file is plain TOML under the
operating system's folder for settings.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from socialcase.lazy_dataclass import dataclass

LANGUAGES = ("en", "ru", "tk")
"""Languages of the screen, in the order in which the program offers them."""

COMPILE_APART = "compile-form-apart"
"""The one argument with which the program is the process that compiles a form for the window."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose for this computer.

    `language`: one of `LANGUAGES`. `palette`: "light", "dark" or "system".
    `workspaces`: folders opened before, newest first. `lock_minutes`: idle minutes until the lock.
    """

    language: str = "en"
    palette: str = "system"
    workspaces: tuple[str, ...] = ()
    lock_minutes: int = 5

    def remembering(self, workspace: Path) -> "Settings":
        """The same settings with `workspace` first in the list of opened ones (8 at most)."""
        others = [w for w in self.workspaces if w != str(workspace)]
        opened = (str(workspace), *others[:7])
        return Settings(self.language, self.palette, opened, self.lock_minutes)


def settings_file() -> Path:
    """Where the settings of this person on this computer lie."""
    import platformdirs

    return platformdirs.user_config_path("socialcase", appauthor=False) / "settings.toml"


def workspaces_folder() -> Path:
    """Where new workspaces are made when nobody names another place."""
    import platformdirs

    return platformdirs.user_data_path("socialcase", appauthor=False) / "workspaces"


def load_settings(file: Path) -> Settings:
    """Read `file`; a missing or unreadable one gives the defaults, in the system's language."""
    try:
        return _from_mapping(read_toml(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return Settings(language=system_language(os.environ))


def system_language(surroundings: Mapping[str, str]) -> str:
    """The language of the system, by its environment or Windows; "en" where we do not speak it."""
    names = (surroundings.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    said = next(filter(None, names), "") or _windows_language()
    code = said[:2].lower()
    return code if code in LANGUAGES else "en"


def _windows_language() -> str:
    if sys.platform != "win32":
        return ""
    import ctypes
    from locale import windows_locale

    return windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def read_toml(text: str) -> dict[str, Any]:
    """What a TOML text says. Raises ValueError for one that is none.

    Lines such as this program writes are read as they are: the standard parser compiles its
    expressions at every start.
    """
    try:
        return _as_written(text)
    except ValueError:
        import tomllib

        return tomllib.loads(text)


def save_settings(file: Path, settings: Settings) -> None:
    """Write `settings` to `file` through a neighbour that replaces it, so it is never half there.

    Raises OSError when the folder cannot be written.
    """
    from dataclasses import asdict

    import tomli_w

    file.parent.mkdir(parents=True, exist_ok=True)
    neighbour = file.with_suffix(".part")
    neighbour.write_text(tomli_w.dumps(asdict(settings)), encoding="utf-8")
    neighbour.replace(file)


def shipped(*parts: str) -> Path:
    """The path of a file shipped with the program: `shipped("resources", "icons", "app.svg")`.

    Works in a checkout, an installed wheel and a frozen program. Raises FileNotFoundError.
    """
    for root in _shipped_roots():
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))


def _shipped_roots() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package))
    return (package / "_shipped", frozen / "_shipped", package.parent.parent)


def _as_written(text: str) -> dict[str, Any]:
    """Names with texts, whole numbers and lists of them. Raises ValueError for anything else."""
    found: dict[str, Any] = {}
    lines = iter(text.removesuffix("\n").split("\n"))
    for line in lines:
        name, equals, value = line.partition(" = ")
        if not equals or not name.isidentifier() or not name.isascii() or name in found:
            raise ValueError(line)
        found[name] = _list(lines) if value == "[" else _value(value)
    return found


def _list(lines: Iterator[str]) -> list[Any]:
    found: list[Any] = []
    for line in lines:
        if line == "]":
            return found
        found.append(_value(line.strip().removesuffix(",")))
    raise ValueError(found)


def _value(text: str) -> str | int:
    if text.isascii() and text.isdecimal() and (text == "0" or text[0] != "0"):
        return int(text)
    inner = text[1:-1]
    if text != f'"{inner}"' or not inner.isprintable() or '"' in inner or "\\" in inner:
        raise ValueError(text)
    return inner


def _from_mapping(raw: dict[str, object]) -> Settings:
    defaults = Settings()
    language = raw.get("language")
    palette = raw.get("palette")
    workspaces = raw.get("workspaces")
    minutes = raw.get("lock_minutes")
    return Settings(
        language=language if language in LANGUAGES else defaults.language,
        palette=palette if palette in ("light", "dark", "system") else defaults.palette,
        workspaces=tuple(str(w) for w in workspaces) if isinstance(workspaces, list) else (),
        lock_minutes=minutes if isinstance(minutes, int) and minutes > 0 else defaults.lock_minutes,
    )
