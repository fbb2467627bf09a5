"""A goal in words: whose, measured by what, from where to where, by when."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from socialcase.actions.case_views import GoalView
from socialcase.actions.editing import FieldValue
from socialcase.actions.needs import NeedLine
from socialcase.cases.planning import number_in
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row
from socialcase.ui.written_form import WrittenForm

_MOST_NEEDS = 12


class GoalForm(Card):
    """`keep()` when the goal is to be kept; `leave()` when the form is to go."""

    def __init__(
        self,
        page: Page,
        keep: Callable[[], None],
        leave: Callable[[], object],
        *,
        changes: bool = False,
    ) -> None:
        super().__init__(tone="accent", padding=(16, 12, 16, 14))
        self._to_change, self._go = changes, leave
        self.words, self.measure = TextBox(), TextBox()
        self.baseline, self.target = TextBox(), TextBox()
        self.of, self.due = TextBox(), TextBox()
        self.person, self.domain = ChoiceBox(), ChoiceBox()
        self._fields = {
            "words": Field("", self.words),
            "person": Field("", self.person),
            "domain": Field("", self.domain),
            "measure": Field("", self.measure),
            "baseline": Field("", self.baseline),
            "target": Field("", self.target),
            "of": Field("", self.of),
            "due": Field("", self.due),
        }
        self._needs = FlowBox(across=14, down=2)
        self._boxes: dict[str, CheckBox] = {}
        self._about_needs: tuple[str, ...] = ()
        self._about = Words(weight="medium")
        self._act = Button(then=keep)
        self._leave = Button(kind="quiet", then=leave)
        self.quoted = Words(tone="muted", wrap=True)
        self.quoted.hide()
        complete_days(self.due, lambda: page.context.workspace.today)
        self.written = WrittenForm(page, {n: field.editor for n, field in self._fields.items()})
        for box in (self.words, self.due, self.of, self.measure, self.baseline, self.target):
            box.returnPressed.connect(self._act.click)
        self._lay_out()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = {
            "words": (tr("Goal, in the person’s own words"), ""),
            "person": (tr("Whose"), ""),
            "domain": (tr("Part of life"), ""),
            "measure": (tr("Measured by"), tr("as “school days of 10”")),
            "baseline": (tr("How it is now"), tr("as “4”")),
            "target": (tr("Target"), ""),
            "of": (tr("Counted to"), tr("as “10”")),
            "due": (tr("By"), tr("as 18.12.2026")),
        }
        for name, field in self._fields.items():
            field.set_words(*words[name])
        self.written.retranslate()
        chosen = self.domain.value()
        codes = {code: label("domain", code) for code in vocabulary("domain")}
        self.domain.offer({"": "–", **codes}, chosen)
        self._about.setText(tr("It is about"))
        self._act.setText(tr("Keep the goal") if self._to_change else tr("Add the goal"))
        self._leave.setText(tr("Leave it") if self._to_change else tr("Close"))

    def offer(self, people: Mapping[str, str], main: str) -> None:
        """Offer the people of the case and the whole family."""
        known = self.person.value() in people or self.person.currentIndex() == 0
        value = self.person.value() if known and self.person.count() else main
        whole = tr("Whole family") if len(people) > 1 else tr("Everybody")
        self.person.offer({"": whole, **people}, value)

    def offer_needs(self, needs: list[NeedLine]) -> None:
        """Offer the open needs that a goal may be about; what is ticked stays ticked."""
        ticked = set(self.chosen())
        clear(self._needs.flow)
        shown = [n for n in needs if n.status == "open" and n.what != "strength"][:_MOST_NEEDS]
        self._boxes = {n.uid: CheckBox(_short(n.words)) for n in shown}
        for uid, box in self._boxes.items():
            box.setChecked(uid in ticked)
            self._needs.flow.addWidget(box)
        for part in (self._about, self._needs):
            part.setVisible(bool(shown))

    def chosen(self) -> tuple[str, ...]:
        """The needs that are ticked."""
        return tuple(uid for uid, box in self._boxes.items() if box.isChecked())

    def tick(self, needs: tuple[str, ...]) -> None:
        """Tick these needs, and no other."""
        for uid, box in self._boxes.items():
            box.setChecked(uid in needs)

    def quote(self, case: str, words: str, person: str, domain: str = "") -> None:
        """Have `words` beside the goal, to be read: they never become its text by themselves.

        What is half written stays.
        """
        self.show()
        if not self.words.text().strip():
            self.begin(case)
        if not self.words.text().strip():
            for box, code in ((self.person, person), (self.domain, domain)):
                if box.findData(code) >= 0:
                    box.setCurrentIndex(box.findData(code))
        self.quoted.setText(words)
        self.quoted.setVisible(bool(words))
        self.words.setFocus()

    def begin(self, case: str) -> None:
        """Begin a goal of a case, with what was written for one and not kept."""
        self.show()
        self.written.leave()
        self.quoted.hide()
        for box in (self.words, self.measure, self.baseline, self.target, self.of, self.due):
            box.setText("")
        self.domain.setCurrentIndex(0)
        self.tick(())
        self.written.begin(f"goal:{case}")
        self.words.setFocus()

    def show_goal(self, goal: GoalView) -> None:
        """Begin with a goal as it is, and with what was written to change it and not kept."""
        self.written.leave()
        texts = {"words": goal.words, "measure": goal.measure, "target": goal.target}
        texts |= {"baseline": goal.baseline, "due": goal.due.isoformat() if goal.due else ""}
        texts["of"] = "" if goal.of is None else str(goal.of)
        for name, words in texts.items():
            getattr(self, name).setText(words)
        for box, code in ((self.person, goal.person), (self.domain, goal.domain)):
            box.setCurrentIndex(max(0, box.findData(code)))
        self.tick(goal.needs)
        self._about_needs = self.chosen()
        self.written.begin(f"goal-change:{goal.uid}")

    def put_away(self) -> None:
        """Leave the form; what was written waits."""
        self.written.blank()
        self.hide()

    def complain(self, words: str) -> None:
        """Say what is missing."""
        self._fields["words"].complain(words)

    def values(self) -> dict[str, FieldValue]:
        """What was written. A count to reach is taken from the target, where that is a number."""
        written = {"of": self.of.text().strip(), "target": self.target.text().strip()}
        if not written["of"] and number_in(self.baseline.text()) is not None:
            number = number_in(written["target"])
            written["of"] = str(number) if number is not None and number >= 0 else ""
        return {
            "words": self.words.text().strip(),
            "person": self.person.value(),
            "domain": self.domain.value(),
            "baseline": self.baseline.text().strip(),
            "target": written["target"],
            "measure": self.measure.text().strip(),
            "due": self.due.text().strip(),
            "of": int(written["of"]) if written["of"].isdigit() else None,
            "needs": self.chosen(),
        }

    def changes(self) -> dict[str, FieldValue]:
        """Of `values` what is not as it was shown: what came in meanwhile is left alone."""
        changed = self.written.changed()
        changed |= {"of"} if changed & {"target", "baseline"} else set()
        changed |= {"needs"} if self.chosen() != self._about_needs else set()
        return {name: value for name, value in self.values().items() if name in changed}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form."""
        if event.key() == Qt.Key.Key_Escape:
            self._go()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        fields = self._fields
        first = row(fields["words"], gap=12)
        second = row(*(fields[n] for n in ("person", "domain", "measure")), gap=12)
        third = row(*(fields[n] for n in ("baseline", "target", "of", "due")), gap=12)
        for line, shares in ((second, (2, 2, 3)), (third, (2, 2, 1, 2))):
            for place, share in enumerate(shares):
                line.setStretch(place, share)
        acts = row(self._act, self._leave, None)
        self.put(
            self.written.since, self.quoted, first, second, third, self._about, self._needs, 2, acts
        )
        for part in (self._about, self._needs):
            part.hide()


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
