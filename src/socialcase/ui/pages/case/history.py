"""The history of a case: every change of it and of everything in it."""

from socialcase.actions.case_views import CaseFile
from socialcase.actions.history import case_history
from socialcase.ui.page import Page
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.history_list import HistoryList
from socialcase.ui.widgets.card import Card


class HistoryPart(CasePart):
    """Changes of the case, newest first, with undo."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._list = HistoryList(page)
        card = Card(padding=(0, 0, 0, 0))
        card.put(self._list)
        self.layout_.addWidget(card)

    def show_file(self, file: CaseFile) -> None:
        """Show the history of a case."""
        super().show_file(file)
        ws, uid = self.workspace, self.case
        self._list.show_lines(self.page.read(lambda: case_history(ws, uid)) or [])
