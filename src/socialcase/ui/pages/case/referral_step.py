"""The words that a step of a referral asks for: why it was refused, what came of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from socialcase.actions.done import Done
from socialcase.actions.referrals import (
    ReferralAnswer,
    answer_referral,
    end_referral,
    withdraw_referral,
)
from socialcase.texts import label, tr
from socialcase.ui.page import Page
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.layout import column, row
from socialcase.ui.written_form import WrittenForm

STEPS = "referral-step:"
"""How the places begin where the words of a step are written down until they are kept."""


class StepForm(QWidget):
    """Beneath a referral. `day()`: the day of the step as it was typed; `kept()` follows a save."""

    def __init__(
        self, page: Page, uid: str, day: Callable[[], str], kept: Callable[[], object]
    ) -> None:
        super().__init__()
        self._page, self._uid, self._day, self._kept = page, uid, day, kept
        self._asking = ""
        self._words, self._place, self._expected = TextBox(), TextBox(), TextBox()
        self._fields = Field("", self._words)
        self._line_field, self._expected_field = Field("", self._place), Field("", self._expected)
        self._keep_button = Button(small=True, then=self._finish)
        self._written = WrittenForm(
            page, {"words": self._words, "place": self._place, "expected": self._expected}
        )
        self._lay_out()

    def ask(self, step: str) -> None:
        """Ask for the words of a step; what was written for it and not kept stands there."""
        self._written.leave()
        for box in (self._words, self._place, self._expected):
            box.clear()  # what was written for another step waits there
        self._asking = step
        waiting = step == "waiting"
        for field in (self._line_field, self._expected_field):
            field.setVisible(waiting)
        self._fields.set_words(
            {
                "refused": tr("Why they refused"),
                "ended": tr("What came of it"),
                "withdrawn": tr("Why it is taken back"),
                "waiting": tr("What they said"),
            }[step]
        )
        self._keep_button.setText(tr("Keep: {step}").format(step=label("referral_state", step)))
        self._written.begin(f"{STEPS}{self._uid}:{step}")
        self.show()

    def focus(self) -> None:
        """Put the keyboard where writing begins."""
        (self._place if self._asking == "waiting" else self._words).setFocus()

    def _lay_out(self) -> None:
        self._words.setObjectName(f"referral:{self._uid}:words")
        complete_days(self._expected, lambda: self._page.context.workspace.today)
        for box in (self._words, self._place, self._expected):
            box.returnPressed.connect(self._finish)
        self._line_field.setMaximumWidth(150)
        self._line_field.set_words(tr("Number in line"))
        self._expected_field.setMaximumWidth(170)
        self._expected_field.set_words(tr("Place expected on"))
        leave = Button(tr("Leave"), kind="quiet", small=True, then=self._ask_nothing)
        first = row(self._fields, self._line_field, self._expected_field, gap=12)
        first.setStretch(0, 1)
        self.setLayout(
            column(self._written.since, first, row(self._keep_button, leave, None), gap=6)
        )

    def _ask_nothing(self) -> None:
        self._asking = ""
        self._written.blank()
        self.hide()

    def _finish(self) -> None:
        if not self._asking:
            return
        place = self._place.text().strip()
        if self._asking == "waiting" and place and not place.isdigit():
            self._line_field.complain(tr("Write a number."))
            return
        words = self._words.text().strip()
        if self._asking != "waiting" and not words:
            self._fields.complain(tr("Please say it in a few words."))
            self._words.setFocus()
            return
        done = self._written.keep(partial(self._act, self._asking, words, place))
        if done is not None:
            for box in (self._words, self._place, self._expected):
                box.clear()
                box.setModified(False)  # what is kept is not half-written any more
            self._kept()
        self._page.undoable(done, label("referral_state", self._asking))

    def _act(self, step: str, words: str, place: str) -> Done:
        ws, uid, on = self._page.context.workspace, self._uid, self._day()
        if step == "ended":
            return end_referral(ws, uid, words, on)
        if step == "withdrawn":
            return withdraw_referral(ws, uid, words, on)
        expected = self._expected.text().strip() if step == "waiting" else ""
        number = int(place) if place and step == "waiting" else None
        return answer_referral(ws, uid, ReferralAnswer(step, words, on, number, expected))
