"""The log of one visit: what came of it, what comes next, when the next one is; one save."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from socialcase.actions.case_views import VisitLine
from socialcase.actions.visits import VisitLog
from socialcase.cases.follow_ups import follow_ups
from socialcase.texts import label, short_date, tr, vocabulary
from socialcase.ui.pages.case.visit_met import Met
from socialcase.ui.pages.case.visit_pictures import VisitPictures
from socialcase.ui.speech import day_words, joined
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import row

_PLAN = "plan"


class VisitForm(Card):
    """Logs a visit, or plans one. `keep(log)` and `plan(day, purpose)` do the acts."""

    def __init__(
        self,
        keep: Callable[[VisitLog], None],
        plan: Callable[[str, str], None],
        leave: Callable[[], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(tone="accent", padding=(18, 14, 18, 16))
        self._keep, self._plan = keep, plan
        self._outcome = "done"
        self._visit: VisitLine | None = None
        self._outcomes = Choices(self._choose)
        self._kind = ChoiceBox()
        self._today = today
        self._on, self._minutes, self._way = TextBox(), TextBox(), TextBox()
        self._met, self.pictures = Met(), VisitPictures()
        self._note = TextArea(lines=4)
        self._note.textChanged.connect(self._show_tasks)
        self._tasks = Words(size="small", tone="accent", wrap=True)
        self._act, self._due, self._next, self._purpose = (TextBox() for _ in range(4))
        self._title = Words(size="section", weight="bold")
        self._planned = Words(size="small", tone="muted")
        facts = (self._kind, self._on, self._minutes, self._way)
        self._facts = [Field("", editor) for editor in facts]
        self._note_field = Field("", self._note)
        later = (self._act, self._due, self._next, self._purpose)
        self._later = [Field("", editor) for editor in later]
        self._done = Button(then=self._finish)
        self._leave = Button(kind="quiet", then=leave)
        self._rule = Rule()
        for box in (*facts[1:], *later):
            if isinstance(box, TextBox):
                box.returnPressed.connect(self._finish)
        for day in (self._on, self._due, self._next):
            complete_days(day, today)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            kept = QShortcut(QKeySequence(keys), self)
            kept.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            kept.activated.connect(self._finish)
        self._lay_out()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("What came of the visit?"))
        outcomes = {code: label("visit_outcome", code) for code in vocabulary("visit_outcome")}
        outcomes.pop("planned", None)
        self._outcomes.offer({**outcomes, _PLAN: tr("Only plan one")}, self._outcome)
        kinds = {code: label("visit_kind", code) for code in vocabulary("visit_kind")}
        self._kind.offer(kinds, self._kind.value() or "home")
        facts = (
            (tr("Kind"), ""),
            (tr("Day"), tr("today if left empty")),
            (tr("Minutes"), ""),
            (tr("Minutes on the way"), ""),
        )
        for field, (name, hint) in zip(self._facts, facts, strict=True):
            field.set_words(name, hint)
        hint = tr("A line that begins with → (type - and >) becomes a task; a day may end it.")
        self._note_field.set_words(tr("What you saw, heard and agreed"), hint)
        self._met.retranslate()
        self.pictures.retranslate()
        later = (
            (tr("Next step"), ""),
            (tr("By"), tr("as 25.11.2026")),
            (tr("Next visit on"), tr("left empty: none is planned")),
            (tr("Purpose"), ""),
        )
        for field, (name, hint) in zip(self._later, later, strict=True):
            field.set_words(name, hint)
        self._leave.setText(tr("Leave"))
        self._say_planned()
        self._show_tasks()
        self._show_state()

    def begin(self, visit: VisitLine | None, people: Mapping[str, str]) -> None:
        """Begin the log of a planned visit, or of one that nobody planned.

        `people`: the names of the family, by id.
        """
        self._visit = visit
        boxes = (self._on, self._minutes, self._way, self._act, self._due, self._next)
        for box in (*boxes, self._purpose):
            box.setText("")
        self._note.setPlainText("")
        self._met.begin(people)
        self.pictures.take(())
        self._outcome = "done"
        self._outcomes.choose("done")
        self._say_planned()
        self._kind.setCurrentIndex(max(0, self._kind.findData(visit.kind if visit else "home")))
        self._show_state()
        self._note.setFocus()

    def _say_planned(self) -> None:
        visit = self._visit
        planned = short_date(visit.planned) if visit and visit.planned else ""
        words = tr("Planned for {day}").format(day=planned) if planned else ""
        self._planned.setText(joined(words, visit.purpose if visit else ""))

    def _choose(self, outcome: str) -> None:
        """Show what that outcome asks for, with the keyboard where one writes about it."""
        self._outcome = outcome
        self._show_state()
        (self._next if outcome == _PLAN else self._note).setFocus()

    def _show_state(self) -> None:
        planning, done = self._outcome == _PLAN, self._outcome == "done"
        self._facts[0].setVisible(not planning)
        self._facts[1].setVisible(not planning)
        for field in self._facts[2:]:
            field.setVisible(done)
        self._met.setVisible(done)
        for part in (self._note_field, self.pictures):
            part.setVisible(not planning)
        for field in self._later[:2]:
            field.setVisible(not planning)
        self._rule.setVisible(not planning)
        self._done.setText(tr("Plan the visit") if planning else tr("Keep the visit"))

    def _finish(self) -> None:
        on, purpose = self._next.text().strip(), self._purpose.text().strip()
        if self._outcome == _PLAN:
            self._later[2].complain("" if on else tr("Write the day."))
            if on:
                self._plan(on, purpose)
            return
        minutes, way = self._number(2, self._minutes), self._number(3, self._way)
        if minutes is None or way is None:
            return
        self._keep(
            VisitLog(
                outcome=self._outcome,
                visit=self._visit.uid if self._visit else "",
                kind=self._kind.value() or "home",
                told_on=self._on.text().strip(),
                minutes=minutes or None,
                travel_minutes=way or None,
                met=self._met.others.text().strip(),
                met_people=self._met.people,
                alone=self._met.alone,
                note=self._note.toPlainText().strip(),
                next_act=self._act.text().strip(),
                next_due=self._due.text().strip(),
                next_visit=on,
                next_purpose=purpose,
            )
        )

    def _number(self, place: int, box: TextBox) -> int | None:
        """What stands in a box, 0 for nothing; None for what is no number, which is said there."""
        text = box.text().strip()
        fits = not text or text.isdigit()
        self._facts[place].complain("" if fits else tr("Write a number."))
        return int(text or 0) if fits else None

    def _show_tasks(self) -> None:
        """Say which lines of the note become tasks, while it is written."""
        found = follow_ups(self._note.toPlainText(), self._today())
        day = {one: day_words(one.due.isoformat()) if one.due else "" for one in found}
        words = [tr("Task: {what}").format(what=joined(one.what, day[one])) for one in found]
        self._tasks.setText("\n".join(words))
        self._tasks.setVisible(bool(words))

    def _lay_out(self) -> None:
        facts = row(*self._facts, gap=14)
        later = row(*self._later, gap=14)
        for place, share in enumerate((3, 3, 2, 2)):
            facts.setStretch(place, share)
        for place, share in enumerate((3, 2, 2, 3)):
            later.setStretch(place, share)
        self.put(row(self._title, self._planned, None), row(self._outcomes, None))
        self.put(facts, self._met, self._note_field, self._tasks, self.pictures)
        self.put(self._rule, later)
        self._tasks.hide()
        keys = Words("Ctrl+Enter", size="small", tone="muted")
        self.put(2, row(self._done, keys, self._leave, None))
