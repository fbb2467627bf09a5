"""What a plan says beside its goals: if things get worse, and how people see it themselves."""

from collections.abc import Callable

from socialcase.actions.case_views import PlanView
from socialcase.actions.plan_versions import set_plan
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import Field, TextArea
from socialcase.ui.widgets.labels import Words

_NAMES = ("crisis", "own_view", "family_view")


class PlanTexts(Card):
    """Kept when one leaves a text; only to be read in a version that was agreed to."""

    def __init__(self, page: Page) -> None:
        super().__init__(padding=(14, 10, 14, 14))
        self._page, self._plan = page, ""
        self.areas = {name: TextArea(lines=3, kept=self._keeper(name)) for name in _NAMES}
        self._unkept = UnkeptFields(page, self.areas)
        self._fields = {name: Field("", area) for name, area in self.areas.items()}
        self._still = {name: Words(size="small", wrap=True) for name in _NAMES}
        self._heads = {name: Words(weight="bold", wrap=True) for name in _NAMES}
        self.put(self._unkept.apart)
        for name in _NAMES:
            self.put(self._fields[name], self._heads[name], self._still[name])

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = {
            "crisis": (tr("If things get worse"), tr("Who helps at once, and how to reach them")),
            "own_view": (tr("How the person sees it"), ""),
            "family_view": (tr("How the family sees it"), ""),
        }
        for name, (title, hint) in words.items():
            self._fields[name].set_words(title, hint)
            self._heads[name].setText(title)
        self._unkept.retranslate()

    def show_plan(self, view: PlanView) -> None:
        """Show the texts of a version."""
        if view.plan.uid != self._plan:
            for area in self.areas.values():
                area.finish()
        place = f"plan-texts:{view.plan.uid}"
        self._unkept.turn_from(place)
        self._plan = view.plan.uid
        for name in _NAMES:
            text = str(getattr(view.plan, name))
            self.areas[name].show_value(text)
            self._still[name].setText(text)
            self._fields[name].setVisible(not view.settled)
            for part in (self._heads[name], self._still[name]):
                part.setVisible(view.settled and bool(text))
        self._unkept.turn_to(place, closed=view.settled)
        said = any(getattr(view.plan, name) for name in _NAMES)
        self.setVisible(not view.settled or said or not self._unkept.apart.isHidden())

    def _keeper(self, name: str) -> Callable[[str], bool]:
        def keep(words: str) -> bool:
            ws, plan = self._page.context.workspace, self._plan
            return self._page.keep(lambda: set_plan(ws, plan, name, words.strip())) is not None

        return keep
