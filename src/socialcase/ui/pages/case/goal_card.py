"""One goal: its words, how far it is, its actions with a tick each, and a new action in place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from socialcase.actions.case_views import ActionLine, GoalView
from socialcase.actions.plans import add_action, set_action, set_goal, tick_action
from socialcase.texts import label, short_date, tr, vocabulary, when
from socialcase.ui.page import Page
from socialcase.ui.pages.case.side_cards import progress_of
from socialcase.ui.speech import joined
from socialcase.ui.theme.tokens import BODY, CAPTION, current
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, name_button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, column, row
from socialcase.ui.widgets.paint import BOLD, CENTRE, Pen, round_box, write
from socialcase.ui.widgets.plain_edit import PlainEdit

_END = 96
_STATUS = {"met": ("ok", "check"), "partly_met": ("accent", ""), "dropped": ("", "")}


class Number(QWidget):
    """The number of a goal in a filled circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(QSize(28, 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        round_box(painter, QRectF(self.rect()), current().colour("accent"), None, 14)
        pen = Pen(BODY, BOLD, "accent_text")
        write(painter, self.rect(), str(self._number), pen, CENTRE)
        painter.end()


class Track(QWidget):
    """How far a goal is: a bar with the present value over it and a flag at the end."""

    def __init__(self, part: float, now: str, of: str) -> None:
        super().__init__()
        self._part, self._now, self._of = min(1.0, max(0.0, part)), now, of
        self.setFixedSize(QSize(190, 44))
        self.setAccessibleName(tr("{done} of {of}").format(done=now, of=of))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar, point, flag and both values."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right, middle = 12.0, 172.0, 21.0
        round_box(
            painter, QRectF(left, middle - 3, right - left, 6), tokens.colour("line"), None, 3
        )
        x = left + (right - left) * self._part
        round_box(painter, QRectF(left, middle - 3, x - left, 6), tokens.colour("accent"), None, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("accent"))
        painter.drawEllipse(QPointF(x, middle), 6.5, 6.5)
        painter.setPen(QPen(tokens.colour("text"), 2))
        painter.drawLine(QPointF(right, middle - 9), QPointF(right, middle + 9))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("text"))
        flag = ((right, middle - 9), (right + 9, middle - 9), (right + 6.5, middle - 6))
        tail = ((right + 9, middle - 3), (right, middle - 3))
        painter.drawPolygon(QPolygonF([QPointF(px, py) for px, py in (*flag, *tail)]))
        write(painter, QRect(round(x) - 30, -2, 60, 15), self._now, Pen(CAPTION, BOLD), CENTRE)
        low = QRect(round(right) - 30, 30, 60, 14)
        write(painter, low, self._of, Pen(CAPTION, tone="muted"), CENTRE)
        painter.end()


class GoalCard(Card):
    """One goal of the plan."""

    def __init__(self, page: Page, goal: GoalView, number: int) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self._page, self._goal = page, goal
        self.body.setSpacing(0)
        self.put(self._top(number), Rule())
        for action in goal.actions:
            self.put(_ActionRow(page, action), Rule())
        self.put(self._new_action())

    def _top(self, number: int) -> QWidget:
        goal = self._goal
        words = PlainEdit(goal.words, lambda text: self._set("words", text))
        words.setObjectName(f"goal:{goal.uid}:words")
        words.setAccessibleName(tr("Goal"))
        words.setProperty("heading", True)
        title = row(words, self._status(), gap=8)
        title.setStretch(0, 1)
        about = Words(_about(goal), size="small", tone="muted", wrap=True)
        about.setContentsMargins(8, 0, 0, 0)
        text = column(title, about, gap=0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 7, 8, 7)
        head.setSpacing(10)
        head.addWidget(Number(number))
        head.addLayout(text, 1)
        track = self._track()
        if track is not None:
            head.addWidget(track)
        if goal.of:
            head.addLayout(self._steppers())
        head.addWidget(self._more())
        return boxed(head)

    def _status(self) -> QWidget:
        goal = self._goal
        if goal.status in _STATUS:
            tone, icon_name = _STATUS[goal.status]
            return Chip(label("goal_status", goal.status), tone=tone, icon_name=icon_name)
        if goal.late and goal.late > 0:
            return Chip(tr("Late"), tone="danger", icon_name="clock")
        return QWidget()

    def _track(self) -> Track | None:
        goal = self._goal
        part, _words = progress_of(goal)
        if goal.of:
            return Track(part, str(goal.done or 0), str(goal.of))
        steps = [action for action in goal.actions if action.status != "dropped"]
        done = sum(1 for action in steps if action.status == "done")
        return Track(part, str(done), str(len(steps))) if steps else None

    def _steppers(self) -> QHBoxLayout:
        goal = self._goal
        done, of = goal.done or 0, goal.of or 0
        less = Button(icon_name="minus", kind="quiet", small=True, tone="muted")
        more = Button(icon_name="plus", kind="quiet", small=True, tone="muted")
        less.clicked.connect(lambda: self._set("done", max(0, done - 1)))
        more.clicked.connect(lambda: self._set("done", min(of, done + 1)))
        less.setEnabled(done > 0)
        more.setEnabled(done < of)
        name_button(less, tr("One step less"))
        name_button(more, tr("One step more"))
        less.setObjectName(f"goal:{goal.uid}:less")
        more.setObjectName(f"goal:{goal.uid}:more")
        return row(less, more, gap=0)

    def _more(self) -> Button:
        more = Button(icon_name="dots-three", kind="quiet", small=True, tone="muted")
        name_button(more, tr("More about this goal"))
        menu = QMenu(more)
        for status in vocabulary("goal_status"):
            if status != self._goal.status:
                words = tr("Mark as “{status}”").format(status=label("goal_status", status))
                menu.addAction(words, partial(self._set, "status", status))
        more.setMenu(menu)
        return more

    def _new_action(self) -> QWidget:
        goal = self._goal
        what, who, due = PlainEdit(), PlainEdit(), PlainEdit()
        hints = (tr("New action"), tr("Who"), tr("By when"))
        for box, hint, key in zip((what, who, due), hints, ("what", "who", "due"), strict=True):
            box.setPlaceholderText(hint)
            box.setAccessibleName(hint)
            box.setObjectName(f"goal:{goal.uid}:new:{key}")

        complete_days(due, lambda: self._page.context.workspace.today)

        def keep() -> None:
            self._add(what.text(), who.text(), due.text(), (what, who, due))

        for box in (what, who, due):
            box.returnPressed.connect(keep)
        add = Button(tr("Add"), kind="quiet", small=True, then=keep)
        add.setFixedWidth(_END)
        return boxed(_line(_gap(), what, who, due, add))

    def _add(self, what: str, who: str, due: str, boxes: tuple[PlainEdit, ...]) -> None:
        if not what.strip():
            boxes[0].setFocus()
            return
        ws, goal = self._page.context.workspace, self._goal.uid
        done = self._page.keep(
            lambda: add_action(ws, goal, what.strip(), who=who.strip(), due=due.strip())
        )
        if done is not None:
            for box in boxes:
                box.setText("")
                box.setModified(False)
            boxes[0].setFocus()
            self._page.undoable(done, tr("“{what}” added").format(what=_short(what)))

    def _set(self, field: str, value: str | int) -> None:
        ws, goal = self._page.context.workspace, self._goal.uid
        self._page.keep(lambda: set_goal(ws, goal, field, value))


class _ActionRow(QFrame):
    def __init__(self, page: Page, action: ActionLine) -> None:
        super().__init__()
        self._page, self._action = page, action
        done = action.status == "done"
        box = CheckBox(ticked=done, then=self._tick)
        box.setAccessibleName(action.what)
        box.setObjectName(f"action:{action.uid}:tick")
        what = self._edit("what", action.what, tr("Action"))
        who = self._edit("who", action.who, tr("Who"))
        shown = action.due.isoformat() if action.due else ""
        due = self._edit("due", shown, tr("By"))
        due.setProperty("tone", _tone(action))
        what.setProperty("done", done)
        line = _line(box, what, who, due, _gap(_END))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)

    def _edit(self, field: str, text: str, name: str) -> PlainEdit:
        keep = self._keeper(field)
        words = _due(self._action)
        edit = _DueEdit(text, words, keep) if field == "due" else PlainEdit(text, keep)
        if field == "due":
            complete_days(edit, lambda: self._page.context.workspace.today)
        edit.setAccessibleName(name)
        edit.setObjectName(f"action:{self._action.uid}:{field}")
        return edit

    def _keeper(self, field: str) -> Callable[[str], None]:
        def keep(value: str) -> None:
            ws, uid = self._page.context.workspace, self._action.uid
            self._page.keep(lambda: set_action(ws, uid, field, value.strip()))

        return keep

    def _tick(self, on: bool) -> None:
        ws, uid = self._page.context.workspace, self._action.uid
        done = self._page.keep(lambda: tick_action(ws, uid, ticked=on))
        self._page.undoable(done, tr("Marked as done") if on else tr("Open again"))


