"""Faults in the person's words: over the page as a banner, or alone in a small window."""

from PySide6.QtWidgets import QDialog, QWidget

from socialcase.errors import UserError
from socialcase.texts import explain, tr
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import primary
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row


def show_error(banner: Banner, error: UserError) -> None:
    """Explain `error` in `banner`: what happened, what is safe, what to do."""
    words = explain(error)
    detail = " ".join(part for part in (words.safe, words.do) if part)
    banner.say(words.happened, detail, tone="danger", act=tr("Close"), then=banner.silence)


class ErrorWindow(QDialog):
    """A small window with one fault, for moments without a page."""

    def __init__(self, error: UserError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = explain(error)
        self.setWindowTitle("socialcase")
        self.setMinimumWidth(460)
        close = primary(tr("Close"), then=self.accept)
        self.setLayout(
            column(
                Words(words.happened, size="section", weight="bold", wrap=True),
                Words(words.safe, wrap=True),
                Words(words.do, wrap=True),
                8,
                row(None, close),
                margins=(24, 22, 24, 18),
            )
        )
        close.setFocus()
