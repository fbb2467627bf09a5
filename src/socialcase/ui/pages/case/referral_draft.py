"""The fields of a referral that is being written: each is kept when one leaves it."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QWidget

from socialcase.actions.editing import FieldValue
from socialcase.actions.referrals import set_referral
from socialcase.actions.service_views import ReferralLine
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.told_ticks import ToldTicks
from socialcase.ui.pages.referral_way import from_referral
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row

_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class ReferralDraft(QWidget):
    """Provider, reason, what is told, urgency. `offered`: providers by id, the best first.

    `unkept` hears of what is being written.
    """

    def __init__(
        self,
        page: Page,
        line: ReferralLine,
        offered: dict[str, str],
        turn: Callable[[str], None],
        unkept: UnkeptFields,
    ) -> None:
        super().__init__()
        self._page, self._uid = page, line.referral.uid
        referral = line.referral
        self._case = referral.case
        provider = ChoiceBox(kept=lambda uid: self._set("provider", uid or None))
        provider.setSizeAdjustPolicy(_NARROW)  # names of providers are long
        provider.setMinimumContentsLength(20)
        provider.setObjectName(f"referral:{self._uid}:provider")
        provider.offer({"": tr("Choose a provider…"), **offered}, referral.provider)
        reason = TextArea(referral.reason, lines=2, kept=lambda words: self._set("reason", words))
        reason.setObjectName(f"referral:{self._uid}:reason")
        unkept.add(reason.objectName(), reason)
        urgent = CheckBox(
            tr("Urgent: it waits for no approval"),
            ticked=referral.urgent,
            then=lambda on: self._set("urgent", on or None),
        )
        urgent.setObjectName(f"referral:{self._uid}:urgent")
        self.told = ToldTicks(lambda told: self._set("told", told))
        withheld = line.ready.withheld if line.ready else frozenset[str]()
        self.told.show_told(referral.told, withheld, fixed=False)
        why = Field(tr("Why"), reason, tr("It stands in the letter: only what they need to know."))
        parts: list[QWidget] = [Field(tr("Provider"), provider), why, self.told, urgent]
        made = column(*parts, gap=10)
        if not offered:
            made.insertLayout(1, row(*self._nobody(page), None, gap=6))
        self.setLayout(made)

    def _nobody(self, page: Page) -> tuple[QWidget, QWidget]:
        words = tr("Nobody in the directory offers this service.")
        directory = from_referral("directory", self._case, self._uid)
        go = link(tr("Go to the directory"), then=lambda: page.context.open(directory))
        go.setObjectName(f"referral:{self._uid}:directory")
        return Words(words, size="small", tone="muted"), go

    def _set(self, field: str, value: FieldValue) -> bool:
        ws = self._page.context.workspace
        return self._page.keep(lambda: set_referral(ws, self._uid, field, value)) is not None
