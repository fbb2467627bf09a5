"""Consent: what was agreed to and by whom, who is to know nothing, who has seen the file."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseFile, ConsentLine
from socialcase.actions.consents import give_consent
from socialcase.texts import label, tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.consent_form import ConsentForm
from socialcase.ui.pages.case.duties_card import DutiesCard
from socialcase.ui.pages.case.left_card import LeftCard
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.seen_card import SeenCard
from socialcase.ui.pages.case.withdraw_panel import WithdrawPanel
from socialcase.ui.pages.case.withholding_card import WithholdingCard
from socialcase.ui.pages.paper_targets import CONSENT, paper_target
from socialcase.ui.speech import day_words, joined
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row


class ConsentPart(CasePart):
    """Consents of the family and a new one in place; beside them duties and who has seen it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked = ""  # the consent of which somebody asked to withdraw it
        self._just_kept = False  # a consent, whose line does not stand there yet
        self._list = Card(padding=(0, 0, 0, 0))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._list.put(self._lines)
        self._form = ConsentForm(page, self._keep, partial(self._on_paper, ""))
        self._form.given_days(lambda: self.workspace.today)
        self._withheld = WithholdingCard(page)
        self._duties, self._seen = DutiesCard(page), SeenCard(page)
        self._left = LeftCard(page)
        side = boxed(column(self._seen, self._left, self._duties, None, gap=12))
        side.setFixedWidth(316)
        left = column(self._list, self._form, self._withheld, None, gap=12)
        columns = row(left, side, gap=22)
        columns.setStretch(0, 1)
        columns.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        self.layout_.addLayout(columns)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        for card in (self._form, self._withheld, self._duties):
            card.retranslate()

    def show_file(self, file: CaseFile) -> None:
        """Show the consents of a case."""
        fresh = file.header.case.uid != self.case
        if fresh:
            self._form.written.blank()  # what was written waits for its own case
        super().show_file(file)
        self._form.offer_people(file, fresh=fresh)
        if fresh:
            self._form.begin(self.case)
        self._show_lines(file)
        self._withheld.show_file(file)
        self._seen.show_case(self.case)
        self._left.show_case(self.case)
        self._duties.show_case(self.case)
        if self._just_kept and not fresh:
            self._withheld.come_into_sight()
        self._just_kept = False

    def _show_lines(self, file: CaseFile) -> None:
        clear(self._lines)
        count = str(len(file.consents)) if file.consents else ""
        self._list.head(tr("Consent"), count, icon_name="handshake")
        for place, line in enumerate(file.consents):
            if place:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(line))
            if line.consent.uid == self._asked and not line.consent.withdrawn:
                self._lines.addWidget(self._panel(line.consent.uid, file))
        if not file.consents:
            words = Words(tr("No consent is written down yet."), tone="muted")
            words.setContentsMargins(14, 14, 14, 14)
            self._lines.addWidget(words)

    def _line(self, line: ConsentLine) -> QWidget:
        consent = line.consent
        scope = Words(label("consent_scope", consent.scope), weight="medium", wrap=True)
        words = column(scope, Words(_detail(line), size="small", tone="muted", wrap=True), gap=1)
        end: QWidget
        if consent.withdrawn:
            gone = tr("Withdrawn {day}").format(day=day_words(consent.withdrawn))
            end = Chip(gone, tone="warning", icon_name="prohibit")
        else:
            end = link(tr("Withdraw…"), then=partial(self._ask, consent.uid))
        paper = link(tr("On paper"), then=partial(self._on_paper, consent.uid))
        made = row(words, paper, end, margins=(14, 9, 10, 9))
        made.setStretch(0, 1)
        return boxed(made)

    def _panel(self, uid: str, file: CaseFile) -> QWidget:
        def left() -> None:
            self._asked = ""
            self._show_lines(file)

        panel = WithdrawPanel(self.page, uid, left)
        panel.begin()
        return panel

    def _ask(self, uid: str) -> None:
        self._asked = uid
        self.page.reread(frozenset({"consent"}))

    def _on_paper(self, consent: str) -> None:
        self.page.context.open(paper_target(CONSENT, consent, self.case))

    def _keep(self, scope: str, about: dict[str, str]) -> bool:
        ws, case = self.workspace, self.case
        done = self._form.written.keep(lambda: give_consent(ws, case, scope, **about))
        self.page.undoable(done, tr("Consent kept"))
        if done is not None:
            self._just_kept = True
            self._withheld.begin()
        return done is not None


def _detail(line: ConsentLine) -> str:
    consent = line.consent
    capacity = label("capacity", consent.capacity) if consent.capacity else ""
    ground = tr("ground: {words}").format(words=consent.basis) if consent.basis else ""
    withheld = tr("withhold: {what}").format(what=consent.withhold) if consent.withhold else ""
    given = tr("given {day}").format(day=day_words(consent.given)) if consent.given else ""
    why = tr("why: {words}").format(words=consent.withdrawn_why) if consent.withdrawn_why else ""
    return joined(line.person_name, consent.giver, capacity, ground, given, withheld, why)
