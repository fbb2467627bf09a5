"""Lines of things to do: what, of whom, by when; done, put off, gone to."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from socialcase.actions.tasks import Todo
from socialcase.actions.wording import deadline_words
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import label, short_date, tr, when
from socialcase.ui.page import Page, Target
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row
from socialcase.ui.widgets.risk import RiskSign
from socialcase.ui.widgets.two_lines import Line
from socialcase.ui.widgets.when_seen import WhenSeen
from socialcase.ui.written_form import WrittenForm

_LINES, _MOST, _LEAST, _STEP = 18, 12, 3, 20
"""Lines of a page; of one section before "and n more", at most and at least; of each press."""
_HIGH = 57
"""Pixels that a line takes, about."""
_SIGN = 26
"""Pixels that the tick or the risk takes before the words."""
_PARTS = {"visit": "visit:{record}", "action": "plan", "resource": "services"}
_DEADLINE_PARTS = {"assess": "assessments", "plan": "plan", "review": "plan", "contact": "visit:"}


@dataclass(frozen=True, slots=True)
class Acts:
    """What a line of a page can do. `put_off(todo, until, reason)` says whether it was put off.

    `begun()`: where somebody began to put something off (`put_off_place`) and has not kept it.
    """

    page: Page
    open: Callable[[Todo], object]
    finish: Callable[[Todo], object]
    put_off: Callable[[Todo, str, str], bool]
    take_up: Callable[[Todo], object]
    begun: Callable[[], Collection[str]]


def put_off_place(todo: Todo | None = None) -> str:
    """Where it is written down why something is put off; without it: how all such begin."""
    return "put-off:" if todo is None else f"put-off:{todo.kind}:{todo.record}:{todo.code}"


def todo_target(todo: Todo) -> Target:
    """Where something is done."""
    if todo.kind == "certificate":
        return Target("person", todo.record)
    if not todo.case:
        return Target("tasks")
    part = _DEADLINE_PARTS.get(todo.code) or _PARTS.get(todo.kind, "timeline")
    return Target("case", todo.case, part.format(record=todo.record))


def lines_for(sections: int) -> int:
    """How many lines each of so many sections begins with: a screenful or two in all."""
    return max(_LEAST, min(_MOST, _LINES // max(1, sections)))


def section(
    name: str,
    some: Sequence[Todo],
    today: date,
    acts: Acts,
    *,
    most: int = _LEAST,
    note: str = "",
    beside: Button | None = None,
    seen: bool = True,
) -> Card | None:
    """A card with a line for each; the first few (`most`), and the rest when asked for.

    `beside`: what stands at the end of its heading. None where there is nothing, unless `note` is
    to say so. Of a card that is not `seen` at first the lines are made when somebody comes to it.
    """
    if not some and not note:
        return None
    card = Card(padding=(0, 0, 0, 4))
    card.body.setSpacing(0)
    card.head(name, str(len(some)) if some else note)
    if beside is not None:
        card.beside_head(beside)
    fill = partial(_fill, card, some, most, today, acts)
    if seen or not some:
        fill()
    else:
        card.put(WhenSeen(_HIGH * min(most, len(some)), fill))
    return card


def todo_words(todo: Todo) -> str:
    """What is to be done."""
    if todo.kind == "certificate":
        paper = label("certificate", todo.code)
        return tr("{paper} ends: {name}").format(paper=paper, name=todo.what)
    if todo.what:
        return todo.what
    return _deadline(todo.code) if todo.kind == "deadline" else label("kind", todo.kind)


def _deadline(code: str) -> str:
    words = {
        "assess": tr("Assess needs"),
        "plan": tr("Agree on a plan"),
        "contact": tr("Be in contact"),
        "review": tr("Review the plan together"),
        "service": tr("Urgent help"),
    }
    return words.get(code, code)


def _fill(card: Card, some: Sequence[Todo], most: int, today: date, acts: Acts) -> None:
    """Lines for the first of them, and a way to the next ones."""
    for todo in some[:most]:
        line = TodoLine(todo, today, acts)
        line.ruled = any(isinstance(one, TodoLine) for one in card.children())
        card.put(line)
    if len(some) > most:
        more = link(tr("and {n} more").format(n=len(some) - most))
        more.clicked.connect(partial(_show_more, card, more, some[most:], today, acts))
        card.put(more)


def _show_more(
    card: Card, more: Button, some: Sequence[Todo], today: date, acts: Acts, _on: bool = False
) -> None:
    more.hide()
    _fill(card, some, _STEP, today, acts)


class TodoLine(Line):
    """One thing to do. Putting it off opens in place."""

    def __init__(self, todo: Todo, today: date, acts: Acts) -> None:
        super().__init__()
        self._todo, self._today, self._acts = todo, today, acts
        self._panel: PutOffPanel | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(14, 7, 12, 7)
        self._room.addLayout(self._line())
        if put_off_place(todo) in acts.begun():
            self._open_panel()

    def _line(self) -> QHBoxLayout:
        todo, words = self._todo, todo_words(self._todo)
        before: QWidget
        wide = 24 if todo.tickable else 14
        if todo.tickable:
            before = CheckBox(then=lambda _on: self._acts.finish(todo))
            before.setAccessibleName(tr("Done: {what}").format(what=words))
        else:
            before = RiskSign(todo.risk_level, wide)
        open_ = link(words, then=lambda: self._acts.open(todo))
        self.setFocusProxy(open_)
        open_.setAccessibleName(joined(words, todo.subject))
        source = deadline_words(todo.why) if todo.why is not None else ""
        back = (
            tr("was put off: {reason}").format(reason=todo.put_off_why) if todo.put_off_why else ""
        )
        visit = label("kind", "visit") if todo.kind == "visit" and todo.what else ""
        about = Words(
            joined(visit, todo.subject, todo.place, source, back),
            size="caption",
            tone="muted",
            wrap=True,
        )
        off = link(tr("Put off…"), then=self._ask)
        off.setAccessibleName(tr("Put off: {what}").format(what=words))
        about.setContentsMargins(8, 0, 0, 0)  # beneath the words of the link
        words_about = column(open_, about, gap=0)
        words_about.setAlignment(open_, Qt.AlignmentFlag.AlignLeft)
        line = row(before, _SIGN - wide, words_about, self._day(), off, gap=4)
        line.setStretch(2, 1)
        return line

    def _day(self) -> Words:
        due = self._todo.due
        if due is None:
            return Words("")
        late = (self._todo.late or 0) > 0
        tone = "danger" if late else "accent" if due == self._today else "muted"
        words = when(due, self._today) if (due - self._today).days < 7 else short_date(due)
        return Words(words, size="small", tone=tone)

    def _ask(self) -> None:
        panel = self._open_panel()
        panel.show()
        panel.begin()

    def _open_panel(self) -> "PutOffPanel":
        if self._panel is None:
            place, today = put_off_place(self._todo), self._today
            panel = PutOffPanel(self._acts.page, place, today, self._put_off, self._leave)
            self._room.addWidget(panel)
            self._panel = panel
        return self._panel

    def _put_off(self, until: str, reason: str) -> bool:
        return self._acts.put_off(self._todo, until, reason)

    def _leave(self) -> None:
        if self._panel is not None:
            self._panel.hide()


class PutOffPanel(QWidget):
    """Until when, and why; written down at `place` until it is kept."""

    def __init__(
        self,
        page: Page,
        place: str,
        today: date,
        put_off: Callable[[str, str], bool],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._put_off, self._go = put_off, leave
        days = [today + timedelta(days=n) for n in (*range(1, 8), 14, 21, 30)]
        self._until, self.why = ChoiceBox(), TextBox()
        offered = {day.isoformat(): joined(when(day, today), short_date(day)) for day in days}
        self._until.offer(offered, next(iter(offered)))
        self._reason = Field(tr("Why"), self.why)
        line = row(Field(tr("Put off until"), self._until), self._reason, gap=12)
        line.setStretch(0, 2)
        line.setStretch(1, 3)
        act = Button(tr("Put it off"), small=True, then=self._finish)
        away = Button(tr("Leave as it is"), kind="quiet", small=True, then=self._leave)
        self.why.returnPressed.connect(self._finish)
        self._written = WrittenForm(page, {"until": self._until, "why": self.why})
        since = self._written.since
        self.setLayout(column(since, line, row(act, away, None), margins=(0, 6, 0, 4)))
        self._written.begin(place)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self._until.setFocus()

    def _leave(self) -> None:
        """It is to stay as it is: what was written is not wanted, and can be brought back."""
        self._written.anew()
        self._go()

    def _finish(self) -> None:
        if not self.why.text().strip():
            self._reason.complain(tr("A word of why helps whoever reads it later."))
            self.why.setFocus()
            return
        until, why = self._until.value(), self.why.text()
        if self._written.forgetting(lambda: self._put_off(until, why))():
            self._written.end()
