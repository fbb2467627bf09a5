"""A picture over the page, as large as there is room; Escape or a click puts it away."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from socialcase.texts import tr
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.paint import SECOND, write

_EDGE = 24
_LINE = 28


class PictureView(QWidget):
    """Lies over `page`, so that covering or locking the window hides it with the page."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._image = QImage()
        self._words = ""
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.installEventFilter(self)
        self.hide()

    def show_picture(self, image: QImage, words: str) -> None:
        """Show `image` with `words` (its caption or name) under it."""
        self._image, self._words = image, words
        self._before = self.window().focusWidget()
        self.setAccessibleName(words or tr("Picture"))
        self.setAccessibleDescription(tr("Escape puts it away."))
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self.update()

    def put_away(self) -> None:
        """Let go of the picture and give the keyboard back."""
        self.hide()
        self._image = QImage()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the middle of the page's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), current().colour("background"))
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE - _LINE)
        size = self._image.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(_centred(size, room), self._image)
        line = QRect(_EDGE, self.height() - _EDGE - 18, self.width() - 2 * _EDGE, 20)
        hint = tr("Escape puts it away.")
        write(painter, line, f"{self._words} · {hint}" if self._words else hint, SECOND)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Enter and the space bar put it away."""
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click puts it away."""
        self.put_away()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page; go when the page goes."""
        if self.isVisible() and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._page.rect())
        elif event.type() is QEvent.Type.Hide and not self._image.isNull():
            self.put_away()
        return super().eventFilter(watched, event)


def _centred(size: QSize, room: QRect) -> QRect:
    box = QRect(0, 0, size.width(), size.height())
    box.moveCenter(room.center())
    return box
