"""The log of one visit: what came of it, what comes next, when the next one is; one save."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut

from socialcase.actions.case_views import VisitLine
from socialcase.actions.unkept import Unkept
from socialcase.actions.visits import VisitLog
from socialcase.cases.dates import parse_day
from socialcase.cases.follow_ups import follow_ups
from socialcase.texts import label, short_date, tr, vocabulary
from socialcase.ui.dropped_files import dropped_files
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import panel_keys
from socialcase.ui.pages.case.visit_met import Met
from socialcase.ui.pages.case.visit_pictures import VisitPictures
from socialcase.ui.speech import day_words, joined
from socialcase.ui.typed_days import complete_days, whole_day
from socialcase.ui.unkept import WrittenDown
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.written_since import WrittenSince

_PLAN, _OUTCOMES = "plan", 5
_WENT = ("done", "not_home", "not_admitted")
"""Somebody was on the way."""
_CORRECTS, _EMPTIED = "corrects", " "
"""A mark among what is written down of a correction; what was emptied in it."""


class VisitForm(Card):
    """Logs a visit, plans one or moves one. What is typed is written down until that is done.

    What was kept is corrected in it, too. `keep(log)` and `plan(visit, day, purpose)` do the acts
    and say whether they were done; `visit` is the one to be moved, "" for a new one.
    `paper(visit)` shows a kept one as it is printed.
    """

    def __init__(
        self,
        page: Page,
        keep: Callable[[VisitLog], bool],
        plan: Callable[[str, str, str], bool],
        leave: Callable[[], None],
        anew: Callable[[], None],
        paper: Callable[[str], object],
    ) -> None:
        super().__init__(tone="accent", padding=(18, 14, 18, 16))
        self._keep, self._plan = keep, plan
        self._workspace = page.context.workspace
        self._outcome, self.place = "done", ""
        self._visit: VisitLine | None = None
        self._before: dict[str, str] = {}
        self._outcomes = Choices(self._choose)
        self._kind = ChoiceBox()
        self._on, self._minutes, self._way = TextBox(), TextBox(), TextBox()
        self.pictures = VisitPictures(page)
        self._note = TextArea(lines=4)
        self._note.textChanged.connect(self._show_tasks)
        self._tasks = Words(size="small", tone="accent", wrap=True)
        self._act, self._due, self._next, self._purpose = (TextBox() for _ in range(4))
        self._title = Words(size="section", weight="bold")
        self._planned = Words(size="small", tone="muted", wrap=True)
        self._since = WrittenSince(anew)
        facts = (self._kind, self._on, self._minutes, self._way)
        self._facts = [Field("", editor) for editor in facts]
        self._note_field = Field("", self._note)
        later = (self._act, self._due, self._next, self._purpose)
        self._later = [Field("", editor) for editor in later]
        self._done = Button(then=self._finish)
        self._leave = Button(kind="quiet", then=leave)
        self._print = Button(icon_name="printer", then=lambda: paper(self._uid))
        self._rule = Rule()
        self.written = WrittenDown(page, self._words)
        self._met = Met(self.written.note)
        self._boxes = {
            "on": self._on,
            "minutes": self._minutes,
            "way": self._way,
            "others": self._met.others,
            "act": self._act,
            "due": self._due,
            "next": self._next,
            "purpose": self._purpose,
        }
        for box in self._boxes.values():
            box.returnPressed.connect(self._finish)
        self.setAcceptDrops(True)
        for field in (self._note, *self._boxes.values()):
            field.setAcceptDrops(False)  # else a dropped picture leaves its path in the note
        for day in (self._on, self._due, self._next):
            complete_days(day, self._today)
        self.written.hear(self._note, self._kind, *self._boxes.values())
        panel_keys(self, self._finish, leave)
        for place in range(_OUTCOMES):
            chosen = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            chosen.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            chosen.activated.connect(partial(self._outcomes.pick, place))
        self._lay_out()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._offer_outcomes()
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
            (tr("Next visit on"), tr("+7: in a week; left empty: none")),
            (tr("Purpose"), ""),
        )
        for field, (name, hint) in zip(self._later, later, strict=True):
            field.set_words(name, hint)
        self._leave.setText(tr("Leave"))
        self._print.setText(tr("On paper"))
        self._since.retranslate()
        self._say_planned()
        self._show_tasks()
        self._show_state()

    def begin(self, visit: VisitLine | None, people: Mapping[str, str], place: str) -> None:
        """Begin the log of a planned visit, of one that nobody planned, or correct a kept one.

        `people`: the names of the family, by id. `place`: where it is written down while it is not
        kept (`actions.unkept`); what stands there already is shown again.
        """
        self._visit, self.place = visit, place
        self._before = kept_words(visit)
        unkept = self.written.read(place)
        self._since.show_unkept(unkept)
        written = unkept.words if unkept is not None else {}
        words = {**self._before, **{name: _filled(text) for name, text in written.items()}}
        for name, box in self._boxes.items():
            box.setText(words.get(name, ""))
        self._note.setPlainText(words.get("note", ""))
        met = dict(visit.met_people) if visit is not None else {}
        self._met.begin(
            {**people, **met, **people}, words.get("met", "").split(), words.get("alone", "")
        )
        self.pictures.begin(place, unkept.files if unkept is not None else ())
        self._outcome = words.get("outcome", "done")
        self._offer_outcomes()
        kind = words.get("kind", visit.kind if visit else "home")
        self._kind.setCurrentIndex(max(0, self._kind.findData(kind)))
        for field in (*self._facts, *self._later):
            field.complain("")
        self._say_planned()
        self._show_state()
        self.written.begin(place)
        (self._next if self._outcome == _PLAN else self._note).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures and scans may be dropped anywhere on the form."""
        if dropped_files(event) and self.pictures.isVisibleTo(self):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.pictures.take(dropped_files(event))
        event.acceptProposedAction()

    def _today(self) -> date:
        return self._workspace.today

    @property
    def _uid(self) -> str:
        return self._visit.uid if self._visit is not None else ""

    @property
    def _correcting(self) -> bool:
        """Whether the visit was kept before."""
        return bool(self._before)

    def _words(self) -> dict[str, str]:
        """What was typed and chosen, as it is written down; nothing of what is as at first."""
        words = {name: box.text() for name, box in self._boxes.items()}
        words |= {"note": self._note.toPlainText(), "alone": self._met.alone}
        words["met"] = " ".join(sorted(self._met.people))
        words |= {"outcome": self._outcome, "kind": self._kind.value()}
        first = {"outcome": "done", "kind": self._visit.kind if self._visit else "home"}
        first |= self._before
        changed = {
            name: text or _EMPTIED for name, text in words.items() if text != first.get(name, "")
        }
        return {**changed, _CORRECTS: "yes"} if changed and self._correcting else changed

    def _say_planned(self) -> None:
        visit = self._visit
        planned = short_date(visit.planned) if visit and visit.planned else ""
        words = tr("Planned for {day}").format(day=planned) if planned else ""
        self._planned.setText(joined(words, visit.purpose if visit else ""))
        self._purpose.setPlaceholderText(visit.purpose if visit and self._moving else "")

    @property
    def _moving(self) -> bool:
        """Whether another day is to be found for the visit that was planned."""
        return self._visit is not None and self._outcome == _PLAN

    def _offer_outcomes(self) -> None:
        outcomes = {code: label("visit_outcome", code) for code in vocabulary("visit_outcome")}
        outcomes.pop("planned", None)
        if not self._correcting:
            outcomes[_PLAN] = tr("Another day") if self._visit else tr("Only plan one")
        self._outcomes.offer(outcomes, self._outcome)

    def _choose(self, outcome: str) -> None:
        """Show what that outcome asks for, with the keyboard where one writes about it."""
        self._outcome = outcome
        self.written.note()
        self._say_planned()
        self._show_state()
        (self._next if outcome == _PLAN else self._note).setFocus()

    def _show_state(self) -> None:
        planning, done = self._outcome == _PLAN, self._outcome == "done"
        self._facts[0].setVisible(not planning)
        self._facts[1].setVisible(not planning)
        self._facts[2].setVisible(done)
        self._facts[3].setVisible(self._outcome in _WENT)
        self._met.setVisible(done)
        for part in (self._note_field, self.pictures):
            part.setVisible(not planning)
        for field in self._later[:2]:
            field.setVisible(not planning)
        self._rule.setVisible(not planning)
        corrects = self._correcting
        self._title.setText(tr("Correct the visit") if corrects else tr("What came of the visit?"))
        act = tr("Move the visit") if self._moving else tr("Plan the visit")
        keep = tr("Keep the correction") if corrects else tr("Keep the visit")
        self._done.setText(act if planning else keep)
        self._print.setVisible(corrects)

    def _finish(self) -> None:
        if not self._fits():
            return
        if self._outcome == _PLAN:
            self._finish_plan()
        elif self.pictures.coming:
            self.pictures.once_in(self._finish)
        elif self._keep(self._log()):
            self.written.end()

    def _finish_plan(self) -> None:
        on, purpose = self._next.text().strip(), self._purpose.text().strip()
        if self._plan(self._uid, on, purpose):
            for box in (self._next, self._purpose):
                box.setText("")
            self._outcome = "done"
            self.written.note()  # what else was typed stays until it is kept
            self.written.end()

    def _log(self) -> VisitLog:
        """What there is to keep; what its outcome does not ask for is left out."""
        done, went = self._outcome == "done", self._outcome in _WENT
        return VisitLog(
            outcome=self._outcome,
            visit=self._uid,
            kind=self._kind.value() or "home",
            told_on=self._on.text().strip(),
            minutes=int(self._minutes.text() or 0) or None if done else None,
            travel_minutes=int(self._way.text() or 0) or None if went else None,
            met=self._met.others.text().strip() if done else "",
            met_people=self._met.people if done else (),
            alone=self._met.alone if done else "",
            note=self._note.toPlainText().strip(),
            next_act=self._act.text().strip(),
            next_due=self._due.text().strip(),
            next_visit=self._next.text().strip(),
            next_purpose=self._purpose.text().strip(),
            files=self.pictures.files,
            unkept=self.place,
        )

    def _fits(self) -> bool:
        """Whether numbers are numbers and days are days; else it is said where it is not so."""
        shown = [field for field in (*self._facts, *self._later) if field.isVisibleTo(self)]
        wrong = [field for field in shown if not self._field_fits(field)]
        if wrong:
            wrong[0].editor.setFocus()
        return not wrong

    def _field_fits(self, field: Field) -> bool:
        box, fault = field.editor, ""
        if box in (self._minutes, self._way) and isinstance(box, TextBox):
            typed = box.text().strip()
            fault = "" if not typed or typed.isdecimal() else tr("Write a number.")
        elif box in (self._on, self._due, self._next) and isinstance(box, TextBox):
            fault = self._day_fault(box)
        field.complain(fault)
        return not fault

    def _day_fault(self, box: TextBox) -> str:
        """What is wrong with a day: told on lies behind, what comes next ahead."""
        typed, today = whole_day(box.text(), self._today()).strip(), self._today()
        if not typed:
            needed = box is self._next and self._outcome == _PLAN
            return tr("Write the day.") if needed else ""
        box.setText(typed)
        try:
            day = parse_day(typed)
        except ValueError:
            return tr("Write a day, as 25.11.2026.")
        if box is self._on and day > today:
            words = tr("This day is still ahead: by this computer today is {day}.")
            return words.format(day=f"{today:%d.%m.%Y}")
        return tr("This day has passed.") if box is not self._on and day < today else ""

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
        head = row(self._title, self._planned)
        head.setStretch(1, 1)
        self.put(head, self._since)
        keys = Words("Alt+1 … 5", size="caption", tone="muted")
        self.put(row(self._outcomes, keys, None))
        self.put(facts, self._met, self._note_field, self._tasks, self.pictures)
        self.put(self._rule, later)
        self._tasks.hide()
        keys = Words("Ctrl+Enter", size="small", tone="muted")
        self.put(2, row(self._done, keys, self._leave, None, self._print))


def corrects(unkept: Unkept) -> bool:
    """Whether what was written down is the correction of a visit that was kept."""
    return _CORRECTS in unkept.words


def kept_words(visit: VisitLine | None) -> dict[str, str]:
    """What stands in the fields of a visit that was kept; nothing of one that is planned."""
    if visit is None or visit.outcome == "planned":
        return {}
    values = {
        "outcome": visit.outcome,
        "kind": visit.kind,
        "on": f"{visit.told_on:%d.%m.%Y}" if visit.told_on is not None else "",
        "minutes": str(visit.minutes or ""),
        "way": str(visit.travel_minutes or ""),
        "others": visit.met_others,
        "alone": visit.alone,
        "met": " ".join(sorted(uid for uid, _name in visit.met_people)),
        "note": visit.note,
    }
    return {name: text for name, text in values.items() if text}


def _filled(text: str) -> str:
    return "" if text == _EMPTIED else text
