"""What has changed around a case and wants a decision: one line each, with what can be done."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.handovers import drop_handover
from socialcase.texts import label, tr
from socialcase.ui.page import Page, Target
from socialcase.ui.speech import day_words, joined
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.layout import clear

_Notice = tuple[str, str, str, str, Callable[[], object] | None]
"""Bold words, what follows from them, tone, the words of a link, and what it does."""


class HeadNotices(QWidget):
    """The notices of a case; hidden where there are none. `show(panel)` opens a panel."""

    def __init__(self, page: Page, show: Callable[[str], None]) -> None:
        super().__init__()
        self._page, self._show = page, show
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 4, 0, 2)
        self._lines.setSpacing(6)

    def show_header(self, header: CaseHeader) -> None:
        """Show what is to be said of a case."""
        clear(self._lines)
        found = list(self._notices(header))
        for bold, detail, tone, act, then in found:
            banner = Banner(self)  # inside from the first moment: alone it would be a window
            self._lines.addWidget(banner)
            banner.say(bold, detail, tone=tone, act=act, then=then)
        self.setVisible(bool(found))

    def _notices(self, header: CaseHeader) -> Iterator[_Notice]:
        case, open_now = header.case, header.case.status != "closed"
        if case.urgent_what and open_now:
            since = tr("Urgent help is needed since {day}").format(day=day_words(case.urgent_since))
            told = tr("Urgent help was given…")
            yield since, case.urgent_what, "danger", told, lambda: self._show("urgent")
        if case.handover_asked and open_now:
            yield self._asked(header)
        for code in header.notices:
            yield self._told(code, header)

    def _asked(self, header: CaseHeader) -> _Notice:
        case = header.case
        day = day_words(case.handover_asked)
        to = header.handover_name
        bold = tr("Asked to be handed over, {day}").format(day=day)
        detail = joined(label("handover_reason", case.handover_reason), to)
        if header.may_hand_over:
            return bold, detail, "accent", tr("Hand the case over…"), lambda: self._show("handover")
        return bold, detail, "accent", tr("Take that back"), lambda: self._drop(case.uid)

    def _told(self, code: str, header: CaseHeader) -> _Notice:
        name = header.main.name if header.main else ""
        close, about = tr("Close the case…"), tr("About the case…")
        if code == "apart":
            detail = tr("The open one shows until somebody decides; nothing is lost.")
            bold = tr("The step was changed on two laptops apart")
            return bold, detail, "warning", tr("Decide…"), self._decide
        if code == "died":
            bold = tr("{name} has died").format(name=name)
            detail = tr("Nothing is due any more. No visit is proposed.")
            return bold, detail, "accent", close, lambda: self._show("close")
        if code == "died_left":
            bold = tr("The person whom this case was about has died")
            detail = tr("The case goes on for those who remain, or it is closed.")
            return bold, detail, "accent", about, lambda: self._show("facts")
        if code == "moved_out":
            bold = tr("The person whom this case is about has left the household")
            detail = tr(
                "The case stays with the family. Choose whom it is about now, or open one for "
                "whoever has left."
            )
            return bold, detail, "accent", about, lambda: self._show("facts")
        if code == "moved_here":
            bold = tr("Moved here from {etrap}").format(etrap=label("etrap", header.moved_from))
            return bold, tr("What was written there is in the file."), "accent", "", None
        bold = tr("{name} has left the programme").format(name=header.owner_name)
        detail = tr("The case needs another specialist.")
        hand = tr("Hand the case over…")
        return bold, detail, "warning", hand, lambda: self._show("handover")

    def _decide(self) -> None:
        self._page.context.open(Target("conflicts"))

    def _drop(self, case: str) -> None:
        done = self._page.keep(lambda: drop_handover(self._page.context.workspace, case))
        self._page.undoable(done, tr("Taken back"))
