"""What the provider is told, to tick; what is withheld from it cannot be ticked and says so."""

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QWidget

from socialcase.cases.referring import TOLD, may_be_told
from socialcase.texts import label, tr
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column


class ToldTicks(QWidget):
    """Ticks for what a letter tells. `chosen(codes)` when a person changes one."""

    def __init__(self, chosen: Callable[[tuple[str, ...]], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._told: tuple[str, ...] = ()
        self._title = Words(weight="medium")
        self._hint = Words(size="small", tone="muted", wrap=True)
        self._kept_back = Words(size="small", tone="warning", wrap=True)
        self.boxes = {code: CheckBox(then=lambda _on: self._pick()) for code in TOLD}
        flow = FlowBox(across=16, down=2)
        for code, box in self.boxes.items():
            box.setObjectName(f"told:{code}")
            flow.flow.addWidget(box)
        self.setLayout(column(self._title, flow, self._hint, self._kept_back, gap=2))
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("What the provider is told"))
        self._hint.setText(tr("Besides the service and the reason. Tell only what they need."))
        for code, box in self.boxes.items():
            box.setText(label("told", code))
            box.setAccessibleName(label("told", code))
            box.updateGeometry()

    def show_told(self, told: tuple[str, ...], withheld: Collection[str], *, fixed: bool) -> None:
        """Tick what is told. `fixed`: it was sent, and what was told cannot be changed any more."""
        self._told = told
        possible = may_be_told(TOLD, withheld)
        for code, box in self.boxes.items():
            box.setChecked(code in told and code in possible)
            box.setEnabled(code in possible and not fixed)
        kept_back = [label("told", code) for code in TOLD if code not in possible]
        words = tr("Withheld from this provider: {what}").format(what=", ".join(kept_back))
        self._kept_back.setText(words)
        self._kept_back.setVisible(bool(kept_back))
        self._hint.setVisible(not fixed)

    def _pick(self) -> None:
        self._told = tuple(code for code, box in self.boxes.items() if box.isChecked())
        self._chosen(self._told)
