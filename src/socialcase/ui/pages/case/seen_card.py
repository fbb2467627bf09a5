"""Who has seen a case file or changed it, in words that can be shown to the client."""

from socialcase.actions.readership import who_has_seen
from socialcase.actions.seen_words import seen_words
from socialcase.texts import label, tr
from socialcase.ui.page import Page
from socialcase.ui.speech import joined
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import clear, column


class SeenCard(Card):
    """One line for each member of staff. What others read is known once their bundles came."""

    def __init__(self, page: Page) -> None:
        super().__init__(padding=(14, 8, 14, 12))
        self._page = page

    def show_case(self, case: str) -> None:
        """Show who has seen this case."""
        ws = self._page.context.workspace
        self.head(tr("Who has seen this file"), icon_name="eye")
        clear(self.body)
        self.put(
            Words(
                tr("For the person, when they ask. Others are known once their bundles came."),
                size="caption",
                tone="muted",
                wrap=True,
            )
        )
        for place, seen in enumerate(self._page.read(lambda: who_has_seen(ws, case)) or []):
            if place:
                self.put(Rule())
            name = Words(
                joined(seen.name or tr("Name not known"), label("role", seen.role)),
                weight="medium",
                wrap=True,
            )
            self.put(column(name, Words(seen_words(seen), size="small", wrap=True), gap=1))
