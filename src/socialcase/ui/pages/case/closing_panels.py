"""Panels beneath the head of a case: closing it, and opening it again."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QGridLayout

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.closing import Remaining, close_case, remaining, reopen_case
from socialcase.cases.rules import UNHEARD
from socialcase.texts import label, short_date, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.speech import joined
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row


class ClosePanel(Panel):
    """Closing: why, what came of it, what the person says, what becomes of things still open."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._reason = ChoiceBox(kept=lambda _code: self._ask_feedback())
        self._outcome, self._feedback = TextArea(lines=2), TextArea(lines=2)
        self._unheard = TextBox()
        editors = (self._reason, self._outcome, self._feedback, self._unheard)
        self._fields = [Field("", editor) for editor in editors]
        self._open_lead = Words(weight="medium")
        self._open_things = QGridLayout()
        self._open_things.setHorizontalSpacing(14)
        self._open_things.setColumnStretch(0, 1)
        self.choices: dict[str, ChoiceBox] = {}
        self._found: tuple[Remaining, ...] = ()
        self._consequence = Words(size="small", tone="muted", wrap=True)
        said = row(self._fields[2], self._fields[3], gap=14)
        said.setStretch(0, 3)
        said.setStretch(1, 2)
        self.put(self._fields[0], self._fields[1], said)
        self.put(self._open_lead, self._open_things, self._consequence)
        self.writes(
            "closing",
            reason=self._reason,
            outcome=self._outcome,
            feedback=self._feedback,
            unheard=self._unheard,
        )
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self.title.setText(tr("Close the case"))
        names = (
            (tr("Why"), ""),
            (tr("What came of it"), ""),
            (tr("What the person or the family says of the help"), tr("in their own words")),
            (tr("Or why that is not known"), ""),
        )
        for field, (words, hint) in zip(self._fields, names, strict=True):
            field.set_words(words, hint)
        codes = {code: label("closure_reason", code) for code in vocabulary("closure_reason")}
        self._reason.offer(codes, self._reason.value() or "goals_met")
        self._open_lead.setText(tr("What is still open here"))
        self._consequence.setText(
            tr(
                "A closed case leaves Today. It is closed at once; the coordinator looks at it "
                "afterwards. It can be opened again; nothing is erased."
            )
        )
        self.act.setText(tr("Close the case"))
        self.cancel.setText(tr("Keep it open"))
        self._show_open({record: box.value() for record, box in self.choices.items()})

    def show_header(self, header: CaseHeader) -> None:
        """Take over the case; after a death that is the reason offered."""
        if header.case.uid != self.uid:
            died = "died" in header.notices
            self._reason.setCurrentIndex(self._reason.findData("died" if died else "goals_met"))
            for area in (self._outcome, self._feedback):
                area.setPlainText("")
            self._unheard.setText("")
        super().show_header(header)

    def begin(self) -> None:
        """Show what is open, and begin with the reason."""
        ws = self.page.context.workspace
        self._found = self.page.read(lambda: remaining(ws, self.uid)) or ()
        self._show_open({})
        self._ask_feedback()
        self._reason.setFocus()

    def finish(self) -> None:
        """Close the case."""
        outcome = self._outcome.toPlainText().strip()
        feedback, unheard = self._feedback.toPlainText().strip(), self._unheard.text().strip()
        reason = self._reason.value()
        self._fields[1].complain("" if outcome else tr("Write what came of it."))
        heard = feedback or unheard or reason in UNHEARD
        self._fields[2].complain(
            "" if heard else tr("Ask them, or write why that was not possible.")
        )
        if not (outcome and heard):
            return
        ws = self.page.context.workspace
        settle = {record: box.value() for record, box in self.choices.items()}
        done = self.keep(
            lambda: close_case(
                ws, self.uid, reason, outcome, feedback, unheard=unheard, settle=settle
            )
        )
        if done is not None:
            self.leave()
            self.page.undoable(done, tr("The case is closed"))

    def _ask_feedback(self) -> None:
        asked = self._reason.value() not in UNHEARD
        hint = tr("in their own words") if asked else tr("if they said anything")
        self._fields[2].set_words(tr("What the person or the family says of the help"), hint)

    def _show_open(self, chosen: Mapping[str, str]) -> None:
        """What is still open, each with what was chosen for it so far."""
        clear(self._open_things)
        self.choices = {}
        for line, one in enumerate(self._found):
            self._put_open(line, one, chosen.get(one.record, one.choices[0]))
        self._open_lead.setVisible(bool(self._found))

    def _put_open(self, line: int, one: Remaining, choice: str) -> None:
        day = short_date(one.day) if one.day else ""
        status = label(f"{one.kind}_state", one.status) if one.status else label("kind", one.kind)
        box = ChoiceBox()
        box.offer({code: label("settling", code) for code in one.choices}, choice)
        box.setAccessibleName(joined(one.words, status))
        self._open_things.addWidget(Words(one.words, size="small", wrap=True), line, 0)
        quiet = Words(joined(status, day), size="small", tone="muted")
        self._open_things.addWidget(quiet, line, 1)
        self._open_things.addWidget(box, line, 2)
        self.choices[one.record] = box


class ReopenPanel(Panel):
    """Opening a closed case again: why."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._reason = TextArea(lines=2)
        self._field = Field("", self._reason)
        self._consequence = Words(size="small", tone="muted", wrap=True)
        self.put(self._field, self._consequence)
        self.writes("reopening", reason=self._reason)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self.title.setText(tr("Open the case again"))
        self._field.set_words(tr("Why"), tr("what has happened since"))
        self._consequence.setText(
            tr(
                "It begins at intake: a new look at the needs and a new plan, counted from today. "
                "Consent stays as it was given. What was written before stays."
            )
        )
        self.act.setText(tr("Open the case again"))
        self.cancel.setText(tr("Leave it closed"))

    def begin(self) -> None:
        """Begin with the reason."""
        self._reason.setFocus()

    def finish(self) -> None:
        """Open it."""
        reason = self._reason.toPlainText().strip()
        self._field.complain("" if reason else tr("Write why, so that others can follow."))
        if not reason:
            return
        ws = self.page.context.workspace
        done = self.keep(lambda: reopen_case(ws, self.uid, reason))
        if done is not None:
            self._reason.setPlainText("")
            self.leave()
            self.page.undoable(done, tr("The case is open again"))
