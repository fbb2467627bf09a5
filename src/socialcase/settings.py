"""Settings of this program on this computer, and where shipped files lie.

No secret and nothing about a client is ever kept here: the file is plain TOML under the
operating system's folder for settings.
"""

import sys
from dataclasses import asdict, replace
from pathlib import Path

from socialcase.lazy_dataclass import dataclass

LANGUAGES = ("en", "ru", "tk")
"""Languages of the screen, in the order in which the program offers them."""


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
        return replace(self, workspaces=(str(workspace), *others[:7]))


def settings_file() -> Path:
    """Where the settings of this person on this computer lie."""
    import platformdirs

    return platformdirs.user_config_path("socialcase", appauthor=False) / "settings.toml"


def workspaces_folder() -> Path:
    """Where new workspaces are made when nobody names another place."""
    import platformdirs

    return platformdirs.user_data_path("socialcase", appauthor=False) / "workspaces"


def load_settings(file: Path) -> Settings:
    """Read `file`; a missing or unreadable one gives the defaults."""
    import tomllib

    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return Settings()
    return _from_mapping(raw)


def save_settings(file: Path, settings: Settings) -> None:
    """Write `settings` to `file` through a neighbour that replaces it, so it is never half there.

    Raises OSError when the folder cannot be written.
    """
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
