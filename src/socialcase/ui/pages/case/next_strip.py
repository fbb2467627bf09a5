"""The strip in the head of a case: what comes next, when and why; or how it ended."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from socialcase.actions.case_views import CaseHeader, NextStep
from socialcase.actions.wording import deadline_words, next_step_words, source_words
from socialcase.texts import label, long_date, tr, when
from socialcase.ui.speech import day_words, joined, quoted
from socialcase.ui.widgets.buttons import Button, link, primary
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import column, row


class NextStrip(QFrame):
    """What comes next in an open case. Its acts: the step itself, a visit, changing, all days."""

    def __init__(
        self,
        act: Callable[[], None],
        visit: Callable[[], None],
        change: Callable[[], None],
        days: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._next = Words(tone="muted")
        self._what = Words(weight="bold", wrap=True)
        self._when = Words(size="small", weight="medium")
        self._why = Words(size="small", tone="muted", wrap=True)
        self._needs = Words(size="small", tone="muted", wrap=True)
        self._days = link(then=days)
        self._change = link(then=change)
        self._visit = Button(icon_name="house", then=visit)
        self._act = primary(then=act)
        first = row(self._next, self._what, gap=5)
        first.setStretch(1, 1)
        second = row(self._when, self._why, gap=6)
        second.setStretch(1, 1)
        words = column(first, second, self._needs, gap=1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 9, 10, 9)
        layout.setSpacing(10)
        layout.addWidget(IconLabel("arrow-right", "accent", 18))
        layout.addLayout(words, 1)
        for part in (self._days, self._change, self._visit, self._act):
            layout.addWidget(part)

    def show_header(self, header: CaseHeader) -> None:
        """Show the next step of a case."""
        step = header.next
        self.setVisible(header.case.status != "closed")
        self._next.setText(tr("Next:"))
        self._what.setText(next_step_words(step))
        self._show_day(step)
        self._needs.setText(needs_line(step))
        self._needs.setVisible(bool(step.needs))
        self._days.setText(tr("All deadlines"))
        self._days.setVisible(bool(header.deadlines))
        self._change.setText(tr("Change"))
        self._visit.setText(tr("Log a visit"))
        self._visit.setVisible(step.act not in ("after_death", "contact") or moves_on(step))
        self._act.setText(act_button(step))

    def _show_day(self, step: NextStep) -> None:
        days = ""
        if step.due is not None and step.late is not None:
            day = step.due
            days = f"{long_date(day)}, {when(day, day.fromordinal(day.toordinal() + step.late))}"
        self._when.setText(days)
        self._when.setVisible(bool(days))
        self._when.set_tone("danger" if step.late and step.late > 0 else "")
        self._why.setText(deadline_words(step.why) if step.why else "")
        source = source_words(step.why) if step.why else ""
        for words in (self._when, self._why):
            words.setToolTip(source)


class ClosedStrip(QFrame):
    """How a closed case ended, what the coordinator said of it, and the way back."""

    def __init__(self, reopen: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._what = Words(weight="bold", wrap=True)
        self._said = Words(size="small", wrap=True)
        self._looked = Words(size="small", tone="muted", wrap=True)
        self._open = Button(then=reopen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 9, 10, 9)
        layout.setSpacing(10)
        layout.addWidget(IconLabel("check-circle", "muted", 18))
        layout.addLayout(column(self._what, self._said, self._looked, gap=1), 1)
        layout.addWidget(self._open)

    def show_header(self, header: CaseHeader) -> None:
        """Show how a case ended."""
        case = header.case
        self.setVisible(case.status == "closed")
        reason = label("closure_reason", case.closure_reason) if case.closure_reason else ""
        closed = tr("Closed on {day}").format(day=day_words(case.closure_date))
        self._what.setText(joined(closed, reason))
        heard = quoted(case.closure_feedback) or case.closure_unheard
        said = joined(case.closure_outcome, heard)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        verdicts = {
            "approve": tr("The coordinator agreed."),
            "return": tr("The coordinator returned it: see the comments."),
        }
        waits = tr("The coordinator has not looked at it yet; nothing waits for that.")
        self._looked.setText(verdicts.get(header.verdict, waits))
        self._open.setText(tr("Open the case again…"))


def act_button(step: NextStep) -> str:
    """What the button of the next step says."""
    names = {
        "urgent_service": tr("Say how it was helped…"),
        "after_death": tr("Close the case…"),
        "ask_consent": tr("Write down consent"),
        "assess": tr("Assess the needs"),
        "set_risk": tr("Set the risk level"),
        "make_plan": tr("Write the plan"),
        "send_plan": tr("Open the plan"),
        "correct_plan": tr("Correct the plan"),
        "agree_plan": tr("Open the plan"),
        "review": tr("Review the plan"),
        "decide_review": tr("Review the plan"),
    }
    if moves_on(step):
        return tr("Move to “{status}”").format(status=label("status", step.onward))
    return names.get(step.act, tr("Log a visit"))


def moves_on(step: NextStep) -> bool:
    """Whether the next thing to do is to move the case to its next status.

    A case is in service for long: it moves on only when a review is due.
    """
    if step.needs or step.act in ("urgent_service", "after_death", "set_risk"):
        return False
    if step.onward == "under_review":
        return step.act == "review"
    return bool(step.onward) and step.onward != "closed"


def needs_line(step: NextStep) -> str:
    """What the next status still needs, in words; "" when nothing, or before closing."""
    if not step.needs or step.onward == "closed":
        return ""
    words = ", ".join(label("need", need) for need in step.needs)
    status = label("status", step.onward)
    return tr("Still needed for “{status}”: {needs}").format(status=status, needs=words)
