"""A review in place: goal by goal what was reached and the person's own rating; what follows.

Every answer is kept when it is given; a review that was begun is gone on with.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

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
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.written_form import WrittenForm

_NUMBER, _RATING, _SECOND = 64, 118, 2
_MEASURE = "measure:"
"""How the names of the fields of the goals begin."""


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
        self._unkept = UnkeptFields(
            page,
            {
                "held": self.held,
                "with_whom": self.with_whom,
                "own_words": self.own_words,
                "note": self.note,
            },
        )
        self._end = WrittenForm(page, {"next_on": self.next_on})
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
        self._unkept.retranslate()
        self._show_decision()

    def show_review(self, view: PlanView, review: ReviewLine) -> None:
        """Show a review that was begun."""
        if review.uid != self._review:
            self._decision = "go_on"
            self._end.leave()
            self.next_on.setText("")
            self._end.begin(f"review-end:{review.uid}")
        place = f"review:{review.uid}"
        self._unkept.turn_from(place)
        self._review = review.uid
        self.held.show_value(f"{review.held:%d.%m.%Y}" if review.held else "")
        self.with_whom.show_value(review.with_whom)
        self.own_words.show_value(review.own_words)
        self.note.show_value(review.note)
        self._unkept.anew(_MEASURE)
        clear(self._goals)
        self._show_goals(view, review)
        self._decisions.choose(self._decision)
        self._show_decision()
        self._unkept.turn_to(place)

    def begin(self) -> None:
        """Begin with whom."""
        self.with_whom.setFocus()

    def decide(self) -> None:
        """Keep what follows; unfinished texts first."""
        for area in (self.own_words, self.note):
            area.finish()
        ws, review, decision = self._page.context.workspace, self._review, self._decision
        on = self.next_on.text().strip() if decision in ("go_on", "pause") else ""
        done = self._end.keep(lambda: decide_review(ws, review, decision, on))
        if done is not None:
            self._page.undoable(done, tr("The review is kept"))
            self._decided(decision)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away; the review stays open."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _show_goals(self, view: PlanView, review: ReviewLine) -> None:
        """One line for each goal: how far it is, the own rating, their words."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for column_, share in enumerate((5, 0, 0, 4)):
            grid.setColumnStretch(column_, share)
        names = (tr("Reached"), tr("Own rating, 0 to 10"), tr("In their own words"))
        for place, name in enumerate(names, 1):
            head = Words(name, size="caption", tone="muted", wrap=True)
            if place == _SECOND:
                head.setFixedWidth(_RATING)
            grid.addWidget(head, 0, place, Qt.AlignmentFlag.AlignBottom)
        goals = [g for g in view.goals if g.status == "open" or review.of(g.uid)]
        numbers = {goal.uid: number for number, goal in enumerate(view.goals, 1)}
        for line, goal in enumerate(goals, 1):
            measured = review.of(goal.uid)
            grid.addWidget(_goal_words(numbers[goal.uid], goal, measured), line, 0)
            for place, box in enumerate(self._boxes(goal, measured), 1):
                if box is not None:
                    box.setAccessibleName(names[place - 1])
                    box.setAccessibleDescription(goal.words)
                    grid.addWidget(box, line, place)
        self._goals.addWidget(boxed(grid))

    def _boxes(self, goal: GoalView, measured: MeasureLine | None) -> Sequence[QWidget | None]:
        keep = partial(self._measure, goal.uid)
        done = TextBox(kept=partial(keep, "done"))
        given = None if measured is None else measured.done
        done.show_value("" if given is None else str(given))
        done.setFixedWidth(_NUMBER)
        rating = ChoiceBox(kept=partial(keep, "rating"))
        rating.offer({"": "–", **_ratings()}, "" if measured is None else _code(measured.rating))
        rating.setFixedWidth(_RATING)
        words = TextBox(kept=partial(keep, "words"))
        words.show_value(measured.words if measured else "")
        for name, box in (("done", done), ("rating", rating), ("words", words)):
            box.setObjectName(f"{_MEASURE}{goal.uid}:{name}")
        self._unkept.add(words.objectName(), words)
        if goal.of is None:
            done.deleteLater()
            return None, rating, words
        self._unkept.add(done.objectName(), done)
        return done, rating, words

    def _measure(self, goal: str, field: str, value: str) -> bool:
        ws, review = self._page.context.workspace, self._review
        act = partial(measure_goal, ws, review, goal, field, value.strip() or None)
        return self._page.keep(act) is not None

    def _set(self, field: str, value: str) -> bool:
        ws, review = self._page.context.workspace, self._review
        return self._page.keep(lambda: set_review(ws, review, field, value.strip())) is not None

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
        said = row(self._fields["own_words"], self._fields["note"], gap=12)
        for place in (0, 1):
            said.setStretch(place, 1)
        ends = row(self._fields["next_on"], boxed(column(None, row(self._act, self._away))), None)
        ends.setSpacing(12)
        self.body.setSpacing(6)
        self.put(
            self._unkept.apart,
            first,
            self._goals,
            said,
            row(self._follows, self._decisions, None, gap=12),
            self._consequence,
            ends,
        )


def _goal_words(number: int, goal: GoalView, measured: MeasureLine | None) -> QWidget:
    """The goal, and beneath what is measured, how it was and where it is to be."""
    parts = [Words(f"{number}. {goal.words}", size="small", weight="medium", wrap=True)]
    if goal.of is not None:
        was = _before(goal, None if measured is None else measured.done)
        way = tr("was {now}, goal {of}").format(now="–" if was is None else was, of=goal.of)
        told = f"{goal.measure}: {way}" if goal.measure else way
        parts.append(Words(told, size="caption", tone="muted", wrap=True))
    return boxed(column(*parts, gap=0))


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
