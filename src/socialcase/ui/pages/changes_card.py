"""What changed since an earlier assessment: a table, question by question, and a small picture."""

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from socialcase.actions.answer_changes import AnswerChange, ChangeBetween, change_between
from socialcase.actions.change_pictures import picture_of_change, way_words
from socialcase.cases.dates import day_of
from socialcase.cases.records import Assessment
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import tr
from socialcase.ui.page import PageContext
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.pages.paper_targets import CHANGE, paper_target
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.theme.fonts import typeface
from socialcase.ui.theme.tokens import CAPTION, current
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, column, row
from socialcase.ui.widgets.paint import BOLD, PLAIN, QUIET, REGULAR, Pen, write_wrapped
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView
from socialcase.ui.widgets.svg_picture import SvgPicture

_HEAD = Pen(CAPTION, BOLD, "muted")
_SIDE, _GAP = 14, 12
_COLOURS = {
    "ground": "raised",
    "ink": "text",
    "faint": "muted",
    "line": "line",
    "mark": "accent",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table; `head`: its first one, with the names of the columns."""

    question: str
    then: str
    now: str
    way: str = ""
    head: bool = False


class _LineRow(RowDelegate[_Line]):
    """Three columns: the question, then, now."""

    def opens(self, row: _Line) -> bool:
        """Nothing is behind a line."""
        return False

    def draw(self, painter: QPainter, box: QRect, row: _Line) -> None:
        """Write each column, wrapped."""
        pens = (_HEAD,) * 3 if row.head else (QUIET, PLAIN, PLAIN)
        words = (row.question, row.then, row.now)
        for (left, wide), said, pen in zip(_columns(box.width()), words, pens, strict=True):
            room = QRect(box.left() + left, box.top() + 7, wide, box.height() - 10)
            high = pen.height(said, room.width())
            write_wrapped(painter, room, said, pen)
        if row.way:
            write_wrapped(painter, room.adjusted(0, high + 1, 0, 0), row.way, QUIET)

    def height_of(self, row: _Line, width: int) -> int:
        """As high as its highest column."""
        first, then, now = (wide for _, wide in _columns(width))
        way = QUIET.height(row.way, now) + 1 if row.way else 0
        highs = (QUIET.height(row.question, first), PLAIN.height(row.then, then))
        return 15 + max(*highs, PLAIN.height(row.now, now) + way)


def _columns(width: int) -> list[tuple[int, int]]:
    """Left edge and width of each column."""
    room = max(90, width - 2 * _SIDE - 2 * _GAP)
    shares = (room * 4 // 10, room * 3 // 10, room * 3 // 10)
    lefts = (_SIDE, _SIDE + shares[0] + _GAP, _SIDE + shares[0] + shares[1] + 2 * _GAP)
    return list(zip(lefts, shares, strict=True))


class ChangesCard(Card):
    """Hidden where there is no earlier assessment, else folded. It reads beside the window."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(padding=(0, 10, 0, 6))
        self._uid, self._earlier = "", ""
        self._change: ChangeBetween | None = None
        self._context = context
        ws = context.workspace
        self.beside = ReadingBeside(
            context, lambda: change_between(ws, self._uid, self._earlier), self._came
        )
        self.since = ChoiceBox(kept=self._compare)
        self._since_words = Words(tone="muted")
        self._since_words.setBuddy(self.since)
        self.paper = Button(icon_name="printer", small=True, then=self._on_paper)
        self.every = CheckBox(then=lambda _on: self._show_lines())
        self._none = Words(size="small", tone="muted", wrap=True)
        self._lines = Rows[_Line](_spoken)
        self.list = RowsView("", fitted=True)
        self._row = _LineRow()
        self.list.setModel(self._lines)
        self.list.setItemDelegate(self._row)
        self.picture = SvgPicture()
        self.fold = link(then=lambda: self.unfold(self._inside.isHidden()))
        above = QVBoxLayout()
        above.setContentsMargins(_SIDE, 0, _SIDE, 4)
        choosing = row(self._since_words, self.since, None, self.paper, gap=8)
        above.addLayout(column(choosing, self.picture, self._none, self.every, gap=6))
        self._inside = boxed(column(boxed(above), self.list, gap=8))
        self.put(self._inside)
        self.unfold(False)
        self.hide()

    def ask(self, assessment: str) -> None:
        """Read what changed up to this assessment; "" puts the card away."""
        if assessment != self._uid:
            self._change, self._earlier = None, ""
            self.hide()
        self._uid = assessment
        if assessment:
            self.beside.ask()

    def unfold(self, unfolded: bool) -> None:
        """Show what is in it, or its heading alone: who reads the answers has them at once."""
        self._inside.setVisible(unfolded)
        edge = 10 if unfolded else 0
        self.body.setContentsMargins(0, edge, 0, edge)
        self.fold.setText(tr("Hide") if unfolded else tr("Show"))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the picture anew in another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_picture()

    def _came(self, change: ChangeBetween) -> None:
        if change.now.uid != self._uid:
            return
        self._change = change
        self.setVisible(change.then is not None)
        if change.then is None:
            return
        day = _day(change.then)
        if not self.heading.text():
            self.head(" ")
            self.beside_head(self.fold)
        self.head(tr("What changed since {day}").format(day=day))
        self.unfold(not self._inside.isHidden())
        self.every.setText(tr("Show what stayed the same, too"))
        self._none.setText(tr("Every answer is the same as then."))
        self.list.setAccessibleName(self.heading.text())
        self._offer(change, change.then)
        self._show_picture()
        self._show_lines()

    def _offer(self, change: ChangeBetween, then: Assessment) -> None:
        """Let a person choose what to compare with; the one before is first."""
        self._since_words.setText(tr("Compared with"))
        self.since.setAccessibleName(tr("Compared with"))
        self.since.offer({one.uid: _day(one) for one in change.earlier}, then.uid)
        several = len(change.earlier) > 1
        self.since.setVisible(several)
        self._since_words.setVisible(several)
        self.paper.setText(tr("On paper"))
        self.paper.setAccessibleName(tr("What has changed, on paper"))

    def _compare(self, earlier: str) -> None:
        self._earlier = earlier
        self.beside.ask()

    def _on_paper(self) -> None:
        if self._change is not None and self._change.then is not None:
            pair = f"{self._uid}:{self._change.then.uid}"
            self._context.open(paper_target(CHANGE, pair))

    def _show_lines(self) -> None:
        if self._change is None:
            return
        every = self.every.isChecked()
        lines = [
            _Line(score.label, score.then or "–", score.now or "–")
            for score in self._change.scores
            if every or score.then != score.now
        ]
        lines += [_line(one) for one in self._change.answers if every or one.kind != "same"]
        self._none.setVisible(not lines)
        self.list.setVisible(bool(lines))
        head = _Line(tr("Question"), tr("Then"), tr("Now"), head=True)
        self._lines.show([head, *lines] if lines else [])
        self.list.fit()

    def _show_picture(self) -> None:
        svg = ""
        if self._change is not None:
            tokens = current()
            colours = {name: getattr(tokens, token) for name, token in _COLOURS.items()}
            family = {"family": typeface(CAPTION, REGULAR).family()}
            svg = picture_of_change(self._change, colours | family)
        self.picture.setVisible(bool(svg))
        if svg:
            self.picture.show_picture(svg)
            self.picture.setAccessibleName(tr("Things to discuss"))
            self.picture.setAccessibleDescription(tr("The table below says the same in words."))


def _day(one: Assessment) -> str:
    day = day_of(one.told_on)
    return f"{day:%d.%m.%Y}" if day else one.told_on


def _line(one: AnswerChange) -> _Line:
    question = f"{one.number}  {plain(one.label)}".strip()
    way = way_words(one.span) if one.span is not None else ""
    return _Line(question, plain(one.then) or "–", plain(one.now) or "–", way)


def _spoken(line: _Line) -> str:
    if line.head:
        return f"{line.question}: {line.then} → {line.now}"
    way = f" ({line.way})" if line.way else ""
    return f"{line.question}: {line.then} → {line.now}{way}"
