"""The single fields of a provider in the order in which its page offers them."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QGridLayout

from socialcase.actions.editing import FieldValue
from socialcase.cases.records import Provider
from socialcase.texts import label, tr, vocabulary
from socialcase.texts.places import etrap_codes
from socialcase.ui.page import Page
from socialcase.ui.pages.service_words import typed_day
from socialcase.ui.typed_days import complete_days
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox

Keep = Callable[[str, FieldValue], bool]
"""Keeps a field's value; false where it does not fit."""

_PLACES: Mapping[str, tuple[int, int, int]] = {
    "name": (0, 0, 4),
    "what": (0, 4, 2),
    "phone": (1, 0, 2),
    "contact": (1, 2, 2),
    "hours": (1, 4, 2),
    "address.etrap": (2, 0, 2),
    "address.settlement": (2, 2, 2),
    "address.street": (2, 4, 2),
    "address.landmark": (3, 0, 4),
    "terms": (5, 0, 6),
    "capacity": (6, 0, 1),
    "waiting": (6, 1, 1),
    "valid_from": (6, 2, 1),
    "valid_until": (6, 3, 1),
    "asked": (6, 4, 2),
    "note": (7, 0, 6),
}
"""Row, column and columns taken up, in a grid of six columns."""
_DAYS = ("valid_from", "valid_until", "asked")
_NARROW = ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_Editor = TextBox | TextArea | ChoiceBox


class ProviderFields(Card):
    """A card of fields, each kept when one leaves it."""

    def __init__(self, page: Page, keep: Keep, today: Callable[[], date]) -> None:
        super().__init__(padding=(18, 12, 18, 18))
        self._keep = keep
        self.editors: dict[str, _Editor] = {name: self._editor(name) for name in _PLACES}
        typed = {n: one for n, one in self.editors.items() if not isinstance(one, ChoiceBox)}
        self._unkept = UnkeptFields(page, typed)
        self.fields = {name: Field("", editor) for name, editor in self.editors.items()}
        self.protected = CheckBox(then=lambda on: self._keep("protected", on or None))
        for name in _DAYS:
            box = self.editors[name]
            if isinstance(box, TextBox):
                complete_days(box, today)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        for name, (line, place, span) in _PLACES.items():
            grid.addWidget(self.fields[name], line, place, 1, span)
        grid.addWidget(self.protected, 4, 0, 1, 6)
        for place in range(6):
            grid.setColumnStretch(place, 1)
        self.put(self._unkept.apart, grid)
        self.setFocusProxy(self.editors["name"])
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        names = {
            "address.etrap": tr("Etrap"),
            "address.settlement": tr("Village or town"),
            "address.street": tr("Street and house"),
            "address.landmark": tr("Landmark"),
        }
        for name, field in self.fields.items():
            hint = tr("as 31.12.2026") if name in ("valid_from", "valid_until") else ""
            field.set_words(names.get(name) or label("field", f"provider.{name}"), hint)
        self._unkept.retranslate()
        self.protected.setText(tr("Keep the address secret: it stands in no letter and no print"))
        self.protected.setAccessibleName(self.protected.text())
        self._offer("what", {code: label("provider_kind", code) for code in _kinds()})
        self._offer("address.etrap", {code: label("etrap", code) for code in etrap_codes()})

    def show_provider(
        self, provider: Provider, address: Mapping[str, str], *, hidden: bool
    ) -> None:
        """Show what is kept. `hidden`: the address is not shown before somebody asks for it."""
        place = f"provider:{provider.uid}"
        self._unkept.turn_from(place)
        for name, editor in self.editors.items():
            part = name.partition(".")[2]
            value = address.get(part, "") if part else getattr(provider, name)
            text = "" if value is None else str(value)
            text = typed_day(text) if name in _DAYS else text
            if isinstance(editor, ChoiceBox):
                editor.setCurrentIndex(max(0, editor.findData(text)))
            else:
                editor.show_value(text)
            if part:
                self.fields[name].setVisible(not hidden)
        self.protected.setChecked(provider.protected)
        self._unkept.turn_to(place, ("address.",) if hidden else ())

    def _offer(self, name: str, options: dict[str, str]) -> None:
        box = self.editors[name]
        if isinstance(box, ChoiceBox):
            box.offer({"": "", **options}, box.value())

    def _editor(self, name: str) -> _Editor:
        def kept(value: str) -> bool:
            fits = self._keep(name, value.strip() or None)
            self.fields[name].complain("" if fits else tr("This was not kept."))
            return fits

        if name in ("what", "address.etrap"):
            box = ChoiceBox(kept=kept)
            box.setSizeAdjustPolicy(_NARROW)  # as wide as its columns, whatever it offers
            return box
        made: _Editor = (
            TextArea(lines=2, kept=kept) if name in ("terms", "note") else TextBox(kept=kept)
        )
        made.setObjectName(f"provider:{name}")
        return made


def _kinds() -> tuple[str, ...]:
    return vocabulary("provider_kind")
