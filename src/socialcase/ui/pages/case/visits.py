"""Visits: logging one in a few keys, planning the next, and the list of all."""

from datetime import timedelta

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from socialcase.actions.case_views import CaseFile, VisitLine
from socialcase.actions.done import Done
from socialcase.actions.history import undo
from socialcase.actions.unkept import (
    Unkept,
    all_unkept,
    restore,
    throw_away,
    visit_place,
    written_down,
)
from socialcase.actions.visits import VisitLog, log_visit, move_visit, plan_visit
from socialcase.cases.records import Case
from socialcase.texts import label, short_date, tr, trn, when
from socialcase.ui.page import Page
from socialcase.ui.pages.case.following_visit import FollowingVisit
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.safety_strip import BeforeVisit, return_call_words
from socialcase.ui.pages.case.visit_form import VisitForm, corrects, kept_words
from socialcase.ui.pages.case.visits_unkept import UnkeptVisits, visit_of
from socialcase.ui.pages.paper_targets import VISIT, paper_target
from socialcase.ui.speech import joined, minutes_words
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.layout import clear
from socialcase.ui.widgets.paint import MEDIUM, QUIET, SECOND, Pen, mark, write, write_wrapped
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView
from socialcase.ui.widgets.scrolling import show_whole
from socialcase.ui.widgets.timeline import draw_where

_DAY = 128
"""Pixels for the day: "опоздание 12 дней" has room."""


