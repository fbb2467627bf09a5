"""Panels beneath the head of a case: risk, next step, groups and safety, closing."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.cases import close_case, set_case, set_next_step, set_risk
from socialcase.actions.editing import add_element, remove_element
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row


class Panel(Card):
    """A card that opens in place; its button does the act and closes it."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(padding=(18, 14, 18, 16))
        self.page = page
        self.leave = leave
        self.uid = ""
        self.title = Words(size="section", weight="bold")
        self.act = Button(then=self.finish)
        self.cancel = Button(kind="quiet", then=leave)
        self.put(self.title)

    def end(self) -> None:
        """Put the buttons at the end."""
        self.put(row(self.act, self.cancel, None))

    def show_header(self, header: CaseHeader) -> None:
        """Take over what is known."""
        self.uid = header.case.uid

    def begin(self) -> None:
        """Put the keyboard into the first field."""

    def finish(self) -> None:
        """Do the act."""

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.cancel.setText(tr("Leave as it is"))


class RiskPanel(Panel):
    """The risk level with its reasons."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._level = ""
        self._levels = Choices(self._choose)
        self._reasons = TextArea(lines=2)
        self._field = Field("", self._reasons)
        self.put(row(self._levels, None), self._field)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self.title.setText(tr("Risk level"))
        self._field.set_words(tr("Why"), tr("what you saw and heard"))
        self.act.setText(tr("Set the risk level"))
        self._offer()

    def show_header(self, header: CaseHeader) -> None:
        """Begin from what is set."""
        if header.case.uid != self.uid or not self.isVisible():
            self._level = header.risk.level
            self._reasons.setPlainText(header.risk.reasons)
            self._offer()
        super().show_header(header)

    def begin(self) -> None:
        """Begin with the reasons."""
        self._reasons.setFocus()

    def finish(self) -> None:
        """Set level and reasons."""
        reasons = self._reasons.toPlainText().strip()
        self._field.complain("" if reasons else tr("Write why, so that others can follow."))
        if not reasons or not self._level:
            return
        ws = self.page.context.workspace
        done = self.page.keep(lambda: set_risk(ws, self.uid, self._level, reasons))
        if done is not None:
            self.leave()
            self.page.undoable(done, label("risk", self._level))

    def _offer(self) -> None:
        self._levels.offer({code: label("risk", code) for code in vocabulary("risk")}, self._level)

    def _choose(self, level: str) -> None:
        self._level = level


class NextStepPanel(Panel):
    """What comes next and by when."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._what, self._due = TextBox(), TextBox()
        self._what_field, self._due_field = Field("", self._what), Field("", self._due)
        line = row(self._what_field, self._due_field, gap=14)
        line.setStretch(0, 3)
        line.setStretch(1, 1)
        complete_days(self._due, lambda: page.context.workspace.today)
        self._due.returnPressed.connect(self.finish)
        self.put(line)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self.title.setText(tr("Next step"))
        self._what_field.set_words(tr("What"))
        self._due_field.set_words(tr("By"), tr("as 25.11.2026"))
        self.act.setText(tr("Keep the next step"))

    def show_header(self, header: CaseHeader) -> None:
        """Begin from what is set."""
        if header.case.uid != self.uid or not self.isVisible():
            self._what.setText(header.case.next_step_act)
            self._due.setText(header.case.next_step_due)
        super().show_header(header)

    def begin(self) -> None:
        """Begin with the step."""
        self._what.setFocus()

    def finish(self) -> None:
        """Keep step and day."""
        ws, what, due = self.page.context.workspace, self._what.text(), self._due.text()
        done = self.page.keep(lambda: set_next_step(ws, self.uid, what.strip(), due.strip()))
        if done is not None:
            self.leave()
            self.page.undoable(done, tr("Next step kept"))


class FactsPanel(Panel):
    """Groups, who is not to be told, and the safety of the worker: each kept at once."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._boxes = {code: CheckBox(then=self._ticker(code)) for code in vocabulary("group")}
        self._told = TextBox(kept=lambda words: self._set("not_to_be_told", words))
        self._safety = TextBox(kept=lambda words: self._set("worker_safety", words))
        self._told_field, self._safety_field = Field("", self._told), Field("", self._safety)
        grid = QGridLayout()
        for place, box in enumerate(self._boxes.values()):
            grid.addWidget(box, place // 3, place % 3)
        self.put(grid, self._told_field, self._safety_field)
        self.put(row(self.cancel, None))
        self.act.hide()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.title.setText(tr("Groups and safety"))
        self.cancel.setText(tr("Done"))
        for code, box in self._boxes.items():
            box.setText(label("group", code))
        self._told_field.set_words(tr("Not to be told"), tr("who must learn nothing of this case"))
        self._safety_field.set_words(
            tr("Worker safety"), tr("visit in pairs, agreed return call, dogs")
        )

    def show_header(self, header: CaseHeader) -> None:
        """Show what is kept."""
        super().show_header(header)
        for code, box in self._boxes.items():
            box.setChecked(code in header.case.groups)
        self._told.show_value(header.case.not_to_be_told)
        self._safety.show_value(header.case.worker_safety)

    def begin(self) -> None:
        """Begin with the groups."""
        next(iter(self._boxes.values())).setFocus()

    def _ticker(self, code: str) -> Callable[[bool], None]:
        def tick(on: bool) -> None:
            act = add_element if on else remove_element
            ws = self.page.context.workspace
            self.page.keep(lambda: act(ws, "case", self.uid, "groups", code))

        return tick

    def _set(self, field: str, words: str) -> None:
        ws = self.page.context.workspace
        self.page.keep(lambda: set_case(ws, self.uid, field, words))


class ClosePanel(Panel):
    """Closing: why, what came of it, what the family says."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._reason = ChoiceBox()
        self._outcome, self._feedback = TextArea(lines=2), TextArea(lines=2)
        self._fields = [Field("", e) for e in (self._reason, self._outcome, self._feedback)]
        self._consequence = Words(size="small", tone="muted", wrap=True)
        self.put(*self._fields, self._consequence)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self.title.setText(tr("Close the case"))
        names = (tr("Why"), tr("What came of it"), tr("What the family says of the help"))
        for field, words in zip(self._fields, names, strict=True):
            field.set_words(words)
        codes = {code: label("closure_reason", code) for code in vocabulary("closure_reason")}
        self._reason.offer(codes, self._reason.value() or "goals_met")
        self._consequence.setText(
            tr("A closed case leaves Today. It can be opened again; nothing is erased.")
        )
        self.act.setText(tr("Close the case"))
        self.cancel.setText(tr("Keep it open"))

    def begin(self) -> None:
        """Begin with the reason."""
        self._reason.setFocus()

    def finish(self) -> None:
        """Close the case."""
        ws = self.page.context.workspace
        reason, outcome = self._reason.value(), self._outcome.toPlainText().strip()
        feedback = self._feedback.toPlainText().strip()
        done = self.page.keep(lambda: close_case(ws, self.uid, reason, outcome, feedback))
        if done is not None:
            self.leave()
            self.page.undoable(done, tr("The case is closed"))
