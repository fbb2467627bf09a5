"""Chips: one short fact, with a shape where it means danger."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from socialcase.ui.widgets.labels import IconLabel, Words, restyle


class Chip(QFrame):
    """A fact in a soft frame. `tone`: "", accent, ok, warning, danger."""

    def __init__(self, text: str = "", *, tone: str = "", icon_name: str = "") -> None:
        super().__init__()
        self.setObjectName("chip")
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._words = Words(size="caption", weight="medium")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(8, 0, 8, 0)
        self._layout.setSpacing(5)
        self._layout.addWidget(self._words)
        self._sign: QWidget | None = None
        self.show_fact(text, tone=tone, icon_name=icon_name)

    def show_fact(self, text: str, *, tone: str = "", icon_name: str = "") -> None:
        """Show another fact."""
        self._words.setText(text)
        self._words.set_tone(tone)
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        self.show_sign(IconLabel(icon_name, tone or "text", 13) if icon_name else None)
        restyle(self)

    def show_sign(self, sign: QWidget | None) -> None:
        """Put a small picture before the words, or take it away."""
        if self._sign is not None:
            self._layout.removeWidget(self._sign)
            self._sign.hide()
            self._sign.deleteLater()
        self._sign = sign
        if sign is not None:
            self._layout.insertWidget(0, sign)
