"""The head of a case file: who, risk and why, safety, what has changed, the way, the next step."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.cases import set_status
from socialcase.texts import label, short_date, tr
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.case.head_notices import HeadNotices
from socialcase.ui.pages.case.head_panel_makers import Panels
from socialcase.ui.pages.case.next_strip import ClosedStrip, NextStrip, moves_on
from socialcase.ui.pages.case.restrict_panel import may_change
from socialcase.ui.pages.case.safety_strip import SafetyStrip
from socialcase.ui.pages.paper_targets import CASE, CLOSURE, paper_target
from socialcase.ui.speech import etrap_words, joined, people_words, place_words, with_age, years_old
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row
from socialcase.ui.widgets.risk import show_risk
from socialcase.ui.widgets.scrolling import show_whole
from socialcase.ui.widgets.steps import StepsRow

_PLACES = {
    "ask_consent": "consent",
    "assess": "assessments",
    "make_plan": "plan",
    "send_plan": "plan",
    "correct_plan": "plan",
    "agree_plan": "plan",
    "review": "goal:review",
    "decide_review": "goal:review",
    "contact": "visit:due",
}


class CaseHead(QWidget):
    """The head. Panels for what can be done with a case open beneath it, in place."""

    def __init__(self, page: Page, turn: Callable[[str], None]) -> None:
        super().__init__()
        self._page = page
        self._turn = turn
        self._header: CaseHeader | None = None
        self._crumb = link(then=lambda: page.context.open(Target("cases")))
        self._number = Words(size="small", tone="muted")
        self._title = Words(size="title", weight="bold")
        self._risk = Chip()
        self._reasons = Words(size="small", wrap=True)
        self._line = Words(tone="muted", wrap=True)
        self._safety = SafetyStrip()
        self._notices = HeadNotices(page, self.open_panel)
        self._groups = FlowBox(across=6)
        self._steps = StepsRow()
        self._now = Button(icon_name="first-aid", small=True, then=lambda: self.open_panel("now"))
        self._more = Button(icon_name="caret-down", small=True)
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._menu = QMenu(self)  # not of the button, whose icon stands on its other side
        self._more.setMenu(self._menu)
        self._next = NextStrip(
            self._do_next,
            self._log_visit,
            lambda: self.open_panel("next"),
            lambda: self.open_panel("deadlines"),
        )
        self._closed = ClosedStrip(lambda: self.open_panel("reopen"))
        self._panels = Panels(page, self.put_away)
        self._panel_room = QVBoxLayout()
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Word what stands still."""
        self._crumb.setText(tr("Cases"))
        self._now.setText(tr("What to do now"))
        self._more.setText(tr("More"))
        for panel in self._panels.values():
            panel.retranslate()

    def put_away(self) -> None:
        """Close the panel that is open, and give the keyboard to what opened it."""
        inside = any(panel.isVisible() and _has_keyboard(panel) for panel in self._panels.values())
        for panel in self._panels.values():
            panel.stop()
            panel.hide()
        if inside:
            self._more.setFocus()

    def open_panel(self, name: str) -> None:
        """Open one of the panels, and close the others."""
        if self._header is None:
            return
        fresh = name not in self._panels
        panel = self._panels[name]
        if fresh:
            self._panel_room.addWidget(panel)
            panel.show_header(self._header)
        for key, other in self._panels.items():
            other.stop()
            other.setVisible(key == name)
        panel.begin()
        panel.go_on()
        show_whole(panel)

    def show_header(self, header: CaseHeader) -> None:
        """Show the head of a case."""
        if self._header is None or header.case.uid != self._header.case.uid:
            for panel in self._panels.values():
                panel.stop()
        self._header = header
        case = header.case
        place = header.settlement or etrap_words(header.etrap)
        self._number.setText(joined(place, tr("Case {number}").format(number=case.number)))
        self._title.setText(header.subject)
        show_risk(self._risk, header.risk.level)
        self._reasons.setText(_reasons(header))
        self._line.setText(_line(header))
        self._safety.show_header(header)
        self._notices.show_header(header)
        self._show_groups(header)
        self._steps.show_steps(header.steps)
        self._next.show_header(header)
        self._closed.show_header(header)
        self._fill_menu(header)
        for panel in self._panels.values():
            panel.show_header(header)

    def _show_groups(self, header: CaseHeader) -> None:
        clear(self._groups.flow)
        for code in header.case.groups:
            self._groups.flow.addWidget(Chip(label("group", code)))
        self._groups.setVisible(bool(header.case.groups))

    def _fill_menu(self, header: CaseHeader) -> None:
        self._menu.clear()
        self._offer(tr("About the case…"), "facts")
        self._menu.addSeparator()
        self._offer(tr("Set the risk level…"), "risk", key="R")
        if header.case.status == "closed":
            self._offer(tr("Open the case again…"), "reopen")
        else:
            self._fill_steps(header)
        self._menu.addSeparator()
        self._offer(tr("What to do now"), "now", key="E")
        self._offer(tr("Another specialist for this family…"), "handover")
        self._on_paper(tr("The case in brief, on paper"), CASE, header)
        if header.case.status == "closed":
            self._on_paper(tr("The closure, on paper"), CLOSURE, header)
        self._fill_eyes(header)

    def _fill_steps(self, header: CaseHeader) -> None:
        self._offer(tr("Choose the next step…"), "next", key="S")
        urgent = bool(header.case.urgent_what)
        given, needed = tr("Urgent help was given…"), tr("Urgent help is needed…")
        self._offer(given if urgent else needed, "urgent")
        self._menu.addSeparator()
        for status in header.may_go_to:
            if status == "closed":
                self._offer(tr("Close the case…"), "close")
            else:
                self._offer_step(status, header.lacking.get(status, ()))

    def _offer_step(self, status: str, lacking: Sequence[str]) -> None:
        """A step to take, or in its place what it still needs."""
        text = tr("Move to “{status}”").format(status=label("status", status))
        if lacking:
            needed = ", ".join(label("need", need) for need in lacking)
            text = tr("{act} – still needed: {needs}").format(act=text, needs=needed)
        self._menu.addAction(text, partial(self._move, status)).setEnabled(not lacking)

    def _offer(self, words: str, panel: str, *, key: str = "") -> None:
        shown = f"{words}\t{key}" if key else words
        self._menu.addAction(shown, lambda: self.open_panel(panel))

    def _on_paper(self, words: str, kind: str, header: CaseHeader) -> None:
        target = paper_target(kind, header.case.uid)
        self._menu.addAction(words, lambda: self._page.context.open(target))

    def _fill_eyes(self, header: CaseHeader) -> None:
        """Who may see the case, where the person here may say so."""
        if not may_change(self._page, header.case.uid):
            return
        named, change = tr("Only named people may see this case…"), tr("Change who may see it…")
        self._offer(change if header.restricted else named, "restrict")
        if header.restricted:
            self._offer(tr("Open the case to its etrap again…"), "unrestrict")

    def _move(self, status: str) -> None:
        if self._header is None:
            return
        ws, uid = self._page.context.workspace, self._header.case.uid
        done = self._page.keep(lambda: set_status(ws, uid, status))
        moved = tr("The case is now “{status}”").format(status=label("status", status))
        self._page.undoable(done, moved)

    def _log_visit(self) -> None:
        self._turn("visit:")

    def _do_next(self) -> None:
        if self._header is None:
            return
        step = self._header.next
        if step.act in _PANELS:
            self.open_panel(_PANELS[step.act])
        elif moves_on(step):
            self._move(step.onward)
        elif step.needs[:1] == ("risk",):
            self.open_panel("risk")
        else:
            self._turn(_PLACES.get(step.act, "visit:"))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        crumbs = row(self._crumb, self._number, None, self._now, self._more, gap=4)
        name = row(self._title, self._risk, self._reasons, gap=12)
        name.setStretch(2, 1)
        way = FlowBox(across=16)  # groups and steps, beneath one another where there is no room
        for part in (self._groups, self._steps):
            way.flow.addWidget(part)
        for line in (crumbs, name):
            layout.addLayout(line)
        for widget in (self._line, self._safety, self._notices):
            layout.addWidget(widget)
        layout.addSpacing(2)
        layout.addWidget(way)
        layout.addSpacing(6)
        layout.addWidget(self._next)
        layout.addWidget(self._closed)
        layout.addLayout(self._panel_room)


_PANELS = {"urgent_service": "urgent", "after_death": "close", "set_risk": "risk"}


def _has_keyboard(panel: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and panel.isAncestorOf(focused)


def _reasons(header: CaseHeader) -> str:
    risk = header.risk
    since = tr("since {day}").format(day=short_date(risk.since)) if risk.since else ""
    conflict = tr("set twice, apart: the higher one shows") if risk.in_conflict else ""
    words = f"{since}: {risk.reasons}" if since and risk.reasons else since or risk.reasons
    return joined(words, conflict)


def _line(header: CaseHeader) -> str:
    main = header.main
    who = with_age(main.name, main.age) if main and main.name != header.subject else ""
    if main and main.name == header.subject and main.age:
        who = years_old(main.age)
    many = people_words(header.people) if header.people > 1 else ""
    place = place_words(header.settlement, etrap_words(header.etrap))
    opened = tr("open since {day}").format(day=short_date(header.opened)) if header.opened else ""
    owner = header.owner_name
    return joined(who, many, place, opened, owner)
