"""The timeline of a case with a place for a note, and beside it household, plan and consent."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from socialcase.actions.case_views import CaseFile, TimelineEntry
from socialcase.actions.notes import add_note, note_place
from socialcase.actions.wording import entry_title
from socialcase.texts import short_date, tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.side_cards import consent_card, household_card, plan_card, tasks_card
from socialcase.ui.speech import joined
from socialcase.ui.theme.icons import icon
from socialcase.ui.unkept import WrittenDown
from socialcase.ui.widgets.buttons import Choices
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.rows import Rows, RowsView
from socialcase.ui.widgets.timeline import TimelineDelegate, TimelineRow

_ICONS = {
    "visit": ("house", "muted"),
    "note": ("note", "muted"),
    "attachment": ("paperclip", "muted"),
    "assessment": ("clipboard-text", "muted"),
    "plan": ("pencil-simple", "muted"),
    "comment": ("chat-text", "accent"),
    "risk": ("flag", "danger"),
    "status": ("arrow-right", "muted"),
    "consent": ("handshake", "muted"),
    "task": ("check", "muted"),
    "closure": ("check-circle", "muted"),
    "review": ("arrows-clockwise", "muted"),
    "referral": ("paper-plane-tilt", "muted"),
    "resource": ("gift", "muted"),
    "reopening": ("arrow-u-up-left", "muted"),
    "urgent": ("first-aid", "danger"),
    "handover": ("arrows-left-right", "muted"),
    "owner": ("arrows-left-right", "muted"),
    "etrap": ("arrows-left-right", "muted"),
}
_CODES = {
    "not_home": ("house", "warning"),
    "not_admitted": ("prohibit", "warning"),
    "approve": ("check-circle", "ok"),
    "return": ("arrow-u-up-left", "warning"),
    "refused": ("prohibit", "warning"),
}
_PARTS = {
    "visit": "visits",
    "assessment": "assessments",
    "plan": "plan",
    "consent": "consent",
    "attachment": "documents",
    "review": "plan",
    "referral": "services",
    "resource": "services",
}
_DECISIONS = frozenset(
    {
        *("risk", "status", "plan", "comment", "consent", "closure"),
        *("reopening", "urgent", "handover", "owner", "etrap"),
    }
)


class TimelinePart(CasePart):
    """What happened, newest first."""

    def __init__(self, page: Page, turn: Callable[[str], None]) -> None:
        super().__init__(page)
        self._turn = turn
        self._filter = "all"
        self._file: CaseFile | None = None
        self.note = QLineEdit()
        self.note.addAction(
            icon("pencil-simple", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.note.returnPressed.connect(self._keep_note)
        self.setFocusProxy(self.note)
        self._written = WrittenDown(page, lambda: {"note": self.note.text()})
        self._written.hear(self.note)
        self._choices = Choices(self._choose)
        self._rows: Rows[TimelineRow] = Rows(_spoken)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(TimelineDelegate())
        self._list.opened.connect(lambda found: turn(found.part))
        self._empty = QVBoxLayout()
        self._side = QVBoxLayout()
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.note.setPlaceholderText(tr("Write a note and press Enter…"))
        self.note.setAccessibleName(tr("New note"))
        self._list.setAccessibleName(tr("Timeline"))
        names = {"all": tr("Everything"), "visits": tr("Visits"), "decisions": tr("Decisions")}
        self._choices.offer(names, self._filter)

    def show_file(self, file: CaseFile) -> None:
        """Show what happened in a case, and the note that was begun in it."""
        fresh = file.header.case.uid != self.case
        super().show_file(file)
        if fresh:
            self._written.resume(note_place(self.case), {"note": self.note})
        self._file = file
        self._show_rows(file)
        clear(self._side)
        for card in (
            household_card(file, self._turn),
            plan_card(file, self._turn),
            tasks_card(file, self.page),
            consent_card(file, self._turn),
        ):
            if card is not None:
                self._side.addWidget(card)
        self._side.addStretch(1)

    def _show_rows(self, file: CaseFile) -> None:
        rows = timeline_rows([entry for entry in file.timeline if self._wanted(entry)])
        self._rows.show(rows)
        clear(self._empty)
        self._list.setVisible(bool(rows))
        if not rows:
            words = tr("Nothing here yet. Notes, visits and decisions stand here, newest first.")
            self._empty.addWidget(Empty("clock-counter-clockwise", words))

    def _wanted(self, entry: TimelineEntry) -> bool:
        if self._filter == "visits":
            return entry.kind == "visit"
        return self._filter == "all" or entry.kind in _DECISIONS

    def _choose(self, key: str) -> None:
        self._filter = key
        if self._file is not None:
            self._show_rows(self._file)

    def _keep_note(self) -> None:
        text = self.note.text().strip()
        if not text:
            return
        ws, case = self.workspace, self.case
        done = self.page.keep(lambda: add_note(ws, case, text, unkept=note_place(case)))
        if done is not None:
            self.note.setText("")
            self.page.undoable(done, tr("Note kept"))

    def _lay_out(self) -> None:
        line = row(self.note, self._choices, gap=8)
        line.setStretch(0, 1)
        left = column(line, 2, self._list, self._empty, None, gap=8)
        side = boxed(self._side)
        side.setFixedWidth(316)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(12)
        columns = row(left, side, gap=22)
        columns.setStretch(0, 1)
        columns.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        self.layout_.addLayout(columns)


def timeline_rows(entries: Sequence[TimelineEntry]) -> list[TimelineRow]:
    """The rows of a timeline: a head before each month."""
    rows: list[TimelineRow] = []
    month = (0, 0)
    for entry in entries:
        if (entry.day.year, entry.day.month) != month:
            month = (entry.day.year, entry.day.month)
            rows.append(TimelineRow(entry.day, "", "", "", "", "", "", ""))
        rows.append(_row(entry))
    return rows


def _row(entry: TimelineEntry) -> TimelineRow:
    icon_name, tone = _CODES.get(entry.code) or _ICONS.get(entry.kind, ("circle", "muted"))
    return TimelineRow(
        day=entry.day,
        icon_name=icon_name,
        tone=tone,
        title=entry_title(entry),
        detail=entry.who or entry.stamp.author_name,
        text=entry.text,
        where=entry.stamp.where,
        part=_PARTS.get(entry.kind, ""),
    )


def _spoken(row: TimelineRow) -> str:
    return joined(short_date(row.day), row.title, row.detail, row.text)
