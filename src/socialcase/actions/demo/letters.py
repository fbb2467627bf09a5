"""Two invented papers that the demo keeps with families: what a specialist photographs or scans."""

from dataclasses import dataclass

from socialcase.actions.attachments import add_document
from socialcase.actions.demo.story_clock import StoryClock
from socialcase.actions.workspaces import Workspace
from socialcase.texts import N_, tr


@dataclass(frozen=True, slots=True)
class _Letter:
    name: str
    caption: str
    text: str


SCHOOL = _Letter(
    "mekdepden hat.txt",
    N_("Letter from the school about the lessons missed"),
    "Hormatly maşgala! Aýna Orazgulyýewa sentýabr aýynda 11 gün sapaga gelmedi. "
    "Mekdebiň müdiri sizi duşuşyga çagyrýar.\n",
)
SAFE_PLACE = _Letter(
    "ýatakhana.txt",
    N_("Where she can stay, and until when"),
    "Bu ýeriň salgysy diňe bu faýlda ýazylan. Otag otuz güne çenli berilýär.\n",
)


def keep_letter(ws: Workspace, clock: StoryClock, case: str, letter: _Letter) -> None:
    """Keep one of the papers with a case."""
    caption = tr(letter.caption)
    add_document(ws, case, letter.text.encode(), name=letter.name, caption=caption)
    clock.spend(3)
