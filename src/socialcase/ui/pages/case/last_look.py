"""What others changed in a case file since the person here last looked into it."""

from collections.abc import Callable

from socialcase.actions.history_words import news
from socialcase.actions.readership import LastLook, look_in
from socialcase.actions.seen_words import news_words
from socialcase.errors import UserError
from socialcase.logs import act
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.widgets.banner import Banner

_MOST = 4
"""Changes that the line names; the history has all of them."""


class LastLookLine(Banner):
    """A line that is there only where something is new. `look` reads beside the window."""

    def __init__(self, page: Page, turn: Callable[[str], None]) -> None:
        super().__init__()
        self._page, self._turn = page, turn
        self._case = ""
        self._found = LastLook(None)
        self._beside = ReadingBeside(page.context, self._read, self._came)

    def look(self, case: str) -> None:
        """Somebody opens this case file: note it, and show what is new in it."""
        self._case, self._found = case, LastLook(None)
        self.silence()
        self._beside.ask()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        since, brief = self._found.at, news(self._found.lines)
        if not brief or since is None:
            self.silence()
            return
        turn, count = self._turn, news_words(len(brief), since)
        shown = "\n".join(brief[:_MOST])
        self.say(count, shown, act=tr("Show all"), then=lambda: turn("history"))

    def _read(self) -> tuple[str, LastLook]:
        case = self._case
        try:
            return case, look_in(self._page.context.workspace, case)
        except UserError as error:  # a full disk says so where something is entered
            act("look.not_noted", kind=type(error).__name__)
            return case, LastLook(None)

    def _came(self, read: tuple[str, LastLook]) -> None:
        case, found = read
        if case == self._case:
            self._found = found
            self.retranslate()
