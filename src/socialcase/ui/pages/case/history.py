"""The history of a case: every change of it and of everything in it."""

from socialcase.actions.case_views import CaseFile
from socialcase.actions.history import Latest, latest_changes
from socialcase.errors import NotFound
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.history_list import HistoryList
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.layout import row

_AT_ONCE = 100
"""Changes shown at first, more than two screens: a case of years has thousands."""


class HistoryPart(CasePart):
    """Changes of the case, newest first, with undo."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._list = HistoryList(page)
        self._most = _AT_ONCE
        self.beside = ReadingBeside(page.context, self._read, self._show)
        self._older = link(then=self._show_older)
        card = Card(padding=(0, 0, 0, 0))
        card.put(self._list)
        self.layout_.addWidget(card)
        self.layout_.addLayout(row(self._older, None))

    def show_file(self, file: CaseFile) -> None:
        """Show the history of a case as soon as it was read beside the window."""
        fresh = file.header.case.uid != self.case
        super().show_file(file)
        if fresh:
            self._show((self.case, Latest((), older=False)))
            self._most = _AT_ONCE
        self.beside.ask()

    def _read(self) -> tuple[str, Latest]:
        uid = self.case  # somebody may turn to another case meanwhile
        try:
            return uid, latest_changes(self.workspace, uid, self._most)
        except NotFound:  # taken back; the page says so
            return uid, Latest((), older=False)

    def _show(self, read: tuple[str, Latest]) -> None:
        uid, latest = read
        if uid != self.case:
            return
        self._list.show_lines(latest.lines)
        self._older.setText(tr("Show older changes"))
        self._older.setVisible(latest.older)

    def _show_older(self) -> None:
        self._most *= 4
        self.beside.ask()
