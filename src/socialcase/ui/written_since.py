"""The line over a form whose words were written down before and are not kept yet."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from socialcase.actions.unkept import Unkept
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import clock_time, short_date, tr
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column

_LINK = 28
"""Pixels: how high a link is."""


class WrittenSince(QWidget):
    """Says since when it has stood there; `anew()` when somebody wants to begin anew.

    `go_on()`: opens the form where it is not open already; `anew()` then throws away what it says.
    """

    def __init__(
        self, anew: Callable[[], object], go_on: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.unkept: Unkept | None = None
        self.words = _Line(size="small", tone="warning", wrap=True)
        self.go_on = link(then=go_on or (lambda: None))
        if go_on is None:
            self.go_on.hide()
        self.anew = link(then=anew)
        line = FlowBox(across=12, down=2)  # it stands in narrow forms, too
        for part in (self.words, self.go_on, self.anew):
            line.flow.addWidget(part)
        self._newer: Sequence[str] = ()
        self.meanwhile = Words(size="small", tone="warning", wrap=True)
        self.setLayout(column(line, self.meanwhile, gap=2))
        self.hide()

    def show_unkept(self, unkept: Unkept | None, newer: Sequence[str] = ()) -> None:
        """Show the line for what was written; none for nothing.

        `newer`: what is kept by now in its place, in words.
        """
        self.unkept, self._newer = unkept, newer
        self.retranslate()
        self.setVisible(unkept is not None)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.go_on.setText(tr("Go on"))
        self.anew.setText(tr("Begin anew") if self.go_on.isHidden() else tr("Throw away"))
        if self.unkept is not None:
            self.words.setText(written_words(self.unkept.at))
        self.meanwhile.setText(tr("Kept meanwhile: {newer}").format(newer=" · ".join(self._newer)))
        self.meanwhile.setVisible(bool(self._newer))


class _Line(Words):
    """Words that want one line, as high as the links beside them, and wrap where it is narrow."""

    def sizeHint(self) -> QSize:
        """All of it in one line."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, max(_LINK, self.heightForWidth(width)))


def written_words(instant: datetime) -> str:
    """When something was written that is not kept yet."""
    at = instant.astimezone(ASHGABAT)
    words = tr("Written on {day} at {time}, not kept yet")
    return words.format(day=short_date(at.date()), time=clock_time(at.hour, at.minute))
