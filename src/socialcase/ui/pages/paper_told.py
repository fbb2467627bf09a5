"""Beside the letter of a referral: what the provider is told; a tick changes the letter at once."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.finding import fetch
from socialcase.actions.referrals import ready_to_send, set_referral
from socialcase.cases.records import Referral
from socialcase.ui.page import Page
from socialcase.ui.pages.case.told_ticks import ToldTicks
from socialcase.ui.pages.paper_targets import REFERRAL


class PaperTold(QWidget):
    """Hidden unless the document is a letter. `changed()` after something else is told."""

    def __init__(self, page: Page, changed: Callable[[], object]) -> None:
        super().__init__()
        self._page, self._changed, self._uid = page, changed, ""
        self.ticks = ToldTicks(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.ticks)
        self.hide()

    def show_document(self, kind: str, record: str) -> None:
        """Show what is told in a letter; hide for any other document."""
        self._uid = record if kind == REFERRAL else ""
        self.setVisible(bool(self._uid))
        if not self._uid:
            return
        ws = self._page.context.workspace
        referral = self._page.read(lambda: fetch(ws, Referral, self._uid))
        ready = self._page.read(lambda: ready_to_send(ws, self._uid))
        self.ticks.retranslate()
        if referral is not None and ready is not None:
            fixed = referral.status not in ("", "draft")
            self.ticks.show_told(referral.told, ready.withheld, fixed=fixed)

    def _keep(self, told: tuple[str, ...]) -> None:
        ws, uid = self._page.context.workspace, self._uid
        if self._page.keep(lambda: set_referral(ws, uid, "told", told)) is not None:
            self._changed()
