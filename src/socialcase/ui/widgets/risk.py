"""Risk: a shape and a word, never a colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from socialcase.texts import label
from socialcase.ui.widgets.paint import RISK_TONES, risk_sign

if TYPE_CHECKING:
    from socialcase.ui.widgets.chip import Chip


class RiskSign(QWidget):
    """The shape of a risk level."""

    def __init__(self, level: str, size: int = 14) -> None:
        super().__init__()
        self._level = level
        self.setFixedSize(QSize(size, size))
        self.setAccessibleName(label("risk", level))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        painter = QPainter(self)
        risk_sign(painter, QRectF(self.rect()), self._level)
        painter.end()


def show_risk(chip: Chip, level: str) -> None:
    """Make `chip` say a risk level."""
    tone = RISK_TONES.get(level, "")
    chip.show_fact(label("risk", level), tone="" if tone == "muted" else tone)
    chip.show_sign(RiskSign(level, 11))
