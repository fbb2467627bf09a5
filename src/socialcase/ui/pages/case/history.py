"""The history of a case: every change of it and of everything in it."""

from socialcase.actions.case_views import CaseFile
from socialcase.actions.history import latest_changes
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.history_list import HistoryList
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.layout import row

_AT_ONCE = 300
"""Changes shown at first: a case of years has thousands."""


class HistoryPart(CasePart):
    """Changes of the case, newest first, with undo."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._list = HistoryList(page)
        self._most = _AT_ONCE
        self._older = link(then=self._show_older)
        card = Card(padding=(0, 0, 0, 0))
        card.put(self._list)
        self.layout_.addWidget(card)
        self.layout_.addLayout(row(self._older, None))

    def show_file(self, file: CaseFile) -> None:
        """Show the history of a case."""
        if file.header.case.uid != self.case:
            self._most = _AT_ONCE
        super().show_file(file)
        self._read()

    def _read(self) -> None:
        ws, uid, most = self.workspace, self.case, self._most
        found = self.page.read(lambda: latest_changes(ws, uid, most))
        self._list.show_lines(found.lines if found else [])
        self._older.setText(tr("Show older changes"))
        self._older.setVisible(found is not None and found.older)

    def _show_older(self) -> None:
        self._most *= 4
        self._read()
