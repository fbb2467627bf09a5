"""What opens in place above the goals: needs, signing, review, the next version, a comparison."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseFile, PlanView
from socialcase.actions.needs import NeedLine
from socialcase.actions.plan_versions import new_version, next_version_takes
from socialcase.actions.reviews import begin_review
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.change_panel import ChangePanel
from socialcase.ui.pages.case.compare_panel import ComparePanel
from socialcase.ui.pages.case.needs_card import NeedsCard
from socialcase.ui.pages.case.review_panel import ReviewPanel
from socialcase.ui.pages.case.sign_panel import SignPanel
from socialcase.ui.widgets.scrolling import show_whole

AnyPanel = NeedsCard | SignPanel | ReviewPanel | ChangePanel | ComparePanel


class PlanPanels(QWidget):
    """One at a time, each made when it is first opened.

    `word_need` words a goal about a need; `closing` opens the closing of the case; `print_compared`
    prints two versions.
    """

    NAMES: ClassVar[tuple[str, ...]] = ("needs", "sign", "review", "change", "compare")

    def __init__(
        self,
        page: Page,
        word_need: Callable[[NeedLine], object],
        closing: Callable[[], object],
        print_compared: Callable[[str, str], object],
    ) -> None:
        super().__init__()
        self._page = page
        self._word_need, self._closing, self._print = word_need, closing, print_compared
        self._made: dict[str, AnyPanel] = {}
        self.shown = ""
        self._wanted = ""
        self._file: CaseFile | None = None
        self._needs: list[NeedLine] = []
        self._people: Mapping[str, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def needs(self) -> NeedsCard:
        """The card of needs and strengths."""
        made = self._panel("needs")
        assert isinstance(made, NeedsCard)  # noqa: S101  its maker says so
        return made

    def retranslate(self) -> None:
        """Word what was made in the language in force."""
        for made in self._made.values():
            made.retranslate()

    def show_file(self, file: CaseFile, needs: list[NeedLine], people: Mapping[str, str]) -> None:
        """Show what changed in the panel that is open."""
        self._file, self._needs, self._people = file, needs, people
        if self._wanted:
            self.open(self._wanted)
        elif self.shown and not self._fill(self.shown):
            self.put_away()

    def open(self, name: str) -> None:
        """Open a panel, with the keyboard in it; nothing where there is nothing to show."""
        self._wanted = ""
        if not self._fill(name):
            if name == "review":
                self._begin_review()
            return
        for key, made in self._made.items():
            made.setVisible(key == name)
        self.shown = name
        self.show()
        self._take_keyboard(name)
        show_whole(self)

    def put_away(self) -> None:
        """Close the one that is open."""
        self.shown = ""
        self.hide()

    def _take_keyboard(self, name: str) -> None:
        made = self._made[name]
        if isinstance(made, SignPanel | ReviewPanel):
            made.begin()
        elif isinstance(made, NeedsCard):
            made.words.setFocus()
        elif isinstance(made, ComparePanel):
            made.older.setFocus()
        else:
            made.setFocus()

    def _panel(self, name: str) -> AnyPanel:
        if name not in self._made:
            made = self._make(name)
            self._made[name] = made
            made.retranslate()
            made.hide()
            self._layout.addWidget(made)
        return self._made[name]

    def _make(self, name: str) -> AnyPanel:
        if name == "needs":
            return NeedsCard(self._page, self._word_need, self.put_away)
        if name == "sign":
            return SignPanel(self._page, self.put_away)
        if name == "review":
            return ReviewPanel(self._page, self._decided, self.put_away)
        if name == "change":
            return ChangePanel(self._begin_version, self.put_away)
        return ComparePanel(self.put_away, self._print)

    def _fill(self, name: str) -> bool:
        """Put what is known into a panel; False where it has nothing to show."""
        file = self._file
        if file is None:
            return False
        if name == "needs":
            goals = file.plan.goals if file.plan else ()
            covered = {uid for g in goals if g.status != "dropped" for uid in g.needs}
            case = file.header.case.uid
            self.needs.show_needs(case, self._needs, frozenset(covered), self._people)
            return True
        return file.plan is not None and self._fill_from(name, file, file.plan)

    def _fill_from(self, name: str, file: CaseFile, view: PlanView) -> bool:
        made = self._panel(name)
        if isinstance(made, SignPanel):
            made.show_plan(view, self._people)
        elif isinstance(made, ReviewPanel):
            waiting = next((one for one in view.reviews if not one.decision), None)
            if waiting is None:
                return False
            made.show_review(view, waiting)
        elif isinstance(made, ChangePanel):
            ws, case = self._page.context.workspace, file.header.case.uid
            takes = self._page.read(lambda: next_version_takes(ws, case))
            if takes is None or not view.settled:
                return False
            made.show_carry(takes)
        elif isinstance(made, ComparePanel):
            if not file.older_plans:
                return False
            made.show_versions((view, *file.older_plans))
        return True

    def _begin_review(self) -> None:
        """Begin a review; it opens when the case has been read again."""
        view = self._file.plan if self._file else None
        if view is None or not view.goals:
            return
        ws, plan = self._page.context.workspace, view.plan.uid
        self._wanted = "review"
        done = self._page.keep(lambda: begin_review(ws, plan))
        if done is None or not done.save:
            self._wanted = ""
        self._page.undoable(done, tr("Review begun"))

    def _begin_version(self) -> None:
        file = self._file
        if file is not None:
            ws, case = self._page.context.workspace, file.header.case.uid
            done = self._page.keep(lambda: new_version(ws, case))
            if done is not None:
                self.put_away()
                self._page.undoable(done, tr("The next version has begun"))

    def _decided(self, decision: str) -> None:
        self.put_away()
        if decision == "close":
            self._closing()
