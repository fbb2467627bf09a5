"""The support plan: goals in people's own words, actions under each, edited in place."""

from collections.abc import Callable
from functools import cache, cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout

from socialcase.actions.case_views import CaseFile, GoalView
from socialcase.actions.needs import NeedLine, need_lines
from socialcase.actions.plan_desk import known_doers
from socialcase.actions.plans import change_goal, enter_goal, place_goal
from socialcase.actions.service_views import brought_by
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.action_rows import begun_actions
from socialcase.ui.pages.case.apart_card import ApartCard
from socialcase.ui.pages.case.discussing import DiscussCard, keep_as_need, quotation
from socialcase.ui.pages.case.goal_card import GoalCard, in_place, plan_place
from socialcase.ui.pages.case.goal_form import GoalForm
from socialcase.ui.pages.case.header import CaseHead
from socialcase.ui.pages.case.helped import Helped
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.plan_cards import reached_line
from socialcase.ui.pages.case.plan_panels import PlanPanels
from socialcase.ui.pages.case.plan_side import PlanSide, people_of
from socialcase.ui.pages.case.results import Results
from socialcase.ui.pages.case.who_does import Doers, doers_of
from socialcase.ui.pages.paper_targets import COMPARE, paper_target
from socialcase.ui.pages.rebuilding import rebuilding
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.widgets.scrolling import show_whole

Act = Callable[[], None]


