"""What the demo leaves behind."""

from dataclasses import dataclass
from pathlib import Path

from socialcase.actions.demo.family import Composition
from socialcase.actions.demo.published import PublishedForm


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """The conflict of the story: which level showed while it was open, and what it became."""

    case: str
    levels: tuple[str, ...]
    showed: str
    settled: str


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """Where everything lies and what was shown.

    `open_first`: the workspace to open the window on. `laptops`: folders by "maral", "oraz",
    "aygul". `refusals`: (question, message) of answers that the form did not take;
    `appearances`: (question, answer that made it appear). `duplicates`: pairs of names that the
    office found. `only_here`: changes on Maral's laptop that the office lacks, as
    `office_has_until` says. `held`: changes that wait for review anywhere. `digests`: the state of
    each workspace.
    """

    folder: Path
    passphrase: str
    office: Path
    laptops: dict[str, Path]
    open_first: Path
    stick: Path
    made_of: Composition
    people_at_office: int
    cases_at_office: int
    refusals: tuple[tuple[str, str], ...]
    appearances: tuple[tuple[str, str], ...]
    scores: tuple[tuple[str, str], ...]
    conflict: ConflictShown
    duplicates: tuple[tuple[str, str], ...]
    published: tuple[PublishedForm, ...]
    restricted_hidden: bool
    held: int
    approved: int
    returned: int
    only_here: int
    office_has_until: str
    digests: dict[str, str]
