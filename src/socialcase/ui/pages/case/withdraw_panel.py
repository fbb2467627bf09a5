"""Withdrawing a consent: first what follows from it, then why, then the act."""

from collections.abc import Callable

from socialcase.actions.consents import WithdrawalEffects, effects_of_withdrawal, withdraw_consent
from socialcase.texts import tr, trn
from socialcase.ui.page import Page
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.written_form import WrittenForm


class WithdrawPanel(Card):
    """Opens in place for one consent. `left()` when it is done with or left as it was."""

    def __init__(self, page: Page, consent: str, left: Callable[[], object]) -> None:
        super().__init__(padding=(16, 12, 16, 14))
        self._page, self._consent, self._left = page, consent, left
        ws = page.context.workspace
        effects = page.read(lambda: effects_of_withdrawal(ws, consent))
        self.why = TextBox()
        self.put(Words(tr("What follows when it is withdrawn"), weight="bold"))
        for words in effect_words(effects) if effects is not None else ():
            self.put(Words(f"•  {words}", size="small", wrap=True))
        self._written = WrittenForm(page, {"why": self.why})
        self.put(self._written.since, Field(tr("Why, if the person says so"), self.why))
        self._written.begin(f"withdrawal:{consent}")
        act = Button(tr("Withdraw the consent"), tone="danger", then=self._withdraw)
        self.put(row(act, Button(tr("Leave as it is"), kind="quiet", then=left), None))

    def begin(self) -> None:
        """Put the keyboard into the field."""
        self.why.setFocus()

    def _withdraw(self) -> None:
        ws, uid, why = self._page.context.workspace, self._consent, self.why.text()
        done = self._written.keep(lambda: withdraw_consent(ws, uid, why=why))
        self._page.undoable(done, tr("The consent is withdrawn from today"))
        if done is not None:
            self._left()


def effect_words(effects: WithdrawalEffects) -> list[str]:
    """What a withdrawal leads to, one sentence for each matter."""
    words = []
    if effects.allowed:
        words.append(tr("A newer consent of theirs still lets services know what they need."))
    else:
        words.append(
            tr(
                "From now on nothing of theirs is told to services, and none of their answers "
                "leave."
            )
        )
    if effects.others:
        words.append(tr("What others in this file agreed to for themselves stands."))
    if effects.providers:
        named = ", ".join(effects.providers)
        words.append(
            tr("You get a task for each who was asked, to tell them: {names}.").format(names=named)
        )
    if effects.papers:
        papers = trn(
            "{n} paper or file of this case has left the program and cannot be called back.",
            "{n} papers or files of this case have left the program and cannot be called back.",
            effects.papers,
        )
        words.append(papers.format(n=effects.papers))
    words.append(tr("What is written stays in the file. The help that is theirs by law goes on."))
    return words
