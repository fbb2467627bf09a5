"""One referral: where it stands, its next steps with their day, and while it is a draft its fields.

A step that needs no words is one click; a refusal, an end and a withdrawal ask for theirs in place.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from socialcase.actions.done import Done
from socialcase.actions.referrals import (
    ReferralAnswer,
    answer_referral,
    begin_referral,
    refer_elsewhere,
    send_referral,
    set_referral,
)
from socialcase.actions.service_views import ReferralLine
from socialcase.actions.unkept import Unkept
from socialcase.cases.referring import OPEN
from socialcase.texts import label, tr
from socialcase.texts.services import service_name
from socialcase.ui.page import Page
from socialcase.ui.pages.case.referral_draft import ReferralDraft
from socialcase.ui.pages.case.referral_step import STEPS, StepForm
from socialcase.ui.pages.paper_targets import REFERRAL, paper_target
from socialcase.ui.pages.service_words import (
    STATUS_TONES,
    ask_words,
    caution_words,
    reach_words,
    status_words,
    way_words,
)
from socialcase.ui.speech import joined, quoted
from socialcase.ui.typed_days import complete_days
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import Button, link, name_button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.field import TextBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, row

_ASKED = ("refused", "ended", "withdrawn", "waiting")
"""Steps that ask for words before they are kept."""


class ReferralCard(Card):
    """A referral in the case file. `turn` goes to another part; `unkept` hears of its draft.

    `begun`: what was written anywhere for a step and not kept.
    """

    def __init__(
        self,
        page: Page,
        line: ReferralLine,
        offered: dict[str, str],
        turn: Callable[[str], None],
        unkept: UnkeptFields,
        begun: Sequence[Unkept],
    ) -> None:
        super().__init__(padding=(14, 10, 12, 12))
        self._page, self._line, self._turn = page, line, turn
        self._uid = line.referral.uid
        self._on = TextBox()
        self.put(self._head_row(), *self._about())
        if line.referral.status in ("", "draft"):
            self.put(ReferralDraft(page, line, offered, turn, unkept))
        for part in self._steps():
            self.put(part)
        self._go_on(begun)

    # --- what stands there -----------------------------------------------------------------------

    def _head_row(self) -> QWidget:
        referral = self._line.referral
        tone, icon_name = STATUS_TONES.get(referral.status or "draft", ("", ""))
        title = Words(service_name(referral.service), weight="bold", wrap=True)
        chips = [Chip(status_words(referral), tone=tone, icon_name=icon_name)]
        if referral.urgent and referral.status in ("", *OPEN):
            chips.append(Chip(tr("Urgent"), tone="danger", icon_name="clock"))
        line = row(IconLabel("paper-plane-tilt", "accent", 18), title, *chips, self._more(), gap=8)
        line.setStretch(1, 1)
        return boxed(line)

    def _about(self) -> list[QWidget]:
        line = self._line
        provider = line.provider.provider.name if line.provider else ""
        if not provider and line.referral.provider:
            provider = tr("a provider that is not in your directory")
        whose = tr("for {name}").format(name=line.person_name) if line.person_name else ""
        towards = joined(line.goal_words, line.need_words)
        facts = [Words(joined(provider, whose), wrap=True)]
        if line.provider and line.referral.status in ("", *OPEN):
            reach = joined(reach_words(line.provider.provider), line.provider.provider.terms)
            facts.append(Words(reach, size="small", tone="muted", wrap=True))
        if towards:
            facts.append(Words(towards, size="small", tone="muted", wrap=True))
        facts.append(Words(way_words(line.referral), size="small", tone="muted", wrap=True))
        facts.append(Words(ask_words(line), size="small", tone="warning", wrap=True))
        for said in (line.referral.answer, line.referral.result):
            if said:
                facts.append(Words(quoted(said), size="small", wrap=True))
        return [fact for fact in facts if fact.text()]

    def _more(self) -> Button:
        more = Button(icon_name="dots-three", kind="quiet", small=True, tone="muted")
        name_button(more, tr("More about this referral"))
        more.setObjectName(f"referral:{self._uid}:more")
        menu = QMenu(more)
        urgent = self._line.referral.urgent
        words = tr("No longer urgent") if urgent else tr("Mark as urgent")
        menu.addAction(words, lambda: self._set_urgent(not urgent))
        menu.addAction(tr("Ask another provider, too"), self._elsewhere)
        if "withdrawn" in self._line.steps:
            menu.addAction(tr("Take the referral back…"), lambda: self._begin_asking("withdrawn"))
        more.setMenu(menu)
        return more

    # --- the next step ---------------------------------------------------------------------------

    def _steps(self) -> list[QWidget]:
        acts = [step for step in self._line.steps if step != "withdrawn"]
        if self._line.referral.status == "refused":
            again = Button(tr("Ask another provider"), small=True, then=self._elsewhere)
            again.setObjectName(f"referral:{self._uid}:step0")
            return [boxed(row(again, None))]
        if not acts:
            return []
        buttons = [self._step(place, step) for place, step in enumerate(acts)]
        self._on.setPlaceholderText(tr("today"))
        self._on.setAccessibleName(tr("Day of this step"))
        self._on.setObjectName(f"referral:{self._uid}:on")
        self._on.setFixedWidth(112)
        complete_days(self._on, lambda: self._page.context.workspace.today)
        day = Words(tr("on"), size="small", tone="muted")
        ready = self._line.ready
        may_print = ready is None or not set(ready.needs) - {"approval"}
        letter = [self._letter()] if may_print else []
        line = FlowBox()
        for part in (*buttons, boxed(row(day, self._on)), *letter):
            line.flow.addWidget(part)
        return [*self._missing(), line]

    def _step(self, place: int, step: str) -> Button:
        words = {
            "sent": tr("It is sent"),
            "accepted": tr("Accepted"),
            "waiting": tr("On the waiting list"),
            "refused": tr("Refused"),
            "delivered": tr("The service began"),
            "ended": tr("The service ended"),
        }[step]
        made = Button(words, small=True, then=partial(self._take, step))
        made.setObjectName(f"referral:{self._uid}:step{place}")
        ready = self._line.ready
        if step == "sent" and ready is not None and ready.needs:
            made.setEnabled(False)
        return made

    def _letter(self) -> Button:
        paper = link(tr("Letter"), icon_name="printer", then=self._to_paper)
        paper.setObjectName(f"referral:{self._uid}:letter")
        return paper

    def _missing(self) -> list[QWidget]:
        """What sending still needs, in words, and the way on; else what speaks against it."""
        ready, provider = self._line.ready, self._line.provider
        if ready is None or not ready.needs:
            caution = caution_words(provider, asked=ready is None) if provider else ""
            return [boxed(_warning(caution))] if caution else []
        needs = ", ".join(label("referral_need", need) for need in ready.needs)
        line = _warning(tr("Still needed: {needs}").format(needs=needs))
        if {"consent", "not_withheld"} & set(ready.needs):
            go = link(tr("Go to Consent"), then=lambda: self._turn("consent"))
            go.setObjectName(f"referral:{self._uid}:consent")
            line.addWidget(go)
        return [boxed(line)]

    def _take(self, step: str) -> None:
        if step in _ASKED:
            self._begin_asking(step)
            return
        ws, uid, on = self._page.context.workspace, self._uid, self._on.text().strip()
        acts: dict[str, Callable[[], Done]] = {
            "sent": lambda: send_referral(ws, uid, on),
            "accepted": lambda: answer_referral(ws, uid, ReferralAnswer("accepted", on=on)),
            "delivered": lambda: begin_referral(ws, uid, on),
        }
        done = self._page.keep(acts[step])
        self._page.undoable(done, label("referral_state", step))

    # --- words that a step asks for --------------------------------------------------------------

    @cached_property
    def _asked(self) -> StepForm:
        """Made when a step asks for words: of most referrals none does."""
        made = StepForm(self._page, self._uid, lambda: self._on.text().strip(), self._step_kept)
        self.put(made)
        return made

    def _go_on(self, begun: Sequence[Unkept]) -> None:
        """Ask again for the words of a step that were written and not kept."""
        start = f"{STEPS}{self._uid}:"
        steps = [one.place.removeprefix(start) for one in begun if one.place.startswith(start)]
        for step in [one for one in steps if one in self._line.steps][:1]:
            self._asked.ask(step)

    def _begin_asking(self, step: str) -> None:
        self._asked.ask(step)
        self._asked.focus()

    def _step_kept(self) -> None:
        """The keyboard waits at the next step."""
        self._on.clear()
        self._on.setModified(False)
        for button in self.findChildren(Button, f"referral:{self._uid}:step0"):
            button.setFocus()

    # --- besides ---------------------------------------------------------------------------------

    def _set_urgent(self, urgent: bool) -> None:
        ws, uid = self._page.context.workspace, self._uid
        self._page.keep(lambda: set_referral(ws, uid, "urgent", urgent or None))

    def _elsewhere(self) -> None:
        ws = self._page.context.workspace
        done = self._page.keep(lambda: refer_elsewhere(ws, self._uid))
        self._page.undoable(done, tr("A new referral is begun"))

    def _to_paper(self) -> None:
        self._page.context.open(paper_target(REFERRAL, self._uid, self._line.referral.case))


def _warning(words: str) -> QHBoxLayout:
    said = Words(words, size="small", wrap=True)
    said.set_tone("warning")
    line = row(IconLabel("info", "warning", 16), said, gap=6)
    line.setStretch(1, 1)
    return line
