"""The search at the top: any person, case or page, found while one types."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from socialcase.lazy_dataclass import dataclass
from socialcase.texts import tr
from socialcase.ui.theme.icons import icon
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.widgets.labels import Words, key_hint
from socialcase.ui.widgets.paint import MEDIUM, QUIET, Pen, mark, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

_KEYS_OF_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Found:
    """One line under the search: an icon, what it is, where it leads (`page`, `record`)."""

    icon_name: str
    words: str
    detail: str
    page: str
    record: str = ""


class _FoundDelegate(RowDelegate[Found]):
    height = 44
    ruled = False
    shows_choice = True

    def draw(self, painter: QPainter, box: QRect, row: Found) -> None:
        mark(painter, QRect(box.left() + 12, box.top() + 12, 20, 20), row.icon_name)
        inner = box.adjusted(44, 4, -12, -4)
        top = QRect(inner.left(), inner.top(), inner.width(), 19)
        low = QRect(inner.left(), inner.top() + 19, inner.width(), 17)
        write(painter, top if row.detail else inner, row.words, Pen(SMALL, MEDIUM))
        if row.detail:
            write(painter, low, row.detail, QUIET)


class SearchBox(QLineEdit):
    """Finds while one types; Down and Enter go to what was found."""

    chosen = Signal(object)  # Found

    def __init__(self, find: Callable[[str], Sequence[Found]]) -> None:
        super().__init__()
        self._find = find
        self.setMinimumWidth(220)
        self.setMaximumWidth(430)
        self.addAction(icon("magnifying-glass", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._hint = key_hint("Ctrl K")
        self._hint.setParent(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._look)
        self.textEdited.connect(lambda _text: self._timer.start())
        self._ground: QWidget | None = None

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.setPlaceholderText(tr("Find a person, case, provider or page"))
        self.setAccessibleName(tr("Search"))

    def attach(self, ground: QWidget) -> None:
        """Show what is found over `ground`, the whole window."""
        self._ground = ground

    @cached_property
    def _popup(self) -> "_Popup":
        """The list of what was found, made when something is looked for."""
        made = _Popup()
        made.setParent(self._ground)
        made.hide()
        made.list.opened.connect(self._choose)
        if self._ground is not None:
            self._ground.installEventFilter(self)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the list, Enter takes its first line, Escape leaves."""
        if event.key() in _KEYS_OF_LIST and self._timer.isActive():
            self._look()  # quick fingers are not kept waiting
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._popup.isVisible():
            self._popup.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._popup.take()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the list away."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            QTimer.singleShot(150, self, self._put_away)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the name of the key at the right end."""
        super().resizeEvent(event)
        self._hint.adjustSize()
        gap = (self.height() - self._hint.height()) // 2
        self._hint.move(self.width() - self._hint.width() - 8, gap)
        self.setTextMargins(0, 0, self._hint.width() + 8, 0)  # words end before it

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the list away when the window changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._put_away()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Empty the search and take the list away."""
        self.clear()
        self._put_away()
        self._hint.show()

    def _look(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        self._hint.setVisible(not text)
        if not text:
            self._put_away()
            return
        self._popup.show_found(self._find(text), self)

    def _put_away(self) -> None:
        if "_popup" in vars(self):
            self._popup.hide()

    def _choose(self, found: Found) -> None:
        self.leave()
        self.chosen.emit(found)


class _Popup(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._rows: Rows[Found] = Rows(lambda f: f"{f.words} {f.detail}")
        self.list = RowsView(tr("Found"))
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_FoundDelegate())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = Words(tone="muted", wrap=True)
        self._none.setContentsMargins(14, 12, 14, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.list)
        layout.addWidget(self._none)

    def show_found(self, found: Sequence[Found], box: QWidget) -> None:
        self._rows.show(found)
        self._none.setText(tr("Nothing found. Try fewer letters, or another part of the name."))
        self._none.setVisible(not found)
        self.list.setVisible(bool(found))
        ground = self.parentWidget()
        if ground is None:
            return
        self.move(box.mapTo(ground, QPoint(0, box.height() + 4)))
        self.setFixedSize(box.width() + 60, min(10, max(1, len(found))) * 44 + 12)
        self.show()
        self.raise_()
        if found:
            self.list.setCurrentIndex(self._rows.index(0, 0))

    def move_by(self, rows: int) -> None:
        place = self.list.currentIndex().row() + rows
        if 0 <= place < self._rows.rowCount():
            self.list.setCurrentIndex(self._rows.index(place, 0))

    def take(self) -> None:
        if self.isVisible() and self.list.currentIndex().isValid():
            self.list.opened.emit(self._rows.rows[self.list.currentIndex().row()])
