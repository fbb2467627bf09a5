"""Cards of the plan: who in the family needs what, and a goal that was reached in one line."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from socialcase.actions.case_views import GoalView, PlanView
from socialcase.actions.needs import NeedLine
from socialcase.cases.planning import GoalMark, Matrix, NeedMark, matrix
from socialcase.texts import label, short_date, tr, trn
from socialcase.ui.pages.case.needs_matrix import Legend, MatrixTable
from socialcase.ui.speech import joined
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, row


class FamilyCard(Card):
    """Who needs what. `look_at(person, domain)` opens a place, `choose()` the needs left over."""

    def __init__(self, look_at: Callable[[str, str], object], choose: Callable[[], object]) -> None:
        super().__init__(padding=(14, 6, 14, 12))
        self.table = MatrixTable(look_at)
        self._legend = Legend()
        self._choose = choose
        self._banner = Banner()
        self.put(self.table, self._legend, self._banner)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.head(tr("Whole family"), tr("who needs what"))
        self.table.setAccessibleName(tr("Who needs what"))
        self._legend.retranslate()

    def show_family(
        self, view: PlanView | None, needs: Sequence[NeedLine], people: Mapping[str, str]
    ) -> None:
        """Show goals of a version and the needs of a case; nothing while there are neither."""
        found = matrix_of(view, needs)
        self.setVisible(bool(found.cells))
        given = {uid: name.partition(" ")[0] for uid, name in people.items()}
        self.table.show_matrix(found, given)
        count = len(found.uncovered)
        words = trn("{n} need has no goal yet.", "{n} needs have no goal yet.", count)
        if count:
            said = words.format(n=count)
            self._banner.say(said, tone="warning", act=tr("Choose"), then=self._choose)
        else:
            self._banner.silence()


def matrix_of(view: PlanView | None, needs: Sequence[NeedLine]) -> Matrix:
    """Who needs what, by the goals of a version and the needs of a case."""
    goals = view.goals if view else ()
    marks = [
        GoalMark(number, goal.person, goal.domain, goal.needs)
        for number, goal in enumerate(goals, 1)
        if goal.status != "dropped"
    ]
    asked = [NeedMark(n.uid, n.person, n.what, n.domain, n.status == "open") for n in needs]
    return matrix(asked, marks)


def reached_line(goal: GoalView, details: Callable[[], object]) -> QWidget:
    """A goal that was met or dropped, in one line."""
    met = goal.status == "met"
    card = Card(padding=(14, 8, 10, 8))
    day = max((a.done_on for a in goal.actions if a.done_on), default=None)
    with_what = ", ".join(a.with_what for a in goal.actions if a.with_what)
    words = joined(label("goal_status", goal.status), short_date(day) if day else "", with_what)
    more = link(tr("Details"), then=details)
    more.setAccessibleName(tr("Details: {words}").format(words=goal.words))
    more.setObjectName(f"goal:{goal.uid}:details")
    sign = IconLabel("check" if met else "minus", "ok" if met else "muted", 18)
    name = Words(goal.words, weight="medium", wrap=True)
    line = row(sign, name, Words(words, size="small", tone="muted"), more, gap=10)
    line.setStretch(1, 1)
    card.put(line)
    return boxed(row(card))
