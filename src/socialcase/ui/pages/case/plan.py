"""The support plan: goals in people's own words, actions under each, edited in place."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseFile, PlanView
from socialcase.actions.plans import add_goal, agree_plan, new_version, send_plan
from socialcase.texts import label, short_date, tr, when
from socialcase.ui.page import Page
from socialcase.ui.pages.case.comments import VerdictBox, comment_lines, may_judge
from socialcase.ui.pages.case.discussing import DiscussCard, quotation
from socialcase.ui.pages.case.goal_card import GoalCard
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.results import Results
from socialcase.ui.pages.rebuilding import rebuilding
from socialcase.ui.speech import day_words, joined
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row

_TONES = {"approved": ("ok", "check"), "returned": ("warning", "arrow-u-up-left")}


class PlanPart(CasePart):
    """The plan that is in force or being written."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._whose = ""
        self._file: CaseFile | None = None
        self._show_of = Words(size="small", tone="muted")
        self._people = Choices(self._choose)
        self._goal_button = Button(icon_name="plus", small=True, then=self._begin)
        self._goals = QVBoxLayout()
        self._goals.setSpacing(12)
        self._form = _NewGoal(self._keep, lambda: self._form.hide(), lambda: self.workspace.today)
        self._side = QVBoxLayout()
        self._by = TextBox()
        self._asked_for = ""
        self.results = Results(page.context, self._show_results)
        self.discuss = DiscussCard(self._word_goal)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._show_of.setText(tr("Show goals of"))
        self._goal_button.setText(tr("Goal"))
        self._goal_button.setAccessibleName(tr("Add a goal"))
        self._form.retranslate()

    def show_file(self, file: CaseFile) -> None:
        """Show the plan of a case."""
        if file.header.case.uid != self.case:
            self._whose = self._asked_for = ""
            self._form.hide()
        super().show_file(file)
        self._file = file
        self._show_people(file)
        self._form.offer(_people(file), file)
        rebuilding(self, lambda: self._show_goals(file))
        clear(self._side)
        for card in self._side_cards(file):
            self._side.addWidget(card)
        self._side.addStretch(1)
        self.results.ask(file)
        self._show_results()

    def show_part(self, record: str) -> None:
        """Begin a goal about one of the things to discuss, as soon as they were read."""
        self._asked_for = record
        self._show_results()

    def _show_results(self) -> None:
        said = self.results.said()
        self.discuss.show_said(said)
        if any(one.key == self._asked_for for one in said):
            self._word_goal(self._asked_for)
        elif not self.results.beside.busy:
            self._asked_for = ""  # it is there no more: nothing opens by itself later

    def _word_goal(self, key: str) -> None:
        """A new goal with the person's words beside its field; somebody types what it says."""
        self._asked_for = ""
        person, words = quotation(key, self.results.said())
        self._form.show()
        self._form.quote(words, person)

    def _show_people(self, file: CaseFile) -> None:
        people = _people(file)
        self._people.offer({"": tr("Everybody"), **people}, self._whose)
        for part in (self._show_of, self._people):
            part.setVisible(len(people) > 1)

    def _show_goals(self, file: CaseFile) -> None:
        clear(self._goals)
        goals = file.plan.goals if file.plan else ()
        for number, goal in enumerate(goals, 1):
            if self._whose in ("", goal.person):
                self._goals.addWidget(GoalCard(self.page, goal, number))
        if not goals and not self._form.isVisible():
            words = tr("No goal yet. A goal says what somebody wants, in their own words.")
            self._goals.addWidget(Empty("target", words, tr("Write the first goal"), self._begin))

    def _choose(self, person: str) -> None:
        self._whose = person
        if self._file is not None:
            self._show_goals(self._file)

    def _begin(self) -> None:
        self._form.show()
        self._form.begin()

    def _keep(self) -> None:
        form = self._form
        words = form.words.text().strip()
        form.complain("" if words else tr("Write the goal."))
        if not words:
            return
        ws, case, about = self.workspace, self.case, form.about()
        of = int(form.of.text()) if form.of.text().strip().isdigit() else None
        done = self.page.keep(lambda: add_goal(ws, case, words, of=of, **about))
        if done is not None:
            form.begin()
            self.page.undoable(done, tr("Goal added"))

    def _side_cards(self, file: CaseFile) -> list[QWidget]:
        if file.plan is None:
            return []
        cards: list[QWidget] = [self._version(file.plan)]
        if file.plan.comments:
            card = Card(padding=(14, 10, 14, 12))
            card.head(tr("Said about it"), icon_name="chat-text")
            card.put(*comment_lines(self.page, file.plan.comments))
            cards.append(card)
        return cards

    def _version(self, view: PlanView) -> Card:
        plan = view.plan
        card = Card(padding=(14, 10, 14, 14))
        card.head(tr("Version {n}").format(n=plan.version or 1))
        tone, icon_name = _TONES.get(plan.status, ("accent", ""))
        card.beside_head(Chip(label("plan_status", plan.status), tone=tone, icon_name=icon_name))
        agreed = joined(plan.agreed_by, day_words(plan.agreed_on))
        review = ""
        if view.review_on is not None:
            review = joined(short_date(view.review_on), when(view.review_on, self.workspace.today))
        facts = (
            (tr("Written by"), view.stamp.author_name),
            (tr("Agreed with"), agreed or tr("nobody yet")),
            (tr("Next review"), review or tr("follows the agreement")),
        )
        for name, words in facts:
            if not words:
                continue
            first = Words(name, size="small", tone="muted", wrap=True)
            first.setFixedWidth(104)
            line = row(first, Words(words, size="small", weight="medium", wrap=True))
            line.setStretch(1, 1)
            card.put(line)
        for part in self._acts(view):
            card.put(part)
        return card

    def _acts(self, view: PlanView) -> list[QWidget]:
        plan, ws = view.plan, self.workspace
        parts: list[QWidget] = []
        if not plan.agreed_on and plan.status != "sent":
            parts.append(self._agreement(plan.uid))
        if plan.status in ("draft", "returned"):
            send = self._act(tr("Give to the coordinator"), lambda: send_plan(ws, plan.uid))
            parts.append(boxed(row(send, None)))
        if plan.status == "sent" and may_judge(ws):
            parts.append(VerdictBox(self.page, plan.uid))
        if plan.status == "approved":
            write = self._act(tr("Write the next version"), lambda: new_version(ws, self.case))
            parts.append(boxed(row(write, None)))
        return parts

    def _agreement(self, plan: str) -> QWidget:
        self._by = TextBox()
        self._by.setObjectName("agreedBy")
        field = Field(tr("Who of the family agreed?"), self._by)
        done = Button(tr("Keep the agreement"), small=True, then=lambda: self._agree(plan))
        self._by.returnPressed.connect(lambda: self._agree(plan))
        return boxed(column(field, row(done, None), gap=6))

    def _agree(self, plan: str) -> None:
        by = self._by.text().strip()
        if by:
            done = self.page.keep(lambda: agree_plan(self.workspace, plan, by))
            self.page.undoable(done, tr("Agreement kept"))

    def _act(self, words: str, act: Callable[[], object]) -> Button:
        return Button(words, small=True, then=lambda: self.page.keep(act))

    def _lay_out(self) -> None:
        top = row(self._show_of, self._people, None, self._goal_button)
        self._form.hide()
        left = column(top, self._form, self._goals, self.discuss, None, gap=10)
        side = boxed(self._side)
        side.setFixedWidth(316)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(12)
        columns = row(left, side, gap=18)
        columns.setStretch(0, 1)
        columns.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        self.layout_.addLayout(columns)


