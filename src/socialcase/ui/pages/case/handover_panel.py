"""Panel beneath the head of a case: *I know this family*, and handing a case over."""

from collections.abc import Callable

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.handovers import (
    HandoverChoices,
    Successor,
    ask_handover,
    hand_over,
    handover_choices,
)
from socialcase.texts import label, tr, trn, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.speech import etrap_words, joined
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row


class HandoverPanel(Panel):
    """A specialist asks that somebody else takes the case; a coordinator or the office decides."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._choices: HandoverChoices | None = None
        self._asked_of = ""
        self._lead = Words(tone="muted", wrap=True)
        self._reason, self._to = ChoiceBox(), ChoiceBox(kept=lambda _uid: self._say_lead())
        self._words = TextArea(lines=2)
        self._fields = [Field("", editor) for editor in (self._reason, self._to, self._words)]
        line = row(self._fields[0], self._fields[1], gap=14)
        line.setStretch(0, 2)
        line.setStretch(1, 3)
        self._load = Words(size="small", tone="muted", wrap=True)
        self.tasks = CheckBox()
        self.put(self._lead, line, self._load, self.tasks, self._fields[2])
        self.writes("handover", words=self._words)
        self.end()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        super().retranslate()
        codes = {code: label("handover_reason", code) for code in vocabulary("handover_reason")}
        self._reason.offer(codes, self._reason.value() or "known")
        self._load.setText(
            tr("Open cases as far as this laptop knows; they tell nothing of how hard they are.")
        )
        self._word()

    def show_header(self, header: CaseHeader) -> None:
        """Take over who was asked for."""
        super().show_header(header)
        self._asked_of = header.case.handover_to

    def begin(self) -> None:
        """Show who could have the case."""
        ws = self.page.context.workspace
        self._choices = self.page.read(lambda: handover_choices(ws, self.uid))
        self._words.setPlainText("")
        self.tasks.setChecked(True)
        self._word()
        (self._to if self._decides() else self._reason).setFocus()

    def finish(self) -> None:
        """Ask, or hand over."""
        ws, to = self.page.context.workspace, self._to.value()
        if self._decides():
            self._fields[1].complain("" if to else tr("Choose who takes the case."))
            if not to:
                return
            along = self.tasks.isChecked()
            done = self.keep(lambda: hand_over(ws, self.uid, to, with_tasks=along))
            words = tr("The case is handed over")
        else:
            reason, private = self._reason.value(), self._words.toPlainText()
            done = self.keep(lambda: ask_handover(ws, self.uid, reason, to=to, words=private))
            words = tr("Asked to hand the case over")
        if done is not None:
            self.leave()
            self.page.undoable(done, words)

    def _decides(self) -> bool:
        return self._choices is not None and self._choices.may_decide

    def _word(self) -> None:
        found, decides = self._choices, self._decides()
        hand, know = tr("Hand the case over"), tr("Another specialist for this family")
        self.title.setText(hand if decides else know)
        self.act.setText(hand if decides else tr("Ask to hand it over"))
        self._fields[0].setVisible(not decides)
        self._fields[0].set_words(tr("Why"), tr("everybody sees this who sees the case"))
        self._fields[1].set_words(tr("Who takes the case"))
        self._offer(found.successors if found else ())
        name = found.coordinator_name if found else ""
        self._word_tasks()
        self._fields[2].setVisible(not decides and bool(name))
        self._fields[2].set_words(
            tr("More about it, if you like"), tr("only {name} reads this").format(name=name)
        )
        self._say_lead()

    def _word_tasks(self) -> None:
        n, name = (self._choices.tasks, self._choices.owner_name) if self._choices else (0, "")
        words = trn(
            "{n} open task of {name} in this case goes along",
            "{n} open tasks of {name} in this case go along",
            n,
        )
        self.tasks.setText(words.format(n=n, name=name or tr("whoever has it")))
        self.tasks.setVisible(self._decides() and n > 0)

    def _say_lead(self) -> None:
        name = self._choices.coordinator_name if self._choices else ""
        words = self._consequence() if self._decides() else _asked_words(name)
        self._lead.setText(words)

    def _consequence(self) -> str:
        found = self._choices.successors if self._choices else ()
        chosen = next((one for one in found if one.uid == self._to.value()), None)
        if chosen is not None and not chosen.near and chosen.etraps:
            return tr(
                "The case goes to {etrap} with its people and its household, and leaves the "
                "laptops of those who do not work there."
            ).format(etrap=etrap_words(chosen.etraps[0]))
        return tr(
            "The new specialist gets the case with all that is in it. Who had it still sees "
            "it, until you let only named people see it."
        )

    def _offer(self, successors: tuple[Successor, ...]) -> None:
        nobody = tr("Choose…") if self._decides() else tr("Whoever the coordinator finds")
        names = {"": nobody} | {one.uid: _line(one) for one in successors}
        first = next((one.uid for one in successors if one.near), "")
        known = self._asked_of if self._asked_of in names else first
        self._to.offer(names, known)


def _asked_words(coordinator: str) -> str:
    if not coordinator:
        return tr(
            "It waits for the coordinator. No key of theirs is known here yet: "
            "tell them more by voice."
        )
    return tr("{name} decides. The case stays with you until then.").format(name=coordinator)


def _line(one: Successor) -> str:
    cases = trn("{n} open case", "{n} open cases", one.cases).format(n=one.cases)
    etraps = ", ".join(etrap_words(etrap) for etrap in one.etraps[:2])
    return joined(one.name, etraps, cases if one.near else "")
