"""What has left the program of a case: for the person, and before a consent is withdrawn."""

from socialcase.actions.what_left import what_left
from socialcase.texts import short_date, tr, trn
from socialcase.ui.page import Page
from socialcase.ui.speech import joined
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column

_MOST = 6


class LeftCard(Card):
    """Papers and files, the newest first; hidden where nothing has left."""

    def __init__(self, page: Page) -> None:
        super().__init__(padding=(14, 8, 14, 12))
        self._page = page

    def show_case(self, case: str) -> None:
        """Show what has left of this case."""
        ws = self._page.context.workspace
        left = self._page.read(lambda: what_left(ws, case)) or []
        self.setVisible(bool(left))
        self.head(tr("What has left the program"), icon_name="export")
        clear(self.body)
        for one in left[:_MOST]:
            quiet = Words(
                joined(short_date(one.on), one.by), size="caption", tone="muted", wrap=True
            )
            self.put(column(Words(one.words, size="small", wrap=True), quiet, gap=0))
        more = len(left) - _MOST
        if more > 0:
            words = trn("and {n} earlier one", "and {n} earlier ones", more).format(n=more)
            self.put(Words(words, size="caption", tone="muted"))
