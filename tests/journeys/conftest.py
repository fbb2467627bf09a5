"""Real workspaces behind the real window, with passphrases that cost little to check."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.settings import Settings
from socialcase.texts import use_language
from socialcase.ui.preferences import Preferences
from socialcase.ui.window import Window
from tests.journeys.both_hands import BothHands
from tests.journeys.hands import Hands
from tests.journeys.looks import Look


@pytest.fixture
def look(request: pytest.FixtureRequest) -> Look:
    """English and light on a small screen, where a test does not ask for another."""
    return getattr(request, "param", Look())


@pytest.fixture
def preferences(qapp: QApplication, look: Look) -> Iterator[Preferences]:
    """Language and palette, kept nowhere."""
    settings = Settings(language=look.language, palette=look.palette)
    yield Preferences(qapp, settings, lambda _settings: None)
    use_language("en")


@pytest.fixture
def at_window(
    qtbot: QtBot, preferences: Preferences, look: Look, tmp_path: Path
) -> Iterator[Callable[[], BothHands]]:
    """Opens one more window of the program, with a person at its keyboard and mouse."""
    windows: list[Window] = []

    def opened() -> BothHands:
        window = Window(preferences, lambda: tmp_path / "new" / "workspace-1")
        window.resize(look.width, look.height)
        qtbot.addWidget(window)
        windows.append(window)
        return BothHands(window, qtbot)

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def hands(at_window: Callable[[], BothHands]) -> Hands:
    """A person at the keyboard of the program's window."""
    return at_window()


@pytest.fixture
def both(at_window: Callable[[], BothHands]) -> BothHands:
    """A person at the keyboard and the mouse of the program's window."""
    return at_window()
