"""The last page of the filler: what is missing, the day it was told, and all answers to read."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from socialcase.forms import FinishReport, Problem
from socialcase.texts import tr, trn
from socialcase.ui.pages.filler import typed
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.readback import Readback
from socialcase.ui.pages.filler.saying import trouble
from socialcase.ui.pages.filler.side import NeedsCard, ScoresCard
from socialcase.ui.pages.filler.unrolled import Unrolled
from socialcase.ui.pages.filler.words import day_in_words, plain
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, column, row

_WIDE = 880
"""Pixels: in a longer line nobody finds the number that belongs to the words."""


class Review(QWidget):
    """What stands in the way of finishing, and the whole form read back.

    `go(ref)` takes the person to a question; `finish(told_on)` finishes, with an ISO day.
    """

    def __init__(
        self,
        filling: Filling,
        today: str,
        go: Callable[[str], object],
        finish: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._filling, self._go, self._finish = filling, go, finish
        self._banner = Banner()
        self._problems = Unrolled()
        self._listed: list[Problem] | None = None
        self._todo = Card()
        self._todo.put(self._problems)
        self._scores, self._needs = ScoresCard(), NeedsCard()
        self._today, self._chosen_day = today, filling.beside.told_on
        self._told = TextBox(kept=self._keep_told)
        self._told.setMaximumWidth(150)
        self._told_field = Field("", self._told)
        self.button = primary(icon_name="check", then=self._press)
        self._why_not = Words(size="small", tone="muted", wrap=True)
        self._answers = Readback(filling)
        self.setMaximumWidth(_WIDE)
        line = row(self.button, self._why_not)
        line.setStretch(1, 1)
        self.setLayout(
            column(
                self._banner,
                self._todo,
                self._told_field,
                line,  # above what is long: it is in sight on a small screen
                self._scores,
                self._needs,
                Rule(),
                self._answers,
                None,
                gap=14,
                margins=(0, 14, 0, 20),
            )
        )

    def refresh(self) -> None:
        """Look the form over anew."""
        report = self._report()
        self._told_field.set_words(
            tr("Told on"), tr("The day of the conversation; it may differ from today.")
        )
        self._told.show_value(day_in_words(self.told_on()))
        self._scores.show_scores(self._filling.session.scores())
        self._needs.show_needs(self._filling.session.needs())
        tried = self._filling.beside.trial
        self.button.setText(tr("End the trial") if tried else tr("Finish the assessment"))
        self.button.setEnabled(report.ok)
        self._why_not.setText(self._reason(report))
        self._show_banner(report)
        self._show_problems(report)
        self._answers.refresh()

    def told_on(self) -> str:
        """The day of the conversation, ISO: as chosen here, else as the form asks, else today."""
        asked = (p.ref for p in self._filling.places if p.ref.endswith("/told_on"))
        answered = (self._filling.node(ref).value for ref in asked)
        return self._chosen_day or next((day for day in answered if day), self._today)

    def tell(self, day: str) -> None:
        """Take another day (ISO) for that of the conversation, and keep it."""
        if day != self.told_on():
            self._chosen_day = day
            self._filling.tell(day)
        self._told.show_value(day_in_words(day))

    def focus_first(self) -> None:
        """Take the keyboard to the first thing to do: a missing answer, else the end."""
        top = self._problems.top() if self._listed else None
        first = top.findChild(Button) if top is not None else None
        (first or self.button).setFocus(Qt.FocusReason.TabFocusReason)

    def _keep_told(self, text: str) -> None:
        day = typed.day(text)
        self._told_field.complain("" if day else tr("Write the day as 22.11.2026."))
        if day:
            self.tell(day)

    def _report(self) -> FinishReport:
        """What is missing or wrong, with the letters that are no answer and would be lost."""
        report = self._filling.session.finish()
        unread = self._filling.unread()
        wrong = (*unread, *report.invalid)
        taken = {problem.ref for problem in unread}
        missing = tuple(problem for problem in report.missing if problem.ref not in taken)
        return FinishReport(report.ok and not unread, missing, wrong)

    def _reason(self, report: FinishReport) -> str:
        if self._filling.beside.trial:
            return tr("A trial: it ends without a trace, and no case has these answers.")
        if report.ok and self._filling.beside.private:
            return tr("It is kept on this laptop, for you alone; you can delete it at any time.")
        if report.ok:
            return tr("After that the answers stand; a correction is a new version with a reason.")
        return tr("First answer what is missing. You can also leave; everything is kept.")

    def _show_banner(self, report: FinishReport) -> None:
        if report.ok:
            said = tr("Nothing is missing.")
            self._banner.say(said, tr("Read the answers once more, then finish."), tone="ok")
            return
        missing, wrong = len(report.missing), len(report.invalid)
        parts = []
        if missing:
            parts.append(
                trn("{n} question needs an answer", "{n} questions need an answer", missing)
            )
            parts[-1] = parts[-1].format(n=missing)
        if wrong:
            words = trn("{n} answer is to be corrected", "{n} answers are to be corrected", wrong)
            parts.append(words.format(n=wrong))
        self._banner.say(" · ".join(parts), tr("Choose one to go to it."), tone="warning")

    def _show_problems(self, report: FinishReport) -> None:
        problems = [*report.invalid, *report.missing]
        self._todo.setVisible(bool(problems))
        self._todo.head(tr("Still to do"), str(len(problems)) if problems else "")
        if problems != self._listed:  # else the keyboard stays where it is in the list
            self._listed = problems
            self._problems.show_lines(self._line(problem) for problem in problems)

    def _line(self, problem: Problem) -> QWidget:
        go = Button(
            problem.number or "–", kind="quiet", small=True, then=lambda: self._go(problem.ref)
        )
        go.setMinimumWidth(52)
        go.setAccessibleName(f"{problem.number}  {plain(problem.label)}".strip())
        line = row(go, Words(plain(problem.label), wrap=True), gap=6)
        line.setStretch(1, 1)
        made = column(line, gap=0, margins=(0, 1, 0, 1))
        if problem.violation == "constraint":
            node, language = self._filling.node(problem.ref), self._filling.session.language
            words = plain(problem.message) or trouble(node, language, nag=True)
            said = Words(words, size="small", tone="danger", wrap=True)
            said.setContentsMargins(8, 0, 0, 4)
            made.addWidget(said)
        return boxed(made)

    def _press(self) -> None:
        day = typed.day(self._told.text())
        if not day:
            self._told_field.complain(tr("Write the day as 22.11.2026."))
            return
        self._told_field.complain("")
        self._finish(day)