class PlanPart(CasePart):
    """The plan that is in force or being written. G: a goal. A: an action. Arrows: goal by goal."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._whose = ""
        self._file: CaseFile | None = None
        self._needs: list[NeedLine] = []
        self._doers = Doers({})
        self._helped: Helped = {}
        self._cards: list[GoalCard] = []
        self._unkept = UnkeptFields(page)
        self._opened: set[str] = set()
        self._changed = ""
        self._asked_for = ""
        self._waits: Callable[[], object] | None = None
        self._coming = False  # a goal was kept that is not shown yet
        self._show_of, self._keys = Words(size="small", tone="muted"), Words(size="caption")
        self._people = Choices(self._choose)
        self._needs_button = Button(icon_name="star", small=True, then=self.show_needs)
        self._goal_button = Button(icon_name="plus", small=True, then=self._begin)
        self._goals = QVBoxLayout()
        self._goals.setSpacing(12)
        self._forms: list[GoalForm] = []
        self._form_room = column(gap=10)
        self.panels = PlanPanels(page, self.word_need, self._close_case, self._print_compared)
        self.apart = ApartCard(page, self.panels.open)
        self.side = PlanSide(page, self.panels.open, self._look_at, self._choose_waiting)
        self.results = Results(page.context, self._show_results)
        self.discuss = DiscussCard(self._word_goal, self._take_over)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._show_of.setText(tr("Show goals of"))
        self._goal_button.setText(tr("Goal"))
        self._goal_button.setAccessibleName(tr("Add a goal"))
        self._needs_button.setText(tr("Needs and strengths"))
        self._keys.setText(
            tr("G goal · A action · ↑ ↓ from goal to goal · Ctrl ↑ ↓ order · + − how far")
        )
        for form in self._forms:
            form.retranslate()
        self.panels.retranslate()
        self.side.retranslate()
        self._unkept.retranslate()

    @cached_property
    def _form(self) -> GoalForm:
        """Where a goal is written; made when somebody writes one."""
        return self._made(self._keep, self._leave_form)

    @cached_property
    def _change_form(self) -> GoalForm:
        """Where a goal is changed."""
        return self._made(self._keep_change, self._leave_change, changes=True)

    def _made(self, keep: Act, leave: Act, *, changes: bool = False) -> GoalForm:
        form = GoalForm(self.page, keep, leave, changes=changes)
        form.hide()
        form.retranslate()
        self._forms.append(form)
        self._form_room.addWidget(form)
        self._offer(form)
        return form

    def _offer(self, form: GoalForm) -> None:
        if self._file is not None:
            main = self._file.header.main
            form.offer(people_of(self._file), main.uid if main else "")
            form.offer_needs(self._needs)

    def show_file(self, file: CaseFile) -> None:
        """Show the plan of a case."""
        if file.header.case.uid != self.case:
            self._whose = self._asked_for = self._changed = ""
            for form in self._forms:
                form.put_away()
            self.panels.put_away()
        self._unkept.turn_from(plan_place(file))
        super().show_file(file)
        self._file = file
        ws, case = self.workspace, self.case
        known = lambda: self.page.read(lambda: known_doers(ws)) or ({}, ())  # noqa: E731
        self._needs = self.page.read(lambda: need_lines(ws, case)) or []
        people = people_of(file)
        self._doers = doers_of(people, cache(known))
        self._show_people(file)
        for form in self._forms:
            self._offer(form)
        if self.focusWidget() in self._cards:
            self._show_both(file)  # the cards have one name: their goals say which is which
        else:
            rebuilding(self, lambda: self._show_both(file))
        rebuilding(self.panels, lambda: self.panels.show_file(file, self._needs, people))
        self.results.ask(file)
        self._show_results()
        self._coming, then, self._waits = False, self._waits, None
        if then is not None:
            then()

    def show_part(self, record: str) -> None:
        """Open a panel ("review", "sign", …), begin a goal ("new") or an action ("action").

        Anything else is one of the things to discuss, about which a goal is begun.
        """
        begin = {"new": self._begin, "action": self._begin_action}
        if record in begin:
            begin[record]()
        elif record in self.panels.NAMES:
            self.panels.open(record)
        else:
            self._asked_for = record
            self._show_results()

    def show_needs(self) -> None:
        """Open needs and strengths, or put them away."""
        if self.panels.shown == "needs":
            self.panels.put_away()
        else:
            self.panels.open("needs")

    def word_need(self, need: NeedLine) -> None:
        """A new goal about a need, its words beside it."""
        self.panels.put_away()
        words = tr("In their own words: “{words}”") if need.own else "{words}"
        self._form.quote(self.case, words.format(words=need.words), need.person, need.domain)
        self._form.tick((need.uid,))

    def _show_results(self) -> None:
        said = self.results.said()
        taken = {(need.assessment, need.words) for need in self._needs}
        self.discuss.show_said(said, taken)
        if any(one.key == self._asked_for for one in said):
            self._word_goal(self._asked_for)
        elif not self.results.beside.busy:
            self._asked_for = ""  # it is there no more: nothing opens by itself later

    def _word_goal(self, key: str) -> None:
        """A new goal with the person's words beside its field; somebody types what it says."""
        self._asked_for = ""
        person, words = quotation(key, self.results.said())
        self._form.quote(self.case, words, person)

    def _take_over(self, key: str) -> None:
        """Keep one of the things to discuss as a need, in the words in which it was said."""
        said = next((one for one in self.results.said() if one.key == key), None)
        if said is not None:
            keep_as_need(self.page, self.case, said)

    def _show_people(self, file: CaseFile) -> None:
        people = people_of(file)
        given = {uid: name.partition(" ")[0] for uid, name in people.items()}
        self._people.offer({"": tr("Everybody"), **given}, self._whose)
        for part in (self._show_of, self._people):
            part.setVisible(1 < len(people) < 8)

    def _show_both(self, file: CaseFile) -> None:
        self._show_goals(file)
        self.apart.show_file(file)
        self.side.show_side(file, self._needs)

    def _show_goals(self, file: CaseFile) -> None:
        inside, here = self.focusWidget(), QApplication.focusWidget()
        mine = here is None or self.isAncestorOf(here)
        kept = next((c.goal.uid for c in self._cards if mine and c is inside), "")
        begun = begun_actions(self.page)
        self._unkept.anew()
        clear(self._goals)
        self._cards = []
        goals = file.plan.goals if file.plan else ()
        self._helped = self.page.read(lambda: brought_by(self.workspace, self.case)) or {}
        for number, goal in enumerate(goals, 1):
            if self._whose not in ("", goal.person):
                continue
            if goal.status in ("met", "dropped") and goal.uid not in self._opened:
                self._goals.addWidget(reached_line(goal, partial(self._open_goal, goal.uid)))
            else:
                card = self._card(file, goal, number)
                card.new_action.write(begun.get(goal.uid, {}))
                self._goals.addWidget(card)
        shown = {card.goal.uid for card in self._cards}
        hidden = in_place(goal for goal in goals if goal.uid not in shown)
        self._unkept.turn_to(plan_place(file), hidden)
        for card in self._cards:
            if card.goal.uid == kept:
                card.show()  # what is not shown yet takes no keyboard
                card.setFocus()
        if not goals and not any(form.isVisible() for form in self._forms):
            words = tr("No goal yet. A goal says what somebody wants, in their own words.")
            self._goals.addWidget(Empty("target", words, tr("Write the first goal"), self._begin))
        self._keys.setVisible(bool(self._cards))

    def _card(self, file: CaseFile, goal: GoalView, number: int) -> GoalCard:
        settled = bool(file.plan and file.plan.settled)
        card = GoalCard(
            self.page,
            goal,
            number,
            self._doers,
            settled=settled,
            change=self._begin_change,
            leave=self._after_action,
            unkept=self._unkept,
            helped=self._helped,
        )
        card.turned.connect(partial(self._turn, goal.uid))
        card.dropped.connect(partial(self._drop, goal.uid))
        self._cards.append(card)
        return card

    def _open_goal(self, uid: str) -> None:
        self._opened.add(uid)
        self._again()

    def _turn(self, goal: str, step: int) -> None:
        at = next((n for n, card in enumerate(self._cards) if card.goal.uid == goal), 0) + step
        if 0 <= at < len(self._cards):
            self._cards[at].show()  # what is not shown yet takes no keyboard
            self._cards[at].setFocus()
            show_whole(self._cards[at])

    def _drop(self, goal: str, y: int) -> None:
        """Put a goal before the first one whose middle lies below `y` on the screen."""
        ws = self.workspace
        below = (c for c in self._cards if c.mapToGlobal(c.rect().center()).y() > y)
        before = next((c.goal.uid for c in below if c.goal.uid != goal), "")
        done = self.page.keep(lambda: place_goal(ws, goal, before))
        self.page.undoable(done, tr("Goal moved"))

    def _choose(self, person: str) -> None:
        self._whose = person
        self._again()

    def _again(self) -> None:
        if self._file is not None:
            self._show_goals(self._file)

    def _begin(self) -> None:
        """A new goal; where the version was agreed to, first what the next one takes along."""
        plan = self._file.plan if self._file else None
        if plan is not None and plan.settled:
            self.panels.open("change")
            return
        self._form.begin(self.case)

    def _begin_action(self) -> None:
        """A new action of the goal that the keyboard is in, else of the last one."""
        if self._coming:
            self._waits = self._begin_action
            return
        inside = self.page.focusWidget()
        around = [c for c in self._cards if inside is not None and c.isAncestorOf(inside)]
        wanted = around or [c for c in self._cards if c.hasFocus()] or self._cards[-1:]
        if wanted:
            wanted[0].show()  # what is not shown yet takes no keyboard
            wanted[0].new_action.what.setFocus()

    def _after_action(self) -> None:
        """From the last action the keyboard goes on to what follows: giving it on, or signing."""
        for name in ("plan:send", "plan:sign", "plan:review"):
            button = self.findChild(Button, name)
            if button is not None and button.isVisible():
                button.setFocus()
                return

    def _leave_form(self) -> None:
        self._form.put_away()
        if self._cards:
            self._cards[-1].setFocus()
        else:
            self._again()
        if not self._cards:
            self._goal_button.setFocus()

    def _keep(self) -> None:
        form = self._form
        values = form.values()
        form.complain("" if values["words"] else tr("Write the goal."))
        if not values["words"]:
            return
        ws, case = self.workspace, self.case
        done = form.written.keep(lambda: enter_goal(ws, case, values))
        if done is not None:
            self._coming = bool(done.save)
            self._whose = self._whose if self._whose == values["person"] else ""
            form.put_away()
            self._goal_button.setFocus()  # until the goal stands there
            self._waits = partial(self._turn, done.record, 0)
            self.page.undoable(done, tr("Goal added"))

    def _begin_change(self, goal: GoalView) -> None:
        self._changed = goal.uid
        self._change_form.show()
        self._change_form.show_goal(goal)
        self._change_form.words.setFocus()

    def _keep_change(self) -> None:
        ws, goal, form = self.workspace, self._changed, self._change_form
        done = form.written.keep(lambda: change_goal(ws, goal, form.changes()))
        if done is not None:
            self._leave_change()
            self.page.undoable(done, tr("Goal changed"))

    def _leave_change(self) -> None:
        goal, self._changed = self._changed, ""
        self._change_form.put_away()
        self._turn(goal, 0)

    def _close_case(self) -> None:
        head = self.page.findChild(CaseHead)
        if head is not None:
            head.open_panel("close")

    def _print_compared(self, older: str, newer: str) -> None:
        self.page.context.open(paper_target(COMPARE, f"{older}:{newer}", self.case))

    def _look_at(self, person: str, domain: str) -> None:
        """From the matrix: to the goal that stands there, else to the needs of that place."""
        goals = [c for c in self._cards if (c.goal.person, c.goal.domain) == (person, domain)]
        if goals:
            self._turn(goals[0].goal.uid, 0)
        else:
            self.panels.open("needs")
            self.panels.needs.look_at(person, domain)

    def _choose_waiting(self) -> None:
        self.panels.open("needs")
        self.panels.needs.look_at_waiting()

    def _lay_out(self) -> None:
        top = FlowBox(across=10)
        whose = FlowBox(down=4)
        for part in (self._show_of, self._people):
            whose.flow.addWidget(part)
        for one in (self._goal_button, self._needs_button, whose):
            top.flow.addWidget(one)
        self._keys.set_tone("muted")
        left = column(
            top,
            self.apart,
            self.panels,
            self._form_room,
            self._unkept.apart,
            self._goals,
            self._keys,
            self.discuss,
            None,
            gap=10,
        )
        columns = row(left, self.side, gap=18)
        columns.setStretch(0, 1)
        columns.setAlignment(self.side, Qt.AlignmentFlag.AlignTop)
        self.layout_.addLayout(columns)
