"""A person: who they are, how to call them safely, where they live, their cases, their history."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.history import HistoryLine, person_history
from socialcase.actions.lines import PersonLine
from socialcase.actions.people import (
    LikelyDuplicate,
    PersonFile,
    alike_ones,
    person_file,
)
from socialcase.actions.readership import note_reading
from socialcase.errors import NotFound
from socialcase.texts import label, tr
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.certificates_card import CertificatesCard
from socialcase.ui.pages.death_panel import DeathPanel
from socialcase.ui.pages.duplicates import why_words
from socialcase.ui.pages.history_list import HistoryList
from socialcase.ui.pages.person_form import PersonForm
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.speech import full_day, joined, with_age
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.risk import RiskSign

_KINDS = frozenset({"person", "member", "household", "case", "certificate", "relation"})


class PersonPage(Page):
    """Everything about one person. Each field is kept when one leaves it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._uid = self._noted = ""
        self._crumb = link(then=lambda: context.open(Target("people")))
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        self._title = Words(size="title", weight="bold")
        self._detail = Words(tone="muted", wrap=True)
        self._restricted = Chip()
        self.beside = ReadingBeside(context, self._read_alike, self._show_alike)
        self.past = ReadingBeside(context, self._read_past, self._show_past)
        self.form = PersonForm(self)
        self.papers = CertificatesCard(self)
        self.death = DeathPanel(self)
        self._side, self._alike = QVBoxLayout(), QVBoxLayout()
        self._history = HistoryList(self)
        self._history_card = Card(padding=(0, 0, 0, 0))
        self._lay_out()
        self._word()
        self.says(self._crumb.setText, lambda: tr("People"))

    def title(self) -> str:
        """Person."""
        return tr("Person")

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to another person."""
        if record != self._uid:
            clear(self._alike)
            self._history.show_lines(())
        self._uid, self._noted = record, ""
        self._read()

    def retranslate(self) -> None:
        """Word everything again."""
        super().retranslate()
        self._word()
        self._read()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when people, households or cases changed."""
        if self._uid and (kinds & _KINDS or not kinds):
            self._read()

    def _read(self) -> None:
        if not self._uid:
            return
        ws = self.context.workspace
        found = self.read(lambda: person_file(ws, self._uid, alike=False))
        if found is not None:
            self._show(found)
            self.past.ask()
            self.beside.ask()

    def _read_past(self) -> tuple[str, list[HistoryLine]]:
        uid = self._uid  # somebody may turn to another person meanwhile
        try:
            return uid, person_history(self.context.workspace, uid)
        except NotFound:  # taken back; the page says so
            return uid, []

    def _show_past(self, read: tuple[str, list[HistoryLine]]) -> None:
        uid, lines = read
        if uid == self._uid:
            self._history.show_lines(lines)

    def _read_alike(self) -> tuple[str, tuple[LikelyDuplicate, ...]]:
        uid = self._uid  # somebody may turn to another person meanwhile
        if uid != self._noted:
            self._noted = uid
            note_reading(self.context.workspace, uid)
        return uid, alike_ones(self.context.workspace, uid)

    def _show_alike(self, read: tuple[str, tuple[LikelyDuplicate, ...]]) -> None:
        uid, alike = read
        if uid != self._uid:
            return
        clear(self._alike)
        if alike:
            self._alike.addWidget(self._likely_card(alike))

    def _show(self, found: PersonFile) -> None:
        line = found.line
        self._title.setText(with_age(line.name or tr("Name not known"), line.age))
        sex = label("sex", line.sex) if line.sex else ""
        alias = tr("also called {alias}").format(alias=line.alias) if line.alias else ""
        self._detail.setText(joined(sex, alias if line.alias != line.name else ""))
        self._restricted.show_fact(tr("Restricted"), tone="warning", icon_name="lock")
        self._restricted.setVisible(found.restricted)
        self.form.show_person(found.person)
        self.papers.show_person(found.person.uid)
        self.death.show_file(found)
        self._show_side(found)

    def _word(self) -> None:
        self.form.retranslate()
        self.papers.retranslate()
        self.death.retranslate()

    def _show_side(self, found: PersonFile) -> None:
        clear(self._side)
        self._side.addWidget(self._cases_card(found))
        self._side.addWidget(self._homes_card(found))

    def _cases_card(self, found: PersonFile) -> Card:
        card = Card(padding=(14, 6, 10, 8))
        card.head(tr("Cases"), str(len(found.cases)) if found.cases else "")
        for case in found.cases:
            button = self._link(case.title or case.number, Target("case", case.uid))
            words = Words(label("status", case.status), size="caption", tone="muted")
            card.put(row(RiskSign(case.risk_level), button, None, words))
        if not found.cases:
            card.put(Words(tr("No case yet."), size="small", tone="muted"))
        return card

    def _homes_card(self, found: PersonFile) -> Card:
        card = Card(padding=(14, 8, 14, 10))
        card.head(tr("Lives with"))
        for home in found.homes:
            member, left = home.member, full_day(home.member.until)
            role = member.role_note or label("role_at_home", member.role)
            since = tr("since {day}").format(day=full_day(member.since)) if member.since else ""
            until = tr("until {day}").format(day=left) if left else ""
            name = Words(home.household.label or tr("Household"), size="small", weight="medium")
            facts = joined(role, since, until)
            card.put(name, Words(facts, size="caption", tone="muted", wrap=True))
            others = [self._other(one) for one in home.others]
            card.put(column(*(row(one, None) for one in others), gap=0))
        if not found.homes:
            card.put(Words(tr("No household is known."), size="small", tone="muted"))
        return card

    def _other(self, one: PersonLine) -> Button:
        words = with_age(one.name or tr("name not known"), one.age)
        return self._link(words, Target("person", one.uid))

    def _likely_card(self, alike: Sequence[LikelyDuplicate]) -> Card:
        card = Card(padding=(14, 8, 14, 10))
        card.head(tr("Perhaps the same person"), icon_name="users", tone="warning")
        for likely in alike[:3]:
            words = with_age(likely.person.name, likely.person.age)
            card.put(row(self._link(words, Target("person", likely.person.uid)), None))
            card.put(Words(why_words(likely.reasons), size="caption", tone="muted", wrap=True))
        return card

    def _link(self, words: str, target: Target) -> Button:
        return link(words, then=lambda: self.context.open(target))

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        inside = page_column(body, gap=14)
        head = column(
            row(self._crumb, None),
            row(self._title, self._restricted, None, gap=12),
            self._detail,
            gap=2,
        )
        head.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(head)
        side = boxed(column(self._side, self._alike, None, gap=14))
        side.setFixedWidth(320)
        self._side.setSpacing(14)
        self._history_card.put(self._history)
        call, who, *before, more = self.form.parts()
        after = column(*before, self.papers, more, self.death, self._history_card, gap=14)
        self._after = boxed(after)
        self._after.hide()
        QTimer.singleShot(0, self._after, self._after.show)  # below what a screen shows first
        left = column(self.form.apart, call, who, self._after, None, gap=14)
        columns = row(left, side, gap=20)
        columns.setStretch(0, 1)
        columns.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(columns)
        inside.addStretch(1)
