"""A page whose fields are written down while somebody types, until the whole is kept."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from socialcase.actions.unkept import Unkept, write_down, written_down
from socialcase.errors import UserError
from socialcase.ui.page import Page


class WrittenDown:
    """Writes down what stands in fields, at each letter and each choice.

    `words` gives it by field, and `before`, where it is given, what stood there at the beginning:
    what is as it was is not written down, what was emptied is. Without `before` there was nothing.
    """

    def __init__(
        self,
        page: Page,
        words: Callable[[], Mapping[str, str]],
        before: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._page, self._words, self._before = page, words, before
        self._place, self._told = "", False

    def hear(self, *editors: QWidget) -> None:
        """Write down whenever one of these is changed, by a person or by the program."""
        for editor in editors:
            if isinstance(editor, QLineEdit | QPlainTextEdit):
                editor.textChanged.connect(self.note)
            elif isinstance(editor, QComboBox):
                editor.activated.connect(self.note)
            elif isinstance(editor, QAbstractButton):
                editor.toggled.connect(self.note)

    def read(self, place: str, among: Sequence[Unkept] | None = None) -> Unkept | None:
        """What was written at a place; until `begin`, nothing is written down.

        `among`: what was read for several places in one go, where it was.
        """
        self._place = ""
        if among is not None:
            return next((one for one in among if one.place == place), None)
        return self._page.read(lambda: written_down(self._page.context.workspace, place))

    def resume(self, place: str, boxes: Mapping[str, QLineEdit]) -> None:
        """Show in lines of text what was written at a place, and write down from there."""
        unkept = self.read(place)
        for name, box in boxes.items():
            box.setText(unkept.words.get(name, "") if unkept is not None else "")
        self.begin(place)

    def begin(self, place: str) -> None:
        """From now on everything is written down at this place."""
        self._place, self._told = place, False

    def end(self) -> None:
        """Write nothing down any more: it was kept, or there is no place for it."""
        self._place = ""

    def note(self, *_of_signal: object) -> None:
        """Write down what stands in the fields now. A disk that takes nothing is told of once."""
        if not self._place:
            return
        try:
            ws = self._page.context.workspace
            write_down(ws, self._place, self._words(), self._before())
        except UserError as fault:
            if not self._told:
                self._page.context.tell(fault)
            self._told = True
