"""What is installed on this computer, what is missing, what to do. Opens no workspace."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    `name` is a stable code; `found` a version or fact; `advice` a code worded by
    `wording.advice` ("" when all is well).
    """

    name: str
    state: Literal["good", "warning", "missing"]
    found: str
    advice: str


def doctor() -> list[Finding]:
    """Look at Python, libraries, the display, fonts, folders and shipped files."""
    raise NotImplementedError
