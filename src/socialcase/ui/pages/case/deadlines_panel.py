"""Panel beneath the head of a case: every deadline that runs, and where each day comes from."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.wording import deadline_words, source_words
from socialcase.cases.deadlines import Deadline
from socialcase.texts import label, tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.speech import due_tone, when_and_day
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row


class DeadlinesPanel(Panel):
    """What is due, when, and why on that day. The periods are the office's, or our proposals."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._lines = column(gap=8)
        self._lead = Words(size="small", tone="muted", wrap=True)
        self.put(self._lines, self._lead)
        self.put(row(self.cancel, None))
        self.act.hide()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.title.setText(tr("Deadlines"))
        self.cancel.setText(tr("Put away"))
        self._lead.setText(
            tr("They name a day and never block. The office can set other periods for everybody.")
        )

    def show_header(self, header: CaseHeader) -> None:
        """Show what runs."""
        super().show_header(header)
        clear(self._lines)
        for one in header.deadlines:
            self._lines.addLayout(self._line(one))

    def begin(self) -> None:
        """Begin with the way out."""
        self.cancel.setFocus()

    def finish(self) -> None:
        """There is nothing to do but to leave."""
        self.leave()

    def _line(self, one: Deadline) -> QHBoxLayout:
        today = self.page.context.workspace.today
        name = Words(label("norm", one.what), weight="medium")
        name.setFixedWidth(170)
        day = Words(when_and_day(one.due, today), size="small", weight="medium")
        day.set_tone(due_tone(one.due, today))
        day.setFixedWidth(250)
        why = Words(deadline_words(one), size="small", wrap=True)
        reasons = column(why, gap=0)
        if source_words(one):
            reasons.addWidget(Words(source_words(one), size="caption", tone="muted", wrap=True))
        line = row(name, day, reasons, gap=12)
        line.setStretch(2, 1)
        return line
