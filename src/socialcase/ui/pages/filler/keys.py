"""The keys of the filler: one table for what they do and for the sheet that tells of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from socialcase.texts import N_, tr
from socialcase.ui.widgets.labels import Words, key_hint
from socialcase.ui.widgets.layout import boxed, column, row


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the sheet: the keys as Qt writes them, and what they do.

    `act` names what the desk does; "" where the question itself takes the key.
    """

    shown: tuple[str, ...]
    words: str
    act: str = ""
    bound: tuple[str, ...] = ()


KEYS = (
    Key(("Enter",), N_("the next question")),
    Key(("1", "…", "9"), N_("choose an answer by its number")),
    Key(("0", "7"), N_("in a list of more than ten: both digits, or the first letters")),
    Key(("←", "→"), N_("move between the answers")),
    Key(("↑", "↓"), N_("the row above or below, in a table")),
    Key(("Space",), N_("choose the answer with the ring; again takes it back")),
    Key(("Shift+Enter",), N_("a new line in a text")),
    Key(("Ctrl+↑",), N_("the question before"), "before", ("Ctrl+Up",)),
    Key(("Ctrl+↓",), N_("the question after"), "after", ("Ctrl+Down",)),
    Key(
        ("Ctrl+Enter",),
        N_("the next page"),
        "onward",
        ("Ctrl+Return", "Ctrl+Enter", "Ctrl+PgDown"),
    ),
    Key(
        ("Ctrl+Shift+Enter",),
        N_("the page before"),
        "back",
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter", "Ctrl+PgUp"),
    ),
    Key(("Ctrl+F",), N_("find a word or a number in the form"), "find", ("Ctrl+F", "Ctrl+G")),
    Key(("F3",), N_("the next place that was found"), "again", ("F3",)),
    Key(("F8",), N_("the next missing answer"), "missing", ("F8",)),
    Key(("Shift+F8",), N_("the missing answer before"), "missed", ("Shift+F8",)),
    Key(("F2", "N"), N_("a note on the question, for the supervisor"), "note", ("F2", "N")),
    Key(("F4",), N_("not sure, or prefers not to say"), "decline", ("F4",)),
    Key(("F7",), N_("ask in the form's next language"), "language", ("F7",)),
    Key(("Ctrl+N",), N_("one more in this list"), "add", ("Ctrl+N",)),
    Key(("Ctrl+D",), N_("remove this one from the list"), "remove", ("Ctrl+D",)),
    Key(("Ctrl+Z",), N_("take the last answer back")),
    Key(("F10",), N_("type from paper, by the numbers of the questions"), "paper", ("F10",)),
    Key(("F9",), N_("hide everything at once")),
    Key(("Esc",), N_("leave; every answer is kept"), "leave", ("Esc",)),
    Key(("F1",), N_("these keys"), "keys", ("F1",)),
)


def bind(desk: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
    """Give every key of the table that the desk acts on its act."""
    for key in KEYS:
        for sequence in key.bound:
            shortcut = QShortcut(QKeySequence(sequence), desk)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(acts[key.act])


class KeySheet(QFrame):
    """The keys in two columns, over the questions. Any key takes it away. `gone`: it went."""

    gone = Signal()

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._room = room
        self._title = Words(size="section", weight="bold")
        self._away = Words(size="small", tone="muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(7)
        self._said = [Words(size="small") for _ in KEYS]
        half = (len(KEYS) + 1) // 2
        for at, (key, said) in enumerate(zip(KEYS, self._said, strict=True)):
            hints = boxed(row(*(key_hint(name) for name in key.shown), None, gap=4))
            line, beside = at % half, 2 * (at // half)
            self._grid.addWidget(hints, line, beside)
            self._grid.addWidget(said, line, beside + 1)
        margins = (24, 18, 24, 20)
        self.setLayout(column(self._title, self._grid, self._away, gap=12, margins=margins))
        room.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the sheet in the middle of its room."""
        self._title.setText(tr("Keys"))
        self._away.setText(tr("Any key takes this away."))
        for key, said in zip(KEYS, self._said, strict=True):
            said.setText(tr(key.words))
        self.setAccessibleName(tr("Keys"))
        self.setAccessibleDescription(
            "; ".join(f"{' '.join(key.shown)}: {tr(key.words)}" for key in KEYS)
        )
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Take every key, even those that are shortcuts elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key but a bare modifier takes the sheet away."""
        if event.key() not in _BARE:
            self._go()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the sheet away."""
        self._go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the room."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _go(self) -> None:
        self.gone.emit()  # first: what is hidden with the keyboard gives it to whatever comes next
        self.hide()

    def _place(self) -> None:
        left = (self._room.width() - self.width()) // 2
        self.move(max(0, left), max(0, (self._room.height() - self.height()) // 2))


_BARE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
