"""How the window looks while a journey is walked: language, palette and size."""

from typing import NamedTuple

import pytest


class Look(NamedTuple):
    """What somebody has chosen for a computer, and what its screen measures."""

    language: str = "en"
    palette: str = "light"
    width: int = 1366
    height: int = 768

    def __str__(self) -> str:
        return f"{self.language}-{self.palette}-{self.width}"


LOOKS = (Look(), Look("ru", "dark"), Look("tk", "light", 1920, 1080))
"""Every language, palette and size once."""
in_every_language = pytest.mark.parametrize("look", LOOKS, indirect=True, ids=str)
"""Walks a journey in each of these."""
_LONG = (LOOKS[0], *(pytest.param(look, marks=pytest.mark.soak) for look in LOOKS[1:]))
in_every_language_at_length = pytest.mark.parametrize("look", _LONG, indirect=True, ids=str)
"""Walks a long journey in the first of these, and in all of them where there is time (soak)."""
