"""Panels beneath the head of a case: letting only named people see it, and opening it again."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.restricting import (
    Colleague,
    colleagues,
    lift_restriction,
    restrict_case,
    restriction,
)
from socialcase.texts import label, tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.speech import etrap_words, joined
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear


def may_change(page: Page, case: str) -> bool:
    """Whether the person here may say who sees a case."""
    ws = page.context.workspace
    found = page.read(lambda: restriction(ws, case))
    return found is not None and found.may_change


class RestrictPanel(Panel):
    """Names the people who may see a case, out of those for whom files can be sealed."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._restricted = False
        self._lead = Words(tone="muted", wrap=True)
        self._none = Words(size="small", tone="muted", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._sent = Words(size="small", weight="medium", wrap=True)
        self.boxes: dict[str, CheckBox] = {}
        self.put(self._lead, self._grid, self._none, self._sent)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self.title.setText(tr("Who may see this case"))
        self._lead.setText(
            tr(
                "You and the people ticked here. The case, its people and its household are "
                "sealed for them: others do not find it, and the office passes it on unread."
            )
        )
        self._none.setText(
            tr("No other key is known here yet: the office sends them. Only you will see it.")
        )
        self._sent.setText(
            tr("What was sent before cannot be called back: who has received it keeps it.")
        )
        self._word_act()

    def show_header(self, header: CaseHeader) -> None:
        """Take over whether it is restricted now."""
        super().show_header(header)
        self._restricted = header.restricted
        self._word_act()

    def begin(self) -> None:
        """Show who could be named, with those ticked who are."""
        ws = self.page.context.workspace
        now = self.page.read(lambda: restriction(ws, self.uid))
        found = self.page.read(lambda: colleagues(ws)) or []
        clear(self._grid)
        self.boxes = {}
        for place, one in enumerate(found):
            box = CheckBox(_who(one), ticked=now is not None and one.uid in now.named)
            self.boxes[one.uid] = box
            self._grid.addWidget(box, place // 2, place % 2)
        self._none.setVisible(not found)
        (next(iter(self.boxes.values())) if self.boxes else self.act).setFocus()

    def finish(self) -> None:
        """Restrict the case to the people ticked."""
        ws = self.page.context.workspace
        named = [uid for uid, box in self.boxes.items() if box.isChecked()]
        done = self.page.keep(lambda: restrict_case(ws, self.uid, named))
        if done is not None:
            self.leave()
            self.page.undoable(done, tr("Only named people see this case now"))

    def _word_act(self) -> None:
        words = tr("Let only them see it")
        self.act.setText(tr("Change who may see it") if self._restricted else words)


class OpenAgainPanel(Panel):
    """Opens a restricted case to its etrap."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._consequence = Words(wrap=True)
        self._etrap = ""
        self.put(self._consequence)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        self.title.setText(tr("Open the case to its etrap again"))
        self.act.setText(tr("Open it to the etrap"))
        self.cancel.setText(tr("Keep it restricted"))
        self._say()

    def show_header(self, header: CaseHeader) -> None:
        """Take over the etrap."""
        super().show_header(header)
        self._etrap = header.etrap
        self._say()

    def begin(self) -> None:
        """Begin with the way out."""
        self.cancel.setFocus()

    def finish(self) -> None:
        """Open the case."""
        ws = self.page.context.workspace
        done = self.page.keep(lambda: lift_restriction(ws, self.uid))
        if done is not None:
            self.leave()
            self.page.undoable(done, tr("The case is open to its etrap"))

    def _say(self) -> None:
        self._consequence.setText(
            tr(
                "{etrap}: the specialists there, the coordinators and the office will see all of "
                "it, also what was written while it was restricted. Once it is sent, that cannot "
                "be called back."
            ).format(etrap=etrap_words(self._etrap) or tr("Its etrap"))
        )


def _who(one: Colleague) -> str:
    etraps = ", ".join(label("etrap", etrap) for etrap in one.etraps[:2])
    return joined(one.name, label("role", one.role), etraps)