class _DueEdit(PlainEdit):
    """Shows the day in words; while the keyboard is on it, the day as people write it."""

    def __init__(self, day: str, words: str, kept: Callable[[str], object]) -> None:
        super().__init__(day, kept)
        self._day, self._words = day, words
        self.setText(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the day itself."""
        self.setText(self._day)
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show words again if the day is as it was."""
        super().focusOutEvent(event)
        if self.text() == self._day:
            self.setText(self._words)


def _line(first: QWidget, what: QWidget, who: QWidget, due: QWidget, end: QWidget) -> QHBoxLayout:
    who.setFixedWidth(138)
    due.setFixedWidth(126)
    line = row(first, what, who, due, end, gap=8, margins=(12, 2, 8, 2))
    line.setStretch(1, 1)
    return line


def _gap(width: int = 24) -> QWidget:
    made = QWidget()
    made.setFixedWidth(width)
    return made


def _due(action: ActionLine) -> str:
    if action.due is None:
        return ""
    if action.status != "open" or action.late is None:
        return short_date(action.due)
    if action.late > 0:
        today = action.due.fromordinal(action.due.toordinal() + action.late)
        return when(action.due, today)
    return short_date(action.due)


def _tone(action: ActionLine) -> str:
    if action.status == "done":
        return "ok"
    return "danger" if action.late and action.late > 0 else ""


def _about(goal: GoalView) -> str:
    way = ""
    if goal.baseline or goal.target:
        way = tr("was {baseline}, goal {target}").format(
            baseline=goal.baseline or "–", target=goal.target or "–"
        )
    by = tr("by {day}").format(day=short_date(goal.due)) if goal.due else ""
    return joined(goal.person_name, goal.measure, way, by)


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
