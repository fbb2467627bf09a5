"""The cards beside the timeline: household, plan with progress, tasks, consent."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from socialcase.actions.case_views import CaseFile, GoalView
from socialcase.actions.notes import finish_task
from socialcase.texts import label, tr
from socialcase.ui.page import Page
from socialcase.ui.speech import age_words, day_words, joined, people_words
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row
from socialcase.ui.widgets.paint import round_box

Turn = Callable[[str], None]
_MOST = 7


class Bar(QWidget):
    """A bar of six pixels that is `part` full (0 to 1)."""

    def __init__(self, part: float) -> None:
        super().__init__()
        self._part = min(1.0, max(0.0, part))
        self.setFixedHeight(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        round_box(painter, box, current().colour("line"), None, 3)
        if self._part > 0:
            box.setWidth(max(6.0, box.width() * self._part))
            round_box(painter, box, current().colour("accent"), None, 3)
        painter.end()


def household_card(file: CaseFile, turn: Turn) -> Card | None:
    """Who lives there; None for a case without a household."""
    if file.household is None:
        return None
    card = Card(padding=(14, 8, 14, 10))
    members = file.household.members
    card.head(tr("Household"), people_words(len(members)))
    card.beside_head(link(tr("Show all"), then=lambda: turn("household")))
    for member in members[:_MOST]:
        name = Words(member.person.given or member.person.name, size="small", weight="medium")
        age = Words(age_words(member.person.age), size="small")
        role = member.role_note or label("role_at_home", member.role)
        words = Words(role, size="caption", tone="muted", wrap=True)
        line = row(name, age, words, gap=7)
        line.setStretch(2, 1)
        card.put(line)
        if member.disability_note:
            card.put(Words(member.disability_note, size="caption", tone="muted", wrap=True))
    return card


def plan_card(file: CaseFile, turn: Turn) -> Card | None:
    """The goals with how far they are; None without a plan."""
    if file.plan is None:
        return None
    card = Card(padding=(14, 10, 14, 14))
    plan = file.plan.plan
    version = tr("version {n}").format(n=file.plan.name)
    card.head(tr("Plan"))
    card.beside_head(link(tr("Show all"), then=lambda: turn("plan")))
    standing = joined(version, label("plan_status", plan.status))
    card.put(Words(standing, size="caption", tone="muted", wrap=True))
    for goal in file.plan.goals[:_MOST]:
        card.put(_progress(goal))
    if not file.plan.goals:
        card.put(Words(tr("No goal yet."), size="small", tone="muted"))
    return card


def tasks_card(file: CaseFile, page: Page) -> Card | None:
    """Promises that are open; None when there are none."""
    open_tasks = [task for task in file.tasks if not task.done_on]
    if not open_tasks:
        return None
    card = Card(padding=(14, 8, 14, 10))
    card.head(tr("Promised"))
    for task in open_tasks[:_MOST]:
        box = CheckBox(then=partial(_finish, page, task.uid))
        box.setAccessibleName(task.what)
        words = Words(task.what, size="small", wrap=True)
        line = row(box, words, Words(day_words(task.due), size="caption", tone="muted"), gap=6)
        line.setStretch(1, 1)
        card.put(line)
    return card


def consent_card(file: CaseFile, turn: Turn) -> Card:
    """What was agreed to, and what is to be withheld."""
    card = Card(padding=(14, 8, 14, 12))
    card.head(tr("Consent"))
    card.beside_head(link(tr("Show all"), then=lambda: turn("consent")))
    standing = [line for line in file.consents if not line.consent.withdrawn]
    if not standing:
        card.put(Words(tr("No consent is written down."), size="small", tone="muted", wrap=True))
    for line in standing[:3]:
        scope = Words(label("consent_scope", line.consent.scope), size="small", wrap=True)
        detail = joined(line.consent.giver or line.person_name, day_words(line.consent.given))
        card.put(column(scope, Words(detail, size="caption", tone="muted", wrap=True), gap=0))
    return card


def _progress(goal: GoalView) -> QWidget:
    part, words = progress_of(goal)
    title = Words(goal.words, size="small", wrap=True)
    count = Words(words, size="small", tone="muted")
    line = row(title, count)
    line.setStretch(0, 1)
    made = QWidget()
    made.setLayout(column(line, Bar(part), gap=4))
    return made


def progress_of(goal: GoalView) -> tuple[float, str]:
    """How far a goal is: counted if it is counted, else by its actions."""
    if goal.of:
        done = goal.done or 0
        return done / goal.of, tr("{done} of {of}").format(done=done, of=goal.of)
    actions = [action for action in goal.actions if action.status != "dropped"]
    done = sum(1 for action in actions if action.status == "done")
    words = tr("{done} of {of}").format(done=done, of=len(actions)) if actions else ""
    return (done / len(actions) if actions else 0.0), words


def _finish(page: Page, task: str, _on: bool) -> None:
    done = page.keep(lambda: finish_task(page.context.workspace, task))
    page.undoable(done, tr("Marked as done"))
