"""What is drawn on a household's paper besides the plain family: only what somebody ticks."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.texts import tr
from socialcase.ui.pages.paper_targets import HOUSEHOLD
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words


class PaperShown(QWidget):
    """Hidden unless the document is a household. `changed(record)` after a tick."""

    def __init__(self, changed: Callable[[str], object]) -> None:
        super().__init__()
        self._changed, self._case = changed, ""
        self._words = Words(tone="muted")
        self.ticks = {
            code: CheckBox(then=lambda _on: self._tell())
            for code in ("bonds", "health", "untold", "adoption", "notes")
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        box = FlowBox(across=14, down=4)
        for part in (self._words, *self.ticks.values()):
            box.flow.addWidget(part)
        layout.addWidget(box)
        self.hide()

    def show_document(self, kind: str, record: str) -> None:
        """Show what is ticked; hide for any other document."""
        case, _, ticked = record.partition(":")
        self._case = case if kind == HOUSEHOLD else ""
        self.setVisible(bool(self._case))
        self._words.setText(tr("Draw as well:"))
        names = {
            "bonds": tr("strained and broken bonds, harm"),
            "health": tr("health and disability"),
            "untold": tr("who is not to be told"),
            "adoption": tr("who was adopted"),
            "notes": tr("notes"),
        }
        for code, box in self.ticks.items():
            box.setText(names[code])
            box.setChecked(code in ticked.split(","))

    def _tell(self) -> None:
        ticked = [code for code, box in self.ticks.items() if box.isChecked()]
        self._changed(f"{self._case}:{','.join(ticked)}")
