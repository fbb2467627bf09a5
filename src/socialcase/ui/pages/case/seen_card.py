"""Who has seen a case file or changed it, in words that can be shown to the client."""

from socialcase.actions.readership import SeenBy, who_has_seen
from socialcase.texts import label, short_date, tr, trn
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


def seen_words(seen: SeenBy) -> str:
    """What one member of staff did with the file: "read it 3 times, last on Fri 20 Nov"."""
    parts = []
    if seen.last_read is not None:
        words = trn("read it once, on {day}", "read it {n} times, last on {day}", seen.times)
        parts.append(words.format(n=seen.times, day=short_date(seen.last_read)))
    if seen.last_change is not None:
        words = trn("wrote one thing, on {day}", "wrote {n} things, last on {day}", seen.changes)
        parts.append(words.format(n=seen.changes, day=short_date(seen.last_change)))
    if seen.papers:
        words = trn("made {n} paper or file of it", "made {n} papers or files of it", seen.papers)
        parts.append(words.format(n=seen.papers))
    return "; ".join(parts)
