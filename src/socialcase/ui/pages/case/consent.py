"""Consent: what was agreed to, by whom, what is to be withheld; given and withdrawn."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseFile, ConsentLine
from socialcase.actions.consents import give_consent, withdraw_consent
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.seen_card import SeenCard
from socialcase.ui.pages.paper import CONSENT, paper_target
from socialcase.ui.speech import day_words, joined
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row


class ConsentPart(CasePart):
    """Consents of the family, and a new one in place."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._list = Card(padding=(0, 0, 0, 0))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._list.put(self._lines)
        self._scope, self._person = ChoiceBox(), ChoiceBox()
        self._giver, self._withhold, self._given = TextBox(), TextBox(), TextBox()
        complete_days(self._given, lambda: self.workspace.today)
        editors = (self._person, self._scope, self._giver, self._given, self._withhold)
        self._fields = [Field("", editor) for editor in editors]
        self._title = Words(weight="bold")
        self._keep_button = Button(then=self._keep)
        self._paper = Button(icon_name="printer", then=self._on_paper)
        form = Card(padding=(16, 12, 16, 16))
        first, second = row(*self._fields[:2], gap=14), row(*self._fields[2:4], gap=14)
        for line in (first, second):
            line.setStretch(0, 1)
            line.setStretch(1, 1)
        form.put(
            self._title,
            first,
            second,
            self._fields[4],
            2,
            row(self._keep_button, None, self._paper),
        )
        self.layout_.addWidget(self._list)
        self.layout_.addWidget(form)
        self._seen = SeenCard(page)
        self.layout_.addWidget(self._seen)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("Write down a consent"))
        words = (
            (tr("Whose"), ""),
            (tr("What may be told"), ""),
            (tr("Who gave it"), tr("if somebody speaks for the person")),
            (tr("Given on"), tr("today if left empty")),
            (tr("What to withhold, and from whom"), ""),
        )
        for field, (name, hint) in zip(self._fields, words, strict=True):
            field.set_words(name, hint)
        scopes = {code: label("consent_scope", code) for code in vocabulary("consent_scope")}
        self._scope.offer(scopes, self._scope.value() or "office")
        self._keep_button.setText(tr("Keep this consent"))
        self._paper.setText(tr("A consent to be signed"))

    def show_file(self, file: CaseFile) -> None:
        """Show the consents of a case."""
        fresh = file.header.case.uid != self.case
        super().show_file(file)
        self._offer_people(file, fresh=fresh)
        clear(self._lines)
        count = str(len(file.consents)) if file.consents else ""
        self._list.head(tr("Consent"), count, icon_name="handshake")
        for place, line in enumerate(file.consents):
            if place:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(line))
        if not file.consents:
            words = Words(tr("No consent is written down yet."), tone="muted")
            words.setContentsMargins(14, 14, 14, 14)
            self._lines.addWidget(words)
        self._seen.show_case(self.case)

    def _offer_people(self, file: CaseFile, *, fresh: bool) -> None:
        main = file.header.main
        people = {main.uid: main.name} if main else {}
        if file.household:
            people |= {m.person.uid: m.person.name for m in file.household.members}
        chosen = "" if fresh else self._person.value()
        self._person.offer(people, chosen or (main.uid if main else ""))

    def _line(self, line: ConsentLine) -> QWidget:
        consent = line.consent
        scope = Words(label("consent_scope", consent.scope), weight="medium", wrap=True)
        withheld = tr("withhold: {what}").format(what=consent.withhold) if consent.withhold else ""
        given = tr("given {day}").format(day=day_words(consent.given)) if consent.given else ""
        detail = joined(line.person_name, consent.giver, given, withheld)
        words = column(scope, Words(detail, size="small", tone="muted", wrap=True), gap=1)
        end: QWidget
        if consent.withdrawn:
            gone = tr("Withdrawn {day}").format(day=day_words(consent.withdrawn))
            end = Chip(gone, tone="warning", icon_name="prohibit")
        else:
            end = link(tr("Withdraw"), then=partial(self._withdraw, consent.uid))
        paper = link(tr("On paper"), then=partial(self._on_paper, consent.uid))
        made = row(words, paper, end, margins=(14, 9, 10, 9))
        made.setStretch(0, 1)
        return boxed(made)

    def _on_paper(self, consent: str = "") -> None:
        self.page.context.open(paper_target(CONSENT, consent, self.case))

    def _withdraw(self, uid: str) -> None:
        done = self.page.keep(lambda: withdraw_consent(self.workspace, uid))
        self.page.undoable(done, tr("The consent is withdrawn from today"))

    def _keep(self) -> None:
        ws, case, scope = self.workspace, self.case, self._scope.value()
        about = {
            "person": self._person.value(),
            "giver": self._giver.text().strip(),
            "withhold": self._withhold.text().strip(),
            "given": self._given.text().strip(),
        }
        done = self.page.keep(lambda: give_consent(ws, case, scope, **about))
        if done is not None:
            for box in (self._giver, self._withhold, self._given):
                box.setText("")
            self.page.undoable(done, tr("Consent kept"))
