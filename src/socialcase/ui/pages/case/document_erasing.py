"""Erasing a document for good: asked twice, with a reason; for coordinators and officers."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row
from socialcase.ui.written_form import WrittenForm


class Erasing(QWidget):
    """A quiet button; pressed, it says what erasing means and asks why. `erase(reason)` does it."""

    def __init__(self, page: Page, erase: Callable[[str], object]) -> None:
        super().__init__()
        self._place = ""
        self._erase = erase
        self.begin_button = link(icon_name="eraser", then=self._begin)
        self._warning = Words(tone="danger", wrap=True)
        self.reason = TextBox()
        self._field = Field("", self.reason)
        self._written = WrittenForm(page, {"reason": self.reason})
        self.erase_button = Button(tone="danger", small=True, then=self._done)
        self._leave = link(then=self.put_away)
        buttons = row(self.erase_button, self._leave, None)
        self._asked = (self._warning, self._field, self.erase_button, self._leave)
        since = self._written.since
        first = row(self.begin_button, None)
        self.setLayout(column(first, self._warning, since, self._field, buttons))
        self.put_away()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.begin_button.setText(tr("Erase the content for good…"))
        self._warning.setText(
            tr(
                "Content, name and key are deleted here and on every computer. "
                "This cannot be undone; who added it and when stays."
            )
        )
        self._field.set_words(tr("Why is it erased?"), tr("without repeating what is in it"))
        self.erase_button.setText(tr("Erase for good"))
        self._leave.setText(tr("Leave it"))
        self._written.retranslate()

    def show_document(self, document: str) -> None:
        """Only the quiet button for another document; what was written for one waits there."""
        self.put_away()
        self._place = f"erasing:{document}"

    def put_away(self) -> None:
        """Only the quiet button again."""
        self._written.leave()
        for widget in self._asked:
            widget.hide()
        self.begin_button.show()
        self.reason.clear()

    def _begin(self) -> None:
        self.begin_button.hide()
        for widget in self._asked:
            widget.show()
        self._written.begin(self._place)
        self.reason.setFocus()

    def _done(self) -> None:
        reason = self.reason.text().strip()
        self._written.forgetting(lambda: self._erase(reason))()
        self.put_away()
