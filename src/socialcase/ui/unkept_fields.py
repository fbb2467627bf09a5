"""Fields that are kept when one leaves them: what stands in one that nobody left is not lost."""

from collections.abc import Mapping

from socialcase.ui.page import Page
from socialcase.ui.unkept import WrittenDown
from socialcase.ui.widgets.field import TextArea, TextBox


class UnkeptFields:
    """Writes down what is being typed; where the program ended amid it, it is kept the next time.

    `editors`: by names that last. Whoever keeps a field calls `note` afterwards.
    """

    def __init__(self, page: Page, editors: Mapping[str, TextBox | TextArea]) -> None:
        self._editors, self._place = editors, ""
        self._down = WrittenDown(page, self._words)
        self._down.hear(*editors.values())

    def turn_from(self, place: str) -> None:
        """The fields are about to show the record of `place`; of another nothing more is heard.

        What stands in them of that other one is written down already, and never becomes this one's.
        """
        if place != self._place:
            self._place = ""
            self._down.end()
            for editor in self._editors.values():
                editor.let_go()

    def turn_to(self, place: str) -> None:
        """The fields show the record of `place`: keep what was written there when nobody could.

        What cannot be kept even now stays written down, and in its field.
        """
        if place == self._place:
            return
        self._place = place
        unkept = self._down.read(place)
        for name, words in (unkept.words if unkept is not None else {}).items():
            if name in self._editors:
                self._editors[name].take(words)
        self._down.begin(place)
        if unkept is not None:
            self._down.note()

    def note(self) -> None:
        """Write down what stands in the fields now and is not kept; nothing else any more."""
        self._down.note()

    def _words(self) -> dict[str, str]:
        return {name: editor.unkept for name, editor in self._editors.items()}
