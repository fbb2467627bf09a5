"""Panels beneath the head of a case: risk and next step."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.cases import set_next_step, set_risk
from socialcase.actions.told_risk import ToldRisk, told_risk
from socialcase.cases.codes import RISKS
from socialcase.texts import label, short_date, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.pages.service_words import typed_day
from socialcase.ui.speech import joined, quoted
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.field import Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, column, row


class RiskPanel(Panel):
    """The risk level with its reasons."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._level = self._before = ""
        self._levels = Choices(self._choose)
        self._reasons = TextArea(lines=2)
        self._field = Field("", self._reasons)
        self._told: ToldRisk | None = None
        self._said = Words(size="small", wrap=True)
        self._take = Button(small=True, then=self._take_over)
        self._take.setObjectName("takeRisk")
        self._source = boxed(row(self._take, self._said, gap=10))
        self._source.hide()
        self._hint = Words(size="small", tone="muted")
        level = boxed(column(self._source, row(self._levels, self._hint, None), gap=10))
        for place in range(len(RISKS)):
            shortcut = QShortcut(QKeySequence(str(place + 1)), level)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._levels.pick, place))
        self.put(level, self._field)
        self.writes("risk", reasons=self._reasons)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self.title.setText(tr("Risk level"))
        self._field.set_words(tr("Why"), tr("what you saw and heard"))
        self._hint.setText(tr("keys 1, 2, 3; Ctrl+Enter sets it"))
        self.act.setText(tr("Set the risk level"))
        self._take.setText(tr("Take it over"))
        self._offer()
        self._show_told()

    def show_header(self, header: CaseHeader) -> None:
        """Begin from what is set."""
        if header.case.uid != self.uid or not self.isVisible():
            self._level, self._before = header.risk.level, header.risk.reasons.strip()
            self._reasons.setPlainText(header.risk.reasons)
            self._offer()
        super().show_header(header)

    def begin(self) -> None:
        """Begin with what an assessment says of it, where one does, else with the level."""
        ws, uid = self.page.context.workspace, self.uid
        self._told = self.page.read(lambda: told_risk(ws, uid))
        self._show_told()
        if self._told is None:
            self._levels.take_keyboard()
        else:
            self._take.setFocus()

    def finish(self) -> None:
        """Set level and reasons."""
        reasons = self._reasons.toPlainText().strip()
        self._field.complain("" if reasons else tr("Write why, so that others can follow."))
        if not self._level:
            self._levels.take_keyboard()
        if not reasons or not self._level:
            return
        ws = self.page.context.workspace
        done = self.keep(lambda: set_risk(ws, self.uid, self._level, reasons))
        if done is not None:
            self.leave()
            self.page.undoable(done, label("risk", self._level))

    def _show_told(self) -> None:
        """Say what was told, by whom and when: it is set only by whoever sets it here."""
        told = self._told
        self._source.setVisible(told is not None)
        if told is not None:
            day = short_date(told.day) if told.day else ""
            why = quoted(told.reasons)
            level = tr("Told already: {level}").format(level=label("risk", told.level))
            self._said.setText(joined(level, why, told.form, day, told.author_name))

    def _take_over(self) -> None:
        """Write level and reasons into the fields; what was written there goes on below."""
        if self._told is None:
            return
        self._level = self._told.level
        self._offer()
        told, written = self._told.reasons, self._reasons.toPlainText().strip()
        if told and told not in written:
            own = written if written != self._before else ""  # those of before were of before
            self._reasons.setPlainText("\n".join(filter(None, (told, own))))
        self._reasons.setFocus()
        self._reasons.moveCursor(QTextCursor.MoveOperation.End)

    def _offer(self) -> None:
        self._levels.offer({code: label("risk", code) for code in vocabulary("risk")}, self._level)

    def _choose(self, level: str) -> None:
        """A click or a digit chooses, and goes on to the reasons."""
        self._level = level
        self._reasons.setFocus()
        self._reasons.selectAll()


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
        self.writes("next", step=self._what, due=self._due)
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
            self._due.setText(typed_day(header.case.next_step_due))
        super().show_header(header)

    def begin(self) -> None:
        """Begin with the step."""
        self._what.setFocus()

    def finish(self) -> None:
        """Keep step and day."""
        ws, what, due = self.page.context.workspace, self._what.text(), self._due.text()
        done = self.keep(lambda: set_next_step(ws, self.uid, what.strip(), due.strip()))
        if done is not None:
            self.leave()
            self.page.undoable(done, tr("Next step kept"))
