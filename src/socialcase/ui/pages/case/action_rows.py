"""The actions of a goal: a tick, what, who, with what and by when, edited in place."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from socialcase.actions.case_views import ActionLine
from socialcase.actions.plans import (
    add_action,
    assign_action,
    move_action,
    set_action,
    tick_action,
)
from socialcase.actions.unkept import all_unkept, forgetting
from socialcase.cases.records import Referral
from socialcase.texts import short_date, tr, when
from socialcase.ui.page import Page
from socialcase.ui.pages.case.helped import helped_line, offer_referral
from socialcase.ui.pages.case.who_does import Doers, WhoEdit, complete_names
from socialcase.ui.speech import joined
from socialcase.ui.typed_days import complete_days
from socialcase.ui.unkept import WrittenDown
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import Button, icon_button
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.plain_edit import PlainEdit

Parts = tuple[QWidget, QWidget, QWidget, QWidget]
_DUE, _END = 136, 26
_COLUMNS = ((0, 10), (118, 3), (96, 2))
"""What, who and with what: pixels at least, and their shares of the room that is left."""


class ActionRow(QFrame):
    """One action. Its words stand still in a version that was agreed to."""

    def __init__(
        self,
        page: Page,
        action: ActionLine,
        doers: Doers,
        helped: Referral | None,
        *,
        settled: bool,
        unkept: UnkeptFields,
    ) -> None:
        super().__init__()
        self._page, self._action, self._doers = page, action, doers
        self._unkept = unkept
        self._settled = settled and not action.later
        self._tick_box = _TickBox(action, self._tick, self._move)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = self._still() if self._settled else self._open()
        layout.addLayout(_line(self._tick_box, *words, self._more()))
        if action.later and settled:
            layout.addLayout(row(44, Chip(tr("added since, not yet agreed")), None))
        if helped is not None:
            layout.addWidget(helped_line(helped, 44))

    def _still(self) -> Parts:
        action = self._action
        what = Words(action.what, size="small", weight="medium", wrap=True)
        what.setProperty("tone", "muted" if action.status != "open" else "")
        who = Words(self._who(), size="small", wrap=True)
        with_what = Words(action.with_what, size="small", tone="muted", wrap=True)
        due = Words(_due(action), size="small", tone=_tone(action), wrap=True)
        for part in (what, who, with_what, due):
            part.setContentsMargins(6, 6, 0, 6)
        return what, who, with_what, due

    def _open(self) -> Parts:
        action = self._action
        what = self._edit("what", action.what, tr("Action"))
        what.setProperty("done", action.status != "open")
        who = self._edit("who", self._who(), tr("Who"))
        with_what = self._edit("with_what", action.with_what, tr("With what"))
        with_what.setProperty("done", True)
        due = self._edit("due", action.due.isoformat() if action.due else "", tr("By"))
        due.setProperty("tone", _tone(action))
        return what, who, with_what, due

    def _who(self) -> str:
        """Who does it, people of the family as they are called at home."""
        action = self._action
        called = self._doers.called(action.person, action.person_name)
        names = (called, action.provider_name, action.who)
        return ", ".join(name for name in names if name)

    def _edit(self, field: str, text: str, name: str) -> PlainEdit:
        keep = partial(self._keep, field)
        if field == "due":
            edit: PlainEdit = DueEdit(text, _due(self._action), keep)
            complete_days(edit, lambda: self._page.context.workspace.today)
        elif field == "who":
            edit = WhoEdit(text, keep, self._doers)
        else:
            edit = PlainEdit(text, keep)
        edit.setAccessibleName(name)
        edit.setObjectName(f"action:{self._action.uid}:{field}")
        self._unkept.add(edit.objectName(), edit, needed=field == "what")
        return edit

    def _more(self) -> Button:
        """What is seldom done: by mouse here, by the menu key on the tick."""
        more = icon_button("dots-three", tr("More about this action"))
        more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        more.setFixedWidth(_END)
        menu = QMenu(more)
        ws, uid = self._page.context.workspace, self._action.uid
        if not self._settled:
            menu.addAction(tr("Move up"), partial(self._move, -1))
            menu.addAction(tr("Move down"), partial(self._move, 1))
        offer_referral(menu, self._page, "action", uid)
        dropped = self._action.status == "dropped"
        words = tr("Wanted again") if dropped else tr("No longer wanted")
        status = "open" if dropped else "dropped"
        keep = self._page.keep
        menu.addAction(
            words,
            lambda: self._page.undoable(keep(lambda: set_action(ws, uid, "status", status)), words),
        )
        more.setMenu(menu)
        self._tick_box.menu = menu
        return more

    def _keep(self, field: str, value: str) -> bool:
        ws, uid, doers = self._page.context.workspace, self._action.uid, self._doers
        if field == "who":
            return self._page.keep(lambda: assign_action(ws, uid, **doers.of(value))) is not None
        return self._page.keep(lambda: set_action(ws, uid, field, value.strip())) is not None

    def _tick(self, on: bool) -> None:
        ws, uid = self._page.context.workspace, self._action.uid
        done = self._page.keep(lambda: tick_action(ws, uid, ticked=on))
        self._page.undoable(done, tr("Marked as done") if on else tr("Open again"))

    def _move(self, by: int) -> None:
        ws, uid = self._page.context.workspace, self._action.uid
        if not self._settled:
            self._page.keep(lambda: move_action(ws, uid, by))


class _TickBox(CheckBox):
    """A tick; Ctrl with Up and Down moves the action, the menu key opens what is seldom done."""

    def __init__(
        self,
        action: ActionLine,
        then: Callable[[bool], object],
        move: Callable[[int], object],
    ) -> None:
        super().__init__(ticked=action.status == "done", then=then)
        self._move = move
        self.menu: QMenu | None = None
        self.setAccessibleName(action.what)
        self.setObjectName(f"action:{action.uid}:tick")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or open the menu."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in steps:
            self._move(steps[key])
        elif key == Qt.Key.Key_Menu and self.menu is not None:
            self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        else:
            super().keyPressEvent(event)


class NewAction(QWidget):
    """The line beneath the actions in which one more is written.

    Who, with what and by when show as soon as somebody is in the line: most goals are only read.
    """

    def __init__(self, page: Page, goal: str, doers: Doers, leave: Callable[[], object]) -> None:
        super().__init__()
        self._page, self._goal, self._doers, self._leave = page, goal, doers, leave
        self._more: dict[str, PlainEdit] = {}
        self._down = WrittenDown(page, self.written)
        self.what = _FirstEdit(self.grow)
        self._prepare("what", self.what, tr("New action"))
        add = icon_button("plus", tr("Add the action"), then=self._keep)
        add.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        add.setFixedWidth(26)
        self._row = row(add, self.what, gap=4, margins=(12, 2, 6, 2))
        self._row.setStretch(1, 1)
        self.setLayout(self._row)
        self._down.begin(action_place(goal))

    def grow(self) -> dict[str, PlainEdit]:
        """The boxes for who, with what and by when, made when they are first asked for."""
        if not self._more:
            hints = {"who": tr("Who"), "with_what": tr("With what"), "due": tr("By when")}
            for key, hint in hints.items():
                box = PlainEdit()
                self._prepare(key, box, hint)
                self._more[key] = box
                self._row.addWidget(box)
            _share(self._row, self.what, *self._more.values())
            self._row.addSpacing(_END + 4)
            complete_names(self._more["who"], self._doers)
            complete_days(self._more["due"], lambda: self._page.context.workspace.today)
        return self._more

    def written(self) -> dict[str, str]:
        """What is half written, by box."""
        boxes = {"what": self.what, **self._more}
        return {key: box.text() for key, box in boxes.items() if box.text()}

    def write(self, written: Mapping[str, str]) -> None:
        """Have the same half written here: the line was made anew while somebody was in it."""
        self._down.end()  # it stands there already
        if written.keys() - {"what"}:
            self.grow()
        for key, box in {"what": self.what, **self._more}.items():
            box.setText(written.get(key, ""))
        self._down.begin(action_place(self._goal))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the line."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _prepare(self, key: str, box: PlainEdit, hint: str) -> None:
        box.setPlaceholderText(hint)
        box.setAccessibleName(hint)
        box.setObjectName(f"goal:{self._goal}:new:{key}")
        box.returnPressed.connect(self._keep)
        self._down.hear(box)

    def _keep(self) -> None:
        what, more = self.what.text().strip(), self.grow()
        if not what:
            self.what.setFocus()
            return
        ws, goal = self._page.context.workspace, self._goal
        given = {
            **self._doers.of(more["who"].text()),
            "with_what": more["with_what"].text().strip(),
            "due": more["due"].text().strip(),
        }
        with forgetting(ws, action_place(goal)):
            done = self._page.keep(lambda: add_action(ws, goal, what, **given))
        if done is not None:
            for box in (self.what, *more.values()):
                box.setText("")
                box.setModified(False)
            self.what.setFocus()
            self._page.undoable(done, tr("“{what}” added").format(what=_short(what)))


def action_place(goal: str = "") -> str:
    """Where a new action of a goal is written down until it is kept; "": how all such begin."""
    return f"action:{goal}"


def begun_actions(page: Page) -> dict[str, Mapping[str, str]]:
    """The words of new actions that were written and not kept, by the goal."""
    found = page.read(lambda: all_unkept(page.context.workspace, action_place())) or []
    return {one.place.removeprefix(action_place()): one.words for one in found}


class _FirstEdit(PlainEdit):
    """Tells when somebody comes to it."""

    def __init__(self, came: Callable[[], object]) -> None:
        super().__init__()
        self._came = came

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody wants to write."""
        super().focusInEvent(event)
        self._came()


