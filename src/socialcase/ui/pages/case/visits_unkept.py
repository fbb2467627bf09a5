"""Visits of a case that somebody began to write down and has not kept yet."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import VisitLine
from socialcase.actions.unkept import Unkept
from socialcase.texts import short_date, tr, trn
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.written_since import written_words

Act = Callable[[Unkept], object]


class UnkeptVisits(QWidget):
    """A line for each, to go on with it or to throw it away; nothing where there is none."""

    def __init__(self, go_on: Act, throw_away: Act) -> None:
        super().__init__()
        self._go_on, self._throw_away = go_on, throw_away
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)

    def show_unkept(self, found: list[Unkept], visits: Mapping[str, VisitLine]) -> None:
        """Show these; `visits`: those of the case by id."""
        clear(self._lines)
        for one in found:
            self._lines.addWidget(self._line(one, visits.get(visit_of(one))))
        self.setVisible(bool(found))

    def _line(self, one: Unkept, visit: VisitLine | None) -> Card:
        card = Card(tone="warning", padding=(16, 10, 14, 10))
        head = written_words(one.at)
        planned = short_date(visit.planned) if visit and visit.planned else ""
        count = len(one.files)
        files = trn("{n} file", "{n} files", count).format(n=count) if count else ""
        about = joined(
            tr("Planned for {day}").format(day=planned) if planned else "",
            visit.purpose if visit else "",
            " ".join(one.words.get("note", "").split())[:120],
            files,
        )
        said = column(Words(head, weight="medium"), gap=1)
        if about:
            said.addWidget(Words(about, size="small", tone="muted", wrap=True))
        go = Button(tr("Go on"), small=True, then=partial(self._go_on, one))
        away = link(tr("Throw away"), then=partial(self._throw_away, one))
        for button in (go, away):
            button.setAccessibleName(joined(button.text(), head))
        line = row(IconLabel("pencil-simple", "warning", 18), said, away, go, gap=12)
        line.setStretch(1, 1)
        card.put(line)
        return card


def visit_of(one: Unkept) -> str:
    """The planned visit that was being written down, "" for one that nobody planned."""
    return one.place.rpartition(":")[2]
