"""Who was met at a visit, and whether one could speak alone."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtWidgets import QWidget

from socialcase.texts import label, tr, vocabulary
from socialcase.ui.widgets.buttons import Choices
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import TextBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row


class Met(QWidget):
    """A tick for each of the family, a line for others, and alone or not.

    `changed()` is called when a tick or the choice changes.
    """

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__()
        self._changed = changed
        self._alone = ""
        self._name = Words(weight="medium")
        self._people = FlowBox(across=14)
        self._boxes: dict[str, CheckBox] = {}
        self.others = TextBox()
        self._choices = Choices(self._choose)
        layout = column(self._name, self._people, self.others, row(self._choices, None), gap=6)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._name.setText(tr("Who was met"))
        self.others.setPlaceholderText(tr("others: a neighbour, a teacher…"))
        self.others.setAccessibleName(tr("Others who were met"))
        options = {code: label("met_alone", code) for code in vocabulary("met_alone")}
        self._choices.offer(options, self._alone)

    def begin(self, people: Mapping[str, str], met: Collection[str] = (), alone: str = "") -> None:
        """Offer these people (names by id), those who were `met` ticked; `alone`: a code or ""."""
        clear(self._people.flow)
        self._boxes = {
            uid: CheckBox(name or tr("Name not known"), ticked=uid in met)
            for uid, name in people.items()
        }
        for box in self._boxes.values():
            box.toggled.connect(lambda _on: self._changed())
            self._people.flow.addWidget(box)
        self._people.setVisible(bool(people))
        self._alone = alone
        self._choices.choose(alone)

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those who are ticked."""
        return tuple(uid for uid, box in self._boxes.items() if box.isChecked())

    @property
    def alone(self) -> str:
        """A code of MET_ALONE, "" where nothing was said."""
        return self._alone

    def _choose(self, code: str) -> None:
        self._alone = code
        self._changed()
