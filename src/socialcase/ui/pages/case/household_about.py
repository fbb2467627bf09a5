"""The household itself: what it is called, how to find it, what it is good at."""

from collections.abc import Callable

from socialcase.cases.records import Household
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.layout import row


class AboutHome(Card):
    """Three fields, each kept when one leaves it: `keep(field, words)` says whether it was."""

    def __init__(self, page: Page, keep: Callable[[str, str], bool]) -> None:
        super().__init__(padding=(16, 12, 16, 16))
        self._keep = keep
        self._label = TextBox(kept=lambda words: self._kept("label", words))
        self._landmark = TextBox(kept=lambda words: self._kept("address.landmark", words))
        self._strengths = TextBox(kept=lambda words: self._kept("strengths", words))
        editors = (self._label, self._landmark, self._strengths)
        names = ("label", "landmark", "strengths")
        self._unkept = UnkeptFields(page, dict(zip(names, editors, strict=True)))
        self._fields = [Field("", editor) for editor in editors]
        line = row(*self._fields, gap=14)
        for place in range(len(editors)):
            line.setStretch(place, 1)
        self.put(self._unkept.apart, line)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = (tr("Household name"), tr("Landmark on the way"), tr("Strengths of the household"))
        for field, name in zip(self._fields, words, strict=True):
            field.set_words(name)
        self._unkept.retranslate()

    def show_household(self, home: Household) -> None:
        """Show what is kept."""
        place = f"household:{home.uid}"
        self._unkept.turn_from(place)
        self._label.show_value(home.label)
        self._landmark.show_value(home.address_landmark)
        self._strengths.show_value(home.strengths)
        self._unkept.turn_to(place)

    def _kept(self, field: str, words: str) -> bool:
        return self._keep(field, words)
