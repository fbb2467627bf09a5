"""To do: the next three, then what is due when; the week as a calendar; what waits for others."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from socialcase.actions.hours import own_cases
from socialcase.actions.notes import add_task
from socialcase.actions.tasks import (
    CalendarDay,
    Todo,
    Todos,
    calendar,
    finish,
    put_off,
    take_up,
    todos,
)
from socialcase.actions.unkept import all_unkept, forgetting
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import long_date, short_date, tr
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.paper_targets import TRIP, paper_target
from socialcase.ui.pages.task_lines import (
    Acts,
    TodoLine,
    lines_for,
    put_off_place,
    section,
    todo_target,
)
from socialcase.ui.pages.task_side import hours_link, office_card, provider_card, put_off_card
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.speech import joined
from socialcase.ui.typed_days import complete_days
from socialcase.ui.unkept import WrittenDown
from socialcase.ui.widgets.buttons import Button, Choices, icon_button, link, name_button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, refilling, row

_WEEK = timedelta(days=7)
_AT_ONCE = 9
"""Lines that are made at once: a screenful."""
_UNHEARD = frozenset({"form", "form_file", "staff", "epoch", "decision", "viewing"})


@dataclass(frozen=True, slots=True)
class _Read:
    """What the page shows. `week`, and what is left of weeks `before`: where it was asked for."""

    found: Todos
    cases: dict[str, str]
    monday: date
    week: tuple[CalendarDay, ...]
    before: tuple[Todo, ...]


class TasksPage(Page):
    """Calm: three things first. Nothing here names a group or a danger."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view, self._by = "todo", "day"
        self._monday = context.workspace.today - timedelta(days=context.workspace.today.weekday())
        self._heading = Words(size="title", weight="bold")
        self._views, self._order = Choices(self._show_view), Choices(self._group)
        self._before = icon_button("caret-left", "", then=lambda: self._turn(-_WEEK))
        self._of_week = Words(weight="medium")
        self._after = icon_button("caret-right", "", then=lambda: self._turn(_WEEK))
        self.what, self._due, self._case = TextBox(), TextBox(), ChoiceBox()
        complete_days(self._due, lambda: context.workspace.today)
        self._case.setMinimumWidth(140)
        self._fields = [Field("", editor) for editor in (self.what, self._due, self._case)]
        self._add = Button(icon_name="plus", then=self._keep)
        for box in (self.what, self._due):
            box.returnPressed.connect(self._keep)
        typed = {"what": self.what, "due": self._due}
        self._written = WrittenDown(self, lambda: {name: box.text() for name, box in typed.items()})
        self._written.hear(*typed.values())
        self._written.resume("task", typed)
        self._left, self._side = QVBoxLayout(), QVBoxLayout()
        self._lines, self._at_once = 0, _AT_ONCE
        self._shown = (self._view, self._by, self._monday)
        self._begun: frozenset[str] = frozenset()
        self._acts = Acts(
            self,
            lambda todo: context.open(todo_target(todo)),
            self._finish,
            self._put_off,
            self._take_up,
            lambda: self._begun,
        )
        self.beside = ReadingBeside(context, self._read, self._show)
        self._lay_out()
        self._key("T", lambda: self.what.setFocus())
        self.setFocusProxy(self.what)
        self.retranslate()

    def title(self) -> str:
        """To do."""
        return tr("To do")

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to the week, or to the list."""
        self._show_view("week" if part == "week" else "todo")

    def retranslate(self) -> None:
        """Word everything, and read."""
        super().retranslate()
        self._heading.setText(self.title())
        self._views.offer({"todo": tr("List"), "week": tr("Week")}, self._view)
        self._order.offer({"day": tr("By day"), "place": tr("By place")}, self._by)
        name_button(self._before, tr("The week before"))
        name_button(self._after, tr("The week after"))
        words = (tr("New task"), tr("Until"), tr("Case"))
        for field, name in zip(self._fields, words, strict=True):
            field.set_words(name)
        self._add.setText(tr("Keep"))
        self.beside.ask()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when casework changed."""
        if not kinds or kinds - _UNHEARD:
            self.beside.ask()

    def _read(self) -> _Read:
        """All that the page shows; done in a job."""
        ws, monday = self.context.workspace, self._monday
        week = calendar(ws, monday) if self._view == "week" else ()
        found = todos(ws)
        late = (*found.next, *found.overdue) if week else ()
        before = tuple(one for one in late if one.due is not None and one.due < monday)
        return _Read(found, own_cases(ws), monday, week, before)

    def _show(self, read: _Read) -> None:
        if self.beside.asked_again:
            return  # laying so much out twice would be felt
        self._case.offer({"": tr("no case"), **read.cases}, self._case.value())
        before = [one for one in self.findChildren(TodoLine) if one.isVisibleTo(self)]
        same = self._shown == (shown := (self._view, self._by, self._monday))
        self._shown = shown
        self._lines, self._at_once = 0, max(_AT_ONCE, len(before)) if same else _AT_ONCE
        at = _with_keyboard(before)
        ws = self.context.workspace
        begun = self.read(lambda: all_unkept(ws, put_off_place())) or []
        self._begun = frozenset(one.place for one in begun)
        with refilling(self, *self._rooms):
            clear(self._left)
            if self._view == "week":
                self._show_week(read)
            else:
                self._show_list(read.found)
            clear(self._side)
            self._show_side(read.found)
        if at is not None:
            self._give_keyboard(
                [one for one in self.findChildren(TodoLine) if one not in before], at
            )

    def _show_side(self, found: Todos) -> None:
        today = self.context.workspace.today
        for card in (
            put_off_card(found.put_off, self._acts),
            provider_card(found.for_provider, self.context.open),
            section(tr("Waiting for the family"), found.for_family, today, self._acts),
            office_card(found.for_office, self.context.open),
            hours_link(self.context.open),
        ):
            if card is not None:
                self._side.addWidget(card)

    def _give_keyboard(self, lines: list[TodoLine], at: int) -> None:
        """Leave the keyboard where it was: on the line that took the place of one that is done."""
        heir = lines[min(at, len(lines) - 1)] if lines else self.what
        heir.setFocus()  # at once: the next reading may be here before the next turn of the window

    def _show_list(self, found: Todos) -> None:
        rest = (*found.overdue, *found.today, *found.week, *found.later, *found.undated)
        if self._by == "place":
            parts = _by_place(rest)
        else:
            parts = [
                (tr("Overdue"), found.overdue),
                (tr("Today"), found.today),
                (tr("In the next seven days"), found.week),
                (tr("Later"), found.later),
                (tr("Without a day"), found.undated),
            ]
        room = lines_for(1 + sum(bool(some) for _, some in parts))
        self._put(tr("Next"), found.next, room)
        for name, some in parts:
            trip = self._trip(some) if self._by == "place" else None
            name = name or tr("No place known")
            self._put(name, some, room, beside=trip)
        if not found.count:
            self._left.addWidget(Empty("check-circle", tr("Nothing is to be done now.")))

    def _put(
        self,
        name: str,
        some: tuple[Todo, ...],
        room: int,
        *,
        note: str = "",
        beside: Button | None = None,
    ) -> None:
        """Put a section beneath the others; its lines at once where it is likely to be in sight."""
        today, seen = self.context.workspace.today, self._lines < self._at_once
        acts = self._acts
        card = section(name, some, today, acts, most=room, note=note, beside=beside, seen=seen)
        if card is not None:
            self._lines += min(room, len(some))
            self._left.addWidget(card)

    def _trip(self, some: tuple[Todo, ...]) -> Button | None:
        """The way to the pack of a trip, where somebody is to be visited."""
        visits = [one for one in some if one.kind == "visit" and one.place]
        if not visits:
            return None
        target = paper_target(TRIP, visits[0].place)
        made = link(tr("Print the trip"), then=lambda: self.context.open(target))
        made.setAccessibleName(joined(made.text(), visits[0].place))
        return made

    def _show_week(self, read: _Read) -> None:
        today = self.context.workspace.today
        last = read.monday + _WEEK - timedelta(days=1)
        self._of_week.setText(f"{short_date(read.monday)} – {short_date(last)}")
        room, idle = lines_for(len(read.week)), tr("nothing planned")
        if read.monday <= today <= last:
            self._put(tr("From earlier weeks"), read.before, room)
        for day in read.week:
            self._put(long_date(day.day), day.todos, room, note=idle)

    def _show_view(self, view: str) -> None:
        self._view = view
        self._views.choose(view)
        for part in (self._before, self._of_week, self._after):
            part.setVisible(view == "week")
        self._order.setVisible(view == "todo")
        self.beside.ask()

    def _group(self, by: str) -> None:
        self._by = by
        self.beside.ask()

    def _turn(self, by: timedelta) -> None:
        self._monday += by
        self.beside.ask()

    def _keep(self) -> None:
        ws, what, due, case = (
            self.context.workspace,
            self.what.text().strip(),
            self._due.text(),
            self._case.value(),
        )
        if not what:
            self.what.setFocus()
            return
        with forgetting(ws, "task"):
            done = self.keep(lambda: add_task(ws, what, due, case=case))
        if done is not None:
            self.what.setText("")
            self._due.setText("")
            self.what.setFocus()
            self.undoable(done, tr("Task kept"))

    def _finish(self, todo: Todo) -> None:
        ws = self.context.workspace
        self.undoable(self.keep(lambda: finish(ws, todo)), tr("Marked as done"))

    def _put_off(self, todo: Todo, until: str, reason: str) -> bool:
        ws = self.context.workspace
        done = self.keep(lambda: put_off(ws, todo, until, reason))
        self.undoable(done, tr("Put off; it comes back on its day"))
        return done is not None

    def _take_up(self, todo: Todo) -> None:
        ws = self.context.workspace
        self.undoable(self.keep(lambda: take_up(ws, todo)), tr("It is to be done now"))

    def _key(self, letter: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(letter), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        inside = page_column(body, gap=14)
        back = link(then=lambda: self.context.open(Target("today")))
        back.setProperty("crumb", True)
        self.says(back.setText, lambda: tr("Today"))
        inside.addLayout(column(row(back, None), self._heading, gap=2))
        turning = (self._before, self._of_week, self._after)
        for part in turning:
            part.hide()
        inside.addLayout(row(self._views, *turning, None, self._order))
        form = Card(padding=(16, 12, 16, 14))
        line = row(*self._fields, self._add, gap=12)
        for place, share in enumerate((5, 2, 3)):
            line.setStretch(place, share)
        line.setAlignment(self._add, Qt.AlignmentFlag.AlignBottom)
        form.put(line)
        self._left.setSpacing(12)
        self._side.setSpacing(12)
        left, side = self._rooms = boxed(column(self._left)), boxed(column(self._side, None))
        side.setFixedWidth(348)
        columns = row(column(form, left, None, gap=12), side, gap=20)
        columns.setStretch(0, 1)
        columns.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(columns)
        inside.addStretch(1)


def _with_keyboard(lines: list[TodoLine]) -> int | None:
    """The place of the line that has the keyboard, in the order of the page."""
    focused = QApplication.focusWidget()
    inside = (place for place, one in enumerate(lines) if focused and one.isAncestorOf(focused))
    return next(inside, None)


def _by_place(rest: tuple[Todo, ...]) -> list[tuple[str, tuple[Todo, ...]]]:
    """What can be done on one way: places in the order of what is most urgent there."""
    places: dict[str, list[Todo]] = {}
    for todo in rest:
        places.setdefault(todo.place, []).append(todo)
    return [(place, tuple(some)) for place, some in places.items()]
