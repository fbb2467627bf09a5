"""Banners: a bold fact, its consequence, what to do, and one link at most."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.labels import IconLabel, Words, restyle
from socialcase.ui.widgets.layout import column

_ICONS = {
    "accent": "info",
    "ok": "check-circle",
    "warning": "warning",
    "danger": "warning-circle",
}


class Banner(QFrame):
    """A strip over the page that stays until the matter is settled. Hidden while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = IconLabel("info", "accent", 20)
        self._bold = Words(weight="bold", wrap=True)
        self._detail = Words(size="small", wrap=True)
        self._link: Button | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 9, 14, 9)
        self._layout.setSpacing(10)
        self._layout.addWidget(self._icon)
        self._layout.addLayout(column(self._bold, self._detail, gap=1), 1)
        self.hide()

    def say(
        self,
        bold: str,
        detail: str = "",
        *,
        tone: str = "accent",
        act: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Show a fact and what follows from it. `tone`: accent, ok, warning, danger."""
        self._icon.show_icon(_ICONS[tone], tone)
        self._bold.setText(bold)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setProperty("tone", tone)
        self.setAccessibleName(f"{bold} {detail}".strip())
        self._offer(act, then)
        restyle(self)
        self.show()

    def silence(self) -> None:
        """Take the banner away."""
        self.hide()

    def _offer(self, act: str, then: Callable[[], object] | None) -> None:
        if self._link is not None:
            self._layout.removeWidget(self._link)
            self._link.deleteLater()
            self._link = None
        if act and then is not None:
            self._link = link(act, then=then)
            self._layout.addWidget(self._link)