class _NewGoal(Card):
    def __init__(
        self, keep: Callable[[], None], leave: Callable[[], object], today: Callable[[], date]
    ) -> None:
        super().__init__(tone="accent", padding=(16, 12, 16, 14))
        self.words, self.measure = TextBox(), TextBox()
        self.baseline, self.target = TextBox(), TextBox()
        self.of, self.due = TextBox(), TextBox()
        self.person = ChoiceBox()
        self._names = [
            Field("", e)
            for e in (self.words, self.person, self.measure, self.baseline, self.target)
        ]
        self._due_field, self._of_field = Field("", self.due), Field("", self.of)
        self._act = Button(then=keep)
        self._leave = Button(kind="quiet", then=leave)
        self.quoted = Words(tone="muted", wrap=True)
        self.quoted.hide()
        complete_days(self.due, today)
        for box in (self.words, self.due):
            box.returnPressed.connect(self._act.click)
        first = row(self._names[0], self._names[1], gap=12)
        first.setStretch(0, 3)
        first.setStretch(1, 1)
        second = row(*self._names[2:], self._of_field, self._due_field, gap=12)
        for place, share in enumerate((3, 2, 2, 1, 2)):
            second.setStretch(place, share)
        self.put(self.quoted, first, second, 2, row(self._act, self._leave, None))

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = (
            (tr("Goal, in the person’s own words"), ""),
            (tr("Whose"), ""),
            (tr("Measured by"), ""),
            (tr("How it is now"), ""),
            (tr("Target"), ""),
        )
        for field, (name, hint) in zip(self._names, words, strict=True):
            field.set_words(name, hint)
        self._of_field.set_words(tr("Steps"))
        self._due_field.set_words(tr("By"))
        self.due.setPlaceholderText(tr("18.12.2026"))
        self._act.setText(tr("Add the goal"))
        self._leave.setText(tr("Done"))

    def offer(self, people: dict[str, str], file: CaseFile) -> None:
        """Offer the people of the case."""
        main = file.header.main
        known = self.person.value() in people
        value = self.person.value() if known else (main.uid if main else "")
        self.person.offer(people, value)

    def quote(self, words: str, person: str) -> None:
        """Have `words` beside the goal, to be read: they never become its text by themselves.

        What is half written stays.
        """
        if not self.words.text().strip():
            self.begin()
            if self.person.findData(person) >= 0:
                self.person.setCurrentIndex(self.person.findData(person))
        self.quoted.setText(words)
        self.quoted.setVisible(bool(words))
        self.words.setFocus()

    def begin(self) -> None:
        """Begin with an empty goal."""
        self.quoted.hide()
        for box in (self.words, self.measure, self.baseline, self.target, self.of, self.due):
            box.setText("")
        self.words.setFocus()

    def complain(self, words: str) -> None:
        """Say what is missing."""
        self._names[0].complain(words)

    def about(self) -> dict[str, str]:
        """What was written besides the goal's words."""
        return {
            "person": self.person.value(),
            "baseline": self.baseline.text().strip(),
            "target": self.target.text().strip(),
            "measure": self.measure.text().strip(),
            "due": self.due.text().strip(),
        }


def _people(file: CaseFile) -> dict[str, str]:
    main = file.header.main
    people = {main.uid: main.given or main.name} if main else {}
    if file.household:
        people |= {m.person.uid: m.person.given or m.person.name for m in file.household.members}
    return people
