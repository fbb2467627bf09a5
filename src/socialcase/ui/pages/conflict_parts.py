"""The parts of the conflict page: the fork drawn, a card for each version, the ways to settle."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from socialcase.actions.conflicts import ConflictView, Seen, Version
from socialcase.texts import label, tr
from socialcase.ui.pages.conflict_words import (
    brief,
    moment_words,
    on_day,
    part_name,
    part_words,
)
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.labels import IconLabel, Rule, Words, restyle
from socialcase.ui.widgets.layout import boxed, column, row
from socialcase.ui.widgets.paint import (
    BOLD,
    CENTRE,
    SECOND,
    Pen,
    focus_ring,
    write,
    write_wrapped,
)
from socialcase.ui.widgets.person_mark import PersonMark
from socialcase.ui.widgets.risk import show_risk

_LANE = 44
_NAME = Pen(13, BOLD)
_DECISION = 0.86
"""Where along the width the lines meet again."""


class ForkDrawing(QWidget):
    """What happened: one value for all, then apart, then your decision. Said in words, too."""

    def __init__(self, view: ConflictView, chosen: int) -> None:
        super().__init__()
        self._view, self._chosen = view, chosen
        self.setFixedHeight(_LANE * len(view.versions) + 32)
        self.setAccessibleName(self._spoken())

    def choose(self, number: int) -> None:
        """Draw the version `number` as the one that goes on."""
        self._chosen = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, then the points and words on them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view, middle = self._view, self.height() / 2
        start, join = QPointF(self._at(0.12), middle), QPointF(self._at(_DECISION), middle)
        ordered = sorted(view.versions, key=lambda v: v.number == self._chosen)
        for version in ordered:
            self._line(painter, start, join, version)
        painter.setPen(QPen(current().colour("edge"), 2.5, Qt.PenStyle.DashLine))
        painter.drawLine(join, QPointF(self._at(0.95), middle))
        self._point(painter, start, "text", filled=False)
        self._words(painter, start, self._base_words(), self._base_day())
        for version in view.versions:
            self._version(painter, version)
        self._point(painter, join, "accent", filled=False, dashed=True)
        self._words(painter, join, tr("your decision"), tr("replaces them all"))

    def _line(self, painter: QPainter, start: QPointF, join: QPointF, version: Version) -> None:
        lane, bend = self._lane(version), self.width() * 0.06
        fork, back = self._at(0.32), self._at(0.80)
        path = QPainterPath(start)
        path.lineTo(fork, start.y())
        path.cubicTo(fork + bend, start.y(), fork + bend / 2, lane, fork + bend * 1.6, lane)
        path.lineTo(back - bend, lane)
        path.cubicTo(back, lane, back, join.y(), join.x(), join.y())
        tone = "accent" if version.number == self._chosen else "edge"
        painter.setPen(QPen(current().colour(tone), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _version(self, painter: QPainter, version: Version) -> None:
        place = QPointF(self._at(0.49 + 0.06 * (version.number % 2 == 0)), self._lane(version))
        chosen = version.number == self._chosen
        self._point(painter, place, "accent" if chosen else "edge", filled=chosen)
        name = version.author_name.split()[0] if version.author_name else ""
        words = f"{name}, {on_day(version.at)} · {brief(self._view.field, version.parts)}"
        above = place.y() <= self.height() / 2
        top = place.y() - 30 if above else place.y() + 10
        reach = round(min(190, self._at(_DECISION) - 100 - place.x()))
        box = QRect(round(place.x()) - reach, round(top), 2 * reach, 20)
        write(painter, box, words, _NAME, CENTRE)

    def _words(self, painter: QPainter, at: QPointF, over: str, under: str) -> None:
        box = QRect(round(at.x()) - 95, round(at.y()) - 34, 190, 20)
        write(painter, box, over, _NAME, CENTRE)
        write(painter, box.translated(0, 48), under, SECOND, CENTRE)

    def _point(
        self, painter: QPainter, at: QPointF, tone: str, *, filled: bool, dashed: bool = False
    ) -> None:
        colour = current().colour(tone)
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2.5, style))
        painter.setBrush(colour if filled else current().colour("raised"))
        painter.drawEllipse(at, 7.5, 7.5)

    def _lane(self, version: Version) -> float:
        count = len(self._view.versions)
        place = version.number - 1 - (count - 1) / 2
        return self.height() / 2 + place * _LANE * 1.2

    def _at(self, share: float) -> float:
        return self.width() * share

    def _base_words(self) -> str:
        base = self._view.base
        return brief(self._view.field, base.parts) if base else tr("empty")

    def _base_day(self) -> str:
        base = self._view.base
        return tr("{day}, all had it").format(day=on_day(base.at)) if base else ""

    def _spoken(self) -> str:
        first = tr("First: {value}.").format(value=self._base_words())
        each = [
            tr("{name} on {day}: {value}.").format(
                name=v.author_name, day=on_day(v.at), value=brief(self._view.field, v.parts)
            )
            for v in self._view.versions
        ]
        return " ".join((first, *each))


class VersionCard(Card):
    """One version: who, when, every part, and what its author had and had not seen."""

    pressed = Signal(int)

    def __init__(self, view: ConflictView, version: Version) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self._version = version
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.body.setSpacing(0)
        self.put(self._author(), Rule(), self._parts(view), None, Rule(), self._seen(view))

    def choose(self, *, chosen: bool) -> None:
        """Give the card the edge of the chosen one."""
        self.setProperty("tone", "accent" if chosen else "")
        restyle(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this version."""
        self.pressed.emit(self._version.number)
        super().mousePressEvent(event)

    def _author(self) -> QWidget:
        version = self._version
        role = label("role", version.role)
        if version.owns_case:
            role = tr("{role}, owns the case").format(role=role)
        who = column(
            Words(version.author_name, weight="bold", wrap=True),
            Words(role, size="small", tone="muted", wrap=True),
            gap=0,
        )
        at = Words(moment_words(version.at), size="small", tone="muted")
        own = version.device_label == version.author_name
        where = Words(tr("own laptop") if own else version.device_label, size="small", tone="muted")
        for words in (at, where):
            words.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = row(
            PersonMark(version.author_name),
            who,
            column(at, where, gap=0),
            gap=11,
            margins=(14, 10, 14, 10),
        )
        line.setStretch(1, 1)
        return boxed(line)

    def _parts(self, view: ConflictView) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(14, 11, 14, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for place, (part, value) in enumerate(self._version.parts):
            name = Words(part_name(view.field, part), size="small", tone="muted", wrap=True)
            name.setFixedWidth(104)
            grid.addWidget(name, place, 0, top)
            grid.addWidget(self._value(view, part, value), place, 1, top)
        return boxed(grid)

    def _value(self, view: ConflictView, part: str, value: str) -> QWidget:
        if view.field == "case.risk" and part == "level":
            chip = Chip()
            show_risk(chip, value)
            return boxed(row(chip, None))
        words = Words(part_words(view.field, part, value), wrap=True)
        if part not in view.differing:
            return words
        frame = QFrame()
        frame.setObjectName("banner")
        frame.setProperty("tone", "warning")
        frame.setLayout(column(words, margins=(6, 2, 6, 2)))
        return frame

    def _seen(self, view: ConflictView) -> QWidget:
        seen, unseen = self._version.had_seen, self._version.had_not_seen
        said = (
            tr("Had seen: {values}").format(values=_seen_words(view, seen)),
            tr("Had not seen: {values}").format(values=_seen_words(view, unseen)),
        )
        lines = [Words(words, size="small", tone="muted", wrap=True) for words in said]
        sign = IconLabel("eye", "muted", 17)
        line = row(sign, column(*lines, gap=2), gap=9, margins=(14, 9, 14, 10))
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return boxed(line)


def _seen_words(view: ConflictView, seen: tuple[Seen, ...]) -> str:
    if not seen:
        return tr("nothing")
    return "; ".join(
        tr("{value} of {day} ({name})").format(
            value=brief(view.field, one.parts), day=on_day(one.at), name=one.author_name
        )
        for one in seen
    )


class Way(QRadioButton):
    """One way to settle, as a row: mark, bold words, what follows from it, its digit."""

    def __init__(self, words: str, consequence: str, digit: int) -> None:
        super().__init__(words)
        self._consequence, self._digit = consequence, digit
        self.name_width = Pen(14, BOLD).width(words) + 20
        self.setMinimumHeight(40)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(consequence)
        self.setToolTip(consequence)

    def hitButton(self, pos: object) -> bool:
        """The whole row takes the click."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        tokens, box = current(), self.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(box, tokens.colour("accent_soft"))
        middle = QPointF(22, box.height() / 2)
        painter.setBrush(tokens.colour("raised"))
        pen = (
            QPen(tokens.colour("accent"), 5)
            if self.isChecked()
            else QPen(tokens.colour("edge"), 1.5)
        )
        painter.setPen(pen)
        painter.drawEllipse(
            middle, 5.5 if self.isChecked() else 7.25, 5.5 if self.isChecked() else 7.25
        )
        name = Pen(14, BOLD if self.isChecked() else Pen().weight)
        left = 42
        width = min(self.name_width, box.width() // 2)
        write(painter, QRect(left, 0, width, box.height()), self.text(), name)
        rest = box.width() - left - width - 44
        high = min(SECOND.height(self._consequence, rest), box.height())
        place = QRect(left + width, (box.height() - high) // 2, rest, high)
        write_wrapped(painter, place, self._consequence, SECOND)
        key = QRectF(box.width() - 34, box.height() / 2 - 9, 20, 18)
        painter.setPen(QPen(tokens.colour("line"), 1))
        painter.setBrush(tokens.colour("surface"))
        painter.drawRoundedRect(key, 4, 4)
        write(painter, key.toRect(), str(self._digit), Pen(12, tone="muted"), CENTRE)
        if self.hasFocus():
            focus_ring(painter, box)


class Ways(Card):
    """The ways to settle. `picked` carries the key of the one that was chosen; `done`: Enter."""

    picked = Signal(str)
    done = Signal()

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.body.setSpacing(0)
        self._ways: dict[str, Way] = {}

    def offer(self, ways: list[tuple[str, str, str]]) -> None:
        """Show ways: key, words, what follows."""
        for place, (key, words, consequence) in enumerate(ways):
            if place:
                self.put(Rule())
            way = Way(words, consequence, place + 1)
            way.clicked.connect(lambda _on=False, of=key: self.picked.emit(of))
            self._ways[key] = way
            self.put(way)
        widest = max((way.name_width for way in self._ways.values()), default=0)
        for way in self._ways.values():
            way.name_width = widest

    def choose(self, key: str) -> None:
        """Mark the way `key`."""
        if key in self._ways:
            self._ways[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Enter does what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
            return
        keys = list(self._ways)
        digit = event.text()
        if digit.isascii() and digit.isdecimal() and 1 <= int(digit) <= len(keys):
            self.choose(keys[int(digit) - 1])
            self.picked.emit(keys[int(digit) - 1])
            return
        super().keyPressEvent(event)


def card_row(cards: list[VersionCard]) -> QVBoxLayout:
    """Version cards side by side, two to a line."""
    grid = QGridLayout()
    grid.setSpacing(14)
    for place, card in enumerate(cards):
        grid.addWidget(card, place // 2, place % 2)
        grid.setColumnStretch(place % 2, 1)
    outer = QVBoxLayout()
    outer.addLayout(grid)
    return outer
