"""The languages of a person and the ways in which one talks with them: a set, ticked."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from socialcase.cases.codes import LANGUAGES
from socialcase.texts import label, tr
from socialcase.texts.labels import code_of
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import TextBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row

_WIDE = 200
_USUAL = ("tk", "ru", "uz", "tk_sign", "braille", "easy")


class LanguageTicks(QWidget):
    """Usual choices to tick, and a line for any other. `kept(codes)` after each change."""

    def __init__(self, kept: Callable[[tuple[str, ...]], object]) -> None:
        super().__init__()
        self._kept = kept
        self._codes: tuple[str, ...] = ()
        self._head = Words(weight="medium")
        self._ticks = FlowBox(across=14, down=2)
        self.boxes: dict[str, CheckBox] = {}
        self.more = link(then=self._show_more)
        self.other = TextBox(kept=self._add_other)
        self.other.setMaximumWidth(_WIDE)
        self.other.hide()
        self.setLayout(column(self._head, self._ticks, row(self.more, None), self.other, gap=4))

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        self._head.setText(tr("Languages and ways of talking"))
        self.more.setText(tr("More languages and ways…"))
        self.other.setPlaceholderText(tr("Another language"))
        self.other.setAccessibleName(tr("Another language"))
        self._show()

    def show_codes(self, codes: tuple[str, ...]) -> None:
        """Tick these and no others."""
        if codes != self._codes or not self.boxes:
            self._codes = codes
            self._show()

    def _show(self) -> None:
        usual = _USUAL if self.other.isHidden() else LANGUAGES
        offered = tuple(dict.fromkeys((*usual, *self._codes)))
        if list(self.boxes) != list(offered):
            self._make(offered)
        for code, box in self.boxes.items():
            box.setText(label("language", code))
            box.setAccessibleName(label("language", code))
            box.setChecked(code in self._codes)

    def _show_more(self) -> None:
        self.other.show()
        self.more.hide()
        self._show()
        next(box for code, box in self.boxes.items() if code not in _USUAL).setFocus()

    def _make(self, offered: tuple[str, ...]) -> None:
        clear(self._ticks.flow)
        self.boxes = {code: CheckBox(then=self._changer(code)) for code in offered}
        for box in self.boxes.values():
            self._ticks.flow.addWidget(box)

    def _changer(self, code: str) -> Callable[[bool], object]:
        def change(on: bool) -> None:
            self._codes = tuple(one for one in self._codes if one != code) + ((code,) * on)
            self._kept(self._codes)

        return change

    def _add_other(self, words: str) -> bool:
        written = words.strip()
        if not written:
            return True
        code = code_of("language", written) or written
        if code not in self._codes:
            if self._kept((*self._codes, code)) is False:
                return False
            self._codes = (*self._codes, code)
        self.other.show_value("")
        self.other.setText("")
        self._show()
        return True
