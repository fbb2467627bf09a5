"""What was written in fields that say something else by now: both stand there to be compared."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.cases.clock import ASHGABAT
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import clock_time, short_date, tr
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, row


@dataclass(frozen=True, slots=True)
class ApartLine:
    """What was written, in the field that is called so.

    `now`: what is kept there by now; None where the field is not there any more.
    """

    field: str
    words: str
    now: str | None


class WrittenApart(QWidget):
    """A line for each: what was written and when; to be put in, or thrown away."""

    def __init__(
        self, put_in: Callable[[str], object], throw_away: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._put_in, self._throw_away = put_in, throw_away
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self.hide()

    def show_lines(self, lines: Mapping[str, ApartLine], at: datetime) -> None:
        """Show these by their keys; nothing where there is none. `at`: when they were written."""
        clear(self._lines)
        for key, line in lines.items():
            self._lines.addWidget(self._line(key, line, at))
        self.setVisible(bool(lines))

    def _line(self, key: str, line: ApartLine, at: datetime) -> QWidget:
        words = Words(_said(line, at), size="small", tone="warning", wrap=True)
        links = [link(tr("Throw away"), then=partial(self._throw_away, key))]
        if line.now is not None:
            links.insert(0, link(tr("Put mine in"), then=partial(self._put_in, key)))
        for button in links:
            button.setAccessibleName(f"{button.text()}: {line.words}")
        made = row(words, *links, gap=12)
        made.setStretch(0, 1)
        return boxed(made)


def _said(line: ApartLine, at: datetime) -> str:
    local = at.astimezone(ASHGABAT)
    day, time = short_date(local.date()), clock_time(local.hour, local.minute)
    mine = tr("“{words}”").format(words=line.words) if line.words else tr("emptied")
    if line.now is None:
        words = tr("You wrote on {day} at {time}: {mine}. The place for it is not here any more.")
        return words.format(day=day, time=time, mine=mine)
    now = tr("“{words}”").format(words=line.now) if line.now else tr("emptied")
    words = tr("{field}: {now} was kept meanwhile. You wrote on {day} at {time}: {mine}")
    return words.format(field=line.field, now=now, day=day, time=time, mine=mine)
