"""The combined value of a conflict, to be edited before it is kept."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from socialcase.actions.conflicts import ConflictView
from socialcase.actions.value_words import vocabulary_of
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.conflict_words import day_words, is_day, part_name
from socialcase.ui.pages.filler import typed
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.written_form import WrittenForm

_LONG = 40  # more letters than this get several lines


class CombineCard(Card):
    """A field for every part of the proposal; empty where nothing can be combined.

    `unkept`: what somebody made of it before and has not kept.
    """

    def __init__(self, page: Page, view: ConflictView) -> None:
        super().__init__()
        self._view = view
        self._fields: dict[str, Field] = {}
        self.head(tr("Combined value"), tr("edit it before it is kept"))
        for part, value in (view.combined or {}).items():
            editor = self._editor(part, value)
            self._fields[part] = Field(part_name(view.field, part), editor)
        editors = {part: field.editor for part, field in self._fields.items()}
        self.written = WrittenForm(page, editors)
        self.put(self.written.since, *self._fields.values())
        place = f"conflict:{view.record}:{view.field}"
        self.unkept = self.written.begin(place) if editors else None

    def value(self) -> Mapping[str, str | None] | str | None:
        """What the person made of it: parts of a group, or the one value."""
        given = {part: self._given(part, field.editor) for part, field in self._fields.items()}
        if list(given) == [""]:
            return given[""] or None
        return {part: value or None for part, value in given.items()}

    def _editor(self, part: str, value: str) -> QWidget:
        known = vocabulary_of(self._view.field, part)
        if known:
            box = ChoiceBox()
            box.offer({code: label(known, code) for code in vocabulary(known)}, value)
            box.setMaximumWidth(320)
            return box
        if is_day(self._view.field, part):
            line = TextBox(day_words(value))
            line.setMaximumWidth(150)
            return line
        return TextArea(value) if "\n" in value or len(value) > _LONG else TextBox(value)

    def _given(self, part: str, editor: QWidget) -> str:
        if isinstance(editor, ChoiceBox):
            return editor.value()
        if isinstance(editor, TextArea):
            return editor.toPlainText()
        text = editor.text() if isinstance(editor, TextBox) else ""
        if is_day(self._view.field, part):
            return typed.day(text) or text
        return text
