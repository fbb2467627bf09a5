"""Genogram and ecomap side by side, each with a legend of the symbols that are in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from socialcase.actions.household_drawing import HouseholdDrawing, legend, legend_words
from socialcase.reports.drawing import Drawing
from socialcase.reports.ecomap import HOME
from socialcase.reports.legend import legend_symbol
from socialcase.texts import tr, trn
from socialcase.ui.widgets.buttons import Button, name_button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.drawing_view import DrawingView
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.legend import Legend
from socialcase.ui.widgets.paint import fill

_SIDE = 16
_SMALLER = 0.9
"""So much smaller both drawings may get to stand beside each other."""
_LEAST = (480, 320)
"""How they share the width at least: the genogram has the longer heading."""


class Side(QWidget):
    """A heading, a drawing as large as its room lets it be, ways to zoom, and its legend."""

    def __init__(self, view: DrawingView, *buttons: Button) -> None:
        super().__init__()
        self.view = view
        self.title = Words(size="section", weight="bold")
        self.hint = Words(size="small", tone="muted", wrap=True)
        self._area = QScrollArea()
        self._area.setObjectName("drawing")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(view)
        view.setAutoFillBackground(False)  # the area gave it a ground that is not the card's
        self._legend = Legend()
        self.smaller = _zoom_button("magnifying-glass-minus", lambda: view.zoom(-1))
        self.larger = _zoom_button("magnifying-glass-plus", lambda: view.zoom(1))
        view.resized.connect(self.fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        zooms = row(self.smaller, self.larger, gap=0)
        top = row(self.title, self.hint, zooms, *buttons, margins=(_SIDE, 8, 10, 6))
        top.setStretch(1, 1)
        layout.addLayout(top)
        layout.addWidget(self._area, 1)
        self._instead = QVBoxLayout()
        layout.addLayout(self._instead)
        self._below = boxed(
            column(Rule(), column(self._legend, margins=(_SIDE - 4, 9, _SIDE, 9)), gap=0)
        )
        layout.addWidget(self._below)

    def retranslate(self) -> None:
        """Word the ways to zoom."""
        name_button(self.smaller, tr("Smaller"))
        name_button(self.larger, tr("Larger"))

    def fit(self) -> None:
        """As high as the drawing: the page scrolls up and down, the drawing only sideways."""
        wider = self.view.width() > self.width()
        bar = self._area.horizontalScrollBar().sizeHint().height() if wider else 0
        self._area.setMinimumHeight(self.view.height() + bar)

    def show_instead(self, empty: Empty | None) -> None:
        """Show what to do where there is nothing to draw yet; None: the drawing."""
        clear(self._instead)
        if empty is not None:
            self._instead.addWidget(empty)
        for part in (self._area, self._below, self.smaller, self.larger):
            part.setVisible(empty is None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The drawing takes the width that there is."""
        super().resizeEvent(event)
        self.view.fit(self.width())

    def show_legend(self, drawing: Drawing) -> None:
        """What the symbols in the drawing mean."""
        codes = legend(drawing)
        self._legend.show_signs([(legend_symbol(code), legend_words(code)) for code in codes])


def _zoom_button(icon_name: str, then: Callable[[], object]) -> Button:
    """By mouse; with the keyboard + and − in the drawing do it."""
    button = Button(icon_name=icon_name, kind="quiet", small=True, tone="muted", then=then)
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    button.setFixedWidth(30)
    return button


class _Between(QWidget):
    """A line of one pixel, up and down or across as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        painter = QPainter(self)
        fill(painter, self.rect(), "line")
        painter.end()


class DrawingsCard(Card):
    """Both drawings. `person(uid)`, `tie(uid)`: what was clicked; "" is a new tie.

    `entered()` follows when somebody was chosen with a key.
    """

    def __init__(
        self,
        person: Callable[[str], object],
        entered: Callable[[], object],
        tie: Callable[[str], object],
        print_: Callable[[], object],
    ) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.print = Button(icon_name="printer", small=True, then=print_)
        self._tie = tie
        self.add_tie = Button(icon_name="plus", small=True, then=lambda: tie(""))
        self.genogram = Side(DrawingView(person, entered), self.print)
        self.ecomap = Side(DrawingView(lambda uid: tie("" if uid == HOME else uid)), self.add_tie)
        self._between = _Between()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(0)
        self._sides.addWidget(self.genogram, 3)
        self._sides.addWidget(self._between)
        self._sides.addWidget(self.ecomap, 2)
        self.refused = Words(size="small", tone="danger", wrap=True)
        self.refused.setContentsMargins(_SIDE, 8, _SIDE, 8)
        self.refused.hide()
        self.body.setSpacing(0)
        self.put(self.refused, self._sides)

    def retranslate(self) -> None:
        """Word what stands still."""
        self.genogram.title.setText(tr("Genogram"))
        self.ecomap.title.setText(tr("Ecomap"))
        self.ecomap.hint.setText(tr("who and what is around them"))
        self.print.setText(tr("Print drawing"))
        for side in (self.genogram, self.ecomap):
            side.retranslate()
        self.add_tie.setText(tr("Tie"))

    def show_drawings(self, drawn: HouseholdDrawing) -> None:
        """Show both, and what contradicts itself."""
        count = drawn.generations
        rows = trn("{n} generation", "{n} generations", count).format(n=count)
        hint = tr("click a person to edit")
        self.genogram.hint.setText(f"{rows} · {hint}")
        people = {uid: card.spoken for uid, card in drawn.cards.items()}
        order = _reading_order(drawn.genogram)
        self.genogram.view.show_drawing(drawn.genogram, tr("Genogram"), people, order)
        around = tuple(spot.uid for spot in drawn.ecomap.spots)
        self.ecomap.view.show_drawing(drawn.ecomap, tr("Ecomap"), drawn.around, around)
        for side, drawing in ((self.genogram, drawn.genogram), (self.ecomap, drawn.ecomap)):
            side.show_legend(drawing)
            side.fit()
        self.ecomap.show_instead(None if set(around) - {HOME} else self._no_tie())
        self.refused.setText(" ".join(drawn.refused))
        self.refused.setVisible(bool(drawn.refused))
        self._turn()

    def _no_tie(self) -> Empty:
        words = tr(
            "No tie yet. Who helps the family, and who costs them strength: relatives, "
            "neighbours, school, doctor, work?"
        )
        return Empty("users", words, tr("Draw the first tie"), lambda: self._tie(""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One under the other where both do not fit beside each other."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        first, second = self.genogram.view.natural, self.ecomap.view.natural
        beside = (first + second) * _SMALLER <= max(self.width(), 900)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.LeftToRight if beside else way.TopToBottom)
        shares = (max(first, _LEAST[0]), max(second, _LEAST[1])) if beside else (0, 0)
        for place, share in zip((0, 2), shares, strict=True):
            self._sides.setStretch(place, share)


def _reading_order(drawing: Drawing) -> tuple[str, ...]:
    """Row by row, from left to right."""
    spots = sorted(drawing.spots, key=lambda one: (round(one.symbol.top), one.symbol.left))
    return tuple(spot.uid for spot in spots)
