"""After a visit is kept: the next one that is due, one key away; an evening's four go quickly."""

from socialcase.actions.today import DueVisit, today
from socialcase.texts import short_date, tr, when
from socialcase.ui.page import Page, Target
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row

_Found = tuple[str, str, DueVisit | None]


class FollowingVisit(Card):
    """Names whom to write about next, with a button that has the keyboard; hidden otherwise."""

    def __init__(self, page: Page) -> None:
        super().__init__(tone="accent", padding=(16, 10, 14, 10))
        self._page, self._case = page, ""
        self._found: DueVisit | None = None
        self._who, self._about = Words(weight="bold", wrap=True), Words(size="small", wrap=True)
        self._go = Button(icon_name="arrow-right", then=self._open)
        self._beside = ReadingBeside(page.context, self._read, self._came)
        line = row(column(self._who, self._about, gap=1), self._go, gap=12)
        line.setStretch(0, 1)
        self.put(line)
        self.hide()

    def look(self, case: str) -> None:
        """A visit to this case was written down: look for the one after it."""
        self._case = case
        self._beside.ask()

    def silence(self) -> None:
        """Put it away."""
        self._found = None
        self.hide()

    def _read(self) -> _Found:
        case = self._case
        view = today(self._page.context.workspace)
        for village in view.villages:
            for visit in village.visits:
                if visit.due <= view.day and visit.case != case:
                    return case, village.settlement, visit
        return case, "", None

    def _came(self, found: _Found) -> None:
        case, place, visit = found
        if case != self._case or visit is None:
            self.silence()
            return
        self._found = visit
        self._who.setText(tr("Next: {who}").format(who=visit.subject))
        day = joined(when(visit.due, visit.on), short_date(visit.due))
        self._about.setText(joined(place, visit.purpose, day))
        self._go.setText(tr("Write it down"))
        self._go.setAccessibleName(joined(self._go.text(), visit.subject))
        self.show()
        self._go.setFocus()

    def _open(self) -> None:
        found = self._found
        if found is not None:
            self.silence()
            self._page.context.open(Target("case", found.case, f"visit:{found.visit}"))
