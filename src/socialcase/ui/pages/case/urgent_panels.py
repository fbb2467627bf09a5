"""Panels beneath the head of a case: what to do now, and help that is needed at once."""

from collections.abc import Callable

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.emergencies import log_call, mark_urgent, urgent_met
from socialcase.actions.hotlines import (
    Line,
    lines_for,
    may_set_lines,
    source_words,
    unsure_words,
)
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import tr
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.case.number_chips import NumberChips
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.speech import day_words, joined
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row


class EmergencyPanel(Panel):
    """Numbers, what to say, and whom one called when: one note, and nothing else is asked for."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._whom = NumberChips(self._choose)
        self._steps = Words(size="small", wrap=True)
        self._sure, self._unsure = (Words(size="small", tone="muted", wrap=True) for _ in "12")
        self._set = link(then=lambda: page.context.open(Target("hotlines")))
        self._etrap, self._closed = "", False
        self._called, self._at = TextBox(), TextBox()
        self._words = TextArea(lines=2)
        self._needed = TextBox()
        editors = (self._called, self._at, self._words, self._needed)
        self._fields = [Field("", editor) for editor in editors]
        whom = row(self._fields[0], self._fields[1], gap=14)
        whom.setStretch(0, 3)
        whom.setStretch(1, 1)
        self._called.returnPressed.connect(self.finish)
        self._at.returnPressed.connect(self.finish)
        numbers = row(column(self._sure, self._unsure, gap=0), self._set, gap=14)
        numbers.setStretch(0, 1)
        self.put(self._whom, numbers, self._steps)
        said = row(*self._fields[2:], gap=14)
        said.setStretch(0, 3)
        said.setStretch(1, 2)
        self.put(whom, said)
        self.writes("now", called=self._called, at=self._at, words=self._words, needed=self._needed)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self.title.setText(tr("What to do now"))
        steps = (
            tr("1. Are you safe yourself? If not, go where it is safe and call from there."),
            tr("2. Call. Say who you are, where you are, what has happened, who is hurt."),
            tr("3. Stay on the line until they say that you may hang up. Do what they say."),
            tr("4. Stay with the person if that is safe. Promise nothing that you cannot keep."),
            tr("5. Tell your coordinator. Then write down here whom you called."),
        )
        self._steps.setText("\n".join(steps))
        self._set.setText(tr("Change the numbers…"))
        self._offer()
        names = (
            (tr("Whom I called"), ""),
            (tr("At what time"), tr("now if left empty")),
            (tr("What was said and agreed"), ""),
        )
        for field, (words, hint) in zip(self._fields, names, strict=False):
            field.set_words(words, hint)
        self._name_needed()
        self.act.setText(tr("Keep it as a note"))
        self.cancel.setText(tr("Leave"))

    def show_header(self, header: CaseHeader) -> None:
        """Take over where the case is: some numbers hold in one etrap only."""
        super().show_header(header)
        self._etrap, self._closed = header.etrap, header.case.status == "closed"
        self._name_needed()
        self._offer()

    def _name_needed(self) -> None:
        closed = tr("opens the closed case again and stays at its head until it is given")
        stays = tr("stays at the head of the case until it is given")
        self._fields[-1].set_words(tr("What is needed at once"), closed if self._closed else stays)

    def begin(self) -> None:
        """Begin empty, at the numbers."""
        for box in (self._called, self._at, self._needed):
            box.setText("")
        self._words.setPlainText("")
        self._whom.choose("")
        self._fields[0].complain("")
        self._called.setFocus()

    def finish(self) -> None:
        """Keep whom one called."""
        whom, at = self._called.text().strip(), self._at.text().strip()
        self._fields[0].complain("" if whom else tr("Write whom you called, or choose above."))
        if not whom:
            return
        ws, words = self.page.context.workspace, self._words.toPlainText()
        needed = self._needed.text()
        done = self.keep(lambda: log_call(ws, self.uid, whom, at=at, words=words, urgent=needed))
        if done is not None:
            self.leave()
            self.page.undoable(done, tr("Call kept as a note"))

    def _offer(self) -> None:
        """The numbers, where the office took them from, and which nobody has confirmed."""
        ws = self.page.context.workspace
        lines = self.page.read(lambda: lines_for(ws, self._etrap)) or ()
        self._whom.offer(lines)
        told = (self._sure, "\n".join(source_words(lines))), (self._unsure, unsure_words(lines))
        for words, text in told:
            words.setText(text)
            words.setVisible(bool(text))
        self._set.setVisible(may_set_lines(ws))

    def _choose(self, found: Line) -> None:
        """Write the name down, with the time if none stands there."""
        number = f" ({found.number})" if found.number else ""
        self._called.setText(f"{found.name}{number}")
        if not self._at.text().strip():
            now = self.page.context.workspace.clock.now().astimezone(ASHGABAT)
            self._at.setText(now.strftime("%H:%M"))
        self._words.setFocus()


class UrgentPanel(Panel):
    """Help that is needed at once: saying that it is, or how it was given."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._needed = False
        self._before = False
        self._now = Words(weight="medium", wrap=True)
        self._words = TextArea(lines=2)
        self._field = Field("", self._words)
        self._goes_on = CheckBox()
        self._lead = Words(size="small", tone="muted", wrap=True)
        self.put(self._now, self._field, self._goes_on, self._lead)
        self.writes("urgent", words=self._words, goes_on=self._goes_on)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self._goes_on.setText(tr("The help goes on: the case is in service from now"))
        self._lead.setText(
            tr(
                "Urgent help waits for no assessment, no plan and no approval. "
                "The paper follows, and its deadlines are shown."
            )
        )
        self._word()

    def show_header(self, header: CaseHeader) -> None:
        """Take over whether help is needed."""
        if header.case.uid != self.uid or not self.isVisible():
            self._words.setPlainText("")
            self._goes_on.setChecked(False)
        super().show_header(header)
        case = header.case
        self._needed = bool(case.urgent_what)
        self._before = "in_service" in header.may_go_to
        self._now.setText(joined(case.urgent_what, day_words(case.urgent_since)))
        self._word()

    def begin(self) -> None:
        """Begin with the words."""
        self._words.setFocus()

    def finish(self) -> None:
        """Keep it."""
        words = self._words.toPlainText().strip()
        self._field.complain("" if words else tr("Write it in a few words."))
        if not words:
            return
        ws, goes_on = self.page.context.workspace, self._goes_on.isChecked()
        if self._needed:
            done = self.keep(lambda: urgent_met(ws, self.uid, words, in_service=goes_on))
        else:
            done = self.keep(lambda: mark_urgent(ws, self.uid, words))
        if done is not None:
            self.leave()
            given, needed = tr("The urgent help was given"), tr("Urgent help is needed")
            self.page.undoable(done, given if self._needed else needed)

    def _word(self) -> None:
        needed = self._needed
        self.title.setText(tr("Urgent help was given") if needed else tr("Urgent help is needed"))
        self._now.setVisible(needed)
        self._goes_on.setVisible(needed and self._before)
        self._field.set_words(tr("How it was helped") if needed else tr("What is needed at once"))
        keep = tr("Keep how it was helped") if needed else tr("Keep that it is urgent")
        self.act.setText(keep)
