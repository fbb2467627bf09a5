"""One goal: its words, how it stands and how far it is, its actions, and a new action in place."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from socialcase.actions.case_views import CaseFile, GoalView
from socialcase.actions.plan_words import late_words
from socialcase.actions.plans import move_goal, set_goal
from socialcase.texts import label, short_date, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.case.action_rows import ActionRow, NewAction
from socialcase.ui.pages.case.goal_track import (
    Number,
    ReviewLineChart,
    measures_words,
    parts_measured,
    track_of,
)
from socialcase.ui.pages.case.helped import Helped, helped_line, offer_referral
from socialcase.ui.pages.case.who_does import Doers
from socialcase.ui.speech import joined
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import Button, name_button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.labels import IconLabel, Rule, Words
from socialcase.ui.widgets.layout import boxed, column, row
from socialcase.ui.widgets.paint import focus_ring
from socialcase.ui.widgets.plain_edit import PlainEdit

_SIGNS = {
    "on_course": ("ok", "check"),
    "slow": ("warning", "clock"),
    "blocked": ("danger", "warning"),
    "met": ("ok", "check"),
    "partly_met": ("accent", "check"),
    "dropped": ("", "x"),
}


class GoalCard(Card):
    """One goal of the plan. With the keyboard on it: arrows to the next, Ctrl and arrows move it.

    `turned(step)` asks for the goal before or after, `dropped(y)` for another place, `change(goal)`
    for its details; `leave()` is called when the line of a new action is left. `unkept` hears of
    what is edited in place.
    """

    turned = Signal(int)
    dropped = Signal(int)

    def __init__(
        self,
        page: Page,
        goal: GoalView,
        number: int,
        doers: Doers,
        *,
        settled: bool,
        change: Callable[[GoalView], object],
        leave: Callable[[], object],
        unkept: UnkeptFields,
        helped: Helped | None = None,
    ) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.goal = goal
        self._page, self._settled, self._change = page, settled, change
        self._unkept = unkept
        asked_for = helped or {}
        self._helped = asked_for.get(goal.uid)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("card")
        self.setAccessibleName(tr("Goal {n}: {words}").format(n=number, words=goal.words))
        self.body.setSpacing(0)
        self.put(self._top(number), Rule())
        for action in goal.actions:
            asked = asked_for.get(action.uid)
            line = ActionRow(page, action, doers, asked, settled=settled, unkept=unkept)
            self.put(line, Rule())
        self.new_action = NewAction(page, goal.uid, doers, leave)
        self.put(self.new_action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, plus and minus, Enter; everything else goes on."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key, held = Qt.Key(event.key()), event.modifiers()
        if not self.hasFocus():
            super().keyPressEvent(event)
        elif key in steps and held == Qt.KeyboardModifier.ControlModifier:
            self._move(steps[key])
        elif key in steps:
            self.turned.emit(steps[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._step(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._settled:
            self._change(self.goal)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, and the ring when the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            focus_ring(painter, self.rect())
            painter.end()

    def _top(self, number: int) -> QWidget:
        goal = self.goal
        about = row(self._sign(), Words(_about(goal), size="small", tone="muted", wrap=True), gap=8)
        about.setContentsMargins(6, 0, 0, 2)
        about.setStretch(1, 1)
        lines: list[QWidget] = [boxed(about)]
        lines += [late_line(words, 6) for words in late_words(goal.changed)]
        if goal.measures:
            lines.append(self._reviewed())
        if self._helped is not None and not self._helped.action:
            lines.append(helped_line(self._helped, 6))
        head = QHBoxLayout()
        head.setContentsMargins(14, 7, 6, 7)
        head.setSpacing(8)
        sign = Number(number, movable=not self._settled)
        sign.dropped.connect(self.dropped)
        head.addWidget(sign)
        head.addLayout(column(self._words(), *lines, gap=1), 1)
        track = track_of(goal)
        if track is not None:
            head.addWidget(track)
        if goal.of is not None:
            head.addLayout(self._steppers())
        head.addWidget(self._more())
        return boxed(head)

    def _words(self) -> QWidget:
        goal = self.goal
        if self._settled:
            still = Words(goal.words, size="section", weight="bold", wrap=True)
            still.setContentsMargins(6, 3, 0, 3)
            return still
        words = PlainEdit(goal.words, lambda text: self._set("words", text.strip()))
        words.setObjectName(f"goal:{goal.uid}:words")
        words.setAccessibleName(tr("Goal"))
        words.setProperty("heading", True)
        self._unkept.add(words.objectName(), words, needed=True)
        return words

    def _sign(self) -> QWidget:
        course = self.goal.course
        if course not in _SIGNS:
            nothing = boxed(row())
            nothing.hide()
            return nothing
        tone, icon_name = _SIGNS[course]
        return Chip(label("goal_course", course), tone=tone, icon_name=icon_name)

    def _reviewed(self) -> QWidget:
        words = Words(measures_words(self.goal.measures), size="caption", tone="muted", wrap=True)
        words.setContentsMargins(6, 0, 0, 0)
        values = parts_measured(self.goal)
        if len(values) < 2:
            return words
        line = row(ReviewLineChart(values), words, gap=2, margins=(4, 0, 0, 0))
        line.setStretch(1, 1)
        return boxed(line)

    def _steppers(self) -> QHBoxLayout:
        """By mouse; with the keyboard plus and minus on the card do it."""
        goal = self.goal
        less = Button(icon_name="minus", kind="quiet", small=True, tone="muted")
        more = Button(icon_name="plus", kind="quiet", small=True, tone="muted")
        for button, by, key in ((less, -1, "less"), (more, 1, "more")):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setFixedWidth(26)
            button.setObjectName(f"goal:{goal.uid}:{key}")
            button.clicked.connect(partial(self._stepped, by))
        now = self._now()
        less.setEnabled(now > 0)
        name_button(less, tr("One step less"))
        name_button(more, tr("One step more"))
        return row(less, more, gap=0)

    def _more(self) -> Button:
        more = Button(icon_name="dots-three", kind="quiet", small=True, tone="muted")
        name_button(more, tr("More about this goal"))
        more.setFixedWidth(30)
        menu = QMenu(more)
        if not self._settled:
            menu.addAction(tr("Change whose, measure and day…"), lambda: self._change(self.goal))
            menu.addAction(tr("Move up"), partial(self._move, -1))
            menu.addAction(tr("Move down"), partial(self._move, 1))
            menu.addSeparator()
        offer_referral(menu, self._page, "goal", self.goal.uid)
        for status in vocabulary("goal_status"):
            if status != self.goal.status:
                words = tr("Mark as “{status}”").format(status=label("goal_status", status))
                menu.addAction(words, partial(self._set, "status", status))
        more.setMenu(menu)
        return more

    def _now(self) -> int:
        return self.goal.start if self.goal.done is None else self.goal.done

    def _stepped(self, by: int, _checked: bool = False) -> None:
        self._step(by)

    def _step(self, by: int) -> None:
        if self.goal.of is not None and self._now() + by >= 0:
            self._set("done", self._now() + by)

    def _move(self, by: int) -> None:
        ws, goal = self._page.context.workspace, self.goal.uid
        if not self._settled:
            self._page.keep(lambda: move_goal(ws, goal, by))

    def _set(self, field: str, value: str | int) -> bool:
        ws, goal = self._page.context.workspace, self.goal.uid
        done = self._page.keep(lambda: set_goal(ws, goal, field, value))
        if field == "status":
            self._page.undoable(done, label("goal_status", str(value)))
        return done is not None


def plan_place(file: CaseFile) -> str:
    """Where is written down what is edited in place in the plan of a case."""
    return f"plan:{file.plan.plan.uid}" if file.plan else ""


def in_place(goals: Iterable[GoalView]) -> tuple[str, ...]:
    """How the names begin of what is edited in place of goals."""
    return tuple(
        name
        for goal in goals
        for name in (f"goal:{goal.uid}:", *(f"action:{one.uid}:" for one in goal.actions))
    )


def late_line(words: str, left: int = 0) -> QWidget:
    """What was changed after the signing: with a sign, in the tone of a warning."""
    line = row(
        IconLabel("warning", "warning", 16),
        Words(words, size="caption", tone="warning", wrap=True),
        gap=6,
        margins=(left, 0, 0, 0),
    )
    line.setStretch(1, 1)
    return boxed(line)


def _about(goal: GoalView) -> str:
    now = "" if goal.of is None or goal.done is None else str(goal.done)
    was = goal.baseline or ("0" if goal.of is not None else "–")
    end = goal.target or (str(goal.of) if goal.of is not None else "–")
    way = ""
    if now:
        way = tr("was {start}, now {now}, goal {end}").format(start=was, now=now, end=end)
    elif goal.baseline or goal.target:
        way = tr("was {baseline}, goal {target}").format(baseline=was, target=end)
    by = tr("by {day}").format(day=short_date(goal.due)) if goal.due else ""
    measured = f"{goal.measure}: {way}" if goal.measure and way else joined(goal.measure, way)
    whose = goal.person_name.partition(" ")[0] or tr("Whole family")
    domain = label("domain", goal.domain) if goal.domain else ""
    return joined(whose, domain, " ".join(part for part in (measured, by) if part))
