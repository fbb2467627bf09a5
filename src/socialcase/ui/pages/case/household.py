"""The household: drawn, listed, and edited by pointing at somebody. Every edit is one act."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from socialcase.actions.case_views import CaseFile, HouseholdView, MemberLine
from socialcase.actions.editing import edit
from socialcase.actions.family import family_file
from socialcase.actions.household_drawing import draw_household
from socialcase.actions.relations import end_relation
from socialcase.texts import tr
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.case.household_about import AboutHome
from socialcase.ui.pages.case.household_drawings import DrawingsCard
from socialcase.ui.pages.case.household_editing import HomeEditing, HomeShown
from socialcase.ui.pages.case.household_person import PersonActs, PersonPanel
from socialcase.ui.pages.case.household_table import (
    Columns,
    HomeRow,
    MemberDelegate,
    column_names,
    spoken,
)
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.paper_targets import HOUSEHOLD, paper_target
from socialcase.ui.speech import full_day, joined
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.drawing_view import ScreenWidths
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row
from socialcase.ui.widgets.list_head import ListHead
from socialcase.ui.widgets.rows import Rows, RowsView

_PANEL = 300


class HouseholdPart(CasePart):
    """Genogram and ecomap, the people of the household in a table, and who was clicked."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._household = ""
        self._shown = HomeShown()
        self._widths = ScreenWidths()
        self._columns = Columns()
        self._rows: Rows[HomeRow] = Rows(spoken)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(MemberDelegate(self._columns))
        self._list.opened.connect(self._open_row)
        self._head = ListHead(self._columns)
        self._title = Words(weight="bold")
        self._hint = Words(size="small", tone="muted", wrap=True)
        self.forms = HomeEditing(page, self._shown, self.choose, self._back)
        self._add = Button(icon_name="plus", small=True, then=self.forms.begin_member)
        self._empty = QVBoxLayout()
        self._former = Words(size="small", tone="muted", wrap=True)
        self._former.setContentsMargins(14, 8, 14, 8)
        self.drawings = DrawingsCard(
            self.choose, self._enter_card, self.forms.begin_tie, self._print
        )
        self.panel = PersonPanel(
            PersonActs(
                self._open_person,
                self.forms.begin_relative,
                self.forms.begin_relation,
                self.forms.begin_move,
                self.forms.begin_life,
                self._end_relation,
                self._back,
            )
        )
        self._about = AboutHome(page, self._set)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("Lives in the household"))
        self._hint.setText(tr("Enter opens a person"))
        self._add.setText(tr("Add a household member"))
        self._list.setAccessibleName(tr("Household"))
        self._about.retranslate()
        self.drawings.retranslate()
        self.panel.retranslate()
        self.forms.retranslate()

    def show_file(self, file: CaseFile) -> None:
        """Show the household of a case."""
        if file.header.case.uid != self.case:
            self._shown.chosen = ""
            self.forms.put_away()
        super().show_file(file)
        self._shown.case = self.case
        self._draw()
        self.forms.offer()
        view = file.household
        self._household = view.household.uid if view else ""
        self._show_rows(view)
        self._about.setVisible(view is not None)
        if view is not None:
            self._about.show_household(view.household)

    def choose(self, uid: str) -> None:
        """Take somebody of the drawing: into an open relation, else onto the card beside it."""
        forms, shown = self.forms, self._shown
        if forms.relating and uid != shown.chosen:
            forms.relation.take(uid)
            return
        shown.chosen = uid
        self._show_chosen()
        if forms.relating:
            forms.put_away()

    def _enter_card(self) -> None:
        """Bring the keyboard to the card of whom it chose."""
        if not self.forms.relating:
            self.panel.begin()

    def _draw(self) -> None:
        ws, case, shown = self.workspace, self.case, self._shown
        shown.file = self.page.read(lambda: family_file(ws, case))
        if shown.file is None:
            return
        shown.drawn = draw_household(shown.file, ws.today, measure=self._widths)
        there = bool(shown.file.people)
        self.drawings.setVisible(there)
        self.panel.setVisible(there)
        self.drawings.show_drawings(shown.drawn)
        if shown.chosen not in shown.drawn.cards:
            shown.chosen = shown.file.main
        self._show_chosen()

    def _show_chosen(self) -> None:
        drawn, chosen = self._shown.drawn, self._shown.chosen
        card = drawn.cards.get(chosen) if drawn else None
        self.panel.setVisible(card is not None)
        self.drawings.genogram.view.choose(chosen)
        if card is not None:
            self.panel.show_person(card)

    def _show_rows(self, view: HouseholdView | None) -> None:
        cards = self._shown.drawn.cards if self._shown.drawn else {}
        members = view.members if view else ()
        rows = [HomeRow(member, cards.get(member.person.uid)) for member in members]
        self._head.show_names(self._columns.fit(column_names(), rows))
        self._rows.show(rows)
        for part in (self._list, self._head):
            part.setVisible(bool(rows))
        left = "; ".join(map(_left, view.former if view else ()))
        self._former.setText(tr("Lived here before: {people}").format(people=left) if left else "")
        self._former.setVisible(bool(left))
        clear(self._empty)
        if not rows:
            words = tr("Nobody is written down here yet. Add the people who live together.")
            self._empty.addWidget(Empty("users", words))

    # --- going, and what needs no form ------------------------------------------------------------

    def _back(self) -> None:
        """Bring the keyboard back to the drawing."""
        if self.isVisible():
            self.drawings.genogram.view.focus(self._shown.chosen)

    def _open_row(self, one: HomeRow) -> None:
        self.page.context.open(Target("person", one.member.person.uid))

    def _open_person(self) -> None:
        self.page.context.open(Target("person", self._shown.chosen))

    def _print(self) -> None:
        self.page.context.open(paper_target(HOUSEHOLD, self.case, self.case))

    def _end_relation(self, uid: str) -> None:
        words = tr("Taken out of the drawing")
        self.forms.keep_done(lambda: end_relation(self.workspace, uid), words)

    def _set(self, field: str, words: str) -> bool:
        ws, uid = self.workspace, self._household
        return self.page.keep(lambda: edit(ws, "household", uid, field, words)) is not None

    def _lay_out(self) -> None:
        card = Card(padding=(0, 0, 0, 0))
        card.body.setSpacing(0)
        top = row(self._title, self._hint, self._add, margins=(14, 7, 10, 7))
        top.setStretch(1, 1)
        card.put(top, self._head, self._list, self._empty, self._former)
        card.body.addStretch(1)
        self.panel.setFixedWidth(_PANEL)
        below = row(card, self.panel, gap=14)
        below.setStretch(0, 1)
        below.setAlignment(self.panel, Qt.AlignmentFlag(0))
        self.layout_.addWidget(self.drawings)
        self.layout_.addWidget(self.forms)
        self.layout_.addLayout(below)
        self.layout_.addWidget(self._about)


def _left(member: MemberLine) -> str:
    """Somebody who has left: who, and until when they lived here."""
    until = tr("until {day}").format(day=full_day(member.until))
    return joined(member.person.name or tr("name not known"), until)
