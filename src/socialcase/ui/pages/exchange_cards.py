"""The quiet parts of the exchange: the road drawn, what goes, what was sent, what never leaves."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from socialcase.actions.bundles import ExchangeView, Outgoing, Sent
from socialcase.texts import tr, trn
from socialcase.ui.pages.exchange_words import KIND_ICONS, changes, kind_count, moment
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import IconLabel, Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.paint import NAME, SECOND, mark, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

_SHOWN = 8  # lines of the list of what was sent


class _Arrow(QWidget):
    """A line with a head; dashed where nothing is known yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._known = False

    def show_known(self, *, known: bool) -> None:
        """Draw it whole, or dashed."""
        self._known = known
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and its head."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self._known else Qt.PenStyle.DashLine
        colour = current().colour("accent" if self._known else "edge")
        middle, right = self.height() / 2, self.width() - 2
        painter.setPen(QPen(colour, 2, style))
        painter.drawLine(QPointF(0, middle), QPointF(right, middle))
        painter.setPen(QPen(colour, 2))
        head = [QPointF(right - 7, middle - 6), QPointF(right, middle)]
        painter.drawPolyline(QPolygonF([*head, QPointF(right - 7, middle + 6)]))


class _Stop(QWidget):
    """One end of the road: an icon, a name, a line under it, and what is known."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._name = Words(weight="bold")
        self._under = Words(size="small", tone="muted")
        self._state = Words(size="small", weight="medium")
        line = row(
            IconLabel(icon_name, "accent", 26),
            column(self._name, self._under, self._state, gap=0),
            gap=13,
        )
        self.setLayout(line)

    def show_stop(self, name: str, under: str, state: str, tone: str) -> None:
        """Show name, a line under it, and what is known of it."""
        self._name.setText(name)
        self._under.setText(under)
        self._state.setText(state)
        self._state.set_tone(tone)


class RoadCard(Card):
    """Laptop, stick and office on one road, with what each has."""

    def __init__(self) -> None:
        super().__init__(padding=(20, 12, 20, 12))
        self._here, self._stick, self._office = _Stop("laptop"), _Stop("hard-drive"), _Stop("house")
        self._first, self._second = _Arrow(), _Arrow()
        self.put(row(self._here, self._first, self._stick, self._second, self._office, gap=18))

    def show_road(self, view: ExchangeView, place: str, *, running: bool, copied: bool) -> None:
        """Show who has what. `copied`: the last copy was read back and compared."""
        only = trn("{n} only here", "{n} only here", view.only_here).format(n=view.only_here)
        tone = "warning" if view.only_here else "ok"
        nothing = tr("nothing that is only here")
        self._here.show_stop(
            tr("This laptop"), view.my_name, f"● {only}" if view.only_here else nothing, tone
        )
        state = tr("being written") if running else tr("copy compared") if copied else ""
        self._stick.show_stop(tr("Stick"), place or tr("none chosen"), state, "accent")
        until = view.office_has_until
        said = tr("has all up to {moment}").format(moment=moment(until)) if until else ""
        self._office.show_stop(
            view.office_name or tr("The office"),
            tr("answers with its next bundle"),
            f"✓✓ {said}" if said else tr("has not confirmed anything yet"),
            "ok" if said else "muted",
        )
        self._first.show_known(known=running or copied)
        self._second.show_known(known=False)


class WhatGoes(Card):
    """What would go, by kind."""

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.body.setSpacing(0)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.put(self._lines)

    def show_outgoing(self, outgoing: tuple[Outgoing, ...], *, again: bool = False) -> None:
        """Show the records that would go to these recipients together; `again`: all went before."""
        total = sum(one.changes for one in outgoing)
        cases = sum(one.cases for one in outgoing)
        in_cases = trn("in {n} case", "in {n} cases", cases).format(n=cases)
        title = tr("What goes again until it is confirmed") if again else tr("What goes")
        self.head(title, f"{changes(total)} {in_cases}" if total else tr("nothing new"))
        counted: dict[str, int] = {}
        for one in outgoing:
            for kind, n in one.by_kind:
                counted[kind] = counted.get(kind, 0) + n
        clear(self._lines)
        for place, (kind, n) in enumerate(counted.items()):
            if place:
                self._lines.addWidget(Rule())
            icon = IconLabel(KIND_ICONS.get(kind, "file-text"), "muted", 18)
            words = Words(kind_count(kind, n), weight="medium", wrap=True)
            line = row(icon, words, gap=12, margins=(14, 8, 14, 8))
            line.setStretch(1, 1)
            self._lines.addWidget(boxed(line))
        self.setVisible(bool(total))


class SentBefore(Card):
    """What was sent, and whether the other side said that it has it."""

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.body.setSpacing(0)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._remark = Words(size="caption", tone="muted", wrap=True)
        self.put(self._lines, column(self._remark, margins=(14, 2, 14, 10)))

    def show_sent(self, sent: tuple[Sent, ...], *, name: bool) -> None:
        """Show the newest. `name`: say to whom, as an office has to."""
        self.head(tr("Sent before"))
        self._remark.setText(tr("confirmed only when the other side has said so"))
        clear(self._lines)
        if not sent:
            words = Words(tr("Nothing was sent yet."), size="small", tone="muted")
            self._lines.addLayout(column(words, margins=(14, 10, 14, 10)))
        for place, one in enumerate(sent[:_SHOWN]):
            if place:
                self._lines.addWidget(Rule())
            self._lines.addWidget(_sent_line(one, name=name))


def _sent_line(one: Sent, *, name: bool) -> QWidget:
    when = f"{moment(one.at)} · {one.recipient_name}" if name else moment(one.at)
    first = Words(when, size="small", wrap=True)
    count = Words(changes(one.changes), size="small", tone="muted")
    sign = IconLabel(
        "checks" if one.confirmed else "arrow-up", "ok" if one.confirmed else "muted", 16
    )
    said = tr("Confirmed") if one.confirmed else tr("Not yet confirmed")
    state = Words(said, size="small", tone="ok" if one.confirmed else "muted")
    line = row(first, count, sign, state, gap=10, margins=(14, 9, 14, 9))
    line.setStretch(0, 1)
    return boxed(line)


class NeverLeaves(Card):
    """What stays, whatever is sent."""

    def __init__(self) -> None:
        super().__init__(padding=(16, 12, 16, 12))
        self._title = Words(weight="bold")
        self._words = Words(size="small", wrap=True)
        self.put(column(row(IconLabel("lock", "muted", 18), self._title, None), self._words, gap=4))

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("Never leaves this laptop"))
        self._words.setText(tr("Your private notes, unfinished forms and your passphrase."))


class LaptopLine(RowDelegate[Outgoing]):
    """One laptop of an office: whose it is and what it lacks."""

    height = 44
    chosen = ""

    def ground(self, painter: QPainter, box: QRect, row: Outgoing, *, hover: bool) -> None:
        """The chosen line on the soft accent."""
        if row.device == self.chosen:
            painter.fillRect(box, current().colour("accent_soft"))
        else:
            super().ground(painter, box, row, hover=hover)

    def draw(self, painter: QPainter, box: QRect, row: Outgoing) -> None:
        """Write the line."""
        inner = box.adjusted(14, 0, -14, 0)
        mark(painter, QRect(inner.left(), inner.center().y() - 8, 18, 18), "laptop")
        said = changes(row.changes) if row.changes else tr("has everything")
        used = SECOND.width(said)
        write(painter, inner.adjusted(30, 0, -used - 12, 0), row.recipient_name, NAME)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        write(painter, inner, said, SECOND, right)


class LaptopList(Card):
    """The laptops of an office; one can be chosen to send to it alone."""

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self._rows = Rows[Outgoing](_spoken)
        self._line = LaptopLine()
        self.list = RowsView(tr("Laptops"), fitted=True)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._line)
        self.put(self.list)

    def show_laptops(self, outgoing: tuple[Outgoing, ...], chosen: str) -> None:
        """Show all laptops, with `chosen` (a device, or "" for all) marked."""
        behind = sum(1 for one in outgoing if one.changes)
        detail = trn("{n} lacks something", "{n} lack something", behind).format(n=behind)
        self.head(tr("Laptops"), detail if behind else tr("all have everything"))
        self._line.chosen = chosen
        self._rows.show(outgoing)


def _spoken(row: Outgoing) -> str:
    return f"{row.recipient_name}, {changes(row.changes)}"
