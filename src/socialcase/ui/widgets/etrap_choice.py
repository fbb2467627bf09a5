"""Choosing etraps by name: the welayat as chips, its etraps to tick."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from socialcase.texts import label
from socialcase.texts.places import etraps_in, welayat_codes, welayat_name, welayat_of
from socialcase.ui.widgets.buttons import Choices
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row


class EtrapChoice(QWidget):
    """The ticks of one welayat at a time; what was ticked in another stays chosen."""

    def __init__(
        self, near: str = "", *, then: Callable[[tuple[str, ...]], object] | None = None
    ) -> None:
        """`near`: an etrap in whose welayat one begins. `then(codes)` after each tick."""
        super().__init__()
        self._then = then
        self._chosen: list[str] = []
        self._welayat = welayat_of(near) or welayat_codes()[0]
        self._welayats = Choices(self._turn, gap=6)
        self._ticks = FlowBox(across=18, down=2)
        self._said = Words(size="small", tone="muted", wrap=True)
        self.boxes: dict[str, CheckBox] = {}
        self.setLayout(column(row(self._welayats, None), self._ticks, self._said, gap=8))
        self.retranslate()

    def codes(self) -> tuple[str, ...]:
        """The codes of the etraps that are ticked."""
        return tuple(self._chosen)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        names = {code: welayat_name(code) for code in welayat_codes()}
        self._welayats.offer(names, self._welayat)
        self._show()

    def choose(self, codes: tuple[str, ...]) -> None:
        """Tick these etraps and no others."""
        self._chosen = list(codes)
        known = [welayat_of(code) for code in codes if welayat_of(code)]
        self._welayat = known[0] if known else self._welayat
        self.retranslate()

    def _turn(self, welayat: str) -> None:
        self._welayat = welayat
        self._show()

    def _show(self) -> None:
        clear(self._ticks.flow)
        self.boxes = {code: self._tick(code) for code in etraps_in(self._welayat)}
        for box in self.boxes.values():
            self._ticks.flow.addWidget(box)
        self._say()

    def _tick(self, code: str) -> CheckBox:
        def tick(on: bool) -> None:
            self._chosen = [one for one in self._chosen if one != code] + ([code] if on else [])
            self._say()
            if self._then is not None:
                self._then(self.codes())

        return CheckBox(label("etrap", code), ticked=code in self._chosen, then=tick)

    def _say(self) -> None:
        self._said.setText(", ".join(label("etrap", code) for code in self._chosen))
        self._said.setVisible(bool(self._chosen))
