"""A picture that was made as SVG."""

import re

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

_FAMILIES = re.compile(r'font-family="[^"]*sans-serif"')


class SvgPicture(QWidget):
    """An SVG as wide as there is room, never larger than it was drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn = QSvgRenderer()

    def show_picture(self, svg: str) -> None:
        """Show another picture."""
        own = f'font-family="{self.font().family()}"'  # Qt looks for one family only
        self._drawn.load(QByteArray(_FAMILIES.sub(own, svg).encode()))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep its shape."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._size()
        self._drawn.render(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()

    def _size(self) -> QSize:
        size = self._drawn.defaultSize()
        if size.width() > self.width() > 0:
            size.scale(self.width(), size.height(), Qt.AspectRatioMode.KeepAspectRatio)
        return size

    def _fit(self) -> None:
        self.setFixedHeight(max(1, self._size().height()))