class DueEdit(PlainEdit):
    """Shows the day in words; while the keyboard is on it, the day as people write it."""

    def __init__(self, day: str, words: str, kept: Callable[[str], object]) -> None:
        super().__init__(day, kept)
        self._day, self._words = day, words
        self.setText(words)

    @property
    def unkept(self) -> str | None:
        """What was written; that the day stands there in words is no writing."""
        return None if self.text() == self._words else super().unkept

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the day itself."""
        if self.unkept is None:
            self.setText(self._day)
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show words again if the day is as it was."""
        super().focusOutEvent(event)
        if self.text() == self._day:
            self.setText(self._words)


def _line(
    first: QWidget, what: QWidget, who: QWidget, with_what: QWidget, due: QWidget, end: QWidget
) -> QHBoxLayout:
    line = row(first, what, who, with_what, due, end, gap=4, margins=(12, 2, 6, 2))
    _share(line, what, who, with_what, due)
    return line


def _share(line: QHBoxLayout, *parts: QWidget) -> None:
    """Give the parts of a line the same columns in each line, whatever stands in them."""
    *parts_by_share, due = parts
    for part, (least, share) in zip(parts_by_share, _COLUMNS, strict=True):
        policy = part.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        part.setSizePolicy(policy)
        part.setMinimumWidth(least)
        line.setStretchFactor(part, share)
    due.setFixedWidth(_DUE)


def _due(action: ActionLine) -> str:
    if action.status == "done":
        day = action.done_on or action.due
        return tr("done {day}").format(day=short_date(day)) if day else tr("done")
    if action.status == "dropped":
        return tr("no longer wanted")
    waits = tr("on the waiting list") if action.waits == "waiting" else ""
    waits = tr("refused") if action.waits == "refused" else waits
    if action.due is None:
        return waits
    if action.late and action.late > 0:
        today = action.due.fromordinal(action.due.toordinal() + action.late)
        return when(action.due, today)
    return joined(short_date(action.due), waits)


def _tone(action: ActionLine) -> str:
    if action.status == "done":
        return "ok"
    return "danger" if action.late and action.late > 0 else ""


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
