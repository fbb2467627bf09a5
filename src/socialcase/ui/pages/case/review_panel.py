"""A review in place: goal by goal what was reached and the person's own rating; what follows.

Every answer is kept when it is given; a review that was begun is gone on with.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import GoalView, PlanView
from socialcase.actions.reviews import (
    MOST,
    MeasureLine,
    ReviewLine,
    decide_review,
    measure_goal,
    set_review,
)
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row


class ReviewPanel(Card):
    """`decided(decision)` after it was kept what follows; `leave()` puts it away, still open."""

    def __init__(
        self, page: Page, decided: Callable[[str], object], leave: Callable[[], object]
    ) -> None:
        super().__init__(tone="accent", padding=(16, 10, 16, 14))
        self._page, self._decided, self._leave = page, decided, leave
        self._review = ""
        self._decision = "go_on"
        self.held = TextBox(kept=lambda words: self._set("held", words))
        self.with_whom = TextBox(kept=lambda words: self._set("with_whom", words))
        self.own_words = TextArea(lines=2, kept=lambda words: self._set("own_words", words))
        self.note = TextArea(lines=2, kept=lambda words: self._set("note", words))
        self.next_on = TextBox()
        self._fields = {
            "held": Field("", self.held),
            "with_whom": Field("", self.with_whom),
            "own_words": Field("", self.own_words),
            "note": Field("", self.note),
            "next_on": Field("", self.next_on),
        }
        self._goals = QVBoxLayout()
        self._goals.setSpacing(8)
        self._follows = Words(weight="bold")
        self._decisions = Choices(self._choose)
        self._consequence = Words(size="small", tone="muted", wrap=True)
        self._act = Button(then=self.decide)
        self._away = Button(kind="quiet", then=leave)
        for box in (self.held, self.next_on):
            complete_days(box, lambda: page.context.workspace.today)
        self._lay_out()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.head(
            tr("Review"), tr("Every answer is kept when it is given."), icon_name="arrows-clockwise"
        )
        words = {
            "held": (tr("Held on"), ""),
            "with_whom": (tr("With whom"), ""),
            "own_words": (tr("What they say of it, in their own words"), ""),
            "note": (tr("Note"), ""),
            "next_on": (tr("Next review on"), tr("left empty: by the risk level")),
        }
        for name, field in self._fields.items():
            field.set_words(*words[name])
        self._follows.setText(tr("What follows"))
        codes = {code: label("review_decision", code) for code in vocabulary("review_decision")}
        self._decisions.offer(codes, self._decision)
        self._act.setText(tr("End the review"))
        self._away.setText(tr("Go on later"))
        self._show_decision()

    def show_review(self, view: PlanView, review: ReviewLine) -> None:
        """Show a review that was begun."""
        if review.uid != self._review:
            self._decision = "go_on"
            self.next_on.setText("")
        self._review = review.uid
        self.held.show_value(review.held.isoformat() if review.held else "")
        self.with_whom.show_value(review.with_whom)
        self.own_words.show_value(review.own_words)
        self.note.show_value(review.note)
        clear(self._goals)
        for number, goal in enumerate(view.goals, 1):
            if goal.status == "open" or review.of(goal.uid):
                self._goals.addWidget(self._goal(number, goal, review.of(goal.uid)))
        self._decisions.choose(self._decision)
        self._show_decision()

    def begin(self) -> None:
        """Begin with whom."""
        self.with_whom.setFocus()

    def decide(self) -> None:
        """Keep what follows; unfinished texts first."""
        for area in (self.own_words, self.note):
            area.finish()
        ws, review, decision = self._page.context.workspace, self._review, self._decision
        on = self.next_on.text().strip() if decision in ("go_on", "pause") else ""
        done = self._page.keep(lambda: decide_review(ws, review, decision, on))
        if done is not None:
            self._page.undoable(done, tr("The review is kept"))
            self._decided(decision)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away; the review stays open."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _goal(self, number: int, goal: GoalView, measured: MeasureLine | None) -> QWidget:
        keep = partial(self._measure, goal.uid)
        title = Words(f"{number}. {goal.words}", weight="medium", wrap=True)
        done = TextBox(kept=partial(keep, "done"))
        given = None if measured is None else measured.done
        done.show_value("" if given is None else str(given))
        rating = ChoiceBox(kept=partial(keep, "rating"))
        rating.offer({"": "–", **_ratings()}, "" if measured is None else _code(measured.rating))
        words = TextBox(kept=partial(keep, "words"))
        words.show_value(measured.words if measured else "")
        counted = goal.of is not None
        was = _before(goal, given)
        now = "–" if was is None else str(was)
        hint = tr("was {now}, goal {of}").format(now=now, of=goal.of) if counted else ""
        fields = [
            Field(goal.measure or tr("Reached"), done, hint),
            Field(tr("Own rating, 0 to 10"), rating),
            Field(tr("In their own words"), words),
        ]
        for name, box in (("done", done), ("rating", rating), ("words", words)):
            box.setObjectName(f"measure:{goal.uid}:{name}")
        shares = (2, 3, 4)
        if not counted:
            fields, shares = fields[1:], (3, 4, 0)
        line = row(*fields, gap=12)
        for place, share in enumerate(shares[: len(fields)]):
            line.setStretch(place, share)
        return boxed(column(title, line, Rule(), gap=4))

    def _measure(self, goal: str, field: str, value: str) -> None:
        ws, review = self._page.context.workspace, self._review
        self._page.keep(lambda: measure_goal(ws, review, goal, field, value.strip() or None))

    def _set(self, field: str, value: str) -> None:
        ws, review = self._page.context.workspace, self._review
        self._page.keep(lambda: set_review(ws, review, field, value.strip()))

    def _choose(self, decision: str) -> None:
        self._decision = decision
        self._show_decision()

    def _show_decision(self) -> None:
        words = {
            "go_on": tr("The plan goes on as it is until the next review."),
            "change": tr("The next version begins with what is open; this one stays to be read."),
            "pause": tr("Nothing is due until the next review. Say when that is."),
            "close": tr("The closing of the case opens: reason, outcome, what the family says."),
        }
        self._consequence.setText(words.get(self._decision, ""))
        self._fields["next_on"].setVisible(self._decision in ("go_on", "pause"))

    def _lay_out(self) -> None:
        first = row(self._fields["held"], self._fields["with_whom"], gap=12)
        first.setStretch(0, 1)
        first.setStretch(1, 3)
        self.put(
            first,
            self._goals,
            self._fields["own_words"],
            self._fields["note"],
            self._follows,
            row(self._decisions, None),
            self._consequence,
            self._fields["next_on"],
            row(self._act, self._away, None),
        )


def _before(goal: GoalView, given: int | None) -> int | None:
    """How far a goal was before this review, which says `given`."""
    if given is None:
        return goal.done
    counted = [one.done for one in goal.measures if one.done is not None]
    if given in counted:  # the last of them is this review's own
        del counted[len(counted) - 1 - counted[::-1].index(given)]
    return counted[-1] if counted else goal.start


def _ratings() -> dict[str, str]:
    """The person's own rating in words: the ends and the middle say what they mean."""
    ends = {0: tr("0 – not at all"), 5: tr("5 – half way"), MOST: tr("10 – all the way")}
    return {str(n): ends.get(n, str(n)) for n in range(MOST + 1)}


def _code(rating: int | None) -> str:
    return "" if rating is None else str(rating)
