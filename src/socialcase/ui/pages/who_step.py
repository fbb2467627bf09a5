"""The step "What is this laptop for?": a specialist's laptop or a regional office, and the name."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from socialcase.texts import tr
from socialcase.ui.widgets.buttons import Choices, primary
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.layout import column, row


@dataclass(frozen=True, slots=True)
class Who:
    """Whose workspace it will be. `kind`: laptop or office."""

    kind: str
    name: str
    office: str


class WhoStep(QWidget):
    """Asks for the kind of workspace and the person's name, or leads to the demo."""

    def __init__(self, answered: Callable[[], object], look_around: Callable[[], object]) -> None:
        super().__init__()
        self._answered, self._look_around = answered, look_around
        self._kind = "laptop"
        self._kinds = Choices(self._choose)
        self._name = TextBox()
        self._office = TextBox()
        self._name_field = Field("", self._name)
        self._office_field = Field("", self._office)
        self._go = primary(then=self._finish)
        for box in (self._name, self._office):
            box.returnPressed.connect(self._finish)
        kinds = row(self._kinds, None)
        self.setLayout(
            column(kinds, self._name_field, self._office_field, 4, row(self._go, None), gap=10)
        )
        self._office_field.hide()
        self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the name."""
        self._name.setFocus()
        super().focusInEvent(event)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        kinds = {
            "laptop": tr("A specialist in the field"),
            "office": tr("A regional office"),
            "demo": tr("Only looking around"),
        }
        self._kinds.offer(kinds, self._kind)
        self._name_field.set_words(tr("Your name"), tr("as the office writes it"))
        self._office_field.set_words(tr("Name of the office"))
        self._go.setText(tr("Go on"))

    def answer(self) -> Who:
        """What was answered."""
        return Who(self._kind, self._name.text().strip(), self._office.text().strip())

    def _choose(self, kind: str) -> None:
        if kind == "demo":
            self._kinds.choose(self._kind)
            self._look_around()
            return
        self._kind = kind
        self._office_field.setVisible(kind == "office")

    def _finish(self) -> None:
        who = self.answer()
        lacks_name = not who.name
        lacks_office = who.kind == "office" and not who.office
        self._name_field.complain(tr("Write your name.") if lacks_name else "")
        self._office_field.complain(tr("Write the name of the office.") if lacks_office else "")
        if not lacks_name and not lacks_office:
            self._answered()
