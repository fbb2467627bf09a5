"""Beside the goals: who needs what, the version and what can be done with it, its texts."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseFile
from socialcase.actions.needs import NeedLine
from socialcase.actions.plans import send_plan
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.comments import comment_lines
from socialcase.ui.pages.case.plan_cards import FamilyCard
from socialcase.ui.pages.case.plan_texts import PlanTexts
from socialcase.ui.pages.case.version_card import version_card
from socialcase.ui.pages.paper_targets import FAMILY, PLAN, paper_target
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.layout import boxed, clear

_WIDTH = 340


class PlanSide(QWidget):
    """`open(panel)` opens a panel of the plan, `look_at` and `choose` are of the family's card."""

    def __init__(
        self,
        page: Page,
        open_panel: Callable[[str], object],
        look_at: Callable[[str, str], object],
        choose: Callable[[], object],
    ) -> None:
        super().__init__()
        self._page, self._open = page, open_panel
        self.family = FamilyCard(look_at, choose)
        self.texts = PlanTexts(page)
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self.family, boxed(self._cards), self.texts):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setFixedWidth(_WIDTH)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.family.retranslate()
        self.texts.retranslate()

    def show_side(self, file: CaseFile, needs: list[NeedLine]) -> None:
        """Show what belongs to the newest version of a case."""
        clear(self._cards)
        view = file.plan
        self.family.show_family(view, needs, people_of(file))
        self.texts.setVisible(view is not None)
        if view is None:
            return
        self.texts.show_plan(view)
        acts = self._acts(view.plan.uid, file.header.case.uid)
        self._cards.addWidget(version_card(self._page, view, len(file.older_plans), acts))
        if view.comments:
            said = Card(padding=(14, 10, 14, 12))
            said.head(tr("Said about it"), icon_name="chat-text")
            said.put(*comment_lines(self._page, view.comments))
            self._cards.addWidget(said)

    def _acts(self, plan: str, case: str) -> dict[str, Callable[[], object]]:
        page, ws = self._page, self._page.context.workspace
        return {
            "send": lambda: page.keep(lambda: send_plan(ws, plan)),
            "paper": lambda: page.context.open(paper_target(PLAN, plan, case)),
            "family": lambda: page.context.open(paper_target(FAMILY, plan, case)),
            "sign": lambda: self._open("sign"),
            "review": lambda: self._open("review"),
            "change": lambda: self._open("change"),
            "compare": lambda: self._open("compare"),
        }


def people_of(file: CaseFile) -> dict[str, str]:
    """The people of a case by id: the one whom it is about, and who lives there."""
    main = file.header.main
    people = {main.uid: main.name or main.given} if main else {}
    if file.household:
        people |= {m.person.uid: m.person.name or m.person.given for m in file.household.members}
    return people