class VisitsPart(CasePart):
    """The log of visits. Enter on a planned visit logs it, on any other corrects it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._log = VisitForm(
            page, self._keep, self._plan, self._leave, self._begin_anew, self._paper
        )
        self._unkept = UnkeptVisits(self._go_on, self._throw_away)
        self._rows: Rows[VisitLine] = Rows(_spoken)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_VisitDelegate())
        self._list.opened.connect(lambda visit: self.show_part(visit.uid))
        self._new = Button(icon_name="plus", small=True, then=lambda: self.show_part(""))
        self._card = Card(padding=(0, 0, 0, 0))
        self._empty = QVBoxLayout()
        self._visits: dict[str, VisitLine] = {}
        self._begun_with: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._following = FollowingVisit(page)
        self._about: Case | None = None
        self._card.head("")
        self._card.beside_head(self._new)
        self._card.put(self._list, self._empty)
        self._heed = BeforeVisit()
        self.layout_.addWidget(self._following)
        self.layout_.addWidget(self._unkept)
        self.layout_.addWidget(self._heed)
        self.layout_.addWidget(self._log)
        self.layout_.addWidget(self._card)
        self._put_away()
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._card.head(tr("Visits"))
        self._new.setText(tr("Log a visit"))
        self._list.setAccessibleName(tr("Visits"))
        self._log.retranslate()

    def show_file(self, file: CaseFile) -> None:
        """Show the visits of a case."""
        if file.header.case.uid != self.case:
            self._put_away()
            self._following.silence()
        super().show_file(file)
        members = [m.person for m in file.household.members] if file.household else []
        people = members or [one for one in (file.header.main,) if one is not None]
        self._people = {one.uid: one.given or one.name for one in people}
        self._about = file.header.case
        self._visits = {visit.uid: visit for visit in file.visits}
        self._rows.show(file.visits)
        self._list.setVisible(bool(file.visits))
        if self._log.isVisibleTo(self) and self._standing(self._log.place) != self._begun_with:
            self._open(self._log.place)  # it was changed elsewhere: nothing of that is taken back
        self._show_unkept()
        clear(self._empty)
        if not file.visits:
            words = tr("No visit yet. Log what happened, or plan the first one.")
            self._empty.addWidget(Empty("house", words))

    def show_part(self, record: str) -> None:
        """Open the form for a planned visit, or for one that was not planned.

        "due": for the first that was planned for today or earlier, if there is one.
        """
        visit = self._due() if record == "due" else record
        self._open(visit_place(self.case, visit if visit in self._visits else ""))

    def _due(self) -> str:
        planned = [one for one in self._visits.values() if one.outcome == "planned"]
        late = {one.late: one.uid for one in planned if one.late is not None and one.late >= 0}
        return late[max(late)] if late else ""

    def _open(self, place: str) -> None:
        begun = self.page.read(lambda: written_down(self.workspace, place))
        if begun is not None:
            self._go_on(begun)
        else:
            self._write(self._visit_at(place), place)

    def _write(self, visit: VisitLine | None, place: str) -> None:
        """Open the form for what is, or is to be, written down at a place."""
        self._log.show()
        if self._about is not None:
            self._heed.show_case(self._about)
        self._log.begin(visit, self._people, place)
        self._begun_with = self._standing(place)
        self._show_unkept()
        show_whole(self._log)

    def _visit_at(self, place: str) -> VisitLine | None:
        return self._visits.get(place.rpartition(":")[2])

    def _standing(self, place: str) -> dict[str, str]:
        """What is kept by now of the visit that is written of at a place."""
        return kept_words(self._visit_at(place))

    def _put_away(self) -> None:
        self._log.written.end()
        self._log.hide()
        self._heed.hide()

    def _leave(self) -> None:
        """Put the form away; what was typed stays, and a line says so."""
        self._put_away()
        self._show_unkept()
        self._new.setFocus()

    def _show_unkept(self) -> None:
        """Offer what was begun and is not kept, but for what is open in the form."""
        ws, start = self.workspace, visit_place(self.case)
        found = self.page.read(lambda: all_unkept(ws, start)) or []
        there = self._log.place if self._log.isVisibleTo(self) else ""
        self._unkept.show_unkept([one for one in found if one.place != there], self._visits)

    def _go_on(self, one: Unkept) -> None:
        visit = self._visits.get(visit_of(one))
        if visit is not None and visit.outcome != "planned" and not corrects(one):
            visit = None  # kept elsewhere meanwhile: what was typed here is a visit of its own
        self._write(visit, one.place)

    def _paper(self, visit: str) -> None:
        self.page.context.open(paper_target(VISIT, visit, self.case))

    def _throw_away(self, one: Unkept) -> None:
        ws = self.workspace
        self._log.written.end()
        self.page.keep(lambda: throw_away(ws, one.place))
        self._show_unkept()
        self.page.context.toast(tr("Thrown away"), lambda: self._restore(one))

    def _begin_anew(self) -> None:
        """Throw away what was written before, and begin at the same place."""
        place, ws = self._log.place, self.workspace
        visit = self._visit_at(place)
        self._log.written.end()
        gone = self.page.keep(lambda: throw_away(ws, place))
        self._write(visit, place)
        if gone is not None:
            self.page.context.toast(tr("Thrown away"), lambda: self._restore(gone))

    def _restore(self, gone: Unkept) -> None:
        if gone.place == self._log.place:  # else something else is being written
            self._put_away()
        self.page.keep(lambda: restore(self.workspace, gone))
        self._show_unkept()

    def _keep(self, log: VisitLog) -> bool:
        ws = self.workspace
        typed = self.page.read(lambda: written_down(ws, log.unkept))
        done = self.page.keep(lambda: log_visit(ws, self.case, log))
        if done is None:
            return False
        self._put_away()
        before = self._visits.get(log.visit)
        corrected = before is not None and before.outcome != "planned"
        words = tr("The visit is corrected") if corrected else tr("Visit kept")
        self.page.context.toast(words, lambda: self._take_back(done, typed))
        if not corrected:
            self._following.look(self.case)
        return True

    def _take_back(self, done: Done, typed: Unkept | None) -> None:
        """Undo a visit that was just kept; what was typed of it can be gone on with."""
        if self.page.keep(lambda: undo(self.workspace, done.save)) is not None and typed:
            self._following.silence()
            self._restore(typed)

    def _plan(self, moved: str, on: str, purpose: str) -> bool:
        ws, case = self.workspace, self.case

        def act() -> Done:
            if moved:
                return move_visit(ws, moved, on, purpose)
            return plan_visit(ws, case, on, purpose=purpose)

        done = self.page.keep(act)
        if done is not None:
            self._log.hide()
            self._heed.hide()
            call = return_call_words(self._about) if self._about is not None else ""
            words = tr("The visit is moved") if moved else tr("Visit planned")
            self.page.undoable(done, joined(words, call))
        return done is not None


class _VisitDelegate(RowDelegate[VisitLine]):
    def opens(self, row: VisitLine) -> bool:
        """A planned visit opens its log, any other what was written of it."""
        return True

    def height_of(self, row: VisitLine, width: int) -> int:
        """Two lines, and the note under them."""
        note = Pen(SMALL).height(row.note, self._room(width)) + 4 if row.note else 0
        return max(48, 46 + note + (4 if note else 0))

    def draw(self, painter: QPainter, box: QRect, row: VisitLine) -> None:
        day = row.told_on or row.planned
        left = box.left() + 14
        if day is not None:
            write(painter, QRect(left, box.top() + 6, _DAY, 19), short_date(day), SECOND)
        if row.late is not None and row.outcome == "planned" and day is not None:
            today = day + timedelta(days=row.late)
            tone = "danger" if row.late > 0 else "accent"
            pen = Pen(12, MEDIUM, tone)
            write(painter, QRect(left, box.top() + 25, _DAY, 17), when(day, today), pen)
        middle, room = left + _DAY + 12, self._room(box.width())
        upper = QRect(middle, box.top() + 6, room, 19)
        used = write(painter, upper, label("visit_kind", row.kind), Pen(weight=MEDIUM))
        tone = {"done": "ok", "planned": "accent"}.get(row.outcome, "warning")
        pen = Pen(SMALL, tone=tone)
        write(painter, upper.adjusted(used + 10, 0, 0, 0), label("visit_outcome", row.outcome), pen)
        lower = QRect(middle, box.top() + 25, room, 17)
        write(painter, lower, _beneath(row), QUIET)
        if row.note:
            note = QRect(middle, box.top() + 45, room, box.height() - 45)
            write_wrapped(painter, note, row.note, Pen(SMALL))
        mark(painter, QRect(box.right() - 28, box.top() + 16, 16, 16), "caret-right")
        if row.outcome != "planned":
            draw_where(painter, QRect(box.right() - 52, box.top() + 16, 16, 16), row.stamp.where)

    def _room(self, width: int) -> int:
        return max(160, width - 14 - _DAY - 12 - 70)


def _beneath(row: VisitLine) -> str:
    met = tr("met {who}").format(who=row.met) if row.met else ""
    alone = label("met_alone", row.alone).lower() if row.alone else ""
    files = trn("{n} file", "{n} files", row.pictures).format(n=row.pictures)
    typed = ""
    if row.typed_on and row.told_on and row.typed_on != row.told_on:
        typed = tr("typed on {day}").format(day=short_date(row.typed_on))
    return joined(
        row.purpose,
        minutes_words(row.minutes),
        alone,  # before the names: a long list of them is cut
        met,
        files if row.pictures else "",
        row.stamp.author_name,
        typed,
    )


def _spoken(row: VisitLine) -> str:
    day = row.told_on or row.planned
    date = short_date(day) if day else ""
    kind, outcome = label("visit_kind", row.kind), label("visit_outcome", row.outcome)
    return joined(date, kind, outcome, _beneath(row), row.note)
