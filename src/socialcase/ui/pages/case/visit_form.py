"""The log of one visit: what came of it, what comes next, when the next one is; one save."""

from collections.abc import Callable
from datetime import date

from socialcase.actions.case_views import VisitLine
from socialcase.actions.visits import VisitLog
from socialcase.texts import label, short_date, tr, vocabulary
from socialcase.ui.speech import joined
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
        self._outcome, self._visit = "done", ""
        self._outcomes = Choices(self._choose)
        self._kind = ChoiceBox()
        self._on, self._minutes, self._met = TextBox(), TextBox(), TextBox()
        self._note = TextArea(lines=3)
        self._act, self._due, self._next, self._purpose = (TextBox() for _ in range(4))
        self._title = Words(size="section", weight="bold")
        self._planned = Words(size="small", tone="muted")
        facts = (self._kind, self._on, self._minutes, self._met)
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
            (tr("Who was met"), ""),
        )
        for field, (name, hint) in zip(self._facts, facts, strict=True):
            field.set_words(name, hint)
        self._note_field.set_words(tr("What you saw, heard and agreed"))
        later = (
            (tr("Next step"), ""),
            (tr("By"), tr("as 25.11.2026")),
            (tr("Next visit on"), tr("left empty: none is planned")),
            (tr("Purpose"), ""),
        )
        for field, (name, hint) in zip(self._later, later, strict=True):
            field.set_words(name, hint)
        self._leave.setText(tr("Leave"))
        self._show_state()

    def begin(self, visit: VisitLine | None) -> None:
        """Begin the log of a planned visit, or of one that nobody planned."""
        self._visit = visit.uid if visit else ""
        boxes = (self._on, self._minutes, self._met, self._act, self._due, self._next)
        for box in (*boxes, self._purpose):
            box.setText("")
        self._note.setPlainText("")
        self._outcome = "done"
        self._outcomes.choose("done")
        planned = short_date(visit.planned) if visit and visit.planned else ""
        words = tr("Planned for {day}").format(day=planned) if planned else ""
        self._planned.setText(joined(words, visit.purpose if visit else ""))
        self._kind.setCurrentIndex(max(0, self._kind.findData(visit.kind if visit else "home")))
        self._show_state()
        self._note.setFocus()

    def _choose(self, outcome: str) -> None:
        self._outcome = outcome
        self._show_state()

    def _show_state(self) -> None:
        planning, done = self._outcome == _PLAN, self._outcome == "done"
        self._facts[0].setVisible(not planning)
        self._facts[1].setVisible(not planning)
        for field in self._facts[2:]:
            field.setVisible(done)
        self._note_field.setVisible(not planning)
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
        minutes = self._minutes.text().strip()
        self._facts[2].complain("" if not minutes or minutes.isdigit() else tr("Write a number."))
        if minutes and not minutes.isdigit():
            return
        self._keep(
            VisitLog(
                outcome=self._outcome,
                visit=self._visit,
                kind=self._kind.value() or "home",
                told_on=self._on.text().strip(),
                minutes=int(minutes) if minutes else None,
                met=self._met.text().strip(),
                note=self._note.toPlainText().strip(),
                next_act=self._act.text().strip(),
                next_due=self._due.text().strip(),
                next_visit=on,
                next_purpose=purpose,
            )
        )

    def _lay_out(self) -> None:
        facts = row(*self._facts, gap=14)
        later = row(*self._later, gap=14)
        for place, share in enumerate((2, 2, 1, 3)):
            facts.setStretch(place, share)
        for place, share in enumerate((3, 2, 2, 3)):
            later.setStretch(place, share)
        self.put(row(self._title, self._planned, None), row(self._outcomes, None))
        self.put(facts, self._note_field, self._rule, later)
        self.put(2, row(self._done, self._leave, None))
