"""The household: drawn, listed, and edited by pointing at somebody. Every edit is one act."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from socialcase.actions.case_views import CaseFile, HouseholdView
from socialcase.actions.done import Done
from socialcase.actions.editing import edit
from socialcase.actions.family import FamilyFile, directory_names, family_file
from socialcase.actions.household_drawing import HouseholdDrawing, draw_household
from socialcase.actions.kin_words import KinWords
from socialcase.actions.people import add_family_member, leave_household
from socialcase.actions.registering import KnownOne
from socialcase.actions.relations import (
    Relative,
    add_relative,
    add_tie,
    change_tie,
    end_relation,
    end_tie,
    move_in,
    others_too,
    relate,
    write_down,
)
from socialcase.cases.births import birth_or_text
from socialcase.cases.home_roles import is_unknown
from socialcase.texts import tr
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.case.household_about import AboutHome
from socialcase.ui.pages.case.household_drawings import DrawingsCard
from socialcase.ui.pages.case.household_forms import (
    HomeForm,
    MoveForm,
    NewMember,
    RelationForm,
    RelativeForm,
    TieForm,
)
from socialcase.ui.pages.case.household_known import joining, watch_known
from socialcase.ui.pages.case.household_person import PersonActs, PersonPanel
from socialcase.ui.pages.case.household_table import (
    Columns,
    HomeRow,
    MemberDelegate,
    column_names,
    spoken,
)
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.known_card import KnownCard
from socialcase.ui.pages.paper_targets import HOUSEHOLD, paper_target
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.drawing_view import ScreenWidths
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row
from socialcase.ui.widgets.list_head import ListHead
from socialcase.ui.widgets.rows import Rows, RowsView

_PANEL = 300
Form = TypeVar("Form", bound=HomeForm)
_TIE_FIELDS = ("what", "name", "strength", "flow", "person", "provider", "note")


class HouseholdPart(CasePart):
    """Genogram and ecomap, the people of the household in a table, and who was clicked."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._household = ""
        self._file: FamilyFile | None = None
        self._drawn: HouseholdDrawing | None = None
        self._chosen = ""
        self._tie = ""
        self._widths = ScreenWidths()
        self._columns = Columns()
        self._rows: Rows[HomeRow] = Rows(spoken)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(MemberDelegate(self._columns))
        self._list.opened.connect(self._open_row)
        self._head = ListHead(self._columns)
        self._title = Words(weight="bold")
        self._hint = Words(size="small", tone="muted")
        self._add = Button(icon_name="plus", small=True, then=self._begin_member)
        self._empty = QVBoxLayout()
        self.drawings = DrawingsCard(self.choose, self._enter_card, self._open_tie, self._print)
        self.panel = PersonPanel(
            PersonActs(
                self._open_person,
                self._begin_relative,
                self._begin_relation,
                self._begin_move,
                self._begin_writing_down,
                lambda uid: self._keep_done(lambda: end_relation(self.workspace, uid), _taken()),
                lambda: self.drawings.genogram.view.focus(self._chosen),
            )
        )
        self._forms: list[HomeForm] = []
        self._forms_room = QVBoxLayout()
        self._about = AboutHome(self._set)
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
        for form in self._forms:
            form.retranslate()
        if "known" in self.__dict__:
            self.known.retranslate()

    # --- forms, each made when it is first opened: most look at the drawing only ------------------

    @cached_property
    def _form(self) -> NewMember:
        return self._placed(NewMember(self._keep_member, self._put_away))

    @cached_property
    def known(self) -> KnownCard:
        """Who is known already, beneath the form of a new member."""
        return watch_known(self.page.context, self._form, self._take_known)

    @cached_property
    def relative(self) -> RelativeForm:
        """A relative of whom one chose."""
        return self._placed(RelativeForm(self._keep_relative, self._put_away))

    @cached_property
    def relation(self) -> RelationForm:
        """A relation of whom one chose with another."""
        return self._placed(RelationForm(self._keep_relation, self._put_away))

    @cached_property
    def tie(self) -> TieForm:
        """Something around the household."""
        return self._placed(TieForm(self._keep_tie, self._end_tie, self._put_away))

    @cached_property
    def move_(self) -> MoveForm:
        """The day of moving in or out."""
        return self._placed(MoveForm(self._keep_move, self._put_away))

    def _placed(self, form: Form) -> Form:
        form.retranslate()
        self._forms.append(form)
        self._forms_room.addWidget(form)
        return form

    def _relating(self) -> bool:
        """Whether a relation is being added, so that a click says with whom."""
        return any(isinstance(one, RelationForm) and one.isVisible() for one in self._forms)

    def show_file(self, file: CaseFile) -> None:
        """Show the household of a case."""
        if file.header.case.uid != self.case:
            self._chosen = ""
            self._put_away()
        super().show_file(file)
        self._draw()
        view = file.household
        self._household = view.household.uid if view else ""
        self._show_rows(view)
        self._about.setVisible(view is not None)
        if view is not None:
            self._about.show_household(view.household)

    def choose(self, uid: str) -> None:
        """Take somebody of the drawing: into an open relation, else onto the card beside it."""
        if self._relating() and uid != self._chosen:
            self.relation.take(uid)
            return
        self._chosen = uid
        self._show_chosen()
        if self._relating():
            self._put_away()

    def _enter_card(self) -> None:
        """Bring the keyboard to the card of whom it chose."""
        if not self._relating():
            self.panel.begin()

    def _draw(self) -> None:
        ws, case = self.workspace, self.case
        self._file = self.page.read(lambda: family_file(ws, case))
        if self._file is None:
            return
        self._drawn = draw_household(self._file, ws.today, measure=self._widths)
        there = bool(self._file.people)
        self.drawings.setVisible(there)
        self.panel.setVisible(there)
        self.drawings.show_drawings(self._drawn)
        if self._chosen not in self._drawn.cards:
            self._chosen = self._file.main
        self._show_chosen()

    def _show_chosen(self) -> None:
        card = self._drawn.cards.get(self._chosen) if self._drawn else None
        self.panel.setVisible(card is not None)
        self.drawings.genogram.view.choose(self._chosen)
        if card is not None:
            self.panel.show_person(card)

    def _show_rows(self, view: HouseholdView | None) -> None:
        cards = self._drawn.cards if self._drawn else {}
        members = view.members if view else ()
        rows = [HomeRow(member, cards.get(member.person.uid)) for member in members]
        names = column_names()
        self._columns.fit(names, rows)
        self._head.show_names(names)
        self._rows.show(rows)
        for part in (self._list, self._head):
            part.setVisible(bool(rows))
        clear(self._empty)
        if not rows:
            words = tr("Nobody is written down here yet. Add the people who live together.")
            self._empty.addWidget(Empty("users", words))

    # --- going and beginning ----------------------------------------------------------------------

    def _open_row(self, one: HomeRow) -> None:
        self.page.context.open(Target("person", one.member.person.uid))

    def _open_person(self) -> None:
        self.page.context.open(Target("person", self._chosen))

    def _print(self) -> None:
        self.page.context.open(paper_target(HOUSEHOLD, self.case, self.case))

    def _begin_member(self) -> None:
        self._only(self._form)
        self.known.retranslate()
        self._form.begin()

    def _begin_relative(self) -> None:
        if self._file is not None:
            self._only(self.relative)
            partners = self._file.family.partners_of(self._chosen)
            counts = others_too(self._file, self._chosen)
            self.relative.begin(self._called(self._chosen), self._people(partners), counts)

    def _begin_writing_down(self) -> None:
        self._only(self.relative)
        self.relative.begin(self._called(self._chosen), {}, implied=True)

    def _begin_relation(self) -> None:
        if self._file is not None:
            self._only(self.relation)
            others = [uid for uid in self._file.family.people if uid != self._chosen]
            self.relation.begin(self._called(self._chosen), self._people(others))

    def _begin_move(self) -> None:
        if self._file is not None:
            self._only(self.move_)
            out = self._file.member(self._chosen) is not None
            today = f"{self.workspace.today:%d.%m.%Y}"
            self.move_.begin(self._called(self._chosen), today, out=out)

    def _open_tie(self, uid: str) -> None:
        self._tie = uid
        kept = (
            next((one for one in self._file.ties if one.uid == uid), None) if self._file else None
        )
        self._only(self.tie)
        values = {name: getattr(kept, name) for name in _TIE_FIELDS} if kept else {}
        people = self._people(list(self._file.people)) if self._file else {}
        providers = self.page.read(lambda: directory_names(self.workspace)) or {}
        self.tie.begin(values, people, providers)

    def _people(self, uids: "tuple[str, ...] | list[str]") -> dict[str, str]:
        cards = self._drawn.cards if self._drawn else {}
        return {uid: cards[uid].title for uid in uids if uid in cards and not is_unknown(uid)}

    def _called(self, uid: str) -> str:
        if self._file is None:
            return ""
        return KinWords(self._file, self.workspace.today).called(uid)

    def _only(self, form: HomeForm) -> None:
        for one in self._forms:
            one.setVisible(one is form)

    def _put_away(self) -> None:
        for form in self._forms:
            form.hide()
        if self.isVisible():
            self.drawings.genogram.view.focus(self._chosen)

    # --- keeping ----------------------------------------------------------------------------------

    def _set(self, field: str, words: str) -> None:
        self.page.keep(lambda: edit(self.workspace, "household", self._household, field, words))

    def _keep_done(self, act: Callable[[], Done], words: str) -> Done | None:
        done = self.page.keep(act)
        self.page.undoable(done, words)
        return done

    def _keep_member(self) -> None:
        form, name = self._form, self._form.name()
        if not name:
            return
        ws, case = self.workspace, self.case
        birth = birth_or_text(form.birth.text(), ws.today)
        sex, note = form.sex.value(), form.note.text().strip()
        done = self._keep_done(
            lambda: add_family_member(
                ws, case, name, form.role.value(), birth=birth, sex=sex, role_note=note
            ),
            tr("Added to the household"),
        )
        if done is not None:
            form.begin()

    def _take_known(self, known: KnownOne) -> None:
        act = joining(self.workspace, self.case, self._form, known)
        if self._keep_done(act, tr("Added to the household")) is not None:
            self._form.begin()

    def _keep_relative(self, relative: Relative) -> None:
        ws, case, of = self.workspace, self.case, self._chosen
        act = write_down if is_unknown(of) else add_relative
        done = self._keep_done(lambda: act(ws, case, of, relative), tr("Relative added"))
        if done is not None:
            self._chosen = done.record if is_unknown(of) else of
            self._put_away()

    def _keep_relation(self, other: str, what: str, how: str, since: str) -> None:
        ws, one, case = self.workspace, self._chosen, self.case
        pair = (other, one) if what == "child" else (one, other)
        kind = "parent" if what == "child" else what
        done = self._keep_done(
            lambda: relate(ws, *pair, kind, how, since=since, case=case), tr("Relation added")
        )
        if done is not None:
            self._put_away()

    def _keep_tie(self, values: dict[str, str]) -> None:
        ws, case, tie = self.workspace, self.case, self._tie
        what, name = values.pop("what"), values.pop("name")
        if tie:
            act = lambda: change_tie(ws, tie, {"what": what, "name": name, **values})  # noqa: E731
        else:
            act = lambda: add_tie(ws, case, what, name, **values)  # noqa: E731
        if self._keep_done(act, tr("Kept in the ecomap")) is not None:
            self._put_away()

    def _end_tie(self) -> None:
        tie = self._tie
        if self._keep_done(lambda: end_tie(self.workspace, tie), _taken()) is not None:
            self._put_away()

    def _keep_move(self, day: str) -> None:
        ws, case, one = self.workspace, self.case, self._chosen
        member = self._file.member(one) if self._file else None
        if member is not None:
            uid = member.uid
            done = self._keep_done(lambda: leave_household(ws, uid, day), tr("Moved out"))
        else:
            done = self._keep_done(lambda: move_in(ws, case, one, since=day), tr("Moved in"))
        if done is not None:
            self._put_away()

    def _lay_out(self) -> None:
        card = Card(padding=(0, 0, 0, 0))
        card.body.setSpacing(0)
        top = row(self._title, self._hint, None, self._add, margins=(14, 7, 10, 7))
        card.put(top, self._head, self._list, self._empty)
        card.body.addStretch(1)
        self.panel.setFixedWidth(_PANEL)
        below = row(card, self.panel, gap=14)
        below.setStretch(0, 1)
        below.setAlignment(self.panel, Qt.AlignmentFlag(0))
        self.layout_.addWidget(self.drawings)
        self.layout_.addLayout(self._forms_room)
        self.layout_.addLayout(below)
        self.layout_.addWidget(self._about)


def _taken() -> str:
    return tr("Taken out of the drawing")
