"""A version that two laptops began apart: whose, what differs, and what becomes of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseFile, PlanView
from socialcase.actions.done import Done
from socialcase.actions.plan_apart import (
    OtherGoal,
    first_apart,
    goals_apart,
    join_versions,
    keep_version,
    take_goal,
)
from socialcase.actions.plan_compare import compared, versions_of
from socialcase.actions.plan_words import change_words
from socialcase.cases.plan_compare import LineChange
from socialcase.texts import label, tr, trn
from socialcase.ui.page import Page
from socialcase.ui.speech import joined, short_day
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row


class ApartCard(QWidget):
    """Nothing while every version has its place. `open_panel(name)` opens a panel of the plan."""

    def __init__(self, page: Page, open_panel: Callable[[str], object]) -> None:
        super().__init__()
        self._page, self._open = page, open_panel
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_file(self, file: CaseFile) -> None:
        """Show the first version of a case of which nobody has said what becomes of it."""
        clear(self._layout)
        shown, other = file.plan, first_apart(file.older_plans)
        self.setVisible(shown is not None and other is not None)
        if shown is not None and other is not None:
            self._layout.addWidget(self._card(file, shown, other))

    def _card(self, file: CaseFile, shown: PlanView, other: PlanView) -> Card:
        card = Card(tone="warning", padding=(16, 10, 16, 12))
        card.head(_title(shown, other), icon_name="git-fork")
        plan, apart = shown.plan.uid, other.plan.uid
        ws = self._page.context.workspace
        goals = self._page.read(lambda: goals_apart(ws, plan, apart)) or []
        both = compared(versions_of(file), shown, other).lines
        found = [one for one in both if not one.name]
        for view, words in ((shown, tr("{version}, shown here")), (other, "{version}")):
            card.put(Words(f"{words.format(version=view.name)}: {_whose(view)}", size="small"))
        for goal in goals:
            line = next((one for one in found if one.after == goal.goal.words), None)
            card.put(self._goal(shown, goal, line))
        only_here = [one.before for one in found if one.kind == "dropped" and not one.after]
        if only_here:
            here = tr("Only in {version}: {goals}").format(
                version=shown.name, goals="; ".join(only_here)
            )
            card.put(Words(here, size="small", tone="muted", wrap=True))
        if not goals:
            said = tr("{other} has nothing that {version} lacks.")
            card.put(Words(said.format(other=other.name, version=shown.name), size="small"))
        card.put(self._ends(shown, other, bool(goals)))
        return card

    def _goal(self, shown: PlanView, one: OtherGoal, line: LineChange | None) -> QWidget:
        """A goal that the other version has, or has in other words, and the way to take it."""
        words = Words(one.goal.words, size="small", weight="medium", wrap=True)
        told = column(
            words, *(Words(w, size="caption", tone="muted", wrap=True) for w in _more(line))
        )
        told.setSpacing(0)
        shares = row(boxed(told), gap=10)
        shares.setStretch(0, 1)
        if not shown.settled:
            take = tr("Word it so here, too") if one.alike else tr("Take it over")
            button = Button(take, small=True, then=partial(self._take, shown, one))
            button.setObjectName(f"apart:{one.goal.uid}")
            button.setAccessibleName(f"{take}: {one.goal.words}")
            shares.addWidget(button)
        return boxed(shares)

    def _ends(self, shown: PlanView, other: PlanView, more: bool) -> QWidget:
        """What settles it, the usual end first."""
        box = FlowBox(across=8, down=6)
        if more and shown.settled:
            next_one = tr("Begin the next version with both…")
            box.flow.addWidget(_button("apart:change", next_one, lambda: self._open("change")))
        elif more:
            all_ = tr("Take everything over, keep {version}").format(version=shown.name)
            box.flow.addWidget(_button("apart:join", all_, partial(self._join, shown, other)))
        keep = tr("Keep {version} as it is").format(version=shown.name)
        box.flow.addWidget(_button("apart:keep", keep, partial(self._keep, shown, other)))
        if other.plan.version == shown.plan.version:
            use = tr("Work with {version} instead").format(version=other.name)
            box.flow.addWidget(_button("apart:other", use, partial(self._keep, other, shown)))
        compare = link(tr("Compare versions"), icon_name="columns")
        compare.clicked.connect(lambda: self._open("compare"))
        box.flow.addWidget(compare)
        stays = tr("Whatever you choose, the other version stays to be read, and it can be undone.")
        return boxed(column(box, Words(stays, size="caption", tone="muted", wrap=True), gap=4))

    def _take(self, shown: PlanView, one: OtherGoal) -> None:
        ws = self._page.context.workspace
        self._kept(lambda: take_goal(ws, shown.plan.uid, one.goal.uid), tr("Goal taken over"))

    def _join(self, shown: PlanView, other: PlanView) -> None:
        ws = self._page.context.workspace
        self._kept(
            lambda: join_versions(ws, shown.plan.uid, other.plan.uid), tr("Both versions are one")
        )

    def _keep(self, kept: PlanView, other: PlanView) -> None:
        ws = self._page.context.workspace
        words = tr("Version {n} stands").format(n=kept.name)
        self._kept(lambda: keep_version(ws, kept.plan.uid, other.plan.uid), words)

    def _kept(self, act: Callable[[], Done], words: str) -> None:
        done = self._page.keep(act)
        self._page.undoable(done, words)


def _title(shown: PlanView, other: PlanView) -> str:
    if shown.plan.version == other.plan.version:
        return tr("Version {n} was begun twice, apart").format(n=shown.plan.version or 1)
    return tr("Version {n} was begun apart").format(n=other.name)


def _whose(view: PlanView) -> str:
    count = len(view.goals)
    goals = trn("{n} goal", "{n} goals", count).format(n=count)
    status = label("plan_status", view.plan.status)
    agreed = view.plan.agreed_by
    with_whom = tr("agreed with {names}").format(names=agreed) if agreed else ""
    return joined(view.stamp.author_name, short_day(view.stamp.at.date()), goals, status, with_whom)


def _more(line: LineChange | None) -> list[str]:
    """What differs in a goal that both have; of one that is only there, its actions."""
    if line is None:
        return []
    facts = [change_words(fact) for fact in line.facts]
    steps = [one.after for one in line.steps if one.after and one.kind in ("added", "changed")]
    return [part for part in ("; ".join(facts), " · ".join(steps)) if part]


def _button(name: str, words: str, then: Callable[[], object]) -> Button:
    made = Button(words, small=True, then=then)
    made.setObjectName(name)
    return made
